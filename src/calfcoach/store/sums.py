"""What the statistics rest on: sums by day, added up by SQLite.

Owns the SELECTs. A hundred thousand sessions are two million rows of work: as records they would
take half a minute, so that only sums leave the file. Each question is bounded by days, the
longest reach back is that of the kept days. Changes nothing.
"""

from __future__ import annotations

import math
import sqlite3
from datetime import date
from functools import lru_cache
from operator import itemgetter

from calfcoach.files.problems import visible
from calfcoach.frozen import fields_of, maker
from calfcoach.records import RestRecord, SessionOrigin
from calfcoach.stats.summary import since, since_all_work, since_work
from calfcoach.stats.tally import HALF, Hurt, SessionTally, SkipTally, Tallies, WorkTally
from calfcoach.store import faults, place, rests
from calfcoach.store.limits import MOST
from calfcoach.store.readable import Lost, lost_sessions
from calfcoach.store.rows import texts_of
from calfcoach.store.sieve import decode_what_can_be
from calfcoach.store.wanted import Wanted
from calfcoach.terms import Side
from calfcoach.upkeep import hearer_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any

    from calfcoach.files.folders import AnyPath

_KEPT_DAYS = 3_653  # ten years: runs of days look back no further, so that they cost no more

_ODD_VALUES = (ValueError, TypeError, RecursionError, KeyError)
_SIDES = {side.value: side.value for side in Side}
_LOGGED = {origin.value: origin is SessionOrigin.LOGGED for origin in SessionOrigin}

# By place: there may be thousands.
_new_session = maker(SessionTally, fields_of(SessionTally))
_new_work = maker(WorkTally, fields_of(WorkTally))

_CRAMP = "(s.routine_id = 'cramp' AND s.routine_hash = '')"
_PLANNED = "(s.planned_left_s + s.planned_right_s + s.planned_both_s)"
_DONE = "(SELECT total(done_s) FROM work WHERE session_id = s.id)"
# The same, or a text where any of it is no length; texts are more than any number. The least and
# the most are asked for, as to look at each by itself takes twice as long.
_DONE_IF_SOUND = f"""(
    SELECT CASE WHEN count(done_s) = count(*)
        AND coalesce(min(done_s) >= 0 AND max(done_s) <= {MOST}, 1)
        THEN total(done_s) ELSE 'odd' END
    FROM work WHERE session_id = s.id
)"""  # noqa: S608 - a number of ours
_STANDING = "s.deleted_at IS NULL"
_IN_DAYS = f"{_STANDING} AND s.local_day BETWEEN ? AND ?"
_FIRST = f"SELECT local_day FROM sessions AS s WHERE {_STANDING} ORDER BY local_day LIMIT 1"  # noqa: S608 - the pieces are ours
# CROSS JOIN: the days first, whatever SQLite believes it knows of the tables.
_WORK_IN_DAYS = f"""
    FROM sessions AS s CROSS JOIN work AS w ON w.session_id = s.id
    WHERE {_IN_DAYS} AND NOT {_CRAMP}
"""

_SESSIONS = f"""
    SELECT s.local_day, s.origin = 'logged' AS logged, {_CRAMP} AS cramp, s.planned_s, s.lasted_s,
        {_PLANNED} AS planned_work_s, {_DONE_IF_SOUND} AS done_s,
        (SELECT total(seconds) FROM gaps WHERE session_id = s.id) AS away_s,
        s.tightness, s.pain_worst, s.pain_after, s.pain_next_morning
    FROM sessions AS s WHERE {_IN_DAYS} ORDER BY s.local_day, s.started_at, s.id
"""  # noqa: S608 - the pieces are ours, values are bound
# Grouped as the days come, which takes half as long to sort. Of what is no stretch only the last
# weeks are asked for.
_WORK = f"""
    SELECT s.local_day, w.exercise_id, max(w.exercise_title) AS title, w.kind, w.technique,
        w.muscles, w.side, s.origin, total(w.done_s) AS done_s, sum(w.done_reps) AS reps
    {_WORK_IN_DAYS} AND (w.kind = 'stretch' OR s.local_day >= ?)
    GROUP BY s.local_day, w.exercise_id, w.side, s.origin, w.kind, w.technique, w.muscles
"""
# A step that is skipped on both legs, in three sets, is skipped once.
_SKIPS = f"""
    SELECT exercise_id, max(title) AS title, why, count(*) AS times FROM (
        SELECT w.exercise_id, max(w.exercise_title) AS title, max(w.why) AS why
        {_WORK_IN_DAYS} AND w.status = 'skipped' GROUP BY s.id, w.exercise_id
    ) GROUP BY exercise_id, why ORDER BY exercise_id, why
"""  # noqa: S608 - as above
_HURT = f"""
    SELECT s.local_day, w.pain, w.exercise_title AS title, w.side {_WORK_IN_DAYS}
    AND w.pain IS NOT NULL ORDER BY w.pain DESC, s.local_day DESC, s.started_at DESC, w.work_no
    LIMIT 1
"""
# Days before those whose sessions are read. From day to day along the index, and of each day only
# as many sessions as it takes: with all of them added up, a hundred thousand took 2 s and not 0.2.
_KEPT = f"""
    WITH RECURSIVE days (day) AS (
        SELECT min(local_day) FROM sessions WHERE local_day >= ?1
        UNION ALL
        SELECT (SELECT min(local_day) FROM sessions WHERE local_day > day) FROM days
        WHERE day < ?2
    )
    SELECT day FROM days WHERE day < ?2 AND EXISTS (
        SELECT 1 FROM sessions AS s WHERE s.local_day = day AND {_STANDING}
        AND CASE WHEN {_PLANNED} > 0 THEN {_DONE} >= {HALF} * {_PLANNED}
            ELSE s.origin = 'logged' END
    )
"""  # noqa: S608 - as above


def read_tallies(
    path: AnyPath, today: date, lose: Callable[[Sequence[Lost]], None] | None = None
) -> tuple[Tallies, list[RestRecord]]:
    """The sums of a history up to a day, and its days of rest; empty where there is no file.

    Sessions that cannot be read are left out and told to `lose`, where there is one. HistoryError
    for a history that cannot be read.
    """
    with faults.in_words(path, "read"):
        connection = place.connect_for_reading(path, faults.BUSY_TIMEOUT_S)
        try:
            connection.execute("BEGIN")  # all questions see the same moment
            return _read(connection, today, lose), rests.listing(connection, hearer_of(path))
        except _ODD_VALUES as error:  # no CalfCoach wrote it: damage
            raise sqlite3.DatabaseError(str(error)) from error
        finally:
            connection.close()


def _read(
    connection: sqlite3.Connection, today: date, lose: Callable[[Sequence[Lost]], None] | None
) -> Tallies:
    try:
        return tallies(connection, today)
    except (*_ODD_VALUES, sqlite3.OperationalError):  # the last: a text that is no UTF-8
        if lose is None:
            raise
    return _without_lost(connection, today, lose)


def _without_lost(
    connection: sqlite3.Connection, today: date, lose: Callable[[Sequence[Lost]], None]
) -> Tallies:
    """The sums without what cannot be read; it is looked for in the weeks that are added up before
    it is looked for everywhere, which takes long."""
    decode_what_can_be(connection)
    recent, ever = Wanted(since_day=since(today).isoformat()), Wanted()
    try:
        lost = lost_sessions(connection, recent)
        found = tallies(connection, today, without=[each.row_no for each in lost])
    except _ODD_VALUES:
        lost = lost_sessions(connection, ever)
        found = tallies(connection, today, without=[each.row_no for each in lost])
    lose(lost)
    return found


def tallies(connection: sqlite3.Connection, today: date, *, without: Iterable[int] = ()) -> Tallies:
    """The sums up to a day, `without` the sessions of these rows. sqlite3.Error; ValueError or
    TypeError for values that are none."""
    days = [since(today).isoformat(), today.isoformat()]
    of_work = [since_work(today).isoformat(), today.isoformat()]
    of_all_work = [*of_work, since_all_work(today).isoformat()]
    reach = date.fromordinal(max(today.toordinal() - _KEPT_DAYS, 1))
    numbers = ", ".join(map(str, without))

    def ask(question: str, values: Sequence[str] = ()) -> sqlite3.Cursor:
        if numbers:
            question = question.replace(_STANDING, f"{_STANDING} AND s.rowid NOT IN ({numbers})")
        return connection.execute(question, values)

    before = [date.fromisoformat(row["day"]) for row in ask(_KEPT, [reach.isoformat(), days[0]])]
    first = ask(_FIRST).fetchone()
    hurt = ask(_HURT, of_work).fetchone()
    sessions = tuple(_session(row) for row in ask(_SESSIONS, days))
    return Tallies(
        sessions=sessions,
        work=tuple(_work(row) for row in sorted(ask(_WORK, of_all_work), key=_by_side)),
        skips=_skips(ask(_SKIPS, of_work).fetchall()),
        hurt=None if hurt is None else _hurt(hurt),
        kept=(*before, *dict.fromkeys(each.day for each in sessions if each.kept)),
        first=None if first is None else date.fromisoformat(first["local_day"]),
    )


def _session(row: sqlite3.Row) -> SessionTally:
    day, logged, cramp, planned_s, lasted_s, planned_work_s, done_s, away_s, *scores = row
    work_s = _number(done_s)
    length_s = _lasted_s(_length(planned_s), lasted_s, work_s, away_s, logged=bool(logged))
    work = _number(planned_work_s), work_s
    return _new_session((_day(day), length_s, *work, bool(logged), bool(cramp), *_told(*scores)))


def _lasted_s(planned_s: float, found: Any, done_s: float, away_s: Any, *, logged: bool) -> float:
    """As `report.figures` has it; of a session that never ended its work."""
    if found is None:
        return planned_s if logged else min(done_s, planned_s)
    lasted_s = _length(found)
    if logged:
        return lasted_s
    return min(max(lasted_s - _number(away_s), 0.0), planned_s)


_by_side = itemgetter(6, 7)  # and by origin; else as they come, by day


def _work(row: sqlite3.Row) -> WorkTally:
    # By place, not by name: there may be thousands, and a name is looked for from the first on.
    day, exercise_id, title, kind, technique, muscles, side, origin, done_s, reps = row
    what = _what(exercise_id, title, kind, technique, muscles, side)
    count = None if reps is None else int(_number(reps))
    return _new_work((_day(day), *what, _number(done_s), count, _LOGGED[origin]))


@lru_cache(maxsize=256, typed=True)  # days are alike
def _what(
    exercise_id: Any, title: Any, kind: Any, technique: Any, muscles: Any, side: Any
) -> tuple[Any, ...]:
    shown = _shown(exercise_id), _shown(title)
    return (*shown, kind, technique, texts_of(muscles), _SIDES[side])


def _skips(found: Sequence[sqlite3.Row]) -> tuple[SkipTally, ...]:
    titles: dict[str, str] = {}
    reasons: dict[str, dict[str, int]] = {}
    for row in found:
        name = _shown(row["exercise_id"])
        titles[name] = _shown(row["title"])
        reasons.setdefault(name, {})[_shown(row["why"])] = int(row["times"])
    return tuple(
        SkipTally(exercise_id=name, title=titles[name], reasons=own)
        for name, own in reasons.items()
    )


def _hurt(row: sqlite3.Row) -> Hurt:
    return Hurt(
        day=date.fromisoformat(row["local_day"]),
        pain=int(_number(row["pain"])),
        title=_shown(row["title"]),
        side=_shown(row["side"]),
    )


@lru_cache(maxsize=256, typed=True)
def _told(tightness: Any, *pains: Any) -> tuple[int | None, int | None]:
    """Tightness, and the worst pain."""
    scores = [score for score in map(_score, pains) if score is not None]
    return _score(tightness), max(scores, default=None)


_day = lru_cache(maxsize=64)(date.fromisoformat)  # a day has many rows


@lru_cache(maxsize=256)
def _shown(text: Any) -> str:
    """The text, safe to show. TypeError for what is none."""
    if not isinstance(text, str):
        raise TypeError(f"{text!r} is no text")
    return visible(text)


@lru_cache(maxsize=256, typed=True)
def _number(value: Any) -> float:
    """A number that is one. ValueError."""
    if not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(f"{value!r} is no number")  # damage, not a bug
    return float(value)


def _length(value: Any) -> float:
    """Seconds as the history may hold them. ValueError."""
    seconds = _number(value)
    if not 0 <= seconds <= MOST:
        raise ValueError(f"{seconds} is no length")
    return seconds


def _score(value: Any) -> int | None:
    return None if value is None else int(_number(value))
