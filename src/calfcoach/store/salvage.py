"""Saving what can be read of a damaged history into a new file.

Owns the way around the damage: a range of rows that fails is halved until only what cannot be read
is left out. The damaged file is only read.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from calfcoach.store import backups, schema
from calfcoach.store.sieve import decode_what_can_be
from calfcoach.store.tables import statements_of

_TABLES = (  # what others refer to comes first; `work` has no rowid and follows its sessions
    (1, ("sessions", "gaps", "changes", "acknowledgements")),
    (2, ("screenings", "flags", "clearances", "day_answers")),
    (3, ("operations", "touched", "rests", "tombstones")),
    (4, ("plan_versions", "measures", "tips")),
)
_FAILURES = 20_000  # ranges of a table that may fail before the rest of it is given up
_LAST = 1 << 40  # no table has as many rows
_MOST_WORK = 2_000  # phases of one session
_WHOLE = (
    "SELECT count(*) FROM sessions WHERE deleted_at IS NULL"
    " AND EXISTS (SELECT 1 FROM work WHERE session_id = sessions.id)"
)


def salvage(path: Path, target: Path) -> None:
    """Write a new history to `target`, which must not be there, with every row of the one at `path`
    that can be read. sqlite3.Error where not even its tables can be, OSError."""
    os.close(os.open(target, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    with (
        backups.only_reading(path) as damaged,
        closing(sqlite3.connect(target, isolation_level=None)) as new,
    ):
        decode_what_can_be(damaged)
        number = schema.format_of(damaged)
        if not 0 < number <= schema.FORMAT:
            raise sqlite3.DatabaseError(f"format {number}")
        for statement in statements_of(number):
            new.execute(statement)
        new.execute(f"PRAGMA user_version = {number}")
        new.execute("BEGIN")
        for since, tables in _TABLES:
            for table in tables if number >= since else ():
                _keep(new, table, _rows(damaged, table, _columns(new, table)))
        ids = [row[0] for row in new.execute("SELECT id FROM sessions")]
        columns = _columns(new, "work")
        for session_id in ids:
            _keep(new, "work", _work(damaged, columns, session_id))
        new.execute("COMMIT")
    backups.check(target)


def count_whole(path: Path) -> int:
    """How many sessions of a file were not deleted and have work: one whose work was lost is not
    worth as much as one in a copy. sqlite3.Error."""
    with backups.only_reading(path) as found:
        count: int = found.execute(_WHOLE).fetchone()[0]
    return count


def _columns(new: sqlite3.Connection, table: str) -> str:
    return ", ".join(row[1] for row in new.execute(f"PRAGMA table_info({table})"))


def _rows(damaged: sqlite3.Connection, table: str, columns: str) -> Iterator[tuple[object, ...]]:
    """All rows that can be read, in their order."""
    question = f"SELECT {columns} FROM {table} NOT INDEXED WHERE rowid BETWEEN ? AND ?"  # noqa: S608 - the names are ours
    ranges = [(_end(damaged, table, "min", 0), _end(damaged, table, "max", _LAST))]
    failures = 0
    while ranges and failures < _FAILURES:
        first, last = ranges.pop()
        try:
            yield from damaged.execute(f"{question} ORDER BY rowid", [first, last]).fetchall()
        except sqlite3.DatabaseError:
            failures += 1
            if first < last:
                middle = (first + last) // 2
                ranges += [(middle + 1, last), (first, middle)]  # the earlier half comes next


def _end(damaged: sqlite3.Connection, table: str, which: str, otherwise: int) -> int:
    """The first or last number of a row: versions of a plan that came along are before 0."""
    try:
        found = damaged.execute(f"SELECT {which}(rowid) FROM {table} NOT INDEXED").fetchone()[0]  # noqa: S608 - the names are ours
    except sqlite3.DatabaseError:
        return otherwise
    return int(found or 0)


def _work(
    damaged: sqlite3.Connection, columns: str, session_id: object
) -> list[tuple[object, ...]]:
    """The work of a session as far as it can be read."""
    question = f"SELECT {columns} FROM work WHERE session_id = ?"  # noqa: S608 - the names are ours
    try:
        return damaged.execute(f"{question} ORDER BY work_no", [session_id]).fetchall()
    except sqlite3.DatabaseError:
        found: list[tuple[object, ...]] = []
    for work_no in range(1, _MOST_WORK + 1):
        try:
            rows = damaged.execute(f"{question} AND work_no = ?", [session_id, work_no]).fetchall()
        except sqlite3.DatabaseError:
            continue
        if not rows:
            break
        found += rows
    return found


def _keep(
    new: sqlite3.Connection,
    table: str,
    rows: Iterable[tuple[object, ...]],
) -> None:
    """Write rows; those that the table does not take, as damage makes them, are left out."""
    columns = _columns(new, table)
    marks = ", ".join("?" * (columns.count(",") + 1))
    for row in rows:
        try:
            new.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", row)  # noqa: S608 - the names are ours
        except sqlite3.IntegrityError:
            continue
