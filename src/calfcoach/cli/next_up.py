"""What comes after a session: by the plan where one stands, else by the routine's own days.

Owns the sentences on today, tomorrow and a change that the plan proposes. What a day asks for is
decided by the plan.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from calfcoach import script
from calfcoach.cli.surroundings import Surroundings
from calfcoach.closing import next_time
from calfcoach.errors import CoachError
from calfcoach.model import Routine
from calfcoach.records import Status
from calfcoach.store import History

TYPE_CHECKING = False
if TYPE_CHECKING:
    from calfcoach.cli.agenda_now import Asked
    from calfcoach.plan.model import DueItem, Plan

_TIMES = {1: "", 2: " twice"}


def next_lines(history: History, routine: Routine, day: str, around: Surroundings) -> list[str]:
    """What is next after a session of `routine` on a local day, in sentences. HistoryError."""
    from calfcoach.cli.agenda_now import agenda_now  # nothing before the end needs it

    now, today = datetime.now(UTC).astimezone(), date.fromisoformat(day)
    asked = agenda_now(around, history, now, today, proposals=True)
    if asked.plan is None or asked.agenda.paused:
        again = next_time(routine, _times_done(history, routine, day))
        return [again] if again else []
    lines = [_today(asked)]
    if not asked.agenda.flare:  # then nobody knows how tomorrow is
        lines.append(_tomorrow(asked, asked.plan, today, around))
    if asked.agenda.proposal:
        lines.append("The plan has a change to propose. To see it, type calf plan why.")
    return [line for line in lines if line]


def _times_done(history: History, routine: Routine, day: str) -> int:
    done = [each for each in history.day(day) if each.routine_id == routine.id]
    return sum(each.status is Status.COMPLETED for each in done)


def _today(asked: Asked) -> str:
    """What is left of this day; nothing is said of one that asked for nothing."""
    agenda = asked.agenda
    if agenda.open:
        left = [_left(item) for item in agenda.open]
        return script.sentence(f"Still due today: {script.joined(left)}")
    return "Today is done. Nothing more is due." if agenda.items else ""


def _left(item: DueItem) -> str:
    left = item.times - item.done
    return item.routine + _TIMES.get(left, f" {left} times")


def _tomorrow(asked: Asked, plan: Plan, today: date, around: Surroundings) -> str:
    from calfcoach.plan.days import on_day, plan_day
    from calfcoach.plan.standing import free_on

    day = today + timedelta(days=1)
    items = plan_day(plan, day, (), free_on(asked.rests, day)).items
    if not items:
        return "Nothing is due tomorrow."
    return script.sentence(f"Tomorrow, {_named(items, on_day(plan, day), around)}")


def _named(items: Sequence[DueItem], plan: Plan, around: Surroundings) -> str:
    """Routines; one alone with its length."""
    if len(items) > 1 or items[0].times > 1:
        return script.joined(f"{item.routine}{_TIMES.get(item.times, '')}" for item in items)
    length = _length(items[0].routine, plan, around)
    return items[0].routine + (f", {length}" if length else "")


def _length(name: str, plan: Plan, around: Surroundings) -> str:
    """How long a routine is with the doses of the plan; empty for one that cannot be read, which is
    told where it is run."""
    from calfcoach.cli.dosing import dosed
    from calfcoach.files.catalog import Catalog
    from calfcoach.timeline import Options, compile_routine

    catalog = Catalog(around.folders)
    options = Options(level=around.settings.level, accessible=around.accessible)
    try:
        timeline = compile_routine(dosed(catalog.routine(name), plan, catalog), options)
    except CoachError:
        return ""
    return f"{'up to ' if timeline.up_to else ''}{script.length(timeline.total_s)}"
