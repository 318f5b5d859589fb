from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from store_samples import NOON, after, filled, older_history, start

from calfcoach.errors import CoachError
from calfcoach.store import History, HistoryError, backups
from calfcoach.upkeep import arrange


class Person:
    """Whose history is looked after: the day it is, and what was said."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.warnings: list[CoachError] = []
        self.start_on("2026-11-20")

    def start_on(self, day: str) -> None:
        """The program is started on a day."""
        self.day = day
        arrange(self.path, lambda: self.day, self.warnings.append)

    def write(self) -> None:
        """One command that changes the history."""
        with History.open(self.path) as history:
            history.rest("2026-11-20", "2026-11-20", at=NOON)


@pytest.fixture
def person(tmp_path: Path) -> Iterator[Person]:
    yield Person(tmp_path / "data" / "history.db")
    arrange(Path("/nowhere"), str, lambda _: None)


def names(path: Path) -> list[str]:
    folder = path.parent / "backups"
    return sorted(each.name for each in folder.iterdir()) if folder.is_dir() else []


def rests_in(path: Path) -> int:
    with closing(sqlite3.connect(path)) as plain:
        count: int = plain.execute("SELECT count(*) FROM rests").fetchone()[0]
    return count


def days(count: int) -> list[str]:
    return [f"2026-11-{day:02}" for day in range(1, count + 1)]


# -------------------------------------------------------------------------- the copy of the day


def test_the_first_write_of_a_day_keeps_what_stood_there_before_it(person: Person) -> None:
    person.write()
    assert names(person.path) == []  # there was nothing to keep
    for _ in range(3):
        person.write()
    assert names(person.path) == ["history-2026-11-20.db"]
    person.start_on("2026-11-21")
    person.write()
    assert names(person.path) == ["history-2026-11-20.db", "history-2026-11-21.db"]
    folder = person.path.parent / "backups"
    assert [rests_in(folder / name) for name in names(person.path)] == [1, 4]


def test_a_program_that_runs_into_the_next_day_keeps_no_second_copy(person: Person) -> None:
    person.write()
    person.write()
    person.day = "2026-11-21"
    person.write()
    assert names(person.path) == ["history-2026-11-20.db"]


def test_reading_keeps_no_copy(person: Person) -> None:
    person.write()
    with History.read(person.path) as history:
        assert len(history.rests()) == 1
    assert names(person.path) == []


def test_a_history_that_nobody_arranged_for_is_not_copied(person: Person, tmp_path: Path) -> None:
    other = tmp_path / "other" / "history.db"
    filled(other)
    filled(other)
    assert names(other) == []


def test_copies_are_for_their_owner_only(person: Person) -> None:
    old = os.umask(0)
    try:
        person.write()
        person.write()
    finally:
        os.umask(old)
    folder = person.path.parent / "backups"
    (copy,) = folder.iterdir()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


def test_the_last_seven_copies_are_kept(person: Person) -> None:
    person.write()
    for no, day in enumerate(days(12)):
        person.start_on(day)
        person.write()
        made = person.path.parent / "backups" / f"history-{day}.db"
        os.utime(made, (no, no))
    assert names(person.path) == [f"history-{day}.db" for day in days(12)[-7:]]
    assert [each.name for each in backups.kept(person.path)] == days(12)[:-8:-1]


def test_files_of_other_names_are_left_alone(person: Person) -> None:
    person.write()
    folder = person.path.parent / "backups"
    folder.mkdir(mode=0o700)
    (folder / "mine.db").write_text("mine")
    for no, day in enumerate(days(9)):
        person.start_on(day)
        person.write()
        os.utime(folder / f"history-{day}.db", (no, no))
    assert (folder / "mine.db").read_text() == "mine"
    assert len(names(person.path)) == 8


@pytest.mark.parametrize(
    "name",
    [
        "history.db",
        "history-.db",
        "history-2026-11-2.db",
        "history-2026-11-200.db",
        "history-2026-11-xx.db",
        "history-2026-11-20-1.db",
        "history-2026-11-20.db-wal",
        "history-before-format-.db",
        "history-before-format-x.db",
        "History-2026-11-20.db",
        ".making-1.db",
    ],
)
def test_a_file_of_another_name_is_no_copy(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    (folder / name).write_bytes(b"")
    assert backups.kept(tmp_path / "history.db") == []


def test_a_copy_is_called_by_its_day_or_by_the_format_after_it(tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    for no, name in enumerate(("history-2026-11-20.db", "history-before-format-12.db")):
        (folder / name).write_bytes(b"")
        os.utime(folder / name, (no, no))
    found = [each.name for each in backups.kept(tmp_path / "history.db")]
    assert found == ["before-format-12", "2026-11-20"]


def test_what_a_killed_copy_left_is_taken_away_an_hour_later(person: Person) -> None:
    person.write()
    folder = person.path.parent / "backups"
    folder.mkdir(mode=0o700)
    for name, age in ((".making-1.db", 1.0), (".making-2.db", None)):
        (folder / name).write_text("half of a copy")
        if age is not None:
            os.utime(folder / name, (age, age))
    person.write()
    assert names(person.path) == [".making-2.db", "history-2026-11-20.db"]


def test_a_copy_holds_what_is_in_the_log_beside_the_file(person: Person) -> None:
    person.write()
    with History.open(person.path) as history:
        history.begin(start())
        with closing(sqlite3.connect(person.path)) as reader:
            reader.execute("SELECT 1 FROM sessions").fetchall()
            history.begin(start(after(10)))
            person.start_on("2026-11-21")
            person.write()
    with closing(sqlite3.connect(person.path.parent / "backups/history-2026-11-21.db")) as copy:
        assert copy.execute("SELECT count(*) FROM sessions").fetchone() == (2,)
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)


# ---------------------------------------------------------------------------- a copy that fails


def test_a_copy_that_cannot_be_made_stops_nothing_and_is_told_once(person: Person) -> None:
    person.write()
    (person.path.parent / "backups").write_text("no folder")
    person.write()
    person.write()
    (told,) = person.warnings
    assert (told.message, told.where, told.hint) == (
        "no copy of the history was kept: file exists",
        str(person.path.parent / "backups"),
        "see whether there is room and the folder is yours; `calfcoach doctor` tells more",
    )
    assert rests_in(person.path) == 3


def test_a_damaged_history_never_takes_the_place_of_a_good_copy(person: Person) -> None:
    filled(person.path)
    person.write()
    with closing(sqlite3.connect(person.path)) as plain:
        page = plain.execute("SELECT rootpage FROM sqlite_master WHERE name = 'gaps'").fetchone()[0]
    with person.path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xa5" * 4096)
    person.start_on("2026-11-21")
    person.write()  # other pages are whole
    assert names(person.path) == ["history-2026-11-20.db"]
    assert [each.message for each in person.warnings] == [
        "no copy of the history was kept: the history is damaged"
    ]


# --------------------------------------------------------------------------- before a migration


@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize("way", [History.open, History.read])
def test_a_migration_keeps_the_file_as_it_was(tmp_path: Path, number: int, way: object) -> None:
    path = tmp_path / "data" / "history.db"
    session_id = older_history(path, number)
    assert callable(way)
    with way(path) as history:
        assert history.session("last").id == session_id
    copy = path.parent / "backups" / "history-before-format-4.db"
    assert names(path) == [copy.name]
    with closing(sqlite3.connect(copy)) as plain:
        assert plain.execute("PRAGMA user_version").fetchone() == (number,)
        assert plain.execute("SELECT id FROM sessions").fetchall() == [(session_id,)]


def test_a_migration_goes_on_without_its_copy(person: Person) -> None:
    session_id = older_history(person.path, 2)
    (person.path.parent / "backups").write_text("no folder")
    with History.open(person.path) as history:
        assert history.session("last").id == session_id
    assert len(person.warnings) == 1


def test_the_copy_before_a_migration_counts_among_the_seven(person: Person) -> None:
    older_history(person.path, 2)
    for no, day in enumerate(days(9)):
        person.start_on(day)
        person.write()
        os.utime(person.path.parent / "backups" / f"history-{day}.db", (no + 9e9, no + 9e9))
    assert names(person.path) == [f"history-{day}.db" for day in days(9)[-7:]]


# ---------------------------------------------------------------------------------- putting back


def test_a_copy_that_is_put_back_is_the_history_and_the_file_of_before_is_kept(
    person: Person, tmp_path: Path
) -> None:
    person.write()
    person.write()
    (copy,) = backups.kept(person.path)
    aside = tmp_path / "aside.db"
    backups.restore(person.path, copy.path, aside)
    assert (rests_in(person.path), rests_in(aside)) == (1, 2)
    assert [stat.S_IMODE(path.stat().st_mode) for path in (person.path, aside)] == [0o600] * 2
    person.write()
    assert rests_in(person.path) == 2
    backups.restore(person.path, aside, tmp_path / "another.db")
    assert (rests_in(person.path), rests_in(aside)) == (2, 2)


def test_a_history_that_is_gone_is_put_back(person: Person, tmp_path: Path) -> None:
    person.write()
    person.write()
    (copy,) = backups.kept(person.path)
    person.path.unlink()
    backups.restore(person.path, copy.path, tmp_path / "aside.db")
    assert rests_in(person.path) == 1
    assert not (tmp_path / "aside.db").exists()


def test_the_log_of_a_killed_session_is_kept_with_the_file_of_before(
    person: Person, tmp_path: Path
) -> None:
    person.write()
    person.write()
    (copy,) = backups.kept(person.path)
    # A log that no process has folded in: the two files as a kill leaves them.
    with History.open(person.path) as history:
        history.begin(start())
        for name in ("history.db", "history.db-wal"):
            shutil.copy(person.path.with_name(name), tmp_path / name)
    for name in ("history.db", "history.db-wal"):
        shutil.copy(tmp_path / name, person.path.with_name(name))
    aside = tmp_path / "aside.db"
    backups.restore(person.path, copy.path, aside)
    with closing(sqlite3.connect(aside)) as plain:
        assert plain.execute("SELECT count(*) FROM sessions").fetchone() == (1,)
    with History.read(person.path) as history:
        assert (len(history.sessions()), len(history.rests())) == (0, 1)


def test_nothing_is_put_back_while_another_program_writes(person: Person, tmp_path: Path) -> None:
    person.write()
    person.write()
    (copy,) = backups.kept(person.path)
    with closing(sqlite3.connect(person.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(HistoryError, match="stayed locked"):
            backups.restore(person.path, copy.path, tmp_path / "aside.db", patience_s=0.0)
        other.execute("ROLLBACK")
    assert sorted(each.name for each in person.path.parent.iterdir()) == ["backups", "history.db"]
    assert rests_in(person.path) == 2


@pytest.mark.parametrize("content", [b"", b"not a database" * 500])
def test_a_copy_that_is_not_whole_is_not_put_back(
    person: Person, tmp_path: Path, content: bytes
) -> None:
    person.write()
    bad = tmp_path / "bad.db"
    bad.write_bytes(content)
    with pytest.raises(HistoryError, match=r"^the history is damaged$"):
        backups.restore(person.path, bad, tmp_path / "aside.db")
    assert rests_in(person.path) == 1
    assert not (tmp_path / "aside.db").exists()


WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from calfcoach.store import History
while True:
    with History.open(Path(sys.argv[1])) as history:
        rest = history.rest("2026-11-20", "2026-11-20", at=datetime.now(UTC))
    print(rest, flush=True)
"""


def put_back_at_last(path: Path, copy: Path, aside: Path) -> None:
    """A history that is in use all the time is refused, until there is a gap."""
    for _ in range(20):
        try:
            return backups.restore(path, copy, aside, patience_s=1.0)
        except HistoryError:
            assert not aside.exists()
    raise AssertionError("there was never a gap")


def test_no_acknowledged_write_is_lost_while_a_copy_is_put_back(
    person: Person, tmp_path: Path
) -> None:
    person.write()
    person.write()
    (copy,) = backups.kept(person.path)
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(person.path)], stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout is not None
    acknowledged = [writer.stdout.readline().strip()]
    asides = [tmp_path / f"aside-{no}.db" for no in range(5)]
    for aside in asides:
        acknowledged += [writer.stdout.readline().strip() for _ in range(20)]
        put_back_at_last(person.path, copy.path, aside)
    writer.terminate()
    acknowledged += [line.strip() for line in writer.communicate()[0].splitlines()]
    kept: set[str] = set()
    for path in (person.path, *asides):
        with closing(sqlite3.connect(path)) as plain:
            kept |= {row[0] for row in plain.execute("SELECT id FROM rests")}
    assert set(acknowledged) - kept == set()


def test_the_copy_with_the_most_sessions_outlives_the_last_seven(person: Person) -> None:
    for _ in range(3):
        filled(person.path)
    person.start_on("2026-11-01")
    person.write()
    first = person.path.parent / "backups" / "history-2026-11-01.db"
    os.utime(first, (0, 0))
    person.path.unlink()  # lost, and begun anew without anybody noticing
    for no, day in enumerate(days(12)[1:], 1):
        person.start_on(day)
        person.write()
        person.write()
        for made in person.path.parent.glob(f"backups/history-{day}.db"):
            os.utime(made, (no, no))
    assert backups.count_sessions(first) == 3
    assert len(names(person.path)) == 8
