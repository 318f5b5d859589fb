from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from calfcoach.cli.moments import Now
from calfcoach.cli.surroundings import Surroundings, look_around
from calfcoach.cli.tips import tip_after
from calfcoach.store import History

DAY = date(2026, 11, 17)


def now(days_later: int = 0) -> Now:
    instant = datetime(2026, 11, 17, 7, 30, tzinfo=UTC) + timedelta(days=days_later)
    return Now(instant=instant, today=DAY + timedelta(days=days_later), day_starts=time(4))


def around(home: Path, *, accessible: bool = False, **environ: str) -> Surroundings:
    environ = {"CALFCOACH_HOME": str(home), **environ}
    return look_around(environ, accessible=accessible, color="never")


@contextmanager
def history_of(home: Path) -> Iterator[History]:
    with History.open(home / "history.db") as history:
        yield history


def test_a_tip_is_told_and_written_down(home: Path) -> None:
    with history_of(home) as history:
        lines = tip_after(history, around(home), "daily", DAY.isoformat(), now())
        assert lines == [
            "Tip: A session is easier to keep when it follows something that you do every day"
            " anyway.",
            "   more: calf learn consistency   off: calf config set tips false",
        ]
        assert [(one.tip, one.local_day) for one in history.tips_told()] == [
            ("same-time", "2026-11-17")
        ]
        assert tip_after(history, around(home), "daily", DAY.isoformat(), now()) == []


def test_in_accessible_form_it_is_sentences(home: Path) -> None:
    with history_of(home) as history:
        assert tip_after(
            history, around(home, accessible=True), "daily", DAY.isoformat(), now()
        ) == [
            "A tip: A session is easier to keep when it follows something that you do every day"
            " anyway.",
            "To read more, type calfcoach learn consistency.",
            "To turn tips off, type calfcoach config set tips false.",
        ]


def test_somebody_who_is_going_to_sleep_is_told_nothing(home: Path) -> None:
    with history_of(home) as history:
        assert tip_after(history, around(home), "night-cramps", DAY.isoformat(), now()) == []
        assert history.tips_told() == []


def test_tips_can_be_turned_off(home: Path) -> None:
    with history_of(home) as history:
        off = around(home, CALFCOACH_TIPS="false")
        assert tip_after(history, off, "daily", DAY.isoformat(), now()) == []
        assert history.tips_told() == []


def test_a_month_of_days_brings_two_a_week(home: Path) -> None:
    told = []
    with history_of(home) as history:
        for later in range(28):
            moment = now(later)
            told += [
                (later, line)
                for line in tip_after(
                    history, around(home), "daily", moment.today.isoformat(), moment
                )[:1]
            ]
    assert [later for later, _ in told] == [0, 1, 7, 8]  # four are for everybody
    assert len({line for _, line in told}) == 4


@pytest.mark.parametrize(
    ("zone", "month", "cold"),
    [
        ("Europe/Paris", 1, True),
        ("Europe/Paris", 7, False),
        ("Australia/Sydney", 1, False),
        ("Australia/Sydney", 7, True),
        ("Asia/Tokyo", 7, True),
    ],
)
def test_summer_time_is_no_cold_season_on_either_half_of_the_globe(
    zone: str, month: int, cold: bool
) -> None:
    at = datetime(2026, month, 15, 12, tzinfo=UTC).timestamp()
    code = f"from calfcoach.cli.tips import may_be_cold; print(may_be_cold({at}))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"TZ": zone},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == f"{cold}\n"
