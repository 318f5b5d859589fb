"""When reminders fall: days and times as typed, and breaks spread over the working hours. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import time

from calfcoach.days import DAY_NAMES
from calfcoach.frozen import replace
from calfcoach.reminders.model import Kind, Reminder
from calfcoach.reminders.week import WEEKDAYS

WORKDAYS = WEEKDAYS[:5]
TWICE = "twice"
MOST_TIMES = 12  # of one option
LEAST_APART_MIN, MOST_APART_MIN = 15, 240
_DAY_MIN = 24 * 60
_ROUND_MIN = 15  # the two breaks of a day fall on quarters of an hour
_CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")
_NAMED_DAYS = {
    "daily": WEEKDAYS,
    "every day": WEEKDAYS,
    "weekdays": WORKDAYS,
    "weekends": WEEKDAYS[5:],
}


def read_times(text: str) -> tuple[time, ...] | None:
    """Times from "07:30,18:00", each once and in order; None for anything else."""
    words = text.replace(",", " ").split()
    found = [_CLOCK.fullmatch(word) for word in words[: MOST_TIMES + 1]]
    if not 1 <= len(found) <= MOST_TIMES or None in found:
        return None
    return tuple(sorted({time(int(one[1]), int(one[2])) for one in found if one}))


def read_days(text: str) -> tuple[str, ...] | None:
    """Days from "mon-fri", "mon,wed,fri", "sat-mon" or "daily"; None for anything else."""
    word = " ".join(text.lower().split())
    if word in _NAMED_DAYS:
        return _NAMED_DAYS[word]
    days: set[str] = set()
    for part in re.split(r" ?, ?| ", word):
        first, dash, last = part.partition("-")
        if first not in WEEKDAYS or (dash and last not in WEEKDAYS):
            return None
        days |= set(_from_to(first, last or first))
    return tuple(day for day in WEEKDAYS if day in days)


def _from_to(first: str, last: str) -> list[str]:
    start = WEEKDAYS.index(first)
    many = (WEEKDAYS.index(last) - start) % len(WEEKDAYS) + 1
    return [WEEKDAYS[(start + step) % len(WEEKDAYS)] for step in range(many)]


def every(first: time, last: time, apart_min: int) -> tuple[time, ...]:
    """Breaks between two times of the day, the first one `apart_min` after `first`, none at `last`
    or later: that is when work ends. The hours may go over midnight."""
    length_min = (_minute(last) - _minute(first)) % _DAY_MIN
    return tuple(
        sorted(_time(_minute(first) + away) for away in range(apart_min, length_min, apart_min))
    )


def twice(first: time, last: time) -> tuple[time, ...]:
    """Two breaks, a third and two thirds through the hours, on quarters of an hour; empty for
    hours that are too short for it."""
    length_min = (_minute(last) - _minute(first)) % _DAY_MIN
    if length_min < 4 * _ROUND_MIN:
        return ()
    ends = (_minute(first) + length_min * third / 3 for third in (1, 2))
    return tuple(sorted(_time(round(end / _ROUND_MIN) * _ROUND_MIN) for end in ends))


def on_calendar(
    kind: Kind, at: Iterable[time], days: tuple[str, ...], turn: time
) -> list[Reminder]:
    """A reminder by the days of the calendar: a time before `turn` belongs to the evening before,
    so that it comes on the day after each of `days`."""
    late = tuple(one for one in at if one < turn)
    early = tuple(one for one in at if one >= turn)
    after = {WEEKDAYS[(WEEKDAYS.index(day) + 1) % len(WEEKDAYS)] for day in days}
    if not late or len(after) == len(WEEKDAYS):
        return [Reminder(kind=kind, times=tuple(at), days=days)]
    found = [Reminder(kind=kind, times=early, days=days)] if early else []
    after_days = tuple(day for day in WEEKDAYS if day in after)
    return [*found, Reminder(kind=kind, times=late, days=after_days)]


def without_doubles(reminders: Iterable[Reminder]) -> list[Reminder]:
    """The reminders, of which no two call at the same minute of a day: a session goes before a
    check, a check before a break, which is part of it. One that is left with no time is dropped."""
    taken: set[tuple[str, time]] = set()
    kept = []
    for one in sorted(reminders, key=lambda each: list(Kind).index(each.kind)):
        free = tuple(at for at in one.times if not all((day, at) in taken for day in one.days))
        taken |= {(day, at) for day in one.days for at in free}
        if free:
            kept.append(replace(one, times=free))
    return kept


def days_words(days: Sequence[str]) -> str:
    """Days in words: every day, Monday to Friday, Monday, Wednesday and Friday."""
    if tuple(days) == WEEKDAYS:
        return "every day"
    names = [DAY_NAMES[day] for day in days]
    first = WEEKDAYS.index(days[0])
    if len(days) > 2 and tuple(days) == WEEKDAYS[first : first + len(days)]:
        return f"{names[0]} to {names[-1]}"
    return listed(names)


def listed(words: Sequence[str]) -> str:
    """Words in a row: a, b and c."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute


def _time(minute: int) -> time:
    hour, rest = divmod(minute % _DAY_MIN, 60)
    return time(hour, rest)
