"""What the plan asks of a day, and its calendar.

Owns on which days an item falls and when it counts as done. Pure: sessions and rests are
arguments. Missed days never pile up, because each day asks only for its own.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from calfcoach.frozen import replace
from calfcoach.plan.model import PLAN_MAX_DAYS, DueItem, Item, Plan, PlanDay, PlanState, Stage
from calfcoach.plan.standing import PAUSED, counted_days, counts_on, day_no, pause_on
from calfcoach.records import SessionOrigin, SessionRecord

CALENDAR_MAX_DAYS = 3 * PLAN_MAX_DAYS  # a pause of a hundred years is not shown day by day
HALF = 0.5  # of its planned work makes a session count, as it does in the statistics
WEEK = 7
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
BEFORE, OVER, STOPPED, OFF = "before", "over", "stopped", "off"

__all__ = ["day_no", "is_due", "on_day", "plan_day", "plan_days", "session_counts", "stage_no_on"]


def plan_day(
    plan: Plan, day: date, sessions: Sequence[SessionRecord] = (), free: str = ""
) -> PlanDay:
    """What is due on a day. `sessions` are those of that day, with their work; `free` is the
    reason of a rest that covers it.

    `rest` is then that reason, "paused" or the pause's own reason, "before" the plan began,
    "over" after its last day, "stopped", or "off" where the plan itself leaves the day free.
    """
    return _day_at(plan, day, sessions, free, stage_no_on(plan, day))


def plan_days(
    plan: Plan,
    *,
    today: date | None = None,
    sessions: Mapping[date, Sequence[SessionRecord]] | None = None,
    free: Mapping[date, str] | None = None,
) -> tuple[PlanDay, ...]:
    """The calendar from the first day to the last, days of pauses among them.

    Days after `today` stand in the stage that they would come to if all goes as planned;
    `sessions` and `free` are by day. An open pause is shown up to `today`.
    """
    found: list[PlanDay] = []
    now = plan.stage_since if today is None else max(today, plan.stage_since)
    day = plan.began
    while day_no(plan, day) <= plan.days and len(found) < CALENDAR_MAX_DAYS:
        still = pause_on(plan, day)
        if still is not None and still.until_day is None and day > now:
            break
        stage_no = stage_no_on(plan, day) if day <= now else _coming_stage_no(plan, day)
        done = (sessions or {}).get(day, ())
        found.append(_day_at(plan, day, done, (free or {}).get(day, ""), stage_no))
        day += timedelta(days=1)
    return tuple(found)


def is_due(plan: Plan, day: date) -> bool:
    """Whether the plan asks for anything on a day that no rest keeps free."""
    return bool(plan_day(plan, day).items)


def session_counts(session: SessionRecord) -> bool:
    """Whether a session is one of the day's: from half of its planned work, however it ended. A
    day that was only ticked, with no work planned or told, counts as it was ticked."""
    planned_s = session.planned_left_s + session.planned_right_s + session.planned_both_s
    if not planned_s:
        return session.origin is SessionOrigin.LOGGED
    sums = session.sums
    done_s = sum(work.done_s for work in session.work) if sums is None else sums.done_s
    return done_s >= HALF * planned_s


def stage_no_on(plan: Plan, day: date) -> int:
    """The stage of a day up to now. Of those before the present one the file knows only the last:
    others are counted back by their weeks, the first taking what is left."""
    if day >= plan.stage_since:
        return plan.stage_no
    behind = sum(1 for _ in counted_days(plan, day, plan.stage_since))
    no = plan.stage_before or max(plan.stage_no - 1, 1)
    while no > 1 and behind > WEEK * plan.stages[no - 1].weeks:
        behind -= WEEK * plan.stages[no - 1].weeks
        no -= 1
    return no


def on_day(plan: Plan, day: date) -> Plan:
    """The plan in the stage, and with the form of the heel raise, of a day: a step that was taken
    after a session begins with the next."""
    rung = plan.raise_rung
    if plan.raise_since is not None and day < plan.raise_since:
        rung = plan.raise_before
    return replace(plan, stage_no=stage_no_on(plan, day), raise_rung=rung)


def routines_of(plan: Plan) -> frozenset[str]:
    """Every routine that a stage of the plan names, or that one of them stands for."""
    items = [item for stage in plan.stages for item in stage.items]
    return frozenset(name for item in items for name in (item.routine, item.instead_of) if name)


def items_on(stage: Stage, plan_day_no: int, day: date) -> tuple[Item, ...]:
    """The items of a stage that fall on a day, without those that another stands for."""
    falling = [item for item in stage.items if _falls(item, plan_day_no, day)]
    replaced = {item.instead_of for item in falling}
    return tuple(item for item in falling if item.routine not in replaced)


def _day_at(
    plan: Plan, day: date, sessions: Sequence[SessionRecord], free: str, stage_no: int
) -> PlanDay:
    number = day_no(plan, day)
    stage = plan.stages[stage_no - 1]
    rest = free or _why_not(plan, day, number)
    items = () if rest else items_on(stage, number, day)
    counted = [one.routine_id for one in sessions if session_counts(one)]
    return PlanDay(
        day=day,
        day_no=number,
        of_days=plan.days,
        stage=stage.name,
        items=_done_of(items, counted, routines_of(plan)),
        rest=rest or ("" if items else OFF),
        review=counts_on(plan, day) and number in plan.reviews and number <= plan.days,
    )


def _why_not(plan: Plan, day: date, number: int) -> str:
    if plan.state is PlanState.STOPPED:
        return STOPPED
    if day < plan.began:
        return BEFORE
    if still := pause_on(plan, day):
        return still.reason or PAUSED
    return OVER if number > plan.days else ""


def _done_of(
    items: Sequence[Item], counted: Sequence[str], of_plan: Collection[str]
) -> tuple[DueItem, ...]:
    """What is due, and how much of it is done by the routines that were. Where a due one was not,
    another of the plan's own stands for it, that of `instead_of` before others; each once."""
    done = {item.routine: counted.count(item.routine) for item in items}
    others = [name for name in counted if name in of_plan and name not in done]
    for name in others:
        left = [item for item in items if done[item.routine] < item.per_day]
        if left:
            meant = min(left, key=lambda item: item.instead_of != name)
            done[meant.routine] += 1
    return tuple(
        DueItem(routine=item.routine, times=item.per_day, done=done[item.routine]) for item in items
    )


def _falls(item: Item, plan_day_no: int, day: date) -> bool:
    """Days by name are those of the calendar. A number is spread over the plan's own weeks, the
    first day among them: 3 are the days 1, 3 and 5, of which no two follow each other."""
    if not isinstance(item.days, int):
        return WEEKDAYS[day.weekday()] in item.days
    place = (plan_day_no - 1) % WEEK
    return place in {index * WEEK // item.days for index in range(item.days)}


def _coming_stage_no(plan: Plan, day: date) -> int:
    ahead = day_no(plan, day) - day_no(plan, plan.stage_since)
    if not counts_on(plan, plan.stage_since):
        ahead -= 1  # the day that the stage began on is no day of the plan itself
    no = plan.stage_no
    while no < len(plan.stages) and ahead >= WEEK * plan.stages[no - 1].weeks:
        ahead -= WEEK * plan.stages[no - 1].weeks
        no += 1
    return no
