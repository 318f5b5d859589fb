"""The listing of all sessions, as lines, from what was asked for at the side.

What this cannot tell `lines` tells as ever. Changes nothing.
"""

from __future__ import annotations

import sqlite3

from calfcoach.errors import CoachError
from calfcoach.records import LINE_FIELDS
from calfcoach.store import rows
from calfcoach.store.ids import shortest_codes
from calfcoach.store.limits import FORMAT
from calfcoach.store.lines_ahead import FIELD, LINE, OWN
from calfcoach.store.stretched import NOTHING, lengths_of
from calfcoach.store.wanted import CRAMP

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from calfcoach.files.folders import AnyPath
    from calfcoach.records import GapRecord, RestRecord, SessionLine
    from calfcoach.store.lines import Lines
    from calfcoach.store.lines_ahead import Ahead

_ROUTINE = LINE_FIELDS.index("routine_id")


def read_all_lines(path: AnyPath, ahead: Ahead) -> tuple[Lines, list[RestRecord]] | None:
    """What `read_lines` reads of all sessions, in any order; None where that has to tell it."""
    try:
        return _read(path, ahead)
    except (sqlite3.Error, CoachError, ValueError):
        return None


def _read(path: AnyPath, ahead: Ahead) -> tuple[Lines, list[RestRecord]] | None:
    sessions, stretched = ahead
    found = sessions()
    if found["format"] != FORMAT or found["has_damage"] or found["has_damaged_gaps"]:
        return None
    text = found["sessions"]
    split = [each.split(FIELD, len(OWN)) for each in text.split(LINE)] if text else []
    split = [(*own, *rest.rsplit(FIELD, 1)) for *own, rest in split]
    if len(split) != found["count"]:
        return None
    # Days are alike: what is the same in several is read once.
    alike = {each: _alike(each) for each in {each[-2] for each in split}}
    lasted = {each: float(each) if each else None for each in {each[-1] for each in split}}
    ids = [each[2] for each in split]
    rows.check_own([each[0] for each in split], [each[1] for each in split], ids, lasted.values())
    codes = shortest_codes([*ids, *(found["deleted"] or "").split()])
    gaps = _gaps_of(found["gaps"])
    sums = dict(each.split(" ", 1) for each in (stretched()["stretched"] or "").split(LINE) if each)
    lengths = {each: lengths_of(each) for each in {sums.get(own, NOTHING) for own in ids}}
    lines: list[SessionLine] = [
        (
            *(day, started, own, lasted[length], *alike[rest]),
            *(codes[own], tuple(gaps.get(own, ())), *lengths[sums.get(own, NOTHING)]),
        )
        for day, started, own, rest, length in split
    ]
    cramps = [own for own, line in zip(ids, lines, strict=True) if line[_ROUTINE] == CRAMP]
    if not cramps and not found["has_rests"]:
        return [*lines], []
    from calfcoach.store.lines import read_beside

    records, rests = read_beside(path, cramps, codes)
    return [records.get(own) or line for own, line in zip(ids, lines, strict=True)], rests


def _alike(text: str) -> tuple[Any, ...]:
    """The values behind `OWN`. ValueError where a text holds what stands between."""
    values = text.split(FIELD)
    status, origin, routine, offset_s, planned_s, tightness, worst, after = values
    scores = [int(each) if each else None for each in (tightness, worst, after)]
    return rows.line_alike(status, origin, routine, int(offset_s), float(planned_s), *scores)


def _gaps_of(text: str | None) -> dict[str, list[GapRecord]]:
    found: dict[str, list[GapRecord]] = {}
    for each in text.split(LINE) if text else ():
        own, reason, at, work_no, seconds = each.split(FIELD)
        gap = rows.gap_with(int(work_no), reason, at, float(seconds))
        found.setdefault(own, []).append(gap)
    return found
