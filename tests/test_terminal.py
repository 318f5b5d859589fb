from __future__ import annotations

import os
import signal
import termios
import tty
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from building import hold, step, timeline

from calfcoach.drivers.keymap import decode
from calfcoach.drivers.terminal import Terminal
from calfcoach.events import Act, Command, Digit, Snapshot
from calfcoach.session import Session

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


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
    handlers = [signal.getsignal(number) for number in ENDING]
    with Terminal(pty.program):
        local = termios.tcgetattr(pty.program)[3]
        assert not local & (termios.ECHO | termios.ICANON)
        assert local & termios.ISIG  # Ctrl-C and Ctrl-Z still mean what they mean
    assert termios.tcgetattr(pty.program) == before
    assert [signal.getsignal(number) for number in ENDING] == handlers
    assert signal.set_wakeup_fd(-1) == -1


@pytest.mark.tty
def test_a_crash_inside_leaves_the_terminal_as_it_was(pty: Pty) -> None:
    before = termios.tcgetattr(pty.program)
    with pytest.raises(ZeroDivisionError), Terminal(pty.program):
        raise ZeroDivisionError
    assert termios.tcgetattr(pty.program) == before


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


# ----------------------------------------------------------------------------------- keymap


def test_every_key_of_the_help_has_its_command() -> None:
    keys = {
        " ": Act.PAUSE,
        "p": Act.PAUSE,
        "n": Act.NEXT,
        "d": Act.DONE,
        "\r": Act.ENTER,
        "\n": Act.ENTER,
        "b": Act.BACK,
        "r": Act.REDO,
        "a": Act.AFTERWARDS,
        "+": Act.MORE,
        "-": Act.LESS,
        "w": Act.WHERE,
        "m": Act.MUTE,
        "h": Act.HURT,
        "!": Act.HURT,
        "?": Act.KEYS,
        "q": Act.QUIT,
        "\x7f": Act.ERASE,
        "7": Digit(value=7),
    }
    for key, command in keys.items():
        assert decode(key.encode(), accessible=False) == [command]
        assert decode(key.upper().encode(), accessible=True) == [command]


def test_other_keys_and_other_sequences_do_nothing() -> None:
    strange = [b"xyz", b"\x1b", b"\x1b[A", b"\x1b[B", b"\x1bOP", b"\x1b[[A", b"\x1b[3~", b"\xff"]
    strange += [b"\x1b[1;5C", b"\x1b[200~", b"\t", "ü٣".encode()]
    for data in strange:
        assert decode(data, accessible=False) == []


def test_arrows_do_nothing_in_accessible_form() -> None:
    assert decode(b"\x1b[C\x1bOD", accessible=False) == [Act.NEXT, Act.BACK]
    assert decode(b"\x1b[C\x1bOD", accessible=True) == []


def test_alt_with_a_key_is_the_key() -> None:
    assert decode(b"\x1bn", accessible=False) == [Act.NEXT]
