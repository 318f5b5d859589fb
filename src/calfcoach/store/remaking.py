"""Making anew what a history's file has beside its rows: indexes and triggers.

Owns the one repair that costs nothing. Rows are never touched.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from calfcoach.store import faults, schema
from calfcoach.store.tables import MIGRATIONS

_NAMED = re.compile(r"\s*CREATE (INDEX|TRIGGER) (\w+)")


def remake(path: Path, *, reindex: bool) -> None:
    """Make every index anew, or what is missing of indexes and triggers. HistoryError."""
    with (
        faults.in_words(path, "written"),
        closing(sqlite3.connect(path, isolation_level=None)) as connection,
    ):
        if reindex:
            connection.execute("REINDEX")
            return
        there = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
        with schema.transaction(connection):
            for step in MIGRATIONS[: schema.format_of(connection)]:
                for statement in step:
                    named = _NAMED.match(statement)
                    if named and named[2] not in there:
                        connection.execute(statement)
