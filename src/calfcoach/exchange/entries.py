"""What is read from a file, entry by entry, and gathered into what the history can take.

Owns the rules that no single value shows: ids that stand twice, phases of one number, a clearance
without its flag. Knows no file format and nothing of the database.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from calfcoach.errors import CoachError
from calfcoach.exchange.fields import RecordError
from calfcoach.exchange.measured import plan_of
from calfcoach.exchange.plausible import check_lengths, check_times
from calfcoach.exchange.shapes import (
    ACKNOWLEDGEMENT,
    CLEARANCE,
    DAY_ANSWER,
    FLAG,
    MEASURE,
    PLAN_VERSION,
    REST,
    SCREENING,
    SESSION,
    TIP,
    Shape,
    read_record,
)
from calfcoach.files.problems import visible
from calfcoach.frozen import frozen
from calfcoach.records import (
    GapRecord,
    MeasureKind,
    MeasureRecord,
    PlanVersion,
    RestRecord,
    SessionOrigin,
    SessionRecord,
    Status,
    WorkRecord,
    WorkStatus,
)
from calfcoach.store.measured import checked

_Record = SessionRecord | RestRecord | PlanVersion | MeasureRecord
_ANSWERS = (SCREENING, FLAG, CLEARANCE, DAY_ANSWER, TIP)
LAST_DAY = "9999-12-31"
_IN_JSON = ("conditions", "flags")  # columns of the history that hold a list as a text


@frozen
class Entry:
    """One record of a file as it stands there, with the line on which it begins; or the problem
    that there is instead of one. `values` are what was read of it already, row by row."""

    line: int
    shape: Shape | None = None
    given: object = None
    values: dict[str, Any] | None = None
    problem: RecordError | None = None


@frozen
class Gathered:
    """What the history can take, and what it cannot: `problems` each name their line. `answers`
    are rows of its tables by name; `passed_over` counts records that only tell how the other
    history came about (changes, operations, tombstones), `asked_here` what each home asks for
    itself: what was agreed to, and the question of today."""

    sessions: tuple[SessionRecord, ...] = ()
    rests: tuple[RestRecord, ...] = ()
    plans: tuple[PlanVersion, ...] = ()
    measures: tuple[MeasureRecord, ...] = ()
    answers: dict[str, list[dict[str, Any]]]
    problems: tuple[CoachError, ...] = ()
    passed_over: int = 0
    asked_here: int = 0


def gather(
    entries: Iterable[Entry],
    where: str,
    flags: Collection[str] = (),
    *,
    now: datetime | None = None,
    today: str = LAST_DAY,
) -> Gathered:
    """Everything in a file named `where`. `flags` are the ids of flags that are known already. No
    session lies after `now`, and no answer to a day's question on or after `today`: that one is
    put to whoever sits here."""
    sessions: dict[str, SessionRecord] = {}
    rests: dict[str, RestRecord] = {}
    plans: dict[str, PlanVersion] = {}
    measures: dict[str, MeasureRecord] = {}
    answers: dict[str, list[dict[str, Any]]] = {shape.plural: [] for shape in _ANSWERS}
    known = set(flags)
    problems: list[CoachError] = []
    passed_over = asked_here = 0
    counts: Counter[str] = Counter()
    for entry in entries:
        try:
            counts[entry.shape.name if entry.shape else ""] += 1
            values = _values(entry)
            if entry.shape is SESSION:
                session = session_of(values)
                check_times(session, now)
                check_lengths(session)
                _put(sessions, session)
            elif entry.shape is REST:
                _put(rests, rest_of(values))
            elif entry.shape is PLAN_VERSION:
                _put(plans, plan_of(values))
            elif entry.shape is MEASURE:
                _put(measures, measure_of(values))
            elif entry.shape is ACKNOWLEDGEMENT or _is_of(entry.shape, values, today):
                asked_here += 1
            elif entry.shape in _ANSWERS:
                _answer(entry.shape, values, answers, known)
            else:
                passed_over += 1
        except RecordError as wrong:
            place = _place(where, entry, counts)
            problems.append(CoachError(wrong.message, where=place, hint=wrong.hint))
    return Gathered(
        sessions=tuple(sessions.values()),
        rests=tuple(rests.values()),
        plans=tuple(plans.values()),
        measures=tuple(measures.values()),
        answers=answers,
        problems=tuple(problems),
        passed_over=passed_over,
        asked_here=asked_here,
    )


def new_answers(
    answers: Mapping[str, Sequence[dict[str, Any]]], rows: Callable[[str], Iterable[dict[str, Any]]]
) -> dict[str, list[dict[str, Any]]]:
    """The answers that the history does not hold yet; `rows` gives what a table of it holds."""
    found: dict[str, list[dict[str, Any]]] = {}
    for table, wanted in answers.items():
        known = {_key(row) for row in rows(table)} if wanted else set()
        found[table] = [row for row in wanted if _key(row) not in known]
    return found


def session_of(values: dict[str, Any]) -> SessionRecord:
    """A session from the values of its shape. RecordError for phases of one number."""
    plain = {key: value for key, value in values.items() if key not in ("work", "gaps")}
    numbers = [row["work_no"] for row in values["work"]]
    if len(set(numbers)) < len(numbers):
        raise RecordError("two work phases of one session have the same `work_no`")
    # By number, as the history returns them.
    rows = sorted(values["work"], key=lambda row: int(row["work_no"]))
    work = tuple(WorkRecord(**row | {"status": WorkStatus(row["status"])}) for row in rows)
    return SessionRecord(
        **plain
        | {"status": Status(plain["status"]), "origin": SessionOrigin(plain["origin"])}
        | {
            "code": "",
            "work": work,
            "gaps": tuple(GapRecord(**row) for row in values["gaps"]),
        }
    )


def rest_of(values: dict[str, Any]) -> RestRecord:
    """A rest from the values of its shape. RecordError for one that ends too early."""
    if values["until_day"] < values["from_day"]:
        raise RecordError("a rest ends on its first day at the earliest")
    return RestRecord(**values)


def measure_of(values: dict[str, Any]) -> MeasureRecord:
    """A measurement from the values of its shape. RecordError for values of another kind."""
    kind = MeasureKind(values["kind"])
    try:
        found = checked(kind, values["values"])
    except ValueError as wrong:
        raise RecordError(
            f"the values of this measurement cannot be: {visible(str(wrong))}"
        ) from None
    return MeasureRecord(**values | {"kind": kind, "values": found})


def _is_of(shape: Shape | None, values: Mapping[str, Any], today: str) -> bool:
    """Whether this is an answer to the question of today."""
    return shape is DAY_ANSWER and values["local_day"] >= today


def _place(where: str, entry: Entry, counts: Mapping[str, int]) -> str:
    """Where an entry stands. Only a document without line breaks has one on its first line: there
    the how many-th it is tells more."""
    if entry.line == 1 and entry.shape is not None:
        return f"{where}, {entry.shape.name} {counts[entry.shape.name]}"
    return f"{where}:{entry.line}" if entry.line else where


def _key(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """What tells a row from others: its id, or all of it where it has none."""
    return (row["id"],) if "id" in row else tuple(sorted(row.items()))


def _values(entry: Entry) -> dict[str, Any]:
    if entry.problem is not None:
        raise entry.problem
    if entry.values is not None:
        return entry.values
    assert entry.shape is not None  # an entry without a problem has one
    return read_record(entry.shape, entry.given)


def _put(kept: dict[str, Any], record: _Record) -> None:
    """Keep a record; the same one twice is kept once."""
    if kept.setdefault(record.id, record) != record:
        raise RecordError(f"the id {record.id} stands there twice, with different content")


def _answer(
    shape: Shape | None,
    values: dict[str, Any],
    answers: dict[str, list[dict[str, Any]]],
    known: set[str],
) -> None:
    assert shape is not None
    if shape is FLAG:
        known.add(values["id"])
    if shape is CLEARANCE and values["flag_id"] not in known:
        raise RecordError(
            "a clearance names a flag that is not there", hint="import the flag with it"
        )
    listed = {key: json.dumps(values[key]) for key in _IN_JSON if key in values}
    answers[shape.plural].append(values | listed)
