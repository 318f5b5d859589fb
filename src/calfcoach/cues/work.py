"""The cues of work: its start, half-way, the last seconds, the passes.

Owns the lines of timed work; what is counted is `reps`', what pressing, heat and cold need is
`safety`'s.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from calfcoach import script
from calfcoach.cues.reps import own_pace_cues, short_hold_cues, tempo_cues
from calfcoach.cues.safety import PRESS_LIGHTLY, check_cues, is_pressing, ramp_cues
from calfcoach.cues.told import EPSILON_S, Told, ticks
from calfcoach.frozen import replace
from calfcoach.model import Continuous, Hold, Reps
from calfcoach.phase import Cue, CueKind, Phase, PhaseKind
from calfcoach.terms import Gaze, Kind, Side

HALF_WAY_FROM_S = 30.0  # shorter work has no half-way: experience of the coach, not a dose
LAST_SECONDS_FROM_S = 15.0
AWAY_FROM_S = 10.0  # both, where the screen is out of sight
LAST_S = 3.0
NEXT_PLACE_S = 5.0  # a change of place is told this long before the end


def work_cues(phase: Phase, before: Phase | None, after: Phase | None, told: Told) -> list[Cue]:
    """The cues of a work phase, the end included; not yet in order."""
    work = phase.item.work
    opening = "Start."
    if before is None or before.kind in (PhaseKind.WORK, PhaseKind.WAIT):
        # nothing stood before to say it
        only_names = told.names_only(phase.item)
        named = script.names(phase.item) if only_names else script.announcement(phase.item)
        opening = f"Start. {named}"
    told.place = False
    if isinstance(work, Reps) and work.tempo is not None:
        cues = tempo_cues(phase, work, opening, told)
    elif phase.self_paced:
        cues = own_pace_cues(phase, opening, told)
    elif isinstance(work, Hold) and work.reps > 1:
        cues = short_hold_cues(phase, work, opening, told)
    else:
        cues = _timed(phase, opening, after, told)
    return [*cues, Cue(kind=CueKind.END, offset_s=phase.duration_s)]


def _timed(phase: Phase, opening: str, after: Phase | None, told: Told) -> list[Cue]:
    """A hold, continuous work or a part: start, half-way, the last seconds, and between them
    what must be said. Whatever waits to be told fills the room that is left."""
    lasts_s = phase.duration_s
    start = f"{opening} {PRESS_LIGHTLY}" if is_pressing(phase) else opening
    lines = [Cue(kind=CueKind.START, offset_s=0.0, words=start)]
    if lasts_s >= HALF_WAY_FROM_S or is_away(phase):
        words = "Half way." if lasts_s >= HALF_WAY_FROM_S else ""
        lines.append(Cue(kind=CueKind.HALF_WAY, offset_s=lasts_s / 2, words=words))
    if lasts_s >= LAST_SECONDS_FROM_S:
        lines.append(_last(phase, after))
    must = ramp_cues(lines, phase, told) if is_pressing(phase) else []
    must += check_cues([*lines, *must], phase, told)  # at the same instant at every level
    if told.learns(phase.item):
        told.place = any(line.kind is CueKind.NEXT for line in lines)
    else:
        lines = _tones(lines)
    lines = [_filled(line, [*lines, *must], phase, after, told) for line in lines]
    passes = _passes(phase, [line for line in [*lines, *must] if line.words], told)
    ends = lasts_s >= LAST_SECONDS_FROM_S or is_away(phase)
    return [*lines, *must, *passes, *(ticks(phase, int(LAST_S)) if ends else [])]


def is_timed(phase: Phase) -> bool:
    """Whether the work is a hold, continuous work or a part: neither counted nor at one's own
    pace."""
    work = phase.item.work
    counted = isinstance(work, Reps) or (isinstance(work, Hold) and work.reps > 1)
    return not counted and not phase.self_paced


def is_away(phase: Phase) -> bool:
    """Whether timed work is done without seeing the screen: then half-way and the last seconds
    are heard at every level, and in shorter work than else."""
    away = phase.item.exercise.gaze is Gaze.AWAY
    return away and is_timed(phase) and phase.duration_s >= AWAY_FROM_S


def _tones(lines: Sequence[Cue]) -> list[Cue]:
    """The start, and half-way without its words: what is known well needs no more."""
    kept = (line for line in lines if line.kind in (CueKind.START, CueKind.HALF_WAY))
    return [replace(one, words=one.words if one.kind is CueKind.START else "") for one in kept]


def _filled(line: Cue, others: Sequence[Cue], phase: Phase, after: Phase | None, told: Told) -> Cue:
    """The start or half-way with the next text that waits, if there is room behind it."""
    if line.kind not in (CueKind.START, CueKind.HALF_WAY) or not line.words:
        return line
    later = [one.offset_s for one in others if one.words and one.offset_s > line.offset_s]
    room_s = min([*later, phase.duration_s]) - line.offset_s
    text = told.text(line.words, room_s, phase.item)
    if line.kind is CueKind.HALF_WAY and not text:
        side = _next_side(phase, after)
        text = side if told.reading_s(f"{line.words} {side}") <= room_s + EPSILON_S else ""
    return replace(line, words=f"{line.words} {text}".strip())


def _next_side(phase: Phase, after: Phase | None) -> str:
    """Told on the first side only: after the second, the change itself says what comes."""
    if after is None or after.kind is not PhaseKind.SWITCH or phase.item.side is not Side.LEFT:
        return ""
    if after.item.side is phase.item.side:
        return ""
    return f"Next, {script.short_side(after.item)}."


def _last(phase: Phase, after: Phase | None) -> Cue:
    if after is not None and after.moves:
        words = f"{NEXT_PLACE_S:g} seconds. Next, {script.at_place(after.item.exercise.place)}."
        return Cue(kind=CueKind.NEXT, offset_s=phase.duration_s - NEXT_PLACE_S, words=words)
    words = f"{LAST_S:g} seconds."
    return Cue(kind=CueKind.LAST, offset_s=phase.duration_s - LAST_S, words=words)


# ----------------------------------------------------------------------------- passes


def _passes(phase: Phase, lines: Sequence[Cue], told: Told) -> list[Cue]:
    """A mark for every stroke. Of those that are heard the first with room for it has words."""
    work = phase.item.work
    if not isinstance(work, Continuous) or work.pass_s is None:
        return []
    number = math.ceil(phase.duration_s / work.pass_s - 1e-9)
    marks = [
        Cue(kind=CueKind.PASS, offset_s=no * work.pass_s, count=no + 1) for no in range(number)
    ]
    words = _pass_words(phase, work.pass_s, told)
    if not words:
        return marks
    needed_s = told.reading_s(words)
    for index, mark in enumerate(marks):
        if mark.heard and _is_free(mark.offset_s, needed_s, lines, phase.duration_s, told):
            marks[index] = replace(mark, words=words)
            told.paces.add(phase.item.exercise.id)
            break
    return marks


def _pass_words(phase: Phase, pass_s: float, told: Told) -> str:
    """Which way a stroke of massage goes, each time; how slow rolling is, once."""
    exercise = phase.item.exercise
    if not told.learns(phase.item):
        return ""
    if exercise.kind is Kind.MASSAGE:
        return "Ankle to knee."
    return "" if exercise.id in told.paces else f"One pass takes {script.seconds(pass_s)}."


def _is_free(at_s: float, needed_s: float, lines: Sequence[Cue], end_s: float, told: Told) -> bool:
    later = [line.offset_s for line in lines if line.offset_s > at_s - EPSILON_S]
    earlier = [line for line in lines if line.offset_s <= at_s - EPSILON_S]
    read = all(line.offset_s + told.reading_s(line.words) <= at_s + EPSILON_S for line in earlier)
    return read and at_s + needed_s <= min([*later, end_s]) + EPSILON_S
