"""What comes in from elsewhere: sessions, what is kept beside them, and answers, under the ids that
they have.

Owns the rule that an id is taken once, and that a purged one never comes back. The inside of one
transaction and one operation. Knows nothing of the files that they come from, or of the clock.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from datetime import datetime
from functools import partial
from typing import Any

from calfcoach import __version__
from calfcoach.errors import CoachError
from calfcoach.frozen import frozen
from calfcoach.records import (
    Added,
    MeasureRecord,
    PlanVersion,
    RestRecord,
    SessionRecord,
    Status,
)
from calfcoach.store import changes, marked, measures, operations, plans, rests, rows
from calfcoach.store.ids import is_id
from calfcoach.store.operations import MEASURES, PLANS, RESTS, SESSIONS, Touch

# What is only ever added to, and may come along: an answer is no change that one takes back.
ANSWERS = ("screenings", "flags", "clearances", "day_answers", "acknowledgements", "tips")
_CODED = ("status", "origin")
_NOT_COLUMNS = ("code", "work", "gaps", "sums")


@frozen
class Incoming:
    """What is to be added. `plan_stays`: versions of the plan go before those that are here.
    `answers` are rows of the tables of `ANSWERS`, by table."""

    sessions: Iterable[SessionRecord] = ()
    rests: Iterable[RestRecord] = ()
    plans: Iterable[PlanVersion] = ()
    plan_stays: bool = False
    measures: Iterable[MeasureRecord] = ()
    answers: Mapping[str, Sequence[Mapping[str, Any]]]


def add(connection: sqlite3.Connection, incoming: Incoming, what: str, at: datetime) -> Added:
    """Write what is not there yet; how much of it was new."""
    tally = dict.fromkeys(("new", "back", "known", "purged"), 0)
    touches: list[Touch] = []
    for session in incoming.sessions:
        fate = _fate(connection, SESSIONS, session.id)
        tally[fate] += 1
        if fate == "new":
            touches.append(_insert_session(connection, session))
        elif fate == "back":
            back = {"deleted_at": None}
            touch = changes.replace_columns(connection, session.id, "imported", back, at)
            touches += [touch] if touch else []
    for kind, row_id, insert in _beside(connection, incoming):
        fate = _fate(connection, kind, row_id)
        tally[fate] += 1
        if fate == "new":
            touches.append(insert(connection))
        elif fate == "back":
            touches.append(marked.bring_back(connection, kind, row_id))
    told_here = {row[0] for row in connection.execute("SELECT id FROM flags")}
    for table in ANSWERS:  # in this order: a clearance names its flag
        _add_answers(connection, table, incoming.answers.get(table, ()), told_here)
    operations.record(connection, "import", touches, at, source=what)
    return Added(**tally)


def _beside(
    connection: sqlite3.Connection, incoming: Incoming
) -> Iterator[tuple[str, str, Callable[[sqlite3.Connection], Touch]]]:
    """What is kept beside the sessions: its kind, its id, and how it is written."""
    for rest in incoming.rests:
        yield RESTS, rest.id, partial(rests.insert, rest=rest)
    versions = tuple(incoming.plans)
    first = plans.first_free_before(connection, len(versions)) if incoming.plan_stays else None
    for place, version in enumerate(versions):
        row_no = None if first is None else first + place
        yield PLANS, version.id, partial(plans.insert, version=version, row_no=row_no)
    for record in incoming.measures:
        yield MEASURES, record.id, partial(measures.insert, record=record)


def fates(connection: sqlite3.Connection, kind: str, ids: Iterable[str]) -> dict[str, str]:
    """What `add` would make of each id: new, back, known or purged. `kind` is one of `operations`:
    sessions, rests, plans or measures."""
    return {each: _fate(connection, kind, each) for each in ids}


def _fate(connection: sqlite3.Connection, kind: str, row_id: str) -> str:
    if not is_id(row_id):
        raise CoachError("an id of another form cannot be imported", where=row_id[:60])
    if connection.execute("SELECT 1 FROM tombstones WHERE id = ?", [row_id]).fetchone():
        return "purged"
    table = marked.TABLES.get(kind, SESSIONS)
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
