"""How the lines of a plan are printed: folded on a terminal, sentences in accessible form.

Owns that form and the words for days, weeks and routines. Knows nothing of what is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from calfcoach.cli.phrases import sentences, total
from calfcoach.cli.surroundings import Surroundings, folded_for, tell
from calfcoach.days import DAY_NAMES
from calfcoach.errors import CoachError
from calfcoach.report.clock import short_day, spoken_day
from calfcoach.report.moment_words import near_day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from calfcoach.plan.model import Plan
    from calfcoach.source import Source


def tell_lines(lines: Iterable[str], around: Surroundings) -> None:
    """Sentences of the result, on stdout: one a line in accessible form, and without the signs
    around a command."""
    for line in said(lines, around):
        tell(line)


def said(lines: Iterable[str], around: Surroundings) -> list[str]:
    """The same lines, finished and not printed. A command keeps its sign only where it is seen."""
    plain = [line.replace("`", "") for line in lines]
    if around.accessible:
        return sentences(plain)
    return [folded for line in plain for folded in folded_for(line, around)]


def tell_sources(sources: Sequence[Source], around: Surroundings) -> None:
    """Where the figures come from, below what was told."""
    from calfcoach.cli.claims import source_lines

    once = tuple(dict.fromkeys(sources))
    if not once:
        return
    lines = source_lines(once, accessible=around.accessible)
    if not around.accessible:
        lines = ["", "Sources:", *lines]
    for line in lines:
        for folded in folded_for(line, around):
            tell(folded)


def day_of(day: date, today: date, around: Surroundings) -> str:
    """A day as one names it: today, tomorrow, or Fri 20 Nov."""
    return near_day(day.isoformat(), today, spoken=around.accessible)


def date_of(day: date, today: date, around: Surroundings) -> str:
    """A day by its date, also where it is near: Fri 20 Nov."""
    words = spoken_day if around.accessible else short_day
    return " ".join(words(day, today.year).split())


def often(days: int | tuple[str, ...], per_day: int, *, accessible: bool) -> str:
    """How often something is asked for: "every day", "Mon Wed Fri, twice a day"."""
    from calfcoach.script import counted, joined

    a_day = {1: "", 2: "twice a day"}.get(per_day, f"{per_day} times a day")
    if isinstance(days, int):
        which = "" if days >= len(DAY_NAMES) else f"{counted(days, 'day')} a week"
        which = which or ("" if a_day else "every day")
    elif accessible:
        which = "on " + joined(DAY_NAMES[name] for name in days)
    else:
        which = " ".join(DAY_NAMES[name][:3] for name in days)
    return ", ".join(part for part in (which, a_day) if part)


def asked_for(plan: Plan, around: Surroundings) -> tuple[str, ...]:
    """What the stage asks for: routine, how often, how long, and what it stands for."""
    found = []
    for item in plan.stage.items:
        parts = [
            item.routine,
            often(item.days, item.per_day, accessible=around.accessible),
            lasting(item.routine, plan, around),
            f"instead of {item.instead_of}" if item.instead_of else "",
        ]
        found.append(", ".join(part for part in parts if part))
    return tuple(found)


def lasting(name: str, plan: Plan, around: Surroundings) -> str:
    """How long a routine takes with the plan's doses; empty where it cannot be read or is not
    there, which is told when it is run."""
    from calfcoach.cli.dosing import dosed
    from calfcoach.files.catalog import Catalog
    from calfcoach.timeline import Options, compile_routine

    catalog = Catalog(around.folders)
    options = Options(level=around.settings.level, accessible=around.accessible)
    try:
        routine = dosed(catalog.routine(name), plan, catalog)
        timeline = compile_routine(routine, options, cued=False)
    except CoachError:
        return ""
    return total(timeline, accessible=around.accessible)
