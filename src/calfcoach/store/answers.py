"""The safety questions in the history: what was answered, which flags stand open, the day's answer.

Owns their rows, in and out; each function is the inside of one transaction. They are only ever
added to: that a flag was cleared is a row of its own. Knows nothing of the questions themselves,
of what a flag means, or of the clock.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Mapping
from datetime import datetime

from calfcoach.days import epoch_ms, instant_text, read_instant
from calfcoach.errors import CoachError
from calfcoach.records import CalfSign, FlagOrigin, FlagRecord, ScreeningRecord
from calfcoach.store import beside, rows, sieve
from calfcoach.store.ids import RANDOM_BYTES, is_id, new_id

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from calfcoach.upkeep import Upkeep

_STAYS_OPEN = ("not-yet", "yes")  # what a clinician, or the person asked once more, may say

# A session that ended early with pain told in it; a deleted one, and one that was not worth
# keeping, hurt all the same.
_HURT = (
    "status != 'completed'"
    " AND (status != 'running' OR deleted_at IS NOT NULL)"
    " AND (pain_worst IS NOT NULL OR EXISTS"
    " (SELECT 1 FROM work WHERE work.session_id = sessions.id AND work.why LIKE 'pain%'))"
)
_HURT_SINCE = f"""
    SELECT 1 FROM sessions WHERE coalesce(ended_at, updated_at) > ? AND {_HURT} LIMIT 1
"""  # noqa: S608 - as below
_CALF_SIGNS = f"""
    SELECT at, local_day, answer, id, rowid AS row_no, 'day_answers' AS held
    FROM day_answers WHERE local_day >= ?1
    UNION ALL
    SELECT coalesce(ended_at, updated_at), local_day, NULL, id, rowid, 'sessions' FROM sessions
    WHERE local_day >= ?1 AND {_HURT} ORDER BY 1, 4
"""  # noqa: S608 - the piece is ours, the value is bound


class LostAnswerError(sqlite3.DatabaseError):
    """What was answered to the safety questions cannot be read: what it limited is not known."""


def save_screening(connection: sqlite3.Connection, screening: ScreeningRecord) -> None:
    """Write one round of answers."""
    import json  # late: it takes a tenth of an interpreter, and readers do without

    values = {
        "at": screening.at,
        "local_day": screening.local_day,
        "version": screening.version,
        "conditions": json.dumps(screening.conditions),
        "flags": json.dumps(screening.flags),
    }
    _add(connection, "screenings", values, read_instant(screening.at))


def newest_screening(connection: sqlite3.Connection, *, whole: bool) -> ScreeningRecord | None:
    """The newest answers; where `whole` the newest of both pages. LostAnswerError where they may
    be those of a row that cannot be read."""
    newest, lost = _screenings(connection, whole=whole)
    for row in lost:
        if not _is_older(row, newest):
            raise LostAnswerError("a screening cannot be read")
    return None if newest is None else rows.screening_of(newest)


def replaced_screenings(connection: sqlite3.Connection) -> dict[int, str]:
    """The screenings that cannot be read and that others have replaced, by the number of their
    row, and what each is called. sqlite3.DatabaseError."""
    newest, lost = _screenings(connection, whole=True)
    older = [row for row in lost if _is_older(row, newest)]
    return sieve.sifted(older, rows.screening_of, "local_day")[1]


def _screenings(
    connection: sqlite3.Connection, *, whole: bool
) -> tuple[sqlite3.Row | None, list[sqlite3.Row]]:
    """The newest row that is wanted, and all that cannot be read."""
    question = "SELECT rowid AS row_no, * FROM screenings ORDER BY at DESC, id DESC"
    try:
        found = connection.execute(question).fetchall()
    except sqlite3.OperationalError:  # a text that is no UTF-8
        sieve.decode_what_can_be(connection)
        found = connection.execute(question).fetchall()
    newest, lost = None, []
    for row in found:
        try:
            record = rows.screening_of(row)
        except sqlite3.DatabaseError:
            lost.append(row)
            continue
        if newest is None and not (whole and record.flags):
            newest = row
    return newest, lost


def _is_older(row: sqlite3.Row, newest: sqlite3.Row | None) -> bool:
    """Whether a row was written before another: an id begins with its instant."""
    if newest is None or not (is_id(row["id"]) and is_id(newest["id"])):
        return False
    return str(row["id"]) < str(newest["id"])


def open_flag(connection: sqlite3.Connection, flag: str, origin: FlagOrigin, at: datetime) -> str:
    """Write a flag, if it does not stand open; the id of its row."""
    standing = [each for each in flags(connection) if each.flag == flag and not each.closed_at]
    if standing:
        return standing[0].id
    values = {"flag": flag, "opened_at": instant_text(at), "origin": origin.value}
    return _add(connection, "flags", values, at)


def flags(connection: sqlite3.Connection) -> list[FlagRecord]:
    """All flags, each with the newest try to clear it, oldest first."""
    found = connection.execute(
        "SELECT flags.id, flag, opened_at, origin,"
        " (SELECT min(at) FROM clearances WHERE flag_id = flags.id AND closes) AS closed_at,"
        " coalesce(door, '') AS door, coalesce(said, '') AS said, coalesce(day, '') AS day"
        " FROM flags LEFT JOIN clearances ON clearances.id ="
        " (SELECT id FROM clearances WHERE flag_id = flags.id ORDER BY at DESC, id DESC LIMIT 1)"
        " ORDER BY opened_at, flags.rowid"
    )
    return [rows.flag_of(row) for row in found]


def close_flag(
    connection: sqlite3.Connection, flag_id: str, door: str, said: str, day: str, at: datetime
) -> bool:
    """Write a try to clear a flag; whether it closed it."""
    if connection.execute("SELECT 1 FROM flags WHERE id = ?", [flag_id]).fetchone() is None:
        raise CoachError("the history does not hold this flag", where=flag_id)
    closes = said not in _STAYS_OPEN
    values = {
        "flag_id": flag_id,
        "at": instant_text(at),
        "door": door,
        "said": said,
        "day": day,
        "closes": int(closes),
    }
    _add(connection, "clearances", values, at)
    return closes


def save_day_answer(
    connection: sqlite3.Connection, local_day: str, answer: str, at: datetime
) -> None:
    """Write an answer to the question of a day."""
    values = {"local_day": local_day, "at": instant_text(at), "answer": answer}
    _add(connection, "day_answers", values, at)


def day_answer(connection: sqlite3.Connection, local_day: str) -> str | None:
    """The newest answer of a day."""
    found = _newest_answer(connection, local_day)
    return None if found is None else str(found["answer"])


def calf_signs(
    connection: sqlite3.Connection, since_day: str, hearer: Upkeep | None = None
) -> list[CalfSign]:
    """What was told of the calves from a local day on, oldest first. What cannot be read is left
    out where somebody hears of it. sqlite3.DatabaseError."""
    try:
        return [beside.sign_of(row) for row in connection.execute(_CALF_SIGNS, [since_day])]
    except sqlite3.DatabaseError:
        if hearer is None:
            raise
    sieve.decode_what_can_be(connection)
    found = connection.execute(_CALF_SIGNS, [since_day]).fetchall()
    for table in ("day_answers", "sessions"):
        held = [row for row in found if row["held"] == table]
        hearer.leave_out(table, sieve.sifted(held, beside.sign_of, "local_day")[1])
    return sieve.sifted(found, beside.sign_of, "local_day")[0]


def hurt_since(connection: sqlite3.Connection, at: str) -> bool:
    """Whether a session has ended in pain since an instant."""
    return connection.execute(_HURT_SINCE, [at]).fetchone() is not None


def hurt_since_answer(connection: sqlite3.Connection, local_day: str) -> bool:
    """Whether a session has ended in pain since the newest answer of a day."""
    found = _newest_answer(connection, local_day)
    if found is None:
        return False
    return hurt_since(connection, str(found["at"]))


def _newest_answer(connection: sqlite3.Connection, local_day: str) -> sqlite3.Row | None:
    row: sqlite3.Row | None = connection.execute(
        "SELECT at, answer FROM day_answers WHERE local_day = ?"
        " AND at GLOB '[12][0-9][0-9][0-9]-*'"  # else pain since a damaged one were never newer
        " ORDER BY at DESC, id DESC LIMIT 1",
        [local_day],
    ).fetchone()
    return row


def _add(
    connection: sqlite3.Connection, table: str, values: Mapping[str, Any], at: datetime
) -> str:
    """Write a new row under a new id; the id."""
    named = {"id": new_id(epoch_ms(at), os.urandom(RANDOM_BYTES)), **values}
    marks = ", ".join("?" * len(named))
    connection.execute(
        f"INSERT INTO {table} ({', '.join(named)}) VALUES ({marks})",  # noqa: S608 - the names are ours
        list(named.values()),
    )
    return str(named["id"])
