"""A figure as SVG: the same strokes with smooth ends.

Owns the drawing of strokes as elements, and the paper below them, without which black lines are
lost on a dark page. Knows nothing of cells. The body has the colour of the text around the
picture, the leg that works an accent, and is heavier.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from calfcoach.figure.model import Figure, View
from calfcoach.figure.shapes import frame, strokes
from calfcoach.figure.stroke import Stroke, Weight
from calfcoach.terms import Side

UNIT = 240  # the width of the box
ACCENT = "#d9480f"
_WIDTHS = {
    Weight.TRUNK: 12.0,
    Weight.WORKED: 11.0,
    Weight.REST: 7.0,
    Weight.THIN: 5.0,
    Weight.PROP: 2.5,
}
_NEAR = 2.0
_PAD = 8.0
_GAP = 24.0  # between two poses
_NUMBER = 28.0  # the height of the line with their numbers
_INK, _PAPER = "#1c1c1c", "#ffffff"
TEXT = 'font-family="sans-serif" font-size="15" text-anchor="middle" fill="currentColor"'


def svg(figure: Figure, *, side: Side, title: str, at: float | None = None) -> str:
    """A figure as a document of its own, with what it shows as its title: all poses side by side
    with their numbers, or the one at a place between them."""
    places = [float(no) for no in range(len(figure.poses))] if at is None else [at]
    whole = frame(figure, side)
    left, top = whole.left * UNIT - _PAD, whole.top * UNIT - _PAD
    wide = (whole.right - whole.left) * UNIT + 2 * _PAD
    high = (whole.bottom - whole.top) * UNIT + 2 * _PAD
    each = "".join(
        _posed(figure, side, at, (no * (wide + _GAP), left + wide / 2, top + high), str(no + 1))
        for no, at in enumerate(places)
    )
    drawn = each if len(places) > 1 else body(figure, side=side, at=places[0])
    wide = len(places) * (wide + _GAP) - _GAP
    high += _NUMBER if len(places) > 1 else 0.0
    box = f'width="{_n(wide)}" height="{_n(high)}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" color="{_INK}" '
        f'viewBox="{_n(left)} {_n(top)} {_n(wide)} {_n(high)}" {box}>\n'
        f"<title>{escaped(title)}</title>\n"
        f'<rect x="{_n(left)}" y="{_n(top)}" {box} fill="{_PAPER}"/>\n{drawn}</svg>\n'
    )


def _posed(
    figure: Figure, side: Side, at: float, place: tuple[float, float, float], name: str
) -> str:
    """One of several poses over its number; `place`: how far right it goes, and the middle and
    the bottom of the first one."""
    right_by, middle, bottom = place
    number = f'<text x="{_n(middle)}" y="{_n(bottom + _NUMBER - _PAD)}" {TEXT}>{name}</text>\n'
    moved = f'<g transform="translate({_n(right_by)} 0)">'
    return f"{moved}\n{body(figure, side=side, at=at)}{number}</g>\n"


def body(figure: Figure, *, side: Side, at: float = 0.0) -> str:
    """The elements of a figure, one a line, in a group; the box is 240 wide and high."""
    near = _NEAR if figure.view is View.LEG else 1.0
    lines = "".join(f"{line}\n" for line in _elements(strokes(figure, at, side), near))
    style = 'fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round"'
    return f"<g {style}>\n{lines}</g>\n"


def escaped(text: str) -> str:
    """Text as it may stand in an element: without markup, and without the characters that no
    XML may hold."""
    return escape("".join(char if char.isprintable() else " " for char in text))


def _elements(drawn: Iterable[Stroke], near: float) -> Iterable[str]:
    for stroke in drawn:
        wide = _WIDTHS[stroke.weight] * (1.0 if stroke.weight is Weight.PROP else near)
        if stroke.filled and not stroke.radius:
            wide /= 2  # a filled shape has its size from its corners
        colour = ACCENT if stroke.worked else "currentColor"
        look = f'stroke-width="{_n(wide)}"'
        look += f' stroke="{ACCENT}"' if stroke.worked else ""
        look += f' fill="{colour}"' if stroke.filled else ""
        if stroke.radius:
            x, y = stroke.points[0]
            spot = f'cx="{_n(x * UNIT)}" cy="{_n(y * UNIT)}"'
            yield f'<circle {spot} r="{_n(stroke.radius * UNIT)}" {look}/>'
        else:
            points = " ".join(f"{_n(x * UNIT)},{_n(y * UNIT)}" for x, y in stroke.points)
            yield f'<polyline points="{points}" {look}/>'


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
