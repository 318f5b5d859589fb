"""Operations: what one person did to the history at once, with what each row held before it.

Owns the rows of `operations` and `touched`, and the order in which they are taken back and made
again. They are only ever added to: taking something back is an operation too. Knows nothing of
what the columns mean, of files or the clock.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from calfcoach.days import epoch_ms, instant_text
from calfcoach.files.json_reading import read_json
from calfcoach.frozen import frozen
from calfcoach.store.ids import RANDOM_BYTES, new_id

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

UNDO, REDO, PURGE = "undo", "redo", "purge"
SESSIONS, WORK, RESTS, PLANS, MEASURES = "sessions", "work", "rests", "plans", "measures"


@frozen
class Touch:
    """One row that an operation touched. `before` and `after` hold the columns that it changed;
    `before` is None where the row came with the operation. `work_no` is that of a row of `work`.
    """

    kind: str
    row_id: str
    work_no: int = 0
    before: Mapping[str, Any] | None
    after: Mapping[str, Any]


@frozen
class Operation:
    """One operation as it was written. `source` says where an import came from."""

    id: str
    at: str
    kind: str
    source: str


def record(
    connection: sqlite3.Connection,
    kind: str,
    touches: Sequence[Touch],
    at: datetime,
    *,
    source: str = "",
) -> None:
    """Write an operation. One that touched nothing is none."""
    if not touches:
        return
    operation_id = _write(connection, kind, at, source=source)
    connection.executemany(
        "INSERT INTO touched (operation_id, kind, row_id, work_no, before, after)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (
            [
                operation_id,
                each.kind,
                each.row_id,
                each.work_no,
                _json(each.before),
                _json(each.after),
            ]
            for each in touches
        ),
    )


def mark(
    connection: sqlite3.Connection, kind: str, at: datetime, *, target: str | None = None
) -> None:
    """Write that an operation (`target`) was taken back or made again, or that rows were purged."""
    _write(connection, kind, at, target=target)


def newest_standing(connection: sqlite3.Connection) -> Operation | None:
    """The operation that would be taken back next."""
    taken_back = 0
    for row in _backwards(connection):
        if row["kind"] == UNDO:
            taken_back += 1
        elif row["kind"] == PURGE:
            continue
        elif taken_back:
            taken_back -= 1
        else:
            return _named(connection, row["target"] or row["id"])
    return None


def newest_taken_back(connection: sqlite3.Connection) -> Operation | None:
    """The operation that would be made again next: None once anything new was done."""
    made_again = 0
    for row in _backwards(connection):
        if row["kind"] == REDO:
            made_again += 1
        elif row["kind"] != UNDO:
            return None
        elif made_again:
            made_again -= 1
        else:
            return _named(connection, row["target"])
    return None


def touches_of(connection: sqlite3.Connection, operation_id: str) -> list[Touch]:
    """The rows that an operation touched, in their order, as far as that can be read: a damaged one
    must not stand in the way of all that is older."""
    found = connection.execute(
        "SELECT * FROM touched WHERE operation_id = ? ORDER BY id", [operation_id]
    )
    return list(_touches(found))


def forget(connection: sqlite3.Connection, ids: Iterable[str]) -> None:
    """Remove what tells of purged rows, and operations of which nothing is left."""
    for row_id in ids:
        concerned = connection.execute(
            "SELECT DISTINCT operation_id FROM touched WHERE row_id = ?", [row_id]
        ).fetchall()
        connection.execute("DELETE FROM touched WHERE row_id = ?", [row_id])
        for (operation_id,) in concerned:
            connection.execute(
                "DELETE FROM operations WHERE (id = ?1 OR target = ?1)"
                " AND NOT EXISTS (SELECT 1 FROM touched WHERE operation_id = ?1)",
                [operation_id],
            )


def _write(
    connection: sqlite3.Connection,
    kind: str,
    at: datetime,
    *,
    source: str = "",
    target: str | None = None,
) -> str:
    operation_id = new_id(epoch_ms(at), os.urandom(RANDOM_BYTES))
    connection.execute(
        "INSERT INTO operations (id, at, kind, source, target) VALUES (?, ?, ?, ?, ?)",
        [operation_id, instant_text(at), kind, source, target],
    )
    return operation_id


def _backwards(connection: sqlite3.Connection) -> Iterable[sqlite3.Row]:
    # Row by row: what is looked for is nearly always among the newest.
    return connection.execute("SELECT id, kind, target FROM operations ORDER BY no DESC")


def _named(connection: sqlite3.Connection, operation_id: str) -> Operation | None:
    row = connection.execute("SELECT * FROM operations WHERE id = ?", [operation_id]).fetchone()
    if row is None:
        raise sqlite3.DatabaseError("an operation is missing")
    return Operation(id=row["id"], at=row["at"], kind=row["kind"], source=row["source"])


def _touches(found: Iterable[sqlite3.Row]) -> Iterator[Touch]:
    for row in found:
        try:
            yield touch_of(row)
        except sqlite3.DatabaseError:
            continue


def touch_of(row: sqlite3.Row) -> Touch:
    """A row of `touched`. sqlite3.DatabaseError for one that no CalfCoach wrote."""
    try:
        before = None if row["before"] is None else dict(read_json(row["before"]))
        after = dict(read_json(row["after"]))
    except (ValueError, TypeError, RecursionError) as error:
        raise sqlite3.DatabaseError(str(error)) from error
    return Touch(
        kind=row["kind"], row_id=row["row_id"], work_no=row["work_no"], before=before, after=after
    )


def _json(values: Mapping[str, Any] | None) -> str | None:
    import json

    return None if values is None else json.dumps(values, ensure_ascii=False)
