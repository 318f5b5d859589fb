"""Rows that are never removed but marked: rests, versions of the plan, measurements.

Owns how such a row is taken out and put back, so that undo and import treat all of them alike.
Knows nothing of what they hold.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from calfcoach.store.operations import MEASURES, PLANS, RESTS, Touch

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

TABLES = {RESTS: "rests", PLANS: "plan_versions", MEASURES: "measures"}
"""The table of each kind of row."""


def put(connection: sqlite3.Connection, kind: str, row_id: str, values: Mapping[str, Any]) -> None:
    """Write columns of a row. The names must be known to be columns of it."""
    columns = ", ".join(f"{column} = ?" for column in values)
    connection.execute(
        f"UPDATE {TABLES[kind]} SET {columns} WHERE id = ?",  # noqa: S608 - the names are ours
        [*values.values(), row_id],
    )


def bring_back(connection: sqlite3.Connection, kind: str, row_id: str) -> Touch:
    """Take the mark off a row."""
    row = connection.execute(
        f"SELECT deleted_at FROM {TABLES[kind]} WHERE id = ?",  # noqa: S608 - the names are ours
        [row_id],
    ).fetchone()
    before, after = {"deleted_at": row["deleted_at"]}, {"deleted_at": None}
    put(connection, kind, row_id, after)
    return Touch(kind=kind, row_id=row_id, before=before, after=after)
