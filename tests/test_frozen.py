from __future__ import annotations

import copy
import pickle

import pytest

from calfcoach.frozen import fields_of, frozen, replace


@frozen
class Point:
    x: int
    y: int = 0

    def __post_init__(self) -> None:
        if self.x < 0:
            raise ValueError("x is negative")


@frozen
class Place:
    x: int
    y: int = 0


def test_equal_fields_make_equal_values_of_one_class() -> None:
    assert Point(x=1) == Point(x=1, y=0)
    assert Point(x=1) != Point(x=2)
    other: object = Place(x=1)
    assert Point(x=1) != other
    assert {Point(x=1), Point(x=1, y=0)} == {Point(x=1)}


def test_a_value_tells_its_fields() -> None:
    assert repr(Point(x=1)) == "Point(x=1, y=0)"
    assert fields_of(Point) == ("x", "y")


def test_a_value_cannot_be_changed() -> None:
    point: object = Point(x=1)
    with pytest.raises(AttributeError, match="Point is frozen: x cannot be changed"):
        setattr(point, "x", 2)  # noqa: B010  # the type checker forbids the plain form
    with pytest.raises(AttributeError, match="Point is frozen"):
        delattr(point, "x")
    with pytest.raises(AttributeError):
        setattr(point, "z", 2)  # noqa: B010  # as above


def test_a_changed_copy_is_checked_as_a_new_value_is() -> None:
    assert replace(Point(x=1), y=3) == Point(x=1, y=3)
    with pytest.raises(ValueError, match="negative"):
        replace(Point(x=1), x=-1)
    with pytest.raises(TypeError, match="Point has no z"):
        replace(Point(x=1), z=1)


def test_a_missing_field_and_a_strange_one_are_refused() -> None:
    made: type = Point
    with pytest.raises(TypeError, match="Point needs x"):
        made()
    with pytest.raises(TypeError, match="Point has no z"):
        made(x=1, z=1)


def test_a_value_can_be_copied_and_pickled() -> None:
    point = Point(x=1, y=2)
    assert copy.copy(point) == copy.deepcopy(point) == pickle.loads(pickle.dumps(point)) == point


def test_a_value_is_matched_by_its_fields() -> None:
    match Point(x=1, y=2):
        case Point(x=1, y=y):
            assert y == 2
        case _:
            raise AssertionError("not matched")
