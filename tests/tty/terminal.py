"""A person at a real pseudo-terminal: sees what calfcoach prints, types keys, sends signals."""

from __future__ import annotations

import os
import signal
import sys
import termios
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

import pexpect
from processes import PATIENCE_S, command, pass_time, wait_until

BEL = "\a"


class Person:
    """Somebody who has typed a command at a terminal."""

    def __init__(self, arguments: Sequence[str], *, environ: dict[str, str]) -> None:
        self._log = StringIO()
        name, *rest = arguments
        self._child: Any = pexpect.spawn(
            name,
            rest,
            env=os.environ | {"TERM": "dumb"} | environ,  # plain form where none is named
            encoding="utf-8",
            codec_errors="replace",
            timeout=PATIENCE_S,
            dimensions=(24, 200),
        )
        self._child.logfile_read = self._log
        self._child.delaybeforesend = None
        self._child.delayafterclose = 0
        self._child.ptyproc.delayafterclose = 0
        self.settings = termios.tcgetattr(self._child.child_fd)

    @property
    def pid(self) -> int:
        return int(self._child.pid)

    @property
    def screen(self) -> str:
        """All that was printed and seen so far."""
        return self._log.getvalue()

    def sees(self, text: str) -> None:
        """Wait for a text after the last one that was waited for."""
        self._child.expect_exact(text)

    def types(self, keys: str) -> None:
        self._child.send(keys)

    def answers(self, keys: str, until: str) -> None:
        """Type keys again and again until a text is seen: those typed too early are dropped."""
        self.types(keys)
        while self._child.expect_exact([until, pexpect.TIMEOUT], timeout=0.1) == 1:
            self.types(keys)

    def waits(self, seconds: float) -> None:
        """Do nothing for a while."""
        pass_time(seconds)

    def sends(self, number: signal.Signals) -> None:
        os.kill(self.pid, number)

    def sees_it_stand(self) -> None:
        """Wait until the process is stopped, as the shell would notice."""
        stat = Path(f"/proc/{self.pid}/stat")
        wait_until(lambda: stat.read_text().rpartition(")")[2].split()[0] == "T")

    def settings_now(self) -> Any:
        return termios.tcgetattr(self._child.child_fd)

    def sets(self, settings: Any) -> None:
        termios.tcsetattr(self._child.child_fd, termios.TCSANOW, settings)

    def leaves(self) -> int:
        """Wait for the end; the exit code as a shell tells it."""
        self._child.expect(pexpect.EOF)
        return self._code()

    def hangs_up(self) -> int:
        """Take the terminal away; the exit code."""
        self._child.ptyproc.fileobj.close()
        self._child.closed = self._child.ptyproc.closed = True
        return self._code()

    def _code(self) -> int:
        self._child.wait()
        status = self._child.exitstatus
        return int(status if status is not None else 128 + self._child.signalstatus)

    def is_gone(self) -> None:
        """Leave nothing behind, whatever has happened."""
        if self._child.isalive():
            os.kill(self.pid, signal.SIGKILL)
        if not self._child.closed:
            self._child.close()


@contextmanager
def person(*arguments: str, program: str = "", **environ: str) -> Iterator[Person]:
    """Somebody at a terminal, who is gone afterwards with all that they started. With `program`
    it is that Python text that they run, instead of calfcoach itself."""
    typed = [sys.executable, "-c", program, *arguments] if program else command(*arguments)
    someone = Person(typed, environ=environ)
    try:
        yield someone
    finally:
        someone.is_gone()
