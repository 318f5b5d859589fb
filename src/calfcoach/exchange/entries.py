"""What is read from a file, entry by entry, and gathered into what the history can take.

Owns the rules that no single value shows: ids that stand twice, phases of one number, a clearance
without its flag. Knows no file format and nothing of the database.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from calfcoach.errors import CoachError
from calfcoach.exchange.fields import RecordError
from calfcoach.exchange.shapes import (
    ACKNOWLEDGEMENT,
    CLEARANCE,
    DAY_ANSWER,
    FLAG,
    REST,
    SCREENING,
    SESSION,
    Shape,
    read_record,
)
from calfcoach.frozen import frozen
from calfcoach.records import (
    GapRecord,
    RestRecord,
    SessionOrigin,
    SessionRecord,
    Status,
    WorkRecord,
    WorkStatus,
)

_ANSWERS = (SCREENING, FLAG, CLEARANCE, DAY_ANSWER, ACKNOWLEDGEMENT)
_IN_JSON = ("conditions", "flags")  # columns of the history that hold a list as a text


@frozen
class Entry:
    """One record of a file as it stands there, with the line on which it begins; or the problem
    that there is instead of one."""

    line: int
    shape: Shape | None = None
    given: object = None
    problem: RecordError | None = None


@frozen
class Gathered:
    """What the history can take, and what it cannot: `problems` each name their line. `answers`
    are rows of its tables by name; `passed_over` counts records that only tell how the other
    history came about (changes, operations, tombstones)."""

    sessions: tuple[SessionRecord, ...] = ()
    rests: tuple[RestRecord, ...] = ()
    answers: dict[str, list[dict[str, Any]]]
    problems: tuple[CoachError, ...] = ()
    passed_over: int = 0


def gather(entries: Iterable[Entry], where: str, flags: Collection[str] = ()) -> Gathered:
    """Everything in a file named `where`. `flags` are the ids of flags that are known already."""
    sessions: dict[str, SessionRecord] = {}
    rests: dict[str, RestRecord] = {}
    answers: dict[str, list[dict[str, Any]]] = {shape.plural: [] for shape in _ANSWERS}
    known = set(flags)
    problems: list[CoachError] = []
    passed_over = 0
    for entry in entries:
        try:
            values = _values(entry)
            if entry.shape is SESSION:
                _put(sessions, session_of(values))
            elif entry.shape is REST:
                _put(rests, rest_of(values))
            elif entry.shape in _ANSWERS:
                _answer(entry.shape, values, answers, known)
            else:
                passed_over += 1
        except RecordError as wrong:
            place = f"{where}:{entry.line}" if entry.line else where
            problems.append(CoachError(wrong.message, where=place, hint=wrong.hint))
    return Gathered(
        sessions=tuple(sessions.values()),
        rests=tuple(rests.values()),
        answers=answers,
        problems=tuple(problems),
        passed_over=passed_over,
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


def _key(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """What tells a row from others: its id, or all of it where it has none."""
    return (row["id"],) if "id" in row else tuple(sorted(row.items()))


def _values(entry: Entry) -> dict[str, Any]:
    if entry.problem is not None:
        raise entry.problem
    assert entry.shape is not None  # an entry without a problem has one
    return read_record(entry.shape, entry.given)


def _put(kept: dict[str, Any], record: SessionRecord | RestRecord) -> None:
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
