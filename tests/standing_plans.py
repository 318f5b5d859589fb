"""Plans that stand since some days, and days that were lived with them, in a real home."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import past_sessions
from processes import local_today

from calfcoach.files.goal_file import goal_plan
from calfcoach.files.plan_file import plan_text, read_plan
from calfcoach.plan.model import Plan, PlanGoal
from calfcoach.store import History

PLAN_ID = "019a9c2f-5e00-7000-8000-0000000000aa"


def today() -> date:
    return date.fromisoformat(local_today())


def day(days_ago: int) -> date:
    return today() - timedelta(days=days_ago)


def made(goal: PlanGoal = PlanGoal.LOOSEN, *, days_ago: int = 0) -> Plan:
    """The plan of a goal that began so many days ago."""
    return goal_plan(goal, plan_id=PLAN_ID, began=day(days_ago))


def stand(home: Path, plan: Plan, why: str = "start", *, days_ago: int = 0) -> Plan:
    """Write a plan's file and its version, as it was so many days ago."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    text = plan_text(plan)
    (home / "plan.toml").write_text(text, encoding="utf-8")
    at = datetime.now(UTC) - timedelta(days=days_ago)
    with History.open(home / "history.db") as history:
        history.keep_plan(plan.id, text, why, local_day=day(days_ago).isoformat(), at=at)
    return plan


def filed(home: Path) -> Plan:
    """The plan as its file has it."""
    return read_plan((home / "plan.toml").read_bytes(), where="plan.toml")


def lived(
    home: Path, routine: str, days_ago: Sequence[int], *, tightness: int | None = None
) -> None:
    """A session of a routine at noon of each of these days, done to its end."""
    for ago in days_ago:
        at = datetime.combine(day(ago), time(12), tzinfo=UTC)
        past_sessions.keep(
            home,
            at,
            routine_id=routine,
            utc_offset_s=0,
            local_day=day(ago).isoformat(),
            tightness=tightness,
        )


def whys(home: Path) -> list[str]:
    """Why each version was kept, oldest first."""
    with History.read(home / "history.db") as history:
        return [version.why for version in history.plan_versions()]
