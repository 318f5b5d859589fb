"""Our enumerations are what `enum.StrEnum` would make of the same class."""

from __future__ import annotations

import copy
import enum
import json
import pickle
from typing import TYPE_CHECKING

import pytest

from calfcoach.enumeration import StrEnum

if TYPE_CHECKING:
    Theirs = StrEnum
else:
    Theirs = enum.StrEnum


class Leg(StrEnum):
    """A leg."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> Leg:
        """The other one."""
        return Leg.RIGHT if self is Leg.LEFT else Leg.LEFT


class Same(Theirs):
    LEFT = "left"
    RIGHT = "right"


@pytest.mark.parametrize("kind", [Leg, Same])
def test_a_word_is_a_text_and_knows_its_name(kind: type[Leg]) -> None:
    left = kind.LEFT
    text: str = "left"
    assert (left.name, left.value, type(left.value)) == ("LEFT", "left", str)
    assert (left == text, hash(left) == hash(text), isinstance(left, kind)) == (True, True, True)
    assert (str(left), type(str(left)), f"{left:>5}", "a " + left) == (
        "left",
        str,
        " left",
        "a left",
    )
    assert repr(left) == f"<{kind.__name__}.LEFT: 'left'>"
    assert json.dumps({"leg": left}) == '{"leg": "left"}'


@pytest.mark.parametrize("kind", [Leg, Same])
def test_the_same_word_is_always_the_same_object(kind: type[Leg]) -> None:
    assert kind("left") is kind(kind.LEFT) is kind.LEFT
    assert copy.copy(kind.LEFT) is copy.deepcopy(kind.LEFT) is kind.LEFT
    assert pickle.loads(pickle.dumps(kind.LEFT)) is kind.LEFT


@pytest.mark.parametrize("kind", [Leg, Same])
def test_words_come_in_their_order(kind: type[Leg]) -> None:
    assert ([*kind], len(kind)) == ([kind.LEFT, kind.RIGHT], 2)
    assert kind.RIGHT in kind


@pytest.mark.parametrize("kind", [Leg, Same])
@pytest.mark.parametrize("word", ["middle", "LEFT", "", None, 7, []])
def test_another_word_is_refused(kind: type[Leg], word: str) -> None:
    with pytest.raises(ValueError, match=f" is not a valid {kind.__name__}$"):
        kind(word)


def test_a_word_may_know_more_of_itself() -> None:
    assert Leg.LEFT.other is Leg.RIGHT
    assert Leg.__doc__ == "A leg."


def test_words_are_told_apart_by_match() -> None:
    match Leg("right"):
        case Leg.LEFT:
            found = 0
        case Leg.RIGHT:
            found = 1
    assert found == 1
