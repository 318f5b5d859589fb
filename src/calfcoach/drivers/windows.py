"""Keys and the clock on native Windows, for the plain form. Untried: nobody has run it there.

Owns what `drivers/terminal.py` owns elsewhere. The console has no settings to restore, no
`select` and no job control: the keyboard is asked a few times a second.
"""

from __future__ import annotations

import signal
import time
from collections import deque
from types import FrameType, TracebackType
from typing import Any, Protocol, Self

from calfcoach.drivers.keymap import decode
from calfcoach.events import Act, Command, Snapshot

POLL_S = 0.05  # a key is answered this late at the latest
_ARROWS = {"M": "\x1b[C", "K": "\x1b[D"}  # right and left, as a terminal sends them
_PREFIXES = ("\x00", "\xe0")  # of keys that are no characters


class Keyboard(Protocol):
    """The two functions of `msvcrt` that are needed."""

    def kbhit(self) -> bool:
        """Whether a key waits."""

    def getwch(self) -> str:
        """The next character, without echo."""


class Console:
    """The `Keys` port. `keyboard` is a descriptor where there is one to read from, else None;
    `source` is what its keys are read by, `msvcrt` unless another is given."""

    def __init__(
        self,
        keyboard: int | None,
        *,
        accessible: bool = False,
        speed: float = 1.0,
        source: Keyboard | None = None,
    ) -> None:
        self._accessible = accessible
        self._speed = speed
        self._origin = time.monotonic()
        self._source = source
        if keyboard is not None and source is None:
            self._source = _msvcrt()
        self._commands: deque[Command] = deque()
        self._handlers: dict[int, Any] = {}
        self._interrupts = 0
        self.ended_by: int | None = None

    def now(self) -> float:
        """Seconds since this console was made, times the speed."""
        return (time.monotonic() - self._origin) * self._speed

    def wait(self, until: float | None, snapshot: Snapshot) -> Command | None:
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

    def _read_keys(self) -> None:
        while self._source is not None and self._source.kbhit():
            char = self._source.getwch()
            if char in _PREFIXES:
                char = _ARROWS.get(self._source.getwch(), "")
            self._commands.extend(decode(char.encode(), accessible=self._accessible))

    def __enter__(self) -> Self:
        numbers = [signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGBREAK", None)]
        for number in numbers:
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
                self._handlers[number] = signal.signal(number, self._on_ending)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for number, handler in self._handlers.items():
            signal.signal(number, handler)

    def _on_ending(self, number: int, frame: FrameType | None) -> None:
        """Only noted here: a handler may run in the middle of a write to the history."""
        del frame
        self._interrupts += number == signal.SIGINT
        self.ended_by = self.ended_by or number
        self._commands.append(Act.STOP if number == signal.SIGINT else Act.INTERRUPT)
        if self._interrupts > 1:
            raise KeyboardInterrupt  # a second Ctrl-C: whatever it is that takes so long


def _msvcrt() -> Keyboard:
    import importlib

    module: Any = importlib.import_module("msvcrt")  # there is none elsewhere
    keyboard: Keyboard = module
    return keyboard
