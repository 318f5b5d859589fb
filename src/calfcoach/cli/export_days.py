"""Which days an export tells of, and their sessions, read a month at a time.

Knows nothing of how they are written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from calfcoach.frozen import frozen
from calfcoach.records import SessionRecord
from calfcoach.store import History
from calfcoach.store.faults import DamageError
from calfcoach.store.readable import Lost, Readable, readable_sessions
from calfcoach.store.sessions import Wanted

LAST_DAY = "9999-12-31"

_A_YEAR = 12  # months
_FIRST_MONTH = 1970 * 12  # what lies before is one piece


@frozen
class Days:
    """Local days, both meant; `whole` where none were named."""

    first: str
    last: str
    whole: bool

    def hold(self, first: str, last: str = "") -> bool:
        """Whether a day, or any of the days up to `last`, is among them."""
        return (last or first) >= self.first and first <= self.last


def sessions_of(
    history: History, path: Path, days: Days, lose: Callable[[Sequence[Lost]], None]
) -> Iterator[SessionRecord]:
    """The sessions of these days with their work, oldest first, a month in memory at a time.
    `lose` is told of those that cannot be read; `path` is where the history lies."""
    newest = _read(history, path, Wanted(), limit=1).sessions
    if not newest:
        return
    behind = _day_after(days.last)
    for since, until in _months(history, newest[-1].local_day):
        first = max(since, days.first)
        end = min(filter(None, (until, behind)), default="")
        if not end or first < end:
            found = _read(history, path, Wanted(since_day=first or None, until_day=end or None))
            lose(found.lost)
            yield from found.sessions


def _months(history: History, newest: str) -> Iterator[tuple[str, str]]:
    """From which day on, and before which, each month goes up to that of the newest day, of the
    years that hold anything; all that lies before the first year is one, and all behind."""
    behind = max(_month(newest), _FIRST_MONTH) + 1
    yield "", _first_of(_FIRST_MONTH)
    for january in range(_FIRST_MONTH, behind, _A_YEAR):
        after = min(january + _A_YEAR, behind)
        if history.count(since_day=_first_of(january), until_day=_first_of(after)):
            for month in range(january, after):
                yield _first_of(month), _first_of(month + 1)
    yield _first_of(behind), ""


def _read(history: History, path: Path, wanted: Wanted, *, limit: int | None = None) -> Readable:
    since, until = wanted.since_day, wanted.until_day
    try:
        sessions = history.sessions(limit=limit, since_day=since, until_day=until, with_work=True)
    except DamageError:
        return readable_sessions(path, wanted, limit=limit, with_work=True)
    return Readable(sessions=sessions, lost=())


def _month(day: str) -> int:
    found = date.fromisoformat(day)
    return found.year * 12 + found.month - 1


def _first_of(month: int) -> str:
    return f"{month // 12:04}-{month % 12 + 1:02}-01"


def _day_after(day: str) -> str:
    """The day after one; an empty text behind the last that there is."""
    if day == LAST_DAY:
        return ""
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
