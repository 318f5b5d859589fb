from __future__ import annotations

import signal
from collections import deque

import pytest
from virtual import Run, two_sides

from calfcoach.drivers.windows import Console
from calfcoach.events import Act, Digit


class Keys:
    """A keyboard of Windows on which everything was typed already."""

    def __init__(self, *typed: str) -> None:
        self._typed = deque("".join(typed))

    def kbhit(self) -> bool:
        return bool(self._typed)

    def getwch(self) -> str:
        return self._typed.popleft()


def pressed(*typed: str, number: int, accessible: bool = False) -> list[object]:
    at = Run(two_sides()).at
    console = Console(0, accessible=accessible, source=Keys(*typed))
    return [console.wait(console.now(), at) for _ in range(number)]


def test_keys_and_arrows_are_commands_and_other_keys_are_none() -> None:
    assert pressed(" n", "\xe0M", "\x00K", "\xe0H", "\x00;", "7", "\r", number=7) == [
        Act.PAUSE,
        Act.NEXT,
        Act.NEXT,
        Act.BACK,
        Digit(value=7),
        Act.ENTER,
        None,
    ]


def test_in_accessible_form_arrows_do_nothing() -> None:
    assert pressed("\xe0M", "n", number=2, accessible=True) == [Act.NEXT, None]


def test_without_a_keyboard_it_only_waits() -> None:
    console = Console(None, speed=1000.0)
    assert console.wait(console.now() + 20, Run(two_sides()).at) is None
    assert console.now() >= 20


def test_ctrl_c_saves_and_ends_and_a_second_one_leaves_at_once() -> None:
    at = Run(two_sides()).at
    before = signal.getsignal(signal.SIGINT)
    with Console(0, source=Keys()) as console:
        signal.raise_signal(signal.SIGINT)
        assert console.wait(None, at) is Act.STOP
        assert console.ended_by == signal.SIGINT
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before
