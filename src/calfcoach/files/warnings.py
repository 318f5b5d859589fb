"""What a routine should rather not do, and may.

Owns the warnings of `show`. Pure; what must not be is an error of the reader.
"""

from __future__ import annotations

from calfcoach.model import Routine
from calfcoach.terms import Kind

_WANT_WARMTH = frozenset({Kind.STRETCH, Kind.STRENGTH})


def warnings_of(routine: Routine) -> tuple[str, ...]:
    """Whole sentences, one for each thing; none where `warm_up = false` says that it is meant."""
    if not routine.warm_up:
        return ()
    for step in routine.each_step():
        kind = step.exercise.kind
        if kind is Kind.WARM_UP:
            return ()
        if kind in _WANT_WARMTH:
            return (
                f"Step {step.no}, {step.exercise.title}, comes without a warm-up. "
                "A minute of easy marching before it will do.",
            )
    return ()
