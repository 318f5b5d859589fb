"""The statistics as a page of plain text: columns, bars and a calendar that read without colour.

Owns where things stand, and what gives way where there is little room. Rich is not needed: every
column here is known beforehand. What is known stands in `stats`, the phrases in `report`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from calfcoach.cli.stats_calendar import calendar_lines
from calfcoach.cli.surroundings import width, wrapped
from calfcoach.frozen import frozen
from calfcoach.report import stats_words as words
from calfcoach.report.clock import clock
from calfcoach.stats.legs import Group, RepsDone, Stretched
from calfcoach.stats.summary import BALANCE_DAYS, Summary
from calfcoach.stats.trends import Trend

ROOM = 80  # where nobody says how much there is

_LABEL = 19
_TIME = 7  # 1:02:03
_BAR = 10
_GAP = "   "
_LEAST = 4  # cells in which a text is folded, however narrow it gets
_READABLE = 40  # cells; texts that are longer may be folded
_WITH_AIM = _LABEL + 2 * (_TIME + 1 + _BAR + len(_GAP)) + len("aim 10 min a week")
_WITHOUT_BARS = _LABEL + 2 * _TIME
_BLOCKS = "█─"
_ASCII = "#-"


@frozen
class Paper:
    """What is drawn on: `room` cells in a line; `bar` is the sign of what is done, and of what is
    not."""

    room: int
    bar: str


def paper_for(room: int | None, encoding: str) -> Paper:
    """Blocks where the encoding of the output has them, else ASCII."""
    try:
        _BLOCKS.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return Paper(room=room or ROOM, bar=_ASCII)
    return Paper(room=room or ROOM, bar=_BLOCKS)


def stats_page(summary: Summary, paper: Paper, *, aim_s: float) -> list[str]:
    """The page of a history that holds a session, as finished lines."""
    blocks = (
        _weeks(summary, paper),
        _stretch(summary, paper, aim_s),
        _balance(summary, paper),
        calendar_lines(summary.calendar, paper.room),
        _trends(summary, paper),
    )
    lines: list[str] = []
    for block in blocks:
        lines += ([""] if lines and block else []) + block
    return lines


def _weeks(summary: Summary, paper: Paper) -> list[str]:
    week, run, year = summary.week, summary.streak, summary.today.year
    days = words.week_days(week.monday, week.sunday, year, short=True)
    head = [f"this week, {days}", f"day {summary.today.weekday() + 1} of 7"]
    figures = [
        f"sessions  {week.sessions}",
        f"minutes  {words.minutes(week.seconds)}",
        f"days kept  {week.days_kept} of {week.days_due}",
        f"run  {_days(run.current)}, longest {run.longest}",
    ]
    if week.cramps:
        figures.append(f"cramps  {week.cramps}")
    lines = _row(head, paper) + _row(figures, paper)
    if len(summary.weeks) > 1:
        whole = summary.whole
        lines += _row(
            [
                f"{len(summary.weeks)} weeks",
                f"sessions {whole.sessions}",
                f"minutes {words.minutes(whole.seconds)}",
                f"days kept {whole.days_kept} of {whole.days_due}",
                f"weeks kept {whole.weeks_kept} of {whole.weeks_judged}",
            ],
            paper,
        )
    return lines


def _days(number: int) -> str:
    return f"{number} day" if number == 1 else f"{number} days"


# ------------------------------------------------------------------------------ stretch


def _stretch(summary: Summary, paper: Paper, aim_s: float) -> list[str]:
    rows = [
        each
        for each in summary.week.stretched
        if each.group is not Group.OTHER or each.left_s or each.right_s
    ]
    aim = f"aim {words.minutes(aim_s)} min a week"
    if paper.room < _WITHOUT_BARS:
        lines = _folded("stretch this week", paper)
        for each in rows:
            parts = (f"left {clock(each.left_s)}", f"right {clock(each.right_s)}")
            lines += _folded(f"{words.GROUPS[each.group]}, {', '.join(parts)}", paper)
        lines += _folded(f"{aim} (see --sources)", paper)
    else:
        lines = _columns(rows, paper, aim, aim_s)
    for one in summary.reps[: words.SHOWN]:
        lines += _reps(one, paper)
    if len(summary.reps) > words.SHOWN:
        lines.append(f"and {len(summary.reps) - words.SHOWN} more")
    return lines


def _columns(rows: Sequence[Stretched], paper: Paper, aim: str, aim_s: float) -> list[str]:
    """Left and right below each other, with bars where there is room for them."""
    wide = paper.room >= _WITH_AIM
    cell = _TIME + (1 + _BAR if wide else 0)
    heads = [" " * 2 + name.ljust(cell - 2) for name in ("left", "right")]
    lines = [f"{'stretch this week':<{_LABEL}}" + (_GAP if wide else "").join(heads)]
    beside = [_GAP + aim, _GAP + "(see --sources)"] if wide else ["", ""]
    lines[0] += beside[0]
    for number, each in enumerate(rows):
        has_aim = each.group is not Group.OTHER
        cells = [
            _cell(done_s, aim_s if has_aim else None, paper)
            if wide
            else f"{clock(done_s):>{_TIME}}"
            for done_s in (each.left_s, each.right_s)
        ]
        line = f"{words.GROUPS[each.group]:<{_LABEL}}" + (_GAP if wide else "").join(cells)
        lines.append(line + (beside[1] if number == 0 else ""))
    lines = [line.rstrip() for line in lines]
    return lines if wide else lines + _folded(f"{aim} (see --sources)", paper)


def _cell(done_s: float, aim_s: float | None, paper: Paper) -> str:
    """A time, and how far along it is; nothing done is no bar at all, however little is one."""
    time = f"{clock(done_s):>{_TIME}} "
    if aim_s is None:
        return time + " " * _BAR
    full = _cells_of(done_s, aim_s)
    return time + paper.bar[0] * full + paper.bar[1] * (_BAR - full)


def _cells_of(done_s: float, aim_s: float) -> int:
    """The nearest number of cells; full only from the aim on, and some for anything at all."""
    if done_s <= 0 or aim_s <= 0:
        return 0
    nearest = math.floor(_BAR * min(done_s / aim_s, 1.0) + 0.5)
    return _BAR if done_s >= aim_s else min(max(nearest, 1), _BAR - 1)


def _reps(done: RepsDone, paper: Paper) -> list[str]:
    title = done.title + " " * max(_LABEL - width(done.title), 0)
    return _row([f"{title}  {words.sides_of(done)}", words.NOT_STRETCH], paper)


def _balance(summary: Summary, paper: Paper) -> list[str]:
    balance = summary.balance
    label = f"left and right, {BALANCE_DAYS // 7} weeks"
    behind = words.behind(balance)
    if not behind:
        return _row([label, "no guided work on one leg"], paper)
    if not balance.of_stretch:
        label += ", all work"
    sides = f"{clock(balance.left_s)} left", f"{clock(balance.right_s)} right"
    return _row([label, *sides, behind], paper)


# ------------------------------------------------------------------------------- trends


def _trends(summary: Summary, paper: Paper) -> list[str]:
    lines: list[str] = []
    if summary.tightness.given:
        lines += _labelled("tightness by week", _tightness(summary.tightness), paper)
    if summary.pain.given or summary.pain.highest:
        lines += _labelled("pain by week", _pain(summary), paper)
    for number, one in enumerate(summary.skips[: words.SHOWN]):
        why = ", ".join(words.numbered_reasons(one))
        times = "once" if one.times == 1 else f"{one.times} times"
        label = "" if number else "skipped most"
        lines += _labelled(label, [f"{one.title} {times} ({why})"], paper)
    return lines


def _tightness(trend: Trend) -> list[str]:
    first, now = words.score(trend.given[0]), words.score(trend.given[-1])
    said = f"first {first}, now {now}" if len(trend.given) > 1 else f"now {now}"
    return [" ".join(map(words.score, trend.means)), f"{said} (your own scores)"]


def _pain(summary: Summary) -> list[str]:
    scores = [" ".join(map(words.score, summary.pain.means))] if summary.pain.given else []
    worst = summary.pain.highest
    if worst is None:
        return scores
    day = words.short_date(worst.day, summary.today.year)
    said = [f"highest {worst.pain} on {day}", worst.title]
    said.append(worst.side if worst.side in ("left", "right") else "")
    return [*scores, ", ".join(part for part in said if part)]


def _labelled(label: str, pieces: Sequence[str], paper: Paper) -> list[str]:
    """A label, and what belongs to it beside it; below it where there is no room for that."""
    line = f"{label:<{_LABEL}}{_GAP.join(pieces)}"
    if width(line) <= paper.room:
        return [line]
    if paper.room - _LABEL >= min(width(pieces[0]), _READABLE):
        indent = " " * _LABEL
        lines = [line for piece in pieces for line in _folded(piece, paper, indent)]
        return [f"{label:<{_LABEL}}{lines[0].lstrip()}", *lines[1:]]
    return [
        *(_folded(label, paper) if label else []),
        *(line for piece in pieces for line in _folded(piece, paper, "  ")),
    ]


# ------------------------------------------------------------------------------- folding


def _row(pieces: Sequence[str], paper: Paper) -> list[str]:
    """Pieces side by side, on as many lines as it takes."""
    lines: list[str] = []
    line = ""
    for piece in pieces:
        longer = f"{line}{_GAP}{piece}" if line else piece
        if width(longer) <= paper.room:
            line = longer
            continue
        lines += [line] if line else []
        *before, line = _folded(piece, paper)
        lines += before
    return [*lines, line]


def _folded(text: str, paper: Paper, indent: str = "") -> list[str]:
    """A text folded between words, by the cells that they take."""
    room = max(paper.room - len(indent), _LEAST)
    if text.isascii():
        lines = wrapped(text, room)
    else:
        from calfcoach.screen.text import clean, folded  # 8 ms that few lines need

        lines = folded(clean(text), room)
    return [indent + line for line in lines] or [""]
