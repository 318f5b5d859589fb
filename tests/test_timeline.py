from __future__ import annotations

import math
from typing import Any

import pytest
from building import (
    NO_PACING,
    PACING,
    circuit,
    continuous,
    contrast,
    exercise,
    foot_steps,
    hold,
    max_reps,
    own_reps,
    plan,
    routine,
    short_holds,
    step,
    tempo_reps,
    timeline,
    work_items,
    work_sides,
    works,
)

from calfcoach.errors import CoachError
from calfcoach.frozen import replace
from calfcoach.model import Circuit, Dose, Pacing, Part, Parts, Routine, Work
from calfcoach.terms import Advance, Kind, Level, Place, Side, Sides
from calfcoach.timeline import Options, compile_routine, prepare_s

L, R, BOTH = Side.LEFT, Side.RIGHT, Side.BOTH
WALL = exercise("wall-stretch")
FLOOR = exercise("foam-roll", place=Place.FLOOR)
CHAIR = exercise("toe-curl", place=Place.CHAIR)
MANUAL = Pacing(prepare_s=5, move_s=15, switch_s=4, advance=Advance.MANUAL)
WAIT = ("wait", math.inf)


def refusal(of: Routine, chosen: Options | None = None, **more: Any) -> CoachError:
    with pytest.raises(CoachError) as caught:
        compile_routine(of, chosen, **more)
    return caught.value


# ------------------------------------------------------------------------ sides and sets


def test_a_set_for_both_legs_is_prepared_and_done() -> None:
    made = timeline(step(hold(30), sides=Sides.BOTH))
    assert plan(made) == [("prepare", 5), ("work", 30)]
    assert work_sides(made) == [(BOTH, 1)]


def test_rest_stands_between_sets_and_not_after_the_last() -> None:
    made = timeline(step(hold(30), sets=3, rest_s=10))
    work, rest = ("work", 30), ("rest", 10)
    assert plan(made) == [("prepare", 5), work, rest, work, rest, work]
    assert work_sides(made) == [(BOTH, 1), (BOTH, 2), (BOTH, 3)]


def test_each_side_does_all_its_sets_before_the_other() -> None:
    made = timeline(step(hold(30), sets=2, rest_s=10, sides=Sides.EACH))
    leg = [("work", 30), ("rest", 10), ("work", 30)]
    assert plan(made) == [("prepare", 5), *leg, ("switch", 4), *leg]
    assert work_sides(made) == [(L, 1), (L, 2), (R, 1), (R, 2)]


@pytest.mark.parametrize(("rest_s", "back_s"), [(0, 4), (3, 4), (4, 4), (10, 10)])
def test_alternating_goes_back_to_the_left_after_the_longer_of_rest_and_change(
    rest_s: float, back_s: float
) -> None:
    made = timeline(step(hold(30), sets=2, rest_s=rest_s, sides=Sides.ALTERNATE))
    both = [("work", 30), ("switch", 4), ("work", 30)]
    assert plan(made) == [("prepare", 5), *both, ("switch", back_s), *both]
    assert work_sides(made) == [(L, 1), (R, 1), (L, 2), (R, 2)]


@pytest.mark.parametrize(("sides", "side"), [(Sides.LEFT, L), (Sides.RIGHT, R)])
def test_a_step_may_ask_for_one_leg(sides: Sides, side: Side) -> None:
    made = timeline(step(hold(30), sets=2, rest_s=10, sides=sides))
    assert plan(made) == [("prepare", 5), ("work", 30), ("rest", 10), ("work", 30)]
    assert work_sides(made) == [(side, 1), (side, 2)]


@pytest.mark.parametrize("side", [L, R])
def test_one_side_alone_keeps_its_sets_and_the_steps_for_both_legs(side: Side) -> None:
    made = timeline(
        step(hold(30), sets=2, rest_s=10, sides=Sides.EACH),
        step(hold(20), sides=Sides.BOTH),
        step(hold(10), sides=Sides.LEFT if side is R else Sides.RIGHT),
        side=side,
    )
    first = [("prepare", 5), ("work", 30), ("rest", 10), ("work", 30)]
    assert plan(made) == [*first, ("prepare", 5), ("work", 20)]
    assert work_sides(made) == [(side, 1), (side, 2), (BOTH, 1)]


@pytest.mark.parametrize(("rest_s", "between_s"), [(0, 4), (10, 10)])
def test_one_side_alone_rests_where_it_would_have_changed(rest_s: float, between_s: float) -> None:
    alternating = step(hold(30), sets=2, rest_s=rest_s, sides=Sides.ALTERNATE)
    made = timeline(alternating, side=L)
    assert plan(made) == [("prepare", 5), ("work", 30), ("rest", between_s), ("work", 30)]


# ------------------------------------------------------------------------------ circuits


def test_a_circuit_prepares_each_step_in_each_round_and_rests_between_the_rounds() -> None:
    made = timeline(
        circuit(2, step(hold(25), WALL), step(hold(20), exercise("heel-raise")), rest_s=30),
        step(hold(10), WALL),
    )
    once = [("prepare", 5), ("work", 25), ("prepare", 5), ("work", 20)]
    assert plan(made) == [*once, ("rest", 30), *once, ("prepare", 5), ("work", 10)]
    items = work_items(made)
    assert [(i.round_no, i.rounds) for i in items] == [(1, 2), (1, 2), (2, 2), (2, 2), (1, 1)]
    assert [i.step.no for i in items] == [1, 2, 1, 2, 3]
    assert [i.block_no for i in items] == [1, 2, 3, 4, 5]


def test_a_circuit_of_one_step_has_no_rest_after_its_last_round() -> None:
    made = timeline(circuit(3, step(hold(25)), rest_s=30))
    once = [("prepare", 5), ("work", 25)]
    assert plan(made) == [*once, ("rest", 30), *once, ("rest", 30), *once]


def test_sets_and_sides_in_a_circuit_are_laid_out_in_every_round() -> None:
    nested = step(hold(20), sets=2, rest_s=8, sides=Sides.EACH)
    made = timeline(circuit(2, nested, rest_s=30))
    leg = [("work", 20), ("rest", 8), ("work", 20)]
    once = [("prepare", 5), *leg, ("switch", 4), *leg]
    assert plan(made) == [*once, ("rest", 30), *once]


# -------------------------------------------------------------------------------- pacing


def test_a_change_of_place_gets_time_to_walk_and_the_first_step_does_not() -> None:
    made = timeline(step(hold(10), FLOOR), step(hold(10), WALL), step(hold(10), WALL))
    work = ("work", 10)
    assert plan(made) == [("prepare", 5), work, ("prepare", 15), work, ("prepare", 5), work]
    assert [phase.moves for phase in made.phases] == [False, False, True, False, False, False]


def test_pacing_of_0_leaves_its_phases_out() -> None:
    still: dict[str, Any] = {"pacing": NO_PACING, "sides": Sides.EACH}
    made = timeline(step(hold(10), sets=2, **still), step(hold(20), FLOOR, **still))
    assert plan(made) == [*[("work", 10)] * 4, ("work", 20), ("work", 20)]


def test_accessible_form_prepares_and_changes_3_s_longer_and_rests_as_planned() -> None:
    entries = (
        step(hold(10), sets=2, rest_s=9, sides=Sides.EACH),
        step(hold(10), FLOOR),
        step(hold(10), FLOOR, pacing=NO_PACING, sets=2),
    )
    leg = [("work", 10), ("rest", 9), ("work", 10)]
    moved = [("prepare", 18), ("work", 10)]
    made = timeline(*entries, accessible=True)
    assert plan(made) == [("prepare", 8), *leg, ("switch", 7), *leg, *moved, *[("work", 10)] * 2]
    assert prepare_s(made, made.phases[0].item, moved=True) == 18
    assert prepare_s(made, made.phases[-1].item, moved=True) == 0


def test_manual_advance_waits_before_each_step_but_the_first() -> None:
    made = timeline(
        step(hold(10), sides=Sides.EACH),
        circuit(2, step(hold(20), FLOOR), rest_s=30),
        manual=True,
    )
    first = [("prepare", 5), ("work", 10), ("switch", 4), ("work", 10)]
    second = [WAIT, ("prepare", 15), ("work", 20)]
    third = [("rest", 30), WAIT, ("prepare", 5), ("work", 20)]
    assert plan(made) == [*first, *second, *third]
    assert made.total_s == 29 + 35 + 55


def test_a_step_may_ask_for_a_wait_before_itself_alone() -> None:
    entries = [step(hold(10)), step(hold(20), pacing=MANUAL), step(hold(30))]
    made = timeline(*entries)
    expected = [("prepare", 5), ("work", 10), WAIT, ("prepare", 5), ("work", 20)]
    assert plan(made) == [*expected, ("prepare", 5), ("work", 30)]


def test_preparation_is_that_of_the_step_that_comes() -> None:
    own = Pacing(prepare_s=8, move_s=20, switch_s=6)
    made = timeline(step(hold(10), pacing=PACING), step(hold(10), CHAIR, pacing=own))
    assert plan(made) == [("prepare", 5), ("work", 10), ("prepare", 20), ("work", 10)]


# ------------------------------------------------------------------------- kinds of work


def test_parts_follow_each_other_after_a_change_and_rounds_count_as_sets() -> None:
    made = timeline(step(contrast(2)))
    warm, cold, change = ("work", 60), ("work", 30), ("switch", 4)
    assert plan(made) == [("prepare", 5), warm, change, cold, change, warm, change, cold]
    said = [(i.part.name if i.part else "", i.set_no, i.sets) for i in work_items(made)]
    assert said == [("Warm", 1, 2), ("Cold", 1, 2), ("Warm", 2, 2), ("Cold", 2, 2)]


def test_the_last_round_stops_after_the_part_that_it_ends_with() -> None:
    made = timeline(step(contrast(2, end="Warm")))
    assert [p.duration_s for p in works(made)] == [60, 30, 60]
    whole = timeline(step(contrast(2, end="Cold")))
    assert [p.duration_s for p in works(whole)] == [60, 30, 60, 30]


def test_parts_on_each_side_find_their_own_part_on_the_other() -> None:
    made = timeline(step(contrast(2, end="Warm"), sides=Sides.EACH))
    items = work_items(made)
    assert [i.side for i in items] == [L, L, L, R, R, R]
    assert [i.pair_no for i in items] == [4, 5, 6, 1, 2, 3]


def test_parts_of_one_name_in_a_round_find_their_own_turn_on_the_other_side() -> None:
    warm = Part(name="Warm", time_s=60, kind=Kind.HEAT)
    cold = Part(name="Cold", time_s=30, kind=Kind.COLD)
    work = Parts(rounds=1, parts=(warm, cold, replace(warm, time_s=20)))
    made = timeline(step(work, sides=Sides.EACH))
    assert [i.pair_no for i in work_items(made)] == [4, 5, 6, 1, 2, 3]


@pytest.mark.parametrize(
    ("work", "duration_s", "own_pace", "reps"),
    [
        (hold(30), 30, False, None),
        (short_holds(10, reps=3, release_s=5), 40, False, 3),
        (tempo_reps(10, 2, 2, 3), 70, False, 10),
        (tempo_reps(4, 1, 0, 2, 0.5), 14, False, 4),
        (own_reps(15, limit_s=90), 90, True, 15),
        (max_reps(limit_s=120), 120, True, None),
        (continuous(60), 60, False, None),
        (foot_steps(20, limit_s=40), 40, True, 20),
    ],
)
def test_work_lasts_as_planned_and_at_ones_own_pace_up_to_its_limit(
    work: Work, duration_s: float, own_pace: bool, reps: int | None
) -> None:
    made = timeline(step(work))
    assert plan(made) == [("prepare", 5), ("work", duration_s)]
    assert made.total_s == 5 + duration_s
    assert made.up_to is own_pace
    assert [phase.self_paced for phase in made.phases] == [False, own_pace]
    assert made.phases[1].reps == reps


def test_a_step_without_work_takes_the_dose_of_the_level() -> None:
    doses = {
        Level.START: Dose(work=hold(15), sides=Sides.EACH),
        Level.DEFAULT: Dose(work=hold(30), sets=2, rest_s=10),
    }
    dosed = step(of=exercise(doses=doses))
    start = [("prepare", 5), ("work", 15), ("switch", 4), ("work", 15)]
    default = [("prepare", 5), ("work", 30), ("rest", 10), ("work", 30)]
    assert plan(timeline(dosed, level=Level.START)) == start
    assert plan(timeline(dosed)) == default
    assert plan(timeline(dosed, level=Level.ADVANCED)) == default


def test_a_step_replaces_sets_sides_and_rest_of_the_dose() -> None:
    doses = {Level.DEFAULT: Dose(work=hold(30), sets=3, rest_s=10, load="5 kg")}
    changed = step(of=exercise(doses=doses), sets=2, sides=Sides.RIGHT, rest_s=1)
    made = timeline(changed)
    assert plan(made) == [("prepare", 5), ("work", 30), ("rest", 1), ("work", 30)]
    assert work_sides(made) == [(R, 1), (R, 2)]
    assert [item.load for item in work_items(made)] == ["5 kg", "5 kg"]


# --------------------------------------------------------------------- pairs and numbers


@pytest.mark.parametrize(
    ("sides", "sets", "pairs"),
    [
        (Sides.BOTH, 2, [0, 0]),
        (Sides.EACH, 2, [3, 4, 1, 2]),
        (Sides.ALTERNATE, 2, [2, 1, 4, 3]),
        (Sides.LEFT, 2, [0, 0]),
        (Sides.RIGHT, 1, [0]),
    ],
)
def test_a_set_knows_the_same_set_of_the_other_side(
    sides: Sides, sets: int, pairs: list[int]
) -> None:
    made = timeline(step(hold(10), sets=sets, sides=sides))
    assert [item.pair_no for item in work_items(made)] == pairs


def test_pairs_stay_within_one_round_of_a_circuit() -> None:
    made = timeline(step(hold(10)), circuit(2, step(hold(10), sides=Sides.EACH)))
    assert [item.work_no for item in work_items(made)] == [1, 2, 3, 4, 5]
    assert [item.pair_no for item in work_items(made)] == [0, 3, 2, 5, 4]


def test_one_side_alone_has_no_pairs() -> None:
    made = timeline(step(hold(10), sets=2, sides=Sides.EACH), side=L)
    assert [item.pair_no for item in work_items(made)] == [0, 0]


# ------------------------------------------------------------------- not from the beginning


def test_starting_at_a_step_prepares_it_like_a_first_one() -> None:
    made = timeline(step(hold(10), WALL), step(hold(20), FLOOR), step(hold(30)), start_at=2)
    assert plan(made) == [("prepare", 5), ("work", 20), ("prepare", 15), ("work", 30)]
    assert [item.work_no for item in work_items(made)] == [2, 3]
    assert [of.no for of in made.steps] == [2, 3]


def test_starting_behind_the_last_step_is_a_wrong_use() -> None:
    three = routine(step(hold(10)), circuit(2, step(hold(10)), step(hold(10))))
    steps = [phase.item.step.no for phase in works(compile_routine(three, Options(start_at=3)))]
    assert steps == [3, 2, 3]  # the next round of the circuit is whole
    error = refusal(three, Options(start_at=4))
    assert error.message == "`mine` has 3 steps, there is no step 4"
    assert error.hint == "`calfcoach show mine` numbers them"
    assert error.exit_code == 2


def test_the_number_of_steps_is_that_of_the_file_whatever_the_side() -> None:
    three = routine(step(hold(10)), step(hold(10)), step(hold(10), sides=Sides.RIGHT))
    error = refusal(three, Options(start_at=4, side=L))
    assert error.message == "`mine` has 3 steps, there is no step 4"
    assert refusal(three, Options(start_at=3, side=L)).exit_code == 1


def test_nothing_left_to_do_is_said() -> None:
    left = routine(step(hold(10), sides=Sides.LEFT))
    error = refusal(left, Options(side=R))
    assert error.message == "nothing of `mine` is left to do with these options"
    assert error.hint == "leave out --side, or choose another routine"
    assert error.exit_code == 1
    assert refusal(left, done=frozenset({1})).message == error.message


def test_what_a_resumed_session_has_behind_it_is_left_out_and_numbers_stay() -> None:
    whole = routine(step(hold(10), sides=Sides.EACH, sets=2, rest_s=6), step(hold(20), FLOOR))
    made = compile_routine(whole, done=frozenset({1, 2}))
    expected = [("prepare", 5), ("work", 10), ("rest", 6), ("work", 10)]
    assert plan(made) == [*expected, ("prepare", 15), ("work", 20)]
    items = work_items(made)
    assert [(i.work_no, i.pair_no) for i in items] == [(3, 1), (4, 2), (5, 0)]
    assert (made.work_s(L), made.work_s(R), made.work_s(BOTH)) == (0, 20, 20)


# -------------------------------------------------------------------------------- limits


def test_2000_phases_are_allowed_and_2001_are_not() -> None:
    paced = [step(hold(1))] * 1000
    assert len(timeline(*paced).phases) == 2000
    error = refusal(routine(*paced, step(hold(1), pacing=NO_PACING), path="~/mine.toml"))
    assert error.message == "a routine may have 2,000 phases at most, this one has 2,001"
    assert error.where == "~/mine.toml"
    assert error.hint == "take fewer sets, rounds or steps, or make two routines of it"


@pytest.mark.parametrize(
    ("entry", "works"),
    [
        (circuit(20, *[step(hold(1), sets=20, sides=Sides.EACH)] * 1000), "800,000"),
        (circuit(20, *[step(contrast(20))] * 3), "2,400"),
    ],
)
def test_a_small_file_that_asks_for_too_much_is_refused_before_it_is_laid_out(
    entry: Circuit, works: str
) -> None:
    error = refusal(routine(entry))
    assert error.message == f"a routine may have 2,000 phases at most, this one has over {works}"
    assert error.where == "mine"


def test_6_hours_are_allowed_and_a_second_more_is_not() -> None:
    hours = step(continuous(3600), sets=6, pacing=NO_PACING)
    assert timeline(hours).total_s == 21_600
    error = refusal(routine(hours, step(hold(1), pacing=NO_PACING)))
    assert error.message.startswith("a routine may last 6 hours at most, this one lasts ")
    assert error.where == "mine"
    longer = refusal(routine(hours, step(continuous(1800), pacing=NO_PACING)))
    assert longer.hint == "take fewer sets, rounds or steps, or make two routines of it"
