"""`calfcoach` alone with a plan: where it stands, what is due, today's dose, and what is next."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pexpect
import pytest
from past_sessions import raises, stretches
from planned import begin_plan, keep_on, today

from calfcoach.plan.model import Item, PlanGoal, PlanState, Stage
from calfcoach.plan.standing import paused
from calfcoach.report.clock import short_day, spoken_day

Calf = Callable[..., Any]

_STYLE = re.compile(r"\x1b\[[0-9;]*m")
DESK_ROWS = (*stretches(1), raises(3, technique="heel-raise"))


def desk_today(home: Path) -> None:
    keep_on(home, routine_id="desk", planned_s=300.0, lasted_s=300.0, rows=DESK_ROWS)


def day_text() -> str:
    return short_day(today(), today().year)


def blocks(out: str) -> list[list[str]]:
    return [block.splitlines() for block in out.split("\n\n")]


def test_the_page_says_where_the_plan_stands_and_the_dose_of_today(calf: Calf, home: Path) -> None:
    begin_plan(home, stage_no=2)
    desk_today(home)

    result = calf()

    head, due, dose, week, command = blocks(result.out)
    assert (result.code, result.err) == (0, "")
    assert head == [f"{day_text()}, day 9 of 28 (base)"]
    assert due[0] == (
        "due   daily  10 min 42 s            straight knee, bent knee, heel raises, heel walk"
    )
    assert due[1].startswith("done  desk    5:00 of  5:00  ")
    assert dose == [
        "today          left                right",
        "straight knee  30 of 75 s          30 of 75 s",
        "bent knee      0 of 75 s           0 of 75 s",
        "heel raises    10 of 16 reps both",
        "heel walk      0 of 40 s both",
    ]
    assert week[0].startswith("7 days  ")
    assert command == ["calf run  daily, 10 min 42 s"]


def test_a_terminal_shows_how_much_of_the_dose_is_done(home: Path) -> None:
    begin_plan(home, stage_no=2)
    desk_today(home)

    shown = on_terminal(80)

    assert "straight knee  30 of 75 s          ##....  30 of 75 s  ##...." in shown
    assert "heel raises    10 of 16 reps both  ###..." in shown
    assert shown[-2:] == [
        "calf run --for 6m  the same, short",
        "calf rest          not today: counts as a rest day",
    ]
    assert len(shown) <= 16


def test_what_both_legs_do_stands_for_no_side_where_there_are_no_columns(home: Path) -> None:
    begin_plan(home, stage_no=2)
    desk_today(home)

    shown = on_terminal(40)

    assert "  left 30 of 75 s, right 30 of 75 s" in shown
    assert "  10 of 16 reps both" in shown


@pytest.mark.parametrize("cells", [40, 20])
def test_a_narrow_terminal_shows_it_too(home: Path, cells: int) -> None:
    begin_plan(home, stage_no=2)

    shown = on_terminal(cells)

    assert all(len(line) <= cells for line in shown)
    assert " ".join(shown).startswith(f"{day_text()}, day 9 of 28 (base)".replace("  ", " "))


def on_terminal(cells: int) -> list[str]:
    out = pexpect.run(
        f"{sys.executable} -m calfcoach --color never",
        env={**os.environ, "TERM": "xterm"},
        dimensions=(24, cells),
        encoding="utf-8",
    )
    return [_STYLE.sub("", line).rstrip() for line in str(out).splitlines()]


def test_several_a_day_say_how_often_they_are_done(calf: Calf, home: Path) -> None:
    plan = begin_plan(home)
    stage = Stage(name="desk", weeks=1, items=(Item(routine="desk", per_day=2),))
    begin_plan(home, stages=(stage, *plan.stages[1:]))
    desk_today(home)

    assert blocks(calf().out)[1][0].startswith("due   desk  5 min           1 of 2  ")

    desk_today(home)
    assert calf().out.splitlines()[-1] == (
        "calf history show last  desk is done for today; this is what was done last"
    )


def test_the_plan_is_told_in_sentences(
    calf: Calf, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin_plan(home, stage_no=2)
    desk_today(home)
    monkeypatch.setenv("ACCESSIBLE", "1")

    lines = calf().out.splitlines()

    assert lines[:3] == [
        f"{spoken_day(today(), today().year)}.",
        "This is day 9 of 28 of the plan, stage base.",
        "Due now, daily, 11 minutes 36 seconds.",
    ]
    assert lines[4:8] == [
        "Straight knee, left leg 30 seconds of 1 minute 15 seconds, "
        "right leg 30 seconds of 1 minute 15 seconds.",
        "Bent knee, left leg nothing of 1 minute 15 seconds, "
        "right leg nothing of 1 minute 15 seconds.",
        "Heel raises, both legs 10 of 16 reps.",
        "Heel walk, both legs nothing of 40 seconds.",
    ]
    assert lines[-1] == "Next, type calf run for daily, 11 minutes 36 seconds."


def test_json_tells_the_plan_and_the_dose(calf: Calf, home: Path) -> None:
    begin_plan(home, stage_no=2)

    made = json.loads(calf("--json").out)

    assert made["plan"] == {
        "day_no": 9,
        "of_days": 28,
        "stage": "base",
        "review": False,
        "proposal": False,
    }
    assert made["asked"] == [{"routine": "daily", "times": 1, "done": 0}]
    assert made["dose"][0] == {
        "title": "straight knee",
        "kind": "stretch",
        "asked": {
            "left": {"seconds": 75.0, "reps": None},
            "right": {"seconds": 75.0, "reps": None},
        },
        "done": {},
    }


def test_a_rest_day_asks_for_nothing_and_has_its_mark(calf: Calf, home: Path) -> None:
    begin_plan(home)
    calf("rest")

    head, done, week, command = blocks(calf().out)

    assert head == [f"{day_text()}, day 9 of 28 (starter), rest day"]
    assert done == ["done  nothing yet"]
    assert week[0].endswith(" r  x kept, . not, r rest day")
    assert command == ["calf rest end  nothing is due in a rest; this ends it"]


def test_a_paused_plan_says_how_to_go_on(calf: Calf, home: Path) -> None:
    plan = begin_plan(home)
    begin_plan(home, state=PlanState.PAUSED, pauses=paused(plan, today()).pauses)

    out = calf().out

    assert out.splitlines()[0] == f"{day_text()}, paused before day 9 of 28 (starter)"
    assert out.splitlines()[-1] == ("calf plan resume  the plan stands still; this goes on with it")


def test_a_change_that_the_plan_proposes_is_one_line(calf: Calf, home: Path) -> None:
    begin_plan(home, days_ago=7)
    for days_ago in range(1, 8):
        keep_on(home, days_ago, routine_id="starter")

    lines = calf().out.splitlines()

    assert lines[-2:] == [
        "calf run       starter, 7 min 10 s",
        "calf plan why  a change of the plan, with its reasons",
    ]
    assert json.loads(calf("--json").out)["plan"]["proposal"] is True


def test_on_the_day_of_a_review_it_is_said(calf: Calf, home: Path) -> None:
    begin_plan(home, days_ago=13)

    assert calf().out.splitlines()[-1] == "calf plan review  what has changed up to today"


def test_a_plan_that_cannot_be_read_is_a_warning_and_the_day_goes_on(
    calf: Calf, home: Path
) -> None:
    keep_on(home, 40)
    (home / "plan.toml").write_text("goal = 3\n", encoding="utf-8")

    result = calf()

    assert result.code == 0
    assert result.err.startswith("warning: ")
    assert result.out.splitlines()[-1] == "calf run  daily, 12 min 10 s"


def test_days_on_which_nothing_was_due_are_not_missed(calf: Calf, home: Path) -> None:
    plan = begin_plan(home, days_ago=6)
    day = f"{today():%a}".lower()
    stage = Stage(name="one", weeks=1, items=(Item(routine="daily", days=(day,)),))
    begin_plan(home, days_ago=6, stages=(stage, *plan.stages[1:]))

    marks = next(line for line in calf().out.splitlines() if line.startswith("7 days"))

    assert (marks.count(" -  "), marks.count("- not due")) == (6, 1)
    due = [mark["due"] for mark in json.loads(calf("--json").out)["days"]]
    assert due == [False] * 6 + [True]
    assert today() - timedelta(days=6) == plan.began


def done_by_all(calf: Calf) -> tuple[list[bool], int, int]:
    """Of the last three days: which are kept on the page, how many of them are done in the
    calendar and in the review."""
    page = [mark["kept"] for mark in json.loads(calf("--json").out)["days"]][-4:-1]
    shown = next(line for line in calf("plan").out.splitlines() if line.startswith("week 1"))
    review = json.loads(calf("plan", "review", "--json").out)
    return page, shown.count("x"), review["kept"]


def test_a_bigger_routine_of_the_plan_is_done_everywhere(calf: Calf, home: Path) -> None:
    begin_plan(home, days_ago=3)
    keep_on(home, 2, routine_id="daily")

    assert done_by_all(calf) == ([False, True, False], 1, 1)


def test_what_a_plan_under_pain_rules_does_not_name_is_done_nowhere(calf: Calf, home: Path) -> None:
    begin_plan(home, PlanGoal.ACHILLES, days_ago=3)
    keep_on(home, 3, routine_id="achilles")
    keep_on(home, 1, routine_id="daily")

    assert done_by_all(calf) == ([True, False, False], 1, 1)
    week = next(line for line in calf().out.splitlines() if line.startswith("7 days"))
    assert "begun" not in week
