"""The trends of measurements as sentences for a screen reader.

Owns the order there. The words of a single measurement are `measure_words`'.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from calfcoach.files.measure_file import knee_limits, measure_sheet, raise_norms
from calfcoach.measure.knee import knee_test
from calfcoach.measure.nights import nights, weeks
from calfcoach.measure.raises import raise_count
from calfcoach.measure.units import with_unit
from calfcoach.records import MeasureKind, MeasureRecord
from calfcoach.report import measure_words as words
from calfcoach.report.clock import spoken_day
from calfcoach.report.moment_words import near_day
from calfcoach.script import counted, joined
from calfcoach.terms import Side, Unit

_LEGS = (Side.LEFT, Side.RIGHT)


def kind_sentences(
    kind: MeasureKind, records: Sequence[MeasureRecord], unit: Unit, today: date
) -> list[str]:
    """What was measured of a kind, at least once, one sentence a line."""
    title = measure_sheet(kind).title
    since = near_day(records[0].local_day, today, spoken=True)
    if kind is MeasureKind.CRAMPS:
        return [f"{title}.", *_cramps(records, today)]
    times = "once" if len(records) == 1 else f"{len(records)} times"
    one_day = records[0].local_day == records[-1].local_day
    when = since if one_day else f"since {since}"
    head = f"{title}, {times}, {when}."
    match kind:
        case MeasureKind.KNEE_TO_WALL:
            return [head, *_knee(records, unit, today)]
        case MeasureKind.HEEL_RAISE:
            return [head, *_raises(records, today)]
        case _:
            return [head, *_squats(records, today)]


def _knee(records: Sequence[MeasureRecord], unit: Unit, today: date) -> list[str]:
    limits = knee_limits()
    tests = [knee_test(record) for record in records]
    lines = []
    for side in _LEGS:
        means = [leg.mean for test in tests if (leg := test.leg(side))]
        if means:
            told = [with_unit(mean, unit, spoken=True) for mean in means]
            lines.append(_first_and_now(side, told))
    lines += words.knee_gap(tests[-1], limits, unit, spoken=True)
    return [*lines, *words.knee_changes(tests, limits, unit, today, spoken=True)]


def _raises(records: Sequence[MeasureRecord], today: date) -> list[str]:
    norms = raise_norms()
    counts = [raise_count(record) for record in records]
    lines = []
    for side in _LEGS:
        reps = [number for count in counts if (number := count.reps(side)) is not None]
        if reps:
            lines.append(_first_and_now(side, [counted(number, "rep") for number in reps]))
    lines += words.raise_gap(counts[-1], norms)
    for side in _LEGS:
        lines += words.raise_change(counts, side, norms, today, spoken=True)
    return lines


def _first_and_now(side: Side, told: Sequence[str]) -> str:
    leg = f"{side.value.capitalize()} leg"
    return f"{leg}: {told[0]}." if len(told) == 1 else f"{leg}: first {told[0]}, now {told[-1]}."


def _squats(records: Sequence[MeasureRecord], today: date) -> list[str]:
    newest = records[-1]
    when = near_day(newest.local_day, today, spoken=True)
    said = words.squat_sentence(heels_down=bool(newest.values["heels_down"]))
    earlier = sum(bool(record.values["heels_down"]) for record in records)
    lines = [f"{when[0].upper()}{when[1:]}: {said[0].lower()}{said[1:]}"]
    if len(records) > 1:
        lines.append(f"Down in {earlier} of {len(records)}.")
    return lines


def _cramps(records: Sequence[MeasureRecord], today: date) -> list[str]:
    noted = nights(records)
    lines = [
        f"Week from {spoken_day(week.first, today.year)}: {words.week_words(week)}."
        for week in weeks(noted)
        if week.nights
    ]
    sides = [night.side for night in noted if night.side in ("left", "right")]
    legs = [
        f"{counted(sides.count(side), 'night')} on the {side}"
        for side in ("left", "right")
        if side in sides
    ]
    return [*lines, *([f"{joined(legs)}."] if legs else []), *words.cramp_sentences(noted)]
