"""Knee to wall: the trials of each leg, and what has changed since other times.

Owns best and mean, and when two figures count as different. Lengths are centimetres.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from calfcoach.frozen import frozen
from calfcoach.records import MeasureRecord
from calfcoach.terms import Side

LEGS = (Side.LEFT, Side.RIGHT)


@frozen
class KneeLimits:
    """From `change_cm` on a leg has changed, from `gap_cm` on its two legs differ; a trial beyond
    `most_cm` was read off wrong."""

    change_cm: float
    gap_cm: float
    most_cm: float


@frozen
class Leg:
    """The trials of one leg at one time, at least one, in cm."""

    side: Side
    trials: tuple[float, ...]

    @property
    def best(self) -> float:
        """The farthest."""
        return max(self.trials)

    @property
    def mean(self) -> float:
        """The mean, which one lucky trial moves less than the best."""
        return round(sum(self.trials) / len(self.trials), 2)


@frozen
class KneeTest:
    """One measurement: the legs that were measured, left before right."""

    day: date
    legs: tuple[Leg, ...]

    def leg(self, side: Side) -> Leg | None:
        """One leg's trials, where there are any."""
        return next((leg for leg in self.legs if leg.side is side), None)

    @property
    def gap_cm(self) -> float | None:
        """How much farther the left leg reaches than the right; below 0 the other way round. None
        where one was not measured."""
        left, right = self.leg(Side.LEFT), self.leg(Side.RIGHT)
        return None if left is None or right is None else round(left.mean - right.mean, 2)


@frozen
class Change:
    """How much farther a leg reaches than at another time, in cm, by the means: the `first` one or
    the last one, of that `day`. `counts` where that is enough to be told apart from how two times
    differ anyway."""

    side: Side
    day: date
    first: bool
    by_cm: float
    counts: bool


def knee_test(record: MeasureRecord) -> KneeTest:
    """What was measured."""
    legs = [
        Leg(side=side, trials=tuple(record.values[f"{side.value}_cm"]))
        for side in LEGS
        if record.values[f"{side.value}_cm"]
    ]
    return KneeTest(day=date.fromisoformat(record.local_day), legs=tuple(legs))


def changes(tests: Sequence[KneeTest], limits: KneeLimits) -> tuple[Change, ...]:
    """Of each leg of the newest test: against the first time, and against the last time before
    where that is another one. `tests` are oldest first; nothing for a leg that has but one."""
    if not tests:
        return ()
    found = []
    for leg in tests[-1].legs:
        earlier = [(test.day, own) for test in tests[:-1] if (own := test.leg(leg.side))]
        compared = [(True, *each) for each in earlier[:1]]
        compared += [(False, *each) for each in earlier[1:][-1:]]
        for first, day, other in compared:
            by_cm = round(leg.mean - other.mean, 2)
            counts = abs(by_cm) >= limits.change_cm
            change = Change(side=leg.side, day=day, first=first, by_cm=by_cm, counts=counts)
            found.append(change)
    return tuple(found)
