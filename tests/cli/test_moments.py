from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calfcoach.cli.moments import Now, present, read_day, read_minutes, read_moment
from calfcoach.errors import CoachError
from calfcoach.files.problems import UNSAFE

FRIDAY = date(2026, 11, 20)
NOW = Now(
    instant=datetime(2026, 11, 20, 12, 0).astimezone(),
    today=FRIDAY,
    day_starts=time(4),
)
AT_NIGHT = Now(
    instant=datetime(2026, 11, 21, 1, 0).astimezone(),
    today=FRIDAY,  # as it is lived
    day_starts=time(4),
)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", FRIDAY),
        ("Yesterday ", date(2026, 11, 19)),
        ("fri", FRIDAY),
        ("sat", date(2026, 11, 14)),
        ("thursday", date(2026, 11, 19)),
        ("2026-11-20", FRIDAY),
        ("2024-02-29", date(2024, 2, 29)),
    ],
)
def test_a_day_is_read_looking_back(text: str, day: date) -> None:
    assert read_day(text, NOW, "--day") == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("fri", FRIDAY),
        ("sat", date(2026, 11, 21)),
        ("thu", date(2026, 11, 26)),
        ("tomorrow", date(2026, 11, 21)),
    ],
)
def test_a_day_is_read_looking_ahead(text: str, day: date) -> None:
    assert read_day(text, NOW, "--until", ahead=True) == day


@pytest.mark.parametrize("text", ["", "soon", "fr", "2026-02-29", "2026-13-01", "0001-01-01"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(CoachError, match="must be a day such as"):
        read_day(text, NOW, "--day")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("07:30", "2026-11-20 07:30"),
        ("7:05", "2026-11-20 07:05"),
        ("yesterday 07:30", "2026-11-19 07:30"),
        ("yesterday at 07:30", "2026-11-19 07:30"),
        ("sat 21:58", "2026-11-14 21:58"),
        ("yesterday", "2026-11-19 12:00"),
        ("2026-11-18", "2026-11-18 12:00"),
        ("2026-11-18 23:59", "2026-11-18 23:59"),
        ("2026-11-18T23:59", "2026-11-18 23:59"),
        ("yesterday 00:30", "2026-11-20 00:30"),  # the night after that evening
        ("today 00:30", "2026-11-20 00:30"),  # the other one lies ahead
    ],
)
def test_a_moment_is_read(text: str, moment: str) -> None:
    assert f"{read_moment(text, NOW, '--at'):%Y-%m-%d %H:%M}" == moment


def test_a_moment_with_an_offset_is_that_instant() -> None:
    found = read_moment("2026-11-18T23:59:00+14:00", NOW, "--at")

    assert found == datetime(2026, 11, 18, 9, 59, tzinfo=UTC)


def test_at_night_today_is_the_evening_before() -> None:
    assert f"{read_moment('22:00', AT_NIGHT, '--at'):%d %H:%M}" == "20 22:00"
    assert f"{read_moment('00:30', AT_NIGHT, '--at'):%d %H:%M}" == "21 00:30"


def test_a_moment_ahead_is_refused() -> None:
    with pytest.raises(CoachError, match="lies in the future: 2026-11-20 13:00"):
        read_moment("13:00", NOW, "--at")


def refusal(read: Callable[[str, Now, str], object], text: str) -> str:
    """What is said of a text that cannot be read; nothing for one that can."""
    try:
        read(text, NOW, "--at")
    except CoachError as problem:
        return problem.message
    return ""


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (read_day, read_moment, lambda t, _, o: read_minutes(t, o)):
        said = refusal(read, text)
        assert re.search(UNSAFE, said) is None


def test_the_present_day_begins_when_days_begin() -> None:
    now = present(time(4))

    assert now.today == (now.instant - timedelta(hours=4)).date()
