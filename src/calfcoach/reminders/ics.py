"""Reminders as a calendar file: an event for each time of the day, with its rule and its alarm.

The times have no zone: half past seven is half past seven wherever one is. An event keeps its UID,
so that a file that is read again takes the place of the old events. Pure bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from calfcoach.reminders.model import TITLES, Kind, Reminder
from calfcoach.reminders.week import WEEKDAYS

if TYPE_CHECKING:
    from icalendar import Alarm, Event

FORM = "ics"
_PRODUCT = "-//CalfCoach//Reminders//EN"
_LENGTH = timedelta(minutes=5)  # so that a calendar has something to draw
_TYPED = {
    Kind.SESSION: "calfcoach run",
    Kind.BEDTIME: "calfcoach run night-cramps",
    Kind.POSTURE: "calfcoach check",
    Kind.MOVE: "calfcoach check",
}


def calendar(reminders: Iterable[Reminder], *, first_day: date, at: datetime) -> bytes:
    """The calendar (RFC 5545) from `first_day` on; `at` is the instant at which it is made."""
    from icalendar import Calendar  # late: 100 ms that nothing else pays

    made = Calendar()
    made.add("prodid", _PRODUCT)
    made.add("version", "2.0")
    for one in reminders:
        for when in one.times:
            made.add_component(_event(one, when, first_day, at))
    return bytes(made.to_ical())


def _event(reminder: Reminder, when: time, first_day: date, at: datetime) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"remind-{reminder.kind.value}-{when:%H%M}@calfcoach")
    event.add("dtstamp", at.replace(microsecond=0))
    event.add("summary", TITLES[reminder.kind])
    event.add("description", f"Type {_TYPED[reminder.kind]}")
    event.add("dtstart", datetime.combine(_next(reminder.days, first_day), when))
    event.add("duration", _LENGTH)
    event.add("rrule", {"freq": "weekly", "byday": [day[:2].upper() for day in reminder.days]})
    event.add("transp", "TRANSPARENT")  # it keeps nobody from a meeting
    event.add_component(_alarm(reminder))
    return event


def _alarm(reminder: Reminder) -> Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", TITLES[reminder.kind])
    alarm.add("trigger", timedelta(0))
    return alarm


def _next(days: tuple[str, ...], day: date) -> date:
    """The first of the days from `day` on: a rule counts from an event that follows it."""
    away = min((WEEKDAYS.index(one) - day.weekday()) % len(WEEKDAYS) for one in days)
    return day + timedelta(days=away)
