"""The short codes of sessions, which tell each from every other in the history.

Owns which sessions can make a code longer. Changes nothing.
"""

from __future__ import annotations

import sqlite3

from calfcoach.store.ids import CODE_LENGTH, TAIL_LENGTH, shortest_codes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_CODE_DIGITS = slice(-TAIL_LENGTH, -TAIL_LENGTH + CODE_LENGTH)  # of an id, behind a short code
_AT_ONCE = 500  # values in one IN (…); SQLites before 3.32 take 999 at most


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
    if len(starts) <= _AT_ONCE:
        question = (
            "SELECT id FROM sessions WHERE typeof(id) = 'text'"
            f" AND substr(id, -12, 4) IN ({', '.join('?' * len(starts))})"  # noqa: S608 - only question marks
        )
        return [row[0] for row in connection.execute(question, starts)]
    # As one text: a row each takes five times as long.
    question = "SELECT group_concat(id, ' ') FROM sessions WHERE typeof(id) = 'text'"
    ids: str = connection.execute(question).fetchone()[0]
    return ids.split(" ")
