"""The three doors by which an open red flag is cleared, each an honest answer that is kept.

Owns what is asked at each door and which doors a flag has. Nothing is cleared without a person at
a terminal.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from calfcoach.care.model import Door, Flag, Said
from calfcoach.cli.asking import put, put_choice, put_yes_or_no, say
from calfcoach.cli.gate import EXIT_BLOCKED, day_opened, known_flags, tell_what_to_do, today_of
from calfcoach.cli.surroundings import Surroundings, tell
from calfcoach.records import FlagRecord
from calfcoach.report.clock import spoken_day
from calfcoach.store import History

_DOORS = {
    Door.CLINICIAN: "A clinician has seen it.",
    Door.MISTAKE: "That was a wrong key: it does not apply.",
    Door.PASSED: "It has passed by itself.",
}
_SAID = {
    Said.FINE: "All fine.",
    Said.GENTLE: "Gentle exercise only.",
    Said.NOT_YET: "No exercise yet.",
}
_WHICH_DOOR = "The number of what is true, then Enter. Enter alone leaves it open."
_WHEN = "On which day? Such as 2026-11-20, today, yesterday or fri."
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def clear_flags(history: History, around: Surroundings) -> int:
    """Go through the open flags one by one; 4 while one stays open, else 0. LeftError."""
    standing = history.open_flags()
    if not standing:
        tell("No flag is open. Nothing stands in the way of a session.")
        return 0
    for record in standing:
        _clear(record, history, around)
    still = [flag.flag for flag in history.open_flags()]
    if still:
        tell_what_to_do(still, around)
        return EXIT_BLOCKED
    tell("Cleared. Sessions can start again.")
    return 0


def _clear(record: FlagRecord, history: History, around: Surroundings) -> None:
    (flag,) = known_flags([record.flag])
    today = date.fromisoformat(today_of(around, datetime.now(UTC)))
    opened = day_opened(record, around)
    words = flag.confirm if flag else record.flag
    say(around, f"{words}. Told on {spoken_day(opened, today.year)}.")
    doors = doors_of(flag, opened, today)
    lines = [f"{no}. {_DOORS[door]}" for no, door in enumerate(doors, 1)]
    chosen = put_choice(around, [*lines, _WHICH_DOOR], len(doors))
    if not chosen:
        return
    match doors[chosen - 1]:
        case Door.CLINICIAN:
            _by_clinician(record, history, around, opened, today)
        case Door.MISTAKE:
            _by_mistake(record, flag, history, around)
        case Door.PASSED:
            _by_itself(record, flag, history, around, opened, today)


def doors_of(flag: Flag | None, opened: date, today: date) -> list[Door]:
    """The doors that are open on a day: a wrong key is noticed on the day itself. A flag that no
    question asks any more has those that every flag has."""
    doors = flag.doors if flag else (Door.CLINICIAN, Door.MISTAKE)
    return [door for door in Door if door in doors and (door != Door.MISTAKE or opened == today)]


def _by_clinician(
    record: FlagRecord, history: History, around: Surroundings, opened: date, today: date
) -> None:
    seen = _put_day(around, today)
    if seen < opened and not put_yes_or_no(
        around, "That is before it was told here. Was it for this?"
    ):
        say(around, "Then it stays open until it has been looked at.")
        return
    lines = [f"{no}. {words}" for no, words in enumerate(_SAID.values(), 1)]
    chosen = 0
    while not chosen:
        chosen = put_choice(
            around, ["What did they say?", *lines, "Its number, then Enter."], len(_SAID)
        )
    said = list(_SAID)[chosen - 1]
    history.close_flag(
        record.id, Door.CLINICIAN.value, said.value, day=seen.isoformat(), at=datetime.now(UTC)
    )
    if said is Said.GENTLE:
        say(around, "From now on sessions leave out what is not gentle.")


def _by_mistake(
    record: FlagRecord, flag: Flag | None, history: History, around: Surroundings
) -> None:
    question = flag.ask if flag else record.flag
    applies = put_yes_or_no(around, f"{question}. Does that apply to you?")
    history.close_flag(
        record.id, Door.MISTAKE.value, "yes" if applies else "no", at=datetime.now(UTC)
    )


def _by_itself(
    record: FlagRecord,
    flag: Flag | None,
    history: History,
    around: Surroundings,
    opened: date,
    today: date,
) -> None:
    passed = _put_day(around, today)
    while passed < opened:
        say(around, "It was told after that day, so it had not passed then.")
        passed = _put_day(around, today)
    history.close_flag(record.id, Door.PASSED.value, day=passed.isoformat(), at=datetime.now(UTC))
    if flag and flag.back:
        say(around, flag.back)


def _put_day(around: Surroundings, today: date) -> date:
    """Ask until it is answered by a day that is not to come."""
    question = _WHEN
    while True:
        found = read_past_day(put(around, question), today)
        if found is not None:
            return found
        question = "A day that is over or today. " + _WHEN


def read_past_day(text: str, today: date) -> date | None:
    """The day that is meant, today at the latest; the last one of a weekday's name, which is never
    today. None for anything else."""
    if text in ("today", "yesterday"):
        return today - timedelta(days=text == "yesterday")
    if len(text) >= len("mon") and text[:3] in _WEEKDAYS and text.isalpha():
        back = (today.weekday() - _WEEKDAYS.index(text[:3])) % 7
        return today - timedelta(days=back or 7)
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if found <= today else None
