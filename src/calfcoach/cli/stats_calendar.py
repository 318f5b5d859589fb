"""The calendar of the statistics: a row for each day of the week, a column for each week.

Owns the signs of the levels, which differ in shape and in darkness, so that no colour is needed.
"""

from __future__ import annotations

from collections.abc import Sequence

from calfcoach.report import stats_words as words
from calfcoach.stats.calendar import DAYS, WEEKS, Cell, Level

SIGNS = {
    Level.NONE: " ",
    Level.UNDER_5: ".",
    Level.FROM_5: ":",
    Level.FROM_10: "+",
    Level.FROM_15: "#",
}
REST = "r"

_LABELS = ("Mon", "", "Wed", "", "Fri", "", "Sun")
_WIDE, _NARROW = 14, 4  # cells of the labels
_CELL = 2
_MONTH = 3
_LEGEND = ("blank none", ". under 5 min", ": 5 to 9", "+ 10 to 14", "# 15 or more")


def calendar_lines(cells: Sequence[Cell], room: int) -> list[str]:
    """The calendar with its legend; the newest weeks where there is no room for all."""
    label = _WIDE if room >= _WIDE + WEEKS * _CELL else _NARROW
    weeks = [cells[start : start + DAYS] for start in range(0, len(cells), DAYS)]
    fit = max((room - label + 1) // _CELL, 1)
    shown = weeks[-fit:]
    title = f"{WEEKS} weeks" if label == _WIDE else ""
    lines = [f"{title:<{label}}{_months(shown, room - label)}"]
    for weekday in range(DAYS):
        signs = [sign(week[weekday]) if weekday < len(week) else " " for week in shown]
        lines.append(f"{_LABELS[weekday]:<{label}}{' '.join(signs)}")
    return [line.rstrip() for line in lines] + _legend(shown, room, label)


def sign(cell: Cell) -> str:
    """A day in one character."""
    return REST if cell.rest and not cell.level else SIGNS[cell.level]


def _months(weeks: Sequence[Sequence[Cell]], room: int) -> str:
    """The name of each month over the week in which it begins."""
    line = ""
    for number, week in enumerate(weeks):
        first = next((cell.day for cell in week if cell.day.day == 1), None)
        if first is not None and number * _CELL + _MONTH <= room:
            line = f"{line:<{number * _CELL}}{words.month(first)[:_MONTH]}"
    return line


def _legend(weeks: Sequence[Sequence[Cell]], room: int, label: int) -> list[str]:
    rest = any(sign(cell) == REST for week in weeks for cell in week)
    pieces = [*_LEGEND, *([f"{REST} rest"] if rest else [])]
    whole = "  ".join(pieces)
    if len(whole) <= room:
        return [" " * min(label, room - len(whole)) + whole]
    lines = [pieces[0]]
    for piece in pieces[1:]:
        longer = f"{lines[-1]}  {piece}"
        if len(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(piece)
    return lines
