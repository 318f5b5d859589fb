"""Routine files (format 1): bytes in, a routine out, or all that is wrong with them at once.

Owns what makes a routine of its steps, circuits and exercises. Knows nothing of folders;
whole length and number of phases are checked by the timeline.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count

from calfcoach.errors import CoachError
from calfcoach.files.digest import digest
from calfcoach.files.document import Document, empty, parse
from calfcoach.files.dose import WORK_KEYS, check_thermal, read_work, thermal_s
from calfcoach.files.exercise import read_exercise
from calfcoach.files.fields import id_rule, is_id, read_table
from calfcoach.files.order import pressed_while_tense
from calfcoach.files.problems import Problem, Spot, as_written, did_you_mean, error_of, visible_name
from calfcoach.files.tables import CIRCUIT, ROUTINE, STEP
from calfcoach.frozen import frozen, replace
from calfcoach.model import Circuit, Exercise, Pacing, Parts, Routine, Step
from calfcoach.terms import Level, Origin

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

FORMAT = 1

_PACING = {  # the model names its units
    "prepare": "prepare_s",
    "move": "move_s",
    "switch": "switch_s",
    "countdown": "countdown",
    "advance": "advance",
}


@frozen
class _Known:
    """The exercises that a step may name; an inline one that could not be read is None."""

    inline: Mapping[str, Exercise | None]
    library: Mapping[str, Exercise]


def read_routine(
    data: bytes,
    *,
    id: str,  # noqa: A002 - the model's word
    where: str,
    exercises: Mapping[str, Exercise],
    origin: Origin,
) -> Routine:
    """Read a routine file. `where` is the file as the user would type it.

    `exercises` are those that a step may name beside its own; one is asked for only when a
    step needs it. Raises CoachError with all problems of the file, in its order.
    """
    document = parse(data, where, keep_controls=True)
    if not data.strip():
        raise empty(where, 'write at least title = "…" and one [[step]]')
    _check_format(document, where)
    if document.controls:
        raise _with_controls(document, id, where, exercises)
    values = _values_of(document, id, where, exercises)
    return Routine(id=id, origin=origin, path=where, hash=digest(data), **values)


def _with_controls(
    document: Document, routine_id: str, where: str, exercises: Mapping[str, Exercise]
) -> CoachError:
    """The raw control characters of a file together with all else that is wrong in it."""
    from calfcoach.files.controls import with_controls
    from calfcoach.files.places import joined

    try:
        _values_of(document, routine_id, where, exercises)
    except CoachError as error:
        return with_controls(document.controls, error)
    return joined(document.controls)


def _values_of(
    document: Document, routine_id: str, where: str, exercises: Mapping[str, Exercise]
) -> dict[str, Any]:
    problems: list[Problem] = []
    try:
        values = _read(document, routine_id, exercises, Spot(problems=problems))
    except CoachError as stopped:  # too many problems, or a folder that cannot be listed
        if not problems:
            raise
        raise error_of(problems, document, where, stopped) from None
    if problems:
        raise error_of(problems, document, where)
    return values


def _read(
    document: Mapping[str, object], routine_id: str, exercises: Mapping[str, Exercise], spot: Spot
) -> dict[str, Any]:
    """What a routine is made of, by the model's names; complete only if there is no problem."""
    values = read_table(document, ROUTINE, spot)
    values.pop("format", None)
    inline = _inline_exercises(values.pop("exercise", {}), routine_id, spot.at("exercise"))
    named = document.get("exercise")
    unread = dict.fromkeys(named) if isinstance(named, dict) else {}  # not to be told as unknown
    known = _Known(inline=unread | inline, library=exercises)
    pacing = _paced(Pacing(), values.pop("pacing", {}))
    tables = values.pop("step", [])
    steps = _entries(tables, pacing, known, spot.at("step"))
    if not spot.problems:  # else what relaxes may be a step that could not be read
        _check_order(tables, steps, spot.at("step"))
    return values | {"pacing": pacing, "steps": steps}


def _check_format(document: Mapping[str, object], where: str) -> None:
    """A file of a later format is refused whole: what else looks wrong may be right there."""
    number = document.get("format")
    if isinstance(number, int) and not isinstance(number, bool) and number > FORMAT:
        later = Problem(
            path=("format",),
            message=f"the file has format {as_written(number)}, "
            f"this CalfCoach reads format {FORMAT}",
            hint="upgrade CalfCoach to run it",
        )
        raise error_of([later], document, where)


def _inline_exercises(
    tables: Mapping[str, dict[str, object]], routine_id: str, spot: Spot
) -> dict[str, Exercise | None]:
    found: dict[str, Exercise | None] = {}
    for name, table in tables.items():
        place = spot.at(name)
        if not is_id(name):
            place.report(
                f"{as_written(name)} cannot be the name of an exercise",
                id_rule(name),
                of_key=True,
            )
        found[name] = read_exercise(
            table,
            id=f"{routine_id}/{name}",
            origin=Origin.INLINE,
            problems=spot.problems,
            path=place.path,
        )
    return found


def _paced(base: Pacing, values: Mapping[str, Any]) -> Pacing:
    given = {_PACING[key]: value for key, value in values.items() if key in _PACING}
    return replace(base, **given)


def _is_circuit(raw: Mapping[str, object]) -> bool:
    """Whether it holds steps, or means to: [[step.steps]] is told as a slip of [[step.step]]."""
    steps = raw.get("steps")
    nested = isinstance(steps, list) and bool(steps) and all(isinstance(one, dict) for one in steps)
    return "repeat" in raw or "step" in raw or nested


def _entries(
    tables: list[dict[str, object]], pacing: Pacing, known: _Known, spot: Spot
) -> tuple[Step | Circuit, ...]:
    numbers = count(1)
    entries = (
        _circuit(raw, pacing, known, numbers, spot.at(index))
        if _is_circuit(raw)
        else _step(raw, pacing, known, next(numbers), 1, spot.at(index))
        for index, raw in enumerate(tables)
    )
    return tuple(entry for entry in entries if entry is not None)


def _circuit(
    raw: dict[str, object], pacing: Pacing, known: _Known, numbers: Iterator[int], spot: Spot
) -> Circuit | None:
    values = read_table(raw, CIRCUIT, spot)
    repeat = values.get("repeat", 1)
    inner = _paced(pacing, values)
    steps: list[Step | None] = []
    for index, table in enumerate(values.get("step", [])):
        place = spot.at("step", index)
        if _is_circuit(table):
            place.report(
                "a circuit cannot stand in a circuit: one level of nesting is the limit",
                "write its steps out one by one",
            )
            continue
        steps.append(_step(table, inner, known, next(numbers), repeat, place))
    read = tuple(step for step in steps if step is not None)
    return Circuit(repeat=repeat, steps=read, rest_s=values.get("rest", 0.0)) if read else None


def _step(
    raw: dict[str, object], pacing: Pacing, known: _Known, no: int, rounds: int, spot: Spot
) -> Step | None:
    """Read one step, which is done `rounds` times in its circuit, or once."""
    problems_before = len(spot.problems)
    values = read_table(raw, STEP, spot)
    exercise = None
    if "exercise" in values:
        exercise = _exercise(values["exercise"], known, spot.at("exercise"))
    work = read_work(raw, values, exercise.kind if exercise else None, spot)
    unclear = not raw.keys().isdisjoint(WORK_KEYS) or len(spot.problems) > problems_before
    if exercise is None or (work is None and unclear):
        return None
    step = Step(
        no=no,
        exercise=exercise,
        pacing=_paced(pacing, values),
        work=work,
        sets=values.get("sets"),
        sides=values.get("sides"),
        rest_s=values.get("rest"),
        load=values.get("load", ""),
        note=values.get("note", ""),
    )
    return step if _has_dose(step, spot) and _fits(step, rounds, spot) else None


def _exercise(name: str, known: _Known, spot: Spot) -> Exercise | None:
    if name in known.inline:
        return known.inline[name]
    if name not in known.library:
        spot.report(
            f"no exercise is called `{visible_name(name)}`",
            did_you_mean(name, [*known.inline, *known.library])
            or "`calfcoach exercises` shows them all",
        )
        return None
    try:
        return known.library[name]
    except CoachError as error:
        spot.report(
            f"the exercise `{name}` cannot be read: {error.message}",
            f"mend it in {error.where}",
        )
        return None


def _check_order(
    tables: list[dict[str, object]], entries: tuple[Step | Circuit, ...], spot: Spot
) -> None:
    """Report every step that presses a muscle which nothing has relaxed yet."""
    spots: dict[int, Spot] = {}
    steps: list[Step] = []
    for index, (table, entry) in enumerate(zip(tables, entries, strict=True)):
        inner = entry.steps if isinstance(entry, Circuit) else (entry,)
        for inner_index, step in enumerate(inner):
            nested = ("step", inner_index) if _is_circuit(table) else ()
            spots[step.no] = spot.at(index, *nested, "exercise")
            steps.append(step)
    for step in pressed_while_tense(steps):
        name = step.exercise.id.rpartition("/")[2]
        spots[step.no].report(
            f"`{name}` presses or taps a muscle that may still be tense: no step before it "
            "relaxes or strokes it",
            "put `leg-lift-relax` or `massage-upward` before it",
        )


def _has_dose(step: Step, spot: Spot) -> bool:
    if step.work is None and step.exercise.dose(Level.DEFAULT) is None:
        spot.report(
            f"the step says nothing of the work, and `{step.exercise.id}` has no default dose",
            "give it one of hold, reps, time, steps or rounds",
        )
        return False
    return True


def _fits(step: Step, rounds: int, spot: Spot) -> bool:
    """Whether the doses of all levels fit a step: any of them may be chosen when it is run."""
    doses = [step.dose(level) for level in Level]
    if step.sets is not None and any(isinstance(dose.work, Parts) for dose in doses):
        spot.at("sets").report(
            "`sets` cannot stand beside `rounds`: the rounds are the sets",
            "leave out `sets`",
            of_key=True,
        )
        return False
    known = len(spot.problems)
    seconds = max(thermal_s(dose, step.exercise.kind) for dose in doses)
    check_thermal(seconds * rounds, spot)
    return len(spot.problems) == known
