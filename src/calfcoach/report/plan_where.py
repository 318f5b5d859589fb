"""Where a plan stands, by the number of its day, in the same words everywhere."""

from __future__ import annotations

from datetime import date, timedelta

from calfcoach.plan.days import on_day
from calfcoach.plan.ladder import RUNGS
from calfcoach.plan.model import Plan


def where_on(number: int, of_days: int, *, paused: bool) -> str:
    """The day of the plan. While it stands still, `number` is the last day that counted, and the
    one that waits is named."""
    if paused and number < of_days:
        return f"paused before day {number + 1} of {of_days}"
    return f"day {min(number, of_days)} of {of_days}"


def from_tomorrow(plan: Plan, today: date) -> str:
    """The stage, and the form of the heel raise, that a step which was taken today brings with
    tomorrow: "base"; empty where nothing changes."""
    now, then = (on_day(plan, day) for day in (today, today + timedelta(days=1)))
    stage = "" if then.stage_no == now.stage_no else then.stage.name
    rung = "" if then.raise_rung == now.raise_rung else RUNGS[then.raise_rung].name
    return ", ".join(part for part in (stage, rung) if part)
