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


def guide(around: Surroundings, wishes: Wishes) -> int:
    """Find the routine, then rehearse or run it; the exit code."""
    from calfcoach.cli.stage import timeline_of

    wishes = replace(wishes, routine=_as_given(wishes.routine) or _due(around))
    routine = Catalog(around.folders).routine(wishes.routine)
    _check_manual(routine, around, wishes)
    if wishes.speed is not None:
        return _rehearse(around, routine, wishes, wishes.speed)
    if not wishes.resume:
        timeline_of(routine, around, wishes)  # a wrong option is told before anything is done
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


def _due(around: Surroundings) -> str:
    """What is due; where that is not the usual, it is said."""
    from datetime import UTC, datetime

    from calfcoach.cli.today import what_is_due
    from calfcoach.report.day import DAILY
    from calfcoach.store import History, HistoryError

    try:
        with History.read(around.folders.history) as history:
            due, blocked = what_is_due(history, datetime.now(UTC))
    except HistoryError:  # said when the session opens it
        return DAILY
    if due != DAILY and not blocked:
        talk(f"The calves are in a flare: {due} instead of {DAILY}, until they are better.")
    return due


def _as_given(name: str) -> str:
    return os.path.expanduser(name) if name.startswith("~") else name  # noqa: PTH111  # no Path yet


def _check_manual(routine: Routine, around: Surroundings, wishes: Wishes) -> None:
    if waits_for_keys(routine, wishes) and not around.stdin_is_terminal and wishes.speed is None:
        raise CoachError(
            "waiting for a key between steps needs a keyboard, and there is none",
            hint="leave out --manual" if wishes.manual else 'write advance = "auto"',
            exit_code=2,
        )
