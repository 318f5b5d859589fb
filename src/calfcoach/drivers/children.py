"""Programs that are started and never waited for: players, voices, what keeps a machine awake.

Owns that they write nothing on the screen, take no keys from it, and leave nothing behind: each
has /dev/null for its streams and a session of its own, and is reaped when it ends, whatever is
done just then. What they are for is their callers' business.
"""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Sequence
from types import FrameType

_INPUT_MOST = 4_096  # bytes; a pipe takes as many without anybody reading
_USUAL = [  # what a session ignores or handles means to a child what it always does
    getattr(signal, name)
    for name in (
        "SIGINT",
        "SIGTERM",
        "SIGHUP",
        "SIGQUIT",
        "SIGPIPE",
        "SIGTSTP",
        "SIGTTOU",
        "SIGTTIN",
    )
    if hasattr(signal, name)
]


class Child:
    """A program that was started. `status` is what it ended with (negative: the signal), None
    while it runs."""

    def __init__(self, pid: int, holding: int = -1) -> None:
        self.pid = pid
        self.status: int | None = None
        self._killed = False
        self._holding = holding  # our end of its input, where that is kept open

    @property
    def running(self) -> bool:
        """Whether it still runs."""
        return self.status is None

    @property
    def failed(self) -> bool:
        """Whether it ended with an error, and not because we killed it."""
        return self.status is not None and self.status != 0 and not self._killed

    def let_go(self) -> None:
        """Close our end of its input, so that it comes to its end."""
        if self._holding >= 0:
            os.close(self._holding)
            self._holding = -1

    def kill(self) -> None:
        """End it now, with all that it has started. One that has ended is left alone: its number
        may be another's by now."""
        self.let_go()
        if self.running:
            self._killed = True
            with contextlib.suppress(OSError):
                os.killpg(
                    self.pid, signal.SIGKILL
                )  # it leads a session, and so a group, of its own


class Children:
    """All programs that a session has started; they are reaped as long as we live, also behind
    its end."""

    def __init__(self) -> None:
        self._running: dict[int, Child] = {}
        self._before: object = None  # the handler that stood there before ours
        self._handles = False

    def start(self, argv: Sequence[str], *, stdin: bytes = b"", hold: bool = False) -> Child | None:
        """Start a program, whose whole path is the first of `argv`; None where that fails. `stdin`
        is its input; with `hold` that stays open until it is let go of, or we die."""
        if not hasattr(os, "posix_spawn"):
            return None
        self._handle()
        reading = writing = -1
        try:
            if stdin or hold:
                reading, writing = os.pipe()
                os.write(writing, stdin[:_INPUT_MOST])
            pid = os.posix_spawn(
                argv[0],
                list(argv),
                os.environ,
                file_actions=_streams(reading),
                setsid=True,
                setsigdef=_USUAL,
            )
        except (OSError, ValueError, NotImplementedError):
            _close(writing)
            return None
        finally:
            _close(reading)
        if not hold:
            _close(writing)
            writing = -1
        child = self._running[pid] = Child(pid, writing)
        self._reap()  # it may have ended before it was noted
        return child

    def _handle(self) -> None:
        if not self._handles:
            self._handles = True
            self._before = signal.signal(signal.SIGCHLD, self._on_ended)

    def _on_ended(self, number: int, frame: FrameType | None) -> None:
        """Some child has ended; those that others have started are left to them."""
        self._reap()
        if callable(self._before):
            self._before(number, frame)

    def _reap(self) -> None:
        """Note what has ended. The handler may come between any two lines of this, and reap what
        was about to be asked for."""
        for child in list(self._running.values()):
            try:
                pid, status = os.waitpid(child.pid, os.WNOHANG)
            except ChildProcessError:  # somebody was faster: the handler, who knows how it ended
                if child.status is None:
                    child.status = 0
                self._running.pop(child.pid, None)
                continue
            if pid:
                child.status = os.waitstatus_to_exitcode(status)
                self._running.pop(child.pid, None)


def _streams(reading: int) -> list[tuple[int, int, int] | tuple[int, int, str, int, int]]:
    null = os.devnull
    first = (
        (os.POSIX_SPAWN_OPEN, 0, null, os.O_RDONLY, 0)
        if reading < 0
        else (os.POSIX_SPAWN_DUP2, reading, 0)
    )
    return [
        first,
        (os.POSIX_SPAWN_OPEN, 1, null, os.O_WRONLY, 0),
        (os.POSIX_SPAWN_OPEN, 2, null, os.O_WRONLY, 0),
    ]


def _close(descriptor: int) -> None:
    if descriptor >= 0:
        os.close(descriptor)
