"""What a day asks for, and which of it comes next: by the plan, else `daily`.

Owns the order in which routines of a day are suggested, and what a flare, a rest and an open
red flag make of it. Knows nothing of files or the clock: the part of the day is an argument.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

from calfcoach.enumeration import StrEnum
from calfcoach.frozen import frozen
from calfcoach.plan.days import BEFORE, OFF, OVER
from calfcoach.plan.model import DueItem, PlanDay, PlanGoal
from calfcoach.plan.standing import IN_FLARE

DAILY = "daily"
FLARE = "flare"
UNDER_PAIN_RULES = frozenset({PlanGoal.HEEL_PAIN, PlanGoal.ACHILLES})
AT_BEDTIME = "night-cramps"  # last thing before lying down
_FREE_BY_PLAN = (BEFORE, OFF, OVER)  # nothing is asked, and nothing stands still
_EVENING_FROM, _BED_FROM, _NIGHT_UNTIL = 19, 21, 4  # hours
_DAY_S = 24 * 60 * 60.0


class DayPart(StrEnum):
    """The parts of a day that a routine may belong to."""

    DAY = "day"
    EVENING = "evening"
    BEDTIME = "bedtime"


def part_of_day(now: datetime) -> DayPart:
    """The part that an instant, with the offset of the person's place, falls into."""
    if now.hour >= _BED_FROM or now.hour < _NIGHT_UNTIL:
        return DayPart.BEDTIME
    return DayPart.EVENING if now.hour >= _EVENING_FROM else DayPart.DAY


def holds_s(now: datetime, day_starts: time) -> float:
    """Seconds from an instant until another part of the day, date or day that is lived begins, as
    long as the clocks here are not changed."""
    now_s = now.hour * 3600 + now.minute * 60 + now.second + now.microsecond / 1e6
    begins = [hour * 60 for hour in (0, _NIGHT_UNTIL, _EVENING_FROM, _BED_FROM)]
    begins.append(day_starts.hour * 60 + day_starts.minute)
    return min((minute * 60 - now_s) % _DAY_S or _DAY_S for minute in begins)


@frozen
class DueDay:
    """A day on which something is due, and the routines of it."""

    day: date
    routines: tuple[str, ...]


@frozen
class Agenda:
    """What is asked of a day: `items`, none where `rest` says why: the reason of a rest, or, where
    `paused`, that of the plan's own pause.

    `plan_day` is what the plan asks, None without one. `flare`: the calves are in a flare, and the
    gentle routine stands for all others. `blocked`: a red flag stands open, and none starts.
    `proposal`: the plan has a change to put to the person.
    `resumed` says how the plan goes on after a pause, or how a flare ends that keeps it still, in a
    sentence; `from_tomorrow` what a step brings that was taken today. `waits`: the plan stands
    still today, and its next day is one to come. `careful`: the plan is under pain rules, so that
    a day on which it asks for nothing is one to rest.
    """

    items: tuple[DueItem, ...] = (DueItem(routine=DAILY, times=1, done=0),)
    plan_day: PlanDay | None = None
    rest: str = ""
    paused: bool = False
    flare: bool = False
    blocked: bool = False
    proposal: bool = False
    resumed: str = ""
    from_tomorrow: str = ""
    waits: bool = False
    careful: bool = False

    @property
    def open(self) -> tuple[DueItem, ...]:
        """What is not done yet."""
        return tuple(item for item in self.items if item.done < item.times)

    @property
    def all_done(self) -> bool:
        """Whether something was asked, and all of it is done."""
        return bool(self.items) and not self.open

    def due(self, part: DayPart) -> tuple[DueItem, ...]:
        """What is due in this part of the day, the next first: what belongs to bedtime waits for
        the evening, and comes first at bedtime. Nothing while a red flag stands open."""
        if self.blocked:
            return ()
        late = [item for item in self.open if item.routine == AT_BEDTIME]
        others = [item for item in self.open if item.routine != AT_BEDTIME]
        if part is DayPart.BEDTIME:
            return (*late, *others)
        return (*others, *late) if part is DayPart.EVENING else tuple(others)

    def later(self, part: DayPart) -> tuple[DueItem, ...]:
        """What is asked for later today."""
        now = self.due(part)
        return () if self.blocked else tuple(item for item in self.open if item not in now)

    def leaves_free(self, part: DayPart) -> bool:
        """Whether nothing is to be run now where nobody names a routine: by a plan under pain
        rules, once it asks for nothing."""
        return self.careful and not (self.blocked or self.flare or self.due(part))

    def suggested(self, part: DayPart) -> str:
        """The routine to run where nobody names one: what is due, else the usual one."""
        due = self.due(part)
        if due:
            return due[0].routine
        return FLARE if self.flare else DAILY


def agenda_of(
    done: Iterable[str],
    *,
    plan_day: PlanDay | None = None,
    rest: str = "",
    flare: bool = False,
    blocked: bool = False,
    proposal: bool = False,
    resumed: str = "",
    from_tomorrow: str = "",
    waits: bool = False,
    careful: bool = False,
) -> Agenda:
    """The agenda of a day. `done` are the routines of the day's sessions that count, each as often
    as it was done; `rest` the reason of a rest that covers the day."""
    finished = list(done)
    pause = plan_day.rest if plan_day and plan_day.rest not in _FREE_BY_PLAN else ""
    if flare and pause == IN_FLARE:
        pause = ""  # the plan stands still, and the gentle routine is asked for
    paused = bool(pause) and not rest
    if rest or paused:
        items: tuple[DueItem, ...] = ()
    elif flare:
        items = (_item(FLARE, finished),)
    elif plan_day is not None:
        items = plan_day.items
    else:
        items = (_item(DAILY, finished),)
    return Agenda(
        items=items,
        plan_day=plan_day,
        rest=rest or pause,
        paused=paused,
        flare=flare,
        blocked=blocked,
        proposal=proposal,
        resumed=resumed,
        from_tomorrow=from_tomorrow,
        waits=waits,
        careful=careful,
    )


def _item(routine: str, done: list[str]) -> DueItem:
    return DueItem(routine=routine, times=1, done=min(done.count(routine), 1))
