"""What is taken out of a routine, what it is told with, and what is left on a sore day."""

from __future__ import annotations

from datetime import date, timedelta
from types import MappingProxyType

import pytest
from building import circuit, continuous, exercise, foot_steps, hold, routine, short_holds, step

from calfcoach.care.halves import half_work
from calfcoach.care.model import DayAnswer, Effect, LeftOut, Ruling
from calfcoach.care.rules import fitted, rotated, rule, step_ruling
from calfcoach.errors import CoachError
from calfcoach.files.catalog import Catalog
from calfcoach.files.folders import find_folders
from calfcoach.files.tables import TECHNIQUES
from calfcoach.frozen import replace
from calfcoach.model import Circuit, Dose, Exercise, Hold, Part, Parts, Reps, Routine, Step, Tempo
from calfcoach.terms import Kind, Level
from calfcoach.timeline import Options, compile_routine

USUAL = DayAnswer(word="usual")


def sore(how: int) -> DayAnswer:
    return DayAnswer(word="sore", sore=how)


def of(technique: str, name: str = "") -> Exercise:
    kinds = {"move": Kind.WARM_UP, "relax": Kind.RELAX, "roll": Kind.ROLL, "cold": Kind.COLD}
    return exercise(name or technique, technique=technique, kind=kinds.get(technique, Kind.STRETCH))


MARCH = step(continuous(60), of("move", "march"))
STRETCH = step(hold(30), of("stretch", "wall-stretch"), sets=2)
RAISE = step(Reps(reps=10, least=10, limit_s=60.0), of("heel-raise"))
HEEL_WALK = step(foot_steps(20), of("heel-walk"))
ROLL = step(continuous(60), of("roll"))
RELAX = step(continuous(30), of("relax"))
DAILY = routine(MARCH, STRETCH, circuit(2, RAISE, HEEL_WALK), ROLL, RELAX, name="daily")

NO_PRESSURE = "Clots are more likely around a birth, so the calf gets no deep pressure."
NO_STRENGTH = (
    "Such medicines go with tendon trouble: no strength for now, and ask a pharmacist or doctor "
    "when it may start again."
)
SORE_RAISES = "Calves as sore as today get no raises and no load."
SORE_ROLLING = "Calves as sore as today are not rolled or pressed deeply."
SORE_STRETCH = "The calves are sore today: half of each stretch, to a mild pull."
TOO_SORE = "On a day as sore as this the calves rest, or do the flare routine."


def left(found: Routine | None) -> list[str]:
    assert found is not None
    return [f"{one.no} {one.exercise.id}" for one in found.each_step()]


# ------------------------------------------------------------------------------ one technique


def test_without_conditions_everything_is_allowed() -> None:
    for technique in TECHNIQUES:
        assert rule(technique, (), USUAL) == Ruling()
        assert rule(technique, (), sore(3)) == Ruling()
        assert rule(technique, (), DayAnswer()) == Ruling()


def test_the_strictest_of_several_conditions_wins_and_all_reasons_and_advice_are_told() -> None:
    assert rule("roll", ["blood-thinner", "pregnant"], sore(5)) == Ruling(
        effect=Effect.BLOCK,
        why=(NO_PRESSURE, SORE_ROLLING),
        advice=("Press lightly, never over a bruise, and leave it out if bruises come.",),
    )


def test_the_order_of_answers_changes_nothing_and_a_condition_counts_once() -> None:
    once = rule("massage", ["pregnant", "injury"], USUAL)
    assert rule("massage", ["injury", "pregnant", "injury"], USUAL) == once
    assert len(once.advice) == 2


def test_advice_that_several_conditions_share_is_told_once() -> None:
    heat = step(Parts(rounds=1, parts=(Part(name="Warm", time_s=60, kind=Kind.HEAT),)), of("heat"))
    assert len(step_ruling(heat, ["blood-thinner"], USUAL).advice) == 1


def test_a_condition_that_is_asked_no_more_limits_nothing() -> None:
    assert rule("stretch", ["left-handed"], USUAL) == Ruling()


def test_raynauds_leaves_out_cold_alone() -> None:
    blocked = [t for t in TECHNIQUES if rule(t, ["raynaud"], USUAL).effect is Effect.BLOCK]
    assert blocked == ["cold", "contrast"]


def test_a_fresh_injury_leaves_nothing() -> None:
    effects = {rule(t, ["injury", "injury-fresh"], USUAL).effect for t in TECHNIQUES}
    assert effects == {Effect.BLOCK}


# ------------------------------------------------------------------------------- a routine


def test_a_routine_without_limits_stays_as_it_is() -> None:
    for day in (USUAL, DayAnswer(), sore(0), sore(3)):
        found = fitted(DAILY, (), day)
        assert (found.routine, found.left_out, found.advice) == (DAILY, (), ())


def test_a_blocked_exercise_goes_and_the_others_keep_their_numbers() -> None:
    found = fitted(DAILY, ["pregnant"], USUAL)
    assert left(found.routine) == [
        "1 march",
        "2 wall-stretch",
        "3 heel-raise",
        "4 heel-walk",
        "6 relax",
    ]
    assert found.left_out == (LeftOut(title="Roll", why=NO_PRESSURE),)


def test_advice_of_what_is_left_is_told_once_in_the_order_of_the_steps() -> None:
    assert fitted(DAILY, ["pregnant"], USUAL).advice == (
        "Around a birth stretch to a mild pull only, with something to hold.",
        "Hold on to something firm with both hands, and stop well before it gets hard.",
        "In later pregnancy lie on your side, or sit, rather than flat on your back.",
    )


def test_an_exercise_inside_a_circuit_goes_and_the_circuit_stays() -> None:
    found = fitted(DAILY, ["quinolone-cortisone"], USUAL)
    assert found.left_out == (LeftOut(title="Heel raise", why=NO_STRENGTH),)
    assert found.routine is not None
    kept = found.routine.steps[2]
    assert isinstance(kept, Circuit)
    assert (kept.repeat, [one.no for one in kept.steps]) == (2, [4])


def test_a_circuit_without_steps_vanishes() -> None:
    mine = routine(STRETCH, circuit(3, RAISE), RELAX)
    found = fitted(mine, ["quinolone-cortisone"], USUAL)
    assert left(found.routine) == ["1 wall-stretch", "3 relax"]
    assert found.routine is not None
    assert all(isinstance(entry, Step) for entry in found.routine.steps)


def test_an_exercise_that_comes_twice_is_told_of_once_where_it_first_stood() -> None:
    found = fitted(routine(ROLL, RAISE, STRETCH, ROLL), ["gentle-only"], USUAL)
    assert [one.title for one in found.left_out] == ["Roll", "Heel raise"]
    assert left(found.routine) == ["3 wall-stretch"]


def test_a_routine_that_loses_its_work_does_not_start_for_the_marching() -> None:
    mine = routine(MARCH, ROLL, RELAX)
    found = fitted(mine, ["pregnant"], USUAL)
    assert found.routine is None
    assert found.left_out == (LeftOut(title="Roll", why=NO_PRESSURE),)
    assert found.advice == ()


def test_a_routine_that_only_relaxes_is_work_enough_for_those_who_wrote_it() -> None:
    mine = routine(MARCH, RELAX)
    assert left(fitted(mine, ["pregnant"], USUAL).routine) == ["1 march", "2 relax"]


def test_nothing_is_left_after_a_fresh_injury() -> None:
    found = fitted(DAILY, ["injury", "injury-fresh"], USUAL)
    assert found.routine is None
    assert [one.title for one in found.left_out] == [
        "March",
        "Wall stretch",
        "Heel raise",
        "Heel walk",
        "Roll",
        "Relax",
    ]


def test_an_own_exercise_without_a_technique_goes_by_its_kind() -> None:
    own = exercise("my-roller", kind=Kind.ROLL, technique="")
    found = fitted(routine(STRETCH, step(continuous(60), own)), ["pregnant"], USUAL)
    assert [one.title for one in found.left_out] == ["My roller"]


def test_every_kind_has_a_technique_of_its_own_accord() -> None:
    for kind in Kind:
        ruling = step_ruling(step(hold(), exercise(kind=kind)), ["injury-fresh"], USUAL)
        assert ruling.effect is Effect.BLOCK


def test_cold_among_the_parts_counts_whatever_the_exercise_is_called() -> None:
    parts = Parts(
        rounds=2,
        parts=(
            Part(name="Warm", time_s=60, kind=Kind.HEAT),
            Part(name="Cold", time_s=60, kind=Kind.COLD),
        ),
    )
    hidden = exercise("wash", technique="relax", kind=Kind.RELAX)
    by_step = step(parts, hidden)
    dose = MappingProxyType({Level.ADVANCED: Dose(work=parts)})
    by_dose = step(None, replace(hidden, doses=dose))
    for one in (by_step, by_dose):
        assert step_ruling(one, ["raynaud"], USUAL).effect is Effect.BLOCK
        assert step_ruling(one, [], USUAL).effect is Effect.ALLOW


# ------------------------------------------------------------------------------ a sore day


@pytest.mark.parametrize("how", [4, 5])
def test_sore_calves_get_no_raises_no_rolling_and_half_the_stretch(how: int) -> None:
    found = fitted(DAILY, (), sore(how))
    assert left(found.routine) == ["1 march", "2 wall-stretch", "4 heel-walk", "6 relax"]
    assert found.left_out == (
        LeftOut(title="Heel raise", why=SORE_RAISES),
        LeftOut(title="Roll", why=SORE_ROLLING),
    )
    assert found.advice == (SORE_STRETCH,)
    assert found.routine is not None
    march, stretch, *_ = found.routine.each_step()
    assert march.work == continuous(60)
    assert (stretch.sets, stretch.work) == (1, hold(30))


@pytest.mark.parametrize("how", [6, 10])
def test_on_a_very_sore_day_a_routine_does_not_start(how: int) -> None:
    found = fitted(DAILY, ["pregnant"], sore(how))
    assert (found.routine, found.advice) == (None, ())
    assert found.left_out == (LeftOut(title="Mine", why=TOO_SORE),)


def test_flare_is_made_for_a_very_sore_day_and_conditions_hold_in_it_too() -> None:
    flare = routine(RELAX, STRETCH, ROLL, name="flare")
    assert fitted(flare, (), sore(8)).routine == flare
    assert left(fitted(flare, ["pregnant"], sore(8)).routine) == ["1 relax", "2 wall-stretch"]
    assert fitted(flare, ["injury-fresh"], sore(8)).routine is None


def halved(one: Step) -> Step:
    found = fitted(routine(one), (), sore(4)).routine
    assert found is not None
    return found.each_step()[0]


def test_half_of_three_sets_is_one_and_of_five_two() -> None:
    stretch = of("stretch")
    assert halved(step(hold(30), stretch, sets=3)).dose(Level.DEFAULT) == Dose(
        work=hold(30), sides=stretch.sides
    )
    assert halved(step(hold(30), stretch, sets=5)).sets == 2


def test_half_of_a_single_set_is_half_the_hold_in_whole_seconds() -> None:
    assert halved(step(hold(25), of("stretch"))).work == hold(12)
    assert halved(step(short_holds(10, 3, 5), of("stretch"))).work == short_holds(5, 3, 5)


def test_a_step_that_takes_its_exercises_dose_is_halved_at_every_level() -> None:
    doses = {
        Level.START: Dose(work=Hold(hold_s=20), sets=1),
        Level.DEFAULT: Dose(work=Hold(hold_s=30), sets=3, rest_s=5),
    }
    one = halved(step(None, replace(of("stretch"), doses=MappingProxyType(doses))))
    assert one.dose(Level.START) == Dose(work=Hold(hold_s=10), sets=1)
    assert one.dose(Level.DEFAULT) == Dose(work=Hold(hold_s=30), sets=1, rest_s=5)
    assert doses[Level.START].work == Hold(hold_s=20)


def test_the_sets_that_a_step_gives_an_exercises_dose_are_those_that_are_halved() -> None:
    doses = MappingProxyType({Level.DEFAULT: Dose(work=Hold(hold_s=30), sets=3)})
    stretch = replace(of("stretch"), doses=doses)
    assert halved(step(None, stretch, sets=4)).dose(Level.DEFAULT).sets == 2
    assert halved(step(None, stretch, sets=1)).dose(Level.DEFAULT).work == Hold(hold_s=15)


def test_a_stretch_in_a_circuit_is_halved_and_comes_as_often() -> None:
    found = fitted(routine(circuit(2, step(hold(30), of("stretch")), HEEL_WALK)), (), sore(5))
    assert found.routine is not None
    (kept,) = found.routine.steps
    assert isinstance(kept, Circuit)
    assert (kept.repeat, kept.steps[0].work, kept.steps[1].work) == (2, hold(15), foot_steps(20))


def test_half_of_reps_time_and_steps_is_never_nothing() -> None:
    tempo = Tempo(up_s=2, hold_s=0, down_s=2)
    assert half_work(Reps(reps=11, least=9, tempo=tempo)) == Reps(reps=5, least=4, tempo=tempo)
    assert half_work(Reps(reps=1, least=1, limit_s=1)) == Reps(reps=1, least=1, limit_s=1)
    assert half_work(Reps(reps=0, least=0, to_failure=True, limit_s=60)) == Reps(
        reps=0, least=0, to_failure=True, limit_s=30
    )
    assert half_work(continuous(1)) == continuous(1)
    assert half_work(foot_steps(20)) == replace(foot_steps(10), limit_s=foot_steps(20).limit_s / 2)
    parts = Parts(rounds=2, parts=(Part(name="Warm", time_s=60, kind=Kind.HEAT),))
    assert half_work(parts) == parts


# ----------------------------------------------------------------------- the shipped routines

CATALOG = Catalog(find_folders({"CALFCOACH_HOME": "/nowhere"}))  # what ships, and nothing else
ROUTINES = {one.id: one for one in CATALOG.routines()[0]}
CONDITIONS = (
    "pregnant",
    "diabetes-circulation",
    "raynaud",
    "blood-thinner",
    "fragile-bones",
    "unsteady",
    "heart",
    "quinolone-cortisone",
    "insertional-achilles",
    "walking-pain",
    "under-18",
    "gentle-only",
)


@pytest.mark.parametrize("name", ROUTINES)
@pytest.mark.parametrize("condition", [*CONDITIONS, "sore 4"])
def test_what_is_left_of_a_shipped_routine_can_be_played(name: str, condition: str) -> None:
    whole = ROUTINES[name]
    conditions = () if condition == "sore 4" else (condition,)
    day = sore(4) if condition == "sore 4" else USUAL
    found = fitted(whole, conditions, day)
    if found.routine is None:
        assert found.left_out
        return
    gone = {one.title for one in found.left_out}
    for one in found.routine.each_step():
        assert one.exercise.title not in gone
        assert step_ruling(one, conditions, day).effect is not Effect.BLOCK
    for level in Level:
        fits = _length_s(found.routine, level)
        assert 0 < fits <= _length_s(whole, level)


def _length_s(one: Routine, level: Level) -> float:
    try:
        return compile_routine(one, Options(level=level)).total_s
    except CoachError as error:
        pytest.fail(error.message)


def test_heart_trouble_unsteadiness_and_youth_leave_nothing_out() -> None:
    for condition in ("heart", "unsteady", "under-18", "insertional-achilles"):
        for one in ROUTINES.values():
            found = fitted(one, [condition], USUAL)
            assert (found.routine, found.left_out) == (one, ()), (condition, one.id)
        assert fitted(ROUTINES["daily"], [condition], USUAL).advice


# --------------------------------------------------------------------------------- and else


def test_another_item_comes_first_each_day_and_all_of_them_in_turn() -> None:
    items = ("a", "b", "c", "d")
    days = [date(2026, 2, 27) + timedelta(days) for days in range(5)]
    firsts = [rotated(items, day)[0] for day in days]
    assert sorted(firsts[:4]) == ["a", "b", "c", "d"]
    assert firsts[4] == firsts[0]
    assert {frozenset(rotated(items, day)) for day in days} == {frozenset(items)}
    assert rotated(items, days[0]) == rotated(items, days[0])
    assert rotated((), days[0]) == ()
