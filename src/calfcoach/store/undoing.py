"""Taking back the last operation, and making it again.

Owns which columns may be put back, and what is told of it. Each function is the inside of one
transaction. What is replaced goes to `changes`, as with every write. Never reads the clock.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from calfcoach.days import instant_text
from calfcoach.frozen import replace
from calfcoach.records import SessionRecord, Undone
from calfcoach.store import changes, marked, measures, operations, plans, rests, rows, sessions
from calfcoach.store.operations import (
    MEASURES,
    PLANS,
    REDO,
    RESTS,
    SESSIONS,
    UNDO,
    WORK,
    Operation,
    Touch,
)
from calfcoach.store.sieve import decode_what_can_be

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


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
    PLANS: frozenset({"deleted_at"}),
    MEASURES: frozenset({"deleted_at"}),
}


_READERS: Mapping[str, Callable[[sqlite3.Row], Any]] = {
    RESTS: rows.rest_of,
    PLANS: plans.version_of,
    MEASURES: measures.measure_of,
}


def undo(connection: sqlite3.Connection, at: datetime) -> Undone | None:
    """Take back the newest operation that stands; what it was, or None where there is none."""
    decode_what_can_be(connection)
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
    decode_what_can_be(connection)
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
    """What an operation touched and is still there: a row may have been lost by damage, or may be
    unreadable, and must not stand in the way of all that is older."""
    touches = operations.touches_of(connection, operation.id)
    return [touch for touch in touches if _is_there(connection, touch)]


def _is_there(connection: sqlite3.Connection, touch: Touch) -> bool:
    row = connection.execute(
        f"SELECT * FROM {marked.TABLES.get(touch.kind, 'sessions')} WHERE id = ?",  # noqa: S608 - the names are ours
        [touch.row_id],
    ).fetchone()
    if row is None or touch.kind not in _READERS:
        return row is not None
    try:
        _READERS[touch.kind](row)
    except sqlite3.DatabaseError:
        return False
    return True


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
    if touch.kind in marked.TABLES:
        marked.put(connection, touch.kind, touch.row_id, values)
    elif touch.kind == WORK:
        changes.change_work(connection, touch.row_id, touch.work_no, values, at)
    else:
        changes.replace_columns(connection, touch.row_id, action, values, at)


def _told(connection: sqlite3.Connection, operation: Operation, touches: Sequence[Touch]) -> Undone:
    # Ids begin with their time; an import of ten thousand need not be read for one name.
    newest = {_noun(touch): touch.row_id for touch in sorted(touches, key=lambda each: each.row_id)}
    undone = Undone(
        words="",
        at=operation.at,
        kind=operation.kind,
        count=len({(_noun(touch), touch.row_id) for touch in touches}),
        session=_session(connection, newest[SESSIONS]) if SESSIONS in newest else None,
        rest=rests.by_id(connection, newest[RESTS]) if RESTS in newest else None,
        plan=plans.by_id(connection, newest[PLANS]) if PLANS in newest else None,
        measure=measures.by_id(connection, newest[MEASURES]) if MEASURES in newest else None,
        source=operation.source,
    )
    return replace(undone, words=_words(undone))


def _session(connection: sqlite3.Connection, session_id: str) -> SessionRecord | None:
    """The session for its name; None for one that cannot be read, which is taken back all the
    same."""
    try:
        return sessions.by_id(connection, session_id)
    except sqlite3.DatabaseError:
        return None


def _noun(touch: Touch) -> str:
    """The kind of entry that a touched row belongs to: work is told of as its session."""
    return SESSIONS if touch.kind == WORK else touch.kind


def _words(undone: Undone) -> str:
    about = ""
    if undone.count > 1:
        about = f"{undone.count} sessions"
    elif undone.session is not None:
        about = f"{undone.session.routine_id} of {undone.session.local_day}"
    elif undone.rest is not None:
        about = f"{undone.rest.from_day} to {undone.rest.until_day}"
    elif undone.plan is not None:
        about = f"{undone.plan.why} of {undone.plan.local_day}"
    elif undone.measure is not None:
        about = f"{undone.measure.kind} of {undone.measure.local_day}"
    return f"{undone.kind}: {about}" if about else undone.kind
