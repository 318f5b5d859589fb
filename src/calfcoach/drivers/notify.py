"""The terminal's own call to a person who is looking elsewhere.

Owns when somebody is needed: work that starts after a rest or a wait, a change, a wait for a key,
the end. How the call is written is `alerts`'; where it may be written is for whoever has `send`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from calfcoach import script
from calfcoach.alerts import Way, alert
from calfcoach.events import CueDue, Ended, Event, PhaseStarted, Snapshot
from calfcoach.phase import Cue, CueKind, Phase, PhaseKind
from calfcoach.records import Status

APART_S = 2.0
STALE_S = 1.0  # a call that is a second late calls to what has begun
_IDLE = frozenset({PhaseKind.REST, PhaseKind.WAIT})
DONE = "The session is done."
NOBODY = "The session has ended, nobody came back."


class Notify:
    """Calls by `send`, which writes bytes where nothing is half written. `rings` tells
    whether it may ring too: not where others ring the bell at the same moments."""

    def __init__(
        self,
        send: Callable[[bytes], None],
        way: Way,
        *,
        rings: Callable[[], bool] = lambda: True,
        encoding: str = "utf-8",
    ) -> None:
        self._send = send
        self._way = way
        self._rings = rings
        self._encoding = encoding
        self._idle = False  # there was a rest or a wait, and no work since
        self._quiet_until = 0.0

    def update(self, events: Sequence[Event], snapshot: Snapshot, now: float) -> float | None:
        """Call where somebody is needed, at most once in 2 s. Raises `ViewLostError` where `send`
        does."""
        said = [words for event in events if (words := self._words(event))]
        if not said or now < self._quiet_until:
            return None
        rings = self._rings() and not snapshot.muted
        data = alert(self._way, said[-1], rings=rings, encoding=self._encoding)
        if data:
            self._quiet_until = now + APART_S
            self._send(data)
        return None

    def _words(self, event: Event) -> str:
        """What an event calls for; empty where it calls nobody."""
        match event:
            case PhaseStarted(phase=phase) if phase.kind in _IDLE:
                self._idle = True
            case CueDue(phase=phase, cue=cue, late_s=late_s, returning=False) if late_s < STALE_S:
                return self._of_cue(phase, cue)
            case Ended(status=Status.COMPLETED):
                return DONE
            case Ended(waited=True):
                return NOBODY
            case _:
                pass
        return ""

    def _of_cue(self, phase: Phase, cue: Cue) -> str:
        match cue.kind:
            case CueKind.SWITCH | CueKind.WAIT:
                return cue.words
            case CueKind.START if self._idle:
                self._idle = False
                return f"Start. {script.names(phase.item)}"
            case _:
                return ""
