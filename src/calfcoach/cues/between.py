"""The cues between work: preparation, change, rest, waiting for a key.

Owns which of the announcement's forms fits, and what a change, a swap and a rest say.
"""

from __future__ import annotations

import math

from calfcoach import script
from calfcoach.cues.told import EPSILON_S, MOST_CHARACTERS, Told, ticks
from calfcoach.phase import Cue, CueKind, Phase, PhaseKind
from calfcoach.terms import THERMAL

LONG_REST_S = 15.0  # shorter rests end without a word
REMIND_S = 30  # between two reminders that something waits for a key
PATIENCE_S = 600  # then a session that waits has ended by itself
REST_OVER_S = 5.0  # a rest is told to end this long before it does: time to stand ready


def lead_cues(phase: Phase, before: Phase | None, told: Told) -> list[Cue]:
    """The cues of a phase that leads to work."""
    match phase.kind:
        case PhaseKind.SWITCH:
            words = _switch_words(phase, before, told)
            cues = [Cue(kind=CueKind.SWITCH, offset_s=0.0, words=words)]
        case PhaseKind.REST:
            cues = _rest(phase, told)
        case PhaseKind.WAIT:
            words = f"Next, {_named(phase, told, place=phase.moves)} {told.key} goes on."
            cues = [Cue(kind=CueKind.WAIT, offset_s=0.0, words=_lower_second(words))]
            cues += _reminders(told.key)
        case _:
            cues = _prepare(phase, before, told)
    return cues + ticks(phase, phase.item.step.pacing.countdown)


def _reminders(key: str) -> list[Cue]:
    """That it still waits, for a voice alone: a line would only say that time passes."""
    times_s = range(REMIND_S, PATIENCE_S, REMIND_S)
    said = f"Waiting for {key}."
    return [
        Cue(kind=CueKind.REMIND, offset_s=float(at_s), count=count, said=said)
        for count, at_s in enumerate(times_s, 1)
    ]


def _lower_second(words: str) -> str:
    """ "Next, Heel walk" → "Next, heel walk"."""
    return words[:6] + words[6].lower() + words[7:]


def _named(phase: Phase, told: Told, *, place: bool, brief: bool = False) -> str:
    """What comes; where only names are wanted, its name and side."""
    if told.names_only(phase.item):
        return script.names(phase.item)
    return script.announcement(phase.item, place=place, brief=brief)


def _switch_words(phase: Phase, before: Phase | None, told: Told) -> str:
    item = phase.item
    previous = before.item if before else None
    new_turn = previous is None or (previous.set_no, previous.round_no) != (
        item.set_no,
        item.round_no,
    )
    new_side = previous is None or previous.side is not item.side
    head = "Change." if new_side or not item.part or item.part.kind not in THERMAL else "Swap."
    side = script.side(item) if new_side else ""
    if told.names_only(item):
        name = item.part.name if item.part else ""
        said = ", ".join(word for word in (side, name) if word) or script.turn(item)
        return f"{head} {script.sentence(said)}".strip()
    dose = script.dose(item) if item.part else ""
    turn = script.turn(item) if new_turn else ""
    said = ", ".join(word for word in (side, dose, turn) if word)
    return f"{head} {script.sentence(said)}".strip()


def _rest(phase: Phase, told: Told) -> list[Cue]:
    item = phase.item
    words = f"Rest, {script.seconds(phase.duration_s)}."
    if told.names_only(item):
        return [Cue(kind=CueKind.REST, offset_s=0.0, words=words)]
    next_words = script.turn(item)
    if item.circuit_no and item.set_no == 1:
        next_words = f"{script.name(item.exercise)}, {next_words}"
    words = f"{words} Next, {next_words}."
    cues = [Cue(kind=CueKind.REST, offset_s=0.0, words=words)]
    at_s = math.ceil(told.reading_s(words))
    long = phase.duration_s >= LONG_REST_S and told.learns(item)
    quiet_from_s = phase.duration_s - (REST_OVER_S if long else 0.0)
    text = told.text("", quiet_from_s - at_s, item)
    if text:
        cues.append(Cue(kind=CueKind.SETUP, offset_s=float(at_s), words=text))
    if long:
        cues.append(
            Cue(kind=CueKind.LAST, offset_s=quiet_from_s, words=f"{REST_OVER_S:g} seconds.")
        )
    return cues


def _prepare(phase: Phase, before: Phase | None, told: Told) -> list[Cue]:
    kind = CueKind.PLACE if phase.moves else CueKind.PREPARE
    place = phase.moves and not told.place
    told.place = False
    forms = [_prepare_words(phase, before, told, place, brief=brief) for brief in (False, True)]
    forms = [words for words in forms if len(words) <= MOST_CHARACTERS] or forms[1:]
    words = next((w for w in forms if told.reading_s(w) <= phase.duration_s + EPSILON_S), forms[-1])
    setup_due = phase.item.exercise.id in told.setup_due
    if setup_due:
        setup = script.filled(told.texts[phase.item.exercise.id][0], phase.item.side)
        both = [w for w in forms if _fit(w, setup, phase.duration_s, told)]
        words = both[0] if both else words
    cues = [Cue(kind=kind, offset_s=0.0, words=words)]
    at_s = math.ceil(told.reading_s(words))
    if setup_due or phase.item.at_tempo:  # reps at a tempo leave no room for it later
        text = told.text("", phase.duration_s - at_s, phase.item)
        if text:
            cues.append(Cue(kind=CueKind.SETUP, offset_s=float(at_s), words=text))
    return cues


def _fit(first: str, second: str, room_s: float, told: Told) -> bool:
    needed_s = math.ceil(told.reading_s(first)) + told.reading_s(second)
    return needed_s <= room_s + EPSILON_S


def _prepare_words(
    phase: Phase, before: Phase | None, told: Told, place: bool, *, brief: bool
) -> str:
    if before is not None:
        stop = "Stop. " if before.kind is PhaseKind.WORK else ""
        return stop + _named(phase, told, place=place, brief=brief)
    if told.names_only(phase.item):
        return f"Get ready. {script.names(phase.item)}"
    words = script.first_announcement(phase.item, brief=brief)
    return words + (" W says where you are, Space pauses." if told.coaching.keys else "")
