"""`calfcoach due`: the line, its exit codes, what the desktop is told, and what is kept of it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from planned import begin_plan, keep_on
from processes import local_today, run

from calfcoach.cli.due_kept import keep_answer, kept_answer, states
from calfcoach.cli.due_line import DueNow, due_line
from calfcoach.plan.model import DueItem, Item, PlanDay, Stage
from calfcoach.report.agenda import DayPart, agenda_of
from calfcoach.store import History

Calf = Callable[..., Any]


def said(calf: Calf, *arguments: str) -> tuple[int, str, str]:
    result = calf("due", *arguments)
    return result.code, result.out, result.err


def test_without_a_plan_daily_is_due_until_it_is_done(calf: Calf, home: Path) -> None:
    assert said(calf) == (10, "due: daily\n", "")
    assert not home.exists()

    keep_on(home)

    assert said(calf) == (0, "done for today\n", "")


def test_with_a_plan_it_says_what_that_asks_for(calf: Calf, home: Path) -> None:
    plan = begin_plan(home)
    assert said(calf) == (10, "due: starter\n", "")

    items = (Item(routine="daily"), Item(routine="desk", per_day=2))
    begin_plan(home, stages=(Stage(name="two", weeks=1, items=items), *plan.stages[1:]))
    keep_on(home, routine_id="desk")

    assert said(calf) == (10, "due: daily, desk (1 of 2 done)\n", "")


def test_in_a_rest_it_is_quiet(calf: Calf) -> None:
    calf("rest", "--reason", "flare")

    assert said(calf) == (0, "", "")


def test_in_a_flare_it_says_the_gentle_routine(calf: Calf, home: Path) -> None:
    begin_plan(home)
    with History.open(home / "history.db") as history:
        history.save_day_answer(local_today(), "sore 8", at=datetime.now(UTC))

    assert said(calf) == (10, "due: flare\n", "")


def test_while_a_red_flag_stands_open_it_says_so(calf: Calf, home: Path) -> None:
    with History.open(home / "history.db") as history:
        history.open_flag("clot", "screen", at=datetime.now(UTC))

    assert said(calf) == (4, "a safety question stands open, type calf screen clear\n", "")


def test_on_a_day_that_the_plan_leaves_free_nothing_is_due(calf: Calf, home: Path) -> None:
    plan = begin_plan(home)
    other = f"{datetime.fromisoformat(local_today()) + timedelta(days=1):%a}".lower()
    items = (Item(routine="daily", days=(other,)),)
    begin_plan(home, stages=(Stage(name="one", weeks=1, items=items), *plan.stages[1:]))

    assert said(calf) == (0, "nothing is due today\n", "")


def test_it_is_one_sentence_in_accessible_form(calf: Calf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACCESSIBLE", "1")

    assert said(calf) == (10, "Due, daily.\n", "")


def test_json_of_what_is_due(calf: Calf, home: Path) -> None:
    begin_plan(home)

    code, out, err = said(calf, "--json")

    assert (code, err) == (10, "")
    assert json.loads(out) == {
        "schema": "calfcoach.due/1",
        "day": local_today(),
        "due": ["starter"],
        "later": [],
        "done": False,
        "blocked": False,
        "asked": [{"routine": "starter", "times": 1, "done": 0}],
        "rest": None,
        "flare": False,
        "plan": {
            "day_no": 9,
            "of_days": 28,
            "stage": "starter",
            "review": False,
            "proposal": False,
        },
        "words": "due: starter",
    }


def test_a_plan_that_cannot_be_read_is_a_warning_and_daily_is_due(calf: Calf, home: Path) -> None:
    home.mkdir()
    (home / "plan.toml").write_text("goal = 3\n", encoding="utf-8")

    code, out, err = said(calf)

    assert (code, out) == (10, "due: daily\n")
    assert err.startswith("warning: ")
    assert said(calf)[2] == err  # it is not kept: the warning would be lost


def test_a_history_that_cannot_be_read_is_an_error(calf: Calf, home: Path) -> None:
    home.mkdir()
    (home / "history.db").write_text("this is no database " * 100, encoding="utf-8")

    code, out, err = said(calf)

    assert (code, out) == (1, "")
    assert err.startswith("error: the history is damaged\n")


def test_what_belongs_to_bedtime_is_no_reason_to_stir_by_day() -> None:
    plan_day = PlanDay(
        day=date(2026, 11, 17),
        day_no=2,
        of_days=42,
        stage="settle",
        items=(DueItem(routine="night-cramps", times=1, done=0),),
    )
    agenda = agenda_of([], plan_day=plan_day)
    by_day = DueNow(agenda=agenda, part=DayPart.DAY, day=plan_day.day)
    late = DueNow(agenda=agenda, part=DayPart.BEDTIME, day=plan_day.day)

    assert (by_day.code, due_line(by_day, spoken=False)) == (0, "this evening: night-cramps")
    assert (late.code, due_line(late, spoken=False)) == (10, "due: night-cramps")
    assert due_line(by_day, spoken=True) == "This evening, night-cramps."


# ---------------------------------------------------------------------- what is kept of it


def settle(home: Path) -> None:
    """As if the history and the plan had been written a minute ago."""
    for name in ("history.db", "plan.toml"):
        path = home / name
        if path.exists():
            at = path.stat().st_mtime - 60
            os.utime(path, (at, at))


@pytest.fixture
def answered(calf: Calf, home: Path) -> Path:
    """Where the answer of a history that nobody writes to is kept."""
    keep_on(home, 3)
    settle(home)
    assert said(calf) == (10, "due: daily\n", "")
    return home / "run" / "due"


def test_an_answer_is_kept_privately_and_given_again(calf: Calf, answered: Path) -> None:
    assert answered.stat().st_mode & 0o777 == 0o600
    text = answered.read_text(encoding="utf-8")
    answered.write_text(text.replace("due: daily", "due: kept"), encoding="utf-8")

    assert said(calf) == (10, "due: kept\n", "")


def test_a_session_makes_the_answer_anew(calf: Calf, home: Path, answered: Path) -> None:
    keep_on(home)

    assert said(calf) == (0, "done for today\n", "")
    assert answered.exists()


def test_a_plan_makes_the_answer_anew(calf: Calf, home: Path, answered: Path) -> None:
    begin_plan(home)

    assert said(calf) == (10, "due: starter\n", "")
    assert answered.exists()


def test_what_was_written_just_now_is_not_relied_on(calf: Calf, home: Path) -> None:
    keep_on(home, 3)

    said(calf)

    assert not (home / "run" / "due").exists()


def test_another_form_is_another_answer(
    calf: Calf, answered: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACCESSIBLE", "1")

    assert said(calf) == (10, "Due, daily.\n", "")
    assert answered.exists()


@pytest.mark.parametrize(
    "text", ["", "calfcoach due 1\n\n", "\x00", "calfcoach due 1\na\nnan\nb\n\nx", "x" * 100_000]
)
def test_a_kept_answer_that_is_none_is_made_anew(calf: Calf, answered: Path, text: str) -> None:
    answered.write_text(text, encoding="utf-8")

    assert said(calf) == (10, "due: daily\n", "")


def test_an_answer_holds_only_for_its_time(tmp_path: Path) -> None:
    environ = {"CALFCOACH_HOME": str(tmp_path)}
    keep_answer(["due"], environ, (10, "due: daily\n"), before=[])
    assert kept_answer(["due"], environ) == (10, "due: daily\n")

    keep_answer(["due"], environ, (10, "due: daily\n"), before=[], seconds=-1)
    assert kept_answer(["due"], environ) is None


def test_an_answer_holds_for_a_quarter_of_an_hour_at_most(tmp_path: Path) -> None:
    environ = {"CALFCOACH_HOME": str(tmp_path)}
    keep_answer(["due"], environ, (10, "due: daily\n"), before=[], seconds=86_400)

    made, until = (tmp_path / "run" / "due").read_text(encoding="utf-8").split("\n")[2:4]
    assert float(until) - float(made) == pytest.approx(900)


def test_an_answer_of_a_later_time_does_not_hold_once_the_clock_is_set_back(tmp_path: Path) -> None:
    environ = {"CALFCOACH_HOME": str(tmp_path)}
    keep_answer(["due"], environ, (10, "due: daily\n"), before=[])
    path = tmp_path / "run" / "due"
    lines = path.read_text(encoding="utf-8").split("\n")
    later = [repr(float(lines[2]) + 30), *lines[3:]]
    path.write_text("\n".join([*lines[:2], *later]), encoding="utf-8")

    assert kept_answer(["due"], environ) is None


def test_a_routine_of_the_plan_that_is_taken_away_is_told_at_once(calf: Calf, home: Path) -> None:
    own = home / "routines" / "mine.toml"
    own.parent.mkdir(parents=True)
    own.write_text('title = "Mine"\n[[step]]\nexercise = "wall-calf-stretch"\n', encoding="utf-8")
    begin_plan(home)
    plan = home / "plan.toml"
    text = plan.read_text(encoding="utf-8").replace('"starter"', '"mine"')
    plan.write_text(text, encoding="utf-8")
    settle(home)
    at = own.parent.stat().st_mtime - 60
    os.utime(own.parent, (at, at))
    assert said(calf) == (10, "due: mine\n", "")
    assert (home / "run" / "due").exists()

    own.unlink()

    assert "no routine is called `mine`" in said(calf)[2]


def test_an_answer_made_while_something_changed_is_not_kept(tmp_path: Path) -> None:
    environ = {"CALFCOACH_HOME": str(tmp_path)}
    before = states([str(tmp_path / "plan.toml")])
    (tmp_path / "plan.toml").write_text("x", encoding="utf-8")

    keep_answer(["due"], environ, (10, "due: daily\n"), before=before)

    assert kept_answer(["due"], environ) is None


# ------------------------------------------------------------------------------- the desktop


def desktop(folder: Path) -> Path:
    """A `notify-send` that writes down what it was given; where."""
    program, told = folder / "notify-send", folder / "told"
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {told}\n', encoding="utf-8")
    program.chmod(0o755)
    return told


def test_notify_tells_the_desktop_what_is_due_and_prints_nothing(
    home: Path, tmp_path: Path
) -> None:
    begin_plan(home)
    told = desktop(tmp_path)

    result = run("due", "--notify", PATH=str(tmp_path))

    assert (result.code, result.out, result.err) == (0, "", "")
    assert told.read_text(encoding="utf-8").splitlines()[-2:] == [
        "CalfCoach",
        "Due: starter. Type calf run when it suits.",
    ]


def test_notify_is_silent_when_the_dose_is_done(home: Path, tmp_path: Path) -> None:
    keep_on(home)
    told = desktop(tmp_path)

    result = run("due", "--notify", PATH=str(tmp_path))

    assert (result.code, result.out, result.err) == (0, "", "")
    assert not told.exists()


def test_notify_does_not_fail_where_there_is_no_desktop(tmp_path: Path) -> None:
    result = run("due", "--notify", PATH=str(tmp_path))

    assert (result.code, result.out, result.err) == (0, "", "")
