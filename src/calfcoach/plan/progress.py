"""Whether the plan goes on, stays or goes back: one proposal with its reasons.

Owns what comes before what: pain, then the week. Pure. Nothing changes until the
person takes a proposal.
"""

from __future__ import annotations

from datetime import date, timedelta

from calfcoach.frozen import replace
from calfcoach.plan.days import WEEK
from calfcoach.plan.model import Plan, PlanState, Proposal
from calfcoach.plan.resuming import (
    can_go_lower,
    in_stage,
    one_lower,
    resumption,
    still_line,
    why_so,
)
from calfcoach.plan.standing import counts_on, day_no, weeks_since, with_rests
from calfcoach.plan.steps import (
    BACK,
    SOURCES,
    TOO_MUCH_PAIN,
    WORSE_MORNINGS,
    days_before,
    nothing,
    pain_of_now,
    where_to,
)
from calfcoach.plan.week_end import at_a_week_end, at_the_end

TYPE_CHECKING = False
if TYPE_CHECKING:
    from calfcoach.plan.figures import WeekFigures

__all__ = ["TOO_MUCH_PAIN", "declined", "proposal"]

_DAY = timedelta(days=1)


def proposal(plan: Plan, figures: WeekFigures, today: date) -> Proposal:
    """What to do now. `figures` are those of `week_figures` up to `today`, and `plan` has the
    pauses of its rests and went on after them (`with_rests`, `gone_on`).

    Pain is looked at every day; whether the plan goes on only once a week of the stage is whole.
    `plan` of the result is None where there is nothing to take; it is without the pauses of
    rests, which the history keeps.
    """
    found = _looked_for(plan, figures, today)
    return found if found.plan is None else replace(found, plan=with_rests(found.plan, ()))


def _looked_for(plan: Plan, figures: WeekFigures, today: date) -> Proposal:
    if plan.state is not PlanState.ACTIVE:
        return nothing(f"The plan is {plan.state.value}.")
    if today < plan.began:
        return nothing("The plan has not begun.")
    if not counts_on(plan, today):
        return nothing(still_line(plan, today))
    # What was done today belongs to the stage up to now: its pain must not ask for another step
    # back, nor must a second session be due.
    first_day = today + _DAY if figures.trained else today
    if reasons := _against(figures):
        return _back(plan, reasons, first_day)
    if day_no(plan, today) > plan.days:
        return at_the_end(plan, figures, today, first_day)
    if not figures.whole:
        look = f"The next look is after day {_look_day(plan, today)} of the plan."
        after = resumption(plan, today)
        return nothing(*(why_so(after) if after else ()), look)
    return at_a_week_end(plan, figures, first_day)


def declined(plan: Plan, today: date) -> Plan:
    """The plan after a no: the weeks of its stage begin anew, so that the same is not asked
    again before another week is over."""
    return in_stage(plan, plan.stage_no, today + _DAY)


def _look_day(plan: Plan, today: date) -> int:
    """The day of the plan after which the first week is whole."""
    return days_before(plan, weeks_since(plan, today)) + WEEK


# ------------------------------------------------------------------------------------- back


def _against(figures: WeekFigures) -> tuple[str, ...]:
    """Why the plan must go back; empty where nothing asks for it."""
    reasons: list[str] = []
    pain = pain_of_now(figures)
    if pain is not None and pain > TOO_MUCH_PAIN:
        reasons.append(f"The worst pain was {pain} of 10. Above {TOO_MUCH_PAIN} is too much.")
    if figures.recent_mornings >= WORSE_MORNINGS:
        reasons.append(
            f"{figures.recent_mornings} mornings hurt more than usual. "
            f"From {WORSE_MORNINGS} in a week on, less is right."
        )
    return tuple(reasons)


def _back(plan: Plan, reasons: tuple[str, ...], first_day: date) -> Proposal:
    if not can_go_lower(plan):
        said = (
            "There is no lower step. Keep some days free with `calfcoach rest --reason flare`.",
            "Talk to a doctor or a physiotherapist if it does not settle.",
        )
        return Proposal(move=BACK, reasons=(*reasons, *said), plan=None, sources=SOURCES)
    lower = one_lower(plan, first_day)
    return Proposal(
        move=BACK, reasons=(*reasons, *where_to(plan, lower)), plan=lower, sources=SOURCES
    )
