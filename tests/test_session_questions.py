from __future__ import annotations

from typing import Any

import pytest
from virtual import (
    Run,
    lines,
    told,
    two_sides,
)

from calfcoach.events import (
    Act,
    Command,
    Digit,
    Ended,
    Mode,
    Question,
    Reason,
)
from calfcoach.records import Status
from calfcoach.timeline import Timeline

ALL_ACTS: list[Command] = [*Act, Digit(value=3)]


# ---------------------------------------------------------------------------------------- it hurts


def hurting(at: float = 12, made: Timeline | None = None) -> Run:
    """A session in which H was pressed at `at` and the first half second is over."""
    run = Run(made or two_sides())
    run.until(at)
    run.press(Act.HURT)
    run.pass_s(0.5)
    return run


def test_hurt_pauses_and_asks_how_much() -> None:
    run = Run(two_sides())
    run.until(12)
    assert lines(run.press(Act.HURT)) == ["paused: hurt", "asked pain"]
    assert (run.at.mode, run.at.reason, run.at.asking) == (
        Mode.PAUSED,
        Reason.HURT,
        Question.PAIN,
    )


def test_pain_is_typed_confirmed_and_noted_with_the_work() -> None:
    run = hurting()
    assert run.type_number(10) == []
    assert run.at.typed == "10"
    assert lines(run.press(Act.ENTER)) == [
        "answered pain: 10",
        "pain 10: part 7",
        "asked after-strong-pain",
    ]
    assert run.at.asking is Question.AFTER_STRONG_PAIN
    assert run.credits[0].pain == 10


@pytest.mark.parametrize(
    ("pain", "asked"),
    [(5, Question.AFTER_PAIN), (6, Question.AFTER_STRONG_PAIN)],
)
def test_going_on_is_not_offered_above_five(pain: int, asked: Question) -> None:
    run = after_pain(pain)
    assert run.at.asking is asked
    goes_on = run.press(Act.PAUSE)
    assert bool(goes_on) is (asked is Question.AFTER_PAIN)


def test_more_than_ten_cannot_be_typed_and_digits_can_be_erased() -> None:
    run = hurting()
    run.type_number(11)
    assert run.at.typed == "1"
    run.press(Act.ERASE)
    assert run.at.typed == ""
    run.press(Act.ERASE)
    run.type_number(7)
    run.type_number(3)
    assert run.at.typed == "7"
    assert lines(run.press(Act.ENTER))[0] == "answered pain: 7"


def test_enter_alone_notes_nothing_and_asks_what_now() -> None:
    run = hurting()
    assert lines(run.press(Act.ENTER)) == ["answered pain: None", "asked after-pain"]
    assert run.credits == []


def test_keys_in_the_first_half_second_after_a_question_are_dropped() -> None:
    run = Run(two_sides())
    run.until(12)
    run.press(Act.HURT)
    run.pass_s(0.49)
    assert run.press(Digit(value=5), Act.ENTER, Act.QUIT) == []
    assert run.at.typed == ""
    run.pass_s(0.01)
    run.type_number(5)
    assert lines(run.press(Act.ENTER))[-1] == "asked after-pain"
    assert run.press(Act.PAUSE, Act.NEXT, Act.QUIT) == []  # the second question drops them too
    assert run.at.asking is Question.AFTER_PAIN


def after_pain(pain: int = 5, at: float = 12, made: Timeline | None = None) -> Run:
    run = hurting(at, made)
    run.type_number(pain)
    run.press(Act.ENTER)
    run.pass_s(0.5)
    return run


def test_after_pain_space_goes_on_with_the_preparation() -> None:
    run = after_pain()
    assert told(run.press(Act.PAUSE)) == [
        "answered after-pain: None",
        "unpaused: hurt, 1",
        "returning 5",
    ]
    run.to_end()
    assert run.done() == [("left", 20, "done"), ("right", 20, "done")]
    assert [c.pain for c in run.credits] == [5, None]


def test_after_pain_n_skips_for_pain() -> None:
    run = after_pain()
    assert told(run.press(Act.NEXT)) == [
        "answered after-pain: None",
        "unpaused: hurt, 1",
        "leave work left: skipped 7",
        "start switch right",
    ]
    assert run.done() == [("left", 7, "skipped, pain")]


def test_pain_in_a_change_skips_the_work_that_comes_next() -> None:
    run = after_pain(at=26)
    assert told(run.press(Act.NEXT))[-2:] == ["leave work right: skipped 0", "ended: completed"]
    assert run.done() == [("left", 20, "done"), ("right", 0, "skipped, pain")]


def test_after_pain_q_stops_for_pain() -> None:
    run = after_pain()
    assert told(run.press(Act.QUIT)) == [
        "answered after-pain: None",
        "unpaused: hurt, 1",
        "leave work left: part 7",
        "ended: stopped",
    ]
    assert run.done() == [("left", 7, "part, pain")]


def test_q_instead_of_a_number_stops_too() -> None:
    run = hurting()
    run.type_number(8)
    assert told(run.press(Act.QUIT)) == [
        "answered pain: None",
        "unpaused: hurt, 0.5",
        "leave work left: part 7",
        "ended: stopped",
    ]


@pytest.mark.parametrize("answered", [False, True])
def test_after_it_hurts_nothing_ever_happens_by_itself(answered: bool) -> None:
    run = after_pain() if answered else hurting()
    assert run.session.deadline() is None
    assert run.absent(86_400) == []
    assert run.at.mode is Mode.PAUSED
    assert run.at.goes_on_in_s is None


@pytest.mark.parametrize("question", [Question.PAIN, Question.AFTER_PAIN, Question.STOP])
def test_other_keys_answer_no_question(question: Question) -> None:
    answers: dict[Question, set[Command]] = {
        Question.PAIN: {Act.ENTER, Act.QUIT, Digit(value=3)},
        Question.AFTER_PAIN: {Act.PAUSE, Act.NEXT, Act.QUIT},
        Question.STOP: {Act.PAUSE, Act.ENTER},
    }
    signals: set[Command] = {Act.STOP, Act.INTERRUPT, Act.SUSPENDED}
    if question is Question.STOP:
        run = Run(two_sides())
        run.until(12)
        run.press(Act.QUIT)
        run.pass_s(1)
    else:
        run = after_pain() if question is Question.AFTER_PAIN else hurting()
    before = run.at
    for command in ALL_ACTS:
        if command not in answers[question] | signals:
            assert run.press(command) == []
    assert run.at == before


def test_pain_in_a_preparation_belongs_to_the_work_before() -> None:
    run = after_pain(6, at=27)
    assert [(c.pain, c.done_s) for c in run.credits] == [(6, 20)]


def test_pain_before_any_work_is_told_without_a_credit() -> None:
    run = hurting(3)
    run.type_number(4)
    assert "pain 4: None" in lines(run.press(Act.ENTER))
    assert run.credits == []


def test_the_worst_pain_of_a_work_phase_stays() -> None:
    run = after_pain(6)
    run.press(Act.PAUSE)
    run.pass_s(8)
    run.press(Act.HURT)
    run.pass_s(1)
    run.type_number(2)
    run.press(Act.ENTER)
    assert [c.pain for c in run.credits] == [6]


def test_hurt_takes_over_a_pause_and_counts_it_once() -> None:
    run = Run(two_sides())
    run.until(12)
    run.press(Act.PAUSE)
    run.pass_s(100)
    assert lines(run.press(Act.HURT)) == ["asked pain"]
    assert run.at.reason is Reason.HURT
    run.pass_s(1)
    run.press(Act.ENTER)
    run.pass_s(1)
    assert told(run.press(Act.PAUSE))[1] == "unpaused: hurt, 102"


def test_hurt_in_the_return_stops_it() -> None:
    run = Run(two_sides())
    run.until(12)
    run.press(Act.PAUSE, Act.PAUSE)
    run.pass_s(2)
    assert lines(run.press(Act.HURT)) == ["paused: hurt", "asked pain"]
    assert run.at.elapsed_s == 7


# ----------------------------------------------------------------------------------- quit and stop


def quitting(at: float = 12) -> Run:
    run = Run(two_sides())
    run.until(at)
    run.press(Act.QUIT)
    run.pass_s(1)
    return run


def test_quit_pauses_and_asks() -> None:
    run = Run(two_sides())
    run.until(12)
    assert lines(run.press(Act.QUIT)) == ["paused: quit", "asked stop"]


def test_quit_and_enter_stops() -> None:
    assert told(quitting().press(Act.ENTER)) == [
        "answered stop: None",
        "unpaused: quit, 1",
        "leave work left: part 7",
        "ended: stopped",
    ]


def test_quit_and_space_goes_on() -> None:
    run = quitting()
    assert told(run.press(Act.PAUSE)) == [
        "answered stop: None",
        "unpaused: quit, 1",
        "returning 5",
    ]


def test_quit_drops_an_enter_that_comes_too_early() -> None:
    run = Run(two_sides())
    run.until(12)
    assert told(run.press(Act.QUIT, Act.ENTER, Act.PAUSE)) == ["paused: quit", "asked stop"]


def test_quit_unanswered_is_stopped_and_saved_after_ten_minutes() -> None:
    run = Run(two_sides())
    run.until(12)
    run.press(Act.QUIT)
    assert run.session.deadline() == 612
    assert told(run.pass_s(600)) == [
        "unpaused: quit, 600",
        "leave work left: part 7",
        "ended: stopped, waited",
    ]
    assert run.at.asking is None


def test_quit_takes_over_a_pause() -> None:
    run = Run(two_sides())
    run.until(12)
    run.press(Act.PAUSE)
    run.pass_s(30)
    assert lines(run.press(Act.QUIT)) == ["asked stop"]
    assert run.at.reason is Reason.QUIT


def _paused(run: Run) -> None:
    run.press(Act.PAUSE)


def _returning(run: Run) -> None:
    run.press(Act.PAUSE, Act.PAUSE)


def _away(run: Run) -> None:
    run.absent(60)


def _suspended(run: Run) -> None:
    run.absent(60, Act.SUSPENDED)


def _hurt(run: Run) -> None:
    run.press(Act.HURT)


def _quit(run: Run) -> None:
    run.press(Act.QUIT)


def _running(run: Run) -> None:
    del run


@pytest.mark.parametrize("mode", [_running, _paused, _returning, _away, _suspended, _hurt, _quit])
@pytest.mark.parametrize(
    ("signal", "status"), [(Act.STOP, Status.STOPPED), (Act.INTERRUPT, Status.INTERRUPTED)]
)
@pytest.mark.parametrize("at", [3, 12, 27])
def test_a_signal_ends_the_session_at_once_from_anywhere(
    mode: Any, signal: Act, status: Status, at: float
) -> None:
    run = Run(two_sides())
    run.until(at)
    mode(run)
    came = run.press(signal)
    assert came[-1] == Ended(status=status)
    assert run.at.status is status
    assert run.at.asking is None
    done_s = {3: [], 12: [7], 27: [20]}[int(at)]
    assert [c.done_s for c in run.credits] == done_s
