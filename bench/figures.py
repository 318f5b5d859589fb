"""What a measurement is worth: median, spread and budget, as a table and as JSON.

Owns the arithmetic and the two forms. Knows nothing of what was measured, and takes no time.
"""

from __future__ import annotations

import math
import os
import platform
import statistics
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from calfcoach.frozen import frozen

SCHEMA = "calfcoach.bench/1"
_NAME, _NUMBER = 46, 11


@frozen
class Figure:
    """One figure: the median of what was seen, with its least, greatest and middle half. `budget`
    is the most that it may be, None where it is only reported; `note` says beside what it stands.
    """

    section: str
    name: str
    unit: str
    runs: int
    median: float
    least: float
    most: float
    low: float
    high: float
    budget: float | None = None
    note: str = ""

    @property
    def verdict(self) -> str:
        """`ok` or `over`; empty without a budget."""
        if self.budget is None:
            return ""
        return "ok" if self.median <= self.budget else "over"


def figure(
    section: str,
    name: str,
    values: Iterable[float],
    *,
    unit: str = "x",
    budget: float | None = None,
    note: str = "",
) -> Figure:
    """The figure of these values, all in `unit`. Raises `ValueError` where there is none."""
    seen = sorted(values)
    if not seen:
        raise ValueError(f"nothing was measured for {name}")
    return Figure(
        section=section,
        name=name,
        unit=unit,
        runs=len(seen),
        median=statistics.median(seen),
        least=seen[0],
        most=seen[-1],
        low=percentile(seen, 25),
        high=percentile(seen, 75),
        budget=budget,
        note=note,
    )


def percentile(values: Iterable[float], percent: float) -> float:
    """The value that `percent` of all are at most, between two of them in proportion."""
    seen = sorted(values)
    if not seen:
        raise ValueError("there is no percentile of nothing")
    place = (len(seen) - 1) * percent / 100
    below, above = math.floor(place), math.ceil(place)
    return seen[below] + (seen[above] - seen[below]) * (place - below)


def ratios(values: Sequence[float], floors: Sequence[float]) -> list[float]:
    """Each value as a multiple of the floor that was measured right before it."""
    return [value / floor for value, floor in zip(values, floors, strict=True)]


# --------------------------------------------------------------------------------- two forms


def table(figures: Sequence[Figure]) -> str:
    """The figures as lines, section by section, in their order."""
    lines: list[str] = []
    section = ""
    for one in figures:
        if one.section != section:
            section = one.section
            head = f"{'median':>{_NUMBER}}{'middle half':>20}{'budget':>9}"
            lines += ["", f"{section:<{_NAME}}{head}"]
        spread = f"{_plain(one.low)} to {_plain(one.high)}"
        budget = "-" if one.budget is None else f"{one.budget:g}"
        told = f"{_plain(one.median)} {one.unit}"
        line = f"{one.name:<{_NAME}}{told:>{_NUMBER}}{spread:>20}{budget:>9} {one.verdict:<5}"
        lines.append(f"{line}{one.note}".rstrip())
    return "\n".join(lines[1:])


def markdown(figures: Sequence[Figure]) -> str:
    """The same as tables for a page: what docs/performance.md has of it."""
    lines: list[str] = []
    section = ""
    for one in figures:
        if one.section != section:
            section = one.section
            lines += [
                "",
                f"| {section} | median | middle half | budget | |",
                "|---|--:|--:|--:|---|",
            ]
        budget = "" if one.budget is None else f"{one.budget:g}"
        told = ", ".join(word for word in (one.verdict, one.note.strip()) if word)
        spread = "" if one.runs == 1 else f"{_plain(one.low)} to {_plain(one.high)}"
        told_of = f"{_plain(one.median)} {one.unit}".strip()
        lines.append(f"| {one.name} | {told_of} | {spread} | {budget} | {told} |")
    return "\n".join(lines[1:])


def document(figures: Sequence[Figure], *, form: str) -> dict[str, Any]:
    """The figures with the kind of machine that they come from, as one JSON document."""
    rows = [
        {name: _rounded(getattr(one, name)) for name in _FIELDS} | {"verdict": one.verdict}
        for one in figures
    ]
    return {"schema": SCHEMA, "form": form, "machine": machine(), "figures": rows}


_FIELDS = (
    *("section", "name", "unit", "runs", "median", "least", "most", "low", "high"),
    *("budget", "note"),
)


def machine() -> dict[str, Any]:
    """What kind of machine this is. Not its name."""
    return {
        "cores": os.cpu_count(),
        "python": f"{sys.implementation.name} {platform.python_version()}",
        "system": f"{platform.system()} {'.'.join(platform.release().split('.')[:2])}",
        "architecture": platform.machine(),
        "load": round(os.getloadavg()[0], 2),
    }


def _plain(number: float) -> str:
    """Three figures that count, without an exponent."""
    size = abs(number)
    if size >= 1000:
        return f"{number:,.0f}"
    return f"{number:.{0 if size >= 100 else 1 if size >= 10 else 2 if size >= 0.1 else 3}f}"


def _rounded(value: object) -> object:
    return round(value, 5) if isinstance(value, float) else value
