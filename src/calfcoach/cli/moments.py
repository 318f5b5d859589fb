"""Times as people type them: today, yesterday, fri, 2026-11-20, "yesterday 07:30", ISO 8601, and
lengths in minutes.

Owns that reading alone. A day by its name is the day that was lived, which begins at
`day_starts`; a date is that of the calendar. Knows no command.
"""

from __future__ import annotations

import math
import re
from datetime import UTC, date, datetime, time, timedelta

from calfcoach.errors import CoachError
from calfcoach.files.problems import visible
from calfcoach.files.values import WEEKDAYS
from calfcoach.frozen import frozen

_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_CLOCK = r"([01]?[0-9]|2[0-3]):([0-5][0-9])"
_SHOWN_CHARS = 40
_SHORTEST_S = 6.0
_FIRST_YEAR, _LAST_YEAR = 1971, 9000  # what an id, and an offset added to it, can bear
_EXAMPLES = "such as today, yesterday, fri or 2026-11-20"


@frozen
class Now:
    """The present: the instant with its offset, the local day, and when days begin."""

    instant: datetime
    today: date
    day_starts: time


class _SkippedError(ValueError):
    """A time that no clock here ever showed."""


def present(day_starts: time) -> Now:
    """The present here. `day_starts` is the time at which a day begins."""
    instant = datetime.now(UTC).astimezone()
    shift = timedelta(hours=day_starts.hour, minutes=day_starts.minute)
    return Now(instant=instant, today=(instant - shift).date(), day_starts=day_starts)


def read_day(text: str, now: Now, option: str, *, ahead: bool = False) -> date:
    """The day that is meant. A weekday's name is the last such day, today at the latest; with
    `ahead` the next one, today at the earliest. CoachError (usage) for anything else."""
    word = text.strip().lower()
    found = _named_day(word, now.today, ahead=ahead) or _date(word)
    if found is None:
        raise CoachError(
            f"`{option}` must be a day {_EXAMPLES}, got {_shown(text)}",
            hint=f"write {option} {'fri' if ahead else 'yesterday'}",
            exit_code=2,
        )
    return found


def read_moment(text: str, now: Now, option: str) -> datetime:
    """The instant that is meant, with the offset of this place. A time alone is today's, a day
    alone is at this time of day. CoachError (usage) for anything else, and for the future."""
    try:
        found = _moment(text.strip(), now)
    except _SkippedError as skipped:
        raise CoachError(
            f"`{option}` is a time that the clocks skipped: {skipped}",
            hint="they went forward over it; write the time that the clock showed",
            exit_code=2,
        ) from None
    if found is None:
        raise CoachError(
            f'`{option}` must be a time such as "yesterday 07:30", got {_shown(text)}',
            hint=f'write {option} "yesterday 07:30", {option} 18:00 or {option} 2026-11-20T07:30',
            exit_code=2,
        )
    if found > now.instant:
        raise CoachError(
            f"`{option}` lies in the future: {found:%Y-%m-%d %H:%M}",
            hint="only what is done can be written down",
            exit_code=2,
        )
    return found


def read_minutes(text: str, option: str) -> float:
    """Seconds from a number of minutes. CoachError (usage) for anything else, and for more than a
    routine may last."""
    from calfcoach.timeline import LONGEST_ROUTINE_S

    try:
        length_s = float(text) * 60
    except ValueError:
        length_s = math.nan
    if not _SHORTEST_S <= length_s <= LONGEST_ROUTINE_S:  # which is so for what is no number
        raise CoachError(
            f"`{option}` must be 0.1 to 360 minutes, got {_shown(text)}",
            hint=f"write {option} 12",
            exit_code=2,
        )
    return round(length_s, 3)


def _moment(text: str, now: Now) -> datetime | None:
    words = text.lower().replace(" at ", " ").split()
    if len(words) == 1 and (clock := _clock(words[0])) is not None:
        return _on(now.today, clock, now)
    if 1 <= len(words) <= 2 and (day := _named_day(words[0], now.today, ahead=False)):
        clock = _clock(words[1]) if len(words) == 2 else now.instant.time()
        return None if clock is None else _on(day, clock, now)
    if _date(text) is not None:
        text = f"{text}T{now.instant:%H:%M}"
    return _iso(text)


def _on(day: date, clock: time, now: Now) -> datetime:
    """A time of a day that was lived: half past midnight belongs to the evening before."""
    if clock < now.day_starts:
        later = datetime.combine(day + timedelta(days=1), clock)
        if later.astimezone() <= now.instant:
            return _here(later)
    return _here(datetime.combine(day, clock))


def _iso(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    if not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        return None
    return _here(found)


def _here(moment: datetime) -> datetime:
    """With the offset of this place; one without any is of this place. _SkippedError for a time
    over which the clocks of this place went forward: another would be kept than was typed."""
    here = moment.astimezone()
    if moment.tzinfo is None and here.astimezone(UTC).astimezone().replace(tzinfo=None) != moment:
        raise _SkippedError(f"{moment:%Y-%m-%d %H:%M}")
    return here


def _named_day(word: str, today: date, *, ahead: bool) -> date | None:
    if word in ("today", "yesterday", "tomorrow"):
        days = {"today": 0, "yesterday": -1, "tomorrow": 1}[word]
        return today + timedelta(days=days)
    if word not in WEEKDAYS and word not in _DAY_NAMES:
        return None
    away = (WEEKDAYS.index(word[:3]) - today.weekday()) % len(WEEKDAYS)
    return today + timedelta(days=away if ahead else away - (len(WEEKDAYS) if away else 0))


def _date(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if _FIRST_YEAR <= found.year <= _LAST_YEAR else None


def _clock(word: str) -> time | None:
    found = re.fullmatch(_CLOCK, word)
    return time(int(found[1]), int(found[2])) if found else None


def _shown(text: str) -> str:
    return f'"{visible(text[:_SHOWN_CHARS])}"'
