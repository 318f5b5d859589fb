"""Lengths in centimetres or inches: read, converted, written.

Owns both units. Everything is kept in centimetres.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from calfcoach.terms import Unit

CM_PER_INCH = 2.54  # by definition
DOUBTFUL_CM = 4.0  # trials of one leg that lie farther apart: a comma was meant as a point
_BETWEEN = re.compile(r",?\s+|;")


def to_cm(length: float, unit: Unit) -> float:
    """A length that was typed, in cm, to a tenth of a millimetre."""
    return round(length * (CM_PER_INCH if unit is Unit.INCH else 1.0), 2)


def in_unit(length_cm: float, unit: Unit) -> float:
    """A length in cm as it is shown: to a tenth of its unit."""
    return round(length_cm / (CM_PER_INCH if unit is Unit.INCH else 1.0), 1)


def figure(length_cm: float, unit: Unit) -> str:
    """The number alone: "9.5", "10"."""
    return f"{in_unit(length_cm, unit):g}"


def with_unit(length_cm: float, unit: Unit, *, spoken: bool = False) -> str:
    """The number with its unit: "9.5 cm", or "1 inch" and "9.5 centimetres" where it is spoken."""
    number = figure(length_cm, unit)
    if not spoken:
        return f"{number} {unit.value}"
    one, several = ("inch", "inches") if unit is Unit.INCH else ("centimetre", "centimetres")
    return f"{number} {one if number == '1' else several}"


class UnclearError(ValueError):
    """A comma that may stand for a decimal point, or between two lengths."""


def read_lengths(text: str, unit: Unit = Unit.CM) -> tuple[float, ...]:
    """Numbers with spaces, semicolons or commas between them. UnclearError where a comma may be a
    decimal one, ValueError for anything else, and for what is no length: a minus, infinity."""
    lengths: list[float] = []
    for word in _BETWEEN.split(text.strip()):
        parts = [float(part) for part in word.split(",") if part]
        if not all(math.isfinite(each) and each >= 0 for each in parts):
            raise ValueError("a length is a number from 0 on")
        if len(parts) > 1 and "." not in word and _is_doubtful(parts, unit):
            raise UnclearError("a comma is read in two ways")
        lengths += parts
    return tuple(lengths)


def _is_doubtful(lengths: Sequence[float], unit: Unit) -> bool:
    """Whether commas without a space and without a point beside them may be decimal ones: a single
    one, or lengths that one leg never reaches on one day."""
    return len(lengths) == 2 or to_cm(max(lengths) - min(lengths), unit) > DOUBTFUL_CM
