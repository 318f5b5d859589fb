"""Figures for the tests: a person who stands, one who raises the heels, and one seen from the
front."""

from __future__ import annotations

from calfcoach.figure.model import Figure, Joints, Motion, Pose, Prop, View, Works
from calfcoach.terms import Side

FLOOR = Prop(kind="floor", points=((0.5, 0.96),))
STANDING: Joints = {
    "head": (0.44, 0.16),
    "neck": (0.43, 0.25),
    "shoulder": (0.43, 0.28),
    "elbow": (0.53, 0.4),
    "hand": (0.68, 0.34),
    "hip": (0.42, 0.54),
    "knee": (0.42, 0.72),
    "ankle": (0.41, 0.895),
    "toe": (0.51, 0.95),
    "other_knee": (0.52, 0.69),
    "other_ankle": (0.5, 0.87),
    "other_toe": (0.6, 0.925),
}
RAISED: Joints = {
    **STANDING,
    "head": (0.44, 0.1),
    "neck": (0.43, 0.19),
    "hip": (0.42, 0.48),
    "knee": (0.42, 0.66),
    "ankle": (0.46, 0.835),
}
FACING: Joints = {
    "head": (0.5, 0.12),
    "neck": (0.5, 0.21),
    "shoulder": (0.58, 0.23),
    "elbow": (0.64, 0.37),
    "hand": (0.6, 0.5),
    "other_shoulder": (0.42, 0.23),
    "other_elbow": (0.36, 0.37),
    "other_hand": (0.4, 0.5),
    "hip": (0.54, 0.51),
    "other_hip": (0.46, 0.51),
    "knee": (0.56, 0.72),
    "ankle": (0.57, 0.93),
    "toe": (0.6, 0.95),
    "other_knee": (0.44, 0.72),
    "other_ankle": (0.43, 0.93),
    "other_toe": (0.4, 0.95),
}


def standing(works: Works = Works.LEG) -> Figure:
    """A person from the side on a floor, in one pose."""
    return Figure(poses=(Pose(joints=STANDING, props=(FLOOR,)),), works=works, props=(FLOOR,))


def raising(motion: Motion = Motion.TEMPO) -> Figure:
    """A person who raises a heel."""
    poses = (Pose(joints=STANDING, props=(FLOOR,)), Pose(joints=RAISED, props=(FLOOR,)))
    return Figure(poses=poses, motion=motion, props=(FLOOR,))


def facing() -> Figure:
    """A person from the front."""
    return Figure(poses=(Pose(joints=FACING),), view=View.FRONT)


SIDES = (Side.LEFT, Side.RIGHT)
