from __future__ import annotations

import pytest

from calfcoach.events import Act, Command, Digit, Question
from calfcoach.questions import Asking, Choice

EVERY_KEY: list[Command] = [*Act, *(Digit(value=digit) for digit in range(10))]


def asking(question: Question) -> Asking:
    return Asking(question=question, asked_at=100.0)


def type_in(question: Asking, *keys: Command | int) -> str:
    for key in keys:
        command = Digit(value=key) if isinstance(key, int) else key
        assert question.take(command, 101.0) is None
    return question.typed


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        (Question.STOP, {Act.ENTER: Choice.STOP, Act.PAUSE: Choice.GO_ON}),
        (Question.PAIN, {Act.ENTER: Choice.NOTE, Act.QUIT: Choice.STOP}),
        (
            Question.AFTER_PAIN,
            {Act.PAUSE: Choice.GO_ON, Act.NEXT: Choice.SKIP, Act.QUIT: Choice.STOP},
        ),
    ],
)
def test_each_question_has_its_keys_and_no_others(
    question: Question, answers: dict[Command, Choice]
) -> None:
    found = {key: asking(question).take(key, 101.0) for key in EVERY_KEY}
    assert {key: choice for key, choice in found.items() if choice} == answers


@pytest.mark.parametrize("question", Question)
def test_keys_of_the_first_half_second_were_not_meant_for_it(question: Question) -> None:
    hasty = asking(question)
    assert [hasty.take(key, 100.499) for key in EVERY_KEY] == [None] * len(EVERY_KEY)
    assert hasty.typed == ""
    assert asking(Question.STOP).take(Act.ENTER, 100.5) is Choice.STOP


def test_a_number_stays_between_0_and_10() -> None:
    assert type_in(asking(Question.PAIN), 1, 0) == "10"
    assert type_in(asking(Question.PAIN), 1, 1) == "1"
    assert type_in(asking(Question.PAIN), 1, 0, 0) == "10"
    assert type_in(asking(Question.PAIN), 0, 7) == "7"
    assert type_in(asking(Question.PAIN), 0, 0) == "0"
    assert type_in(asking(Question.PAIN), 9, 5) == "9"


def test_digits_can_be_erased_one_by_one() -> None:
    assert type_in(asking(Question.PAIN), 1, 0, Act.ERASE) == "1"
    assert type_in(asking(Question.PAIN), 1, Act.ERASE, Act.ERASE, 4) == "4"


@pytest.mark.parametrize("question", [Question.STOP, Question.AFTER_PAIN])
def test_only_the_question_about_pain_takes_digits(question: Question) -> None:
    assert type_in(asking(question), 1, 0) == ""


def test_the_number_is_what_was_typed_or_none() -> None:
    pain = asking(Question.PAIN)
    assert pain.number is None
    type_in(pain, 0)
    assert pain.number == 0
