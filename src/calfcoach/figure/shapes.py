"""A figure as strokes: what is drawn, however it is drawn.

Owns which lines a body has, how heavy each is, the mirror, and the part of the box that is
filled. Knows nothing of dots, cells and SVG. Places are in parts of the box.
"""

from __future__ import annotations

from calfcoach.figure.body import heel, pose_at, where
from calfcoach.figure.kinds import KINDS, Form
from calfcoach.figure.model import Figure, Joints, View, Works
from calfcoach.figure.props import prop_strokes
from calfcoach.figure.stroke import Frame, Stroke, Weight
from calfcoach.frozen import replace
from calfcoach.terms import Side

HEAD_RADIUS = 0.062
_MARGIN = 0.03  # at both sides of what is drawn: a floor goes on a little
_FLESH = 0.03  # half of a thick stroke: without it a hip at the very top is cut off
_NOWHERE = Frame(left=0.0, top=0.0, right=0.0, bottom=0.0)


def strokes(figure: Figure, at: float, side: Side) -> tuple[Stroke, ...]:
    """The strokes of a figure between its poses, from the back to the front. For the left leg
    all is mirrored in the middle of the box."""
    pose, whole = pose_at(figure, at), frame(figure, Side.RIGHT)
    things = [stroke for prop in pose.props for stroke in prop_strokes(prop, whole)]
    drawn = (*things, *_body(figure, pose.joints))
    return tuple(_mirrored(stroke) for stroke in drawn) if side is Side.LEFT else drawn


def frame(figure: Figure, side: Side) -> Frame:
    """What all poses of a figure together fill, with a little of wall and floor around it."""
    across: list[float] = []
    down: list[float] = []
    for pose in figure.poses:
        for stroke in _body(figure, pose.joints):
            _widen(stroke, across, down)
            if stroke.weight in (Weight.TRUNK, Weight.WORKED):
                down.append(min(y for _, y in stroke.points) - _FLESH)
        for prop in pose.props:
            form = KINDS[prop.kind]
            if form is not Form.LEVEL:
                across += [point[0] for point in prop.points]
            if form is not Form.UPRIGHT:
                down += [point[1] for point in prop.points]
            if form not in (Form.LEVEL, Form.UPRIGHT):
                for stroke in prop_strokes(prop, _NOWHERE):
                    _widen(stroke, across, down)
    # a leg alone goes on beyond the picture: a margin would cut it off in the open
    margin = 0.0 if figure.view is View.LEG else _MARGIN
    left, right = min(across) - margin, max(across) + margin
    if side is Side.LEFT:
        left, right = 1 - right, 1 - left
    return Frame(left=left, top=min(down), right=right, bottom=max(down))


def _widen(stroke: Stroke, across: list[float], down: list[float]) -> None:
    for x, y in stroke.points:
        across += [x - stroke.radius, x + stroke.radius]
        down += [y - stroke.radius, y + stroke.radius]


def _body(figure: Figure, joints: Joints) -> tuple[Stroke, ...]:
    far = Weight.WORKED if figure.works is Works.BOTH else Weight.REST
    near = Weight.REST if figure.works is Works.NONE else Weight.WORKED
    side = figure.view is not View.FRONT
    return (
        *_line(joints, ("other_shoulder", "other_elbow", "other_hand"), Weight.THIN),
        *_leg(joints, "other_", far, side),
        *_trunk(joints),
        *_girdles(joints),
        *_head(joints),
        *_leg(joints, "", near, side),
        *_line(joints, ("shoulder", "elbow", "hand"), Weight.THIN),
    )


def _line(joints: Joints, names: tuple[str, ...], weight: Weight) -> tuple[Stroke, ...]:
    points = tuple(point for name in names if (point := where(joints, name)) is not None)
    return (Stroke(points=points, weight=weight),) if len(points) > 1 else ()


def _trunk(joints: Joints) -> tuple[Stroke, ...]:
    """From the neck to the middle between the hips."""
    hip, other = joints.get("hip"), where(joints, "other_hip")
    if hip is None or other is None or "neck" not in joints:
        return ()
    middle = ((hip[0] + other[0]) / 2, (hip[1] + other[1]) / 2)
    return (Stroke(points=(joints["neck"], middle), weight=Weight.TRUNK),)


def _girdles(joints: Joints) -> tuple[Stroke, ...]:
    """The lines across the shoulders and the hips, where both sides are given."""
    shoulders = ("shoulder", "neck", "other_shoulder") if "other_shoulder" in joints else ()
    hips = ("hip", "other_hip") if "other_hip" in joints else ()
    return (*_line(joints, shoulders, Weight.THIN), *_line(joints, hips, Weight.TRUNK))


def _head(joints: Joints) -> tuple[Stroke, ...]:
    if "head" not in joints:
        return ()
    return (Stroke(points=(joints["head"],), radius=HEAD_RADIUS, weight=Weight.THIN, filled=True),)


def _leg(joints: Joints, prefix: str, weight: Weight, from_side: bool) -> tuple[Stroke, ...]:
    names = tuple(f"{prefix}{name}" for name in ("hip", "knee", "ankle"))
    ankle, toe = joints.get(f"{prefix}ankle"), joints.get(f"{prefix}toe")
    if ankle is None or toe is None:
        return ()
    back = heel(joints, prefix) if from_side else joints.get(f"{prefix}heel")
    foot = (ankle, toe) if back is None else (ankle, back, toe, ankle)
    return (
        *_line(joints, names, weight),
        Stroke(points=foot, weight=weight, filled=len(foot) > 2),
    )


def _mirrored(stroke: Stroke) -> Stroke:
    return replace(stroke, points=tuple((1 - x, y) for x, y in stroke.points))
