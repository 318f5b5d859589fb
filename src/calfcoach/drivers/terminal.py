"""Keys, signals and the clock of a real terminal; or of none.

Owns the terminal's settings (cbreak, restored whatever happens), when the display takes it over
and gives it back, the one place that blocks, and what a signal means. POSIX; on Windows it can be
imported and not used. Without a keyboard it still waits and still hears signals. A handler may
run in the middle of a write to the history: it only notes what `wait` then does.

In the background the terminal is somebody else's: it is neither read nor set nor painted on
until we have it again. Shells tell that by SIGCONT to a job that stood, and not at all to one
that ran on, so that it is looked at twice a second.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import time
from collections import deque
from collections.abc import Callable
from types import FrameType, TracebackType

from calfcoach.drivers.keymap import Typing, decode, patterns
from calfcoach.events import Act, Command, Snapshot

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Protocol, Self
else:
    Protocol = object

# Of its time-out: so much later `select` may end, on Linux; five times that where we are niced.
LATE = 5e-3 if hasattr(os, "nice") and os.nice(0) > 0 else 1e-3
WAKING_S = 2e-4  # what it takes to be awake after a sleep: so long it is polled
BACKGROUND_S = 0.5  # how often a job in the background looks whether the terminal is its own again
INSIST_S = 0.5  # two Ctrl-C nearer than that are one: the first may still be saving
LAST_WORDS_S = 2.0  # after a signal; who sends SIGTERM sends SIGKILL soon
_READ_BYTES = 256
_ENDING = [
    getattr(signal, name)
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT")
    if hasattr(signal, name)
]


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

    def forget(self) -> None:
        """What it showed may be gone: the window had another size, if only for a moment."""

    def on_time(self, now: float) -> None:
        """The moment has come that was waited for, and nothing else has happened."""


class Remote(Protocol):
    """Commands that come by other descriptors than the keyboard. It never blocks."""

    def descriptors(self) -> list[int]:
        """What to wait for just now."""

    def rests_s(self) -> float | None:
        """Seconds after which that is to be asked again, or None."""

    def take(self, descriptor: int) -> None:
        """Something is to be read there."""

    def command(self, snapshot: Snapshot, since_s: float) -> Command | None:
        """The next command, `since_s` after the state of the session that is given, which is the
        answer to the command before."""

    def close(self) -> None:
        """It is over."""


class Terminal:
    """The `Keys` port. `keyboard` is a file descriptor to read keys from, or None.

    `speed` makes the clock run that many times faster (a rehearsal). `display` is entered and
    left with the terminal's settings. What `remote` opens is listened to beside the keyboard, also
    in the background, and closed at the end: it is opened when the session first waits, behind its
    first frame. `ended_by` is the signal that ended the session, or None.
    Use as a context manager; a second Ctrl-C, at least `INSIST_S` after the first, raises
    KeyboardInterrupt out of whatever takes so long.
    """

    def __init__(
        self,
        keyboard: int | None,
        *,
        accessible: bool = False,
        speed: float = 1.0,
        display: Display | None = None,
        remote: Callable[[], Remote | None] | None = None,
    ) -> None:
        self._keyboard = keyboard  # None from the end of the input on
        self._terminal = keyboard  # whose settings are ours to restore, whatever became of the keys
        self._accessible = accessible
        self._speed = speed
        self._display = display
        self._open_remote = remote
        self._remote: Remote | None = None
        self._origin = boot_clock()
        self._saved: list[Any] | None = None  # the settings as they were, while ours are set
        self._taken = False
        self._undo = contextlib.ExitStack()
        self._wake = -1
        self._typing = Typing()
        self._commands: deque[Command] = deque()
        self._suspending = False
        self._told = False  # that it is about to stand still
        self._continuing = False
        self._changed = False  # the size, or who has the terminal: the view should look again
        self._leaving = False
        self._ended_at = 0.0
        self.ended_by: int | None = None

    # ------------------------------------------------------------------- the `Keys` port

    def now(self) -> float:
        """Seconds since this terminal was made, times the speed."""
        return (boot_clock() - self._origin) * self._speed

    def wait(self, until: float | None, snapshot: Snapshot | None = None) -> Command | None:
        """A command; None once the clock reads `until`, and before where the session or the view
        has to look: we are about to stand still, the window has another size, or the terminal is
        ours once more. `snapshot` is what a remote is answered."""
        since = boot_clock()
        while True:
            if self._suspending and not self._told:
                self._told = True  # what was done until now is done, whenever we come back
                return None
            self._heed_signals()
            if self._commands:
                return self._commands.popleft()
            if self.ended_by is not None and boot_clock() > self._ended_at + LAST_WORDS_S:
                return Act.INTERRUPT  # nobody reads the last words
            if self._changed:
                self._changed = False
                if self._display is not None:
                    self._display.forget()
                return None
            command = self._from_remote(snapshot, since)
            if command is not None:
                return command
            left_s = None if until is None else (until - self.now()) / self._speed
            if left_s is not None and left_s <= 0:
                return None
            if not self._listen(left_s) and until is not None and self.now() >= until:
                return None  # a signal would have ended it by way of the wake-up pipe

    def _from_remote(self, snapshot: Snapshot | None, since: float) -> Command | None:
        if self._open_remote is not None:
            self._remote, self._open_remote = self._open_remote(), None
        if self._remote is None or snapshot is None:
            return None
        return self._remote.command(snapshot, boot_clock() - since)

    def _close_remote(self) -> None:
        if self._remote is not None:
            self._remote.close()

    def _listen(self, timeout_s: float | None) -> bool:
        """Wait so long for a key, a signal or a remote; whether there was any."""
        begun = boot_clock()
        patterns()  # before the first key
        sources = [self._wake]
        if not self._taken:
            timeout_s = BACKGROUND_S if timeout_s is None else min(timeout_s, BACKGROUND_S)
        elif self._keyboard is not None:
            sources.append(self._keyboard)
        remote = self._remote.descriptors() if self._remote is not None else []
        rests_s = self._remote.rests_s() if self._remote is not None else None
        if rests_s is not None:
            timeout_s = rests_s if timeout_s is None else min(timeout_s, rests_s)
        ready = _selected(sources + remote, timeout_s, begun)
        if not ready and not self._continuing:  # else the terminal may not be ours any more
            if self._display is not None:
                self._display.on_time(self.now())
            return False
        if self._wake in ready:
            with contextlib.suppress(BlockingIOError):
                os.read(self._wake, 512)
        if self._keyboard in ready:
            self._read_keys(self._keyboard)
        if self._remote is not None:
            for descriptor in set(ready).intersection(remote):
                self._remote.take(descriptor)
        return True

    def _read_keys(self, keyboard: int) -> None:
        data = self._typing.take(self._read(keyboard), boot_clock())
        self._commands.extend(decode(data, accessible=self._accessible))

    def _read(self, keyboard: int) -> bytes:
        """What was typed. Nothing is the end of input: no keys any more, not a busy loop."""
        try:
            data = os.read(keyboard, _READ_BYTES)
        except OSError:
            if not _is_ours(self._terminal):  # lost to another job since it was looked at
                return b""
            self._ended(signal.SIGHUP)  # the terminal is gone: as if it had hung up
            data = b""
        if not data:
            self._keyboard = None
        return data

    # --------------------------------------------------------------------------- signals

    def __enter__(self) -> Self:
        with contextlib.ExitStack() as undo:  # undone at once where it fails half way
            undo.callback(self._close_remote)
            self._wake = _wake_up_pipe(undo)
            for number in _ENDING:
                if signal.getsignal(number) is not signal.SIG_IGN:  # `nohup` means what it says
                    _handle(undo, number, self._on_ending)
            if signal.getsignal(signal.SIGTSTP) is not signal.SIG_IGN:
                _handle(undo, signal.SIGTSTP, self._on_suspend)
            _handle(undo, signal.SIGCONT, self._on_continue)
            _handle(undo, signal.SIGWINCH, self._on_resize)
            # What a job in the background writes (`stty tostop`) or reads must not stop it.
            _handle(undo, signal.SIGTTOU, signal.SIG_IGN)
            _handle(undo, signal.SIGTTIN, signal.SIG_IGN)
            if self._terminal is None and self._display is not None:
                self._terminal = _controlling_terminal(undo)
            undo.callback(self._give_back)
            self._take_if_ours()
            self._changed = False  # nobody has looked before
            self._undo = undo.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._leaving = True  # it takes no longer than the display does to leave
        self._undo.close()

    def _on_ending(self, number: int, frame: FrameType | None) -> None:
        del frame
        insists = self.ended_by is not None and boot_clock() >= self._ended_at + INSIST_S
        self._ended(number)
        if number == signal.SIGINT and insists and not self._leaving:
            raise KeyboardInterrupt

    def _ended(self, number: int) -> None:
        if self.ended_by is None:
            self._ended_at = boot_clock()
            self.ended_by = number
        self._commands.append(Act.STOP if number == signal.SIGINT else Act.INTERRUPT)

    def _on_suspend(self, number: int, frame: FrameType | None) -> None:
        """Ctrl-Z. To stop here could keep the history locked for as long as we stand still."""
        del number, frame
        self._suspending = True

    def _on_continue(self, number: int, frame: FrameType | None) -> None:
        """Stopped and started again: `select` ends now instead of waiting for what was left of
        its time-out. As for the system, what was to stand still before that no longer is."""
        del number, frame
        self._continuing = True
        self._suspending = self._told = False

    def _on_resize(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        self._changed = True

    def _heed_signals(self) -> None:
        """Do what the handlers have noted, here where nothing is half done."""
        if self._suspending and self.ended_by is None:
            self._stand_aside()
        # Whoever stopped us may have set the terminal to their own liking, or written on it.
        if self._taken and (self._continuing or not _is_ours(self._terminal)):
            self._leave()
        self._continuing = False
        self._take_if_ours()

    def _stand_aside(self) -> None:
        """Give the terminal back, stand still, and come back paused; unless we were told to go on
        or to end meanwhile: nobody might ever continue us then."""
        self._give_back()
        if not self._suspending or self.ended_by is not None:
            return
        _stand_still()
        self._suspending = self._told = False
        if self._keyboard is not None:  # else nobody could press Space: it is an absence
            self._commands.append(Act.SUSPENDED)

    # -------------------------------------------------------------- the terminal itself

    def _take_if_ours(self) -> None:
        """Keys one by one, and the display, unless we have them or are in the background."""
        if self._taken or not _is_ours(self._terminal):
            return
        self._taken = self._changed = True
        self._to_cbreak()
        if self._display is not None:
            self._display.enter()

    def _give_back(self) -> None:
        """The terminal as it was, whatever fails on the way."""
        try:
            self._leave()
        finally:
            self._restore()

    def _leave(self) -> None:
        self._taken = False
        if self._display is not None:
            self._display.leave()

    def _to_cbreak(self) -> None:
        """Keys one by one, without echo: on a display also where we do not read them."""
        keyboard = self._keyboard
        if keyboard is None and self._display is not None:
            keyboard = self._terminal
        if keyboard is None:
            return
        import termios  # there is none on Windows
        import tty

        with contextlib.suppress(termios.error):  # gone while we stood still: SIGHUP will tell
            self._saved = self._saved or termios.tcgetattr(keyboard)
            # at once: to wait for what is still to be shown would wait for ever under Ctrl-S
            tty.setcbreak(keyboard, termios.TCSANOW)

    def _restore(self) -> None:
        if self._saved is None or self._terminal is None or not _is_ours(self._terminal):
            return
        import termios

        with contextlib.suppress(termios.error):  # a terminal that is gone needs none
            termios.tcsetattr(self._terminal, termios.TCSANOW, self._saved)
        self._saved = None  # the next time they may be others


def _selected(sources: list[int], timeout_s: float | None, begun: float) -> list[int]:
    """What is to be read; nothing exactly `timeout_s` after `begun`."""
    if timeout_s is None:
        return select.select(sources, [], [])[0]
    ready: list[int] = []
    while not ready and (left_s := begun + timeout_s - boot_clock()) > 0:
        ready = select.select(sources, [], [], max(0.0, left_s * (1 - LATE) - WAKING_S))[0]
    return ready


def _wake_up_pipe(undo: contextlib.ExitStack) -> int:
    """Where every signal leaves a byte, so that `select` ends."""
    reading, writing = os.pipe()
    undo.callback(os.close, reading)
    undo.callback(os.close, writing)
    os.set_blocking(reading, False)
    os.set_blocking(writing, False)
    undo.callback(signal.set_wakeup_fd, signal.set_wakeup_fd(writing, warn_on_full_buffer=False))
    return reading


def _handle(undo: contextlib.ExitStack, number: int, handler: Any) -> None:
    undo.callback(signal.signal, number, signal.signal(number, handler))


def _stand_still() -> None:
    """Stop, as the shell expects it. Without a shell that could continue us (`xterm -e calfcoach`)
    the kernel ignores SIGTSTP, where SIGSTOP would freeze us for good; the session then pauses."""
    noted = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
    os.kill(os.getpid(), signal.SIGTSTP)
    signal.signal(signal.SIGTSTP, noted)


def _controlling_terminal(undo: contextlib.ExitStack) -> int | None:
    """The terminal that our session belongs to, to be asked who is in its foreground."""
    try:
        terminal = os.open("/dev/tty", os.O_RDONLY | os.O_NOCTTY)
    except OSError:
        return None
    undo.callback(os.close, terminal)
    return terminal


def _is_ours(terminal: int | None) -> bool:
    """Whether we may read and change the terminal: we are in its foreground, or it has no jobs to
    control because it is not the one that our session belongs to (`setsid`), or is gone."""
    try:
        return terminal is None or os.tcgetpgrp(terminal) == os.getpgrp()
    except OSError:
        return True
