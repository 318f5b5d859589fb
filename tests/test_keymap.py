from __future__ import annotations

import pytest

from calfcoach.drivers.keymap import decode
from calfcoach.events import Act, Command, Digit

KEYS: list[tuple[bytes, Act]] = [
    (b" ", Act.PAUSE),
    (b"p", Act.PAUSE),
    (b"n", Act.NEXT),
    (b"d", Act.DONE),
    (b"\r", Act.ENTER),
    (b"\n", Act.ENTER),
    (b"b", Act.BACK),
    (b"r", Act.REDO),
    (b"a", Act.AFTERWARDS),
    (b"+", Act.MORE),
    (b"=", Act.MORE),
    (b"-", Act.LESS),
    (b"w", Act.WHERE),
    (b"m", Act.MUTE),
    (b"h", Act.HURT),
    (b"!", Act.HURT),
    (b"?", Act.KEYS),
    (b"q", Act.QUIT),
    (b"\x7f", Act.ERASE),
    (b"\x08", Act.ERASE),
]
RIGHT, LEFT = b"\x1b[C", b"\x1b[D"


def typed(data: bytes, *, accessible: bool = False) -> list[Command]:
    return decode(data, accessible=accessible)


@pytest.mark.parametrize("accessible", [False, True])
@pytest.mark.parametrize(("key", "act"), KEYS)
def test_every_key_is_its_command_in_both_forms(key: bytes, act: Act, accessible: bool) -> None:
    assert typed(key, accessible=accessible) == [act]


@pytest.mark.parametrize(("key", "act"), KEYS)
def test_case_does_not_matter(key: bytes, act: Act) -> None:
    assert typed(key.upper()) == [act]


def test_digits_are_digits() -> None:
    assert typed(b"0123456789") == [Digit(value=digit) for digit in range(10)]


def test_what_was_typed_at_once_comes_in_order() -> None:
    assert typed(b"h7\x7f10\r n") == [
        Act.HURT,
        Digit(value=7),
        Act.ERASE,
        Digit(value=1),
        Digit(value=0),
        Act.ENTER,
        Act.PAUSE,
        Act.NEXT,
    ]


@pytest.mark.parametrize(
    ("arrow", "act"),
    [(RIGHT, Act.NEXT), (LEFT, Act.BACK), (b"\x1bOC", Act.NEXT), (b"\x1bOD", Act.BACK)],
)
def test_right_is_next_and_left_is_back_but_not_in_accessible_form(arrow: bytes, act: Act) -> None:
    assert typed(arrow) == [act]
    assert typed(arrow, accessible=True) == []
    assert typed(arrow + b"w", accessible=True) == [Act.WHERE]


@pytest.mark.parametrize(
    "key",
    [
        b"\x1b[A",  # up
        b"\x1b[B",  # down
        b"\x1bOA",
        b"\x1bOB",
        b"\x1b[1;5C",  # Ctrl-right
        b"\x1b[1;2D",  # Shift-left
        b"\x1b[1;3C",  # Alt-right
        b"\x1b[H",  # home
        b"\x1b[3~",  # delete
        b"\x1b[15~",  # F5
        b"\x1bOP",  # F1
        b"\x1b[[A",  # F1 of the Linux console
        b"\x1b[[B",
        b"\x1b[[D",
        b"\x1b[200~",  # a paste begins
        b"\x1b[I",  # the window has the focus
        b"\x1b",
        b"\x1b\x1b",
        b"\x1b[",
        b"\x1bO",
        b"\x1b[1;",
        b"\x1b[[",
        b"x",
        b"\t",
        b"\x01",
        b"\x03",
        b"\x00",
        b"",
        "é".encode(),
        "ß".encode(),
        "İ".encode(),
        "٣".encode(),  # a digit, but not one of ours
        "²".encode(),
        "−".encode(),
        "日本".encode(),
        b"\xff",
        b"\xc3",
        b"\xe2\x82",
        b"\xed\xa0\x80",
        b"\x80\x81",
    ],
)
@pytest.mark.parametrize("accessible", [False, True])
def test_other_keys_do_nothing_and_do_not_hide_the_next(key: bytes, accessible: bool) -> None:
    assert typed(key, accessible=accessible) == []
    if not key.startswith(b"\x1b") or key[-1:].isalpha() or key.endswith(b"~"):
        expected = [] if key == b"\x1bO" else [Act.WHERE]
        assert typed(key + b"w", accessible=accessible) == expected


def test_escape_before_a_key_leaves_the_key() -> None:
    assert typed(b"\x1bn") == [Act.NEXT]
    assert typed(b"\x1b\x1b[C") == [Act.NEXT]
    assert typed(b"\x1b ") == [Act.PAUSE]


def test_broken_text_between_keys_costs_no_key() -> None:
    assert typed(b"n\xffb\xc3 ") == [Act.NEXT, Act.BACK, Act.PAUSE]


def test_several_arrows_at_once_are_several_commands() -> None:
    assert typed(RIGHT + LEFT + RIGHT) == [Act.NEXT, Act.BACK, Act.NEXT]
