"""What is asked of the present day, gathered from the plan's file and the history.

Owns where each piece comes from. What they make together stands in `report.agenda`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from calfcoach.cli.plan_before import resumed_line
from calfcoach.cli.plan_book import as_it_stands, standing_plan
from calfcoach.cli.surroundings import Surroundings
from calfcoach.errors import CoachError
from calfcoach.frozen import frozen
from calfcoach.plan.model import Plan
from calfcoach.plan.standing import IN_FLARE, free_on, pause_on
from calfcoach.records import RestRecord, SessionRecord, Status
from calfcoach.report.agenda import UNDER_PAIN_RULES, Agenda, DueDay, agenda_of
from calfcoach.report.figures import counts
from calfcoach.store import History

_AHEAD_DAYS = 60  # how far is looked for the next day on which something is due


@frozen
class Asked:
    """The agenda of a day, the plan behind it, and why that could not be read (then there is
    none). `rests` are the days that are kept free."""

    agenda: Agenda
    plan: Plan | None = None
    trouble: CoachError | None = None
    rests: tuple[RestRecord, ...] = ()

    def plan_of(self, day: date) -> Plan | None:
        """The plan in the stage of a day."""
        from calfcoach.plan.days import on_day

        return None if self.plan is None else on_day(self.plan, day)


def agenda_now(
    around: Surroundings,
    history: History,
    now: datetime,
    day: date,
    of_day: Sequence[SessionRecord] | None = None,
    *,
    proposals: bool = False,
) -> Asked:
    """What is asked of `day`, the one of `now`. `of_day` are its sessions where they are known
    already; `proposals`: whether a change of the plan is looked for too. HistoryError."""
    from calfcoach.cli.standing import in_flare, with_flares

    sessions = history.day(day.isoformat()) if of_day is None else of_day
    ended = [each for each in sessions if each.status is not Status.RUNNING]
    filed, trouble = filed_or_trouble(around)
    rests = tuple(with_flares(history, day, filed.began if filed else None))
    free = free_on(rests, day)
    plan = None if filed is None else as_it_stands(filed, rests, day)
    plan_day, resumed, then = None, "", ""
    if plan is not None:
        from calfcoach.plan.days import plan_day as day_of_plan

        plan_day = day_of_plan(plan, day, ended, free=free)
        resumed = _still(plan, day) or resumed_line(plan, history, day)
        then = _from_tomorrow(plan, day)
    agenda = agenda_of(
        [each.routine_id for each in ended if counts(each)],
        plan_day=plan_day,
        rest=free,
        flare=in_flare(history, now),
        blocked=bool(history.open_flags()),
        proposal=proposals and plan is not None and _is_proposed(plan, around, history, rests, day),
        resumed=resumed,
        from_tomorrow=then,
        waits=plan is not None and pause_on(plan, day) is not None,
        careful=plan is not None and plan.goal in UNDER_PAIN_RULES,
    )
    return Asked(agenda=agenda, plan=plan, trouble=trouble, rests=rests)


def next_due(plan: Plan, rests: Sequence[RestRecord], day: date) -> DueDay | None:
    """The next day after `day` on which the plan asks for anything; None for one that is far off,
    or not known. `plan` has its rests as pauses."""
    from calfcoach.plan.days import plan_day

    for ahead in range(1, _AHEAD_DAYS + 1):
        then = day + timedelta(days=ahead)
        items = plan_day(plan, then, (), free_on(rests, then)).items
        if items:
            return DueDay(day=then, routines=tuple(item.routine for item in items))
    return None


def due_days(
    around: Surroundings, rests: Sequence[RestRecord], today: date
) -> tuple[Plan | None, Callable[[date], bool] | None]:
    """The plan that stands, and on which days something was due by it; None for both without one.
    A broken file is a warning."""
    plan, trouble = filed_or_trouble(around)
    if plan is not None:
        plan = as_it_stands(plan, [*rests, *_flares_of(around, plan, today)], today)
    if trouble is not None:
        from calfcoach.cli.trouble import warn

        warn(trouble, accessible=around.accessible)
    return plan, None if plan is None else is_due_by(plan)


def is_due_by(plan: Plan | None) -> Callable[[date], bool]:
    """Whether a plan asked for something on a day. Without one each day counts, and so do the days
    before it began."""
    if plan is None:
        return lambda day: True
    from calfcoach.plan.days import is_due

    return lambda day: day < plan.began or is_due(plan, day)


def stands_by(plan: Plan | None) -> Callable[[SessionRecord], bool]:
    """Whether a session may keep its day: under pain rules only one of the plan's own routines,
    from its first day on."""
    if plan is None or plan.goal not in UNDER_PAIN_RULES:
        return lambda session: True
    from calfcoach.plan.days import routines_of

    own, since = routines_of(plan), plan.began.isoformat()
    return lambda session: session.local_day < since or session.routine_id in own


def filed_or_trouble(around: Surroundings) -> tuple[Plan | None, CoachError | None]:
    """The plan of the file. A broken one is told, and the day goes on without it."""
    try:
        return standing_plan(around), None
    except CoachError as problem:
        return None, problem


def _still(plan: Plan, day: date) -> str:
    """Why a plan stands still in a flare that was told, and how that ends; else empty."""
    pause = pause_on(plan, day)
    if pause is None or pause.reason != IN_FLARE:
        return ""
    from calfcoach.plan.resuming import still_line

    return still_line(plan, day)


def _from_tomorrow(plan: Plan, day: date) -> str:
    """What a step that was taken today brings tomorrow; empty without one."""
    if max(plan.stage_since, plan.raise_since or plan.stage_since) <= day:
        return ""
    from calfcoach.report.plan_where import from_tomorrow

    return from_tomorrow(plan, day)


def _flares_of(around: Surroundings, plan: Plan, today: date) -> list[RestRecord]:
    from calfcoach.cli.standing import with_flares

    with History.read(around.folders.history_file) as history:
        return [one for one in with_flares(history, today, plan.began) if one.reason == IN_FLARE]


def _is_proposed(
    plan: Plan, around: Surroundings, history: History, rests: Sequence[RestRecord], day: date
) -> bool:
    from calfcoach.cli.past_lost import readable
    from calfcoach.plan.figures import week_figures
    from calfcoach.plan.progress import proposal

    sessions = readable(around, history, plan.began.isoformat(), told=True)
    return proposal(plan, week_figures(plan, sessions, rests, day), day).plan is not None
