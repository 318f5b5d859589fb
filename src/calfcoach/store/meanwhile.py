"""Something that is done on a thread of its own while its caller goes on.

For what SQLite does by itself: other threads run meanwhile. Knows nothing of what is done.
"""

from __future__ import annotations

import _thread  # `threading` takes a tenth of an interpreter to import
import sqlite3
from collections.abc import Callable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    _Result = TypeVar("_Result")


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
