"""Which tips were told, in the history.

Owns the rows of `tips`, which are only ever added to. Each function is the inside of one
transaction. Knows no tip, and never reads the clock.
"""

from __future__ import annotations

import os
import sqlite3
from datetime import date, datetime

from calfcoach.days import epoch_ms, instant_text
from calfcoach.records import TipTold
from calfcoach.store import rows, sieve
from calfcoach.store.ids import RANDOM_BYTES, new_id
from calfcoach.upkeep import Upkeep


def tell(connection: sqlite3.Connection, tip: str, local_day: str, at: datetime) -> None:
    """Write that a tip was told. ValueError for a day that is none."""
    connection.execute(
        "INSERT INTO tips (id, tip, local_day, at) VALUES (?, ?, ?, ?)",
        [
            new_id(epoch_ms(at), os.urandom(RANDOM_BYTES)),
            tip,
            date.fromisoformat(local_day).isoformat(),
            instant_text(at),
        ],
    )


def listing(
    connection: sqlite3.Connection, since_day: str, hearer: Upkeep | None = None
) -> list[TipTold]:
    """The tips that were told from a local day on, oldest first; "" is from the beginning."""
    question = "SELECT rowid AS row_no, * FROM tips WHERE local_day >= ? ORDER BY at, rowid"
    return sieve.records(connection, question, [since_day], tip_of, "local_day", hearer)


def tip_of(row: sqlite3.Row) -> TipTold:
    """A row of `tips`. sqlite3.DatabaseError for one that no CalfCoach wrote."""
    try:
        return rows.sound(TipTold(tip=row["tip"], local_day=row["local_day"], at=row["at"]))
    except (ValueError, IndexError) as error:
        raise rows.unreadable(error) from error
