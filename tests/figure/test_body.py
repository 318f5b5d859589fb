from __future__ import annotations

import math

import pytest
from figure_samples import RAISED, STANDING, raising, standing

from calfcoach.figure.body import LIMBS, heel, lengths, pose_at
from calfcoach.figure.model import Figure, Pose, Prop


def test_a_pose_is_where_it_is_asked_for() -> None:
    assert [pose_at(raising(), at).joints for at in (0, 1)] == [STANDING, RAISED]


@pytest.mark.parametrize(("at", "joints"), [(-1, STANDING), (9, RAISED), (math.nan, STANDING)])
def test_beyond_the_poses_the_nearest_one_stays(at: float, joints: object) -> None:
    assert pose_at(raising(), at).joints == joints


def test_a_single_pose_stays_whatever_is_asked_for() -> None:
    assert pose_at(standing(), 0.5) == standing().poses[0]


def test_a_joint_that_does_not_move_stays_between_the_poses() -> None:
    between = pose_at(raising(), 0.5).joints

    assert between["toe"] == STANDING["toe"]
    assert between["hand"] == STANDING["hand"]


def test_limbs_keep_their_length_between_the_poses() -> None:
    """A shin that swings by a quarter turn would shrink by a third on a straight way."""
    joints = dict(STANDING)
    x, y = joints["knee"]
    joints |= {"ankle": (x + 0.175, y), "toe": (x + 0.23, y - 0.1)}
    figure = Figure(poses=(Pose(joints=STANDING), Pose(joints=joints)))
    first, between = lengths(STANDING), lengths(pose_at(figure, 0.5).joints)

    assert between["shin"] == pytest.approx(first["shin"], abs=0.002)
    assert between["foot"] == pytest.approx(first["foot"], abs=0.002)


def test_a_limb_turns_the_shorter_way() -> None:
    joints = dict(STANDING) | {"ankle": (0.25, 0.67), "toe": (0.3, 0.77)}
    figure = Figure(poses=(Pose(joints=STANDING), Pose(joints=joints)))
    x, y = pose_at(figure, 0.5).joints["ankle"]

    assert x < 0.41
    assert y > 0.72


def test_half_way_to_the_third_pose_lies_between_the_second_and_the_third() -> None:
    poses = [Pose(joints=dict.fromkeys(STANDING, (0.5, y))) for y in (0.1, 0.2, 0.4)]

    assert pose_at(Figure(poses=tuple(poses)), 1.5).joints["hip"] == pytest.approx((0.5, 0.3))


def test_props_move_with_the_pose() -> None:
    rollers = [Prop(kind="roller", points=((x, 0.8),), radius=0.1) for x in (0.4, 0.6)]
    poses = tuple(Pose(joints=STANDING, props=(roller,)) for roller in rollers)
    moved = pose_at(Figure(poses=poses, props=(rollers[0],)), 0.25).props

    assert moved == (Prop(kind="roller", points=((0.45, 0.8),), radius=0.1),)


def test_the_heel_of_a_flat_foot_is_on_the_floor_behind_the_ankle() -> None:
    found = heel({"ankle": (0.4, 0.9), "toe": (0.5, 0.955)})

    assert found == pytest.approx((0.364, 0.955))


def test_the_heel_of_a_raised_foot_is_above_the_toe() -> None:
    found = heel(RAISED)

    assert found is not None
    assert found[1] < RAISED["toe"][1] - 0.05
    assert found[0] < RAISED["ankle"][0]


def test_with_toes_up_the_heel_is_under_the_ankle() -> None:
    """Lying on the back with the head at the left."""
    found = heel({"other_ankle": (0.8, 0.8), "other_toe": (0.855, 0.7)}, "other_")

    assert found == pytest.approx((0.855, 0.836))


def test_a_heel_that_is_given_is_taken() -> None:
    assert heel({"ankle": (0.4, 0.9), "toe": (0.5, 0.9), "heel": (0.1, 0.2)}) == (0.1, 0.2)


def test_without_an_ankle_there_is_no_heel() -> None:
    assert heel({"toe": (0.5, 0.9)}) is None


def test_lengths_leave_out_what_is_not_given() -> None:
    found = lengths({"knee": (0.5, 0.5), "ankle": (0.5, 0.7), "toe": (0.6, 0.7)})

    assert found == pytest.approx({"shin": 0.2, "foot": 0.1})
    assert set(found) < {limb.name for limb in LIMBS}
