"""After a session: one question, and what is next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from calfcoach.advice import PAIN
from calfcoach.cli.stage import Played, Record
from calfcoach.cli.surroundings import Surroundings, folded_for, talk
from calfcoach.cli.trouble import warn
from calfcoach.cli.wishes import Wishes
from calfcoach.closing import next_time
from calfcoach.drivers.prompt import ask
from calfcoach.model import Routine
from calfcoach.records import Status
from calfcoach.script import WORDS_A_SECOND
from calfcoach.store import HistoryError

_QUESTION = "How tight, 0 to 10? Type a number and press Enter. Enter alone skips."
_ON_SCREEN = (
    "How tight are your calves now?   0 loose … 10 very tight   Enter skips",
    "It closes by itself.",
)
_BRIEFLY = "How tight, 0 to 10? Enter skips."  # for a window of few columns
_AGAIN = "A number from 0 to 10, or Enter alone."
ROOMY_COLUMNS = 72  # below it the question would be folded
_PATIENCE_S = 15.0  # it answers itself this long after it can have been read
_PATIENCE_ACCESSIBLE_S = 60.0


def ask_after(
    played: Played,
    record: Record,
    routine: Routine,
    day: str,
    around: Surroundings,
    wishes: Wishes,
) -> None:
    """Ask how tight it is now and say what is next, where somebody is there to answer."""
    snapshot = played.outcome.snapshot
    status = snapshot.status
    told = any(credit.why.startswith(PAIN) for credit in snapshot.credits.values())
    hurt = status is Status.STOPPED and told
    if played.signal is not None or played.dropped or not around.can_ask:
        return
    if status is Status.INTERRUPTED or not played.saved:
        return
    try:
        if not wishes.yes and not hurt:  # what hurts has been asked already
            _ask_tightness(record, around, on_screen=played.on_screen)
        done = [s for s in record.history.day(day) if s.routine_id == routine.id]
        finished = sum(s.status is Status.COMPLETED for s in done)
        again = next_time(routine, finished)
        if again:
            for line in folded_for(again, around):
                talk(line)
    except HistoryError as problem:
        warn(problem, accessible=around.accessible)
    except KeyboardInterrupt:
        talk()  # the session is saved: leaving the question is no interruption


def patience_for(lines: Sequence[str], around: Surroundings) -> float:
    """Seconds until a question that may be left answers itself: once it can have been read."""
    least_s = _PATIENCE_ACCESSIBLE_S if around.accessible else _PATIENCE_S
    return len(" ".join(lines).split()) / WORDS_A_SECOND + least_s


def _ask_tightness(record: Record, around: Surroundings, *, on_screen: bool) -> None:
    room = around.folds_at
    lines: tuple[str, ...] = _ON_SCREEN if on_screen else (_QUESTION,)
    if room is not None and room < ROOMY_COLUMNS:
        lines = (_BRIEFLY,)
    while True:
        answer = ask(*lines, patience_s=patience_for(lines, around), room=room)
        if not answer:
            return
        if answer.isdecimal() and len(answer) <= 2 and int(answer) <= 10:
            record.history.set_score(
                record.session_id, "tightness", int(answer), at=datetime.now(UTC)
            )
            return
        lines = (_AGAIN,)
