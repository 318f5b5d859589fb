"""A routine laid out for reading: its head, then every step with its phases.

Owns what `calfcoach show ROUTINE` says, in plain columns and for a screen reader, and the facts
and blocks that `routine_table` draws. Pure: a timeline in, lines out.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import groupby

from calfcoach import script
from calfcoach.cli import phrases
from calfcoach.cli.documents import started
from calfcoach.cli.origins import place_of_routine, routine_origin
from calfcoach.cli.surroundings import columns
from calfcoach.files.warnings import warnings_of
from calfcoach.frozen import frozen
from calfcoach.model import FootSteps, Reps, Step
from calfcoach.phase import Phase, PhaseKind
from calfcoach.report.clock import clock
from calfcoach.terms import Level, Origin, Side
from calfcoach.timeline import Options, Timeline

_INDENT = " " * 4
_LEG = {Side.BOTH: "both legs", Side.LEFT: "left leg", Side.RIGHT: "right leg"}


@frozen
class Block:
    """One time that a step comes up: its phases with their starts. `again`: not the first."""

    step: Step
    phases: Sequence[tuple[float, Phase]]
    again: bool

    @property
    def start_s(self) -> float:
        """When it begins, in seconds from the start of the session."""
        return self.phases[0][0]

    @property
    def moves(self) -> bool:
        """Whether one has to go somewhere else for it."""
        return any(phase.moves for _, phase in self.phases)


def routine_lines(timeline: Timeline, options: Options, within_s: float | None) -> list[str]:
    """The outline with aligned columns."""
    lines = [f"{timeline.routine.id}: {timeline.routine.title}"]
    if timeline.routine.summary:
        lines.append(timeline.routine.summary)
    lines += ["", *columns(head_of(timeline, options, within_s)), ""]
    blocks = blocks_of(timeline)
    rows = iter(columns(_table(timeline), right=frozenset({0, 3})))
    for block in blocks:
        lines += _block_lines(block, options)
        lines += [_INDENT + next(rows) for _ in block.phases]
    return lines


def routine_sentences(timeline: Timeline, options: Options, within_s: float | None) -> list[str]:
    """The outline for a screen reader: one sentence a line, lengths in words."""
    routine = timeline.routine
    lines = phrases.sentences([f"Routine {routine.id}: {routine.title}", routine.summary])
    lines += phrases.sentences(
        [
            f"It lasts {phrases.total(timeline, accessible=True)}",
            _changes(options, within_s, accessible=True),
            f"Goal: {routine.goal}, {phrases.times(routine, accessible=True)}",
            f"You need {script.needs([step.exercise for step in timeline.steps])}",
            _sound(timeline),
            _origin_sentence(timeline),
            "Work: " + ", ".join(_work(timeline, accessible=True)),
            *_counts(timeline),
            f"It is for: {routine.who}" if routine.who else "",
            *(f"Expect: {text}" for text in routine.expect),
            *(f"Do not expect: {text}" for text in routine.expect_not),
            *warnings_of(routine),
        ]
    )
    for block in blocks_of(timeline):
        lines += _block_sentences(block, options)
    return lines


# ------------------------------------------------------------------------------- head


def head_of(timeline: Timeline, options: Options, within_s: float | None) -> list[tuple[str, str]]:
    """What is known of the routine as a whole, as labels and texts."""
    routine = timeline.routine
    origin = routine_origin(routine)
    if routine.origin is not Origin.SHIPPED:
        origin += f", {place_of_routine(routine)}"
    head = [
        ("length", phrases.total(timeline, accessible=False)),
        ("changed", _changes(options, within_s, accessible=False)),
        ("for", routine.who),
        ("goal", routine.goal.value),
        ("times", phrases.times(routine, accessible=False)),
        ("needs", script.needs([step.exercise for step in timeline.steps])),
        ("sound", _sound(timeline)),
        ("from", origin),
        ("work", ", ".join(_work(timeline, accessible=False))),
        *(("count", count) for count in _counts(timeline)),
        *(("expect", text) for text in routine.expect),
        *(("expect not", text) for text in routine.expect_not),
        *(("warning", warning) for warning in warnings_of(routine)),
    ]
    return [(word, text) for word, text in head if text]


def _changes(options: Options, within_s: float | None, *, accessible: bool) -> str:
    """What of the usual form is changed; empty where nothing is."""
    short = within_s and phrases.length(within_s, accessible=accessible)
    said = [
        "" if options.level is Level.DEFAULT else f"level {options.level}",
        "" if options.side is Side.BOTH else f"{options.side} leg only",
        f"cut to at most {short}" if short else "",
    ]
    return ", ".join(part for part in said if part)


def _sound(timeline: Timeline) -> str:
    """What the routine wishes for; empty where it is as usual."""
    routine = timeline.routine
    silent = "" if routine.sound else "silent until the key M turns it on"
    flash = "the screen flashes at a change and an end" if routine.flash else ""
    return ", ".join(part for part in (silent, flash) if part)


def _origin_sentence(timeline: Timeline) -> str:
    routine = timeline.routine
    match routine.origin:
        case Origin.SHIPPED:
            return "It comes with CalfCoach"
        case Origin.FILE:
            return f"It is the file {routine.path}"
        case Origin.USER | Origin.INLINE:
            return f"It is yours, in {place_of_routine(routine)}"


def _work(timeline: Timeline, *, accessible: bool) -> list[str]:
    """Work per side: "left leg 3 min"; a side without work is left out."""
    said: list[str] = []
    for side in (Side.LEFT, Side.RIGHT, Side.BOTH):
        work_s = timeline.work_s(side)
        limit = any(p.at_most for p in timeline.work if p.item.side is side)
        words = phrases.length(work_s, accessible=accessible)
        if work_s:
            said.append(f"{_LEG[side]} {'up to ' if limit else ''}{words}")
    return said


def _counts(timeline: Timeline) -> list[str]:
    """Reps and foot steps of each exercise: "Heel raise, two legs: 20 reps"."""
    counted: dict[tuple[str, str], dict[Side, int]] = {}
    for phase in timeline.work:
        work, number = phase.item.work, phase.item.planned_reps
        if number is None or not isinstance(work, Reps | FootSteps):
            continue
        noun = "rep" if isinstance(work, Reps) else "step"
        by_side = counted.setdefault((phase.item.exercise.title, noun), {})
        by_side[phase.item.side] = by_side.get(phase.item.side, 0) + number
    return [
        f"{title}: "
        + ", ".join(
            script.counted(number, noun) + ("" if side is Side.BOTH else f" {side}")
            for side, number in by_side.items()
        )
        for (title, noun), by_side in counted.items()
    ]


# ------------------------------------------------------------------------------ steps


def blocks_of(timeline: Timeline) -> list[Block]:
    """The times that steps come up, in their order."""
    blocks: list[Block] = []
    seen: set[int] = set()
    for _, group in groupby(started(timeline), key=lambda pair: pair[1].item.block_no):
        phases = tuple(group)
        step = phases[0][1].item.step
        blocks.append(Block(step=step, phases=phases, again=step.no in seen))
        seen.add(step.no)
    return blocks


def _block_lines(block: Block, options: Options) -> list[str]:
    step = block.step
    start = clock(block.start_s, tenths=True)
    name = f"{step.no}  {step.exercise.title}"
    if block.again:
        return [f"{name}, again, from {start}"]
    place = script.at_place(step.exercise.place)
    dose = phrases.dose(step.dose(options.level), accessible=False, only=options.side)
    told = [dose, step.note]
    return [
        f"{name} ({step.exercise.id}), {place}, from {start}",
        *(f"{_INDENT}{text}" for text in told if text),
    ]


def _block_sentences(block: Block, options: Options) -> list[str]:
    step = block.step
    start = phrases.length(block.start_s, accessible=True)
    title = step.exercise.title
    if block.again:
        told = [f"Step {step.no} again, from {start}: {title}"]
    else:
        place = script.at_place(step.exercise.place)
        dose = phrases.dose(step.dose(options.level), accessible=True, only=options.side)
        told = [f"Step {step.no}, from {start}, {place}: {title}", dose, step.note]
    phases = ", ".join(_phase_words(phase) for _, phase in block.phases)
    return phrases.sentences([*told, f"In order: {phases}"])


# ----------------------------------------------------------------------------- phases


def _table(timeline: Timeline) -> list[tuple[str, ...]]:
    """Every phase as a row: from, what, side, how long, more."""
    return [
        (
            clock(start_s, tenths=True),
            phase.kind.value,
            _side(phase),
            _lasts(phase, accessible=False),
            _more(phase),
        )
        for start_s, phase in started(timeline)
    ]


def _side(phase: Phase) -> str:
    return phase.item.side.value if phase.kind in (PhaseKind.WORK, PhaseKind.SWITCH) else ""


def _lasts(phase: Phase, *, accessible: bool) -> str:
    if not math.isfinite(phase.duration_s):
        return "until a key"
    said = phrases.seconds(phase.duration_s, accessible=accessible)
    return f"up to {said}" if phase.at_most else said


def _more(phase: Phase) -> str:
    item = phase.item
    if phase.kind is PhaseKind.PREPARE and phase.moves:
        return script.at_place(item.exercise.place)
    if phase.kind is not PhaseKind.WORK:
        return ""
    asked = script.own_pace(item)
    part = item.part.name if item.part else ""
    return ", ".join(text for text in (part, asked, script.turn(item)) if text)


def _phase_words(phase: Phase) -> str:
    side = _LEG[phase.item.side] if phase.item.side is not Side.BOTH else ""
    head = side if side and phase.kind is PhaseKind.WORK else phase.kind.value
    part = phase.item.part.name if phase.item.part and phase.kind is PhaseKind.WORK else ""
    return " ".join(text for text in (head, part, _lasts(phase, accessible=True)) if text)
