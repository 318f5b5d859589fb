"""Rows beside the sessions that cannot be read: rests, versions of the plan, measurements, tips,
answers of days, and what tells of changes.

Owns of which tables such rows are left out and moved aside, and what they are called. Answers to
the safety questions are not among them: to leave one out could loosen a limit. An answer of a day
is, where its day or instant is none; so is a screening that a newer one has replaced.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping

from calfcoach.frozen import frozen
from calfcoach.script import counted
from calfcoach.store import beside, measures, plans, rows, tips
from calfcoach.store.answers import replaced_screenings
from calfcoach.store.operations import MEASURES, PLANS, RESTS
from calfcoach.store.sieve import sifted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


@frozen
class Kind:
    """A table of such rows: how one is read, its column with a day, empty where it has none, the
    first format that has it, and its kind in `touched`, empty for what is never taken back."""

    read: Callable[[sqlite3.Row], Any]
    day: str
    since: int
    kind: str = ""


KINDS: Mapping[str, Kind] = {
    "rests": Kind(read=rows.rest_of, day="from_day", since=3, kind=RESTS),
    "plan_versions": Kind(read=plans.version_of, day="local_day", since=4, kind=PLANS),
    "measures": Kind(read=measures.measure_of, day="local_day", since=4, kind=MEASURES),
    "tips": Kind(read=tips.tip_of, day="local_day", since=4),
    "day_answers": Kind(read=beside.day_answer_of, day="local_day", since=2),
    "screenings": Kind(read=rows.screening_of, day="local_day", since=2),
    "acknowledgements": Kind(read=beside.acknowledgement_of, day="at", since=1),
    "changes": Kind(read=beside.change_of, day="at", since=1),
    "operations": Kind(read=beside.operation_of, day="at", since=3),
    "touched": Kind(read=beside.touch_of, day="", since=3),
    "tombstones": Kind(read=beside.tombstone_of, day="at", since=3),
}
_ONE = {
    "sessions": "session",
    "rests": "rest",
    "plan_versions": "version of the plan",
    "measures": "measurement",
    "tips": "tip that was told",
    "day_answers": "answer of a day",
    "screenings": "answer to the safety questions",
    "acknowledgements": "acknowledgement",
    "changes": "former value",
    "operations": "entry for undo",
    "touched": "note for undo",
    "tombstones": "mark of a purge",
}
_SEVERAL = {
    "plan_versions": "versions of the plan",
    "tips": "tips that were told",
    "day_answers": "answers of days",
    "screenings": "answers to the safety questions",
    "operations": "entries for undo",
    "touched": "notes for undo",
    "tombstones": "marks of a purge",
}


def lost_rows(connection: sqlite3.Connection, number: int) -> dict[str, dict[int, str]]:
    """Of each table of a history of format `number` the rows that cannot be read, by their number,
    and what each is called. The connection decodes only what can be. sqlite3.Error."""
    found = {}
    for table, each in KINDS.items():
        if number >= each.since:
            question = f"SELECT rowid AS row_no, * FROM {table} ORDER BY rowid"  # noqa: S608 - the names are ours
            found[table] = sifted(connection.execute(question).fetchall(), each.read, each.day)[1]
    if number >= KINDS["screenings"].since:
        found["screenings"] = replaced_screenings(connection)
    return {table: lost for table, lost in found.items() if lost}


def counted_rows(table: str, count: int) -> str:
    """So many rows of a table, as they are called: "2 rests"."""
    if count != 1 and table in _SEVERAL:
        return f"{count} {_SEVERAL[table]}"
    return counted(count, _ONE[table])
