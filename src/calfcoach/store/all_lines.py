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
    found = ahead.sessions()
    if found["format"] != FORMAT or not found["is_sound"]:
        return None
    split = [each.split(FIELD, len(OWN)) for each in _rows(found, "session")]
    days, started, ids, lengths, others = zip(*split, strict=True) if split else ((),) * 5
    # Days are alike: what is the same in several is read once.
    alike = {each: _alike(each) for each in {*others}}
    lasted = {each: float(each) if each else None for each in {*lengths}}
    rows.check_own(days, started, ids, lasted.values())
    codes = shortest_codes([*ids, *(found["deleted"] or "").split()])
    gaps = _gaps_of(_rows(found, "gap"))
    none: list[GapRecord] = []
    told: list[tuple[Any, ...]] = [
        (day, at, own, lasted[length], *alike[rest], codes[own], tuple(gaps.get(own, none)))
        for day, at, own, length, rest in split
    ]
    # All that can be done without the sums is done: they are waited for.
    sums = _sums_of(ahead.stretched())
    of_each = [sums.get(own, NOTHING) for own in ids]
    stretches = {each: lengths_of(each) for each in {*of_each}}
    lines: list[SessionLine] = [
        (*line, *stretches[stretch]) for line, stretch in zip(told, of_each, strict=True)
    ]
    rests = _rests_of(_rows(found, "rest"))
    cramps = [own for own, line in zip(ids, lines, strict=True) if line[_ROUTINE] == CRAMP]
    if not cramps:
        return [*lines], rests
    from calfcoach.store.lines import read_cramps

    records = read_cramps(path, cramps, codes)
    return [records.get(own) or line for own, line in zip(ids, lines, strict=True)], rests


def _rests_of(told: list[str]) -> list[RestRecord]:
    found = []
    for each in told:
        own, from_day, until_day, reason, at = each.split(FIELD)
        found.append(rows.rest_with(own, from_day, until_day, reason, at))
    return found


def _alike(text: str) -> tuple[Any, ...]:
    """The values behind `OWN`. ValueError where a text holds what stands between."""
    values = text.split(FIELD)
    status, origin, routine, offset_s, planned_s, tightness, worst, after = values
    scores = [int(each) if each else None for each in (tightness, worst, after)]
    return rows.line_alike(status, origin, routine, int(offset_s), float(planned_s), *scores)


def _gaps_of(told: list[str]) -> dict[str, list[GapRecord]]:
    found: dict[str, list[GapRecord]] = {}
    for each in told:
        own, reason, at, work_no, seconds = each.split(FIELD)
        gap = rows.gap_with(int(work_no), reason, at, float(seconds))
        found.setdefault(own, []).append(gap)
    return found


def _sums_of(text: str | None) -> dict[str, str]:
    """ValueError where a session has several, as in a file that is out of order, or where an id
    holds what stands between."""
    told = text.split(LINE) if text else []
    sums = dict(each.split(" ", 1) for each in told)
    if len(sums) != len(told):
        raise ValueError("work of a session stands in two places")
    return sums


def _rows(found: sqlite3.Row, kind: str) -> list[str]:
    """The rows of a kind. ValueError where a text in them holds what stands between."""
    text = found[f"{kind}s"]
    told = text.split(LINE) if text else []
    if len(told) != found[f"{kind}_count"]:
        raise ValueError(f"a text of a {kind} ends it")
    return told
