"""The day as a picture for a terminal: due and done, each leg against what `daily` asks, the week.

Owns the layout of `calfcoach` alone there, and how far along a bar is. Draws with a pen that it
is given; what is known of the day stands in `report.day`.
"""

from __future__ import annotations

from collections.abc import Sequence

from calfcoach.cli.cells import UNBROKEN, Column, Ink
from calfcoach.cli.drawing import Pen
from calfcoach.report.clock import short_weekday
from calfcoach.report.day import NextStep, Today
from calfcoach.report.day_words import (
    LINES_MAX,
    WELCOME,
    below_heading,
    command_rows,
    done_rows,
    due_rows,
    heading,
    marks_legend,
    sign,
    tightness,
)
from calfcoach.report.dose import Amount, DoseRow
from calfcoach.report.dose_words import side_amount
from calfcoach.terms import Side

_SHORTER = ("calf run --for 6m", "the same, short")
_REST = ("calf rest", "not today: counts as a rest day")
_SHORT_S = 6 * 60.0
_BAR_CELLS = 6

_SESSIONS = (
    Column(),
    Column(ink=Ink.STRONG),
    Column(),
    Column(),
    Column(least=8),
    Column(least=16, cut=True, spare=True),  # what is due is made of
)
_PARTS = (5,)
_EXERCISES = (
    Column(heading="today", least=12, cut=True),
    Column(heading="left", named=True, whose=" both"),
    Column(ink=Ink.DONE, spare=True),
    Column(heading="right", named=True),
    Column(ink=Ink.DONE, spare=True),
)
_BARS = (2, 4)
_WEEK = (Column(), Column(least=20), Column(spare=True))
_LEGEND = (2,)

DoseCells = tuple[str, str, str, str, str]


def day_picture(today: Today, pen: Pen) -> list[str]:
    """The day in at most 16 lines; a narrow terminal folds some of them."""
    head = pen.text(heading(today), ink=Ink.STRONG)
    head += [part for line in below_heading(today) for part in pen.text(line)]
    commands = [(typed, about) for typed, about in command_rows(today)]
    if not today.readable:
        return _blocks(head, pen.commands(commands))
    if today.welcomes:
        return pen.paragraphs(WELCOME)
    sessions, week = _sessions(today), _week(today, pen.room)
    rows = [_row(each) for each in today.dose]
    taken = [
        len(head),
        len(sessions),
        1,
        len(week),
        len(commands),
    ]  # the day, and the heading of the rows
    room = LINES_MAX - sum(taken) - (len(taken) - 1)
    if today.next_step is NextStep.RUN:
        commands[1:1] = _others(today)[: max(room - len(rows), 0)]
    return _blocks(
        head,
        pen.table(_SESSIONS, sessions, drop=_PARTS),
        pen.table(_EXERCISES, _at_most(rows, room), drop=_BARS),
        pen.table(_WEEK, week, drop=_LEGEND),
        pen.commands(commands),
    )


def _blocks(*blocks: Sequence[str]) -> list[str]:
    lines: list[str] = []
    for block in blocks:
        lines += [""] if lines and block else []
        lines += block
    return lines


def _others(today: Today) -> list[tuple[str, str]]:
    """What else one may do where a session comes next."""
    shorter = today.length is not None and today.length.total_s > _SHORT_S
    planned = today.agenda.plan_day is not None
    return [*([_SHORTER] if shorter else []), *([_REST] if planned else [])]


def _sessions(today: Today) -> list[tuple[str, ...]]:
    """What is due, then what is done."""
    due = [(*row[:-1], "", row[-1]) for row in due_rows(today)]
    return [*due, *((*row, "") for row in done_rows(today))]


def _week(today: Today, room: int) -> list[tuple[str, str, str]]:
    """The week, and the scores of it. What the marks mean gives way before the days break."""
    days = "  ".join(f"{short_weekday(mark.day)}{UNBROKEN}{sign(mark)}" for mark in today.week)
    label, legend = "7 days", marks_legend(today)
    fits = len(f"{label}  {days}  {legend}") <= room
    rows = [(label, days, legend if fits else "")]
    return rows + ([("tight", tightness(today.tightness), "")] if today.tightness else [])


# --------------------------------------------------------------------------- exercises


def _row(row: DoseRow) -> DoseCells:
    """A row of the dose: each side in words, with its bar."""
    cells = {side: (side_amount(row, side), _bar(row, side)) for side in Side}
    left, right, both = (cells[side] for side in (Side.LEFT, Side.RIGHT, Side.BOTH))
    if both[0]:
        words, bar = both
        left = (f"{left[0]}, {words} both", "") if left[0] else (f"{words} both", bar)
    return (row.title, *left, *right)


def _bar(row: DoseRow, side: Side) -> str:
    """How much of what was asked for is done, full only when all of it is."""
    asked, was = row.asked.get(side), row.done.get(side, Amount())
    if asked is None:
        return ""
    done, whole = (was.reps or 0, asked.reps) if asked.reps else (was.seconds, asked.seconds)
    full = min(int(_BAR_CELLS * done / whole), _BAR_CELLS) if whole else 0
    full = max(full, 1) if done > 0 else 0
    return "#" * full + "." * (_BAR_CELLS - full)


def _at_most(rows: Sequence[DoseCells], room: int) -> list[DoseCells]:
    if len(rows) <= room:
        return list(rows)
    left_out = len(rows) - max(room - 1, 0)
    return [*rows[: len(rows) - left_out], (f"and {left_out} more", "", "", "", "")]
