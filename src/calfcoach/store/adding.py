"""What comes in from elsewhere: sessions, rests and answers under the ids that they have.

Owns the rule that an id is taken once, and that a purged one never comes back. The inside of one
transaction and one operation. Knows nothing of the files that they come from, or of the clock.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import datetime
from typing import Any

from calfcoach import __version__
from calfcoach.errors import CoachError
from calfcoach.records import Added, RestRecord, SessionRecord, Status
from calfcoach.store import changes, operations, rests, rows
from calfcoach.store.ids import is_id
from calfcoach.store.operations import RESTS, SESSIONS, Touch

# What is only ever added to, and may come along: an answer is no change that one takes back.
ANSWERS = ("screenings", "flags", "clearances", "day_answers", "acknowledgements")
_CODED = ("status", "origin")
_NOT_COLUMNS = ("code", "work", "gaps")


def add(
    connection: sqlite3.Connection,
    sessions: Iterable[SessionRecord],
    kept_free: Iterable[RestRecord],
    answers: Mapping[str, Sequence[Mapping[str, Any]]],
    what: str,
    at: datetime,
) -> Added:
    """Write what is not there yet; how much of it was new."""
    tally = dict.fromkeys(("new", "back", "known", "purged"), 0)
    touches: list[Touch] = []
    for session in sessions:
        fate = _fate(connection, SESSIONS, session.id)
        tally[fate] += 1
        if fate == "new":
            touches.append(_insert_session(connection, session))
        elif fate == "back":
            back = {"deleted_at": None}
            touch = changes.replace_columns(connection, session.id, "imported", back, at)
            touches += [touch] if touch else []
    for rest in kept_free:
        fate = _fate(connection, RESTS, rest.id)
        tally[fate] += 1
        touches += _bring_rest(connection, rest, fate)
    told_here = {row[0] for row in connection.execute("SELECT id FROM flags")}
    for table in ANSWERS:  # in this order: a clearance names its flag
        _add_answers(connection, table, answers.get(table, ()), told_here)
    operations.record(connection, "import", touches, at, source=what)
    return Added(**tally)


def fates(connection: sqlite3.Connection, kind: str, ids: Iterable[str]) -> dict[str, str]:
    """What `add` would make of each id: new, back, known or purged. `kind` is sessions or rests."""
    return {each: _fate(connection, kind, each) for each in ids}


def _fate(connection: sqlite3.Connection, kind: str, row_id: str) -> str:
    if not is_id(row_id):
        raise CoachError("an id of another form cannot be imported", where=row_id[:60])
    if connection.execute("SELECT 1 FROM tombstones WHERE id = ?", [row_id]).fetchone():
        return "purged"
    table = RESTS if kind == RESTS else SESSIONS
    row = connection.execute(
        f"SELECT deleted_at FROM {table} WHERE id = ?",  # noqa: S608 - the names are ours
        [row_id],
    ).fetchone()
    if row is None:
        return "new"
    return "known" if row["deleted_at"] is None else "back"


def _insert_session(connection: sqlite3.Connection, session: SessionRecord) -> Touch:
    fields = SessionRecord.__annotations__.keys() - {*_NOT_COLUMNS}
    values = {
        name: getattr(session, name) for name in SessionRecord.__annotations__ if name in fields
    }
    values |= {name: str(values[name]) for name in _CODED}
    if session.status is Status.RUNNING:
        # Here it has no process that could end it, and the next start would offer to go on.
        values |= {"status": Status.INTERRUPTED.value, "ended_at": session.updated_at}
    changes.insert(connection, "sessions", {**values, "app_version": __version__})
    for work in session.work:
        changes.insert(connection, "work", {"session_id": session.id, **rows.work_values(work)})
    for gap in session.gaps:
        values = {"session_id": session.id, "work_no": gap.work_no, "reason": gap.reason}
        changes.insert(connection, "gaps", {**values, "at": gap.at, "seconds": gap.seconds})
    return Touch(kind=SESSIONS, row_id=session.id, before=None, after={})


def _bring_rest(connection: sqlite3.Connection, rest: RestRecord, fate: str) -> list[Touch]:
    if fate == "new":
        return [rests.insert(connection, rest)]
    if fate != "back":
        return []
    deleted = connection.execute("SELECT deleted_at FROM rests WHERE id = ?", [rest.id]).fetchone()
    back: dict[str, Any] = {"deleted_at": None}
    rests.put(connection, rest.id, back)
    before = {"deleted_at": deleted["deleted_at"]}
    return [Touch(kind=RESTS, row_id=rest.id, before=before, after=back)]


def _add_answers(
    connection: sqlite3.Connection,
    table: str,
    answers: Iterable[Mapping[str, Any]],
    told_here: Set[str],
) -> None:
    """Rows of an append-only table, each once. A red flag that was told here is never cleared by a
    file: only a person does that, by one of the three doors."""
    known = [row["name"] for row in connection.execute(f"PRAGMA table_info({table})")]
    for answer in answers:
        if set(answer) != set(known):
            raise CoachError(f"a row of {table} holds other columns than the history's")
        same = ["id"] if "id" in known else known
        where = " AND ".join(f"{column} IS ?" for column in same)
        there = connection.execute(
            f"SELECT 1 FROM {table} WHERE {where}",  # noqa: S608 - the names are the table's own
            [answer[column] for column in same],
        ).fetchone()
        cleared = table == "clearances" and answer["flag_id"] in told_here
        if there is None and not cleared:
            changes.insert(connection, table, answer)
