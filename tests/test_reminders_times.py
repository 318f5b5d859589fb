from __future__ import annotations

from datetime import time

import pytest

from calfcoach.reminders.model import Kind, Reminder
from calfcoach.reminders.times import (
    days_words,
    every,
    on_calendar,
    read_days,
    read_times,
    twice,
    without_doubles,
)
from calfcoach.reminders.week import WEEKDAYS

NINE, FIVE = time(9), time(17)


def clocks(times: tuple[time, ...] | None) -> str:
    return " ".join(f"{at:%H:%M}" for at in times or ())


def test_times_are_read_in_order_each_once() -> None:
    assert clocks(read_times("18:00,7:30, 18:00")) == "07:30 18:00"


@pytest.mark.parametrize("text", ["", ",", "7", "7.30", "25:00", "07:60", "noon", "07:30;18:00"])
def test_what_is_no_time_is_not_read(text: str) -> None:
    assert read_times(text) is None


def test_more_times_than_a_day_needs_are_not_read() -> None:
    assert read_times(",".join(f"{hour}:00" for hour in range(13))) is None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("mon-fri", "mon tue wed thu fri"),
        ("fri,mon", "mon fri"),
        ("sat-mon", "mon sat sun"),
        ("wed", "wed"),
        ("Weekdays", "mon tue wed thu fri"),
        ("daily", " ".join(WEEKDAYS)),
        ("mon-tue, sun", "mon tue sun"),
    ],
)
def test_days_are_read_in_the_order_of_the_week(text: str, days: str) -> None:
    assert " ".join(read_days(text) or ()) == days


@pytest.mark.parametrize("text", ["", "monday", "mon-", "mon-fri-sun", "7", "mon,,fri"])
def test_what_is_no_day_is_not_read(text: str) -> None:
    assert read_days(text) is None


def test_breaks_keep_to_the_working_hours() -> None:
    assert clocks(every(NINE, FIVE, 60)) == "10:00 11:00 12:00 13:00 14:00 15:00 16:00"
    assert clocks(every(NINE, FIVE, 240)) == "13:00"
    assert clocks(every(NINE, time(9, 30), 45)) == ""


def test_working_hours_may_go_over_midnight() -> None:
    assert clocks(every(time(22), time(2), 60)) == "00:00 01:00 23:00"


def test_two_breaks_fall_on_quarters_of_an_hour() -> None:
    assert clocks(twice(NINE, FIVE)) == "11:45 14:15"
    assert clocks(twice(NINE, time(9, 45))) == ""


def test_no_two_reminders_call_at_the_same_minute() -> None:
    kept = without_doubles(
        [
            Reminder(kind=Kind.MOVE, times=(time(10), time(11)), days=WEEKDAYS[:5]),
            Reminder(kind=Kind.POSTURE, times=(time(10),), days=WEEKDAYS[:5]),
            Reminder(kind=Kind.SESSION, times=(time(11),)),
        ]
    )
    assert [(one.kind, clocks(one.times)) for one in kept] == [
        (Kind.SESSION, "11:00"),
        (Kind.POSTURE, "10:00"),
    ]


def test_a_time_after_midnight_is_of_the_evening_before() -> None:
    late, early = time(0, 30), time(23)
    found = on_calendar(Kind.BEDTIME, (late, early), WEEKDAYS[:5], time(4))
    assert [(one.days, one.times) for one in found] == [
        (WEEKDAYS[:5], (early,)),
        (WEEKDAYS[1:6], (late,)),
    ]
    (sunday,) = on_calendar(Kind.BEDTIME, (late,), ("sun",), time(4))
    assert sunday.days == ("mon",)
    (daily,) = on_calendar(Kind.BEDTIME, (late, early), WEEKDAYS, time(4))
    assert (daily.days, daily.times) == (WEEKDAYS, (late, early))
    (morning,) = on_calendar(Kind.SESSION, (time(4),), ("mon",), time(4))
    assert morning.days == ("mon",)


def test_days_are_told_in_words() -> None:
    assert days_words(WEEKDAYS) == "every day"
    assert days_words(WEEKDAYS[:5]) == "Monday to Friday"
    assert days_words(("mon", "wed", "fri")) == "Monday, Wednesday and Friday"
    assert days_words(("sat", "sun")) == "Saturday and Sunday"
    assert days_words(("wed",)) == "Wednesday"
