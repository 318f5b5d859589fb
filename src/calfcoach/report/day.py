"""The day so far: what is done, on which leg, the last seven days, and the next command.

Owns what `calfcoach` alone knows. What is asked of the day stands in `agenda`, its JSON in
`day_json`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from enum import Enum
from types import MappingProxyType

from calfcoach.frozen import frozen
from calfcoach.records import SessionRecord, Status
from calfcoach.report.agenda import DAILY, Agenda, DayPart, DueDay, agenda_of
from calfcoach.report.dose import DoseRow, Portion, done_of, dose_rows
from calfcoach.report.exercises_done import ExerciseDone, exercises_done
from calfcoach.report.figures import counts

WEEK_DAYS = 7


class NextStep(Enum):
    """What the next command is for."""

    CLEAR = "clear"
    WATCH = "watch"
    RESUME = "resume"
    RUN = "run"
    END_REST = "end rest"
    UNPAUSE = "unpause"
    LATER = "later"
    LOOK_BACK = "look back"
    FREE = "free"


_COMMANDS = {
    NextStep.CLEAR: "calf screen clear",
    NextStep.WATCH: "calf history",
    NextStep.RESUME: "calf run --resume",
    NextStep.RUN: "calf run",
    NextStep.END_REST: "calf rest end",
    NextStep.UNPAUSE: "calf plan resume",
    NextStep.LOOK_BACK: "calf history show last",
    NextStep.FREE: "calf plan",
}


@frozen
class DayMark:
    """One day of the last seven: kept, or begun and left, or neither. `rest`: it was kept free;
    `due` is False where a plan asked for nothing."""

    day: date
    kept: bool
    begun: bool
    rest: bool = False
    due: bool = True


@frozen
class Length:
    """How long the next session of a routine is; `up_to` where the person sets some of the pace.
    `parts` name what it is made of."""

    total_s: float
    up_to: bool = False
    parts: tuple[str, ...] = ()


@frozen
class Today:
    """The day so far. `sessions` are those that ended, oldest first.

    `readable` is False where the history cannot be read, and all that comes from it is empty.
    `first_start`: there was never a session. `broken` is one that broke off and can be gone on
    with; `running` one that a living process guides just now. `tightness` are the scores of
    the last seven days, oldest first. `agenda` is what is asked of the day and `part` the part of
    it; `next_due` is what the plan asks for next where today it asks for nothing; `lengths` are
    those of the routines that are asked for, as far as they can be read.
    `dose` is what is asked and done by exercise or muscle.
    """

    day: date
    readable: bool
    first_start: bool
    sessions: tuple[SessionRecord, ...]
    exercises: tuple[ExerciseDone, ...]
    week: tuple[DayMark, ...]
    tightness: tuple[int, ...]
    running: SessionRecord | None
    broken: SessionRecord | None
    agenda: Agenda = Agenda()
    next_due: DueDay | None = None
    part: DayPart = DayPart.DAY
    lengths: Mapping[str, Length] = MappingProxyType({})
    dose: tuple[DoseRow, ...] = ()

    @property
    def due(self) -> str:
        """The routine to suggest."""
        return self.agenda.suggested(self.part)

    @property
    def length(self) -> Length | None:
        """How long that is, where it can be read."""
        return self.lengths.get(self.due)

    @property
    def welcomes(self) -> bool:
        """Whether there is nothing to tell yet but how to begin."""
        agenda = self.agenda
        planned = agenda.plan_day is not None or agenda.flare or agenda.blocked or agenda.rest
        return self.first_start and not planned

    @property
    def reviews(self) -> bool:
        """Whether it is the day of a review, or one after the last day of the plan."""
        day = self.agenda.plan_day
        return day is not None and (day.review or day.day_no > day.of_days)

    @property
    def next_step(self) -> NextStep:
        """What the next command is for."""
        agenda = self.agenda
        if agenda.blocked:
            return NextStep.CLEAR
        if self.running is not None:
            return NextStep.WATCH
        if self.broken is not None:
            return NextStep.RESUME
        if agenda.due(self.part):
            return NextStep.RUN
        if agenda.rest:
            return NextStep.UNPAUSE if agenda.paused else NextStep.END_REST
        if agenda.later(self.part):
            return NextStep.LATER
        return NextStep.LOOK_BACK if agenda.all_done else NextStep.FREE

    @property
    def next_command(self) -> str:
        """What to type next."""
        if self.welcomes:
            return "calfcoach run daily"
        if self.next_step is NextStep.LATER:
            return f"calf run {self.agenda.later(self.part)[0].routine}"
        return _COMMANDS[self.next_step]


def unreadable_day(day: date, length: Length | None) -> Today:
    """All that can be said without the history."""
    return Today(
        day=day,
        readable=False,
        first_start=False,
        sessions=(),
        exercises=(),
        week=(),
        tightness=(),
        running=None,
        broken=None,
        lengths={DAILY: length} if length else {},
    )


def day_so_far(
    day: date,
    week: Sequence[SessionRecord],
    *,
    first_start: bool,
    running: SessionRecord | None = None,
    broken: SessionRecord | None = None,
    agenda: Agenda | None = None,
    next_due: DueDay | None = None,
    part: DayPart = DayPart.DAY,
    lengths: Mapping[str, Length] = MappingProxyType({}),
    asked: Sequence[Portion] = (),
    free: Callable[[date], bool] = lambda _: False,
    is_due: Callable[[date], bool] = lambda _: True,
    stands: Callable[[SessionRecord], bool] = lambda _: True,
) -> Today:
    """The day, from the sessions of the seven days that end with it, with their work. `asked` is
    the dose of the day; `free` and `is_due` tell of a day whether it was kept free, and whether
    anything was due, `stands` of a session whether it may keep its day. Without an
    `agenda` it is that of a day without a plan."""
    of_day = [each for each in week if each.local_day == day.isoformat()]
    work = [row for each in of_day for row in each.work]
    ended = tuple(each for each in of_day if each.status is not Status.RUNNING)
    agenda = agenda or agenda_of(each.routine_id for each in ended if counts(each))
    return Today(
        day=day,
        readable=True,
        first_start=first_start,
        sessions=ended,
        exercises=exercises_done(work),
        week=_marks(day, [each for each in week if stands(each)], free, is_due),
        tightness=tuple(each.tightness for each in week if each.tightness is not None),
        running=running,
        broken=broken,
        agenda=agenda,
        next_due=next_due,
        part=part,
        lengths=lengths,
        dose=dose_rows(asked, done_of(work), by_muscle=agenda.plan_day is not None),
    )


def _marks(
    day: date,
    week: Sequence[SessionRecord],
    free: Callable[[date], bool],
    is_due: Callable[[date], bool],
) -> tuple[DayMark, ...]:
    days = [day - timedelta(days=back) for back in range(WEEK_DAYS - 1, -1, -1)]
    kept = {each.local_day for each in week if counts(each)}
    begun = {each.local_day for each in week}
    return tuple(
        DayMark(
            day=each,
            kept=each.isoformat() in kept,
            begun=each.isoformat() in begun - kept,
            rest=free(each),
            due=is_due(each),
        )
        for each in days
    )
