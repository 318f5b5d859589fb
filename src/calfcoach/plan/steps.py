"""One step of the plan, up or down: what it makes of a plan, and its words.

Owns the names and sources of the rules, and where a step leads. Pure. Whether a step is right is
decided by `progress` and `week_end`.
"""

from __future__ import annotations

from datetime import date

from calfcoach.plan.ladder import RUNGS
from calfcoach.plan.model import Plan, Proposal
from calfcoach.plan.standing import counts_on, day_no
from calfcoach.source import Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from calfcoach.plan.figures import WeekFigures

FORWARD, STAY, BACK, RAISE, DONE = "forward", "stay", "back", "raise", "done"
TOO_MUCH_PAIN = 5
ENOUGH_PERCENT = 80
WORSE_MORNINGS = 2
SPARE_DAYS = 2

_PAIN_SOURCE = Source(
    claim="pain up to 3 is safe, 4 to 5 acceptable, above 5 too much; the next day counts",
    cite="clinic summaries of Silbernagel's pain scale of 2007",
    mark="secondhand",
)
SOURCES = (
    _PAIN_SOURCE,
    Source(
        claim="on with 80 % of a week's sessions; back after 2 worse mornings; one step lower "
        "after a pause of 3 days or more, or a flare",
        cite="CalfCoach",
        mark="judgement",
    ),
)
RAISE_SOURCES = (
    _PAIN_SOURCE,
    Source(
        claim="the next form of the heel raise once 4 more or more were left on 2 days",
        cite="CalfCoach",
        mark="judgement",
    ),
)


def nothing(*reasons: str) -> Proposal:
    """A proposal of nothing, and why."""
    return Proposal(move=STAY, reasons=reasons, plan=None, sources=SOURCES)


def where_to(plan: Plan, other: Plan) -> tuple[str, ...]:
    """What would be new, in sentences."""
    said: list[str] = []
    if other.stage_no != plan.stage_no:
        said.append(f"The stage would be {stage_words(other)}.")
    if other.raise_rung != plan.raise_rung:
        said.append(f"The heel raise would be: {RUNGS[other.raise_rung].name}.")
    return tuple(said)


def stage_words(plan: Plan) -> str:
    """The present stage and its place: "base, 2 of 4"."""
    return f"{plan.stage.name}, {plan.stage_no} of {len(plan.stages)}"


def days_before(plan: Plan, day: date) -> int:
    """How many days of the plan there were before a day."""
    return day_no(plan, day) - (1 if counts_on(plan, day) else 0)


def pain_of_now(figures: WeekFigures) -> int | None:
    """The worst pain of the week that is looked at and of the days since; None for none told."""
    told = [pain for pain in (figures.worst_pain, figures.recent_pain) if pain is not None]
    return max(told, default=None)
