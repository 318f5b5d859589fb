"""A look back at the plan: what was kept, what changed and what did not.

Owns when a change is called one, and when to advise a professional. Pure; gives figures, no words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from calfcoach.frozen import frozen
from calfcoach.plan.figures import WeekFigures
from calfcoach.plan.model import Plan, PlanGoal
from calfcoach.plan.standing import day_no
from calfcoach.records import MeasureKind, MeasureRecord
from calfcoach.source import Source

WALL_CHANGE_CM = 2.0
RAISE_CHANGE_REPS = 7  # more than the ±6 by which two days differ without a change
SCORE_CHANGE = 1.0
ADVISE_FROM_DAY = 28
ADVISE_FROM_DAY_HEEL = 14
_WEEK = timedelta(days=7)
_MILD = "tightness"
# From where on there is something to get better: a mean score, cramps a night (one in a week).
_COMPLAINT = {"pain": 1.0, _MILD: 1.0, "cramps": 1 / 7}
SCORES = tuple(_COMPLAINT)  # what is told of a complaint; the rest is measured

SOURCES = (
    Source(
        claim="a change at the wall of less than 1.6 to 1.9 cm cannot be told from a slip of "
        "measuring",
        cite="Powden et al. 2015, Manual Therapy",
        mark="read",
    ),
    Source(claim="so 2 cm is called a change", cite="CalfCoach", mark="judgement"),
    Source(
        claim="heel raises to the limit differ by about 6 from day to day",
        cite="Hébert-Losier et al. 2017, Physiotherapy",
        mark="read",
    ),
    Source(
        claim="7 raises, or a whole point of a weekly mean score, is called a change",
        cite="CalfCoach",
        mark="judgement",
    ),
    Source(
        claim="nights are compared by weeks with 5 nights noted; half a cramp a night is a change",
        cite="CalfCoach",
        mark="judgement",
    ),
    Source(
        claim="improvement in 2 to 4 weeks with consistent effort; without it, see a professional",
        cite="Tight Calves and Back Pain How They Are Connected",
        mark="article",
    ),
)
HEEL_SOURCE = Source(
    claim="see a doctor when it is no better after 2 weeks",
    cite="NHS page on plantar heel pain",
    mark="read",
)


@frozen
class Change:
    """A score or a test, first and last. `name` is pain, tightness, knee-to-wall, heel-raise,
    squat or cramps; `side` left, right or "". `unit` is "of 10", "cm", "reps", "a night" or "".

    Scores are means of a week, tests the best of a day; the squat is 1 for heels down, 0 for not;
    cramps are those of a night that was noted, in a week.
    `better` is True or False for a change that counts as one, None for none.
    """

    name: str
    first: float
    last: float
    unit: str
    side: str = ""
    first_day: date
    last_day: date
    better: bool | None = None

    @property
    def changed(self) -> bool:
        """Whether it differs by so much that it is called a change."""
        return self.better is not None


@frozen
class Review:
    """The plan up to the day before `day_no`'s end. `due` says whether this is a review day,
    `until` is the last day whose sessions are in it (None: no day is over), `nights_noted` whether
    there is a diary of nights.

    `planned` and `kept` count sessions of all its weeks. `changes` are only of what was told or
    measured at least twice, a week apart for scores. `advise` asks to say that a professional
    should be seen: nothing got better in the time it should have, or a complaint did not.
    """

    day_no: int
    of_days: int
    due: bool
    planned: int
    kept: int
    until: date | None = None
    nights_noted: bool = False
    changes: tuple[Change, ...] = ()
    advise: bool = False
    sources: tuple[Source, ...] = ()

    @property
    def adherence(self) -> int | None:
        """Kept sessions of the planned ones in per cent, rounded down; None where none was."""
        return 100 * self.kept // self.planned if self.planned else None

    def change(self, name: str, side: str = "") -> Change | None:
        """The change of a score or a test, by its name and side."""
        return next((one for one in self.changes if (one.name, one.side) == (name, side)), None)


def review(
    plan: Plan,
    figures: Sequence[WeekFigures],
    measures: Iterable[MeasureRecord],
    today: date,
    cramps: Change | None = None,
) -> Review:
    """The plan as it stands. `figures` are those of `weeks_of`, up to today or the day after;
    measures from before the plan began are left out, but for the newest week before it. `cramps`
    are the nights of these measures, compared; None where too few were noted."""
    scores = (_score("pain", figures), _score("tightness", figures))
    mine = measures_of(plan, measures, today)
    changes = tuple(one for one in (*scores, *_tests(mine), cramps) if one is not None)
    number = day_no(plan, today)
    return Review(
        day_no=number,
        of_days=plan.days,
        due=number in plan.reviews,
        planned=sum(week.planned for week in figures),
        kept=sum(week.kept for week in figures),
        until=figures[-1].until_day if figures else None,
        nights_noted=any(one.kind is MeasureKind.CRAMPS for one in mine),
        changes=changes,
        advise=number >= _advise_from(plan) and _still_there(plan, changes),
        sources=(*SOURCES, HEEL_SOURCE) if plan.goal is PlanGoal.HEEL_PAIN else SOURCES,
    )


def measures_of(
    plan: Plan, measures: Iterable[MeasureRecord], today: date
) -> tuple[MeasureRecord, ...]:
    """What was measured up to today, since a week before the plan began."""
    since = plan.began - _WEEK
    return tuple(one for one in measures if since <= _day(one) <= today)


def _advise_from(plan: Plan) -> int:
    return ADVISE_FROM_DAY_HEEL if plan.goal is PlanGoal.HEEL_PAIN else ADVISE_FROM_DAY


def _still_there(plan: Plan, changes: Iterable[Change]) -> bool:
    """Whether a complaint got worse or nothing of it is better: what was measured says nothing of
    that, a calf may get longer and hurt as before. Nor may nothing at all have got better, but in
    a plan that keeps what there is."""
    keeps = plan.goal is PlanGoal.MAINTAIN
    told = [one for one in changes if one.name in SCORES and not (keeps and one.name == _MILD)]
    there = any(one.last >= _COMPLAINT[one.name] for one in told)
    if there and (any(one.better is False for one in told) or not any(one.better for one in told)):
        return True
    lacking = [one for one in changes if _could_be_better(one)]
    return bool(lacking) and not keeps and not any(one.better for one in changes)


def _could_be_better(change: Change) -> bool:
    """Whether there is anything left to get better: no complaint, and heels down, are all of it."""
    if change.name in SCORES:
        return change.last >= _COMPLAINT[change.name]
    return change.name != MeasureKind.SQUAT.value or not change.last


def _score(name: str, figures: Sequence[WeekFigures]) -> Change | None:
    told = [(week, value) for week in figures if (value := getattr(week, name)) is not None]
    if len(told) < 2:
        return None
    (first_week, first), (last_week, last) = told[0], told[-1]
    return Change(
        name=name,
        first=first,
        last=last,
        unit="of 10",
        first_day=first_week.from_day,
        last_day=last_week.until_day,
        better=_fallen(first, last, SCORE_CHANGE),
    )


# ----------------------------------------------------------------------------------- tests


def _tests(measures: Sequence[MeasureRecord]) -> list[Change | None]:
    wall, raised = MeasureKind.KNEE_TO_WALL, MeasureKind.HEEL_RAISE
    return [
        *(_test(measures, wall, side, "cm", WALL_CHANGE_CM) for side in ("left", "right")),
        *(_test(measures, raised, side, "reps", RAISE_CHANGE_REPS) for side in ("left", "right")),
        _test(measures, MeasureKind.SQUAT, "", "", 1.0),
    ]


def _test(
    measures: Iterable[MeasureRecord], kind: MeasureKind, side: str, unit: str, counts_from: float
) -> Change | None:
    found = [
        (_day(one), value)
        for one in measures
        if one.kind is kind and (value := _value(one, side)) is not None
    ]
    if len(found) < 2:
        return None
    (first_day, first), (last_day, last) = found[0], found[-1]
    return Change(
        name=kind.value,
        first=first,
        last=last,
        unit=unit,
        side=side,
        first_day=first_day,
        last_day=last_day,
        better=_fallen(last, first, counts_from),
    )


def _value(measure: MeasureRecord, side: str) -> float | None:
    """What is compared: the best trial, the reps, heels down or not."""
    values: dict[str, Any] = dict(measure.values)
    match measure.kind:
        case MeasureKind.KNEE_TO_WALL:
            return max(values.get(f"{side}_cm") or (), default=None)
        case MeasureKind.HEEL_RAISE:
            return values.get(f"{side}_reps")
        case MeasureKind.SQUAT:
            return float(bool(values.get("heels_down")))
        case _:
            return None


def _fallen(first: float, last: float, counts_from: float) -> bool | None:
    """True where the second is lower by so much, False where it is higher, None between."""
    if abs(first - last) < counts_from - 1e-9:  # 11.9 - 9.9 is not quite 2
        return None
    return last < first


def _day(measure: MeasureRecord) -> date:
    return date.fromisoformat(measure.local_day)
