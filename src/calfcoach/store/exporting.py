"""Sessions with their work for an export: of each row what is its own, and the rest once a kind.

Owns the SELECTs. Days are alike: a thousand sessions of twenty phases are of some dozen kinds, and
to make a record of each kind takes a tenth of making one of each row. Changes nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Sequence
from itertools import groupby
from operator import attrgetter, itemgetter

from calfcoach.records import GapRecord, SessionRecord, WorkRecord
from calfcoach.store import rows
from calfcoach.store.kinds import common_columns, one_of_each, own_columns
from calfcoach.store.sessions import Wanted, condition
from calfcoach.store.work_sums import gaps_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeVar

    _Session = TypeVar("_Session")
    _Work = TypeVar("_Work")
    _Made = TypeVar("_Made")

    _Own = tuple[Any, ...]
    _Maker = Callable[[_Own], _Made]
    Told = tuple[str, _Session, list[_Work], Sequence[GapRecord]]

OF_SESSION = own_columns("sessions")
"""What is a session's own, in the order in which it is handed over."""
OF_WORK = own_columns("work")
"""The same of a phase."""

_own_of_session, _own_of_work = attrgetter(*OF_SESSION), attrgetter(*OF_WORK)


def told(
    connection: sqlite3.Connection,
    wanted: Wanted,
    of_session: Callable[[SessionRecord], _Maker[_Session]],
    of_work: Callable[[WorkRecord], _Maker[_Work]],
) -> list[Told[_Session, _Work]]:
    """The sessions that are wanted, oldest first: the id of each, what is made of it and of its
    work, and its gaps. `of_session` and `of_work` are asked once a kind, with a record whose own
    values are any, for what makes something of the own values of a row. sqlite3.DatabaseError
    where any row is damaged."""
    where, values = condition(wanted)
    connection.execute("BEGIN")  # kinds and rows as they stand at one moment
    try:
        which = f"WHERE {where}"
        makers = _makers(connection, "sessions", which, values, _session_of, of_session)
        which += " ORDER BY started_at, id"
        found, make = _rows(connection, "sessions", OF_SESSION, which, values, makers)
        own, kind = slice(len(OF_SESSION)), slice(len(OF_SESSION), None)
        sessions = [(row[0], make[row[kind]](row[own])) for row in found]
        if not sessions:
            return []
        ids = [session_id for session_id, _ in sessions]
        which = f"WHERE session_id IN (SELECT id FROM sessions WHERE {where})"  # noqa: S608 - the terms are ours, values are bound
        work = _work(connection, which, values, of_work)
        gaps = gaps_of(connection, ids)
    finally:
        connection.rollback()
    return [(each, made, work.get(each, []), gaps.get(each, ())) for each, made in sessions]


def told_of(
    session: SessionRecord,
    of_session: Callable[[SessionRecord], _Maker[_Session]],
    of_work: Callable[[WorkRecord], _Maker[_Work]],
) -> Told[_Session, _Work]:
    """The same of a session that was read by itself, with its work."""
    made = of_session(session)(_own_of_session(session))
    work = [of_work(each)(_own_of_work(each)) for each in session.work]
    return session.id, made, work, session.gaps


def _work(
    connection: sqlite3.Connection,
    which: str,
    values: Sequence[object],
    of_work: Callable[[WorkRecord], _Maker[_Work]],
) -> dict[str, list[_Work]]:
    makers = _makers(connection, "work", which, values, rows.work_of, of_work)
    which += " ORDER BY session_id, work_no"
    found, make = _rows(connection, "work", ("session_id", *OF_WORK), which, values, makers)
    own, kind = slice(1, 1 + len(OF_WORK)), slice(1 + len(OF_WORK), None)
    return {
        session_id: [make[row[kind]](row[own]) for row in phases]
        for session_id, phases in groupby(found, itemgetter(0))
    }


def _session_of(row: sqlite3.Row) -> SessionRecord:
    return rows.session_of(row, "")


def _makers(
    connection: sqlite3.Connection,
    table: str,
    which: str,
    values: Sequence[object],
    read: Callable[[sqlite3.Row], Any],
    of_kind: Callable[[Any], _Maker[_Made]],
) -> dict[tuple[Any, ...], _Maker[_Made]]:
    """What makes something of each kind, by the columns that its rows have in common."""
    common = itemgetter(*common_columns(table))
    kinds = connection.execute(one_of_each(table, which), values)
    return {common(row): of_kind(read(row)) for row in kinds}


def _rows(
    connection: sqlite3.Connection,
    table: str,
    columns: Sequence[str],
    which: str,
    values: Sequence[object],
    makers: dict[tuple[Any, ...], _Maker[_Made]],
) -> tuple[sqlite3.Cursor, dict[tuple[Any, ...], _Maker[_Made]]]:
    """These columns of each row, behind them those that tell its kind; and what makes something of
    it, by the latter."""
    common = common_columns(table)
    telling = _telling(makers)
    names = ", ".join((*columns, *(common[no] for no in telling)))
    found = connection.execute(f"SELECT {names} FROM {table} {which}", values)  # noqa: S608 - the names are ours
    found.row_factory = None  # plain tuples: there may be a hundred thousand
    return found, {tuple(kind[no] for no in telling): make for kind, make in makers.items()}


def _telling(kinds: Collection[tuple[Any, ...]]) -> list[int]:
    """The columns that suffice to tell the kinds apart, the earlier ones of them: to read all
    twenty of each row takes four times as long."""
    telling = [no for no, values in enumerate(zip(*kinds, strict=True)) if len(set(values)) > 1]
    for no in reversed(telling):
        others = [each for each in telling if each != no]
        if len({tuple(kind[each] for each in others) for kind in kinds}) == len(kinds):
            telling = others
    return telling
