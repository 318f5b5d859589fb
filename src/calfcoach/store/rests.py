"""Days that were kept free, in the history.

Owns the rows of `rests`. Each function is the inside of one transaction. Knows nothing of what a
free day means for a run of days, or of the clock.
"""

from __future__ import annotations

import os
import sqlite3
from datetime import date, datetime, timedelta

from calfcoach.days import epoch_ms, instant_text
from calfcoach.records import RestReason, RestRecord
from calfcoach.store import rows, sieve
from calfcoach.store.ids import RANDOM_BYTES, new_id

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from calfcoach.store.operations import Touch
    from calfcoach.upkeep import Upkeep


def listing(connection: sqlite3.Connection, hearer: Upkeep | None = None) -> list[RestRecord]:
    """All rests that were not taken back, oldest first."""
    question = (
        "SELECT rowid AS row_no, * FROM rests WHERE deleted_at IS NULL ORDER BY from_day, at, id"
    )
    return sieve.records(connection, question, [], rows.rest_of, "from_day", hearer)


def by_id(connection: sqlite3.Connection, rest_id: str) -> RestRecord | None:
    """The rest of this id, also one that was taken back."""
    row = connection.execute("SELECT * FROM rests WHERE id = ?", [rest_id]).fetchone()
    return None if row is None else rows.rest_of(row)


def begin(
    connection: sqlite3.Connection, from_day: str, until_day: str, reason: str, at: datetime
) -> Touch:
    """Write days that are kept free. ValueError for days or a reason that are none."""
    if date.fromisoformat(until_day) < date.fromisoformat(from_day):
        raise ValueError("a rest ends on its first day at the earliest")
    rest = RestRecord(
        id=new_id(epoch_ms(at), os.urandom(RANDOM_BYTES)),
        from_day=from_day,
        until_day=until_day,
        reason=RestReason(reason).value,
        at=instant_text(at),
    )
    return insert(connection, rest)


def insert(connection: sqlite3.Connection, rest: RestRecord) -> Touch:
    """Write a rest under the id that it has."""
    from calfcoach.store.operations import RESTS, Touch  # late: they only serve a change

    connection.execute(
        "INSERT INTO rests (id, from_day, until_day, reason, at) VALUES (?, ?, ?, ?, ?)",
        [rest.id, rest.from_day, rest.until_day, rest.reason, rest.at],
    )
    return Touch(kind=RESTS, row_id=rest.id, before=None, after={})


def end(
    connection: sqlite3.Connection, day: str, at: datetime, hearer: Upkeep | None = None
) -> list[Touch]:
    """End every rest that reaches to `day` or beyond on the day before; nothing is left of those
    that began on it or later."""
    from calfcoach.store import marked
    from calfcoach.store.operations import RESTS, Touch

    touches = []
    day_before = (date.fromisoformat(day) - timedelta(days=1)).isoformat()
    for rest in listing(connection, hearer):
        if rest.until_day < day:
            continue
        before: dict[str, Any]
        after: dict[str, Any]
        if rest.from_day < day:
            before, after = {"until_day": rest.until_day}, {"until_day": day_before}
        else:
            before, after = {"deleted_at": None}, {"deleted_at": instant_text(at)}
        marked.put(connection, RESTS, rest.id, after)
        touches.append(Touch(kind=RESTS, row_id=rest.id, before=before, after=after))
    return touches
