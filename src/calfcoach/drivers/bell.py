"""The terminal bell: once at a start, twice at a change, three times when it is done; once at
each of the first passes of roller or hand.

Terminals merge bells that come close together, so they are at least 400 ms apart.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from calfcoach.events import CueDue, Ended, Event, PhaseEnded, Resumed, Snapshot
from calfcoach.phase import CueKind, PhaseKind
from calfcoach.records import Status

APART_S = 0.4
STALE_S = 1.0  # a start that is told a second late is worse than none
_CHANGES = frozenset({CueKind.SWITCH, CueKind.REST, CueKind.WAIT, CueKind.PREPARE, CueKind.PLACE})


class Bell:
    """Rings by calling `ring`, which writes one BEL."""

    def __init__(self, ring: Callable[[], None]) -> None:
        self._ring = ring
        self._left = 0
        self._next_at = 0.0
        self._over = False  # work is over and nothing was rung for it yet

    def update(self, events: Sequence[Event], snapshot: Snapshot, now: float) -> float | None:
        """Ring what the events ask for; what comes later replaces what was not rung yet."""
        for event in events:
            self._hear(event)
        if snapshot.muted:
            self._left = 0
        if self._left and now >= self._next_at:
            self._ring()
            self._left -= 1
            self._next_at = now + APART_S
        return self._next_at if self._left else None

    def _hear(self, event: Event) -> None:
        if isinstance(event, PhaseEnded) and event.phase.kind is PhaseKind.WORK:
            self._over = True
        number = _number(event, over=self._over)
        if number:
            self._left = number
            self._over = False


def _number(event: Event, *, over: bool) -> int:
    """How often an event rings. The first preparation is no change, and what follows a change
    (a preparation after a rest) is the same one still."""
    match event:
        case Ended(status=Status.COMPLETED):
            return 3
        case CueDue(cue=cue, late_s=late_s) if late_s < STALE_S:
            if cue.kind is CueKind.START or (cue.kind is CueKind.PASS and cue.heard):
                return 1
            return 2 if over and cue.kind in _CHANGES else 0
        case Resumed(phase=phase) if phase.kind is PhaseKind.WORK:
            return 1
        case _:
            return 0
