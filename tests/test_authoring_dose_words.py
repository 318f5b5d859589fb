from __future__ import annotations

import pytest

from calfcoach.authoring.dose_words import examples_for
from calfcoach.authoring.draft import DraftStep
from calfcoach.authoring.step_words import read_dose
from calfcoach.errors import CoachError
from calfcoach.files.catalog import Catalog
from calfcoach.files.folders import find_folders
from calfcoach.model import Exercise

SHIPPED = {one.id: one for one in Catalog(find_folders({"CALFCOACH_HOME": "/none"})).exercises()[0]}


def dose(text: str, exercise: Exercise) -> DraftStep:
    return read_dose(text, DraftStep(exercise=exercise.id), exercise)


@pytest.mark.parametrize(
    ("name", "text", "keys"),
    [
        ("wall-calf-stretch", "2x30s each", "hold=30s sets=2 sides=each"),
        ("wall-calf-stretch", "30 s twice each leg", "hold=30s sets=2 sides=each"),
        ("wall-calf-stretch", "2x30s l/r", "hold=30s sets=2 sides=each"),
        ("heel-raise", "2x12 at 2-2-3 with 60 s rest", "reps=12 tempo=2-2-3 sets=2 rest=60s"),
        (
            "heel-raise-one-leg",
            "2x12 2-2-3 rest 60s each",
            "reps=12 tempo=2-2-3 sets=2 sides=each rest=60s",
        ),
        ("heel-raise", "10-12 x 3", "reps=10-12 sets=3"),
        ("heel-raise", "12", "reps=12"),
        ("heel-raise", "2 sets of 12", "reps=12 sets=2"),
        ("heel-raise", "12, rest 60 s", "reps=12 rest=60s"),
        ("heel-raise", "rest 60 s 12", "reps=12 rest=60s"),
        ("heel-raise", "12 rest 12 s", "reps=12 rest=12s"),
        ("heel-walk", "2 x 20 steps", "steps=20 sets=2"),
    ],
)
def test_a_dose_is_read_as_people_type_it(name: str, text: str, keys: str) -> None:
    read = dose(text, SHIPPED[name])
    assert " ".join(f"{key}={value}" for key, value in read.keys) == keys
    assert read.comments == ()


@pytest.mark.parametrize(
    ("name", "text", "keys", "remark"),
    [
        ("heel-raise", "2x12 quick", "reps=12 sets=2", "Not used of this line: quick"),
        ("wall-calf-stretch", "30", "hold=30s sides=alternate", "30 was read as 30 s."),
    ],
)
def test_a_word_that_is_not_understood_is_named(
    name: str, text: str, keys: str, remark: str
) -> None:
    read = dose(text, SHIPPED[name])
    assert " ".join(f"{key}={value}" for key, value in read.keys) == keys
    assert read.comments == (f"# ? {remark}",)


def test_a_text_without_any_dose_is_answered_with_what_fits() -> None:
    with pytest.raises(CoachError) as raised:
        dose("some", SHIPPED["heel-raise"])
    assert raised.value.message == "`some` says no dose"
    assert raised.value.hint == "write such as 2x12, or reps=12 sets=2 rest=60s"


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_each_example_is_read_without_a_doubt(name: str) -> None:
    for example in examples_for(SHIPPED[name]):
        read = dose(example, SHIPPED[name])
        assert read.keys, example
        assert read.comments == (), example
