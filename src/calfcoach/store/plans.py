"""The plan's file as it stood each time, in the history.

Owns the rows of `plan_versions`. Each function is the inside of one transaction. The text is kept
as it was typed: whoever shows any of it makes it harmless. Knows nothing of what a plan is, or of
the clock.
"""

from __future__ import annotations

import os
import sqlite3
from datetime import date, datetime

from calfcoach.days import epoch_ms, instant_text
from calfcoach.errors import CoachError
from calfcoach.frozen import replace
from calfcoach.records import PlanVersion
from calfcoach.store import operations, rows, sieve
from calfcoach.store.ids import RANDOM_BYTES, new_id
from calfcoach.store.operations import PLANS, Touch
from calfcoach.upkeep import Upkeep

TEXT_LETTERS = 1_048_576  # a file of a plan has 1 MiB at most


def keep(
    connection: sqlite3.Connection,
    plan_id: str,
    text: str,
    why: str,
    local_day: str,
    at: datetime,
) -> str:
    """Write a version as one operation; its id. ValueError for a day that is none, CoachError for
    a text that is too long."""
    if len(text) > TEXT_LETTERS:
        raise CoachError(f"a plan has at most {TEXT_LETTERS} characters, this one has {len(text)}")
    version = PlanVersion(
        id=new_id(epoch_ms(at), os.urandom(RANDOM_BYTES)),
        plan_id=plan_id,
        at=instant_text(at),
        local_day=date.fromisoformat(local_day).isoformat(),
        why=why,
        text=text,
    )
    operations.record(connection, "plan", [insert(connection, version)], at)
    return version.id


def insert(
    connection: sqlite3.Connection, version: PlanVersion, row_no: int | None = None
) -> Touch:
    """Write a version under the id that it has: as the newest, or as the row of a number."""
    connection.execute(
        "INSERT INTO plan_versions (rowid, id, plan_id, at, local_day, why, text)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            row_no,
            version.id,
            version.plan_id,
            version.at,
            version.local_day,
            version.why,
            version.text,
        ],
    )
    return Touch(kind=PLANS, row_id=version.id, before=None, after={})


def first_free_before(connection: sqlite3.Connection, count: int) -> int | None:
    """From which number on so many rows go before all that are here; None where there are none."""
    oldest: int | None = connection.execute("SELECT min(rowid) FROM plan_versions").fetchone()[0]
    return None if oldest is None else oldest - count


def listing(connection: sqlite3.Connection, hearer: Upkeep | None = None) -> list[PlanVersion]:
    """All versions that were not taken back, as they were written: a clock may have gone back
    between two of them, and the last is still the one that holds."""
    question = (
        "SELECT rowid AS row_no, * FROM plan_versions WHERE deleted_at IS NULL ORDER BY rowid"
    )
    return sieve.records(connection, question, [], version_of, "local_day", hearer)


def by_id(connection: sqlite3.Connection, version_id: str) -> PlanVersion | None:
    """The version of this id, also one that was taken back."""
    row = connection.execute("SELECT * FROM plan_versions WHERE id = ?", [version_id]).fetchone()
    return None if row is None else version_of(row)


def version_of(row: sqlite3.Row) -> PlanVersion:
    """A row of `plan_versions`. sqlite3.DatabaseError for one that no CalfCoach wrote."""
    try:
        version = PlanVersion(
            id=rows.id_of(row),
            plan_id=row["plan_id"],
            at=row["at"],
            local_day=row["local_day"],
            why=row["why"],
            text=row["text"],
        )
        return replace(rows.sound(version), text=version.text)
    except (ValueError, IndexError) as error:
        raise rows.unreadable(error) from error
