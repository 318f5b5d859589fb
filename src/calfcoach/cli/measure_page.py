"""The trends of measurements on a terminal: a chart of each kind, and what it says below it.

Owns what stands in a chart. How it fits is `report.measure_chart`'s.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from datetime import date

from calfcoach.cli.stats_page import paper_for
from calfcoach.cli.surroundings import Surroundings, folded_for
from calfcoach.files.measure_file import knee_limits, raise_norms
from calfcoach.measure.knee import KneeTest, knee_test
from calfcoach.measure.nights import Week, nights, weeks
from calfcoach.measure.raises import RaiseCount, raise_count
from calfcoach.measure.units import figure, in_unit
from calfcoach.records import MeasureKind, MeasureRecord
from calfcoach.report import measure_words as words
from calfcoach.report.clock import short_day
from calfcoach.report.measure_chart import SHOWN, Chart, ChartRow, chart_lines
from calfcoach.terms import Side, Unit

_LEGS = (Side.LEFT, Side.RIGHT)
_SIDES = ("left", "right")


def page_lines(
    around: Surroundings,
    found: Mapping[MeasureKind, Sequence[MeasureRecord]],
    unit: Unit,
    today: date,
) -> list[str]:
    """The page, as finished lines. `found` has kinds with at least one measurement."""
    paper = paper_for(around.room, sys.stdout.encoding or "utf-8")
    lines: list[str] = []
    for kind, records in found.items():
        chart, said = _of_kind(kind, records, unit, today)
        lines += [*([""] if lines else []), *folded_for(chart.title, around)]
        lines += chart_lines(chart, paper.room, paper.bar)
        left_out = len(chart.rows) - SHOWN
        if left_out > 0:
            said = [f"The first and the newest; {left_out} between them are left out.", *said]
        lines += [folded for line in said for folded in folded_for(line, around)]
    return lines


def _of_kind(
    kind: MeasureKind, records: Sequence[MeasureRecord], unit: Unit, today: date
) -> tuple[Chart, list[str]]:
    match kind:
        case MeasureKind.KNEE_TO_WALL:
            return _knee([knee_test(record) for record in records], unit, today)
        case MeasureKind.HEEL_RAISE:
            return _raises([raise_count(record) for record in records], today)
        case MeasureKind.CRAMPS:
            noted = nights(records)
            chart = Chart(
                title="Night cramps, by week",
                series=("",),
                rows=tuple(_week(week, today) for week in weeks(noted)),
            )
            return chart, words.cramp_sentences(noted)
        case _:
            rows = tuple(_squat(record, today) for record in records)
            return Chart(title="Squat, heels down", series=("",), rows=rows, bars=False), []


def _knee(tests: Sequence[KneeTest], unit: Unit, today: date) -> tuple[Chart, list[str]]:
    rows = []
    for test in tests:
        legs = [test.leg(side) for side in _LEGS]
        figures = tuple(
            (in_unit(leg.mean, unit), figure(leg.mean, unit)) if leg else None for leg in legs
        )
        rows.append(ChartRow(label=_label(test.day, today), figures=figures))
    limits = knee_limits()
    said = words.knee_gap(tests[-1], limits, unit, spoken=False)
    said += words.knee_changes(tests, limits, unit, today, spoken=False)
    title = f"Knee to wall, mean in {unit}"
    return Chart(title=title, series=_SIDES, rows=tuple(rows)), said


def _raises(counts: Sequence[RaiseCount], today: date) -> tuple[Chart, list[str]]:
    rows = []
    for count in counts:
        reps = [count.reps(side) for side in _LEGS]
        figures = tuple(None if each is None else (float(each), str(each)) for each in reps)
        rows.append(ChartRow(label=_label(count.day, today), figures=figures))
    said = words.raise_gap(counts[-1], raise_norms())
    for side in _LEGS:
        said += words.raise_change(counts, side, raise_norms(), today, spoken=False)
    return Chart(title="Heel raises on one leg", series=_SIDES, rows=tuple(rows)), said


def _week(week: Week, today: date) -> ChartRow:
    """A week of which nothing was noted has no figure, which is not none."""
    shown = (float(week.cramps), str(week.cramps)) if week.nights else None
    return ChartRow(label=_label(week.first, today), figures=(shown,))


def _squat(record: MeasureRecord, today: date) -> ChartRow:
    down = bool(record.values["heels_down"])
    shown = (float(down), "yes" if down else "no")
    return ChartRow(label=_label(date.fromisoformat(record.local_day), today), figures=(shown,))


def _label(day: date, today: date) -> str:
    return short_day(day, today.year)[4:]  # the weekday says nothing here
