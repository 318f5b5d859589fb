"""The door to the history: one open file, its transactions, and its failures in words.

Owns the connection and the one translation of errors. Knows nothing of what is asked or written.
"""

from __future__ import annotations

import os
import sqlite3

from calfcoach.store import faults, place
from calfcoach.store.schema import transaction

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    from calfcoach.files.folders import AnyPath


class Door:
    """An open file of a history. Use `with`, or call `close`."""

    __slots__ = ("_connection", "_path")

    def __init__(self, connection: sqlite3.Connection, path: AnyPath) -> None:
        self._connection = connection
        self._path = os.fspath(path)

    @classmethod
    def open(cls, path: AnyPath, *, patience_s: float = faults.BUSY_TIMEOUT_S) -> Self:
        """The history for writing; file and folder are made, and made private, where missing.

        `patience_s` is how long each write waits for another program's.
        """
        with faults.in_words(path, "written"):
            return cls(place.connect_for_writing(path, patience_s), path)

    @classmethod
    def read(cls, path: AnyPath, *, patience_s: float = faults.BUSY_TIMEOUT_S) -> Self:
        """The history for reading; an empty one, and nothing made, where there is no file."""
        with faults.in_words(path, "read"):
            return cls(place.connect_for_reading(path, patience_s), path)

    def wait_at_most(self, seconds: float) -> None:
        """From now on let each write wait so long for another program's; 0 is not at all."""
        with faults.in_words(self._path, "written"):
            self._connection.execute(f"PRAGMA busy_timeout = {max(round(seconds * 1000), 0)}")

    def close(self) -> None:
        """Let go of the file. Closing twice does nothing."""
        with faults.in_words(self._path, "written"):
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _writing(self) -> _Writing:
        """One transaction, its failures in words."""
        return _Writing(self._connection, self._path)

    def _reading(self) -> _Reading:
        """Questions, their failures in words."""
        return _Reading(self._connection, self._path)


class _Reading:
    """The connection, to be asked: what `with` gives."""

    __slots__ = ("_connection", "_words")

    def __init__(self, connection: sqlite3.Connection, path: str) -> None:
        self._connection, self._words = connection, faults.in_words(path, "read")

    def __enter__(self) -> sqlite3.Connection:
        return self._connection

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        self._words.__exit__(kind, error, trace)


class _Writing:
    """The connection in a transaction: what `with` gives."""

    __slots__ = ("_connection", "_transaction", "_words")

    def __init__(self, connection: sqlite3.Connection, path: str) -> None:
        self._connection, self._words = connection, faults.in_words(path, "written")
        self._transaction = transaction(connection)

    def __enter__(self) -> sqlite3.Connection:
        with self._words:
            self._transaction.__enter__()
        return self._connection

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        with self._words:
            self._transaction.__exit__(kind, error, trace)
        self._words.__exit__(kind, error, trace)
