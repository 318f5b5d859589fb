"""What a figure is: a person as joints in a unit box, with props, in one or more poses.

Owns the nouns. Knows nothing of how a figure is drawn or written in a file. The box is square:
x grows to the right, y downwards, both from 0 to 1.
"""

from __future__ import annotations

from collections.abc import Mapping

from calfcoach.enumeration import StrEnum
from calfcoach.frozen import frozen

Point = tuple[float, float]
Joints = Mapping[str, Point]


class View(StrEnum):
    """From where a person is seen."""

    SIDE = "side"  # facing right: the near leg is the right leg
    FRONT = "front"  # as in a mirror: the right leg is at the right
    LEG = "leg"  # the leg alone, near to the eye, from the side


class Works(StrEnum):
    """Which leg works: the near one (in front the one at the right), both, or none."""

    LEG = "leg"
    BOTH = "both"
    NONE = "none"


class Motion(StrEnum):
    """How the poses follow one another while somebody works."""

    STILL = "still"  # held in the last pose, however it gets there
    TEMPO = "tempo"  # up to the top of a rep and down again, with its beats
    STROKE = "stroke"  # first to last pose in a stroke, then at once back to the first
    ROLL = "roll"  # first to last pose in one pass, back in the next
    ALTERNATE = "alternate"  # one pose after the other
    PARTS = "parts"  # one pose for each of the parts in turn, such as warm and cold


@frozen
class Prop:
    """A thing beside the person. `points` are those of its kind, `radius` is that of what is
    round, both in parts of the box."""

    kind: str
    points: tuple[Point, ...]
    radius: float = 0.0


@frozen
class Pose:
    """Where every joint is, and every prop, in the order of the figure's props."""

    joints: Joints
    props: tuple[Prop, ...] = ()


@frozen
class Figure:
    """A picture of an exercise; at least one pose, all with the same joints and props.

    `props` are those of the first pose. `top` counts from 1: the pose in which a rep turns, with
    those of the way down behind it; without one that is the last, and the way down is the way up.
    """

    poses: tuple[Pose, ...]
    view: View = View.SIDE
    works: Works = Works.LEG
    motion: Motion = Motion.STILL
    props: tuple[Prop, ...] = ()
    top: int | None = None
