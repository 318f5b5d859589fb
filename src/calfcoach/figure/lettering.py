"""A figure in plain characters, for a terminal without Braille: strokes in, letters out.

Owns which character stands for which piece of a line. Knows nothing of bodies. Places are in
cells, which are twice as high as wide.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from calfcoach.figure.stroke import Weight

Spot = tuple[float, float]
_FLAT, _STEEP = 25.0, 62.0  # degrees from level: below is a dash, above a bar
_RING = 4  # a head is seen whatever is before it
_RANK = {Weight.PROP: 0, Weight.THIN: 1, Weight.REST: 1, Weight.TRUNK: 2, Weight.WORKED: 3}


class Lettering:
    """Characters of `cols` by `rows` cells; a heavier stroke covers a lighter one."""

    def __init__(self, cols: int, rows: int) -> None:
        self.cols, self.rows = cols, rows
        self._cells = [[(" ", -1)] * cols for _ in range(rows)]

    def line(self, start: Spot, end: Spot, weight: Weight) -> None:
        """A line with both its ends: `#` for a leg that works, else by its direction."""
        wide, high = end[0] - start[0], end[1] - start[1]
        steps = max(1, math.ceil(max(abs(wide), abs(high))))
        twice = weight in (Weight.TRUNK, Weight.WORKED) and abs(high) * 2 > abs(wide)
        for step in range(steps + 1):
            x, y = start[0] + step / steps * wide, start[1] + step / steps * high
            char = "#" if weight is Weight.WORKED else _char(wide, high, y)
            for col in range(1 + twice):
                self.put(math.floor(x) + col, math.floor(y), char, _RANK[weight])

    def ring(self, centre: Spot, across: float, weight: Weight) -> None:
        """A head or a round thing, `across` columns from middle to rim."""
        rank = _RANK[weight] if weight is Weight.PROP else _RING
        wide, high = max(3, round(2 * across)), round(across)
        left, top = round(centre[0] - wide / 2), round(centre[1] - high / 2)
        if across < 1 or high < 1:
            self.put(math.floor(centre[0]), math.floor(centre[1]), "O", rank)
            return
        texts = [f"({'_' * (wide - 2)})"]
        if high > 1:
            inside = f"({' ' * (wide - 2)})"
            level = "-" * (wide - 2)
            texts = [f".{level}.", *(inside for _ in range(high - 2)), f"'{level}'"]
        for down, text in enumerate(texts):
            for right, char in enumerate(text):
                self.put(left + right, top + down, char, rank)

    def put(self, col: int, row: int, char: str, rank: int) -> None:
        """One character, unless a heavier one stands there."""
        if 0 <= col < self.cols and 0 <= row < self.rows and rank >= self._cells[row][col][1]:
            self._cells[row][col] = (char, rank)

    def texts(self) -> Iterator[list[tuple[str, bool]]]:
        """Row by row the cells, each as a character and whether it is of a leg that works."""
        for row in self._cells:
            yield [(char, rank == _RANK[Weight.WORKED]) for char, rank in row]


def _char(wide: float, high: float, y: float) -> str:
    angle = math.degrees(math.atan2(2 * high, wide)) % 180
    if angle < _FLAT or angle > 180 - _FLAT:
        return "_" if y % 1 > 0.6 else "-"
    if _STEEP < angle < 180 - _STEEP:
        return "|"
    return "\\" if angle < 90 else "/"
