"""What the history holds as the records of an export.

Owns the way from rows and records to plain values. What could not be read again is left out and
counted. Knows no file format.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from typing import Any

from calfcoach.exchange.fields import Columns, RecordError, Texts
from calfcoach.exchange.shapes import (
    CHANGE,
    MEASURE,
    OPERATION,
    PLAN_VERSION,
    REST,
    TOUCH,
    Shape,
    read_record,
)
from calfcoach.files.problems import visible
from calfcoach.records import MeasureRecord, PlanVersion, RestRecord

Rows = Iterable[Mapping[str, Any]]

_OF_SESSIONS = ("sessions", "work")  # kinds of rows that an operation touches
_IN_JSON = (Texts, Columns)  # what the history holds as a text


def rest_values(rest: RestRecord) -> dict[str, Any]:
    """A rest as the values of its shape."""
    return _values(REST, rest)


def plan_values(version: PlanVersion) -> dict[str, Any]:
    """A version of the plan as the values of its shape."""
    return _values(PLAN_VERSION, version)


def measure_values(record: MeasureRecord) -> dict[str, Any]:
    """A measurement as the values of its shape."""
    return _values(MEASURE, record) | {"kind": record.kind.value, "values": dict(record.values)}


def row_values(shape: Shape, rows: Rows, lost: Callable[[], None]) -> Iterator[dict[str, Any]]:
    """Rows of a table as the values of their shape; `lost` is called for one that has none."""
    for row in rows:
        try:
            yield read_record(shape, _plain(shape, row))
        except (RecordError, ValueError, RecursionError):
            lost()


def change_values(
    rows: Rows, sessions: Container[str], lost: Callable[[], None]
) -> Iterator[dict[str, Any]]:
    """The changes of these sessions; those of deleted ones stay where they are."""
    kept = (row for row in rows if row["session_id"] in sessions)
    return row_values(CHANGE, kept, lost)


def operation_values(
    operations: Rows,
    touched: Rows,
    sessions: Container[str],
    others: Container[str],
    lost: Callable[[], None],
) -> Iterator[dict[str, Any]]:
    """The operations with what each touched of these sessions and of what is kept beside them, both
    by id; those that touched nothing of it are left out."""
    by_operation: dict[str, list[dict[str, Any]]] = {}
    for row in touched:
        known = sessions if row["kind"] in _OF_SESSIONS else others
        if row["row_id"] in known:
            values = {field.name: row[field.name] for field in TOUCH.fields}
            found = row_values(TOUCH, [values], lost)
            by_operation.setdefault(row["operation_id"], []).extend(found)
    kept = (
        {key: value for key, value in row.items() if key != "no"}
        | {"touched": by_operation.get(row["id"], [])}
        for row in operations
        if row["id"] in by_operation or row["target"] in by_operation
    )
    return row_values(OPERATION, kept, lost)


def _values(shape: Shape, record: object) -> dict[str, Any]:
    """What the fields of a shape are in a record."""
    return {field.name: getattr(record, field.name) for field in shape.fields}


def _plain(shape: Shape, row: Mapping[str, Any]) -> dict[str, Any]:
    """A row's values: lists and objects out of their JSON, texts that steer no terminal."""
    listed = {field.name for field in shape.fields if isinstance(field.rule, _IN_JSON)}
    values = dict(row)
    for key, value in row.items():
        if isinstance(value, str):
            values[key] = json.loads(value) if key in listed else visible(value)
    return values
