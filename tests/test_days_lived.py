"""A day is the one that was lived, wherever and in whatever night: in histories and streaks."""

from __future__ import annotations

import os
import time as clock
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from store_samples import start, work

from calfcoach.cli.moments import present
from calfcoach.days import instant_text, local_day
from calfcoach.stats.streak import Streak, streak_of
from calfcoach.store import History
from calfcoach.store.sums import read_tallies

FOUR = time(4)


@pytest.fixture(autouse=True)
def own_zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever zone a test goes to, the next one is at home."""
    monkeypatch.setenv("TZ", os.environ.get("TZ", "UTC"))
    yield
    monkeypatch.undo()
    clock.tzset()


def go_to(zone: str) -> None:
    """The zone of this computer from now on, as the system tells it."""
    os.environ["TZ"] = zone
    clock.tzset()


def lived(zone: str, wall: str, *, fold: int = 0) -> datetime:
    """A moment by the clock on a wall there; with `fold` 1 in the hour that comes again."""
    return datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo(zone), fold=fold)


def day_of(at: datetime, starts: time = FOUR) -> str:
    offset = at.utcoffset()
    assert offset is not None
    return local_day(at, int(offset.total_seconds()), starts)


def kept_days(home: Path, moments: Sequence[datetime], starts: time = FOUR) -> list[str]:
    """The days that sessions at these moments keep, by way of a real history."""
    path = home / "history.db"
    with History.open(path) as history:
        for at in moments:
            offset = at.utcoffset()
            assert offset is not None
            begun = start(
                at.astimezone(UTC),
                utc_offset_s=int(offset.total_seconds()),
                local_day=day_of(at, starts),
                planned_left_s=30.0,
                planned_right_s=0.0,
                planned_both_s=0.0,
            )
            history.log(begun, [work()], 600.0, at=at)
    tallies, _ = read_tallies(path, date(2029, 1, 1))
    return [day.isoformat() for day in tallies.kept]


def run_at(home: Path, today: str) -> Streak:
    tallies, _ = read_tallies(home / "history.db", date.fromisoformat(today))
    return streak_of(tallies.kept, date.fromisoformat(today))


# --------------------------------------------------------------------------------------- places


def test_on_kiritimati_a_day_begins_before_it_is_over_anywhere_else(home: Path) -> None:
    zone = "Pacific/Kiritimati"  # fourteen hours ahead
    moments = [lived(zone, f"2026-11-{day} 07:30") for day in (18, 19, 20)]
    assert instant_text(moments[-1]) == "2026-11-19T17:30:00.000Z"
    assert kept_days(home, moments) == ["2026-11-18", "2026-11-19", "2026-11-20"]
    assert run_at(home, "2026-11-20") == Streak(current=3, longest=3)


@pytest.mark.parametrize(
    ("wall", "day"), [("2026-11-20 03:59", "2026-11-19"), ("2026-11-20 04:00", "2026-11-20")]
)
@pytest.mark.parametrize(
    "zone",
    ["Pacific/Kiritimati", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Niue", "UTC"],
)
def test_the_day_turns_at_four_by_the_clock_on_the_wall(zone: str, wall: str, day: str) -> None:
    assert day_of(lived(zone, wall)) == day


def test_on_lord_howe_the_clock_moves_by_half_an_hour_and_no_day_is_lost(home: Path) -> None:
    zone = "Australia/Lord_Howe"
    before, behind = lived(zone, "2026-10-03 07:30"), lived(zone, "2026-10-04 07:30")
    assert (before.utcoffset(), behind.utcoffset()) == (
        timedelta(hours=10, minutes=30),
        timedelta(hours=11),
    )
    assert (behind.astimezone(UTC) - before.astimezone(UTC)) == timedelta(hours=23, minutes=30)
    assert kept_days(home, [before, behind]) == ["2026-10-03", "2026-10-04"]
    assert run_at(home, "2026-10-04") == Streak(current=2, longest=2)


# --------------------------------------------------------------------------------------- nights


def test_the_short_night_of_spring_belongs_to_the_evening_and_keeps_the_run(home: Path) -> None:
    zone = "Europe/Berlin"  # 29 March 2026: 02:00 is 03:00
    moments = [
        lived(zone, "2026-03-27 22:00"),
        lived(zone, "2026-03-29 01:59"),
        lived(zone, "2026-03-29 03:00"),
        lived(zone, "2026-03-29 22:00"),
    ]
    assert kept_days(home, moments) == ["2026-03-27", "2026-03-28", "2026-03-29"]
    assert run_at(home, "2026-03-29") == Streak(current=3, longest=3)


def test_both_halves_of_the_long_night_of_autumn_are_one_evening(home: Path) -> None:
    zone = "Europe/Berlin"  # 25 October 2026: 02:00 to 03:00 comes twice
    first = lived(zone, "2026-10-25 02:30")
    second = lived(zone, "2026-10-25 02:30", fold=1)
    assert second.astimezone(UTC) - first.astimezone(UTC) == timedelta(hours=1)
    assert kept_days(home, [first, second]) == ["2026-10-24"]


def test_a_day_that_starts_in_the_hour_that_comes_twice_starts_once_on_each_clock() -> None:
    zone, half_past_two = "Europe/Berlin", time(2, 30)
    walls = [("02:29", 0), ("02:30", 0), ("02:29", 1), ("02:30", 1), ("03:00", 0)]
    days = [
        day_of(lived(zone, f"2026-10-25 {wall}", fold=fold), half_past_two) for wall, fold in walls
    ]
    assert days == ["2026-10-24", "2026-10-25", "2026-10-24", "2026-10-25", "2026-10-25"]


def test_a_session_past_midnight_is_of_the_evening_unless_the_person_says_otherwise(
    home: Path,
) -> None:
    at = lived("Europe/Berlin", "2026-11-21 00:30")
    assert kept_days(home, [at]) == ["2026-11-20"]
    assert day_of(at, time(0)) == "2026-11-21"
    assert day_of(at, time(0, 30)) == "2026-11-21"
    assert day_of(at, time(0, 31)) == "2026-11-20"


def test_a_leap_day_is_a_day(home: Path) -> None:
    moments = [
        lived("Europe/Berlin", wall)
        for wall in ("2028-02-28 07:30", "2028-02-29 07:30", "2028-03-01 03:30", "2028-03-01 07:30")
    ]
    assert kept_days(home, moments) == ["2028-02-28", "2028-02-29", "2028-03-01"]
    assert run_at(home, "2028-03-01") == Streak(current=3, longest=3)
    assert run_at(home, "2028-03-02") == Streak(current=3, longest=3)


def test_the_last_evening_of_a_year_reaches_into_the_next(home: Path) -> None:
    moments = [
        lived("Europe/Berlin", wall)
        for wall in ("2026-12-30 23:00", "2027-01-01 01:00", "2027-01-01 12:00")
    ]
    assert kept_days(home, moments) == ["2026-12-30", "2026-12-31", "2027-01-01"]
    assert run_at(home, "2027-01-01") == Streak(current=3, longest=3)


# --------------------------------------------------------------------------------------- travel


def test_a_day_that_a_flight_west_makes_long_is_one_day(home: Path) -> None:
    moments = [
        lived("Pacific/Kiritimati", "2026-11-20 07:30"),
        lived("Pacific/Honolulu", "2026-11-20 07:30"),  # a day later, by the clocks the same
    ]
    assert moments[1] - moments[0] == timedelta(hours=24)
    assert kept_days(home, moments) == ["2026-11-20"]


def test_a_date_that_a_flight_east_leaves_out_costs_one_missed_day_at_most(home: Path) -> None:
    moments = [lived("Pacific/Honolulu", f"2026-11-{day} 07:30") for day in range(12, 19)]
    moments.append(lived("Pacific/Kiritimati", "2026-11-20 07:30"))
    assert moments[-1] - moments[-2] == timedelta(hours=24)
    assert kept_days(home, moments) == [f"2026-11-{day}" for day in (*range(12, 19), 20)]
    assert run_at(home, "2026-11-20") == Streak(current=8, longest=8)


def test_sessions_of_before_keep_their_day_when_the_person_moves(home: Path) -> None:
    at = lived("Pacific/Kiritimati", "2026-11-20 07:30")
    for zone in ("Pacific/Kiritimati", "Pacific/Niue"):
        go_to(zone)
        assert present(FOUR).instant.utcoffset() == datetime.now(ZoneInfo(zone)).utcoffset()
    assert kept_days(home, [at]) == ["2026-11-20"]


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Australia/Lord_Howe", "Pacific/Niue"])
def test_today_is_the_day_of_where_one_is(zone: str) -> None:
    go_to(zone)
    now = present(FOUR)
    there = datetime.now(ZoneInfo(zone)) - timedelta(hours=4)
    assert abs((now.today - there.date()).days) <= 1  # midnight may fall between the two looks
    assert now.today.isoformat() == day_of(now.instant)
