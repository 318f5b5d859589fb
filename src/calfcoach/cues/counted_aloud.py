"""What a voice says of work that is counted: reps at a tempo or at one's own pace, short holds.

Owns when a beat, a number or the release of a hold is a word. A beat that comes before the one
before it was said is only a tone.
"""

from __future__ import annotations

from collections.abc import Sequence

from calfcoach import script
from calfcoach.cues.aloud import Aloud, heard, over_s
from calfcoach.cues.reps import SPOKEN_REPS, beat_words, top_of
from calfcoach.cues.told import EPSILON_S
from calfcoach.model import Hold, Reps, Tempo
from calfcoach.phase import Cue, CueKind, Phase
from calfcoach.terms import Coach

_OWN_CUE_AFTER_S = 1.0  # a cue for work at one's own pace leaves the start this much room


def reps_aloud(phase: Phase, lines: Sequence[Cue], opening: str, aloud: Aloud) -> list[Cue]:
    """Both ways for the first reps of an exercise, then the number at the top."""
    work = phase.item.work
    assert isinstance(work, Reps)
    assert work.tempo is not None
    first_set = aloud.first_set(phase.item)
    ways = SPOKEN_REPS if first_set and _sayable(work.tempo, phase) else 0
    top = top_of(work.tempo)
    counts = aloud.level(phase.item) is not Coach.FEW
    cues = []
    for cue in lines:
        said = ""
        if cue.kind is CueKind.START:
            up = lines[1].kind if len(lines) > 1 else CueKind.UP
            said = f"{opening} {beat_words(up, phase)}".strip() if ways else opening
        elif cue.count and cue.count <= ways and cue.offset_s > 0:
            said = beat_words(cue.kind, phase)
        elif cue.kind is top and cue.count > ways and counts:
            said = f"{cue.count}."
        cues.append(heard(cue, said))
    return _in_turn(cues, phase.duration_s)


def _sayable(tempo: Tempo, phase: Phase) -> bool:
    """Whether both ways have time for their word; else "Up" would follow "Up"."""
    up, down = (over_s(kind, beat_words(kind, phase)) for kind in (CueKind.UP, CueKind.DOWN))
    rising_s, falling_s = tempo.up_s + tempo.hold_s, tempo.down_s + tempo.pause_s
    if tempo.up_s and tempo.down_s:
        return rising_s + EPSILON_S >= up and falling_s + EPSILON_S >= down
    return tempo.rep_s + EPSILON_S >= max(up, down)


def counted_aloud(phase: Phase, lines: Sequence[Cue], opening: str, aloud: Aloud) -> list[Cue]:
    """Short holds as one set, or what is done at one's own pace."""
    work = phase.item.work
    if isinstance(work, Hold):
        return _short_holds(phase, work, lines, opening, aloud)
    asked = f"{opening} {script.sentence(script.own_pace(phase.item))}"
    if aloud.learns(phase.item) and opening == script.START:
        asked = next(line.words for line in lines if line.kind is CueKind.START)
    cues = []
    for cue in lines:
        said = asked if cue.kind is CueKind.START else ""
        if cue.kind is CueKind.LAST:
            said = cue.words
        if cue.kind is CueKind.SETUP:  # later than the line, which is read sooner than heard
            at_s = max(cue.offset_s, over_s(CueKind.START, asked) + _OWN_CUE_AFTER_S)
            cues.append(heard(cue, ""))
            text = aloud.cue(phase.item, "", CueKind.MORE, phase.duration_s / 2)
            cues.append(Cue(kind=CueKind.MORE, offset_s=at_s, count=1, said=text))
            continue
        cues.append(heard(cue, said))
    return _in_turn(cues, phase.duration_s)


def _short_holds(
    phase: Phase, work: Hold, lines: Sequence[Cue], opening: str, aloud: Aloud
) -> list[Cue]:
    """Start and release of each, with their number; to those who want names the start alone."""
    few = aloud.level(phase.item) is Coach.FEW
    cues = []
    for cue in lines:
        said = ""
        if cue.kind is CueKind.START and cue.count <= 1:
            said = f"{opening} {aloud.cue(phase.item, opening, cue.kind, work.hold_s)}".strip()
        elif cue.kind is CueKind.START and not few:
            said = f"Hold {cue.count} of {work.reps}."
        elif cue.kind is CueKind.RELEASE and not few:
            said = "Let go."
        cues.append(heard(cue, said))
    return _in_turn(cues, phase.duration_s)


def _in_turn(cues: Sequence[Cue], end_s: float) -> list[Cue]:
    """Without the words that begin before those before them were said, or end after the work."""
    free_s = 0.0
    kept: list[Cue] = []
    for cue in sorted(cues, key=lambda one: one.offset_s):
        if cue.spoken:
            over = cue.offset_s + over_s(cue.kind, cue.spoken)
            fits = cue.offset_s >= free_s - EPSILON_S and over <= end_s + EPSILON_S
            if fits or cue.offset_s == 0:
                free_s = over
            else:
                cue = heard(cue, "")
        kept.append(cue)
    return [cue for cue in kept if cue.spoken or cue.kind is not CueKind.MORE]
