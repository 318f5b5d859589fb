"""A person at the day's question, before the first session of a day."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from processes import (
    HOLD,
    LONG_HOLD,
    REP,
    answer_pages,
    local_today,
    only_session,
    pass_time,
    routine_file,
    sessions,
)
from terminal import Person, person

from calfcoach.care.data import day_items, questions
from calfcoach.care.rules import rotated
from calfcoach.store import History

pytestmark = pytest.mark.tty

QUESTION = "Calves today?   Enter as usual    s sore    n new or wrong"
WRONG = "  wrong = "
AGAIN = "Enter alone: as usual. S, then Enter: sore. N, then Enter: new or wrong."
HOW_SORE = "How sore, 0 to 10? Type a number and press Enter."
WHICH = "Which one? Its number, then Enter."
TIGHT = "How tight, 0 to 10?"


@pytest.fixture
def ready(home: Path) -> Path:
    """The disclaimer was read and the pages were answered; the day's question is open."""
    with History.open(home / "history.db") as history:
        history.acknowledge("disclaimer", "1", at=datetime.now(UTC))
    answer_pages(home)
    return home


def answer(one: Person, question: str, text: str) -> None:
    """Answer a question as a person does who has read it: not at once."""
    one.sees(question)
    one.replies(f"{text}\r")


def day_answer(home: Path) -> str | None:
    with History.read(home / "history.db") as history:
        return history.day_answer(local_today())


def ends(one: Person) -> None:
    one.sees(TIGHT)
    one.types("\x03")
    assert one.leaves() == 0


def test_it_is_asked_once_a_day_with_one_key_and_kept_with_each_session(
    ready: Path, tmp_path: Path
) -> None:
    path = routine_file(tmp_path, REP)
    items = rotated(day_items(), date.fromisoformat(local_today()))
    with person("run", path, "--mute") as one:
        one.sees("Short. 0 seconds, 1 part. You need clear floor.\r\n")
        one.sees(f"{QUESTION}\r\n{WRONG}{' · '.join(item.ask for item in items)}\r\n")
        answer(one, "", "")
        one.sees("As usual.\r\nStart. Rise, left leg")
        ends(one)
    assert day_answer(ready) == only_session(ready).day_answer == "usual"
    with person("run", path, "--mute") as one:
        one.sees("Start. Rise, left leg")
        ends(one)
    assert QUESTION not in one.screen
    assert [session.day_answer for session in sessions(ready)] == ["usual", "usual"]


def test_in_accessible_form_it_is_two_sentences_without_a_sign(ready: Path, tmp_path: Path) -> None:
    with person("run", routine_file(tmp_path, REP), "--mute", "--accessible") as one:
        one.sees(
            "Short. 0 seconds, 1 part. You need clear floor.\r\n"
            "Calves today? Enter as usual, S sore, N new or wrong.\r\n"
            "Wrong means one leg swollen, or painful and warm or discoloured, new numbness or"
            " weakness that stays, a pop, chest pain or breathless.\r\n"
        )
        answer(one, "", "")
        one.sees("As usual.\r\n")
        ends(one)
    assert one.screen.count("Short. ") == 1
    assert "\x1b" not in one.screen


def test_sore_asks_how_sore_and_the_session_follows(ready: Path, tmp_path: Path) -> None:
    path = routine_file(tmp_path, f"{REP}\n\n[[step]]\n{HOLD}")
    with person("run", path, "--mute") as one:
        one.sees("Short. 2 seconds, 2 parts.")
        answer(one, WRONG, "what")
        answer(one, AGAIN, "s")
        answer(one, HOW_SORE, "11")
        answer(one, "A number from 0 to 10, then Enter.", "4")
        one.sees("Sore, 4 of 10. ")
        one.sees("Left out: Rise. Calves as sore as today get no raises and no load.\r\n")
        answer(one, "seconds. Enter starts now, Q leaves.", "")
        one.sees("Short. 2 seconds, 1 part.")
        one.sees("Start. Lean, left leg")
        ends(one)
    assert day_answer(ready) == only_session(ready).day_answer == "sore 4"


def test_something_new_is_confirmed_in_words_kept_and_nothing_starts(
    ready: Path, tmp_path: Path
) -> None:
    items = rotated(day_items(), date.fromisoformat(local_today()))
    number = [item.flag for item in items].index("pop") + 1
    flag = next(flag for flag in questions().flags if flag.id == "pop")
    with person("run", routine_file(tmp_path, REP), "--mute") as one:
        answer(one, WRONG, "n")
        one.sees("5. None of these after all.\r\n")
        answer(one, WHICH, "5")
        answer(one, AGAIN, "n")
        answer(one, WHICH, str(number))
        answer(one, "A pop or a kick felt in calf or heel: is that right? ", "n")
        answer(one, AGAIN, "new")
        answer(one, WHICH, str(number))
        answer(one, "is that right? ", "y")
        one.sees(f"{flag.do[0]}\r\n")
        assert one.leaves() == 4
    assert sessions(ready) == []
    assert day_answer(ready) == "new pop"
    with History.read(ready / "history.db") as history:
        assert [each.origin.value for each in history.open_flags()] == ["day"]


@pytest.mark.parametrize(("keys", "code"), [("q\r", 3), ("\x04", 3), ("\x03", 130)])
def test_leaving_at_the_question_keeps_nothing(
    ready: Path, tmp_path: Path, keys: str, code: int
) -> None:
    with person("run", routine_file(tmp_path, REP), "--mute") as one:
        one.sees(WRONG)
        one.replies(keys)
        assert one.leaves() == code
    assert day_answer(ready) is None
    assert sessions(ready) == []


def test_yes_and_a_rehearsal_do_not_ask_and_nothing_is_kept_for_the_day(
    ready: Path, tmp_path: Path
) -> None:
    path = routine_file(tmp_path, REP)
    for options in (["--yes", "--mute"], ["--speed", "100"]):
        with person("run", path, *options) as one:
            assert one.leaves() == 0
        assert QUESTION not in one.screen
    assert only_session(ready).day_answer == "not asked"
    assert day_answer(ready) is None


def test_after_a_session_that_ended_in_pain_it_is_asked_again(ready: Path, tmp_path: Path) -> None:
    path = routine_file(tmp_path, f"{REP}\n\n[[step]]\n{LONG_HOLD}")
    with person("run", path, "--mute") as one:
        answer(one, WRONG, "")
        one.sees("Start. Lean, left leg")
        one.types("h")
        one.answers("\r", until="How much")
        pass_time(0.6)  # in a session keys are dropped too, but nothing is ever echoed
        one.types("7\r")
        pass_time(0.6)
        one.answers("\r", until="Stopped.")
        one.leaves()
    with person("run", routine_file(tmp_path, REP), "--mute") as one:
        answer(one, WRONG, "")
        ends(one)


def test_what_was_told_by_mistake_and_cleared_is_asked_again(ready: Path, tmp_path: Path) -> None:
    with History.open(ready / "history.db") as history:
        flag_id = history.open_flag("clot", "day", at=datetime.now(UTC))
        history.save_day_answer(local_today(), "new clot", at=datetime.now(UTC))
        history.close_flag(flag_id, "mistake", "no", at=datetime.now(UTC))
    with person("run", routine_file(tmp_path, REP), "--mute") as one:
        answer(one, WRONG, "")
        ends(one)
    assert day_answer(ready) == "usual"
