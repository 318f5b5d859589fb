"""Finding routines and exercises by name: the user's own, then the shipped ones.

Owns which file wins and what a wrong name is answered with. A file is read when it is first
asked for and only then, so that one routine costs no other.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from calfcoach.errors import CoachError
from calfcoach.files.exercise import read_exercise_file
from calfcoach.files.fields import id_rule, is_id
from calfcoach.files.folders import (
    Folders,
    as_typed,
    read_bytes,
    shipped_exercises,
    shipped_routines,
    toml_files,
)
from calfcoach.files.problems import did_you_mean, visible
from calfcoach.files.routine import read_routine
from calfcoach.model import Exercise, Routine
from calfcoach.terms import Origin


def is_path(text: str) -> bool:
    """Whether a routine is named by its path: what has a separator in it or ends in .toml."""
    return text.endswith(".toml") or os.sep in text or bool(os.altsep and os.altsep in text)


class Catalog:
    """All routines and exercises that a user has. Every error is a CoachError.

    A user's file wins over a shipped one of the same name; one that is broken is an error for
    its own name only, and never gives way to the shipped one.
    """

    def __init__(self, folders: Folders) -> None:
        self._routines = _Shelf(folders.config / "routines", shipped_routines())
        self._exercises = _Exercises(_Shelf(folders.config / "exercises", shipped_exercises()))

    def names(self) -> list[str]:
        """The names of all routines, sorted; those that turn out to be broken too."""
        return self._routines.names()

    def exercise_names(self) -> list[str]:
        """The names of all exercises, sorted; those that turn out to be broken too."""
        return list(self._exercises)

    def routine(self, name_or_path: str) -> Routine:
        """One routine, by name, or by path (see `is_path`)."""
        if is_path(name_or_path):
            path = Path(name_or_path)
            name = path.name.removesuffix(".toml")
            return self._read(name, path, Origin.FILE)
        found = self._routines.find(name_or_path)
        if found is None:
            raise _unknown("routine", name_or_path, self.names(), "calfcoach list")
        return self._read(name_or_path, *found)

    def routines(self) -> tuple[list[Routine], list[CoachError]]:
        """All routines that can be read, by name, and the errors of the others."""
        found: list[Routine] = []
        errors: list[CoachError] = self._routines.misnamed("routine")
        for name in self.names():
            try:
                found.append(self.routine(name))
            except CoachError as error:
                errors.append(error)
        return found, errors

    def exercise(self, name: str) -> Exercise:
        """One exercise of the user's or the library, by name."""
        if name not in self._exercises:
            raise _unknown("exercise", name, self.exercise_names(), "calfcoach exercises")
        return self._exercises[name]

    def exercises(self) -> tuple[list[Exercise], list[CoachError]]:
        """All exercises that can be read, by name, and the errors of the others."""
        found: list[Exercise] = []
        errors: list[CoachError] = self._exercises.shelf.misnamed("exercise")
        for name in self._exercises:
            try:
                found.append(self._exercises[name])
            except CoachError as error:
                errors.append(error)
        return found, errors

    def _read(self, name: str, path: Path, origin: Origin) -> Routine:
        where = as_typed(path)
        data = read_bytes(path, where, pipe_ok=origin is Origin.FILE)
        if not is_id(name):
            raise _misnamed("routine", name, where)
        return read_routine(data, id=name, where=where, exercises=self._exercises, origin=origin)


class _Shelf:
    """The files of one sort in the user's folder and in the shipped one, listed when needed."""

    def __init__(self, own: Path, shipped: Path) -> None:
        self._own = own
        self._shipped = shipped
        self._listed: dict[str, tuple[Path, Origin]] | None = None

    def find(self, name: str) -> tuple[Path, Origin] | None:
        """The file of a name and where it comes from. A name never leads out of the folders."""
        return self._files().get(name) if is_id(name) else None

    def names(self) -> list[str]:
        return sorted(name for name in self._files() if is_id(name))

    def misnamed(self, noun: str) -> list[CoachError]:
        files = self._files().items()
        return [
            _misnamed(noun, name, as_typed(path)) for name, (path, _) in files if not is_id(name)
        ]

    def _files(self) -> dict[str, tuple[Path, Origin]]:
        if self._listed is None:
            shipped = toml_files(self._shipped).items()
            own = toml_files(self._own).items()
            self._listed = {name: (path, Origin.SHIPPED) for name, path in shipped}
            self._listed |= {name: (path, Origin.USER) for name, path in own}
        return self._listed


class _Exercises(Mapping[str, Exercise]):
    """Exercises by name, each read on first access; a broken one raises its CoachError."""

    def __init__(self, shelf: _Shelf) -> None:
        self.shelf = shelf
        self._read: dict[str, Exercise] = {}

    def __getitem__(self, name: str) -> Exercise:
        if name not in self._read:
            found = self.shelf.find(name)
            if found is None:
                raise KeyError(name)
            path, origin = found
            where = as_typed(path)
            data = read_bytes(path, where)
            self._read[name] = read_exercise_file(data, id=name, where=where, origin=origin)
        return self._read[name]

    def __contains__(self, name: object) -> bool:
        # Mapping's own way would read the file, and a broken one would seem to be missing
        return isinstance(name, str) and self.shelf.find(name) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(self.shelf.names())

    def __len__(self) -> int:
        return len(self.shelf.names())


def _unknown(noun: str, name: str, known: list[str], command: str) -> CoachError:
    near = did_you_mean(name, known)
    return CoachError(
        f"no {noun} is called `{visible(name[:64])}`",
        hint=f"{near} `{command}` shows them all".strip(),
    )


def _misnamed(noun: str, name: str, where: str) -> CoachError:
    return CoachError(
        f"`{visible(name[:64])}` cannot be the name of a {noun}".replace(
            "a exercise", "an exercise"
        ),
        where=where,
        hint=f"rename the file: {id_rule(name)}",
    )
