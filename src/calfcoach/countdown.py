"""One stretch of time running down, with its cues.

Owns elapsed time and which cues were given: each at most once. Pure; seconds.
"""

from __future__ import annotations

from collections.abc import Sequence

from calfcoach.phase import Cue, CueKind

_TELLING_THE_END = frozenset({CueKind.TICK, CueKind.LAST, CueKind.NEXT})
EPSILON_S = 1e-6  # what is this near has come: a deadline must not be missed by a rounding


class Countdown:
    """`duration_s` of time (infinite for a wait) and the cues that fall into it."""

    def __init__(self, duration_s: float, cues: Sequence[Cue]) -> None:
        self.duration_s = duration_s
        self.elapsed_s = 0.0
        self._due = list(cues)
        self._given: set[tuple[CueKind, int]] = set()

    @property
    def left_s(self) -> float:
        """Seconds until the end, never below 0."""
        return max(0.0, self.duration_s - self.elapsed_s)

    @property
    def next_in_s(self) -> float:
        """Seconds until the next cue or the end, whichever comes first."""
        next_s = self._due[0].offset_s if self._due else self.duration_s
        return max(0.0, next_s - self.elapsed_s)

    @property
    def begun(self) -> bool:
        """Whether any of it has passed, or its first cue was given."""
        return self.elapsed_s > 0 or bool(self._given)

    def spend(self, passed_s: float) -> tuple[list[tuple[Cue, float]], float | None]:
        """Let time pass. Returns the cues that came due, each with how late it is, and the
        seconds left over once the end was reached, or None before it."""
        reached_s = self.elapsed_s + passed_s
        came: list[tuple[Cue, float]] = []
        while self._due and self._due[0].offset_s <= reached_s + EPSILON_S:
            cue = self._due.pop(0)
            self._given.add((cue.kind, cue.count))
            came.append((cue, max(0.0, reached_s - cue.offset_s)))
        if reached_s < self.duration_s - EPSILON_S:
            self.elapsed_s = reached_s
            return came, None
        self.elapsed_s = self.duration_s
        return came, max(0.0, reached_s - self.duration_s)

    def finish(self) -> None:
        """Be at the end, silently."""
        self.elapsed_s = self.duration_s
        self._due = []

    def replace(self, duration_s: float, cues: Sequence[Cue]) -> None:
        """Another length with other cues from here on. What was given is not given again, but for
        what tells the end when the end moves away."""
        if duration_s > self.duration_s:
            self._given = {given for given in self._given if given[0] not in _TELLING_THE_END}
        self.duration_s = duration_s
        self._due = [
            cue
            for cue in cues
            if cue.offset_s >= self.elapsed_s and (cue.kind, cue.count) not in self._given
        ]
