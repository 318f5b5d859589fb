"""An instant in the words of somebody who looks back from today: today 07:30, yesterday 21:58.

Owns those words alone. Knows no session.
"""

from __future__ import annotations

from datetime import date, datetime

from calfcoach.report.clock import short_day, spoken_day


def near_moment(moment: datetime, local_day: str, today: date, *, spoken: bool = False) -> str:
    """A moment as the clock on the wall showed it, on the local day that it belongs to."""
    return f"{near_day(local_day, today, spoken=spoken, on=moment.date())} {moment:%H:%M}"


def near_day(local_day: str, today: date, *, spoken: bool = False, on: date | None = None) -> str:
    """A local day: today, yesterday, tomorrow, or its date; `on` is the calendar's, if another."""
    day = date.fromisoformat(local_day)
    names = {0: "today", -1: "yesterday", 1: "tomorrow"}
    name = names.get((day - today).days)
    if name is not None:
        return name
    words = spoken_day if spoken else short_day
    return " ".join(words(on or day, today.year).split())
