"""What a picture is drawn with: strokes, and the part of the box that they fill.

Owns how heavy strokes are to one another. Knows nothing of bodies and things, nor how wide a
stroke is in dots or in an SVG: those who draw say so for each weight.
"""

from __future__ import annotations

from calfcoach.enumeration import StrEnum
from calfcoach.figure.model import Point
from calfcoach.frozen import frozen


class Weight(StrEnum):
    """How heavy a stroke is, from the lightest."""

    PROP = "prop"
    THIN = "thin"
    REST = "rest"  # a leg that rests
    TRUNK = "trunk"
    WORKED = "worked"


@frozen
class Stroke:
    """A line through points; with a `radius`, in parts of the box, a circle around its only
    point. `filled`: what it encloses is drawn too. `fine`: it may be left out where there is
    little room."""

    points: tuple[Point, ...]
    weight: Weight = Weight.PROP
    radius: float = 0.0
    filled: bool = False
    fine: bool = False

    @property
    def worked(self) -> bool:
        """Whether it is of a leg that works."""
        return self.weight is Weight.WORKED


@frozen
class Frame:
    """The part of the box that a picture fills, the same in all of its poses."""

    left: float
    top: float
    right: float
    bottom: float
