"""Shipped routines, exercises and pictures, ready-made: from the library's index, not from TOML.

Owns how a value stands in the index: as a table of its fields with its class as `is`, without those
that have their default; a word with few meanings, and an exercise of a routine, as `word`. An entry
holds for the very bytes that it was made from, a routine's for exercises that are ready-made too:
whatever does not fit is None here, and read from its file.
Knows no key of a file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial

from calfcoach.enumeration import StrEnum
from calfcoach.errors import CoachError
from calfcoach.files.digest import digest
from calfcoach.files.json_reading import read_json
from calfcoach.files.library_index import entry_text
from calfcoach.files.picture_late import unread_picture
from calfcoach.frozen import fields_of
from calfcoach.model import (
    Circuit,
    Continuous,
    Dose,
    Exercise,
    FootSteps,
    Hold,
    Pacing,
    Part,
    Parts,
    Reps,
    Routine,
    Step,
    Tempo,
)
from calfcoach.source import Source
from calfcoach.terms import Advance, Gaze, Goal, Kind, Level, Place, Sides

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from calfcoach.figure.model import Figure

    Find = Callable[[str], Exercise]


def ready_exercise(name: str, data: bytes, where: str) -> Exercise | None:
    """The exercise of a shipped file with these bytes; its picture is read when it is asked for."""
    unread = unread_picture(data, where)
    fields = _fields("ready_exercises", name, data, _MAKERS) if unread else None
    if unread is None or fields is None:
        return None
    return Exercise(id=name, figure=unread.of(fields["kind"]), **fields)


def ready_routine(name: str, data: bytes, where: str, find: Find) -> Routine | None:
    """The routine of a shipped file with these bytes. `find` gives exercises that are ready-made,
    and raises KeyError for any other."""
    fields = _fields("ready_routines", name, data, _MAKERS | {"Exercise": find})
    return Routine(id=name, path=where, hash=digest(data), **fields) if fields else None


def ready_figure(picture: bytes, kind: Kind) -> Figure | None:
    """The figure of a shipped exercise of this kind, whose picture is these bytes of its file."""
    from calfcoach.figure.model import Figure, Motion, Pose, Prop, View, Works

    makers: dict[str, Callable[..., Any]] = {
        maker.__name__: maker for maker in (Motion, Pose, Prop, View, Works)
    }
    fields = _fields("ready_figures", figure_name(picture, kind), picture, makers)
    return Figure(**fields) if fields else None


def figure_name(picture: bytes, kind: Kind) -> str:
    """Under which name the index has a figure: two exercises may have the same one."""
    return f"{kind.value} {digest(picture)}"


def ready_entry(value: Routine | Exercise | Figure, data: bytes) -> dict[str, Any]:
    """What the index says of a shipped value that was read from these bytes."""
    return {"of": digest(data), "fields": _fields_said(value)}


def _fields(
    sort: str, name: str, data: bytes, makers: Mapping[str, Callable[..., Any]]
) -> dict[str, Any] | None:
    try:
        entry = read_json(entry_text(sort, name).decode(), object_hook=partial(_made, makers))
        fields: dict[str, Any] = entry["fields"]
        return fields if entry["of"] == digest(data) else None
    except (KeyError, TypeError, ValueError, CoachError):  # another version's, or another exercise
        return None


def _made(makers: Mapping[str, Callable[..., Any]], table: dict[str, Any]) -> Any:
    kind = table.pop("is", None)
    if "word" in table:
        return makers[kind](table["word"])
    for name, value in table.items():
        if type(value) is list:
            table[name] = _tuple(value)
    return makers[kind](**table) if kind else table


def _tuple(values: list[Any]) -> tuple[Any, ...]:
    return tuple([_tuple(one) if type(one) is list else one for one in values])


def _said(value: Any) -> Any:
    """A value as it stands in the index."""
    if isinstance(value, StrEnum | Exercise):
        word = value.id if isinstance(value, Exercise) else value.value
        return {"is": type(value).__name__, "word": word}
    if isinstance(value, tuple):
        return [_said(one) for one in value]
    if isinstance(value, Mapping):  # doses by level, or joints by name
        of_doses = {"is": _doses.__name__} if any(isinstance(key, Level) for key in value) else {}
        return of_doses | {str(key): _said(one) for key, one in value.items()}
    if hasattr(value, "__fields__"):
        return {"is": type(value).__name__} | _fields_said(value)
    return value


def _fields_said(value: Any) -> dict[str, Any]:
    """The fields of a value that are not what they would be without a word."""
    fields = {name: getattr(value, name) for name in fields_of(value)}
    said = {}
    for name, field in fields.items():
        others = {key: other for key, other in fields.items() if key != name}
        with suppress(TypeError, ValueError):  # there is no such value without this field
            if repr(getattr(type(value)(**others), name)) == repr(field):
                continue
        said[name] = _said(field)
    return {name: one for name, one in said.items() if name not in _FROM_FILE}


def _doses(**doses: Dose) -> dict[Level, Dose]:
    return {Level(level): dose for level, dose in doses.items()}


_MAKERS: dict[str, Callable[..., Any]] = {
    maker.__name__: maker
    for maker in (
        *(Circuit, Continuous, Dose, FootSteps, Hold, Pacing, Part, Parts, Reps, Source, Step),
        *(Tempo, Advance, Gaze, Goal, Kind, Place, Sides, _doses),
    )
}
# What name, place and bytes of the file say; and the picture, which few commands show.
_FROM_FILE = ("id", "origin", "path", "hash", "figure")
