"""The work of many sessions as sums, for a listing: added up and looked over without a record a
phase.

Twenty thousand rows of work as records take half a second, which is forty times as long as an
interpreter takes to start. Days are alike, so that rows are looked over by kind: of all that differ
only in an instant or a length, each in order, one is read as a record. What no CalfCoach writes is
found by the same check as ever. Changes nothing.
"""

from __future__ import annotations

import sqlite3

from calfcoach.records import GapRecord
from calfcoach.store import rows
from calfcoach.store.kinds import one_of_each
from calfcoach.store.limits import AT_ONCE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from calfcoach.store.all_work import Kinds


_MANY = 100  # sessions
_FEW_MORE = 2  # times as many
_BETWEEN = "WHERE session_id BETWEEN ? AND ?"


def done_in(
    connection: sqlite3.Connection, ids: Sequence[str], question: str, kinds: Kinds | None = None
) -> dict[str, tuple[float, ...]]:
    """What was done in each of these sessions, and in others maybe, in seconds as the question of
    `all_work` has it; those without work are left out. `kinds` are those of all work, where they
    were asked for at the side. sqlite3.DatabaseError where any work of these is damaged."""
    pieces = list(_pieces(connection, ids))
    cursor = connection.cursor()
    cursor.row_factory = None  # plain tuples: there may be thousands
    found: dict[str, tuple[float, ...]] = {}
    for those, values in pieces:
        found |= {row[0]: row[1:] for row in cursor.execute(question.format(those=those), values)}
    if kinds is None or not _are_sound(kinds):
        _look_over_those(connection, ids, pieces)
    return found


def _are_sound(kinds: Kinds) -> bool:
    try:
        return all(map(rows.work_of, kinds()))
    except sqlite3.Error:
        return False  # asked as ever it is told


def _look_over_those(
    connection: sqlite3.Connection,
    ids: Sequence[str],
    pieces: Sequence[tuple[str, Sequence[str]]],
) -> None:
    try:
        for those, values in pieces:
            look_over(connection, those, values)
    except sqlite3.DatabaseError:
        if pieces[0][0] != _BETWEEN:
            raise
        for those, values in _listed(ids):  # it may be a row of another session
            look_over(connection, those, values)


def _pieces(
    connection: sqlite3.Connection, ids: Sequence[str]
) -> Iterator[tuple[str, Sequence[str]]]:
    """The work of these sessions as conditions. All rows from the first id to the last take half
    the time of a list of many ids, where they are few more than those."""
    if len(ids) >= _MANY:
        edges = [min(ids), max(ids)]
        within = "SELECT count(*) FROM sessions WHERE id BETWEEN ? AND ?"
        if connection.execute(within, edges).fetchone()[0] <= _FEW_MORE * len(ids):
            return iter([(_BETWEEN, edges)])
    return _listed(ids)


def _listed(ids: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    return ((f"WHERE session_id IN ({marks(some)})", some) for some in at_once(ids))


def look_over(connection: sqlite3.Connection, where: str = "", values: Sequence[str] = ()) -> None:
    """Look at all rows of work, or at those of a condition. sqlite3.DatabaseError where any of them
    is damaged. The file has the latest format."""
    for row in connection.execute(one_of_each("work", where), values):
        rows.work_of(row)


def gaps_of(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, list[GapRecord]]:
    """The gaps of these sessions; those without any are left out. sqlite3.DatabaseError."""
    found: dict[str, list[GapRecord]] = {}
    asked = {*ids}
    for those, values in _pieces(connection, ids):
        for row in connection.execute(f"SELECT * FROM gaps {those} ORDER BY at, rowid", values):  # noqa: S608 - the terms are ours, values are bound
            if row["session_id"] in asked:
                found.setdefault(row["session_id"], []).append(rows.gap_of(row))
    return found


def at_once(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """The ids in pieces that one question can hold."""
    for start in range(0, len(ids), AT_ONCE):
        yield ids[start : start + AT_ONCE]


def marks(values: Iterable[object]) -> str:
    """A question mark for each value."""
    return ", ".join("?" for _ in values)
