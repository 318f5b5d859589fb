"""How many more it could have been: asked once after the last set of heel raises, as time runs."""

from __future__ import annotations

from typing import Any

import pytest
from building import (
    circuit,
    exercise,
    hold,
    max_reps,
    own_reps,
    routine,
    step,
    tempo_reps,
)
from virtual import QUIET, Run, lines, told

from calfcoach.events import Act, Digit, Question
from calfcoach.frozen import replace
from calfcoach.model import Circuit, Step
from calfcoach.phase import Coaching, PhaseKind
from calfcoach.session.counts import LATE_ENTER_S
from calfcoach.terms import Goal, Kind, Sides
from calfcoach.timeline import Options, Timeline, compile_routine

ROOMY = replace(QUIET, prepare_s=20)
RAISE = exercise("heel-raise", kind=Kind.STRENGTH, technique="heel-raise")
AFTER = exercise("after", kind=Kind.STRENGTH)
ASKED = "asked how-many-more"


def raises(reps: int = 4, **changed: Any) -> Step:
    """Sets of raises, 5 s a rep."""
    return step(tempo_reps(reps, 2, 1, 2), of=RAISE, **{"pacing": QUIET, **changed})


def strengthening(*entries: Step | Circuit, keys: bool = True, **options: Any) -> Timeline:
    """A timeline for strength; raises of 20 s, then a hold of 20 s behind 20 s of preparation."""
    steps = entries or (raises(), step(hold(20), of=AFTER, pacing=ROOMY))
    made = routine(*steps, goal=Goal.STRENGTHEN)
    return compile_routine(made, Options(**options), Coaching(keys=keys))


def asked(made: Timeline | None = None) -> Run:
    """It was just asked how many more, and the first half second is over."""
    run = Run(made or strengthening())
    while run.at.counting is not Question.HOW_MANY_MORE:
        run.pass_s(0.25)
    run.pass_s(0.5)
    return run


def left(run: Run) -> list[int | None]:
    return [credit.reps_left for credit in run.credits]


# ---------------------------------------------------------------------------- when it is asked


def test_it_is_asked_behind_the_words_of_the_preparation_after_the_last_set() -> None:
    run = Run(strengthening(raises(sets=2, rest_s=30), step(hold(20), of=AFTER, pacing=ROOMY)))
    assert ASKED not in told(run.until(75))
    assert run.at.phase.kind is PhaseKind.PREPARE
    came = [(run.now, line) for _ in range(19) for line in told(run.pass_s(1))]
    assert came == [(77, ASKED)]


@pytest.mark.parametrize(
    "made",
    [
        compile_routine(routine(raises(), step(hold(20), of=AFTER, pacing=ROOMY))),
        strengthening(keys=False),
        strengthening(step(hold(20), pacing=QUIET), step(hold(20), of=AFTER, pacing=ROOMY)),
        strengthening(step(hold(20), of=AFTER, pacing=ROOMY), raises()),
    ],
    ids=["not for strength", "no keys", "no raises", "raises at the very end"],
)
def test_it_is_asked_after_raises_for_strength_where_somebody_may_answer(made: Timeline) -> None:
    run = Run(made)
    run.to_end()
    assert ASKED not in told(run.events)


def test_after_as_many_as_one_could_only_how_many_is_asked() -> None:
    sets = step(max_reps(20), of=RAISE, pacing=QUIET)
    run = Run(strengthening(sets, step(hold(20), of=AFTER, pacing=ROOMY)))
    run.to_end()
    assert [line for line in told(run.events) if "asked" in line] == ["asked how-many"]


def test_a_skipped_last_set_is_not_asked_about() -> None:
    run = Run(strengthening())
    run.until(10)
    run.press(Act.NEXT)
    run.to_end()
    assert ASKED not in told(run.events)


def test_of_several_forms_it_is_asked_about_the_first() -> None:
    bent = exercise("heel-raise-bent", kind=Kind.STRENGTH, technique="heel-raise")
    second = step(tempo_reps(4, 2, 1, 2), of=bent, pacing=ROOMY)
    run = Run(strengthening(raises(), second, step(hold(20), of=AFTER, pacing=ROOMY)))
    came = told(run.to_end())
    assert came[came.index(ASKED) - 1 :][:3] == ["start prepare", ASKED, "end prepare"]
    assert came.count(ASKED) == 1
    run = asked(strengthening(raises(), second, step(hold(20), of=AFTER, pacing=ROOMY)))
    run.press(Digit(value=3), Act.ENTER)
    assert left(run) == [3]


def test_it_is_not_asked_any_more_once_other_raises_were_done() -> None:
    bent = exercise("heel-raise-bent", kind=Kind.STRENGTH, technique="heel-raise")
    second = step(tempo_reps(4, 2, 1, 2), of=bent, pacing=QUIET)
    run = Run(strengthening(raises(), second, step(hold(20), of=AFTER, pacing=ROOMY)))
    run.to_end()
    assert not [line for line in told(run.events) if line.startswith("asked")]


def test_one_leg_after_the_other_it_is_asked_once_and_kept_with_the_last() -> None:
    each = raises(sides=Sides.EACH)
    run = asked(strengthening(each, step(hold(20), of=AFTER, pacing=ROOMY)))
    run.press(Digit(value=5), Act.ENTER)
    assert left(run) == [None, 5]


def test_in_a_circuit_it_is_asked_after_the_last_round() -> None:
    rounds = circuit(2, raises(), step(hold(20), of=AFTER, pacing=ROOMY))
    run = Run(strengthening(rounds))
    run.to_end()
    came = told(run.events)
    assert came.count(ASKED) == 1
    assert came[came.index(ASKED) - 2 :] == [
        "end work: done 20, 4 reps",
        "start prepare",
        ASKED,
        "end prepare",
        "start work",
        "end work: done 20",
        "ended: completed",
    ]


def test_where_there_is_no_room_it_waits_for_the_next_rest_that_has_some() -> None:
    tight = step(hold(20), of=AFTER, pacing=QUIET, sets=2, rest_s=30)
    run = Run(strengthening(raises(), tight))
    came = told(run.to_end())
    later = "asked how-many-raises"
    assert came[came.index(later) - 1] == "start rest"
    assert (came.count(later), came.count(ASKED)) == (1, 0)


def test_asked_later_it_is_kept_with_the_raises() -> None:
    tight = step(hold(20), of=AFTER, pacing=QUIET, sets=2, rest_s=30)
    run = Run(strengthening(raises(), tight))
    while run.at.counting is not Question.HOW_MANY_RAISES:
        run.pass_s(0.5)
    run.pass_s(1)
    run.press(Digit(value=8))
    assert lines(run.press(Act.ENTER)) == ["answered how-many-raises: 8"]
    assert left(run) == [8, None]


def test_how_many_comes_first_and_how_many_more_once_it_was_answered() -> None:
    own = step(own_reps(15, 60), of=RAISE, pacing=QUIET)
    run = Run(strengthening(own, step(hold(20), of=AFTER, pacing=ROOMY)))
    run.until(25)
    run.press(Act.ENTER)
    run.pass_s(1)
    run.type_number(12)
    assert lines(run.press(Act.ENTER)) == ["answered how-many: 12"]
    assert run.at.counting is None
    assert ASKED in told(run.pass_s(4))
    run.pass_s(1)
    run.press(Digit(value=2), Act.ENTER)
    assert [(c.done_reps, c.reps_left) for c in run.credits] == [(12, 2)]


# ------------------------------------------------------------------------- how it is answered


def test_a_digit_and_enter_answer_it_and_the_credit_holds_it() -> None:
    run = asked()
    assert run.press(Digit(value=4)) == []
    assert (run.at.typed, run.at.counting) == ("4", Question.HOW_MANY_MORE)
    assert lines(run.press(Act.ENTER)) == ["answered how-many-more: 4"]
    assert (left(run), run.at.counting) == ([4], None)
    assert [credit.done_reps for credit in run.credits] == [4]


def test_enter_alone_passes_over_it_and_starts_nothing() -> None:
    run = asked()
    assert lines(run.press(Act.ENTER)) == ["answered how-many-more: None"]
    assert (run.at.phase.kind, run.at.counting, left(run)) == (PhaseKind.PREPARE, None, [None])
    assert told(run.press(Act.ENTER)) == ["end prepare", "start work"]


def test_before_it_is_asked_keys_mean_what_they_always_do() -> None:
    run = Run(strengthening())
    run.until(26)
    assert run.press(Digit(value=4)) == []
    assert told(run.press(Act.ENTER)) == ["end prepare", "start work"]
    assert left(run) == [None]


def test_a_key_in_the_half_second_after_it_is_none() -> None:
    run = Run(strengthening())
    while ASKED not in told(run.events):
        run.pass_s(0.25)
    assert run.press(Act.ENTER, Digit(value=4)) == []
    assert (run.at.phase.kind, run.at.typed) == (PhaseKind.PREPARE, "")


def test_more_than_nine_is_asked_again() -> None:
    run = asked()
    run.type_number(10)
    assert lines(run.press(Act.ENTER)) == [ASKED]
    run.type_number(9)
    run.press(Act.ENTER)
    assert left(run) == [9]


def test_it_answers_itself_as_no_answer_when_the_work_begins() -> None:
    run = asked()
    assert told(run.until(46)) == ["end prepare", "start work"]
    assert (run.at.counting, left(run)) == (None, [None])


def test_a_number_without_its_enter_counts_when_the_work_begins() -> None:
    run = asked()
    run.press(Digit(value=6))
    assert told(run.until(46)) == ["end prepare", "answered how-many-more: 6", "start work"]
    assert left(run) == [6]
    assert run.press(Act.ENTER) == []
    run.pass_s(LATE_ENTER_S)
    assert run.at.phase.kind is PhaseKind.WORK


def test_a_session_is_as_long_with_the_question_as_without_it() -> None:
    run = Run(strengthening())
    run.to_end()
    assert ASKED in told(run.events)
    assert run.now == strengthening().total_s


def test_in_accessible_form_it_is_answered_and_passed_over_in_the_same_way() -> None:
    run = asked(strengthening(accessible=True))
    run.press(Digit(value=7))
    assert lines(run.press(Act.ENTER)) == ["answered how-many-more: 7"]
    run = asked(strengthening(accessible=True))
    assert lines(run.press(Act.ENTER)) == ["answered how-many-more: None"]
    assert run.press(Act.ENTER) == []


# --------------------------------------------------------------------------- going back and on


def test_the_set_done_again_is_asked_about_again_and_keeps_what_was_said() -> None:
    run = asked()
    run.press(Digit(value=6), Act.ENTER)
    run.press(Act.BACK)
    assert run.at.counting is None
    came = told(run.until(run.now + 5 + 20 + 10))
    assert came.count(ASKED) == 1
    run.pass_s(0.5)
    assert left(run) == [6]
    run.press(Digit(value=1), Act.ENTER)
    assert left(run) == [1]


def test_going_back_ends_the_question_and_the_next_rest_does_not_hear_it() -> None:
    run = asked()
    run.press(Act.BACK, Digit(value=3), Act.ENTER)
    assert (run.at.counting, left(run)) == (None, [None])


def test_a_pause_hears_no_number_and_keeps_the_question() -> None:
    run = asked()
    run.press(Act.PAUSE, Digit(value=3))
    assert run.at.typed == ""
    run.press(Act.PAUSE, Digit(value=2), Act.ENTER)
    assert left(run) == [2]


def test_it_hurts_comes_before_it() -> None:
    run = asked()
    run.press(Digit(value=3), Act.HURT)
    assert run.at.typed == ""
    run.pass_s(1)
    assert lines(run.press(Digit(value=1))) == ["answered where: 1", "asked pain"]
