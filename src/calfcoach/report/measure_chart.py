"""Trends as bars of plain characters, which read without colour and in few columns.

Owns where things stand and what gives way: first bars get shorter, then they go, then each figure
has a line of its own. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence

from calfcoach.frozen import frozen

SHOWN = 9  # rows; the first time always stands above them
_LONGEST_BAR = 16
_SHORTEST_BAR = 4
_GAP = "  "
_Figure = tuple[float, str] | None


@frozen
class ChartRow:
    """One time: its label, and a figure with its text for each series; None for no figure."""

    label: str
    figures: tuple[_Figure, ...]


@frozen
class Chart:
    """`series` are the names of the figures of each row, oldest row first; one without a name has
    no heading. `bars` says whether the figures are amounts."""

    title: str
    series: tuple[str, ...]
    rows: tuple[ChartRow, ...]
    bars: bool = True


def chart_lines(chart: Chart, room: int, bar: str) -> list[str]:
    """The chart without its title, in `room` cells; `bar` is the sign of what is there, and of what
    is not. All bars begin at 0 and have one scale."""
    rows = chart.rows if len(chart.rows) <= SHOWN else (chart.rows[0], *chart.rows[1 - SHOWN :])
    label = max(len(row.label) for row in rows)
    texts = (each[1] for row in rows for each in row.figures if each)
    number = max(map(len, texts), default=1)
    left = room - label - len(chart.series) * (len(_GAP) + number)
    if left < 0:
        return _stacked(chart, rows)
    bar_cells = min(left // len(chart.series) - 1, _LONGEST_BAR)
    if bar_cells < _SHORTEST_BAR or not chart.bars:
        return _numbers(chart, rows, label, number, room)
    most = max((each[0] for row in rows for each in row.figures if each), default=0.0)
    cells = [[_barred(each, number, bar_cells, most, bar) for each in row.figures] for row in rows]
    names = [name.ljust(number + 1 + bar_cells) for name in chart.series]
    return _lines(rows, cells, names, label)


def _numbers(
    chart: Chart, rows: Sequence[ChartRow], label: int, number: int, room: int
) -> list[str]:
    """The figures alone, under their names, which are letters where there is no room for more."""
    names = chart.series
    if label + sum(len(_GAP) + max(number, len(name)) for name in names) > room:
        names = tuple(name[:1].upper() for name in names)
    widths = [max(number, len(name)) for name in names]
    cells = [
        [f"{each[1] if each else '-':>{w}}" for each, w in zip(row.figures, widths, strict=True)]
        for row in rows
    ]
    heads = [f"{name:>{w}}" for name, w in zip(names, widths, strict=True)]
    return _lines(rows, cells, heads, label)


def _lines(
    rows: Sequence[ChartRow], cells: Sequence[Sequence[str]], names: Sequence[str], label: int
) -> list[str]:
    head = f"{'':{label}}{_GAP}{_GAP.join(names)}".rstrip()
    lines = [
        f"{row.label:{label}}{_GAP}{_GAP.join(own)}".rstrip()
        for row, own in zip(rows, cells, strict=True)
    ]
    return [*([head] if head else []), *lines]


def _barred(figure: _Figure, number: int, bar_cells: int, most: float, bar: str) -> str:
    if figure is None:
        return f"{'-':>{number}} {'':{bar_cells}}"
    full = round(bar_cells * figure[0] / most) if most else 0
    return f"{figure[1]:>{number}} {bar[0] * full}{bar[1] * (bar_cells - full)}"


def _stacked(chart: Chart, rows: Sequence[ChartRow]) -> list[str]:
    """Where there is no room for columns: the label, and below it each figure with its name."""
    lines = []
    for row in rows:
        lines.append(row.label)
        for name, figure in zip(chart.series, row.figures, strict=True):
            if figure:
                lines.append(f" {name} {figure[1]}".replace("  ", " ").rstrip())
    return lines
