"""`run` with a plan: what it runs where nothing is named, and with which doses."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from planned import begin_plan, keep_on
from processes import agree, ended, only_session, read_until, routine_file, run, start

from calfcoach.files.plan_file import plan_text, read_plan
from calfcoach.frozen import replace
from calfcoach.plan.model import DoseChange, Item, Stage
from calfcoach.store import History

Calf = Callable[..., Any]

REHEARSE = ("run", "--speed", "1000")
STEP = 'exercise = "lean"\nhold = "2s"\nsides = "each"'


def test_what_the_plan_asks_for_is_run_and_said(home: Path) -> None:
    begin_plan(home)
    agree(home)

    told = run(*REHEARSE)

    assert told.code == 0
    assert told.err.splitlines()[0] == "Due by the plan: starter."
    assert told.out.startswith("Starter")


def test_once_that_is_done_daily_is_run(home: Path) -> None:
    begin_plan(home)
    agree(home)
    keep_on(home, routine_id="starter")

    assert run(*REHEARSE).out.startswith("Daily calf care.")


def test_a_routine_of_the_plan_is_run_with_its_doses(home: Path) -> None:
    begin_plan(home, stage_no=2)
    agree(home)

    told = run("run", "daily", "--speed", "1000")

    assert "Doses of the plan, base: holds 25 s, heel raise 8 reps." in told.err.splitlines()
    assert told.out.startswith("Daily calf care. 10 minutes 42 seconds, 8 parts.")
    assert "Stop. Wall calf stretch, left leg back, 25 seconds." in told.out


def test_the_form_of_the_heel_raise_is_that_of_the_plan(home: Path) -> None:
    begin_plan(home, stage_no=3, raise_rung=2)
    agree(home)

    told = run("run", "strength", "--speed", "1000")

    assert told.err.splitlines()[0] == (
        "Doses of the plan, build: "
        "heel raise, down on one leg, 2 sets of 10 reps, in place of heel raise."
    )


def test_a_level_that_is_asked_for_wins_over_the_plan(home: Path) -> None:
    begin_plan(home, stage_no=2)
    agree(home)

    told = run("run", "daily", "--level", "default", "--speed", "1000")

    assert "Doses of the plan" not in told.err
    assert told.out.startswith("Daily calf care. 12 minutes 10 seconds")


def test_a_routine_that_the_plan_does_not_ask_for_is_as_its_file_has_it(home: Path) -> None:
    begin_plan(home, stage_no=2)
    agree(home)

    assert "Doses of the plan" not in run("run", "desk", "--speed", "1000").err


def test_show_stays_the_files(calf: Calf, home: Path) -> None:
    before = calf("show", "daily").out
    begin_plan(home, stage_no=2)

    assert calf("show", "daily").out == before


def test_a_plan_that_cannot_be_read_is_one_warning(home: Path) -> None:
    agree(home)
    (home / "plan.toml").write_text("goal = 3\n", encoding="utf-8")

    told = run(*REHEARSE)

    assert told.code == 0
    assert told.err.count("`id` is missing") == 1
    assert told.out.startswith("Daily calf care. 12 minutes 10 seconds")


# ------------------------------------------------------------- a session that broke off in it


def planned_short(home: Path, hold_s: float) -> None:
    """A plan that asks for a routine of one's own, whose holds it makes so long."""
    plan = begin_plan(home)
    begin_plan(home, stages=(own(hold_s), own(hold_s + 0.5), *plan.stages[2:]))
    (home / "routines").mkdir(exist_ok=True)
    routine_file(home / "routines", STEP)


def own(hold_s: float) -> Stage:
    change = DoseChange(kind="stretch", hold_s=hold_s)
    return Stage(name="own", weeks=1, items=(Item(routine="short"),), changes=(change,))


def kill_in_the_plan(home: Path) -> None:
    process = start("run", "short", environ={"CALFCOACH_HOME": str(home)})
    read_until(process, "Start. Lean, right leg, 1 second.")
    process.kill()
    ended(process)


def test_a_session_with_the_doses_of_the_plan_goes_on_with_them(home: Path) -> None:
    agree(home)
    planned_short(home, 1.0)
    kill_in_the_plan(home)

    told = run("run", "--resume")

    assert told.code == 0
    work = only_session(home).work
    assert [(each.side, each.planned_s, each.done_s) for each in work] == [
        ("left", 1.0, 1.0),
        ("right", 1.0, 1.0),
    ]


def test_where_the_plan_has_moved_on_what_was_done_is_only_kept(home: Path) -> None:
    agree(home)
    planned_short(home, 1.0)
    kill_in_the_plan(home)
    path = home / "plan.toml"
    moved = replace(read_plan(path.read_bytes(), where="plan.toml"), stage_no=2)
    path.write_text(plan_text(moved), encoding="utf-8")

    told = run("run", "short", "--yes")

    assert "The doses of the plan have changed, so short cannot go on." in told.err
    with History.read(home / "history.db") as history:
        kept = history.sessions(with_work=True)
    assert [each.status.value for each in kept] == ["interrupted", "completed"]
    assert json.loads(kept[0].options)["plan"] == "plan-1 1 0"
