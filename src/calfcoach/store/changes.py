"""Every way the history is written. Each function is the inside of one transaction.

Owns the rule that nothing is lost: what a write replaces goes to the append-only table
`changes`, and a deletion only marks its session. Knows nothing of files or the clock.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Mapping
from datetime import datetime

from calfcoach import __version__
from calfcoach.days import epoch_ms, instant_text, read_instant
from calfcoach.errors import CoachError
from calfcoach.frozen import frozen
from calfcoach.records import GapRecord, SessionStart, Status, WorkRecord, WorkStatus
from calfcoach.store import operations, rows
from calfcoach.store.ids import RANDOM_BYTES, new_id
from calfcoach.store.operations import SESSIONS, WORK, Touch

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Literal

    Score = Literal["tightness", "pain_before", "pain_worst", "pain_after", "pain_next_morning"]
else:
    Score = str


SCORES: tuple[Score, ...] = (
    "tightness",
    "pain_before",
    "pain_worst",
    "pain_after",
    "pain_next_morning",
)
# A session that was killed after this was worth keeping; a skipped phase alone is not.
_WORK_WAS_DONE = (
    "SELECT 1 FROM work WHERE session_id = ? AND (done_s > 0 OR coalesce(done_reps, 0) > 0) LIMIT 1"
)


@frozen
class Before:
    """What stood where a work phase was written before its end: its row, None for none, and when
    the session was last written."""

    work_no: int
    row: Mapping[str, Any] | None
    updated_at: str


def begin(connection: sqlite3.Connection, start: SessionStart) -> str:
    """Write a running session; its id."""
    at = instant_text(start.started_at)
    session_id = new_id(epoch_ms(start.started_at), os.urandom(RANDOM_BYTES))
    insert(
        connection,
        "sessions",
        {
            "id": session_id,
            "status": Status.RUNNING.value,
            "origin": start.origin.value,
            "routine_id": start.routine_id,
            "routine_title": start.routine_title,
            "routine_hash": start.routine_hash,
            "started_at": at,
            "utc_offset_s": start.utc_offset_s,
            "local_day": start.local_day,
            "planned_s": float(start.planned_s),
            "planned_left_s": float(start.planned_left_s),
            "planned_right_s": float(start.planned_right_s),
            "planned_both_s": float(start.planned_both_s),
            "options": start.options,
            "day_answer": start.day_answer,
            "pain_before": checked_score(start.pain_before),
            "note": "",
            "updated_at": at,
            "app_version": __version__,
        },
    )
    keep(connection, session_id, "begun", {}, start.started_at)
    return session_id


def save_work(
    connection: sqlite3.Connection, session_id: str, work: WorkRecord, at: datetime
) -> None:
    """Write one work phase, or write it again."""
    session = standing(connection, session_id)
    values = rows.work_values(work)
    old = _work_row(connection, session_id, values)
    if old is not None and old != values and _was_another_attempt(old, values):
        keep(connection, session_id, "work replaced", old, at)
    _put_work(connection, session_id, work.work_no, values)
    update(connection, session_id, {"pain_worst": _worst(session, work)}, at)


def save_early(
    connection: sqlite3.Connection, session_id: str, work: WorkRecord, at: datetime
) -> Before | None:
    """Write one work phase so that it can be taken back without a trace. Where that cannot be,
    because `changes` would keep what it replaces or the worst pain would rise: None, and nothing
    is written."""
    session = standing(connection, session_id)
    values = rows.work_values(work)
    old = _work_row(connection, session_id, values)
    if old is not None and _was_another_attempt(old, values):
        return None
    if _worst(session, work) != session["pain_worst"]:
        return None
    _put_work(connection, session_id, work.work_no, values)
    update(connection, session_id, {}, at)
    return Before(work_no=work.work_no, row=old, updated_at=session["updated_at"])


def take_back(connection: sqlite3.Connection, session_id: str, before: Before) -> None:
    """Let what was written early never have been."""
    _put_work(connection, session_id, before.work_no, before.row)
    connection.execute(
        "UPDATE sessions SET updated_at = ? WHERE id = ?", [before.updated_at, session_id]
    )


def _work_row(
    connection: sqlite3.Connection, session_id: str, values: Mapping[str, Any]
) -> dict[str, Any] | None:
    """What the columns of `values` hold for the same work phase; None where it has no row."""
    row = connection.execute(
        "SELECT * FROM work WHERE session_id = ? AND work_no = ?", [session_id, values["work_no"]]
    ).fetchone()
    return None if row is None else {column: row[column] for column in values}


def _put_work(
    connection: sqlite3.Connection,
    session_id: str,
    work_no: int,
    values: Mapping[str, Any] | None,
) -> None:
    """Let the row of a work phase be this one; None for no row."""
    connection.execute(
        "DELETE FROM work WHERE session_id = ? AND work_no = ?", [session_id, work_no]
    )
    if values is not None:
        insert(connection, "work", {"session_id": session_id, **values})


def _worst(session: sqlite3.Row, work: WorkRecord) -> int | None:
    """The session's worst pain, with that of a work phase."""
    pains = [pain for pain in (session["pain_worst"], work.pain) if pain is not None]
    return max(pains, default=None)


def add_gap(connection: sqlite3.Connection, session_id: str, gap: GapRecord, at: datetime) -> None:
    """Write time that was not work."""
    standing(connection, session_id)
    insert(
        connection,
        "gaps",
        {
            "session_id": session_id,
            "work_no": gap.work_no,
            "reason": gap.reason,
            "at": gap.at,
            "seconds": float(gap.seconds),
        },
    )
    update(connection, session_id, {}, at)


def finish(
    connection: sqlite3.Connection,
    session_id: str,
    status: Status,
    at: datetime,
    lasted_s: float,
) -> None:
    """Write how and when a session ended."""
    if status is Status.RUNNING:
        raise ValueError("a session that is over is not running")
    ended = {"status": status.value, "ended_at": instant_text(at), "lasted_s": float(lasted_s)}
    _end(connection, session_id, "finished", ended, at)


def settle(connection: sqlite3.Connection, session_id: str, at: datetime) -> bool:
    """End a session whose process was killed. Whether it was worth keeping."""
    session = standing(connection, session_id)
    if not work_was_done(connection, session_id):
        drop(connection, session_id, at)
        return False
    # It ended when it was last heard of, which may be days before anyone settles it.
    heard_of = session["updated_at"]
    lasted = read_instant(heard_of) - read_instant(session["started_at"])
    ended = {
        "status": Status.INTERRUPTED.value,
        "ended_at": heard_of,
        "lasted_s": max(lasted.total_seconds(), 0.0),
    }
    _end(connection, session_id, "settled", ended, at)
    return True


def drop(connection: sqlite3.Connection, session_id: str, at: datetime) -> None:
    """Mark a session as deleted; its rows stay. Only one in which work was done can be had back."""
    gone = {"deleted_at": instant_text(at)}
    touch = replace_columns(connection, session_id, "dropped", gone, at)
    if touch is not None and work_was_done(connection, session_id):
        operations.record(connection, "delete", [touch], at)


def note_pain(connection: sqlite3.Connection, session_id: str, pain: int, at: datetime) -> None:
    """Write a pain of 0–10 that was told, where none so bad was told before."""
    checked_score(pain)
    worst = standing(connection, session_id)["pain_worst"]
    if worst is None or pain > worst:
        replace_columns(connection, session_id, "pain_worst set", {"pain_worst": pain}, at)


def acknowledge(connection: sqlite3.Connection, what: str, version: str, at: datetime) -> None:
    """Write that the person has read `what` in this version."""
    insert(
        connection,
        "acknowledgements",
        {"what": what, "version": version, "at": instant_text(at)},
    )


def work_was_done(connection: sqlite3.Connection, session_id: str) -> bool:
    """Whether anything was done in a session."""
    return connection.execute(_WORK_WAS_DONE, [session_id]).fetchone() is not None


def _end(
    connection: sqlite3.Connection,
    session_id: str,
    action: str,
    ended: Mapping[str, Any],
    at: datetime,
) -> None:
    """Write the end of a session. From here on all of it is one operation."""
    ran = standing(connection, session_id)["status"] == Status.RUNNING
    replace_columns(connection, session_id, action, ended, at)
    if ran:
        whole = Touch(kind=SESSIONS, row_id=session_id, before=None, after={})
        operations.record(connection, "session", [whole], at)


def _was_another_attempt(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Whether a work row that is written again held an attempt of its own.

    A finished one did. A part that grows is the same attempt, saved every minute: keeping
    each would fill `changes` with noise. A part that shrinks was given up and begun again.
    """
    return bool(old["status"] != WorkStatus.PART or new["done_s"] < old["done_s"])


def checked_score(value: int | None) -> int | None:
    """A score as it may be stored. ValueError outside 0–10."""
    if value is not None and not 0 <= value <= 10:
        raise ValueError(f"a score is 0 to 10, got {value}")
    return value


def standing(connection: sqlite3.Connection, session_id: str) -> sqlite3.Row:
    """The row of a session that was begun. CoachError where there is none."""
    row: sqlite3.Row | None = connection.execute(
        "SELECT * FROM sessions WHERE id = ?", [session_id]
    ).fetchone()
    if row is None:
        raise CoachError("the history does not hold this session", where=session_id)
    return row


def replace_columns(
    connection: sqlite3.Connection,
    session_id: str,
    action: str,
    values: Mapping[str, Any],
    at: datetime,
) -> Touch | None:
    """Write columns of a session, keeping what stood there. Nothing new is no change: None."""
    session = standing(connection, session_id)
    replaced = {column: session[column] for column in values if session[column] != values[column]}
    if not replaced:
        return None
    keep(connection, session_id, action, {column: session[column] for column in values}, at)
    update(connection, session_id, values, at)
    written = {column: values[column] for column in replaced}
    return Touch(kind=SESSIONS, row_id=session_id, before=replaced, after=written)


def change_work(
    connection: sqlite3.Connection,
    session_id: str,
    work_no: int,
    values: Mapping[str, Any],
    at: datetime,
) -> Touch | None:
    """Write columns of one work phase, keeping what stood there; None where that is the same.

    CoachError where the session has no such phase.
    """
    old = connection.execute(
        "SELECT * FROM work WHERE session_id = ? AND work_no = ?", [session_id, work_no]
    ).fetchone()
    if old is None:
        raise CoachError(f"the session has no work phase {work_no}")
    replaced = {column: old[column] for column in values if old[column] != values[column]}
    if not replaced:
        return None
    whole = {column: old[column] for column in old.keys() if column != "session_id"}  # noqa: SIM118 - a Row is no mapping
    keep(connection, session_id, "work replaced", whole, at)
    written = {column: values[column] for column in replaced}
    columns = ", ".join(f"{column} = ?" for column in written)
    connection.execute(
        f"UPDATE work SET {columns} WHERE session_id = ? AND work_no = ?",  # noqa: S608 - the columns are ours
        [*written.values(), session_id, work_no],
    )
    update(connection, session_id, {}, at)
    return Touch(kind=WORK, row_id=session_id, work_no=work_no, before=replaced, after=written)


def update(
    connection: sqlite3.Connection, session_id: str, values: Mapping[str, Any], at: datetime
) -> None:
    """Write columns of a session and when that was."""
    stamped = {**values, "updated_at": instant_text(at)}
    columns = ", ".join(f"{column} = ?" for column in stamped)
    connection.execute(
        f"UPDATE sessions SET {columns} WHERE id = ?",  # noqa: S608 - the columns are ours
        [*stamped.values(), session_id],
    )


def insert(connection: sqlite3.Connection, table: str, values: Mapping[str, Any]) -> None:
    """Write a new row."""
    marks = ", ".join("?" * len(values))
    connection.execute(
        f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})",  # noqa: S608 - the names are ours
        list(values.values()),
    )


def keep(
    connection: sqlite3.Connection,
    session_id: str,
    action: str,
    replaced: Mapping[str, Any],
    at: datetime,
) -> None:
    """Write to `changes` what is about to be replaced."""
    import json  # late: it takes a third of an interpreter, and readers do without

    insert(
        connection,
        "changes",
        {
            "id": new_id(epoch_ms(at), os.urandom(RANDOM_BYTES)),
            "at": instant_text(at),
            "session_id": session_id,
            "action": action,
            "what": json.dumps(replaced, ensure_ascii=False),
        },
    )
