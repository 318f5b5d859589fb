"""What a routine should rather not do, and may.

Owns the warnings of `show` and `routine check`. Pure; what must not be is an error of the reader.
"""

from __future__ import annotations

from collections.abc import Iterator

from calfcoach.frozen import frozen
from calfcoach.model import Routine, Step
from calfcoach.terms import Kind, Sides

_WANT_WARMTH = frozenset({Kind.STRETCH, Kind.STRENGTH})
_ONE_LEG = frozenset({Sides.EACH, Sides.ALTERNATE})


@frozen
class Notice:
    """A remark about the step with the number `no`, and what to do: sentences without their last
    point. `key` is the key of the step that it is about, empty for the whole step."""

    no: int
    key: str
    says: str
    advice: str


def warnings_of(routine: Routine) -> tuple[str, ...]:
    """Whole sentences, one or two for each thing."""
    return tuple(f"{one.says}. {one.advice}." for one in notices_of(routine))


def notices_of(routine: Routine) -> tuple[Notice, ...]:
    """The same, each with the step that it is about."""
    return (*_without_warmth(routine), *map(_both_legs, _both_at_once(routine)))


def _without_warmth(routine: Routine) -> Iterator[Notice]:
    """At most one, and none where `warm_up = false` says that it is meant."""
    if not routine.warm_up:
        return
    for step in routine.each_step():
        kind = step.exercise.kind
        if kind is Kind.WARM_UP:
            return
        if kind in _WANT_WARMTH:
            says = f"Step {step.no}, {step.exercise.title}, comes without a warm-up"
            advice = "A minute of easy marching before it will do"
            yield Notice(no=step.no, key="", says=says, advice=advice)
            return


def _both_at_once(routine: Routine) -> Iterator[Step]:
    for step in routine.each_step():
        if step.sides is Sides.BOTH and step.exercise.sides in _ONE_LEG:
            yield step


def _both_legs(step: Step) -> Notice:
    return Notice(
        no=step.no,
        key="sides",
        says=f"Step {step.no}, {step.exercise.title}, is done one leg at a time, "
        'but `sides = "both"` times both legs at once',
        advice=f'Write sides = "{step.exercise.sides}" to give each leg its time',
    )
