"""Rows of a screen: pieces of styled text put side by side in a given number of cells."""

from __future__ import annotations

from collections.abc import Sequence

from calfcoach.screen.pieces import Segment, Style
from calfcoach.screen.text import cut, width

Row = tuple[Segment, ...]
LEAST_NAME = 12  # cells of a name, before what is said of it gives way


def row(*pieces: tuple[str, Style | None]) -> Row:
    """Pieces of text with their styles, empty ones left out."""
    return tuple([tuple.__new__(Segment, piece) for piece in pieces if piece[0]])


def width_of(pieces: Sequence[Segment]) -> int:
    """Cells of a row."""
    return sum([width(text) for text, _ in pieces])


def spread(left: str, right: str, room: int, style: Style | None = None) -> Row:
    """Two texts at both ends of a row; the left one gives way."""
    right = cut(right, room)
    left = cut(left, max(0, room - width(right) - (2 if right else 0)))
    gap = room - width(left) - width(right)
    if not left:
        return row((" " * gap + right, None))
    return row((left, style), (" " * gap + right if right else "", None))


def kept(name: str, tail: str, room: int) -> str:
    """A name and what is said of it in `room` cells; the name gives way, down to what it can be
    known by."""
    if name and tail and not tail.startswith(","):
        tail = f" {tail}"
    least = min(width(name), LEAST_NAME, room // 2)
    tail = cut(tail, room - least)
    return cut(name, room - width(tail)) + tail


def indented(pieces: Row, by: int) -> Row:
    """A row moved to the right."""
    return (Segment(" " * by), *pieces) if by > 0 and pieces else pieces


def indented_all(rows: Sequence[Row], by: int) -> tuple[Row, ...]:
    """Rows moved to the right."""
    blank = (Segment(" " * by),) if by > 0 else ()
    return tuple([blank + each if each else each for each in rows])


def beside(left: Row, right: Row, at: int) -> Row:
    """Two rows as one, the right one from the cell `at`."""
    if not right:
        return left
    gap = at - width_of(left)
    return (*left, Segment(" " * gap), *right) if gap > 0 else (*left, *right)
