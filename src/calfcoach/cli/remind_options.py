"""The options of `calfcoach remind`, read: which reminders they ask for, and which way.

Owns what the options may say, and that breaks keep to the working hours. Installs nothing.
"""

from __future__ import annotations

from datetime import time

from calfcoach.cli.option_values import read_option
from calfcoach.cli.surroundings import Surroundings
from calfcoach.errors import CoachError
from calfcoach.files.amounts import Duration
from calfcoach.files.problems import visible
from calfcoach.files.values import Choice
from calfcoach.frozen import frozen
from calfcoach.reminders import cron, ics, launchd, systemd, times
from calfcoach.reminders.model import Kind, Reminder
from calfcoach.reminders.week import WEEKDAYS

FORMS = (systemd.FORM, launchd.FORM, cron.FORM, ics.FORM)
_OFFERED = "08:00,18:00"  # where nothing was asked for


@frozen
class Wanted:
    """The options, as they were typed; None for what was not."""

    at: str | None = None
    bedtime: str | None = None
    posture: str | None = None
    move: str | None = None
    days: str | None = None
    form: str | None = None
    output: str | None = None
    yes: bool = False
    force: bool = False

    @property
    def any(self) -> bool:
        """Whether any reminder was asked for."""
        asked = (self.at, self.bedtime, self.posture, self.move)
        return any(each is not None for each in asked)


def read_form(wanted: Wanted) -> str:
    """The way that is asked for; empty for the usual one. CoachError (usage) for none of them."""
    typed = wanted.form
    form = "" if typed is None else str(read_option(Choice(words=FORMS), typed, "--with"))
    if wanted.output == "":
        raise CoachError(
            "`--output` names no file", hint="write --output calfcoach.ics", exit_code=2
        )
    if wanted.output and form not in ("", ics.FORM):
        raise CoachError(
            "`--output` writes a calendar file, and `--with` asks for something else",
            hint="write --with ics, or leave out --output",
            exit_code=2,
        )
    return ics.FORM if wanted.output else form


def wanted_reminders(around: Surroundings, wanted: Wanted) -> list[Reminder]:
    """The reminders that the options ask for; two sessions a day where they ask for none. What
    comes after midnight is of the evening before, and so is the rest of a shift over midnight.
    CoachError (usage) for an option that cannot be read."""
    at = wanted.at if wanted.any else _OFFERED
    days = _days(wanted.days) if wanted.days is not None else None
    turn = around.settings.day_starts
    found: list[Reminder] = []
    for kind, text, option in (
        (Kind.SESSION, at, "--at"),
        (Kind.BEDTIME, wanted.bedtime, "--bedtime"),
    ):
        if text is not None:
            found += times.on_calendar(kind, _times(text, option), days or WEEKDAYS, turn)
    first, last = around.settings.working_hours
    shift = first if first > last else time()
    for kind, often in ((Kind.POSTURE, wanted.posture), (Kind.MOVE, wanted.move)):
        if often is not None:
            breaks = _breaks(around, often, f"--{kind.value}")
            found += times.on_calendar(kind, breaks, days or times.WORKDAYS, shift)
    return times.without_doubles(found)


def _times(text: str, option: str) -> tuple[time, ...]:
    found = times.read_times(text)
    if found is None:
        raise CoachError(
            f"`{option}` must be times such as 07:30,18:00, at most {times.MOST_TIMES}, "
            f'got "{visible(text[:40])}"',
            hint=f"write {option} {'22:30' if option == '--bedtime' else '07:30,18:00'}",
            exit_code=2,
        )
    return found


def _days(text: str) -> tuple[str, ...]:
    found = times.read_days(text)
    if found is None:
        raise CoachError(
            f'`--days` must be days such as mon-fri or mon,wed,fri, got "{visible(text[:40])}"',
            hint="write --days mon-fri",
            exit_code=2,
        )
    return found


def _breaks(around: Surroundings, often: str, option: str) -> tuple[time, ...]:
    """When breaks fall within the working hours."""
    first, last = around.settings.working_hours
    if first == last:
        raise CoachError(
            f"`{option}` needs working hours, and they are off",
            hint='type calfcoach config set working_hours "09:00-17:00"',
        )
    if often == times.TWICE:
        found = times.twice(first, last)
    else:
        low, high = 60.0 * times.LEAST_APART_MIN, 60.0 * times.MOST_APART_MIN
        reader = Duration(low_s=low, high_s=high, example="60m")
        apart_s: float = read_option(reader, often, option)
        found = times.every(first, last, round(apart_s / 60))
    if not found:
        hours = around.settings.text("working_hours")
        raise CoachError(
            f"`{option} {visible(often[:40])}` leaves no break within the working hours {hours}",
            hint="name a shorter time, or change the setting `working_hours`",
        )
    return found
