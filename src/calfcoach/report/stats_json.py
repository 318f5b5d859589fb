"""The statistics as JSON.

Owns the content of `calfcoach.stats/1`. Where a figure comes from is added by the command, in
the form that `show` has for it.
"""

from __future__ import annotations

from collections.abc import Iterable

from calfcoach.stats.calendar import Cell
from calfcoach.stats.legs import Balance, Group, Stretched
from calfcoach.stats.summary import BALANCE_DAYS, Summary, Week
from calfcoach.stats.trends import Trend
from calfcoach.terms import Side

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_KNEES = {Group.STRAIGHT: "straight", Group.BENT: "bent", Group.OTHER: None}


def stats_json(summary: Summary, *, aim_s: float) -> dict[str, Any]:
    """The content of `calfcoach.stats/1`. Lengths end in `_s` and are seconds, days are local.

    `day` is today, `any_session` whether there ever was one.
    `week` is this week and `weeks` the last twelve, oldest first, this one last, none before the
    first session: `monday`, `sunday`, `sessions`, `cramps` (which are no sessions here),
    `practised_s` without pauses, `days_kept` of `days_due` (up to today, without days of rest),
    `kept` (whether six of seven were; null while it is open), and `stretch`: for each muscle
    `left_s` and `right_s`, with the `knee` that is "straight", "bent" or null.
    `stretch_aim_s` is the stretch a week for each muscle and leg that these stand beside.
    `reps` are those of this week that count as no stretch, by exercise and side.
    `balance` is guided work on one leg at a time in the last `days`: `of` is "stretch", or "work"
    where there was none; `behind` is "left", "right" or null, `behind_percent` by how much.
    `streak` are runs of kept days, of which at most one in seven is missed: the one that goes on
    (`current_days`, 0 for none) and the longest; neither looks back further than ten years.
    `calendar` are the days of 26 weeks up to today: `practised_s`, `rest`, and `level`, 0 for
    none, 1 under 5 minutes, 2 from 5, 3 from 10, 4 from 15.
    `tightness` and `pain` have the mean score of each of `weeks`, null for none, and `highest`, the
    worst single pain in them: `score`, `day`, `exercise` and `side`, null after a session.
    `skipped` are the exercises that were skipped in these weeks, the most often first: in how many
    sessions (`times`), and for which reasons, as they are kept ("" for none).
    """
    return {
        "day": summary.today.isoformat(),
        "any_session": summary.any_session,
        "week": _week(summary.week),
        "weeks": [_week(week) for week in summary.weeks],
        "stretch_aim_s": aim_s,
        "reps": [
            {
                "exercise": one.id,
                "title": one.title,
                "left": one.left,
                "right": one.right,
                "both": one.both,
            }
            for one in summary.reps
        ],
        "balance": _balance(summary.balance),
        "streak": {
            "current_days": summary.streak.current,
            "longest_days": summary.streak.longest,
        },
        "calendar": [_cell(cell) for cell in summary.calendar],
        "tightness": {"weeks": list(summary.tightness.means)},
        "pain": {"weeks": list(summary.pain.means), "highest": _highest(summary.pain)},
        "skipped": [
            {
                "exercise": one.exercise_id,
                "title": one.title,
                "times": one.times,
                "reasons": dict(one.reasons),
            }
            for one in summary.skips
        ],
    }


def _week(week: Week) -> dict[str, Any]:
    return {
        "monday": week.monday.isoformat(),
        "sunday": week.sunday.isoformat(),
        "sessions": week.sessions,
        "cramps": week.cramps,
        "practised_s": week.seconds,
        "days_kept": week.days_kept,
        "days_due": week.days_due,
        "kept": week.kept,
        "stretch": _stretch(week.stretched),
    }


def _stretch(stretched: Iterable[Stretched]) -> list[dict[str, Any]]:
    return [
        {
            "muscle": one.group.value,
            "knee": _KNEES[one.group],
            "left_s": one.left_s,
            "right_s": one.right_s,
        }
        for one in stretched
    ]


def _balance(balance: Balance) -> dict[str, Any]:
    return {
        "days": BALANCE_DAYS,
        "of": "stretch" if balance.of_stretch else "work",
        "left_s": balance.left_s,
        "right_s": balance.right_s,
        "behind": None if balance.behind is Side.BOTH else balance.behind.value,
        "behind_percent": balance.behind_percent,
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "day": cell.day.isoformat(),
        "practised_s": cell.seconds,
        "level": cell.level.value,
        "rest": cell.rest,
    }


def _highest(trend: Trend) -> dict[str, Any] | None:
    if trend.highest is None:
        return None
    return {
        "score": trend.highest.pain,
        "day": trend.highest.day.isoformat(),
        "exercise": trend.highest.title or None,
        "side": trend.highest.side or None,
    }
