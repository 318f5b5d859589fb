from __future__ import annotations

from datetime import UTC, datetime, time, timedelta, timezone

import pytest

from calfcoach.days import epoch_ms, instant_text, local_day, read_instant

FOUR = time(4, 0)
BERLIN_WINTER_S = 3600
BERLIN_SUMMER_S = 7200


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("instant", "offset_s", "starts", "day"),
    [
        ("2026-11-20 23:59:59", 0, FOUR, "2026-11-20"),
        ("2026-11-21 00:30", 0, FOUR, "2026-11-20"),  # the evening before
        ("2026-11-21 03:59:59", 0, FOUR, "2026-11-20"),
        ("2026-11-21 04:00", 0, FOUR, "2026-11-21"),
        ("2026-11-21 00:00", 0, time(0), "2026-11-21"),
        ("2026-11-20 23:59:59", 0, time(0), "2026-11-20"),
        ("2026-11-21 04:29", 0, time(4, 30), "2026-11-20"),
        ("2026-11-20 12:00", 14 * 3600, FOUR, "2026-11-20"),  # 02:00 on Kiritimati
        ("2026-11-20 14:00", 14 * 3600, FOUR, "2026-11-21"),
        ("2026-11-21 06:00", -11 * 3600, FOUR, "2026-11-20"),  # 19:00 on Niue
        ("2026-11-20 22:20", 20700, FOUR, "2026-11-21"),  # Kathmandu, 04:05
        ("2027-01-01 02:00", 0, FOUR, "2026-12-31"),
        ("2028-03-01 01:00", 0, FOUR, "2028-02-29"),
    ],
)
def test_a_session_belongs_to_the_day_its_person_lived(
    instant: str, offset_s: int, starts: time, day: str
) -> None:
    assert local_day(utc(instant), offset_s, starts) == day


def test_the_night_the_clocks_go_forward_changes_no_day() -> None:
    # 29 March 2026, 02:00 becomes 03:00 in Berlin: 00:59 UTC is 01:59, 01:00 UTC is 03:00.
    assert local_day(utc("2026-03-29 00:59"), BERLIN_WINTER_S, FOUR) == "2026-03-28"
    assert local_day(utc("2026-03-29 01:00"), BERLIN_SUMMER_S, FOUR) == "2026-03-28"
    assert local_day(utc("2026-03-29 02:00"), BERLIN_SUMMER_S, FOUR) == "2026-03-29"


def test_the_hour_that_comes_twice_in_autumn_belongs_to_one_day() -> None:
    # 25 October 2026: 02:30 comes at 00:30 UTC and again at 01:30 UTC.
    assert local_day(utc("2026-10-25 00:30"), BERLIN_SUMMER_S, time(2)) == "2026-10-25"
    assert local_day(utc("2026-10-25 01:30"), BERLIN_WINTER_S, time(2)) == "2026-10-25"


def test_the_zone_of_the_datetime_itself_changes_nothing() -> None:
    tokyo = timezone(timedelta(hours=9))
    assert local_day(utc("2026-11-20 12:00").astimezone(tokyo), 0, FOUR) == "2026-11-20"


def test_instants_are_written_in_utc_to_the_millisecond() -> None:
    tokyo = timezone(timedelta(hours=9))
    instant = datetime(2026, 11, 21, 0, 30, 5, 123_999, tzinfo=tokyo)
    assert instant_text(instant) == "2026-11-20T15:30:05.123Z"
    assert instant_text(utc("2026-11-20 15:30")) == "2026-11-20T15:30:00.000Z"


def test_a_written_instant_can_be_read() -> None:
    assert read_instant("2026-11-20T15:30:05.123Z") == datetime(
        2026, 11, 20, 15, 30, 5, 123_000, tzinfo=UTC
    )
    assert epoch_ms(read_instant("1970-01-01T00:00:01.500Z")) == 1500


def test_a_datetime_without_a_zone_is_no_instant() -> None:
    naive = datetime(2026, 11, 20, 12)  # noqa: DTZ001 - the mistake under test
    for use in (instant_text, epoch_ms, lambda at: local_day(at, 0, FOUR)):
        with pytest.raises(ValueError, match=r"^an instant needs a time zone$"):
            use(naive)
