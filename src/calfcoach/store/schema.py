"""Which format a file of the history has, the way to the latest one, and transactions.

Owns the format number (SQLite's `user_version`). What each step does stands in `tables`.
"""

from __future__ import annotations

import sqlite3

from calfcoach.store import limits
from calfcoach.store.tables import MIGRATIONS

FORMAT = limits.FORMAT


def format_of(connection: sqlite3.Connection) -> int:
    """The format number of a file; 0 for one without tables of ours."""
    number: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return number


def has_tables(connection: sqlite3.Connection) -> bool:
    """Whether a file holds anything, ours or not; False for one made but not yet filled."""
    return connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is not None


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a file to `FORMAT`, each step in a transaction of its own.

    Takes the write lock even when nothing is to be done, so that a file that cannot be
    written is found out here and not in the middle of a session.
    """
    while True:
        with transaction(connection):
            # Read under the lock: another process may have taken this step meanwhile.
            number = format_of(connection)
            if number >= FORMAT:
                return
            for statement in MIGRATIONS[number]:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number + 1}")


class transaction:  # noqa: N801  # a word behind `with`, as those of contextlib
    """Everything inside is kept, or nothing is."""

    __slots__ = ("_connection",)

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __enter__(self) -> None:
        # IMMEDIATE: a plain BEGIN takes the lock at the first write, where waiting is refused.
        self._connection.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        try:
            if error is None:
                self._connection.execute("COMMIT")
        finally:  # does nothing after COMMIT, or where SQLite rolled back itself
            self._connection.rollback()
