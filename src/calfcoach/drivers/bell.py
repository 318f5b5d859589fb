"""The terminal bell: once at a start, twice at a change, three times when it is done.

Terminals merge bells that come close together, so they are at least 400 ms apart.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from calfcoach.events import CueDue, Ended, Event, PhaseStarted, Resumed, Snapshot
from calfcoach.phase import CueKind, PhaseKind
from calfcoach.records import Status

APART_S = 0.4
STALE_S = 1.0  # a start that is told a second late is worse than none
_CHANGES = frozenset({CueKind.SWITCH, CueKind.REST, CueKind.WAIT})


class Bell:
    """Rings by calling `ring`, which writes one BEL."""

    def __init__(self, ring: Callable[[], None]) -> None:
        self._ring = ring
        self._left = 0
        self._next_at = 0.0

    def update(self, events: Sequence[Event], snapshot: Snapshot, now: float) -> float | None:
        """Ring what the events ask for; what comes later replaces what was not rung yet."""
        for event in events:
            number = 0 if snapshot.muted else _number(event)
            if number:
                self._left = number
        if self._left and now >= self._next_at:
            self._ring()
            self._left -= 1
            self._next_at = now + APART_S
        return self._next_at if self._left else None


def _number(event: Event) -> int:
    match event:
        case Ended(status=Status.COMPLETED):
            return 3
        case CueDue(cue=cue, late_s=late_s, phase=phase) if late_s < STALE_S:
            if cue.kind is CueKind.START:
                return 1
            if cue.kind in _CHANGES:
                return 2
            # Work is over and another step follows: a preparation that is not the first.
            preparing = cue.kind in (CueKind.PREPARE, CueKind.PLACE) and cue.offset_s == 0
            return 2 if preparing and phase.kind is PhaseKind.PREPARE else 0
        case Resumed():
            return 1
        case PhaseStarted():
            return 0
        case _:
            return 0
