"""What `calfcoach due` says: one line, and its exit code.

Owns the words and the codes. Where an answer is kept, so that a prompt can ask for it every
second, is `due_kept`'s.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from calfcoach.cli.agenda_now import Asked, agenda_now
from calfcoach.cli.gate import EXIT_BLOCKED, today_of
from calfcoach.cli.surroundings import Surroundings
from calfcoach.frozen import frozen
from calfcoach.plan.days import OFF
from calfcoach.plan.model import DueItem
from calfcoach.report.agenda import FLARE, Agenda, DayPart, holds_s, part_of_day
from calfcoach.store import History
from calfcoach.upkeep import hearer_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

EXIT_DUE = 10


@frozen
class DueNow:
    """What is due at an instant. `trouble`: something was told of it on stderr. `holds_s`: for how
    long time alone does not change it."""

    agenda: Agenda
    part: DayPart
    day: date
    trouble: bool = False
    holds_s: float = 0.0

    @property
    def code(self) -> int:
        """10 where something is due, 4 where a red flag stands open, else 0."""
        if self.agenda.blocked:
            return EXIT_BLOCKED
        return EXIT_DUE if self.agenda.due(self.part) else 0


def due_now(around: Surroundings) -> DueNow:
    """What is due now. HistoryError; a plan's file that is broken is a warning."""
    now = datetime.now(UTC).astimezone()
    day = date.fromisoformat(today_of(around, now))
    with History.read(around.folders.history_file) as history:
        asked: Asked = agenda_now(around, history, now, day)
    if asked.trouble is not None:
        from calfcoach.cli.trouble import warn

        warn(asked.trouble, accessible=around.accessible)
    hearer = hearer_of(around.folders.history_file)
    return DueNow(
        agenda=asked.agenda,
        part=part_of_day(now),
        day=day,
        trouble=asked.trouble is not None or (hearer is not None and hearer.left_out),
        # a flare may end at any instant
        holds_s=0.0 if asked.agenda.flare else holds_s(now, around.settings.day_starts),
    )


def due_line(due: DueNow, *, spoken: bool) -> str:
    """The one line; empty in a rest, and where nothing is asked today."""
    line = _line(due, spoken=spoken)
    if not spoken or not line:
        return line
    return f"{line[0].upper()}{line[1:]}."


def _line(due: DueNow, *, spoken: bool) -> str:
    agenda = due.agenda
    if agenda.blocked:
        return "a safety question stands open, type calf screen clear"
    if items := agenda.due(due.part):
        return f"due{',' if spoken else ':'} {_named(items)}"
    if agenda.rest:
        return ""
    if later := agenda.later(due.part):
        return f"this evening{',' if spoken else ':'} {_named(later)}"
    if agenda.all_done:
        return "done for today"
    planned = agenda.plan_day
    return "nothing is due today" if planned is not None and planned.rest == OFF else ""


def _named(items: Sequence[DueItem]) -> str:
    return ", ".join(
        item.routine if item.times == 1 else f"{item.routine} ({item.done} of {item.times} done)"
        for item in items
    )


def due_json(due: DueNow) -> dict[str, Any]:
    """The content of `calfcoach.due/1`. `due` are the routines that are due now, the next first,
    `later` those of this evening; the rest is as in `calfcoach.today/1`."""
    from calfcoach.report.day_json import agenda_json

    agenda = due.agenda
    return {
        "day": due.day.isoformat(),
        "due": [item.routine for item in agenda.due(due.part)],
        "later": [item.routine for item in agenda.later(due.part)],
        "done": agenda.all_done,
        "blocked": agenda.blocked,
        **agenda_json(agenda),
        "words": due_line(due, spoken=False),
    }


def call_to(due: DueNow) -> str:
    """What the desktop is told where something is due; empty otherwise."""
    items = due.agenda.due(due.part)
    if not items:
        return ""
    if items[0].routine == FLARE:
        return "Due: flare, the gentle routine. Type calf run when it suits."
    return f"Due: {_named(items)}. Type calf run when it suits."
