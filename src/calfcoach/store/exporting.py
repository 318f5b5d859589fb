"""Sessions with their work for an export: of each row what is its own, and the rest once a kind.

Owns the SELECTs. Days are alike: a thousand sessions of twenty phases are of some dozen kinds, and
to make a record of each kind takes a tenth of making one of each row. Changes nothing.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import islice
from operator import attrgetter, call, itemgetter

from calfcoach.records import GapRecord, SessionRecord, WorkRecord
from calfcoach.store import rows
from calfcoach.store.kinds import common_columns, one_of_each, own_columns
from calfcoach.store.wanted import Wanted, condition
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

_ORDER = {"sessions": "ORDER BY started_at, id", "work": "ORDER BY session_id, work_no"}
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
        found = _made(connection, "sessions", "id", which, values, _session_of, of_session)
        sessions = list(zip(*found, strict=True))
        if not sessions:
            return []
        which = f"WHERE session_id IN (SELECT id FROM sessions {which})"  # noqa: S608 - the terms are ours, values are bound
        ids, phases = _made(connection, "work", "session_id", which, values, rows.work_of, of_work)
        work = {each: list(islice(phases, count)) for each, count in Counter(ids).items()}
        gaps = gaps_of(connection, [session_id for session_id, _ in sessions])
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


def _session_of(row: sqlite3.Row) -> SessionRecord:
    return rows.session_of(row, "")


def _made(
    connection: sqlite3.Connection,
    table: str,
    key: str,
    which: str,
    values: Sequence[object],
    read: Callable[[sqlite3.Row], Any],
    of_kind: Callable[[Any], _Maker[_Made]],
) -> tuple[Sequence[str], Iterator[_Made]]:
    """A column of each row, and what is made of the row, in their order."""
    common, own = common_columns(table), own_columns(table)
    common_of = itemgetter(*common)
    kinds = connection.execute(one_of_each(table, which), values)
    makers = {common_of(row): of_kind(read(row)) for row in kinds}
    telling = _telling(makers)
    columns = ", ".join((key, *own, *(common[no] for no in telling)))
    cursor = connection.execute(f"SELECT {columns} FROM {table} {which} {_ORDER[table]}", values)  # noqa: S608 - the names are ours
    cursor.row_factory = None  # plain tuples: there may be a hundred thousand
    found = cursor.fetchall()
    if not found:
        return (), iter(())
    keys, *others = zip(*found, strict=True)
    # Column by column, which takes half as long as row by row.
    maker_of = {tuple(kind[no] for no in telling): make for kind, make in makers.items()}
    of_rows = map(maker_of.__getitem__, zip(*others[len(own) :], strict=True))
    return keys, map(call, of_rows, zip(*others[: len(own)], strict=True))


def _telling(kinds: Collection[tuple[Any, ...]]) -> list[int]:
    """The columns that suffice to tell the kinds apart, the earlier ones of them: to read all
    twenty of each row takes four times as long."""
    varied = [no for no, values in enumerate(zip(*kinds, strict=True)) if len(set(values)) > 1]
    telling = varied or [0]
    for no in reversed(varied[1:]):
        others = [each for each in telling if each != no]
        if len({tuple(kind[each] for each in others) for kind in kinds}) == len(kinds):
            telling = others
    return telling
