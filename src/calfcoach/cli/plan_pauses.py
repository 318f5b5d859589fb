"""Letting a plan stand still, go on and end.

What `calfcoach plan pause`, `resume` and `stop` do, without the parsing of their options. Owns
which pause covers a day. Whether something changes after it is not decided here.
"""

from __future__ import annotations

from datetime import date, timedelta

from calfcoach.cli.moments import Now, present, read_day
from calfcoach.cli.plan_book import PAUSE, RESUME, STOP, as_it_stands, keep, keep_edit, needed_plan
from calfcoach.cli.plan_words import day_of, tell_lines
from calfcoach.cli.standing import with_flares
from calfcoach.cli.surroundings import Surroundings
from calfcoach.errors import CoachError
from calfcoach.frozen import replace
from calfcoach.plan.model import Plan, PlanPause, PlanState
from calfcoach.plan.resuming import resumption, resumption_line
from calfcoach.plan.standing import IN_FLARE, day_no, pause_on, stopped, with_rests
from calfcoach.report.plan_where import where_on
from calfcoach.store import History

_LONGEST_DAYS = 366
_UNDO = "To take this back, type `calfcoach undo`."
_DAY = timedelta(days=1)


def pause_plan(around: Surroundings, until: str) -> None:
    """Let the plan stand still from today to a day, or for as long as it takes where `until` is
    empty. A pause that holds already gets the new end. CoachError for a day that is over or far
    off, and where the plan stands still just so already."""
    now = present(around.settings.day_starts)
    last = _last_day(until, now) if until else None
    with History.open(around.folders.history_file) as history:
        keep_edit(around, history, now)
        plan = needed_plan(around, history)
        _refuse_what_asks_nothing(plan, now.today)
        held = _own_pause(plan, now.today)
        if held is not None and held.until_day == last:
            raise CoachError(
                "the plan stands still already", hint="`calfcoach plan resume` lets it go on"
            )
        first = held.from_day if held else now.today
        pauses = (
            *(each for each in plan.pauses if each != held),
            PlanPause(from_day=first, until_day=last),
        )
        state = PlanState.PAUSED if last is None else PlanState.ACTIVE  # with an end it goes on
        kept = replace(plan, pauses=pauses, state=state)
        keep(around, history, kept, PAUSE, now)
        waits = _next_day_no(with_rests(kept, with_flares(history, now.today, plan.began)), first)
    if last is None:
        lines = [f"The plan stands still from today on. Day {waits} waits."]
    else:
        goes_on = day_of(last + _DAY, now.today, around)
        lines = [f"The plan stands still until {day_of(last, now.today, around)}."]
        lines += [f"From {goes_on} it goes on with day {waits}."]
    tell_lines([*lines, "To let it go on earlier, type `calfcoach plan resume`.", _UNDO], around)


def resume_plan(around: Surroundings) -> None:
    """Let a plan go on today. CoachError where it does not stand still, and where a rest keeps it
    so."""
    now = present(around.settings.day_starts)
    with History.open(around.folders.history_file) as history:
        keep_edit(around, history, now)
        plan = needed_plan(around, history)
        rests = with_flares(history, now.today, plan.began)
        held = _own_pause(plan, now.today)
        if held is None and plan.state is PlanState.ACTIVE:
            raise _goes_on(plan, now.today)
        kept = _ended(plan, now.today)
        keep(around, history, kept, RESUME, now)
        counted = as_it_stands(kept, rests, now.today)
    if pause_on(counted, now.today) is not None:
        lines = ["The pause has ended.", _why_still(counted, now.today)]
    else:
        lines = [f"The plan goes on today with day {day_no(counted, now.today)} of {plan.days}."]
        after = resumption(counted, now.today)
        lines += [resumption_line(counted, after)] if after else []
    tell_lines([*lines, _UNDO], around)


def stop_plan(around: Surroundings) -> None:
    """End the plan. CoachError where there is none."""
    now = present(around.settings.day_starts)
    with History.open(around.folders.history_file) as history:
        keep_edit(around, history, now)
        plan = needed_plan(around, history)
        number, held = day_no(plan, now.today), pause_on(plan, now.today)
        keep(around, history, stopped(_ended(plan, now.today)), STOP, now)
    where = where_on(number, plan.days, paused=held is not None)
    where = where.removeprefix("paused ") if held else f"on {where}"
    ended = f"The plan has ended {where}." if number else "The plan has ended."
    lines = [ended, "Sessions and measurements stay in the history."]
    tell_lines([*lines, _UNDO], around)


def _refuse_what_asks_nothing(plan: Plan, today: date) -> None:
    if today < plan.began:
        raise CoachError(
            "the plan has not begun", hint="`calfcoach plan stop` ends it, or change `began`"
        )
    if day_no(plan, today) > plan.days:
        raise CoachError(
            "all days of the plan are over", hint="`calfcoach plan why` says what may follow"
        )


def _own_pause(plan: Plan, day: date) -> PlanPause | None:
    """The pause that covers a day and is no rest."""
    return pause_on(with_rests(plan, ()), day)


def _next_day_no(plan: Plan, day: date) -> int:
    """The day of the plan that comes next when it goes on after a pause from this day on."""
    return day_no(plan, day) + 1


def _goes_on(plan: Plan, today: date) -> CoachError:
    if pause_on(plan, today) is not None:
        if _in_told_flare(plan, today):
            return CoachError(
                "a flare keeps the plan still", hint="it goes on once the calves are as usual"
            )
        return CoachError("a rest keeps the plan still", hint="`calfcoach rest end` ends the rest")
    return CoachError(
        "the plan does not stand still", hint="`calfcoach plan pause` lets it stand still"
    )


def _why_still(plan: Plan, today: date) -> str:
    if _in_told_flare(plan, today):
        return "The plan goes on once the calves are as usual: a flare keeps it still."
    return "A rest goes on. To end it, type `calfcoach rest end`."


def _in_told_flare(plan: Plan, today: date) -> bool:
    pause = pause_on(plan, today)
    return pause is not None and pause.reason == IN_FLARE


def _ended(plan: Plan, today: date) -> Plan:
    """The plan with no pause of its own on this day or after it."""
    pauses = [
        replace(pause, until_day=min(pause.until_day or today - _DAY, today - _DAY))
        for pause in with_rests(plan, ()).pauses
        if pause.from_day < today
    ]
    return replace(plan, pauses=tuple(pauses), state=PlanState.ACTIVE)


def _last_day(until: str, now: Now) -> date:
    last = read_day(until, now, "--until", ahead=True)
    if last < now.today:
        raise CoachError(
            f"`--until` lies in the past: {last.isoformat()}",
            hint="the last day of a pause is today or later",
            exit_code=2,
        )
    if (last - now.today).days > _LONGEST_DAYS:
        raise CoachError(
            f"`--until` is more than a year away: {last.isoformat()}",
            hint="write a nearer day; without --until the pause is open",
            exit_code=2,
        )
    return last
