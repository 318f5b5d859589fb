"""A person who begins a plan at a terminal, and takes what it proposes or not."""

from __future__ import annotations

from pathlib import Path

import pytest
from standing_plans import filed, lived, made, stand, today, whys
from terminal import Person, person

from calfcoach.plan.model import PlanGoal

pytestmark = pytest.mark.tty

GOAL = "One number, then Enter. Q leaves."
RISKS = "Enter alone: none."
AGE = "Enter skips."
SEX = "Enter alone skips."
YES_OR_NO = "Y yes, N no, then Enter."


def answer(one: Person, question: str, text: str) -> None:
    """Answer a question as a person does who has read it: not at once."""
    one.sees(question)
    one.replies(f"{text}\r")


def test_one_page_of_questions_makes_a_plan(home: Path) -> None:
    with person("plan", "start", CALFCOACH_HOME=str(home)) as one:
        one.sees("What is the plan for?")
        answer(one, GOAL, "")
        answer(one, GOAL, "2")
        answer(one, RISKS, "1 5")
        answer(one, AGE, "seven")
        answer(one, "Years from 10 to 110, or Enter alone to skip.", "45")
        answer(one, SEX, "1")
        one.sees("All weeks: calfcoach plan show")
        assert one.leaves() == 0

    plan = filed(home)
    assert (plan.goal, plan.risks) == (PlanGoal.STRENGTHEN, ("heels", "water"))
    assert (plan.age, plan.sex, plan.began) == (45, "female", today())


def test_all_but_the_goal_is_skipped_with_enter(home: Path) -> None:
    with person("plan", "start", "loosen", CALFCOACH_HOME=str(home)) as one:
        answer(one, RISKS, "")
        answer(one, AGE, "")
        one.sees("Next: calfcoach run")
        assert one.leaves() == 0
        assert "What is the plan for?" not in one.screen
        assert SEX not in one.screen

    assert (filed(home).risks, filed(home).age, filed(home).sex) == ((), None, "")


def test_who_leaves_has_begun_nothing(home: Path) -> None:
    with person("plan", "start", CALFCOACH_HOME=str(home)) as one:
        answer(one, GOAL, "q")
        one.sees("No plan was begun.")
        assert one.leaves() == 3

    assert not (home / "plan.toml").exists()


def test_a_plan_that_stands_is_replaced_only_by_a_yes(home: Path) -> None:
    stand(home, made(days_ago=8), days_ago=8)
    with person("plan", "start", "maintain", CALFCOACH_HOME=str(home)) as one:
        one.sees("A plan stands already: Looser calves, day 9 of 28. Begin a new one in its place?")
        answer(one, YES_OR_NO, "n")
        one.sees("No plan was begun.")
        assert one.leaves() == 3

    assert filed(home).goal is PlanGoal.LOOSEN


def test_what_is_proposed_is_taken_with_y(home: Path) -> None:
    stand(home, made(days_ago=7), days_ago=7)
    lived(home, "starter", range(1, 8))
    with person("plan", "why", CALFCOACH_HOME=str(home)) as one:
        one.sees("Proposed: on to the stage base.")
        answer(one, f"Take it? {YES_OR_NO}", "y")
        one.sees("From today on: daily")
        assert one.leaves() == 0

    assert filed(home).stage_no == 2
    assert whys(home) == ["start", "accept"]


def test_what_is_not_taken_is_not_asked_again_at_once(home: Path) -> None:
    stand(home, made(days_ago=7), days_ago=7)
    lived(home, "starter", range(1, 8))
    with person("plan", "review", CALFCOACH_HOME=str(home)) as one:
        answer(one, f"Take it? {YES_OR_NO}", "n")
        one.sees("It stays as it is.")
        assert one.leaves() == 0
    with person("plan", "why", CALFCOACH_HOME=str(home)) as one:
        one.sees("For now it stays at starter.")
        assert one.leaves() == 0
        assert YES_OR_NO not in one.screen

    assert filed(home).stage_no == 1


def test_who_leaves_the_question_changes_nothing(home: Path) -> None:
    stand(home, made(days_ago=7), days_ago=7)
    lived(home, "starter", range(1, 8))
    with person("plan", "why", CALFCOACH_HOME=str(home)) as one:
        answer(one, YES_OR_NO, "q")
        one.sees("Nothing was changed.")
        assert one.leaves() == 0

    assert whys(home) == ["start"]
