"""`calfcoach plan start`, without a terminal: flags alone decide."""

from __future__ import annotations

import stat
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from processes import agree, answer_pages
from standing_plans import filed, today, whys

from calfcoach.plan.model import PlanGoal, PlanState
from calfcoach.records import FlagOrigin
from calfcoach.store import History

Calf = Callable[..., Any]


def written(day: date) -> str:
    year = "" if day.year == today().year else f" {day.year}"
    return f"{day:%a} {day.day} {day:%b}{year}"


def test_a_plan_begins_with_what_it_asks_and_what_it_is_not(calf: Calf, home: Path) -> None:
    result = calf("plan", "start", "loosen")

    last, first_review = today() + timedelta(27), today() + timedelta(13)
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        f"Looser calves: 4 weeks, from {written(today())} to {written(last)}.\n"
        "It begins with starter, every day, 7 min 10 s.\n"
        f"Reviews: day 14, {written(first_review)}; day 28, {written(last)}.\n"
        "It is general exercise: no diagnosis and no treatment.\n"
        "What worries you, or does not get better, belongs before a clinician.\n"
        "Next: calfcoach run\n"
        "All weeks: calfcoach plan show\n"
    )
    plan = filed(home)
    assert (plan.goal, plan.began, plan.state) == (PlanGoal.LOOSEN, today(), PlanState.ACTIVE)
    assert whys(home) == ["start"]


@pytest.mark.parametrize("goal", list(PlanGoal))
def test_every_goal_can_be_begun(calf: Calf, home: Path, goal: PlanGoal) -> None:
    result = calf("plan", "start", goal.value)

    assert (result.code, result.err) == (0, "")
    assert filed(home).goal is goal


def test_the_file_is_for_its_owner_only(calf: Calf, home: Path) -> None:
    calf("plan", "start", "loosen")

    assert stat.S_IMODE((home / "plan.toml").stat().st_mode) == 0o600


def test_what_was_told_stands_in_the_file(calf: Calf, home: Path) -> None:
    calf("plan", "start", "loosen", "--age", "45", "--sex", "female", "--risks", "water, heels")

    plan = filed(home)
    assert (plan.age, plan.sex, plan.risks) == (45, "female", ("heels", "water"))


def test_none_of_the_risks_is_an_answer_too(calf: Calf, home: Path) -> None:
    assert calf("plan", "start", "loosen", "--risks", "none").code == 0
    assert filed(home).risks == ()


def test_without_a_goal_and_a_terminal_it_says_which_there_are(calf: Calf, home: Path) -> None:
    result = calf("plan", "start")

    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "error: a plan needs a goal: loosen, strengthen, night-cramps, heel-pain, achilles or"
        " maintain\n  hint: write calfcoach plan start loosen\n"
    )
    assert not (home / "plan.toml").exists()


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        (
            ["losen"],
            "error: a goal is loosen, strengthen, night-cramps, heel-pain, achilles or maintain,"
            ' got "losen"\n  hint: did you mean `loosen`?\n',
        ),
        (
            ["loosen", "--age", "-3"],
            'error: `--age` must be 10 to 110 years, got "-3"\n  hint: write --age 45\n',
        ),
        (
            ["loosen", "--age", "٤٥"],
            'error: `--age` must be 10 to 110 years, got "٤٥"\n  hint: write --age 45\n',
        ),
        (
            ["loosen", "--sex", "f"],
            'error: `--sex` must be female or male, got "f"\n  hint: write --sex female\n',
        ),
        (
            ["loosen", "--risks", "heels,\x1b[31mcold"],
            "error: `--risks` must be of heels, sitting, cold, crossing or water,"
            ' got "U+001B[31mcold"\n  hint: write --risks heels,sitting, or --risks none\n',
        ),
    ],
)
def test_what_cannot_be_is_told(calf: Calf, home: Path, typed: list[str], error: str) -> None:
    result = calf("plan", "start", *typed)

    assert (result.code, result.out, result.err) == (2, "", error)
    assert not (home / "plan.toml").exists()


def test_a_plan_that_stands_is_not_replaced_by_chance(calf: Calf, home: Path) -> None:
    calf("plan", "start", "loosen")
    result = calf("plan", "start", "maintain", "--yes")

    assert (result.code, result.out) == (1, "")
    assert result.err == (
        "error: a plan stands already: Looser calves, day 1 of 28\n"
        f"  --> {home}/plan.toml\n"
        "  hint: add --replace to begin a new one in its place\n"
    )
    assert filed(home).goal is PlanGoal.LOOSEN


def test_it_is_replaced_when_that_is_asked_for(calf: Calf, home: Path) -> None:
    calf("plan", "start", "loosen")
    first = filed(home).id

    assert calf("plan", "start", "maintain", "--replace").code == 0
    assert filed(home).goal is PlanGoal.MAINTAIN
    assert filed(home).id != first


def test_a_plan_that_was_stopped_gives_way(calf: Calf, home: Path) -> None:
    calf("plan", "start", "loosen")
    calf("plan", "stop")

    assert calf("plan", "start", "maintain").code == 0
    assert filed(home).goal is PlanGoal.MAINTAIN


def test_an_open_red_flag_lets_no_plan_begin(calf: Calf, home: Path) -> None:
    agree(home)
    with History.open(home / "history.db") as history:
        history.open_flag("calf-swollen", FlagOrigin.DAY, at=datetime.now(UTC))

    result = calf("plan", "start", "loosen")

    assert result.code == 4
    assert "What clears it: calfcoach screen clear\n" in result.out
    assert not (home / "plan.toml").exists()


def test_what_the_safety_answers_leave_out_is_said_before(calf: Calf, home: Path) -> None:
    answer_pages(home, "fracture-unhealed")

    result = calf("plan", "start", "loosen")

    assert result.code == 0
    assert "Left out: " in result.out


def test_a_broken_file_is_told_and_kept_when_it_is_replaced(calf: Calf, home: Path) -> None:
    home.mkdir()
    (home / "plan.toml").write_text('goal = "nonsense"\n')

    refused = calf("plan", "start", "loosen")
    assert (refused.code, refused.out) == (1, "")
    assert "add --replace" in refused.err

    assert calf("plan", "start", "loosen", "--replace").code == 0
    assert whys(home) == ["edit", "start"]
    assert calf("undo").code == 0
    assert (home / "plan.toml").read_text() == 'goal = "nonsense"\n'


def test_undo_takes_the_plan_away_and_redo_brings_it_back(calf: Calf, home: Path) -> None:
    calf("plan", "start", "loosen")
    text = (home / "plan.toml").read_text()

    assert calf("undo").code == 0
    assert not (home / "plan.toml").exists()
    assert calf("undo", "--redo").code == 0
    assert (home / "plan.toml").read_text() == text


def test_for_ears_it_is_one_sentence_a_line(calf: Calf) -> None:
    result = calf("plan", "start", "loosen", "--accessible")

    assert result.out.splitlines()[1] == (
        "It begins with starter, every day, 7 minutes 46 seconds."
    )
    assert result.out.splitlines()[-2:] == [
        "Next: calfcoach run.",
        "All weeks: calfcoach plan show.",
    ]
