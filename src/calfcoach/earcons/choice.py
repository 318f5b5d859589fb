"""Which tone belongs to an instant of a session.

Owns what gives way to what, and what comes too late to be heard. Knows no notes and no player.
"""

from __future__ import annotations

from collections.abc import Sequence

from calfcoach.earcons.notes import Tone
from calfcoach.events import CueDue, Ended, Event, Paused, PhaseEnded, Reason, Resumed, Snapshot
from calfcoach.frozen import frozen
from calfcoach.phase import CueKind, Phase, PhaseKind
from calfcoach.records import Status
from calfcoach.terms import Side

KNOCK_AFTER_S = 0.5  # behind the end of work, when another exercise or place follows
STALE_S = 1.0  # a tone that comes later tells something that is not so any more
STALE_TICK_S = 0.3  # a second counted late is counted wrong

_ORDER = (  # what comes first is the one that is heard
    *(Tone.DONE, Tone.PAUSED, Tone.SWITCH, Tone.END, Tone.START, Tone.PREPARE),
    *(Tone.HALF_WAY, Tone.UP, Tone.DOWN, Tone.REMIND, Tone.TICK),
)
_OF_CUE = {
    CueKind.WAIT: Tone.PREPARE,
    CueKind.CHECK: Tone.PREPARE,
    CueKind.REMIND: Tone.REMIND,
    CueKind.TICK: Tone.TICK,
    CueKind.PASS: Tone.TICK,
    CueKind.RAMP: Tone.TICK,
    CueKind.HALF_WAY: Tone.HALF_WAY,
    CueKind.START: Tone.START,
    CueKind.SWITCH: Tone.SWITCH,
    CueKind.END: Tone.END,
    CueKind.UP: Tone.UP,
    CueKind.DOWN: Tone.DOWN,
    CueKind.RELEASE: Tone.DOWN,
}
_PAUSED_BY = frozenset({Reason.KEY, Reason.AWAY, Reason.SUSPENDED})
_PANNED = frozenset({Tone.SWITCH})


@frozen
class Sounding:
    """A tone to be heard now, `then` the tone that follows it `KNOCK_AFTER_S` later. `side` is
    the leg that comes next, BOTH where that does not matter."""

    tone: Tone
    side: Side = Side.BOTH
    then: Tone | None = None


def tone_of(events: Sequence[Event], snapshot: Snapshot, *, quiet: bool = False) -> Sounding | None:
    """The one tone of an instant; None where nothing is to be heard. `quiet`: in the quiet hours
    the end of the session sounds like the end of work."""
    if snapshot.muted:
        return None
    heard: dict[Tone, Side] = {}
    for event in events:
        tone = _tone(event, events, snapshot)
        if tone is not None:
            heard[tone] = _side(event)
    first = next((tone for tone in _ORDER if tone in heard), None)
    if first is None:
        return None
    if first is Tone.DONE and quiet:
        first = Tone.END
    follows = first is Tone.END and Tone.PREPARE in heard
    side = heard[first] if first in _PANNED else Side.BOTH
    return Sounding(tone=first, side=side, then=Tone.PREPARE if follows else None)


def _tone(event: Event, events: Sequence[Event], snapshot: Snapshot) -> Tone | None:
    match event:
        case CueDue():
            return _tone_of_cue(event, snapshot)
        case PhaseEnded(phase=phase, finished=True):
            return Tone.END if _ended_by_hand(phase, events) else None
        case Resumed(phase=phase):
            return Tone.START if phase.kind is PhaseKind.WORK else None
        case Paused(reason=reason):
            return Tone.PAUSED if reason in _PAUSED_BY else None
        case Ended(status=Status.COMPLETED):
            return Tone.DONE
        case _:
            return None


def _tone_of_cue(event: CueDue, snapshot: Snapshot) -> Tone | None:
    cue, phase = event.cue, event.phase
    if cue.kind in (CueKind.PREPARE, CueKind.PLACE):
        tone = Tone.PREPARE if _is_new(phase, snapshot) else None
    else:
        tone = _OF_CUE.get(cue.kind) if cue.heard else None
    stale_s = STALE_TICK_S if tone is Tone.TICK else STALE_S
    return tone if event.late_s <= stale_s else None


def _is_new(phase: Phase, snapshot: Snapshot) -> bool:
    """Whether a preparation leads to another exercise or place than the work before it."""
    before: Phase | None = None
    for each in snapshot.timeline.phases:
        if each is phase:
            break
        if each.kind is PhaseKind.WORK:
            before = each
    if before is None or phase.moves:
        return True
    return before.item.exercise.id != phase.item.exercise.id


def _ended_by_hand(phase: Phase, events: Sequence[Event]) -> bool:
    """Whether it was work, and the person who ended it: the clock has a cue for that."""
    cued = any(
        isinstance(each, CueDue) and each.cue.kind is CueKind.END and each.phase is phase
        for each in events
    )
    return phase.kind is PhaseKind.WORK and not cued


def _side(event: Event) -> Side:
    return event.phase.item.side if isinstance(event, CueDue) else Side.BOTH
