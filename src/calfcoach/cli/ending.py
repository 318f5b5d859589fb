"""After a session: one question, what its answer means for the next one, and what is next.

Owns which question it is: how tight, or how much pain after a routine that is done for a pain;
never both. It answers itself in time, and `calfcoach history edit` answers it later.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import UTC, datetime

from calfcoach.advice import PAIN, TRACKS
from calfcoach.cli.stage import Played, Record
from calfcoach.cli.standing import AT_NIGHT
from calfcoach.cli.surroundings import Surroundings, folded_for, talk
from calfcoach.cli.trouble import warn
from calfcoach.cli.wishes import Wishes
from calfcoach.drivers.prompt import ask
from calfcoach.frozen import frozen
from calfcoach.model import Routine
from calfcoach.records import Status
from calfcoach.script import WORDS_A_SECOND
from calfcoach.store import History, HistoryError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

PAIN_TAGS = TRACKS | {"flare"}  # of routines that are done because something hurts
ROOMY_COLUMNS = 72  # below it the question would be folded
_AGAIN = "A number from 0 to 10, or Enter alone."
_CLOSES = "closes by itself in {seconds} s   calf undo takes this session back"
_PATIENCE_S = 15.0  # it answers itself this long after it can have been read
_PATIENCE_ACCESSIBLE_S = 60.0


@frozen
class Question:
    """The one question: what it scores, in lines, on a screen, and in a window of few columns."""

    scores: Literal["tightness", "pain_after"]
    spoken: str
    on_screen: str
    briefly: str


TIGHT = Question(
    scores="tightness",
    spoken="How tight, 0 to 10? Type a number and press Enter. Enter alone skips.",
    on_screen="How tight are your calves now?   0 loose … 10 very tight   Enter skips",
    briefly="How tight, 0 to 10? Enter skips.",
)
PAINFUL = Question(
    scores="pain_after",
    spoken="How much pain, 0 to 10? Type a number and press Enter. Enter alone skips.",
    on_screen="How much pain is there now?   0 none … 10 the worst   Enter skips",
    briefly="How much pain, 0 to 10? Enter skips.",
)


def question_after(routine: Routine) -> Question | None:
    """The question that suits a routine; none to somebody who is going to sleep."""
    if routine.id == AT_NIGHT:
        return None
    return PAINFUL if PAIN_TAGS.intersection(routine.tags) else TIGHT


def ask_after(
    played: Played,
    record: Record,
    routine: Routine,
    day: str,
    around: Surroundings,
    wishes: Wishes,
) -> None:
    """Ask how tight it is now, say what is next and perhaps a tip, where somebody is there."""
    snapshot = played.outcome.snapshot
    status = snapshot.status
    told = any(credit.why.startswith(PAIN) for credit in snapshot.credits.values())
    hurt = status is Status.STOPPED and told
    if played.signal is not None or played.dropped or not around.can_ask:
        return
    if status is Status.INTERRUPTED or not played.saved:
        return
    try:
        question = question_after(routine)
        if question and not wishes.yes and not hurt:  # what hurts has been asked already
            _ask(question, record, around, on_screen=played.on_screen)
        from calfcoach.cli.next_up import next_lines  # nothing before the end needs it

        lines = next_lines(record.history, routine, day, around)
        if status is Status.COMPLETED:
            lines += _tip(record.history, routine, day, around)
        for each in (folded for line in lines for folded in folded_for(line, around)):
            talk(each)
    except HistoryError as problem:
        warn(problem, accessible=around.accessible)
    except KeyboardInterrupt:
        talk()  # the session is saved: leaving the question is no interruption


def _tip(history: History, routine: Routine, day: str, around: Surroundings) -> list[str]:
    from calfcoach.cli.moments import present
    from calfcoach.cli.tips import tip_after

    return tip_after(history, around, routine.id, day, present(around.settings.day_starts))


def patience_for(lines: Sequence[str], around: Surroundings) -> float:
    """Seconds until a question that may be left answers itself: once it can have been read."""
    least_s = _PATIENCE_ACCESSIBLE_S if around.accessible else _PATIENCE_S
    return len(" ".join(lines).split()) / WORDS_A_SECOND + least_s


def _ask(question: Question, record: Record, around: Surroundings, *, on_screen: bool) -> None:
    room = around.folds_at
    lines = _lines(question, around, on_screen=on_screen)
    while True:
        typed = ask(*lines, patience_s=patience_for(lines, around), room=room)
        if not typed:
            return
        if typed.isdecimal() and typed.isascii() and len(typed) <= 2 and int(typed) <= 10:
            break
        lines = (_AGAIN,)
    from calfcoach.report.score_words import Scored, answer  # nothing before a session needs it

    record.history.set_score(record.session_id, question.scores, int(typed), at=datetime.now(UTC))
    for line in folded_for(answer(Scored(question.scores), int(typed)), around):
        talk(line)


def _lines(question: Question, around: Surroundings, *, on_screen: bool) -> tuple[str, ...]:
    room = around.folds_at
    if room is not None and room < ROOMY_COLUMNS:
        return (question.briefly,)
    if not on_screen:
        return (question.spoken,)
    lines = (question.on_screen, _CLOSES)
    return question.on_screen, _CLOSES.format(seconds=math.ceil(patience_for(lines, around)))
