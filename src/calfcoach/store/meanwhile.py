"""Something that is done on a thread of its own while its caller goes on.

For what SQLite does by itself: it lets go of the interpreter while it passes over rows, so that
other threads run meanwhile. Owns when that is worth it. Knows nothing of what is done or asked.
"""

from __future__ import annotations

import _thread  # `threading` takes a tenth of an interpreter to import
import os
import sqlite3
from collections.abc import Callable
from functools import partial

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeVar

    from calfcoach.files.folders import AnyPath

    _Result = TypeVar("_Result")

_PAGES = 150  # kept in memory
_LEAST_BYTES = 1_000_000  # of a history: less is asked for as soon as a thread has begun


def ask(
    path: AnyPath, question: str, values: Sequence[object] = ()
) -> Callable[[], list[sqlite3.Row]] | None:
    """Begin to ask the history at `path`, on a connection of its own. What is given back waits for
    the rows: sqlite3.Error where they cannot be had like this. None where it is not worth it."""
    return begin(partial(_answer, path, question, values)) if _is_worth_it(path) else None


def _is_worth_it(path: AnyPath) -> bool:
    try:
        return os.stat(path).st_size >= _LEAST_BYTES  # noqa: PTH116  # no pathlib here
    except OSError:
        return False


def _answer(path: AnyPath, question: str, values: Sequence[object]) -> list[sqlite3.Row]:
    # Waits for nobody: whoever holds the file alone may be the one that waits for this.
    connection = sqlite3.connect(path, timeout=0, isolation_level=None)
    try:
        connection.execute("PRAGMA query_only = ON")
        keep_few_pages(connection)
        connection.row_factory = sqlite3.Row
        return connection.execute(question, values).fetchall()
    finally:
        connection.close()


def keep_few_pages(connection: sqlite3.Connection) -> None:
    """Have a connection that looks at all rows keep little in memory. The usual 500 pages make
    threads that do so side by side wait for memory, for a quarter of their time. sqlite3.Error."""
    connection.execute(f"PRAGMA cache_size = {_PAGES}")


def begin(call: Callable[[], _Result]) -> Callable[[], _Result]:
    """Begin it at once. What is given back waits for its end, and returns or raises what it did.
    Where no thread is to be had it is done here and now."""
    done: list[_Result] = []
    failed: list[Exception] = []
    at_work = _thread.allocate_lock()

    def run() -> None:
        try:
            done.append(call())
        except Exception as error:  # noqa: BLE001  # it is raised where it is waited for
            failed.append(error)
        finally:
            at_work.release()

    def wait() -> _Result:
        with at_work:
            if failed:
                raise failed[0]
            return done[0]

    at_work.acquire()
    if not _is_begun(run):
        run()
    return wait


def _is_begun(run: Callable[[], None]) -> bool:
    """Begin it on a thread, if one is to be had and SQLite was built for more than one."""
    try:
        if sqlite3.threadsafety:
            _thread.start_new_thread(run, ())
        return bool(sqlite3.threadsafety)
    except RuntimeError:
        return False
