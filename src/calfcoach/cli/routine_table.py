"""A routine as a table for a terminal: a row for each time that a step comes up, its phases in
one line.

Owns how phases are shortened ("ready 10, L30 R30 L30 R30, change 5"). Where each of them begins
is the sum of those before it; the plain form and the JSON write it out.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from calfcoach import script
from calfcoach.cli import phrases
from calfcoach.cli.cells import Column, Ink, Line
from calfcoach.cli.drawing import Pen
from calfcoach.cli.routine_outline import Block, blocks_of, head_of
from calfcoach.model import Dose
from calfcoach.phase import Phase, PhaseKind
from calfcoach.report.clock import clock
from calfcoach.terms import Side, Sides
from calfcoach.timeline import Options, Timeline

_COLUMNS = (
    Column(right=True, ink=Ink.STRONG),
    Column(heading="from", right=True),
    Column(heading="step", least=20),
    Column(heading="dose, then phases in seconds", least=20),
)
_LEAD = 3
_LETTER = {Side.LEFT: "L", Side.RIGHT: "R", Side.BOTH: ""}
_WORDS = {
    PhaseKind.PREPARE: "ready",
    PhaseKind.SWITCH: "change",
    PhaseKind.WAIT: "wait for a key",
}
_LEGEND = "L left leg, R right leg, without a letter both."
_SECONDS_MAX = 99.0  # longer ones are minutes and seconds


def routine_table(
    timeline: Timeline, options: Options, within_s: float | None, pen: Pen
) -> list[str]:
    """The outline of `show ROUTINE`, drawn."""
    routine = timeline.routine
    lines = pen.heading(routine.id, routine.title)
    lines += pen.paragraphs([routine.summary])
    lines += ["", *pen.facts(head_of(timeline, options, within_s)), ""]
    lines += pen.table(_COLUMNS, [_row(b, options) for b in blocks_of(timeline)], lead=_LEAD)
    one_sided = any(phase.item.side is not Side.BOTH for phase in timeline.work)
    return [*lines, *(["", *pen.text(_LEGEND)] if one_sided else [])]


def _row(block: Block, options: Options) -> tuple[str | tuple[Line, ...], ...]:
    step, item = block.step, block.phases[0][1].item
    turn = f"round {item.round_no} of {item.rounds}: " if item.rounds > 1 else ""
    exercise = step.exercise
    place = script.at_place(exercise.place)
    if block.again:
        told = [place if block.moves else ""]
        amount = ""
    else:
        told = [f"{exercise.id}, {place}", step.note]
        amount = _amount(step.dose(options.level))
    title = f"{exercise.title}, again" if block.again and not turn else exercise.title
    return (
        str(step.no),
        clock(block.start_s, tenths=True),
        ((title, Ink.STRONG), *((text, Ink.PLAIN) for text in told if text)),
        tuple((t, Ink.PLAIN) for t in (amount, turn + phases_in_short(block.phases)) if t),
    )


def _amount(dose: Dose) -> str:
    """A dose without sides and rests, which the phases tell."""
    noun = "round" if dose.sides is Sides.ALTERNATE else "set"
    sets = script.counted(dose.sets, noun) if dose.sets > 1 else ""
    said = (phrases.work(dose.work, accessible=False), sets, dose.load)
    return ", ".join(part for part in said if part)


def phases_in_short(phases: Sequence[tuple[float, Phase]]) -> str:
    """The phases of one block: how long to prepare, the work by leg, and what lies between where
    that is always the same; else all of them in their order."""
    inner = [phase for _, phase in phases]
    first = next((i for i, one in enumerate(inner) if one.kind is PhaseKind.WORK), len(inner))
    before, during = inner[:first], inner[first:]
    work = [_work(one) for one in during if one.kind is PhaseKind.WORK]
    between = [_lasts(one) for one in during if one.kind is not PhaseKind.WORK]
    simple = all(" " not in token for token in work)
    if len(between) == len(work) - 1 and len(set(between)) <= 1 and simple:
        said = [" ".join(work), *between[:1]]
    else:
        said = [_work(one) if one.kind is PhaseKind.WORK else _lasts(one) for one in during]
    return ", ".join([*(_lasts(one) for one in before), *(text for text in said if text)])


def _work(phase: Phase) -> str:
    item = phase.item
    letter, seconds = _LETTER[item.side], _seconds(phase.duration_s)
    part = item.part.name if item.part else ""
    if not part and not phase.at_most:
        return letter + seconds
    words = (letter, part, "up to" if phase.at_most else "", seconds)
    return " ".join(word for word in words if word)


def _lasts(phase: Phase) -> str:
    word = _WORDS.get(phase.kind, phase.kind.value)
    return f"{word} {_seconds(phase.duration_s)}" if math.isfinite(phase.duration_s) else word


def _seconds(duration_s: float) -> str:
    return f"{duration_s:g}" if duration_s <= _SECONDS_MAX else clock(duration_s, tenths=True)
