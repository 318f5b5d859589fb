"""The order in which a session is put together, from what is wished for to its exit code.

What `calfcoach run` does, without the parsing of its options, so that a quick path can do the
same before the command line's library is imported.
"""

from __future__ import annotations

import os

from calfcoach.cli.surroundings import Surroundings, talk
from calfcoach.cli.wishes import Wishes, waits_for_keys
from calfcoach.errors import CoachError
from calfcoach.files.catalog import Catalog
from calfcoach.frozen import replace
from calfcoach.model import Routine

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from calfcoach.cli.agenda_now import Asked
    from calfcoach.plan.model import Plan


def guide(around: Surroundings, wishes: Wishes) -> int:
    """Find the routine, then rehearse or run it; the exit code."""
    from calfcoach.cli.moments import present
    from calfcoach.cli.plan_book import notice_edit
    from calfcoach.cli.stage import timeline_of
    from calfcoach.cli.trouble import warn

    notice_edit(around, present(around.settings.day_starts))
    named = _as_given(wishes.routine) or _due(around, resumes=wishes.resume)
    wishes = replace(wishes, routine=named)
    catalog = Catalog(around.folders)
    for problem in catalog.folder_errors():
        warn(problem, accessible=around.accessible)
    routine = catalog.routine(wishes.routine)
    if not wishes.resume:  # a session that goes on keeps its own doses
        routine, wishes = _by_the_plan(routine, wishes, catalog, around)
    _check_manual(routine, around, wishes)
    if wishes.speed is not None:
        return _rehearse(around, routine, wishes, wishes.speed)
    if not wishes.resume:
        # a wrong option is told before anything is done
        timeline_of(routine, around, wishes, cued=False)
    return _run_alone(around, routine, wishes)


def _rehearse(around: Surroundings, routine: Routine, wishes: Wishes, speed: float) -> int:
    """Play what a session would be just now, faster, and keep nothing."""
    from calfcoach.cli.opening import tell_disclaimer_if_new
    from calfcoach.cli.readiness import ready_to_rehearse
    from calfcoach.cli.stage import rehearse
    from calfcoach.cli.trouble import warn
    from calfcoach.store import HistoryError

    try:
        ready = ready_to_rehearse(around, routine)
    except HistoryError as problem:  # a rehearsal needs none
        warn(problem, accessible=around.accessible)
        ready = routine
    if isinstance(ready, int):
        return ready
    tell_disclaimer_if_new(around, wishes)
    talk(f"Rehearsal, {speed:g} times faster, silent. It is not saved.")
    return rehearse(around, ready, wishes, speed)


def _run_alone(around: Surroundings, routine: Routine, wishes: Wishes) -> int:
    """Hold the lock for as long as the session lasts; where there can be none, go on without."""
    from calfcoach.cli.opening import open_session
    from calfcoach.lock import LockUnavailableError, SessionLock

    lock = SessionLock(around.folders.lock)
    unlocked: LockUnavailableError | None = None
    try:
        lock.acquire()
    except LockUnavailableError as problem:
        unlocked = problem
    try:
        return open_session(around, routine, wishes, unlocked=unlocked)
    finally:
        lock.release()


def _by_the_plan(
    routine: Routine, wishes: Wishes, catalog: Catalog, around: Surroundings
) -> tuple[Routine, Wishes]:
    """The routine with the doses of the plan, where it is one of the plan's; what the plan has to
    say is said. A broken plan is a warning, and the session is as its routine's file has it."""
    from calfcoach.cli.plan_before import look_at_plan
    from calfcoach.cli.trouble import warn

    try:
        before = look_at_plan(around, routine)
    except CoachError as problem:
        if not wishes.own_level:
            warn(problem, accessible=around.accessible)
        return routine, wishes
    if before is None:
        return routine, wishes
    if not wishes.own_level:  # a level that was asked for wins over the plan
        routine, wishes = _dosed(routine, before.plan, wishes, catalog, around)
    for line in before.lines:
        talk(line)
    return routine, wishes


def _dosed(
    routine: Routine, plan: Plan, wishes: Wishes, catalog: Catalog, around: Surroundings
) -> tuple[Routine, Wishes]:
    """The routine as the plan doses it, and a line that says so."""
    from calfcoach.cli.dosing import dosed, doses_line, plan_key

    changed = dosed(routine, plan, catalog)
    if changed == routine:
        return routine, wishes
    line = doses_line(routine, changed, plan.stage.name, wishes.level, spoken=around.accessible)
    if line:
        talk(line)
    return changed, replace(wishes, plan=plan_key(plan))


def _due(around: Surroundings, *, resumes: bool) -> str:
    """What is due; where that is not the usual, it is said. CoachError where nothing is and the
    plan is under pain rules, but for a session that only goes on."""
    from datetime import UTC, date, datetime

    from calfcoach.cli.agenda_now import agenda_now
    from calfcoach.cli.gate import today_of
    from calfcoach.report.agenda import DAILY, FLARE, part_of_day
    from calfcoach.store import History, HistoryError

    now = datetime.now(UTC).astimezone()
    day = date.fromisoformat(today_of(around, now))
    try:
        with History.read(around.folders.history_file) as history:
            asked = agenda_now(around, history, now, day)
    except HistoryError:  # said when the session opens it
        return DAILY
    agenda, part = asked.agenda, part_of_day(now)
    suggested = agenda.suggested(part)
    if agenda.leaves_free(part) and not resumes:
        raise _nothing_due(asked, day)
    if agenda.blocked:
        return suggested
    if suggested == FLARE and agenda.flare:
        talk(f"The calves are in a flare: {FLARE} instead of {DAILY}, until they are better.")
    elif suggested != DAILY:
        talk(f"Due by the plan: {suggested}.")
    return suggested


def _nothing_due(asked: Asked, day: date) -> CoachError:
    from calfcoach.cli.agenda_now import next_due
    from calfcoach.report.clock import short_day
    from calfcoach.script import joined

    then = None if asked.plan is None else next_due(asked.plan, asked.rests, day)
    hint = "`calfcoach plan show` shows the plan"
    if then is not None:
        when = " ".join(short_day(then.day, day.year).split())
        hint = f"next is {joined(then.routines)}, {when}; {hint}"
    more = "more " if asked.agenda.all_done else ""
    return CoachError(f"nothing {more}is due today by the plan", hint=hint)


def _as_given(name: str) -> str:
    return os.path.expanduser(name) if name.startswith("~") else name  # noqa: PTH111  # no Path yet


def _check_manual(routine: Routine, around: Surroundings, wishes: Wishes) -> None:
    if waits_for_keys(routine, wishes) and not around.stdin_is_terminal and wishes.speed is None:
        raise CoachError(
            "waiting for a key between steps needs a keyboard, and there is none",
            hint="leave out --manual" if wishes.manual else 'write advance = "auto"',
            exit_code=2,
        )
