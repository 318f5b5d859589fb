from __future__ import annotations

import math
from itertools import pairwise

import pytest
from figure_samples import raising, standing

from calfcoach.figure.model import Figure, Motion
from calfcoach.figure.motion import place
from calfcoach.files.exercise import read_exercise_file
from calfcoach.files.folders import shipped_exercises, toml_files
from calfcoach.frozen import replace
from calfcoach.terms import Origin


def shipped(name: str) -> Figure:
    data = toml_files(shipped_exercises())[name].read_bytes()
    figure = read_exercise_file(data, id=name, where=name, origin=Origin.SHIPPED).picture
    assert figure is not None
    return figure


def places(motion: Motion, count: int, **given: object) -> list[float]:
    """Where a figure of two poses is in the middle of each second."""
    figure = raising(motion)
    return [
        round(place(figure, elapsed_s=second + 0.5, **given), 3)  # type: ignore[arg-type]  # any
        for second in range(count)
    ]


def test_reps_go_up_hold_and_come_down_with_the_beats() -> None:
    assert places(Motion.TEMPO, 8, beats_s=(2, 2, 3)) == [
        *(0.5, 1.0),
        *(1.0, 1.0),
        *(0.5, 0.5, 0.0),
        0.5,
    ]


def test_a_picture_with_a_top_goes_on_from_there_to_its_last_pose() -> None:
    first, second = raising().poses
    poses = (first, second, second, first, second, first)
    figure = replace(raising(), poses=poses, top=3)
    found = [place(figure, elapsed_s=s + 0.5, beats_s=(2, 1, 3, 1)) for s in range(8)]

    assert found == [1, 2, 2, 3, 4, 5, 0, 1]


def test_the_heels_are_up_on_both_legs_and_come_down_on_one() -> None:
    """2 s up, 1 s held, 3 s down: the other foot is in the air from the top on."""
    figure = shipped("heel-raise-down-one")
    found = [place(figure, elapsed_s=s + 0.5, beats_s=(2, 1, 3)) for s in range(7)]

    assert found == [1, 2, 2, 3, 4, 5, 1]
    lifted = [pose.joints["other_toe"][1] < 0.9 for pose in figure.poses]
    assert lifted == [False, False, True, True, True, True]


def test_the_toes_of_ankle_pumps_go_up_in_the_beat_that_says_so() -> None:
    figure = shipped("ankle-pumps")
    assert [place(figure, elapsed_s=s + 0.5, beats_s=(2, 0, 2)) for s in range(4)] == [
        *(0.5, 1.0),
        *(0.5, 0.0),
    ]
    down, up = (pose.joints["toe"][1] for pose in figure.poses)
    assert up < down


def test_a_long_beat_moves_as_soon_as_it_begins_in_both_directions() -> None:
    assert places(Motion.TEMPO, 8, beats_s=(4, 0, 4)) == [0.5, 0.5, 1, 1, 0.5, 0.5, 0, 0]


def test_parts_have_a_pose_each() -> None:
    figure = raising(Motion.PARTS)
    assert [place(figure, elapsed_s=40.0, part=part) for part in (0, 1, 2)] == [0, 1, 0]


def test_a_pause_at_the_bottom_stays_at_the_bottom() -> None:
    assert places(Motion.TEMPO, 5, beats_s=(1, 0, 1, 2)) == [1.0, 0.0, 0.0, 0.0, 1.0]


def test_a_beat_that_begins_moves_the_figure_at_once() -> None:
    at = [place(raising(), elapsed_s=second, beats_s=(2, 1, 2)) for second in (0.0, 3.0, 5.0)]

    assert at == [0.5, 0.5, 0.5]


def test_a_figure_changes_at_most_once_a_second() -> None:
    for motion in Motion:
        found = [
            place(raising(motion), elapsed_s=tenth / 10, beats_s=(2, 2, 3), stroke_s=3)
            for tenth in range(300)
        ]
        changes = sum(one != other for one, other in pairwise(found))

        assert changes <= 30


def test_without_a_tempo_a_rep_goes_at_a_calm_pace() -> None:
    assert places(Motion.TEMPO, 7) == [0, 0, 0, 1, 1, 1, 0]


def test_a_stroke_jumps_back_to_its_start() -> None:
    assert places(Motion.STROKE, 6, stroke_s=3) == [0.333, 0.667, 1.0, 0.333, 0.667, 1.0]


def test_a_roller_comes_back_in_the_next_pass() -> None:
    assert places(Motion.ROLL, 7, stroke_s=3) == [0.333, 0.667, 1.0, 0.667, 0.333, 0.0, 0.333]


def test_poses_alternate_every_three_seconds() -> None:
    assert places(Motion.ALTERNATE, 7) == [0, 0, 0, 1, 1, 1, 0]


def test_a_hold_stands_still_in_its_last_pose() -> None:
    assert places(Motion.STILL, 5) == [1] * 5


@pytest.mark.parametrize("elapsed_s", [-5.0, math.inf, math.nan])
def test_a_moment_that_cannot_be_is_the_beginning(elapsed_s: float) -> None:
    assert 0 <= place(raising(), elapsed_s=elapsed_s, beats_s=(1, 1, 1)) <= 1


def test_one_pose_cannot_move() -> None:
    assert place(standing(), elapsed_s=7.0, beats_s=(1, 1, 1)) == 0
