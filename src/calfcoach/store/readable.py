"""Sessions as far as they can be read, where a listing found a row that cannot be.

Owns which sessions those are: one whose own row, or any row of whose work or gaps, holds what no
CalfCoach writes. Slow, row by row: whoever asks has met DamageError before. Changes nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from calfcoach.frozen import frozen, replace
from calfcoach.records import GapRecord, SessionRecord, WorkRecord
from calfcoach.store import faults, place, rows
from calfcoach.store.ids import is_id, shortest_codes
from calfcoach.store.sessions import selected_row, with_codes
from calfcoach.store.sieve import day_of, decode_what_can_be
from calfcoach.store.wanted import Wanted, condition

TYPE_CHECKING = False
if TYPE_CHECKING:
    from calfcoach.files.folders import AnyPath


@frozen
class Lost:
    """A session that cannot be read: the number of its row, and how it can be named: by its code
    and its day, empty where not even those can be read. `id` is empty where it is none."""

    row_no: int
    id: str
    code: str
    day: str

    @property
    def name(self) -> str:
        """In a few words: its code and day, as far as they are known."""
        named = f"`{self.code}`" if self.code else "one"
        return f"{named} of {self.day}" if self.day else named


@frozen
class Readable:
    """Sessions oldest first, and those that were wanted but cannot be read."""

    sessions: list[SessionRecord]
    lost: tuple[Lost, ...]


def readable_sessions(
    path: AnyPath, wanted: Wanted, *, limit: int | None = None, with_work: bool = False
) -> Readable:
    """The newest `limit` sessions that are wanted and can be read. HistoryError where the file
    itself is damaged."""
    with faults.in_words(path, "read"):
        connection = place.connect_for_reading(path, faults.BUSY_TIMEOUT_S)
        try:
            decode_what_can_be(connection)
            return _readable(connection, wanted, limit, with_work=with_work)
        finally:
            connection.close()


class LostError(faults.DamageError):
    """The session that was asked for cannot be read; `lost` says which it is."""

    def __init__(self, lost: Lost, where: str) -> None:
        super().__init__(
            f"this session cannot be read: {lost.name}",
            where=where,
            hint="`calfcoach doctor --mend` moves it aside; a copy of all is kept",
        )
        self.lost = lost


def lost_one(
    connection: sqlite3.Connection, selector: str, *, with_deleted: bool = False
) -> Lost | None:
    """The session that `sessions.selected` would give, where it cannot be read. CoachError."""
    decode_what_can_be(connection)
    row = selected_row(connection, selector, with_deleted=with_deleted)
    return _named([row])[0] if _whole(connection, row) is None else None


def readable_day(connection: sqlite3.Connection, day: str) -> Readable:
    """The sessions of a local day that can be read, with their work."""
    decode_what_can_be(connection)
    after = (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    wanted = Wanted(since_day=day, until_day=after)
    return _readable(connection, wanted, None, with_work=True)


def lost_sessions(connection: sqlite3.Connection, wanted: Wanted | None = None) -> tuple[Lost, ...]:
    """Those of the sessions that cannot be read; without `wanted` the deleted ones too. The
    connection decodes only what can be. sqlite3.Error."""
    question = "SELECT rowid AS row_no, * FROM sessions"
    values: Sequence[object] = ()
    if wanted is not None:
        where, values = condition(wanted)
        question += f" WHERE {where}"
    found = connection.execute(f"{question} ORDER BY rowid", values).fetchall()
    return _named([row for row in found if _whole(connection, row) is None])


def _readable(
    connection: sqlite3.Connection, wanted: Wanted, limit: int | None, *, with_work: bool
) -> Readable:
    good: list[tuple[sqlite3.Row, SessionRecord]] = []
    bad: list[sqlite3.Row] = []
    for row in _newest_first(connection, wanted):
        if limit is not None and len(good) >= limit:
            break
        session = _whole(connection, row)
        if session is None:
            bad.append(row)
        else:
            good.append((row, session))
    good.reverse()
    coded = with_codes(connection, [row for row, _ in good])
    sessions = [
        replace(session, code=each.code) if with_work else each
        for each, (_, session) in zip(coded, good, strict=True)
    ]
    return Readable(sessions=sessions, lost=_named(bad))


def _newest_first(connection: sqlite3.Connection, wanted: Wanted) -> Iterator[sqlite3.Row]:
    where, values = condition(wanted)
    yield from connection.execute(
        f"SELECT rowid AS row_no, * FROM sessions WHERE {where}"  # noqa: S608 - the terms are ours, values are bound
        " ORDER BY started_at DESC, id DESC",
        values,
    )


def _whole(connection: sqlite3.Connection, row: sqlite3.Row) -> SessionRecord | None:
    """The session of a row with its work and gaps, still without a code; None where any of it
    cannot be read."""
    own = [row["id"]]
    work: list[WorkRecord] = []
    gaps: list[GapRecord] = []
    found = connection.execute("SELECT * FROM work WHERE session_id = ? ORDER BY work_no", own)
    work_rows = found.fetchall()
    found = connection.execute("SELECT * FROM gaps WHERE session_id = ? ORDER BY at, rowid", own)
    gap_rows = found.fetchall()
    try:
        session = rows.session_of(row, "")
        work += map(rows.work_of, work_rows)
        gaps += map(rows.gap_of, gap_rows)
    except sqlite3.DatabaseError:
        return None
    return rows.with_work(session, tuple(work), tuple(gaps))


def _named(found: Sequence[sqlite3.Row]) -> tuple[Lost, ...]:
    ids = [row["id"] for row in found if is_id(row["id"])]
    codes = shortest_codes(ids)
    return tuple(
        Lost(
            row_no=row["row_no"],
            id=row["id"] if row["id"] in ids else "",
            code=codes.get(row["id"], "") if row["id"] in ids else "",
            day=day_of(row["local_day"]),
        )
        for row in found
    )
