"""A question that is asked at the side, on a connection and a thread of its own: SQLite lets go of
the interpreter while it passes over rows.

Owns when a thread is worth it. Changes nothing, and makes no file.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Sequence
from functools import partial

from calfcoach.store.meanwhile import begin

TYPE_CHECKING = False
if TYPE_CHECKING:
    from calfcoach.files.folders import AnyPath

_LEAST_BYTES = 1_000_000  # of the file: less is asked for as soon as a thread has begun


def ask_aside(
    path: AnyPath, question: str, values: Sequence[object]
) -> Callable[[], list[sqlite3.Row]] | None:
    """Begin to ask the history at `path`. What is given back waits for the rows: sqlite3.Error
    where they cannot be had like this. None where it is not worth it, and nobody was asked."""
    return begin(partial(_asked, path, question, values)) if _is_large(path) else None


def _is_large(path: AnyPath) -> bool:
    try:
        return os.stat(path).st_size >= _LEAST_BYTES  # noqa: PTH116  # no pathlib here
    except OSError:
        return False


def _asked(path: AnyPath, question: str, values: Sequence[object]) -> list[sqlite3.Row]:
    # Waits for nobody: whoever holds the file alone may be the one that waits for this.
    connection = sqlite3.connect(path, timeout=0, isolation_level=None)
    try:
        connection.execute("PRAGMA query_only = ON")
        connection.execute("PRAGMA cache_size = 64")  # pages: each is passed over once
        connection.row_factory = sqlite3.Row
        return connection.execute(question, values).fetchall()
    finally:
        connection.close()
