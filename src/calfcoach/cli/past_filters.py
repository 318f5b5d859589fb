"""Which past sessions are meant: the options that filter the history, read.

Owns how the days of `--from`, `--day`, `--week` and the like go together. Knows nothing of how the
sessions are listed.
"""

from __future__ import annotations

from datetime import date, timedelta

from calfcoach.cli.moments import Now, read_day
from calfcoach.cli.option_values import read_option
from calfcoach.cli.past import Filters
from calfcoach.errors import CoachError
from calfcoach.files.values import Choice
from calfcoach.frozen import frozen
from calfcoach.records import Status

_Period = tuple[date | None, date | None]

_STATUSES = tuple(status.value for status in Status)


@frozen
class Asked:
    """The options as they were typed; "" and False where they were not."""

    since: str = ""
    until: str = ""
    day: str = ""
    week: bool = False
    month: bool = False
    routine: str = ""
    status: str = ""
    deleted: bool = False


def read_filters(asked: Asked, now: Now) -> Filters:
    """What is asked for. Raises `CoachError` (usage) for what cannot be, or contradicts itself."""
    status = None
    if asked.status:
        status = read_option(Choice(words=_STATUSES, kind=Status), asked.status, "--status")
    first, end = _period(asked, now)
    return Filters(
        since_day=first.isoformat() if first else None,
        until_day=end.isoformat() if end else None,
        routine=asked.routine.strip() or None,
        status=status,
        deleted=asked.deleted,
    )


def _period(asked: Asked, now: Now) -> _Period:
    """The first day, and the one before which it ends; None for no limit."""
    ways = [
        name
        for name, given in (
            ("--day", asked.day),
            ("--week", asked.week),
            ("--month", asked.month),
            ("--from or --to", asked.since or asked.until),
        )
        if given
    ]
    if len(ways) > 1:
        raise CoachError(
            f"`{ways[0]}` and `{ways[1]}` contradict each other",
            hint="leave out one",
            exit_code=2,
        )
    if asked.day:
        day = read_day(asked.day, now, "--day")
        return day, day + timedelta(days=1)
    if asked.week:
        monday = now.today - timedelta(days=now.today.weekday())
        return monday, monday + timedelta(days=7)
    if asked.month:
        first = now.today.replace(day=1)
        return first, (first + timedelta(days=31)).replace(day=1)
    return _from_to(asked, now)


def _from_to(asked: Asked, now: Now) -> _Period:
    first = read_day(asked.since, now, "--from") if asked.since else None
    last = read_day(asked.until, now, "--to") if asked.until else None
    if first and last and last < first:
        raise CoachError(
            f"`--to` {last.isoformat()} lies before `--from` {first.isoformat()}",
            hint="exchange the two",
            exit_code=2,
        )
    return first, last + timedelta(days=1) if last else None
