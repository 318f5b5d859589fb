"""Somebody who is asked, after heel raises for strength, how many more it could have been."""

from __future__ import annotations

from pathlib import Path

import pytest
from processes import agree, only_session, pass_time
from terminal import Person, person

pytestmark = pytest.mark.tty

ASKED = "How many more could you have done? 0 to 9, Enter skips.\r\n"
ROUTINE = """\
title = "Raises"
goal = "strengthen"

[pacing]
prepare = "9s"
move = "6s"
switch = "0s"
countdown = 0

[exercise.rise]
title = "Rise"
say = "rise"
kind = "strength"
technique = "heel-raise"

[exercise.lean]
title = "Lean"
say = "lean"
kind = "stretch"

[[step]]
exercise = "rise"
reps = 1
tempo = "0.1-0-0.1"
prepare = "0s"

[[step]]
exercise = "lean"
hold = "1s"
"""


@pytest.fixture
def path(home: Path, tmp_path: Path) -> str:
    agree(home)
    file = tmp_path / "raises.toml"
    file.write_text(ROUTINE, encoding="utf-8")
    return str(file)


def left(home: Path) -> list[int | None]:
    return [work.reps_left for work in only_session(home).work]


def types(one: Person, keys: str) -> None:
    """Type as a person does who has read what is asked: not at once."""
    pass_time(0.6)
    one.types(keys)


def ends(one: Person) -> None:
    """Nothing is said of how tight it is, and it is over."""
    one.sees("Enter alone skips.\r\n")
    one.replies("\r")
    assert one.leaves() == 0


def test_a_digit_and_enter_are_kept_with_the_set(home: Path, path: str) -> None:
    with person("run", path, "--mute") as one:
        one.sees(ASKED)
        types(one, "4\r")
        one.sees("4 more.\r\n")
        ends(one)
    assert left(home) == [4, None]


def test_enter_alone_passes_over_it_and_does_not_start_the_next_work(home: Path, path: str) -> None:
    with person("run", path, "--mute") as one:
        one.sees(ASKED)
        types(one, "\r")
        types(one, "w")
        one.sees("Get ready, ")
        ends(one)
    assert left(home) == [None, None]


def test_without_a_key_the_session_goes_on(home: Path, path: str) -> None:
    with person("run", path, "--mute", "--accessible") as one:
        one.sees(ASKED)
        ends(one)
    assert "more." not in one.screen.partition(ASKED)[2]
    assert left(home) == [None, None]


def test_on_a_screen_it_stands_above_the_keys(home: Path, path: str) -> None:
    with person("run", path, "--mute", TERM="xterm-256color", NO_COLOR="1") as one:
        one.sees("0-9, Enter skips.")
        types(one, "7\r")
        one.sees("7 more.")
        one.sees("Enter skips\r\n")
        one.types("\x03")
        assert one.leaves() == 0
    assert left(home) == [7, None]
