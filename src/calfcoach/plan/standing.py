"""Which days of the calendar are days of the plan: counted ones, and those it stands still on.

Owns pauses and how they shift the count. Pure: the rests of the history are arguments. Knows
nothing of what is asked on a day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from calfcoach.frozen import replace
from calfcoach.plan.model import Plan, PlanPause, PlanState
from calfcoach.records import RestReason, RestRecord

LONG_REST_DAYS = 3  # from here on a rest is a pause; one or two days are only free
PAUSED = "paused"
IN_FLARE = "sore"  # told by the day's question, or by a session that pain ended; not by a rest
_FLARES = (RestReason.FLARE.value, IN_FLARE)
_OF_RESTS = frozenset([*(reason.value for reason in RestReason), IN_FLARE])
_DAY = timedelta(days=1)


def with_rests(plan: Plan, rests: Iterable[RestRecord]) -> Plan:
    """The plan with a pause for each rest of three days or more and each flare, those that were
    only told (`IN_FLARE`) among them.

    Pauses that came of rests before are left out first, so that a rest which was shortened or
    taken back counts as it is now. A pause of a person's own must not have a rest's reason.
    """
    own = [pause for pause in plan.pauses if pause.reason not in _OF_RESTS]
    found = [
        PlanPause(
            from_day=max(date.fromisoformat(rest.from_day), plan.began),
            until_day=date.fromisoformat(rest.until_day),
            reason=rest.reason,
        )
        for rest in rests
        if _pauses(rest) and rest.until_day >= plan.began.isoformat()
    ]
    pauses = sorted({*own, *found}, key=lambda pause: (pause.from_day, pause.until_day or date.max))
    return replace(plan, pauses=tuple(pauses))


def free_on(rests: Iterable[RestRecord], day: date) -> str:
    """The reason of a rest that covers a day, "flare" before any other; empty without one. A flare
    that was only told is no rest: it asks for the gentle routine."""
    text = day.isoformat()
    reasons = [
        rest.reason
        for rest in rests
        if rest.reason != IN_FLARE and rest.from_day <= text <= rest.until_day
    ]
    return RestReason.FLARE if RestReason.FLARE in reasons else next(iter(reasons), "")


def paused(plan: Plan, day: date, reason: str = "") -> Plan:
    """The plan, standing still from a day on until it is resumed."""
    pause = PlanPause(from_day=max(day, plan.began), reason=reason)
    return replace(plan, state=PlanState.PAUSED, pauses=(*plan.pauses, pause))


def resumed(plan: Plan, day: date) -> Plan:
    """The plan, going on with a day: open pauses end on the day before it, and one that began on
    it never was."""
    pauses = [
        replace(pause, until_day=day - _DAY) if pause.until_day is None else pause
        for pause in plan.pauses
        if pause.until_day is not None or pause.from_day < day
    ]
    return replace(plan, state=PlanState.ACTIVE, pauses=tuple(pauses))


def stopped(plan: Plan) -> Plan:
    """The plan, asking for nothing any more."""
    return replace(plan, state=PlanState.STOPPED)


def pause_on(plan: Plan, day: date) -> PlanPause | None:
    """The pause that covers a day; the newest of several, a flare that was told only alone."""
    covering = [pause for pause in plan.pauses if _covers(pause, day)]
    return max(covering, key=lambda pause: (pause.reason != IN_FLARE, pause.from_day), default=None)


def counts_on(plan: Plan, day: date) -> bool:
    """Whether a day is one of the plan's: begun, and not paused."""
    return day >= plan.began and pause_on(plan, day) is None


def counted_days(plan: Plan, first: date, before: date) -> Iterator[date]:
    """The plan's days from `first` on, before `before`, in order."""
    day = max(first, plan.began)
    while day < before:
        if counts_on(plan, day):
            yield day
        day += _DAY


def day_no(plan: Plan, day: date) -> int:
    """How many days of the plan there were up to a day, that one included; 0 before it began."""
    if day < plan.began:
        return 0
    still, reached = 0, plan.began  # the first day that no pause has taken yet
    for pause in sorted(plan.pauses, key=lambda pause: pause.from_day):
        first = max(pause.from_day, reached)
        last = min(pause.until_day or day, day)
        if first <= last:
            still += (last - first).days + 1
            reached = last + _DAY
    return (day - plan.began).days + 1 - still


def long_pauses(plan: Plan, today: date) -> tuple[PlanPause, ...]:
    """The pauses that are over and were long or a flare, oldest first. What follows on each other
    without a day of the plan between is one."""
    return tuple(
        pause
        for pause in _joined(plan)
        if pause.until_day is not None
        and pause.until_day < today
        and plan.began < pause.from_day
        and _is_long(pause.from_day, pause.until_day, pause.reason)
    )


def long_pause_before(plan: Plan, today: date) -> PlanPause | None:
    """The newest of these that ended after the stage began."""
    over = [
        pause
        for pause in long_pauses(plan, today)
        if pause.until_day is not None and plan.stage_since <= pause.until_day
    ]
    return over[-1] if over else None


def weeks_since(plan: Plan, today: date) -> date:
    """From which day on the weeks of the stage are counted, and pain: its first, or the one after
    a long pause. What was before a pause is past."""
    pause = long_pause_before(plan, today)
    if pause is None or pause.until_day is None:
        return plan.stage_since
    return max(plan.stage_since, pause.until_day + _DAY)


def _joined(plan: Plan) -> list[PlanPause]:
    made: list[PlanPause] = []
    for pause in sorted(plan.pauses, key=lambda each: each.from_day):
        last = made[-1] if made else None
        if last and (last.until_day is None or pause.from_day <= last.until_day + _DAY):
            ends = (last.until_day, pause.until_day)
            until = None if None in ends else max(end for end in ends if end is not None)
            flares = RestReason.FLARE.value if pause.reason in _FLARES else ""
            made[-1] = replace(last, until_day=until, reason=flares or last.reason or pause.reason)
        else:
            made.append(pause)
    return made


def _pauses(rest: RestRecord) -> bool:
    first, last = date.fromisoformat(rest.from_day), date.fromisoformat(rest.until_day)
    return first <= last and _is_long(first, last, rest.reason)


def _is_long(first: date, last: date, reason: str) -> bool:
    return reason in _FLARES or (last - first).days + 1 >= LONG_REST_DAYS


def _covers(pause: PlanPause, day: date) -> bool:
    return pause.from_day <= day and (pause.until_day is None or day <= pause.until_day)
