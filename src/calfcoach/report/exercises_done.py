"""What was done of each exercise, added up by side.

Knows nothing of what was asked for: that is `dose`'s.
"""

from __future__ import annotations

from collections.abc import Iterable

from calfcoach.frozen import frozen
from calfcoach.records import WorkRecord
from calfcoach.report.dose import NOT_SHOWN


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
