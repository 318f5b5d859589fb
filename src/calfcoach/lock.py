"""One session at a time: a lock on a file, which the system lets go when its process dies.

Owns the lock file. Knows nothing of what a session is; whoever may start regardless (a cramp
will not wait) simply does not ask.
"""

from __future__ import annotations

import os
import sys

from calfcoach.errors import CoachError
from calfcoach.files.folders import as_typed, make_folders, reason

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    from calfcoach.files.folders import AnyPath

_PID_BYTES = 20  # more digits than any process id has


class SessionRunningError(CoachError):
    """Another process holds the lock; `pid` is its id, or None where it cannot be read."""

    def __init__(self, pid: int | None, path: AnyPath) -> None:
        by = "" if pid is None else f" (process {pid})"
        super().__init__(
            f"a session is already running{by}",
            where=as_typed(path),
            hint="finish it there, press `q` in it, or type `calfcoach ctl stop`",
        )
        self.pid = pid


class LockUnavailableError(CoachError):
    """The lock file cannot be made or locked here. No reason not to start: a warning will do."""

    def __init__(self, cause: str, path: AnyPath) -> None:
        super().__init__(
            f"a second session at the same time would not be noticed: {cause}",
            where=as_typed(path),
            hint="the file and its folder must be yours to read and write",
        )


class SessionLock:
    """The lock of a running session, on the file at `path`. Use `with`, or acquire and release.

    The file stays behind, empty: removing it would let two processes lock two files of the
    same name.
    """

    __slots__ = ("_descriptor", "_path")

    def __init__(self, path: AnyPath) -> None:
        self._path = os.fspath(path)
        self._descriptor: int | None = None

    def acquire(self) -> None:
        """Take the lock at once or not at all; twice is once.

        SessionRunningError when another has it, LockUnavailableError when the file cannot be
        used.
        """
        if self._descriptor is not None:
            return
        try:
            make_folders(os.path.dirname(self._path))
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise LockUnavailableError(reason(error), self._path) from error
        try:
            _take(descriptor)
            os.ftruncate(descriptor, 0)
            os.write(descriptor, str(os.getpid()).encode())
        except BlockingIOError as error:
            pid = _read_pid(descriptor)
            os.close(descriptor)
            raise SessionRunningError(pid, self._path) from error
        except OSError as error:
            os.close(descriptor)
            raise LockUnavailableError(reason(error), self._path) from error
        self._descriptor = descriptor

    def release(self) -> None:
        """Give the lock back; without it nothing happens."""
        if self._descriptor is None:
            return
        descriptor, self._descriptor = self._descriptor, None
        # The number only helps to word a refusal; the lock itself goes with the descriptor.
        try:
            os.ftruncate(descriptor, 0)
        except OSError:
            pass
        finally:
            os.close(descriptor)

    def held_by(self) -> int | None:
        """The process id of whoever holds the lock now; None when nobody does, or it is unread."""
        if self._descriptor is not None:
            return os.getpid()
        try:
            descriptor = os.open(self._path, os.O_RDWR)
        except OSError:
            return None  # nobody ever locked it, or it is not ours to ask
        try:
            pid = _read_pid(descriptor)
            # Without a number nobody holds it. With one it may be left by a process that was
            # killed: only the lock itself tells.
            return pid if pid is not None and not _is_free(descriptor) else None
        finally:
            os.close(descriptor)

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


if sys.platform == "win32":
    import msvcrt

    _LOCKED_BYTE = 1 << 30  # far behind the number, which others must be able to read

    def _take(descriptor: int) -> None:
        """Lock an open file. BlockingIOError when another process has it."""
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError as error:
            raise BlockingIOError(error.errno, error.strerror) from error
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)

else:
    import fcntl

    def _take(descriptor: int) -> None:
        """Lock an open file. BlockingIOError when another process has it."""
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _is_free(descriptor: int) -> bool:
    """Whether nobody holds the lock; it is taken for an instant, and goes with the descriptor."""
    try:
        _take(descriptor)
    except OSError:
        return False
    return True


def _read_pid(descriptor: int) -> int | None:
    """The number in the file, or None."""
    os.lseek(descriptor, 0, os.SEEK_SET)
    text = os.read(descriptor, _PID_BYTES)
    return int(text) if text.isdigit() else None
