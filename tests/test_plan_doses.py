"""What a plan makes of a routine: its seconds, sets and reps, and the form of the heel raise."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest
from building import continuous, exercise, hold, own_reps, routine, step, tempo_reps
from hypothesis import given
from hypothesis import strategies as st
from plan_stories import begun
from strategies import QUICK, routines

from calfcoach.files.catalog import Catalog
from calfcoach.files.folders import find_folders
from calfcoach.frozen import replace
from calfcoach.model import Continuous, Dose, Exercise, Hold, Reps, Routine, Tempo, Work
from calfcoach.phase import PhaseKind
from calfcoach.plan.doses import adapted
from calfcoach.plan.ladder import RUNGS
from calfcoach.plan.model import DoseChange, Item, Plan, PlanGoal, Stage
from calfcoach.terms import Kind, Level, Side, Sides
from calfcoach.timeline import compile_routine


@cache
def catalog() -> Catalog:
    return Catalog(find_folders({"CALFCOACH_HOME": "/nowhere"}))


def shipped(name: str) -> Exercise:
    return catalog().exercise(name)


def changing(*changes: DoseChange, **plan: object) -> Plan:
    stage = Stage(name="s", weeks=1, items=(Item(routine="mine"),), changes=changes)
    return replace(begun(), stages=(stage,), stage_no=1, **plan)


def doses(made: Routine) -> list[tuple[str, Work, int]]:
    """Exercise, work and sets of each step."""
    found = [(one.exercise.id, one.dose(Level.DEFAULT)) for one in made.each_step()]
    return [(name, dose.work, dose.sets) for name, dose in found]


def minutes(made: Routine, side: Side) -> float:
    """Planned work of one side, in seconds."""
    phases = compile_routine(made).phases
    return sum(
        phase.duration_s
        for phase in phases
        if phase.kind is PhaseKind.WORK and phase.item.side is side
    )


def in_stage(goal: str, stage_no: int, name: str, rung: int | None = None) -> Routine:
    plan = replace(begun(goal), stage_no=stage_no)
    plan = plan if rung is None else replace(plan, raise_rung=rung)
    return adapted(catalog().routine(name), plan, shipped)


# ----------------------------------------------------------------- the doses of the four weeks


def test_the_daily_stretches_grow_from_the_second_week_to_the_fourth() -> None:
    def stretches(stage_no: int) -> list[tuple[float, int]]:
        made = doses(in_stage("loosen", stage_no, "daily"))
        return [
            (work.hold_s, sets)
            for name, work, sets in made
            if name == "wall-calf-stretch" and isinstance(work, Hold)
        ]

    assert [stretches(no) for no in (2, 3, 4)] == [
        [(25, 2), (25, 1)],
        [(30, 2), (30, 1)],
        [(30, 3), (30, 1)],
    ]


def test_the_raises_of_the_daily_routine_grow_in_reps() -> None:
    def reps(stage_no: int) -> list[int]:
        made = doses(in_stage("loosen", stage_no, "daily"))
        return [work.reps for name, work, _ in made if isinstance(work, Reps)]

    assert [reps(no) for no in (2, 3, 4)] == [[8], [10], [15]]


def test_a_change_for_one_routine_leaves_the_others_alone() -> None:
    made = doses(in_stage("loosen", 4, "strength"))
    assert [(name, sets) for name, _, sets in made if "stretch" in name] == [
        ("wall-calf-stretch", 1),
        ("soleus-stretch", 1),
    ]


def test_strength_grows_in_sets_and_reps() -> None:
    def raises(stage_no: int) -> tuple[int, int]:
        name, work, sets = doses(in_stage("strengthen", stage_no, "strength"))[1]
        assert (name, isinstance(work, Reps)) == ("heel-raise", True)
        return sets, work.reps if isinstance(work, Reps) else 0

    assert [raises(no) for no in (1, 2, 3, 4)] == [(2, 8), (2, 10), (3, 12), (3, 15)]


@pytest.mark.parametrize("goal", PlanGoal)
def test_no_shipped_plan_goes_beyond_an_advanced_dose(goal: PlanGoal) -> None:
    plan = begun(goal)
    for no, stage in enumerate(plan.stages, start=1):
        for item in stage.items:
            made = adapted(catalog().routine(item.routine), replace(plan, stage_no=no), shipped)
            compile_routine(made)
            for name, work, sets in doses(made):
                own = catalog().exercise(name).doses.get(Level.ADVANCED)
                assert own is None or within(work, sets, own), (name, work, sets)


def within(work: Work, sets: int, most: Dose) -> bool:
    match work, most.work:
        case Hold(), Hold():
            fits = work.hold_s <= most.work.hold_s
        case Reps(), Reps():
            fits = work.reps <= most.work.reps
        case Continuous(), Continuous():
            fits = work.time_s <= most.work.time_s
        case _:
            fits = True
    return fits and sets <= most.sets


def test_a_plan_that_was_edited_by_hand_is_held_at_the_advanced_dose() -> None:
    huge = DoseChange(kind="stretch", hold_s=600, sets=20)
    reps = DoseChange(exercise="heel-raise", reps=200, sets=20)
    plan = changing(huge, reps)
    made = doses(adapted(catalog().routine("strength"), plan, shipped))
    assert [(name, sets) for name, _, sets in made if name in {"heel-raise", "soleus-stretch"}] == [
        ("heel-raise", 3),
        ("soleus-stretch", 5),
    ]
    works = {name: work for name, work, _ in made}
    raised, held = works["heel-raise"], works["soleus-stretch"]
    assert isinstance(raised, Reps)
    assert isinstance(held, Hold)
    assert (raised.reps, held.hold_s) == (15, 30)


# ------------------------------------------------------------------------- single changes


def test_sets_of_an_exercise_are_counted_over_all_its_steps() -> None:
    of = exercise("pull")
    made = routine(
        step(hold(30), of, sets=2), step(hold(30), of, sets=2), step(hold(30), of, sets=1)
    )

    def sets(wanted: int) -> list[int]:
        plan = changing(DoseChange(exercise="pull", sets=wanted))
        return [sets for _, _, sets in doses(adapted(made, plan, shipped))]

    assert [sets(wanted) for wanted in (8, 5, 4, 3, 1)] == [
        [5, 2, 1],
        [2, 2, 1],
        [1, 2, 1],
        [1, 1, 1],
        [1, 1, 1],
    ]


def test_a_change_that_names_nothing_of_a_routine_leaves_it_as_it_is() -> None:
    made = catalog().routine("daily")
    plan = changing(DoseChange(exercise="foam-roll", hold_s=90), DoseChange(kind="cold", sets=2))
    assert adapted(made, plan, shipped) == made


def test_seconds_are_also_those_of_work_without_a_break() -> None:
    made = routine(step(continuous(20), exercise("walk", kind=Kind.ACTIVATION)))
    plan = changing(DoseChange(kind="activation", hold_s=40))
    assert doses(adapted(made, plan, shipped)) == [("walk", continuous(40), 1)]


def test_more_reps_at_ones_own_pace_have_more_time() -> None:
    made = routine(step(own_reps(10, 60), exercise("curl")))
    plan = changing(DoseChange(exercise="curl", reps=20))
    assert doses(adapted(made, plan, shipped)) == [("curl", own_reps(20, 120), 1)]


def test_the_later_of_two_changes_holds() -> None:
    of = exercise("pull")
    plan = changing(
        DoseChange(kind="stretch", hold_s=20), DoseChange(exercise="pull", hold_s=40, load="5 kg")
    )
    (made,) = adapted(routine(step(hold(30), of)), plan, shipped).each_step()
    assert (made.dose(Level.DEFAULT).work, made.load) == (hold(40), "5 kg")


def test_another_exercise_takes_its_place_at_its_own_usual_dose() -> None:
    plan = changing(DoseChange(exercise="heel-raise", use="heel-raise-bent"))
    made = routine(step(tempo_reps(12), shipped("heel-raise"), sets=3, note="High."))
    (one,) = adapted(made, plan, shipped).each_step()
    usual = shipped("heel-raise-bent").dose(Level.DEFAULT)
    assert (one.exercise.id, one.dose(Level.DEFAULT), one.note) == ("heel-raise-bent", usual, "")


# ------------------------------------------------------------------------------ the ladder


def test_the_ladder_gets_harder_from_rung_to_rung() -> None:
    made = [in_stage("strengthen", 4, "strength", rung).each_step()[1] for rung in range(5)]
    assert [(one.exercise.id, one.dose(Level.DEFAULT).load) for one in made] == [
        ("heel-raise", ""),
        ("heel-raise-slow", ""),
        ("heel-raise-down-one", ""),
        ("heel-raise-one-leg", ""),
        ("heel-raise-one-leg", "backpack"),
    ]
    assert [one.dose(Level.DEFAULT).sides for one in made] == [
        Sides.BOTH,
        Sides.BOTH,
        Sides.EACH,
        Sides.EACH,
        Sides.EACH,
    ]


def test_a_harder_form_keeps_the_sets_and_reps_of_the_stage_at_its_own_tempo() -> None:
    def raised(goal: str, stage_no: int, rung: int) -> tuple[int, int, Tempo | None]:
        name, work, sets = doses(in_stage(goal, stage_no, LADDER[goal], rung))[1]
        assert name == RUNGS[rung].exercise
        assert isinstance(work, Reps)
        return sets, work.reps, work.tempo

    slow, one = Tempo(up_s=3, hold_s=0, down_s=3), Tempo(up_s=2, hold_s=1, down_s=3)
    assert raised("strengthen", 1, 1) == (2, 8, slow)
    assert raised("strengthen", 2, 1) == (2, 10, slow)
    assert raised("strengthen", 4, 1) == (3, 15, slow)
    assert raised("strengthen", 4, 2) == (3, 10, one)  # its advanced dose
    assert raised("strengthen", 3, 3) == (3, 12, one)
    assert raised("achilles", 1, 2) == (2, 8, one)
    assert raised("achilles", 3, 4) == (3, 12, one)


LADDER = {"strengthen": "strength", "achilles": "achilles"}


def test_what_comes_every_day_stays_on_two_legs() -> None:
    assert in_stage("strengthen", 4, "daily", 4) == in_stage("strengthen", 4, "daily", 0)


def test_the_achilles_begins_with_slow_raises() -> None:
    assert begun("achilles").raise_rung == 1
    assert [one.exercise.id for one in in_stage("achilles", 1, "achilles").each_step()[1:3]] == [
        "heel-raise-slow",
        "heel-raise-bent",
    ]


def test_every_rung_is_an_exercise_with_a_usual_dose() -> None:
    assert [rung.name for rung in RUNGS if shipped(rung.exercise).dose(Level.DEFAULT) is None] == []


# -------------------------------------------------------------------------- left and right


@st.composite
def _plans(draw: st.DrawFn) -> Plan:
    names = st.sampled_from(["wall-stretch", "heel-raise", "heel-walk", "foam-roll"])
    amounts = {
        "hold_s": draw(st.none() | st.integers(1, 90).map(float)),
        "sets": draw(st.none() | st.integers(1, 8)),
        "reps": draw(st.none() | st.integers(1, 30)),
    }
    by_name = st.builds(DoseChange, exercise=names, use=st.sampled_from(["", *_USED]))
    by_kind = st.builds(DoseChange, kind=st.sampled_from([kind.value for kind in Kind]))
    changes = draw(st.lists(by_name | by_kind, max_size=4))
    made = changing(*(replace(change, **amounts) for change in changes))
    return replace(made, raise_rung=draw(st.integers(0, len(RUNGS) - 1)))


_USED = ("heel-raise-one-leg", "soleus-stretch")
_finding: Callable[[str], Exercise] = shipped


@QUICK
@given(routines(even=True), _plans(), st.sampled_from(["mine", "strength"]))
def test_both_legs_always_get_the_same(made: Routine, plan: Plan, name: str) -> None:
    changed = adapted(replace(made, id=name), plan, _finding)
    assert minutes(changed, Side.LEFT) == pytest.approx(minutes(changed, Side.RIGHT))


def test_steps_for_one_leg_alone_keep_their_sets() -> None:
    of = exercise("pull")
    made = routine(
        step(hold(30), of, sets=2, sides=Sides.LEFT), step(hold(30), of, sets=2, sides=Sides.RIGHT)
    )
    changed = adapted(made, changing(DoseChange(exercise="pull", hold_s=40, sets=5)), shipped)
    assert minutes(changed, Side.LEFT) == minutes(changed, Side.RIGHT) == 80
