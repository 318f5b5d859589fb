"""A tip at the end of a session: found, put into words, and written down as told.

Owns when there is none at all: turned off, or somebody who is going to sleep. Which one it is
belongs to `calfcoach.tips`.
"""

from __future__ import annotations

import time
from datetime import date
from typing import TYPE_CHECKING

from calfcoach.cli.moments import Now
from calfcoach.cli.plan_book import standing_plan
from calfcoach.cli.standing import AT_NIGHT
from calfcoach.cli.surroundings import Surroundings
from calfcoach.errors import CoachError
from calfcoach.store import History

if TYPE_CHECKING:
    from calfcoach.tips import Tip


def tip_after(
    history: History, around: Surroundings, routine_id: str, day: str, now: Now
) -> list[str]:
    """The lines of a tip after a completed session of a routine, on the local `day`; none where
    none is due. What is returned is written as told. HistoryError where it cannot be."""
    if not around.settings.tips or routine_id == AT_NIGHT:
        return []
    from calfcoach.files.tip_file import load_tips  # nothing before a session needs it
    from calfcoach.tips import choose

    today = date.fromisoformat(day)
    risks, goal = _told(around, history)
    tip = choose(
        load_tips(),
        history.tips_told(),
        risks,
        today,
        goal,
        cold=may_be_cold(now.instant.timestamp()),
    )
    if tip is None:
        return []
    history.tell_tip(tip.id, local_day=today.isoformat(), at=now.instant)
    return tip_lines(tip, accessible=around.accessible)


def tip_lines(tip: Tip, *, accessible: bool) -> list[str]:
    """A tip in lines: its sentences, then where more stands and how tips are turned off."""
    off = "calfcoach config set tips false"
    if accessible:
        first, *others = tip.text
        more = [f"To read more, type calfcoach learn {tip.card}."] if tip.card else []
        return [f"A tip: {first}", *others, *more, f"To turn tips off, type {off}."]
    more = [f"more: calf learn {tip.card}"] if tip.card else []
    return [
        f"Tip: {' '.join(tip.text)}",
        "   ".join(["", *more, "off: calf config set tips false"]),
    ]


def may_be_cold(timestamp: float) -> bool:
    """Whether it may be the cold season here: not where clocks are on summer time. That holds on
    both halves of the globe; a place whose clocks never change may be cold at any time."""
    return time.localtime(timestamp).tm_isdst <= 0


def _told(around: Surroundings, history: History) -> tuple[tuple[str, ...], str]:
    """The risks that were told and what the plan is for; neither where there is no plan. A plan's
    file that cannot be read is told of elsewhere, and costs nobody the tip."""
    try:
        plan = standing_plan(around, history)
    except CoachError:
        return (), ""
    return (plan.risks, plan.goal.value) if plan else ((), "")
