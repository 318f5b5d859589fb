"""A person's days with a plan, without a clock: what was due, what was done, what was proposed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta

from past_sessions import planned, raises, session, stretches

from calfcoach.files.goal_file import goal_plan
from calfcoach.frozen import frozen, replace
from calfcoach.plan.days import plan_day
from calfcoach.plan.figures import week_figures
from calfcoach.plan.ladder import LADDER_ROUTINES, RUNGS
from calfcoach.plan.model import Plan, PlanGoal, Proposal
from calfcoach.plan.progress import proposal
from calfcoach.plan.resuming import gone_on
from calfcoach.plan.standing import free_on, with_rests
from calfcoach.records import RestRecord, SessionRecord

MONDAY = date(2026, 11, 9)


@frozen
class Told:
    """One session as it was done: which part of it, and what was answered."""

    share: float = 1.0
    tightness: int | None = None
    pain: int | None = None
    morning: int | None = None
    reps_left: int | None = None


@frozen
class Life:
    """What came of it: the plan, its sessions, the days of each proposal that was taken."""

    plan: Plan
    sessions: tuple[SessionRecord, ...] = ()
    rests: tuple[RestRecord, ...] = ()
    taken: tuple[tuple[int, str, str], ...] = ()  # day from 1, move, stage from then on
    due: tuple[tuple[str, ...], ...] = ()  # routines, day by day


def begun(goal: str = "loosen", began: date = MONDAY) -> Plan:
    return goal_plan(PlanGoal(goal), plan_id="p1", began=began)


def stands(life: Life, day: date) -> Plan:
    """The plan as it stands on a day, its rests among it."""
    return gone_on(with_rests(life.plan, life.rests), day)


def offer(life: Life, day: date) -> Proposal:
    """What is proposed in the morning of a day."""
    plan = stands(life, day)
    return proposal(plan, week_figures(plan, life.sessions, life.rests, day), day)


def lived(
    plan: Plan, days: int, tell: Callable[[int], Told | None], rests: Sequence[RestRecord] = ()
) -> Life:
    """So many days from the plan's first one, each proposal taken as it comes. `tell` says how
    the sessions of a day (from 1) were done; None: not at all."""
    life = Life(plan=plan, rests=tuple(rests))
    for number in range(1, days + 1):
        life = _one_day(life, number, tell(number))
    return life


def _one_day(life: Life, number: int, told: Told | None) -> Life:
    day = life.plan.began + timedelta(days=number - 1)
    offered = offer(life, day)
    if offered.plan is not None:
        taken = (number, offered.move, offered.plan.stage.name)
        life = replace(life, plan=offered.plan, taken=(*life.taken, taken))
    plan = stands(life, day)
    due = plan_day(plan, day, (), free_on(life.rests, day)).items
    names = tuple(item.routine for item in due)
    done = [done_on(plan, day, name, told) for name in names] if told else []
    return replace(life, sessions=(*life.sessions, *done), due=(*life.due, names))


def done_on(plan: Plan, day: date, routine: str, told: Told) -> SessionRecord:
    """A session of a plan, of which a share was done."""
    rows = stretches()
    if routine in LADDER_ROUTINES:
        rung = RUNGS[plan.raise_rung].exercise
        rows = (*rows, raises(exercise_id=rung, reps_left=told.reps_left))
    work = tuple(replace(row, done_s=told.share * row.planned_s) for row in rows)
    return session(
        id=f"{day}-{routine}",
        routine_id=routine,
        local_day=day.isoformat(),
        started_at=datetime(day.year, day.month, day.day, 7, tzinfo=UTC).isoformat(),
        tightness=told.tightness,
        pain_worst=told.pain,
        pain_next_morning=told.morning,
        work=work,
        **planned(rows),
    )


def rest(from_day: date, until_day: date, reason: str = "rest") -> RestRecord:
    return RestRecord(
        id=f"{from_day}",
        from_day=from_day.isoformat(),
        until_day=until_day.isoformat(),
        reason=reason,
        at="2026-11-09T07:00:00.000Z",
    )
