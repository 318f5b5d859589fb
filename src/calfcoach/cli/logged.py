"""A session that was done away from the screen, written down.

What `calfcoach log` does, without the parsing of its options. Knows nothing of guiding.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from calfcoach.cli.gate import offset_of
from calfcoach.cli.moments import Now, present, read_moment
from calfcoach.cli.surroundings import Surroundings, tell
from calfcoach.errors import CoachError
from calfcoach.frozen import frozen
from calfcoach.report.clock import as_lived, short_units
from calfcoach.report.moment_words import near_moment
from calfcoach.script import length
from calfcoach.store import History, SessionStart, instant_text, local_day
from calfcoach.terms import Side

if TYPE_CHECKING:
    from calfcoach.records import WorkRecord
    from calfcoach.timeline import Timeline


@frozen
class Told:
    """What was told of a session: `at` as typed ("" for just now), the length in seconds or
    None, the amounts of `--done` as typed, and the rest as it is stored."""

    routine: str
    at: str = ""
    lasted_s: float | None = None
    done: tuple[str, ...] = ()
    side: Side = Side.BOTH
    tightness: int | None = None
    pain: int | None = None
    note: str = ""


def log_session(around: Surroundings, told: Told) -> None:
    """Write the session and say what was written. Raises `CoachError` for what cannot be."""
    now = present(around.settings.day_starts)
    timeline = _timeline(around, told)
    started = read_moment(told.at, now, "--at") if told.at else None
    work, lasted_s = _work(timeline, told, started or now.instant)
    if started is None:  # just now: it has ended
        started = now.instant - timedelta(seconds=lasted_s)
    elif started + timedelta(seconds=lasted_s) > now.instant + timedelta(minutes=1):
        raise CoachError(
            f"a session of {length(lasted_s)} from {started:%H:%M} on would end in the future",
            hint="`--at` is when it began; `--minutes` says how long it was",
            exit_code=2,
        )
    start = _start(around, timeline, started, told)
    with History.open(around.folders.history) as history:
        session_id = history.log(
            start,
            work,
            lasted_s,
            at=now.instant,
            tightness=told.tightness,
            pain=told.pain,
            note=told.note,
        )
        code = history.session(session_id).code
    _confirm(around, start, lasted_s, code, now)


def _timeline(around: Surroundings, told: Told) -> Timeline:
    """The routine as it would be run here, without what may limit the person today."""
    from calfcoach.files.catalog import Catalog
    from calfcoach.timeline import Options, compile_routine

    routine = Catalog(around.folders).routine(told.routine)
    return compile_routine(routine, Options(level=around.settings.level, side=told.side))


def _work(timeline: Timeline, told: Told, at: datetime) -> tuple[Sequence[WorkRecord], float]:
    """The work phases and how long it all lasted."""
    from calfcoach.cli.done_amounts import read_amounts, scaled_work, work_done

    items = [phase.item for phase in timeline.work]
    if told.done:
        amounts = read_amounts(told.done, items, timeline.routine.id)
        work = work_done(items, amounts, at)
        in_all_s = sum(each.done_s for each in work)
        return work, in_all_s if told.lasted_s is None else told.lasted_s
    if told.lasted_s is None:
        return scaled_work(items, 1.0, at), timeline.total_s
    factor = told.lasted_s / timeline.total_s if timeline.total_s else 1.0
    return scaled_work(items, factor, at), told.lasted_s


def _start(around: Surroundings, timeline: Timeline, started: datetime, told: Told) -> SessionStart:
    routine = timeline.routine
    offset_s = offset_of(started)
    return SessionStart(
        started_at=started,
        utc_offset_s=offset_s,
        local_day=local_day(started, offset_s, around.settings.day_starts),
        routine_id=routine.id,
        routine_title=routine.title,
        routine_hash=routine.hash,
        planned_s=timeline.total_s,
        planned_left_s=timeline.work_s(Side.LEFT),
        planned_right_s=timeline.work_s(Side.RIGHT),
        planned_both_s=timeline.work_s(Side.BOTH),
        options="" if told.side is Side.BOTH else f'{{"side": "{told.side.value}"}}',
    )


def _confirm(
    around: Surroundings, start: SessionStart, lasted_s: float, code: str, now: Now
) -> None:
    spoken = around.accessible
    lived = as_lived(instant_text(start.started_at), start.utc_offset_s)
    when = near_moment(lived, start.local_day, now.today, spoken=spoken)
    lasted = length(lasted_s) if spoken else short_units(length(lasted_s))
    name = start.routine_id.replace("-", " ") if spoken else start.routine_id
    tell(f"Logged: {name}, {lasted}, {when}." + ("" if spoken else f" Code {code}."))
