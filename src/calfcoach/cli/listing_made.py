"""What a listing says of routines and exercises, made from their files.

Owns the way from the model to `listed`, and to the entries of the library's index, which are the
same for shipped ones. Imported only for what is not in the index, and by what makes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from calfcoach import script
from calfcoach.cli import phrases
from calfcoach.cli.filters import can_sit, exercises_of
from calfcoach.cli.listed import ListedExercise, ListedRoutine, form_of
from calfcoach.cli.origins import (
    exercise_origin,
    place_of_exercise,
    place_of_routine,
    routine_origin,
)
from calfcoach.errors import CoachError
from calfcoach.files.folders import Folders
from calfcoach.frozen import fields_of
from calfcoach.model import Exercise, Pacing, Routine, Step
from calfcoach.terms import Level, Origin
from calfcoach.timeline import Options, compile_routine

_OF_THE_FORM = ("total_s", "up_to", "length")  # what level and accessible form decide
_NOT_INDEXED = ("id", "origin", "source", "path", "place")


def listed_routine(
    routine: Routine, level: Level, *, accessible: bool
) -> ListedRoutine | CoachError:
    """A routine as it would be run at a level; what is wrong with one that cannot be."""
    options = Options(level=level, accessible=accessible)
    try:
        timeline = compile_routine(routine, options, cued=False)
    except CoachError as problem:
        return problem
    exercises = exercises_of(routine)
    return ListedRoutine(
        id=routine.id,
        title=routine.title,
        summary=routine.summary,
        goal=routine.goal.value,
        tags=list(routine.tags),
        per_day=routine.per_day,
        days=routine.days if isinstance(routine.days, int) else list(routine.days),
        exercises=[one.id for one in exercises],
        titles=[one.title for one in exercises],
        places=_each_once(one.place.value for one in exercises),
        equipment=_each_once(thing for one in exercises for thing in one.equipment),
        kinds=_each_once(one.kind.value for one in exercises),
        muscles=_each_once(name for one in exercises for name in one.muscles),
        can_sit=all(map(can_sit, exercises)),
        times=phrases.times(routine, accessible=False),
        times_said=phrases.times(routine, accessible=True),
        needs=phrases.things(exercises),
        needs_said=script.needs(exercises),
        total_s=timeline.total_s,
        up_to=timeline.up_to,
        length=phrases.total(timeline, accessible=accessible),
        origin=routine.origin.value,
        source=routine_origin(routine),
        path=routine.path,
        place="" if routine.origin is Origin.SHIPPED else place_of_routine(routine),
    )


def listed_exercise(one: Exercise, folders: Folders) -> ListedExercise:
    """An exercise; `folders` are where the user's lie."""
    dose = one.dose(Level.DEFAULT)
    return ListedExercise(
        id=one.id,
        title=one.title,
        kind=one.kind.value,
        place_of_work=one.place.value,
        equipment=list(one.equipment),
        muscles=list(one.muscles),
        say=one.say,
        can_sit=can_sit(one),
        lasts_s=_lasts_s(one),
        dose="" if dose is None else phrases.dose(dose, accessible=False),
        said=_said(one),
        source=exercise_origin(one),
        place="" if one.origin is Origin.SHIPPED else place_of_exercise(one, folders),
    )


def routine_entry(routine: Routine) -> dict[str, Any]:
    """What the index says of a shipped routine: the fields of `ListedRoutine` that are not the same
    for all shipped ones, and `lasts`, its length at each level, in plain and in accessible form.
    Raises CoachError for one that is too long."""
    made: dict[str, ListedRoutine] = {}
    for level in Level:
        for accessible in (False, True):
            one = listed_routine(routine, level, accessible=accessible)
            if isinstance(one, CoachError):
                raise one
            made[form_of(level.value, accessible=accessible)] = one
    lasts = {form: [getattr(one, name) for name in _OF_THE_FORM] for form, one in made.items()}
    first = made[form_of(Level.DEFAULT.value, accessible=False)]
    return {**_fields(first, (*_NOT_INDEXED, *_OF_THE_FORM)), "lasts": lasts}


def exercise_entry(one: Exercise, folders: Folders) -> Mapping[str, Any]:
    """What the index says of a shipped exercise: fields of `ListedExercise`."""
    return _fields(listed_exercise(one, folders), _NOT_INDEXED)


def _fields(value: ListedRoutine | ListedExercise, without: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(value, name) for name in fields_of(value) if name not in without}


def _each_once(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))


def _lasts_s(one: Exercise) -> float | None:
    """How long the default dose takes, all sides, sets and rests, at most; None without one."""
    if one.dose(Level.DEFAULT) is None:
        return None
    step = Step(no=1, exercise=one, pacing=Pacing(prepare_s=0.0, move_s=0.0))
    try:
        return compile_routine(
            Routine(id=one.id, title=one.title, steps=(step,)), cued=False
        ).total_s
    except CoachError:  # longer than any session may be
        return None


def _said(one: Exercise) -> str:
    dose = one.dose(Level.DEFAULT)
    told = (
        one.kind.value,
        f"for {script.joined(one.muscles)}" if one.muscles else "",
        script.at_place(one.place),
        f"equipment {script.joined(one.equipment)}" if one.equipment else "no equipment",
        "" if dose is None else phrases.dose(dose, accessible=True),
    )
    return ", ".join(part for part in told if part)
