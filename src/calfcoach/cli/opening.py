"""Before a session: the disclaimer, the safety questions, a session that broke off, a history that
cannot be written.

Owns what is asked before the first countdown, and in which order. An open red flag comes before
all of it: then nothing else is said. Without a terminal, and with `--yes`, nothing is asked,
nothing is acknowledged and nothing is thrown away.
"""

from __future__ import annotations

from datetime import UTC, datetime

from calfcoach.cli.gate import offset_of, refuse_for, today_of
from calfcoach.cli.leaving import LeftError
from calfcoach.cli.readiness import Ready, make_ready, ready_to_rehearse, screen_if_due
from calfcoach.cli.sound_question import sound_chosen
from calfcoach.cli.stage import (
    Record,
    exit_code,
    known_exercises,
    perform,
    say_result,
    timeline_of,
)
from calfcoach.cli.surroundings import Surroundings, talk
from calfcoach.cli.trouble import warn
from calfcoach.cli.unfinished import Unfinished, look_for_unfinished
from calfcoach.cli.wishes import Wishes, as_kept
from calfcoach.frozen import frozen, replace
from calfcoach.lock import LockUnavailableError
from calfcoach.model import Routine
from calfcoach.store import History, HistoryError, SessionStart
from calfcoach.store.faults import LostPagesError
from calfcoach.terms import Side
from calfcoach.timeline import Timeline

DISCLAIMER = "disclaimer"
DISCLAIMER_VERSION = "1"
_AGREE = "Enter: I have read this. Q, then Enter: leave."
EXIT_LEFT = 3


def open_session(
    around: Surroundings,
    routine: Routine,
    wishes: Wishes,
    *,
    unlocked: LockUnavailableError | None = None,
) -> int:
    """Ask what is to be asked, then run the session and end it; the exit code. `unlocked` says why
    there is no lock: then a session marked as running may be alive, and is left alone."""
    try:
        history = History.open(around.folders.history_file)
    except HistoryError as problem:
        return _without_history(problem, around, routine, wishes)
    with history:
        try:
            prepared = _prepared(history, around, routine, wishes, unlocked)
        except LeftError:
            return EXIT_LEFT
        except LostPagesError:  # without what it limits no session is fitted
            raise
        except HistoryError as problem:  # it opened, and cannot be written all the same
            return _without_history(problem, around, routine, wishes)
        match prepared:
            case int():
                return prepared
            case Unfinished():
                return _resume(history, around, prepared)
            case Begun():
                return _fresh(prepared)


@frozen
class Begun:
    """A new session, in the history and about to be played; `locked`: no other can be."""

    locked: bool
    around: Surroundings
    ready: Ready
    timeline: Timeline
    start: SessionStart
    record: Record


def _prepared(
    history: History,
    around: Surroundings,
    routine: Routine,
    wishes: Wishes,
    unlocked: LockUnavailableError | None,
) -> Begun | Unfinished | int:
    """All that comes before the first countdown; an exit code where nothing starts. LeftError."""
    blocked = refuse_for(history, around)
    if blocked is not None:
        return blocked
    if not _agreed(history, around, wishes):
        return EXIT_LEFT
    first_start = _never_screened(history)
    blocked = screen_if_due(history, around, wishes)
    if blocked is not None:
        return blocked
    around = sound_chosen(history, around, wishes)
    if unlocked is None:
        broken = look_for_unfinished(history, around, wishes)
        if broken is not None:
            return broken
    elif wishes.resume:
        raise unlocked
    else:
        warn(unlocked, accessible=around.accessible)
    # the pages have asked just now what the day's question would ask once more
    asks_day = not (first_start and not _never_screened(history))
    ready = make_ready(history, around, routine, wishes, asks_day=asks_day)
    if isinstance(ready, int):
        return ready
    return _begin(history, around, ready, locked=unlocked is None)


def _never_screened(history: History) -> bool:
    """Whether the pages were never answered to their end, as far as that can be read."""
    try:
        return history.whole_screening() is None
    except LostPagesError:
        return True


def _agreed(history: History, around: Surroundings, wishes: Wishes) -> bool:
    """The disclaimer, once. It is acknowledged by a person at a terminal or not at all."""
    if not around.can_ask or history.acknowledged(DISCLAIMER) == DISCLAIMER_VERSION:
        return True
    from calfcoach.cli.disclaimer import tell_disclaimer

    tell_disclaimer(around, wishes)
    if wishes.yes:
        return True
    if not _enter(around, _AGREE):
        return False
    history.acknowledge(DISCLAIMER, DISCLAIMER_VERSION, at=datetime.now(UTC))
    return True


def _enter(around: Surroundings, question: str) -> bool:
    """Whether the person pressed Enter. Q and the end of input leave; all else asks again."""
    from calfcoach.drivers.prompt import ask  # late: most sessions ask nothing

    answer = ask(question, room=around.folds_at)
    while answer and not answer.startswith("q"):
        answer = ask(question, room=around.folds_at)
    return answer == ""


def tell_disclaimer_if_new(around: Surroundings, wishes: Wishes) -> None:
    """Before a rehearsal, which may be as fast as life: the lines, without a question."""
    try:
        with History.read(around.folders.history_file) as history:
            known = history.acknowledged(DISCLAIMER) == DISCLAIMER_VERSION
    except HistoryError:
        known = False
    if around.stdout_is_terminal and not known:
        from calfcoach.cli.disclaimer import tell_disclaimer

        tell_disclaimer(around, wishes)


def _begin(history: History, around: Surroundings, ready: Ready, *, locked: bool) -> Begun:
    timeline = timeline_of(ready.routine, around, ready.wishes, known=known_exercises(history))
    start = _start(timeline, around, ready)
    session_id = history.begin(start)
    record = Record(history=history, session_id=session_id, started=start.started_at)
    return Begun(
        locked=locked, around=around, ready=ready, timeline=timeline, start=start, record=record
    )


def _fresh(begun: Begun) -> int:
    around, wishes, record = begun.around, begun.ready.wishes, begun.record
    played = perform(
        begun.timeline,
        around,
        wishes,
        record=record,
        introduced=begun.ready.introduced,
        steered=begun.locked,
    )
    say_result(played, around)
    from calfcoach.cli.ending import ask_after  # late: nothing is asked before the end

    routine = begun.timeline.routine
    ask_after(played, record, routine, begun.start.local_day, around, wishes)
    return exit_code(played)


def _resume(history: History, around: Surroundings, broken: Unfinished) -> int:
    record = Record(
        history=history,
        session_id=broken.session.id,
        started=broken.started,
        lived_s=broken.lived_s,
    )
    talk(f"Going on with {broken.routine.id}.")
    played = perform(
        broken.timeline, around, broken.wishes, record=record, earned=broken.earned, steered=True
    )
    say_result(played, around)
    from calfcoach.cli.ending import ask_after

    ask_after(played, record, broken.routine, broken.session.local_day, around, broken.wishes)
    return exit_code(played)


def _without_history(
    problem: HistoryError, around: Surroundings, routine: Routine, wishes: Wishes
) -> int:
    """Say that nothing can be saved, and go on as the person chooses or as nobody can say."""
    if wishes.resume:
        raise problem
    warn(problem, accessible=around.accessible)
    try:  # it may still be read: a flag blocks, and what limits holds
        ready = ready_to_rehearse(around, routine)
        if isinstance(ready, int):
            return ready
        routine = ready
    except LostPagesError:
        raise
    except HistoryError:
        pass
    if around.can_ask:  # whether it was ever acknowledged stands in the history
        from calfcoach.cli.disclaimer import tell_disclaimer

        try:
            tell_disclaimer(around, wishes)
        except LeftError:
            return EXIT_LEFT
    if not wishes.yes and around.can_ask:
        if not _enter(around, "This session cannot be saved. Enter goes on without, Q leaves."):
            return EXIT_LEFT
    else:
        talk("This session cannot be saved. Going on without.")
    played = perform(timeline_of(routine, around, wishes), around, wishes)
    unsaved = replace(played, saved=False)
    say_result(unsaved, around)
    return exit_code(unsaved)


def _start(timeline: Timeline, around: Surroundings, ready: Ready) -> SessionStart:
    now = datetime.now(UTC)
    routine = timeline.routine
    return SessionStart(
        started_at=now,
        utc_offset_s=offset_of(now),
        local_day=today_of(around, now),
        routine_id=routine.id,
        routine_title=routine.title,
        routine_hash=routine.hash,
        planned_s=timeline.total_s,
        planned_left_s=timeline.work_s(Side.LEFT),
        planned_right_s=timeline.work_s(Side.RIGHT),
        planned_both_s=timeline.work_s(Side.BOTH),
        options=as_kept(ready.wishes),
        day_answer=ready.day_answer,
    )
