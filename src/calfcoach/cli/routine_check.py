"""Routine and exercise files, looked over: what is wrong, and what is unusual.

What `calfcoach routine check` does, without the parsing of its options. Reads only.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from calfcoach.authoring.advisories import dose_advisories
from calfcoach.cli.routine_reading import NAME_RULE, Library, file_of, library_of, read_text
from calfcoach.cli.surroundings import Surroundings, tell, tell_json
from calfcoach.cli.trouble import report, warn
from calfcoach.errors import CoachError
from calfcoach.files.document import FILE_MAX_BYTES, parse, too_large
from calfcoach.files.exercise import read_exercise_file
from calfcoach.files.fields import is_id
from calfcoach.files.folders import as_typed, read_bytes, toml_files
from calfcoach.files.places import PlacedError, place_at
from calfcoach.files.positions import find_marks
from calfcoach.files.problems import KeyPath, visible
from calfcoach.files.warnings import warnings_of
from calfcoach.frozen import frozen
from calfcoach.model import Circuit, Routine
from calfcoach.script import counted
from calfcoach.terms import Kind, Origin

_STDIN = "stdin"


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


def advisories_of(routine: Routine, text: str, where: str) -> tuple[CoachError, ...]:
    """What is unusual in a routine, each thing at its line. `text` is that of its file."""
    paths = _paths(routine)
    found: list[tuple[KeyPath, str, str]] = []
    for said in warnings_of(routine):
        message, _, hint = said.rstrip(".").partition(". ")
        first = next(s.no for s in routine.each_step() if s.exercise.kind in _WARMED)
        found.append((paths[first], _small(message), _small(hint)))
    for each in dose_advisories(routine):
        hint = f"says who: {each.sources}" if each.sources else "see `calfcoach show --sources`"
        found.append(((*paths[each.no], each.key), each.says, hint))
    marks = find_marks(text)
    warnings: list[tuple[int, CoachError]] = []
    for path, message, hint in found:
        mark = marks.get(path) or marks[path[:-1]]
        no = next(no for no, one in paths.items() if one == path[: len(one)])
        place = place_at(text, mark.start, where, _step_called(routine, no))
        warnings.append((mark.start, PlacedError(message, place=place, hint=hint)))
    return tuple(warning for _, warning in sorted(warnings, key=lambda pair: pair[0]))


# ------------------------------------------------------------------------------- looking


def _own(around: Surroundings, library: Library) -> Iterator[Looked]:
    """All files of the user's, exercises first: what is wrong there is the cause of more."""
    for name, path in toml_files(around.folders.config / "exercises").items():
        yield _looked(path, name, library, exercise=True)
    for name, path in toml_files(around.folders.config / "routines").items():
        yield _looked(path, name, library, exercise=False)


def _named(around: Surroundings, name: str, library: Library) -> Looked:
    if name == "-":
        data = sys.stdin.buffer.read(FILE_MAX_BYTES + 1)
        return _of_bytes(data, _STDIN, _STDIN, library, exercise=None)
    try:
        path = file_of(around.folders, name)
    except CoachError as error:
        own = around.folders.config / "exercises" / f"{name}.toml"
        if is_id(name) and own.is_file():
            return _looked(own, name, library, exercise=True)
        return Looked(where=visible(name[:64]), problems=(error,))
    inside = path.absolute().parent == (around.folders.config / "exercises").absolute()
    return _looked(path, path.name.removesuffix(".toml"), library, exercise=inside or None)


def _looked(path: Path, name: str, library: Library, *, exercise: bool | None) -> Looked:
    where = as_typed(path)
    try:
        data = read_bytes(path, where, pipe_ok=exercise is None)
    except CoachError as error:
        return Looked(where=where, problems=error.all())
    if not is_id(name) and exercise is not None:
        noun = "an exercise" if exercise else "a routine"
        message = f"`{visible(name[:64])}` cannot be the name of {noun}"
        misnamed = CoachError(message, where=where, hint=f"rename the file: {NAME_RULE}")
        return Looked(where=where, problems=(misnamed,))
    return _of_bytes(data, name if is_id(name) else "routine", where, library, exercise=exercise)


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
    document = parse(data, where)
    return "kind" in document and "step" not in document


def _single(error: CoachError) -> tuple[CoachError, ...]:
    """Each problem on its own, as `error.all` has the first with all the others in it."""
    first, *others = error.all()
    if isinstance(first, PlacedError):
        return (PlacedError(first.message, place=first.place, hint=first.hint), *others)
    return (CoachError(first.message, where=first.where, hint=first.hint), *others)


# --------------------------------------------------------------------------------- steps

_WARMED = frozenset({Kind.STRETCH, Kind.STRENGTH})


def _paths(routine: Routine) -> dict[int, KeyPath]:
    """Where in the file each step stands, by its number."""
    paths: dict[int, KeyPath] = {}
    for index, entry in enumerate(routine.steps):
        if isinstance(entry, Circuit):
            nested = enumerate(entry.steps)
            paths |= {step.no: ("step", index, "step", inner) for inner, step in nested}
        else:
            paths[entry.no] = ("step", index)
    return paths


def _step_called(routine: Routine, no: int) -> str:
    step = next(step for step in routine.each_step() if step.no == no)
    return f"step {no} ({step.exercise.id.rpartition('/')[2]})"


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


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
