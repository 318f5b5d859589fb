from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calfcoach.drivers.keymap import MOST_BYTES, SEQUENCE_S, Typing, decode
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
    (b"v", Act.PICTURES),
    (b"h", Act.HURT),
    (b"!", Act.HURT),
    (b"t", Act.SPOT),
    (b"f", Act.FADED),
    (b"y", Act.YES),
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


# ------------------------------------------------------------------- what was never typed

PASTE = b"\x1b[200~q\rn p h10\r\x1b[C\n\x1b[201~"
MOUSE = b"\x1b[M !q"  # a click, in the oldest form: the button and the place as three letters
ANSWERS = [
    b"\x1b]11;rgb:0000/abab/dddd\x1b\\",  # the background's colour
    b"\x1b]11;rgb:0000/abab/dddd\x07",
    b"\x1bP>|xterm(390) + more\x1b\\",  # which terminal it is
    b"\x1b_Gi=1;draw\x1b\\",
    b"\x1b[24;80R",  # where the cursor is
    b"\x1b[?62;22c",
]
KEYS_AND_DIGITS = b"pPnNdDbBrRaA+=-wWmMhH!tTfFyYvV?qQ \r\n\x7f\x080123456789"


@pytest.mark.parametrize("accessible", [False, True])
@pytest.mark.parametrize(
    "data", [PASTE, MOUSE, MOUSE * 3, b"\x1b[<0;10;20M\x1b[<0;10;20m", b"\x1b[0;1;2M", *ANSWERS]
)
def test_pastes_the_mouse_and_answers_of_the_terminal_are_no_keys(
    data: bytes, accessible: bool
) -> None:
    assert typed(data, accessible=accessible) == []
    assert typed(b"n" + data + b"w", accessible=accessible) == [Act.NEXT, Act.WHERE]
    assert Typing().take(data, 0.0) == data


@pytest.mark.parametrize(
    "data", [PASTE, MOUSE, RIGHT, b"\x1bOC", b"\x1b[1;5D", b"\x1b[[A", *ANSWERS]
)
def test_a_sequence_that_comes_in_pieces_is_one(data: bytes) -> None:
    for length in range(1, len(data)):
        typing = Typing()
        assert typing.take(data[:length], 0.0) == b""
        assert typing.take(data[length:], SEQUENCE_S - 0.01) == data
    typing = Typing()
    letters = [data[i : i + 1] for i in range(len(data))]
    assert b"".join(typing.take(each, 0.01 * i) for i, each in enumerate(letters)) == data


def test_a_lone_esc_costs_no_key_behind_it() -> None:
    typing = Typing()
    assert decode(typing.take(b"\x1b", 0.0), accessible=False) == []
    assert decode(typing.take(b"n", 0.2), accessible=False) == [Act.NEXT]
    assert typing.take(b"\x1b", 10.0) == b""
    assert typing.take(b"[", 20.0) == b"["


def test_what_never_ends_swallows_the_keys_of_half_a_second_and_no_more() -> None:
    typing = Typing()
    assert typing.take(b"\x1b]0;", 0.0) == b""
    times = [0.02 * number for number in range(1, 51)]
    assert b"".join(typing.take(b"a", at) for at in times) == b"a" * 25


def test_a_paste_of_any_length_is_no_key() -> None:
    typing = Typing()
    assert typing.take(b"\x1b[200~", 0.0) == b""
    for number in range(1, 101):
        assert typing.take(b"nq\r" * 256, 0.3 * number) == b""
    end = typing.take(b"\x1b[201~w", 30.1)
    assert len(end) < MOST_BYTES
    assert decode(end, accessible=False) == [Act.WHERE]


def test_a_paste_without_an_end_costs_no_key_behind_it() -> None:
    assert typed(b"\x1b[200~wn") == [Act.WHERE, Act.NEXT]


def test_a_letter_cut_in_two_is_no_key_in_either_half() -> None:
    for letter in ("ü", "Р", "日", "😀", "\N{KELVIN SIGN}"):
        data = letter.encode()
        for length in range(1, len(data)):
            assert typed(data[:length]) == typed(data[length:]) == []
            assert Typing().take(data[:length], 0.0) == data[:length]


def test_alt_with_a_key_is_the_key_also_where_that_could_begin_a_sequence() -> None:
    assert typed(b"\x1bP") == [Act.PAUSE]
    assert typed(b"\x1b\x1bn") == [Act.NEXT]


@given(st.lists(st.sampled_from(["é", "x", "\t", "z", "日", "@", "\x01"]), max_size=200))
def test_what_holds_no_key_asks_for_nothing(text: list[str]) -> None:
    assert typed("".join(text).encode()) == []


@given(st.binary(max_size=300))
def test_no_bytes_break_it_and_no_key_is_made_up(data: bytes) -> None:
    assert len(typed(data, accessible=True)) <= sum(byte in KEYS_AND_DIGITS for byte in data)
    assert len(typed(data)) <= len(data)
