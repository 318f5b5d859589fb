"""A plan that stands in a home, begun some days ago, and sessions of the days since."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from past_sessions import keep
from processes import local_today

from calfcoach.files.goal_file import goal_plan
from calfcoach.files.plan_file import plan_text
from calfcoach.frozen import replace
from calfcoach.plan.model import Plan, PlanGoal


def today() -> date:
    return date.fromisoformat(local_today())


def begin_plan(
    home: Path, goal: PlanGoal = PlanGoal.LOOSEN, *, days_ago: int = 8, **changed: Any
) -> Plan:
    """The plan of a goal, in its file; its stage holds since the day that the plan began."""
    began = today() - timedelta(days=days_ago)
    plan = replace(goal_plan(goal, plan_id="plan-1", began=began), **changed)
    home.mkdir(exist_ok=True)
    (home / "plan.toml").write_text(plan_text(plan), encoding="utf-8")
    return plan


def keep_on(home: Path, days_ago: int = 0, **changed: Any) -> str:
    """A session of a local day, whole unless changed."""
    at = datetime.now(UTC) - timedelta(days=days_ago)
    offset = at.astimezone().utcoffset() or timedelta()
    return keep(
        home,
        at,
        **{
            "utc_offset_s": int(offset.total_seconds()),
            "local_day": local_today(days_ago),
            **changed,
        },
    )
