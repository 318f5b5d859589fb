"""A routine cut to what a person may do now, and what is said of that before it starts.

Owns the telling. What is left out, and why, is decided by `care.rules`; where nothing limits, it
is not even asked.
"""

from __future__ import annotations

from collections.abc import Sequence

from calfcoach.care.model import Fitted
from calfcoach.cli.standing import Limits
from calfcoach.cli.surroundings import Surroundings
from calfcoach.errors import CoachError
from calfcoach.model import Routine
from calfcoach.script import reading_s

_LONGEST_PAUSE_S = 30.0


def fit(routine: Routine, limits: Limits) -> Fitted:
    """The routine as it may be done."""
    if not limits.conditions and limits.day.sore is None:
        return Fitted(routine=routine)
    from calfcoach.care.rules import fitted

    return fitted(routine, limits.conditions, limits.day)


class Teller:
    """Says on stderr what a session goes without and what it asks for, each line once."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        self._told: list[str] = []
        self._unread: list[str] = []

    def tell(self, routine: Routine, limits: Limits) -> Routine:
        """The routine as it may be done, its lines said. CoachError where nothing is left."""
        fitted = fit(routine, limits)
        self._say([f"Left out: {one.title}. {one.why}" for one in fitted.left_out])
        self._say(fitted.advice)
        if fitted.routine is None:
            raise _nothing_left(routine, limits)
        return fitted.routine

    def read(self) -> None:
        """What was said has been read: a question came after it."""
        self._unread = []

    def give_time(self) -> None:
        """Wait until what was said can have been read, or Enter. LeftError for Q."""
        if self._unread:
            from calfcoach.cli.asking import put_pause

            takes_s = reading_s(" ".join(self._unread), accessible=self._around.accessible)
            put_pause(self._around, min(takes_s, _LONGEST_PAUSE_S))
        self._unread = []

    def _say(self, lines: Sequence[str]) -> None:
        for line in lines:
            if line not in self._told:
                from calfcoach.cli.asking import say  # late: most sessions have nothing to tell

                say(self._around, line)
                self._told.append(line)
                self._unread.append(line)


def _nothing_left(routine: Routine, limits: Limits) -> CoachError:
    from calfcoach.care.model import VERY_SORE_FROM

    if (limits.day.sore or 0) >= VERY_SORE_FROM:
        hint = "`calfcoach run flare` is made for such a day, and so is rest"
    else:
        hint = "`calfcoach list` shows other routines, `calfcoach screen show` what limits them"
    return CoachError(f"nothing of `{routine.id}` is left to do today", hint=hint)
