"""Days on which a plan asks for nothing, and days that it stands still: page, `run` and words."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pexpect
import pytest
from planned import begin_plan, keep_on, today
from processes import agree, run

from calfcoach.frozen import replace
from calfcoach.plan.model import Item, Plan, PlanGoal, PlanPause, PlanState, Stage
from calfcoach.report.clock import short_day

Calf = Callable[..., Any]
UNDER_PAIN_RULES = (PlanGoal.ACHILLES, PlanGoal.HEEL_PAIN)


def weekday(ahead: int) -> str:
    return f"{today() + timedelta(ahead):%a}".lower()


def between(home: Path, goal: PlanGoal, routine: str = "strength", ahead: int = 2) -> Plan:
    """A plan that asks for a routine once a week, and next in so many days."""
    stage = Stage(name="one", weeks=4, items=(Item(routine=routine, days=(weekday(ahead),)),))
    return begin_plan(home, goal, days_ago=2, stages=(stage,))


def next_day() -> str:
    day = today() + timedelta(2)
    return " ".join(short_day(day, today().year).split())


@pytest.mark.parametrize("goal", [*UNDER_PAIN_RULES, PlanGoal.LOOSEN])
def test_a_free_day_says_when_the_next_is_due_and_offers_no_session(
    calf: Calf, home: Path, goal: PlanGoal
) -> None:
    between(home, goal)

    out = calf().out

    assert out.splitlines()[-1] == (f"calf plan  nothing is due today; next strength, {next_day()}")
    assert "daily" not in out
    content = json.loads(calf("--json").out)
    assert content["next_command"] == "calf plan"
    assert content["next_due"] == {
        "day": (today() + timedelta(2)).isoformat(),
        "routines": ["strength"],
    }


def test_for_ears_a_free_day_is_said_too(home: Path) -> None:
    between(home, PlanGoal.ACHILLES)
    day = today() + timedelta(2)

    assert run(ACCESSIBLE="1").out.splitlines()[-3:] == [
        "Nothing is due today.",
        f"Next is strength, {day:%A} {day.day} {day:%B}.",
        "To hear the plan, type calf plan.",
    ]


def test_all_days_over_there_is_no_next(calf: Calf, home: Path) -> None:
    begin_plan(home, PlanGoal.ACHILLES, days_ago=400)

    assert "nothing is due; all days of the plan are over" in calf().out


@pytest.mark.parametrize("goal", UNDER_PAIN_RULES)
@pytest.mark.parametrize("words", [("run",), ("run", "--yes"), ("run", "--speed", "1000")])
def test_under_pain_rules_run_alone_starts_nothing_on_a_free_day(
    home: Path, goal: PlanGoal, words: tuple[str, ...]
) -> None:
    agree(home)
    between(home, goal)

    told = run(*words)

    assert (told.code, told.out) == (1, "")
    assert told.err == (
        "error: nothing is due today by the plan\n"
        f"  hint: next is strength, {next_day()}; `calfcoach plan show` shows the plan\n"
    )


def test_under_pain_rules_nothing_more_is_run_once_it_is_done(home: Path) -> None:
    agree(home)
    between(home, PlanGoal.ACHILLES, ahead=0)
    keep_on(home, routine_id="strength")

    told = run("run")

    assert (told.code, told.out) == (1, "")
    assert told.err.startswith("error: nothing more is due today by the plan\n")


def test_for_other_goals_the_usual_routine_stays(home: Path) -> None:
    agree(home)
    between(home, PlanGoal.LOOSEN)

    assert run("run", "--speed", "1000").out.startswith("Daily calf care.")


def test_a_routine_that_is_named_starts_on_any_day(home: Path) -> None:
    agree(home)
    between(home, PlanGoal.ACHILLES)

    assert run("run", "daily", "--speed", "1000").code == 0


# ------------------------------------------------------------------------------ the week


def on_terminal(cells: int) -> list[str]:
    out = pexpect.run(
        f"{sys.executable} -m calfcoach --color never",
        env={**os.environ, "TERM": "xterm"},
        dimensions=(24, cells),
        encoding="utf-8",
    )
    return [line.rstrip() for line in str(out).splitlines()]


@pytest.mark.parametrize("cells", [60, 80, 96])
def test_the_row_of_the_week_does_not_break_its_legend_gives_way(home: Path, cells: int) -> None:
    stage = Stage(name="one", weeks=4, items=(Item(routine="daily", days=(weekday(0),)),))
    begin_plan(home, days_ago=6, stages=(stage,))
    keep_on(home, 2)

    lines = on_terminal(cells)

    week = next(line for line in lines if line.startswith("7 days"))
    assert week.count(" -") + week.count(" x") + week.count(" .") >= 7
    assert lines[lines.index(week) + 1] == ""


# ------------------------------------------------- the routine that another one stands for


def test_the_routine_that_the_due_one_stands_for_keeps_the_day(calf: Calf, home: Path) -> None:
    items = (
        Item(routine="daily"),
        Item(routine="strength", days=(weekday(0),), instead_of="daily"),
    )
    begin_plan(home, days_ago=2, stages=(Stage(name="one", weeks=4, items=items),))
    keep_on(home)

    day = json.loads(calf("plan", "--json").out)["weeks"][0]["days"][2]

    assert (day["mark"], day["items"]) == (
        "done",
        [{"routine": "strength", "times": 1, "done": 1}],
    )
    assert calf("due").code == 0
    assert json.loads(calf("--json").out)["days"][-1]["kept"] is True


# ------------------------------------------------------------------- a plan that stands still


def test_a_paused_plan_has_one_day_number_everywhere(calf: Calf, home: Path) -> None:
    plan = begin_plan(home)
    open_pause = (PlanPause(from_day=today()),)
    begin_plan(home, state=PlanState.PAUSED, pauses=open_pause)

    assert "paused before day 9 of 28 (starter)" in calf().out.splitlines()[0]
    assert "paused before day 9 of 28" in run(ACCESSIBLE="1").out
    assert calf("plan").out.startswith("Looser calves, paused before day 9 of 28 (starter)")
    assert calf("plan", "review").out.startswith("The plan stands still before day 9 of 28.")
    assert "paused before day 9 of 28" in calf("plan", "start", "maintain").err
    assert calf("plan", "stop").out.startswith("The plan has ended before day 9 of 28.")
    assert plan.days == 28


def test_a_pause_of_a_hundred_years_is_a_few_rows(calf: Calf, home: Path) -> None:
    plan = begin_plan(home, days_ago=8)
    pause = PlanPause(from_day=today(), until_day=today().replace(year=today().year + 100, day=1))
    begin_plan(home, days_ago=8, pauses=(pause,))
    assert replace(plan, pauses=(pause,)).days == 28

    assert len(calf("plan").out.splitlines()) < 20
    assert "weeks 2 to" not in calf("plan").out
    assert "  p  weeks 3 to 157, paused\n" in calf("plan").out
    assert len(run("plan", ACCESSIBLE="1").out.splitlines()) < 20


# ------------------------------------------------------------------------- the first days


def marks(calf: Calf) -> str:
    """The marks of the last seven days, in order."""
    row = next(line for line in calf().out.splitlines() if line.startswith("7 days"))
    return "".join(row.split("  x kept")[0].split()[3::2])


def test_days_before_the_plan_began_were_not_asked_for(calf: Calf, home: Path) -> None:
    begin_plan(home, days_ago=1)
    keep_on(home, 5)

    assert marks(calf) == "-x---.."


def test_without_a_plan_days_before_the_first_session_were_not_asked_for(
    calf: Calf, home: Path
) -> None:
    keep_on(home, 2)
    assert marks(calf) == "----x.."

    keep_on(home, 9)
    assert marks(calf) == "....x.."
