from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from building import continuous, exercise, hold, own_reps, step, timeline
from store_samples import NOON, after, start
from virtual import QUIET, VirtualTerminal, for_strength, ten_raises, two_sides

from calfcoach.drivers.journal import Journal, work_record
from calfcoach.errors import CoachError
from calfcoach.events import Act, Answered, Command, Credit, Digit, Event, Question, Snapshot
from calfcoach.files.catalog import Catalog
from calfcoach.files.folders import find_folders, shipped_routines
from calfcoach.player import Driver, Outcome, play
from calfcoach.records import SessionRecord, Status, WorkStatus
from calfcoach.session import Session
from calfcoach.store import History
from calfcoach.store.place import connect_for_writing
from calfcoach.terms import Kind, Side
from calfcoach.timeline import Options, Timeline, compile_routine

SHIPPED = sorted(path.stem for path in shipped_routines().glob("*.toml"))


class Book:
    """A real history, a session begun in it and its journal."""

    def __init__(self, path: Path, history: History) -> None:
        self.path = path
        self.history = history
        self.id = history.begin(start())
        self.warnings: list[CoachError] = []
        self.journal = Journal(
            history, self.id, started=NOON, clock_start=0.0, warn=self.warnings.append
        )

    def play(
        self,
        made: Timeline,
        *keys: tuple[float, Command],
        gaps: Sequence[tuple[float, float]] = (),
        drivers: Sequence[Driver] = (),
        earned: Sequence[Credit] = (),
    ) -> Outcome:
        session = Session(made, earned=earned)
        return play(session, VirtualTerminal(keys, gaps=gaps), [self.journal, *drivers])

    @property
    def record(self) -> SessionRecord:
        """The session as another program reads it now."""
        with History.read(self.path) as reader:
            return reader.session(self.id)

    def work(self) -> list[tuple[int, str, float, str]]:
        return [(w.work_no, w.side, w.done_s, w.status.value) for w in self.record.work]

    def gaps(self) -> list[tuple[int, str, str, float]]:
        return [(g.work_no, g.reason, g.at[11:19], g.seconds) for g in self.record.gaps]


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    path = tmp_path / "data" / "history.db"
    with History.open(path, patience_s=0) as history:
        yield Book(path, history)


class Reader:
    """A driver that reads the file at every turn, as another program would."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self.found: list[tuple[float, list[float]]] = []

    def update(self, events: Sequence[Event], snapshot: Snapshot, now: float) -> None:
        del events, snapshot
        done = [work.done_s for work in self._book.record.work]
        if not self.found or self.found[-1][1] != done:
            self.found.append((now, done))


class At:
    """A driver that does something once, at a time."""

    def __init__(self, at: float, deed: str, history: sqlite3.Connection) -> None:
        self._at: float | None = at
        self._deed = deed
        self._connection = history

    def update(self, events: Sequence[Event], snapshot: Snapshot, now: float) -> float | None:
        del events, snapshot
        if self._at is not None and now >= self._at:
            self._connection.execute(self._deed)
            self._at = None
        return self._at


# ------------------------------------------------------------------------- what is written


def test_each_finished_phase_is_on_disk_before_the_next_begins(book: Book) -> None:
    reader = Reader(book)
    book.play(two_sides(), drivers=[reader])
    assert reader.found == [(0, []), (24.97, [20]), (48.97, [20, 20])]
    assert book.warnings == []
    assert book.journal.saved
    assert not book.journal.dropped


def test_a_session_left_untouched_is_completed_with_all_its_work(book: Book) -> None:
    book.play(two_sides())
    record = book.record
    assert (record.status, record.lasted_s) == (Status.COMPLETED, 49)
    assert record.ended_at == "2026-11-20T12:00:49.000Z"
    assert [(w.side, w.planned_s, w.done_s, w.status, w.at) for w in record.work] == [
        ("left", 20, 20, WorkStatus.DONE, "2026-11-20T12:00:25.000Z"),
        ("right", 20, 20, WorkStatus.DONE, "2026-11-20T12:00:49.000Z"),
    ]
    assert record.gaps == ()


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("accessible", [False, True])
def test_every_shipped_routine_left_untouched_is_done_as_planned_on_both_sides(
    book: Book, name: str, accessible: bool, home: Path
) -> None:
    routine = Catalog(find_folders({"CALFCOACH_HOME": str(home)})).routine(name)
    made = compile_routine(routine, Options(accessible=accessible))
    book.play(made)
    record = book.record
    sums = {
        side: (
            sum(work.planned_s for work in record.work if work.side == side.value),
            sum(work.done_s for work in record.work if work.side == side.value),
        )
        for side in Side
    }
    for side in Side:
        assert sums[side] == (made.work_s(side), made.work_s(side))
    assert sums[Side.LEFT] == sums[Side.RIGHT]
    assert len(record.work) == len(made.work)
    assert record.lasted_s == pytest.approx(made.total_s, abs=0.001)


def test_work_longer_than_a_minute_is_saved_before_each_minute_of_it_is_full(book: Book) -> None:
    reader = Reader(book)
    made = timeline(step(continuous(150), pacing=QUIET))
    book.play(made, drivers=[reader])
    assert [(round(now, 3), done) for now, done in reader.found] == [
        (0, []),
        (64.5, [59.5]),
        (124.5, [119.5]),
        (154.97, [150]),
    ]
    assert book.work() == [(1, "both", 150, "done")]


def test_a_minute_of_work_is_saved_even_with_a_pause_in_it(book: Book) -> None:
    reader = Reader(book)
    made = timeline(step(continuous(150), pacing=QUIET))
    book.play(made, (45.0, Act.PAUSE), (100.0, Act.PAUSE), (140.0, Act.STOP), drivers=[reader])
    assert [(round(now, 3), done) for now, done in reader.found] == [
        (0, []),
        (124.5, [59.5]),
        (140, [75]),
    ]


def test_work_of_a_minute_is_saved_once(book: Book) -> None:
    reader = Reader(book)
    book.play(timeline(step(continuous(60), pacing=QUIET)), drivers=[reader])
    assert reader.found == [(0, []), (64.97, [60])]


def test_a_long_phase_done_again_never_hides_what_was_done_before(book: Book) -> None:
    reader = Reader(book)
    made = timeline(step(continuous(90), pacing=QUIET), step(hold(20), pacing=QUIET))
    book.play(made, (97.0, Act.BACK), (180.0, Act.STOP), drivers=[reader])
    assert reader.found[-1][1] == [90]
    assert book.work() == [(1, "both", 90, "done")]


def test_a_set_cut_short_and_done_again_longer_stays_done_all_the_while(book: Book) -> None:
    reader = Reader(book)
    made = timeline(step(continuous(60), pacing=QUIET), step(hold(20), pacing=QUIET))
    keys: list[tuple[float, Command]] = [
        (10.0, Act.LESS),
        (62.0, Act.BACK),  # after 55 s, in the preparation that follows
        (70.0, Act.MORE),
        (70.0, Act.MORE),
        (128.0, Act.STOP),  # 61 s of 65
    ]
    book.play(made, *keys, drivers=[reader])
    assert book.work() == [(1, "both", 55, "done")]
    assert [done for _, done in reader.found] == [[], [55]]


def test_reps_and_their_load_are_kept(book: Book) -> None:
    book.play(ten_raises(), (40.0, Act.STOP))
    (work,) = book.record.work
    assert (work.planned_reps, work.done_reps, work.done_s, work.status) == (
        10,
        5,
        35,
        WorkStatus.PART,
    )


def test_a_record_says_what_was_done_to_the_millisecond() -> None:
    made = timeline(
        step(
            hold(1 / 3),
            of=exercise("soleus", title="Soleus", muscles=("soleus",), technique="stretch"),
            load="5 kg",
        )
    )
    credit = Credit(
        item=made.work[0].item,
        done_s=0.33333,
        done_reps=None,
        status=WorkStatus.SKIPPED,
        why="pain",
        pain=4,
    )
    record = work_record(credit, NOON)
    assert (record.exercise_id, record.exercise_title) == ("soleus", "Soleus")
    assert (record.muscles, record.technique) == (("soleus",), "stretch")
    assert (record.planned_s, record.done_s, record.load) == (0.333, 0.333, "5 kg")
    assert (record.status, record.why, record.pain) == (WorkStatus.SKIPPED, "pain", 4)
    assert record.at == "2026-11-20T12:00:00.000Z"


def test_work_done_again_keeps_the_best(book: Book) -> None:
    book.play(two_sides(), (27.0, Act.BACK), (35.0, Act.STOP))
    assert book.work() == [(1, "left", 20, "done")]


# ---------------------------------------------------------------------------------- pain


def hurt(at: float, pain: int, then: Act) -> list[tuple[float, Command]]:
    return [
        (at, Act.HURT),
        (at + 1, Digit(value=1)),
        (at + 2, Digit(value=pain)),
        (at + 2, Act.ENTER),
        (at + 3, Act.ENTER),
        (at + 4, then),
    ]


def test_pain_is_kept_with_its_work_and_as_the_worst_of_the_session(book: Book) -> None:
    book.play(two_sides(), *hurt(12, 3, Act.PAUSE), *hurt(22, 5, Act.NEXT))
    record = book.record
    assert [(w.pain, w.status, w.why) for w in record.work] == [
        (5, WorkStatus.SKIPPED, "pain calf"),
        (None, WorkStatus.SKIPPED, "pain calf"),
    ]
    assert record.pain_worst == 5
    assert [(g.reason, g.seconds) for g in record.gaps] == [("hurt", 4), ("hurt", 4)]


def test_pain_is_on_disk_as_soon_as_it_is_told(book: Book) -> None:
    book.play(two_sides(), *hurt(12, 6, Act.WHERE), (9000.0, Act.STOP), drivers=[])
    assert book.record.pain_worst == 6


def test_pain_before_any_work_is_kept_with_the_session_and_the_worst_stays(book: Book) -> None:
    keys = [*hurt(3, 3, Act.PAUSE), *hurt(8, 2, Act.PAUSE), (30.0, Act.STOP)]
    book.play(two_sides(), *keys)
    assert book.record.pain_worst == 3
    assert [w.pain for w in book.record.work] == [None]


def test_where_it_hurts_and_that_it_is_sharp_are_on_disk_before_the_session_is_over(
    book: Book,
) -> None:
    found: list[tuple[str, int | None]] = []

    class Look:
        def update(self, events: Sequence[Event], snapshot: Snapshot, now: float) -> None:
            del events, now
            if snapshot.asking is Question.AFTER_PAIN:
                found[:] = [(w.why, w.pain) for w in book.record.work]

    keys: list[tuple[float, Command]]
    keys = [(12.0, Act.HURT), (13.0, Digit(value=2)), (14.0, Act.ENTER), (15.0, Act.YES)]
    book.play(two_sides(), *keys, (16.0, Act.QUIT), drivers=[Look()])
    assert found == [("pain heel sharp", None)]
    assert [(w.why, w.pain, w.status.value) for w in book.record.work] == [
        ("pain heel sharp", None, "part")
    ]


def test_a_pain_that_was_told_stays_when_long_work_is_saved_on_the_way(book: Book) -> None:
    made = timeline(step(continuous(200), pacing=QUIET))
    book.play(made, *hurt(12, 2, Act.PAUSE), (100.0, Act.STOP))
    assert [(w.why, w.pain) for w in book.record.work] == [("pain calf", 2)]


def test_counted_reps_are_on_disk_at_once(book: Book) -> None:
    made = timeline(step(own_reps(15, 60), sets=2, rest_s=30, pacing=QUIET))
    keys: list[tuple[float, Command]]
    keys = [(20.0, Act.ENTER), (22.0, Digit(value=1)), (22.0, Digit(value=2)), (23.0, Act.ENTER)]
    found: list[int | None] = []

    class Look:
        def update(self, events: Sequence[Event], snapshot: Snapshot, now: float) -> None:
            del snapshot, now
            if any(isinstance(event, Answered) for event in events):
                found.extend(w.done_reps for w in book.record.work)

    book.play(made, *keys, (24.0, Act.STOP), drivers=[Look()])
    assert found == [12]


def test_how_many_more_it_could_have_been_is_on_disk_at_once(book: Book) -> None:
    found: list[int | None] = []

    class Look:
        def update(self, events: Sequence[Event], snapshot: Snapshot, now: float) -> None:
            del snapshot, now
            if any(isinstance(event, Answered) for event in events):
                found.extend(w.reps_left for w in book.record.work)

    keys: list[tuple[float, Command]] = [(35.0, Digit(value=4)), (36.0, Act.ENTER)]
    book.play(for_strength(), *keys, (38.0, Act.STOP), drivers=[Look()])
    assert found == [4]
    assert [(w.done_reps, w.reps_left) for w in book.record.work] == [(4, 4)]


def test_a_spot_that_faded_is_done_and_says_so(book: Book) -> None:
    press = exercise("press", kind=Kind.PRESS)
    book.play(timeline(step(continuous(60), press, pacing=QUIET)), (25.0, Act.FADED))
    assert [(w.status.value, w.why, w.done_s) for w in book.record.work] == [("done", "faded", 20)]


# ---------------------------------------------------------------------------------- gaps


def test_pauses_are_kept_with_the_work_they_interrupted(book: Book) -> None:
    book.play(two_sides(), (12.0, Act.PAUSE), (53.5, Act.PAUSE))
    assert book.gaps() == [(1, "pause", "12:00:12", 41.5)]
    assert book.record.lasted_s == 49 + 41.5 + 5


@pytest.mark.parametrize("key", [Act.NEXT, Act.REDO, Act.BACK])
def test_a_pause_left_for_another_phase_belongs_to_where_it_began(book: Book, key: Act) -> None:
    book.play(two_sides(), (31.0, Act.PAUSE), (41.0, key), (42.0, Act.STOP))
    assert book.gaps() == [(2, "pause", "12:00:31", 10)]


def test_an_absence_is_kept_and_not_credited(book: Book) -> None:
    book.play(two_sides(), gaps=[(12.0, 60.0)])
    assert book.gaps() == [
        (1, "away", "12:00:11", 61),
        (1, "away", "12:01:12", 10),
    ]
    assert book.work() == [(1, "left", 20, "done"), (2, "right", 20, "done")]


def test_ctrl_z_is_kept_as_suspended(book: Book) -> None:
    book.play(two_sides(), (12.0, Act.SUSPENDED), (20.0, Act.PAUSE), gaps=[(12.0, 60.0)])
    assert [(reason, seconds) for _, reason, _, seconds in book.gaps()] == [
        ("suspended", 61),
    ]


def test_a_question_whether_to_stop_is_a_pause(book: Book) -> None:
    book.play(two_sides(), (12.0, Act.QUIT), (15.0, Act.PAUSE))
    assert book.gaps() == [(1, "pause", "12:00:12", 3)]


# -------------------------------------------------------------------------------- endings


@pytest.mark.parametrize(
    ("keys", "status", "lasted_s"),
    [
        ([(12.0, Act.STOP)], Status.STOPPED, 12),
        ([(12.0, Act.QUIT), (13.0, Act.ENTER)], Status.STOPPED, 13),
        ([(12.0, Act.INTERRUPT)], Status.INTERRUPTED, 12),
        ([(12.0, Act.PAUSE)], Status.STOPPED, 612),
    ],
)
def test_a_session_that_ends_early_keeps_what_was_done(
    book: Book, keys: list[tuple[float, Command]], status: Status, lasted_s: float
) -> None:
    book.play(two_sides(), *keys)
    record = book.record
    assert (record.status, record.lasted_s) == (status, lasted_s)
    assert record.work[0].done_s == 7
    assert book.journal.saved


@pytest.mark.parametrize("keys", [[(3.0, Act.STOP)], [(t, Act.NEXT) for t in (1.0, 1.0, 1.0, 1.0)]])
def test_a_session_with_nothing_done_is_not_kept(
    book: Book, keys: list[tuple[float, Command]]
) -> None:
    book.play(two_sides(), *keys)
    assert book.journal.dropped
    assert book.journal.saved
    assert book.history.sessions() == []


def test_a_resumed_session_is_kept_for_what_it_had_done(book: Book) -> None:
    made = two_sides()
    earned = Credit(item=made.work[0].item, done_s=20.0, done_reps=None, status=WorkStatus.DONE)
    book.play(compile_routine(made.routine, done=frozenset({1})), (1.0, Act.STOP), earned=[earned])
    assert not book.journal.dropped
    assert book.record.status is Status.STOPPED


def test_the_clock_of_the_journal_may_start_before_the_session(tmp_path: Path) -> None:
    # A resumed one: it began at noon, an hour ago by the clock.
    path = tmp_path / "history.db"
    with History.open(path) as history:
        session_id = history.begin(start())
        journal = Journal(history, session_id, started=NOON, clock_start=-3600.0, warn=print)
        play(Session(two_sides()), VirtualTerminal(), [journal])
        record = history.session(session_id)
    assert record.lasted_s == 3649
    assert record.ended_at == "2026-11-20T13:00:49.000Z"


# ------------------------------------------------------------------------- what goes wrong


def fail_at(book: Book, *deeds: tuple[float, str]) -> tuple[list[Driver], sqlite3.Connection]:
    """Another program that keeps the file locked from one time to another."""
    other = sqlite3.connect(book.path, isolation_level=None)
    return [At(at, deed, other) for at, deed in deeds], other


LOCK, UNLOCK = "BEGIN IMMEDIATE", "ROLLBACK"


def test_a_history_that_fails_warns_once_and_the_session_goes_on(book: Book) -> None:
    drivers, other = fail_at(book, (10.0, LOCK))
    with closing(other):
        outcome = book.play(two_sides(), (12.0, Act.PAUSE), (20.0, Act.PAUSE), drivers=drivers)
        assert outcome.snapshot.status is Status.COMPLETED
        assert [warning.message for warning in book.warnings] == [
            "the history is in use by another program and stayed locked"
        ]
        assert not book.journal.saved
        other.execute(UNLOCK)
    assert book.work() == []
    assert book.record.status is Status.RUNNING


def test_what_could_not_be_written_is_written_with_the_next_row(book: Book) -> None:
    drivers, other = fail_at(book, (10.0, LOCK), (30.0, UNLOCK))
    reader = Reader(book)
    with closing(other):
        book.play(two_sides(), drivers=[*drivers, reader])
    assert reader.found == [(0, []), (49, [20, 20])]
    assert book.record.status is Status.COMPLETED
    assert [w.at for w in book.record.work] == [
        "2026-11-20T12:00:25.000Z",
        "2026-11-20T12:00:49.000Z",
    ]
    assert len(book.warnings) == 1
    assert book.journal.saved


def test_a_drop_that_fails_is_not_called_saved(book: Book) -> None:
    drivers, other = fail_at(book, (1.0, LOCK))
    with closing(other):
        book.play(two_sides(), (3.0, Act.STOP), drivers=drivers)
        assert (book.journal.dropped, book.journal.saved) == (True, False)
        other.execute(UNLOCK)


def test_a_full_file_keeps_what_was_saved_before(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    with closing(connect_for_writing(path, 0.0)) as connection:
        book = Book(path, History(connection, path))
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")  # no room for more than now
        made = timeline(*(step(hold(1), sets=20, pacing=QUIET) for _ in range(20)))
        outcome = book.play(made)
        saved = len(book.record.work)
        assert outcome.snapshot.status is Status.COMPLETED
        assert len(outcome.snapshot.credits) == 400
        assert 0 < saved < 400
        assert [warning.message for warning in book.warnings] == [
            "the history cannot be written: the disk is full"
        ]
        assert not book.journal.saved


def test_instants_are_those_of_the_clock(book: Book) -> None:
    book.play(two_sides(), (12.0, Act.STOP))
    at = datetime.fromisoformat(book.record.work[0].at.replace("Z", "+00:00"))
    assert at == after(12) == datetime(2026, 11, 20, 12, 0, 12, tzinfo=UTC)


def test_what_another_program_kept_from_being_saved_is_saved_at_the_end(book: Book) -> None:
    with closing(sqlite3.connect(book.path, isolation_level=None)) as other:
        book.play(two_sides(), drivers=[At(24.5, "BEGIN IMMEDIATE", other)])
        saved = [book.journal.saved]
        assert len(book.warnings) == 1
        other.execute("COMMIT")
    book.journal.save_rest()
    saved.append(book.journal.saved)
    assert saved == [False, True]
    assert book.record.status is Status.COMPLETED
    assert book.work() == [(1, "left", 20, "done"), (2, "right", 20, "done")]
