"""Where routines and exercises come from, in words."""

from __future__ import annotations

from calfcoach.files.folders import Folders, as_typed, shipped_routines
from calfcoach.model import Exercise, Routine
from calfcoach.terms import Origin


def routine_origin(routine: Routine) -> str:
    """In one word, for a column: shipped, yours or file."""
    return {Origin.SHIPPED: "shipped", Origin.FILE: "file"}.get(routine.origin, "yours")


def place_of_routine(routine: Routine) -> str:
    """The file of a routine that is not shipped, and whether it hides one that is."""
    shipped = shipped_routines() / f"{routine.id}.toml"
    if routine.origin is Origin.USER and shipped.is_file():
        return f"{routine.path}, instead of the shipped one"
    return routine.path


def exercise_origin(exercise: Exercise) -> str:
    """In one word, for a column: shipped, yours or routine."""
    match exercise.origin:
        case Origin.SHIPPED:
            return "shipped"
        case Origin.INLINE:
            return "routine"
        case Origin.USER | Origin.FILE:
            return "yours"


def place_of_exercise(exercise: Exercise, folders: Folders) -> str:
    """The file of an exercise of the user's, or the routine that an inline one stands in."""
    if exercise.origin is Origin.INLINE:
        return f"the routine {exercise.id.rpartition('/')[0]}"
    return as_typed(folders.config / "exercises" / f"{exercise.id}.toml")
