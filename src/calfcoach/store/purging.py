"""Removing sessions for good.

Owns the one way in which rows leave the history: what is left is a tombstone with the id, so that
an import does not bring the session back. Copies of the file are beyond it. Never reads the clock.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime

from calfcoach.days import instant_text
from calfcoach.store import changes, edits, operations
from calfcoach.store.schema import transaction


def purge(connection: sqlite3.Connection, ids: Iterable[str], at: datetime) -> None:
    """Remove sessions with all that tells of them, also from the free pages of the file.

    Not the inside of a transaction: VACUUM cannot be in one. CoachError for an unknown id.
    """
    connection.execute("PRAGMA secure_delete = ON")
    wanted = list(ids)
    with transaction(connection):
        for session_id in wanted:
            edits.refuse_running(changes.standing(connection, session_id))
            _remove(connection, session_id, at)
        if wanted:
            operations.mark(connection, operations.PURGE, at)
    connection.execute("VACUUM")
    # What is not in the file itself yet lies in the WAL beside it.
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def _remove(connection: sqlite3.Connection, session_id: str, at: datetime) -> None:
    # The tombstone first: the triggers let go of nothing that has none.
    connection.execute(
        "INSERT INTO tombstones (id, at) VALUES (?, ?)", [session_id, instant_text(at)]
    )
    operations.forget(connection, [session_id])
    for table in ("changes", "gaps", "work"):
        connection.execute(f"DELETE FROM {table} WHERE session_id = ?", [session_id])  # noqa: S608 - the names are ours
    connection.execute("DELETE FROM sessions WHERE id = ?", [session_id])
