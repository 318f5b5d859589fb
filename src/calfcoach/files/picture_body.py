"""Whether the joints of a picture make a person: none is missing, and limbs keep their length.

Owns the problems of that. What the limbs are and how long they may be is `figure.body`'s.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from calfcoach.figure.body import (
    BROAD,
    JOINTS,
    LIMBS,
    NEEDED,
    Limb,
    differ,
    lengths,
    tolerance,
)
from calfcoach.files.problems import Spot, listed, nearest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from calfcoach.figure.model import Pose, View

_Lengths = Mapping[str, float]


def check_complete(raw: Mapping[str, object], view: View, spot: Spot) -> None:
    """A joint that stands there with wrong numbers, or under a wrong name, is told by itself."""
    meant = {nearest(key, JOINTS) for key in raw if key not in JOINTS}
    missing = [name for name in NEEDED[view] if name not in raw and name not in meant]
    if missing:
        spot.report(
            f"the first pose lacks {listed([f'`{name}`' for name in missing], 'and')}",
            f"write where each of them is, such as {missing[0]} = [x, y], from 0 to 1",
        )


def check_lengths(poses: Sequence[Pose], view: View, spot: Spot) -> None:
    """In the last of some poses limbs are as long as in the first and in the one before it, and
    alike on both sides."""
    first, before, now = (lengths(poses[at].joints, view) for at in (0, max(0, len(poses) - 2), -1))
    wrong: set[str] = set()
    for limb in LIMBS:
        if limb.name not in now or limb.name not in first:
            continue
        long = now[limb.name]
        than = _other_length(limb, now, first, before, view, wrong)
        if than:
            share = "a quarter" if tolerance(view, limb) == BROAD else "a tenth"
            hint = f"limbs keep their length within {share}: move"
        elif long < limb.least:
            than, hint = f"the least is {limb.least:g}", "put more between its ends: move"
        else:
            continue
        wrong.add(limb.name)
        # at the joint where the limb ends, or at the pose where that joint is not written
        spot.at(limb.end).report(
            f"the {limb.name} is {long:.3f} long, {than}",
            f"{hint} `{limb.end}` or `{limb.start}`",
        )


def _other_length(
    limb: Limb, now: _Lengths, first: _Lengths, before: _Lengths, view: View, wrong: Container[str]
) -> str:
    """What a limb should be as long as and is not, told once; empty where all is well."""
    long, then, last = now[limb.name], first[limb.name], before[limb.name]
    if differ(view, limb, long, then):
        return f"in the first pose {then:.3f}"
    if differ(view, limb, long, last) and not differ(view, limb, last, then):
        return f"in the pose before {last:.3f}"
    like = now.get(limb.like)
    if like is not None and limb.like not in wrong and differ(view, limb, long, like):
        return f"the {limb.like} {like:.3f}"
    return ""
