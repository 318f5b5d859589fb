"""A figure opposite the digits: they stand where the leg works, it stands on the other half.

What else stands beside the digits comes between the two. Owns their places in a row. Pure.
"""

from __future__ import annotations

from functools import lru_cache

from calfcoach.frozen import frozen
from calfcoach.screen import glyphs
from calfcoach.screen.block import (
    METER_CELLS,
    beside_rows,
    beside_width,
    digit_rows,
    usual_width,
)
from calfcoach.screen.page import Page, Picture
from calfcoach.screen.picture import columns_of, picture_rows
from calfcoach.screen.rows import Row, beside, indented
from calfcoach.terms import Side

_GAP = 2  # cells between two that stand side by side
_LEAST_METER = 4  # cells: a shorter bar says nothing, and goes
_ENOUGH = 16  # cells of a figure: for more of them no bar is shorter and no text is folded
_MADE_SMALLER = (
    (METER_CELLS, True),
    (_LEAST_METER, True),
    (METER_CELLS, False),
    (_LEAST_METER, False),
    (0, True),
    (0, False),
)  # what stands between, from the way one likes it best: cells of a bar, whether texts are whole


@frozen
class Spot:
    """Cells of the figure, and of what stands between it and the digits."""

    columns: int
    between: int


def spot_of(page: Page, room: int, scale: int, rows: int) -> Spot | None:
    """The spot of the figure in `rows` rows of `room` cells; None where it would be too small, or
    would cost a word."""
    if page.picture is None:
        return None
    enough = min(_ENOUGH, columns_of(page.picture, room, rows))
    widest: Spot | None = None
    for cells, whole in _MADE_SMALLER if page.beside else ((0, False),):
        spot = _spot(page, page.picture, room, scale, rows, cells, whole=whole)
        if spot is not None and spot.columns >= enough:
            return spot
        if spot is not None and (widest is None or spot.columns > widest.columns):
            widest = spot
    return widest


def _spot(
    page: Page,
    picture: Picture,
    room: int,
    scale: int,
    rows: int,
    cells: int,
    *,
    whole: bool,
) -> Spot | None:
    wide = usual_width(page, scale)
    between = beside_width(page, cells, whole=whole) if page.beside else 0
    taken = wide + _GAP + (between + _GAP if between else 0)
    free = room - (taken if between else max(taken, room // 2 + 1))
    texts = [text for text in beside_rows(page, between) if text] if between else []
    if len(texts) > glyphs.rows_of(scale):
        return None
    columns = columns_of(picture, free, rows)
    return Spot(columns=columns, between=between) if columns else None


def opposite_rows(
    page: Page, room: int, scale: int, spot: Spot, above: int, below: int
) -> list[Row]:
    """The rows between the band and what it is: `above` and `below` are those without digits."""
    wide = usual_width(page, scale)
    digits = [*[()] * above, *digit_rows(page, scale, wide), *[()] * below]
    texts = _in_the_middle(beside_rows(page, spot.between), len(digits), glyphs.rows_of(scale))
    figure = picture_rows(page, spot.columns, len(digits))
    spare = room - wide - spot.between - spot.columns - _GAP * (2 if spot.between else 1)
    at = max(0, min((room // 2 - wide) // 2, spare))
    inwards = 0  # at the margin, where something is or will be between them
    if not (spot.between or page.shared):  # else in the middle of its half, as the digits are
        inwards = (room - max(room // 2 + 1, at + wide + _GAP) - spot.columns) // 2
    if page.side is Side.RIGHT:
        places = (inwards, room - at - wide - _GAP - spot.between, room - at - wide)
        return [_three(row, places) for row in zip(figure, texts, digits, strict=True)]
    places = (at, at + wide + _GAP, room - spot.columns - inwards)
    return [_three(row, places) for row in zip(digits, texts, figure, strict=True)]


def _in_the_middle(texts: list[Row], rows: int, height: int) -> list[Row]:
    if len(texts) > height:
        texts = [text for text in texts if text]
    top = (rows - len(texts)) // 2
    return [*[()] * top, *texts, *[()] * (rows - top - len(texts))]


@lru_cache(maxsize=256)  # of reps at a tempo most rows come again with each of them
def _three(pieces: tuple[Row, Row, Row], at: tuple[int, int, int]) -> Row:
    """Three pieces in one row, each from its cell."""
    whole: Row = ()
    for piece, start in zip(pieces, at, strict=True):
        whole = beside(whole, piece, start) if whole else indented(piece, start)
    return whole
