"""Safety answers where nobody can be asked: what is shown, what they block and what they limit."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from conftest import Result
from processes import (
    HOLD,
    REP,
    Ran,
    agree,
    answer_pages,
    local_today,
    only_session,
    routine_file,
    run,
    sessions,
)

from calfcoach.care.data import questions
from calfcoach.store import History

Calf = Callable[..., Result]
_HEAD = """\
title = "Press"

[pacing]
prepare = "0s"
move = "0s"
switch = "0s"
countdown = 0

[exercise.lean]
title = "Lean"
kind = "stretch"

[exercise.rub]
title = "Rub"
kind = "massage"
technique = "relax"

[exercise.tap]
title = "Tap"
kind = "press"
technique = "mallet"
"""
RUB = '\n[[step]]\nexercise = "rub"\ntime = "1s"\n'
TAP = '\n[[step]]\nexercise = "tap"\ntime = "1s"\n'
LEAN = '\n[[step]]\nexercise = "lean"\nhold = "1s"\n'
NO_TAPPING = "Left out: Tap. Deep pressing and tapping can make the muscle bleed inside."
CLOT = next(flag for flag in questions().flags if flag.id == "clot")
BLOCKED = (
    "Get this looked at today.",
    f"{CLOT.confirm}.",
    *CLOT.do,
    "While this stands open, no session is guided.",
)
CLEAR = "What clears it: calfcoach screen clear"
CLEAR_SPOKEN = "For what clears it, type calfcoach screen clear."


def flagged(home: Path, flag: str = "clot", *, days_ago: float = 0.0) -> None:
    with History.open(home / "history.db") as history:
        history.open_flag(flag, "screen", at=datetime.now(UTC) - timedelta(days=days_ago))


def own(folder: Path, steps: str) -> str:
    path = folder / "press.toml"
    path.write_text(_HEAD + steps, encoding="utf-8")
    return str(path)


def lines(*texts: str) -> str:
    return "".join(f"{text}\n" for text in texts)


# ------------------------------------------------------------------------- an open flag


def test_an_open_flag_blocks_run_and_shows_what_to_do_now(home: Path, tmp_path: Path) -> None:
    flagged(home)
    path = routine_file(tmp_path, REP)
    for options in ([], ["--yes"], ["--resume"], ["--speed", "1000"]):
        assert run("run", path, *options) == Ran(code=4, out=lines(*BLOCKED, CLEAR), err="")
    assert run("run", path, "--accessible") == Ran(
        code=4, out=lines(*BLOCKED, CLEAR_SPOKEN), err=""
    )
    assert sessions(home) == []


def test_an_open_flag_blocks_also_where_nothing_can_be_written(home: Path, tmp_path: Path) -> None:
    flagged(home)
    path = routine_file(tmp_path, REP)
    with closing(sqlite3.connect(home / "history.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")  # another program writes, and does not end
        blocked = run("run", path, "--yes")
    assert (blocked.code, blocked.out) == (4, lines(*BLOCKED, CLEAR))
    assert "Start." not in blocked.out


def test_several_flags_come_with_the_emergency_first_and_nothing_is_said_twice(
    calf: Calf, home: Path, tmp_path: Path
) -> None:
    flagged(home, "clot")
    flagged(home, "calf-risk")
    flagged(home, "breathless")
    said = calf("run", routine_file(tmp_path, REP)).out.splitlines()
    assert said[0] == "Get help now."
    assert said.count("Get this looked at today.") == 1
    assert len(said) == len(set(said))


def test_a_flag_that_no_question_asks_any_more_blocks_all_the_same(
    calf: Calf, home: Path, tmp_path: Path
) -> None:
    flagged(home, "long-gone")
    ran = calf("run", routine_file(tmp_path, REP))
    assert (ran.code, ran.err) == (4, "")
    assert ran.out == lines(
        "Something told here needs a clinician's look.",
        "While this stands open, no session is guided.",
        CLEAR,
    )


def test_a_cleared_flag_blocks_nothing(home: Path, tmp_path: Path) -> None:
    flagged(home)
    with History.open(home / "history.db") as history:
        (flag,) = history.open_flags()
        history.close_flag(flag.id, "clinician", "fine", day=local_today(), at=datetime.now(UTC))
    ran = run("run", routine_file(tmp_path, REP))
    assert (ran.code, ran.err) == (0, "")


# ------------------------------------------------------------------------- what is limited


def test_what_is_blocked_is_left_out_and_said_before_the_start(home: Path, tmp_path: Path) -> None:
    agree(home)
    answer_pages(home, "blood-thinner")
    ran = run("run", own(tmp_path, LEAN + RUB + TAP))
    assert (ran.code, ran.err.splitlines()[0]) == (0, NO_TAPPING)
    assert ran.out.splitlines()[0] == "Press. 2 seconds, 2 parts. You need clear floor."
    session = only_session(home)
    assert session.planned_s == 2.0
    assert [row.step_no for row in session.work] == [1, 2]
    assert json.loads(session.options)["conditions"] == ["blood-thinner"]


def test_a_routine_of_which_nothing_is_left_does_not_start(home: Path, tmp_path: Path) -> None:
    agree(home)
    answer_pages(home, "blood-thinner")
    ran = run("run", own(tmp_path, RUB + TAP), "--yes")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == lines(
        NO_TAPPING,
        "error: nothing of `press` is left to do today",
        "  hint: `calfcoach list` shows other routines, `calfcoach screen show` what limits them",
    )
    assert sessions(home) == []


@pytest.mark.parametrize(
    ("days_ago", "held"),
    [
        (2.9, ["injury", "injury-fresh"]),
        (3.1, ["injury"]),
    ],
)
def test_an_injury_is_fresh_for_72_hours_after_it_was_told(
    calf: Calf, home: Path, days_ago: float, held: list[str]
) -> None:
    answer_pages(home, "injury", "injury-fresh", days_ago=days_ago)
    shown = json.loads(calf("screen", "show", "--json").out)
    assert [each["id"] for each in shown["conditions"]] == held


def test_a_clinician_who_said_gentle_limits_until_the_pages_are_answered_anew(
    calf: Calf, home: Path
) -> None:
    flagged(home, days_ago=1)
    with History.open(home / "history.db") as history:
        (flag,) = history.open_flags()
        history.close_flag(flag.id, "clinician", "gentle", day=local_today(), at=datetime.now(UTC))
    shown = json.loads(calf("screen", "show", "--json").out)
    assert [each["id"] for each in shown["conditions"]] == ["gentle-only"]
    answer_pages(home)
    assert json.loads(calf("screen", "show", "--json").out)["conditions"] == []


# -------------------------------------------------------------------------- the command


@pytest.mark.parametrize("command", [("screen",), ("screen", "clear")])
def test_the_questions_need_a_terminal(calf: Calf, home: Path, command: tuple[str, ...]) -> None:
    assert calf(*command) == Result(
        code=2,
        out="",
        err=lines(
            "error: these questions need a terminal, and there is none",
            "  hint: type the command in a terminal, without a pipe",
        ),
    )
    assert not home.exists()


def test_show_without_any_answer_says_so_and_makes_nothing(calf: Calf, home: Path) -> None:
    assert calf("screen", "show") == Result(
        code=0,
        out=lines(
            "The safety questions were not answered to their end yet.",
            "They are put before the next session on a terminal.",
        ),
        err="",
    )
    assert json.loads(calf("screen", "show", "--json").out) == {
        "schema": "calfcoach.screen/1",
        "answered": None,
        "due": True,
        "conditions": [],
        "flags": [],
        "day": {"local_day": local_today(), "answer": "not asked"},
    }
    assert not home.exists()


def test_show_tells_open_flags_with_what_to_do(calf: Calf, home: Path) -> None:
    agree(home)
    flagged(home)
    said = calf("screen", "show", "--accessible").out.splitlines()
    assert said[0].startswith("Safety questions, answered on ")
    assert said[1] == "Nothing that was told limits a session."
    assert said[2].startswith("Open since ")
    assert said[3:] == [
        f"{CLOT.confirm}.",
        *CLOT.do,
        "No session is guided while a flag is open.",
    ]
    (shown,) = json.loads(calf("screen", "show", "--json").out)["flags"]
    assert (shown["flag"], shown["tier"], shown["origin"]) == ("clot", "today", "screen")
    assert (shown["closed_at"], shown["do"]) == (None, list(CLOT.do))


def test_show_tells_what_each_answer_leaves_out_and_why(calf: Calf, home: Path) -> None:
    answer_pages(home, "blood-thinner")
    said = calf("screen", "show").out.splitlines()
    assert said[1] == "Good to know: a blood thinner or bleeding disorder."
    assert said[2] == "A blood thinner or bleeding disorder."
    assert said[3].startswith("Left out: ")
    assert said[3].endswith(". Deep pressing and tapping can make the muscle bleed inside.")


@pytest.mark.parametrize(
    ("days_ago", "version", "due"),
    [
        (89, None, False),
        (90, None, True),
        (0, "0", True),
    ],
)
def test_the_pages_are_due_after_90_days_and_after_they_changed(
    calf: Calf, home: Path, days_ago: float, version: str | None, due: bool
) -> None:
    answer_pages(home, days_ago=days_ago, version=version)
    assert json.loads(calf("screen", "show", "--json").out)["due"] is due


def test_without_a_terminal_nothing_is_asked_even_where_it_is_due(
    home: Path, tmp_path: Path
) -> None:
    ran = run("run", routine_file(tmp_path, HOLD))
    assert (ran.code, ran.err) == (0, "")
    assert only_session(home).day_answer == "not asked"
    with History.read(home / "history.db") as history:
        assert history.screening() is None
