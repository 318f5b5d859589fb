"""What a listing knows of a routine or an exercise: facts to filter by, and words to show.

Owns where they come from: the index of the library for shipped ones, as long as nothing of a
person's own changes them, and their files for all others. Imports next to nothing, so that a list
of shipped routines is printed before the model is loaded.
"""

from __future__ import annotations

import os

from calfcoach.files.folders import as_typed, shipped_routines
from calfcoach.frozen import frozen

TYPE_CHECKING = False  # the one of `typing` costs as much as half an interpreter
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from calfcoach.cli.surroundings import Surroundings
    from calfcoach.errors import CoachError
    from calfcoach.files.catalog import Catalog

SHIPPED = "shipped"


@frozen
class ListedRoutine:
    """A routine as it would be run now. `total_s` is its length in seconds, which is only the most
    it can take where `up_to`, `length` that in words; places, equipment, kinds, muscles and titles
    are those of its `exercises`, each once; `can_sit`: all of them. `times` and `needs` are words
    for a column, `times_said` and `needs_said` for a sentence. `source` is where it comes from, in
    a word, and `place` the file of one that is not shipped."""

    id: str
    title: str
    summary: str
    goal: str
    tags: Sequence[str]
    per_day: int
    days: int | Sequence[str]
    exercises: Sequence[str]
    titles: Sequence[str]
    places: Sequence[str]
    equipment: Sequence[str]
    kinds: Sequence[str]
    muscles: Sequence[str]
    can_sit: bool
    times: str
    times_said: str
    needs: str
    needs_said: str
    total_s: float
    up_to: bool
    length: str
    origin: str = SHIPPED
    source: str = SHIPPED
    path: str
    place: str = ""


@frozen
class ListedExercise:
    """An exercise. `lasts_s` is how long its default dose takes, None without one, `dose` that dose
    in words. `said` is what a sentence says of it between its title and where it comes from.
    `source` and `place` are those of a routine."""

    id: str
    title: str
    kind: str
    place_of_work: str
    equipment: Sequence[str]
    muscles: Sequence[str]
    say: str
    can_sit: bool
    lasts_s: float | None
    dose: str
    said: str
    source: str = SHIPPED
    place: str = ""


def form_of(level: str, *, accessible: bool) -> str:
    """Under which name the index has the length of a routine."""
    return f"{level} accessible" if accessible else level


def listed_routines(
    catalog: Catalog, around: Surroundings
) -> tuple[list[ListedRoutine], list[CoachError]]:
    """All routines by name, and what is wrong with the others; one too long is wrong too."""
    level, accessible = around.settings.level, around.accessible
    known = catalog.known_routines()
    form = form_of(level.value, accessible=accessible)
    folder = as_typed(shipped_routines())
    found = [_routine(name, entry, form, folder) for name, entry in known.items()]
    routines, problems = catalog.routines(known)
    if routines:
        from calfcoach.cli.listing_made import listed_routine

        for routine in routines:
            made = listed_routine(routine, level, accessible=accessible)
            if isinstance(made, ListedRoutine):
                found.append(made)
            else:
                problems.append(made)
    return sorted(found, key=lambda one: one.id), problems


def listed_exercises(
    catalog: Catalog, around: Surroundings
) -> tuple[list[ListedExercise], list[CoachError]]:
    """All exercises by name, and what is wrong with the others."""
    known = catalog.known_exercises()
    found = [ListedExercise(id=name, **entry) for name, entry in known.items()]
    exercises, problems = catalog.exercises(known)
    if exercises:
        from calfcoach.cli.listing_made import listed_exercise

        found += [listed_exercise(one, around.folders) for one in exercises]
    return sorted(found, key=lambda one: one.id), problems


def warn_of(problems: Sequence[CoachError], around: Surroundings) -> None:
    """Name on stderr what cannot be listed."""
    for problem in problems:
        from calfcoach.cli.trouble import warn  # late: mostly there is none

        warn(problem, accessible=around.accessible)


def goals_by_exercise(
    catalog: Catalog,
) -> tuple[Mapping[str, set[str]], list[CoachError]]:
    """For each exercise id the goals of the routines that it stands in, and what is wrong with the
    routines that cannot be read."""
    goals: dict[str, set[str]] = {}
    known = catalog.known_routines()
    for entry in known.values():
        for name in entry["exercises"]:
            goals.setdefault(name, set()).add(entry["goal"])
    routines, problems = catalog.routines(known)
    for routine in routines:
        for step in routine.each_step():
            goals.setdefault(step.exercise.id, set()).add(routine.goal.value)
    return goals, problems


def exercise_documents(catalog: Catalog, names: Sequence[str]) -> list[dict[str, Any]]:
    """The JSON documents of exercises that are there."""
    from calfcoach.files.library_index import read_index

    ready = read_index("documents") if names else {}
    shipped = catalog.known_exercises().keys() & ready.keys()
    return [ready[name] if name in shipped else _document(catalog, name) for name in names]


def _document(catalog: Catalog, name: str) -> dict[str, Any]:
    from calfcoach.cli.documents import exercise_document

    return exercise_document(catalog.exercise(name))


def _routine(name: str, entry: Mapping[str, Any], form: str, folder: str) -> ListedRoutine:
    facts = dict(entry)
    total_s, up_to, length = facts.pop("lasts")[form]
    path = f"{folder}{os.sep}{name}.toml"
    return ListedRoutine(id=name, **facts, total_s=total_s, up_to=up_to, length=length, path=path)
