from __future__ import annotations

import os
import signal
from collections import deque

import pytest
from virtual import Run, two_sides

from calfcoach.drivers.windows import INSIST_S, Console
from calfcoach.events import Act, Command, Digit

AT = Run(two_sides()).at
STDIN = 0


class Keys:
    """A keyboard of Windows on which everything was typed already."""

    def __init__(self, *typed: str) -> None:
        self.waiting = deque("".join(typed))

    def kbhit(self) -> bool:
        return bool(self.waiting)

    def getwch(self) -> str:
        return self.waiting.popleft()


def commands(console: Console, patience_s: float = 0.0) -> list[Command]:
    """All that comes within a while."""
    until = console.now() + patience_s
    found: list[Command] = []
    while (command := console.wait(until, AT)) is not None:
        found.append(command)
    return found


def pressed(*typed: str, accessible: bool = False) -> list[Command]:
    return commands(Console(STDIN, accessible=accessible, source=Keys(*typed)))


def test_keys_and_arrows_are_commands_and_other_keys_are_none() -> None:
    assert pressed("xP n", "\xe0M", "\x00K", "\xe0H", "\x00;", "7", "\r", "\x08") == [
        Act.PAUSE,
        Act.PAUSE,
        Act.NEXT,
        Act.NEXT,
        Act.BACK,
        Digit(value=7),
        Act.ENTER,
        Act.ERASE,
    ]


def test_in_accessible_form_arrows_do_nothing() -> None:
    assert pressed("\xe0M", "\x00K", "n", accessible=True) == [Act.NEXT]


@pytest.mark.parametrize(
    "key",
    [
        "\x00;",  # F1
        "\xe0\x86",  # F12
        "\xe0\x00",
        "\x00",
        "\xe0",  # the letter à, when nothing comes behind it
        "é",
        "日",
        "\ud83d\ude00",  # an emoji, in its two halves
        "\ud83d",
        "٣",
        "\x1b",
        "\x1b[C",
        "\t",
        "xjz",
        "",
    ],
)
def test_other_keys_do_nothing(key: str) -> None:
    assert pressed(key) == []


def test_a_key_is_noticed_while_it_waits() -> None:
    keys = Keys()
    with Console(STDIN, source=keys) as console:
        assert commands(console, 0.02) == []
        keys.waiting.extend(" ")
        assert console.wait(None, AT) is Act.PAUSE


def test_without_a_keyboard_it_only_waits() -> None:
    console = Console(None, speed=1000.0, source=Keys("n"))
    assert console.wait(console.now() + 20, AT) is None
    assert console.now() >= 20


@pytest.mark.parametrize(
    ("number", "command"), [(signal.SIGINT, Act.STOP), (signal.SIGTERM, Act.INTERRUPT)]
)
def test_a_signal_ends_the_session_and_the_first_one_counts(
    number: signal.Signals, command: Act
) -> None:
    before = signal.getsignal(number)
    with Console(None) as console:
        os.kill(os.getpid(), number)
        assert console.wait(None, AT) is command
        os.kill(os.getpid(), signal.SIGTERM)
        assert console.wait(None, AT) is Act.INTERRUPT
        assert console.ended_by == number
    assert signal.getsignal(number) is before


def test_ctrl_c_that_comes_as_a_key_stops_the_session() -> None:
    console = Console(STDIN, source=Keys("\x03"))
    assert commands(console) == [Act.STOP]
    assert console.ended_by == signal.SIGINT


def test_a_second_ctrl_c_breaks_off_unless_it_comes_at_once() -> None:
    with Console(None) as console:
        os.kill(os.getpid(), signal.SIGINT)
        os.kill(os.getpid(), signal.SIGINT)
        assert commands(console, INSIST_S) == [Act.STOP, Act.STOP]
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
