"""The work of many sessions as sums, for a listing: added up and looked over without a record a
phase.

Owns the SELECTs. Twenty thousand rows of work as records take half a second, which is forty times
as long as an interpreter takes to start. Days are alike, so that rows are looked over by kind: of
all that differ only in an instant or a length, each in order, one is read as a record. What no
CalfCoach writes is found by the same check as ever. Changes nothing.
"""

from __future__ import annotations

import sqlite3

from calfcoach.records import GapRecord, WorkSums
from calfcoach.store import rows

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    Kinds = Callable[[], Sequence[sqlite3.Row] | None]
    """Gives one row of work of each kind that the history has, or None where that is not known."""

AT_ONCE = 500  # ids in one IN (…); SQLites before 3.32 take 999 at most

_MANY = 100  # sessions
_FEW_MORE = 2  # times as many
_BETWEEN = "session_id BETWEEN ? AND ?"
_SUMS = """
    SELECT session_id,
        total(CASE side WHEN 'left' THEN done_s END),
        total(CASE side WHEN 'right' THEN done_s END),
        total(CASE side WHEN 'both' THEN done_s END),
        total(CASE WHEN kind = 'stretch' AND side = 'left' THEN done_s END),
        total(CASE WHEN kind = 'stretch' AND side = 'right' THEN done_s END)
    FROM work WHERE {those} GROUP BY session_id
"""
# An instant as `instant_text` writes it, and one that is on the calendar; others stay as they are.
# What `date` reads needs no look at its digits: a day that is none, an hour of 24 come out another.
_WRITTEN = "[12]???-??-??T??:??:??.[0-9][0-9][0-9]Z"
_AT = (
    f"CASE WHEN at GLOB '{_WRITTEN}' AND date(at) = substr(at, 1, 10)"
    " THEN '2000-01-01T00:00:00.000Z' ELSE at END AS at"
)
_DONE_S = f"CASE WHEN done_s BETWEEN 0 AND {rows.MOST} THEN 0.0 ELSE done_s END AS done_s"
# The number first: rows that differ in it need no further look, which halves the time. The plus
# keeps SQLite from going along the index of exercises, which costs three times as much.
KINDS = f"""
    SELECT DISTINCT work_no, step_no, set_no, round_no, exercise_title, kind, muscles, technique,
        side, planned_s, planned_reps, done_reps, load, status, why, pain, reps_left,
        +exercise_id AS exercise_id, {_DONE_S}, {_AT}
    FROM work
"""  # noqa: S608 - the pieces are ours, ids are bound


_STRETCHED = """
    SELECT session_id,
        total(CASE WHEN kind = 'stretch' AND side = 'left' THEN done_s END),
        total(CASE WHEN kind = 'stretch' AND side = 'right' THEN done_s END)
    FROM work WHERE {those} GROUP BY session_id
"""


def work_sums(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, WorkSums]:
    """What was done in each of these sessions, and in others maybe; those without work are left
    out. Nothing is looked over."""
    found: dict[str, WorkSums] = {}
    for those, values in _pieces(connection, ids):
        for row in connection.execute(_SUMS.format(those=those), values):
            session_id, left, right, both, stretch_left, stretch_right = row
            found[session_id] = WorkSums(
                left_s=left,
                right_s=right,
                both_s=both,
                stretch_left_s=stretch_left,
                stretch_right_s=stretch_right,
            )
    return found


def stretch_sums(
    connection: sqlite3.Connection, ids: Sequence[str]
) -> dict[str, tuple[float, float]]:
    """Of the same only the stretches, on the left and on the right."""
    found: dict[str, tuple[float, float]] = {}
    for those, values in _pieces(connection, ids):
        for row in connection.execute(_STRETCHED.format(those=those), values):
            session_id, left, right = row
            found[session_id] = left, right
    return found


def look_over_those(
    connection: sqlite3.Connection, ids: Sequence[str], kinds: Kinds | None = None
) -> None:
    """Look at the work of these sessions, or, where they are given, at all `kinds` first.
    sqlite3.DatabaseError where any of it is damaged."""
    if kinds is not None and _are_sound(kinds()):
        return
    pieces = list(_pieces(connection, ids))
    try:
        for those, values in pieces:
            look_over(connection, f"WHERE {those}", values)
    except sqlite3.DatabaseError:
        if pieces[0][0] != _BETWEEN:
            raise
        for those, values in _listed(ids):  # it may be a row of another session
            look_over(connection, f"WHERE {those}", values)


def _are_sound(kinds: Sequence[sqlite3.Row] | None) -> bool:
    try:
        return kinds is not None and all(map(rows.work_of, kinds))
    except sqlite3.DatabaseError:
        return False


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
    return ((f"session_id IN ({marks(some)})", some) for some in at_once(ids))


def look_over(connection: sqlite3.Connection, where: str = "", values: Sequence[str] = ()) -> None:
    """Look at all rows of work, or at those of a condition. sqlite3.DatabaseError where any of them
    is damaged. The file has the latest format."""
    for row in connection.execute(f"{KINDS} {where}", values):
        rows.work_of(row)


def gaps_of(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, list[GapRecord]]:
    """The gaps of these sessions; those without any are left out. sqlite3.DatabaseError."""
    found: dict[str, list[GapRecord]] = {}
    for some in at_once(ids):
        for row in connection.execute(
            f"SELECT * FROM gaps WHERE session_id IN ({marks(some)}) ORDER BY at, rowid",  # noqa: S608 - only question marks
            some,
        ):
            found.setdefault(row["session_id"], []).append(rows.gap_of(row))
    return found


def at_once(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """The ids in pieces that one question can hold."""
    for start in range(0, len(ids), AT_ONCE):
        yield ids[start : start + AT_ONCE]


def marks(values: Iterable[object]) -> str:
    """A question mark for each value."""
    return ", ".join("?" for _ in values)
