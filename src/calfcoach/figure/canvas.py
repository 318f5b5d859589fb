"""A canvas of dots, eight to a character cell: strokes in, Braille out.

Owns which dots a line sets. Knows nothing of bodies. Dots are square where a cell is twice as
high as wide: two across and four down.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

Dot = tuple[int, int]
CELL_WIDE, CELL_HIGH = 2, 4
_BRAILLE = 0x2800
_BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))  # by row, then column


class Canvas:
    """Dots of `cols` by `rows` cells. What lies outside is dropped."""

    def __init__(self, cols: int, rows: int) -> None:
        self.cols, self.rows = cols, rows
        self._cells = [[0] * cols for _ in range(rows)]
        self._worked: dict[Dot, int] = {}

    def line(self, start: Dot, end: Dot, wide: int = 1, *, worked: bool = False) -> None:
        """A line with both its ends, `wide` dots wide."""
        tip = brush(wide)
        for x, y in along(start, end):
            for right, below in tip:
                self.dot(x + right, y + below, worked=worked)

    def disc(self, centre: tuple[float, float], radius: float) -> None:
        """All dots within a radius, both in dots."""
        for x, y, far in _around(centre, radius):
            if far <= radius:
                self.dot(x, y)

    def ring(self, centre: tuple[float, float], radius: float) -> None:
        """The dots at a radius: the outermost of a disc."""
        for x, y, far in _around(centre, radius):
            if radius - 1 < far <= radius:
                self.dot(x, y)

    def polygon(self, corners: tuple[Dot, ...], *, worked: bool = False) -> None:
        """All dots inside, row by row; the outline itself is drawn by lines."""
        down = [y for _, y in corners]
        for y in range(max(0, min(down)), min(max(down), self.rows * CELL_HIGH - 1) + 1):
            crossed = sorted(_crossings(corners, y))
            for first, last in zip(crossed[::2], crossed[1::2], strict=False):
                low, high = max(0, round(first)), min(round(last), self.cols * CELL_WIDE - 1)
                for x in range(low, high + 1):
                    self.dot(x, y, worked=worked)

    def dot(self, x: int, y: int, *, worked: bool = False) -> None:
        """Set one dot."""
        col, row = x // CELL_WIDE, y // CELL_HIGH
        if not (0 <= col < self.cols and 0 <= row < self.rows):
            return
        bit = _BITS[y % CELL_HIGH][x % CELL_WIDE]
        self._cells[row][col] |= bit
        if worked:
            self._worked[col, row] = self._worked.get((col, row), 0) | bit

    def texts(self) -> Iterator[list[tuple[str, bool]]]:
        """Row by row the cells, each as a character and whether most of it is of a leg that
        works. An empty cell is a space: a blank of Braille shows as faint dots in some fonts."""
        for row, bits in enumerate(self._cells):
            yield [
                (chr(_BRAILLE + cell) if cell else " ", self._mostly_worked(col, row, cell))
                for col, cell in enumerate(bits)
            ]

    def _mostly_worked(self, col: int, row: int, cell: int) -> bool:
        return 2 * self._worked.get((col, row), 0).bit_count() >= max(1, cell.bit_count())


def along(start: Dot, end: Dot) -> Iterator[Dot]:
    """The dots of a line one dot wide, without gaps, the same in both directions."""
    if start > end:
        start, end = end, start
    wide, high = end[0] - start[0], end[1] - start[1]
    steps = max(abs(wide), abs(high))
    for step in range(steps + 1):
        share = step / steps if steps else 0.0
        yield round(start[0] + share * wide), round(start[1] + share * high)


@cache
def brush(wide: int) -> tuple[Dot, ...]:
    """The dots around one that a line of this width sets: a disc, as near as dots come to it."""
    low = -((wide - 1) // 2)
    middle = low + (wide - 1) / 2
    reach = (wide / 2) ** 2 + 0.3
    return tuple(
        (x, y)
        for x in range(low, low + wide)
        for y in range(low, low + wide)
        if (x - middle) ** 2 + (y - middle) ** 2 <= reach
    )


def _around(centre: tuple[float, float], radius: float) -> Iterator[tuple[int, int, float]]:
    across, down = centre
    reach = int(radius) + 1
    for y in range(round(down) - reach, round(down) + reach + 1):
        for x in range(round(across) - reach, round(across) + reach + 1):
            yield x, y, ((x - across) ** 2 + (y - down) ** 2) ** 0.5


def _crossings(corners: tuple[Dot, ...], y: int) -> Iterator[float]:
    """Where the sides of a polygon cross the middle of a row of dots."""
    for (x0, y0), (x1, y1) in zip(corners, (*corners[1:], corners[0]), strict=True):
        if (y0 <= y) != (y1 <= y):
            yield x0 + (y - y0) * (x1 - x0) / (y1 - y0)
