"""What must come before what in a routine.

Owns which steps need a relaxed muscle, and which step gives one. Pure: it knows steps, not
files.
"""

from __future__ import annotations

from collections.abc import Iterable

from calfcoach.model import Exercise, Step
from calfcoach.terms import Kind

_FORCEFUL = frozenset({"trigger-point", "mallet"})  # techniques
_RELAXING = frozenset({Kind.RELAX, Kind.MASSAGE})


def is_pressing(exercise: Exercise) -> bool:
    """Whether it presses or taps, which a tense muscle answers by tightening."""
    return exercise.kind is Kind.PRESS or exercise.technique in _FORCEFUL


def relaxes(exercise: Exercise) -> bool:
    """Whether a muscle is soft enough to be pressed after it."""
    return exercise.kind in _RELAXING and not is_pressing(exercise)


def pressed_while_tense(steps: Iterable[Step]) -> list[Step]:
    """The steps that press, tap or treat a trigger point with nothing relaxing before them, in
    the order in which the steps are first done."""
    found: list[Step] = []
    for step in steps:
        if relaxes(step.exercise):
            break
        if is_pressing(step.exercise):
            found.append(step)
    return found
