"""Routine and exercise files, looked over: what is wrong, and what is unusual.

What `calfcoach routine check` does, without the parsing of its options. Reads only.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from calfcoach.cli.routine_advice import advisories_of
from calfcoach.cli.routine_reading import (
    Library,
    file_of,
    folder_problem,
    library_of,
    read_text,
)
from calfcoach.cli.surroundings import Surroundings, tell, tell_json
from calfcoach.cli.trouble import report, warn
from calfcoach.errors import CoachError
from calfcoach.files.document import FILE_MAX_BYTES, parse, too_large
from calfcoach.files.exercise import read_exercise_file
from calfcoach.files.fields import id_rule, is_id
from calfcoach.files.folders import as_typed, read_bytes, toml_files
from calfcoach.files.places import PlacedError
from calfcoach.files.problems import visible
from calfcoach.frozen import frozen, replace
from calfcoach.script import counted
from calfcoach.terms import Origin

_STDIN = "stdin"
_NAMELESS = "nameless"  # stands for a name that no routine can have, to read what is inside


@frozen
class Looked:
    """A file that was looked over: what is wrong in it, and what is unusual."""

    where: str
    problems: tuple[CoachError, ...] = ()
    warnings: tuple[CoachError, ...] = ()


def check_files(around: Surroundings, names: Sequence[str], *, as_json: bool) -> int:
    """Look over the named files, or all of the user's; 1 where something is wrong."""
    library = library_of(around)
    if names:
        looked = [_named(around, name, library) for name in names]
    else:
        looked = list(_own(around, library))
    wrong = any(one.problems for one in looked)
    if as_json:
        tell_json("routine-check", _document(looked))
        return int(wrong)
    for one in looked:
        for problem in one.problems:
            report(problem, accessible=around.accessible)
        for warning in one.warnings:
            warn(warning, accessible=around.accessible)
    for line in _summary(looked, around):
        tell(line)
    return int(wrong)


# ------------------------------------------------------------------------------- looking


def _own(around: Surroundings, library: Library) -> Iterator[Looked]:
    """All files of the user's, exercises first: what is wrong there is the cause of more."""
    for kind in ("exercises", "routines"):
        folder = around.folders.config / kind
        try:
            files = toml_files(folder)
        except CoachError as error:
            yield Looked(where=as_typed(folder), problems=(folder_problem(folder) or error,))
            continue
        for name, path in files.items():
            yield _looked(path, name, library, exercise=kind == "exercises")


def _named(around: Surroundings, name: str, library: Library) -> Looked:
    if name == "-":
        data = sys.stdin.buffer.read(FILE_MAX_BYTES + 1)
        return _of_bytes(data, _STDIN, _STDIN, library, exercise=None)
    try:
        path = file_of(around.folders, name)
    except CoachError as error:
        named = around.folders.config / "exercises" / f"{name}.toml"
        if is_id(name) and named.is_file():
            return _looked(named, name, library, exercise=True)
        if name and Path(name).is_dir():
            return _folder(Path(name))
        return Looked(where=visible(name[:64]), problems=(error,))
    if path.is_dir():
        return _folder(path)
    inside = path.absolute().parent == (around.folders.config / "exercises").absolute()
    own = inside or path.absolute().parent == (around.folders.config / "routines").absolute()
    name = path.name.removesuffix(".toml")
    return _looked(path, name, library, exercise=inside or None, own=own)


def _folder(path: Path) -> Looked:
    where = as_typed(path)
    hint = f"name the files in it: calfcoach routine check {where.rstrip('/')}/*.toml"
    problem = CoachError("this is a folder, not a file", where=where, hint=hint)
    return Looked(where=where, problems=(problem,))


def _looked(
    path: Path, name: str, library: Library, *, exercise: bool | None, own: bool = True
) -> Looked:
    """What stands in a file; one of one's `own` folders is held to the rule on links."""
    where = as_typed(path)
    try:
        data = read_bytes(path, where, pipe_ok=not own)
    except CoachError as error:
        return Looked(where=where, problems=error.all())
    if not is_id(name):
        noun = "an exercise" if exercise else "a routine"
        message = f"`{visible(name[:64])}` cannot be the name of {noun}"
        misnamed = CoachError(message, where=where, hint=f"rename the file: {id_rule(name)}")
        inside = _of_bytes(data, _NAMELESS, where, library, exercise=exercise)
        return replace(inside, problems=(misnamed, *inside.problems))
    return _of_bytes(data, name, where, library, exercise=exercise)


def _of_bytes(
    data: bytes, name: str, where: str, library: Library, *, exercise: bool | None
) -> Looked:
    try:
        if len(data) > FILE_MAX_BYTES:
            raise too_large(where)
        if exercise or (exercise is None and _is_exercise(data, where)):
            read_exercise_file(data, id=name, where=where, origin=Origin.USER)
            return Looked(where=where)
        routine = read_text(data, name, where, library)
    except CoachError as error:
        return Looked(where=where, problems=_single(error))
    text = data.decode("utf-8-sig")
    return Looked(where=where, warnings=advisories_of(routine, text, where))


def _is_exercise(data: bytes, where: str) -> bool:
    """Whether a file that nobody says anything of is meant as an exercise."""
    document = parse(data, where, keep_controls=True)  # told with all else, by its reader
    return "kind" in document and "step" not in document


def _single(error: CoachError) -> tuple[CoachError, ...]:
    """Each problem on its own, as `error.all` has the first with all the others in it."""
    first, *others = error.all()
    if isinstance(first, PlacedError):
        return (PlacedError(first.message, place=first.place, hint=first.hint), *others)
    return (CoachError(first.message, where=first.where, hint=first.hint), *others)


# ------------------------------------------------------------------------------- telling


def _summary(looked: Sequence[Looked], around: Surroundings) -> list[str]:
    """A line for each file that is in order, then how many there are of what."""
    end = "." if around.accessible else ""
    if not looked:
        return [f"There are no routines or exercises of your own{end}"]
    good = [one.where for one in looked if not one.problems]
    lines = [f"{where} is in order{end}" if end else f"{where}: in order" for where in good]
    problems = sum(len(one.problems) for one in looked)
    warnings = sum(len(one.warnings) for one in looked)
    counts = [counted(len(looked), "file"), counted(problems, "problem")]
    counts.append(counted(warnings, "warning"))
    return [*lines, ", ".join(counts) + end]


def _document(looked: Sequence[Looked]) -> dict[str, Any]:
    """An object of `calfcoach.routine-check/1`: lines and columns from 1, null where unknown."""
    found = [
        _entry(one, error, severity)
        for one in looked
        for severity, errors in (("error", one.problems), ("warning", one.warnings))
        for error in errors
    ]
    return {"files": [visible(one.where) for one in looked], "problems": found}


def _entry(looked: Looked, error: CoachError, severity: str) -> dict[str, Any]:
    place = error.place if isinstance(error, PlacedError) else None
    return {
        "file": visible(place.file if place else looked.where),
        "line": place.line_no if place else None,
        "column": place.column if place else None,
        "step": visible(place.called) if place and place.called else None,
        "severity": severity,
        "message": error.message,
        "hint": error.hint or None,
    }
