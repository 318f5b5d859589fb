"""The days of a plan as they were lived: what each asked for then, and what was done on it.

Owns the way from the history to those days. A day that is over is judged by the plan as it stood
then, so that a change of today does not rewrite last week. Knows nothing of how it is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date

from calfcoach.cli.past_lost import readable
from calfcoach.cli.standing import with_flares
from calfcoach.cli.surroundings import Surroundings
from calfcoach.errors import CoachError
from calfcoach.files.plan_file import read_plan
from calfcoach.frozen import replace
from calfcoach.plan.days import plan_day, plan_days
from calfcoach.plan.model import Plan, PlanDay, PlanState
from calfcoach.plan.resuming import gone_on
from calfcoach.plan.standing import free_on
from calfcoach.records import PlanVersion, SessionRecord
from calfcoach.store import History


def lived_days(
    plan: Plan, around: Surroundings, history: History, today: date
) -> tuple[PlanDay, ...]:
    """Every day from the first of a plan, with its rests, to its last; to today while a pause is
    open. HistoryError."""
    rests = with_flares(history, today, plan.began)
    sessions: dict[date, list[SessionRecord]] = {}
    for session in readable(around, history, plan.began.isoformat(), sums=True):
        sessions.setdefault(date.fromisoformat(session.local_day), []).append(session)
    stood = _stood(plan, history.plan_versions())

    def as_it_stood(day: PlanDay) -> PlanDay:
        then = _before(stood, day.day)
        if day.day >= today or then is None:
            return day
        then = replace(then, pauses=plan.pauses, state=PlanState.ACTIVE, began=plan.began)
        then = gone_on(then, day.day)
        return plan_day(then, day.day, sessions.get(day.day, ()), free_on(rests, day.day))

    covered = {day.day for day in plan_days(plan, today=today)}
    free = {day: free_on(rests, day) for day in covered}
    days = plan_days(plan, today=today, sessions=sessions, free=free)
    return tuple(as_it_stood(day) for day in days)


def _stood(plan: Plan, versions: Sequence[PlanVersion]) -> list[tuple[date, Plan]]:
    """The versions of the plan that can be read, each with the day from which it held."""
    found: list[tuple[date, Plan]] = []
    for version in versions:
        if version.plan_id == plan.id:
            with suppress(CoachError):  # a file that was broken by hand asked for nothing
                text = version.text.encode()
                found.append((date.fromisoformat(version.local_day), read_plan(text, where="")))
    return found


def _before(stood: Sequence[tuple[date, Plan]], day: date) -> Plan | None:
    """The plan as it stood at the end of a day; where none was kept by then, the first one."""
    held = [each for since, each in stood if since <= day]
    return held[-1] if held else (stood[0][1] if stood else None)
