"""Questions to the history: listings, one session, a day, what is unfinished or agreed to.

Owns the SELECTs. Changes nothing. sqlite3.Error is left to the caller.
"""

from __future__ import annotations

import sqlite3
from operator import itemgetter

from calfcoach.errors import CoachError
from calfcoach.files.problems import visible
from calfcoach.frozen import fields_of, maker
from calfcoach.records import (
    WHOLE_LINE_FIELDS,
    ChangeRecord,
    SessionRecord,
    WorkRecord,
    WorkSums,
)
from calfcoach.store import rows
from calfcoach.store.all_work import DONE
from calfcoach.store.codes import codes_of
from calfcoach.store.ids import is_code, tail_of_code
from calfcoach.store.sieve import decode_what_can_be
from calfcoach.store.wanted import ANY, CRAMP, Wanted, condition, newest
from calfcoach.store.work_sums import at_once, done_in, gaps_of, marks

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from calfcoach.records import WholeLine
    from calfcoach.store.all_work import Kinds


# What may be copied as it stands, and the order of its rows.
TABLES = {
    "screenings": "at, id",
    "flags": "opened_at, rowid",
    "clearances": "at, id",
    "day_answers": "at, id",
    "acknowledgements": "at, rowid",
    "tips": "at, rowid",
    "plan_versions": "rowid",
    "measures": "at, rowid",
    "changes": "at, rowid",
    "operations": "no",
    "touched": "id",
    "tombstones": "at, id",
}
_CANDIDATES = 5  # how many sessions an ambiguous code names
_COLUMNS = ", ".join(rows.SESSION)
_ID, _ROUTINE = rows.SESSION.index("id"), rows.SESSION.index("routine_id")
_in_a_line = itemgetter(*map(rows.SESSION.index, WHOLE_LINE_FIELDS))
_new_sums = maker(WorkSums, fields_of(WorkSums))
_SHOWN_CHARS = 60  # of what was typed; an id has 36


def listing(
    connection: sqlite3.Connection,
    wanted: Wanted,
    *,
    limit: int | None = None,
    with_work: bool = False,
    with_sums: bool = False,
    with_told: bool = False,
) -> list[SessionRecord]:
    """Sessions, oldest first: the newest `limit` of those that are wanted. `with_sums` they have
    the sums of their work, and only cramps, of which each phase tells something, the work;
    `with_told` they have sums and the work in which pain or spare reps were told."""
    found = _newest(connection, wanted, limit)
    if with_sums:
        return _with_sums(connection, found)
    if with_told:
        return _with_told(connection, _with_sums(connection, found))
    codes = codes_of(connection, [each[_ID] for each in found])
    sessions = [rows.session_with(each, codes[each[_ID]], (), None) for each in found]
    return _with_work(connection, sessions) if with_work else sessions


def _newest(
    connection: sqlite3.Connection, wanted: Wanted, limit: int | None
) -> list[tuple[Any, ...]]:
    """The values of the newest `limit` sessions that are wanted, oldest first."""
    cursor = connection.cursor()
    cursor.row_factory = None  # plain tuples: there may be thousands
    found = cursor.execute(*newest(wanted, _COLUMNS, limit)).fetchall()
    found.reverse()
    return rows.sessions_of(found)


def whole_lines(
    connection: sqlite3.Connection, wanted: Wanted, limit: int | None, kinds: Kinds | None = None
) -> list[WholeLine | SessionRecord]:
    """The same as whole lines, for which as much is looked over as for records; a cramp, of which
    each phase tells something, is a record with its work. `kinds` as in `done_in`."""
    found = _newest(connection, wanted, limit)
    codes = codes_of(connection, [each[_ID] for each in found])
    ids = [each[_ID] for each in found if each[_ROUTINE] != CRAMP]
    gaps = gaps_of(connection, ids)
    done = done_in(connection, ids, DONE, kinds)
    nothing = (0.0,) * len(fields_of(WorkSums))
    cramps = cramps_of(connection, [each[_ID] for each in found if each[_ROUTINE] == CRAMP], codes)
    return [
        cramps.get(own)
        or (*_in_a_line(each), codes[own], tuple(gaps.get(own, ())), *done.get(own, nothing))
        for each in found
        for own in (each[_ID],)
    ]


def count(connection: sqlite3.Connection, wanted: Wanted) -> int:
    """How many sessions `listing` would give without a limit."""
    if wanted == Wanted():
        # Both have an index: 2.5 ms for 100,000 sessions, where reading each mark takes 19.
        found = connection.execute(
            "SELECT (SELECT count(*) FROM sessions)"
            " - (SELECT count(*) FROM sessions WHERE deleted_at IS NOT NULL)"
        ).fetchone()
        return int(found[0])
    where, values = condition(wanted)
    found = connection.execute(f"SELECT count(*) FROM sessions WHERE {where}", values).fetchone()  # noqa: S608 - the terms are ours, values are bound
    number: int = found[0]
    return number


def by_id(connection: sqlite3.Connection, session_id: str) -> SessionRecord | None:
    """The session of this id without its work, also a deleted one."""
    found = connection.execute("SELECT * FROM sessions WHERE id = ?", [session_id]).fetchall()
    sessions = with_codes(connection, found)
    return sessions[0] if sessions else None


def all_rows(connection: sqlite3.Connection, table: str) -> Iterator[dict[str, Any]]:
    """The rows of a table as they stand, in the order they were written. ValueError for a table
    that is not there to be copied."""
    if table not in TABLES:
        raise ValueError(f"not a table: {table}")
    from calfcoach.store.columns import COLUMNS  # late: no listing asks for all of it

    decode_what_can_be(connection)
    question = f"SELECT {COLUMNS[table]} FROM {table} ORDER BY {TABLES[table]}"  # noqa: S608 - the names are ours
    for row in connection.execute(question):
        yield dict(row)


def of_day(connection: sqlite3.Connection, day: str) -> list[SessionRecord]:
    """The sessions of one local day with their work, oldest first."""
    found = connection.execute(
        "SELECT * FROM sessions WHERE deleted_at IS NULL AND local_day = ? ORDER BY started_at, id",
        [day],
    ).fetchall()
    return _with_work(connection, with_codes(connection, found))


def newest_running(connection: sqlite3.Connection) -> SessionRecord | None:
    """The newest session that never came to its end, with its work."""
    found = connection.execute(
        "SELECT * FROM sessions WHERE deleted_at IS NULL AND status = 'running'"
        " ORDER BY started_at DESC, id DESC LIMIT 1"
    ).fetchall()
    sessions = _with_work(connection, with_codes(connection, found))
    return sessions[0] if sessions else None


def selected(
    connection: sqlite3.Connection, selector: str, *, with_deleted: bool = False
) -> SessionRecord:
    """The one session that `last`, `last~2`, a code or an id names, with its work. CoachError.
    A code or an id may also name a deleted one `with_deleted`."""
    found = selected_row(connection, selector, with_deleted=with_deleted)
    return _with_work(connection, with_codes(connection, [found]))[0]


def selected_row(
    connection: sqlite3.Connection, selector: str, *, with_deleted: bool = False
) -> sqlite3.Row:
    """The row of the same session, whatever it holds. CoachError."""
    standing = ANY if with_deleted else "deleted_at IS NULL"
    wanted = selector.strip().lower()
    name, mark, number = wanted.partition("~")
    if name == "last" and (not mark or (number.isdecimal() and number.isascii())):
        found = _from_the_end(connection, wanted, int(number[:9] or 0))
    elif is_code(wanted):
        found = _by_code(connection, wanted, standing)
    else:
        found = connection.execute(
            f"SELECT rowid AS row_no, * FROM sessions WHERE {standing} AND id = ?",  # noqa: S608 - the terms are ours
            [_shown(wanted)],
        ).fetchall()
    if not found:
        raise CoachError(
            f"no session is called `{_shown(selector.strip())}`",
            hint="`calfcoach history` shows the code of each session; `last` is the newest",
        )
    return found[0]


def pain_was_told(connection: sqlite3.Connection, since_day: str) -> bool:
    """Whether any session from a local day on tells of pain: in it, after it or on the morning
    after."""
    found = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM sessions WHERE deleted_at IS NULL AND local_day >= ? AND ("
        " pain_worst > 0 OR pain_after > 0 OR pain_next_morning > 0 OR EXISTS ("
        " SELECT 1 FROM work WHERE session_id = sessions.id AND pain > 0)))",
        [since_day],
    ).fetchone()
    return bool(found[0])


# From one exercise to the next by the index, and of each no more sessions than are asked for: to
# count all of a thousand sessions took 12 ms before each first frame.
_TIMES_MET = """
    WITH RECURSIVE met (id) AS (
        SELECT min(exercise_id) FROM work
        UNION ALL
        SELECT (SELECT min(exercise_id) FROM work WHERE exercise_id > met.id)
        FROM met WHERE met.id IS NOT NULL
    )
    SELECT met.id, (
        SELECT count(*) FROM (
            SELECT DISTINCT work.session_id FROM work
            CROSS JOIN sessions ON sessions.id = work.session_id
            WHERE work.exercise_id = met.id AND work.status = 'done'
            AND sessions.deleted_at IS NULL
            LIMIT ?
        )
    )
    FROM met WHERE met.id IS NOT NULL
"""


def times_met(connection: sqlite3.Connection, most: int | None) -> dict[str, int]:
    """For each exercise id, in how many sessions some work of it was done in full; counted no
    further than `most`."""
    found = connection.execute(_TIMES_MET, [-1 if most is None else most])
    return {exercise_id: times for exercise_id, times in found if times}


def changes(connection: sqlite3.Connection, session_id: str | None) -> list[ChangeRecord]:
    """What was changed, oldest first; in all sessions or in one."""
    found = connection.execute(
        "SELECT * FROM changes WHERE ?1 IS NULL OR session_id = ?1 ORDER BY at, rowid",
        [session_id],
    )
    return [rows.change_of(row) for row in found]


def acknowledged(connection: sqlite3.Connection, what: str) -> str | None:
    """The version of `what` that was acknowledged last."""
    found = connection.execute(
        "SELECT version FROM acknowledgements WHERE what = ? ORDER BY at DESC, rowid DESC LIMIT 1",
        [what],
    ).fetchone()
    return None if found is None else str(found["version"])


def _from_the_end(connection: sqlite3.Connection, wanted: str, back: int) -> list[sqlite3.Row]:
    """The session `back` before the newest."""
    found = connection.execute(
        "SELECT rowid AS row_no, * FROM sessions WHERE deleted_at IS NULL"
        " ORDER BY started_at DESC, id DESC LIMIT 1 OFFSET ?",
        [back],
    ).fetchall()
    if found:
        return found
    there = count(connection, Wanted())
    if not there:
        raise CoachError("the history holds no session yet", hint="`calfcoach run` starts one")
    raise CoachError(
        f"`{_shown(wanted)}` goes back too far: the history holds {_counted(there)}",
        hint=f"the first one is `last~{there - 1}`" if there > 1 else "the first one is `last`",
    )


def _by_code(connection: sqlite3.Connection, code: str, standing: str) -> list[sqlite3.Row]:
    """The session whose code begins so, or none. CoachError naming those it could be."""
    tail = tail_of_code(code)
    found = connection.execute(
        f"SELECT rowid AS row_no, * FROM sessions WHERE {standing} AND substr(id, -12, ?) = ?"  # noqa: S608 - the terms are ours
        " ORDER BY started_at DESC, id DESC",
        [len(tail), tail],
    ).fetchall()
    if len(found) <= 1:
        return found
    sessions = with_codes(connection, found)
    named = [
        f"`{session.code}` ({session.local_day}, {session.routine_title})"
        for session in sessions[:_CANDIDATES]
    ]
    if len(sessions) > _CANDIDATES:
        named.append(f"and {len(sessions) - _CANDIDATES} more")
    raise CoachError(
        f"`{code}` could be {_counted(len(sessions))}: {', '.join(named)}",
        hint="type the whole code of the one you mean",
    )


def with_codes(connection: sqlite3.Connection, found: list[sqlite3.Row]) -> list[SessionRecord]:
    """Records with codes that are short and tell them from every other session."""
    codes = codes_of(connection, [rows.id_of(row) for row in found])
    return [rows.session_of(row, codes[row["id"]]) for row in found]


def _with_work(
    connection: sqlite3.Connection, sessions: list[SessionRecord]
) -> list[SessionRecord]:
    """The same sessions with work and gaps, in two questions for some hundred sessions."""
    ids = [session.id for session in sessions]
    work: dict[str, list[WorkRecord]] = {each: [] for each in ids}
    for some in at_once(ids):
        found = connection.execute(  # in the order in which they lie there: nothing is sorted
            f"SELECT * FROM work WHERE session_id IN ({marks(some)}) ORDER BY session_id, work_no",  # noqa: S608 - only question marks
            some,
        )
        for session_id, record in rows.each_work(found):
            work[session_id].append(record)
    gaps = gaps_of(connection, ids)
    return [
        rows.with_work(each, tuple(work[each.id]), tuple(gaps.get(each.id, ())))
        for each in sessions
    ]


def _with_sums(connection: sqlite3.Connection, found: list[tuple[Any, ...]]) -> list[SessionRecord]:
    codes = codes_of(connection, [each[_ID] for each in found])
    ids = [each[_ID] for each in found if each[_ROUTINE] != CRAMP]
    gaps = gaps_of(connection, ids)
    done = done_in(connection, ids, DONE)
    sums = {own: _new_sums(seconds) for own, seconds in done.items()}
    cramps = cramps_of(connection, [each[_ID] for each in found if each[_ROUTINE] == CRAMP], codes)
    return [
        cramps.get(own)
        or rows.session_with(each, codes[own], tuple(gaps.get(own, ())), sums.get(own))
        for own, each in ((each[_ID], each) for each in found)
    ]


def cramps_of(
    connection: sqlite3.Connection, ids: Sequence[str], codes: Mapping[str, str]
) -> dict[str, SessionRecord]:
    """Of these sessions the records with their work, by id."""
    found = [
        rows.session_of(row, codes[row["id"]])
        for some in at_once(ids)
        for row in connection.execute(f"SELECT * FROM sessions WHERE id IN ({marks(some)})", some)  # noqa: S608 - only question marks
    ]
    return {each.id: each for each in _with_work(connection, found)} if found else {}


def _with_told(
    connection: sqlite3.Connection, sessions: list[SessionRecord]
) -> list[SessionRecord]:
    told: dict[str, list[WorkRecord]] = {}
    for some in at_once([session.id for session in sessions if session.routine_id != CRAMP]):
        for row in connection.execute(
            f"SELECT * FROM work WHERE session_id IN ({marks(some)})"  # noqa: S608 - only question marks
            " AND (pain IS NOT NULL OR reps_left IS NOT NULL) ORDER BY work_no",
            some,
        ):
            told.setdefault(row["session_id"], []).append(rows.work_of(row))
    return [
        rows.with_work(each, tuple(told[each.id]), each.gaps) if each.id in told else each
        for each in sessions
    ]


def _counted(number: int) -> str:
    """A number of sessions in words."""
    return f"{number} session" if number == 1 else f"{number} sessions"


def _shown(text: str) -> str:
    """What was typed, short, safe to print and, without bytes that are no text, to bind."""
    return visible(text[:_SHOWN_CHARS])
