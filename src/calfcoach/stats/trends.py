"""Scores by week: how tight, how much pain, in a person's own figures.

Owns how a week's scores become one. They are no test, and nothing is concluded from them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from calfcoach.frozen import frozen
from calfcoach.stats.calendar import monday_of
from calfcoach.stats.tally import Hurt, SessionTally


@frozen
class Trend:
    """The mean score of each week, oldest first; None for a week without one. Of pain `highest`
    is the worst single one."""

    means: tuple[float | None, ...]
    highest: Hurt | None = None

    @property
    def given(self) -> tuple[float, ...]:
        """The weeks that have one."""
        return tuple(each for each in self.means if each is not None)


def tightness(sessions: Iterable[SessionTally], mondays: Sequence[date]) -> Trend:
    """Tightness by week."""
    told = [(each.day, each.tightness) for each in sessions if each.tightness is not None]
    return Trend(means=_means(told, mondays))


def pain(sessions: Sequence[SessionTally], mondays: Sequence[date], hurt: Hurt | None) -> Trend:
    """Pain by week: of each session the worst that was told in it, after it, or next morning."""
    told = [(each.day, each.pain) for each in sessions if each.pain is not None]
    of_weeks = [Hurt(day=day, pain=score) for day, score in told if monday_of(day) in mondays]
    highest = max(of_weeks, key=lambda one: (one.pain, one.day), default=None)
    if hurt is not None and (highest is None or hurt.pain >= highest.pain):
        highest = hurt  # it says in which exercise
    return Trend(means=_means(told, mondays), highest=highest)


def _means(told: Iterable[tuple[date, int]], mondays: Sequence[date]) -> tuple[float | None, ...]:
    by_week: dict[date, list[int]] = {monday: [] for monday in mondays}
    for day, score in told:
        if monday_of(day) in by_week:
            by_week[monday_of(day)].append(score)
    return tuple(round(sum(own) / len(own), 1) if own else None for own in by_week.values())
