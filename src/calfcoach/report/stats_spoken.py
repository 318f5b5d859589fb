"""The statistics as sentences for a screen reader: no columns, no signs, one sentence a line.

Owns the order and the wording there. The calendar is told by months: a day by itself is not
worth a sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from calfcoach.report import stats_words as words
from calfcoach.report.clock import spoken_day
from calfcoach.script import capital, counted, joined, length, sentence
from calfcoach.stats.calendar import WEEKS, Cell, Level
from calfcoach.stats.legs import Balance, Group, RepsDone, Stretched
from calfcoach.stats.summary import BALANCE_DAYS, Summary
from calfcoach.stats.tally import SkipTally
from calfcoach.stats.trends import Trend

_LEVELS = {
    Level.UNDER_5: "under 5 minutes",
    Level.FROM_5: "5 to 9 minutes",
    Level.FROM_10: "10 to 14 minutes",
    Level.FROM_15: "15 minutes or more",
}


def stats_sentences(summary: Summary, *, aim_s: float, aim_each: str) -> list[str]:
    """The statistics, one sentence a line."""
    if not summary.any_session:
        return ["No session yet.", "To start, type calfcoach run daily."]
    return [
        *_week(summary),
        *_whole(summary),
        *(_stretch(each) for each in summary.week.stretched if _is_told(each)),
        f"For comparison, {length(aim_s)} a week for {aim_each}.",
        "To hear where that figure comes from, type calfcoach stats --sources.",
        *(_reps(each) for each in summary.reps[: words.SHOWN]),
        *_balance(summary.balance),
        *_calendar(summary.calendar),
        *_trend("Tightness", summary.tightness),
        *_trend("Pain", summary.pain),
        *_highest(summary),
        *_skips(summary.skips),
    ]


def _week(summary: Summary) -> list[str]:
    week, year = summary.week, summary.today.year
    days = words.week_days(week.monday, week.sunday, year, short=False)
    parts = [
        counted(week.sessions, "session"),
        counted(words.minutes(week.seconds), "minute"),
        f"{week.days_kept} of {counted(week.days_due, 'day')} kept",
        counted(week.cramps, "cramp") if week.cramps else "",
    ]
    run = summary.streak
    now = f"is {counted(run.current, 'day')} long" if run.current else "has not begun"
    return [
        f"This week, {days}, day {summary.today.weekday() + 1} of 7.",
        sentence(", ".join(part for part in parts if part)),
        f"The run of kept days {now}, the longest was {counted(run.longest, 'day')}.",
    ]


def _whole(summary: Summary) -> list[str]:
    if len(summary.weeks) < 2:
        return []
    whole = summary.whole
    parts = [
        f"In the last {len(summary.weeks)} weeks, {counted(whole.sessions, 'session')}",
        counted(words.minutes(whole.seconds), "minute"),
        f"{whole.days_kept} of {counted(whole.days_due, 'day')} kept",
    ]
    said = [sentence(", ".join(parts))]
    if whole.weeks_judged:
        said.append(f"{whole.weeks_kept} of {counted(whole.weeks_judged, 'week')} kept.")
    return said


def _is_told(stretched: Stretched) -> bool:
    """Whether there is something to say; of the two that have an aim there always is."""
    return stretched.group is not Group.OTHER or bool(stretched.left_s or stretched.right_s)


def _stretch(done: Stretched) -> str:
    said = f"Stretch this week, {words.GROUPS[done.group]}"
    if done.left_s == done.right_s:
        return f"{said}, each leg {length(done.left_s)}."
    return f"{said}, left {length(done.left_s)}, right {length(done.right_s)}."


def _reps(done: RepsDone) -> str:
    return f"{capital(done.title)}, {words.sides_of(done)}, {words.NOT_STRETCH}."


def _balance(balance: Balance) -> list[str]:
    behind = words.behind(balance, "percent")
    weeks = f"In the last {BALANCE_DAYS // 7} weeks"
    if not behind:
        return [f"{weeks}, no guided work on one leg at a time."]
    of = "stretch" if balance.of_stretch else "work"
    left, right = length(balance.left_s), length(balance.right_s)
    return [f"{weeks}, {of} on the left {left}, on the right {right}.", sentence(behind)]


def _calendar(cells: Iterable[Cell]) -> list[str]:
    done = [cell for cell in cells if cell.level]
    rest = sum(cell.rest and not cell.level for cell in cells)
    said = [f"In the last {WEEKS} weeks, {counted(len(done), 'day')} with practice."]
    levels = [(sum(cell.level is level for cell in done), name) for level, name in _LEVELS.items()]
    said += [f"{capital(name)} on {counted(number, 'day')}." for number, name in levels if number]
    months: dict[tuple[int, int], list[Cell]] = {}
    for cell in done:
        months.setdefault((cell.day.year, cell.day.month), []).append(cell)
    for own in months.values():
        total = words.minutes(sum(cell.seconds for cell in own))
        days = counted(len(own), "day")
        said.append(f"{words.month(own[0].day)}, {days}, {counted(total, 'minute')}.")
    return said + ([f"Kept free, {counted(rest, 'day')}."] if rest else [])


def _trend(name: str, trend: Trend) -> list[str]:
    if not trend.given:
        return []
    first, now = words.score(trend.given[0]), words.score(trend.given[-1])
    if len(trend.given) == 1:
        return [f"{name} by your own scores was {now}."]
    by_week = ["none" if mean is None else words.score(mean) for mean in trend.means]
    return [
        f"{name} by week, by your own scores, {', '.join(by_week)}.",
        f"{name} was {first} first and is {now} now.",
    ]


def _highest(summary: Summary) -> list[str]:
    worst = summary.pain.highest
    if worst is None:
        return []
    where = [worst.title, f"{worst.side} leg" if worst.side in ("left", "right") else ""]
    day = spoken_day(worst.day, summary.today.year)
    parts = [f"The highest pain was {worst.pain} on {day}", *where]
    return [sentence(", ".join(part for part in parts if part))]


def _skips(skips: Sequence[SkipTally]) -> list[str]:
    return [
        f"Skipped, {one.title}, {counted(one.times, 'time')}, {joined(_why(one))}."
        for one in skips[: words.SHOWN]
    ]


def _why(skipped: SkipTally) -> list[str]:
    """The reasons as they stand in a sentence: "3 because it hurt and 2 with no reason given"."""
    before = {words.HURT: "because ", words.NO_REASON: "with "}
    found = words.reasons(skipped)
    return [
        f"{f'{times} ' if len(found) > 1 else ''}{before.get(word, 'for ')}{word}"
        for times, word in found
    ]
