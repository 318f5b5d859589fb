"""The six goals as they ship: whole, with sources, the same for the same person."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest
from plan_stories import MONDAY

import calfcoach
from calfcoach.errors import CoachError
from calfcoach.files.catalog import Catalog
from calfcoach.files.folders import find_folders
from calfcoach.files.goal_file import goal_plan, goals, read_goal
from calfcoach.files.tables import MARKS
from calfcoach.frozen import replace
from calfcoach.plan.model import PlanGoal

FOLDER = Path(calfcoach.__file__).parent / "library" / "goals"


def test_there_are_six_goals_with_their_lengths() -> None:
    assert [(one.goal.value, one.title, one.days) for one in goals()] == [
        ("loosen", "Looser calves", 28),
        ("strengthen", "Stronger calves", 28),
        ("night-cramps", "Night cramps", 42),
        ("heel-pain", "Heel pain", 84),
        ("achilles", "Achilles", 84),
        ("maintain", "Keep it up", 28),
    ]
    assert sorted(path.stem for path in FOLDER.iterdir()) == sorted(PlanGoal)


@pytest.mark.parametrize("goal", PlanGoal)
def test_a_goal_names_only_routines_and_exercises_that_ship(goal: PlanGoal) -> None:
    catalog = Catalog(find_folders({"CALFCOACH_HOME": "/nowhere"}))
    plan = goal_plan(goal, plan_id="p", began=MONDAY)
    for stage in plan.stages:
        asked = {item.routine for item in stage.items}
        exercises = {
            step.exercise.id for name in asked for step in catalog.routine(name).each_step()
        }
        assert {item.instead_of for item in stage.items} - {""} <= asked
        assert {change.routine for change in stage.changes} - {""} <= asked
        assert {change.exercise for change in stage.changes} - {""} <= exercises


@pytest.mark.parametrize("goal", PlanGoal)
def test_each_source_of_a_goal_says_what_who_and_how_well_it_is_known(goal: PlanGoal) -> None:
    sources = goal_plan(goal, plan_id="p", began=MONDAY).sources
    assert len(sources) >= 3
    for source in sources:
        assert source.claim
        assert source.mark in set(MARKS) - {"own", "recalled"}
        assert (source.cite == "CalfCoach") == (source.mark == "judgement")


@pytest.mark.parametrize("goal", PlanGoal)
def test_the_numbers_of_a_goal_stand_in_its_sources(goal: PlanGoal) -> None:
    said = " ".join(one.claim for one in goal_plan(goal, plan_id="p", began=MONDAY).sources)
    words = set(said.replace(",", " ").replace(";", " ").replace(":", " ").split())
    raw = tomllib.loads((FOLDER / f"{goal}.toml").read_text())
    numbers = {str(day) for day in raw["reviews"]}
    for stage in raw["stage"]:
        for change in stage.get("change", ()):
            numbers |= {str(change[key]) for key in ("reps", "sets") if key in change}
            numbers |= {change["hold"].removesuffix("s")} if "hold" in change else set()
        numbers |= {str(item["days"]) for item in stage["item"] if "days" in item}
    assert numbers - words == set()


def test_the_same_goal_and_day_make_the_same_plan() -> None:
    told = goal_plan(
        PlanGoal.LOOSEN, plan_id="p", began=MONDAY, risks=("heels",), age=50, sex="male"
    )
    assert told == goal_plan(
        PlanGoal.LOOSEN, plan_id="p", began=MONDAY, risks=["heels"], age=50, sex="male"
    )
    assert (told.risks, told.age, told.sex, told.stage_since) == (("heels",), 50, "male", MONDAY)
    other = goal_plan(PlanGoal.LOOSEN, plan_id="p", began=date(2027, 1, 1))
    assert replace(other, began=MONDAY, stage_since=MONDAY) == replace(
        told, risks=(), age=None, sex=""
    )


def test_a_goal_without_sources_is_refused() -> None:
    text = (FOLDER / "maintain.toml").read_text().replace("sources", "source", 1)
    with pytest.raises(CoachError) as caught:
        read_goal(text.encode(), "maintain.toml", PlanGoal.MAINTAIN)
    assert [error.message for error in caught.value.all()] == [
        "`source` is not a key of a goal",
    ]
