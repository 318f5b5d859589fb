"""Rows as records, as far as they can be read: those that cannot be are left out and told.

Owns the two ways: quick while all can be read, row by row where one cannot. Knows no table.
"""

from __future__ import annotations

import sqlite3

from calfcoach.files.problems import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeVar

    from calfcoach.upkeep import Upkeep

    _Record = TypeVar("_Record")

_SHOWN_CHARS = 10  # of what should be a day


def records(
    connection: sqlite3.Connection,
    question: str,
    values: Sequence[object],
    read: Callable[[sqlite3.Row], _Record],
    day: str,
    hearer: Upkeep | None,
) -> list[_Record]:
    """The records of a question that begins with "SELECT rowid AS row_no, * FROM" and a table. A
    row is named by its column `day`. sqlite3.DatabaseError for one that cannot be read where
    nobody hears of it, and for a file that is damaged itself."""
    try:
        return [read(row) for row in connection.execute(question, values)]
    except sqlite3.DatabaseError:
        if hearer is None:
            raise
    decode_what_can_be(connection)
    table = question.removeprefix("SELECT rowid AS row_no, * FROM ").partition(" ")[0]
    found, lost = sifted(connection.execute(question, values).fetchall(), read, day)
    hearer.leave_out(table, lost)
    return found


def sifted(
    rows: Sequence[sqlite3.Row], read: Callable[[sqlite3.Row], _Record], day: str
) -> tuple[list[_Record], dict[int, str]]:
    """The records of rows, and what those that cannot be read are called, by their number: by
    their column `day`, where there is one."""
    found: list[_Record] = []
    lost: dict[int, str] = {}
    for row in rows:
        try:
            found.append(read(row))
        except sqlite3.DatabaseError:
            shown = day_of(row[day]) if day else ""
            lost[row["row_no"]] = f"one of {shown}" if shown else "one without a day"
    return found, lost


def day_of(value: object) -> str:
    """What stands where a day should, short and safe to show; empty for what is no text."""
    return visible(value[:_SHOWN_CHARS]) if isinstance(value, str) else ""


def decode_what_can_be(connection: sqlite3.Connection) -> None:
    """From now on a text that is no UTF-8 comes as bytes, which no record takes: else SQLite fails
    at such a row, and with it at all that follow."""
    connection.text_factory = _decoded


def _decoded(data: bytes) -> str | bytes:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data
