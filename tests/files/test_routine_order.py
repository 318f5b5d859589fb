"""What must come before what: nothing tense is pressed, and what should rather be warm."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from building import circuit, exercise, hold, routine, step
from routine_samples import refused

from calfcoach.files.catalog import Catalog
from calfcoach.files.folders import find_folders, shipped_routines, toml_files
from calfcoach.files.order import pressed_while_tense, relaxes
from calfcoach.files.warnings import warnings_of
from calfcoach.frozen import replace
from calfcoach.model import Circuit, Step
from calfcoach.terms import Kind, Sides

HEAD = 'title = "Mine"\n'
OWN = """
[exercise.thumb]
title = "Thumb"
kind = "press"
[exercise.point]
title = "Point"
kind = "massage"
technique = "trigger-point"
[exercise.tap]
title = "Tap"
kind = "massage"
technique = "mallet"
[exercise.lift]
title = "Lift"
kind = "relax"
"""
HINT = "put `leg-lift-relax` or `massage-upward` before it"

PRESS = exercise("thumb", kind=Kind.PRESS)
RELAX = exercise("lift", kind=Kind.RELAX)
MARCH = exercise("march", kind=Kind.WARM_UP)
RAISE = exercise("heel-raise", kind=Kind.STRENGTH)
ROLL = exercise("foam-roll", kind=Kind.ROLL)


def steps(*names: str) -> str:
    return HEAD + "".join(f'[[step]]\nexercise = "{n}"\ntime = "30s"\n' for n in names) + OWN


def tense(*entries: Step | Circuit) -> list[int]:
    return [one.no for one in pressed_while_tense(routine(*entries).each_step())]


# --------------------------------------------------------------------------- pressing


@pytest.mark.parametrize("name", ["thumb", "point", "tap"])
def test_pressing_a_tense_muscle_is_an_error_with_the_reason(name: str) -> None:
    assert refused(steps("wall-calf-stretch", name, "lift")) == [
        (
            f"~/mine.toml  step 2 ({name})",
            f"`{name}` presses or taps a muscle that may still be tense: no step before it "
            "relaxes or strokes it",
            HINT,
        )
    ]


def test_the_exercises_of_the_hint_relax(tmp_path: Path) -> None:
    catalog = Catalog(find_folders({"CALFCOACH_HOME": str(tmp_path)}))
    named = re.findall(r"`([a-z-]+)`", HINT)
    assert [relaxes(catalog.exercise(name)) for name in named] == [True, True]


def test_every_step_that_presses_too_early_is_told_with_its_number_in_a_circuit_too() -> None:
    text = f"""{HEAD}
[[step]]
exercise = "thumb"
time = "30s"
[[step]]
repeat = 2
  [[step.step]]
  exercise = "tap"
  time = "30s"
  [[step.step]]
  exercise = "lift"
  time = "30s"
{OWN}"""
    places = [where for where, _, _ in refused(text)]
    assert places == ["~/mine.toml  step 1 (thumb)", "~/mine.toml  step 2 (tap)"]


def test_other_problems_are_told_alone_for_the_order_may_be_right_without_them() -> None:
    problems = refused(steps("leg-lift", "thumb"))
    assert [message for _, message, _ in problems] == ["no exercise is called `leg-lift`"]


def test_what_relaxes_may_stand_anywhere_before() -> None:
    assert tense(step(hold(), RELAX), step(hold()), step(hold(), PRESS)) == []
    assert tense(circuit(2, step(hold(), RELAX)), step(hold(), PRESS)) == []
    assert tense(step(hold(), exercise("stroke", kind=Kind.MASSAGE)), step(hold(), PRESS)) == []


def test_what_relaxes_later_in_a_round_is_too_late_for_the_first_round() -> None:
    assert tense(circuit(2, step(hold(), PRESS), step(hold(), RELAX))) == [1]
    assert tense(step(hold()), step(hold(), PRESS), step(hold(), PRESS)) == [2, 3]


def test_rolling_heat_and_a_mallet_do_not_relax_and_rolling_needs_nothing_before_it() -> None:
    assert tense(step(hold(), ROLL)) == []
    for kind in set(Kind) - {Kind.RELAX, Kind.MASSAGE}:
        assert not relaxes(exercise(kind=kind))
    tap = exercise("tap", kind=Kind.MASSAGE, technique="mallet")
    assert tense(step(hold(), tap), step(hold(), PRESS)) == [1, 2]


# --------------------------------------------------------------------------- warnings


WARNING = (
    "Step 1, Calf stretch, comes without a warm-up. A minute of easy marching before it will do."
)


def test_a_stretch_without_a_warm_up_is_warned_of() -> None:
    assert warnings_of(routine(step(hold()), step(hold(), RAISE))) == (WARNING,)


def test_strength_behind_other_things_is_warned_of_by_its_number() -> None:
    made = routine(step(hold(), RELAX), circuit(2, step(hold(), ROLL), step(hold(), RAISE)))
    assert warnings_of(made) == (WARNING.replace("Step 1, Calf stretch", "Step 3, Heel raise"),)


def test_a_warm_up_before_it_or_no_need_of_one_is_fine() -> None:
    assert warnings_of(routine(step(hold(), MARCH), step(hold()))) == ()
    assert warnings_of(routine(step(hold()), step(hold(), MARCH))) == (WARNING,)
    assert warnings_of(routine(step(hold()), warm_up=False)) == ()
    assert warnings_of(routine(step(hold(), ROLL), step(hold(), RELAX))) == ()


def test_an_exercise_of_one_leg_with_both_at_once_is_warned_of() -> None:
    wall = exercise("wall", title="Wall stretch", kind=Kind.RELAX, sides=Sides.EACH)
    made = routine(replace(step(hold(), wall), sides=Sides.BOTH), warm_up=False)
    assert warnings_of(made) == (
        'Step 1, Wall stretch, is done one leg at a time, but `sides = "both"` times both legs '
        'at once. Write sides = "each" to give each leg its time.',
    )
    assert warnings_of(routine(step(hold(), wall))) == ()
    assert warnings_of(routine(replace(step(hold(), RELAX), sides=Sides.BOTH))) == ()


@pytest.mark.parametrize("name", list(toml_files(shipped_routines())))
def test_no_shipped_routine_is_warned_of(name: str, tmp_path: Path) -> None:
    catalog = Catalog(find_folders({"CALFCOACH_HOME": str(tmp_path)}))
    assert warnings_of(catalog.routine(name)) == ()
