"""Exercises with figures of the tests' own, so that no picture here changes with the library."""

from __future__ import annotations

from typing import Any

from building import continuous, exercise, hold, step, tempo_reps, timeline
from virtual import QUIET

from calfcoach.figure.model import Figure, Motion, Point, Pose, Prop, View, Works
from calfcoach.model import Exercise
from calfcoach.terms import Kind, Sides
from calfcoach.timeline import Timeline

_STANDING: dict[str, Point] = {
    "head": (0.44, 0.16),
    "neck": (0.43, 0.25),
    "shoulder": (0.43, 0.28),
    "elbow": (0.52, 0.4),
    "hand": (0.67, 0.36),
    "hip": (0.42, 0.54),
    "knee": (0.43, 0.72),
    "ankle": (0.41, 0.89),
    "toe": (0.51, 0.95),
    "other_knee": (0.45, 0.72),
    "other_ankle": (0.28, 0.75),
    "other_toe": (0.22, 0.86),
}
_RAISED: dict[str, Point] = _STANDING | {
    "head": (0.47, 0.09),
    "neck": (0.46, 0.18),
    "shoulder": (0.46, 0.21),
    "elbow": (0.53, 0.34),
    "hip": (0.45, 0.47),
    "knee": (0.46, 0.65),
    "ankle": (0.46, 0.83),
    "other_knee": (0.48, 0.65),
    "other_ankle": (0.31, 0.68),
    "other_toe": (0.25, 0.79),
}
_STROKED: dict[str, Point] = _STANDING | {"elbow": (0.55, 0.35), "hand": (0.64, 0.22)}
_WALL = (
    Prop(kind="wall", points=((0.68, 0.0),)),
    Prop(kind="floor", points=((0.0, 0.96),)),
)


def at_the_wall(*, motion: Motion = Motion.STILL, works: Works = Works.LEG) -> Figure:
    """One who stands on one leg at a wall; the second pose is on the toes of it, in a stroke with
    the hand higher up."""
    second = _STROKED if motion is Motion.STROKE else _RAISED
    poses = [Pose(joints=_STANDING, props=_WALL), Pose(joints=second, props=_WALL)]
    count = 1 if motion is Motion.STILL else 2
    return Figure(
        poses=tuple(poses[:count]), view=View.SIDE, works=works, motion=motion, props=_WALL
    )


def lean(**changed: Any) -> Exercise:
    """A stretch with a figure that stands still."""
    return exercise("lean", figure=at_the_wall(), cues=("Heel heavy.",), **changed)


def two_leans(**options: Any) -> Timeline:
    """Prepare 5, left 20, change 4, right 20."""
    return timeline(step(hold(20), of=lean(), sides=Sides.EACH, pacing=QUIET), **options)


def raises(reps: int = 10, **options: Any) -> Timeline:
    """Prepare 5, reps of 7 s on both legs."""
    figure = at_the_wall(motion=Motion.TEMPO, works=Works.BOTH)
    of = exercise("rise", kind=Kind.STRENGTH, figure=figure)
    return timeline(step(tempo_reps(reps, 2, 2, 3), of=of, pacing=QUIET), **options)


def strokes(**options: Any) -> Timeline:
    """Prepare 5, left leg 60 s in strokes of 3 s, change, right leg."""
    of = exercise("stroke", kind=Kind.MASSAGE, figure=at_the_wall(motion=Motion.STROKE))
    return timeline(step(continuous(60, 3.0), of=of, sides=Sides.EACH, pacing=QUIET), **options)
