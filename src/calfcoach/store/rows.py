"""Rows of the tables as records, and back.

Owns which column holds which field, and what a value must be. SQLite keeps anything in any
column and others may write to the file: whatever reads a record can rely on its types, and
that no text of it steers a terminal. Knows nothing of transactions or files.
"""

from __future__ import annotations

import datetime
import json
import re
import sqlite3
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any, TypeVar

from calfcoach.files.problems import visible
from calfcoach.frozen import replace
from calfcoach.records import (
    CalfSign,
    ChangeRecord,
    FlagOrigin,
    FlagRecord,
    GapRecord,
    MeasureRecord,
    PlanVersion,
    RestReason,
    RestRecord,
    ScreeningRecord,
    SessionOrigin,
    SessionRecord,
    Status,
    TipTold,
    WorkRecord,
    WorkStatus,
    WorkSums,
)
from calfcoach.store.ids import is_id
from calfcoach.terms import Side

_Record = TypeVar(
    "_Record",
    SessionRecord,
    WorkRecord,
    GapRecord,
    ScreeningRecord,
    FlagRecord,
    RestRecord,
    MeasureRecord,
    PlanVersion,
    TipTold,
    CalfSign,
)

_Rule = tuple[str, Any, bool, int, int | None]
_OF_A_DAY = (SessionRecord, ScreeningRecord, MeasureRecord, PlanVersion, TipTold, CalfSign)
_KINDS: Mapping[str, type | tuple[type, ...]] = {"str": str, "int": int, "float": (int, float)}
# Years far from both ends: an offset added to them overflows nothing.
_INSTANT = re.compile("[12][0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9:.]+(?:Z|[+-][0-9:]+)")
_BY_LINES = "note"  # the one text that may have several
_DAY = re.compile("[12][0-9]{3}-[0-9]{2}-[0-9]{2}")
_FARTHEST_S = 24 * 60 * 60  # no clock on Earth is farther from UTC
MOST = 1_000_000_000  # of any number: seconds of thirty years
_MOST: Mapping[str, int] = {
    **dict.fromkeys(("tightness", "pain", "pain_before", "pain_worst"), 10),
    **dict.fromkeys(("pain_after", "pain_next_morning"), 10),
    "reps_left": 9,
    "utc_offset_s": _FARTHEST_S,
}
_LEAST: Mapping[str, int] = {"utc_offset_s": -_FARTHEST_S}
_SIDES = frozenset(side.value for side in Side)
_STATUSES = {status.value: status for status in Status}
_ORIGINS = {origin.value: origin for origin in SessionOrigin}
_WORK_STATUSES = {status.value: status for status in WorkStatus}


def id_of(row: sqlite3.Row) -> str:
    """The id of a row, in the form that all of ours have."""
    found = row["id"]
    if not is_id(found):
        raise unreadable(ValueError("an id of another form"))
    return str(found)


def session_of(
    row: sqlite3.Row, code: str, gaps: tuple[GapRecord, ...] = (), sums: WorkSums | None = None
) -> SessionRecord:
    """A row of `sessions` without its work, with the code that a listing shows for it."""
    cells = _cells(row)
    try:
        record = SessionRecord(
            id=id_of(row),
            code=code,
            status=_STATUSES[cells["status"]],
            origin=_ORIGINS[cells["origin"]],
            routine_id=cells["routine_id"],
            routine_title=cells["routine_title"],
            routine_hash=cells["routine_hash"],
            started_at=cells["started_at"],
            ended_at=cells["ended_at"],
            updated_at=cells["updated_at"],
            utc_offset_s=cells["utc_offset_s"],
            local_day=cells["local_day"],
            planned_s=cells["planned_s"],
            planned_left_s=cells["planned_left_s"],
            planned_right_s=cells["planned_right_s"],
            planned_both_s=cells["planned_both_s"],
            lasted_s=cells["lasted_s"],
            options=cells["options"],
            day_answer=cells["day_answer"],
            tightness=cells["tightness"],
            pain_before=cells["pain_before"],
            pain_worst=cells["pain_worst"],
            pain_after=cells["pain_after"],
            pain_next_morning=cells["pain_next_morning"],
            note=cells["note"],
            gaps=gaps,
            sums=sums,
        )
        return sound(record)
    except (ValueError, KeyError) as error:
        raise unreadable(error) from error


def work_of(row: sqlite3.Row) -> WorkRecord:
    """A row of `work`."""
    cells = _cells(row)
    try:
        record = WorkRecord(
            work_no=cells["work_no"],
            step_no=cells["step_no"],
            set_no=cells["set_no"],
            round_no=cells["round_no"],
            exercise_id=cells["exercise_id"],
            exercise_title=cells["exercise_title"],
            kind=cells["kind"],
            muscles=_texts(cells["muscles"]),
            technique=cells["technique"],
            side=cells["side"],
            planned_s=cells["planned_s"],
            done_s=cells["done_s"],
            planned_reps=cells["planned_reps"],
            done_reps=cells["done_reps"],
            load=cells["load"],
            status=_WORK_STATUSES[cells["status"]],
            why=cells["why"],
            pain=cells["pain"],
            at=cells["at"],
            reps_left=cells.get("reps_left"),  # formats before the fourth did not ask for it
        )
        return sound(record)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise unreadable(error) from error


def _cells(row: sqlite3.Row) -> dict[str, Any]:
    """The values by their columns: to look up twenty in a row itself takes three times as long."""
    return dict(zip(row.keys(), row, strict=True))


def work_values(work: WorkRecord) -> dict[str, Any]:
    """The columns of `work`, without the session, in the order of the table."""
    return {
        "work_no": work.work_no,
        "step_no": work.step_no,
        "set_no": work.set_no,
        "round_no": work.round_no,
        "exercise_id": work.exercise_id,
        "exercise_title": work.exercise_title,
        "kind": str(work.kind),
        "muscles": json.dumps(work.muscles, ensure_ascii=False),
        "technique": work.technique,
        "side": str(work.side),
        "planned_s": float(work.planned_s),
        "done_s": float(work.done_s),
        "planned_reps": work.planned_reps,
        "done_reps": work.done_reps,
        "load": work.load,
        "status": str(work.status),
        "why": work.why,
        "pain": work.pain,
        "at": work.at,
        "reps_left": work.reps_left,
    }


def gap_of(row: sqlite3.Row) -> GapRecord:
    """A row of `gaps`."""
    gap = GapRecord(
        work_no=row["work_no"], reason=row["reason"], at=row["at"], seconds=row["seconds"]
    )
    try:
        return sound(gap)
    except ValueError as error:
        raise unreadable(error) from error


def change_of(row: sqlite3.Row) -> ChangeRecord:
    """A row of `changes`."""
    try:
        what: Mapping[str, object] = json.loads(row["what"])
    except (ValueError, TypeError, RecursionError) as error:
        raise unreadable(error) from error
    return ChangeRecord(
        id=row["id"], at=row["at"], session_id=row["session_id"], action=row["action"], what=what
    )


def screening_of(row: sqlite3.Row) -> ScreeningRecord:
    """A row of `screenings`."""
    try:
        record = ScreeningRecord(
            at=row["at"],
            local_day=row["local_day"],
            version=row["version"],
            conditions=_texts(row["conditions"]),
            flags=_texts(row["flags"]),
        )
        return sound(record)
    except (ValueError, TypeError, RecursionError) as error:
        raise unreadable(error) from error


def flag_of(row: sqlite3.Row) -> FlagRecord:
    """A row of `flags` with the newest try to clear it."""
    try:
        record = FlagRecord(
            id=row["id"],
            flag=row["flag"],
            opened_at=row["opened_at"],
            origin=FlagOrigin(row["origin"]),
            closed_at=row["closed_at"],
            door=row["door"],
            said=row["said"],
            day=row["day"],
        )
        return sound(record)
    except ValueError as error:
        raise unreadable(error) from error


def rest_of(row: sqlite3.Row) -> RestRecord:
    """A row of `rests`."""
    try:
        record = RestRecord(
            id=row["id"],
            from_day=row["from_day"],
            until_day=row["until_day"],
            reason=RestReason(row["reason"]).value,
            at=row["at"],
        )
        _check_days(record.from_day, record.until_day)
        return sound(record)
    except (ValueError, TypeError) as error:
        raise unreadable(error) from error


def with_work(
    session: SessionRecord, work: tuple[WorkRecord, ...], gaps: tuple[GapRecord, ...]
) -> SessionRecord:
    """The same session with what was done in it."""
    return replace(session, work=work, gaps=gaps)


@lru_cache(maxsize=256)  # the muscles of an exercise stand in each of its rows
def _texts(array: str) -> tuple[str, ...]:
    """The harmless texts of a JSON array. ValueError for anything else, TypeError for no text."""
    texts = json.loads(array)
    if not isinstance(texts, list) or not all(isinstance(each, str) for each in texts):
        raise ValueError("not an array of texts")
    return tuple(visible(each) for each in texts)


def sound(record: _Record) -> _Record:
    """The record with harmless texts, if every value is what its field says. ValueError."""
    record_type: Any = type(record)  # mypy does not take a class of frozen values as hashable
    instants, _, plain = _rules(record_type)
    for name, _, optional, _, _ in instants:
        value = getattr(record, name)
        if value is not None or not optional:
            _check_instant(value)
    values = plain(record)
    if isinstance(record, WorkRecord):
        # Days are alike: the same routine leaves rows that differ in nothing but their instant,
        # and looking one up takes a fifth of looking it over.
        harmless = _harmless_alike(record_type, *values)
        if record.side not in _SIDES:
            raise ValueError(f"side is {record.side!r}")
    else:
        harmless = _harmless_of(record_type, *values)
    if isinstance(record, _OF_A_DAY):
        _check_day(record.local_day)
    return replace(record, **harmless) if harmless else record


def _harmless_of(record: Any, *values: Any) -> dict[str, str]:
    """Of the plain fields of a record but its instants, the texts that must be written otherwise.
    ValueError for a value that is not what its field says."""
    harmless: dict[str, str] = {}
    for (name, kinds, optional, least, most), value in zip(_rules(record)[1], values, strict=True):
        if value is None and optional:
            continue
        if not isinstance(value, kinds):
            raise ValueError(f"{name} is {value!r}")  # noqa: TRY004  # damage, not a bug
        if most is None:  # a text
            if not value.isprintable():
                harmless[name] = _harmless(value, by_lines=name == _BY_LINES)
        elif not least <= value <= most:  # NaN is in no range
            raise ValueError(f"{name} is {value!r}")
    return harmless


_harmless_alike = lru_cache(maxsize=1024, typed=True)(_harmless_of)


@cache
def _rules(record: Any) -> tuple[tuple[_Rule, ...], tuple[_Rule, ...], Callable[[Any], Any]]:
    """Of each plain field of a record its name, its types, whether it may be None, and of a number
    the least and the most: what is imported is held to the same. Instants first, then all others,
    then what gets the values of those.

    Worked out once: anew for every row it was 8 of the 21 microseconds of the check.
    """
    said = [(name, kind.partition(" | ")) for name, kind in record.__annotations__.items()]
    rules = [
        (
            name,
            _KINDS[kind],
            bool(optional),
            _LEAST.get(name, 0),
            None if kind == "str" else _MOST.get(name, MOST),
        )
        for name, (kind, _, optional) in said
        if kind in _KINDS
    ]
    instants = tuple(rule for rule in rules if rule[0] == "at" or rule[0].endswith("_at"))
    others = tuple(rule for rule in rules if rule not in instants)
    return instants, others, attrgetter(*(rule[0] for rule in others))


def _check_instant(text: object) -> None:
    """ValueError for what is no instant, with an odd character in it, or of no year of ours."""
    if not isinstance(text, str) or not _INSTANT.fullmatch(text):
        raise ValueError("not an instant")
    datetime.datetime.fromisoformat(text)  # it names its zone: what else is no instant is told


@lru_cache(maxsize=64)  # several sessions a day
def _check_day(text: str) -> None:
    """ValueError for what is no day, or one of no year of ours. TypeError for no text."""
    if not _DAY.fullmatch(text):
        raise ValueError("not a day")
    datetime.date.fromisoformat(text)


def _check_days(first: str, last: str) -> None:
    """ValueError for what are no days, or not in their order."""
    _check_day(first)
    _check_day(last)
    if last < first:
        raise ValueError("ends before it begins")


def _harmless(text: str, *, by_lines: bool) -> str:
    """The text with what would steer a terminal as U+001B and the like."""
    return "\n".join(map(visible, text.split("\n"))) if by_lines else visible(text)


def unreadable(error: Exception) -> sqlite3.DatabaseError:
    """A value that no CalfCoach writes, or a missing column: damage like a torn page."""
    return sqlite3.DatabaseError(str(error))
