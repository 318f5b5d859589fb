"""Which sessions are asked for, and that as a condition of a question.

Owns what counts as a deleted session. Asks nothing itself.
"""

from __future__ import annotations

from calfcoach.frozen import frozen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

CRAMP = "cramp"  # the routine id of a cramp

# One in which nothing was done was never kept.
_DELETED = (
    "deleted_at IS NOT NULL AND (status != 'running' OR EXISTS (SELECT 1 FROM work"
    " WHERE work.session_id = sessions.id AND (done_s > 0 OR coalesce(done_reps, 0) > 0)))"
)
ANY = f"(deleted_at IS NULL OR ({_DELETED}))"
"""The condition of sessions that stand, and of deleted ones."""
_ALL = (1 << 63) - 1  # the largest number that SQLite takes


@frozen
class Wanted:
    """Which sessions are asked for: local days from `since_day` and before `until_day`, of one
    routine by its id, with one status; `deleted` for those that were deleted instead."""

    since_day: str | None = None
    until_day: str | None = None
    routine: str | None = None
    status: str | None = None
    deleted: bool = False


def condition(wanted: Wanted) -> tuple[str, list[Any]]:
    """What is wanted as a condition, and its values."""
    terms = [
        ("local_day >= ?", wanted.since_day),
        ("local_day < ?", wanted.until_day),
        ("routine_id = ?", wanted.routine),
        ("status = ?", wanted.status),
    ]
    told = [(term, value) for term, value in terms if value]
    visible = _DELETED if wanted.deleted else "deleted_at IS NULL"
    return " AND ".join([visible] + [term for term, _ in told]), [value for _, value in told]


def newest(wanted: Wanted, columns: str, limit: int | None) -> tuple[str, list[Any]]:
    """The question for these columns of the newest `limit` sessions that are wanted, newest first,
    and its values."""
    where, values = condition(wanted)
    question = (
        f"SELECT {columns} FROM sessions WHERE {where} ORDER BY started_at DESC, id DESC LIMIT ?"  # noqa: S608 - the terms are ours, values are bound
    )
    return question, [*values, _ALL if limit is None else min(max(limit, 0), _ALL)]
