from __future__ import annotations

import os
import signal
import subprocess
import sys
import termios
import tty
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Timer, get_ident
from types import FrameType

import pytest
from building import hold, step, timeline

from calfcoach.drivers.terminal import INSIST_S, LAST_WORDS_S, Terminal
from calfcoach.events import Act, Command, Digit, Snapshot
from calfcoach.session import Session

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
HEARD = (*ENDING, signal.SIGTSTP, signal.SIGCONT, signal.SIGWINCH, signal.SIGTTOU, signal.SIGTTIN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pty:
    """Both ends of a pseudo-terminal: what the person types on, and what the program reads."""

    person: int
    program: int

    def types(self, keys: bytes) -> None:
        os.write(self.person, keys)


@pytest.fixture
def pty() -> Iterator[Pty]:
    person, program = os.openpty()
    yield Pty(person=person, program=program)
    os.close(program)
    os.close(person)


class Recorder:
    """A display that notes what was asked of it, and whether keys came one by one just then.
    Where it is told to it fails."""

    def __init__(self, program: int, *, fails: str = "") -> None:
        self._program = program
        self._fails = fails
        self.notes: list[str] = []
        self.on_times: list[float] = []

    def enter(self) -> None:
        self._note("enter")

    def leave(self) -> None:
        self._note("leave")

    def forget(self) -> None:
        """Nothing to show anew."""

    def on_time(self, now: float) -> None:
        self.on_times.append(now)

    def _note(self, what: str) -> None:
        try:
            ours = not termios.tcgetattr(self._program)[3] & termios.ICANON
        except termios.error:
            ours = False
        self.notes.append(f"{what} {'with keys' if ours else 'without'}")
        if what == self._fails:
            raise ZeroDivisionError


@pytest.fixture
def snapshot() -> Snapshot:
    session = Session(timeline(step(hold())))
    session.advance(0.0)
    return session.snapshot()


def commands(terminal: Terminal, snapshot: Snapshot, patience_s: float = 0.06) -> list[Command]:
    """All that comes within a while."""
    until = terminal.now() + patience_s
    found: list[Command] = []
    while (command := terminal.wait(until, snapshot)) is not None:
        found.append(command)
    return found


# ---------------------------------------------------------------------- settings of the terminal


@pytest.mark.tty
def test_keys_come_one_by_one_and_unseen_and_all_is_as_before_afterwards(pty: Pty) -> None:
    before = termios.tcgetattr(pty.program)
    handlers = [signal.getsignal(number) for number in HEARD]
    with Terminal(pty.program):
        local = termios.tcgetattr(pty.program)[3]
        assert not local & (termios.ECHO | termios.ICANON)
        assert local & termios.ISIG  # Ctrl-C and Ctrl-Z still mean what they mean
    assert termios.tcgetattr(pty.program) == before
    assert [signal.getsignal(number) for number in HEARD] == handlers
    assert signal.set_wakeup_fd(-1) == -1


@pytest.mark.tty
def test_a_crash_inside_leaves_the_terminal_as_it_was(pty: Pty) -> None:
    before = termios.tcgetattr(pty.program)
    with pytest.raises(ZeroDivisionError), Terminal(pty.program):
        raise ZeroDivisionError
    assert termios.tcgetattr(pty.program) == before


# ------------------------------------------------------------------------------- the display


@pytest.mark.tty
def test_the_display_is_entered_after_the_settings_and_left_before_them(pty: Pty) -> None:
    before = termios.tcgetattr(pty.program)
    display = Recorder(pty.program)
    with pytest.raises(ZeroDivisionError), Terminal(pty.program, display=display):
        raise ZeroDivisionError
    assert display.notes == ["enter with keys", "leave with keys"]
    assert termios.tcgetattr(pty.program) == before


@pytest.mark.tty
@pytest.mark.parametrize("fails", ["enter", "leave"])
def test_a_display_that_fails_leaves_the_terminal_as_it_was(pty: Pty, fails: str) -> None:
    before = termios.tcgetattr(pty.program)
    handlers = [signal.getsignal(number) for number in HEARD]
    display = Recorder(pty.program, fails=fails)
    with pytest.raises(ZeroDivisionError), Terminal(pty.program, display=display):
        pass
    assert display.notes == ["enter with keys", "leave with keys"]
    assert termios.tcgetattr(pty.program) == before
    assert [signal.getsignal(number) for number in HEARD] == handlers
    assert signal.set_wakeup_fd(-1) == -1


@pytest.mark.tty
def test_after_a_standstill_the_terminal_is_taken_anew_and_the_view_looks_again(
    pty: Pty, snapshot: Snapshot
) -> None:
    before = termios.tcgetattr(pty.program)
    display = Recorder(pty.program)
    with Terminal(pty.program, display=display) as terminal:
        termios.tcsetattr(pty.program, termios.TCSANOW, before)  # as a shell does
        os.kill(os.getpid(), signal.SIGCONT)
        assert terminal.wait(None, snapshot) is None
        assert commands(terminal, snapshot, 0.02) == []
        assert display.notes == ["enter with keys", "leave without", "enter with keys"]
    assert termios.tcgetattr(pty.program) == before


@pytest.mark.tty
def test_who_stood_still_beyond_the_moment_takes_the_terminal_before_anything_is_told(
    pty: Pty, snapshot: Snapshot
) -> None:
    before = termios.tcgetattr(pty.program)
    display = Recorder(pty.program)
    with Terminal(pty.program, display=display) as terminal:
        until = terminal.now() + 0.2

        def stand(number: int, frame: FrameType | None) -> None:
            del number, frame
            termios.tcsetattr(pty.program, termios.TCSANOW, before)  # as a shell does
            while terminal.now() < until:
                """The moment passes."""
            os.kill(os.getpid(), signal.SIGCONT)

        usual = signal.signal(signal.SIGUSR1, stand)
        timer = Timer(0.05, signal.pthread_kill, (get_ident(), signal.SIGUSR1))
        timer.start()
        assert terminal.wait(until, snapshot) is None
        assert display.notes == ["enter with keys", "leave without", "enter with keys"]
        assert display.on_times == []
        timer.join()
        signal.signal(signal.SIGUSR1, usual)


@pytest.mark.tty
def test_another_size_of_the_window_ends_the_waiting_once(pty: Pty, snapshot: Snapshot) -> None:
    display = Recorder(pty.program)
    with Terminal(pty.program, display=display) as terminal:
        os.kill(os.getpid(), signal.SIGWINCH)
        assert terminal.wait(None, snapshot) is None
        until = terminal.now() + 0.02
        assert terminal.wait(until, snapshot) is None
        assert terminal.now() >= until
    assert display.notes == ["enter with keys", "leave with keys"]


@pytest.mark.tty
@pytest.mark.parametrize("wait_s", [0.02, 0.45])
def test_the_display_is_told_first_that_the_moment_has_come_and_only_then(
    pty: Pty, snapshot: Snapshot, wait_s: float
) -> None:
    display = Recorder(pty.program)
    with Terminal(pty.program, display=display) as terminal:
        pty.types(b" ")
        assert terminal.wait(terminal.now() + 20, snapshot) is Act.PAUSE
        assert display.on_times == []
        until = terminal.now() + wait_s
        assert terminal.wait(until, snapshot) is None
        assert display.on_times[-1] >= until - 0.001


@pytest.mark.tty
def test_a_lost_terminal_counts_as_a_hang_up_and_the_display_is_left(snapshot: Snapshot) -> None:
    person, program = os.openpty()
    display = Recorder(program)
    with Terminal(program, display=display) as terminal:
        os.close(person)
        commands(terminal, snapshot, 0.02)
    os.close(program)
    assert display.notes == ["enter with keys", "leave without"]


@pytest.mark.tty
def test_a_terminal_that_has_stopped_reading_holds_nothing_up(pty: Pty) -> None:
    before = termios.tcgetattr(pty.program)
    with Terminal(pty.program) as real:
        os.write(pty.program, b"not shown yet")
        termios.tcflow(pty.program, termios.TCOOFF)
        began = real.now()
    assert real.now() - began < 1.0
    assert termios.tcgetattr(pty.program) == before
    termios.tcflow(pty.program, termios.TCOON)


# ------------------------------------------------------------------------------------- keys


@pytest.mark.tty
def test_what_is_typed_comes_in_its_order(pty: Pty, snapshot: Snapshot) -> None:
    with Terminal(pty.program) as terminal:
        pty.types(b"xP n\x1b[C4\r")
        found = commands(terminal, snapshot)
    pause = [Act.PAUSE, Act.PAUSE]
    assert found == [*pause, Act.NEXT, Act.NEXT, Digit(value=4), Act.ENTER]


@pytest.mark.tty
def test_an_arrow_that_comes_in_two_pieces_is_one_arrow(pty: Pty, snapshot: Snapshot) -> None:
    with Terminal(pty.program) as terminal:
        pty.types(b"x" * 254 + b"\x1b[D")  # the read ends before the last letter
        assert commands(terminal, snapshot) == [Act.BACK]
    with Terminal(pty.program, accessible=True) as terminal:
        pty.types(b"x" * 254 + b"\x1b[D")
        assert commands(terminal, snapshot) == []


@pytest.mark.tty
def test_a_lone_escape_does_nothing_and_holds_up_nothing(pty: Pty, snapshot: Snapshot) -> None:
    with Terminal(pty.program) as terminal:
        pty.types(b"\x1b")
        assert commands(terminal, snapshot) == []
        pty.types(b"n")
        assert commands(terminal, snapshot) == [Act.NEXT]


def test_the_end_of_the_input_means_no_keys_and_the_waiting_goes_on(snapshot: Snapshot) -> None:
    reading, typing = os.pipe()
    os.write(typing, b"n\x1b")
    os.close(typing)
    with Terminal(None) as terminal:
        assert commands(terminal, snapshot, 0.02) == []
    with open(os.devnull, "rb") as nothing, Terminal(nothing.fileno()) as terminal:  # noqa: PTH123  # a descriptor is needed
        assert commands(terminal, snapshot, 0.02) == []
    with Terminal(reading) as terminal:
        assert commands(terminal, snapshot) == [Act.NEXT]
        assert commands(terminal, snapshot, 0.02) == []
        assert terminal.ended_by is None
    os.close(reading)


@pytest.mark.tty
def test_the_settings_come_back_also_after_the_end_of_the_input(
    pty: Pty, snapshot: Snapshot
) -> None:
    before = termios.tcgetattr(pty.program)
    with Terminal(pty.program) as terminal:
        termios.tcsetattr(pty.program, termios.TCSANOW, before)  # Ctrl-D is the end only in lines
        pty.types(b"\x04")
        assert commands(terminal, snapshot, 0.02) == []
        tty.setcbreak(pty.program)
        pty.types(b"n")
        assert commands(terminal, snapshot, 0.02) == []  # it was the end
    assert termios.tcgetattr(pty.program) == before


@pytest.mark.tty
def test_a_terminal_that_is_gone_gives_no_keys_and_needs_no_restoring(snapshot: Snapshot) -> None:
    person, program = os.openpty()
    with Terminal(program) as terminal:
        os.close(person)
        assert commands(terminal, snapshot, 0.02) == []
    os.close(program)


@pytest.mark.tty
def test_what_nobody_typed_is_no_key_also_in_several_pieces(pty: Pty, snapshot: Snapshot) -> None:
    with Terminal(pty.program) as terminal:
        pty.types(b"\x1b[200~" + b"quit now " * 60 + b"\x1b[201~n")  # a paste of three reads
        assert commands(terminal, snapshot) == [Act.NEXT]
        pty.types(b"x" * 253 + b"\x1b[M !q")  # a click, cut off by the end of a read
        assert commands(terminal, snapshot) == []
        pty.types(b"x" * 255 + "Û".encode() + b"w")
        assert commands(terminal, snapshot) == [Act.WHERE]
        pty.types(b"zx\xff\x80" * 50)
        assert commands(terminal, snapshot) == []


# ----------------------------------------------------------------------------- time, signals


def test_waiting_ends_at_the_instant_asked_for_and_never_before(snapshot: Snapshot) -> None:
    with Terminal(None) as terminal:
        until = terminal.now() + 0.05
        assert terminal.wait(until, snapshot) is None
        assert until <= terminal.now() < until + 0.5
        assert terminal.wait(terminal.now() - 1, snapshot) is None


def test_a_rehearsal_has_a_faster_clock(snapshot: Snapshot) -> None:
    with Terminal(None) as real, Terminal(None, speed=100) as fast:
        began = real.now()
        until = fast.now() + 5
        assert fast.wait(until, snapshot) is None
        assert until <= fast.now()
        assert 0.04 < real.now() - began < 0.5


@pytest.mark.parametrize(
    ("number", "command"),
    [
        (signal.SIGINT, Act.STOP),
        (signal.SIGTERM, Act.INTERRUPT),
        (signal.SIGHUP, Act.INTERRUPT),
    ],
)
def test_a_signal_ends_the_waiting_and_the_first_one_counts(
    snapshot: Snapshot, number: signal.Signals, command: Act
) -> None:
    with Terminal(None) as terminal:
        os.kill(os.getpid(), number)
        assert terminal.wait(None, snapshot) is command
        os.kill(os.getpid(), signal.SIGTERM)
        assert terminal.wait(None, snapshot) is Act.INTERRUPT
        assert terminal.ended_by == number


def test_a_second_ctrl_c_breaks_off_unless_it_comes_at_once(snapshot: Snapshot) -> None:
    with Terminal(None) as terminal:
        os.kill(os.getpid(), signal.SIGINT)
        os.kill(os.getpid(), signal.SIGINT)
        assert commands(terminal, snapshot, INSIST_S) == [Act.STOP, Act.STOP]
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
        assert terminal.ended_by == signal.SIGINT


def test_ctrl_c_after_another_signal_breaks_off_what_that_one_waits_for(
    snapshot: Snapshot,
) -> None:
    with Terminal(None) as terminal:
        os.kill(os.getpid(), signal.SIGTERM)
        assert commands(terminal, snapshot, INSIST_S) == [Act.INTERRUPT]
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
        assert terminal.ended_by == signal.SIGTERM


def test_after_a_signal_the_last_words_have_only_so_long(snapshot: Snapshot) -> None:
    with Terminal(None) as terminal:
        os.kill(os.getpid(), signal.SIGTERM)
        began = terminal.now()
        assert terminal.wait(None, snapshot) is Act.INTERRUPT
        while terminal.wait(terminal.now() + 0.2, snapshot) is None:
            pass
        assert LAST_WORDS_S <= terminal.now() - began < LAST_WORDS_S + 1.0


WITHOUT_POSIX = """
import signal, sys, types
import calfcoach.events, calfcoach.files.problems  # and with them what they need of the system
for name in ("fcntl", "termios", "tty"):
    sys.modules[name] = None
for name in ("SIGHUP", "SIGTSTP", "SIGCONT", "SIGWINCH", "SIGTTOU", "SIGTTIN"):
    delattr(signal, name)
sys.platform, sys.modules["msvcrt"] = "win32", types.ModuleType("msvcrt")
import calfcoach.drivers.prompt, calfcoach.drivers.terminal, calfcoach.drivers.windows
import calfcoach.lock
"""


def test_all_can_be_imported_where_there_is_no_posix() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", WITHOUT_POSIX], capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
