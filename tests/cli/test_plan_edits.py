"""plan.toml changed or removed by hand: what is kept of it, and what is told of a wrong name."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from processes import agree, run
from standing_plans import filed, lived, made, stand, whys

from calfcoach.frozen import replace
from calfcoach.plan.model import DoseChange, Item, Plan

Calf = Callable[..., Any]


def edit(home: Path, old: str, new: str) -> None:
    path = home / "plan.toml"
    path.write_text(path.read_text().replace(old, new))


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--json",),
        ("plan",),
        ("plan", "show", "--json"),
        ("plan", "why"),
        ("plan", "review"),
        ("plan", "resume"),
        ("log", "daily"),
        ("run", "daily", "--speed", "1000"),
    ],
)
def test_an_edit_is_kept_by_whoever_looks_at_the_plan(home: Path, words: tuple[str, ...]) -> None:
    agree(home)
    stand(home, made(days_ago=3), days_ago=3)
    edit(home, "days = 28", "days = 21")

    run(*words, CALFCOACH_HOME=str(home))
    run(*words, CALFCOACH_HOME=str(home))

    assert whys(home) == ["start", "edit"]


def test_what_only_asks_what_is_due_leaves_it_alone(calf: Calf, home: Path) -> None:
    stand(home, made(days_ago=3), days_ago=3)
    edit(home, "days = 28", "days = 21")

    calf("due")

    assert whys(home) == ["start"]


def test_days_done_as_they_were_asked_stay_done_after_an_edit(calf: Calf, home: Path) -> None:
    stand(home, made(days_ago=3), days_ago=3)
    lived(home, "starter", [3, 2, 1])
    edit(home, 'routine = "starter"', 'routine = "daily"')

    week = json.loads(calf("plan", "--json").out)["weeks"][0]
    calf("plan", "pause")
    again = json.loads(calf("plan", "--json").out)["weeks"][0]

    assert [each["mark"] for each in week["days"]][:4] == ["done", "done", "done", "due"]
    assert [each["mark"] for each in again["days"]][:4] == ["done", "done", "done", "paused"]
    assert whys(home) == ["start", "edit", "pause"]


def test_a_history_that_cannot_be_written_does_not_stop_the_listing(home: Path) -> None:
    stand(home, made(days_ago=3), days_ago=3)
    edit(home, "days = 28", "days = 21")
    (home / "history.db").chmod(0o400)

    shown = run("plan", CALFCOACH_HOME=str(home))

    assert shown.code == 0
    assert shown.out.startswith("Looser calves, day 4 of 21")


def test_a_plan_that_was_deleted_by_hand_does_not_come_back_with_an_undo(
    calf: Calf, home: Path
) -> None:
    first = stand(home, made(days_ago=3), days_ago=3)
    (home / "plan.toml").unlink()
    calf("plan", "start", "maintain")
    assert filed(home).id != first.id

    assert calf("undo").out.startswith("Took back: the start of the plan")

    assert calf("plan").err.startswith("no plan yet")
    assert whys(home) == ["start", "stop"]


def test_an_undo_after_the_file_was_deleted_takes_that_back_first(calf: Calf, home: Path) -> None:
    first = stand(home, made(days_ago=3), days_ago=3)
    (home / "plan.toml").unlink()

    assert calf("undo").out == "Took back: the end of the plan, today.\n"
    assert filed(home) == first
    assert calf("undo").out.startswith("Took back: the start of the plan")
    assert calf("undo").code == 1


def test_undo_goes_on_past_a_version_that_is_no_plan(calf: Calf, home: Path) -> None:
    stand(home, made(days_ago=3), days_ago=3)
    edit(home, "goal =", "gaol =")
    calf("log", "daily")

    said = [re.split(r" of (?:to|yester)day|,", calf("undo").out)[0] for _ in range(3)]

    assert said == [
        "Took back: daily",
        "Took back: what was changed in the plan by hand",
        "Took back: the start of the plan",
    ]
    assert calf("undo").code == 1


# ------------------------------------------------------------------------- names


def with_item(plan: Plan, routine: str) -> Plan:
    first = replace(plan.stages[0], items=(Item(routine=routine),))
    return replace(plan, stages=(first, *plan.stages[1:]))


def test_an_unknown_routine_is_told_with_its_place(calf: Calf, home: Path) -> None:
    stand(home, with_item(made(), "dayly"))
    path = home / "plan.toml"

    result = calf("plan")

    assert (result.code, result.out) == (1, "")
    assert result.err == (
        "error: no routine is called `dayly`\n"
        f"  --> {path}:40:13  stage 1, item 1\n"
        '  40 |   routine = "dayly"\n'
        "     |             ^\n"
        "  hint: did you mean `daily`?\n"
    )
    assert "no routine is called `dayly`" in calf().err
    due = calf("due")
    assert "no routine is called `dayly`" in due.err
    assert "no routine is called `dayly`" in calf("plan", "why").err


def test_an_unknown_exercise_of_a_change_is_told_too(calf: Calf, home: Path) -> None:
    plan = made()
    changes = (
        DoseChange(exercise="heel-rise", sets=2),
        DoseChange(exercise="heel-raise", use="soleus-stretsh"),
        DoseChange(kind="stretch", routine="dessk", sets=2),
    )
    stage = replace(plan.stages[0], changes=changes)
    stand(home, replace(plan, stages=(stage, *plan.stages[1:])))

    err = calf("plan").err

    assert "no exercise is called `heel-rise`" in err
    assert "stage 1, change 1" in err
    assert "no exercise is called `soleus-stretsh`" in err
    assert "no routine is called `dessk`" in err


def test_a_routine_of_ones_own_is_known(calf: Calf, home: Path) -> None:
    stand(home, with_item(made(), "mine"))
    (home / "routines").mkdir()
    (home / "routines" / "mine.toml").write_text("")

    assert calf("plan").code == 0


def test_wrong_names_and_combinations_are_told_with_the_wrong_keys(calf: Calf, home: Path) -> None:
    stand(home, made())
    path = home / "plan.toml"
    text = path.read_text().replace("stage_no = 1", "stage_no = 9")
    text = text.replace('routine = "starter"', 'routine = "startr"\n  rutine = "daily"', 1)
    path.write_text(text.replace('exercise = "heel-raise"', 'exercise = "heel-rais"', 1))

    told = calf("plan").err

    assert "`stage_no` is 9, and the last stage is 4" in told
    assert "`rutine` is not a key of an item" in told
    assert "no routine is called `startr`" in told
    assert "did you mean `starter`?" in told
    assert "no exercise is called `heel-rais`" in told
    assert f"--> {path}:" in told
