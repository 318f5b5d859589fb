"""What `calfcoach measure show` prints: charts, sentences, columns or JSON.

Owns which form it is. What a page looks like is `measure_page`'s, the words are `report`'s.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from calfcoach.cli.measure_unit import unit_of
from calfcoach.cli.moments import present
from calfcoach.cli.surroundings import (
    Surroundings,
    columns,
    folded_for,
    talk,
    tell,
    tell_json,
)
from calfcoach.files.measure_file import SHOWN, knee_limits, measure_sheet
from calfcoach.measure.knee import knee_test
from calfcoach.measure.nights import nights
from calfcoach.measure.raises import raise_count
from calfcoach.records import MeasureKind, MeasureRecord
from calfcoach.report import measure_tables as tables
from calfcoach.store import History
from calfcoach.terms import Unit

_Found = dict[MeasureKind, list[MeasureRecord]]


def show_measures(
    around: Surroundings,
    only: MeasureKind | None,
    *,
    as_json: bool,
    sources: bool,
    unit: Unit | None,
) -> None:
    """Print what was measured, of one kind or of all; with `sources` where the figures come from,
    which the JSON document has always. HistoryError."""
    kinds = SHOWN if only is None else (only,)
    with History.read(around.folders.history_file) as history:
        records = history.measures(only)
    found = {kind: [each for each in records if each.kind is kind] for kind in kinds}
    used = unit_of(around, unit)
    if as_json:
        _tell_json(found, used)
        return
    if not any(found.values()):
        _tell_nothing(around, only)
    for line in _lines(around, found, used):
        tell(line)
    if sources:
        _tell_sources(around, kinds)


def _lines(around: Surroundings, found: _Found, unit: Unit) -> list[str]:
    today = present(around.settings.day_starts).today
    measured = {kind: records for kind, records in found.items() if records}
    if around.accessible:
        from calfcoach.report.measure_spoken import kind_sentences

        return [
            line
            for kind, records in measured.items()
            for line in kind_sentences(kind, records, unit, today)
        ]
    if around.room is None:
        return _columns(measured, unit)
    from calfcoach.cli.measure_page import page_lines

    return page_lines(around, measured, unit, today)


def _columns(found: _Found, unit: Unit) -> list[str]:
    lines: list[str] = []
    for kind, records in found.items():
        lines += [*([""] if lines else []), *([kind.value] if len(found) > 1 else [])]
        lines += columns(_rows(kind, records, unit), right=tables.RIGHT)
    return lines


def _rows(kind: MeasureKind, records: Sequence[MeasureRecord], unit: Unit) -> list[tables.Row]:
    match kind:
        case MeasureKind.KNEE_TO_WALL:
            return tables.knee_rows(map(knee_test, records), unit)
        case MeasureKind.HEEL_RAISE:
            return tables.raise_rows(map(raise_count, records))
        case MeasureKind.CRAMPS:
            return tables.night_rows(nights(records))
        case _:
            return tables.squat_rows((r.local_day, r.values["heels_down"]) for r in records)


def _tell_nothing(around: Surroundings, only: MeasureKind | None) -> None:
    example = f"calfcoach measure {only or MeasureKind.KNEE_TO_WALL}"
    if around.accessible:
        tell("Nothing is measured yet.")
        tell(f"To start, type {example}.")
        return
    talk("nothing is measured yet")
    talk(f"  hint: `{example}` starts")


def _tell_sources(around: Surroundings, kinds: Sequence[MeasureKind]) -> None:
    from calfcoach.cli.claims import source_lines

    for kind in kinds:
        sheet = measure_sheet(kind)
        lines = source_lines(sheet.sources, accessible=around.accessible)
        heading = f"Sources, {sheet.title[0].lower()}{sheet.title[1:]}"
        lines = [f"{heading}." if around.accessible else f"{heading}:", *lines]
        for line in lines:
            for folded in folded_for(line, around):
                tell(folded)


def _tell_json(found: _Found, unit: Unit) -> None:
    from calfcoach.cli.claims import source_documents

    content: dict[str, Any] = {
        "unit": unit.value,
        "measures": [tables.record_json(each) for records in found.values() for each in records],
    }
    if MeasureKind.KNEE_TO_WALL in found:
        tests = [knee_test(each) for each in found[MeasureKind.KNEE_TO_WALL]]
        content["knee_to_wall"] = tables.knee_json(tests, knee_limits())
    if MeasureKind.CRAMPS in found:
        content["cramps"] = tables.cramps_json(nights(found[MeasureKind.CRAMPS]))
    content["sources"] = {
        kind.value: source_documents(measure_sheet(kind).sources) for kind in found
    }
    tell_json("measures", content)
