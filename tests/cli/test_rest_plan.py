"""What a rest does to a plan, and the days kept of those that were due."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from planned import begin_plan, keep_on, today

from calfcoach.plan.model import Item, Stage

Calf = Callable[..., Any]


def until(days: int) -> str:
    return (today() + timedelta(days=days)).isoformat()


def test_a_short_rest_is_free_and_the_plan_goes_on(calf: Calf, home: Path) -> None:
    begin_plan(home)

    result = calf("rest")

    assert result.out.splitlines() == [
        "Rest today.",
        "Nothing is due. The plan goes on by the calendar.",
    ]
    assert calf().out.splitlines()[0].endswith(", day 9 of 28 (starter), rest day")


def test_a_long_rest_makes_the_plan_stand_still(calf: Calf, home: Path) -> None:
    begin_plan(home)

    result = calf("rest", "--until", until(4), "--reason", "travel")

    assert result.out.splitlines()[1:] == [
        "Nothing is due, and the plan stands still: these days do not count.",
        "Afterwards `calfcoach plan why` tells how it goes on.",
    ]
    assert (
        calf()
        .out.splitlines()[0]
        .endswith(", paused before day 9 of 28 (starter), rest for travel")
    )


def test_a_rest_for_a_flare_makes_it_stand_still_however_short(calf: Calf, home: Path) -> None:
    begin_plan(home)

    assert "the plan stands still" in calf("rest", "--reason", "flare").out


def test_a_rest_that_has_ended_is_due_again(calf: Calf, home: Path) -> None:
    begin_plan(home)
    calf("rest", "--until", until(4))

    assert calf("due").code == 0
    calf("rest", "end")
    assert calf("due").out == "due: starter\n"


def test_a_rest_from_tomorrow_on_leaves_today_due(calf: Calf, home: Path) -> None:
    begin_plan(home, days_ago=-1)

    assert calf("rest").out == "Rest today.\n"


def test_days_are_counted_of_those_on_which_the_plan_asked(calf: Calf, home: Path) -> None:
    plan = begin_plan(home, days_ago=6)
    due = (f"{today():%a}".lower(),)
    stage = Stage(name="one", weeks=1, items=(Item(routine="daily", days=due),))
    begin_plan(home, days_ago=6, stages=(stage, *plan.stages[1:]))
    keep_on(home)

    made = json.loads(calf("stats", "--json").out)

    assert made["due_by_plan"] is True
    assert (made["week"]["days_kept"], made["week"]["kept"]) == (1, True)
    assert calf("stats").out.splitlines()[-1] == (
        "Days kept are counted of the days on which the plan asks for something."
    )


def test_without_a_plan_each_day_counts(calf: Calf, home: Path) -> None:
    keep_on(home)

    assert json.loads(calf("stats", "--json").out)["due_by_plan"] is False
    assert "the plan asks" not in calf("stats").out
