from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from store_samples import NOON, after, filled, start, work

from calfcoach.store import History, HistoryError

YOURS = "the file and its folder must be yours to read and write"
ASIDE = "`calfcoach doctor --mend` mends it, or puts back the newest backup"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "history.db"


def failure(deed: Callable[[], object]) -> tuple[str, str, str]:
    """The message, the place and the hint of the HistoryError that a deed ends in."""
    with pytest.raises(HistoryError) as caught:
        deed()
    return caught.value.message, caught.value.where, caught.value.hint


# ----------------------------------------------------------------------------- damaged files


@pytest.mark.parametrize("use", [History.open, History.read])
def test_a_file_that_is_no_database_is_damaged_and_left_alone(
    path: Path, use: Callable[[Path], History]
) -> None:
    path.parent.mkdir()
    path.write_bytes(b"my calves, a diary\n" * 100)
    assert failure(lambda: use(path)) == ("the history is damaged", str(path), ASIDE)
    assert path.read_bytes() == b"my calves, a diary\n" * 100


@pytest.mark.parametrize(
    ("use", "ask"),
    [
        (History.read, lambda history: history.sessions()),
        (History.read, lambda history: history.session("last")),
        (History.read, lambda history: history.times_met()),
        (History.open, lambda history: history.begin(start())),
    ],
)
@pytest.mark.parametrize("sound_pages", [1, 2, 3, 4, 5])
def test_lost_pages_are_damage_whatever_is_asked(
    path: Path,
    sound_pages: int,
    use: Callable[[Path], History],
    ask: Callable[[History], object],
) -> None:
    filled(path)
    content = path.read_bytes()
    kept = sound_pages * 4096
    damaged = ("the history is damaged", str(path), ASIDE)

    def deed() -> None:
        with use(path) as history:
            ask(history)
            history.changes()  # its pages come last: one of the two must fail

    path.write_bytes(content[:kept] + b"\xa5" * (len(content) - kept))
    assert failure(deed) == damaged
    path.write_bytes(content[:kept])
    assert failure(deed) == damaged


@pytest.mark.parametrize(
    "scribble",
    [
        "PRAGMA ignore_check_constraints = 1; UPDATE sessions SET status = 'flying'",
        "PRAGMA ignore_check_constraints = 1; UPDATE sessions SET origin = ''",
        "PRAGMA ignore_check_constraints = 1; UPDATE work SET status = 'flying'",
        "UPDATE work SET muscles = '{not json'",
        "UPDATE work SET muscles = 'null'",
        "UPDATE sessions SET note = CAST(x'ff' AS TEXT)",
        "DROP TABLE work",
        "ALTER TABLE sessions DROP COLUMN note",
    ],
)
def test_values_that_no_calfcoach_writes_are_damage(path: Path, scribble: str) -> None:
    filled(path)
    with closing(sqlite3.connect(path)) as plain:
        plain.executescript(scribble + ";")
    with History.read(path) as history:
        assert failure(lambda: history.sessions(with_work=True)) == (
            "the history is damaged",
            str(path),
            ASIDE,
        )


# --------------------------------------------------------------------- not for this program


@pytest.mark.parametrize("use", [History.open, History.read])
def test_a_newer_format_is_not_touched(path: Path, use: Callable[[Path], History]) -> None:
    filled(path)
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("PRAGMA user_version = 7")
    before = path.read_bytes()
    assert failure(lambda: use(path)) == (
        "the history was written by a newer CalfCoach (format 7, this one knows 4)",
        str(path),
        "upgrade CalfCoach; nothing was changed",
    )
    assert path.read_bytes() == before


@pytest.mark.parametrize("use", [History.open, History.read])
def test_a_database_of_something_else_is_not_touched(
    path: Path, use: Callable[[Path], History]
) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("CREATE TABLE bookmarks (address TEXT)")
    before = path.read_bytes()
    assert failure(lambda: use(path)) == (
        "this database is not a CalfCoach history",
        str(path),
        "move the file aside; nothing was changed",
    )
    assert path.read_bytes() == before


# ------------------------------------------------------------------------------ in the way


def test_a_folder_in_place_of_the_file_does_not_open(path: Path) -> None:
    path.mkdir(parents=True)
    assert failure(lambda: History.open(path)) == (
        "the history cannot be written: it does not open",
        str(path),
        YOURS,
    )
    assert failure(lambda: History.read(path)) == (
        "the history cannot be read: it does not open",
        str(path),
        YOURS,
    )


def test_a_file_in_place_of_the_folder_is_said(path: Path) -> None:
    path.parent.write_text("")
    assert failure(lambda: History.open(path)) == (
        "the history cannot be written: file exists",
        str(path),
        YOURS,
    )
    assert failure(lambda: History.read(path)) == (
        "the history cannot be read: not a directory",
        str(path),
        YOURS,
    )


def test_a_history_opened_for_reading_is_not_written(path: Path) -> None:
    session_id = filled(path)
    with History.read(path) as history:
        assert failure(lambda: history.drop(session_id, at=NOON)) == (
            "the history cannot be written: it is read-only",
            str(path),
            YOURS,
        )
        assert len(history.sessions()) == 1


def test_a_history_that_stays_locked_is_told_and_can_be_written_later(path: Path) -> None:
    session_id = filled(path)
    locked = (
        "the history is in use by another program and stayed locked",
        str(path),
        "close the other program, then try again",
    )
    with (
        History.open(path, patience_s=0) as history,
        closing(sqlite3.connect(path, isolation_level=None)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        assert failure(lambda: history.save_work(session_id, work(2), at=after(60))) == locked
        assert failure(lambda: History.open(path, patience_s=0)) == locked
        assert history.session("last").work == (work(1),)  # reading waits for nobody
        other.execute("ROLLBACK")
        history.save_work(session_id, work(2), at=after(60))
        assert history.session("last").work == (work(1), work(2))


def test_how_long_a_write_waits_can_be_changed_while_the_history_is_open(path: Path) -> None:
    session_id = filled(path)
    with (
        History.open(path, patience_s=600) as history,
        closing(sqlite3.connect(path, isolation_level=None)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        history.wait_at_most(0.01)
        with pytest.raises(HistoryError, match="stayed locked"):
            history.drop(session_id, at=NOON)


def test_the_place_of_a_problem_is_shown_without_steering_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "\x1b[2J" / "history.db"
    path.mkdir(parents=True)
    assert failure(lambda: History.open(path))[1] == f"{tmp_path}/U+001B[2J/history.db"


def test_text_that_is_no_unicode_is_told_and_nothing_of_it_is_kept(path: Path) -> None:
    with History.open(path) as history:
        assert failure(lambda: history.begin(start(routine_title="caf\udce9"))) == (
            "the history cannot be written: a text in it is not valid Unicode",
            str(path),
            "write the name or note with ordinary letters",
        )
        assert history.sessions() == []
        assert history.changes() == []


def test_a_closed_history_says_so(path: Path) -> None:
    history = History.open(path)
    history.close()
    assert failure(history.sessions) == (
        "the history cannot be read: Cannot operate on a closed database.",
        str(path),
        "try again; what was saved before is intact",
    )


def test_a_write_that_fails_half_way_leaves_nothing_of_itself(path: Path) -> None:
    session_id = filled(path)
    with History.open(path) as history:
        before = history.session("last"), history.changes()
        # The change row is written first, then the work is refused by its table.
        message, where, _ = failure(
            lambda: history.save_work(session_id, work(done_s=1.0, pain=99), at=after(90))
        )
        assert (history.session("last"), history.changes()) == before
        history.save_work(session_id, work(2), at=after(120))
        assert history.session("last").work == (work(1), work(2))
    assert message.startswith("the history cannot be written: CHECK constraint failed")
    assert where == str(path)
