from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pexpect
import pytest
from past_sessions import keep, raises, stretches
from store_samples import work

from calfcoach.lock import SessionLock
from calfcoach.records import Status, WorkStatus
from calfcoach.report.clock import short_day, spoken_day
from calfcoach.store import local_day

Calf = Callable[..., Any]

WELCOME = (
    "CalfCoach guides you through stretching and strengthening your calves.\n"
    "It counts, says when to change legs, and keeps a history on this machine only.\n"
)


def now() -> datetime:
    return datetime.now(UTC)


def offset_s() -> int:
    return int((now().astimezone().utcoffset() or timedelta()).total_seconds())


def this_day() -> str:
    return local_day(now(), offset_s(), time(4))


def keep_today(home: Path, **changed: Any) -> str:
    return keep(home, now(), **{"utc_offset_s": offset_s(), "local_day": this_day(), **changed})


def day_text() -> str:
    day = datetime.fromisoformat(this_day()).date()
    return short_day(day, day.year)


def test_the_first_start_says_what_this_is_and_how_to_begin(calf: Calf, home: Path) -> None:
    result = calf()

    assert (result.code, result.err) == (0, "")
    assert result.out == WELCOME + "To start, type calfcoach run daily\n"
    assert not home.exists()


def test_a_day_begins_with_nothing_done(calf: Calf, home: Path) -> None:
    keep(home, now() - timedelta(days=40))

    lines = calf().out.splitlines()

    assert lines[:3] == [day_text(), "", "due   daily        12 min 10 s"]
    assert lines[3:5] == ["done  nothing yet", ""]
    assert lines[5].startswith("7 days  ")
    assert lines[5].count(" .") == 8  # the legend too
    assert lines[6:] == ["", "calf run  daily, 12 min 10 s"]


def test_what_was_done_today_stands_with_its_time_and_each_leg(calf: Calf, home: Path) -> None:
    at = now()
    clock = (at + timedelta(seconds=offset_s())).strftime("%H:%M")
    keep_today(
        home,
        routine_id="desk",
        planned_s=300.0,
        lasted_s=300.0,
        rows=(*stretches(1), raises(3, exercise_title="[b]Heel[/b] 🦵")),
    )

    result = calf()

    lines = result.out.splitlines()
    assert (result.code, result.err) == (0, "")
    assert lines[:8] == [
        day_text(),
        "",
        "due   daily  12 min 10 s",
        f"done  desk    5:00 of  5:00  {clock}",
        "",
        "today              left          right",
        "Wall calf stretch  0:30          0:30",
        "[b]Heel[/b] 🦵     10 reps both",
    ]
    assert lines[9].endswith(" x  x kept, - not due")
    assert lines[-1] == "calf run  daily, 12 min 10 s"


def test_after_daily_the_day_is_done(calf: Calf, home: Path) -> None:
    keep_today(home, tightness=4)

    lines = calf().out.splitlines()

    assert "tight   4 (your own score)" in lines
    assert lines[-1] == (
        "calf history show last  daily is done for today; this is what was done last"
    )


def test_a_session_that_broke_off_within_the_hour_can_go_on(calf: Calf, home: Path) -> None:
    keep_today(home, status=Status.RUNNING)

    result = calf()

    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines()[-1].startswith(
        "calf run --resume  goes on with daily, which broke off at "
    )
    assert json.loads(calf("--json").out)["next_command"] == "calf run --resume"


def test_after_an_hour_it_cannot(calf: Calf, home: Path) -> None:
    keep(home, now() - timedelta(minutes=61), status=Status.RUNNING)

    assert calf().out.splitlines()[-1] == "calf run  daily, 12 min 10 s"


def test_a_session_that_runs_elsewhere_is_said_to_run(calf: Calf, home: Path) -> None:
    keep_today(home, status=Status.RUNNING)

    with SessionLock(home / "session.lock"):
        result = calf()

    assert result.out.splitlines()[-1] == "calf history  daily is running now"


def test_the_day_is_the_one_that_the_setting_says(
    calf: Calf, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CALFCOACH_DAY_STARTS", "00:00")
    midnight_day = local_day(now(), offset_s(), time(0))

    keep(home, now(), utc_offset_s=offset_s(), local_day=midnight_day)

    assert json.loads(calf("--json").out)["day"] == midnight_day
    assert json.loads(calf("--json").out)["daily_done"] is True


def test_the_day_is_said_in_sentences(
    calf: Calf, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACCESSIBLE", "1")
    keep_today(home, rows=stretches(1))
    day = datetime.fromisoformat(this_day()).date()

    result = calf()

    lines = result.out.splitlines()
    assert (result.code, result.err) == (0, "")
    assert lines[0] == f"{spoken_day(day, day.year)}."
    assert lines[1].startswith("Daily, done, 12 minutes 10 seconds, at ")
    assert lines[2] == "Wall calf stretch, left leg 30 seconds, right leg 30 seconds."
    assert lines[4:] == [
        "Daily is done for today.",
        "To hear what was done, type calf history show last.",
    ]


def test_json_of_a_day_is_one_document(calf: Calf, home: Path) -> None:
    session_id = keep_today(home)

    result = calf("--json")

    made = json.loads(result.out)
    assert (result.code, result.err) == (0, "")
    assert list(made) == [
        "schema",
        "day",
        "history_readable",
        "first_start",
        "due",
        "blocked",
        "sessions",
        "exercises",
        "days",
        "tightness",
        "running",
        "broken",
        "next_due",
        "daily_done",
        "daily_s",
        "daily_up_to",
        "next_command",
        "asked",
        "rest",
        "flare",
        "plan",
        "dose",
    ]
    assert (made["schema"], made["day"]) == ("calfcoach.today/1", this_day())
    assert [each["id"] for each in made["sessions"]] == [session_id]
    assert made["days"][-1] == {
        "day": this_day(),
        "kept": True,
        "begun": False,
        "rest": False,
        "due": True,
    }


@pytest.mark.parametrize("form", ["", "sentences", "--json"])
def test_a_damaged_history_is_a_warning_and_the_rest_is_shown(
    calf: Calf, home: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    if form == "sentences":
        monkeypatch.setenv("ACCESSIBLE", "1")
    home.mkdir()
    (home / "history.db").write_text("this is no database " * 100, encoding="utf-8")

    result = calf("--json") if form == "--json" else calf()

    assert result.code == 0
    told = [
        "warning: the history is damaged",
        f"  --> {home / 'history.db'}",
        "  hint: `calfcoach doctor --mend` mends it, or puts back the newest backup",
    ]
    spoken = [
        "Warning: the history is damaged.",
        f"In {home / 'history.db'}.",
        "calfcoach doctor --mend mends it, or puts back the newest backup.",
    ]
    assert result.err.splitlines() == (spoken if form == "sentences" else told)
    if form == "":
        assert result.out == f"{day_text()}\n\ncalf run  daily, 12 min 10 s\n"
    if form == "sentences":
        assert result.out.splitlines()[1] == (
            "Next, type calf run for daily, 13 minutes 4 seconds."
        )
    if form == "--json":
        assert json.loads(result.out)["history_readable"] is False


def test_a_broken_daily_of_ones_own_is_a_warning(calf: Calf, home: Path) -> None:
    keep(home, now() - timedelta(days=40))
    (home / "routines").mkdir()
    (home / "routines" / "daily.toml").write_text("title = 3\n", encoding="utf-8")

    result = calf()

    assert result.code == 0
    assert result.err.startswith("warning: ")
    assert result.out.splitlines()[-1] == "calf run  daily"


def test_a_daily_that_was_skipped_to_its_end_is_still_to_do(calf: Calf, home: Path) -> None:
    skipped = [work(no, done_s=0.0, status=WorkStatus.SKIPPED) for no in (1, 2)]
    keep_today(home, rows=skipped)

    made = json.loads(calf("--json").out)

    assert (made["daily_done"], made["next_command"]) == (False, "calf run")
    assert (made["days"][-1]["kept"], made["days"][-1]["begun"]) == (False, True)


@pytest.mark.tty
@pytest.mark.parametrize(("wide", "legend"), [(80, True), (60, False)])
def test_the_marks_are_explained_where_the_terminal_has_room(
    home: Path, wide: int, legend: bool
) -> None:
    keep_today(home)

    shown = pexpect.run(
        f"{sys.executable} -m calfcoach",
        env={**os.environ, "TERM": "xterm", "COLUMNS": str(wide)},
        encoding="utf-8",
    )

    (days,) = [line for line in str(shown).splitlines() if line.startswith("7 days")]
    assert days.endswith(" x  x kept, - not due") is legend


def test_the_day_fits_sixteen_lines(calf: Calf, home: Path) -> None:
    for number in range(8):
        rows = [raises(no, exercise_id=f"own-{number}-{no}") for no in range(1, 9)]
        keep_today(home, rows=rows, tightness=5)

    assert len(calf().out.splitlines()) == 16
