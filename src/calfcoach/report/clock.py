"""How lengths and instants are written: 12:10, 12 min, Wed 11 Nov 07:41, Tuesday 17 November.

Owns the names of days and months, which never follow the system's language. Knows no session.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache

from calfcoach.days import read_instant

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SHORT = 3  # letters of a day or a month in a table
_MINUTES_OF_A_DAY = 24 * 60
_UNITS = (("hour", "h"), ("minute", "min"), ("second", "s"))


@lru_cache(maxsize=512)  # sessions of a routine are as long as each other
def clock(length_s: float, *, tenths: bool = False) -> str:
    """A length in seconds as 0:05, 12:10 or 1:02:03; with `tenths` as 0:05.5 where it has any.

    Never for a screen reader, which takes it for a time of day.
    """
    whole_s, tenth = round(max(length_s, 0)), 0
    if tenths:
        whole_s, tenth = divmod(round(max(length_s, 0) * 10), 10)
    minutes, left_s = divmod(whole_s, 60)
    hours, minutes = divmod(minutes, 60)
    head = f"{hours}:{minutes:02}" if hours else f"{minutes}"
    return f"{head}:{left_s:02}" + (f".{tenth}" if tenth else "")


def short_units(said: str) -> str:
    """A length in words with its units short: "12 min 10 s" for "12 minutes 10 seconds"."""
    for word, unit in _UNITS:
        if word in said:
            import re  # a third of an interpreter, which a listing does without

            said = re.sub(rf"\b{word}s?\b", unit, said)
    return said


def as_lived(instant: str, offset_s: int) -> datetime:
    """An instant of the history as the clock on the wall showed it, without a time zone.

    ValueError for a text that is no instant.
    """
    return read_instant(instant).replace(tzinfo=None) + timedelta(seconds=offset_s)


def short_moment(moment: datetime, this_year: int) -> str:
    """Wed 11 Nov 07:41; the year too where it is another one."""
    # A fifth of what `strftime` takes, which a listing asks for a thousand times.
    return f"{short_day(moment.date(), this_year)} {moment.hour:02}:{moment.minute:02}"


def short_start(instant: str, offset_s: int, this_year: int) -> str:
    """The same for an instant of the history as the clock on the wall showed it. ValueError for a
    text that is no instant."""
    wall = _wall_time(instant[11:16], offset_s) if instant.endswith("Z") else ""
    if not wall:
        return short_moment(as_lived(instant, offset_s), this_year)
    return f"{_short_day_of(instant[:10], this_year)} {wall}"


@lru_cache(maxsize=512)  # many sessions begin at the same time of their day
def _wall_time(utc: str, offset_s: int) -> str:
    """07:30 for 06:30; empty where it is another day there, and for what this cannot tell."""
    if utc[2:3] != ":" or offset_s % 60:
        return ""
    minutes = int(utc[:2]) * 60 + int(utc[3:]) + offset_s // 60
    hour, minute = divmod(minutes, 60)
    return f"{hour:02}:{minute:02}" if 0 <= minutes < _MINUTES_OF_A_DAY else ""


@lru_cache(maxsize=64)
def _short_day_of(day: str, this_year: int) -> str:
    return short_day(date.fromisoformat(day), this_year)


@lru_cache(maxsize=64)  # a day has several sessions
def short_day(day: date, this_year: int) -> str:
    """Wed 11 Nov; days below ten are padded so that columns stay straight."""
    year = "" if day.year == this_year else f" {day.year}"
    return f"{weekday(day)[:_SHORT]} {day.day:2} {_MONTHS[day.month - 1][:_SHORT]}{year}"


def spoken_moment(moment: datetime, this_year: int) -> str:
    """Tuesday 17 November, 07:30."""
    return f"{spoken_day(moment.date(), this_year)}, {moment:%H:%M}"


def spoken_day(day: date, this_year: int) -> str:
    """Tuesday 17 November."""
    year = "" if day.year == this_year else f" {day.year}"
    return f"{weekday(day)} {day.day} {_MONTHS[day.month - 1]}{year}"


def weekday(day: date) -> str:
    """The day's name in full."""
    return _DAYS[day.weekday()]


def short_weekday(day: date) -> str:
    """The day's name in three letters."""
    return weekday(day)[:_SHORT]
