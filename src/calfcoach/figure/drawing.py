"""A figure in character cells, at any size from 12 columns and 6 rows.

Owns scale, place and how wide strokes are. Knows nothing of colours and terminals: a part says
whether it is of the leg that works.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise

from calfcoach.figure.canvas import CELL_HIGH, CELL_WIDE, Canvas, Dot
from calfcoach.figure.model import Figure, Point, View
from calfcoach.figure.shapes import frame, strokes
from calfcoach.figure.stroke import Frame, Stroke, Weight
from calfcoach.frozen import frozen
from calfcoach.terms import Side

TYPE_CHECKING = False
if TYPE_CHECKING:
    from calfcoach.figure.lettering import Lettering

LEAST_COLS, LEAST_ROWS = 12, 6
_WIDE = {
    Weight.TRUNK: 0.062,
    Weight.WORKED: 0.05,
    Weight.REST: 0.032,
    Weight.THIN: 0.018,
    Weight.PROP: 0.012,
}
_LEAST = dict.fromkeys(Weight, 1) | {Weight.TRUNK: 2, Weight.WORKED: 2}
_ROOM_FOR_FINE = 36  # dots: below, the short lines of a wall run together
_NEAR = 1.8  # a leg alone is drawn as much wider as it is nearer


@frozen
class Part:
    """A piece of a row. `worked`: it is of a leg that works."""

    text: str
    worked: bool


Row = tuple[Part, ...]


@frozen
class _Scale:
    """From the box to dots: `dots` is how many go into its width."""

    dots: float
    left: float
    top: float

    def spot(self, point: Point) -> tuple[float, float]:
        return self.left + point[0] * self.dots, self.top + point[1] * self.dots

    def dot(self, point: Point) -> Dot:
        x, y = self.spot(point)
        return round(x), round(y)

    def cell(self, point: Point) -> tuple[float, float]:
        x, y = self.spot(point)
        return (x + 0.5) / CELL_WIDE, (y + 0.5) / CELL_HIGH


def drawn(
    figure: Figure,
    *,
    cols: int,
    rows: int,
    side: Side,
    at: float = 0.0,
    ascii: bool = False,  # noqa: A002 - what the option is called
) -> tuple[Row, ...]:
    """A figure as `rows` rows of exactly `cols` characters, in Braille or in plain characters;
    none at all below 12 by 6. `at` is where between the poses: 0 is the first, 1 the second.
    """
    if cols < LEAST_COLS or rows < LEAST_ROWS:
        return ()
    lines = strokes(figure, at, side)
    scale = _scale(frame(figure, side), cols, rows)
    near = _NEAR if figure.view is View.LEG else 1.0
    if ascii:
        return tuple(_rows(_lettered(lines, scale, cols, rows).texts()))
    return tuple(_rows(_dotted(lines, scale, near, cols, rows).texts()))


def _scale(whole: Frame, cols: int, rows: int) -> _Scale:
    """As large as it goes, in the middle, standing at the bottom; a dot stays free around it,
    as strokes have a width."""
    across, down = cols * CELL_WIDE, rows * CELL_HIGH
    wide, high = whole.right - whole.left, whole.bottom - whole.top
    dots = min((across - 2) / max(wide, 0.1), (down - 3) / max(high, 0.1))
    left = (across - 1 - wide * dots) / 2 - whole.left * dots
    return _Scale(dots=dots, left=left, top=down - 2 - whole.bottom * dots)


def _dotted(lines: Iterable[Stroke], scale: _Scale, near: float, cols: int, rows: int) -> Canvas:
    canvas = Canvas(cols, rows)
    for stroke in lines:
        if stroke.fine and scale.dots < _ROOM_FOR_FINE:
            continue
        share = _WIDE[stroke.weight] * (1.0 if stroke.weight is Weight.PROP else near)
        wide = max(_LEAST[stroke.weight], round(share * scale.dots))
        if stroke.radius:
            _round(canvas, stroke, scale)
            continue
        dots = tuple(scale.dot(point) for point in stroke.points)
        if stroke.filled:
            # a filled shape has its size from its corners, not from its outline
            canvas.polygon(dots, worked=stroke.worked)
            wide = 1
        for start, end in pairwise(dots):
            canvas.line(start, end, wide, worked=stroke.worked)
    return canvas


def _round(canvas: Canvas, stroke: Stroke, scale: _Scale) -> None:
    radius = max(1.0, stroke.radius * scale.dots)
    draw = canvas.disc if stroke.filled else canvas.ring
    draw(scale.spot(stroke.points[0]), radius)


def _lettered(lines: Iterable[Stroke], scale: _Scale, cols: int, rows: int) -> Lettering:
    from calfcoach.figure.lettering import Lettering  # late: where there are no dots

    letters = Lettering(cols, rows)
    for stroke in lines:
        if stroke.fine:
            continue
        cells = tuple(scale.cell(point) for point in stroke.points)
        if stroke.filled and stroke.weight is not Weight.PROP:
            cells = cells[1:3]  # of a foot only the sole: three sides of it are one blot
        if stroke.radius:
            spot = scale.cell(stroke.points[0])
            letters.ring(spot, stroke.radius * scale.dots / CELL_WIDE, stroke.weight)
            continue
        for start, end in pairwise(cells):
            letters.line(start, end, stroke.weight)
    return letters


def _rows(texts: Iterable[list[tuple[str, bool]]]) -> Iterator[Row]:
    for cells in texts:
        yield tuple(
            Part(text="".join(char for char, _ in run), worked=worked)
            for worked, run in groupby(cells, key=lambda cell: cell[1])
        )
