"""The calendar of a plan: its days in rows of seven, each with what came of it.

Owns what a day counts as, and its letter. Knows nothing of how much room there is. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from calfcoach.enumeration import StrEnum
from calfcoach.frozen import frozen
from calfcoach.plan.model import PlanDay
from calfcoach.records import RestReason

WEEK_DAYS = 7
_RESTS = frozenset(reason.value for reason in RestReason)
_ASKS_NOTHING = frozenset({"off", "over", "before", "stopped"})


class Mark(StrEnum):
    """What came of a day."""

    DONE = "done"
    PART = "part"
    MISSED = "missed"
    DUE = "due"
    REST = "rest"
    PAUSED = "paused"
    FREE = "free"
    AHEAD = "ahead"


SIGNS = {  # they differ in shape, so that no colour is needed
    Mark.DONE: "x",
    Mark.PART: "/",
    Mark.MISSED: ".",
    Mark.DUE: "?",
    Mark.REST: "r",
    Mark.PAUSED: "p",
    Mark.FREE: "-",
    Mark.AHEAD: " ",
}
LEGEND = {
    Mark.DONE: "done",
    Mark.PART: "part of it",
    Mark.MISSED: "not done",
    Mark.DUE: "today, due",
    Mark.REST: "rest",
    Mark.PAUSED: "paused",
    Mark.FREE: "nothing asked",
}


@frozen
class Week:
    """Up to seven days in a row. `done` of the `asked` days have all of their work, today being
    asked only once it is done: a day that is not over misses nothing."""

    no: int
    days: tuple[PlanDay, ...]
    marks: tuple[Mark, ...]

    @property
    def done(self) -> int:
        """Days on which all was done."""
        return self.marks.count(Mark.DONE)

    @property
    def asked(self) -> int:
        """Days that are over, or done, and asked for something."""
        return sum(mark in (Mark.DONE, Mark.PART, Mark.MISSED) for mark in self.marks)

    @property
    def ahead(self) -> bool:
        """Whether none of its days has come yet."""
        return all(mark is Mark.AHEAD for mark in self.marks)

    @property
    def stages(self) -> tuple[str, ...]:
        """The stages of its days in order, each once."""
        return tuple(dict.fromkeys(day.stage for day in self.days))


def weeks_of(days: Iterable[PlanDay], today: date) -> tuple[Week, ...]:
    """The days of a plan, in order from its first, by weeks."""
    given = tuple(days)
    rows = [given[start : start + WEEK_DAYS] for start in range(0, len(given), WEEK_DAYS)]
    return tuple(
        Week(no=no, days=row, marks=tuple(mark_of(day, today) for day in row))
        for no, row in enumerate(rows, 1)
    )


def mark_of(day: PlanDay, today: date) -> Mark:
    """What came of a day. Of one that is ahead it is known where the plan stands still."""
    if day.rest and day.rest not in _ASKS_NOTHING:
        return Mark.REST if day.rest in _RESTS else Mark.PAUSED
    if day.day > today:
        return Mark.AHEAD
    asked = [item for item in day.items if item.times]
    if not asked:
        return Mark.FREE
    if all(item.done >= item.times for item in asked):
        return Mark.DONE
    if day.day == today:
        return Mark.DUE
    return Mark.PART if any(item.done for item in asked) else Mark.MISSED


def counts_of(weeks: Sequence[Week]) -> dict[Mark, int]:
    """How many days came to each, in the order of the marks."""
    every = [mark for week in weeks for mark in week.marks]
    return {mark: every.count(mark) for mark in Mark if mark in every}
