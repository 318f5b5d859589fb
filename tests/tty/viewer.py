"""A person at a terminal that is painted: what stands on it, as pyte has it."""

from __future__ import annotations

import fcntl
import os
import signal
import struct
import sys
import termios
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress

import pexpect
import pyte
from processes import command, wait_until
from terminal import Person


class Viewer(Person):
    """Somebody who looks at a whole terminal of `columns` by `rows`."""

    def __init__(
        self,
        arguments: Sequence[str],
        *,
        environ: dict[str, str],
        columns: int,
        rows: int,
        job: bool = False,
    ) -> None:
        environ = {"TERM": "xterm-256color"} | environ
        super().__init__(arguments, environ=environ, job=job, columns=columns, rows=rows)
        self._terminal = pyte.Screen(columns, rows)
        self._stream = pyte.Stream(self._terminal)
        self._eaten = 0

    def resizes(self, columns: int, rows: int) -> None:
        """Drag the window to another size."""
        size = struct.pack("HHHH", rows, columns, 0, 0)
        fcntl.ioctl(self._child.child_fd, termios.TIOCSWINSZ, size)
        self._terminal.resize(rows, columns)

    def types_while_reading(self, keys: str) -> None:
        """Type as fast as it is taken, and see what is painted meanwhile: who only types would
        wait for a program that waits for them."""
        descriptor = self._child.child_fd
        data = keys.encode()
        os.set_blocking(descriptor, False)
        try:
            while data and self._child.isalive():
                with suppress(BlockingIOError):
                    data = data[os.write(descriptor, data[:4096]) :]
                self._reads(0.0 if data else 0.02)
        finally:
            os.set_blocking(descriptor, True)

    def _reads(self, within_s: float) -> None:
        try:
            while True:
                self._child.read_nonblocking(65536, timeout=within_s)
        except (pexpect.TIMEOUT, pexpect.EOF):
            pass

    def looks(self) -> list[str]:
        """The lines that stand there now."""
        self._reads(0.02)
        fresh = self.screen[self._eaten :]
        self._eaten += len(fresh)
        self._stream.feed(fresh)
        return [line.rstrip() for line in self._terminal.display]

    def watches_for(self, *texts: str) -> list[str]:
        """Look until all of the texts stand there."""
        seen: list[str] = []

        def there() -> bool:
            seen[:] = self.looks()
            return all(any(text in line for line in seen) for text in texts)

        try:
            wait_until(there)
        except AssertionError:
            raise AssertionError("\n".join([f"never saw {texts}", *seen])) from None
        return seen

    def watches_until(self, holds: Callable[[list[str]], bool]) -> list[str]:
        """Look until what stands there is as wanted."""
        seen: list[str] = []

        def there() -> bool:
            seen[:] = self.looks()
            return holds(seen)

        wait_until(there)
        return seen

    def hides_cursor(self) -> bool:
        """Whether the cursor is out of sight."""
        self.looks()
        return bool(self._terminal.cursor.hidden)

    @property
    def on_main_screen(self) -> bool:
        """Whether the ordinary screen is back: the last of the two codes says so."""
        self.looks()
        return self.screen.rfind("\x1b[?1049l") > self.screen.rfind("\x1b[?1049h")

    def continues(self) -> None:
        """As a shell does at `fg`."""
        os.kill(self.pid, signal.SIGCONT)


@contextmanager
def viewer(
    *arguments: str,
    columns: int = 80,
    rows: int = 24,
    program: str = "",
    job: bool = False,
    **environ: str,
) -> Iterator[Viewer]:
    """Somebody who looks at a terminal, and is gone afterwards."""
    typed = [sys.executable, "-c", program, *arguments] if program else command(*arguments)
    someone = Viewer(typed, environ=environ, columns=columns, rows=rows, job=job)
    try:
        yield someone
    finally:
        someone.is_gone()


def ink(lines: Sequence[str], char: str = "█") -> list[tuple[int, int]]:
    """Where a character stands: (row, column) of each."""
    return [(y, x) for y, line in enumerate(lines) for x, c in enumerate(line) if c == char]
