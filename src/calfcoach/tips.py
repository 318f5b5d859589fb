"""Which tip is told after a session, if any. Pure.

Owns how often tips come and which one is next: by the risks that were told, then by what the plan
is for, then those for everybody. Knows neither the history nor the files: what was told and the
day are arguments.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from calfcoach.frozen import frozen
from calfcoach.records import TipTold
from calfcoach.source import Source

WEEK_DAYS = 7
MOST_A_WEEK = 2
APART_DAYS = 28  # until the same tip may come again


@frozen
class Tip:
    """A tip: whole sentences, and the card that tells more ("" for none).

    It is for those who told one of `risks`, or whose plan is for one of `goals`; with neither it
    is for everybody. `cold` is one that makes sense in the cold season alone.
    """

    id: str
    text: tuple[str, ...]
    risks: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    cold: bool = False
    card: str = ""
    sources: tuple[Source, ...]


def choose(
    tips: Sequence[Tip],
    told: Sequence[TipTold],
    risks: Collection[str],
    today: date,
    goal: str = "",
    *,
    cold: bool = True,
) -> Tip | None:
    """The tip to tell on `today`, or None: at most two in any seven days, one a day, none again
    within four weeks. `told` are those of the past, `cold` whether it may be the cold season. The
    same arguments give the same tip."""
    days = [(one.tip, date.fromisoformat(one.local_day)) for one in told]
    lately = [day for _, day in days if day > today - timedelta(days=WEEK_DAYS)]
    if len(lately) >= MOST_A_WEEK or today in lately:
        return None
    resting = {tip for tip, day in days if day > today - timedelta(days=APART_DAYS)}
    last = dict(sorted(days, key=lambda one: one[1]))
    fitting = [
        (_nearness(tip, risks, goal), last.get(tip.id, date.min), place)
        for place, tip in enumerate(tips)
        if tip.id not in resting and (cold or not tip.cold) and _fits(tip, risks, goal)
    ]
    return tips[min(fitting)[2]] if fitting else None


def _fits(tip: Tip, risks: Collection[str], goal: str) -> bool:
    return _nearness(tip, risks, goal) < _FOR_NOBODY


_FOR_A_RISK, _FOR_A_GOAL, _FOR_ALL, _FOR_NOBODY = range(4)


def _nearness(tip: Tip, risks: Collection[str], goal: str) -> int:
    """How close a tip is to what was told; 0 is closest."""
    if any(risk in risks for risk in tip.risks):
        return _FOR_A_RISK
    if goal in tip.goals:
        return _FOR_A_GOAL
    return _FOR_NOBODY if tip.risks or tip.goals else _FOR_ALL
