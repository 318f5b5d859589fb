"""The listing of past sessions as a table on a terminal.

Owns its columns, and what gives way where there is little room. What stands in a cell is the
report's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from calfcoach.cli.cells import Column, Ink, width_of
from calfcoach.cli.drawing import Pen

_COLUMNS = (
    Column(heading="when"),
    Column(heading="code", ink=Ink.STRONG),
    Column(heading="routine"),
    Column(heading="done of plan", right=True),
    Column(heading="left", right=True, named=True),
    Column(heading="right", right=True, named=True),
    Column(heading="tight", right=True, named=True),
    Column(heading="ended"),
)
_DROP = (1,)  # the code: `last~1` finds a session too
_GAP = 2  # cells between two columns
_LEAST_CELLS = 11  # of the last column: how a session ended, or one score
_ALL_CELLS = 1000


def drawn(rows: Callable[..., Sequence[Sequence[str]]], pen: Pen) -> list[str]:
    """The table; `rows(cells, weekdays=…)` gives it, header first, with so many cells for the last
    column."""
    for weekdays in (True, False):
        left = _left_over(rows(_LEAST_CELLS, weekdays=weekdays), pen.room)
        if left >= _LEAST_CELLS:
            fitting = rows(left, weekdays=weekdays)
            return pen.table(_COLUMNS, fitting[1:], drop=_DROP, lead=3)
    return pen.table(_COLUMNS, rows(_ALL_CELLS)[1:], drop=_DROP, lead=3)


def _left_over(rows: Sequence[Sequence[str]], room: int) -> int:
    """Cells that are left for the last column, without the code."""
    shown = [
        index
        for index in range(len(_COLUMNS) - 1)
        if index not in _DROP and any(row[index] for row in rows[1:])
    ]
    return room - sum(max(width_of(row[index]) for row in rows) + _GAP for index in shown)
