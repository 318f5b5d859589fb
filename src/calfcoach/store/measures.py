"""Measurements, and notes of nights and checks, in the history.

Owns the rows of `measures`. Each function is the inside of one transaction. What the values of a
kind may be stands in `measured`. Never reads the clock.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Mapping
from datetime import date, datetime

from calfcoach.days import epoch_ms, instant_text
from calfcoach.files.json_reading import read_json
from calfcoach.records import MeasureKind, MeasureRecord
from calfcoach.store import edits, measured, operations, rows, sieve
from calfcoach.store.ids import RANDOM_BYTES, new_id
from calfcoach.store.operations import MEASURES, Touch
from calfcoach.upkeep import Upkeep

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_FARTHEST_S = 24 * 60 * 60  # no clock on Earth is farther from UTC


def write(
    connection: sqlite3.Connection,
    kind: MeasureKind,
    values: Mapping[str, Any],
    local_day: str,
    utc_offset_s: int,
    at: datetime,
    note: str,
) -> str:
    """Write a measurement as one operation; its id. ValueError for what cannot be, CoachError for
    a note that is too long or cannot be shown safely."""
    if abs(utc_offset_s) > _FARTHEST_S:
        raise ValueError(f"not an offset: {utc_offset_s}")
    record = MeasureRecord(
        id=new_id(epoch_ms(at), os.urandom(RANDOM_BYTES)),
        kind=MeasureKind(kind),
        at=instant_text(at),
        utc_offset_s=utc_offset_s,
        local_day=date.fromisoformat(local_day).isoformat(),
        values=measured.checked(MeasureKind(kind), values),
        note=edits.checked_note(note),
    )
    operations.record(connection, "measure", [insert(connection, record)], at)
    return record.id


def insert(connection: sqlite3.Connection, record: MeasureRecord) -> Touch:
    """Write a measurement under the id that it has."""
    import json  # late: it takes a third of an interpreter, and most commands do without

    connection.execute(
        "INSERT INTO measures (id, kind, at, utc_offset_s, local_day, content, note)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            record.id,
            record.kind.value,
            record.at,
            record.utc_offset_s,
            record.local_day,
            json.dumps(dict(record.values)),
            record.note,
        ],
    )
    return Touch(kind=MEASURES, row_id=record.id, before=None, after={})


def listing(
    connection: sqlite3.Connection,
    kind: MeasureKind | None,
    since_day: str,
    hearer: Upkeep | None = None,
) -> list[MeasureRecord]:
    """Those that were not taken back, of one kind or all, from a local day on; oldest first."""
    question = (
        "SELECT rowid AS row_no, * FROM measures WHERE deleted_at IS NULL"
        " AND (?1 IS NULL OR kind = ?1) AND local_day >= ?2 ORDER BY at, rowid"
    )
    values = [None if kind is None else MeasureKind(kind).value, since_day]
    return sieve.records(connection, question, values, measure_of, "local_day", hearer)


def by_id(connection: sqlite3.Connection, measure_id: str) -> MeasureRecord | None:
    """The measurement of this id, also one that was taken back."""
    row = connection.execute("SELECT * FROM measures WHERE id = ?", [measure_id]).fetchone()
    return None if row is None else measure_of(row)


def measure_of(row: sqlite3.Row) -> MeasureRecord:
    """A row of `measures`. sqlite3.DatabaseError for one that no CalfCoach wrote."""
    try:
        kind = MeasureKind(row["kind"])
        record = MeasureRecord(
            id=rows.id_of(row),
            kind=kind,
            at=row["at"],
            utc_offset_s=row["utc_offset_s"],
            local_day=row["local_day"],
            values=measured.checked(kind, dict(read_json(row["content"]))),
            note=row["note"],
        )
        return rows.sound(record)
    except (ValueError, TypeError, IndexError, RecursionError) as error:
        raise rows.unreadable(error) from error
