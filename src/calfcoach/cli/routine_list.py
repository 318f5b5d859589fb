"""The list of routines, as a table, as columns, as sentences and as JSON.

Owns what `calfcoach list` says; imports neither Typer nor Rich, so that a plain list can be
printed before either is loaded.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from calfcoach import script
from calfcoach.cli import phrases
from calfcoach.cli.cells import Column, Ink
from calfcoach.cli.drawing import Pen, pen_for
from calfcoach.cli.filters import SEATED_PLACES, Filters, check_muscle, exercises_of
from calfcoach.cli.origins import place_of_routine, routine_origin
from calfcoach.cli.surroundings import Surroundings, columns, fitted, talk, tell, tell_json
from calfcoach.cli.trouble import warn
from calfcoach.errors import CoachError
from calfcoach.files.catalog import Catalog
from calfcoach.frozen import frozen
from calfcoach.model import Exercise, Routine
from calfcoach.terms import Origin
from calfcoach.timeline import Options, Timeline, compile_routine

_NARROW_DROP = (2, 5, 3, 4)  # on a narrow terminal: times, needs, goal, from
_HEADER = ("name", "length", "times", "goal", "from", "needs", "title")
_DROP = (4, 2, 5, 3)  # the footer says which are the user's own, so that goes first
_COLUMNS = (
    Column(heading="name", ink=Ink.STRONG),
    Column(heading="length"),
    Column(heading="times", least=14),
    Column(heading="goal"),
    Column(heading="from", spare=True),
    Column(heading="needs", least=18),
    Column(heading="title", least=12),
)


@frozen
class Entry:
    """A routine with its session as it would be run now."""

    routine: Routine
    timeline: Timeline
    exercises: Sequence[Exercise]


def show_routines(around: Surroundings, filters: Filters, *, as_json: bool) -> None:
    """Print the routines that are meant; broken files are named on stderr and stop nothing.

    JSON: `level` and `routines`, a list with, for each: `id`, `title`, `summary`, `goal`,
    `tags`, `per_day`, `days` (a number a week or a list of names), `total_s` (seconds), `up_to`
    (whether `total_s` is only the most it can take), `places`, `equipment`, `kinds`, `muscles`,
    `origin` ("shipped" or "user") and `path`. Raises `CoachError` for an unknown muscle.
    """
    catalog = Catalog(around.folders)
    entries, problems = _entries(catalog, around)
    for problem in problems:
        warn(problem, accessible=around.accessible)
    if filters.muscle:
        own = [exercise for entry in entries for exercise in entry.exercises]
        check_muscle(filters.muscle, [*own, *catalog.exercises()[0]])
    meant = [e for e in entries if filters.fit_routine(e.routine, e.timeline.total_s)]
    if as_json:
        routines = [_document(entry) for entry in meant]
        tell_json("list", {"level": around.settings.level.value, "routines": routines})
    else:
        for line in _lines(meant, around):
            tell(line)
    _remark(meant, filters)


def _entries(catalog: Catalog, around: Surroundings) -> tuple[list[Entry], list[CoachError]]:
    """All routines laid out, and what is wrong with the others; one too long is wrong too."""
    routines, problems = catalog.routines()
    options = Options(level=around.settings.level, accessible=around.accessible)
    entries: list[Entry] = []
    for routine in routines:
        try:
            timeline = compile_routine(routine, options, cued=False)
        except CoachError as problem:
            problems.append(problem)
            continue
        exercises = exercises_of(routine)
        entries.append(Entry(routine=routine, timeline=timeline, exercises=exercises))
    return entries, problems


def _lines(entries: Sequence[Entry], around: Surroundings) -> list[str]:
    """The list in the form that is wanted; nothing where nothing fits."""
    if around.accessible or not entries:
        return [_sentence(entry) for entry in entries]
    pen = pen_for(around)
    listed = _table(entries, pen) if pen else _columns(entries, around.room)
    own = [entry.routine for entry in entries if entry.routine.origin is not Origin.SHIPPED]
    footer = [f"{routine.id} is yours: {place_of_routine(routine)}" for routine in own]
    return [*listed, *([""] if footer else []), *footer]


def _table(entries: Sequence[Entry], pen: Pen) -> list[str]:
    return pen.table(_COLUMNS, [_row(entry) for entry in entries], drop=_DROP, lead=2)


def _columns(entries: Sequence[Entry], room: int | None) -> list[str]:
    rows = [_HEADER, *(_row(entry) for entry in entries)]
    return columns(fitted(rows, room, _NARROW_DROP))


def _row(entry: Entry) -> tuple[str, ...]:
    routine = entry.routine
    return (
        routine.id,
        phrases.total(entry.timeline, accessible=False),
        phrases.times(routine, accessible=False),
        routine.goal.value,
        routine_origin(routine),
        phrases.things(entry.exercises),
        routine.title,
    )


def _sentence(entry: Entry) -> str:
    routine = entry.routine
    told = (
        f"{routine.id}: {routine.title}",
        phrases.total(entry.timeline, accessible=True),
        phrases.times(routine, accessible=True),
        f"goal {routine.goal}",
        f"with {script.needs(entry.exercises)}",
        "" if routine.origin is Origin.SHIPPED else f"yours, in {place_of_routine(routine)}",
    )
    return ", ".join(part for part in told if part) + "."


def _document(entry: Entry) -> dict[str, Any]:
    routine, exercises = entry.routine, entry.exercises
    return {
        "id": routine.id,
        "title": routine.title,
        "summary": routine.summary,
        "goal": routine.goal.value,
        "tags": list(routine.tags),
        "per_day": routine.per_day,
        "days": routine.days if isinstance(routine.days, int) else list(routine.days),
        "total_s": entry.timeline.total_s,
        "up_to": entry.timeline.up_to,
        "places": list(dict.fromkeys(one.place.value for one in exercises)),
        "equipment": list(dict.fromkeys(thing for one in exercises for thing in one.equipment)),
        "kinds": list(dict.fromkeys(one.kind.value for one in exercises)),
        "muscles": list(dict.fromkeys(name for one in exercises for name in one.muscles)),
        "origin": routine.origin.value,
        "path": routine.path,
    }


def _remark(meant: Sequence[Entry], filters: Filters) -> None:
    if not meant:
        talk("No routine fits these filters: `calfcoach list` shows them all.")
    elif filters.seated and any(
        exercise.place not in SEATED_PLACES for entry in meant for exercise in entry.exercises
    ):
        talk("Where a step is not done sitting, `calfcoach show EXERCISE` tells its seated form.")
