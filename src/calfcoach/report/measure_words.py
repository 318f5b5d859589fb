"""What is said of a measurement: sentences of results and of changes, never pass or fail.

Owns the wording, in two forms: units short for eyes, as words for ears. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from calfcoach.measure.knee import Change, KneeLimits, KneeTest, Leg, changes
from calfcoach.measure.nights import LEAST_NIGHTS, Compared, Night, Week, compared
from calfcoach.measure.nights import weeks as diary
from calfcoach.measure.raises import (
    RaiseCount,
    RaiseNorms,
    Typical,
    earlier_of,
    typical,
    uneven,
)
from calfcoach.measure.units import with_unit
from calfcoach.records import MeasureRecord
from calfcoach.report.clock import as_lived
from calfcoach.report.moment_words import near_day, near_moment
from calfcoach.report.score_words import Scored, answer
from calfcoach.script import counted, length
from calfcoach.terms import Side, Unit

LEGS = (Side.LEFT, Side.RIGHT)
WHY = {"tired": "tired", "form": "form lost", "pain": "pain"}


# ------------------------------------------------------------------------- knee to wall


def knee_sentences(
    tests: Sequence[KneeTest], limits: KneeLimits, unit: Unit, today: date, *, spoken: bool
) -> list[str]:
    """The newest of the tests, which are oldest first, and how it differs from others."""
    newest = tests[-1]
    lines = [_leg(leg, unit, spoken=spoken) for leg in newest.legs]
    lines += knee_gap(newest, limits, unit, spoken=spoken)
    return [*lines, *knee_changes(tests, limits, unit, today, spoken=spoken)]


def knee_changes(
    tests: Sequence[KneeTest], limits: KneeLimits, unit: Unit, today: date, *, spoken: bool
) -> list[str]:
    """Each leg of the newest test against the first time and the last one: what counts as a change,
    else once that nothing does."""
    found = changes(tests, limits)
    told = [
        change
        for change in found
        if change.counts
        or (change.first and not any(each.counts for each in found if each.side is change.side))
    ]
    return [knee_change(each, limits, unit, today, spoken=spoken) for each in told]


def knee_gap(test: KneeTest, limits: KneeLimits, unit: Unit, *, spoken: bool) -> list[str]:
    """A gap between the legs, where it is large enough to be mentioned."""
    gap_cm = test.gap_cm
    if gap_cm is None or abs(gap_cm) < limits.gap_cm:
        return []
    farther = Side.LEFT if gap_cm > 0 else Side.RIGHT
    by = with_unit(abs(gap_cm), unit, spoken=spoken)
    return [f"The {farther.value} leg reaches {by} farther than the {farther.other.value} one."]


def knee_change(
    change: Change, limits: KneeLimits, unit: Unit, today: date, *, spoken: bool
) -> str:
    """One leg against another time."""
    when = _time(change.day, today, first=change.first, spoken=spoken)
    leg = f"{change.side.value.capitalize()} leg"
    if not change.counts:
        least = with_unit(limits.change_cm, unit, spoken=spoken)
        return f"{leg}: less than {least} from {when}, which is no change."
    by = with_unit(abs(change.by_cm), unit, spoken=spoken)
    return f"{leg}: {by} {'more' if change.by_cm > 0 else 'less'} than {when}, a change."


def _time(day: date, today: date, *, first: bool, spoken: bool) -> str:
    """An earlier time by its place and its day: "the first time (12 Oct)"."""
    when = near_day(day.isoformat(), today, spoken=spoken)
    which = "the first time" if first else "the last time"
    return f"{which}, {when}" if spoken else f"{which} ({when})"


def _leg(leg: Leg, unit: Unit, *, spoken: bool) -> str:
    best = with_unit(leg.best, unit, spoken=spoken)
    said = f"{leg.side.value.capitalize()} leg: best {best}"
    if len(leg.trials) == 1:
        return f"{said}, one trial."
    return f"{said}, mean {with_unit(leg.mean, unit, spoken=spoken)} of {len(leg.trials)}."


# -------------------------------------------------------------------------- heel raises


def raise_sentences(
    counts: Sequence[RaiseCount],
    norms: RaiseNorms,
    today: date,
    *,
    age: int | None,
    sex: str,
    spoken: bool,
) -> list[str]:
    """The newest of the tests, which are oldest first, how it differs, and what is typical."""
    newest = counts[-1]
    lines = [_reps(newest, side) for side in LEGS if newest.reps(side) is not None]
    lines += [] if newest.pain is None else [answer(Scored.PAIN, newest.pain)]
    lines += raise_gap(newest, norms)
    for side in LEGS:
        lines += raise_change(counts, side, norms, today, spoken=spoken)
    lines.append(range_sentence(typical(norms, age=age, sex=sex)))
    return [*lines, *norms.caveats]


def raise_gap(count: RaiseCount, norms: RaiseNorms) -> list[str]:
    """A gap between the legs, where it is large enough to be mentioned."""
    if count.left is None or count.right is None or not uneven(count, norms):
        return []
    fewer = Side.LEFT if count.left < count.right else Side.RIGHT
    by = abs(count.left - count.right)
    return [f"The {fewer.value} leg did {by} fewer than the {fewer.other.value} one."]


def raise_change(
    counts: Sequence[RaiseCount], side: Side, norms: RaiseNorms, today: date, *, spoken: bool
) -> list[str]:
    """One leg against the first time that it was counted."""
    own = earlier_of(counts, side)
    if len(own) < 2 or own[-1] is not counts[-1]:
        return []
    by = (own[-1].reps(side) or 0) - (own[0].reps(side) or 0)
    when = _time(own[0].day, today, first=True, spoken=spoken)
    leg = f"{side.value.capitalize()} leg"
    if abs(by) <= norms.day_to_day:
        return [f"{leg}: no more than {norms.day_to_day} from {when}, which is no change."]
    return [f"{leg}: {abs(by)} {'more' if by > 0 else 'fewer'} than {when}, a change."]


def range_sentence(found: Typical) -> str:
    """What sources call typical."""
    people = {"female": "women", "male": "men"}.get(found.sex, "adults")
    ages = f" of {found.ages[0]} to {found.ages[1]}" if found.ages else " of all ages"
    return f"For {people}{ages} sources give {found.low} to {found.high} on one leg."


def _reps(count: RaiseCount, side: Side) -> str:
    why = WHY.get(count.why(side), "")
    reps = counted(count.reps(side) or 0, "rep")
    return f"{side.value.capitalize()} leg: {reps}{f', {why}' if why else ''}."


# ------------------------------------------------------------------------ squat, cramps


def squat_sentence(*, heels_down: bool) -> str:
    """What was noted."""
    return "Heels stay down." if heels_down else "The heels come up."


def night_sentence(night: Night, today: date, *, spoken: bool) -> str:
    """What was noted of a night."""
    when = near_day(night.day.isoformat(), today, spoken=spoken)
    name = {"today": "Tonight", "yesterday": "Last night"}.get(when, f"Night of {when}")
    if not night.count:
        return f"{name}: no cramp."
    minutes = night.minutes
    lasted = "" if minutes is None else length(60 * minutes) if spoken else f"{minutes:g} min"
    said = [counted(night.count, "cramp"), lasted]
    said.append("" if night.severity is None else f"severity {night.severity} of 10")
    legs = {"left": "left leg", "right": "right leg", "both": "both legs"}
    said.append(legs.get(night.side, ""))
    return f"{name}: {', '.join(each for each in said if each)}."


def instead_of(earlier: MeasureRecord, today: date, *, spoken: bool) -> str:
    """That a note on a night replaces another one."""
    lived = as_lived(earlier.at, earlier.utc_offset_s)
    when = f"at {lived:%H:%M}"
    if earlier.local_day != today.isoformat():
        when = near_moment(lived, earlier.local_day, today, spoken=spoken)
    count = earlier.values["count"]
    what = counted(count, "cramp") if count else "no cramp"
    return f"That is instead of {what} noted {when}."


def cramp_sentences(noted: Sequence[Night]) -> list[str]:
    """The first week against the last; what is missing for it, where that is so."""
    weeks = compared(noted)
    if weeks is None:
        least = counted(LEAST_NIGHTS, "night")
        return [f"Two weeks are set side by side once {least} are noted of each."]
    listed = diary(noted)
    return [
        f"{_which('First', weeks.first, listed[0])}: {week_words(weeks.first)}.",
        f"{_which('Last', weeks.last, listed[-1])}: {week_words(weeks.last)}.",
        _verdict(weeks),
    ]


def _which(name: str, week: Week, end: Week) -> str:
    """A week at an end of the diary, or the one next to it of which enough was noted."""
    return f"{name} week" if week == end else f"{name} week with {LEAST_NIGHTS} nights noted"


def week_words(week: Week) -> str:
    """A week of nights: "6 cramps in 7 nights noted, severity 5"."""
    said = f"{counted(week.cramps, 'cramp')} in {counted(week.nights, 'night')} noted"
    return said if week.severity is None else f"{said}, severity {week.severity:g}"


def _verdict(weeks: Compared) -> str:
    if not weeks.by:
        return "About as many a night in both."
    return f"{'Fewer' if weeks.by < 0 else 'More'} a night than in the first week."
