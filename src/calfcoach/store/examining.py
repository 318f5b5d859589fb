"""Looking at a history's file without changing anything in it, not even its format.

Owns the questions that only a look at every row answers. Knows nothing of what is said about them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from types import MappingProxyType

from calfcoach.frozen import frozen
from calfcoach.store import beside, rows, schema
from calfcoach.store.columns import COLUMNS
from calfcoach.store.integrity import Look, only_looking, stopped_by
from calfcoach.store.kinds import BY_KIND, one_of_each
from calfcoach.store.lost_rows import KINDS, lost_rows
from calfcoach.store.meanwhile import keep_few_pages
from calfcoach.store.orphans import count_orphans, count_other_orphans
from calfcoach.store.sieve import decode_what_can_be
from calfcoach.store.tables import statements_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from calfcoach.files.folders import AnyPath
    from calfcoach.store.readable import Lost

_HEADER_BYTES, _READ_VERSION = 20, 19  # of SQLite's file format
_COLUMNS = (
    "SELECT made.name, columns.name FROM sqlite_master AS made"
    " JOIN pragma_table_info(made.name) AS columns WHERE made.type = 'table'"
)
HELD = ("table ", "column ")  # what is missing of these cannot be made anew: it held something
OF_SESSIONS = frozenset({"sessions", "work", "gaps"})
NONE: Mapping[str, int] = MappingProxyType({})
NO_ROWS: Mapping[str, Mapping[int, str]] = MappingProxyType({})


@frozen
class Examined:
    """What was found. `format` 0 is an empty file; `complaints` are SQLite's own; `damaged` counts
    the rows of each table that cannot be read, `lost` the sessions that cannot for that, `others`
    by table what such rows beside the sessions are called, by their number;
    `strays` counts the rows of each table that tell of what is gone, `orphans` all rows without
    what they belong to; `missing` is what a file of its format should have and has not;
    `backwards` are sessions that end before they began, `ahead` those that begin after now."""

    format: int
    journal: str = ""
    complaints: tuple[str, ...] = ()
    sessions: int = 0
    running: int = 0
    damaged: dict[str, int]
    lost: tuple[Lost, ...] = ()
    others: Mapping[str, Mapping[int, str]] = NO_ROWS
    missing: tuple[str, ...] = ()
    orphans: int = 0
    strays: Mapping[str, int] = NONE
    backwards: int = 0
    ahead: int = 0


def examine(path: AnyPath, now: str, look: Look | None = None) -> Examined:
    """Look at the file; `now` is an instant as text, and `look` that at the same file where it was
    begun before. sqlite3.Error where it cannot be opened."""
    with only_looking(path) as connection:
        number = schema.format_of(connection)
        if number == 0 or number > schema.FORMAT:
            return Examined(format=number, damaged={})
        journal = _journal(path)
        begun = look or Look(path)
        stopped_by(begun.check, connection)
        try:
            keep_few_pages(connection)
            found = _contents(connection, number, journal, now, begun)
        except sqlite3.Error:
            if not begun.check.wait():
                raise
        if complaints := begun.check.wait():
            said = tuple(complaints)
            return Examined(format=number, journal=journal, complaints=said, damaged={})
        return found


def _contents(
    connection: sqlite3.Connection,
    number: int,
    journal: str,
    now: str,
    look: Look,
) -> Examined:
    """What there is to be said where SQLite has no complaints. sqlite3.Error."""
    missing = _missing(connection, number)
    if any(name.startswith(HELD) for name in missing):
        return Examined(format=number, journal=journal, missing=missing, damaged={})
    strays = count_orphans(connection, number)
    orphans = sum(strays.values()) + count_other_orphans(connection, number)
    damaged = _damaged(connection, number, look)
    lost = _lost(connection) if damaged.keys() & OF_SESSIONS else ()
    return Examined(
        format=number,
        journal=journal,
        missing=missing,
        sessions=_count(connection, "sessions WHERE deleted_at IS NULL"),
        running=_running(connection, lost),
        damaged=damaged,
        lost=lost,
        others=lost_rows(connection, number) if damaged.keys() & KINDS.keys() else NO_ROWS,
        orphans=orphans,
        strays=strays,
        backwards=_count(connection, "sessions WHERE ended_at < started_at"),
        ahead=_count(connection, "sessions WHERE started_at > ?", now),
    )


def _journal(path: AnyPath) -> str:
    """The journal mode as the file itself says it: one that is taken as it is shows another."""
    with open(path, "rb") as file:
        header = file.read(_HEADER_BYTES)
    return "wal" if header[_READ_VERSION:] == b"\x02" else "delete"


def _missing(connection: sqlite3.Connection, number: int) -> tuple[str, ...]:
    """Tables, indexes, triggers and columns of the format that are not there, as "table work" and
    "column why of work"."""
    question = "SELECT type || ' ' || name FROM sqlite_master"
    missing = _made_by(number) - {row[0] for row in connection.execute(question)}
    there = {(row[0], row[1]) for row in connection.execute(_COLUMNS)}
    missing |= {
        f"column {column} of {table}"
        for table, column in _columns_of(number) - there
        if f"table {table}" not in missing
    }
    return tuple(sorted(missing))


def _columns_of(number: int) -> set[tuple[str, str]]:
    """Tables and their columns in a format."""
    if number == schema.FORMAT:
        return {(table, column) for table, names in COLUMNS.items() for column in names.split(", ")}
    with closing(sqlite3.connect(":memory:")) as made:
        for statement in statements_of(number):
            made.execute(statement)
        return set(made.execute(_COLUMNS))


def _made_by(number: int) -> set[str]:
    """What the steps up to a format make, by the first words of each: to have SQLite make it takes
    half an interpreter."""
    made: set[str] = set()
    for statement in statements_of(number):
        words = statement.split()
        if words[0] == "CREATE":
            made.add(f"{words[1].lower()} {words[2]}")
        elif words[0] == "DROP":
            made.discard(f"{words[1].lower()} {words[-1]}")
        elif words[3] == "RENAME":
            made.discard(f"table {words[2]}")
            made.add(f"table {words[-1]}")
    return made


def _damaged(connection: sqlite3.Connection, number: int, look: Look) -> dict[str, int]:
    readers: dict[str, Callable[[sqlite3.Row], Any]] = {
        "sessions": lambda row: rows.session_of(row, ""),
        "work": rows.work_of,
        "gaps": rows.gap_of,
    }
    if number > 1:
        readers["screenings"] = rows.screening_of
    readers |= {table: each.read for table, each in KINDS.items() if number >= each.since}
    if number > 1:
        readers["day_answers"] = beside.whole_day_answer_of  # only a damaged day is moved aside
    others = [table for table in readers if table != "work"]
    whole = {table: _all_readable(connection, table, readers[table]) for table in others}
    whole["work"] = _work_is_readable(look)  # which takes longest
    found = {
        table: _unreadable(connection, table, read)
        for table, read in readers.items()
        if not whole[table]
    }
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


def _work_is_readable(look: Look) -> bool:
    """The same as below of `work`, as it was asked for at the side."""
    try:
        for row in look.work():
            rows.work_of(row)
    except sqlite3.Error:
        return False
    return True


def _all_readable(
    connection: sqlite3.Connection, table: str, read: Callable[[sqlite3.Row], Any]
) -> bool:
    """As a rule they are, and then no text need be tried by itself, which takes as long again."""
    question = one_of_each(table) if table in BY_KIND else f"SELECT * FROM {table}"  # noqa: S608 - the names are ours
    connection.text_factory = str
    try:
        for row in connection.execute(question):
            read(row)
    except sqlite3.Error:
        return False
    finally:
        decode_what_can_be(connection)
    return True


def _lost(connection: sqlite3.Connection) -> tuple[Lost, ...]:
    from calfcoach.store.readable import lost_sessions  # late: hardly any history has one

    return lost_sessions(connection)


def _running(connection: sqlite3.Connection, lost: Iterable[Lost]) -> int:
    """Those that can be read, and so settled."""
    others = ", ".join(str(each.row_no) for each in lost)
    where = f"deleted_at IS NULL AND status = 'running' AND rowid NOT IN ({others})"
    return _count(connection, f"sessions WHERE {where}")


def _count(connection: sqlite3.Connection, what: str, *values: object) -> int:
    found: int = connection.execute(
        f"SELECT count(*) FROM {what}",  # noqa: S608 - the conditions are ours
        values,
    ).fetchone()[0]
    return found
