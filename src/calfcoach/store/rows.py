"""Rows of the tables as records, and back.

Owns which column holds which field. Knows nothing of transactions or files.
"""

from __future__ import annotations

import datetime
import json
import math
import sqlite3
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from calfcoach.records import (
    ChangeRecord,
    GapRecord,
    SessionOrigin,
    SessionRecord,
    Status,
    WorkRecord,
    WorkStatus,
)
from calfcoach.store.days import read_instant

_Record = TypeVar("_Record", SessionRecord, WorkRecord, GapRecord)

_KINDS: Mapping[str, type | tuple[type, ...]] = {"str": str, "int": int, "float": (int, float)}
_FARTHEST_S = 24 * 60 * 60  # no clock on Earth is farther from UTC


def session_of(row: sqlite3.Row, code: str) -> SessionRecord:
    """A row of `sessions` without its work, with the code that a listing shows for it."""
    try:
        record = SessionRecord(
            id=row["id"],
            code=code,
            status=Status(row["status"]),
            origin=SessionOrigin(row["origin"]),
            routine_id=row["routine_id"],
            routine_title=row["routine_title"],
            routine_hash=row["routine_hash"],
            started_at=row["started_at"],
            ended_at=row["ended_at"],
            updated_at=row["updated_at"],
            utc_offset_s=row["utc_offset_s"],
            local_day=row["local_day"],
            planned_s=row["planned_s"],
            lasted_s=row["lasted_s"],
            options=row["options"],
            day_answer=row["day_answer"],
            tightness=row["tightness"],
            pain_before=row["pain_before"],
            pain_worst=row["pain_worst"],
            pain_after=row["pain_after"],
            pain_next_morning=row["pain_next_morning"],
            note=row["note"],
        )
        return _sound(record)
    except (ValueError, IndexError) as error:
        raise _unreadable(error) from error


def work_of(row: sqlite3.Row) -> WorkRecord:
    """A row of `work`."""
    try:
        record = WorkRecord(
            work_no=row["work_no"],
            step_no=row["step_no"],
            set_no=row["set_no"],
            round_no=row["round_no"],
            exercise_id=row["exercise_id"],
            exercise_title=row["exercise_title"],
            kind=row["kind"],
            muscles=tuple(json.loads(row["muscles"])),
            technique=row["technique"],
            side=row["side"],
            planned_s=row["planned_s"],
            done_s=row["done_s"],
            planned_reps=row["planned_reps"],
            done_reps=row["done_reps"],
            load=row["load"],
            status=WorkStatus(row["status"]),
            why=row["why"],
            pain=row["pain"],
            at=row["at"],
        )
        return _sound(record)
    except (ValueError, TypeError, IndexError) as error:
        raise _unreadable(error) from error


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
    }


def gap_of(row: sqlite3.Row) -> GapRecord:
    """A row of `gaps`."""
    gap = GapRecord(
        work_no=row["work_no"], reason=row["reason"], at=row["at"], seconds=row["seconds"]
    )
    try:
        return _sound(gap)
    except ValueError as error:
        raise _unreadable(error) from error


def change_of(row: sqlite3.Row) -> ChangeRecord:
    """A row of `changes`."""
    try:
        what: Mapping[str, object] = json.loads(row["what"])
    except (ValueError, TypeError) as error:
        raise _unreadable(error) from error
    return ChangeRecord(
        id=row["id"], at=row["at"], session_id=row["session_id"], action=row["action"], what=what
    )


def with_work(
    session: SessionRecord, work: tuple[WorkRecord, ...], gaps: tuple[GapRecord, ...]
) -> SessionRecord:
    """The same session with what was done in it."""
    return replace(session, work=work, gaps=gaps)


def _sound(record: _Record) -> _Record:
    """The record, if every value is what its field says. SQLite keeps anything in any column, and
    a report must not meet it. Raises ValueError."""
    for field in fields(record):
        kind, _, optional = str(field.type).partition(" | ")
        value = getattr(record, field.name)
        if kind not in _KINDS or (value is None and optional):
            continue
        if not isinstance(value, _KINDS[kind]):
            raise ValueError(f"{field.name} is {value!r}")  # noqa: TRY004  # damage, not a bug
        if isinstance(value, float) and not math.isfinite(value):
            raise ValueError(f"{field.name} is {value!r}")
        if field.name == "at" or field.name.endswith("_at"):
            read_instant(str(value))
    if isinstance(record, SessionRecord):
        datetime.date.fromisoformat(record.local_day)
        if abs(record.utc_offset_s) > _FARTHEST_S:
            raise ValueError(f"utc_offset_s is {record.utc_offset_s}")
    return record


def _unreadable(error: Exception) -> sqlite3.DatabaseError:
    """A value that no CalfCoach writes, or a missing column: damage like a torn page."""
    return sqlite3.DatabaseError(str(error))
