"""What there is to know to write a picture by hand, beside its keys: a part of the reference that
docs/reference.py writes, made from the tables that read and check a picture.
"""

from __future__ import annotations

from collections.abc import Iterable

from calfcoach.figure.body import BROAD, JOINTS, LIMBS, NARROW, NEEDED, ROUNDING
from calfcoach.figure.kinds import KINDS, LOOKS, Form
from calfcoach.figure.model import Motion, View
from calfcoach.files.picture import MOTIONS, POSES_MAX
from calfcoach.files.picture_numbers import LEAST_RADIUS, LEAST_SIDE, LINE_MAX, PROPS_MAX
from calfcoach.files.problems import listed

ABOUT = (
    "Under `[picture]` in the file of an exercise, with its poses under `[[picture.pose]]`; inside "
    "a routine under `[exercise.my-id.picture]` and `[[exercise.my-id.picture.pose]]`. Example 19 "
    "has one. A person is drawn from joints in a square box: `[x, y]`, each from 0 to 1, x to the "
    "right and y downwards. The first pose gives every joint that its view needs; a later one "
    "gives those that differ from the first, and `props` that moved. What is empty around the "
    "drawing is cut off. `calfcoach show my-id` shows it on a terminal, `calfcoach show "
    "my-routine/my-id` that of an exercise inside a routine, and `--svg` writes it to a file."
)
_VIEWS = {
    View.SIDE: "The person faces right. The leg without `other_` is the near one, the right leg; "
    "for the left leg all is mirrored.",
    View.FRONT: "As in a mirror: the right leg, without `other_`, is at the right.",
    View.LEG: "One leg alone, near to the eye, from the side, its toes to the right.",
}
_MOTIONS = {
    Motion.STILL: "the last pose is held",
    Motion.TEMPO: "up to the pose `top` and down again, with the beats of a rep",
    Motion.STROKE: "first to last pose in a stroke, then at once back to the first",
    Motion.ROLL: "first to last pose in one pass, back in the next",
    Motion.ALTERNATE: "one pose after the other",
    Motion.PARTS: "one pose for each of the parts that come in turn",
}
_FORMS = {
    Form.UPRIGHT: "`0.93`: x",
    Form.LEVEL: "`0.96`: y",
    Form.SPOT: "`[x, y]`",
    Form.ROUND: "`[x, y, radius]`",
    Form.BOX: "`[left, top, right, bottom]`",
    Form.LINE: f"`[[x, y], [x, y]]`, 2 to {LINE_MAX} points",
}


def more() -> str:
    """Joints, lengths, motions and props, as Markdown."""
    return "\n".join([*_joints(), *_lengths(), *_motions(), *_props()])


def _joints() -> Iterable[str]:
    yield "#### Joints of a pose\n"
    yield "| view | needs | may have | how it is seen |"
    yield "|---|---|---|---|"
    for view in View:
        may = [name for name in JOINTS if name not in NEEDED[view]]
        yield f"| `{view}` | {_names(NEEDED[view])} | {_names(may)} | {_VIEWS[view]} |"
    yield (
        "\n`head` is the middle of the head. A heel that is not given is drawn where it is in a "
        "foot of somebody who faces right; give it where the foot points to the left. Hips and "
        "shoulders seen from the side are one, unless the other is given.\n"
    )


def _lengths() -> Iterable[str]:
    turning = listed([f"the {limb.name}" for limb in LIMBS if limb.turns and not limb.like], "and")
    parts = "; ".join(
        f"{limb.name} `{limb.start}` to `{limb.end}`" for limb in LIMBS if not limb.like
    )
    yield "#### Lengths\n"
    yield (
        f"Parts of the body keep their length: {parts}; and the same of the other side. In a later "
        "pose each is as long as in the first and in the one before, and on both sides alike: "
        f"within {NARROW:.0%} of it, within {BROAD:.0%} in front views and for {turning}; a "
        f"difference of {ROUNDING:g} is always allowed, as numbers with two places are not exact. "
        f"No part but the pelvis and the collarbone is shorter than {LIMBS[0].least:g}. "
        "In a standing person 0.9 high these look right: head to "
        "neck 0.09, trunk 0.29, thigh 0.21, shin 0.22, upper arm and forearm 0.15, foot 0.115. A "
        "flat foot has its ankle 0.055 above the toe, and the toe 0.01 above the floor.\n"
    )


def _motions() -> Iterable[str]:
    yield "#### How poses follow one another\n"
    yield "| motion | how | without the key, for |"
    yield "|---|---|---|"
    for motion in Motion:
        kinds = [f"`{kind}`" for kind, chosen in MOTIONS.items() if chosen is motion]
        others = "one pose, and all other kinds" if motion is Motion.STILL else "nothing"
        yield f"| `{motion}` | {_MOTIONS[motion]} | {listed(kinds, 'and') or others} |"
    yield ""


def _props() -> Iterable[str]:
    yield "#### Props\n"
    yield (
        f"A table with one key each, such as `{{ floor = 0.96 }}`; at most {PROPS_MAX}, drawn "
        "behind the person in their order. In a pose the first of a kind takes the place of the "
        "first of that kind in the picture, with as many points.\n"
    )
    yield "| prop | its numbers | what it looks like |"
    yield "|---|---|---|"
    for kind, form in KINDS.items():
        yield f"| `{kind}` | {_FORMS[form]} | {LOOKS[kind]} |"
    yield (
        f"\nAll of it lies in the box. A radius is {LEAST_RADIUS:g} or more; a box is at least "
        f"{LEAST_SIDE:g} wide and high; a picture has 1 to {POSES_MAX} poses.\n"
    )


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
