"""The shipped goals, read from `library/goals/`, and the plan that each makes.

Owns the keys of a goal's file. Knows nothing of the clock: the first day is an argument.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

from calfcoach.files.fields import Field, Table, read_table
from calfcoach.files.plan_tables import (
    LENGTH,
    REVIEWS,
    SOURCES,
    STAGES,
    problems_error,
    read_file,
    read_stages,
)
from calfcoach.files.problems import Problem, Spot
from calfcoach.files.values import TITLE_CHARS, Text, Whole
from calfcoach.frozen import frozen, replace
from calfcoach.plan.ladder import RUNGS
from calfcoach.plan.model import Plan, PlanGoal
from calfcoach.source import Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_FOLDER = Path(__file__).parent.parent / "library" / "goals"
_ANY_DAY = date(2000, 1, 1)


@frozen
class GoalInfo:
    """What a goal is, for a list to choose from: `days` is how long its plan lasts."""

    goal: PlanGoal
    title: str
    summary: str
    days: int
    sources: tuple[Source, ...]


def goals() -> tuple[GoalInfo, ...]:
    """All goals, in the order in which they are offered."""
    return tuple(goal_info(goal) for goal in PlanGoal)


def goal_info(goal: PlanGoal) -> GoalInfo:
    """One of them; the files of the others are not read."""
    return _shipped(PlanGoal(goal))[0]


def goal_plan(
    goal: PlanGoal,
    *,
    plan_id: str,
    began: date,
    risks: Sequence[str] = (),
    age: int | None = None,
    sex: str = "",
) -> Plan:
    """The plan of a goal from its first day on; the same for the same arguments. `age` in years
    and `sex` ("female", "male", "") are kept for the norms and change no dose."""
    return replace(
        _shipped(PlanGoal(goal))[1],
        id=plan_id,
        began=began,
        stage_since=began,
        risks=tuple(risks),
        age=age,
        sex=sex,
    )


@cache
def _shipped(goal: PlanGoal) -> tuple[GoalInfo, Plan]:
    path = _FOLDER / f"{goal.value}.toml"
    return read_goal(path.read_bytes(), path.name, goal)


def read_goal(data: bytes, where: str, goal: PlanGoal) -> tuple[GoalInfo, Plan]:
    """Read the file of a goal: what it is, and its plan from some day on. Raises CoachError with
    all problems of the file."""
    document = read_file(data, where)
    problems: list[Problem] = []
    spot = Spot(problems=problems)
    values = read_table(document, _GOAL, spot)
    stages = read_stages(values.get("stage", ()), spot.at("stage"))
    if problems:  # what ships has none: tests hold it
        raise problems_error(problems, document, where)
    days, sources = values["days"], values["sources"]
    info = GoalInfo(
        goal=goal, title=values["title"], summary=values["summary"], days=days, sources=sources
    )
    given: dict[str, Any] = {key: values[key] for key in ("reviews", "raise_rung") if key in values}
    return info, Plan(
        id=goal.value,
        goal=goal,
        began=_ANY_DAY,
        stage_since=_ANY_DAY,
        days=days,
        stages=stages,
        sources=sources,
        **given,
    )


_GOAL = Table(
    called="a goal",
    fields=(
        Field(
            name="title",
            read=Text(chars=TITLE_CHARS, some=True),
            meaning="its name in a list",
            required=True,
        ),
        Field(name="summary", read=Text(some=True), meaning="in a sentence", required=True),
        LENGTH,
        REVIEWS,
        Field(name="raise_rung", read=Whole(low=0, high=len(RUNGS) - 1), meaning="the first raise"),
        replace(SOURCES, required=True),
        STAGES,
    ),
)
