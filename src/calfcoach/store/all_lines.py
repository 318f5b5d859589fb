"""The listing of all sessions, as lines, from what was asked for at the side.

What this cannot tell `lines` tells as ever. What reads as a value is one here, whatever SQLite kept
it as. Changes nothing.
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
    if found["format"] != FORMAT:
        return None
    split = [each.split(FIELD, len(OWN)) for each in _rows(found["sessions"])]
    if len(split) != found["count"]:
        return None
    days, started, ids, lengths, others = zip(*split, strict=True) if split else ((),) * 5
    # Days are alike: what is the same in several is read once.
    alike = {each: _alike(each) for each in {*others}}
    lasted = {each: float(each) if each else None for each in {*lengths}}
    rows.check_own(days, started, ids, lasted.values())
    codes = shortest_codes([*ids, *(found["deleted"] or "").split()])
    gaps = _gaps_of(found["gaps"])
    sums = dict(each.split(" ", 1) for each in _rows(stretched()["stretched"]))
    told = [sums.get(own, NOTHING) for own in ids]
    stretches = {each: lengths_of(each) for each in {*told}}
    none: list[GapRecord] = []
    lines: list[SessionLine] = [
        (
            *(day, at, own, lasted[length], *alike[rest]),
            *(codes[own], tuple(gaps.get(own, none)), *stretches[stretch]),
        )
        for (day, at, own, length, rest), stretch in zip(split, told, strict=True)
    ]
    rests = _rests_of(found["rests"])
    cramps = [own for own, line in zip(ids, lines, strict=True) if line[_ROUTINE] == CRAMP]
    if not cramps:
        return [*lines], rests
    from calfcoach.store.lines import read_cramps

    records = read_cramps(path, cramps, codes)
    return [records.get(own) or line for own, line in zip(ids, lines, strict=True)], rests


def _rests_of(text: str | None) -> list[RestRecord]:
    found = []
    for each in _rows(text):
        own, from_day, until_day, reason, at = each.split(FIELD)
        found.append(rows.rest_with(own, from_day, until_day, reason, at))
    return found


def _alike(text: str) -> tuple[Any, ...]:
    """The values behind `OWN`. ValueError where a text holds what stands between."""
    values = text.split(FIELD)
    status, origin, routine, offset_s, planned_s, tightness, worst, after = values
    scores = [int(each) if each else None for each in (tightness, worst, after)]
    return rows.line_alike(status, origin, routine, int(offset_s), float(planned_s), *scores)


def _gaps_of(text: str | None) -> dict[str, list[GapRecord]]:
    found: dict[str, list[GapRecord]] = {}
    for each in _rows(text):
        own, reason, at, work_no, seconds = each.split(FIELD)
        gap = rows.gap_with(int(work_no), reason, at, float(seconds))
        found.setdefault(own, []).append(gap)
    return found


def _rows(text: str | None) -> list[str]:
    return text.split(LINE) if text else []
