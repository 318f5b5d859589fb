"""Which days an export tells of, and their sessions, read a month at a time, or a year.

Knows nothing of how they are written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from calfcoach.frozen import frozen
from calfcoach.records import SessionRecord
from calfcoach.store import History
from calfcoach.store.exporting import told_of
from calfcoach.store.faults import DamageError
from calfcoach.store.readable import Lost, Readable
from calfcoach.store.wanted import Wanted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeVar

    from calfcoach.files.folders import AnyPath
    from calfcoach.store.exporting import Told
    from calfcoach.store.exporting_work import OfWork, WorkKinds

    _Session = TypeVar("_Session")

LAST_DAY = "9999-12-31"

_A_YEAR = 12  # months
_FEW = 2000  # sessions that are in memory at a time: some megabytes
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


class Tally:
    """What was written, and what could not be: counted while it passes."""

    def __init__(self) -> None:
        self.sessions: set[str] = set()
        self.others: set[str] = set()  # rests, versions of the plan, measurements
        self.rows_lost = 0
        self.lost: list[Lost] = []

    def lose(self) -> None:
        """Count a row that cannot be read."""
        self.rows_lost += 1


@frozen
class Past:
    """What an export tells of: an open history, where it lies, the days, and who hears of the
    sessions that cannot be read."""

    history: History
    path: AnyPath
    days: Days
    lose: Callable[[Sequence[Lost]], None]


def sessions_of(past: Past) -> Iterator[SessionRecord]:
    """The sessions with their work, oldest first, a month in memory at a time."""
    for months in _pieces(past):
        for wanted in months:
            found = _read(past, wanted)
            past.lose(found.lost)
            yield from found.sessions


def work_kinds(past: Past) -> WorkKinds:
    """The kinds of work of all days, which are begun to be asked for."""
    behind = _day_after(past.days.last)
    return past.history.work_kinds(
        Wanted(since_day=past.days.first or None, until_day=behind or None)
    )


def told_of_days(
    past: Past,
    kinds: WorkKinds,
    of_session: Callable[[SessionRecord], Callable[[tuple[Any, ...]], _Session]],
    of_work: OfWork,
) -> Iterator[Told[_Session]]:
    """The same as `History.told` makes them, which takes a fifth of the time. `kinds` are those of
    `work_kinds`."""
    for months in _pieces(past):
        whole = Wanted(since_day=months[0].since_day, until_day=months[-1].until_day)
        try:
            yield from past.history.told(whole, of_session, of_work, kinds)
        except DamageError:
            for wanted in months:
                yield from _told_of_month(past, wanted, kinds, of_session, of_work)


def _told_of_month(
    past: Past,
    wanted: Wanted,
    kinds: WorkKinds,
    of_session: Callable[[SessionRecord], Callable[[tuple[Any, ...]], _Session]],
    of_work: OfWork,
) -> Iterator[Told[_Session]]:
    try:
        yield from past.history.told(wanted, of_session, of_work, kinds)
    except DamageError:
        found = _readable(past, wanted)
        past.lose(found.lost)
        yield from (told_of(each, of_session, of_work) for each in found.sessions)


def _pieces(past: Past) -> Iterator[Sequence[Wanted]]:
    """The months, one after the other, those of a year of few sessions together."""
    newest = _read(past, Wanted(), limit=1).sessions
    if not newest:
        return
    behind = _day_after(past.days.last)
    for months in _months(past.history, newest[-1].local_day):
        wanted = []
        for since, until in months:
            first = max(since, past.days.first)
            end = min(filter(None, (until, behind)), default="")
            if not end or first < end:
                wanted.append(Wanted(since_day=first or None, until_day=end or None))
        if wanted:
            yield wanted


def _months(history: History, newest: str) -> Iterator[Sequence[tuple[str, str]]]:
    """From which day on, and before which, each month goes up to that of the newest day, of the
    years that hold anything, year by year where there are few; all that lies before the first year
    is one, and all behind."""
    behind = max(_month(newest), _FIRST_MONTH) + 1
    yield [("", _first_of(_FIRST_MONTH))]
    for january, after, count in _years(history, _FIRST_MONTH, behind):
        months = [(_first_of(each), _first_of(each + 1)) for each in range(january, after)]
        yield from [months] if count <= _FEW else [[month] for month in months]
    yield [(_first_of(behind), "")]


def _years(history: History, first: int, behind: int) -> Iterator[tuple[int, int, int]]:
    """The years that hold anything: their first month, the one behind, and how many sessions. By
    halves, so that an empty decade is one question."""
    count = history.count(since_day=_first_of(first), until_day=_first_of(behind))
    years = -(-(behind - first) // _A_YEAR)
    if years > 1 and count:
        middle = first + years // 2 * _A_YEAR
        yield from _years(history, first, middle)
        yield from _years(history, middle, behind)
    elif count:
        yield first, behind, count


def _read(past: Past, wanted: Wanted, *, limit: int | None = None) -> Readable:
    since, until = wanted.since_day, wanted.until_day
    try:
        sessions = past.history.sessions(
            limit=limit, since_day=since, until_day=until, with_work=True
        )
    except DamageError:
        return _readable(past, wanted, limit=limit)
    return Readable(sessions=sessions, lost=())


def _readable(past: Past, wanted: Wanted, *, limit: int | None = None) -> Readable:
    from calfcoach.store.readable import readable_sessions

    return readable_sessions(past.path, wanted, limit=limit, with_work=True)


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
