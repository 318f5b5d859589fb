"""What the plan has to say before one of its routines is begun.

Owns these lines: how the plan goes on after a pause, and pain that asks for a step back. What they
tell is decided by `plan`.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from calfcoach.errors import CoachError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from calfcoach.cli.surroundings import Surroundings
    from calfcoach.plan.model import Plan
    from calfcoach.records import RestRecord
    from calfcoach.store import History


def lines_before(around: Surroundings, routine_id: str) -> list[str]:
    """What is said before a session of a routine; nothing where the plan does not ask for it. A
    file or a history that cannot be read is told elsewhere."""
    from calfcoach.cli.agenda_now import resumed_line
    from calfcoach.cli.dosing import asks_for
    from calfcoach.cli.moments import present
    from calfcoach.cli.plan_book import as_it_stands, standing_plan
    from calfcoach.cli.standing import with_flares
    from calfcoach.store import History

    with suppress(CoachError):
        filed = standing_plan(around)
        if filed is None or not asks_for(filed, routine_id):
            return []
        today = present(around.settings.day_starts).today
        with History.read(around.folders.history) as history:
            rests = with_flares(history, today, filed.began)
            plan = as_it_stands(filed, rests, today)
            lines = [resumed_line(plan, history, today), _pain_line(plan, history, rests, today)]
        return [line for line in lines if line]
    return []


def _pain_line(plan: Plan, history: History, rests: Sequence[RestRecord], today: date) -> str:
    from calfcoach.plan.figures import week_figures
    from calfcoach.plan.progress import proposal
    from calfcoach.plan.steps import BACK

    sessions = history.sessions(since_day=plan.began.isoformat(), with_work=True)
    found = proposal(plan, week_figures(plan, sessions, rests, today), today)
    if found.move != BACK:
        return ""
    step = "There is no lower step" if found.plan is None else "A step back is proposed"
    return f"{found.reasons[0]} {step}: type calf plan why."
