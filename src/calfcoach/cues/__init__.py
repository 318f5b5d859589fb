"""The cue sheet: which cue falls when in each phase, and what it says.

Owns the rules of coaching: what is told the first time, half-way, the last seconds, what
comes next, and what pressing, heat and cold need said. Pure; the sentences are `script`'s. A
line never begins before the one before it can have been read to its end.
"""

from __future__ import annotations

from collections.abc import Sequence

from calfcoach.cues.aloud import Aloud
from calfcoach.cues.between import lead_cues
from calfcoach.cues.between_aloud import lead_aloud
from calfcoach.cues.told import Told
from calfcoach.cues.voice import work_aloud
from calfcoach.cues.work import work_cues
from calfcoach.frozen import replace
from calfcoach.phase import Coaching, CueKind, Phase, PhaseKind

__all__ = ["with_cues", "with_cues_of"]


def with_cues(phases: Sequence[Phase], coaching: Coaching, *, behind: int = 0) -> tuple[Phase, ...]:
    """The same phases with their cues, in order of offset. Each phase's cues depend on what
    stands before and after it, so the whole sheet is written anew after any change of order; the
    first `behind` phases keep theirs, for they were heard."""
    told = Told(coaching)
    aloud = Aloud(told)
    sheet: list[Phase] = []
    for index, phase in enumerate(phases):
        written = _written(phases, index, told, aloud)
        if index < behind:
            told.place = aloud.place = False  # what was told may no longer be where it goes
            written = phase
        sheet.append(written)
    return tuple(sheet)


def with_cues_of(exercise: str, phases: Sequence[Phase], coaching: Coaching) -> tuple[Phase, ...]:
    """The same as `with_cues`, in a part of its time, for phases that have the cues that it wrote
    and of which only some of the exercise with this id got another length since. What waits to be
    told is kept by exercise; only where work now tells the next place, or no longer, others change.
    """
    told = Told(coaching)
    aloud = Aloud(told)
    sheet = list(phases)
    for index, phase in enumerate(phases):
        if phase.item.exercise.id != exercise:
            if phase.kind is PhaseKind.WORK:
                told.place, aloud.place = _tells_place(phase)
            elif phase.kind is PhaseKind.PREPARE:
                told.place = False
            continue
        sheet[index] = _written(phases, index, told, aloud)
        if _tells_place(sheet[index]) != _tells_place(phase):
            return with_cues(phases, coaching)
    return tuple(sheet)


def _written(phases: Sequence[Phase], index: int, told: Told, aloud: Aloud) -> Phase:
    """The phase at `index` with its cues."""
    phase = phases[index]
    before = phases[index - 1] if index else None
    after = phases[index + 1] if index + 1 < len(phases) else None
    told.meet(phase.item)
    aloud.meet(phase.item)
    if phase.kind is PhaseKind.WORK:
        cues = work_aloud(phase, work_cues(phase, before, after, told), before, after, aloud)
    else:
        cues = lead_aloud(phase, lead_cues(phase, before, told), before, aloud)
    cues.sort(key=lambda cue: cue.offset_s)
    written = replace(phase, cues=tuple(cues))
    if phase.kind is PhaseKind.WORK:
        aloud.place = _tells_place(written)[1]
    return written


def _tells_place(phase: Phase) -> tuple[bool, bool]:
    """Whether a line, and whether a voice, tells the next place in this phase."""
    told = [cue for cue in phase.cues if cue.kind is CueKind.NEXT]
    return bool(told), any(cue.spoken for cue in told)
