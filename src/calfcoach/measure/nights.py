"""Night cramps: what was noted of each night, by weeks, the first against the last.

Owns what makes a week of a diary: seven nights, counted from its first one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from calfcoach.frozen import frozen
from calfcoach.records import MeasureRecord

WEEK = timedelta(days=7)
LEAST_NIGHTS = 5  # noted of a week, for it to be set against another
LEAST_CHANGE = 0.5  # cramps a night; less is no difference


@frozen
class Night:
    """One night, by the day on which it began. `minutes` and `severity` (0–10) are None, `side` is
    empty, where nobody said."""

    day: date
    count: int
    minutes: float | None = None
    severity: int | None = None
    side: str = ""


@frozen
class Week:
    """Seven nights from `first` on: how many were noted, in how many there were cramps, how many
    in all, the minutes of them, and the mean severity where it was told."""

    first: date
    nights: int
    with_cramps: int
    cramps: int
    minutes: float
    severity: float | None

    @property
    def a_night(self) -> float:
        """Cramps in a night that was noted, since not every night is."""
        return self.cramps / max(self.nights, 1)

    @property
    def last(self) -> date:
        """Its seventh night."""
        return self.first + WEEK - timedelta(days=1)


@frozen
class Compared:
    """The first and the last week of a diary of which enough nights were noted."""

    first: Week
    last: Week

    @property
    def by(self) -> float:
        """How many more cramps there were in a night of the last; 0.0 where that is no change."""
        by = self.last.a_night - self.first.a_night
        return by if abs(by) >= LEAST_CHANGE else 0.0


def nights(records: Iterable[MeasureRecord]) -> tuple[Night, ...]:
    """The nights that were noted, oldest first; of two notes on one night the later holds."""
    newest = {}
    for record in sorted(records, key=lambda each: each.at):
        values = record.values
        newest[values["night"]] = Night(
            day=date.fromisoformat(values["night"]),
            count=values["count"],
            minutes=values["minutes"],
            severity=values["severity"],
            side=values["side"],
        )
    return tuple(newest[day] for day in sorted(newest))


def weeks(noted: Sequence[Night]) -> tuple[Week, ...]:
    """The weeks from the first night on, up to that of the last one; those of which nothing was
    noted are there too."""
    if not noted:
        return ()
    found, first = [], noted[0].day
    while first <= noted[-1].day:
        found.append(_week(first, noted))
        first += WEEK
    return tuple(found)


def compared(noted: Sequence[Night]) -> Compared | None:
    """The first against the last of the weeks of which enough nights were noted; None where there
    are no two."""
    enough = [week for week in weeks(noted) if week.nights >= LEAST_NIGHTS]
    return Compared(first=enough[0], last=enough[-1]) if len(enough) > 1 else None


def _week(first: date, noted: Iterable[Night]) -> Week:
    own = [night for night in noted if first <= night.day < first + WEEK]
    severities = [night.severity for night in own if night.severity is not None and night.count]
    return Week(
        first=first,
        nights=len(own),
        with_cramps=sum(night.count > 0 for night in own),
        cramps=sum(night.count for night in own),
        minutes=sum(night.minutes or 0.0 for night in own),
        severity=round(sum(severities) / len(severities), 1) if severities else None,
    )
