from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from calfcoach.figure.canvas import Canvas, along, brush

FAR = st.integers(min_value=-300, max_value=300)


def texts(canvas: Canvas) -> list[str]:
    return ["".join(char for char, _ in row) for row in canvas.texts()]


def test_each_dot_of_a_cell_has_its_own_bit() -> None:
    shown = []
    for y in range(4):
        for x in range(2):
            canvas = Canvas(1, 1)
            canvas.dot(x, y)
            shown += texts(canvas)

    assert shown == ["⠁", "⠈", "⠂", "⠐", "⠄", "⠠", "⡀", "⢀"]


def test_an_empty_cell_is_a_space() -> None:
    assert texts(Canvas(3, 2)) == ["   ", "   "]


def test_a_line_has_no_gaps_and_both_its_ends() -> None:
    canvas = Canvas(4, 2)
    canvas.line((0, 0), (7, 7))

    assert texts(canvas) == ["⠑⢄  ", "  ⠑⢄"]


def test_a_line_is_the_same_in_both_directions() -> None:
    assert list(along((9, 2), (1, 5))) == list(along((1, 5), (9, 2)))


def test_a_wide_line_is_as_many_dots_wide() -> None:
    canvas = Canvas(3, 1)
    canvas.line((0, 1), (5, 1), 2)

    assert texts(canvas) == ["⠶⠶⠶"]


def test_brushes_grow_from_a_dot_to_a_disc() -> None:
    assert [len(brush(wide)) for wide in (1, 2, 3, 4, 5)] == [1, 4, 9, 12, 21]


def test_what_lies_outside_is_dropped() -> None:
    canvas = Canvas(2, 1)
    canvas.line((-40, -40), (40, 41))
    canvas.disc((90, 90), 5)
    canvas.dot(-1, 0)

    assert [len(row) for row in texts(canvas)] == [2]


def test_a_polygon_is_filled() -> None:
    canvas = Canvas(3, 2)
    canvas.polygon(((1, 0), (5, 0), (5, 8), (1, 8)))

    assert texts(canvas) == ["⢸⣿⣿", "⢸⣿⣿"]


def test_a_cell_is_of_the_working_leg_where_half_of_its_dots_are() -> None:
    canvas = Canvas(2, 1)
    for x in (0, 1, 2):
        canvas.dot(x, 0)
    canvas.dot(0, 0, worked=True)

    assert [[worked for _, worked in row] for row in canvas.texts()] == [[True, False]]


@given(start=st.tuples(FAR, FAR), end=st.tuples(FAR, FAR), wide=st.integers(1, 9))
def test_no_line_leaves_the_canvas(start: tuple[int, int], end: tuple[int, int], wide: int) -> None:
    canvas = Canvas(5, 3)
    canvas.line(start, end, wide)

    assert [len(row) for row in texts(canvas)] == [5, 5, 5]
