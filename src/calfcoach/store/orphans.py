"""Rows that are taken out of the history: those whose session is gone, and the sessions and other
rows that cannot be read with all that tells of them.

Owns which rows those are. What becomes of them is the caller's: they leave the history only once
they were handed over. Never reads the clock.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager

from calfcoach.store import backups, faults, place, schema
from calfcoach.store.lost_rows import KINDS, lost_rows
from calfcoach.store.schema import transaction
from calfcoach.store.sieve import decode_what_can_be

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from calfcoach.store.readable import Lost

# Of each table the rows that tell of what is gone. What was touched is passed over by `undo` then
# anyway; a clearance without its flag stays, since it may be what is left of an answer.
_ALONE: Mapping[str, str] = {
    "work": "session_id NOT IN (SELECT id FROM sessions)",
    "gaps": "session_id NOT IN (SELECT id FROM sessions)",
    "changes": "session_id NOT IN (SELECT id FROM sessions)",
    "touched": "operation_id NOT IN (SELECT id FROM operations)"
    " OR kind IN ('sessions', 'work') AND row_id NOT IN (SELECT id FROM sessions)"
    " OR kind = 'rests' AND row_id NOT IN (SELECT id FROM rests)",
}
_WITHOUT_CHANGES = "work", "gaps"  # what any format has with an id of its session

Rows = dict[str, list[dict[str, "Any"]]]


def count_orphans(connection: sqlite3.Connection, number: int) -> dict[str, int]:
    """How many such rows each table of a history of format `number` holds. sqlite3.Error."""
    counts = {
        table: connection.execute(f"SELECT count(*) FROM {table} WHERE {alone}").fetchone()[0]  # noqa: S608 - the names are ours
        for table, alone in _alone(number).items()
    }
    return {table: count for table, count in counts.items() if count}


def count_other_orphans(connection: sqlite3.Connection, number: int) -> int:
    """How many rows of all other tables refer to something that is not there. sqlite3.Error."""
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return sum(
        connection.execute("SELECT count(*) FROM pragma_foreign_key_check(?)", table).fetchone()[0]
        for table in tables
        if table[0] not in _alone(number)
    )


def _alone(number: int) -> Mapping[str, str]:
    return _ALONE if number > 2 else {name: _ALONE[name] for name in _WITHOUT_CHANGES}


def remove_orphans(path: Path, hand_over: Callable[[Rows], None]) -> int:
    """Give all such rows, by table, to `hand_over`, then remove them; how many there were.

    They stay where it raises. HistoryError.
    """
    with _changing(path) as connection, transaction(connection):
        found = {table: _rows(connection, table, alone) for table, alone in _ALONE.items()}
        count = sum(map(len, found.values()))
        if count:
            hand_over(found)
            with _let_go(connection, _ALONE):
                for table, alone in reversed(list(_ALONE.items())):
                    connection.execute(f"DELETE FROM {table} WHERE {alone}")  # noqa: S608 - the names are ours
    return count


def remove_lost(path: Path, kept: Path, hand_over: Callable[[Rows], None]) -> dict[str, int]:
    """Copy the whole history to `kept`, give all rows of the sessions that cannot be read, and the
    rows beside them that cannot be, to `hand_over`, then remove them; how many sessions and other
    rows there were, by table. They stay where it raises. HistoryError."""
    from calfcoach.store.readable import lost_sessions  # late: whoever only counts does without

    with _changing(path) as connection:
        backups.copy(connection, kept)
        with transaction(connection):
            lost = lost_sessions(connection)
            others = lost_rows(connection, schema.FORMAT)
            if lost or others:
                _remove(connection, _own(lost, others), hand_over)
    found = {"sessions": len(lost), **{table: len(rows) for table, rows in others.items()}}
    return {table: count for table, count in found.items() if count}


def _own(lost: Iterable[Lost], others: Mapping[str, Iterable[int]]) -> dict[str, str]:
    """Of each table which rows go with these sessions and, by their numbers, these other rows."""
    numbers = _listed(each.row_no for each in lost)
    ids = f"(SELECT id FROM sessions WHERE rowid IN {numbers})"  # noqa: S608 - only numbers
    beside = {table: f"rowid IN {_listed(rows)}" for table, rows in others.items()}
    steps = _steps(beside.pop("operations", ""))
    touched = [f"kind IN ('sessions', 'work') AND row_id IN {ids}", f"operation_id IN {steps}"]
    touched += [
        f"kind = '{KINDS[table].kind}' AND row_id IN (SELECT id FROM {table} WHERE {which})"  # noqa: S608 - the names are ours
        for table, which in beside.items()
        if KINDS[table].kind
    ]
    touched += [beside.pop("touched", "0")]
    changes = [f"session_id IN {ids}", beside.pop("changes", "0")]
    return {
        "sessions": f"rowid IN {numbers}",
        **beside,
        "operations": f"id IN {steps}",
        **dict.fromkeys(("work", "gaps"), f"session_id IN {ids}"),
        "changes": " OR ".join(changes),
        "touched": " OR ".join(touched),
    }


def _steps(which: str) -> str:
    """The operations that these rows belong to, each with all that took it back and made it again:
    `undo` counts them, so a part of them would take back something else."""
    first = f"SELECT coalesce(target, id) FROM operations WHERE {which or 0}"  # noqa: S608 - only numbers
    return f"(SELECT id FROM operations WHERE id IN ({first}) OR target IN ({first}))"  # noqa: S608 - as above


def _listed(numbers: Iterable[int]) -> str:
    return f"({', '.join(map(str, numbers))})"


def _remove(
    connection: sqlite3.Connection, own: Mapping[str, str], hand_over: Callable[[Rows], None]
) -> None:
    hand_over({table: _rows(connection, table, which) for table, which in own.items()})
    with _let_go(connection, own):
        for table, which in reversed(
            list(own.items())
        ):  # the sessions last: their ids name the others
            connection.execute(f"DELETE FROM {table} WHERE {which}")  # noqa: S608 - the names are ours


@contextmanager
def _changing(path: Path) -> Iterator[sqlite3.Connection]:
    with (
        faults.in_words(path, "written"),
        closing(place.connect_for_writing(path, faults.BUSY_TIMEOUT_S)) as connection,
    ):
        decode_what_can_be(connection)
        yield connection


@contextmanager
def _let_go(connection: sqlite3.Connection, tables: Iterable[str]) -> Iterator[None]:
    """Without the triggers that keep rows of these tables for ever; inside a transaction, so that
    they come back whatever happens. A tombstone would let go too, but then a good copy of the
    session could never be imported."""
    marks = ", ".join(f"'{table}'" for table in tables)
    triggers = connection.execute(
        f"SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ({marks})"  # noqa: S608 - the names are ours
    ).fetchall()
    for trigger in triggers:
        connection.execute('DROP TRIGGER "{}"'.format(str(trigger["name"]).replace('"', '""')))
    yield
    for trigger in triggers:
        connection.execute(trigger["sql"])


def _rows(connection: sqlite3.Connection, table: str, which: str) -> list[dict[str, Any]]:
    found = connection.execute(f"SELECT * FROM {table} WHERE {which}")  # noqa: S608 - the names are ours
    return [dict(row) for row in found]
