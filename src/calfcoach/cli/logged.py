"""A session that was done away from the screen, written down.

What `calfcoach log` does, without the parsing of its options. Knows nothing of guiding.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from calfcoach.cli.gate import offset_of
from calfcoach.cli.moments import Now, present, read_moment
from calfcoach.cli.plan_book import notice_edit
from calfcoach.cli.surroundings import Surroundings, folded_for, tell
from calfcoach.errors import CoachError
from calfcoach.frozen import frozen
from calfcoach.report.clock import as_lived, short_moment, short_units, spoken_moment
from calfcoach.report.moment_words import near_moment
from calfcoach.script import length
from calfcoach.store import History, SessionStart, instant_text, local_day
from calfcoach.store.faults import DamageError
from calfcoach.terms import Side

TYPE_CHECKING = False
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
    started = read_moment(told.at, now, "--at") if told.at else None
    timeline, doses = _timeline(around, told, _day(started or now.instant, around))
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
    notice_edit(around, now)
    with History.open(around.folders.history_file) as history:
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
        kept = _is_kept(history, start.local_day)
    _confirm(around, start, lasted_s, code, now)
    for line in [*doses, *_remarks(told, kept=kept)]:
        for part in line.replace(". ", ".\n").split("\n") if around.accessible else [line]:
            for folded in folded_for(part, around):
                tell(folded)


def _timeline(around: Surroundings, told: Told, day: date) -> tuple[Timeline, list[str]]:
    """The routine as it would be run here on a day, without what may limit the person; and the
    line that says where its doses are the plan's."""
    from calfcoach.cli.dosing import dosed, doses_line, plan_of_day
    from calfcoach.files.catalog import Catalog
    from calfcoach.timeline import Options, compile_routine

    catalog, level = Catalog(around.folders), around.settings.level
    routine = catalog.routine(told.routine)
    plan = plan_of_day(around, day)
    changed = dosed(routine, plan, catalog)
    timeline = compile_routine(changed, Options(level=level, side=told.side), cued=False)
    if plan is None or changed == routine:
        return timeline, []
    line = doses_line(routine, changed, plan.stage.name, level, spoken=around.accessible)
    return timeline, [line] if line else []


def _day(at: datetime, around: Surroundings) -> date:
    return date.fromisoformat(local_day(at, offset_of(at), around.settings.day_starts))


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
    if lived.date().isoformat() == start.local_day:
        when = near_moment(lived, start.local_day, now.today, spoken=spoken)
    else:  # "yesterday 00:30" would be taken for another night: the words of the listing
        words = spoken_moment if spoken else short_moment
        when = " ".join(words(lived, now.instant.year).split())
    lasted = length(lasted_s) if spoken else short_units(length(lasted_s))
    name = start.routine_id.replace("-", " ") if spoken else start.routine_id
    tell(f"Logged: {name}, {lasted}, {when}." + ("" if spoken else f" Code {code}."))


def _is_kept(history: History, day: str) -> bool:
    """Whether a day needs no more: a session of it counts, or it was kept free."""
    from calfcoach.report.figures import counts

    if any(rest.from_day <= day <= rest.until_day for rest in history.rests()):
        return True
    try:
        return any(counts(each) for each in history.day(day))
    except DamageError:  # another session of the day cannot be read, and `doctor` tells of it
        return True


def _remarks(told: Told, *, kept: bool) -> list[str]:
    """What each score means, and that it takes more for the day, unless it is `kept` already."""
    from calfcoach.report.score_words import Scored, answer

    scores = (Scored.TIGHTNESS, told.tightness), (Scored.PAIN, told.pain)
    lines = [answer(what, score) for what, score in scores if score is not None]
    if not kept:
        lines.append("That is under half of its planned work, so the day does not count as kept.")
    return lines
