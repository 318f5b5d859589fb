"""A wrong value is told at its own place, wherever in a routine it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
import tomli
from routine_samples import LIBRARY

from calfcoach.errors import CoachError
from calfcoach.files.folders import shipped_routines
from calfcoach.files.places import PlacedError
from calfcoach.files.positions import find_marks, line_and_column
from calfcoach.files.problems import KeyPath
from calfcoach.files.routine import read_routine
from calfcoach.terms import Origin

ROUTINES = sorted(shipped_routines().glob("*.toml"))


def told(text: str) -> list[tuple[int, int]]:
    """Lines and columns of all problems."""
    with pytest.raises(CoachError) as caught:
        read_routine(
            text.encode(), id="mine", where="mine.toml", exercises=LIBRARY, origin=Origin.FILE
        )
    return [
        (one.place.line_no, one.place.column)
        for one in caught.value.all()
        if isinstance(one, PlacedError)
    ]


def leaves(inside: object, path: KeyPath = ()) -> list[KeyPath]:
    if isinstance(inside, dict):
        return [leaf for key, value in inside.items() for leaf in leaves(value, (*path, key))]
    if isinstance(inside, list) and path[-1] not in ("tags", "days", "muscles", "equipment"):
        return [leaf for no, value in enumerate(inside) for leaf in leaves(value, (*path, no))]
    return [path]


@pytest.mark.parametrize("path", ROUTINES, ids=lambda path: path.stem)
def test_a_table_in_the_place_of_any_value_is_told_there(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    marks = find_marks(text)
    for leaf in leaves(tomli.loads(text))[::5]:
        mark = marks[leaf]
        broken = f"{text[: mark.start]}{{ }}{text[mark.end :]}"
        assert line_and_column(text, mark.start) in told(broken), leaf


def test_a_key_that_is_missing_is_told_at_the_header_of_its_table() -> None:
    text = 'title = "Mine"\n[[step]]\nexercise = "heel-walk"\nsteps = 3\n\n  [[step]]\nsteps = 3\n'
    assert told(text) == [(6, 3)]


def test_a_missing_title_is_told_at_the_top() -> None:
    assert told('# mine\n[[step]]\nexercise = "heel-walk"\nsteps = 3\n') == [(1, 1)]


def test_a_key_that_does_not_go_with_another_is_told_at_the_key() -> None:
    text = 'title = "Mine"\nstep = [{ exercise = "heel-walk", steps = 3, pass = "3s" }]\n'
    assert told(text) == [(2, 46)]


def test_a_later_format_is_told_at_its_number() -> None:
    assert told("# mine\nformat   = 2\n") == [(2, 12)]


def test_windows_line_ends_do_not_count_as_columns() -> None:
    text = 'title = "Mine"\r\n[[step]]\r\nexercise = "heel-walk"\r\nsteps = 0\r\n'
    assert told(text) == [(4, 9)]


def test_every_wrong_day_is_told_at_its_own_place() -> None:
    text = (
        'title = "Mine"\ndays = [\n "mon",\n "tues",\n "w",\n]\n[[step]]\nexercise = "heel-walk"\n'
    )
    assert told(text + "steps = 3\n") == [(4, 2), (5, 2)]


def test_every_step_that_is_none_is_told_at_its_own_place() -> None:
    text = 'title = "Mine"\nstep = [\n { exercise = "heel-walk", steps = 3 },\n 3,\n "x"]\n'
    assert told(text) == [(4, 2), (5, 2)]
