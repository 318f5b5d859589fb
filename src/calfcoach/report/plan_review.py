"""A review of the plan in sentences: what was kept, what changed, what did not.

Owns those words. Whether a difference is a change is decided by `plan.review`; nothing here praises
or blames, and what was not measured is not guessed. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from calfcoach.measure.nights import LEAST_CHANGE, LEAST_NIGHTS
from calfcoach.plan.model import Plan, PlanGoal
from calfcoach.plan.review import (
    RAISE_CHANGE_REPS,
    SCORE_CHANGE,
    SCORES,
    WALL_CHANGE_CM,
    Change,
    Review,
)
from calfcoach.plan.standing import pause_on
from calfcoach.report.clock import short_day, spoken_day
from calfcoach.script import counted

_NAMES = {
    "pain": "Pain by your own scores",
    "tightness": "Tightness by your own scores",
    "knee-to-wall": "Knee to wall",
    "heel-raise": "Heel raises",
    "squat": "Heels down in the squat",
    "cramps": "Cramps in a night noted",
}
_CM = "cm"
_UNITS = {_CM: _CM, "reps": "reps", "of 10": "of 10"}
_SPOKEN_UNITS = {_CM: "centimetres"}
_COUNTS_FROM = {
    "pain": f"{SCORE_CHANGE:g} of 10",
    "tightness": f"{SCORE_CHANGE:g} of 10",
    "knee-to-wall": f"{WALL_CHANGE_CM:g} {_CM}",
    "heel-raise": f"{RAISE_CHANGE_REPS} reps",
    "cramps": f"{LEAST_CHANGE:g}",
}
_OF_WEEKS = ("pain", "tightness", "cramps")
_TO_COMPARE = "A measurement now gives the next review something to compare: `calfcoach measure`"
_NIGHTS = f"Two weeks are set side by side once {counted(LEAST_NIGHTS, 'night')} are noted of each."


def review_lines(review: Review, plan: Plan, today: date, *, spoken: bool) -> list[str]:
    """The review as sentences, each a line."""
    lines = [_where(review, plan, today), _kept(review)]
    changed = [one for one in review.changes if one.changed]
    same = [one for one in review.changes if not one.changed]
    if changed:
        lines += ["What changed:", *(_told(one, today, spoken=spoken) for one in changed)]
    if same:
        lines += ["What did not change:", *(_told(one, today, spoken=spoken) for one in same)]
    if not review.changes:
        lines += [*_nothing_twice(review, today, spoken=spoken), _TO_COMPARE]
    if _of_nights(review, plan) and review.change("cramps") is None:
        lines.append(_NIGHTS)
    return [*lines, *(_advice(review) if review.advise else [])]


def _where(review: Review, plan: Plan, today: date) -> str:
    if review.day_no > review.of_days:
        return f"All {review.of_days} days of the plan are over."
    if pause_on(plan, today) is not None:
        return f"The plan stands still before day {review.day_no + 1} of {review.of_days}."
    place = f"Day {review.day_no} of {review.of_days}"
    if review.due:
        return f"{place}, a day to look back."
    ahead = [number for number in plan.reviews if number > review.day_no]
    return f"{place}. The next review is on day {ahead[0]}." if ahead else f"{place}."


def _kept(review: Review) -> str:
    if review.adherence is None:
        return "No session was planned up to yesterday."
    planned = counted(review.planned, "planned session")
    return f"{review.kept} of {planned} up to yesterday were done, {review.adherence} percent."


def _nothing_twice(review: Review, today: date, *, spoken: bool) -> tuple[str, ...]:
    """Why nothing can be said of a change, with the day that the scores go up to."""
    if review.until is None:
        return ("No day of the plan is over, so nothing can be said of a change.",)
    until = _day(review.until, today, spoken=spoken)
    return (
        f"Up to {until}, no score was told in two weeks of the plan, and no test on two days.",
        "So nothing can be said of a change.",
    )


def _of_nights(review: Review, plan: Plan) -> bool:
    return review.nights_noted or plan.goal is PlanGoal.NIGHT_CRAMPS


def _told(change: Change, today: date, *, spoken: bool) -> str:
    """One score or test, first and last, and what that comes to."""
    name = _NAMES.get(change.name, change.name)
    side = f", {change.side}" if change.side else ""
    first, last = (_amount(value, change, spoken=spoken) for value in (change.first, change.last))
    since, until = (_day(day, today, spoken=spoken) for day in (change.first_day, change.last_day))
    if change.name in _OF_WEEKS:  # a mean of the first week and of the last
        spans = f"{first} in the week from {since}, {last} in the week up to {until}"
    else:
        spans = f"{first} on {since}, {last} on {until}"
    return f"{name}{side}: {spans}. {_verdict(change, spoken=spoken)}".rstrip()


def _verdict(change: Change, *, spoken: bool) -> str:
    if change.better is not None:
        return "That is better." if change.better else "That is worse."
    if change.name not in _COUNTS_FROM:
        return ""
    least = _COUNTS_FROM[change.name]
    if spoken:
        least = least.replace(_CM, _SPOKEN_UNITS[_CM])
    return f"Less than {least} counts as no change."


def _amount(value: float, change: Change, *, spoken: bool) -> str:
    if change.name == "squat":
        return "yes" if value else "no"
    units = _UNITS | (_SPOKEN_UNITS if spoken else {})
    figure = f"{value:.1f}".removesuffix(".0")
    return " ".join(part for part in (figure, units.get(change.unit)) if part)


def _day(day: date, today: date, *, spoken: bool) -> str:
    words = spoken_day if spoken else short_day
    return " ".join(words(day, today.year).split())


def _advice(review: Review) -> Sequence[str]:
    weeks = review.day_no // 7
    what = "nothing has got better"
    if any(one.better is False and one.name in SCORES for one in review.changes):
        what = "something has got worse"
    elif any(one.better for one in review.changes):
        what = "what bothers you has not got better"
    return (
        f"After {weeks} weeks {what}.",
        "This is the time to have a doctor or a physiotherapist look at it.",
    )
