"""Keys, signals and the clock of a real terminal; or of none.

Owns the terminal's settings (cbreak, entered once and restored whatever happens), the one
place that blocks, and what a signal means. POSIX. Without a keyboard it still waits and still
hears signals. A handler may run in the middle of a write to the history: it only notes what
`wait` then does.
"""

from __future__ import annotations

import contextlib
import os
import re
import select
import signal
import time
from collections import deque
from types import FrameType, TracebackType
from typing import Any, Protocol, Self

from calfcoach.drivers.keymap import decode
from calfcoach.events import Act, Command, Snapshot

EARLY_S = 0.008  # `select` may run late by a thousandth of its time-out: wake early, wait again
ESCAPE_S = 0.03  # a lone Esc sends one byte, an arrow sends more at once
_UNFINISHED = re.compile(rb"\x1b([\[O][0-9;]*)?\Z")  # an escape sequence, cut off
_ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def boot_clock() -> float:
    """Seconds that run on while the machine sleeps, where there is such a clock."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return time.clock_gettime(clock) if clock is not None else time.monotonic()


class Display(Protocol):
    """What takes the whole terminal over, and gives it back."""

    def enter(self) -> None:
        """Take it over, also again after it was left."""

    def leave(self) -> None:
        """Give it back as it was; also where it was not taken."""


class Terminal:
    """The `Keys` port. `keyboard` is a file descriptor to read keys from, or None.

    `speed` makes the clock run that many times faster (a rehearsal). `display` is entered and
    left with the terminal's settings. `ended_by` is the signal that ended the session, or None.
    Use as a context manager.
    """

    def __init__(
        self,
        keyboard: int | None,
        *,
        accessible: bool = False,
        speed: float = 1.0,
        display: Display | None = None,
    ) -> None:
        self._keyboard = keyboard  # None from the end of the input on
        self._terminal = keyboard  # whose settings are ours to restore, whatever became of the keys
        self._accessible = accessible
        self._speed = speed
        self._display = display
        self._origin = boot_clock()
        self._saved: list[Any] | None = None
        self._handlers: dict[int, Any] = {}
        self._commands: deque[Command] = deque()
        self._suspending = False
        self._continuing = False
        self._interrupts = 0
        self._changed = False  # the size, or who has the terminal: the view should look again
        self._wake_read = -1
        self._wake_write = -1
        self._old_wakeup = -1
        self.ended_by: int | None = None

    # ------------------------------------------------------------------- the `Keys` port

    def now(self) -> float:
        """Seconds since this terminal was made, times the speed."""
        return (boot_clock() - self._origin) * self._speed

    def wait(self, until: float | None, snapshot: Snapshot) -> Command | None:
        """A command; None once the clock reads `until`, and before where the view has to look
        again: the window has another size, or the terminal is ours once more."""
        del snapshot  # which keys apply is the session's to know
        while True:
            self._heed_signals()
            if self._commands:
                return self._commands.popleft()
            if self._changed:
                self._changed = False
                return None
            left_s = None if until is None else (until - self.now()) / self._speed
            if left_s is not None and left_s <= 0:
                return None
            if left_s is not None and left_s > EARLY_S:
                left_s -= EARLY_S
            self._listen(left_s)  # a signal ends it by way of the wake-up pipe

    def _listen(self, timeout_s: float | None) -> None:
        sources = [self._wake_read]
        if self._keyboard is not None and _is_ours(self._keyboard):  # else a read would stop us
            sources.append(self._keyboard)
        ready, _, _ = select.select(sources, [], [], timeout_s)
        if self._wake_read in ready:
            with contextlib.suppress(BlockingIOError):
                os.read(self._wake_read, 512)
        if self._keyboard in ready:
            self._read_keys(self._keyboard)

    def _read_keys(self, keyboard: int) -> None:
        data = more = self._read(keyboard)
        # The letters of an arrow that comes in two pieces would count as keys.
        while more and _UNFINISHED.search(data) and select.select([keyboard], [], [], ESCAPE_S)[0]:
            more = self._read(keyboard)
            data += more
        self._commands.extend(decode(data, accessible=self._accessible))

    def _read(self, keyboard: int) -> bytes:
        """What was typed. Nothing is the end of input: no keys any more, not a busy loop."""
        try:
            data = os.read(keyboard, 256)
        except OSError:  # the terminal is gone: as if it had hung up
            self._ended(signal.SIGHUP)
            data = b""
        if not data:
            self._keyboard = None
        return data

    # ----------------------------------------------------------- settings and signals

    def __enter__(self) -> Self:
        self._wake_read, self._wake_write = os.pipe()
        os.set_blocking(self._wake_read, False)
        os.set_blocking(self._wake_write, False)
        self._old_wakeup = signal.set_wakeup_fd(self._wake_write, warn_on_full_buffer=False)
        for number in _ENDING:
            if signal.getsignal(number) is not signal.SIG_IGN:  # `nohup` means what it says
                self._handlers[number] = signal.signal(number, self._on_ending)
        self._handlers[signal.SIGCONT] = signal.signal(signal.SIGCONT, self._on_continue)
        self._handlers[signal.SIGWINCH] = signal.signal(signal.SIGWINCH, self._on_resize)
        # `stty tostop`: what a job in the background writes must not stop it
        self._handlers[signal.SIGTTOU] = signal.signal(signal.SIGTTOU, signal.SIG_IGN)
        if self._keyboard is not None or self._display is not None:
            self._handlers[signal.SIGTSTP] = signal.signal(signal.SIGTSTP, self._on_suspend)
        self._take_over()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._give_back()
        signal.set_wakeup_fd(self._old_wakeup)
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        os.close(self._wake_read)
        os.close(self._wake_write)

    def _on_ending(self, number: int, frame: FrameType | None) -> None:
        del frame
        self._interrupts += number == signal.SIGINT
        self._ended(number)

        if number == signal.SIGINT and self._interrupts > 1:
            raise KeyboardInterrupt  # a second Ctrl-C: whatever it is that takes so long

    def _ended(self, number: int) -> None:
        self.ended_by = self.ended_by or number
        self._commands.append(Act.STOP if number == signal.SIGINT else Act.INTERRUPT)

    def _on_suspend(self, number: int, frame: FrameType | None) -> None:
        """Ctrl-Z. To stop here could keep the history locked for as long as we stand still."""
        del number, frame
        self._suspending = True

    def _on_continue(self, number: int, frame: FrameType | None) -> None:
        """Stopped and started again: `select` ends now instead of waiting for what was left of
        its time-out."""
        del number, frame
        self._continuing = True

    def _on_resize(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        self._changed = True

    def _heed_signals(self) -> None:
        """Do what the handlers have noted, here where nothing is half done."""
        if self._suspending:  # give the terminal back, stand still, and come back paused
            self._give_back()
            os.kill(os.getpid(), signal.SIGSTOP)
            self._suspending = False
            self._continuing = True
            self._commands.append(Act.SUSPENDED)
        if self._continuing:  # the shell may have set the terminal to its own liking
            self._continuing = False
            self._changed = True
            if self._display is not None:
                self._display.leave()
            self._take_over()

    def _take_over(self) -> None:
        """Keys one by one, and the display; a job in the background leaves the terminal alone."""
        if self._terminal is not None and not _is_ours(self._terminal):
            return
        self._to_cbreak()
        if self._display is not None:
            self._display.enter()

    def _give_back(self) -> None:
        """The terminal as it was, whatever fails on the way."""
        try:
            if self._display is not None:
                self._display.leave()
        finally:
            self._restore()

    def _to_cbreak(self) -> None:
        """Keys one by one, without echo."""
        import termios  # there is none on Windows
        import tty

        if self._keyboard is None:
            return
        with contextlib.suppress(termios.error):  # gone while we stood still: SIGHUP will tell
            self._saved = self._saved or termios.tcgetattr(self._keyboard)
            # at once: to wait for what is still to be shown would wait for ever under Ctrl-S
            tty.setcbreak(self._keyboard, termios.TCSANOW)

    def _restore(self) -> None:
        if self._saved is None or self._terminal is None:
            return
        import termios

        with contextlib.suppress(termios.error):  # a terminal that is gone needs none
            if _is_ours(self._terminal):
                termios.tcsetattr(self._terminal, termios.TCSANOW, self._saved)


def _is_ours(keyboard: int) -> bool:
    """Whether we may change the terminal: we are in its foreground, or it has no jobs to control
    because it is not the one that our session belongs to (`setsid`)."""
    try:
        return os.tcgetpgrp(keyboard) == os.getpgrp()
    except OSError:
        return True
