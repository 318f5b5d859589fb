"""The list of exercises, as columns, as sentences and as JSON.

Owns what `calfcoach exercises` says; imports neither Typer nor Rich, so that it can be printed
before either is loaded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from calfcoach import script
from calfcoach.cli import phrases
from calfcoach.cli.cells import Column, Ink
from calfcoach.cli.documents import exercise_document
from calfcoach.cli.drawing import pen_for
from calfcoach.cli.filters import Filters, check_muscle, exercises_of
from calfcoach.cli.origins import exercise_origin, place_of_exercise
from calfcoach.cli.surroundings import Surroundings, columns, fitted, talk, tell, tell_json
from calfcoach.cli.trouble import warn
from calfcoach.errors import CoachError
from calfcoach.files.catalog import Catalog
from calfcoach.model import Exercise, Pacing, Routine, Step
from calfcoach.terms import Goal, Level, Origin

_NARROW_DROP = (4, 3, 5, 6, 2)  # muscles, equipment, from, dose, place
_HEADER = ("name", "kind", "place", "equipment", "muscles", "from", "dose", "title")
_DROP = (5, 4, 3, 6, 2)  # the footer says which are the user's own, so that goes first
_COLUMNS = (
    Column(heading="name", ink=Ink.STRONG),
    Column(heading="kind"),
    Column(heading="place", spare=True),
    Column(heading="equipment", least=14, spare=True),
    Column(heading="muscles", least=16, spare=True),
    Column(heading="from", spare=True),
    Column(heading="dose", least=30, spare=True),
    Column(heading="title", least=16),
)


def show_exercises(around: Surroundings, filters: Filters, *, as_json: bool) -> None:
    """Print the exercises that are meant; broken files are named on stderr and stop nothing.
    Raises `CoachError` for an unknown muscle."""
    catalog = Catalog(around.folders)
    found, problems = catalog.exercises()
    for problem in problems:
        warn(problem, accessible=around.accessible)
    if filters.muscle:
        check_muscle(filters.muscle, found)
    _print(_meant(found, filters, catalog, around), around, as_json=as_json)


def _meant(
    found: Sequence[Exercise], filters: Filters, catalog: Catalog, around: Surroundings
) -> list[Exercise]:
    """The exercises that are asked for. Routines are read, and doses laid out, only where a
    filter needs them."""
    goals = _goals(catalog, around) if filters.goal else {}
    return [
        one
        for one in found
        if filters.fit_exercise(
            one,
            lasts_s=None if filters.max_s is None else _lasts_s(one),
            goals=goals.get(one.id, ()),
        )
    ]


def _goals(catalog: Catalog, around: Surroundings) -> Mapping[str, set[Goal]]:
    """For each exercise id the goals of the routines that it stands in; broken ones are named."""
    goals: dict[str, set[Goal]] = {}
    routines, problems = catalog.routines()
    for problem in problems:
        warn(problem, accessible=around.accessible)
    for routine in routines:
        for one in exercises_of(routine):
            goals.setdefault(one.id, set()).add(routine.goal)
    return goals


def _lasts_s(one: Exercise) -> float | None:
    """How long the default dose takes, all sides, sets and rests, at most; None without one."""
    from calfcoach.timeline import compile_routine

    if one.dose(Level.DEFAULT) is None:
        return None
    step = Step(no=1, exercise=one, pacing=Pacing(prepare_s=0.0, move_s=0.0))
    try:
        return compile_routine(
            Routine(id=one.id, title=one.title, steps=(step,)), cued=False
        ).total_s
    except CoachError:  # longer than any session may be
        return None


def _print(found: Sequence[Exercise], around: Surroundings, *, as_json: bool) -> None:
    """JSON: `exercises`, a list of documents as `documents.exercise_document` makes them."""
    if as_json:
        tell_json("exercises", {"exercises": [exercise_document(one) for one in found]})
    elif around.accessible:
        for one in found:
            tell(_sentence(one))
    else:
        for line in _columns(found, around):
            tell(line)
    if not found:
        talk("No exercise fits these filters: `calfcoach exercises` shows them all.")


def _columns(found: Sequence[Exercise], around: Surroundings) -> list[str]:
    if not found:
        return []
    rows = [_row(one) for one in found]
    if pen := pen_for(around):
        listed = pen.table(_COLUMNS, rows, drop=_DROP, lead=2)
    else:
        listed = columns(fitted([_HEADER, *rows], around.room, _NARROW_DROP))
    own = [one for one in found if one.origin is not Origin.SHIPPED]
    footer = [f"{one.id} is yours: {place_of_exercise(one, around.folders)}" for one in own]
    return [*listed, *([""] if footer else []), *footer]


def _row(one: Exercise) -> tuple[str, ...]:
    return (
        one.id,
        one.kind.value,
        one.place.value,
        ", ".join(one.equipment) or "none",
        ", ".join(one.muscles) or "not named",
        exercise_origin(one),
        _dose(one, accessible=False) or "none of its own",
        one.title,
    )


def _dose(one: Exercise, *, accessible: bool) -> str:
    dose = one.dose(Level.DEFAULT)
    return "" if dose is None else phrases.dose(dose, accessible=accessible)


def _sentence(one: Exercise) -> str:
    told = (
        f"{one.id}: {one.title}",
        one.kind.value,
        f"for {script.joined(one.muscles)}" if one.muscles else "",
        script.at_place(one.place),
        f"equipment {script.joined(one.equipment)}" if one.equipment else "no equipment",
        _dose(one, accessible=True),
        "yours" if one.origin is not Origin.SHIPPED else "",
    )
    return ", ".join(part for part in told if part) + "."
