"""Sessions from a plain CSV of dates, such as another program or a spreadsheet keeps.

Owns which column means what, how its dates and minutes are read, and the ids that such sessions
get: the same row gives the same id, so that a second import changes nothing. Knows nothing of the
clock; the zone of a date without one is handed in.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from calfcoach.days import epoch_ms, instant_text
from calfcoach.errors import CoachError
from calfcoach.exchange.entries import Entry
from calfcoach.exchange.fields import RecordError
from calfcoach.exchange.shapes import SESSION
from calfcoach.exchange.table import Row
from calfcoach.files.problems import as_written, did_you_mean, visible
from calfcoach.frozen import frozen
from calfcoach.store.ids import RANDOM_BYTES, new_id

FIELDS = ("date", "time", "minutes", "routine", "note", "tight", "pain")
LONGEST_MINUTES = 360.0  # of one session, as of any routine

_NOON = datetime.time(12)  # of a date without a time: the same day everywhere near
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?")
_NUMBER = re.compile(r"\d{1,5}(?:[.,]\d{1,6})?")
_SLASHED = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4}")
_NOT_IN_AN_ID = re.compile("[^a-z0-9]+")
_EXERCISE = "imported"
_TICKS = frozenset("0123")  # what Loop Habit Tracker writes for a day


@frozen
class Told:
    """What a row of a foreign file tells. `when` has no zone unless the file gave one; `minutes`
    None where it does not say."""

    line: int
    when: datetime.datetime
    minutes: float | None = None
    routine: str = ""
    note: str = ""
    tight: int | None = None
    pain: int | None = None


@frozen
class Placing:
    """How what was told becomes a session: the routine where a row names none, the minutes where
    it has none, where a moment lies, and what is later than now."""

    routine: str
    minutes: float | None
    offset_s: Callable[[datetime.datetime], int]
    day_of: Callable[[datetime.datetime, int], str]
    now: datetime.datetime


def read_map(texts: Iterable[str]) -> dict[str, str]:
    """Columns by field, from texts such as "date=Datum,minutes=Minuten". Raises `CoachError`
    (usage)."""
    found: dict[str, str] = {}
    for part in ",".join(texts).split(","):
        field, mark, column = (piece.strip() for piece in part.partition("="))
        if field not in FIELDS or not mark or not column:
            near = did_you_mean(field, FIELDS)
            raise CoachError(
                f"`--map` takes FIELD=COLUMN, got {as_written(part.strip())}",
                hint=near or f"the fields are {', '.join(FIELDS)}",
                exit_code=2,
            )
        found[field] = column
    return found


def refuse_without_header(columns: list[str], where: str) -> None:
    """CoachError for a table whose first line holds a date already, as some older programs write
    it, so that nobody knows what its columns are."""
    try:
        datetime.date.fromisoformat(columns[0] if columns else "")
    except ValueError:
        return
    first = "Date,Value" if len(columns) == 2 and columns[1] in _TICKS else "date,minutes"
    raise CoachError(
        "the first line names no columns: it holds a date",
        where=f"{where}:1",
        hint=f"put a line above it that names them, such as {first}",
    )


def matched(columns: list[str], wanted: Mapping[str, str], where: str) -> dict[str, str]:
    """The column of each field: as asked for, else the one of that name. Raises `CoachError` where
    a column is missing, or none holds the date."""
    for column in wanted.values():
        if column not in columns:
            raise CoachError(
                f"there is no column `{visible(column[:64])}`",
                where=f"{where}:1",
                hint=did_you_mean(column, columns) or _hint(columns),
            )
    by_name = {column.lower(): column for column in columns}
    found = {field: by_name[field] for field in FIELDS if field in by_name} | dict(wanted)
    if "date" not in found:
        raise CoachError(
            "no column is known to hold the date",
            where=f"{where}:1",
            hint=f"name it: --map date=COLUMN; {_hint(columns)}",
        )
    return found


def read_dates(rows: Iterable[Row], columns: Mapping[str, str]) -> Iterator[Told | Entry]:
    """What each row tells; an entry with a problem for one that cannot be read."""
    for row in rows:
        cells = {field: row.cells.get(column, "").strip() for field, column in columns.items()}
        try:
            yield Told(
                line=row.line,
                when=read_moment(cells["date"], cells.get("time", "")),
                minutes=read_minutes(cells.get("minutes", "")),
                routine=cells.get("routine", ""),
                note=cells.get("note", "").replace("\r\n", "\n"),
                tight=_score(cells.get("tight", ""), "tight"),
                pain=_score(cells.get("pain", ""), "pain"),
            )
        except RecordError as wrong:
            yield Entry(line=row.line, problem=wrong)


def placed(told: Iterable[Told | Entry], placing: Placing) -> Iterator[Entry]:
    """What was told as sessions, logged and completed."""
    seen: dict[str, int] = {}
    for each in told:
        if isinstance(each, Entry):
            yield each
            continue
        try:
            yield Entry(line=each.line, shape=SESSION, given=_session(each, placing, seen))
        except RecordError as wrong:
            yield Entry(line=each.line, problem=wrong)


def read_moment(text: str, clock: str = "") -> datetime.datetime:
    """The moment that a cell names: ISO 8601, or a day with dots (20.11.2026), each with a time or
    without. Raises `RecordError`."""
    dotted = _DOTTED.match(text)
    if dotted:
        day, month, year = (int(part) for part in dotted.groups())
        text = f"{year:04}-{month:02}-{day:02}{text[dotted.end() :].replace(',', '')}"
    if _SLASHED.match(text):
        raise RecordError(
            f"the date {as_written(text)} can be read in two ways", hint="write it as 2026-11-20"
        )
    try:
        when = datetime.datetime.fromisoformat(text[:40].strip())
        if clock:
            hours, minutes = _clock(clock)
            when = when.replace(hour=hours, minute=minutes)
    except ValueError:
        raise RecordError(
            f"`date` must be a date such as 2026-11-20, got {as_written(text)}"
        ) from None
    return when if clock or ":" in text else datetime.datetime.combine(when.date(), _NOON)


def read_minutes(text: str) -> float | None:
    """Minutes from "12", "12.5", "12,5" or "0:12" (hours and minutes); None for an empty cell."""
    if not text:
        return None
    minutes = -1.0
    if _NUMBER.fullmatch(text):
        minutes = float(text.replace(",", "."))
    elif _CLOCK.fullmatch(text):
        hours, rest = _clock(text)
        minutes = hours * 60.0 + rest
    if not 0 <= minutes <= LONGEST_MINUTES:
        raise RecordError(
            f"`minutes` must be 0 to {LONGEST_MINUTES:g}, got {as_written(text)}",
            hint="write minutes as 12 or 12.5, or as hours and minutes: 0:12",
        )
    return minutes


def _clock(text: str) -> tuple[int, int]:
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        raise ValueError("no time of day")
    return int(found.group(1)), int(found.group(2))


def _score(text: str, name: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) <= 2 and int(text) <= 10):
        raise RecordError(f"`{name}` must be 0 to 10, got {as_written(text)}")
    return int(text)


def _session(told: Told, placing: Placing, seen: dict[str, int]) -> dict[str, Any]:
    try:
        offset_s = placing.offset_s(told.when)
        zone = datetime.timezone(datetime.timedelta(seconds=offset_s))
        started = told.when if told.when.tzinfo else told.when.replace(tzinfo=zone)
        at, ms = instant_text(started), epoch_ms(_zoneless(told.when))
        local_day = placing.day_of(started, offset_s)
    except (ValueError, OverflowError, OSError):
        raise RecordError("the date is out of reach") from None
    if ms < 0:
        raise RecordError("the date is before 1970")
    if started > placing.now:
        raise RecordError("the date is in the future")
    minutes = told.minutes if told.minutes is not None else placing.minutes
    done_s = (minutes or 0.0) * 60
    title = told.routine or placing.routine
    return {
        "id": _id(told, ms, title, seen),
        "status": "completed",
        "origin": "logged",
        "routine_id": _NOT_IN_AN_ID.sub("-", title.lower())[:64].strip("-") or _EXERCISE,
        "routine_title": title[:100],
        "routine_hash": "",
        "started_at": at,
        "ended_at": instant_text(started + datetime.timedelta(seconds=done_s)),
        "updated_at": at,
        "utc_offset_s": offset_s,
        "local_day": local_day,
        "planned_s": done_s,
        "planned_left_s": 0.0,
        "planned_right_s": 0.0,
        "planned_both_s": done_s,
        "lasted_s": done_s,
        "options": "",
        "day_answer": "",
        "tightness": told.tight,
        "pain_worst": told.pain,
        "note": told.note,
        "work": [_work(title, done_s, at)] if done_s else [],
    }


def _work(title: str, done_s: float, at: str) -> dict[str, Any]:
    """The whole session as one piece of work: which exercises it was made of is not known, so it
    counts as no stretch and for no muscle."""
    return {
        **dict.fromkeys(("work_no", "step_no", "set_no", "round_no"), 1),
        "exercise_id": _EXERCISE,
        "exercise_title": title[:100],
        "kind": "mobility",
        "muscles": [],
        "technique": "",
        "side": "both",
        "planned_s": done_s,
        "done_s": done_s,
        "load": "",
        "status": "done",
        "why": "",
        "at": at,
    }


def _id(told: Told, ms: int, title: str, seen: dict[str, int]) -> str:
    """An id made of the content; rows that are the same get one each, in their order."""
    content = repr((told.when.isoformat(), told.minutes, title, told.note, told.tight, told.pain))
    seen[content] = seen.get(content, 0) + 1
    digest = hashlib.sha256(f"{content} {seen[content]}".encode("utf-8", "backslashreplace"))
    return new_id(ms, digest.digest()[:RANDOM_BYTES])


def _zoneless(when: datetime.datetime) -> datetime.datetime:
    """The same clock as if in UTC: an id that does not hang on where it is imported."""
    return when if when.tzinfo else when.replace(tzinfo=datetime.UTC)


def _hint(columns: list[str]) -> str:
    named = ", ".join(visible(column[:40]) for column in columns[:12] if column)
    return f"the columns are {named}" if named else "the first line names the columns"
