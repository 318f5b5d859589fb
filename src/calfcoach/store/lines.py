"""The listing of the history as lines: of each session no more is read than its line shows, and no
more is looked over.

Owns the one question behind it. A row of work that tells something else which cannot be read is met
where it is shown. Changes nothing.
"""

from __future__ import annotations

from calfcoach.records import LINE_FIELDS
from calfcoach.store import rows
from calfcoach.store.sessions import CRAMP, codes_of, condition, cramps_of
from calfcoach.store.stretched import STRETCHED, lengths_of
from calfcoach.store.work_sums import gaps_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from typing import Any

    from calfcoach.records import SessionLine, SessionRecord
    from calfcoach.store.sessions import Wanted
    from calfcoach.store.stretched import Stretched

_ALL = (1 << 63) - 1  # the largest number that SQLite takes
_ID, _ROUTINE = LINE_FIELDS.index("id"), LINE_FIELDS.index("routine_id")


def lines(
    connection: sqlite3.Connection,
    wanted: Wanted,
    limit: int | None,
    stretched: Stretched | None = None,
) -> list[SessionLine | SessionRecord]:
    """The newest `limit` sessions that are wanted, oldest first; a cramp, of which each phase tells
    something, is a record with its work. `stretched` is that of all sessions, where it was asked
    for at the side. sqlite3.DatabaseError where any line cannot be read."""
    found = _found(connection, wanted, limit, "NULL" if stretched else STRETCHED)
    told = rows.lines_of(found)
    ids = [each[_ID] for each in told]
    codes = codes_of(connection, ids)
    gaps = gaps_of(connection, ids)
    cramps = cramps_of(connection, [each[_ID] for each in told if each[_ROUTINE] == CRAMP], codes)
    sums = stretched() if stretched else {each[_ID]: each[-1] for each in found}
    if sums is None or not sums.keys() >= {*ids}:  # another moment was asked there
        return lines(connection, wanted, limit)
    return [
        cramps.get(own) or (*each, codes[own], tuple(gaps.get(own, ())), *lengths_of(sums[own]))
        for own, each in zip(ids, told, strict=True)
    ]


def _found(
    connection: sqlite3.Connection, wanted: Wanted, limit: int | None, sums: str
) -> list[tuple[Any, ...]]:
    where, values = condition(wanted)
    cursor = connection.cursor()
    cursor.row_factory = None  # plain tuples: there may be thousands
    found = cursor.execute(
        f"SELECT {', '.join(LINE_FIELDS)}, {sums} FROM sessions WHERE {where}"  # noqa: S608 - the terms are ours, values are bound
        " ORDER BY started_at DESC, id DESC LIMIT ?",
        [*values, _ALL if limit is None else min(max(limit, 0), _ALL)],
    ).fetchall()
    found.reverse()
    return found
