"""What may be done: for one exercise, and for a whole routine, by conditions and a sore day.

Owns how cells of the table add up and what is taken out of a routine. Pure; the table itself
is data, and red flags are not decided here: an open one lets nothing start at all.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Sequence
from typing import TypeVar

from calfcoach.care.data import Cell, table
from calfcoach.care.halves import half_of
from calfcoach.care.model import (
    FLARE,
    SORE_FROM,
    VERY_SORE_FROM,
    DayAnswer,
    Effect,
    Fitted,
    LeftOut,
    Ruling,
)
from calfcoach.frozen import replace
from calfcoach.model import Circuit, Parts, Routine, Step
from calfcoach.terms import Kind

_SORE, _VERY_SORE = "sore", "very-sore"  # their rows of the table
_STRICTNESS = tuple(Effect)
_CALM = DayAnswer()
_AROUND = frozenset({"move", "relax"})  # what prepares and closes, and is no routine by itself
_BY_KIND = {  # for a user's own exercise that names no technique
    Kind.STRETCH: "stretch",
    Kind.STRENGTH: "heel-raise",  # the strictest that it can be
    Kind.ACTIVATION: "strength",
    Kind.MOBILITY: "stretch",
    Kind.MASSAGE: "massage",
    Kind.PRESS: "trigger-point",
    Kind.ROLL: "roll",
    Kind.HEAT: "heat",
    Kind.COLD: "cold",
    Kind.CONTRAST: "contrast",
    Kind.WARM_UP: "move",
    Kind.RELAX: "relax",
    Kind.CHECK: "move",
}

_T = TypeVar("_T")


def rule(technique: str, conditions: Collection[str], day: DayAnswer) -> Ruling:
    """What is decided for one technique. The strictest effect wins; every reason and every
    advice is in it, in the order of the table, none twice.

    A condition that is not in the table limits nothing: questions are asked anew when they
    change. A technique must be one of the table's.
    """
    return _ruling([technique], conditions, day)


def fitted(routine: Routine, conditions: Collection[str], day: DayAnswer) -> Fitted:
    """The routine as a person with these conditions may do it on this day.

    Blocked steps are gone, a circuit that lost all of its steps too; those that stay keep their
    numbers. On a sore day each stretch is halved: its sets, or what is done in its only one.
    Without a routine when nothing is left, or nothing but what stood around the work.
    """
    if routine.id == FLARE and _soreness(day) >= VERY_SORE_FROM:
        day = _CALM  # it is made for such a day
    if not _rows(conditions, day):
        return Fitted(routine=routine)  # most people on most days: the table is not even read
    if _soreness(day) >= VERY_SORE_FROM:
        why = " ".join(rule("stretch", (), day).why)
        return Fitted(routine=None, left_out=(LeftOut(title=routine.title, why=why),))
    steps = routine.each_step()
    rulings = {step.no: step_ruling(step, conditions, day) for step in steps}
    kept = tuple(step for step in steps if rulings[step.no].effect is not Effect.BLOCK)
    left_out: dict[str, LeftOut] = {}
    for step in steps:
        if rulings[step.no].effect is Effect.BLOCK:
            why = " ".join(rulings[step.no].why)
            left_out.setdefault(step.exercise.id, LeftOut(title=step.exercise.title, why=why))
    told = tuple(left_out.values())
    if not kept or (not any(map(_works, kept)) and any(map(_works, steps))):
        return Fitted(routine=None, left_out=told)
    entries = _with_only(routine.steps, {step.no for step in kept})
    if _soreness(day) >= SORE_FROM:
        entries = tuple(_halved(entry) for entry in entries)
    advice = _once(words for step in kept for words in rulings[step.no].advice)
    return Fitted(routine=replace(routine, steps=entries), left_out=told, advice=advice)


def step_ruling(step: Step, conditions: Collection[str], day: DayAnswer) -> Ruling:
    """What is decided for one step: for its exercise's technique, and for the heat and cold that
    its parts bring with them whatever the exercise is called."""
    return _ruling(_techniques(step), conditions, day)


def rotated(items: Sequence[_T], local_day: datetime.date) -> tuple[_T, ...]:
    """The items with another one in front each day, in turn: people stop seeing a warning that
    never changes."""
    if not items:
        return ()
    first = local_day.toordinal() % len(items)
    return (*items[first:], *items[:first])


# ------------------------------------------------------------------------------ by technique


def _ruling(techniques: Iterable[str], conditions: Collection[str], day: DayAnswer) -> Ruling:
    rows = _rows(conditions, day)
    cells = [table()[row][technique] for technique in techniques for row in rows]
    effect = max((cell.effect for cell in cells), key=_STRICTNESS.index, default=Effect.ALLOW)
    return Ruling(effect=effect, why=_said(cells, Effect.BLOCK), advice=_said(cells, Effect.LIGHT))


def _rows(conditions: Collection[str], day: DayAnswer) -> tuple[str, ...]:
    """The rows that apply, in the order of the table."""
    sore = _soreness(day)
    found = set(conditions)
    if sore >= VERY_SORE_FROM:
        found.add(_VERY_SORE)
    elif sore >= SORE_FROM:
        found.add(_SORE)
    return tuple(row for row in table() if row in found) if found else ()


def _soreness(day: DayAnswer) -> int:
    return day.sore or 0


def _said(cells: Iterable[Cell], effect: Effect) -> tuple[str, ...]:
    return _once(words for cell in cells if cell.effect is effect for words in cell.say)


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


# ----------------------------------------------------------------------------------- by step


def _techniques(step: Step) -> tuple[str, ...]:
    """The technique of a step's exercise, and the heat and cold among its parts at any level."""
    exercise = step.exercise
    named = exercise.technique or _BY_KIND[exercise.kind]
    works = [step.work] if step.work is not None else [d.work for d in exercise.doses.values()]
    kinds = [part.kind for work in works if isinstance(work, Parts) for part in work.parts]
    parts = (kind.value for kind in kinds if kind in (Kind.HEAT, Kind.COLD))
    return _once((named, *parts))


def _works(step: Step) -> bool:
    return not _AROUND.issuperset(_techniques(step))


def _with_only(
    entries: Iterable[Step | Circuit], numbers: Collection[int]
) -> tuple[Step | Circuit, ...]:
    found: list[Step | Circuit] = []
    for entry in entries:
        if isinstance(entry, Step):
            if entry.no in numbers:
                found.append(entry)
            continue
        steps = tuple(step for step in entry.steps if step.no in numbers)
        if steps:
            found.append(replace(entry, steps=steps))
    return tuple(found)


def _halved(entry: Step | Circuit) -> Step | Circuit:
    if isinstance(entry, Circuit):
        return replace(entry, steps=tuple(map(_halved_stretch, entry.steps)))
    return _halved_stretch(entry)


def _halved_stretch(step: Step) -> Step:
    return half_of(step) if "stretch" in _techniques(step) else step
