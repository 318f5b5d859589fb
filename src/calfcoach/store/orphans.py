"""Work and gaps whose session is gone: what they are, and taking them out of the history.

Owns which rows those are. What becomes of them is the caller's: they leave the history only once
they were handed over. Never reads the clock.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from calfcoach.store import faults, place
from calfcoach.store.schema import transaction

_TABLES = ("work", "gaps")
_ALONE = "session_id NOT IN (SELECT id FROM sessions)"

Rows = dict[str, list[dict[str, Any]]]


def remove_orphans(path: Path, hand_over: Callable[[Rows], None]) -> int:
    """Give all such rows, by table, to `hand_over`, then remove them; how many there were.

    They stay where it raises. HistoryError.
    """
    with (
        faults.in_words(path, "written"),
        closing(place.connect_for_writing(path, faults.BUSY_TIMEOUT_S)) as connection,
        transaction(connection),
    ):
        found = {table: _rows(connection, table) for table in _TABLES}
        count = sum(map(len, found.values()))
        if count:
            hand_over(found)
        for table in _TABLES:
            connection.execute(f"DELETE FROM {table} WHERE {_ALONE}")  # noqa: S608 - the names are ours
    return count


def _rows(connection: sqlite3.Connection, table: str) -> list[dict[str, Any]]:
    found = connection.execute(f"SELECT * FROM {table} WHERE {_ALONE}")  # noqa: S608 - the names are ours
    return [dict(row) for row in found]
