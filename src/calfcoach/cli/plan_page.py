"""`plan show`: the calendar of a plan, as rows that fit a terminal or as sentences.

Owns where things stand and what gives way where there is little room. Letters stand for what came
of a day, so that nothing hangs on colour. What is known of a day is `report.plan_calendar`'s.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from calfcoach.cli.surroundings import width, wrapped
from calfcoach.frozen import frozen
from calfcoach.report.clock import short_day, short_weekday, spoken_day
from calfcoach.report.plan_calendar import LEGEND, SIGNS, Mark, Week, counts_of
from calfcoach.report.plan_where import where_on
from calfcoach.script import capital, counted, joined, sentence

_ROOMY, _MIDDLE = 60, 36  # cells; below them the stage, then the words of a row, give way
_READABLE = 80
_STILL_WEEKS = 4  # a longer pause is one row
_LEAST = 10
_LABEL = 9


@frozen
class PlanView:
    """All that is shown of a plan. `now` are what its stage asks for, in words; `reviews` the days
    on which it looks back, with their dates; `ends` None while a pause is open; `from_tomorrow`
    is what a step of today brings, `then` what the stages ask for that come; `notes` are sentences
    that follow."""

    title: str
    day_no: int
    of_days: int
    stage: str
    began: date
    ends: date | None
    today: date
    paused: bool
    now: tuple[str, ...]
    reviews: tuple[tuple[int, date], ...]
    weeks: tuple[Week, ...]
    notes: tuple[str, ...] = ()
    from_tomorrow: str = ""
    then: tuple[tuple[str, str], ...] = ()


def page_lines(view: PlanView, room: int | None) -> list[str]:
    """The page for eyes, in lines of `room` cells at most; None for a pipe."""
    cells = room or _READABLE
    blocks = (
        [*_folded(_head(view), cells), *_folded(_span(view), cells)],
        _calendar(view, cells),
        [
            *_labelled("now", view.now, cells),
            *(_folded(f"from tomorrow  {view.from_tomorrow}", cells) if view.from_tomorrow else ()),
            *_labelled("then", [f"{name}  {asks}" for name, asks in view.then], cells),
            *_labelled("reviews", _reviews(view), cells),
        ],
        [part for note in view.notes for part in _folded(note, cells)],
    )
    return [line for block in blocks if block for line in ("", *block)][1:]


def page_sentences(view: PlanView) -> list[str]:
    """The page for ears: one sentence a line, every day that was not done by its name."""
    lines = [sentence(_head(view, spoken=True)), sentence(_span(view, spoken=True))]
    for weeks in _in_rows([week for week in view.weeks if not week.ahead]):
        lines += _week_sentences(weeks[0], view) if len(weeks) == 1 else [_still_sentence(weeks)]
    lines += _coming_sentences(view)
    if any(Mark.DUE in week.marks for week in view.weeks):
        lines.append("Today is due.")
    lines += [f"Asked for now: {each}." for each in view.now]
    lines += [f"From tomorrow, {view.from_tomorrow}."] if view.from_tomorrow else []
    lines += [f"Then {name}, {asks}." for name, asks in view.then]
    reviews = _reviews(view, spoken=True)
    lines += [f"Review: {each}." for each in reviews]
    return [*lines, *view.notes]


def _head(view: PlanView, *, spoken: bool = False) -> str:
    if view.paused:
        where = f"paused before day {view.day_no + 1} of {view.of_days}"
    elif not view.day_no:
        where = f"{view.of_days} days that have not begun"
    elif view.day_no > view.of_days:
        where = f"all {view.of_days} days are over"
    else:
        where = where_on(view.day_no, view.of_days, paused=view.paused)
    return f"{view.title}, {where}" + (f", {view.stage}" if spoken else f" ({view.stage})")


def _span(view: PlanView, *, spoken: bool = False) -> str:
    began = _day(view.began, view, spoken=spoken)
    if view.ends is None:
        return f"since {began}"
    return f"from {began} to {_day(view.ends, view, spoken=spoken)}"


def _reviews(view: PlanView, *, spoken: bool = False) -> list[str]:
    return [f"day {no}, {_day(day, view, spoken=spoken)}" for no, day in view.reviews]


def _day(day: date, view: PlanView, *, spoken: bool = False) -> str:
    words = spoken_day if spoken else short_day
    return " ".join(words(day, view.today.year).split())


# ---------------------------------------------------------------------------- for eyes


def _calendar(view: PlanView, cells: int) -> list[str]:
    middle = cells >= _MIDDLE
    letters, step = (2, 3) if middle else (1, 2)
    label = len(f"week {len(view.weeks)}") + 2 if middle else len(str(len(view.weeks))) + 1
    days = view.weeks[0].days if view.weeks else ()
    names = "".join(short_weekday(day.day)[:letters].ljust(step) for day in days)
    lines = [f"{'':<{label}}{names}".rstrip()]
    for week, *more in _in_rows(view.weeks):
        if more:
            lines.append(_cut(f"{'':<{label}}p  {_still(week.no, more[-1].no)}", cells))
            continue
        name = f"week {week.no}" if middle else str(week.no)
        signs = "".join(SIGNS[mark].ljust(step) for mark in week.marks)
        line = f"{name:<{label}}{signs:<{step * len(days)}}{_done(week, short=not middle)}"
        if cells >= _ROOMY:
            line = f"{line:<{label + step * len(days) + 9}}{', '.join(week.stages)}"
            line = _cut(line, cells)
        lines.append(line.rstrip())
    return [*lines, "", *_legend(view, cells)]


def _in_rows(weeks: Sequence[Week]) -> list[list[Week]]:
    """The weeks, each for itself but those of a long pause: they stand in one row."""
    rows: list[list[Week]] = []
    for still, found in groupby(weeks, key=lambda week: set(week.marks) == {Mark.PAUSED}):
        run = list(found)
        rows += [run] if still and len(run) > _STILL_WEEKS else [[week] for week in run]
    return rows


def _still(first: int, last: int) -> str:
    return f"weeks {first} to {last}, {LEGEND[Mark.PAUSED]}"


def _still_sentence(weeks: Sequence[Week]) -> str:
    return sentence(capital(_still(weeks[0].no, weeks[-1].no)))


def _cut(line: str, cells: int) -> str:
    if width(line) <= cells:
        return line
    from calfcoach.screen.text import cut  # late: only a long name needs it

    return cut(line, cells)


def _done(week: Week, *, short: bool) -> str:
    if not week.asked:
        return ""
    return f"{week.done}/{week.asked}" if short else f"{week.done} of {week.asked}"


def _legend(view: PlanView, cells: int) -> list[str]:
    """What the letters mean that are seen, as many in a line as there is room for."""
    lines = [""]
    for mark in counts_of(view.weeks):
        if mark not in LEGEND:
            continue
        piece = f"{SIGNS[mark]} {LEGEND[mark]}"
        longer = f"{lines[-1]}   {piece}" if lines[-1] else piece
        if len(longer) <= cells:
            lines[-1] = longer
        else:
            lines.append(piece)
    return [line for line in lines if line]


def _labelled(label: str, texts: Sequence[str], cells: int) -> list[str]:
    """Texts below each other, each beside the label's column; without it where room is short."""
    indent = _LABEL if cells >= _MIDDLE else 1
    lines = [line for text in texts for line in _folded(text, cells - indent)]
    if cells < _MIDDLE:
        return [label, *(f"{'':<{indent}}{line}" for line in lines)] if lines else []
    return [f"{'' if no else label:<{indent}}{line}" for no, line in enumerate(lines)]


def _folded(line: str, cells: int) -> list[str]:
    """A line folded between words, by the cells that they take."""
    if line.isascii():
        return wrapped(line, max(cells, _LEAST))
    from calfcoach.screen.text import clean, folded  # late: names of stages are seldom not ASCII

    return folded(clean(line), max(cells, _LEAST))


# ---------------------------------------------------------------------------- for ears


def _week_sentences(week: Week, view: PlanView) -> list[str]:
    lines = [f"Week {week.no}, {joined(week.stages)}, {_counted(week)}."]
    for mark in (Mark.PART, Mark.MISSED, Mark.REST, Mark.PAUSED):
        found = [
            spoken_day(day.day, view.today.year)
            for day, each in zip(week.days, week.marks, strict=True)
            if each is mark
        ]
        if found:
            lines.append(f"{capital(LEGEND[mark])}, {joined(found)}.")
    return lines


def _coming_sentences(view: PlanView) -> list[str]:
    """The weeks that come, those of the same stage in one sentence."""
    lines = []
    for stages, found in groupby((week for week in view.weeks if week.ahead), _stages):
        first, *more = (week.no for week in found)
        weeks = f"Weeks {first} to {more[-1]}" if more else f"Week {first}"
        lines.append(f"{weeks}, {joined(stages)}, still to come.")
    return lines


def _stages(week: Week) -> tuple[str, ...]:
    return week.stages


def _counted(week: Week) -> str:
    if not week.asked:
        return "nothing asked so far"
    return f"{week.done} of {counted(week.asked, 'day')} done"
