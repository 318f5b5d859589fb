"""`--for 6m`: the same routine, short.

Owns what is left out, and in which order: relaxing, but for what pressing needs before it, then
a stretch that comes again, then later sets and rounds. Pure.
"""

from __future__ import annotations

import math

from calfcoach.errors import CoachError
from calfcoach.files.order import pressed_while_tense
from calfcoach.frozen import replace
from calfcoach.model import Circuit, Parts, Routine, Step
from calfcoach.script import length
from calfcoach.terms import Kind
from calfcoach.timeline import Options, compile_routine


def shortened(routine: Routine, options: Options, within_s: float) -> Routine:
    """The routine in a form of at most `within_s` seconds. Raises `CoachError` when even its
    shortest form is longer."""
    whole = replace(options, start_at=1)
    forms = [routine]
    for drop in (_without_relaxing, _without_repeats, _with_single_sets):
        forms.append(drop(forms[-1]))
    lengths = [
        compile_routine(routine, whole, cued=False).total_s
    ]  # also says what is wrong with `whole`
    lengths += [_length_s(form, whole) for form in forms[1:]]
    for form, total_s in zip(forms, lengths, strict=True):
        if 0 < total_s <= within_s:
            return form
    shortest_s = min(total_s for total_s in lengths if total_s)
    raise CoachError(
        f"`{routine.id}` can be shortened to {length(shortest_s)}, not to {length(within_s)}",
        hint=f"`calfcoach list --max {math.ceil(within_s / 60)}m` shows what is shorter",
    )


def _length_s(form: Routine, options: Options) -> float:
    """Seconds of a shorter form; 0 where nothing is left of it."""
    try:
        return compile_routine(form, options, cued=False).total_s
    except CoachError:  # the whole could be compiled, so that this is all it can be
        return 0.0


def _without_relaxing(routine: Routine) -> Routine:
    """But for the last that comes before pressing, where else a tense muscle would be pressed."""
    relaxing = [s for s in routine.each_step() if s.exercise.kind is Kind.RELAX]
    short = _without(routine, {step.no for step in relaxing})
    tense = pressed_while_tense(short.each_step())
    if not tense:
        return short
    needed = [step.no for step in relaxing if step.no < tense[0].no][-1:]
    return _without(routine, {step.no for step in relaxing}.difference(needed))


def _without_repeats(routine: Routine) -> Routine:
    seen: set[str] = set()
    again: set[int] = set()
    for step in routine.each_step():
        if step.exercise.kind is Kind.STRETCH:
            if step.exercise.id in seen:
                again.add(step.no)
            seen.add(step.exercise.id)
    return _without(routine, again)


def _without(routine: Routine, numbers: set[int]) -> Routine:
    entries: list[Step | Circuit] = []
    for entry in routine.steps:
        if isinstance(entry, Step):
            if entry.no not in numbers:
                entries.append(entry)
            continue
        kept = tuple(step for step in entry.steps if step.no not in numbers)
        if kept:
            entries.append(replace(entry, steps=kept))
    return replace(routine, steps=tuple(entries))


def _with_single_sets(routine: Routine) -> Routine:
    return replace(routine, steps=tuple(_once(entry) for entry in routine.steps))


def _once(entry: Step | Circuit) -> Step | Circuit:
    if isinstance(entry, Circuit):
        steps = tuple(replace(step, sets=_one_set(step)) for step in entry.steps)
        return replace(entry, repeat=1, steps=steps)
    return replace(entry, sets=_one_set(entry))


def _one_set(step: Step) -> int | None:
    """Rounds of heat and cold are one dose: they stay."""
    return step.sets if isinstance(step.work, Parts) else 1
