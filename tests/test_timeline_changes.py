from __future__ import annotations

import math

import pytest
from building import (
    NO_PACING,
    circuit,
    continuous,
    exercise,
    hold,
    own_reps,
    plan,
    short_holds,
    spoken,
    step,
    tempo_reps,
    timeline,
    work_items,
    works,
)
from hypothesis import given
from hypothesis import strategies as st
from strategies import QUICK, coachings, examples, options, routines, seconds

from calfcoach.cues import with_cues
from calfcoach.errors import CoachError
from calfcoach.model import Routine, Work
from calfcoach.phase import Coaching, CueKind, PhaseKind
from calfcoach.terms import Place, Side, Sides
from calfcoach.timeline import Options, Timeline, adjusted, afterwards, compile_routine

L, R, BOTH = Side.LEFT, Side.RIGHT, Side.BOTH
WALL = exercise("wall-stretch")
RAISE = exercise("heel-raise")
FLOOR = exercise("foam-roll", place=Place.FLOOR)


def moved(made: Timeline, index: int) -> Timeline:
    after = afterwards(made, index)
    assert after is not None
    return after


def pressed(made: Timeline, index: int, by: int, elapsed_s: float = 0.0) -> Timeline:
    after = adjusted(made, index, by, elapsed_s)
    assert after is not None
    return after


# ---------------------------------------------------------------------------- afterwards


def three_steps() -> Timeline:
    """prepare 5, left 10, change 4, right 10 · move 15, 20 · prepare 5, 30."""
    return timeline(
        step(hold(10), WALL, sides=Sides.EACH), step(hold(20), FLOOR), step(hold(30), FLOOR)
    )


def test_afterwards_in_work_moves_what_is_left_of_the_step_to_the_end() -> None:
    before = three_steps()
    after = moved(before, 1)
    later = [("prepare", 15), ("work", 20), ("prepare", 5), ("work", 30)]
    again = [("prepare", 15), ("work", 10), ("switch", 4), ("work", 10)]
    assert plan(after) == [("prepare", 5), *later, *again]
    assert [item.work_no for item in work_items(after)] == [3, 4, 1, 2]
    assert after.phases[:1] == before.phases[:1]


def test_afterwards_in_a_change_moves_only_the_side_that_is_left() -> None:
    after = moved(three_steps(), 2)
    done = [("prepare", 5), ("work", 10)]
    later = [("prepare", 15), ("work", 20), ("prepare", 5), ("work", 30)]
    assert plan(after) == [*done, *later, ("prepare", 15), ("work", 10)]
    assert [item.side for item in work_items(after)] == [L, BOTH, BOTH, R]


def test_afterwards_in_preparation_goes_on_from_the_place_of_the_work_before() -> None:
    after = moved(three_steps(), 4)
    assert plan(after)[4:] == [("prepare", 15), ("work", 30), ("prepare", 5), ("work", 20)]


def test_afterwards_in_the_first_preparation_gets_ready_for_another_first_step() -> None:
    after = moved(three_steps(), 0)
    assert plan(after)[:2] == [("prepare", 5), ("work", 20)]
    assert plan(after)[-4:] == [("prepare", 15), ("work", 10), ("switch", 4), ("work", 10)]


def test_afterwards_in_a_wait_goes_on_from_the_place_of_the_work_before() -> None:
    made = timeline(step(hold(10), WALL), step(hold(20), FLOOR), step(hold(30), WALL), manual=True)
    wait = ("wait", math.inf)
    assert plan(made)[2] == wait
    later = [wait, ("prepare", 5), ("work", 30), wait, ("prepare", 15), ("work", 20)]
    assert plan(moved(made, 2))[2:] == later


def test_afterwards_tells_the_place_that_comes_instead() -> None:
    chair = exercise("toe-curl", place=Place.CHAIR)
    made = timeline(step(hold(30), WALL), step(hold(20), FLOOR), step(hold(30), chair))
    assert spoken(made.phases[1])[-1] == (25, "5 seconds. Next, on the floor.")
    after = moved(made, 2)
    assert spoken(after.phases[2])[0] == (0, "Stop. On the chair, toe curl, 30 seconds.")


def test_afterwards_in_the_rest_of_a_circuit_goes_on_from_the_place_of_the_work_before() -> None:
    made = timeline(circuit(2, step(hold(10), WALL), step(hold(20), FLOOR), rest_s=30))
    assert plan(made)[4] == ("rest", 30)
    after = moved(made, 4)
    assert [i.exercise.id for i in work_items(after)[2:]] == ["foam-roll", "wall-stretch"]
    assert [phase.moves for phase in after.phases if phase.kind is PhaseKind.PREPARE][2:] == [
        False,
        True,
    ]


def test_afterwards_in_the_last_step_changes_nothing() -> None:
    made = three_steps()
    assert afterwards(made, 6) is None
    assert afterwards(made, 7) is None


def test_afterwards_in_a_round_moves_that_round_of_the_step_alone() -> None:
    made = timeline(circuit(2, step(hold(10), WALL), step(hold(20), RAISE), rest_s=30))
    after = moved(made, 1)
    assert [(i.exercise.id, i.round_no) for i in work_items(after)] == [
        ("heel-raise", 1),
        ("wall-stretch", 2),
        ("heel-raise", 2),
        ("wall-stretch", 1),
    ]


def test_afterwards_keeps_what_was_added_on_both_sides() -> None:
    after = moved(pressed(three_steps(), 1, 1), 1)
    assert [(p.item.side, p.duration_s) for p in works(after)] == [
        (BOTH, 20),
        (BOTH, 30),
        (L, 15),
        (R, 15),
    ]


# ------------------------------------------------------------------------------ adjusted


def test_more_and_less_are_5_s_and_carry_to_the_same_set_of_the_other_side() -> None:
    made = timeline(step(hold(30), sets=2, sides=Sides.EACH))
    assert [p.duration_s for p in works(pressed(made, 1, 1))] == [35, 30, 35, 30]
    assert [p.duration_s for p in works(pressed(made, 1, -1))] == [25, 30, 25, 30]


def test_what_is_behind_keeps_its_length() -> None:
    made = timeline(step(hold(30), sides=Sides.ALTERNATE))
    assert [p.duration_s for p in works(pressed(made, 3, 1))] == [30, 35]


def test_work_for_both_legs_gets_longer_alone() -> None:
    made = timeline(step(hold(30), sets=2))
    assert plan(pressed(made, 1, 1)) == [("prepare", 5), ("work", 35), ("work", 30)]


def test_a_tempo_gets_a_rep_more_or_less_on_both_sides() -> None:
    made = timeline(step(tempo_reps(10, 2, 2, 3), sides=Sides.EACH))
    more = pressed(made, 1, 1)
    assert [(p.duration_s, p.reps) for p in works(more)] == [(77, 11), (77, 11)]
    less = pressed(made, 1, -1)
    assert [(p.duration_s, p.reps) for p in works(less)] == [(63, 9), (63, 9)]


def test_a_tempo_keeps_the_rep_that_has_begun() -> None:
    made = timeline(step(tempo_reps(3, 2, 2, 3)))
    assert pressed(made, 1, -1, elapsed_s=14).phases[1].reps == 2
    assert adjusted(made, 1, -1, elapsed_s=14.5) is None
    assert adjusted(timeline(step(tempo_reps(1, 2, 2, 3))), 1, -1, 0.0) is None


def test_a_tempo_has_200_reps_and_60_minutes_at_most() -> None:
    assert adjusted(timeline(step(tempo_reps(200, 1, 0, 1))), 1, 1, 0.0) is None
    assert pressed(timeline(step(tempo_reps(199, 1, 0, 1))), 1, 1).phases[1].reps == 200
    assert adjusted(timeline(step(tempo_reps(60, 30, 0, 30))), 1, 1, 0.0) is None
    assert pressed(timeline(step(tempo_reps(59, 30, 0, 30))), 1, 1).phases[1].duration_s == 3600


@pytest.mark.parametrize(
    ("work", "by", "elapsed_s", "lasts_s"),
    [
        (hold(30), -1, 28.0, 28),  # never less than what has passed
        (hold(3), -1, 0.0, 1),  # nor than the least there can be
        (continuous(3598), 1, 0.0, 3600),
        (own_reps(15, limit_s=90), 1, 0.0, 95),
        (short_holds(10, reps=3, release_s=5), -1, 0.0, 35),
    ],
)
def test_work_stays_within_its_limits(
    work: Work, by: int, elapsed_s: float, lasts_s: float
) -> None:
    made = timeline(step(work))
    assert pressed(made, 1, by, elapsed_s).phases[1].duration_s == lasts_s


def test_at_its_limits_nothing_changes() -> None:
    assert adjusted(timeline(step(hold(1))), 1, -1, 0.0) is None
    assert adjusted(timeline(step(continuous(3600))), 1, 1, 0.0) is None


def test_preparation_change_and_rest_get_longer_alone_and_may_shrink_to_nothing() -> None:
    made = timeline(step(hold(10), sets=2, rest_s=8, sides=Sides.ALTERNATE))
    assert pressed(made, 0, 1).phases[0].duration_s == 10
    assert pressed(made, 0, -1).phases[0].duration_s == 0
    assert pressed(made, 2, -1).phases[2].duration_s == 0
    longer = pressed(made, 4, 1)
    assert [p.duration_s for p in longer.phases] == [5, 10, 4, 10, 13, 10, 4, 10]


def test_a_wait_for_a_key_has_no_length_to_change() -> None:
    made = timeline(step(hold(10)), step(hold(20)), manual=True)
    assert made.phases[2].duration_s == math.inf
    assert adjusted(made, 2, 1, 0.0) is None


def test_a_longer_hold_is_told_at_its_new_times() -> None:
    made = timeline(step(hold(30), pacing=NO_PACING))
    longer = pressed(made, 0, 1)
    assert {cue.kind: cue.offset_s for cue in longer.phases[0].cues} == {
        CueKind.START: 0,
        CueKind.HALF_WAY: 17.5,
        CueKind.LAST: 32,
        CueKind.TICK: 34,
        CueKind.END: 35,
    }


def test_work_that_gets_too_short_to_tell_the_next_place_leaves_it_to_the_next_preparation() -> (
    None
):
    made = timeline(step(hold(15), WALL), step(hold(20), FLOOR))
    assert spoken(made.phases[1])[-1] == (10, "5 seconds. Next, on the floor.")
    assert spoken(made.phases[2])[0] == (0, "Stop. Foam roll, 20 seconds.")
    shorter = pressed(made, 1, -1)
    assert spoken(shorter.phases[2])[0] == (0, "Stop. On the floor, foam roll, 20 seconds.")
    assert pressed(shorter, 1, 1).phases == made.phases


def test_a_longer_preparation_does_not_tell_a_place_that_was_told_before() -> None:
    made = timeline(step(hold(30), WALL), step(hold(20), FLOOR))
    longer = pressed(made, 2, 1)
    assert spoken(longer.phases[2])[0] == (0, "Stop. Foam roll, 20 seconds.")


def test_a_place_that_was_told_for_a_step_that_moved_away_is_not_told_for_the_one_after() -> None:
    chair = exercise("toe-curl", place=Place.CHAIR)
    made = timeline(step(hold(30), WALL), step(hold(20), FLOOR), step(hold(30), chair))
    after = moved(made, 3)
    longer = pressed(pressed(after, 3, 1), 3, 1)
    assert spoken(longer.phases[1])[-1] == (25, "5 seconds. Next, on the floor.")
    assert spoken(longer.phases[3])[0] == (0, "On the chair, toe curl, 30 seconds.")


def test_the_first_press_behind_a_move_tells_even_work_behind_where_one_goes_now() -> None:
    chair = exercise("toe-curl", place=Place.CHAIR)
    made = timeline(step(hold(30), WALL), step(hold(20), FLOOR), step(hold(30), chair))
    after = moved(made, 2)
    assert spoken(after.phases[1])[-1] == (25, "5 seconds. Next, on the floor.")
    longer = pressed(after, 3, 1)
    assert spoken(longer.phases[1])[-1] == (25, "5 seconds. Next, on the chair.")


def test_what_a_shorter_hold_has_no_room_to_tell_is_told_in_the_next_set() -> None:
    wall = exercise("wall-stretch", cues=("Lean in until it pulls.",))
    other = step(hold(10), FLOOR)
    made = timeline(step(hold(10), wall), other, step(hold(10), wall))
    assert spoken(made.phases[1])[0] == (0, "Start. Lean in until it pulls.")
    assert spoken(made.phases[5])[0] == (0, "Start.")
    shorter = pressed(pressed(made, 1, -1), 1, -1)
    assert spoken(shorter.phases[1])[0] == (0, "Start.")
    assert spoken(shorter.phases[5])[0] == (0, "Start. Lean in until it pulls.")


# ---------------------------------------------------------------------------- properties


@QUICK
@given(routines(even=True), options(one_side=False))
def test_both_legs_get_the_same_planned_seconds(some: Routine, chosen: Options) -> None:
    made = compile_routine(some, chosen)
    assert made.work_s(L) == made.work_s(R)


@QUICK
@given(routines(), options(one_side=False), coachings())
def test_phases_and_cues_are_in_order_and_add_up(
    some: Routine, chosen: Options, coaching: Coaching
) -> None:
    made = compile_routine(some, chosen, coaching)
    work = works(made)
    assert made.total_s == sum(p.duration_s for p in made.phases if p.kind is not PhaseKind.WAIT)
    assert [phase.item.work_no for phase in work] == list(range(1, len(work) + 1))
    for phase in made.phases:
        offsets = [cue.offset_s for cue in phase.cues]
        assert offsets == sorted(offsets)
        assert all(0 <= offset_s <= phase.duration_s for offset_s in offsets)
        assert phase.duration_s > 0
        ends = [cue.offset_s for cue in phase.cues if cue.kind is CueKind.END]
        assert ends == ([phase.duration_s] if phase.kind is PhaseKind.WORK else [])


@QUICK
@given(routines(even=True), options(one_side=False), st.sampled_from([L, R]))
def test_one_side_alone_does_what_that_side_does_in_the_whole(
    some: Routine, chosen: Options, side: Side
) -> None:
    whole = [item for item in work_items(compile_routine(some, chosen)) if item.side is not side]
    alone = Options(level=chosen.level, side=side.other)
    if not whole:
        with pytest.raises(CoachError):
            compile_routine(some, alone)
        return
    made = work_items(compile_routine(some, alone))
    assert [(i.step.no, i.side, i.set_no, i.planned_s) for i in made] == [
        (i.step.no, i.side, i.set_no, i.planned_s) for i in whole
    ]


@QUICK
@given(routines(), options(one_side=False), st.data())
def test_afterwards_loses_no_work_and_repeats_none(
    some: Routine, chosen: Options, data: st.DataObject
) -> None:
    before = compile_routine(some, chosen)
    index = data.draw(st.integers(0, len(before.phases) - 1))
    after = afterwards(before, index)
    if after is None:
        return
    assert after.phases[:index] == before.phases[:index]
    assert sorted(i.work_no for i in work_items(after)) == [i.work_no for i in work_items(before)]
    for side in Side:
        assert after.work_s(side) == before.work_s(side)


@QUICK
@given(routines(), options(one_side=False), st.data())
def test_more_and_less_keep_both_sides_equal_where_both_are_to_come(
    some: Routine, chosen: Options, data: st.DataObject
) -> None:
    made = compile_routine(some, chosen)
    index = data.draw(st.integers(0, len(made.phases) - 1))
    after = adjusted(made, index, data.draw(st.sampled_from([-1, 1])), 0.0)
    if after is None:
        return
    here = after.phases[index]
    others = [p for p in works(after) if p.item.work_no == here.item.pair_no]
    later = [p for p in others if p.item.work_no > here.item.work_no]
    if here.kind is PhaseKind.WORK:
        assert all(other.duration_s == here.duration_s for other in later)
    changed = {i for i, p in enumerate(after.phases) if p.duration_s != made.phases[i].duration_s}
    assert index in changed
    assert len(changed) <= 1 + (len(later) if here.kind is PhaseKind.WORK else 0)


@examples(40)
@given(routines(), options(), coachings(), st.data())
def test_more_and_less_leave_every_cue_as_a_sheet_written_anew_has_it(
    some: Routine, chosen: Options, coaching: Coaching, data: st.DataObject
) -> None:
    try:
        made = compile_routine(some, chosen, coaching)
    except CoachError:  # nothing to do on the side that was chosen
        return
    for _ in range(data.draw(st.integers(1, 5))):
        index = data.draw(st.integers(0, len(made.phases) - 1))
        if data.draw(st.sampled_from([True, False, False, False])):
            made = afterwards(made, index) or made
            continue
        by, elapsed_s = data.draw(st.sampled_from([-1, 1])), data.draw(seconds(0, 20))
        after = adjusted(made, index, by, elapsed_s)
        if after is not None:
            assert after.phases == with_cues(after.phases, after.coaching)
            made = after
