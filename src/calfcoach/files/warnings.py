"""What a routine should rather not do, and may.

Owns the warnings of `show` and `routine check`. Pure; what must not be is an error of the reader.
"""

from __future__ import annotations

from collections.abc import Iterator

from calfcoach.model import Routine, Step
from calfcoach.terms import Kind, Sides

_WANT_WARMTH = frozenset({Kind.STRETCH, Kind.STRENGTH})
_ONE_LEG = frozenset({Sides.EACH, Sides.ALTERNATE})


def warnings_of(routine: Routine) -> tuple[str, ...]:
    """Whole sentences, one for each thing."""
    return (*_without_warmth(routine), *map(_both_legs, _both_at_once(routine)))


def _without_warmth(routine: Routine) -> Iterator[str]:
    """At most one, and none where `warm_up = false` says that it is meant."""
    if not routine.warm_up:
        return
    for step in routine.each_step():
        kind = step.exercise.kind
        if kind is Kind.WARM_UP:
            return
        if kind in _WANT_WARMTH:
            yield (
                f"Step {step.no}, {step.exercise.title}, comes without a warm-up. "
                "A minute of easy marching before it will do."
            )
            return


def _both_at_once(routine: Routine) -> Iterator[Step]:
    for step in routine.each_step():
        if step.sides is Sides.BOTH and step.exercise.sides in _ONE_LEG:
            yield step


def _both_legs(step: Step) -> str:
    return (
        f"Step {step.no}, {step.exercise.title}, is done one leg at a time, "
        'but `sides = "both"` times both legs at once. '
        f'Write sides = "{step.exercise.sides}" to give each leg its time.'
    )
