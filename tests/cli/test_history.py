from __future__ import annotations

import json
import os
import re
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pexpect
import pytest
from past_sessions import gap, keep, raises, stretches
from store_samples import work

from calfcoach.lock import SessionLock
from calfcoach.records import Status, WorkStatus
from calfcoach.store import History

Calf = Callable[..., Any]

THIS_YEAR = datetime.now(UTC).year
MONDAY = datetime(2020, 11, 16, 6, 30, tzinfo=UTC)  # long ago: its year is always written


def day(days: int) -> datetime:
    return MONDAY + timedelta(days=days)


def codes_hidden(text: str) -> str:
    """Codes come from random ids: any of them stands as `abcd`."""
    return re.sub(r"\b[bcdfghjkmnprstwz]{4}\b", "abcd", text)


def kept_code(home: Path, session_id: str) -> str:
    with History.read(home / "history.db") as history:
        return history.session(session_id).code


def test_an_empty_history_says_how_to_begin(calf: Calf, home: Path) -> None:
    result = calf("history")

    assert (result.code, result.out) == (0, "")
    assert result.err == "no session yet\n  hint: `calfcoach run daily` starts one\n"
    assert not (home / "history.db").exists()


def test_an_empty_history_is_an_empty_list_in_json(calf: Calf) -> None:
    result = calf("history", "--json")

    assert (result.code, result.err) == (0, "")
    assert json.loads(result.out) == {
        "schema": "calfcoach.history/1",
        "sessions": [],
        "rests": [],
    }


def test_an_empty_history_is_said_in_a_sentence(calf: Calf) -> None:
    result = calf("history", "--accessible")

    assert (result.code, result.err) == (0, "")
    assert result.out == "No session yet. Type calfcoach run daily to start one.\n"


def test_sessions_stand_in_columns_with_the_newest_last(calf: Calf, home: Path) -> None:
    keep(home, day(0), tightness=5, rows=(*stretches(), raises()))
    keep(
        home,
        day(1),
        status=Status.STOPPED,
        lasted_s=427.0,
        gaps=[gap("away", 5.0)],
        rows=(work(1), work(2, side="right", done_s=12.0, status=WorkStatus.SKIPPED, pain=2)),
    )
    keep(home, day(2), routine_id="night-cramps", planned_s=170.0, lasted_s=170.0)

    result = calf("history")

    assert (result.code, result.err) == (0, "")
    assert codes_hidden(result.out).splitlines() == [
        "when                   code  routine         done of plan  left  right  tight  ended",
        "Mon 16 Nov 2020 07:30  abcd  daily         12:10 of 12:10  1:00   1:00      5  done",
        "Tue 17 Nov 2020 07:30  abcd  daily          7:02 of 12:10  0:30   0:12         "
        "stopped 7:02, hurt 2, away 0:05",
        "Wed 18 Nov 2020 07:30  abcd  night-cramps   2:50 of  2:50  1:00   1:00         done",
    ]


def test_this_year_is_not_written(calf: Calf, home: Path) -> None:
    keep(home, datetime(THIS_YEAR, 1, 15, 12, 0, tzinfo=UTC), utc_offset_s=0)
    keep(home, datetime(THIS_YEAR - 1, 1, 15, 12, 0, tzinfo=UTC), utc_offset_s=0)

    lines = calf("history").out.splitlines()[1:]

    assert f" 15 Jan {THIS_YEAR - 1} 12:00 " in lines[0]
    assert " 15 Jan 12:00 " in lines[1]


def test_each_session_shows_the_clock_it_was_done_by(calf: Calf, home: Path) -> None:
    change = datetime(2020, 10, 25, 0, 30, tzinfo=UTC)  # half an hour before summer time ends
    keep(home, change, utc_offset_s=7200)
    keep(home, change + timedelta(hours=1), utc_offset_s=3600)

    lines = calf("history").out.splitlines()[1:]

    assert [line[:21] for line in lines] == ["Sun 25 Oct 2020 02:30"] * 2


def test_the_limit_takes_the_newest(calf: Calf, home: Path) -> None:
    for days in range(12):
        keep(home, day(days))

    assert len(calf("history").out.splitlines()) == 1 + 12
    assert len(calf("history", "--all").out.splitlines()) == 1 + 12
    limited = calf("history", "--limit", "2").out.splitlines()
    assert [line[:10] for line in limited] == ["when      ", "Thu 26 Nov", "Fri 27 Nov"]


def test_a_limit_of_nothing_is_refused(calf: Calf) -> None:
    result = calf("history", "--limit", "0")

    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "error: invalid value for '--limit': 0 is not in the range x>=1\n"
        "  hint: `calfcoach history --help` shows how\n"
    )


def test_all_and_a_limit_contradict_each_other(calf: Calf) -> None:
    result = calf("history", "--all", "--limit", "3")

    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "error: `--all` and `--limit` contradict each other\n  hint: leave out one\n"
    )


def test_sentences_come_newest_first_and_five_at_a_time(calf: Calf, home: Path) -> None:
    for days in range(7):
        keep(home, day(days))

    lines = calf("history", "--accessible").out.splitlines()

    assert len(lines) == 5 + 1
    assert lines[0] == (
        "Daily, finished, 12 minutes 10 seconds, left 1 minute, right 1 minute. "
        "Sunday 22 November 2020, 07:30."
    )
    assert lines[-1] == "These are 5 of 7. For more, type calfcoach history --all."
    assert len(calf("history", "--accessible", "--all").out.splitlines()) == 7


def test_json_holds_all_sessions_oldest_first(calf: Calf, home: Path) -> None:
    first = keep(home, day(0), tightness=5, note="[bold]tight[/bold] 🦵")
    second = keep(home, day(1))

    result = calf("history", "--json")

    made = json.loads(result.out)
    assert (result.code, result.err) == (0, "")
    assert made["schema"] == "calfcoach.history/1"
    assert [each["id"] for each in made["sessions"]] == [first, second]
    assert made["sessions"][0]["note"] == "[bold]tight[/bold] 🦵"
    assert made["sessions"][0]["left_s"] == 60.0
    assert "work" not in made["sessions"][0]


def test_a_killed_session_is_not_finished_and_a_living_one_runs(calf: Calf, home: Path) -> None:
    keep(home, day(0), status=Status.RUNNING)

    assert calf("history").out.splitlines()[1].endswith("not finished")
    with SessionLock(home / "session.lock"):
        assert calf("history").out.splitlines()[1].endswith("running")


def test_a_late_session_is_shown_by_the_clock_and_kept_for_the_evening(
    calf: Calf, home: Path
) -> None:
    keep(home, datetime(2020, 11, 20, 23, 30, tzinfo=UTC))

    made = json.loads(calf("history", "--json").out)

    assert calf("history").out.splitlines()[1].startswith("Sat 21 Nov 2020 00:30")
    assert made["sessions"][0]["local_day"] == "2020-11-20"


# ----------------------------------------------------------------------- history show


def test_one_session_is_shown_step_by_step(calf: Calf, home: Path) -> None:
    code = kept_code(
        home,
        keep(
            home,
            day(0),
            rows=(*stretches(1), raises(3, exercise_title="Heel 🦵 [b]raise[/b]", load="5 kg")),
            gaps=[gap(seconds=41.0)],
            lasted_s=776.0,
            tightness=4,
            note="[bold]fine[/bold]\nthe left more",
        ),
    )

    result = calf("history", "show")

    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines() == [
        "routine  daily (Daily calf care)",
        f"code     {code}",
        "when     Mon 16 Nov 2020 07:30",
        "done     12:10 of 12:10",
        "ended    done",
        "left     0:30 of 0:30",
        "right    0:30 of 0:30",
        "both     1:10 of 1:10",
        "paused   0:41",
        "tight    4 (watch it)",
        "note     [bold]fine[/bold]",
        "         the left more",
        "",
        "step  exercise              side   set  done of plan  reps      remarks",
        "2     Wall calf stretch     left   1    0:30 of 0:30",
        "2     Wall calf stretch     right  1    0:30 of 0:30",
        "3     Heel 🦵 [b]raise[/b]  both   1    1:10 of 1:10  10 of 10  5 kg",
        "",
        "07:31  paused  0:41  in step 2",
    ]


@pytest.mark.parametrize("selector", ["last~1", "code", "id"])
def test_a_session_is_found_by_each_of_its_names(calf: Calf, home: Path, selector: str) -> None:
    wanted = keep(home, day(0))
    keep(home, day(1))
    name = {"code": kept_code(home, wanted), "id": wanted}.get(selector, selector)

    result = calf("history", "show", name, "--json")

    made = json.loads(result.out)
    assert (result.code, result.err) == (0, "")
    assert (made["schema"], made["id"]) == ("calfcoach.session/1", wanted)
    assert [each["side"] for each in made["work"]] == ["left", "right", "left", "right"]
    assert made["gaps"] == []


def test_json_may_be_asked_for_before_show_too(calf: Calf, home: Path) -> None:
    keep(home, day(0))

    assert calf("history", "--json", "show").out == calf("history", "show", "--json").out


def test_one_session_is_told_in_sentences(calf: Calf, home: Path) -> None:
    keep(home, day(0), rows=stretches(1), note="fine")

    result = calf("history", "show", "--accessible")

    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines() == [
        "Daily, finished, 12 minutes 10 seconds, left 30 seconds, right 30 seconds. "
        "Monday 16 November 2020, 07:30.",
        "Step 2, left leg, Wall calf stretch, set 1, 30 seconds, done.",
        "Step 2, right leg, Wall calf stretch, set 1, 30 seconds, done.",
        "Note: fine.",
    ]


def test_a_session_that_is_not_there_is_an_error(calf: Calf, home: Path) -> None:
    keep(home, day(0))

    unknown, too_far = calf("history", "show", "zzzz"), calf("history", "show", "last~3")

    assert (unknown.code, too_far.code) == (1, 1)
    assert unknown.err == (
        "error: no session is called `zzzz`\n"
        "  hint: `calfcoach history` shows the code of each session; `last` is the newest\n"
    )
    assert too_far.err == (
        "error: `last~3` goes back too far: the history holds 1 session\n"
        "  hint: the first one is `last`\n"
    )


def test_a_wrong_word_is_told_the_near_one(calf: Calf) -> None:
    result = calf("history", "shwo")

    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "error: no such command 'shwo'. Did you mean 'show'?\n"
        "  hint: `calfcoach history --help` shows how\n"
    )


@pytest.mark.parametrize("form", [(), ("--json",), ("--accessible",)])
def test_a_limit_beyond_every_number_shows_all(
    calf: Calf, home: Path, form: tuple[str, ...]
) -> None:
    keep(home, day(0))

    result = calf("history", "--limit", "99999999999999999999", *form)

    assert (result.code, result.err) == (0, "")
    assert result.out == calf("history", *form).out


@pytest.mark.parametrize("arguments", [("history",), ("history", "show")])
def test_help_has_an_example(calf: Calf, arguments: tuple[str, ...]) -> None:
    assert "Example: calfcoach history " in calf(*arguments, "--help").out


# ----------------------------------------------------------------- a file out of order


@pytest.mark.parametrize("arguments", [("history",), ("history", "show"), ("history", "--json")])
def test_a_damaged_history_is_an_error(calf: Calf, home: Path, arguments: tuple[str, ...]) -> None:
    home.mkdir()
    (home / "history.db").write_text("this is no database " * 100, encoding="utf-8")

    result = calf(*arguments)

    assert (result.code, result.out) == (1, "")
    assert result.err == (
        "error: the history is damaged\n"
        f"  --> {home / 'history.db'}\n"
        "  hint: `calfcoach doctor --mend` mends it, or puts back the newest backup\n"
    )


def test_a_newer_history_is_left_alone(calf: Calf, home: Path) -> None:
    keep(home, day(0))
    with closing(sqlite3.connect(home / "history.db")) as connection:
        connection.execute("PRAGMA user_version = 99")

    result = calf("history")

    assert (result.code, result.out) == (1, "")
    assert "written by a newer CalfCoach (format 99" in result.err


# ------------------------------------------------------------------------- a terminal


@pytest.mark.tty
def test_a_plain_terminal_shows_nine_rows_and_what_more_there_is(home: Path) -> None:
    for days in range(11):
        keep(home, day(days))

    shown = pexpect.run(
        f"{sys.executable} -m calfcoach history",
        env={**os.environ, "TERM": "dumb"},
        encoding="utf-8",
    )

    lines = str(shown).splitlines()
    assert [line[:10] for line in (lines[1], lines[9])] == ["Wed 18 Nov", "Thu 26 Nov"]
    assert lines[10:] == [
        "",
        "9 of 11 shown, oldest first.",
        "left and right are stretch time, in minutes and seconds.",
        "calfcoach history show last   tells the last one step by step",
    ]
    assert "\x1b" not in str(shown)
