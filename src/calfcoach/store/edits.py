"""What a person writes into the history by hand: scores, notes, corrections, whole sessions.

Owns what may be corrected and within which limits. Each function is the inside of one transaction
and one operation, so that it is taken back as one. Knows nothing of files or the clock.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from calfcoach.days import instant_text, read_instant
from calfcoach.errors import CoachError
from calfcoach.frozen import replace
from calfcoach.records import SessionOrigin, SessionStart, Status, WorkRecord, WorkStatus
from calfcoach.script import length
from calfcoach.store import changes, operations, rests, rows
from calfcoach.store.changes import SCORES, Score
from calfcoach.store.operations import SESSIONS, Touch
from calfcoach.store.sieve import decode_what_can_be
from calfcoach.upkeep import Upkeep

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

NOTE_LETTERS = 2000  # the contract's limit for any text
_CLOSE_S = 60.0  # as far as lengths may differ that were measured one by one
_BY_TIME = ("utc_offset_s", "local_day")  # what comes with a new start
_AT_THE_END: frozenset[Score] = frozenset({"tightness", "pain_after"})
EDITABLE = frozenset({*SCORES, "note", "started_at", *_BY_TIME, "lasted_s", "done_s", "done_reps"})


def set_score(
    connection: sqlite3.Connection, session_id: str, field: Score, value: int | None, at: datetime
) -> None:
    """Write a score of 0–10, or take it back with None. The first that is given after a session,
    before anything else was changed, belongs to the session and is taken back with it."""
    if field not in SCORES:
        raise ValueError(f"not a score: {field}")
    values: dict[str, Any] = {field: changes.checked_score(value)}
    touch = changes.replace_columns(connection, session_id, f"{field} set", values, at)
    if touch is None or not _ends_session(connection, field, touch):
        _recorded(connection, "score", touch, at)


def set_note(connection: sqlite3.Connection, session_id: str, note: str, at: datetime) -> None:
    """Write the person's own words; CoachError for a text that cannot be shown safely."""
    values = {"note": checked_note(note)}
    touch = changes.replace_columns(connection, session_id, "note set", values, at)
    _recorded(connection, "note", touch, at)


def log(
    connection: sqlite3.Connection,
    start: SessionStart,
    work: Sequence[WorkRecord],
    lasted_s: float,
    at: datetime,
    *,
    scores: Mapping[str, int | None],
    note: str,
) -> str:
    """Write a session that was done away from the screen; its id."""
    session_id = changes.begin(connection, replace(start, origin=SessionOrigin.LOGGED))
    for each in work:
        values = rows.work_values(each)
        changes.insert(connection, "work", {"session_id": session_id, **values})
    ended = start.started_at + timedelta(seconds=lasted_s)
    ending: dict[str, Any] = {
        "status": Status.COMPLETED.value,
        "ended_at": instant_text(ended),
        "lasted_s": float(lasted_s),
        **{name: changes.checked_score(score) for name, score in scores.items()},
        "note": checked_note(note),
    }
    changes.update(connection, session_id, ending, at)
    whole = Touch(kind=SESSIONS, row_id=session_id, before=None, after={})
    operations.record(connection, "log", [whole], at)
    return session_id


def edit(
    connection: sqlite3.Connection, session_id: str, wanted: Mapping[str, Any], at: datetime
) -> bool:
    """Correct a session; whether anything became different."""
    unknown = wanted.keys() - EDITABLE
    if unknown:
        raise ValueError(f"not to be edited: {sorted(unknown)}")
    values = _session_values(changes.standing(connection, session_id), wanted)
    touches = [changes.replace_columns(connection, session_id, "edited", values, at)]
    touches += _work_touches(connection, session_id, wanted, at)
    if wanted.keys() & {"lasted_s", "done_s"}:
        _refuse_contradiction(connection, session_id)
    told = [touch for touch in touches if touch is not None]
    operations.record(connection, "edit", told, at)
    return bool(told)


def delete(connection: sqlite3.Connection, ids: Iterable[str], at: datetime) -> int:
    """Leave sessions out of every listing; how many were not already."""
    decode_what_can_be(connection)  # one that cannot be read may go too
    gone = {"deleted_at": instant_text(at)}
    touches = []
    for session_id in ids:
        session = changes.standing(connection, session_id)
        refuse_running(session)
        if session["deleted_at"] is None:
            touches.append(changes.replace_columns(connection, session_id, "deleted", gone, at))
    told = [touch for touch in touches if touch is not None]
    operations.record(connection, "delete", told, at)
    return len(told)


def refuse_running(session: sqlite3.Row) -> None:
    """CoachError for a session that may still be going on: its rows are still being written."""
    if session["status"] == Status.RUNNING.value and session["deleted_at"] is None:
        raise CoachError(
            "this session has not ended yet",
            hint="delete it once it is over, or was kept: the next `calfcoach run` asks",
        )


def rest(
    connection: sqlite3.Connection, from_day: str, until_day: str, reason: str, at: datetime
) -> str:
    """Keep days free; the id of the rest."""
    touch = rests.begin(connection, from_day, until_day, reason, at)
    operations.record(connection, "rest", [touch], at)
    return touch.row_id


def end_rest(
    connection: sqlite3.Connection, day: str, at: datetime, hearer: Upkeep | None = None
) -> bool:
    """End every rest before `day`; whether there was one."""
    touches = rests.end(connection, day, at, hearer)
    operations.record(connection, "rest end", touches, at)
    return bool(touches)


def checked_note(note: str) -> str:
    """A note as it may be stored. CoachError for one that is too long or cannot be shown safely."""
    if len(note) > NOTE_LETTERS:
        raise CoachError(
            f"a note has at most {NOTE_LETTERS} characters, this one has {len(note)}",
            hint="shorten it",
        )
    if not all(letter.isprintable() or letter == "\n" for letter in note):
        raise CoachError(
            "a note can hold no control characters",
            hint="type it anew; a text copied from a terminal may carry them unseen",
        )
    return note


def _recorded(connection: sqlite3.Connection, kind: str, touch: Touch | None, at: datetime) -> None:
    """Make a write after a session an operation; what is told during it belongs to the session."""
    if touch is None:
        return
    if changes.standing(connection, touch.row_id)["status"] != Status.RUNNING:
        operations.record(connection, kind, [touch], at)


def _ends_session(connection: sqlite3.Connection, field: Score, touch: Touch) -> bool:
    """Whether a score is the answer to the question at the end of a session: then undo, which is
    said to take the session back, must not stop at the score."""
    if field not in _AT_THE_END or touch.before != {field: None}:
        return False
    newest = operations.newest_standing(connection)
    if newest is None or newest.kind != "session":
        return False
    touches = operations.touches_of(connection, newest.id)
    return [each.row_id for each in touches] == [touch.row_id]


def _session_values(session: sqlite3.Row, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a session as they are to be. ValueError for what cannot be stored."""
    columns: dict[str, Any] = {name: wanted[name] for name in _BY_TIME if name in wanted}
    for score in SCORES:
        if score in wanted:
            columns[score] = changes.checked_score(wanted[score])
    if "note" in wanted:
        columns["note"] = checked_note(wanted["note"])
    if "lasted_s" in wanted:
        columns["lasted_s"] = _checked_length(wanted["lasted_s"])
    if "started_at" in wanted:
        columns["started_at"] = instant_text(wanted["started_at"])
    if session["ended_at"] is not None and ("started_at" in columns or "lasted_s" in columns):
        started = read_instant(columns.get("started_at", session["started_at"]))
        lasted_s = columns.get("lasted_s", session["lasted_s"]) or 0.0
        columns["ended_at"] = instant_text(started + timedelta(seconds=lasted_s))
    return columns


def _refuse_contradiction(connection: sqlite3.Connection, session_id: str) -> None:
    """CoachError for a guided session that is shorter than a phase or a pause in it: no other home
    would take it in."""
    session = changes.standing(connection, session_id)
    lasted_s = session["lasted_s"]
    if session["origin"] == SessionOrigin.LOGGED.value or lasted_s is None:
        return
    for table, column, part in (("work", "done_s", "phase"), ("gaps", "seconds", "pause")):
        (longest_s,) = connection.execute(
            f"SELECT max({column}) FROM {table} WHERE session_id = ?",  # noqa: S608 - ours
            [session_id],
        ).fetchone()
        if longest_s is not None and longest_s > lasted_s + _CLOSE_S:
            raise CoachError(
                f"the session would be shorter than one {part} of it:"
                f" {length(lasted_s)} and {length(longest_s)}",
                hint="its length is from its start to its end, pauses included",
            )


def _work_touches(
    connection: sqlite3.Connection, session_id: str, wanted: Mapping[str, Any], at: datetime
) -> list[Touch | None]:
    """Write what was done in single phases."""
    done_s: Mapping[int, float] = wanted.get("done_s", {})
    reps: Mapping[int, int] = wanted.get("done_reps", {})
    touches = []
    for work_no in sorted({*done_s, *reps}):
        old = connection.execute(
            "SELECT * FROM work WHERE session_id = ? AND work_no = ?", [session_id, work_no]
        ).fetchone()
        if old is None:
            raise CoachError(
                f"this session has no work phase {work_no}",
                hint="`calfcoach history show` lists them in their order",
            )
        values: dict[str, Any] = {}
        if work_no in done_s:
            values["done_s"] = _checked_length(done_s[work_no])
        if work_no in reps:
            values["done_reps"] = int(reps[work_no])
        values["status"] = _status(rows.work_of(old), values)
        touches.append(changes.change_work(connection, session_id, work_no, values, at))
    return touches


def _status(old: WorkRecord, values: Mapping[str, Any]) -> str:
    """How a phase stands with what was done in it now."""
    done_s = values.get("done_s", old.done_s)
    done_reps = values.get("done_reps", old.done_reps)
    if old.planned_reps is not None and done_reps is not None:
        whole, some = done_reps >= old.planned_reps, done_reps > 0
    else:
        whole, some = done_s >= old.planned_s, done_s > 0
    if whole and some:
        return WorkStatus.DONE.value
    return (WorkStatus.PART if some else WorkStatus.SKIPPED).value


def _checked_length(length_s: float) -> float:
    """Seconds as they may be stored. ValueError for what is no length."""
    if not math.isfinite(length_s) or length_s < 0:
        raise ValueError(f"not a length: {length_s}")
    return float(length_s)
