"""Something that is done on a thread of its own while its caller goes on.

For what SQLite does by itself: it lets go of the interpreter while it passes over rows, so that
other threads run meanwhile. Owns when that is worth it. Knows nothing of what is done or asked.
"""

from __future__ import annotations

import _thread  # `threading` takes a tenth of an interpreter to import
import atexit
import os
import sys

try:
    import _sqlite3 as sqlite3  # what else `sqlite3` imports can wait until a thread has begun
except ImportError:
    import sqlite3  # type: ignore[no-redef]  # the same, where Python is made otherwise

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Any, TypeVar

    from calfcoach.files.folders import AnyPath

    _Result = TypeVar("_Result")

_PAGES = 150  # kept in memory
# After which a thread that has its answer is let in: the usual 5 ms are half an interpreter, and it
# would wait for them at each step.
_TURN_S = 1e-4
_READY_S = 0.05  # at most: whoever holds the file alone may hold it for seconds
_LEAST_BYTES = 1_000_000  # of a history: less is asked for as soon as a thread has begun


def ask(
    path: AnyPath, question: str, values: Sequence[object] = ()
) -> Callable[[], list[sqlite3.Row]] | None:
    """Begin to ask the history at `path`, on a connection of its own. What is given back waits for
    the rows: sqlite3.Error where they cannot be had like this. None where it is not worth it."""
    if not is_worth_it(path):
        return None
    answer, closed = begin_all(_answer(path, question, values), 2)
    wait_at_exit(closed)
    return answer


def is_worth_it(path: AnyPath) -> bool:
    """Whether a history is so long that a thread pays."""
    try:
        return os.stat(path).st_size >= _LEAST_BYTES  # noqa: PTH116  # no pathlib here
    except OSError:
        return False


def _answer(
    path: AnyPath, question: str, values: Sequence[object]
) -> Iterator[list[sqlite3.Row] | None]:
    connection = connect(path)
    try:
        connection.row_factory = sqlite3.Row
        yield None
        yield connection.execute(question, values).fetchall()
    finally:
        connection.close()
    yield None


def wait_at_exit(closed: Callable[[], Any]) -> None:
    """Have the process end no sooner than a history is let go of: else SQLite's two files are left
    beside it."""
    atexit.register(_wait, closed)


def _wait(closed: Callable[[], Any]) -> None:
    try:
        closed()
    except (Exception, KeyboardInterrupt):  # noqa: BLE001  # told to whoever waited for the answer
        return


def connect(path: AnyPath) -> sqlite3.Connection:
    """A connection of the thread's own, for questions. sqlite3.Error."""
    # Waits for nobody: whoever holds the file alone may be the one that waits for this.
    connection = sqlite3.connect(path, timeout=0, isolation_level=None)
    try:
        connection.execute("PRAGMA query_only = ON")
        keep_few_pages(connection)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def keep_few_pages(connection: sqlite3.Connection) -> None:
    """Have a connection that looks at all rows keep little in memory. The usual 500 pages make
    threads that do so side by side wait for memory, for a quarter of their time. sqlite3.Error."""
    connection.execute(f"PRAGMA cache_size = {_PAGES}")


def begin(call: Callable[[], _Result]) -> Callable[[], _Result]:
    """Begin it at once. What is given back waits for its end, and returns or raises what it did.
    Where no thread is to be had it is done here and now."""
    return begin_all(_called(call), 1)[0]


def _called(call: Callable[[], _Result]) -> Iterator[_Result | None]:
    yield None
    yield call()


def begin_all(answers: Iterator[Any], count: int) -> list[Callable[[], Any]]:
    """The same for `count` answers, one after the other: each can be waited for by itself. Behind
    one that fails all fail. Before them comes None, when all is ready for SQLite to go on alone:
    that is waited for here, since to get there takes three times as long beside a caller who
    imports."""
    ready, *waiting = [_Waiting() for _ in range(count + 1)]

    def run() -> None:
        failed: Exception | None = None
        for each in (ready, *waiting):
            try:
                each.answer = next(answers) if failed is None else None
            except Exception as error:  # noqa: BLE001  # it is raised where it is waited for
                failed = error
            each.failed = failed
            each.at_work.release()

    if not _is_begun(run):
        run()
    # Whether it failed is told where an answer is waited for.
    ready.at_work.acquire(timeout=_READY_S)
    return [each.wait for each in waiting]


class _Waiting:
    """An answer that is being made."""

    __slots__ = ("answer", "at_work", "failed")

    def __init__(self) -> None:
        self.at_work = _thread.allocate_lock()
        self.at_work.acquire()
        self.answer: Any = None
        self.failed: Exception | None = None

    def wait(self) -> Any:
        """The answer, once it is there."""
        with self.at_work:
            if self.failed is not None:
                raise self.failed
            return self.answer


def _is_begun(run: Callable[[], None]) -> bool:
    """Begin it on a thread, if one is to be had and SQLite was built for more than one."""
    try:
        if sqlite3.threadsafety:
            sys.setswitchinterval(_TURN_S)
            _thread.start_new_thread(run, ())
        return bool(sqlite3.threadsafety)
    except RuntimeError:
        return False
