"""What the statistics say in words, the same for eyes and ears: reasons, scores, legs, days.

Owns those phrases. Where they stand, and beside what, is the business of the page and of
`stats_spoken`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date

from calfcoach.report.clock import spoken_day, weekday
from calfcoach.stats.legs import Balance, Group, RepsDone
from calfcoach.terms import Side

TYPE_CHECKING = False
if TYPE_CHECKING:
    from calfcoach.stats.tally import SkipTally

GROUPS: Mapping[Group, str] = {
    Group.STRAIGHT: "straight knee",
    Group.BENT: "bent knee",
    Group.OTHER: "other muscles",
}
NOT_STRETCH = "not counted as stretch"
HURT = "it hurt"
NO_REASON = "no reason given"
SHOWN = 3  # of what may be many


def minutes(seconds: float) -> int:
    """Whole minutes, as they are counted in sums."""
    return math.floor(seconds / 60 + 0.5)


def score(mean: float | None) -> str:
    """A week's score as one figure; a dash where none was given."""
    return "-" if mean is None else str(math.floor(mean + 0.5))


def behind(balance: Balance, percent: str = "%") -> str:
    """Which leg is behind, and by how much; empty where nothing was done on one leg alone."""
    less, more = sorted((balance.left_s, balance.right_s))
    if more <= 0:
        return ""
    if balance.behind is Side.BOTH:
        return "even"
    if less <= 0:
        return f"nothing on the {balance.behind}"
    return f"{balance.behind} is {balance.behind_percent} {percent} behind"


def sides_of(done: RepsDone) -> str:
    """Reps by side: "52 both legs", "10 left, 12 right"."""
    named = ((done.left, "left"), (done.right, "right"), (done.both, "both legs"))
    return ", ".join(f"{number} {side}" for number, side in named if number)


def reasons(skipped: SkipTally) -> list[tuple[int, str]]:
    """How often for which reason, the most frequent first; all that hurt is one."""
    counts: dict[str, int] = {}
    for why, times in skipped.reasons.items():
        word = HURT if why.startswith("pain") else why or NO_REASON
        counts[word] = counts.get(word, 0) + times
    return [(times, word) for word, times in sorted(counts.items(), key=lambda w: (-w[1], w[0]))]


def numbered_reasons(skipped: SkipTally) -> list[str]:
    """The reasons with their numbers, "3 it hurt"; one that stands alone without."""
    found = reasons(skipped)
    return [word if len(found) == 1 else f"{times} {word}" for times, word in found]


def short_date(day: date, this_year: int) -> str:
    """21 Oct; the year too where it is another one."""
    year = "" if day.year == this_year else f" {day.year}"
    return f"{day.day} {month(day)[:3]}{year}"


def month(day: date) -> str:
    """The name of a day's month."""
    return spoken_day(day, day.year).rpartition(" ")[2]


def week_days(monday: date, sunday: date, this_year: int, *, short: bool) -> str:
    """Mon 16 to Sun 22 Nov; Monday 16 to Sunday 22 November."""
    letters = 3 if short else None
    first, last = weekday(monday)[:letters], weekday(sunday)[:letters]
    begin = f"{first} {monday.day}"
    if monday.month != sunday.month:
        begin += f" {month(monday)[:letters]}"
    end = f"{last} {sunday.day} {month(sunday)[:letters]}"
    return f"{begin} to {end}" + ("" if sunday.year == this_year else f" {sunday.year}")
