from __future__ import annotations

import pytest

from calfcoach.errors import CoachError
from calfcoach.figure.model import Figure, Motion
from calfcoach.files.exercise import read_exercise_file
from calfcoach.terms import Origin

HEAD = 'title = "Mine"\nkind = "{kind}"\ndose.default.time = "30s"\n[picture]\nview = "leg"\n'
LEG = "[[picture.pose]]\nknee = [0.5, 0.3]\nankle = [0.5, 0.7]\ntoe = [0.7, 0.8]\n"
AGAIN = "[[picture.pose]]\n"


def picture(keys: str, *, kind: str = "strength", poses: int = 3) -> Figure:
    data = HEAD.format(kind=kind) + keys + LEG + AGAIN * (poses - 1)
    exercise = read_exercise_file(data.encode(), id="mine", where="mine", origin=Origin.USER)
    assert exercise.picture is not None
    return exercise.picture


def refused(keys: str, *, kind: str = "strength") -> tuple[str, str, str]:
    with pytest.raises(CoachError) as caught:
        picture(keys, kind=kind)
    return caught.value.where, caught.value.message, caught.value.hint


def test_a_picture_may_say_in_which_pose_a_rep_turns() -> None:
    assert picture("top = 2\n").top == 2
    assert picture("").top is None


def test_a_top_is_one_of_the_poses() -> None:
    assert refused("top = 4\n") == (
        "mine:6:7",
        "`top` must be one of the 3 poses, got 4",
        "write top = 3",
    )
    assert refused("top = 9\n") == (
        "mine:6:7",
        "`top` must be a whole number from 1 to 8, got 9",
        "write top = 8 or less",
    )


def test_what_has_no_reps_has_no_top() -> None:
    assert refused("top = 2\n", kind="mobility") == (
        "mine:6:7",
        'motion = "alternate" has no `top`',
        'write motion = "tempo"',
    )


def test_warm_and_cold_in_turn_have_a_pose_for_each() -> None:
    assert picture("", kind="contrast", poses=2).motion is Motion.PARTS
