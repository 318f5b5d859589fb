"""Heel raises on one leg: the counts of a test, the gap between the legs, what others reach.

Owns which figures a count stands beside. A typical range spans sources that disagree; none of it
is a limit to pass.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from calfcoach.frozen import frozen
from calfcoach.records import MeasureRecord
from calfcoach.terms import Side

LEGS = (Side.LEFT, Side.RIGHT)
SEXES = ("female", "male")


@frozen
class Norm:
    """What sources give for an age of `low` to `high` years, both meant."""

    low: int
    high: int
    female: tuple[int, ...]
    male: tuple[int, ...]


@frozen
class RaiseNorms:
    """Figures for counts on one leg. `female`, `male` and `any_one` hold for all ages together;
    two days differ by `day_to_day` reps, legs by `even_percent` and are still even."""

    by_age: tuple[Norm, ...]
    female: tuple[int, ...]
    male: tuple[int, ...]
    any_one: tuple[int, ...]
    day_to_day: int
    even_percent: int
    caveats: tuple[str, ...]


@frozen
class Typical:
    """The range that sources span, both ends meant. `ages` is the span of years that it is for,
    `sex` whom ("female", "male", "")."""

    low: int
    high: int
    ages: tuple[int, int] | None
    sex: str


@frozen
class RaiseCount:
    """One test: reps of each leg, None for one that was not tested, and what ended it."""

    day: date
    left: int | None
    right: int | None
    left_why: str = ""
    right_why: str = ""
    pain: int | None = None

    def reps(self, side: Side) -> int | None:
        """The count of one leg."""
        return self.left if side is Side.LEFT else self.right

    def why(self, side: Side) -> str:
        """What ended one leg: tired, form, pain or nothing that was told."""
        return self.left_why if side is Side.LEFT else self.right_why


def raise_count(record: MeasureRecord) -> RaiseCount:
    """What was counted."""
    values = record.values
    return RaiseCount(
        day=date.fromisoformat(record.local_day),
        left=values["left_reps"],
        right=values["right_reps"],
        left_why=values["left_why"],
        right_why=values["right_why"],
        pain=values["pain"],
    )


def typical(norms: RaiseNorms, *, age: int | None, sex: str) -> Typical:
    """The range for somebody: as much as is known of them narrows it. Who is younger or older than
    any table gets the range of all ages."""
    norm = next((n for n in norms.by_age if age is not None and n.low <= age <= n.high), None)
    sexes = (sex,) if sex in SEXES else SEXES
    figures = [*norms.any_one]
    for each in sexes:
        figures += getattr(norms, each)
        figures += getattr(norm, each) if norm else ()
    return Typical(
        low=min(figures),
        high=max(figures),
        ages=(norm.low, norm.high) if norm else None,
        sex=sex if sex in SEXES else "",
    )


def uneven(count: RaiseCount, norms: RaiseNorms) -> bool:
    """Whether one leg does clearly fewer: more than the share of the better one that clinics let
    pass, and more than one rep, which is a matter of counting."""
    if count.left is None or count.right is None:
        return False
    gap, most = abs(count.left - count.right), max(count.left, count.right)
    return gap > 1 and gap * 100 > most * norms.even_percent


def earlier_of(counts: Iterable[RaiseCount], side: Side) -> list[RaiseCount]:
    """The tests in which a leg was counted, in the order given."""
    return [each for each in counts if each.reps(side) is not None]
