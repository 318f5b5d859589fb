"""Taking back the last operation, and making it again.

Owns which columns may be put back, and what is told of it. Each function is the inside of one
transaction. What is replaced goes to `changes`, as with every write. Never reads the clock.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from calfcoach.days import instant_text
from calfcoach.records import RestRecord, SessionRecord, Undone
from calfcoach.store import changes, operations, rests, sessions
from calfcoach.store.operations import REDO, RESTS, SESSIONS, UNDO, WORK, Operation, Touch

# A file may have been written to by others: nothing but these is ever put back.
_COLUMNS = {
    SESSIONS: frozenset(
        {
            "started_at",
            "ended_at",
            "utc_offset_s",
            "local_day",
            "lasted_s",
            "tightness",
            "pain_before",
            "pain_worst",
            "pain_after",
            "pain_next_morning",
            "note",
            "deleted_at",
        }
    ),
    WORK: frozenset({"done_s", "done_reps", "status"}),
    RESTS: frozenset({"until_day", "deleted_at"}),
}


def undo(connection: sqlite3.Connection, at: datetime) -> Undone | None:
    """Take back the newest operation that stands; what it was, or None where there is none."""
    while (operation := operations.newest_standing(connection)) is not None:
        touches = _left_of(connection, operation)
        if touches:
            break
        operations.mark(connection, UNDO, at, target=operation.id)  # all it touched is gone
    if operation is None:
        return None
    undone = _told(connection, operation, touches)  # before it goes: deleted ones are not listed
    for touch in reversed(touches):
        gone = {"deleted_at": instant_text(at)}
        _put(connection, touch, gone if touch.before is None else touch.before, "undone", at)
    operations.mark(connection, UNDO, at, target=operation.id)
    return undone


def redo(connection: sqlite3.Connection, at: datetime) -> Undone | None:
    """Make again what was taken back last; what it was, or None where there is nothing."""
    operation = operations.newest_taken_back(connection)
    if operation is None:
        return None
    touches = _left_of(connection, operation)
    for touch in touches:
        again = {"deleted_at": None} if touch.before is None else touch.after
        _put(connection, touch, again, "made again", at)
    operations.mark(connection, REDO, at, target=operation.id)
    return _told(connection, operation, touches)


def _left_of(connection: sqlite3.Connection, operation: Operation) -> list[Touch]:
    """What an operation touched and is still there: a row may have been lost by damage, and must
    not stand in the way of all that is older."""
    table = {RESTS: "rests"}
    return [
        touch
        for touch in operations.touches_of(connection, operation.id)
        if connection.execute(
            f"SELECT 1 FROM {table.get(touch.kind, 'sessions')} WHERE id = ?",  # noqa: S608 - the names are ours
            [touch.row_id],
        ).fetchone()
    ]


def _put(
    connection: sqlite3.Connection,
    touch: Touch,
    values: Mapping[str, Any],
    action: str,
    at: datetime,
) -> None:
    """Write columns as they stood."""
    if not values.keys() <= _COLUMNS[touch.kind]:
        raise sqlite3.DatabaseError("an operation names a column that it cannot have changed")
    if touch.kind == RESTS:
        rests.put(connection, touch.row_id, values)
    elif touch.kind == WORK:
        changes.change_work(connection, touch.row_id, touch.work_no, values, at)
    else:
        changes.replace_columns(connection, touch.row_id, action, values, at)


def _told(connection: sqlite3.Connection, operation: Operation, touches: Sequence[Touch]) -> Undone:
    session_ids = {touch.row_id: None for touch in touches if touch.kind != RESTS}
    rest_ids = {touch.row_id: None for touch in touches if touch.kind == RESTS}
    session = _newest(connection, list(session_ids))
    rest = rests.by_id(connection, next(iter(rest_ids))) if rest_ids else None
    count = len(session_ids) + len(rest_ids)
    return Undone(
        words=_words(operation, session, rest, count),
        at=operation.at,
        kind=operation.kind,
        count=count,
        session=session,
        rest=rest,
        source=operation.source,
    )


def _newest(connection: sqlite3.Connection, ids: list[str]) -> SessionRecord | None:
    # Ids begin with their time; an import of ten thousand need not be read for one name.
    return sessions.by_id(connection, max(ids)) if ids else None


def _words(
    operation: Operation, session: SessionRecord | None, rest: RestRecord | None, count: int
) -> str:
    about = ""
    if session is not None:
        about = f"{session.routine_id} of {session.local_day}"
    elif rest is not None:
        about = f"{rest.from_day} to {rest.until_day}"
    if count > 1:
        about = f"{count} sessions"
    return f"{operation.kind}: {about}" if about else operation.kind
