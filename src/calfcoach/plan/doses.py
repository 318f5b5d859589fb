"""How a plan changes the doses of a routine.

Owns what a change does to a step, and that no dose grows beyond the exercise's advanced one.
Pure. Both legs always get the same: a change is of sets, seconds and reps, never of a side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import ceil

from calfcoach.frozen import replace
from calfcoach.model import (
    SECONDS_A_REP,
    Circuit,
    Continuous,
    Dose,
    Exercise,
    Hold,
    Reps,
    Routine,
    Step,
    Work,
)
from calfcoach.plan.ladder import LADDER_ROUTINES, RUNGS
from calfcoach.plan.model import DoseChange, Plan
from calfcoach.terms import THERMAL, Level, Sides

_LIMIT_STEP_S = 30.0
_ONE_SIDE = (Sides.LEFT, Sides.RIGHT)


def adapted(routine: Routine, plan: Plan, exercise: Callable[[str], Exercise]) -> Routine:
    """The routine in the doses of the plan's present stage and rung. `exercise` finds one by its
    id; it is asked only for those that take another's place. A harder form of the heel raise gets
    the sets and reps of the stage, as far as its own advanced dose goes, at its own tempo.

    A change of sets means all sets of an exercise in one session: the first step of it takes the
    difference. Steps of a circuit keep their sets, as do those that ask for one leg alone.
    """
    rung = plan.raise_rung if routine.id in LADDER_ROUTINES else 0
    own = [one for one in plan.stage.changes if one.routine in {"", routine.id}]
    changes = [*_for_rung(own, rung), *own]

    def changed(step: Step) -> Step:
        return _dosed(_exchanged(_climbed(step, rung, exercise), changes, exercise), changes)

    entries = tuple(
        changed(entry)
        if isinstance(entry, Step)
        else replace(entry, steps=tuple(changed(step) for step in entry.steps))
        for entry in routine.steps
    )
    return replace(routine, steps=_with_sets(entries, changes))


# -------------------------------------------------------------- another exercise in its place


def _for_rung(changes: Iterable[DoseChange], rung: int) -> list[DoseChange]:
    """The doses of the lower forms of the raise, for the one that takes their place."""
    lower = {one.exercise for one in RUNGS[:rung]} - {RUNGS[rung].exercise}
    return [
        replace(change, exercise=RUNGS[rung].exercise)
        for change in changes
        if change.exercise in lower and not change.use
    ]


def _climbed(step: Step, rung: int, exercise: Callable[[str], Exercise]) -> Step:
    here = next((no for no, one in enumerate(RUNGS) if one.exercise == step.exercise.id), rung)
    if here >= rung:
        return step
    return _replaced(step, exercise(RUNGS[rung].exercise), RUNGS[rung].load)


def _exchanged(
    step: Step, changes: Iterable[DoseChange], exercise: Callable[[str], Exercise]
) -> Step:
    for change in changes:
        if change.use and change.use != step.exercise.id and _concerns(change, step):
            return _replaced(step, exercise(change.use), change.load)
    return step


def _replaced(step: Step, other: Exercise, load: str) -> Step:
    """The step with another exercise at its usual dose. One leg alone is never exchanged: the
    other leg's step might stay."""
    dose = other.dose(Level.DEFAULT)
    if dose is None or step.sides in _ONE_SIDE:
        return step
    return replace(
        step,
        exercise=other,
        work=dose.work,
        sets=dose.sets,
        sides=dose.sides,
        rest_s=dose.rest_s,
        load=load or dose.load,
        note="",  # it was about the exercise before
    )


# ------------------------------------------------------------------------ seconds and reps


def _dosed(step: Step, changes: Iterable[DoseChange]) -> Step:
    for change in changes:
        if _concerns(change, step) and _has_amount(change):
            step = _with_amounts(step, change)
    return step


def _concerns(change: DoseChange, step: Step) -> bool:
    kind = step.exercise.kind
    if kind in THERMAL:  # heat and cold have their own limit, over all sets of a step
        return False
    return step.exercise.id == change.exercise or (bool(change.kind) and change.kind == kind)


def _has_amount(change: DoseChange) -> bool:
    return bool(change.load) or change.hold_s is not None or change.reps is not None


def _with_amounts(step: Step, change: DoseChange) -> Step:
    dose = step.dose(Level.DEFAULT)
    top = step.exercise.doses.get(Level.ADVANCED)
    return _written(step, replace(
        dose,
        work=_work(dose.work, change, top.work if top else None),
        load=change.load or dose.load,
    ))  # fmt: skip


def _written(step: Step, dose: Dose) -> Step:
    return replace(
        step,
        work=dose.work,
        sets=dose.sets,
        sides=dose.sides,
        rest_s=dose.rest_s,
        load=dose.load,
    )


def _work(work: Work, change: DoseChange, top: Work | None) -> Work:
    match work:
        case Hold() if change.hold_s is not None:
            most = top.hold_s if isinstance(top, Hold) else change.hold_s
            return replace(work, hold_s=_capped(change.hold_s, most, work.hold_s))
        case Continuous() if change.hold_s is not None:
            most = top.time_s if isinstance(top, Continuous) else change.hold_s
            return replace(work, time_s=_capped(change.hold_s, most, work.time_s))
        case Reps(to_failure=False) if change.reps is not None:
            most_reps = top.reps if isinstance(top, Reps) and top.reps else change.reps
            return _with_reps(work, round(_capped(change.reps, most_reps, work.reps)))
        case _:
            return work


def _capped(wanted: float, most: float, own: float) -> float:
    """What is wanted, at most the advanced dose; a routine that has more keeps it."""
    return min(wanted, max(most, own))


def _with_reps(work: Reps, reps: int) -> Reps:
    if work.limit_s is None:
        return replace(work, reps=reps, least=reps)
    needed_s = ceil(reps * SECONDS_A_REP / _LIMIT_STEP_S) * _LIMIT_STEP_S
    return replace(work, reps=reps, least=reps, limit_s=max(work.limit_s, needed_s))


# ------------------------------------------------------------------------------------ sets


def _with_sets(
    entries: tuple[Step | Circuit, ...], changes: Iterable[DoseChange]
) -> tuple[Step | Circuit, ...]:
    made = list(entries)
    wanted = {
        entry.exercise.id: change.sets
        for change in changes
        if change.sets is not None
        for entry in entries
        if isinstance(entry, Step) and _concerns(change, entry)
    }
    for name, sets in wanted.items():
        places = [no for no, one in enumerate(made) if isinstance(one, Step) and _is(one, name)]
        steps = [one for no, one in enumerate(made) if no in places and isinstance(one, Step)]
        for no, step in zip(places, _spread(steps, sets - _in_circuits(made, name)), strict=True):
            made[no] = step
    return tuple(made)


def _is(step: Step, name: str) -> bool:
    return step.exercise.id == name


def _in_circuits(entries: Iterable[Step | Circuit], name: str) -> int:
    return sum(
        entry.repeat * step.dose(Level.DEFAULT).sets
        for entry in entries
        if isinstance(entry, Circuit)
        for step in entry.steps
        if _is(step, name)
    )


def _spread(steps: list[Step], sets: int) -> list[Step]:
    """The steps of one exercise with so many sets in all; each keeps at least one, and the first
    takes what the others leave. As they were, where one of them asks for one leg alone."""
    doses = [step.dose(Level.DEFAULT) for step in steps]
    if any(dose.sides in _ONE_SIDE for dose in doses):
        return steps
    own = sum(dose.sets for dose in doses)
    top = steps[0].exercise.doses.get(Level.ADVANCED)
    left = round(_capped(sets, top.sets if top else sets, own))
    made: list[Step] = []
    for before in range(len(steps) - 1, -1, -1):
        dose = doses[before]
        mine = max(left if before == 0 else min(dose.sets, left - before), 1)
        left -= mine
        made.append(_written(steps[before], replace(dose, sets=mine)) if mine != dose.sets
                    else steps[before])  # fmt: skip
    return made[::-1]
