"""Making anew what a history's file has beside its rows: indexes and triggers.

Owns the one repair that costs nothing. Rows are never touched.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from calfcoach.store import faults, schema
from calfcoach.store.tables import statements_of

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
            for name, statement in _named(schema.format_of(connection)).items():
                if name not in there:
                    connection.execute(statement)


def _named(number: int) -> dict[str, str]:
    """The statement that makes each index and trigger of a format: where a later step makes one
    anew, the last of them."""
    found = (
        (named[2], statement)
        for statement in statements_of(number)
        if (named := _NAMED.match(statement))
    )
    return dict(found)
