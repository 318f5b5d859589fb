"""The day's question: how the calves are, once a local day before its first session.

Owns its words and what an answer becomes. It looks unlike the question at the end, and its list
begins with another item each day: people stop seeing a warning that never changes. The accessible
form keeps one sentence, which somebody who listens can pass over as a whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from textwrap import wrap

from calfcoach.care.data import DayItem, day_items
from calfcoach.care.model import VERY_SORE_FROM, DayAnswer
from calfcoach.care.rules import rotated
from calfcoach.cli.asking import (
    put,
    put_choice,
    put_score,
    put_yes_or_no,
    read_score,
    say,
    tell_list,
)
from calfcoach.cli.screening import is_right
from calfcoach.cli.surroundings import Surroundings
from calfcoach.records import FlagOrigin
from calfcoach.store import History

_QUESTION = "Calves today?   Enter as usual    s sore    n new or wrong"
_SPOKEN = (
    "Calves today? Enter as usual, S sore, N new or wrong.",
    "Wrong means one leg swollen, or painful and warm or discoloured, new numbness or weakness that"
    " stays, a pop, chest pain or breathless.",
)
_WRONG = "  wrong = "
_NARROWEST = 30  # cells; the asking itself folds to fewer
_AGAIN = "Enter alone: as usual. S, then Enter: sore. N, then Enter: new or wrong."
_HOW_SORE = "How sore, 0 to 10? Type a number and press Enter."
_SORE_IS_COMMON = "Both calves sore a day or two after more than usual: that is to be expected."
_WHICH = "Which one? Its number, then Enter."
_NONE = "none of these after all"


def ask_day(history: History, around: Surroundings, today: str) -> DayAnswer:
    """Put the question and keep the answer, and the flag that it opens. LeftError where the person
    leaves: then nothing is kept."""
    items = rotated(day_items(), date.fromisoformat(today))
    lines = _lines(items, around)
    while True:
        answer = _read(put(around, *lines), items, around)
        if answer is not None:
            break
        lines = (_AGAIN,)
    now = datetime.now(UTC)
    if answer.flag:
        history.open_flag(answer.flag, FlagOrigin.DAY, at=now)
    history.save_day_answer(today, answer.kept, at=now)
    return answer


def _lines(items: Sequence[DayItem], around: Surroundings) -> Sequence[str]:
    if around.accessible:
        return _SPOKEN
    wrong = _WRONG + " · ".join(item.ask for item in items)
    room = around.folds_at or len(wrong)
    return _QUESTION, *wrap(wrong, max(room, _NARROWEST), subsequent_indent=" " * len(_WRONG))


def _read(typed: str, items: Sequence[DayItem], around: Surroundings) -> DayAnswer | None:
    """What was typed, with what it takes to understand it; None to ask again."""
    word, _, rest = typed.partition(" ")
    match word:
        case "":
            say(around, "As usual.")
            return DayAnswer(word="usual")
        case "s" | "sore":
            return _sore(read_score(rest.strip()), around)
        case "n" | "new":
            return _new(items, around)
    return None


def _sore(score: int | None, around: Surroundings) -> DayAnswer:
    sore = put_score(around, _HOW_SORE) if score is None else score
    common = f" {_SORE_IS_COMMON}" if sore < VERY_SORE_FROM else ""
    say(around, f"Sore, {sore} of 10.{common}")
    return DayAnswer(word="sore", sore=sore)


def _new(items: Sequence[DayItem], around: Surroundings) -> DayAnswer | None:
    entries = [item.ask for item in items] + [_NONE]
    early = tell_list(around, "New or wrong:", [each[:1].upper() + each[1:] for each in entries])
    chosen = early[0] if early else 0
    while not chosen:
        chosen = put_choice(around, [_WHICH], len(entries))
    if chosen > len(items):
        return None
    item = items[chosen - 1]
    if not put_yes_or_no(around, is_right(item.confirm)):
        return None
    return DayAnswer(word="new", flag=item.flag)
