"""The calendar: each day of some weeks with its level, by minutes.

Owns the levels. How a level is drawn is the page's; that there are no more than five, and that
each has a sign of its own, is why it reads without colour.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from enum import IntEnum
from functools import lru_cache

from calfcoach.frozen import frozen
from calfcoach.stats.tally import SessionTally

WEEKS = 26
DAYS = 7

_FROM_S = (300.0, 600.0, 900.0)  # from here a day has the next level


class Level(IntEnum):
    """How much was done in a day: nothing, under 5 minutes, 5 to 9, 10 to 14, 15 or more."""

    NONE = 0
    UNDER_5 = 1
    FROM_5 = 2
    FROM_10 = 3
    FROM_15 = 4


@frozen
class Cell:
    """One day: `seconds` of practice, and whether it was kept free."""

    day: date
    seconds: float
    rest: bool

    @property
    def level(self) -> Level:
        """Its level."""
        if self.seconds <= 0:
            return Level.NONE
        return Level(1 + sum(self.seconds >= limit_s for limit_s in _FROM_S))


@lru_cache(maxsize=1024)  # a day has many rows
def monday_of(day: date) -> date:
    """The Monday of a day's week; the first day that there is, where that would be before it."""
    return date.fromordinal(max(day.toordinal() - day.weekday(), 1))


def first_day(today: date, weeks: int = WEEKS) -> date:
    """The Monday with which a calendar of so many weeks begins; the last is today's."""
    return date.fromordinal(max(monday_of(today).toordinal() - DAYS * (weeks - 1), 1))


def calendar_of(
    sessions: Iterable[SessionTally], today: date, rest: Collection[date] = frozenset()
) -> tuple[Cell, ...]:
    """Each day from the first Monday to today, once."""
    by_day: dict[date, float] = {}
    for each in sessions:
        if not each.cramp:
            by_day[each.day] = by_day.get(each.day, 0.0) + each.lasted_s
    start = first_day(today)
    days = (start + timedelta(days=n) for n in range((today - start).days + 1))
    return tuple(Cell(day=d, seconds=round(by_day.get(d, 0.0), 3), rest=d in rest) for d in days)
