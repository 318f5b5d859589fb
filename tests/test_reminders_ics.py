from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from icalendar import Calendar
from reminder_samples import ALL

from calfcoach.reminders.ics import calendar

FRIDAY = date(2026, 11, 20)
AT = datetime(2026, 11, 20, 12, 0, 0, 500, tzinfo=UTC)


def events() -> list[Any]:
    """As another program reads them; its types are of many kinds."""
    return [*Calendar.from_ical(calendar(ALL, first_day=FRIDAY, at=AT)).walk("VEVENT")]


def read_back() -> list[tuple[str, str, str, str]]:
    return [
        (
            str(event["summary"]),
            event["dtstart"].dt.isoformat(),
            event["rrule"].to_ical().decode(),
            str(event["uid"]),
        )
        for event in events()
    ]


def test_there_is_an_event_for_each_time_with_its_rule() -> None:
    daily = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU"
    assert read_back()[:3] == [
        (
            "CalfCoach session",
            "2026-11-20T07:30:00",
            daily,
            "remind-session-0730@calfcoach",
        ),
        ("CalfCoach session", "2026-11-20T18:00:00", daily, "remind-session-1800@calfcoach"),
        (
            "CalfCoach bedtime stretch",
            "2026-11-20T22:30:00",
            daily,
            "remind-bedtime-2230@calfcoach",
        ),
    ]
    assert len(read_back()) == 7


def test_the_first_event_falls_on_a_day_of_its_rule() -> None:
    title, begins, rule, _ = read_back()[-1]
    assert (title, rule) == ("CalfCoach move break", "FREQ=WEEKLY;BYDAY=MO,SA,SU")
    assert begins == "2026-11-21T11:30:00"  # the Saturday


def test_every_event_has_an_alarm_at_its_beginning() -> None:
    for event in events():
        (alarm,) = event.walk("VALARM")
        assert alarm["trigger"].dt == timedelta(0)
        assert str(alarm["action"]) == "DISPLAY"
        assert event["dtstamp"].dt == AT.replace(microsecond=0)


def test_the_same_reminders_keep_their_events() -> None:
    """So that a calendar that reads the file again replaces them."""
    later = calendar(ALL, first_day=FRIDAY, at=AT)
    assert later == calendar(ALL, first_day=FRIDAY, at=AT)
