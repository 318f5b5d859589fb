"""The nouns of a plan: goal, stage, what is due in it, doses that it changes. Frozen values.

Owns what a plan *is*. Knows nothing of files, the history or the clock: days are arguments.
"""

from __future__ import annotations

from datetime import date

from calfcoach.enumeration import StrEnum
from calfcoach.frozen import frozen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from calfcoach.source import Source

PLAN_MAX_DAYS = 366


class PlanGoal(StrEnum):
    """What a plan is for."""

    LOOSEN = "loosen"
    STRENGTHEN = "strengthen"
    NIGHT_CRAMPS = "night-cramps"
    HEEL_PAIN = "heel-pain"
    ACHILLES = "achilles"
    MAINTAIN = "maintain"


class PlanState(StrEnum):
    """Whether a plan asks for anything."""

    ACTIVE = "active"
    PAUSED = "paused"
    STOPPED = "stopped"


@frozen
class Item:
    """A routine that a stage asks for. `days` is how many days a week, or which ("mon" … "sun");
    `instead_of` is the routine that it stands for on its days ("strength" for "daily")."""

    routine: str
    days: int | tuple[str, ...] = 7
    per_day: int = 1
    instead_of: str = ""


@frozen
class DoseChange:
    """How a plan doses an exercise, or every exercise of a `kind` ("stretch"), in each routine or
    only in the one that is named. What is None stays as the routine has it. `use` puts another
    exercise in its place; `sets` are all of one session; `hold_s` is also the time of work without
    a break."""

    exercise: str = ""
    kind: str = ""
    routine: str = ""
    use: str = ""
    hold_s: float | None = None
    sets: int | None = None
    reps: int | None = None
    load: str = ""


@frozen
class Stage:
    """A rung of the plan that lasts `weeks`, if it goes as planned."""

    name: str
    weeks: int
    items: tuple[Item, ...]
    changes: tuple[DoseChange, ...] = ()


@frozen
class PlanPause:
    """Days on which the plan stands still, `from_day` and `until_day` both meant; None: open."""

    from_day: date
    until_day: date | None = None
    reason: str = ""


@frozen
class Plan:
    """One person's plan. `stage_no` (from 1) is the stage that holds now, `stage_since` its first
    day, which may be tomorrow; `stage_before` the stage up to then (0: not known, the one before
    it is taken). `raise_rung` is the rung of the heel-raise ladder (0: two legs), `raise_since` its
    first day (None: from the beginning), `raise_before` the rung up to then. `reviews` are plan
    days. `risks` are the words of the checklist that were ticked; `age` in years and `sex`
    ("female", "male" or "") serve the norms alone. `sources` say where the doses come from."""

    id: str
    goal: PlanGoal
    began: date
    days: int
    stages: tuple[Stage, ...]
    stage_no: int = 1
    stage_since: date
    stage_before: int = 0
    raise_rung: int = 0
    raise_since: date | None = None
    raise_before: int = 0
    reviews: tuple[int, ...] = (14, 28)
    state: PlanState = PlanState.ACTIVE
    pauses: tuple[PlanPause, ...] = ()
    risks: tuple[str, ...] = ()
    age: int | None = None
    sex: str = ""
    sources: tuple[Source, ...] = ()

    @property
    def stage(self) -> Stage:
        """The stage that holds now."""
        return self.stages[self.stage_no - 1]


@frozen
class DueItem:
    """A routine that is due on a day: `times` in all, `done` of them; `replaced` by another today
    where `instead` names it."""

    routine: str
    times: int
    done: int


@frozen
class PlanDay:
    """What a plan asks of one day. `day_no` counts from 1 without the days it stood still; `rest`
    says why nothing is asked ("rest", "flare", "paused" … or "")."""

    day: date
    day_no: int
    of_days: int
    stage: str
    items: tuple[DueItem, ...]
    rest: str = ""
    review: bool = False


@frozen
class Proposal:
    """A change that is put to the person: `move` is forward, stay, back, raise (the next rung of
    the heel raise) or done. `reasons` are whole sentences with their
    figures; `plan` is the plan as it would be, None where nothing would change."""

    move: str
    reasons: tuple[str, ...]
    plan: Plan | None
    sources: tuple[Source, ...] = ()
