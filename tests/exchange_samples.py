"""Histories that no person would have, for the tests of export and import."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from calfcoach.cli.surroundings import Surroundings, look_around
from calfcoach.exchange.document import session_text, whole_session, work_text
from calfcoach.exchange.shapes import GAP, SESSION, WORK, Shape
from calfcoach.exchange.table_writer import session_cells, table_pieces, work_cells
from calfcoach.files.problems import UNSAFE
from calfcoach.records import (
    GAP_REASONS,
    GapRecord,
    MeasureKind,
    MeasureRecord,
    PlanVersion,
    RestReason,
    RestRecord,
    SessionOrigin,
    SessionRecord,
    Status,
    WorkRecord,
    WorkStatus,
)
from calfcoach.store import History, instant_text, new_id
from calfcoach.store.exporting import told_of

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
FORMULAS = ("=1+1", "+1", "-1", "@x", "'=1", "''", "\\;", ";", '"', "a,b", "\u00a0", "🦵")


def around_of(home: Path) -> Surroundings:
    """The surroundings of a command in this home."""
    return look_around({"CALFCOACH_HOME": str(home)}, accessible=False, color="auto")


ANSWERS = ("screenings", "flags", "clearances", "day_answers", "acknowledgements", "tips")


def content(home: Path) -> tuple[list[SessionRecord], list[RestRecord], dict[str, Any]]:
    """What a history holds: sessions with their work, rests, and all that is kept beside them."""
    with History.read(home / "history.db") as history:
        beside: dict[str, Any] = {table: history.all_rows(table) for table in ANSWERS}
        beside |= {"plans": history.plan_versions(), "measures": history.measures()}
        return history.sessions(with_work=True), history.rests(), beside


def session_values(session: SessionRecord) -> dict[str, Any]:
    """A session with its work and gaps as the values of its shape."""
    return {
        **_values(SESSION, session),
        "work": [_values(WORK, each) for each in session.work],
        "gaps": [_values(GAP, each) for each in session.gaps],
    }


def _values(shape: Shape, record: object) -> dict[str, Any]:
    return {field.name: getattr(record, field.name) for field in shape.fields}


def table_of(sessions: Iterable[SessionRecord]) -> str:
    """Sessions as the table that an export writes."""
    told = (told_of(each, session_cells, work_cells) for each in sessions)
    return "".join(table_pieces((own, work) for _, own, work, _ in told))


def texts_of(sessions: Iterable[SessionRecord]) -> Iterator[str]:
    """Sessions as the JSON that an export writes."""
    for each in sessions:
        _, own, work, gaps = told_of(each, session_text, work_text)
        yield whole_session(own, work, gaps)


def texts(*, lines: bool = False) -> st.SearchStrategy[str]:
    """Any text that the history takes; often one that a spreadsheet would calculate."""
    chars = st.characters(exclude_categories=("Cs", "Cc"))
    plain = st.text(chars, max_size=12).filter(lambda text: not re.search(UNSAFE, text))
    found = st.sampled_from(FORMULAS) | plain
    return st.lists(found, max_size=3).map("\n".join) if lines else found


def instants() -> st.SearchStrategy[datetime]:
    """Moments of fifty years, all of them past, to the millisecond."""
    most_ms = 50 * 365 * 24 * 60 * 60 * 1000
    first = datetime(1971, 1, 1, tzinfo=UTC)
    return st.integers(0, most_ms).map(lambda ms: first + timedelta(milliseconds=ms))


def lengths(most_s: float = 100_000) -> st.SearchStrategy[float]:
    return st.floats(0, most_s, allow_nan=False, allow_infinity=False).map(abs)


def scores() -> st.SearchStrategy[int | None]:
    return st.none() | st.integers(0, 10)


@st.composite
def work(draw: st.DrawFn, work_no: int, most_s: float = 100_000) -> WorkRecord:
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
        done_s=draw(lengths(most_s)),
        planned_reps=draw(st.none() | st.integers(0, 200)),
        done_reps=draw(st.none() | st.integers(0, 200)),
        load=draw(texts()),
        status=draw(st.sampled_from([*WorkStatus])),
        why=draw(texts()),
        pain=draw(scores()),
        at=instant_text(draw(instants())),
        reps_left=draw(st.none() | st.integers(0, 9)),
    )


@st.composite
def gaps(draw: st.DrawFn, most_s: float = 100_000) -> GapRecord:
    return GapRecord(
        work_no=draw(st.integers(0, 99)),
        reason=draw(st.sampled_from(GAP_REASONS)),
        at=instant_text(draw(instants())),
        seconds=draw(lengths(most_s)),
    )


@st.composite
def ids(draw: st.DrawFn) -> str:
    return new_id(draw(st.integers(0, (1 << 47) - 1)), draw(st.binary(min_size=10, max_size=10)))


@st.composite
def sessions(draw: st.DrawFn) -> SessionRecord:
    """A session that is over. Whoever wrote it down later may have told what contradicts itself."""
    numbers = sorted(draw(st.sets(st.integers(1, 40), max_size=4)))
    started = draw(instants())
    status = draw(st.sampled_from([Status.COMPLETED, Status.STOPPED, Status.INTERRUPTED]))
    origin = draw(st.sampled_from([*SessionOrigin]))
    took_ms = draw(st.none() | st.integers(0, 86_400_000))
    if took_ms is None and status is Status.COMPLETED:
        origin = SessionOrigin.LOGGED
    lasted_s = draw(st.none() | lengths(100_000 if took_ms is None else took_ms / 1000))
    most_s = 100_000.0
    if origin is SessionOrigin.GUIDED and lasted_s is not None:
        most_s = lasted_s
    found = draw(st.lists(gaps(most_s), max_size=3))
    utc_offset_s = draw(st.integers(-86_400, 86_400))
    ended = None if took_ms is None else started + timedelta(milliseconds=took_ms)
    return SessionRecord(
        id=draw(ids()),
        code="",
        status=status,
        origin=origin,
        routine_id=draw(texts()),
        routine_title=draw(texts()),
        routine_hash=draw(texts()),
        started_at=instant_text(started),
        ended_at=None if ended is None else instant_text(ended),
        updated_at=instant_text(draw(instants())),
        utc_offset_s=utc_offset_s,
        local_day=(started + timedelta(seconds=utc_offset_s)).date().isoformat(),
        planned_s=draw(lengths()),
        planned_left_s=draw(lengths()),
        planned_right_s=draw(lengths()),
        planned_both_s=draw(lengths()),
        lasted_s=lasted_s,
        options=draw(texts()),
        day_answer=draw(texts()),
        tightness=draw(scores()),
        pain_before=draw(scores()),
        pain_worst=draw(scores()),
        pain_after=draw(scores()),
        pain_next_morning=draw(scores()),
        note=draw(texts(lines=True)),
        work=tuple(draw(work(number, most_s)) for number in numbers),
        gaps=tuple(sorted(found, key=lambda gap: gap.at)),
    )


@st.composite
def rests(draw: st.DrawFn) -> RestRecord:
    first = draw(instants()).date()
    return RestRecord(
        id=draw(ids()),
        from_day=first.isoformat(),
        until_day=(first + timedelta(days=draw(st.integers(0, 40)))).isoformat(),
        reason=draw(st.sampled_from([*RestReason])).value,
        at=instant_text(draw(instants())),
    )


@st.composite
def plans(draw: st.DrawFn) -> PlanVersion:
    """A version as anybody may have typed it by hand: any character that a file can hold."""
    chars = st.characters(codec="utf-8", exclude_characters="\x00")
    at = draw(instants())
    return PlanVersion(
        id=draw(ids()),
        plan_id=draw(texts()),
        at=instant_text(at),
        local_day=at.date().isoformat(),
        why="edit",
        text=draw(st.text(chars, max_size=40)),
    )


def trials() -> st.SearchStrategy[list[float]]:
    return st.lists(st.floats(0, 60).map(abs), max_size=3)


def values() -> st.SearchStrategy[tuple[MeasureKind, dict[str, Any]]]:
    """A kind of measurement, and what may have been measured."""
    reps, why = st.none() | st.integers(0, 200), st.sampled_from(["tired", "form", "pain", ""])
    contents: dict[MeasureKind, dict[str, st.SearchStrategy[Any]]] = {
        MeasureKind.KNEE_TO_WALL: {"left_cm": trials(), "right_cm": trials()},
        MeasureKind.HEEL_RAISE: {
            "left_reps": reps,
            "right_reps": reps,
            "left_why": why,
            "right_why": why,
            "pain": scores(),
        },
        MeasureKind.SQUAT: {"heels_down": st.booleans()},
        MeasureKind.CRAMPS: {
            "night": instants().map(lambda at: at.date().isoformat()),
            "count": st.integers(0, 100),
            "minutes": st.none() | st.floats(0, 1440).map(abs),
            "severity": scores(),
            "side": st.sampled_from(["left", "right", "both", ""]),
        },
        MeasureKind.CHECK: {
            "posture": st.sampled_from(["sit", "stand", ""]),
            "moved": st.booleans(),
        },
    }
    return st.sampled_from([*MeasureKind]).flatmap(
        lambda kind: st.tuples(st.just(kind), st.fixed_dictionaries(contents[kind]))
    )


@st.composite
def measures(draw: st.DrawFn) -> MeasureRecord:
    kind, measured = draw(values())
    at = draw(instants())
    return MeasureRecord(
        id=draw(ids()),
        kind=kind,
        at=instant_text(at),
        utc_offset_s=draw(st.integers(-86_400, 86_400)),
        local_day=at.date().isoformat(),
        values=measured,
        note=draw(texts(lines=True)),
    )


def histories() -> st.SearchStrategy[tuple[list[SessionRecord], list[RestRecord]]]:
    """Some sessions and rests, each with an id of its own."""
    return st.tuples(
        st.lists(sessions(), max_size=4, unique_by=lambda each: each.id),
        st.lists(rests(), max_size=2, unique_by=lambda each: each.id),
    )


def besides() -> st.SearchStrategy[tuple[list[PlanVersion], list[MeasureRecord]]]:
    """Some versions of the plan and some measurements, each with an id of its own."""
    return st.tuples(
        st.lists(plans(), max_size=3, unique_by=lambda each: each.id),
        st.lists(measures(), max_size=4, unique_by=lambda each: each.id),
    )
