"""How a plan goes on after a pause: one step lower, by itself.

Owns what a step lower is and after which pauses it is taken. Pure: it is worked out from the
pauses anew each time, until a version of the plan that was kept since says otherwise.
"""

from __future__ import annotations

from datetime import date, timedelta

from calfcoach.frozen import frozen, replace
from calfcoach.plan.model import Plan, PlanGoal, PlanPause
from calfcoach.plan.standing import (
    IN_FLARE,
    LONG_REST_DAYS,
    counted_days,
    long_pauses,
    pause_on,
)
from calfcoach.records import RestReason

_DAY = timedelta(days=1)
_TOLD_DAYS = 7
_FLARES = (RestReason.FLARE.value, IN_FLARE)


@frozen
class Resumption:
    """How the plan went on after its newest long pause: `pause_days` of it, whether that was a
    flare, a rest or else a pause of the plan; the day after it; whether a step lower."""

    pause_days: int
    reason: str
    first_day: date
    lower: bool


def gone_on(plan: Plan, today: date) -> Plan:
    """The plan as it goes on: one step lower after each long pause or flare that is over, from the
    day after it. `plan` has the pauses of its rests."""
    for pause in long_pauses(plan, today):
        if pause.until_day is not None and plan.stage_since <= pause.until_day:
            plan = one_lower(plan, pause.until_day + _DAY) if can_go_lower(plan) else plan
    return plan


def resumption(plan: Plan, today: date) -> Resumption | None:
    """How a plan of `gone_on` came to be where it is; None where it was not a pause, or a
    week of the plan has gone by since."""
    over = long_pauses(plan, today)
    if not over or over[-1].until_day is None:
        return None
    last = over[-1].until_day
    first_day = last + _DAY
    if sum(1 for _ in counted_days(plan, first_day, today)) >= _TOLD_DAYS:
        return None
    lower = (plan.stage_since == first_day and plan.stage_before > plan.stage_no) or (
        plan.raise_since == first_day and plan.raise_before > plan.raise_rung
    )
    if not lower and plan.stage_since > last:
        return None
    days = (last - over[-1].from_day).days + 1
    return Resumption(pause_days=days, reason=_kind(over[-1]), first_day=first_day, lower=lower)


def resumption_line(plan: Plan, found: Resumption) -> str:
    """How it goes on, in one sentence."""
    days = "1 day" if found.pause_days == 1 else f"{found.pause_days} days"
    what = {"flare": f"a flare of {days}", "rest": f"{days} of rest"}.get(
        found.reason, f"a pause of {days}"
    )
    if not found.lower:
        return f"After {what} the plan stays at its lowest step: {plan.stage.name}."
    if plan.stage_since != found.first_day or plan.stage_before <= plan.stage_no:
        return f"After {what} the plan goes on with an easier heel raise, in {plan.stage.name}."
    return f"After {what} the plan goes on one step lower: {plan.stage.name}."


def still_line(plan: Plan, today: date) -> str:
    """Why the plan stands still on a day that is none of its own, and how a flare ends."""
    pause = pause_on(plan, today)
    if pause is None or pause.reason != IN_FLARE:
        return "The plan stands still today."
    then = "goes on one step lower" if can_go_lower(plan) else "stays at its lowest step"
    return (
        "The plan stands still for a flare until the day's question is answered as usual; "
        f"then it {then}."
    )


def why_so(found: Resumption) -> tuple[str, ...]:
    """Why it goes on like that, in sentences."""
    stood = "The plan stood still in that time, and its days did not count."
    if not found.lower:
        return (stood, "There is no lower step, so nothing is lower now.")
    return (
        stood,
        f"After {LONG_REST_DAYS} days or more, and after any flare, it begins again with less.",
        "A whole week that goes well leads on again.",
    )


# ------------------------------------------------------------------------------ one step lower


def can_go_lower(plan: Plan) -> bool:
    """Whether there is a lower stage, or an easier heel raise."""
    return plan.stage_no > 1 or plan.raise_rung > first_rung(plan)


def one_lower(plan: Plan, first_day: date) -> Plan:
    """One stage and one rung of the heel raise lower, as far as there is one."""
    lower = in_stage(plan, max(plan.stage_no - 1, 1), first_day)
    if plan.raise_rung > first_rung(plan):
        return on_rung(lower, plan.raise_rung - 1, first_day)
    return lower


def in_stage(plan: Plan, stage_no: int, first_day: date) -> Plan:
    """The plan in a stage from a day on."""
    return replace(plan, stage_no=stage_no, stage_since=first_day, stage_before=plan.stage_no)


def on_rung(plan: Plan, rung: int, first_day: date) -> Plan:
    """The plan with another form of the heel raise from a day on."""
    return replace(plan, raise_rung=rung, raise_since=first_day, raise_before=plan.raise_rung)


def first_rung(plan: Plan) -> int:
    """Where the plan's own raises begin: slow ones for the Achilles."""
    return 1 if plan.goal is PlanGoal.ACHILLES else 0


def _kind(pause: PlanPause) -> str:
    if pause.reason in _FLARES:
        return "flare"
    return "rest" if pause.reason in [reason.value for reason in RestReason] else ""
