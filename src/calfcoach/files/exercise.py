"""Exercises as they stand in files: inline in a routine, or one to a file.

Owns what makes an exercise of its keys. Knows nothing of folders and of who uses it.
"""

from __future__ import annotations

from collections.abc import Mapping

from calfcoach.errors import CoachError
from calfcoach.files.document import empty, parse
from calfcoach.files.dose import WORK_KEYS, check_thermal, read_work, thermal_s
from calfcoach.files.fields import read_table
from calfcoach.files.picture_late import unread_picture
from calfcoach.files.problems import KeyPath, Problem, Spot, error_of
from calfcoach.files.tables import DOSE, EXERCISE, INLINE_EXERCISE
from calfcoach.frozen import replace
from calfcoach.model import Dose, Exercise
from calfcoach.terms import Kind, Level, Origin, Sides

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def read_exercise_file(data: bytes, *, id: str, where: str, origin: Origin) -> Exercise:  # noqa: A002 - the model's word
    """Read an exercise file. `where` is the file as the user would type it.

    The picture of a shipped exercise is read when it is asked for. Raises CoachError with all
    problems of the file.
    """
    unread = unread_picture(data, where) if origin is Origin.SHIPPED else None
    document = parse(unread.before if unread else data, where)
    if not data.strip():
        raise empty(where, 'write at least title = "…" and kind = "stretch"')
    problems: list[Problem] = []
    try:
        exercise = read_exercise(document, id=id, origin=origin, problems=problems)
    except CoachError as stopped:
        raise error_of(problems, document, where, stopped) from None
    if exercise is None:
        raise error_of(problems, document, where)
    return replace(exercise, figure=unread.of(exercise.kind)) if unread else exercise


def read_exercise(
    table: Mapping[str, object],
    *,
    id: str,  # noqa: A002 - the model's word
    origin: Origin,
    problems: list[Problem],
    path: KeyPath = (),
) -> Exercise | None:
    """Read the table of one exercise, which stands at `path` in its file.

    None after problems, which are added to `problems`; CoachError when they are too many.
    """
    known = len(problems)
    spot = Spot(problems=problems, path=path)
    values = read_table(table, INLINE_EXERCISE if path else EXERCISE, spot)
    doses = values.pop("dose", {})
    raw_doses = table.get("dose")
    if isinstance(raw_doses, dict):
        sides = values.get("sides", Sides.BOTH)
        kind, place = values.get("kind"), spot.at("dose")
        read = {
            Level(level): _dose(raw_doses[level], dose, kind, sides, place.at(level))
            for level, dose in doses.items()
        }
        values["doses"] = {level: dose for level, dose in read.items() if dose is not None}
    picture = values.pop("picture", None)
    if picture is not None:
        from calfcoach.files.picture import figure_of

        figure = figure_of(picture, values.get("kind"), spot.at("picture"))
        values |= {"figure": figure} if figure is not None else {}
    if len(problems) > known:
        return None
    return Exercise(id=id, origin=origin, **values)


def _dose(
    raw: Mapping[str, object],
    values: Mapping[str, Any],
    kind: Kind | None,
    sides: Sides,
    spot: Spot,
) -> Dose | None:
    work = read_work(raw, values, kind, spot)
    if work is None:
        if raw.keys() <= set(DOSE.names()) - set(WORK_KEYS):
            spot.report(
                "the dose says nothing of the work",
                "give it one of hold, reps, time, steps or rounds",
            )
        return None
    dose = Dose(
        work=work,
        sets=values.get("sets", 1),
        sides=values.get("sides", sides),
        rest_s=values.get("rest", 0.0),
        load=values.get("load", ""),
    )
    check_thermal(thermal_s(dose, kind), spot)
    return dose
