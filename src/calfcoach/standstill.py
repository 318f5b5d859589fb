"""A session that stands still: why, for how long, and how often it has.

Owns the sums of a pause; what begins and what ends one is the session's. Knows no clock.
"""

from __future__ import annotations

from calfcoach.events import Reason, Unpaused

AWAY_GOES_ON_S = 10.0  # back after an absence, it goes on by itself after this
AWAY_WAITS_FROM_S = 5 * 60.0  # after a longer gap it waits for a key
BRIEF_S = 1.0  # a shorter pause is a key pressed twice, nothing to tell of afterwards


class Standstill:
    """The pause that is open (`reason` is None where there is none): `paused_s` seconds so far,
    after `gap_s` that nobody was there for. `pauses`, `stood_s` and `away_s` are sums over the
    session: those that are over, their length, and all that nobody was there for."""

    def __init__(self) -> None:
        self.reason: Reason | None = None
        self.paused_s = 0.0
        self.gap_s = 0.0
        self.pauses = 0
        self.stood_s = 0.0
        self.away_s = 0.0

    @property
    def is_short_absence(self) -> bool:
        """Whether nobody was there, for no longer than one goes on after by oneself."""
        return self.reason is Reason.AWAY and self.gap_s <= AWAY_WAITS_FROM_S

    def begin(self, reason: Reason, gap_s: float) -> None:
        """Stand still from now on."""
        self.reason = reason
        self.paused_s = 0.0
        self.gap_s = gap_s
        self.away_s += gap_s

    def end(self) -> list[Unpaused]:
        """Go on; what there is to tell of it, nothing where none was open."""
        if self.reason is None:
            return []
        ended = Unpaused(reason=self.reason, paused_s=self.paused_s)
        if self.paused_s >= BRIEF_S:
            self.pauses += 1
            self.stood_s += self.paused_s
        self.reason = None
        self.gap_s = 0.0
        return [ended]
