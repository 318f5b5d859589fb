"""The day as a picture for a terminal: due and done, each leg against what `daily` asks, the week.

Owns the layout of `calfcoach` alone there, and how far along a bar is. Draws with a pen that it
is given; what is known of the day stands in `report.day`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from calfcoach.cli.cells import UNBROKEN, Column, Ink
from calfcoach.cli.drawing import Pen
from calfcoach.frozen import frozen
from calfcoach.report.clock import clock, short_day, short_weekday
from calfcoach.report.day import DAILY, NOT_SHOWN, ExerciseDone, Today
from calfcoach.report.day_words import (
    LINES_MAX,
    WELCOME,
    command_rows,
    done_rows,
    due_rows,
    marks_legend,
    sign,
    tightness,
)
from calfcoach.report.spoken import reps
from calfcoach.terms import Side
from calfcoach.timeline import Timeline

_SHORTER = ("calf run --for 6m", "the same, short")
_BAR_CELLS = 6
_SECONDS_MAX = 99.0  # longer ones are minutes and seconds

_SESSIONS = (Column(), Column(ink=Ink.STRONG), Column(), Column(), Column(least=8))
_EXERCISES = (
    Column(heading="today", least=12, cut=True),
    Column(heading="left", named=True),
    Column(ink=Ink.DONE, spare=True),
    Column(heading="right", named=True),
    Column(ink=Ink.DONE, spare=True),
)
_BARS = (2, 4)
_WEEK = (Column(), Column(least=20), Column(spare=True))
_LEGEND = (2,)

ExerciseRow = tuple[str, str, str, str, str]


@frozen
class Amount:
    """Work on one side, as time and as reps; `reps` is None where none are counted."""

    seconds: float = 0.0
    reps: int | None = None

    def __add__(self, other: Amount) -> Amount:
        both = self.reps is not None or other.reps is not None
        return Amount(
            seconds=self.seconds + other.seconds,
            reps=(self.reps or 0) + (other.reps or 0) if both else None,
        )


@frozen
class Asked:
    """What a session asks of one exercise, by side; a side without work is left out."""

    title: str
    kind: str
    sides: Mapping[Side, Amount]


def asked_of(timeline: Timeline) -> dict[str, Asked]:
    """What a session asks of each exercise, by the exercise's id; warming up and relaxing are
    left out, as they are from what was done."""
    asked: dict[str, Asked] = {}
    for phase in timeline.work:
        item = phase.item
        one = item.exercise
        if one.kind in NOT_SHOWN:
            continue
        before = asked.get(one.id)
        sides = dict(before.sides) if before else {}
        amount = Amount(seconds=item.planned_s, reps=item.planned_reps)
        sides[item.side] = sides.get(item.side, Amount()) + amount
        asked[one.id] = Asked(title=one.title, kind=one.kind.value, sides=sides)
    return asked


def day_picture(today: Today, asked: Mapping[str, Asked], pen: Pen) -> list[str]:
    """The day in at most 16 lines; a narrow terminal folds some of them."""
    head = pen.text(short_day(today.day, today.day.year), ink=Ink.STRONG)
    commands = [(typed, about) for typed, about in command_rows(today)]
    if not today.readable:
        return _blocks(head, pen.commands(commands))
    if today.first_start and not today.blocked and today.due == DAILY:
        return pen.paragraphs(WELCOME)
    sessions, week, rows = _sessions(today), _week(today), _exercises(today, asked)
    taken = [1, len(sessions), 1, len(week), len(commands)]  # the day, and the heading of the rows
    room = LINES_MAX - sum(taken) - (len(taken) - 1)
    if _shorter_fits(today) and len(rows) < room:
        commands.append(_SHORTER)
    return _blocks(
        head,
        pen.table(_SESSIONS, sessions),
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


def _shorter_fits(today: Today) -> bool:
    """Whether `daily` comes next, and a shorter form of it is another choice."""
    waits = today.running is not None or today.broken is not None or today.daily_done
    waits = waits or today.blocked or today.due != DAILY
    return not waits and today.daily is not None


def _sessions(today: Today) -> list[tuple[str, ...]]:
    """What is due, then what is done."""
    return [*due_rows(today), *done_rows(today)]


def _week(today: Today) -> list[tuple[str, str, str]]:
    days = "  ".join(f"{short_weekday(mark.day)}{UNBROKEN}{sign(mark)}" for mark in today.week)
    rows = [("7 days", days, marks_legend(today))]
    return rows + ([("tight", tightness(today.tightness), "")] if today.tightness else [])


# --------------------------------------------------------------------------- exercises


def _exercises(today: Today, asked: Mapping[str, Asked]) -> list[ExerciseRow]:
    """What `daily` asks for, in its order, then what was done beside it."""
    done = {one.exercise_id: one for one in today.exercises}
    rows = [_row(wanted.title, wanted, done.get(each)) for each, wanted in asked.items()]
    return rows + [_row(one.title, None, one) for each, one in done.items() if each not in asked]


def _row(title: str, asked: Asked | None, done: ExerciseDone | None) -> ExerciseRow:
    kind = asked.kind if asked else done.kind if done else ""
    cells: dict[Side, tuple[str, str]] = {}
    for side, was in _done(done).items():
        wanted = asked.sides.get(side) if asked else None
        if wanted is not None or was.seconds > 0 or was.reps:
            cells[side] = (_words(was, wanted, kind), _bar(was, wanted))
    left, right = cells.get(Side.LEFT, ("", "")), cells.get(Side.RIGHT, ("", ""))
    if Side.BOTH in cells:
        words, bar = cells[Side.BOTH]
        left = (f"{left[0]}, {words} both", "") if left[0] else (f"{words} both", bar)
    return (title, *left, *right)


def _done(done: ExerciseDone | None) -> dict[Side, Amount]:
    if done is None:
        return {side: Amount() for side in Side}
    return {
        Side.LEFT: Amount(seconds=done.left_s, reps=done.left_reps),
        Side.RIGHT: Amount(seconds=done.right_s, reps=done.right_reps),
        Side.BOTH: Amount(seconds=done.both_s, reps=done.both_reps),
    }


def _words(was: Amount, asked: Amount | None, kind: str) -> str:
    """30 of 90 s; 12 of 20 reps; what nobody asked for stands alone."""
    if asked is None:
        return reps(was.reps, kind) if was.reps else _time(was.seconds)
    if asked.reps:
        return f"{was.reps or 0} of {reps(asked.reps, kind)}"
    if max(was.seconds, asked.seconds) <= _SECONDS_MAX:
        return f"{round(was.seconds)} of {_time(asked.seconds)}"
    return f"{clock(was.seconds)} of {clock(asked.seconds)}"


def _time(seconds: float) -> str:
    return f"{round(seconds)} s" if seconds <= _SECONDS_MAX else clock(seconds)


def _bar(was: Amount, asked: Amount | None) -> str:
    """How much of what was asked for is done, full only when all of it is."""
    if asked is None:
        return ""
    done, whole = (was.reps or 0, asked.reps) if asked.reps else (was.seconds, asked.seconds)
    full = min(int(_BAR_CELLS * done / whole), _BAR_CELLS) if whole else 0
    full = max(full, 1) if done > 0 else 0
    return "#" * full + "." * (_BAR_CELLS - full)


def _at_most(rows: Sequence[ExerciseRow], room: int) -> list[ExerciseRow]:
    if len(rows) <= room:
        return list(rows)
    left_out = len(rows) - max(room - 1, 0)
    return [*rows[: len(rows) - left_out], (f"and {left_out} more", "", "", "", "")]
