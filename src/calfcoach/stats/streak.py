"""Runs of days that forgive: six of any seven days keep one going.

Owns what a run of days is, and which days neither break it nor add to it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date, timedelta

from calfcoach.frozen import frozen
from calfcoach.records import RestRecord

FORGIVEN_IN = 7  # days that may hold one missed day

_DAY = timedelta(days=1)

IsDue = Callable[[date], bool]


@frozen
class Streak:
    """Runs of days, in kept days: the one that goes on today (0 for none), and the longest."""

    current: int
    longest: int


def streak_of(
    kept: Sequence[date],
    today: date,
    *,
    rest: Collection[date] = frozenset(),
    is_due: IsDue | None = None,
) -> Streak:
    """The runs up to today. `kept` are days in order, none twice.

    A run is as long as it has kept days. Among any seven of its days at most one is missed; that
    one is not counted. Days of rest stand outside, whatever was done on them; so do days on which
    nothing was due, unless they were kept, and today until it is.
    """
    run = longest = 0
    since_miss = FORGIVEN_IN  # days since the last missed one of this run, all of them kept
    for was_kept in _days(kept, today, rest, is_due):
        if was_kept:
            run, since_miss = run + 1, since_miss + 1
        elif since_miss >= FORGIVEN_IN - 1:
            since_miss = 0
        else:  # the run goes on from behind the miss before
            run, since_miss = since_miss, 0
        longest = max(longest, run)
    return Streak(current=run, longest=longest)


def _days(
    kept: Sequence[date], today: date, rest: Collection[date], is_due: IsDue | None
) -> Iterator[bool]:
    """Each day that matters, from the first kept one to today: whether it was kept."""
    days = frozenset(kept)
    day = kept[0] if kept else today
    while day <= today:
        if day in rest:
            pass
        elif day in days:
            yield True
        elif day != today and (is_due is None or is_due(day)):
            yield False
        if day == date.max:
            return
        day += _DAY


def rest_days(rests: Sequence[RestRecord], since: date, until: date) -> frozenset[date]:
    """The days of rest from `since` to `until`, both meant."""
    days: set[date] = set()
    for rest in rests:
        day = max(date.fromisoformat(rest.from_day), since)
        last = min(date.fromisoformat(rest.until_day), until)
        days |= {day + timedelta(days=n) for n in range((last - day).days + 1)}
    return frozenset(days)
