from __future__ import annotations

from pathlib import Path

import pytest
from building import NO_PACING, circuit, contrast, exercise, hold, routine, step, tempo_reps

from calfcoach.errors import CoachError
from calfcoach.files.catalog import Catalog
from calfcoach.files.folders import find_folders
from calfcoach.frozen import replace
from calfcoach.model import Circuit, Dose, Routine, Step
from calfcoach.shorten import shortened
from calfcoach.terms import Kind, Level, Side, Sides
from calfcoach.timeline import Options, Timeline, compile_routine

DEFAULT = Options()
MARCH = exercise("march", kind=Kind.WARM_UP)
WALL = exercise("wall-stretch")
RAISE = exercise("heel-raise", kind=Kind.STRENGTH)
RELAX = exercise("leg-lift", kind=Kind.RELAX)


@pytest.fixture
def daily(tmp_path: Path) -> Routine:
    return Catalog(find_folders({"CALFCOACH_HOME": str(tmp_path)})).routine("daily")


def length_s(of: Routine) -> float:
    return compile_routine(of).total_s


def done(made: Timeline) -> list[tuple[str, Side, float]]:
    return [(p.item.exercise.id, p.item.side, p.reps or p.duration_s) for p in made.work]


def names(of: Routine) -> list[str]:
    return [step.exercise.id for step in of.each_step()]


def test_daily_within_6_minutes_is_its_core(daily: Routine) -> None:
    made = compile_routine(shortened(daily, DEFAULT, 360))
    assert made.total_s == 310
    assert done(made) == [
        ("warm-up-march", Side.BOTH, 60),
        ("wall-calf-stretch", Side.LEFT, 30),
        ("wall-calf-stretch", Side.RIGHT, 30),
        ("soleus-stretch", Side.LEFT, 30),
        ("soleus-stretch", Side.RIGHT, 30),
        ("heel-raise", Side.BOTH, 10),
        ("heel-walk", Side.BOTH, 20),
    ]


@pytest.mark.parametrize(
    ("within_s", "lasts_s"),
    [(3600, 730), (730, 730), (720, 690), (690, 690), (689, 550), (550, 550), (549, 310)],
)
def test_no_more_is_dropped_from_daily_than_the_time_asks_for(
    daily: Routine, within_s: float, lasts_s: float
) -> None:
    assert length_s(shortened(daily, DEFAULT, within_s)) == lasts_s


def test_what_fits_is_left_as_it_is(daily: Routine) -> None:
    assert shortened(daily, DEFAULT, 730) == daily


def test_too_short_a_time_says_how_short_it_can_get(daily: Routine) -> None:
    with pytest.raises(CoachError) as caught:
        shortened(daily, DEFAULT, 300)
    error = caught.value
    expected = "`daily` can be shortened to 5 minutes 10 seconds, not to 5 minutes"
    assert error.message == expected
    assert error.hint == "`calfcoach list --max 5m` shows what is shorter"
    assert error.exit_code == 1


def test_relaxing_goes_first_then_a_repeated_stretch_then_later_sets() -> None:
    whole = routine(
        step(hold(30), WALL, sets=2, pacing=NO_PACING),
        step(tempo_reps(10, 1, 0, 1), RAISE, pacing=NO_PACING),
        step(hold(30), WALL, pacing=NO_PACING),
        step(hold(30), RELAX, pacing=NO_PACING),
    )
    assert length_s(whole) == 140
    assert names(shortened(whole, DEFAULT, 139)) == ["wall-stretch", "heel-raise", "wall-stretch"]
    assert names(shortened(whole, DEFAULT, 109)) == ["wall-stretch", "heel-raise"]
    shortest = shortened(whole, DEFAULT, 79)
    assert names(shortest) == ["wall-stretch", "heel-raise"]
    assert length_s(shortest) == 50


def test_other_exercises_may_come_again() -> None:
    raises = step(tempo_reps(10, 1, 0, 1), RAISE)
    whole = routine(raises, step(hold(60), RELAX), raises)
    assert names(shortened(whole, DEFAULT, 60)) == ["heel-raise", "heel-raise"]


def test_steps_keep_their_numbers() -> None:
    whole = routine(step(hold(60), RELAX), step(hold(30), WALL))
    assert [of.no for of in shortened(whole, DEFAULT, 40).each_step()] == [2]


def test_a_circuit_loses_its_relaxing_and_repeats_and_goes_round_once() -> None:
    whole = routine(
        step(hold(30), WALL),
        circuit(3, step(hold(20), WALL), step(tempo_reps(5, 1, 0, 1), RAISE, sets=2), rest_s=30),
        circuit(2, step(hold(60), RELAX)),
    )
    shortest = shortened(whole, DEFAULT, 60)
    assert names(shortest) == ["wall-stretch", "heel-raise"]
    kinds = [type(entry) for entry in shortest.steps]
    assert kinds == [Step, Circuit]
    assert length_s(shortest) == 35 + 15


def test_rounds_of_warm_and_cold_are_one_dose() -> None:
    packs = exercise("packs", kind=Kind.CONTRAST)
    own = exercise("own", kind=Kind.CONTRAST, doses={Level.DEFAULT: Dose(work=contrast(2))})
    whole = routine(step(contrast(2), packs), step(of=own), step(hold(30), WALL, sets=2))
    shortest = shortened(whole, DEFAULT, length_s(whole) - 1)
    assert length_s(shortest) == length_s(whole) - 30


def test_a_dose_of_an_exercise_is_done_once() -> None:
    doses = {Level.DEFAULT: Dose(work=hold(30), sets=3, rest_s=10)}
    whole = routine(step(of=exercise("wall-stretch", doses=doses)))
    assert length_s(whole) == 5 + 110
    assert length_s(shortened(whole, DEFAULT, 40)) == 35


def test_a_routine_that_is_all_relaxing_is_never_emptied() -> None:
    whole = routine(step(hold(60), RELAX, sets=2))
    assert length_s(shortened(whole, DEFAULT, 125)) == 125
    with pytest.raises(CoachError) as caught:
        shortened(whole, DEFAULT, 60)
    assert caught.value.message == (
        "`mine` can be shortened to 2 minutes 5 seconds, not to 1 minute"
    )
    assert caught.value.hint == "`calfcoach list --max 1m` shows what is shorter"


def test_the_options_of_the_run_count_but_not_where_it_starts() -> None:
    whole = routine(
        step(hold(30), WALL, sides=Sides.EACH), step(hold(30), RELAX), step(hold(30), MARCH)
    )
    left = replace(DEFAULT, side=Side.LEFT)
    assert shortened(whole, left, 105) == whole
    accessible = replace(DEFAULT, accessible=True)
    assert names(shortened(whole, accessible, 139)) == ["wall-stretch", "march"]
    later = replace(DEFAULT, start_at=3)
    assert names(shortened(whole, later, 138)) == ["wall-stretch", "march"]


def test_what_one_side_leaves_nothing_of_is_refused() -> None:
    whole = routine(step(hold(30), WALL, sides=Sides.LEFT))
    with pytest.raises(CoachError) as caught:
        shortened(whole, replace(DEFAULT, side=Side.RIGHT), 600)
    assert caught.value.message == "nothing of `mine` is left to do with these options"


def test_a_form_with_nothing_left_for_one_side_is_passed_over() -> None:
    whole = routine(step(hold(30), RELAX), step(hold(30), WALL, sides=Sides.LEFT))
    assert shortened(whole, replace(DEFAULT, side=Side.RIGHT), 600) == whole


def test_relaxing_stays_where_pressing_needs_it() -> None:
    press = exercise("thumb", kind=Kind.PRESS)
    whole = routine(
        step(hold(30), RELAX, pacing=NO_PACING),
        step(hold(20), RELAX, pacing=NO_PACING),
        step(hold(30), press, pacing=NO_PACING),
        step(hold(30), RELAX, pacing=NO_PACING),
    )
    assert [one.no for one in shortened(whole, DEFAULT, 50).each_step()] == [2, 3]
    with pytest.raises(CoachError) as caught:
        shortened(whole, DEFAULT, 40)
    assert caught.value.message == "`mine` can be shortened to 50 seconds, not to 40 seconds"


def test_relaxing_goes_where_something_else_softens_before_pressing() -> None:
    stroke = exercise("stroke", kind=Kind.MASSAGE)
    whole = routine(
        step(hold(30), RELAX, pacing=NO_PACING),
        step(hold(30), stroke, pacing=NO_PACING),
        step(hold(30), exercise("thumb", kind=Kind.PRESS), pacing=NO_PACING),
    )
    assert names(shortened(whole, DEFAULT, 60)) == ["stroke", "thumb"]
