"""A review of the plan as one JSON document. Pure."""

from __future__ import annotations

from typing import Any

from calfcoach.plan.model import Plan, Proposal
from calfcoach.plan.review import Change, Review


def review_json(found: Review, plan: Plan, proposed: Proposal) -> dict[str, Any]:
    """The content of `calfcoach.review/1`, without its sources. `due`: it is a day to look back;
    `adherence` is in per cent, null where nothing was planned; `better` of a change is null where
    it counts as none. `proposal` is what `plan why` tells, `to_take` whether it would change
    anything."""
    then = proposed.plan or plan
    return {
        "plan": plan.id,
        "goal": plan.goal.value,
        "day_no": found.day_no,
        "of_days": found.of_days,
        "due": found.due,
        "planned": found.planned,
        "kept": found.kept,
        "adherence": found.adherence,
        "changes": [_change(one) for one in found.changes],
        "advise": found.advise,
        "proposal": {
            "move": proposed.move,
            "reasons": [reason.replace("`", "") for reason in proposed.reasons],
            "to_take": proposed.plan is not None,
            "stage": then.stage.name,
            "stage_no": then.stage_no,
            "raise_rung": then.raise_rung,
        },
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "name": change.name,
        "side": change.side or None,
        "unit": change.unit or None,
        "first": change.first,
        "first_day": change.first_day.isoformat(),
        "last": change.last,
        "last_day": change.last_day.isoformat(),
        "better": change.better,
    }
