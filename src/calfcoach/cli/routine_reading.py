"""What the commands about routine files share: reading a text that is no file yet, and the user's
own files by name.

Owns how a draft is tried before it is written. Changes nothing.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from calfcoach.authoring.matching import Named, Names
from calfcoach.cli.surroundings import Surroundings
from calfcoach.errors import CoachError
from calfcoach.files.catalog import Catalog, is_path
from calfcoach.files.fields import id_rule, is_id
from calfcoach.files.folders import Folders, as_typed, shipped_routines
from calfcoach.files.problems import visible
from calfcoach.files.routine import read_routine
from calfcoach.model import Exercise, Routine
from calfcoach.terms import Level, Origin
from calfcoach.timeline import Options, Timeline, compile_routine


class Library(Mapping[str, Exercise]):
    """The exercises that a step may name, each read when it is asked for."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self._names = catalog.exercise_names()

    def __getitem__(self, name: str) -> Exercise:
        if name not in self._names:
            raise KeyError(name)
        return self.catalog.exercise(name)

    def __contains__(self, name: object) -> bool:
        return name in self._names  # Mapping's own way would read the file

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def named(self) -> Names:
        """The exercises that can be read, to be found by words."""
        found, _ = self.catalog.exercises()
        return Names(Named(id=each.id, texts=(each.title, each.say)) for each in found)


def library_of(around: Surroundings) -> Library:
    """The exercises of the user and those that are shipped."""
    return Library(Catalog(around.folders))


def read_text(data: bytes, name: str, where: str, library: Mapping[str, Exercise]) -> Routine:
    """A routine from bytes that are no file of ours, such as a draft. CoachError as for a file,
    and for one that is too long to be run at some level."""
    routine = read_routine(data, id=name, where=where, exercises=library, origin=Origin.FILE)
    for level in Level:
        planned(routine, where, Options(level=level))
    return routine


def planned(routine: Routine, where: str, options: Options) -> Timeline:
    """The session of a routine. CoachError, with its place, where it is too long."""
    try:
        return compile_routine(routine, options)
    except CoachError as error:
        raise CoachError(
            error.message,
            where=error.where or where,
            hint=error.hint,
            exit_code=error.exit_code,
            others=error.others,
        ) from None


def usual_options(around: Surroundings) -> Options:
    """The session as `show` and `run` have it, so that they all name the same length."""
    return Options(level=around.settings.level, accessible=around.accessible)


# --------------------------------------------------------------------------------- files


def own_file(folders: Folders, name: str) -> Path:
    """Where a routine of the user's lies, or would lie. CoachError for what is no name: it never
    leads out of the folder."""
    if not is_id(name):
        raise CoachError(
            f"`{visible(name[:64])}` cannot be the name of a routine",
            hint=id_rule(name),
            exit_code=2,
        )
    return folders.config / "routines" / f"{name}.toml"


def folder_problem(folder: Path) -> CoachError | None:
    """What stands where a folder of the user's belongs and is none; None for a folder, and where
    nothing is, or nothing may be seen."""
    if not os.path.lexists(folder) or folder.is_dir():
        return None
    belongs = f"stands where the folder of your {folder.name} belongs"
    if not folder.is_symlink():
        what, hint = "a file", f"give it another name, such as {folder.name}.old"
    elif Path(os.path.realpath(folder)).is_symlink():  # a circle is followed to one of its links
        what, hint = "a link that leads in a circle", "delete the link"
    elif folder.exists():
        what, hint = "a link to a file", "delete the link"
    else:
        what = "a link that leads nowhere"
        hint = "delete the link, or make the folder that it leads to"
    return CoachError(f"{what} {belongs}", where=as_typed(folder), hint=hint)


def file_of(folders: Folders, name: str) -> Path:
    """The file of a routine by name, the user's before the shipped one, or by path. CoachError,
    with the nearest name, where there is none."""
    if is_path(name):
        return Path(name)
    for path in (folders.config / "routines", shipped_routines()):
        file = path / f"{name}.toml"  # perhaps in a folder that may not be entered
        if is_id(name) and os.access(file, os.F_OK) and file.is_file():
            return file
    Catalog(folders).routine(name)  # has the words for a name that nobody knows
    raise CoachError(f"no routine is called `{visible(name[:64])}`")
