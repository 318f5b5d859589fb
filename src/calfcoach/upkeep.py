"""What is done for the safety of a history beside what was asked for: a copy of it each day.

Owns for which file that was arranged, which day it is there, and who hears that a copy failed. The
store takes the copies: it reads no clock and speaks to nobody. Knows nothing of files.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from calfcoach.errors import CoachError


class Upkeep:
    """What was arranged for the history at `path`. `today` gives the local day, as 2026-11-21; it
    is asked once: a session that lasts into the next day is not held up by a copy."""

    __slots__ = ("_day", "_given_up", "_today", "_warn", "path")

    def __init__(
        self, path: Path, today: Callable[[], str], warn: Callable[[CoachError], None]
    ) -> None:
        self.path = path
        self._today = today
        self._day: str | None = None
        self._warn = warn
        self._given_up = False

    def day(self) -> str:
        """The local day on which the history was first written to."""
        if self._day is None:
            self._day = self._today()
        return self._day

    @property
    def given_up(self) -> bool:
        """Whether a copy failed already: one process tries, and warns, once."""
        return self._given_up

    def failed(self, problem: CoachError) -> None:
        """Warn, and try no more."""
        self._given_up = True
        self._warn(problem)


_arranged: Upkeep | None = None


def arrange(path: Path, today: Callable[[], str], warn: Callable[[CoachError], None]) -> None:
    """From now on keep a copy of the day of the history at `path`, before the first write to it."""
    # One for the process: each command opens its history in a place of its own, and none of them
    # should have to think of the copy.
    global _arranged
    _arranged = Upkeep(path, today, warn)


def upkeep_of(path: Path) -> Upkeep | None:
    """What was arranged for this file, and was not given up."""
    found = _arranged
    return found if found is not None and found.path == path and not found.given_up else None
