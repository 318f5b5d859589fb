"""What will be due next if nothing happens: so that a sound can be started in time. Pure."""

from __future__ import annotations

import math

from calfcoach.events import CueDue, Mode, Snapshot
from calfcoach.frozen import frozen
from calfcoach.phase import CueKind, Phase

_TOGETHER_S = 1e-6  # what is no further apart is one instant


@frozen
class Coming:
    """One instant to come, `in_s` from now, with the cues that will be due at it, as they will be
    told."""

    in_s: float
    events: tuple[CueDue, ...]


def coming(snapshot: Snapshot) -> Coming | None:
    """The next instant with cues, while the clock runs; None where only the person, or the end of
    all, comes next. The end of a phase and the start of the next one are one instant."""
    if snapshot.mode is not Mode.RUNNING:
        return None
    phase, elapsed_s = snapshot.phase, snapshot.elapsed_s
    later = [cue for cue in phase.cues if cue.offset_s > elapsed_s + _TOGETHER_S]
    at_s = min([cue.offset_s for cue in later], default=phase.duration_s)
    ends = at_s >= phase.duration_s - _TOGETHER_S
    if not math.isfinite(at_s):
        return None
    events = [
        CueDue(phase=phase, cue=cue, late_s=0.0)
        for cue in later
        if cue.offset_s <= at_s + _TOGETHER_S
    ]
    if ends:
        if snapshot.index + 1 >= len(snapshot.timeline.phases):
            return None  # the end of all is told once it is saved
        events += _opening(snapshot.timeline.phases[snapshot.index + 1])
    return Coming(in_s=max(0.0, at_s - elapsed_s), events=tuple(events))


def _opening(phase: Phase) -> list[CueDue]:
    """The cues with which a phase begins."""
    return [
        CueDue(phase=phase, cue=cue, late_s=0.0)
        for cue in phase.cues
        if cue.offset_s <= _TOGETHER_S and cue.kind is not CueKind.END
    ]
