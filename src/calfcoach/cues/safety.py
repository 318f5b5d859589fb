"""The cues that pressing, heat and cold must have, at every coach level.

Owns how pressure builds up and when the skin is looked at. They are kept clear of the lines
that stand already.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from calfcoach.cues.aloud import over_s
from calfcoach.cues.told import EPSILON_S, Told
from calfcoach.frozen import replace
from calfcoach.phase import Cue, CueKind, Phase
from calfcoach.terms import THERMAL, Kind

CHECK_EVERY_S = 300.0  # of heat or cold in one step, all parts together
PRESS_LIGHTLY = "Press lightly."
_RAMP = (  # seconds into the pressing, and what is said then
    (10.0, "A little more."),
    (20.0, "Enough now, 5 of 10 at most. Stay until it fades."),
)
_CHECK = "Look at the skin. Bright red, white, blotchy or numb: take it off."


def is_pressing(phase: Phase) -> bool:
    """Whether the pressure of this work builds up."""
    return phase.item.exercise.kind is Kind.PRESS


def ramp_cues(lines: Sequence[Cue], phase: Phase, told: Told) -> list[Cue]:
    """How pressing builds up after a light start; a step for which there is no room is left
    out, and what comes after it too, so that the pressure never jumps."""
    found: list[Cue] = []
    for count, (at_s, words) in enumerate(_RAMP, 1):
        cue = Cue(kind=CueKind.RAMP, offset_s=at_s, words=words, count=count)
        placed = _placed(cue, [*lines, *found], phase.duration_s, told, earliest_s=at_s)
        if placed is None:
            break
        found.append(placed)
    return found


def check_cues(lines: Sequence[Cue], phase: Phase, told: Told) -> list[Cue]:
    """Looks at the skin, one for each 5 minutes of heat and cold that the step has had. One
    that finds no room before the end of its part comes in the next."""
    item = phase.item
    if (item.part.kind if item.part else item.exercise.kind) not in THERMAL:
        return []
    no = item.step.no
    before_s = told.thermal_s.get(no, 0.0)
    told.thermal_s[no] = before_s + phase.duration_s
    found: list[Cue] = []
    while (told.checks.get(no, 0) + 1) * CHECK_EVERY_S <= told.thermal_s[no] + EPSILON_S:
        count = told.checks.get(no, 0) + 1
        at_s = max(0.0, count * CHECK_EVERY_S - before_s)
        cue = Cue(kind=CueKind.CHECK, offset_s=at_s, words=_CHECK, count=count)
        placed = _placed(cue, [*lines, *found], phase.duration_s, told)
        if placed is None:
            break
        told.checks[no] = count
        found.append(placed)
    return found


def _placed(
    cue: Cue, lines: Sequence[Cue], end_s: float, told: Told, *, earliest_s: float = 0.0
) -> Cue | None:
    """The cue at its instant, or at the nearest at which no line is being read; None where
    there is none."""
    need_s = max(told.reading_s(cue.words), over_s(cue.kind, cue.words))
    free_from_s = earliest_s
    nearest: float | None = None
    for line in [*sorted(lines, key=lambda one: one.offset_s), None]:
        free_to_s = line.offset_s if line is not None else end_s
        at_s = min(max(cue.offset_s, free_from_s), math.floor(free_to_s - need_s))
        if at_s >= free_from_s - EPSILON_S and (
            nearest is None or abs(at_s - cue.offset_s) < abs(nearest - cue.offset_s)
        ):
            nearest = at_s
        if line is not None:
            read_s = math.ceil(line.offset_s + told.reading_s(line.words))
            free_from_s = max(free_from_s, read_s)
    return None if nearest is None else replace(cue, offset_s=float(nearest))
