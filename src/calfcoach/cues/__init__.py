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

__all__ = ["with_cues"]


def with_cues(phases: Sequence[Phase], coaching: Coaching, *, behind: int = 0) -> tuple[Phase, ...]:
    """The same phases with their cues, in order of offset. Each phase's cues depend on what
    stands before and after it, so the whole sheet is written anew after any change; the first
    `behind` phases keep theirs, for they were heard."""
    told = Told(coaching)
    aloud = Aloud(told)
    sheet: list[Phase] = []
    for index, phase in enumerate(phases):
        before = phases[index - 1] if index else None
        after = phases[index + 1] if index + 1 < len(phases) else None
        told.meet(phase.item)
        aloud.meet(phase.item)
        if phase.kind is PhaseKind.WORK:
            lines = work_cues(phase, before, after, told)
            cues = work_aloud(phase, lines, before, after, aloud)
            aloud.place = any(cue.kind is CueKind.NEXT and cue.spoken for cue in cues)
        else:
            lines = lead_cues(phase, before, told)
            cues = lead_aloud(phase, lines, before, aloud)
        if index < behind:
            told.place = aloud.place = False  # what was told may no longer be where it goes
            sheet.append(phase)
            continue
        cues.sort(key=lambda cue: cue.offset_s)
        sheet.append(replace(phase, cues=tuple(cues)))
    return tuple(sheet)
