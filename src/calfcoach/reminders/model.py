"""The nouns of reminders: what is called for, when, and how it is called. Frozen values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import time

from calfcoach.enumeration import StrEnum
from calfcoach.errors import CoachError
from calfcoach.frozen import frozen
from calfcoach.reminders.week import WEEKDAYS


class Kind(StrEnum):
    """What a reminder calls for."""

    SESSION = "session"
    BEDTIME = "bedtime"
    POSTURE = "posture"
    MOVE = "move"


MARK = "Written by calfcoach remind."  # a file without it is not ours
TITLES: Mapping[Kind, str] = {
    Kind.SESSION: "CalfCoach session",
    Kind.BEDTIME: "CalfCoach bedtime stretch",
    Kind.POSTURE: "CalfCoach posture check",
    Kind.MOVE: "CalfCoach move break",
}
# Each is silent where there is nothing to do.
ARGUMENTS: Mapping[Kind, tuple[str, ...]] = {
    Kind.SESSION: ("due", "--notify"),
    Kind.BEDTIME: ("check", "--notify", "bedtime"),
    Kind.POSTURE: ("check", "--notify", "posture"),
    Kind.MOVE: ("check", "--notify", "move"),
}


@frozen
class Reminder:
    """One thing that is called for at `times` of the day, in their order, on `days` of the calendar
    ("mon" … "sun"), in the order of the week. A kind may come twice: at other times on others."""

    kind: Kind
    times: tuple[time, ...]
    days: tuple[str, ...] = WEEKDAYS

    @property
    def arguments(self) -> tuple[str, ...]:
        """What is typed behind the program's name."""
        return ARGUMENTS[self.kind]


def by_kind(reminders: Iterable[Reminder]) -> dict[Kind, tuple[Reminder, ...]]:
    """The reminders of each kind, in the order given."""
    found: dict[Kind, tuple[Reminder, ...]] = {}
    for one in reminders:
        found[one.kind] = (*found.get(one.kind, ()), one)
    return found


def gathered(kind: Kind, moments: Iterable[tuple[str, time]]) -> tuple[Reminder, ...]:
    """The reminders of a kind from all days and times at which it calls."""
    days_at: dict[time, set[str]] = {}
    for day, at in moments:
        days_at.setdefault(at, set()).add(day)
    times_on: dict[tuple[str, ...], list[time]] = {}
    for at, days in days_at.items():
        ordered = tuple(day for day in WEEKDAYS if day in days)
        times_on.setdefault(ordered, []).append(at)
    return tuple(
        Reminder(kind=kind, times=tuple(sorted(times)), days=days)
        for days, times in times_on.items()
        if days
    )


@frozen
class Call:
    """How the program is called: its whole path (or an interpreter's, and what follows), and the
    variables that it needs besides."""

    program: tuple[str, ...]
    environ: tuple[tuple[str, str], ...] = ()

    def words(self) -> tuple[str, ...]:
        """All that comes from outside, in order: whoever cannot write it refuses it."""
        return (*self.program, *(value for _, value in self.environ))


@frozen
class Written:
    """A file to write: its name in the folder of its kind, and what stands in it."""

    name: str
    text: str


def refused(word: str, where: str, what: str) -> CoachError:
    """The error for a path that a form cannot hold."""
    shown = word.encode("unicode_escape").decode()[:200]
    return CoachError(
        f"{where} cannot hold {what}, as in `{shown}`",
        hint="choose another way by --with, or install calfcoach at a plainer path",
    )
