"""What is told to be next after a session, with a plan and without one."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from past_sessions import keep
from processes import local_today

from calfcoach.cli.next_up import next_lines
from calfcoach.cli.surroundings import look_around
from calfcoach.files.catalog import Catalog
from calfcoach.store import History

Calf = Callable[..., Any]

DONE = "Today is done. Nothing more is due."


def next_after(home: Path, name: str, *, times: int = 1, accessible: bool = False) -> list[str]:
    """The lines after a session of a routine that was done `times` today."""
    around = look_around(os.environ, accessible=accessible, color="never")
    for _ in range(times):
        keep(home, datetime.now(UTC), routine_id=name, local_day=local_today())
    with History.open(home / "history.db") as history:
        routine = Catalog(around.folders).routine(name)
        return next_lines(history, routine, local_today(), around)


def test_without_a_plan_the_routine_says_when_it_comes_up_again(home: Path) -> None:
    assert next_after(home, "daily") == ["Next, daily tomorrow."]


def test_with_a_plan_today_is_done_and_tomorrow_is_told_with_its_length(
    calf: Calf, home: Path
) -> None:
    calf("plan", "start", "loosen")

    assert next_after(home, "starter") == [DONE, "Tomorrow, starter, 7 minutes 10 seconds."]


def test_in_accessible_form_the_length_is_that_of_accessible_form(calf: Calf, home: Path) -> None:
    calf("plan", "start", "loosen")

    said = next_after(home, "starter", accessible=True)
    assert said == [DONE, "Tomorrow, starter, 7 minutes 46 seconds."]


def test_what_the_plan_still_asks_for_today_comes_first(calf: Calf, home: Path) -> None:
    calf("plan", "start", "loosen")

    assert next_after(home, "desk")[0] == "Still due today: starter."


def test_tomorrow_is_free_where_a_rest_keeps_it_free(calf: Calf, home: Path) -> None:
    calf("plan", "start", "loosen")
    with History.open(home / "history.db") as history:
        tomorrow = date.fromisoformat(local_today()) + timedelta(days=1)
        text = tomorrow.isoformat()
        history.rest(text, text, at=datetime.now(UTC))

    assert next_after(home, "starter") == [DONE, "Nothing is due tomorrow."]


def test_a_plan_that_stands_still_asks_for_nothing(calf: Calf, home: Path) -> None:
    calf("plan", "start", "loosen")
    calf("plan", "pause")

    assert next_after(home, "daily") == ["Next, daily tomorrow."]


def test_a_plan_that_cannot_be_read_is_no_obstacle(home: Path) -> None:
    home.mkdir(parents=True, exist_ok=True)
    (home / "plan.toml").write_text("goal = ", encoding="utf-8")

    assert next_after(home, "daily") == ["Next, daily tomorrow."]


def test_a_change_that_the_plan_proposes_is_told(calf: Calf, home: Path) -> None:
    calf("plan", "start", "loosen")
    file = home / "plan.toml"
    today = date.fromisoformat(local_today())
    began = today - timedelta(days=7)
    text = file.read_text(encoding="utf-8").replace(today.isoformat(), began.isoformat())
    file.write_text(text, encoding="utf-8")
    for days in range(1, 8):
        at = datetime.now(UTC) - timedelta(days=days)
        keep(home, at, routine_id="starter", local_day=local_today(days), tightness=2)

    assert next_after(home, "starter")[-1] == (
        "The plan has a change to propose. To see it, type calf plan why."
    )
