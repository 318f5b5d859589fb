"""What a voice says of the cues of work, and what only a voice adds.

Owns how much is heard in a hold and in a set at each coach level: numbers of seconds never, a
phrase only where it has been said before the next one begins. The lines are not its business.
"""

from __future__ import annotations

from collections.abc import Sequence

from calfcoach import script
from calfcoach.cues.aloud import Aloud, heard, over_s
from calfcoach.cues.counted_aloud import counted_aloud, reps_aloud
from calfcoach.cues.safety import PRESS_LIGHTLY, is_pressing
from calfcoach.cues.told import EPSILON_S
from calfcoach.cues.work import HALF_WAY_FROM_S, is_away, is_timed
from calfcoach.phase import Cue, CueKind, Phase, PhaseKind
from calfcoach.terms import Kind, Side

MOST_IN_A_HOLD = 5  # phrases; more would be chatter
HALF_WAY = "Half way."
CUE_AT_S = 9.0  # in a hold, when another cue waits
NEXT_LEFT_S = 8.0  # what comes next is told this long before the end
NEXT_FROM_S = 15.0  # shorter holds leave that to the change

_MUST = frozenset({CueKind.START, CueKind.RAMP, CueKind.CHECK})
_GIVING_WAY = frozenset({CueKind.HALF_WAY, CueKind.NEXT})


def work_aloud(
    phase: Phase, lines: Sequence[Cue], before: Phase | None, after: Phase | None, aloud: Aloud
) -> list[Cue]:
    """The cues of a work phase with what a voice says of them, and those that only a voice has."""
    aloud.begin(phase.item)
    opening = script.START
    if before is None or before.kind in (PhaseKind.WORK, PhaseKind.WAIT):
        opening += f" {script.announced(phase.item)}"  # nothing stood before to say it
    if phase.item.at_tempo:
        return reps_aloud(phase, lines, opening, aloud)
    if not is_timed(phase):
        return counted_aloud(phase, lines, opening, aloud)
    cues = [heard(cue, _fixed(cue, phase, opening, aloud)) for cue in lines]
    cues = [_giving_way(cue, cues, phase) for cue in cues]
    if aloud.learns(phase.item):
        return _taught(cues, lines, phase, after, aloud)
    cues = [_with_text(cue, CueKind.START, cues, phase, aloud) for cue in cues]
    if _starts_by_itself(phase, before):
        cues = [heard(cue, "") if cue.spoken == script.START else cue for cue in cues]
    return cues


def _starts_by_itself(phase: Phase, before: Phase | None) -> bool:
    """Whether who knows the exercise needs no word for its start: the same once more, behind a
    change of known length, where half-way tells that it runs; or lying back."""
    if phase.item.exercise.kind is Kind.RELAX:
        return True
    again = before is not None and before.kind in (PhaseKind.SWITCH, PhaseKind.REST)
    return again and _is_long_and_away(phase)


def _fixed(cue: Cue, phase: Phase, opening: str, aloud: Aloud) -> str:
    """What is said at an instant of its own, whatever else waits."""
    match cue.kind:
        case CueKind.START:
            return f"{opening} {PRESS_LIGHTLY}" if is_pressing(phase) else opening
        case CueKind.RAMP | CueKind.CHECK:
            return cue.words
        case CueKind.NEXT:
            return cue.words.partition(". ")[2]  # without the seconds
        case CueKind.HALF_WAY if _says_half_way(cue, phase, aloud):
            return HALF_WAY
        case _:
            return ""


def _says_half_way(cue: Cue, phase: Phase, aloud: Aloud) -> bool:
    """Always out of sight of the screen; but of what is short and known its tone is enough."""
    if aloud.learns(phase.item):
        return bool(cue.words) or is_away(phase)
    return _is_long_and_away(phase)


def _is_long_and_away(phase: Phase) -> bool:
    return is_away(phase) and phase.duration_s >= HALF_WAY_FROM_S


def _giving_way(cue: Cue, cues: Sequence[Cue], phase: Phase) -> Cue:
    """Half-way and the next place without words where they would fall into what must be said;
    but half-way is always heard by those who do not see the screen."""
    if cue.kind not in _GIVING_WAY or not cue.spoken:
        return cue
    if cue.kind is CueKind.HALF_WAY and is_away(phase):
        return cue
    must = [other for other in cues if other.kind in _MUST]
    free = _free(cue.offset_s, over_s(cue.kind, cue.spoken), must, phase.duration_s)
    return cue if free else heard(cue, "")


def _taught(
    cues: list[Cue], lines: Sequence[Cue], phase: Phase, after: Phase | None, aloud: Aloud
) -> list[Cue]:
    """In the room that is left what comes next, and the cues that wait."""
    following = _next_side(phase, after)
    if following:
        next_s = phase.duration_s - NEXT_LEFT_S
        cues = _with(cues, Cue(kind=CueKind.MORE, offset_s=next_s, count=2, said=following), phase)
    cues = [_with_text(cue, CueKind.START, cues, phase, aloud) for cue in cues]
    cues = _with_more(cues, phase, aloud)
    cues = [_with_text(cue, CueKind.HALF_WAY, cues, phase, aloud) for cue in cues]
    return _with_pass(cues, lines, phase)


def _next_side(phase: Phase, after: Phase | None) -> str:
    """On the first side, how the other one will be."""
    if after is None or after.kind is not PhaseKind.SWITCH or phase.item.side is not Side.LEFT:
        return ""
    if after.item.side is phase.item.side or phase.duration_s < NEXT_FROM_S:
        return ""
    return f"Next, {script.side(after.item)}."


def _with_text(cue: Cue, kind: CueKind, cues: Sequence[Cue], phase: Phase, aloud: Aloud) -> Cue:
    """The cue, if it is of that kind, with the next sentence that waits and has room behind it."""
    if cue.kind is not kind or not cue.spoken or (kind is CueKind.START and is_pressing(phase)):
        return cue
    room_s = _until_s(cue.offset_s, cues, phase) - cue.offset_s
    text = aloud.cue(phase.item, cue.spoken, kind, room_s)
    return heard(cue, f"{cue.spoken} {text}".strip())


def _with_more(cues: list[Cue], phase: Phase, aloud: Aloud) -> list[Cue]:
    """One more of the sentences that wait, in a quiet stretch of the hold."""
    if is_pressing(phase) or _number(cues) >= MOST_IN_A_HOLD:
        return cues
    if not _free(CUE_AT_S, 0.0, cues, phase.duration_s):
        return cues
    room_s = _until_s(CUE_AT_S, cues, phase) - CUE_AT_S
    said = aloud.cue(phase.item, "", CueKind.MORE, room_s)
    more = Cue(kind=CueKind.MORE, offset_s=CUE_AT_S, count=1, said=said)
    return [*cues, more] if said else cues


def _with_pass(cues: list[Cue], lines: Sequence[Cue], phase: Phase) -> list[Cue]:
    """Which way a stroke goes, or how slow it is, at the first pass at which nobody speaks."""
    words = next((line.words for line in lines if line.kind is CueKind.PASS and line.words), "")
    if not words or _number(cues) >= MOST_IN_A_HOLD:
        return cues
    needed_s = over_s(CueKind.PASS, words)
    for index, cue in enumerate(cues):
        stroke = cue.kind is CueKind.PASS and cue.heard and cue.count > 1
        if stroke and _free(cue.offset_s, needed_s, cues, phase.duration_s):
            return [*cues[:index], heard(cue, words), *cues[index + 1 :]]
    return cues


def _with(cues: list[Cue], more: Cue, phase: Phase) -> list[Cue]:
    """The cues and one more, if nobody speaks at its instant."""
    needed_s = over_s(more.kind, more.spoken)
    return [*cues, more] if _free(more.offset_s, needed_s, cues, phase.duration_s) else cues


def _number(cues: Sequence[Cue]) -> int:
    return sum(1 for cue in cues if cue.spoken)


def _free(at_s: float, needed_s: float, cues: Sequence[Cue], end_s: float) -> bool:
    """Whether nobody speaks from `at_s` on for `needed_s`."""
    until_s = at_s + needed_s
    busy = any(
        cue.offset_s < until_s - EPSILON_S
        and cue.offset_s + over_s(cue.kind, cue.spoken) > at_s + EPSILON_S
        for cue in cues
        if cue.spoken
    )
    return not busy and until_s <= end_s + EPSILON_S


def _until_s(at_s: float, cues: Sequence[Cue], phase: Phase) -> float:
    """When somebody speaks next."""
    later = (cue.offset_s for cue in cues if cue.spoken and cue.offset_s > at_s)
    return min(later, default=phase.duration_s)
