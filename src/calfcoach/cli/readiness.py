"""What is asked and said just before a session: the pages where they are due, the day's question,
what the routine goes without.

Owns their order. Without a terminal and with `--yes` nothing is asked: what was answered before
holds all the same.
"""

from __future__ import annotations

from datetime import UTC, datetime

from calfcoach.care.model import DayAnswer
from calfcoach.cli.fitting import Teller, fit
from calfcoach.cli.forms import wants_screen
from calfcoach.cli.gate import EXIT_BLOCKED, refuse_for, tell_what_to_do, today_of
from calfcoach.cli.stage import introduce, known_exercises, timeline_of
from calfcoach.cli.standing import day_is_due, limits_now, pages_are_due
from calfcoach.cli.surroundings import Surroundings
from calfcoach.cli.wishes import Wishes
from calfcoach.frozen import frozen, replace
from calfcoach.model import Routine
from calfcoach.store import History


@frozen
class Ready:
    """What can start: the routine as it may be done, the wishes with what it was fitted to, the
    day's answer as it is kept, and the line that was said of it already."""

    routine: Routine
    wishes: Wishes
    day_answer: str
    introduced: str = ""


def screen_if_due(history: History, around: Surroundings, wishes: Wishes) -> int | None:
    """Put the safety questions before a person's first session, and when they are due again. The
    exit code where a flag was told, else None. LeftError."""
    if wishes.yes or not around.can_ask:
        return None
    if not pages_are_due(history, today_of(around, datetime.now(UTC))):
        return None
    from calfcoach.cli.screening import screen

    return screen(history, around)


def make_ready(
    history: History,
    around: Surroundings,
    routine: Routine,
    wishes: Wishes,
    *,
    asks_day: bool = True,
) -> Ready | int:
    """The session that may start, or the exit code where a flag was told. LeftError where the
    person leaves, CoachError where nothing of the routine is left."""
    asks = around.can_ask and not wishes.yes
    now = datetime.now(UTC)
    if asks:
        from calfcoach.cli.morning import ask_morning_if_due

        ask_morning_if_due(history, around, routine.id, now)
    limits, teller, introduced = limits_now(history, around), Teller(around), ""
    if asks and asks_day and day_is_due(history, around, now, routine.id):
        from calfcoach.cli.day_question import ask_day

        limits = replace(limits, day=DayAnswer())  # an answer from before the pain holds no more
        introduced = _introduced(history, around, fit(routine, limits).routine, wishes)
        teller.tell(routine, limits)
        limits = replace(limits, day=ask_day(history, around, today_of(around, now)))
        teller.read()
        if limits.day.flag:
            tell_what_to_do([limits.day.flag], around)
            return EXIT_BLOCKED
    fitted = teller.tell(routine, limits)
    if asks:
        teller.give_time()
    return Ready(
        routine=fitted,
        wishes=replace(wishes, conditions=limits.conditions, sore=limits.day.sore),
        day_answer=limits.day.kept if asks else DayAnswer().kept,
        introduced=introduced,
    )


def ready_to_rehearse(around: Surroundings, routine: Routine) -> Routine | int:
    """A routine as it would be run just now, for which nothing is asked. HistoryError."""
    with History.read(around.folders.history_file) as history:
        blocked = refuse_for(history, around)
        if blocked is not None:
            return blocked
        return Teller(around).tell(routine, limits_now(history, around))


def _introduced(
    history: History, around: Surroundings, routine: Routine | None, wishes: Wishes
) -> str:
    """The first line of a session in lines, said before the question that precedes it."""
    if routine is None or wants_screen(around, wishes):
        return ""
    return introduce(timeline_of(routine, around, wishes, known=known_exercises(history)), around)
