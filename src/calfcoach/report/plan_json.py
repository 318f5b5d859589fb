"""A plan and its calendar as one JSON document. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from calfcoach.plan.model import Plan, PlanDay
from calfcoach.plan.standing import day_no, pause_on
from calfcoach.report.plan_calendar import Mark, Week


def plan_json(plan: Plan, weeks: Sequence[Week], today: date, *, title: str) -> dict[str, Any]:
    """`plan` as it stands today, and `weeks` with every day, its mark, what was asked and done."""
    return {
        "plan": {
            "id": plan.id,
            "goal": plan.goal.value,
            "title": title,
            "state": plan.state.value,
            "began": plan.began.isoformat(),
            "day_no": day_no(plan, today),
            "days": plan.days,
            "stage_no": plan.stage_no,
            "stage": plan.stage.name,
            "stages": [stage.name for stage in plan.stages],
            "stage_since": plan.stage_since.isoformat(),
            "raise_rung": plan.raise_rung,
            "reviews": list(plan.reviews),
            "paused_today": pause_on(plan, today) is not None,
            "pauses": [
                {
                    "from": pause.from_day.isoformat(),
                    "until": pause.until_day.isoformat() if pause.until_day else None,
                    "reason": pause.reason,
                }
                for pause in plan.pauses
            ],
            "risks": list(plan.risks),
            "age": plan.age,
            "sex": plan.sex,
        },
        "weeks": [_week(week) for week in weeks],
    }


def _week(week: Week) -> dict[str, Any]:
    return {
        "week": week.no,
        "days_done": week.done,
        "days_asked": week.asked,
        "days": [_day(day, mark) for day, mark in zip(week.days, week.marks, strict=True)],
    }


def _day(day: PlanDay, mark: Mark) -> dict[str, Any]:
    return {
        "day": day.day.isoformat(),
        "day_no": day.day_no,
        "stage": day.stage,
        "mark": mark.value,
        "rest": day.rest,
        "review": day.review,
        "items": [
            {"routine": item.routine, "times": item.times, "done": item.done} for item in day.items
        ],
    }
