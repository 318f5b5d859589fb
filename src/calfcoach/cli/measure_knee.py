"""Knee to wall: three trials a leg, asked or given by options, and what came of them.

Owns the questions and the limits of a trial.
"""

from __future__ import annotations

import shutil
import sys
from datetime import date

from calfcoach.cli.asking import LeftError, put
from calfcoach.cli.measure_unit import unit_of
from calfcoach.cli.measuring import (
    EXIT_EARLY,
    keep,
    may_measure,
    needs_flags,
    say_all,
    tell_kept,
)
from calfcoach.cli.pictures import beside, easel_for, picture
from calfcoach.cli.surroundings import Surroundings, folded_for, talk
from calfcoach.errors import CoachError
from calfcoach.files.measure_file import MeasureSheet, knee_limits, measure_sheet
from calfcoach.files.problems import visible
from calfcoach.measure.knee import KneeLimits, knee_test
from calfcoach.measure.units import UnclearError, figure, read_lengths, to_cm, with_unit
from calfcoach.records import MeasureKind
from calfcoach.report.measure_words import knee_sentences
from calfcoach.terms import Side, Unit

TRIALS = 3
_PICTURE_ROWS, _LEAST_ROWS = 11, 8
_MOST_TRIALS = 20
_SHOWN_CHARS = 40
_WHY = "calfcoach measure show knee-to-wall --sources"
_NOTHING = "Nothing was measured, so nothing is kept."
_LEGS = (Side.LEFT, Side.RIGHT)
_Trials = dict[Side, list[float]]


def measure_knee(around: Surroundings, *, left: str, right: str, unit: Unit | None) -> int:
    """Measure, or write down what `left` and `right` hold ("9.5,10,10"); the exit code."""
    used, limits = unit_of(around, unit), knee_limits()
    if left or right:
        trials = {
            Side.LEFT: _given(left, "--left", used, limits),
            Side.RIGHT: _given(right, "--right", used, limits),
        }
    else:
        if not around.can_ask:
            raise needs_flags(MeasureKind.KNEE_TO_WALL, "--left 9.5,10,10 --right 9,9,9.5")
        try:
            blocked = may_measure(around, measure_sheet(MeasureKind.KNEE_TO_WALL))
            if blocked is not None:
                return blocked
            trials = _asked(around, used, limits)
        except LeftError:
            talk(_NOTHING)
            return EXIT_EARLY
    if not any(trials.values()):
        talk(_NOTHING)
        return 0
    _keep(around, trials, used, limits)
    return 0


def _keep(around: Surroundings, trials: _Trials, unit: Unit, limits: KneeLimits) -> None:
    values = {f"{side.value}_cm": trials[side] for side in _LEGS}
    records = keep(around, MeasureKind.KNEE_TO_WALL, values)
    tests = [knee_test(record) for record in records]
    today = date.fromisoformat(records[-1].local_day)
    lines = knee_sentences(tests, limits, unit, today, spoken=around.accessible)
    if len(tests) > 1:
        least = with_unit(limits.change_cm, unit, spoken=around.accessible)
        spoken = f"To hear why {least}, type {_WHY}."
        lines.append(spoken if around.accessible else f"Why {least}: {_WHY}")
    tell_kept(around, lines)


# --------------------------------------------------------------------------------- asked


def _asked(around: Surroundings, unit: Unit, limits: KneeLimits) -> _Trials:
    """Three trials of each leg; those that were left out are not among them. LeftError."""
    sheet = measure_sheet(MeasureKind.KNEE_TO_WALL)
    _draw(around, sheet, _question(_LEGS[0], 1, unit))
    say_all(around, sheet.setup)
    return {side: _leg(around, side, unit, limits) for side in _LEGS}


def _draw(around: Surroundings, sheet: MeasureSheet, question: str) -> None:
    """The picture on a terminal, where the questions are: as high as the window has lines left
    for it, so that it still stands there with the first question."""
    easel = easel_for(around)
    if sheet.picture is None or easel is None:
        return
    words = (sheet.caption, *sheet.setup, question)
    taken = sum(len(folded_for(line, around)) for line in words)
    rows = min(_PICTURE_ROWS, shutil.get_terminal_size().lines - taken - 1)  # one for the answer
    if rows < _LEAST_ROWS:
        return
    block = picture(sheet.picture, easel, side=Side.RIGHT, rows=rows)
    for line in beside(block, ()):
        sys.stderr.write(f"{line}\n")
    say_all(around, (sheet.caption,))


def _question(side: Side, no: int, unit: Unit) -> str:
    words = "centimetres" if unit is Unit.CM else "inches"
    asked = f"{side.value.capitalize()} leg, trial {no} of {TRIALS}: how many {words}?"
    return f"{asked} Enter leaves it out, Q leaves."


def _leg(around: Surroundings, side: Side, unit: Unit, limits: KneeLimits) -> list[float]:
    trials = []
    for no in range(1, TRIALS + 1):
        length = _trial(around, _question(side, no, unit), unit, limits)
        if length is not None:
            trials.append(length)
    return trials


def _trial(around: Surroundings, question: str, unit: Unit, limits: KneeLimits) -> float | None:
    while True:
        answer = put(around, question)
        if not answer:
            return None
        length = _read(answer.replace(",", "."), unit, limits)
        if length is not None:
            return length
        question = f"A number from 0 to {figure(limits.most_cm, unit)}, or Enter alone."


def _read(answer: str, unit: Unit, limits: KneeLimits) -> float | None:
    """One length in cm; None for what is none, or cannot be."""
    try:
        lengths = read_lengths(answer.removesuffix(unit.value).strip())
    except ValueError:
        return None
    if len(lengths) != 1 or to_cm(lengths[0], unit) > limits.most_cm:
        return None
    return to_cm(lengths[0], unit)


# --------------------------------------------------------------------------------- given


def _given(text: str, option: str, unit: Unit, limits: KneeLimits) -> list[float]:
    """The trials of an option. CoachError (usage)."""
    most = figure(limits.most_cm, unit)
    try:
        lengths = read_lengths(text, unit)
    except UnclearError:
        raise _unclear(text, option) from None
    except ValueError:
        lengths = None
    if lengths is None or len(lengths) > _MOST_TRIALS:
        raise CoachError(
            f'`{option}` must be lengths such as 9.5,10,10, got "{visible(text[:_SHOWN_CHARS])}"',
            hint=f"write {option} 9.5,10,10",
            exit_code=2,
        )
    for length in lengths:
        if to_cm(length, unit) > limits.most_cm:
            raise CoachError(
                f"`{option}` must be 0 to {most} {unit}, got {length:g}",
                hint="measure from the wall to the big toe; --unit says cm or in",
                exit_code=2,
            )
    return [to_cm(length, unit) for length in lengths]


def _unclear(text: str, option: str) -> CoachError:
    """The error for a comma that may be a decimal one."""
    return CoachError(
        f'`{option}` is not clear: a comma in "{visible(text[:_SHOWN_CHARS])}" may stand within a '
        "length or between two",
        hint=f"write 9.5 with a point, and spaces between trials: {option} '9.5 10 10'",
        exit_code=2,
    )
