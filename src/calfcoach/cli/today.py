"""`calfcoach` alone: the day so far and the next command. Never asks anything."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from calfcoach.cli.drawing import pen_for
from calfcoach.cli.gate import today_of
from calfcoach.cli.past import running_session
from calfcoach.cli.surroundings import Surroundings, columns, tell, tell_json, width
from calfcoach.cli.trouble import warn
from calfcoach.errors import CoachError
from calfcoach.records import SessionRecord
from calfcoach.report.day import DAILY, WEEK_DAYS, Daily, Today, day_so_far, unreadable_day
from calfcoach.store import History, HistoryError, read_instant

if TYPE_CHECKING:
    from calfcoach.timeline import Timeline

GOES_ON_S = 60 * 60.0  # how long `run --resume` can go on with a session that broke off


def show_today(around: Surroundings, *, as_json: bool) -> None:
    """Print the day. A history that cannot be read is a warning: the rest is still said."""
    now = datetime.now(UTC).astimezone()
    try:
        today, timeline = _look(around, now)
    except HistoryError as problem:
        warn(problem, accessible=around.accessible)
        timeline = _timeline_of(DAILY, around)
        today = unreadable_day(_day(around, now), _length_of(timeline))
    if as_json:
        from calfcoach.report.day import today_json

        tell_json("today", today_json(today))
        return
    if around.accessible:
        from calfcoach.report.day_words import today_sentences

        lines = today_sentences(today)
    elif pen := pen_for(around):
        from calfcoach.cli.day_picture import asked_of, day_picture

        lines = day_picture(today, asked_of(timeline) if timeline else {}, pen)
    else:
        lines = _lines(today, around.room)
    for line in lines:
        tell(line)


def _lines(today: Today, room: int | None) -> list[str]:
    """The day as lines, with a legend where the terminal has room for it."""
    from calfcoach.report.day_words import today_blocks

    lines = _aligned(today_blocks(today))
    if room is None or all(width(line) <= room for line in lines):
        return lines
    return _aligned(today_blocks(today, legend=False))


def _aligned(blocks: Iterable[Iterable[Sequence[str]]]) -> list[str]:
    lines: list[str] = []
    for block in blocks:
        lines += [""] if lines else []
        lines += columns(block)
    return lines


def what_is_due(history: History, now: datetime) -> tuple[str, bool]:
    """The routine to suggest, and whether a red flag keeps any from starting. HistoryError."""
    from calfcoach.care.model import FLARE
    from calfcoach.cli.standing import in_flare

    return (FLARE if in_flare(history, now) else DAILY), bool(history.open_flags())


def _look(around: Surroundings, now: datetime) -> tuple[Today, Timeline | None]:
    """The day, and what is due in it laid out."""
    day = _day(around, now)
    with History.read(around.folders.history) as history:
        due, blocked = what_is_due(history, now)
        timeline = _timeline_of(due, around)
        week = history.sessions(
            since_day=(day - timedelta(days=WEEK_DAYS - 1)).isoformat(),
            until_day=(day + timedelta(days=1)).isoformat(),
            with_work=True,
        )
        running = running_session(around, history)
        today = day_so_far(
            day,
            week,
            first_start=not week and not history.sessions(limit=1),
            running=running,
            broken=None if running else _broken(history, now),
            daily=_length_of(timeline),
            due=due,
            blocked=blocked,
        )
    return today, timeline


def _day(around: Surroundings, now: datetime) -> date:
    return date.fromisoformat(today_of(around, now))


def _length_of(timeline: Timeline | None) -> Daily | None:
    return Daily(total_s=timeline.total_s, up_to=timeline.up_to) if timeline else None


def _broken(history: History, now: datetime) -> SessionRecord | None:
    """A session that broke off, while it can still be gone on with."""
    session = history.unfinished()
    if session is None or not session.work:
        return None
    since_s = (now - read_instant(session.updated_at)).total_seconds()
    return session if since_s <= GOES_ON_S else None


def _timeline_of(name: str, around: Surroundings) -> Timeline | None:
    """A routine as it would be run now; a broken file of that name is a warning."""
    from calfcoach.files.catalog import Catalog
    from calfcoach.timeline import Options, compile_routine

    options = Options(level=around.settings.level, accessible=around.accessible)
    try:
        return compile_routine(Catalog(around.folders).routine(name), options, cued=False)
    except CoachError as problem:
        warn(problem, accessible=around.accessible)
        return None
