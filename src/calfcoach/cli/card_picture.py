"""The picture of a card: a map with words beside it, each where it belongs.

Owns where the words stand. Pure: a card and room in, finished lines out.
"""

from __future__ import annotations

from collections.abc import Iterable

from calfcoach.cli.pictures import Easel, beside, columns_for, picture, row_of
from calfcoach.files.card import Card
from calfcoach.terms import Side

_ROWS = 20
_LEAST_WORDS = 26  # cells beside the picture
_MOST_WORDS = 44
_FRAME = 5
_LINES_ROOM = 76


def card_picture(card: Card, easel: Easel) -> list[str]:
    """The picture with its labels beside it, and its caption; nothing where there is none, or no
    room for the labels."""
    if card.picture is None:
        return []
    cols = columns_for(card.picture, _ROWS)
    room = easel.room - cols - _FRAME
    if card.labels and room < _LEAST_WORDS:
        return []
    block = picture(card.picture, easel, side=Side.RIGHT, rows=_ROWS)
    lines = beside(block, _labels(card, min(room, _MOST_WORDS)))
    return [*lines, "", *_fold(card.caption, easel.room)]


def picture_document(card: Card) -> list[str]:
    """The picture in plain characters with its labels, one line an entry."""
    if card.picture is None:
        return []
    easel = Easel(room=_LINES_ROOM, color=False, ascii=True)
    block = picture(card.picture, easel, side=Side.RIGHT, rows=_ROWS)
    return beside(block, _labels(card, _MOST_WORDS), indent=0)


def _labels(card: Card, room: int) -> list[str]:
    """Each label from the row on that it tells of, or below the one above it."""
    assert card.picture is not None
    lines: list[str] = []
    for label in card.labels:
        row = row_of(card.picture, _ROWS, label.at)
        lines += [""] * (row - len(lines))
        lines += _fold(label.say, room)
    return lines


def _fold(text: str, room: int) -> Iterable[str]:
    from calfcoach.screen.text import clean, folded

    return folded(clean(text), room)
