"""Rows that stand beside the sessions and are no record of their own: answers of days, what `undo`
goes by, former values, what was agreed to, marks of a purge.

Owns what each must be to be of use. Knows nothing of what becomes of one that is not.
"""

from __future__ import annotations

import sqlite3

from calfcoach.records import CalfSign
from calfcoach.store import rows
from calfcoach.store.ids import is_id


def day_answer_of(row: sqlite3.Row) -> None:
    """A row of `day_answers` whose day and instant are some. sqlite3.DatabaseError."""
    _sound(row["at"], row["local_day"])


def whole_day_answer_of(row: sqlite3.Row) -> CalfSign:
    """The same where its answer is a text too. sqlite3.DatabaseError."""
    if not isinstance(row["answer"], str):
        raise rows.unreadable(ValueError("no text"))
    return sign_of(row)


def sign_of(row: sqlite3.Row) -> CalfSign:
    """What a day told of the calves. sqlite3.DatabaseError for values that are none."""
    return _sound(row["at"], row["local_day"], row["answer"])


def operation_of(row: sqlite3.Row) -> None:
    """A row of `operations`. sqlite3.DatabaseError."""
    rows.instant_of(row)
    rows.id_of(row)
    if not isinstance(row["kind"], str) or not isinstance(row["source"], str):
        raise rows.unreadable(ValueError("no text"))
    if row["target"] is not None and not is_id(row["target"]):
        raise rows.unreadable(ValueError("an id of another form"))


def touch_of(row: sqlite3.Row) -> None:
    """A row of `touched`. sqlite3.DatabaseError."""
    from calfcoach.store import operations  # late: of no use to most who read

    operations.touch_of(row)
    if not is_id(row["row_id"]):
        raise rows.unreadable(ValueError("an id of another form"))


def acknowledgement_of(row: sqlite3.Row) -> None:
    """A row of `acknowledgements`. sqlite3.DatabaseError."""
    rows.instant_of(row)
    if not isinstance(row["what"], str) or not isinstance(row["version"], str):
        raise rows.unreadable(ValueError("no text"))


def change_of(row: sqlite3.Row) -> None:
    """A row of `changes`. sqlite3.DatabaseError."""
    rows.id_of(row)
    rows.instant_of(row)
    if not isinstance(rows.change_of(row).what, dict):
        raise rows.unreadable(ValueError("no columns"))


def tombstone_of(row: sqlite3.Row) -> None:
    """A row of `tombstones` that marks anything. sqlite3.DatabaseError."""
    rows.id_of(row)


def _sound(at: object, local_day: object, answer: object = None) -> CalfSign:
    values = {"at": at, "local_day": local_day, "answer": answer}
    try:
        return rows.sound(CalfSign(**values))  # type: ignore[arg-type]  # that is what is looked at
    except (ValueError, TypeError) as error:
        raise rows.unreadable(error) from error
