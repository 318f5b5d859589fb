from __future__ import annotations

import pytest

from calfcoach.advice import Hurt, Where, advise
from calfcoach.events import Act, Command, Digit, Question
from calfcoach.questions import Asking, Choice, Counting, asked_on
from calfcoach.terms import Kind

EVERY_KEY: list[Command] = [*Act, *(Digit(value=digit) for digit in range(10))]


def asking(question: Question, hurt: Hurt | None = None) -> Asking:
    advice = None if hurt is None else advise(hurt, Kind.ROLL)
    return Asking(question=question, asked_at=100.0, advice=advice)


def type_in(question: Asking, *keys: Command | int) -> str:
    for key in keys:
        command = Digit(value=key) if isinstance(key, int) else key
        assert question.take(command, 101.0) is None
    return question.typed


YES_OR_NO: dict[Command, Choice] = {
    Act.YES: Choice.NOTE,
    Act.ENTER: Choice.NOTE,
    Act.NEXT: Choice.NOTE,
    Act.QUIT: Choice.STOP,
}
ANSWERS: dict[Question, dict[Command, Choice]] = {
    Question.STOP: {Act.ENTER: Choice.STOP, Act.PAUSE: Choice.GO_ON},
    Question.WHERE: {
        Act.ENTER: Choice.NOTE,
        Act.QUIT: Choice.STOP,
        Digit(value=1): Choice.NOTE,
        Digit(value=2): Choice.NOTE,
        Digit(value=3): Choice.NOTE,
        Digit(value=4): Choice.NOTE,
        Digit(value=5): Choice.NOTE,
    },
    Question.PAIN: {Act.ENTER: Choice.NOTE, Act.QUIT: Choice.STOP},
    Question.SHARP: YES_OR_NO,
    Question.PULSING: YES_OR_NO,
    Question.HOW_MANY: {},
    Question.HOW_MANY_MORE: {Act.ENTER: Choice.NOTE},
    Question.HOW_MANY_RAISES: {Act.ENTER: Choice.NOTE},
}


@pytest.mark.parametrize(("question", "answers"), list(ANSWERS.items()))
def test_each_question_has_its_keys_and_no_others(
    question: Question, answers: dict[Command, Choice]
) -> None:
    found = {key: asking(question).take(key, 101.0) for key in EVERY_KEY}
    assert {key: choice for key, choice in found.items() if choice} == answers


@pytest.mark.parametrize(
    ("hurt", "answers"),
    [
        (
            Hurt(pain=2),
            {Act.PAUSE: Choice.GO_ON, Act.NEXT: Choice.SKIP, Act.QUIT: Choice.STOP},
        ),
        (
            Hurt(pain=5),
            {Act.PAUSE: Choice.GO_ON, Act.NEXT: Choice.SKIP, Act.QUIT: Choice.STOP},
        ),
        (Hurt(pain=6), {Act.ENTER: Choice.STOP, Act.QUIT: Choice.STOP}),
        (Hurt(pain=2, sharp=True), {Act.QUIT: Choice.STOP}),
    ],
)
def test_after_a_pain_only_what_is_offered_has_a_key(
    hurt: Hurt, answers: dict[Command, Choice]
) -> None:
    found = {key: asking(Question.AFTER_PAIN, hurt).take(key, 101.0) for key in EVERY_KEY}
    assert {key: choice for key, choice in found.items() if choice} == answers


@pytest.mark.parametrize("question", [q for q in Question if q is not Question.AFTER_PAIN])
def test_keys_of_the_first_half_second_were_not_meant_for_it(question: Question) -> None:
    hasty = asking(question)
    assert [hasty.take(key, 100.499) for key in EVERY_KEY] == [None] * len(EVERY_KEY)
    assert hasty.typed == ""
    assert asking(Question.STOP).take(Act.ENTER, 100.5) is Choice.STOP


@pytest.mark.parametrize(
    ("typed", "choice"),
    [
        ("0", Choice.NOTE),
        ("07", Choice.NOTE),
        ("10", Choice.NOTE),
        ("11", Choice.AGAIN),
        ("12", Choice.AGAIN),
        ("99", Choice.AGAIN),
        ("100", Choice.AGAIN),
        ("12345", Choice.AGAIN),
    ],
)
def test_a_number_that_cannot_be_is_asked_again_and_never_taken_for_another(
    typed: str, choice: Choice
) -> None:
    pain = asking(Question.PAIN)
    type_in(pain, *map(int, typed))
    assert pain.take(Act.ENTER, 101.0) is choice
    assert pain.typed == ("" if choice is Choice.AGAIN else str(int(typed)))


def test_digits_can_be_erased_one_by_one() -> None:
    assert type_in(asking(Question.PAIN), 1, 0, Act.ERASE) == "1"
    assert type_in(asking(Question.PAIN), 1, Act.ERASE, Act.ERASE, 4) == "4"


def test_other_questions_take_no_digits() -> None:
    assert type_in(asking(Question.STOP), 1, 0) == ""
    assert type_in(asking(Question.SHARP), 1, 0) == ""
    assert type_in(asking(Question.AFTER_PAIN, Hurt()), 1, 0) == ""


def test_reps_go_up_to_200_and_enter_needs_a_number() -> None:
    count = Counting(Question.HOW_MANY, asked_at=100.0)
    assert type_in(count, 2, 0, 1) == "201"
    assert count.take(Act.ENTER, 101.0) is Choice.AGAIN
    assert type_in(count, 2, 0, 0) == "200"
    assert count.take(Act.ENTER, 101.0) is Choice.NOTE


def test_how_many_more_is_one_digit_or_nothing() -> None:
    count = Counting(Question.HOW_MANY_MORE, asked_at=100.0)
    assert type_in(count, 1, 0) == "10"
    assert count.take(Act.ENTER, 101.0) is Choice.AGAIN
    assert (count.take(Act.ENTER, 101.0), count.left_standing) == (Choice.NOTE, None)
    assert type_in(count, 9) == "9"
    assert (count.take(Act.ENTER, 101.0), count.left_standing) == (Choice.NOTE, 9)


def test_the_questions_about_a_pain_come_in_their_order() -> None:
    hurt, then = asked_on(Hurt(), Question.WHERE, 4)
    assert (hurt, then) == (Hurt(where=Where.KNEE), Question.PAIN)
    hurt, then = asked_on(hurt, Question.PAIN, 7)
    assert (hurt, then) == (Hurt(where=Where.KNEE, pain=7), Question.PULSING)
    hurt, then = asked_on(hurt, then, 1)
    assert (hurt, then) == (Hurt(where=Where.KNEE, pain=7, sharp=True), Question.AFTER_PAIN)
    assert asked_on(Hurt(), Question.WHERE, None) == (Hurt(), Question.PAIN)
    assert asked_on(Hurt(), Question.PAIN, 0) == (Hurt(pain=0), Question.SHARP)
    assert asked_on(Hurt(), Question.SHARP, None) == (Hurt(), Question.AFTER_PAIN)


def test_the_number_is_what_was_typed_or_none() -> None:
    pain = asking(Question.PAIN)
    assert pain.number is None
    type_in(pain, 0)
    assert pain.number == 0
