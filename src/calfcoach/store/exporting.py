"""Sessions with their work for an export: of each row what is its own, and the rest once a kind.

Owns the SELECTs. Days are alike: a thousand sessions of twenty phases are of some dozen kinds, and
to make a record of each kind takes a tenth of making one of each row. Changes nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from operator import attrgetter, itemgetter

from calfcoach.records import GapRecord, SessionRecord
from calfcoach.store import rows
from calfcoach.store.exporting_work import WorkKinds, telling
from calfcoach.store.kinds import common_columns, one_of_each, own_columns
from calfcoach.store.wanted import Wanted, condition
from calfcoach.store.work_sums import gaps_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeVar

    from calfcoach.store.exporting_work import OfWork, Phases

    _Session = TypeVar("_Session")
    _Made = TypeVar("_Made")
    _Maker = Callable[[tuple[Any, ...]], _Made]
    Told = tuple[str, _Session, Phases | None, Sequence[GapRecord]]

OF_SESSION = own_columns("sessions")
"""What is a session's own, in the order in which it is handed over."""
OF_WORK = own_columns("work")
"""The same of a phase."""

_INSTANTS = ("started_at", "ended_at", "updated_at")  # looked at here, which takes half as long
_own_of_session, _own_of_work = attrgetter(*OF_SESSION), attrgetter(*OF_WORK)


def told(
    connection: sqlite3.Connection,
    wanted: Wanted,
    of_session: Callable[[SessionRecord], _Maker[_Session]],
    of_work: OfWork,
    kinds: WorkKinds,
) -> list[Told[_Session]]:
    """The sessions that are wanted, month by month, oldest first: the id of each, what is made of
    it and of its work, None where there is none, and its gaps. `of_session` and `of_work` are asked
    once a kind, with a record whose own values are any, for what makes something of those of a row.
    `kinds` are those of all that is going to be wanted. sqlite3.DatabaseError where any row is
    damaged."""
    where, values = condition(wanted)
    connection.execute("BEGIN")  # kinds and rows as they stand at one moment
    try:
        sessions = _sessions(connection, f"WHERE {where}", values, of_session)
        if not sessions:
            return []
        ids = [session_id for session_id, _ in sessions]
        gaps = gaps_of(connection, ids)
        # Last: its kinds may still be asked for.
        work = kinds.told(connection, wanted, ids, of_work)
    finally:
        connection.rollback()
    return [(each, made, work.get(each), gaps.get(each, ())) for each, made in sessions]


def told_of(
    session: SessionRecord,
    of_session: Callable[[SessionRecord], _Maker[_Session]],
    of_work: OfWork,
) -> Told[_Session]:
    """The same of a session that was read by itself, with its work."""
    made = of_session(session)(_own_of_session(session))
    work = [_phase(of_work(each), _own_of_work(each)) for each in session.work]
    return session.id, made, (lambda between: between.join(work)) if work else None, session.gaps


def _phase(around: Sequence[str], own: Sequence[object]) -> str:
    return around[0] + "".join(
        f"{each}{behind}" for each, behind in zip(own, around[1:], strict=True)
    )


def _sessions(
    connection: sqlite3.Connection,
    which: str,
    values: Sequence[object],
    of_kind: Callable[[SessionRecord], _Maker[_Session]],
) -> list[tuple[str, _Session]]:
    """The id of each session, and what is made of it, in their order."""
    common = common_columns("sessions")
    common_of = itemgetter(*common)
    kinds = connection.execute(one_of_each("sessions", which, only_texts=_INSTANTS), values)
    makers = {common_of(row): of_kind(rows.session_of(row, "")) for row in kinds}
    places = telling(makers)
    columns = ", ".join((*OF_SESSION, *(common[no] for no in places)))
    cursor = connection.execute(
        f"SELECT {columns} FROM sessions {which} ORDER BY substr(local_day, 1, 7), started_at, id",  # noqa: S608 - the names are ours
        values,
    )
    cursor.row_factory = None  # plain tuples: there may be thousands
    found = cursor.fetchall()
    _check_instants(found)
    maker_of = {tuple(kind[no] for no in places): make for kind, make in makers.items()}
    of = len(OF_SESSION)
    return [(row[0], maker_of[row[of:]](row[:of])) for row in found]


def _check_instants(found: Sequence[tuple[Any, ...]]) -> None:
    try:
        for no in map(OF_SESSION.index, _INSTANTS):
            rows.check_instants([row[no] for row in found if row[no] is not None])
    except ValueError as error:
        raise rows.unreadable(error) from error
