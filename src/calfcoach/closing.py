"""The words at the end of a session: what was done on each side, and what comes next. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from calfcoach import script
from calfcoach.events import Credit, Snapshot
from calfcoach.model import Reps, Routine
from calfcoach.records import Status
from calfcoach.terms import Origin, Side

_ENDED = {
    Status.COMPLETED: "Done.",
    Status.STOPPED: "Stopped.",
    Status.INTERRUPTED: "Interrupted.",
    Status.RUNNING: "",
}
DAYS_A_WEEK = 7
_TIMES = {1: "once", 2: "twice"}


def summary(snapshot: Snapshot, *, keeping: str) -> str:
    """One line: how it ended, work per side, and `keeping`, whether it is saved."""
    work = work_done(snapshot.credits.values())
    parts = [_ENDED[snapshot.status], script.sentence(", ".join(work)) if work else "", keeping]
    return " ".join(part for part in parts if part)


def work_done(credits: Iterable[Credit]) -> list[str]:  # noqa: A002  # the plain word for it
    """Time on each leg, then reps by exercise; with neither, the time on both legs."""
    seconds = dict.fromkeys(Side, 0.0)
    reps: dict[str, dict[Side, int]] = {}
    for credit in credits:
        if credit.done_reps is not None and isinstance(credit.item.work, Reps):
            by_side = reps.setdefault(script.name(credit.item.exercise), dict.fromkeys(Side, 0))
            by_side[credit.item.side] += credit.done_reps
        else:
            seconds[credit.item.side] += credit.done_s
    said = [
        f"{side} leg {script.length(seconds[side])}"
        for side in (Side.LEFT, Side.RIGHT)
        if seconds[side] >= 1
    ]
    said += [_reps(name, by_side) for name, by_side in reps.items() if any(by_side.values())]
    if not said and seconds[Side.BOTH] >= 1:
        said = [f"{script.length(seconds[Side.BOTH])} of work"]
    return said


def _reps(name: str, by_side: Mapping[Side, int]) -> str:
    """ "20 heel raises"; what is done with one leg at a time is told for each."""
    left, right = by_side[Side.LEFT], by_side[Side.RIGHT]
    if left or right:
        return f"{script.times(2, name)[2:]} left {left}, right {right}"
    return script.times(by_side[Side.BOTH], name)


def next_time(routine: Routine, done_today: int) -> str:
    """When the routine comes up again, by its own `per_day` and `days`; empty for one that was
    given by its path and so has no name to type."""
    if routine.origin is Origin.FILE:
        return ""
    left = routine.per_day - done_today
    if left > 0:
        return f"Next, {routine.id} {_TIMES.get(left, f'{left} times')} more today."
    days = routine.days
    if isinstance(days, tuple):
        return f"Next, {routine.id} on {script.joined(days)}."
    if days >= DAYS_A_WEEK:
        return f"Next, {routine.id} tomorrow."
    return f"{routine.id} is for {script.counted(days, 'day')} a week."
