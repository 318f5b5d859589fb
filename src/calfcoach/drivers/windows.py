"""Keys and the clock on native Windows, for the plain form. Untried: nobody has run it there.

Owns what `drivers/terminal.py` owns elsewhere. The console has no settings to restore, no
`select` and no job control: the keyboard is asked a few times a second.
"""

from __future__ import annotations

import contextlib
import signal
import time
from collections import deque
from types import FrameType, TracebackType
from typing import Any, Protocol, Self

from calfcoach.drivers.keymap import LEFT, RIGHT, decode
from calfcoach.events import Act, Command

POLL_S = 0.05  # a key is answered this late at the latest
INSIST_S = 0.5  # two Ctrl-C nearer than that are one: the first may still be saving
_HANG_UP = 1  # the number of SIGHUP, which is not there; to close the window comes as SIGBREAK
_PREFIXES = ("\x00", "\xe0")  # of keys that are no characters; the second is also the letter à
_ARROWS = {"M": RIGHT, "K": LEFT}
_CTRL_C = "\x03"


class Keyboard(Protocol):
    """The two functions of `msvcrt` that are needed."""

    def kbhit(self) -> bool:
        """Whether a key waits."""

    def getwch(self) -> str:
        """The next character, without echo."""


class Console:
    """The `Keys` port. `keyboard` is a descriptor where there is one to read from, else None;
    `source` is what its keys are read by, `msvcrt` unless another is given.

    `speed` makes the clock run that many times faster (a rehearsal). `ended_by` is the signal
    that ended the session, or None. Use as a context manager; a second Ctrl-C, at least
    `INSIST_S` after the first, raises KeyboardInterrupt out of whatever takes so long.
    """

    def __init__(
        self,
        keyboard: int | None,
        *,
        accessible: bool = False,
        speed: float = 1.0,
        source: Keyboard | None = None,
        remote: None = None,
    ) -> None:
        del remote  # there are no such sockets
        self._accessible = accessible
        self._speed = speed
        self._origin = time.monotonic()  # which runs on while the machine sleeps
        self._source = (source or _msvcrt()) if keyboard is not None else None
        self._commands: deque[Command] = deque()
        self._undo = contextlib.ExitStack()
        self._ended_at = 0.0
        self.ended_by: int | None = None

    def now(self) -> float:
        """Seconds since this console was made, times the speed."""
        return (time.monotonic() - self._origin) * self._speed

    def wait(self, until: float | None, snapshot: object = None) -> Command | None:
        """A command, or None once the clock reads `until`."""
        del snapshot  # which keys apply is the session's to know
        while True:
            self._read_keys()
            if self._commands:
                return self._commands.popleft()
            left_s = POLL_S if until is None else (until - self.now()) / self._speed
            if left_s <= 0:
                return None
            time.sleep(min(left_s, POLL_S))

    # ----------------------------------------------------------------------------- keys

    def _read_keys(self) -> None:
        data = b""
        while self._source is not None and self._source.kbhit():
            data += self._key(self._source)
        self._commands.extend(decode(data, accessible=self._accessible))

    def _key(self, source: Keyboard) -> bytes:
        """One key in the bytes that a terminal sends for it; nothing for one that is none of
        ours."""
        char = source.getwch()
        if char in _PREFIXES:  # both halves of an arrow are there at once, an à comes alone
            return _ARROWS.get(source.getwch(), b"") if source.kbhit() else b""
        if char == _CTRL_C:  # pressed in the instant in which a key is read
            self._ended(signal.SIGINT)
            return b""
        # Half an emoji, which is what one character may be, must not turn into a "?".
        return char.encode("ascii", "ignore").replace(b"\x1b", b"")

    # -------------------------------------------------------------------------- signals

    def __enter__(self) -> Self:
        with contextlib.ExitStack() as undo:
            for name in ("SIGINT", "SIGTERM", "SIGBREAK"):
                number = getattr(signal, name, None)
                if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
                    undo.callback(signal.signal, number, signal.signal(number, self._on_ending))
            self._undo = undo.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._undo.close()

    def _on_ending(self, number: int, frame: FrameType | None) -> None:
        """Only noted here: a handler may run in the middle of a write to the history."""
        del frame
        insists = self.ended_by is not None and time.monotonic() >= self._ended_at + INSIST_S
        self._ended(number if number in (signal.SIGINT, signal.SIGTERM) else _HANG_UP)
        if number == signal.SIGINT and insists:
            raise KeyboardInterrupt  # whatever it is that takes so long

    def _ended(self, number: int) -> None:
        if self.ended_by is None:
            self._ended_at = time.monotonic()
            self.ended_by = number
        self._commands.append(Act.STOP if number == signal.SIGINT else Act.INTERRUPT)


def _msvcrt() -> Keyboard:
    import importlib

    module: Any = importlib.import_module("msvcrt")  # there is none elsewhere
    keyboard: Keyboard = module
    return keyboard
