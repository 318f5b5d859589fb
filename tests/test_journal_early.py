"""Work that runs out by itself is on disk a moment before its end, and nothing shows that it was:
beside the journal writes another one that never sees that moment."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from building import continuous, exercise, hold, own_reps, step, timeline
from hypothesis import given
from hypothesis import strategies as st
from store_samples import NOON
from strategies import examples, options, routines
from test_journal import LOCK, UNLOCK, At, Book, Reader, book
from virtual import QUIET, VirtualTerminal, ten_raises, two_sides

from calfcoach.drivers.journal import EARLY_S, Journal
from calfcoach.events import Act, Command, Digit, Event, Mode, Snapshot
from calfcoach.model import Routine
from calfcoach.phase import PhaseKind
from calfcoach.player import Driver, play
from calfcoach.records import Status, WorkStatus
from calfcoach.session import Session
from calfcoach.store import History
from calfcoach.terms import Kind
from calfcoach.timeline import Options, Timeline, compile_routine

__all__ = ["book"]  # a fixture

_ONE_INSTANT_S = 1e-6
_NAMES = frozenset({"id", "session_id", "operation_id", "row_id"})
_TABLES = {
    "sessions": "rowid",
    "work": "work_no",
    "gaps": "rowid",
    "changes": "rowid",
    "operations": "rowid",
    "touched": "rowid",
}


def is_last_moment(snapshot: Snapshot) -> bool:
    """Whether the end of the open work is so near that it may be written."""
    runs = snapshot.mode is Mode.RUNNING and snapshot.phase.kind is PhaseKind.WORK
    return runs and snapshot.left_s <= EARLY_S + _ONE_INSTANT_S


class Writes:
    """A driver that notes when the file was written, as another connection sees it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._version = self._look()
        self.at: list[float] = []

    def _look(self) -> int:
        (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        return int(version)

    def update(self, events: Sequence[Event], snapshot: Snapshot, now: float) -> None:
        del events, snapshot
        version = self._look()
        if version != self._version:
            self.at.append(round(now, 3))
        self._version = version


@contextmanager
def writes_to(book: Book) -> Iterator[Writes]:
    with closing(sqlite3.connect(book.path)) as connection:
        yield Writes(connection)


# ----------------------------------------------------------------------------- the moment


def test_a_phase_that_runs_out_is_written_before_its_end_and_not_once_more_at_it(
    book: Book,
) -> None:
    with writes_to(book) as writes:
        book.play(two_sides(), drivers=[writes])
    assert writes.at == [24.97, 48.97, 49]
    assert [work.at[14:] for work in book.record.work] == ["00:25.000Z", "00:49.000Z"]


def test_what_is_written_early_is_what_stands_there_after_the_end(book: Book) -> None:
    found: dict[float, Any] = {}

    class Look:
        def update(self, events: Sequence[Event], snapshot: Snapshot, now: float) -> None:
            del events, snapshot
            found[round(now, 2)] = (book.record.work, book.record.updated_at)

    book.play(ten_raises(), drivers=[Look()])
    assert found[74.97][0] == found[75.0][0]
    assert found[74.97][1] == "2026-11-20T12:01:15.000Z"
    assert [(work.done_s, work.done_reps, work.status) for work in found[75.0][0]] == [
        (70, 10, WorkStatus.DONE)
    ]


def test_the_loop_is_woken_for_it_once_a_phase(book: Book) -> None:
    alone, written = VirtualTerminal(), VirtualTerminal()
    play(Session(two_sides()), alone, [])
    play(Session(two_sides()), written, [book.journal])
    assert len(written.waits) == len(alone.waits) + 2


def test_a_key_that_changes_nothing_leaves_it_as_it_is(book: Book) -> None:
    with writes_to(book) as writes:
        book.play(two_sides(), (24.98, Act.WHERE), (24.985, Act.MUTE), drivers=[writes])
    assert writes.at == [24.97, 48.97, 49]


def test_what_changes_would_keep_when_it_is_replaced_is_written_at_its_end(book: Book) -> None:
    with writes_to(book) as writes:
        book.play(two_sides(), (26.0, Act.BACK), (60.0, Act.STOP), drivers=[writes])
    assert writes.at == [24.97, 51, 60]


def test_work_that_goes_on_amid_its_last_moment_is_written_at_its_end(book: Book) -> None:
    with writes_to(book) as writes:
        book.play(two_sides(), (24.98, Act.PAUSE), (30.0, Act.PAUSE), drivers=[writes])
    assert writes.at == [24.97, 24.98, 30, 35.02, 58.99, 59.02]


def test_a_session_that_is_killed_in_the_last_moment_has_done_the_phase(book: Book) -> None:
    class KilledError(Exception):
        """Nothing of ours runs any more."""

    class Kill:
        def update(self, events: Sequence[Event], snapshot: Snapshot, now: float) -> float:
            del events, snapshot
            if now >= 24.98:
                raise KilledError
            return 24.98

    with pytest.raises(KilledError):
        book.play(two_sides(), drivers=[Kill()])
    with History.open(book.path) as next_start:
        assert next_start.settle(book.id, at=NOON)
    assert book.work() == [(1, "left", 20, "done")]
    assert (book.record.status, book.record.lasted_s) == (Status.INTERRUPTED, 25)


# -------------------------------------------------------------------------- what goes wrong


def test_what_could_not_be_written_early_is_written_at_the_end(book: Book) -> None:
    with closing(sqlite3.connect(book.path, isolation_level=None)) as other:
        drivers: list[Driver] = [At(24.5, LOCK, other), At(24.98, UNLOCK, other)]
        reader = Reader(book)
        book.play(two_sides(), drivers=[*drivers, reader])
    assert reader.found == [(0, []), (25, [20]), (48.97, [20, 20])]
    assert book.warnings == []  # the end is early enough to tell
    assert book.journal.saved
    assert book.work() == [(1, "left", 20, "done"), (2, "right", 20, "done")]


def test_while_something_waits_to_be_written_nothing_is_written_before_it(book: Book) -> None:
    with closing(sqlite3.connect(book.path, isolation_level=None)) as other:
        drivers: list[Driver] = [At(20.0, LOCK, other), At(48.9, UNLOCK, other)]
        with writes_to(book) as writes:
            book.play(two_sides(), drivers=[*drivers, writes])
    assert writes.at == [49]
    assert book.work() == [(1, "left", 20, "done"), (2, "right", 20, "done")]
    assert len(book.warnings) == 1


def test_what_could_not_be_taken_back_is_taken_back_before_the_next_row(book: Book) -> None:
    with closing(sqlite3.connect(book.path, isolation_level=None)) as other:
        drivers: list[Driver] = [At(24.975, LOCK, other), At(26.0, UNLOCK, other)]
        book.play(two_sides(), (24.98, Act.PAUSE), (30.0, Act.STOP), drivers=drivers)
    assert book.work() == [(1, "left", 19.98, "part")]
    assert [change.action for change in book.history.changes()] == ["begun", "finished"]
    assert len(book.warnings) == 1


# ------------------------------------------------------------- beside one that never foresees


class Unforeseeing:
    """A driver that lets a journal see nothing of the last moment but what happens in it."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def update(self, events: Sequence[Event], snapshot: Snapshot, now: float) -> float | None:
        if is_last_moment(snapshot) and not events:
            return None
        return self._journal.update(events, snapshot, now)


class Compared:
    """A driver that compares what two books hold, at every turn but those of the last moments."""

    def __init__(self, *books: sqlite3.Connection) -> None:
        self._books = books

    def update(self, events: Sequence[Event], snapshot: Snapshot, now: float) -> None:
        del events, now
        if not is_last_moment(snapshot):
            one, other = (rows(each) for each in self._books)
            assert one == other


def rows(connection: sqlite3.Connection) -> dict[str, list[dict[str, Any]]]:
    """All rows of the tables that a session is written to, but for what they are named by."""
    connection.row_factory = sqlite3.Row
    return {
        table: [
            {column: row[column] for column in row.keys() if column not in _NAMES}  # noqa: SIM118 - a Row is no mapping
            for row in connection.execute(f"SELECT * FROM {table} ORDER BY {order}")
        ]
        for table, order in _TABLES.items()
    }


# In a last moment or not, after how long (at most as long as the loop waits), what or a sleep.
Deed = tuple[bool, float, Command | float]


class Hand:
    """The `Keys` port: somebody who does things in the last moment of work, or at any time, and
    ends every wait."""

    def __init__(self, deeds: Sequence[Deed]) -> None:
        self._deeds = list(deeds)
        self._now = 0.0

    def now(self) -> float:
        return self._now

    def wait(self, until: float | None, snapshot: Snapshot) -> Command | None:
        if until is not None and snapshot.phase.kind is PhaseKind.WAIT:
            return self._do(0.5, Act.DONE)
        if self._deeds:
            last_moment, after_s, what = self._deeds[0]
            if is_last_moment(snapshot) or snapshot.mode is Mode.PAUSED or not last_moment:
                del self._deeds[0]
                longest_s = math.inf if until is None else until - self._now
                return self._do(min(after_s, longest_s), what)
        if until is None:
            return self._do(1.0, Act.STOP)
        self._now = max(self._now, until)
        return None

    def _do(self, after_s: float, what: Command | float) -> Command | None:
        self._now += after_s
        if isinstance(what, float):
            self._now += what
            return None
        return what


def comes_to_the_same(made: Timeline, deeds: Sequence[Deed]) -> bool:
    """Play a session with both journals, which are compared on the way; whether at its end both
    hold the same."""
    with TemporaryDirectory() as folder, ExitStack() as stack:
        books = []
        for name in ("early", "late"):
            path = Path(folder) / name / "history.db"
            books.append(Book(path, stack.enter_context(History.open(path))))
        early, late = books
        seen = [stack.enter_context(closing(sqlite3.connect(each.path))) for each in books]
        drivers: list[Driver] = [early.journal, Unforeseeing(late.journal), Compared(*seen)]
        play(Session(made), Hand(deeds), drivers)
        one, other = (rows(each) for each in seen)
        return one == other and not early.warnings


PRESS = timeline(step(continuous(60), exercise("press", kind=Kind.PRESS), sets=2, pacing=QUIET))
ROLL = timeline(step(continuous(40), exercise("roll", kind=Kind.ROLL), sets=2, pacing=QUIET))
OWN_PACE = timeline(step(own_reps(15, 60), sets=2, rest_s=30, pacing=QUIET))
LONG = timeline(step(continuous(150), pacing=QUIET), step(hold(10), pacing=QUIET))
SESSIONS = {
    "holds": two_sides(),
    "raises": ten_raises(),
    "own pace": OWN_PACE,
    "press": PRESS,
    "roll": ROLL,
    "long": LONG,
}
SLEEP_S = 60.0
WHAT_MAY_COME: list[Command | float] = [*Act, Digit(value=3), SLEEP_S]


@pytest.mark.parametrize("made", SESSIONS.values(), ids=SESSIONS)
@pytest.mark.parametrize("what", WHAT_MAY_COME, ids=str)
def test_whatever_comes_in_the_last_moment_the_log_is_as_if_nothing_had_been_written(
    made: Timeline, what: Command | float
) -> None:
    answers: list[Deed] = [(False, 1.0, Digit(value=1)), (False, 1.0, Digit(value=3))]
    deeds: list[Deed] = [
        (True, 0.01, what),
        *answers,
        (False, 1.0, Act.ENTER),
        (False, 1.0, Act.ENTER),
        (False, 1.0, Act.PAUSE),
        (True, 0.02, what),
    ]
    assert comes_to_the_same(made, deeds)


def test_work_that_ends_in_its_last_moment_ended_then_though_an_attempt_before_did_more() -> None:
    made = timeline(step(continuous(40), pacing=QUIET), step(hold(10), pacing=QUIET))
    less: list[Deed] = [(False, 1.0, Act.LESS)] * 4
    assert comes_to_the_same(made, [(True, 0.01, Act.BACK), *less, (True, 0.01, Act.LESS)])


MOMENTS = st.floats(0.001, EARLY_S)
DEEDS = st.lists(
    st.tuples(st.just(True), MOMENTS, st.sampled_from(WHAT_MAY_COME))
    | st.tuples(st.just(False), st.floats(0, 20), st.sampled_from(WHAT_MAY_COME)),
    max_size=12,
)


@given(routines(), options(one_side=False), DEEDS)
@examples(20)
def test_whatever_is_done_in_any_routine_the_log_is_as_if_nothing_were_written_early(
    routine: Routine, chosen: Options, deeds: list[Deed]
) -> None:
    assert comes_to_the_same(compile_routine(routine, chosen), deeds)
