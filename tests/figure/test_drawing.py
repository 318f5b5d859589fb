from __future__ import annotations

import pytest
from figure_samples import SIDES, STANDING, facing, raising, standing
from hypothesis import given
from hypothesis import strategies as st

from calfcoach.figure.drawing import Row, drawn
from calfcoach.figure.model import Figure, Pose, Prop, View, Works
from calfcoach.figure.shapes import frame, strokes
from calfcoach.terms import Side


def texts(rows: tuple[Row, ...]) -> list[str]:
    return ["".join(part.text for part in row) for row in rows]


def worked_columns(rows: tuple[Row, ...]) -> list[int]:
    """The columns, over all rows, where something of the working leg stands."""
    found = set()
    for row in rows:
        column = 0
        for part in row:
            found |= set(range(column, column + len(part.text))) if part.worked else set()
            column += len(part.text)
    return sorted(found)


def test_nothing_is_drawn_below_twelve_by_six_cells() -> None:
    small = [(11, 6), (12, 5), (0, 0), (-3, 20)]

    assert [drawn(standing(), cols=c, rows=r, side=Side.RIGHT) for c, r in small] == [()] * 4


def test_a_leg_alone_is_cut_off_by_the_edge_of_the_picture_and_not_in_the_open() -> None:
    joints = {"knee": (0.2, 0.5), "ankle": (0.7, 0.5), "toe": (0.75, 0.4)}
    leg = Figure(poses=(Pose(joints=joints),), view=View.LEG)

    whole = frame(leg, Side.RIGHT)

    assert (whole.left, frame(leg, Side.LEFT).right) == (0.2, 0.8)


def test_a_hip_at_the_very_top_is_drawn_whole() -> None:
    """A bow: nothing is above the hip, and the thick trunk ends there with round corners."""
    bowed = {**STANDING, "neck": (0.62, 0.7), "head": (0.66, 0.78), "shoulder": (0.6, 0.68)}
    bowed |= {"elbow": (0.6, 0.8), "hand": (0.6, 0.9)}
    figure = Figure(poses=(Pose(joints=bowed),))

    found = texts(drawn(figure, cols=26, rows=14, side=Side.RIGHT))

    assert len(found[0].strip()) <= 3


def test_a_pack_is_wound_around_and_no_plain_box() -> None:
    props = (Prop(kind="pack", points=((0.2, 0.6), (0.8, 0.9))),)
    figure = Figure(poses=(Pose(joints=STANDING, props=props),), props=props)

    lines = [stroke for stroke in strokes(figure, 0.0, Side.RIGHT) if not stroke.worked][:3]

    assert [len(stroke.points) for stroke in lines] == [9, 2, 2]
    assert (0.2, 0.6) not in lines[0].points


@pytest.mark.parametrize("plain", [False, True])
@pytest.mark.parametrize(("cols", "rows"), [(12, 6), (20, 10), (26, 14), (80, 7), (13, 60)])
def test_every_row_is_as_long_as_asked_for(cols: int, rows: int, plain: bool) -> None:
    for figure in (standing(), raising(), facing()):
        found = drawn(figure, cols=cols, rows=rows, side=Side.LEFT, at=0.5, ascii=plain)

        assert [len(text) for text in texts(found)] == [cols] * rows


def test_plain_characters_are_ascii() -> None:
    found = texts(drawn(standing(), cols=26, rows=14, side=Side.RIGHT, ascii=True))

    assert "".join(found).isascii()
    assert "#" in "".join(found)


def test_left_and_right_are_mirrored() -> None:
    """In a square box about its middle; the last column of dots may fall by one."""
    right, left = (drawn(facing(), cols=30, rows=14, side=side) for side in SIDES[::-1])
    last = 29

    mirrored = [last - column for column in worked_columns(left)][::-1]

    assert abs(mirrored[0] - worked_columns(right)[0]) <= 1
    assert abs(mirrored[-1] - worked_columns(right)[-1]) <= 1


def test_from_the_front_the_right_leg_is_at_the_right() -> None:
    right = worked_columns(drawn(facing(), cols=30, rows=14, side=Side.RIGHT))
    left = worked_columns(drawn(facing(), cols=30, rows=14, side=Side.LEFT))

    assert min(right) >= 14
    assert max(left) <= 15


def test_both_sides_are_drawn_as_written() -> None:
    both, right = (drawn(standing(), cols=20, rows=10, side=s) for s in (Side.BOTH, Side.RIGHT))

    assert both == right


def test_where_no_leg_works_none_is_marked() -> None:
    figure = standing(Works.NONE)

    for plain in (False, True):
        assert worked_columns(drawn(figure, cols=26, rows=14, side=Side.RIGHT, ascii=plain)) == []


def test_the_working_leg_is_heavier_than_the_other() -> None:
    assert drawn(standing(Works.NONE), cols=26, rows=14, side=Side.RIGHT) != drawn(
        standing(Works.LEG), cols=26, rows=14, side=Side.RIGHT
    )
    dots = {
        works: sum(
            (ord(char) - 0x2800).bit_count()
            for text in texts(drawn(standing(works), cols=26, rows=14, side=Side.RIGHT))
            for char in text
            if char != " "
        )
        for works in Works
    }

    assert dots[Works.NONE] < dots[Works.LEG] < dots[Works.BOTH]


def test_a_person_who_stands_looks_so() -> None:
    assert texts(drawn(standing(), cols=20, rows=10, side=Side.RIGHT)) == [
        "       ⣤⣤⡀          ",
        "       ⣻⡿⠃          ",
        "       ⣿⣇    ⡀      ",
        "       ⣿⡇⠑⠤⠊⠉       ",
        "       ⣿⡇           ",
        "       ⢻⣇           ",
        "       ⢸⡇⢣          ",
        "       ⢸⡇⡜          ",
        "       ⣿⠁⣧⣀         ",
        "      ⠴⠿⠿⠯⠭⠭⠤⠤      ",
    ]


def test_a_person_who_stands_looks_so_in_plain_characters() -> None:
    assert texts(drawn(standing(), cols=20, rows=10, side=Side.RIGHT, ascii=True)) == [
        "                    ",
        "       (_)          ",
        "       ||    _      ",
        "       ||\\---       ",
        "       ||           ",
        "       ##           ",
        "       ##|          ",
        "       ##|          ",
        "       ##|          ",
        "      ####--__      ",
    ]


def test_a_raised_heel_is_seen_at_the_smallest_size() -> None:
    low, high = (drawn(raising(), cols=12, rows=6, side=Side.RIGHT, at=at) for at in (0, 1))

    assert low != high


def test_all_poses_share_one_scale() -> None:
    """The floor does not move while a heel goes up."""
    low, high = (texts(drawn(raising(), cols=26, rows=14, side=Side.RIGHT, at=a)) for a in (0, 1))

    assert low[-1][-9:] == high[-1][-9:]


PROPS = (
    Prop(kind="wall", points=((0.9, 0.5),)),
    Prop(kind="step", points=((0.1, 0.8), (0.3, 0.9))),
    Prop(kind="chair", points=((0.7, 0.6), (0.9, 0.95))),
    Prop(kind="bed", points=((0.1, 0.7), (0.9, 0.95))),
    Prop(kind="mat", points=((0.1, 0.9), (0.9, 0.95))),
    Prop(kind="tub", points=((0.1, 0.7), (0.3, 0.95))),
    Prop(kind="roller", points=((0.8, 0.8),), radius=0.07),
    Prop(kind="ball", points=((0.8, 0.8),), radius=0.07),
    Prop(kind="towel", points=((0.1, 0.1), (0.3, 0.4), (0.2, 0.6))),
    Prop(kind="arrow", points=((0.1, 0.3), (0.1, 0.1))),
    Prop(kind="mallet", points=((0.2, 0.8), (0.1, 0.6))),
    Prop(kind="hand", points=((0.8, 0.2),)),
)


@pytest.mark.parametrize("prop", PROPS, ids=lambda prop: prop.kind)
def test_every_prop_is_seen(prop: Prop) -> None:
    with_it = Figure(poses=(Pose(joints=standing().poses[0].joints, props=(prop,)),), props=(prop,))
    without = Figure(poses=(Pose(joints=standing().poses[0].joints),))

    for plain in (False, True):
        assert drawn(with_it, cols=26, rows=14, side=Side.RIGHT, ascii=plain) != drawn(
            without, cols=26, rows=14, side=Side.RIGHT, ascii=plain
        )


def test_a_leg_alone_fills_the_picture() -> None:
    joints = {"hip": (0.2, 0.3), "knee": (0.6, 0.3), "ankle": (0.62, 0.7), "toe": (0.8, 0.8)}
    figure = Figure(poses=(Pose(joints=joints),), view=View.LEG)
    found = texts(drawn(figure, cols=26, rows=14, side=Side.RIGHT))

    assert max(len(text.strip()) for text in found) > 15


UNIT = st.floats(min_value=0, max_value=1)


@given(
    point=st.tuples(UNIT, UNIT),
    at=st.floats(),
    cols=st.integers(12, 40),
    rows=st.integers(6, 20),
    plain=st.booleans(),
)
def test_any_joint_anywhere_can_be_drawn(
    point: tuple[float, float], at: float, cols: int, rows: int, plain: bool
) -> None:
    joints = dict.fromkeys(standing().poses[0].joints, point)
    figure = Figure(poses=(standing().poses[0], Pose(joints=joints, props=standing().props)))
    found = texts(drawn(figure, cols=cols, rows=rows, side=Side.LEFT, at=at, ascii=plain))

    assert [len(text) for text in found] == [cols] * rows
