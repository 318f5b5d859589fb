"""The numbers of a picture: points in the box, and the things beside the person.

Owns how they are read, each with the problem it may have. Knows nothing of bodies and poses.
"""

from __future__ import annotations

from calfcoach.figure.kinds import KINDS, Form
from calfcoach.figure.model import Point, Prop
from calfcoach.files.problems import Spot, as_written, did_you_mean, listed, visible
from calfcoach.frozen import frozen

LINE_MAX = 8  # points of a towel, a band, an arrow
PROPS_MAX = 12
LEAST_RADIUS = 0.01
LEAST_SIDE = 0.01  # of a box
_ROUNDING = 1e-9
_EXAMPLES = {  # no place is right for every joint, so a spot has letters
    Form.SPOT: "[x, y]",
    Form.ROUND: "[0.5, 0.5, 0.1]",
    Form.BOX: "[0.3, 0.5, 0.6, 0.9]",
}


@frozen
class PropOf:
    """A thing beside the person: a table with one key, its kind, and the numbers of that kind."""

    def __call__(self, value: object, spot: Spot) -> Prop | None:
        """Read one prop."""
        if not isinstance(value, dict) or len(value) != 1:
            keys = f" with {len(value)} keys" if isinstance(value, dict) else ""
            spot.report(
                f"{spot.name} must be one thing and its numbers, got {as_written(value)}{keys}",
                f"write such as {{ floor = 0.96 }}; the things are {listed(tuple(KINDS), 'and')}",
            )
            return None
        ((kind, numbers),) = value.items()
        if kind not in KINDS:
            spot.at(kind).report(
                f"`{visible(kind[:40])}` is not a thing in a picture",
                did_you_mean(kind, KINDS) or f"the things are {listed(tuple(KINDS), 'and')}",
                of_key=True,
            )
            return None
        return _prop(kind, numbers, spot.at(kind))


def plain_point(value: object) -> Point | None:
    """What nearly every joint is, read without more ado: an exercise has dozens of them."""
    match value:
        case [float(x), float(y)] if 0 <= x <= 1 and 0 <= y <= 1:
            return x, y
        case _:
            return None


def point_of(value: object, spot: Spot) -> Point | None:
    """Read a point; None after a problem."""
    row = _row(value, 2, spot, Form.SPOT)
    return (row[0], row[1]) if row else None


def _prop(kind: str, numbers: object, spot: Spot) -> Prop | None:
    form = KINDS[kind]
    match form:
        case Form.UPRIGHT | Form.LEVEL:
            x = _number(numbers, spot, form)
            if x is None:
                return None
            return Prop(kind=kind, points=((x, 0.5) if form is Form.UPRIGHT else (0.5, x),))
        case Form.SPOT:
            point = point_of(numbers, spot)
            return Prop(kind=kind, points=(point,)) if point is not None else None
        case Form.LINE:
            points = _points(numbers, spot)
            return Prop(kind=kind, points=points) if points is not None else None
        case Form.ROUND:
            return _round(kind, numbers, spot)
        case Form.BOX:
            return _box(kind, numbers, spot)


def _round(kind: str, numbers: object, spot: Spot) -> Prop | None:
    """A circle that lies in the box as a whole."""
    row = _row(numbers, 3, spot, Form.ROUND)
    if row is None:
        return None
    x, y, radius = row
    most = min(x, 1 - x, y, 1 - y)
    if radius < LEAST_RADIUS:
        spot.report(
            f"the radius of {spot.name} must be {LEAST_RADIUS} or more, got {radius:g}",
            spot.write(f"[{x:g}, {y:g}, 0.05]"),
        )
    elif radius > most + _ROUNDING:
        spot.report(
            f"{spot.name} goes beyond the box: its radius is {radius:g}, its middle {most:.3g} "
            "from the edge",
            "make the radius smaller, or move the middle inwards",
        )
    else:
        return Prop(kind=kind, points=((x, y),), radius=radius)
    return None


def _box(kind: str, numbers: object, spot: Spot) -> Prop | None:
    """A box that is not turned over; only the back of a chair may stand on either side."""
    row = _row(numbers, 4, spot, Form.BOX)
    if row is None:
        return None
    left, top, right, bottom = row
    wide = abs(right - left) if kind == "chair" else right - left
    shown = ", ".join(f"{number:g}" for number in row)
    if wide < LEAST_SIDE or bottom - top < LEAST_SIDE:
        first, third = ("back", "front") if kind == "chair" else ("left", "right")
        across = "differ from" if kind == "chair" else "be less than"
        spot.report(
            f"in {spot.name} {first} must {across} {third}, and top be less than bottom, "
            f"got [{shown}]",
            f"write {kind} = [{first}, top, {third}, bottom]; y grows downwards",
        )
        return None
    return Prop(kind=kind, points=((left, top), (right, bottom)))


def _points(value: object, spot: Spot) -> tuple[Point, ...] | None:
    if not isinstance(value, list) or not 2 <= len(value) <= LINE_MAX:
        spot.report(
            f"{spot.name} must be 2 to {LINE_MAX} points, got {as_written(value)}",
            spot.write("[[0.2, 0.5], [0.4, 0.5]]"),
        )
        return None
    points = [point_of(one, spot.at(index)) for index, one in enumerate(value)]
    return tuple(point for point in points if point is not None) if None not in points else None


def _row(value: object, count: int, spot: Spot, form: Form) -> tuple[float, ...] | None:
    """So many numbers, all inside the box. A wrong one is told at its own place."""
    if not isinstance(value, list) or len(value) != count or not all(map(_is_inside, value)):
        place = spot
        if isinstance(value, list) and len(value) == count:
            place = spot.at(next(no for no, one in enumerate(value) if not _is_inside(one)))
        place.report(
            f"{spot.name} must be {form.value}, numbers from 0 to 1, got {_shown(value)}",
            spot.write(_EXAMPLES[form]),
        )
        return None
    return tuple(map(float, value))


def _number(value: object, spot: Spot, form: Form) -> float | None:
    if _is_inside(value):
        return float(value)  # type: ignore[arg-type]  # it has just been looked at
    spot.report(
        f"{spot.name} must be {form.value}, a number from 0 to 1, got {_shown(value)}",
        spot.write("0.96"),
    )
    return None


def _is_inside(value: object) -> bool:
    """Whether it is a number from 0 to 1; what is not a number at all, nan, is not."""
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


def _shown(value: object) -> str:
    if isinstance(value, list) and 0 < len(value) <= 4:
        return f"[{', '.join(as_written(one) for one in value)}]"
    return as_written(value)
