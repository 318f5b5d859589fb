"""The short codes of sessions, which tell each from every other in the history.

Owns which sessions can make a code longer. Changes nothing.
"""

from __future__ import annotations

import sqlite3

from calfcoach.store.ids import CODE_LENGTH, TAIL_LENGTH, shortest_codes
from calfcoach.store.limits import AT_ONCE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_CODE_DIGITS = slice(-TAIL_LENGTH, -TAIL_LENGTH + CODE_LENGTH)  # of an id, behind a short code


def codes_of(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, str]:
    """The codes of these sessions, and of those that are called alike. sqlite3.DatabaseError where
    the index of codes has lost some of them."""
    codes = shortest_codes(_ids_alike(connection, [each[_CODE_DIGITS] for each in ids]))
    if not codes.keys() >= set(ids):
        raise sqlite3.DatabaseError("an index is damaged")
    return codes


def _ids_alike(connection: sqlite3.Connection, starts: list[str]) -> list[str]:
    """The ids of all sessions whose codes begin with one of `starts` (in hex digits).

    Only these can make a code longer: asking for them alone takes a short listing from 24 ms
    to 1 where there are ten thousand sessions. Deleted ones count too, so that a code that
    was read off a listing still holds after an undo.
    """
    if not starts:
        return []
    own = "FROM sessions WHERE typeof(id) = 'text'"
    if len(starts) <= AT_ONCE:
        marks = ", ".join("?" * len(starts))
        found = connection.execute(f"SELECT id {own} AND substr(id, -12, 4) IN ({marks})", starts)
        return [row[0] for row in found]
    # As one text: a row each takes five times as long.
    ids: str = connection.execute(f"SELECT group_concat(id, ' ') {own}").fetchone()[0]
    return ids.split(" ")
