"""Looking at a history's file without changing anything in it, not even its format.

Owns the questions that only a look at every row answers. Knows nothing of what is said about them.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from calfcoach.frozen import frozen
from calfcoach.store import rows, schema
from calfcoach.store.tables import MIGRATIONS

_HEADER_BYTES, _READ_VERSION = 20, 19  # of SQLite's file format
_COMPLAINTS = 5  # of SQLite's own check; more say the same


@frozen
class Examined:
    """What was found. `format` 0 is an empty file; `complaints` are SQLite's own; `damaged` counts
    the rows of each table that cannot be read, `orphans` those whose session is gone, `strays`
    those of them that are work or gaps; `missing` what a file of its format should have and has
    not; `backwards` sessions that end before they began, `ahead` those that begin after now."""

    format: int
    journal: str = ""
    complaints: tuple[str, ...] = ()
    sessions: int = 0
    running: int = 0
    damaged: dict[str, int]
    missing: tuple[str, ...] = ()
    orphans: int = 0
    strays: int = 0
    backwards: int = 0
    ahead: int = 0


def examine(path: Path, now: str) -> Examined:
    """Look at the file; `now` is an instant as text. sqlite3.Error where it cannot be opened."""
    with _only_looking(path) as connection:
        number = schema.format_of(connection)
        if number == 0 or number > schema.FORMAT:
            return Examined(format=number, damaged={})
        journal = _journal(path)
        complaints = _complaints(connection)
        if complaints:
            return Examined(format=number, journal=journal, complaints=complaints, damaged={})
        missing = _missing(connection, number)
        if any(name.startswith("table ") for name in missing):
            return Examined(format=number, journal=journal, missing=missing, damaged={})
        orphans = [row[0] for row in connection.execute("PRAGMA foreign_key_check")]
        return Examined(
            format=number,
            journal=journal,
            missing=missing,
            sessions=_count(connection, "sessions WHERE deleted_at IS NULL"),
            running=_count(connection, "sessions WHERE deleted_at IS NULL AND status = 'running'"),
            damaged=_damaged(connection, number),
            orphans=len(orphans),
            strays=sum(table in ("work", "gaps") for table in orphans),
            backwards=_count(connection, "sessions WHERE ended_at < started_at"),
            ahead=_count(connection, "sessions WHERE started_at > ?", now),
        )


@contextmanager
def _only_looking(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that cannot write. Without a WAL nobody writes, and the file is taken as it is:
    else even a reader would make, and leave, the two files beside it."""
    beside = path.with_name(path.name + "-wal")
    mode = "mode=ro" if beside.exists() else "mode=ro&immutable=1"
    escaped = str(path.absolute()).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    connection = sqlite3.connect(f"file:{escaped}?{mode}", uri=True, isolation_level=None)
    with contextlib.closing(connection):
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA query_only = ON")
        yield connection


def _journal(path: Path) -> str:
    """The journal mode as the file itself says it: one that is taken as it is shows another."""
    with path.open("rb") as file:
        header = file.read(_HEADER_BYTES)
    return "wal" if header[_READ_VERSION:] == b"\x02" else "delete"


def _complaints(connection: sqlite3.Connection) -> tuple[str, ...]:
    found = connection.execute(f"PRAGMA integrity_check({_COMPLAINTS})").fetchall()
    said = tuple(str(row[0]) for row in found)
    return () if said == ("ok",) else said


def _missing(connection: sqlite3.Connection, number: int) -> tuple[str, ...]:
    """Tables, indexes and triggers of the format that are not there, as "table work"."""
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as model:
        for step in MIGRATIONS[:number]:
            for statement in step:
                model.execute(statement)
        wanted = _schema_of(model)
    return tuple(sorted(wanted - _schema_of(connection)))


def _schema_of(connection: sqlite3.Connection) -> set[str]:
    found = connection.execute("SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite%'")
    return {f"{row[0]} {row[1]}" for row in found}


def _damaged(connection: sqlite3.Connection, number: int) -> dict[str, int]:
    readers: dict[str, Callable[[sqlite3.Row], Any]] = {
        "sessions": lambda row: rows.session_of(row, ""),
        "work": rows.work_of,
        "gaps": rows.gap_of,
    }
    if number > 1:
        readers["screenings"] = rows.screening_of
    if number > 2:  # the format that brought them
        readers["rests"] = rows.rest_of
    found = {table: _unreadable(connection, table, read) for table, read in readers.items()}
    return {table: count for table, count in found.items() if count}


def _unreadable(
    connection: sqlite3.Connection, table: str, read: Callable[[sqlite3.Row], Any]
) -> int:
    count = 0
    for row in connection.execute(f"SELECT * FROM {table}"):  # noqa: S608 - the names are ours
        try:
            read(row)
        except sqlite3.Error:
            count += 1
    return count


def _count(connection: sqlite3.Connection, what: str, *values: object) -> int:
    found: int = connection.execute(
        f"SELECT count(*) FROM {what}",  # noqa: S608 - the conditions are ours
        values,
    ).fetchone()[0]
    return found
