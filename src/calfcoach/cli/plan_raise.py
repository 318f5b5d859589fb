"""The heel raise before and after a step of the plan, with its sets, reps and tempo.

Owns these words alone. Which form comes and how it is dosed is decided by `plan`.
"""

from __future__ import annotations

from calfcoach.cli.dosing import asks_for, dosed
from calfcoach.cli.phrases import work
from calfcoach.cli.surroundings import Surroundings
from calfcoach.errors import CoachError
from calfcoach.files.catalog import Catalog
from calfcoach.model import Routine, Step
from calfcoach.plan.ladder import LADDER_ROUTINES, RUNGS
from calfcoach.plan.model import Plan
from calfcoach.script import counted
from calfcoach.terms import Level

_FORMS = frozenset(rung.exercise for rung in RUNGS)


def raise_lines(plan: Plan, then: Plan, around: Surroundings) -> list[str]:
    """Two sentences on the raise as it is and as it would be; none where its form stays, or the
    routine cannot be read, which is told when it is run."""
    name = next((one for one in LADDER_ROUTINES if asks_for(then, one)), "")
    if plan.raise_rung == then.raise_rung or not name:
        return []
    catalog = Catalog(around.folders)
    try:
        routine = catalog.routine(name)
        before, after = (_raise(dosed(routine, each, catalog)) for each in (plan, then))
    except CoachError:
        return []
    if before is None or after is None:
        return []
    return [f"Now: {_words(before, plan, around)}.", f"Then: {_words(after, then, around)}."]


def _raise(routine: Routine) -> Step | None:
    return next((step for step in routine.each_step() if step.exercise.id in _FORMS), None)


def _words(step: Step, plan: Plan, around: Surroundings) -> str:
    dose = step.dose(Level.DEFAULT)
    amount = work(dose.work, accessible=around.accessible)
    return f"{RUNGS[plan.raise_rung].name}, {counted(dose.sets, 'set')} of {amount}"
