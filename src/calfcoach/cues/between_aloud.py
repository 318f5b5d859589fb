"""What a voice says between work: what comes, on which side and where, and how one gets ready.

Owns the short form in which names, changes and rests are heard.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from calfcoach import script
from calfcoach.cues.aloud import Aloud, first_fitting, heard, over_s
from calfcoach.phase import Cue, CueKind, Phase, PhaseKind, WorkItem
from calfcoach.spoken import speaking_s
from calfcoach.terms import THERMAL, Coach, Side

SETUP_AT_S = (4.0, 8.0)  # when there is room; earlier where there is not
PAUSE_S = 0.2  # between two phrases that follow each other


def lead_aloud(phase: Phase, lines: Sequence[Cue], before: Phase | None, aloud: Aloud) -> list[Cue]:
    """The cues of a phase that leads to work with what a voice says of them."""
    forms = _forms(phase, before, aloud)
    cues = [heard(cue, _said(cue, forms, phase.duration_s)) for cue in lines]
    if phase.kind is not PhaseKind.PREPARE:
        return cues
    (first,) = (cue for cue in cues if cue.offset_s == 0 and cue.spoken)
    return [*cues, *_setups(phase, over_s(first.kind, first.spoken) + PAUSE_S, aloud)]


def _said(cue: Cue, forms: Sequence[str], room_s: float) -> str:
    match cue.kind:
        case CueKind.PREPARE | CueKind.PLACE | CueKind.SWITCH | CueKind.REST | CueKind.WAIT:
            return first_fitting(cue.kind, forms, room_s)
        case CueKind.LAST | CueKind.REMIND:
            return cue.spoken
        case _:
            return ""  # how one gets ready has times of its own


def _setups(phase: Phase, from_s: float, aloud: Aloud) -> list[Cue]:
    """How one gets into position, as far as there is time for it."""
    found: list[Cue] = []
    for count, wanted_s in enumerate(SETUP_AT_S, 1):
        said = aloud.setup(phase.item, phase.duration_s - from_s)
        if not said:
            break
        latest_s = math.floor((phase.duration_s - speaking_s(said)) * 10) / 10
        at_s = max(from_s, min(wanted_s, latest_s))
        found.append(Cue(kind=CueKind.SETUP, offset_s=at_s, count=count, said=said))
        from_s = at_s + speaking_s(said) + PAUSE_S
    return found


# ------------------------------------------------------------------------------ the forms


def _forms(phase: Phase, before: Phase | None, aloud: Aloud) -> list[str]:
    """What to say, the fullest first; the last one is said even where it does not fit."""
    few = aloud.level(phase.item) is Coach.FEW
    named = script.announced(phase.item)
    placed = script.announced(phase.item, place=phase.moves and not (aloud.place or few))
    match phase.kind:
        case PhaseKind.SWITCH:
            return _switch(phase, before, aloud)
        case PhaseKind.REST:
            return _rest(phase, aloud)
        case PhaseKind.WAIT:
            return [f"Next, {placed[:1].lower()}{placed[1:]} {aloud.key} goes on."]
        case _ if before is None:
            ready = script.first_announced(phase.item)
            return [ready, named]
        case _:
            stop = "Stop. " if before.kind is PhaseKind.WORK else ""
            whole = f"{stop}{placed}"
            amount = _amount(phase.item, before.item) if aloud.learns(phase.item) else ""
            return [*([f"{whole} {amount}"] if amount else []), whole, placed, named]


def _amount(item: WorkItem, previous: WorkItem) -> str:
    """How many reps there are of what is counted aloud, and that both legs work where it was one;
    empty where nothing is counted."""
    if not item.at_tempo:
        return ""
    both = item.side is Side.BOTH and previous.side is not Side.BOTH
    said = ["both legs" if both else "", script.short_dose(item)]
    return script.sentence(", ".join(part for part in said if part))


def _switch(phase: Phase, before: Phase | None, aloud: Aloud) -> list[str]:
    item = phase.item
    previous = before.item if before else None
    new_side = previous is None or previous.side is not item.side
    head = "Change." if new_side or not item.part or item.part.kind not in THERMAL else "Swap."
    side = script.side(item) if new_side else ""
    part = item.part.name.lower() if item.part else ""
    who = ", ".join(word for word in (side, part) if word) or script.turn(item)
    brief = f"{head} {script.sentence(who)}".strip()
    new_turn = previous is None or previous.set_no != item.set_no
    turn = script.turn(item) if new_turn and aloud.learns(item) else ""
    if turn and turn != who:
        return [f"{head} {script.sentence(f'{who}, {turn}')}", brief]
    return [brief]


def _rest(phase: Phase, aloud: Aloud) -> list[str]:
    item = phase.item
    lasts = f"Rest, {script.seconds(phase.duration_s)}."
    if aloud.level(item) is Coach.FEW:
        return [lasts]
    following = script.turn(item)
    if item.circuit_no and item.set_no == 1:
        following = f"{script.name(item.exercise)}, {following}"
    return [f"{lasts} Next, {following}.", f"Rest. Next, {following}.", "Rest."]
