from __future__ import annotations

from pathlib import Path

import pytest
from figure_samples import FACING

from calfcoach.errors import CoachError
from calfcoach.figure.model import Figure, Motion, Prop, View, Works
from calfcoach.files.catalog import Catalog
from calfcoach.files.exercise import read_exercise_file
from calfcoach.files.folders import find_folders
from calfcoach.terms import Origin

HEAD = 'title = "Mine"\nkind = "{kind}"\ndose.default.time = "30s"\n[picture]\n{keys}\n'
POSE = """\
[[picture.pose]]
head = [0.44, 0.16]
neck = [0.43, 0.25]
shoulder = [0.43, 0.28]
elbow = [0.53, 0.4]
hand = [0.68, 0.34]
hip = [0.42, 0.54]
knee = [0.42, 0.72]
ankle = [0.41, 0.895]
toe = [0.51, 0.95]
other_knee = [0.42, 0.72]
other_ankle = [0.41, 0.895]
other_toe = [0.51, 0.95]
"""
LEG = "[[picture.pose]]\nknee = [0.5, 0.3]\nankle = [0.5, 0.7]\ntoe = [0.7, 0.8]\n"
AGAIN = "[[picture.pose]]\n"
ONE_THING = (
    "write such as { floor = 0.96 }; the things are wall, floor, step, chair, table, bed, mat, "
    "pillow, pack, tub, roller, ball, towel, band, rail, arrow, mallet and hand"
)
WITHIN = "limbs keep their length within a tenth: move"


def picture(poses: str = POSE, keys: str = "", kind: str = "strength") -> Figure:
    data = HEAD.format(kind=kind, keys=keys) + poses
    exercise = read_exercise_file(data.encode(), id="mine", where="mine", origin=Origin.USER)
    assert exercise.picture is not None
    return exercise.picture


def refused(poses: str = POSE, keys: str = "") -> list[tuple[str, str, str]]:
    with pytest.raises(CoachError) as caught:
        picture(poses, keys)
    return [(one.where, one.message, one.hint) for one in caught.value.all()]


def test_an_exercise_without_a_picture_has_none() -> None:
    data = b'title = "Mine"\nkind = "stretch"\ndose.default.hold = "30s"\n'
    exercise = read_exercise_file(data, id="mine", where="mine", origin=Origin.USER)

    assert exercise.picture is None


def test_a_picture_of_one_pose_is_from_the_side_and_still() -> None:
    figure = picture()

    assert (figure.view, figure.works, figure.motion) == (View.SIDE, Works.LEG, Motion.STILL)
    assert figure.poses[0].joints["hip"] == (0.42, 0.54)


def test_a_later_pose_is_as_the_first_but_for_what_it_says() -> None:
    figure = picture(POSE + AGAIN + "head = [0.45, 0.17]\n" + AGAIN + "hand = [0.68, 0.36]\n")
    first, second, third = (pose.joints for pose in figure.poses)

    assert second == {**first, "head": (0.45, 0.17)}
    assert third == {**first, "hand": (0.68, 0.36)}


@pytest.mark.parametrize(
    ("kind", "motion"),
    [
        ("strength", Motion.TEMPO),
        ("roll", Motion.ROLL),
        ("massage", Motion.STROKE),
        ("mobility", Motion.ALTERNATE),
        ("stretch", Motion.STILL),
    ],
)
def test_the_kind_says_how_poses_follow_one_another(kind: str, motion: Motion) -> None:
    assert picture(POSE + AGAIN, kind=kind).motion is motion


def test_what_the_file_says_of_the_motion_goes_before_the_kind() -> None:
    assert picture(POSE + AGAIN, 'motion = "still"').motion is Motion.STILL


def test_a_pose_moves_the_prop_of_the_same_kind() -> None:
    keys = "props = [{ floor = 0.9 }, { roller = [0.5, 0.8, 0.05] }]"
    figure = picture(POSE + AGAIN + "props = [{ roller = [0.7, 0.8, 0.05] }]\n", keys)
    floor = Prop(kind="floor", points=((0.5, 0.9),))
    rollers = [Prop(kind="roller", points=((x, 0.8),), radius=0.05) for x in (0.5, 0.7)]

    assert [pose.props for pose in figure.poses] == [(floor, roller) for roller in rollers]
    assert figure.props == (floor, rollers[0])


def test_a_leg_alone_needs_its_own_joints_only() -> None:
    assert picture(LEG, 'view = "leg"').view is View.LEG


def test_whole_numbers_are_numbers() -> None:
    assert picture(LEG.replace("[0.5, 0.3]", "[0, 1]"), 'view = "leg"').poses[0].joints["knee"] == (
        0,
        1,
    )


def test_all_problems_of_a_picture_are_told_at_once() -> None:
    poses = POSE.replace("hip = [", "hips = [").replace("[0.53, 0.4]", "[0.53, 1.4]")
    keys = 'view = "top"\nworks = "arm"\nprops = [{ flor = 0.9 }, { wall = "x" }, 7]'

    assert refused(poses, keys) == [
        (
            "mine:5:8",
            '`view` must be side, front or leg, got "top"',
            'choose the one that is meant, such as "side"',
        ),
        (
            "mine:6:9",
            '`works` must be leg, both or none, got "arm"',
            'choose the one that is meant, such as "leg"',
        ),
        (
            "mine:7:12",
            "`flor` is not a thing in a picture",
            "did you mean `floor`?",
        ),
        (
            "mine:7:35",
            '`wall` must be x, a number from 0 to 1, got "x"',
            "write wall = 0.96",
        ),
        (
            "mine:7:42",
            "entry 3 of `props` must be one thing and its numbers, got 7",
            ONE_THING,
        ),
        (
            "mine:12:16",
            "`elbow` must be [x, y], numbers from 0 to 1, got [0.53, 1.4]",
            "write elbow = [x, y]",
        ),
        (
            "mine:14:1",
            "`hips` is not a joint",
            "did you mean `hip`?",
        ),
    ]


@pytest.mark.parametrize(
    "value", ["nan", "inf", "-0.1", "1.01", "true", '"0.5"', "[0.5]", str(10**400)]
)
def test_a_joint_is_two_numbers_in_the_box(value: str) -> None:
    found = refused(POSE.replace("knee = [0.42, 0.72]", f"knee = [{value}, 0.72]", 1))

    assert [where for where, _, _ in found] == ["mine:13:9"]


def test_a_limb_that_changes_its_length_is_told_where_it_ends() -> None:
    assert refused(POSE + AGAIN + "knee = [0.42, 0.8]\n") == [
        (
            "mine:19:1",
            "the shin is 0.096 long, in the first pose 0.175",
            "limbs keep their length within a tenth: move `ankle` or `knee`",
        ),
        (
            "mine:20:8",
            "the thigh is 0.260 long, in the first pose 0.180",
            "limbs keep their length within a tenth: move `knee` or `hip`",
        ),
    ]


def test_a_limb_that_differs_from_the_other_side_is_told() -> None:
    assert refused(POSE.replace("other_ankle = [0.41, 0.895]", "other_ankle = [0.41, 0.8]")) == [
        (
            "mine:17:15",
            "the other shin is 0.081 long, the shin 0.175",
            "limbs keep their length within a tenth: move `other_ankle` or `other_knee`",
        ),
        (
            "mine:18:13",
            "the other foot is 0.180 long, the foot 0.114",
            "limbs keep their length within a tenth: move `other_toe` or `other_ankle`",
        ),
    ]


@pytest.mark.parametrize(
    ("joint", "told"),
    [
        ("head = [0.31, 0.93]", ["the neck is 0.691 long, in the first pose 0.091"]),
        (
            "shoulder = [0.43, 0.6]",
            [
                "the collarbone is 0.350 long, in the first pose 0.030",
                "the upper arm is 0.224 long, in the first pose 0.156",
            ],
        ),
        ("heel = [0.43, 0.25]", ["the back of the foot is 0.645 long, in the first pose 0.068"]),
    ],
)
def test_head_shoulder_and_heel_stay_where_they_belong(joint: str, told: list[str]) -> None:
    first = POSE + "heel = [0.37, 0.95]\n"

    assert sorted(message for _, message, _ in refused(first + AGAIN + joint)) == sorted(told)


def test_the_hips_stay_together_where_both_are_seen() -> None:
    hips = "other_hip = [0.42, 0.54]\n"
    moved = "other_hip = [0.5, 0.54]\n"

    assert picture(POSE + hips + AGAIN + moved).poses[1].joints["other_hip"] == (0.5, 0.54)
    first = "".join(f"{name} = [{x}, {y}]\n" for name, (x, y) in FACING.items())
    found = refused(AGAIN + first + AGAIN + "other_hip = [0.42, 0.51]\n", 'view = "front"')
    assert [(message, hint) for _, message, hint in found] == [
        (
            "the pelvis is 0.120 long, in the first pose 0.080",
            "limbs keep their length within a quarter: move `other_hip` or `hip`",
        ),
    ]


@pytest.mark.parametrize(
    ("ankle", "told"),
    [
        (0.74, ""),
        (0.741, "the shin is 0.441 long, in the first pose 0.400"),
        (0.66, ""),
        (0.659, "the shin is 0.359 long, in the first pose 0.400"),
    ],
)
def test_a_limb_is_held_to_a_tenth_of_its_length_in_the_first_pose(ankle: float, told: str) -> None:
    poses = f"{LEG}{AGAIN}ankle = [0.5, {ankle}]\ntoe = [0.7, {ankle + 0.1:.3f}]\n"
    keys = 'view = "leg"'

    found = [message for _, message, _ in refused(poses, keys)] if told else []
    assert found == ([told] if told else [])
    assert told or len(picture(poses, keys).poses) == 2


@pytest.mark.parametrize(("knee", "told"), [(0.755, []), (0.785, ["thigh", "shin"])])
def test_seen_from_the_front_a_limb_is_held_to_a_quarter(knee: float, told: list[str]) -> None:
    first = "".join(f"{name} = [{x}, {y}]\n" for name, (x, y) in FACING.items())
    poses = AGAIN + first + AGAIN + f"knee = [0.56, {knee}]\n"

    found = refused(poses, 'view = "front"') if told else []
    assert sorted(message.split()[1] for _, message, _ in found) == sorted(told)
    assert told or picture(poses, 'view = "front"')


def test_a_limb_is_held_to_a_tenth_from_one_pose_to_the_next() -> None:
    """Longer than at first and then shorter: each alone is within a tenth."""
    poses = [f"{AGAIN}ankle = [0.5, {y}]\ntoe = [0.7, {y + 0.1:.2f}]\n" for y in (0.73, 0.67)]

    assert refused(LEG + "".join(poses), 'view = "leg"') == [
        (
            "mine:14:9",
            "the shin is 0.370 long, in the pose before 0.430",
            f"{WITHIN} `ankle` or `knee`",
        ),
    ]


def test_a_limb_without_a_length_is_told() -> None:
    assert refused(LEG.replace("[0.7, 0.8]", "[0.51, 0.7]"), 'view = "leg"') == [
        (
            "mine:9:7",
            "the foot is 0.010 long, the least is 0.02",
            "put more between its ends: move `toe` or `ankle`",
        ),
    ]


@pytest.mark.parametrize(
    ("prop", "message", "hint"),
    [
        (
            "roller = [0.5, 0.5, 1]",
            "`roller` goes beyond the box: its radius is 1, its middle 0.5 from the edge",
            "make the radius smaller, or move the middle inwards",
        ),
        (
            "ball = [0.5, 0.5, 0]",
            "the radius of `ball` must be 0.01 or more, got 0",
            "write ball = [0.5, 0.5, 0.05]",
        ),
        (
            "chair = [0.9, 0.9, 0.1, 0.1]",
            "in `chair` back must differ from front, and top be less than bottom, "
            "got [0.9, 0.9, 0.1, 0.1]",
            "write chair = [back, top, front, bottom]; y grows downwards",
        ),
        (
            "mat = [0.9, 0.2, 0.1, 0.4]",
            "in `mat` left must be less than right, and top be less than bottom, "
            "got [0.9, 0.2, 0.1, 0.4]",
            "write mat = [left, top, right, bottom]; y grows downwards",
        ),
    ],
)
def test_a_prop_lies_in_the_box_and_is_not_turned_over(prop: str, message: str, hint: str) -> None:
    found = refused(POSE, f"props = [{{ {prop} }}]")

    assert [(said, help_) for _, said, help_ in found] == [(message, hint)]
    assert found[0][0].startswith("mine:5:")


def test_the_back_of_a_chair_stands_on_either_side() -> None:
    for chair in ("[0.3, 0.6, 0.1, 0.9]", "[0.1, 0.6, 0.3, 0.9]"):
        assert picture(POSE, f"props = [{{ chair = {chair} }}]").props


@pytest.mark.parametrize(
    ("poses", "message", "hint"),
    [
        ("", "`pose` is missing", "write {} above the joints of each pose"),
        (
            "pose = []\n",
            "`pose` must be 1 to 8 tables that begin with {}, got 0",
            "write {} above the joints of each pose",
        ),
        (
            "pose = [{}, {}, {}, {}, {}, {}, {}, {}, {}, {}]\n",
            "`pose` must be 1 to 8 tables that begin with {}, got 10",
            "take 2 away",
        ),
    ],
)
def test_inside_a_routine_the_hint_has_the_name_of_the_exercise(
    tmp_path: Path, poses: str, message: str, hint: str
) -> None:
    text = (
        'title = "Mine"\n[[step]]\nexercise = "mine"\n[exercise.mine]\ntitle = "Mine"\n'
        f'kind = "stretch"\ndose.default.hold = "30s"\n[exercise.mine.picture]\n{poses}'
    )
    path = tmp_path / "evening.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CoachError) as caught:
        Catalog(find_folders({"CALFCOACH_HOME": str(tmp_path)})).routine(str(path))

    header = "[[exercise.mine.picture.pose]]"
    assert (caught.value.message, caught.value.hint) == (
        message.replace("{}", header),
        hint.replace("{}", header),
    )


def test_what_a_view_needs_is_told_in_one_sentence() -> None:
    assert refused(LEG, 'view = "side"') == [
        (
            "mine:6:1",
            "the first pose lacks `head`, `neck`, `hip`, `shoulder`, `elbow`, `hand`, "
            "`other_knee`, `other_ankle` and `other_toe`",
            "write where each of them is, such as head = [x, y], from 0 to 1",
        ),
    ]


def test_a_joint_that_the_first_pose_lacks_is_told() -> None:
    assert refused(POSE + AGAIN + "heel = [0.3, 0.9]\n") == [
        (
            "mine:20:8",
            "`heel` is not in the first pose",
            "give it to the first pose too",
        ),
    ]


def test_a_prop_that_is_not_there_cannot_move() -> None:
    assert refused(POSE + AGAIN + "props = [{ ball = [0.5, 0.5, 0.1] }]\n") == [
        (
            "mine:20:9",
            "`props` moves a ball that the picture does not have",
            "give the picture a ball too",
        ),
    ]


def test_a_prop_moves_with_as_many_points_and_as_often_as_it_is_there() -> None:
    keys = "props = [{ towel = [[0.5, 0.5], [0.6, 0.5]] }]"
    longer = "props = [{ towel = [[0.5, 0.5], [0.6, 0.5], [0.7, 0.5]] }]\n"
    twice = "props = [{ floor = 0.9 }, { floor = 0.8 }]\n"

    assert refused(POSE + AGAIN + longer, keys) == [
        (
            "mine:20:9",
            "`props` moves a towel of 3 points, that of the picture has 2",
            "write 2 points",
        ),
    ]
    assert refused(POSE + AGAIN + twice, "props = [{ floor = 0.9 }]") == [
        (
            "mine:20:9",
            "`props` moves more things of the kind floor than the picture has",
            "take one away, or give the picture another floor",
        ),
    ]


def test_too_many_poses_and_props_are_told() -> None:
    keys = f"props = [{', '.join(['{ floor = 0.9 }'] * 13)}]"

    assert refused(POSE + AGAIN * 8) == [
        (
            "mine:6:1",
            "`pose` must be 1 to 8 tables that begin with [[picture.pose]], got 9",
            "take one away",
        ),
    ]
    assert refused(POSE, keys) == [
        (
            "mine:5:9",
            "`props` has 13 things, the limit is 12",
            "take some away",
        ),
    ]


@pytest.mark.parametrize("poses", ["", "pose = []\n", 'pose = "x"\n', "pose = [1]\n"])
def test_a_picture_needs_a_pose(poses: str) -> None:
    assert len(refused(poses)) == 1


def test_a_line_has_two_to_eight_points() -> None:
    assert refused(POSE, "props = [{ towel = [[0.5, 0.5]] }]") == [
        (
            "mine:5:20",
            "`towel` must be 2 to 8 points, got an array",
            "write towel = [[0.2, 0.5], [0.4, 0.5]]",
        ),
    ]
    assert refused(POSE, "props = [{ towel = [[0.5, 0.5], [0.5, 2]] }]") == [
        (
            "mine:5:39",
            "entry 2 of `towel` must be [x, y], numbers from 0 to 1, got [0.5, 2]",
            "write [x, y]",
        ),
    ]


def test_a_prop_has_the_numbers_of_its_kind() -> None:
    assert refused(POSE, "props = [{ chair = [0.5, 0.5] }, { roller = 0.5 }]") == [
        (
            "mine:5:20",
            "`chair` must be [left, top, right, bottom], numbers from 0 to 1, got [0.5, 0.5]",
            "write chair = [0.3, 0.5, 0.6, 0.9]",
        ),
        (
            "mine:5:45",
            "`roller` must be [x, y, radius], numbers from 0 to 1, got 0.5",
            "write roller = [0.5, 0.5, 0.1]",
        ),
    ]
    assert refused(POSE, "props = [{ floor = 0.9, wall = 0.9 }]") == [
        (
            "mine:5:10",
            "entry 1 of `props` must be one thing and its numbers, got a table with 2 keys",
            ONE_THING,
        ),
    ]


def test_hostile_names_are_harmless_in_messages() -> None:
    found = refused(POSE + '"\\u001b[31m" = [0.5, 0.5]\n', 'props = [{ "\\u001b]0;x" = 1 }]')

    assert all(char.isprintable() for _, message, hint in found for char in message + hint)
    assert len(found) == 2
