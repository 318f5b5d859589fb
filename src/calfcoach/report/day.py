"""The day so far: what is done, on which leg, the last seven days, and the next command.

Owns what `calfcoach` alone knows, and that as JSON. Knows nothing of plans: `daily` is the one
routine that every day asks for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from calfcoach.frozen import frozen
from calfcoach.records import SessionRecord, Status, WorkRecord
from calfcoach.report.figures import counts, session_json

WEEK_DAYS = 7
DAILY = "daily"
NOT_SHOWN = frozenset({"warm-up", "relax", "check"})  # around the work, not the work itself


@frozen
class ExerciseDone:
    """What was done of one exercise in a day. Reps are None where none were counted."""

    exercise_id: str
    title: str
    kind: str
    left_s: float
    right_s: float
    both_s: float
    left_reps: int | None
    right_reps: int | None
    both_reps: int | None


@frozen
class DayMark:
    """One day of the last seven: kept, or begun and left, or neither."""

    day: date
    kept: bool
    begun: bool


@frozen
class Daily:
    """How long the next `daily` is; `up_to` where the person sets some of the pace."""

    total_s: float
    up_to: bool


@frozen
class Today:
    """The day so far. `sessions` are those that ended, oldest first.

    `readable` is False where the history cannot be read, and all that comes from it is empty.
    `first_start`: there was never a session. `broken` is one that broke off and can be gone on
    with; `running` one that a living process guides just now. `tightness` are the scores of
    the last seven days, oldest first. `due` is the routine to suggest, whose length is `daily`;
    `blocked`: a red flag stands open, and none starts.
    """

    day: date
    readable: bool
    first_start: bool
    sessions: tuple[SessionRecord, ...]
    exercises: tuple[ExerciseDone, ...]
    week: tuple[DayMark, ...]
    tightness: tuple[int, ...]
    running: SessionRecord | None
    broken: SessionRecord | None
    daily: Daily | None
    due: str = DAILY
    blocked: bool = False

    @property
    def daily_done(self) -> bool:
        """Whether the routine that is due counts as done today."""
        return any(each.routine_id == self.due and counts(each) for each in self.sessions)

    @property
    def next_command(self) -> str:
        """What to type next."""
        if self.blocked:
            return "calf screen clear"
        if self.first_start and self.due == DAILY:
            return "calfcoach run daily"
        if self.running is not None:
            return "calf history"
        if self.broken is not None:
            return "calf run --resume"
        return "calf history show last" if self.daily_done else "calf run"


def unreadable_day(day: date, daily: Daily | None) -> Today:
    """All that can be said without the history."""
    return Today(
        day=day,
        readable=False,
        first_start=False,
        sessions=(),
        exercises=(),
        week=(),
        tightness=(),
        running=None,
        broken=None,
        daily=daily,
    )


def day_so_far(
    day: date,
    week: Sequence[SessionRecord],
    *,
    first_start: bool,
    running: SessionRecord | None = None,
    broken: SessionRecord | None = None,
    daily: Daily | None = None,
    due: str = DAILY,
    blocked: bool = False,
) -> Today:
    """The day, from the sessions of the seven days that end with it, with their work."""
    of_day = [each for each in week if each.local_day == day.isoformat()]
    return Today(
        day=day,
        readable=True,
        first_start=first_start,
        sessions=tuple(each for each in of_day if each.status is not Status.RUNNING),
        exercises=exercises_done(work for each in of_day for work in each.work),
        week=_marks(day, week),
        tightness=tuple(each.tightness for each in week if each.tightness is not None),
        running=running,
        broken=broken,
        daily=daily,
        due=due,
        blocked=blocked,
    )


def exercises_done(work: Iterable[WorkRecord]) -> tuple[ExerciseDone, ...]:
    """Work by exercise, in the order in which it was first done; warming up and relaxing, and
    what was skipped from its beginning, are left out."""
    by_exercise: dict[str, list[WorkRecord]] = {}
    for each in work:
        if each.kind not in NOT_SHOWN and (each.done_s > 0 or each.done_reps):
            by_exercise.setdefault(each.exercise_id, []).append(each)
    return tuple(_exercise_done(rows) for rows in by_exercise.values())


def _exercise_done(rows: list[WorkRecord]) -> ExerciseDone:
    return ExerciseDone(
        exercise_id=rows[0].exercise_id,
        title=rows[0].exercise_title,
        kind=rows[0].kind,
        left_s=_done_s(rows, "left"),
        right_s=_done_s(rows, "right"),
        both_s=_done_s(rows, "both"),
        left_reps=_reps(rows, "left"),
        right_reps=_reps(rows, "right"),
        both_reps=_reps(rows, "both"),
    )


def _done_s(rows: list[WorkRecord], side: str) -> float:
    return round(sum(row.done_s for row in rows if row.side == side), 3)


def _reps(rows: list[WorkRecord], side: str) -> int | None:
    counted = [r.done_reps for r in rows if r.side == side and r.done_reps is not None]
    return sum(counted) if counted else None


def _marks(day: date, week: Sequence[SessionRecord]) -> tuple[DayMark, ...]:
    days = [day - timedelta(days=back) for back in range(WEEK_DAYS - 1, -1, -1)]
    kept = {each.local_day for each in week if counts(each)}
    begun = {each.local_day for each in week}
    return tuple(
        DayMark(
            day=each,
            kept=each.isoformat() in kept,
            begun=each.isoformat() in begun - kept,
        )
        for each in days
    )


# ------------------------------------------------------------------------------- JSON


def today_json(today: Today) -> dict[str, Any]:
    """The content of `calfcoach.today/1`.

    `sessions`, `running` and `broken` are objects of `calfcoach.history/1`; `days` are the
    last seven, today last; `tightness` has the first and the last score of these days.
    """
    scores = today.tightness
    return {
        "day": today.day.isoformat(),
        "history_readable": today.readable,
        "first_start": today.first_start,
        "due": None if today.blocked or today.daily_done else today.due,
        "blocked": today.blocked,
        "sessions": [session_json(each) for each in today.sessions],
        "exercises": [_exercise_json(each) for each in today.exercises],
        "days": [
            {"day": mark.day.isoformat(), "kept": mark.kept, "begun": mark.begun}
            for mark in today.week
        ],
        "tightness": {"first": scores[0], "last": scores[-1]} if scores else None,
        "running": session_json(today.running) if today.running else None,
        "broken": session_json(today.broken) if today.broken else None,
        "daily_done": today.daily_done,
        "daily_s": today.daily.total_s if today.daily else None,
        "daily_up_to": today.daily.up_to if today.daily else None,
        "next_command": today.next_command,
    }


def _exercise_json(done: ExerciseDone) -> dict[str, Any]:
    return {
        "exercise": done.exercise_id,
        "title": done.title,
        "kind": done.kind,
        "left_s": done.left_s,
        "right_s": done.right_s,
        "both_s": done.both_s,
        "left_reps": done.left_reps,
        "right_reps": done.right_reps,
        "both_reps": done.both_reps,
    }
