"""A piece of text and how it looks, as what stands on the screen is made of.

Owns weight, reverse and the terminal's own colours, and their codes. Rich's classes of the same
names know far more, and cost as much as one and a half interpreters before the first frame.
"""

from __future__ import annotations

from operator import itemgetter

from calfcoach.frozen import frozen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Self

_COLORS = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
_FIRST_COLOR = 30  # the code of a foreground
_MADE: dict[tuple[bool, bool, str], Any] = {}


@frozen
class Style:
    """How text looks; false where it looks as everything does. Equal ones are the same one: rows
    are looked up by their text and style, a hundred times a frame."""

    bold: bool = False
    reverse: bool = False
    color: str = ""

    __eq__ = object.__eq__
    __hash__ = object.__hash__

    def __new__(cls, *, bold: bool = False, reverse: bool = False, color: str = "") -> Self:
        """The one that looks so."""
        made: Self = _MADE.setdefault((bold, reverse, color), object.__new__(cls))
        return made

    def __bool__(self) -> bool:
        return self is not _PLAIN

    def __str__(self) -> str:
        """Its words, as Rich reads them."""
        words = ("bold" if self.bold else "", "reverse" if self.reverse else "", self.color)
        return " ".join(word for word in words if word)

    def codes(self, *, color: bool) -> str:
        """The numbers of its escape sequence; without `color` weight and reverse alone."""
        numbers = ["1"] if self.bold else []
        numbers += ["7"] if self.reverse else []
        if color and self.color:
            numbers.append(str(_FIRST_COLOR + _COLORS.index(self.color)))
        return ";".join(numbers)


class Segment(tuple[str, "Style | None"]):
    """A text in one style. No named tuple: to make one compiles code, half a millisecond."""

    __slots__ = ()

    def __new__(cls, text: str, style: Style | None = None) -> Self:
        """As a tuple is made, the style left out where there is none."""
        return tuple.__new__(cls, (text, style))

    text = property(itemgetter(0))
    style = property(itemgetter(1))


_PLAIN = Style()
