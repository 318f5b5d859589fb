from __future__ import annotations

import fcntl
import os
import pty
import signal
import struct
import termios
import time
import tty
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

import pyte
import pytest

from calfcoach.drivers.painter import LEAVE_S, Frame, Painter
from calfcoach.screen.pieces import Segment

pytestmark = pytest.mark.tty

COLUMNS, ROWS = 80, 24
BLOCKED_S = 0.5  # a write that blocks would block for ever; one that does not takes a millisecond


class Paper:
    """A pseudo-terminal with a painter at one end and eyes at the other."""

    def __init__(self) -> None:
        self.eyes, self.paper = pty.openpty()
        os.set_blocking(self.eyes, False)
        tty.setraw(self.paper)
        self.resize(COLUMNS, ROWS)
        self._screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.ByteStream(self._screen)
        self.painter = Painter(self.paper)
        self.painter.enter()

    def resize(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self.paper, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def reads(self) -> bytes:
        """All that is there to read now."""
        found = b""
        with suppress(BlockingIOError):
            while data := os.read(self.eyes, 65_536):
                found += data
        self._stream.feed(found)
        return found

    @property
    def lines(self) -> list[str]:
        self.reads()
        return [line.rstrip() for line in self._screen.display]

    def stops(self) -> None:
        """Ctrl-S."""
        termios.tcflow(self.paper, termios.TCOOFF)

    def goes_on(self) -> None:
        """Ctrl-Q."""
        termios.tcflow(self.paper, termios.TCOON)

    def close(self) -> None:
        self.painter.leave()
        os.close(self.eyes)
        os.close(self.paper)


@pytest.fixture
def paper() -> Iterator[Paper]:
    made = Paper()
    yield made
    made.close()


def full_of(char: str) -> Frame:
    return Frame(columns=COLUMNS, rows=ROWS, lines=((Segment(char * COLUMNS),),) * ROWS)


def shows(char: str) -> list[str]:
    return [char * COLUMNS] * ROWS


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Fail instead of waiting for ever."""

    def too_late(number: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"took longer than {seconds} s")

    before = signal.signal(signal.SIGALRM, too_late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def test_a_stopped_terminal_loses_frames_and_is_right_afterwards(paper: Paper) -> None:
    assert paper.painter.paint(full_of("a"))
    assert paper.lines == shows("a")
    paper.stops()
    with within(BLOCKED_S):
        for char in "bcde":
            assert not paper.painter.paint(full_of(char))
    assert paper.reads() == b""
    paper.goes_on()
    assert paper.painter.paint(full_of("f"))
    assert b"c" not in paper.reads()
    assert paper.lines == shows("f")


def test_a_reader_that_sleeps_gets_every_frame_whole_or_not_at_all(paper: Paper) -> None:
    with within(BLOCKED_S * 10):
        painted = [paper.painter.paint(full_of("ab"[no % 2])) for no in range(200)]
    assert painted[0]
    assert not painted[-1]
    taken = paper.reads()
    with within(BLOCKED_S * 10):
        while not paper.painter.paint(full_of("z")):
            taken += paper.reads()
    taken += paper.reads()
    assert paper.lines == shows("z")
    assert taken.count(b"\x1b[?2026h") == taken.count(b"\x1b[?2026l")


def test_a_stopped_terminal_is_left_after_a_second(paper: Paper) -> None:
    assert paper.painter.paint(full_of("a"))
    paper.reads()
    paper.stops()
    assert not paper.painter.paint(full_of("b"))
    began = time.monotonic()
    with within(LEAVE_S + BLOCKED_S):
        paper.painter.leave()
    assert time.monotonic() - began >= LEAVE_S
    assert not paper.painter.entered
    paper.goes_on()
    assert paper.reads() == b""


def test_a_terminal_that_reads_again_in_time_is_given_back(paper: Paper) -> None:
    def reads_again(number: int, frame: FrameType | None) -> None:
        paper.goes_on()

    assert paper.painter.paint(full_of("a"))
    paper.reads()
    paper.stops()
    assert not paper.painter.paint(full_of("b"))
    before = signal.signal(signal.SIGALRM, reads_again)
    signal.setitimer(signal.ITIMER_REAL, 0.1)
    paper.painter.leave()
    signal.signal(signal.SIGALRM, before)
    assert paper.reads().endswith(b"\x1b[?7h\x1b[?25h\x1b[?1049l")


def test_the_terminal_itself_stays_as_it_was_for_others(paper: Paper) -> None:
    opened = len(os.listdir("/dev/fd"))  # noqa: PTH208  # a folder of the system's
    assert paper.painter.paint(full_of("a"))
    assert os.get_blocking(paper.paper)
    paper.painter.leave()
    assert os.get_blocking(paper.paper)
    assert len(os.listdir("/dev/fd")) == opened - 1  # noqa: PTH208  # as above


def test_the_size_is_asked_anew_each_time(paper: Paper) -> None:
    assert paper.painter.size == (80, 24)
    paper.resize(40, 12)
    assert paper.painter.size == (40, 12)
    paper.resize(0, 0)
    assert paper.painter.size == (80, 24)
    paper.resize(100, 0)
    assert paper.painter.size == (100, 24)
