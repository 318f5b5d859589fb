"""How a body hangs together: which joints there are, the limbs between them, what is between
two poses.

Owns proportions and movement of joints. Knows nothing of how they are drawn.
"""

from __future__ import annotations

import math

from calfcoach.figure.model import Figure, Joints, Point, Pose, Prop, View
from calfcoach.frozen import frozen, replace

LEG = ("knee", "ankle", "toe")
TRUNK = ("head", "neck", "hip")
ARM = ("shoulder", "elbow", "hand")
OTHER_LEG = ("other_knee", "other_ankle", "other_toe")
OTHER_ARM = ("other_shoulder", "other_elbow", "other_hand")
NEEDED = {
    View.SIDE: (*TRUNK, *ARM, *LEG, *OTHER_LEG),
    View.FRONT: (*TRUNK, "other_hip", *ARM, *OTHER_ARM, *LEG, *OTHER_LEG),
    View.LEG: LEG,
}
JOINTS = (*TRUNK, "other_hip", *ARM, *OTHER_ARM, *LEG, "heel", *OTHER_LEG, "other_heel")

# Every joint hangs on another; the order is that from the hip outwards.
_HANGS_ON = (
    ("neck", "hip"),
    ("head", "neck"),
    ("other_hip", "hip"),
    ("shoulder", "neck"),
    ("elbow", "shoulder"),
    ("hand", "elbow"),
    ("other_shoulder", "neck"),
    ("other_elbow", "other_shoulder"),
    ("other_hand", "other_elbow"),
    ("knee", "hip"),
    ("ankle", "knee"),
    ("toe", "ankle"),
    ("heel", "ankle"),
    ("other_knee", "other_hip"),
    ("other_ankle", "other_knee"),
    ("other_toe", "other_ankle"),
    ("other_heel", "other_ankle"),
)
_STILL = 1e-9

# A standing foot from the side, where the toe is 1 ahead of the ankle: the ankle is this far
# above the sole, and the heel this far behind.
_ANKLE_UP = 0.55
_HEEL_BACK = 0.36


@frozen
class Limb:
    """A part of the body with a length that stays, from joint to joint. `like` names the same
    part of the other side. `turns`: it seems longer or shorter as the body turns, however it is
    seen. `least`: so long it is, in parts of the box. `across`: it is there in front views only."""

    name: str
    start: str
    end: str
    like: str = ""
    turns: bool = False
    least: float = 0.02
    across: bool = False


LIMBS = (
    Limb(name="neck", start="neck", end="head", turns=True),
    Limb(name="trunk", start="neck", end="hip"),
    Limb(name="pelvis", start="hip", end="other_hip", turns=True, least=0.0, across=True),
    Limb(name="collarbone", start="neck", end="shoulder", turns=True, least=0.0),
    Limb(name="upper arm", start="shoulder", end="elbow"),
    Limb(name="forearm", start="elbow", end="hand"),
    Limb(name="thigh", start="hip", end="knee"),
    Limb(name="shin", start="knee", end="ankle"),
    Limb(name="foot", start="ankle", end="toe"),
    Limb(name="back of the foot", start="ankle", end="heel"),
    Limb(
        name="other collarbone",
        start="neck",
        end="other_shoulder",
        like="collarbone",
        turns=True,
        least=0.0,
    ),
    Limb(name="other upper arm", start="other_shoulder", end="other_elbow", like="upper arm"),
    Limb(name="other forearm", start="other_elbow", end="other_hand", like="forearm"),
    Limb(name="other thigh", start="other_hip", end="other_knee", like="thigh"),
    Limb(name="other shin", start="other_knee", end="other_ankle", like="shin"),
    Limb(name="other foot", start="other_ankle", end="other_toe", like="foot"),
    Limb(
        name="back of the other foot",
        start="other_ankle",
        end="other_heel",
        like="back of the foot",
    ),
)
ROUNDING = 0.01  # numbers are written with two places: each end may be half of that off
NARROW, BROAD = 0.1, 0.25  # by which part of it a length may change


def tolerance(view: View, limb: Limb) -> float:
    """By which part a limb may seem longer or shorter: seen from the front it comes nearer."""
    return BROAD if view is View.FRONT or limb.turns else NARROW


def differ(view: View, limb: Limb, long: float, before: float) -> bool:
    """Whether a limb that was `before` long cannot be `long` now, both in parts of the box."""
    return abs(long - before) > max(tolerance(view, limb) * before, ROUNDING) + _STILL


def where(joints: Joints, name: str) -> Point | None:
    """A joint; that of the other side stands for itself where it is given, and hips and
    shoulders seen from the side are one."""
    given = joints.get(name)
    if given is None and name in ("other_hip", "other_shoulder"):
        return joints.get(name.removeprefix("other_"))
    return given


def lengths(joints: Joints, view: View = View.FRONT) -> dict[str, float]:
    """How long each limb is, in parts of the box; without those of which an end is not given, or
    that are not seen from there."""
    found: dict[str, float] = {}
    for limb in LIMBS:
        start, end = where(joints, limb.start), joints.get(limb.end)
        seen = view is View.FRONT or not limb.across
        if seen and start is not None and end is not None:
            found[limb.name] = math.dist(start, end)
    return found


def heel(joints: Joints, prefix: str = "") -> Point | None:
    """The heel as given, or where it is in a foot seen from the side of somebody who faces
    right. `prefix` is "other_" for the other foot."""
    given = joints.get(f"{prefix}heel")
    ankle, toe = joints.get(f"{prefix}ankle"), joints.get(f"{prefix}toe")
    if given is not None or ankle is None or toe is None:
        return given
    x, y = toe[0] - ankle[0], toe[1] - ankle[1]
    whole = 1 + _ANKLE_UP**2
    ahead, below = (_ANKLE_UP**2 - _HEEL_BACK) / whole, _ANKLE_UP * (1 + _HEEL_BACK) / whole
    return ankle[0] + ahead * x - below * y, ankle[1] + ahead * y + below * x


def pose_at(figure: Figure, at: float) -> Pose:
    """The pose between the poses: 0 is the first, 1 the second, 1.5 half-way to the third."""
    last = len(figure.poses) - 1
    at = min(max(at, 0.0), float(last)) if math.isfinite(at) else 0.0
    index = min(math.floor(at), max(0, last - 1))
    share = at - index
    if share == 0:
        return figure.poses[index]
    if share == 1:
        return figure.poses[index + 1]
    return _between(figure.poses[index], figure.poses[index + 1], share)


def _between(first: Pose, second: Pose, share: float) -> Pose:
    """Limbs turn about the joint on which they hang, so that they do not shrink on the way; what
    does not move, such as a foot on the floor, stays."""
    joints: dict[str, Point] = {}
    for name, point in first.joints.items():
        joints[name] = _mixed(point, second.joints[name], share)
    for name, parent in _HANGS_ON:
        if name not in joints or math.dist(first.joints[name], second.joints[name]) < _STILL:
            continue
        root = where(joints, parent)
        old, new = where(first.joints, parent), where(second.joints, parent)
        if root is None or old is None or new is None:
            continue
        turn = _turned(old, first.joints[name], new, second.joints[name], share)
        joints[name] = (root[0] + turn[0], root[1] + turn[1])
    props = tuple(
        _moved(old, new, share) for old, new in zip(first.props, second.props, strict=True)
    )
    return Pose(joints=joints, props=props)


def _turned(old: Point, old_end: Point, new: Point, new_end: Point, share: float) -> Point:
    """From a joint to the next, when it is `share` of the way from old to new."""
    first = math.atan2(old_end[1] - old[1], old_end[0] - old[0])
    turn = math.atan2(new_end[1] - new[1], new_end[0] - new[0]) - first
    angle = first + share * ((turn + math.pi) % math.tau - math.pi)
    reach = (1 - share) * math.dist(old, old_end) + share * math.dist(new, new_end)
    return reach * math.cos(angle), reach * math.sin(angle)


def _moved(old: Prop, new: Prop, share: float) -> Prop:
    points = tuple(
        _mixed(one, other, share) for one, other in zip(old.points, new.points, strict=True)
    )
    return replace(old, points=points, radius=old.radius + share * (new.radius - old.radius))


def _mixed(one: Point, other: Point, share: float) -> Point:
    return one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1])
