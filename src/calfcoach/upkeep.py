"""What is done for the safety of a history beside what was asked for: a copy of it each day, and a
warning of what had to be left out.

Owns for which file that was arranged, which day it is there, and who hears that a copy failed or
that rows cannot be read. The store takes the copies and finds the rows: it reads no clock and
speaks to nobody. Knows nothing of files.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from calfcoach.errors import CoachError

    # Hears what is left out: the name of a table, and what its rows can be called.
    Lose = Callable[[str, Sequence[str]], None]
    AnyPath = str | os.PathLike[str]


class Upkeep:
    """What was arranged for the history at `path`. `today` gives the local day, as 2026-11-21; it
    is asked once: a session that lasts into the next day is not held up by a copy."""

    __slots__ = ("_day", "_given_up", "_lose", "_today", "_told", "_warn", "path")

    def __init__(
        self,
        path: AnyPath,
        today: Callable[[], str],
        warn: Callable[[CoachError], None],
        lose: Lose | None,
    ) -> None:
        self.path = os.fspath(path)
        self._today = today
        self._day: str | None = None
        self._warn = warn
        self._given_up = False
        self._lose = lose
        self._told: set[tuple[str, int]] = set()

    @property
    def hears(self) -> bool:
        """Whether somebody is told of what is left out."""
        return self._lose is not None

    @property
    def left_out(self) -> bool:
        """Whether anything was left out."""
        return bool(self._told)

    def leave_out(self, table: str, names: Mapping[int, str]) -> None:
        """Tell of rows, by their number, that cannot be read; of each once."""
        new = {number: name for number, name in names.items() if (table, number) not in self._told}
        self._told |= {(table, number) for number in new}
        if new and self._lose is not None:
            self._lose(table, list(new.values()))

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


def arrange(
    path: AnyPath,
    today: Callable[[], str],
    warn: Callable[[CoachError], None],
    lose: Lose | None = None,
) -> None:
    """From now on keep a copy of the day of the history at `path`, before the first write to it.
    With `lose`, rows that cannot be read are left out and told to it; without, they are errors."""
    # One for the process: each command opens its history in a place of its own, and none of them
    # should have to think of the copy.
    global _arranged
    _arranged = Upkeep(path, today, warn, lose)


def upkeep_of(path: AnyPath) -> Upkeep | None:
    """What was arranged for this file, and was not given up."""
    found = _arranged_for(path)
    return None if found is None or found.given_up else found


def hearer_of(path: AnyPath) -> Upkeep | None:
    """The same where somebody hears of what is left out, also once the copy was given up."""
    found = _arranged_for(path)
    return found if found is not None and found.hears else None


def _arranged_for(path: AnyPath) -> Upkeep | None:
    found = _arranged
    return found if found is not None and found.path == os.fspath(path) else None
