"""What goes into the statistics: sums of sessions and of work, by day. Frozen values.

The store adds them up, so that a hundred thousand sessions are never held as records. Owns when
a session makes its day a kept one.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from calfcoach.frozen import frozen

HALF = 0.5  # of its planned work makes a session count for its day


def keeps_day(*, planned_s: float, done_s: float, logged: bool) -> bool:
    """Whether a session makes its day a kept one: from half of its planned work, in seconds on all
    sides, however it ended and whoever wrote it down. A day that was only ticked, with no work
    planned or told, counts as it was ticked."""
    if not planned_s:
        return logged
    return done_s >= HALF * planned_s


@frozen
class SessionTally:
    """One session. `lasted_s` is its length without pauses, at most as planned; of one that never
    ended, its work. `planned_s` and `done_s` are work on all sides. `pain` is the worst that was
    told in or after it; scores are 0–10 or None. A cramp is no practice: see `cramp`.
    """

    day: date
    lasted_s: float
    planned_s: float = 0.0
    done_s: float = 0.0
    logged: bool = False
    cramp: bool = False
    tightness: int | None = None
    pain: int | None = None

    @property
    def kept(self) -> bool:
        """Whether it makes its day a kept one."""
        return keeps_day(planned_s=self.planned_s, done_s=self.done_s, logged=self.logged)


@frozen
class WorkTally:
    """Work of one day on one exercise and side. `reps` is None where none were counted."""

    day: date
    exercise_id: str
    title: str
    kind: str
    technique: str
    muscles: tuple[str, ...]
    side: str
    done_s: float
    reps: int | None = None
    logged: bool = False


@frozen
class SkipTally:
    """An exercise that was skipped: in how many sessions for each reason, as it is kept in the
    history ("" for none, "pain calf sharp")."""

    exercise_id: str
    title: str
    reasons: Mapping[str, int]

    @property
    def times(self) -> int:
        """In how many sessions."""
        return sum(self.reasons.values())


@frozen
class Hurt:
    """A pain of 0–10 that was told. `title` and `side` are those of the exercise in which it came;
    empty for one that was told after a session."""

    day: date
    pain: int
    title: str = ""
    side: str = ""


@frozen
class Tallies:
    """All that the statistics rest on.

    `sessions`, `work`, `skips` and `hurt` (the worst) are those of the weeks that are looked at, of
    work that is no stretch only the last of them; `kept` are the kept days of the whole history up
    to today, in order, `first` its first day.
    """

    sessions: tuple[SessionTally, ...] = ()
    work: tuple[WorkTally, ...] = ()
    skips: tuple[SkipTally, ...] = ()
    hurt: Hurt | None = None
    kept: tuple[date, ...] = ()
    first: date | None = None
