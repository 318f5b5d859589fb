"""The listing of the history as lines: of each session no more is read than its line shows, and no
more is looked over.

Owns the one question behind it. A row of work that tells something else which cannot be read is met
where it is shown. Changes nothing.
"""

from __future__ import annotations

from calfcoach.records import LINE_FIELDS, RestRecord
from calfcoach.store import faults, place, rests, rows
from calfcoach.store.codes import codes_of
from calfcoach.store.stretched import STRETCHED, lengths_of
from calfcoach.store.wanted import CRAMP, newest
from calfcoach.store.work_sums import gaps_of
from calfcoach.upkeep import hearer_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from calfcoach.files.folders import AnyPath
    from calfcoach.records import SessionLine, SessionRecord
    from calfcoach.store.wanted import Wanted

    Lines = list[SessionLine | SessionRecord]

_ID, _ROUTINE = LINE_FIELDS.index("id"), LINE_FIELDS.index("routine_id")


def read_lines(path: AnyPath, wanted: Wanted, limit: int | None) -> tuple[Lines, list[RestRecord]]:
    """The newest `limit` sessions that are wanted, oldest first, and all rests; none where there is
    no file. A cramp, of which each phase tells something, is a record with its work.

    DamageError where any line cannot be read, HistoryError for a history that cannot be.
    """
    with faults.in_words(path, "read"):
        connection = place.connect_for_reading(path, faults.BUSY_TIMEOUT_S)
        try:
            lines = _lines(connection, wanted, limit)
            return lines, rests.listing(connection, hearer_of(path))
        finally:
            connection.close()


def read_cramps(
    path: AnyPath, ids: list[str], codes: Mapping[str, str]
) -> dict[str, SessionRecord]:
    """These cramps by their ids, as records with their work. Raises what `read_lines` does."""
    with faults.in_words(path, "read"):
        connection = place.connect_for_reading(path, faults.BUSY_TIMEOUT_S)
        try:
            return _cramps(connection, ids, codes)
        finally:
            connection.close()


def _lines(connection: sqlite3.Connection, wanted: Wanted, limit: int | None) -> Lines:
    columns = ", ".join((*LINE_FIELDS, STRETCHED))
    cursor = connection.cursor()
    cursor.row_factory = None  # plain tuples: there may be thousands
    found = cursor.execute(*newest(wanted, columns, limit)).fetchall()
    found.reverse()
    told = rows.lines_of([each[:-1] for each in found])
    ids = [each[_ID] for each in told]
    codes = codes_of(connection, ids)
    gaps = gaps_of(connection, ids)
    cramps = _cramps(connection, [each[_ID] for each in told if each[_ROUTINE] == CRAMP], codes)
    lengths = {each: lengths_of(each) for each in {each[-1] for each in found}}  # days are alike
    return [
        cramps.get(own) or (*line, codes[own], tuple(gaps.get(own, ())), *lengths[each[-1]])
        for own, line, each in zip(ids, told, found, strict=True)
    ]


def _cramps(
    connection: sqlite3.Connection, ids: list[str], codes: Mapping[str, str]
) -> dict[str, SessionRecord]:
    if not ids:
        return {}
    from calfcoach.store.sessions import cramps_of  # late: most listings have none

    return cramps_of(connection, ids, codes)
