"""Finding routines and exercises by name: the user's own, then the shipped ones.

Owns which file wins, what a wrong name is answered with, and of which shipped ones the library's
index may speak. A file is read when it is first asked for and only then, so that one routine costs
no other.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping

from calfcoach.errors import CoachError
from calfcoach.files.fields import id_rule, is_id
from calfcoach.files.folders import (
    Folders,
    as_typed,
    read_bytes,
    shipped_exercises_folder,
    shipped_routines_folder,
    toml_paths,
)
from calfcoach.files.problems import did_you_mean, visible
from calfcoach.terms import Origin

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from calfcoach.model import Exercise, Routine


def is_path(text: str) -> bool:
    """Whether a routine is named by its path: what has a separator in it or ends in .toml."""
    return text.endswith(".toml") or os.sep in text or bool(os.altsep and os.altsep in text)


class Catalog:
    """All routines and exercises that a user has. Every error is a CoachError.

    A user's file wins over a shipped one of the same name; one that is broken is an error for
    its own name only, and never gives way to the shipped one. A folder of the user's that cannot
    be listed counts as empty and is in `folder_errors`.
    """

    def __init__(self, folders: Folders) -> None:
        self._routines = _Shelf(folders.config_folder, "routines", shipped_routines_folder())
        exercises = _Shelf(folders.config_folder, "exercises", shipped_exercises_folder())
        self._exercises = _Exercises(exercises)

    def names(self) -> list[str]:
        """The names of all routines, sorted; those that turn out to be broken too."""
        return self._routines.names()

    def exercise_names(self) -> list[str]:
        """The names of all exercises, sorted; those that turn out to be broken too."""
        return list(self._exercises)

    def routine(self, name_or_path: str) -> Routine:
        """One routine, by name, or by path (see `is_path`)."""
        if is_path(name_or_path):
            from pathlib import Path  # late: a name needs none

            path = Path(name_or_path)
            return self._read(path.name.removesuffix(".toml"), str(path), Origin.FILE)
        found = self._routines.find(name_or_path)
        if found is None:
            beside = beside_hint(name_or_path)
            raise self.misnamed(name_or_path) or _unknown(
                "routine", name_or_path, self.names(), "calfcoach list", beside
            )
        return self._read(name_or_path, *found)

    def folder_errors(self) -> list[CoachError]:
        """What is wrong with the user's folders themselves."""
        return [*self._routines.folder_errors(), *self._exercises.shelf.folder_errors()]

    def misnamed(self, name: str) -> CoachError | None:
        """What to say to the name of a file that is there and cannot be used under it, as
        `con.toml` or `mine.TOML`."""
        shelves = (("routine", self._routines), ("exercise", self._exercises.shelf))
        found = (error for noun, shelf in shelves for error in shelf.misnamed(noun, name))
        return next(found, None)

    def known_routines(self) -> dict[str, dict[str, Any]]:
        """What the library's index says of shipped routines, by name. None of those that a file of
        the user's stands for, and none at all where one stands for a shipped exercise: what they
        need, and how long they last, is then read from their files."""
        if self._exercises.shelf.hides_shipped():
            return {}
        from calfcoach.files.library_index import read_index

        index = read_index("routines")
        return {name: index[name] for name in self._routines.shipped() if name in index}

    def known_exercises(self) -> dict[str, dict[str, Any]]:
        """What the index says of shipped exercises; none that a file of the user's stands for."""
        from calfcoach.files.library_index import read_index

        index = read_index("exercises")
        return {name: index[name] for name in self._exercises.shelf.shipped() if name in index}

    def routines(self, known: Collection[str] = ()) -> tuple[list[Routine], list[CoachError]]:
        """All routines that can be read, by name, and the errors of the others and of their
        folder. Those `known` already are passed over."""
        found: list[Routine] = []
        errors = [*self._routines.folder_errors(), *self._routines.misnamed("routine")]
        for name in self.names():
            if name in known:
                continue
            try:
                found.append(self.routine(name))
            except CoachError as error:
                errors.append(error)
        return found, errors

    def exercise(self, name: str) -> Exercise:
        """One exercise of the user's or the library, by name."""
        if name not in self._exercises:
            raise self.misnamed(name) or _unknown(
                "exercise", name, self.exercise_names(), "calfcoach exercises"
            )
        return self._exercises[name]

    def exercises(self, known: Collection[str] = ()) -> tuple[list[Exercise], list[CoachError]]:
        """All exercises that can be read, by name, and the errors of the others and of their
        folder. Those `known` already are passed over."""
        found: list[Exercise] = []
        shelf = self._exercises.shelf
        errors = [*shelf.folder_errors(), *shelf.misnamed("exercise")]
        for name in self._exercises:
            if name in known:
                continue
            try:
                found.append(self._exercises[name])
            except CoachError as error:
                errors.append(error)
        return found, errors

    def _read(self, name: str, path: str, origin: Origin) -> Routine:
        where = as_typed(path)
        data = read_bytes(path, where, pipe_ok=origin is Origin.FILE)
        if not is_id(name):
            raise _misnamed("routine", name, where)
        if origin is Origin.SHIPPED:
            from calfcoach.files.ready import ready_routine  # late: names need none

            if found := ready_routine(name, data, where, self._exercises.ready):
                return found
        from calfcoach.files.routine import read_routine  # late: what is ready-made needs it not

        return read_routine(data, id=name, where=where, exercises=self._exercises, origin=origin)


class _Shelf:
    """The files of one sort in the user's folder and in the shipped one, listed when needed."""

    def __init__(self, config: str, name: str, shipped: str) -> None:
        self._own = os.path.join(config, name)
        self._shipped = shipped
        self._listed: dict[str, tuple[str, Origin]] | None = None
        self._unlisted: list[CoachError] = []

    def find(self, name: str) -> tuple[str, Origin] | None:
        """The file of a name and where it comes from. A name never leads out of the folders."""
        return self._files().get(name) if is_id(name) else None

    def names(self) -> list[str]:
        return sorted(name for name in self._files() if is_id(name))

    def shipped(self) -> list[str]:
        """The names of those that are shipped, and that no file of the user's stands for."""
        files = self._files().items()
        return sorted(n for n, (_, origin) in files if origin is Origin.SHIPPED and is_id(n))

    def hides_shipped(self) -> bool:
        """Whether a file of the user's stands for a shipped one."""
        return any(
            origin is not Origin.SHIPPED
            and os.path.isfile(os.path.join(self._shipped, os.path.basename(path)))
            for path, origin in self._files().values()
        )

    def misnamed(self, noun: str, wanted: str | None = None) -> list[CoachError]:
        """The errors of files whose names cannot be used; of those that are `wanted` only."""
        return [
            _misnamed(noun, name, as_typed(path))
            for name, (path, _) in self._files().items()
            if not is_id(name) and wanted in (None, name, _without_ending(name))
        ]

    def folder_errors(self) -> list[CoachError]:
        self._files()
        return self._unlisted

    def _files(self) -> dict[str, tuple[str, Origin]]:
        if self._listed is None:
            shipped = toml_paths(self._shipped).items()
            self._listed = {name: (path, Origin.SHIPPED) for name, path in shipped}
            self._listed |= {name: (path, Origin.USER) for name, path in self._own_files()}
        return self._listed

    def _own_files(self) -> list[tuple[str, str]]:
        try:
            return [*toml_paths(self._own).items()]
        except CoachError as error:
            self._unlisted = [error]
            return []


class _Exercises(Mapping[str, "Exercise"]):
    """Exercises by name, each read on first access; a broken one raises its CoachError."""

    def __init__(self, shelf: _Shelf) -> None:
        self.shelf = shelf
        self._read: dict[str, Exercise] = {}
        self._ready: set[str] = set()

    def __getitem__(self, name: str) -> Exercise:
        if name not in self._read:
            found = self.shelf.find(name)
            if found is None:
                raise KeyError(name)
            self._read[name] = self._exercise(name, *found)
        return self._read[name]

    def ready(self, name: str) -> Exercise:
        """A shipped one as the index has it, so that a routine of it need not be checked again.
        KeyError for any other."""
        exercise = self[name]
        if name not in self._ready:
            raise KeyError(name)
        return exercise

    def __contains__(self, name: object) -> bool:
        # Mapping's own way would read the file, and a broken one would seem to be missing
        return isinstance(name, str) and self.shelf.find(name) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(self.shelf.names())

    def __len__(self) -> int:
        return len(self.shelf.names())

    def _exercise(self, name: str, path: str, origin: Origin) -> Exercise:
        where = as_typed(path)
        data = read_bytes(path, where)
        if origin is Origin.SHIPPED:
            from calfcoach.files.ready import ready_exercise  # late, as for routines

            if found := ready_exercise(name, data, where):
                self._ready.add(name)
                return found
        from calfcoach.files.exercise import read_exercise_file

        return read_exercise_file(data, id=name, where=where, origin=origin)


def _unknown(noun: str, name: str, known: list[str], command: str, beside: str = "") -> CoachError:
    near = did_you_mean(name, known)
    return CoachError(
        f"no {noun} is called `{visible(name[:64])}`",
        hint=beside or f"{near} `{command}` shows them all".strip(),
    )


def beside_hint(name: str) -> str:
    """How to name the file of that name in the current folder, which a bare name never means;
    empty where there is none."""
    there = is_id(name) and os.path.isfile(f"{name}.toml")
    return f"for the file in front of you write ./{name}.toml" if there else ""


def _without_ending(name: str) -> str:
    """A name as it would be without .TOML, which is kept as no ending of ours."""
    return name[: -len(".toml")] if name.lower().endswith(".toml") else name


def _misnamed(noun: str, name: str, where: str) -> CoachError:
    rule = id_rule(name) if name == _without_ending(name) else "write its ending as .toml"
    return CoachError(
        f"`{visible(name[:64])}` cannot be the name of a {noun}".replace(
            "a exercise", "an exercise"
        ),
        where=where,
        hint=f"rename the file: {rule}",
    )
