"""The plan as a session is begun by it, and what it has to say before one of its routines.

Owns that all of it comes from one look at the plan's file and one at the history, and these lines:
how the plan goes on after a pause, and pain that asks for a step back. What they tell is decided by
`plan`.
"""

from __future__ import annotations

from calfcoach.errors import CoachError
from calfcoach.frozen import frozen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from calfcoach.cli.surroundings import Surroundings
    from calfcoach.model import Routine
    from calfcoach.plan.model import Plan
    from calfcoach.records import RestRecord
    from calfcoach.store import History


@frozen
class Before:
    """The plan in the stage whose doses hold today, and what is said before the session."""

    plan: Plan
    lines: tuple[str, ...] = ()


def look_at_plan(around: Surroundings, routine: Routine) -> Before | None:
    """What the plan is to a session of a routine; None where there is none. Where the history
    cannot be read, it is the plan of the file: that is told when the session opens it. CoachError
    for a file that cannot be read or is no plan."""
    from calfcoach.cli.moments import present
    from calfcoach.cli.plan_book import as_it_stands, standing_plan
    from calfcoach.cli.standing import with_flares
    from calfcoach.plan.days import on_day
    from calfcoach.store import History, HistoryError

    filed = standing_plan(around)
    if filed is None:
        return None
    today = present(around.settings.day_starts).today
    try:
        with History.read(around.folders.history_file) as history:
            rests = with_flares(history, today, filed.began)
            plan = as_it_stands(filed, rests, today)
            lines = _lines(plan, history, rests, today) if _tells(filed, routine) else ()
    except HistoryError:
        return Before(plan=on_day(filed, today))
    return Before(plan=on_day(plan, today), lines=lines)


def _tells(plan: Plan, routine: Routine) -> bool:
    """Whether the plan has a say: it asks for the routine, by name and not by path."""
    from calfcoach.cli.dosing import asks_for
    from calfcoach.terms import Origin

    return routine.origin is not Origin.FILE and asks_for(plan, routine.id)


def _lines(
    plan: Plan, history: History, rests: Sequence[RestRecord], today: date
) -> tuple[str, ...]:
    """What is said; nothing where the history cannot be read, which is told elsewhere."""
    try:
        lines = [resumed_line(plan, history, today), _pain_line(plan, history, rests, today)]
    except CoachError:
        return ()
    return tuple(line for line in lines if line)


def resumed_line(plan: Plan, history: History, day: date) -> str:
    """How the plan goes on after a pause, in one sentence; empty once a session was done on a day
    since, and where there was none. HistoryError."""
    from calfcoach.plan.model import PlanState
    from calfcoach.plan.resuming import resumption, resumption_line
    from calfcoach.plan.standing import pause_on

    found = resumption(plan, day)
    if found is None or plan.state is not PlanState.ACTIVE or pause_on(plan, day) is not None:
        return ""
    since = found.first_day.isoformat()
    if history.sessions(since_day=since, until_day=day.isoformat(), limit=1):
        return ""
    return resumption_line(plan, found)


def _pain_line(plan: Plan, history: History, rests: Sequence[RestRecord], today: date) -> str:
    """Pain that asks for a step back. Without any the sessions are not even read: all that a plan
    has seen by its end would keep the first frame waiting."""
    if not history.pain_was_told(since_day=plan.began.isoformat()):
        return ""
    from calfcoach.plan.figures import week_figures
    from calfcoach.plan.progress import proposal
    from calfcoach.plan.steps import BACK

    sessions = history.sessions(since_day=plan.began.isoformat(), with_work=True)
    found = proposal(plan, week_figures(plan, sessions, rests, today), today)
    if found.move != BACK:
        return ""
    step = "There is no lower step" if found.plan is None else "A step back is proposed"
    return f"{found.reasons[0]} {step}: type calf plan why."
