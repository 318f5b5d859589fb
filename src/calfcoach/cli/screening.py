"""The safety questions of two pages: how they are put, and what is kept of them.

Owns their order and the words around them; the questions themselves are data. A yes on the first
page ends it: the flag is kept, and what to do now is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from calfcoach.care.data import questions
from calfcoach.care.model import Condition, Flag, Tier
from calfcoach.cli.asking import LeftError, put_numbers, put_yes_or_no, say, tell_list
from calfcoach.cli.gate import EXIT_BLOCKED, tell_what_to_do, today_of
from calfcoach.cli.standing import GENTLE, said_gentle, standing_conditions
from calfcoach.cli.surroundings import Surroundings
from calfcoach.days import instant_text
from calfcoach.records import FlagOrigin, ScreeningRecord
from calfcoach.store import History
from calfcoach.store.faults import LostPagesError

_BEFORE = "A few safety questions on two pages, a minute or two."
_PAGE_1 = "Page 1 of 2, right now: does any of these apply to you?"
_PAGE_2 = "Page 2 of 2, good to know: which of these apply? They limit, they do not block."
_QUESTION = (
    "Enter alone: none of these. Their numbers, such as 1 or 1 4, then Enter: these. Q leaves."
)
_ONCE_MORE = "Then the page once more: which of these apply?"
_STILL_GENTLE = "A clinician said gentle only. Does that still hold?"


def screen(history: History, around: Surroundings) -> int | None:
    """Put both pages and keep the answers. The exit code where a flag was told, else None.
    LeftError where the person leaves: then nothing is kept."""
    asked = questions()
    say(around, _BEFORE)
    told = _first_page(asked.flags, around)
    if told:
        _keep(history, around, flags=[flag.id for flag in told])
        tell_what_to_do([flag.id for flag in told], around)
        return EXIT_BLOCKED
    try:
        held = GENTLE in standing_conditions(history, datetime.now(UTC))
    except LostPagesError:
        held = said_gentle(history)  # where it would have come from
    conditions = _second_page([each for each in asked.conditions if each.no], around)
    if held and put_yes_or_no(around, _STILL_GENTLE):
        conditions.append(GENTLE)
    _keep(history, around, conditions=conditions)
    return None


def _first_page(flags: Sequence[Flag], around: Surroundings) -> list[Flag]:
    """The flags that apply, each said yes to in words."""
    early = tell_list(around, _PAGE_1, [flag.ask for flag in flags])
    while True:
        numbers = {*early, *put_numbers(around, _QUESTION, len(flags))}
        chosen = [flag for flag in flags if flag.no in numbers]
        chosen.sort(key=lambda flag: flag.tier is not Tier.EMERGENCY)
        told = _confirmed(chosen, around)
        if told or not chosen:
            return told
        early = ()
        say(around, _ONCE_MORE)


def _confirmed(chosen: Sequence[Flag], around: Surroundings) -> list[Flag]:
    """Those that are said yes to. Who leaves in the middle has told the ones before."""
    told: list[Flag] = []
    try:
        for flag in chosen:
            if put_yes_or_no(around, is_right(flag.confirm)):
                told.append(flag)
    except (LeftError, KeyboardInterrupt):
        if not told:
            raise
    return told


def is_right(words: str) -> str:
    """The question that confirms what a number stands for."""
    return f"{words}: is that right?"


def _second_page(conditions: Sequence[Condition], around: Surroundings) -> list[str]:
    """The ids of the conditions that apply, and what follows from them."""
    early = tell_list(around, _PAGE_2, [condition.ask for condition in conditions])
    while True:
        numbers = {*early, *put_numbers(around, _QUESTION, len(conditions))}
        chosen = [condition for condition in conditions if condition.no in numbers]
        named = "; ".join(condition.label for condition in chosen)
        if not chosen or put_yes_or_no(around, is_right(named[:1].upper() + named[1:])):
            break
        early = ()
        say(around, _ONCE_MORE)
    found = []
    for condition in chosen:
        found.append(condition.id)
        if condition.then and put_yes_or_no(around, condition.then):
            found.append(condition.then_id)
    return found


def _keep(
    history: History,
    around: Surroundings,
    *,
    conditions: Sequence[str] = (),
    flags: Sequence[str] = (),
) -> None:
    now = datetime.now(UTC)
    for flag in flags:
        history.open_flag(flag, FlagOrigin.SCREEN, at=now)
    screening = ScreeningRecord(
        at=instant_text(now),
        local_day=today_of(around, now),
        version=questions().version,
        conditions=tuple(conditions),
        flags=tuple(flags),
    )
    history.save_screening(screening)
