"""Instants and days of the history: how they are written, and which day a session belongs to.

Pure. Knows nothing of the clock or of time zones: the offset of the moment is an argument,
so that a session keeps the day its person lived, wherever and whenever it is read.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

DAY_NAMES = {
    "mon": "Monday",
    "tue": "Tuesday",
    "wed": "Wednesday",
    "thu": "Thursday",
    "fri": "Friday",
    "sat": "Saturday",
    "sun": "Sunday",
}


def instant_text(instant: datetime) -> str:
    """UTC in ISO 8601 with milliseconds and "Z", which sorts as text.

    ValueError for a datetime without a time zone: it does not name an instant.
    """
    return _in_utc(instant).isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


def read_instant(text: str) -> datetime:
    """The aware UTC datetime that `instant_text` wrote. ValueError for anything else."""
    return _in_utc(datetime.fromisoformat(text))


def epoch_ms(instant: datetime) -> int:
    """Whole milliseconds since 1970. ValueError for a datetime without a time zone."""
    return (_in_utc(instant) - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


def local_day(instant: datetime, offset_s: int, day_starts: time) -> str:
    """The day (`YYYY-MM-DD`) that an instant belongs to.

    `offset_s` is seconds east of UTC at that instant. Before `day_starts` it is still the
    day before. ValueError for a datetime without a time zone.
    """
    clock = _in_utc(instant) + timedelta(seconds=offset_s)
    start = timedelta(hours=day_starts.hour, minutes=day_starts.minute, seconds=day_starts.second)
    return (clock - start).date().isoformat()


def _in_utc(instant: datetime) -> datetime:
    """The same instant in UTC."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return instant if instant.tzinfo is UTC else instant.astimezone(UTC)
