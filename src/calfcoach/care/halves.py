"""Half of a step, whichever way it says how much. Pure.

Owns what half is: half the sets, rounded down but never none; of a single set, half of what is
done in it. Knows nothing of why.
"""

from __future__ import annotations

import math
from types import MappingProxyType
from typing import assert_never

from calfcoach.frozen import replace
from calfcoach.model import Continuous, Dose, FootSteps, Hold, Parts, Reps, Step, Work


def half_of(step: Step) -> Step:
    """Half of a step at every level: a step that takes its exercise's doses gets an exercise
    with half of each. A routine on disk and the exercise itself stay as they are."""
    if step.work is not None:
        sets = step.sets or 1
        if sets > 1:
            return replace(step, sets=sets // 2)
        return replace(step, work=half_work(step.work))
    own = step.sets
    doses = {
        level: half_dose(dose if own is None else replace(dose, sets=own))
        for level, dose in step.exercise.doses.items()
    }
    exercise = replace(step.exercise, doses=MappingProxyType(doses))
    return replace(step, exercise=exercise, sets=None)


def half_dose(dose: Dose) -> Dose:
    """Half of a dose."""
    if dose.sets > 1:
        return replace(dose, sets=dose.sets // 2)
    return replace(dose, work=half_work(dose.work))


def half_work(work: Work) -> Work:
    """Half of what is done in one set, in whole seconds and reps, at least 1 of each."""
    match work:
        case Hold():
            return replace(work, hold_s=_half_s(work.hold_s))
        case Continuous():
            return replace(work, time_s=_half_s(work.time_s))
        case FootSteps():
            return replace(work, steps=_half(work.steps), limit_s=_half_s(work.limit_s))
        case Reps():
            limit_s = None if work.limit_s is None else _half_s(work.limit_s)
            return replace(work, reps=_half(work.reps), least=_half(work.least), limit_s=limit_s)
        case Parts():
            return work  # rounds of heat and cold are one dose, and no stretch
        case _:
            assert_never(work)


def _half(count: int) -> int:
    return max(min(1, count), count // 2)  # 0 reps mean as many as one can, and stay 0


def _half_s(seconds: float) -> float:
    return float(max(1, math.floor(seconds / 2)))
