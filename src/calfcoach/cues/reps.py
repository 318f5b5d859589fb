"""The cues of work that is counted: reps at a tempo or at one's own pace, short holds, steps.

Owns when a beat is a word and when it is only a number or a tone.
"""

from __future__ import annotations

import math

from calfcoach import script
from calfcoach.cues.told import EPSILON_S, Told, readable, ticks
from calfcoach.model import Hold, Reps, Tempo
from calfcoach.phase import Cue, CueKind, Phase

SPOKEN_REPS = 3  # "Up" and "Down" are said for the first reps, then only the number at the top
OWN_PACE_LONG_S = 30.0  # a shorter limit passes without a word about its end
OWN_PACE_LAST_S = 10.0
LAST_TICKS = 3


def own_pace_cues(phase: Phase, opening: str, told: Told) -> list[Cue]:
    """How many, how long at most, the key; later a text and the last seconds."""
    asked = script.sentence(script.own_pace(phase.item))
    if told.names_only(phase.item):
        return [Cue(kind=CueKind.START, offset_s=0.0, words=f"{opening} {asked}")]
    limit = script.seconds(phase.duration_s)
    words = f"{opening} {asked} At your own pace, {limit} at most."
    if told.coaching.keys:
        words += f" {told.key} when done."
    cues = [Cue(kind=CueKind.START, offset_s=0.0, words=words)]
    if phase.duration_s < OWN_PACE_LONG_S:
        return cues
    last_s = phase.duration_s - OWN_PACE_LAST_S
    if told.learns(phase.item):
        at_s = math.ceil(told.reading_s(words))
        text = told.text("", last_s - at_s, phase.item)
        if text:
            cues.append(Cue(kind=CueKind.SETUP, offset_s=float(at_s), words=text))
        left = f"{script.seconds(OWN_PACE_LAST_S)} left."
        cues.append(Cue(kind=CueKind.LAST, offset_s=last_s, words=left))
    return [*cues, *ticks(phase, LAST_TICKS)]


def short_hold_cues(phase: Phase, work: Hold, opening: str, told: Told) -> list[Cue]:
    """Several short holds as one set: start and release of each."""
    text = told.text(opening, work.hold_s, phase.item)
    cues = [Cue(kind=CueKind.START, offset_s=0.0, words=f"{opening} {text}".strip(), count=1)]
    for no in range(1, work.reps):
        release_s = no * (work.hold_s + work.release_s) - work.release_s
        start_s = release_s + work.release_s
        if start_s >= phase.duration_s:
            break
        words = f"Hold {no + 1} of {work.reps}."
        if work.release_s > 0:
            cues.append(Cue(kind=CueKind.RELEASE, offset_s=release_s, words="Let go.", count=no))
        cues.append(Cue(kind=CueKind.START, offset_s=start_s, words=words, count=no + 1))
    return readable(cues, phase.duration_s, told)


def tempo_cues(phase: Phase, work: Reps, opening: str, told: Told) -> list[Cue]:
    """Every beat of every rep, with the number of the rep."""
    assert work.tempo is not None
    beats = _beats(work.tempo)
    kinds = [kind for kind, _ in beats]
    top = top_of(work.tempo)
    first_word = beat_words(kinds[0], phase) or script.sentence(kinds[0].value)
    cues = [Cue(kind=CueKind.START, offset_s=0.0, words=f"{opening} {first_word}")]
    spoken = _spoken_reps(work.tempo, phase, told)
    for rep_no in range(1, (phase.reps or 0) + 1):
        at_s = (rep_no - 1) * work.tempo.rep_s
        for kind, beat_s in beats:
            first = rep_no == 1 and kind is kinds[0]
            words = f"{rep_no}." if rep_no > spoken and kind is top else ""
            if rep_no <= spoken and not first:  # the first beat of all is in the start
                words = beat_words(kind, phase)
            cues.append(Cue(kind=kind, offset_s=at_s, words=words, count=rep_no))
            at_s += beat_s
    return readable(cues, phase.duration_s, told)


def _beats(tempo: Tempo) -> list[tuple[CueKind, float]]:
    """The beats of a rep that last, in their order, each with its seconds."""
    beats = [
        (CueKind.UP, tempo.up_s),
        (CueKind.HOLD, tempo.hold_s),
        (CueKind.DOWN, tempo.down_s),
        (CueKind.PAUSE, tempo.pause_s),
    ]
    return [(kind, beat_s) for kind, beat_s in beats if beat_s > 0]


def top_of(tempo: Tempo) -> CueKind:
    """The beat at which a rep is counted: the one that follows the first."""
    kinds = [kind for kind, _ in _beats(tempo)]
    return kinds[1] if len(kinds) > 1 else kinds[0]


def _spoken_reps(tempo: Tempo, phase: Phase, told: Told) -> int:
    """For how many reps the two ways are said."""
    if told.names_only(phase.item):
        return 0
    return SPOKEN_REPS if _sayable(tempo, phase, told) else 1


def _sayable(tempo: Tempo, phase: Phase, told: Told) -> bool:
    """Whether both ways have time for their word; else "Up" would follow "Up"."""
    longest = max(phase.item.exercise.beats, key=len)
    rising_s = tempo.up_s + tempo.hold_s
    falling_s = tempo.down_s + tempo.pause_s
    least_s = min(rising_s, falling_s) if tempo.up_s and tempo.down_s else rising_s + falling_s
    return least_s + EPSILON_S >= told.reading_s(longest)


def beat_words(kind: CueKind, phase: Phase) -> str:
    """What a beat is called. Only the two ways of a rep are said; the rest needs no word."""
    up, down = phase.item.exercise.beats
    return {CueKind.UP: script.sentence(up), CueKind.DOWN: script.sentence(down)}.get(kind, "")
