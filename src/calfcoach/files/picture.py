"""The picture of an exercise: its keys, and what makes a figure of them.

Owns which joints and props a file may name and the checks of their numbers. Knows nothing of how
a figure is drawn.
"""

from __future__ import annotations

from collections.abc import Mapping

from calfcoach.figure.body import JOINTS
from calfcoach.figure.model import Figure, Motion, Point, Pose, Prop, View, Works
from calfcoach.files.fields import Field, ListOf, Table
from calfcoach.files.picture_body import check_complete, check_lengths
from calfcoach.files.picture_numbers import PROPS_MAX, PropOf, plain_point, point_of
from calfcoach.files.problems import Spot, as_written, did_you_mean, listed, visible
from calfcoach.files.values import Whole, choice
from calfcoach.frozen import frozen, replace
from calfcoach.terms import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

POSES_MAX = 8
_MISSING = "write [[picture.pose]] above the joints of each pose"
MOTIONS = {  # how several poses follow one another; those of other kinds are still
    Kind.STRENGTH: Motion.TEMPO,
    Kind.ROLL: Motion.ROLL,
    Kind.MASSAGE: Motion.STROKE,
    Kind.PRESS: Motion.STROKE,
    Kind.MOBILITY: Motion.ALTERNATE,
    Kind.ACTIVATION: Motion.ALTERNATE,
    Kind.WARM_UP: Motion.ALTERNATE,
    Kind.CONTRAST: Motion.PARTS,
}


@frozen
class PosesOf:
    """One to eight poses, left as they are: what each must say hangs on the view."""

    def __call__(self, value: object, spot: Spot) -> list[dict[str, object]] | None:
        """Check that they are tables."""
        tables = isinstance(value, list) and all(isinstance(one, dict) for one in value)
        if isinstance(value, list) and tables and 1 <= len(value) <= POSES_MAX:
            return value
        got, hint = as_written(value), _above_poses(spot)
        if isinstance(value, list) and tables:
            got, over = str(len(value)), len(value) - POSES_MAX
            hint = f"take {'one' if over == 1 else over} away" if over > 0 else hint
        spot.report(
            f"{spot.name} must be 1 to {POSES_MAX} tables that begin with {_header(spot)}, "
            f"got {got}",
            hint,
        )
        return None


def _header(spot: Spot) -> str:
    """What stands above a pose whose key `pose` is at a place."""
    return f"[[{'.'.join(visible(str(key)) for key in spot.path)}]]"


def _above_poses(spot: Spot) -> str:
    return f"write {_header(spot)} above the joints of each pose"


PICTURE = Table(
    called="a picture",
    fields=(
        Field(
            name="view",
            read=choice(View),
            meaning="from where the person is seen",
            default=View.SIDE.value,
        ),
        Field(
            name="works",
            read=choice(Works),
            meaning="which leg works",
            default=Works.LEG.value,
        ),
        Field(
            name="motion",
            read=choice(Motion),
            meaning="how the poses follow one another",
            otherwise="what suits the kind of the exercise",
        ),
        Field(
            name="top",
            read=Whole(low=1, high=POSES_MAX),
            meaning="which pose is the top of a rep; those behind it are the way down",
            otherwise="the last one, and the way down is the way up",
        ),
        Field(
            name="props",
            read=ListOf(read=PropOf(), example="[{ floor = 0.96 }]"),
            meaning="what stands beside the person",
        ),
        Field(
            name="pose",
            read=PosesOf(),
            meaning="where the joints are",
            required=True,
            missing=_MISSING,
        ),
    ),
)


def figure_of(values: Mapping[str, Any], kind: Kind | None, spot: Spot) -> Figure | None:
    """The figure of a picture's keys, as `PICTURE` has read them; None after problems, which are
    added. `kind` is that of the exercise, which decides how poses follow one another."""
    if "pose" not in values:
        _say_above_which(spot.at("pose"))
        return None
    known = len(spot.problems)
    view = values.get("view", View.SIDE)
    poses = _poses_of(values, view, spot)
    moving = MOTIONS.get(kind, Motion.STILL) if kind and len(poses) > 1 else Motion.STILL
    motion = values.get("motion", moving)
    _check_top(values.get("top"), motion, len(poses), spot)
    if len(spot.problems) > known:
        return None
    return Figure(
        poses=poses,
        view=view,
        works=values.get("works", Works.LEG),
        motion=motion,
        props=poses[0].props,
        top=values.get("top"),
    )


def _say_above_which(spot: Spot) -> None:
    """The table of fields knows only what stands above a pose in a file of an exercise; inside a
    routine the name of the exercise belongs to it."""
    for index, problem in enumerate(spot.problems):
        if problem.path == spot.path and problem.hint == _MISSING:
            spot.problems[index] = replace(problem, hint=_above_poses(spot))


def _poses_of(values: Mapping[str, Any], view: View, spot: Spot) -> tuple[Pose, ...]:
    """The poses, each with all joints and props. There is at least one."""
    props = values.get("props", ())
    if len(props) > PROPS_MAX:
        spot.at("props").report(
            f"`props` has {len(props)} things, the limit is {PROPS_MAX}", "take some away"
        )
    poses: list[Pose] = []
    for index, raw in enumerate(values["pose"]):
        place = spot.at("pose", index)
        before = poses[0] if poses else Pose(joints={}, props=props)
        poses.append(_pose(raw, before, place))
        if index == 0:
            check_complete(raw, view, place)
        elif added := [name for name in raw if name in JOINTS and name not in before.joints]:
            place.at(added[0]).report(
                f"`{added[0]}` is not in the first pose", "give it to the first pose too"
            )
            continue
        check_lengths(poses, view, place)
    return tuple(poses)


def _check_top(top: int | None, motion: Motion, poses: int, spot: Spot) -> None:
    """A top is one of the poses, of what has reps at a tempo."""
    if top is not None and top > poses:
        spot.at("top").report(
            f"`top` must be one of the {poses} poses, got {top}", f"write top = {poses}"
        )
    elif top is not None and motion is not Motion.TEMPO:
        spot.at("top").report(f'motion = "{motion}" has no `top`', 'write motion = "tempo"')


def _pose(raw: Mapping[str, object], before: Pose, spot: Spot) -> Pose:
    """A pose; what it does not say is as in the first."""
    joints: dict[str, Point] = dict(before.joints)
    props = before.props
    for key, value in raw.items():
        if key in JOINTS:
            point = plain_point(value) or point_of(value, spot.at(key))
            if point is not None:
                joints[key] = point
        elif key == "props":
            place = spot.at(key)
            moved = ListOf(read=PropOf(), example="[{ roller = [0.5, 0.9, 0.06] }]")(value, place)
            props = _props_moved(before.props, moved or (), place)
        else:
            spot.at(key).report(
                f"`{visible(key[:40])}` is not a joint",
                did_you_mean(key, JOINTS) or f"the joints are {listed(JOINTS, 'and')}",
                of_key=True,
            )
    return Pose(joints=joints, props=props)


def _props_moved(props: tuple[Prop, ...], moved: tuple[Prop, ...], spot: Spot) -> tuple[Prop, ...]:
    """The props of a pose: the first of a kind takes the place of the first of that kind."""
    found = list(props)
    taken: set[int] = set()
    for prop in moved:
        free = [
            index
            for index, one in enumerate(props)
            if one.kind == prop.kind and index not in taken and len(one.points) == len(prop.points)
        ]
        if not free:
            spot.report(*_not_there(prop, props))
            return props
        found[free[0]] = prop
        taken.add(free[0])
    return tuple(found)


def _not_there(moved: Prop, props: tuple[Prop, ...]) -> tuple[str, str]:
    """Why a prop of a pose has nothing that it could move, and what to do."""
    alike = [one for one in props if one.kind == moved.kind]
    if not alike:
        message = f"`props` moves a {moved.kind} that the picture does not have"
        return message, f"give the picture a {moved.kind} too"
    if all(len(one.points) != len(moved.points) for one in alike):
        has, got = len(alike[0].points), len(moved.points)
        message = f"`props` moves a {moved.kind} of {got} points, that of the picture has {has}"
        return message, f"write {has} points"
    message = f"`props` moves more things of the kind {moved.kind} than the picture has"
    return message, f"take one away, or give the picture another {moved.kind}"
