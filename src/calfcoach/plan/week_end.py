"""What the end of a week leads to: on, a harder raise, or the same again; and the plan's end.

Owns what a week must have been like, and says so. Pure.
"""

from __future__ import annotations

from datetime import date

from calfcoach.frozen import replace
from calfcoach.plan.days import WEEK
from calfcoach.plan.figures import FINE_PAIN, REPS_TO_SPARE, WeekFigures
from calfcoach.plan.ladder import RUNGS
from calfcoach.plan.model import PLAN_MAX_DAYS, Plan, Proposal
from calfcoach.plan.resuming import in_stage, on_rung
from calfcoach.plan.standing import day_no
from calfcoach.plan.steps import (
    DONE,
    ENOUGH_PERCENT,
    FORWARD,
    RAISE,
    RAISE_SOURCES,
    SOURCES,
    SPARE_DAYS,
    STAY,
    days_before,
    nothing,
    pain_of_now,
    stage_words,
    where_to,
)


def at_a_week_end(plan: Plan, figures: WeekFigures, first_day: date) -> Proposal:
    """What a whole week of a stage leads to. `first_day` is the day on which a step would begin."""
    facts, holds = _week_facts(figures)
    moves, climbs = not holds and _may_move(plan, figures), _climbs(plan, figures)
    if climbs and (not moves or _raise_is_next(plan, figures)):
        return _raise(plan, figures, first_day)
    if not moves:
        return Proposal(
            move=STAY, reasons=_why_stay(plan, figures, facts, holds), plan=None, sources=SOURCES
        )
    made = in_stage(plan, plan.stage_no + 1, first_day)
    return Proposal(
        move=FORWARD, reasons=(*facts, *where_to(plan, made)), plan=made, sources=SOURCES
    )


def _raise(plan: Plan, figures: WeekFigures, first_day: date) -> Proposal:
    made = on_rung(plan, plan.raise_rung + 1, first_day)
    return Proposal(
        move=RAISE,
        reasons=(_spare_words(figures), *where_to(plan, made)),
        plan=made,
        sources=RAISE_SOURCES,
    )


def _may_move(plan: Plan, figures: WeekFigures) -> bool:
    last = plan.stage_no == len(plan.stages)
    return not last and not _too_early(plan, figures) and not _raise_is_new(plan, figures)


def _raise_is_new(plan: Plan, figures: WeekFigures) -> bool:
    """Whether the week that is looked at was over before the heel raise changed."""
    return plan.raise_since is not None and figures.until_day < plan.raise_since


def _raise_is_next(plan: Plan, figures: WeekFigures) -> bool:
    """Whether a harder raise comes before the next stage: in the week after a step to a stage, as
    never both change at once."""
    lived = day_no(plan, figures.until_day) - days_before(plan, plan.stage_since)
    return 0 < plan.stage_before < plan.stage_no and lived <= WEEK


def _week_facts(figures: WeekFigures) -> tuple[tuple[str, ...], bool]:
    """What the week was like in sentences, and whether any of it holds the plan back."""
    facts: list[str] = []
    share = figures.adherence
    if share is None:
        facts.append("No session was planned in the week.")
    else:
        facts.append(
            f"{figures.kept} of {figures.planned} sessions of the week were kept: "
            f"{share} percent, where {ENOUGH_PERCENT} are enough."
        )
    pain = pain_of_now(figures)
    if pain is None:
        facts.append("No pain was told.")
    elif pain <= FINE_PAIN:
        facts.append(f"The worst pain was {pain} of 10. Up to {FINE_PAIN} is fine.")
    else:
        facts.append(f"The worst pain was {pain} of 10. At 4 or 5 the doses stay as they are.")
    worse = max(figures.worse_mornings, figures.recent_mornings)
    if worse:
        mornings = "1 morning" if worse == 1 else f"{worse} mornings"
        facts.append(f"{mornings} hurt more than usual. The doses stay until there is none.")
    holds = share is None or share < ENOUGH_PERCENT or (pain or 0) > FINE_PAIN or worse > 0
    return tuple(facts), holds


def _why_stay(
    plan: Plan, figures: WeekFigures, facts: tuple[str, ...], holds: bool
) -> tuple[str, ...]:
    said = list(facts)
    if figures.adherence is not None and figures.adherence < ENOUGH_PERCENT:
        said.append("Missed days stay missed. Nothing is added to the days to come.")
    last = plan.stage_no == len(plan.stages)
    if not holds and not last and _raise_is_new(plan, figures):
        said.append("The heel raise is new. The stage waits for a whole week with it.")
    elif not holds and not last:
        said.append(f"The stage {plan.stage.name} lasts {_weeks(plan.stage.weeks)}.")
    if last:
        said.append("This is the last stage of the plan.")
    return (*said, f"The stage stays {stage_words(plan)}.")


def at_the_end(plan: Plan, figures: WeekFigures, today: date, first_day: date) -> Proposal:
    """What comes after the last day: nothing, or more weeks where stages are still to come."""
    if plan.stage_no == len(plan.stages):
        return _done(plan)
    week_end = at_a_week_end(plan, figures, first_day) if figures.whole else nothing()
    made = week_end.plan or in_stage(plan, plan.stage_no, first_day)
    # A stage that stays gets its weeks once more: otherwise the plan would end in the middle of it.
    more = sum(stage.weeks for stage in plan.stages[made.stage_no - 1 :])
    days = days_before(plan, first_day) + WEEK * more
    if days > PLAN_MAX_DAYS:
        return _done(plan)
    longer = replace(made, days=days)
    said = (
        f"The {plan.days} days of the plan are over, and not all of its stages.",
        f"It would go on for {_weeks(more)} more.",
    )
    return replace(week_end, reasons=(*week_end.reasons, *said), plan=longer, sources=SOURCES)


def _done(plan: Plan) -> Proposal:
    said = (
        f"All {plan.days} days of the plan are over.",
        "What may follow: `calfcoach plan start maintain`",
    )
    return Proposal(move=DONE, reasons=said, plan=None, sources=SOURCES)


def _too_early(plan: Plan, figures: WeekFigures) -> bool:
    """Whether the stage has not had its weeks: days of the plan up to the end of this one."""
    lived = day_no(plan, figures.until_day) - days_before(plan, plan.stage_since)
    return lived < WEEK * plan.stage.weeks


def _climbs(plan: Plan, figures: WeekFigures) -> bool:
    easy = len(figures.spare_days) >= SPARE_DAYS and (pain_of_now(figures) or 0) <= FINE_PAIN
    mornings = max(figures.worse_mornings, figures.recent_mornings)
    fine = easy and not mornings and not _raise_is_new(plan, figures)
    return fine and plan.raise_rung < len(RUNGS) - 1


def _spare_words(figures: WeekFigures) -> str:
    return (
        f"On {len(figures.spare_days)} days at least {REPS_TO_SPARE} more heel raises were "
        f"possible, with pain of {FINE_PAIN} or less."
    )


def _weeks(number: int) -> str:
    return "1 week" if number == 1 else f"{number} weeks"
