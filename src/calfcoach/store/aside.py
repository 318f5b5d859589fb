"""The kinds of work in the whole history, asked for at the side: on a connection and a thread of
its own. SQLite lets go of the interpreter while it passes over rows, so that sessions are read and
added up meanwhile.

Owns when that is worth it. Looks at nothing, and changes nothing.
"""

from __future__ import annotations

import _thread
import os
import sqlite3

from calfcoach.store.work_sums import KINDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_LEAST_BYTES = 1_000_000  # of the file: less is asked for as soon as a thread has begun


def kinds_of_work(path: str | os.PathLike[str]) -> Callable[[], Sequence[sqlite3.Row] | None]:
    """Begin to ask for one row of work of each kind. What is returned waits for them; it gives None
    where they cannot be had like this: then they are to be asked for as ever."""
    found: list[Sequence[sqlite3.Row]] = []
    asking = _thread.allocate_lock()
    if sqlite3.threadsafety and os.path.getsize(path) >= _LEAST_BYTES:  # noqa: PTH202  # no pathlib here
        asking.acquire()
        _thread.start_new_thread(_ask, (path, asking, found))

    def wait() -> Sequence[sqlite3.Row] | None:
        with asking:
            return found[0] if found else None

    return wait


def _ask(
    path: str | os.PathLike[str], asking: _thread.LockType, found: list[Sequence[sqlite3.Row]]
) -> None:
    try:
        # Waits for nobody: whoever holds the file alone may be the one that waits for this.
        connection = sqlite3.connect(path, timeout=0, isolation_level=None)
        try:
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA query_only = ON")
            found.append(connection.execute(KINDS).fetchall())
        finally:
            connection.close()
    except sqlite3.Error:
        return  # whoever asks next meets it too, and tells it
    finally:
        asking.release()
