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
USUAL = {  # where nothing else is named: plain form, and no tests that can be heard
    "TERM": "dumb",
    "CALFCOACH_SOUND": "bell",
    "CALFCOACH_NOTIFY": "off",
    "CALFCOACH_TIPS": "false",
}


class Person:
    """Somebody who has typed a command at a terminal."""

    def __init__(
        self,
        arguments: Sequence[str],
        *,
        environ: dict[str, str],
        job: bool = False,
        columns: int = 200,
        rows: int = 24,
    ) -> None:
        self._log = StringIO()
        self._job = job
        name, *rest = as_job(arguments) if job else arguments
        self._child: Any = pexpect.spawn(
            name,
            rest,
            env=os.environ | USUAL | environ,
            encoding="utf-8",
            codec_errors="replace",
            timeout=PATIENCE_S,
            dimensions=(rows, columns),
        )
        self._child.logfile_read = self._log
        self._child.delaybeforesend = None
        self._child.delayafterclose = 0
        self._child.ptyproc.delayafterclose = 0
        self.settings = termios.tcgetattr(self._child.child_fd)

    @property
    def pid(self) -> int:
        """Of calfcoach itself: of a job, not of what waits for it."""
        own = int(self._child.pid)
        if not self._job:
            return own
        children = Path(f"/proc/{own}/task/{own}/children")
        wait_until(lambda: bool(children.read_text().split()))
        return int(children.read_text().split()[0])

    @property
    def screen(self) -> str:
        """All that was printed and seen so far."""
        return self._log.getvalue()

    def sees(self, text: str) -> None:
        """Wait for a text after the last one that was waited for."""
        self._child.expect_exact(text)

    def types(self, keys: str) -> None:
        self._child.send(keys)

    def replies(self, keys: str) -> None:
        """Answer a question as a person does who has read it: not at once. Keys are dropped, and
        not echoed, until it takes them; a busy machine may be late with both."""
        pass_time(0.6)
        wait_until(self._echoes)
        self.types(keys)

    def _echoes(self) -> bool:
        return bool(termios.tcgetattr(self._child.child_fd)[3] & termios.ECHO)

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

    def sees_it_end(self) -> None:
        """Wait until the process is over, also where its last words are not read."""
        stat = Path(f"/proc/{self.pid}/stat")
        wait_until(lambda: stat.read_text().rpartition(")")[2].split()[0] == "Z")

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
            own = int(self._child.pid)
            children = Path(f"/proc/{own}/task/{own}/children").read_text().split()
            for pid in [*map(int, children if self._job else ()), own]:
                os.kill(pid, signal.SIGKILL)
        if not self._child.closed:
            self._child.close()


# A parent in the same session, so that Ctrl-Z stops its child, as under a shell.
_PARENT = """
import os, signal, sys
child = os.fork()
if child == 0:
    os.setpgid(0, 0)
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    os.tcsetpgrp(0, os.getpid())
    signal.signal(signal.SIGTTOU, signal.SIG_DFL)
    os.execvp(sys.argv[1], sys.argv[1:])
code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
sys.exit(code if code >= 0 else 128 - code)
"""


def as_job(arguments: Sequence[str]) -> list[str]:
    """A command that is the foreground job of something that waits for it."""
    return [sys.executable, "-c", _PARENT, *arguments]


@contextmanager
def person(
    *arguments: str, program: str = "", job: bool = False, columns: int = 200, **environ: str
) -> Iterator[Person]:
    """Somebody at a terminal, who is gone afterwards with all that they started. With `program`
    it is that Python text that they run, instead of calfcoach itself; as a `job` it can be
    stopped with Ctrl-Z."""
    typed = [sys.executable, "-c", program, *arguments] if program else command(*arguments)
    someone = Person(typed, environ=environ, job=job, columns=columns)
    try:
        yield someone
    finally:
        someone.is_gone()
