"""The lines of the things around a person.

Owns how each kind looks. Knows nothing of bodies and of how lines are drawn.
"""

from __future__ import annotations

from calfcoach.figure.kinds import KINDS, Form
from calfcoach.figure.model import Point, Prop
from calfcoach.figure.stroke import Frame, Stroke

HAND_RADIUS = 0.028
_HATCH = 0.035  # how far the short lines of a wall go, across and up
_HATCH_APART = 0.12
_PACK = 6  # which part of a side of a pack its round corners take
_ARROW = 0.045  # how long the barbs of an arrow are


def prop_strokes(prop: Prop, whole: Frame) -> tuple[Stroke, ...]:
    """The lines of a prop; a floor and a wall go through the whole picture."""
    match KINDS[prop.kind]:
        case Form.LEVEL:
            y = prop.points[0][1]
            return (Stroke(points=((whole.left, y), (whole.right, y))),)
        case Form.UPRIGHT:
            return _wall(prop.points[0][0], whole)
        case Form.SPOT:
            return (Stroke(points=prop.points, radius=HAND_RADIUS, filled=True),)
        case Form.ROUND:
            return (Stroke(points=prop.points, radius=prop.radius, filled=prop.kind == "ball"),)
        case Form.LINE:
            return _line(prop)
        case Form.BOX:
            return _box(prop)


def _wall(x: float, whole: Frame) -> tuple[Stroke, ...]:
    """A line with short ones behind it, as builders draw a wall: so it is told from a post."""
    behind = _HATCH if x > (whole.left + whole.right) / 2 else -_HATCH
    count = int((whole.bottom - whole.top) / _HATCH_APART)
    ticks = tuple(
        Stroke(points=((x, y), (x + behind, y - _HATCH)), fine=True)
        for y in (whole.bottom - no * _HATCH_APART for no in range(1, count + 1))
    )
    return (Stroke(points=((x, whole.top), (x, whole.bottom))), *ticks)


def _line(prop: Prop) -> tuple[Stroke, ...]:
    line = Stroke(points=prop.points)
    match prop.kind:
        case "arrow":
            return (line, Stroke(points=_barbs(prop.points[-2], prop.points[-1])))
        case "mallet":
            return (line, Stroke(points=(prop.points[0],), radius=HAND_RADIUS * 1.3, filled=True))
        case _:
            return (line,)


def _barbs(start: Point, tip: Point) -> tuple[Point, Point, Point]:
    x, y = tip[0] - start[0], tip[1] - start[1]
    far = (x * x + y * y) ** 0.5 or 1.0
    x, y = x / far * _ARROW, y / far * _ARROW
    return (tip[0] - x - y, tip[1] - y + x), tip, (tip[0] - x + y, tip[1] - y - x)


def _box(prop: Prop) -> tuple[Stroke, ...]:
    (left, top), (right, bottom) = prop.points
    match prop.kind:
        case "chair":
            # the back stands at the first x, as high above the seat as the seat above the floor
            seat = Stroke(points=((left, top), (right, top), (right, bottom)))
            back = Stroke(points=((left, bottom), (left, max(0.0, 2 * top - bottom))))
            return seat, back
        case "table" | "bed":
            return (Stroke(points=((left, bottom), (left, top), (right, top), (right, bottom))),)
        case "tub":
            water = top + (bottom - top) / 4
            side = ((left, top), (left, bottom), (right, bottom), (right, top))
            return Stroke(points=side), Stroke(points=((left, water), (right, water)))
        case "pack":
            return _pack(left, top, right, bottom)
        case kind:
            corners = ((left, top), (right, top), (right, bottom), (left, bottom), (left, top))
            return (Stroke(points=corners, filled=kind in ("mat", "pillow")),)


def _pack(left: float, top: float, right: float, bottom: float) -> tuple[Stroke, ...]:
    """Round corners and two lines across, as of something soft that is wound around."""
    x, y = (right - left) / _PACK, (bottom - top) / _PACK
    corners = (
        (left + x, top),
        (right - x, top),
        (right, top + y),
        (right, bottom - y),
        (right - x, bottom),
        (left + x, bottom),
        (left, bottom - y),
        (left, top + y),
        (left + x, top),
    )
    third = (right - left) / 3
    wound = (left + third, right - third)
    return (
        Stroke(points=corners),
        *(Stroke(points=((at, top), (at, bottom))) for at in wound),
    )
