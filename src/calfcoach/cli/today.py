"""`calfcoach` alone: the day so far and the next command. Never asks anything."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

from calfcoach.cli.agenda_now import Asked, agenda_now, is_due_by, next_due, stands_by
from calfcoach.cli.drawing import pen_for
from calfcoach.cli.gate import today_of
from calfcoach.cli.moments import present
from calfcoach.cli.past import running_session
from calfcoach.cli.past_lost import all_readable
from calfcoach.cli.plan_book import notice_edit
from calfcoach.cli.surroundings import Surroundings, columns, tell, tell_json, width
from calfcoach.cli.trouble import warn
from calfcoach.errors import CoachError
from calfcoach.plan.standing import free_on
from calfcoach.records import SessionRecord
from calfcoach.report.agenda import DAILY, Agenda, DueDay, part_of_day
from calfcoach.report.day import WEEK_DAYS, Length, Today, day_so_far, unreadable_day
from calfcoach.report.dose import asked_of, dose_rows
from calfcoach.store import History, HistoryError, read_instant
from calfcoach.store.faults import DamageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from calfcoach.plan.model import Plan
    from calfcoach.timeline import Timeline

GOES_ON_S = 60 * 60.0  # how long `run --resume` can go on with a session that broke off


def show_today(around: Surroundings, *, as_json: bool) -> None:
    """Print the day. A history that cannot be read is a warning: the rest is still said."""
    now = datetime.now(UTC).astimezone()
    try:
        today = _look(around, now)
    except HistoryError as problem:
        warn(problem, accessible=around.accessible)
        timeline = _timeline_of(DAILY, None, around)
        today = unreadable_day(_day(around, now), _length_of(timeline) if timeline else None)
    if as_json:
        from calfcoach.report.day_json import today_json

        tell_json("today", today_json(today))
        return
    if around.accessible:
        from calfcoach.report.day_spoken import today_sentences

        lines = today_sentences(today)
    elif pen := pen_for(around):
        from calfcoach.cli.day_picture import day_picture

        lines = day_picture(today, pen)
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


def _look(around: Surroundings, now: datetime) -> Today:
    """The day, and what is asked of it laid out. HistoryError."""
    day = _day(around, now)
    with History.read(around.folders.history_file) as history:
        first, tomorrow = day - timedelta(days=WEEK_DAYS - 1), day + timedelta(days=1)
        week, lost = _between(first, day, around, history, sums=True)
        of_day, more_lost = _between(day, tomorrow, around, history)
        week, lost = week + of_day, lost + more_lost
        notice_edit(around, present(around.settings.day_starts), history)
        asked = agenda_now(around, history, now, day, of_day, proposals=True)
        if asked.trouble is not None:
            warn(asked.trouble, accessible=around.accessible)
        part = part_of_day(now)
        laid_out = _laid_out(asked.agenda, asked.agenda.suggested(part), asked.plan_of(day), around)
        running = running_session(around, history)
        return day_so_far(
            day,
            week,
            first_start=not week and not lost and not history.count(),
            running=running,
            broken=None if running else _broken(history, now),
            agenda=asked.agenda,
            next_due=_next_due(asked, day),
            part=part,
            lengths={name: _length_of(timeline) for name, timeline in laid_out.items()},
            asked=asked_of(_asked(asked.agenda, laid_out)),
            free=lambda each: bool(free_on(asked.rests, each)),
            stands=stands_by(asked.plan),
            is_due=_is_due_since(_first_day(asked, history, week, day), asked),
        )


def _between(
    first: date, until: date, around: Surroundings, history: History, *, sums: bool = False
) -> tuple[list[SessionRecord], int]:
    """The sessions from a day on and before another, and how many cannot be read. HistoryError."""
    chosen = {"since_day": first.isoformat(), "until_day": until.isoformat()}
    return all_readable(around, history, None, chosen, sums=sums)


def _next_due(asked: Asked, day: date) -> DueDay | None:
    """What comes next by the plan, where today asks for nothing."""
    if asked.plan is None or asked.agenda.items or asked.agenda.rest:
        return None
    return next_due(asked.plan, asked.rests, day)


def _first_day(asked: Asked, history: History, week: Sequence[SessionRecord], day: date) -> date:
    """The first day that can have asked for anything: that of the plan, else that of the first
    session ever, as far as it lies in the week. HistoryError."""
    if asked.plan is not None:
        return asked.plan.began
    start = day - timedelta(days=WEEK_DAYS - 1)
    if history.sessions(until_day=start.isoformat(), limit=1):
        return start
    days = (date.fromisoformat(each.local_day) for each in week)
    return min(days, default=day)


def _is_due_since(first: date, asked: Asked) -> Callable[[date], bool]:
    by_plan = is_due_by(asked.plan)
    return lambda day: day >= first and by_plan(day)


def _laid_out(
    agenda: Agenda, suggested: str, plan: Plan | None, around: Surroundings
) -> dict[str, Timeline]:
    """The routines of the day as they would be run now, as far as they can be read."""
    names = [suggested, *(item.routine for item in agenda.items)]
    found = {name: _timeline_of(name, plan, around) for name in dict.fromkeys(names)}
    return {name: timeline for name, timeline in found.items() if timeline is not None}


def _asked(agenda: Agenda, laid_out: Mapping[str, Timeline]) -> list[tuple[Timeline, int]]:
    return [(laid_out[i.routine], i.times) for i in agenda.items if i.routine in laid_out]


def _day(around: Surroundings, now: datetime) -> date:
    return date.fromisoformat(today_of(around, now))


def _length_of(timeline: Timeline) -> Length:
    rows = dose_rows(asked_of([(timeline, 1)]), (), by_muscle=True)
    parts = tuple(row.title for row in rows)
    return Length(total_s=timeline.total_s, up_to=timeline.up_to, parts=parts)


def _broken(history: History, now: datetime) -> SessionRecord | None:
    """A session that broke off, while it can still be gone on with."""
    try:
        session = history.unfinished()
    except DamageError:
        return None  # it is left out of the week too
    if session is None or not session.work:
        return None
    since_s = (now - read_instant(session.updated_at)).total_seconds()
    return session if since_s <= GOES_ON_S else None


def _timeline_of(name: str, plan: Plan | None, around: Surroundings) -> Timeline | None:
    """A routine as it would be run now; a broken file of that name is a warning."""
    from calfcoach.cli.dosing import dosed
    from calfcoach.files.catalog import Catalog
    from calfcoach.timeline import Options, compile_routine

    options = Options(level=around.settings.level, accessible=around.accessible)
    catalog = Catalog(around.folders)
    try:
        routine = dosed(catalog.routine(name), plan, catalog)
        return compile_routine(routine, options, cued=False)
    except CoachError as problem:
        warn(problem, accessible=around.accessible)
        return None
