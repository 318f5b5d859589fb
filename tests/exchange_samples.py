"""Histories that no person would have, for the tests of export and import."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from calfcoach.cli.surroundings import Surroundings, look_around
from calfcoach.files.problems import UNSAFE
from calfcoach.records import (
    GapRecord,
    RestReason,
    RestRecord,
    SessionOrigin,
    SessionRecord,
    Status,
    WorkRecord,
    WorkStatus,
)
from calfcoach.store import History, instant_text, new_id

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
FORMULAS = ("=1+1", "+1", "-1", "@x", "'=1", "''", "\\;", ";", '"', "a,b", "\u00a0", "🦵")


def around_of(home: Path) -> Surroundings:
    """The surroundings of a command in this home."""
    return look_around({"CALFCOACH_HOME": str(home)}, accessible=False, color="auto")


def content(home: Path) -> tuple[list[SessionRecord], list[RestRecord], dict[str, Any]]:
    """What a history holds: sessions with their work, rests, and what was answered."""
    tables = ("screenings", "flags", "clearances", "day_answers", "acknowledgements")
    with History.read(home / "history.db") as history:
        answers = {table: history.all_rows(table) for table in tables}
        return history.sessions(with_work=True), history.rests(), answers


def texts(*, lines: bool = False) -> st.SearchStrategy[str]:
    """Any text that the history takes; often one that a spreadsheet would calculate."""
    chars = st.characters(exclude_categories=("Cs", "Cc"))
    plain = st.text(chars, max_size=12).filter(lambda text: not UNSAFE.search(text))
    found = st.sampled_from(FORMULAS) | plain
    return st.lists(found, max_size=3).map("\n".join) if lines else found


def instants() -> st.SearchStrategy[datetime]:
    """Moments of five hundred years, to the millisecond."""
    most_ms = 500 * 365 * 24 * 60 * 60 * 1000
    first = datetime(1971, 1, 1, tzinfo=UTC)
    return st.integers(0, most_ms).map(lambda ms: first + timedelta(milliseconds=ms))


def lengths() -> st.SearchStrategy[float]:
    return st.floats(0, 100_000, allow_nan=False, allow_infinity=False).map(abs)


def scores() -> st.SearchStrategy[int | None]:
    return st.none() | st.integers(0, 10)


@st.composite
def work(draw: st.DrawFn, work_no: int) -> WorkRecord:
    return WorkRecord(
        work_no=work_no,
        step_no=draw(st.integers(1, 99)),
        set_no=draw(st.integers(1, 20)),
        round_no=draw(st.integers(1, 20)),
        exercise_id=draw(texts()),
        exercise_title=draw(texts()),
        kind=draw(texts()),
        muscles=tuple(draw(st.lists(texts(), max_size=3))),
        technique=draw(texts()),
        side=draw(st.sampled_from(["left", "right", "both"])),
        planned_s=draw(lengths()),
        done_s=draw(lengths()),
        planned_reps=draw(st.none() | st.integers(0, 200)),
        done_reps=draw(st.none() | st.integers(0, 200)),
        load=draw(texts()),
        status=draw(st.sampled_from(WorkStatus)),
        why=draw(texts()),
        pain=draw(scores()),
        at=instant_text(draw(instants())),
    )


@st.composite
def gaps(draw: st.DrawFn) -> GapRecord:
    return GapRecord(
        work_no=draw(st.integers(0, 99)),
        reason=draw(st.sampled_from(["pause", "away", "suspended", "hurt"])),
        at=instant_text(draw(instants())),
        seconds=draw(lengths()),
    )


@st.composite
def ids(draw: st.DrawFn) -> str:
    return new_id(draw(st.integers(0, (1 << 47) - 1)), draw(st.binary(min_size=10, max_size=10)))


@st.composite
def sessions(draw: st.DrawFn) -> SessionRecord:
    """A session that is over."""
    numbers = sorted(draw(st.sets(st.integers(1, 40), max_size=4)))
    found = draw(st.lists(gaps(), max_size=3))
    started = draw(instants())
    return SessionRecord(
        id=draw(ids()),
        code="",
        status=draw(st.sampled_from([Status.COMPLETED, Status.STOPPED, Status.INTERRUPTED])),
        origin=draw(st.sampled_from(SessionOrigin)),
        routine_id=draw(texts()),
        routine_title=draw(texts()),
        routine_hash=draw(texts()),
        started_at=instant_text(started),
        ended_at=draw(st.none() | instants().map(instant_text)),
        updated_at=instant_text(draw(instants())),
        utc_offset_s=draw(st.integers(-86_400, 86_400)),
        local_day=started.date().isoformat(),
        planned_s=draw(lengths()),
        planned_left_s=draw(lengths()),
        planned_right_s=draw(lengths()),
        planned_both_s=draw(lengths()),
        lasted_s=draw(st.none() | lengths()),
        options=draw(texts()),
        day_answer=draw(texts()),
        tightness=draw(scores()),
        pain_before=draw(scores()),
        pain_worst=draw(scores()),
        pain_after=draw(scores()),
        pain_next_morning=draw(scores()),
        note=draw(texts(lines=True)),
        work=tuple(draw(work(number)) for number in numbers),
        gaps=tuple(sorted(found, key=lambda gap: gap.at)),
    )


@st.composite
def rests(draw: st.DrawFn) -> RestRecord:
    first = draw(instants()).date()
    return RestRecord(
        id=draw(ids()),
        from_day=first.isoformat(),
        until_day=(first + timedelta(days=draw(st.integers(0, 40)))).isoformat(),
        reason=draw(st.sampled_from(RestReason)).value,
        at=instant_text(draw(instants())),
    )


def histories() -> st.SearchStrategy[tuple[list[SessionRecord], list[RestRecord]]]:
    """Some sessions and rests, each with an id of its own."""
    return st.tuples(
        st.lists(sessions(), max_size=4, unique_by=lambda each: each.id),
        st.lists(rests(), max_size=2, unique_by=lambda each: each.id),
    )
