"""Lines of a listing tell the same as records, and find the damage to what they show; whole lines
find all that records do."""

from __future__ import annotations

import _thread
import re
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from exchange_samples import NOW, sessions
from hypothesis import given
from hypothesis import strategies as st
from past_sessions import TUESDAY, gap, keep, raises, stretches
from processes import run
from store_samples import work
from strategies import examples

from calfcoach.records import SessionRecord
from calfcoach.report.clock import as_lived, clock, short_moment
from calfcoach.report.figures import figures_of, is_logged, session_json
from calfcoach.report.tables import done_of_plan, ended, history_rows, in_order
from calfcoach.store import History
from calfcoach.store.all_lines import read_all_lines
from calfcoach.store.all_work import ask_for_kinds
from calfcoach.store.columns import COLUMNS
from calfcoach.store.faults import DamageError
from calfcoach.store.limits import FORMAT
from calfcoach.store.lines import read_lines
from calfcoach.store.lines_ahead import FIELD, LINE, ask_ahead
from calfcoach.store.wanted import Wanted

if TYPE_CHECKING:
    from calfcoach.records import WholeLine
    from calfcoach.store.lines_ahead import Ahead

THIS_YEAR = 2026
BYTES = 1_200_000  # a file of so many is worth a thread

SHOWN = (
    "sessions SET started_at = 'noon'",
    "sessions SET started_at = '2026-11-17T07:30:00+01:00'",
    "sessions SET started_at = '2026-02-30T06:30:00.000Z'",
    "sessions SET started_at = '0999-11-17T06:30:00.000Z'",
    "sessions SET local_day = '20261120'",
    "sessions SET local_day = NULL || '2026-11-31'",
    "sessions SET id = upper(id)",
    "sessions SET id = id || char(10)",
    "sessions SET status = 'flying'",
    "sessions SET origin = x'ff'",
    "sessions SET planned_s = 'long'",
    "sessions SET planned_s = 9e999",
    "sessions SET lasted_s = -1",
    "sessions SET lasted_s = NULL",
    "sessions SET tightness = 11",
    "sessions SET pain_worst = 1.5",
    "sessions SET utc_offset_s = 19800",
    "sessions SET utc_offset_s = 7",
    "sessions SET utc_offset_s = 100000",
    "sessions SET routine_id = 'a' || char(27) || 'b'",
    "sessions SET routine_id = CAST(x'ff' AS TEXT)",
    "work SET done_s = -5",
    "work SET done_s = x'00'",
    "work SET done_s = 9e999",
    "work SET side = 'up'",
    "gaps SET at = 'noon'",
    "gaps SET seconds = -1",
    "gaps SET reason = 'pause' || char(27)",
)
NOT_SHOWN = (
    "sessions SET ended_at = x'00'",
    "sessions SET updated_at = 7",
    "sessions SET routine_title = CAST(x'ff' AS TEXT)",
    "sessions SET note = x'ff'",
    "work SET muscles = '[1]'",
    "work SET load = x'00'",
    "work SET at = 'noon'",
)
HARMLESS = "sessions SET note = 'a' || char(10) || char(27)"
DAMAGE = (*SHOWN, *NOT_SHOWN, HARMLESS)


@contextmanager
def a_home() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def scribble(home: Path, statement: str) -> None:
    with closing(sqlite3.connect(home / "history.db", isolation_level=None)) as plain:
        plain.execute("PRAGMA ignore_check_constraints = 1")
        plain.execute("PRAGMA foreign_keys = OFF")
        try:
            plain.execute(statement)
        except sqlite3.IntegrityError:
            return  # not every column takes nothing


def told(session: SessionRecord) -> tuple[str, ...]:
    """The line of a session, made from its record with all its work."""
    sums = figures_of(session)
    stretched = sums.stretch_left_s, sums.stretch_right_s
    return (
        short_moment(as_lived(session.started_at, session.utc_offset_s), THIS_YEAR),
        session.code,
        session.routine_id,
        done_of_plan(session, sums),
        *(clock(each) if any(stretched) and not is_logged(session) else "" for each in stretched),
        "" if session.tightness is None else str(session.tightness),
        ended(session, sums, None),
    )


def by_records(home: Path) -> list[tuple[str, ...]] | None:
    """None for damage."""
    with History.read(home / "history.db") as history:
        try:
            found = history.sessions(with_work=True)
        except DamageError:
            return None
    ordered = sorted(found, key=lambda each: (each.local_day, each.started_at))
    return [told(each) for each in ordered]


def by_lines(home: Path) -> list[tuple[str, ...]] | None:
    try:
        found, _ = read_lines(home / "history.db", Wanted(), None)
    except DamageError:
        return None
    return history_rows(in_order(found, []), this_year=THIS_YEAR, running_id=None)[1:]


def by_lines_ahead(home: Path, ahead: Ahead | None = None) -> list[tuple[str, ...]] | None:
    """None where they have to be asked for as ever."""
    ahead = ahead or ask_ahead(home / "history.db")
    assert ahead is not None
    found = read_all_lines(home / "history.db", ahead)
    if found is None:
        return None
    return history_rows(in_order(found[0], []), this_year=THIS_YEAR, running_id=None)[1:]


def answered(wait: Callable[[], object] | None) -> object:
    """What was asked at the side."""
    assert wait is not None
    return wait()


def objects(home: Path, *, whole: bool) -> list[dict[str, Any]] | None:
    """The objects of `history --json`, from whole lines or from records; None for damage."""
    found: Sequence[SessionRecord | WholeLine]
    path = home / "history.db"
    with History.read(path) as history:
        try:
            found = (
                history.whole_lines(Wanted(), None, ask_for_kinds(path))
                if whole
                else history.sessions(with_work=True)
            )
        except DamageError:
            return None
    return [session_json(each) for each in found]


@given(
    past=st.lists(sessions(), max_size=4, unique_by=lambda each: each.id),
    stretches=st.integers(1, 3),
    cramps=st.integers(1, 5),
    damage=st.none() | st.sampled_from(DAMAGE),
)
@examples(40)
def test_lines_tell_the_same_as_records_or_find_damage(
    past: list[SessionRecord], stretches: int, cramps: int, damage: str | None
) -> None:
    with a_home() as home:
        with History.open(home / "history.db") as history:
            history.add(past, what="test", at=NOW)
        scribble(home, f"UPDATE work SET kind = 'stretch' WHERE work_no % {stretches} = 0")
        scribble(
            home,
            "UPDATE sessions SET routine_id = 'cramp', routine_hash = ''"
            f" WHERE rowid % {cramps} = 4",
        )
        if damage is not None:
            scribble(home, f"UPDATE {damage}")

        if (records := by_records(home)) is not None:
            assert by_lines(home) == records
        assert objects(home, whole=True) == objects(home, whole=False)


@pytest.fixture
def lived(home: Path) -> Path:
    keep(home, rows=(*stretches(), raises()), gaps=[gap(), gap("away", 5.0)], tightness=3)
    part = work(work_no=1, side="right", done_s=7.125, status="part")
    keep(home, TUESDAY + timedelta(hours=1), rows=(part,), utc_offset_s=-30_600)
    eased = work(work_no=1, side="left", kind="relief", done_s=41.5, planned_s=0.0, why="eased")
    keep(home, TUESDAY + timedelta(hours=2), rows=(eased,), routine_id="cramp", routine_hash="")
    return home


@pytest.fixture
def long(lived: Path) -> Path:
    """A history that is asked at the side."""
    scribble(lived, f"UPDATE sessions SET options = printf('%.*c', {BYTES}, 'x')")
    return lived


@pytest.mark.parametrize("damage", ["", *SHOWN])
def test_a_line_tells_the_same_as_a_record_and_finds_the_same_damage(
    lived: Path, damage: str
) -> None:
    if damage:
        scribble(lived, f"UPDATE {damage}")

    assert by_lines(lived) == by_records(lived)


@pytest.mark.parametrize("damage", NOT_SHOWN)
def test_a_line_is_told_though_something_else_of_its_session_cannot_be_read(
    lived: Path, damage: str
) -> None:
    before = by_lines(lived)
    own = "session_id" if damage.startswith("work") else "id"
    no_cramp = "SELECT id FROM sessions WHERE routine_id != 'cramp'"  # a cramp is a record
    scribble(lived, f"UPDATE {damage} WHERE {own} IN ({no_cramp})")

    assert by_records(lived) is None
    assert by_lines(lived) == before


@pytest.mark.parametrize("damage", ["", *SHOWN])
def test_what_is_asked_at_the_side_tells_and_finds_the_same(long: Path, damage: str) -> None:
    if damage:
        scribble(long, f"UPDATE {damage}")

    assert by_lines_ahead(long) == by_records(long)


@pytest.mark.parametrize("between", [FIELD, LINE, f"{FIELD}0{FIELD}730.0", "\0", "%s", "\n"])
def test_a_text_that_looks_like_what_stands_between_is_none_of_it(long: Path, between: str) -> None:
    codes = " || ".join(f"char({ord(sign)})" for sign in between)
    scribble(long, f"UPDATE sessions SET routine_id = 'a' || {codes} || 'b'")
    scribble(long, f"UPDATE gaps SET reason = 'a' || {codes} || 'b'")

    assert by_lines_ahead(long) in (None, by_lines(long))


@pytest.mark.parametrize(
    "oddity",
    [
        *(
            f"UPDATE sessions SET {name} = {value}"
            for name in ("lasted_s", "planned_s", "tightness", "utc_offset_s")
            for value in ("''", "'1_0'", "'60' || char(0) || 'x'", "x'31'", "'\u0661'")
        ),
        *(
            f"UPDATE sessions SET {name} = CAST({name} AS BLOB)"
            for name in ("routine_id", "local_day", "started_at", "status")
        ),
        "INSERT INTO sessions SELECT CAST(id AS BLOB), status, origin, routine_id, routine_title,"
        " routine_hash, started_at, ended_at, utc_offset_s, local_day, planned_s, planned_left_s,"
        " planned_right_s, planned_both_s, lasted_s, options, day_answer, tightness, pain_before,"
        " pain_worst, pain_after, pain_next_morning, note, updated_at, app_version, deleted_at"
        " FROM sessions LIMIT 1",
        "UPDATE gaps SET reason = CAST(reason AS BLOB)",
        "UPDATE gaps SET reason = reason || char(30) || session_id || char(31) || 'away'"
        " || char(31) || at || char(31) || '1' || char(31) || '500.0'",
        "INSERT INTO gaps SELECT CAST(session_id AS BLOB), work_no, reason, at, 500 FROM gaps",
        "INSERT INTO rests (id, from_day, until_day, reason, at) VALUES"
        " (x'31', '2026-11-18', '2026-11-19', 'rest', '2026-11-18T06:30:00.000Z')",
    ],
)
def test_what_no_calfcoach_writes_is_left_to_the_plain_way(long: Path, oddity: str) -> None:
    scribble(long, oddity)

    assert by_lines_ahead(long) is None


def test_work_of_a_session_with_an_id_that_is_no_text_is_that_of_no_other(long: Path) -> None:
    scribble(long, "CREATE TABLE twin AS SELECT * FROM work WHERE kind = 'stretch'")
    scribble(long, "UPDATE twin SET session_id = CAST(session_id AS BLOB), done_s = 500")
    scribble(long, "INSERT INTO work SELECT * FROM twin")

    assert by_lines_ahead(long) == by_lines(long)


def test_a_damaged_row_among_the_work_of_a_session_takes_no_other_with_it(long: Path) -> None:
    own = keep(long, rows=stretches(4))  # no other is as long
    before = by_lines_ahead(long)
    with closing(sqlite3.connect(long / "history.db")) as plain:
        plain.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    make_bytes_of_an_id(long / "history.db", own, row=3)

    after = by_lines_ahead(long)

    assert before is not None
    assert after is not None
    at = [line[4:6] for line in before].index(("2:00", "2:00"))
    assert after[at][4:6] == ("1:30", "2:00")


def make_bytes_of_an_id(path: Path, session_id: str, *, row: int) -> None:
    """One bit of a file: the id in a row of work is called bytes, and so out of order."""
    damaged = bytearray(path.read_bytes())
    heads = [  # the length of the head, and what the first value is: a text of 36 signs
        found.start() - length
        for found in re.finditer(session_id.encode(), damaged)
        for length in range(20, 40)
        if damaged[found.start() - length : found.start() - length + 2] == bytes([length, 0x55])
    ]
    damaged[heads[-row] + 1] ^= 1  # the rows of a page stand from its end
    path.write_bytes(damaged)


def test_an_id_in_the_work_that_would_be_taken_for_two_is_left_to_the_slower_way(
    long: Path,
) -> None:
    scribble(long, "CREATE TABLE twin AS SELECT * FROM work WHERE kind = 'stretch'")
    scribble(
        long,
        "UPDATE twin SET session_id = 'z 1' || char(30) || session_id || ' 7.0 5.0' || char(30)"
        " || 'z'",
    )
    scribble(long, "INSERT INTO work SELECT * FROM twin")

    assert by_lines_ahead(long) is None


_, _, *OTHERS = COLUMNS["work"].split(", ")
MUCH_WORK = f"""
    WITH RECURSIVE times(no) AS (SELECT 1 UNION ALL SELECT no + 1 FROM times WHERE no < 50000)
    INSERT INTO work SELECT session_id, work_no + 1000 * no, {", ".join(OTHERS)}
    FROM (SELECT * FROM work LIMIT 1), times
"""


def left_beside(home: Path) -> list[str]:
    return [each.name for each in home.iterdir() if each.name.startswith("history.db-")]


def test_nothing_is_left_beside_the_history_once_it_is_let_go_of(long: Path) -> None:
    ahead = ask_ahead(long / "history.db")
    assert ahead is not None

    ahead.closed()

    assert left_beside(long) == []


def test_a_history_that_cannot_be_asked_is_let_go_of_too(long: Path) -> None:
    (long / "history.db").write_bytes(b"no database" * BYTES)
    ahead = ask_ahead(long / "history.db")
    assert ahead is not None

    with pytest.raises(sqlite3.DatabaseError):
        ahead.closed()

    assert read_all_lines(long / "history.db", ahead) is None


@pytest.mark.parametrize(
    "words",
    [("history",), ("history", "--json"), ("history", "--csv"), ("--color", "never", "history")],
    ids=" ".join,
)
def test_a_command_that_fails_beside_its_questions_leaves_nothing_there(
    long: Path, words: tuple[str, ...]
) -> None:
    scribble(long, MUCH_WORK)
    scribble(long, f"PRAGMA user_version = {FORMAT + 1}")

    assert run(*words, CALFCOACH_HOME=str(long)).code == 1
    assert left_beside(long) == []


def test_a_line_that_is_asked_for_ahead_has_the_values_of_one_that_is_not(long: Path) -> None:
    keep(long, rows=stretches(), gaps=[gap()], tightness=3)  # another of the same moment
    ahead = ask_ahead(long / "history.db")
    assert ahead is not None
    found = read_all_lines(long / "history.db", ahead)

    assert found is not None
    plain, rests = read_lines(long / "history.db", Wanted(), None)
    assert (in_order(found[0], found[1]), found[1]) == (in_order(plain, rests), rests)


def test_rests_and_deleted_sessions_are_told_ahead_as_ever(long: Path) -> None:
    with History.open(long / "history.db") as history:
        history.delete([history.sessions()[0].id], at=NOW)
        history.rest("2026-11-18", "2026-11-19", "travel", at=NOW)
    ahead = ask_ahead(long / "history.db")
    assert ahead is not None

    found = read_all_lines(long / "history.db", ahead)

    assert found is not None
    plain, rests = read_lines(long / "history.db", Wanted(), None)
    assert rests
    assert (in_order(found[0], []), found[1]) == (in_order(plain, []), rests)


def test_a_file_of_another_format_is_asked_as_ever(long: Path) -> None:
    scribble(long, "PRAGMA user_version = 3")

    assert by_lines_ahead(long) is None


@pytest.mark.parametrize("damage", ["", *DAMAGE])
def test_whole_lines_find_what_records_find(long: Path, damage: str) -> None:
    if damage:
        scribble(long, f"UPDATE {damage}")

    assert answered(ask_for_kinds(long / "history.db")) is not None
    assert objects(long, whole=True) == objects(long, whole=False)


def test_what_is_asked_ahead_is_of_one_moment(long: Path) -> None:
    before = by_records(long)
    ahead = ask_ahead(long / "history.db")
    assert ahead is not None
    ahead.sessions()
    ahead.stretched()
    keep(long, TUESDAY + timedelta(hours=3), rows=stretches())

    assert by_lines_ahead(long, ahead) == before


@pytest.mark.parametrize(
    "at", ["'2026-02-30T10:00:00.000Z'", "'2026-02-03T10:00:00.000Z' || char(0) || 'x'"]
)
def test_a_day_that_is_none_and_what_stands_behind_a_nul_are_found(lived: Path, at: str) -> None:
    scribble(
        lived,
        f"UPDATE work SET at = {at} WHERE session_id IN (SELECT id FROM sessions"
        " WHERE routine_id != 'cramp')",
    )

    assert objects(lived, whole=True) is None
    assert by_records(lived) is None


def test_a_file_that_another_holds_alone_is_asked_as_ever(long: Path) -> None:
    with closing(sqlite3.connect(long / "history.db", isolation_level=None)) as alone:
        alone.execute("PRAGMA locking_mode = EXCLUSIVE")
        alone.execute("BEGIN IMMEDIATE")
        alone.execute("UPDATE sessions SET note = 'mine'")
        alone.execute("COMMIT")

        kinds = ask_for_kinds(long / "history.db")
        with pytest.raises(sqlite3.OperationalError):
            answered(kinds)
        assert by_lines_ahead(long) is None


def test_where_no_thread_can_begin_it_is_asked_at_once(
    long: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(_thread, "start_new_thread", refuse)

    assert answered(ask_for_kinds(long / "history.db"))
    assert by_lines_ahead(long) == by_records(long)


def test_nothing_is_asked_of_a_file_that_is_small_and_none_is_made(lived: Path) -> None:
    for ask in (ask_for_kinds, ask_ahead):
        assert ask(lived / "history.db") is None
        assert ask(lived / "none.db") is None
    assert not (lived / "none.db").exists()
