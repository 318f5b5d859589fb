"""Measurements as columns for a pipe and as JSON.

Owns headings, cells and keys. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from calfcoach.measure.knee import Change, KneeLimits, KneeTest, changes
from calfcoach.measure.nights import Compared, Night, Week, compared, weeks
from calfcoach.measure.raises import RaiseCount
from calfcoach.measure.units import figure
from calfcoach.records import MeasureRecord
from calfcoach.terms import Side, Unit

Row = tuple[str, ...]
LEGS = (Side.LEFT, Side.RIGHT)
RIGHT = frozenset(range(1, 6))  # figures end flush; the last column is words


def knee_rows(tests: Iterable[KneeTest], unit: Unit) -> list[Row]:
    """Best and mean of each leg, header first."""
    header = ("when", *(f"{leg} {what} {unit}" for leg in LEGS for what in ("best", "mean")))
    return [header, *((test.day.isoformat(), *_knee_cells(test, unit)) for test in tests)]


def _knee_cells(test: KneeTest, unit: Unit) -> list[str]:
    cells = []
    for side in LEGS:
        leg = test.leg(side)
        cells += ["-", "-"] if leg is None else [figure(leg.best, unit), figure(leg.mean, unit)]
    return cells


def raise_rows(counts: Iterable[RaiseCount]) -> list[Row]:
    """Reps of each leg, header first."""
    rows = [
        (each.day.isoformat(), _number(each.left), _number(each.right), _number(each.pain))
        for each in counts
    ]
    return [("when", "left reps", "right reps", "pain"), *rows]


def squat_rows(answers: Iterable[tuple[str, bool]]) -> list[Row]:
    """Days and whether the heels stay down, header first."""
    return [("when", "heels down"), *((day, "yes" if down else "no") for day, down in answers)]


def night_rows(noted: Iterable[Night]) -> list[Row]:
    """Nights, header first."""
    rows = [
        (
            night.day.isoformat(),
            str(night.count),
            "-" if night.minutes is None else f"{night.minutes:g}",
            _number(night.severity),
            night.side or "-",
        )
        for night in noted
    ]
    return [("night", "cramps", "minutes", "severity", "side"), *rows]


def _number(value: int | None) -> str:
    return "-" if value is None else str(value)


# --------------------------------------------------------------------------------- JSON


def record_json(record: MeasureRecord) -> dict[str, Any]:
    """A measurement as it is kept; lengths are cm."""
    return {
        "id": record.id,
        "kind": record.kind.value,
        "at": record.at,
        "utc_offset_s": record.utc_offset_s,
        "local_day": record.local_day,
        "values": dict(record.values),
        "note": record.note,
    }


def knee_json(tests: Sequence[KneeTest], limits: KneeLimits) -> dict[str, Any]:
    """Best and mean of each time, in cm, and the changes of the newest."""
    return {
        "change_from_cm": limits.change_cm,
        "gap_from_cm": limits.gap_cm,
        "times": [_knee_time(test) for test in tests],
        "changes": [_change(each) for each in changes(tests, limits)],
    }


def _knee_time(test: KneeTest) -> dict[str, Any]:
    legs = {
        leg.side.value: {"best_cm": leg.best, "mean_cm": leg.mean, "trials": len(leg.trials)}
        for leg in test.legs
    }
    return {"day": test.day.isoformat(), "legs": legs, "gap_cm": test.gap_cm}


def _change(change: Change) -> dict[str, Any]:
    return {
        "side": change.side.value,
        "against": "first" if change.first else "last",
        "since": change.day.isoformat(),
        "by_cm": change.by_cm,
        "counts": change.counts,
    }


def cramps_json(noted: Sequence[Night]) -> dict[str, Any]:
    """The weeks of the diary, and the first against the last; null where too few
    nights were noted."""
    side_by_side: Compared | None = compared(noted)
    return {
        "weeks": [_week(week) for week in weeks(noted)],
        "first_and_last": side_by_side
        and {"first": _week(side_by_side.first), "last": _week(side_by_side.last)},
    }


def _week(week: Week) -> dict[str, Any]:
    return {
        "from": week.first.isoformat(),
        "to": week.last.isoformat(),
        "nights": week.nights,
        "nights_with_cramps": week.with_cramps,
        "cramps": week.cramps,
        "minutes": week.minutes,
        "severity": week.severity,
    }
