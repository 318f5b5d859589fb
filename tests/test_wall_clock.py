"""The clock on the wall is set while a session runs: what is counted is not what it says.

A day back or forward, a second told twice (a leap second), summer time, and a clock that is
behind when a broken session is gone on with.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen

import pytest
from conftest import Result
from processes import (
    HOLD,
    REP,
    REP_THEN_HOLD,
    SLOW_REP,
    Ran,
    agree,
    ended,
    kill_in_mid_session,
    local_today,
    only_session,
    read_until,
    routine_file,
    sessions,
    start,
)
from truth import is_truthful

from calfcoach.days import read_instant
from calfcoach.records import Status
from calfcoach.store import History

DAY_S = 86_400

# The clock that Python tells is another one from the moment on at which a file is there.
SET_CLOCK = """
import datetime, os, sys, time
sign, by_s = sys.argv[1], float(sys.argv[2])
real, real_time = datetime.datetime, time.time

def moved_s():
    return by_s if os.path.exists(sign) else 0.0

class Moved(real):
    @classmethod
    def now(cls, tz=None):
        return real.now(tz) + datetime.timedelta(seconds=moved_s())

datetime.datetime = Moved
time.time = lambda: real_time() + moved_s()
from calfcoach.__main__ import main
sys.argv = ["calfcoach", *sys.argv[3:]]
main()
"""


def start_with_clock(*arguments: str, sign: Path, by_s: float) -> Popen[str]:
    """A command whose clock on the wall is moved `by_s` seconds once the file `sign` is there."""
    return Popen(
        [sys.executable, "-c", SET_CLOCK, str(sign), str(by_s), *arguments],
        stdin=DEVNULL,
        stdout=PIPE,
        stderr=PIPE,
        text=True,
        env=os.environ,
    )


@pytest.fixture
def given(tmp_path: Path) -> Path:
    """A sign that is there from the start."""
    sign = tmp_path / "sign"
    sign.touch()
    return sign


@pytest.mark.parametrize("by_s", [DAY_S, -DAY_S, -1], ids=lambda by_s: f"{by_s:+d}")
def test_a_clock_that_is_set_in_mid_session_changes_no_duration_and_no_day(
    home: Path, tmp_path: Path, by_s: int
) -> None:
    agree(home)
    path = routine_file(tmp_path, HOLD)
    before, today, began = datetime.now(UTC), local_today(), time.monotonic()
    sign = tmp_path / "sign"
    process = start_with_clock("run", path, sign=sign, by_s=by_s)
    read_until(process, "Start. Lean, left leg, 1 second.")
    sign.touch()
    assert ended(process).code == 0
    wall_s = time.monotonic() - began
    session = only_session(home)
    assert session.status is Status.COMPLETED
    assert [work.done_s for work in session.work] == [1.0, 1.0]
    assert session.gaps == ()
    is_truthful(session, wall_s)
    assert before - timedelta(seconds=1) < read_instant(session.started_at) < datetime.now(UTC)
    assert session.local_day in {today, local_today()}


def test_the_clock_of_these_tests_moves(home: Path, tmp_path: Path, given: Path) -> None:
    agree(home)
    path = routine_file(tmp_path, REP)
    assert ended(start_with_clock("run", path, "--yes", sign=given, by_s=-DAY_S)).code == 0
    began = read_instant(only_session(home).started_at)
    assert (datetime.now(UTC) - began).total_seconds() == pytest.approx(DAY_S, abs=30)


@pytest.mark.parametrize("moment", ["2016-12-31T23:59:60", "2016-12-31 23:59:60"])
def test_the_sixty_first_second_of_a_minute_is_refused_in_words(
    calf: Callable[..., Result], home: Path, moment: str
) -> None:
    told = calf("log", "daily", "--at", moment)
    assert (told.code, told.out) == (2, "")
    assert told.err.startswith("error: `--at` must be a time such as ")
    assert sessions(home) == []


# -------------------------------------------------------------------------------- summer time


@pytest.mark.parametrize("hours", [1, -1], ids=["forward", "back"])
def test_summer_time_that_begins_or_ends_in_mid_session_changes_only_what_comes_after(
    home: Path, tmp_path: Path, hours: int
) -> None:
    agree(home)
    turn = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=2)
    names = "AAA0BBB-1" if hours == 1 else "AAA-1BBB0"
    day = (
        turn if hours == 1 else turn + timedelta(hours=1)
    )  # by the clock that was valid until then
    zone = f"{names},J{_day_of_year(day)}/{day:%H:%M:%S},J{_other_day(day)}"
    path = routine_file(tmp_path, HOLD)
    began = time.monotonic()
    process = start("run", path, environ={"TZ": zone})
    assert ended(process).code == 0
    session = only_session(home)
    assert [work.done_s for work in session.work] == [1.0, 1.0]
    is_truthful(session, time.monotonic() - began)
    turned = read_instant(session.started_at) >= turn
    assert session.utc_offset_s == (3600 if turned == (hours == 1) else 0)


def _day_of_year(day: datetime) -> int:
    """1 to 365, the 29th of February left out, as the system's rules for a zone count."""
    return day.replace(year=2001, day=min(day.day, 28) if day.month == 2 else day.day).timetuple()[
        7
    ]


def _other_day(day: datetime) -> int:
    """Half a year away: the other turn of the year."""
    return (_day_of_year(day) + 181) % 365 + 1


# ------------------------------------------------------------------------ a broken session


@pytest.mark.parametrize("by_s", [-1800, 1800, -DAY_S, DAY_S], ids=lambda by_s: f"{by_s:+d}")
def test_a_broken_session_under_a_clock_that_was_set_since_is_never_of_negative_length(
    home: Path, tmp_path: Path, given: Path, by_s: int
) -> None:
    agree(home)
    path = routine_file(tmp_path, f"{REP}\n\n[[step]]\n{SLOW_REP}")
    process = start("run", path)
    read_until(process, "Start. Rise, left leg, 1 rep, up 0.3, down 0.3. Up.")
    process.kill()
    ended(process)
    ran = ended(start_with_clock("run", "--resume", sign=given, by_s=by_s))
    session = only_session(home)
    if abs(by_s) < 3600:
        assert (ran.code, ran.err) == (0, "Going on with short.\n")
        assert session.status is Status.COMPLETED
        assert len(session.work) == 4
    else:  # nobody knows how long ago that was
        assert ran.err.splitlines()[0] == "What was done of short before it broke off is kept."
        assert session.status is Status.INTERRUPTED
        assert len(session.work) == 2
    is_truthful(session, wall_s=max(by_s, 0) + 60.0)


def test_a_session_that_broke_off_tomorrow_is_kept_and_stands_in_nobodys_way(
    home: Path, tmp_path: Path, given: Path
) -> None:
    kill_in_mid_session(home, routine_file(tmp_path, REP_THEN_HOLD, name="broken"))
    ran = ended(
        start_with_clock("run", routine_file(tmp_path, REP), "--yes", sign=given, by_s=-DAY_S)
    )
    assert ran == Ran(code=0, out=ran.out, err=ran.err)
    assert "What was done of broken before it broke off is kept." in ran.err
    found = {each.routine_id: each.status for each in sessions(home)}
    assert found == {"broken": Status.INTERRUPTED, "short": Status.COMPLETED}
    with History.open(home / "history.db") as history:
        assert history.unfinished() is None
