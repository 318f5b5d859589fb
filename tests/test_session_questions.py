from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from building import (
    NO_PACING,
    contrast,
    exercise,
    foot_steps,
    hold,
    max_reps,
    own_reps,
    routine,
    step,
    tempo_reps,
    timeline,
)
from virtual import (
    QUIET,
    Run,
    lines,
    told,
    two_sides,
)

from calfcoach.advice import Hurt, Where
from calfcoach.events import (
    Act,
    Command,
    Digit,
    Ended,
    Mode,
    Question,
    Reason,
)
from calfcoach.phase import Coaching, PhaseKind
from calfcoach.records import Status
from calfcoach.terms import Kind, Sides
from calfcoach.timeline import Timeline, compile_routine

ALL_ACTS: list[Command] = [*Act, Digit(value=3)]


# ---------------------------------------------------------------------------------------- it hurts


def hurting(at: float = 12, made: Timeline | None = None) -> Run:
    """A session in which H was pressed at `at` and the first half second is over."""
    run = Run(made or two_sides())
    run.until(at)
    run.press(Act.HURT)
    run.pass_s(0.5)
    return run


def asked_pain(at: float = 12, made: Timeline | None = None, where: Command = Act.ENTER) -> Run:
    """The same, where the place was answered or skipped."""
    run = hurting(at, made)
    run.press(where)
    run.pass_s(0.5)
    return run


def asked_sharp(pain: int, made: Timeline | None = None, where: Command = Act.ENTER) -> Run:
    """The same, where the number was answered."""
    run = asked_pain(made=made, where=where)
    run.type_number(pain)
    run.press(Act.ENTER)
    run.pass_s(0.5)
    return run


def after_pain(pain: int = 3, at: float = 12, made: Timeline | None = None) -> Run:
    """All is answered: the number, no place, and not sharp; it hurts for two seconds so far."""
    run = asked_pain(at, made)
    run.type_number(pain)
    for _ in range(2):
        run.press(Act.ENTER)
        run.pass_s(0.5)
    return run


def advised(run: Run) -> str:
    """The short form of what is advised now."""
    assert run.at.advice is not None
    return run.at.advice.brief


def test_hurt_pauses_and_asks_where_first() -> None:
    run = Run(two_sides())
    run.until(12)
    assert lines(run.press(Act.HURT)) == ["paused: hurt", "asked where"]
    assert (run.at.mode, run.at.reason, run.at.asking) == (
        Mode.PAUSED,
        Reason.HURT,
        Question.WHERE,
    )


@pytest.mark.parametrize(("digit", "where"), list(enumerate(Where, 1)))
def test_one_digit_tells_the_place_and_the_number_is_asked_next(digit: int, where: Where) -> None:
    run = hurting()
    came = run.press(Digit(value=digit))
    assert lines(came) == [f"answered where: {digit}", "asked pain"]
    assert run.at.hurt == Hurt(where=where)
    assert run.at.typed == ""


@pytest.mark.parametrize("digit", [0, 6, 9])
def test_a_digit_that_is_no_place_answers_nothing(digit: int) -> None:
    run = hurting()
    assert run.press(Digit(value=digit)) == []
    assert (run.at.asking, run.at.typed) == (Question.WHERE, "")


def test_pain_is_typed_confirmed_and_noted_with_the_work() -> None:
    run = asked_pain()
    assert run.type_number(10) == []
    assert run.at.typed == "10"
    assert lines(run.press(Act.ENTER)) == [
        "answered pain: 10",
        "pain 10: part 7",
        "asked sharp",
    ]
    assert run.credits[0].pain == 10


@pytest.mark.parametrize("key", [Act.ENTER, Act.NEXT])
def test_enter_or_n_says_that_it_is_not_sharp(key: Act) -> None:
    run = asked_sharp(3)
    assert lines(run.press(key)) == ["answered sharp: None", "asked after-pain"]
    assert advised(run) == "lean half as far"


def test_behind_the_knee_it_is_asked_for_pulsing_too() -> None:
    assert asked_sharp(1, where=Digit(value=4)).at.asking is Question.PULSING
    assert asked_sharp(1, where=Digit(value=1)).at.asking is Question.SHARP


@pytest.mark.parametrize("place", [1, 4])
def test_sharp_is_noted_and_only_q_ends_the_session(place: int) -> None:
    run = asked_sharp(1, where=Digit(value=place))
    where = list(Where)[place - 1].value
    question = "pulsing" if place == 4 else "sharp"
    assert lines(run.press(Act.YES)) == [
        f"answered {question}: 1",
        "pain 1: part 7",
        "asked after-pain",
    ]
    assert run.credits[0].why == f"pain {where} sharp"
    assert advised(run) == "swollen, pop, numb?"
    run.pass_s(1)
    assert run.press(Act.PAUSE, Act.NEXT, Act.ENTER, Act.YES, Act.HURT) == []
    assert told(run.press(Act.QUIT))[-1] == "ended: stopped"
    assert run.done() == [("left", 7, f"part, pain {where} sharp")]


@pytest.mark.parametrize("key", [Act.ENTER, Act.QUIT])
def test_above_five_enter_or_q_stops_and_nothing_else_is_offered(key: Act) -> None:
    run = after_pain(6)
    assert advised(run) == "too much"
    assert run.press(Act.PAUSE, Act.NEXT, Act.YES) == []
    assert told(run.press(key))[-1] == "ended: stopped"
    assert run.done() == [("left", 7, "part, pain")]


@pytest.mark.parametrize("pain", [4, 5])
def test_at_four_and_five_a_stretch_is_left_out(pain: int) -> None:
    run = after_pain(pain)
    assert advised(run) == "leave it out"
    assert run.press(Act.PAUSE, Act.ENTER) == []


@pytest.mark.parametrize(
    ("tags", "brief"),
    [
        ((), "fewer reps"),
        (("strength",), "fewer reps"),
        (("achilles",), "fewer if it climbs"),
        (("heel", "daily"), "fewer if it climbs"),
    ],
)
def test_strength_may_stay_at_five_only_in_the_tracks(tags: tuple[str, ...], brief: str) -> None:
    raises = step(tempo_reps(10, 2, 2, 3), exercise("raise", kind=Kind.STRENGTH), pacing=QUIET)
    run = after_pain(5, made=compile_routine(routine(raises, tags=tags)))
    assert advised(run) == brief
    assert run.press(Act.PAUSE)


def test_the_kind_of_a_part_decides_about_it() -> None:
    run = after_pain(3, made=timeline(step(contrast(), pacing=QUIET)))
    assert advised(run) == "much milder"


def test_more_than_ten_is_asked_again_and_digits_can_be_erased() -> None:
    run = asked_pain()
    run.type_number(12)
    assert run.at.typed == "12"
    assert lines(run.press(Act.ENTER)) == ["asked pain"]
    assert run.at.typed == ""
    run.type_number(73)
    run.press(Act.ERASE)
    assert run.at.typed == "7"
    assert lines(run.press(Act.ENTER))[0] == "answered pain: 7"


def test_enter_alone_each_time_notes_nothing_and_advises_with_care() -> None:
    run = hurting()
    came: list[str] = []
    for _ in range(3):
        came += lines(run.press(Act.ENTER))
        run.pass_s(0.5)
    assert came == [
        "answered where: None",
        "asked pain",
        "answered pain: None",
        "asked sharp",
        "answered sharp: None",
        "asked after-pain",
    ]
    assert run.credits == []
    assert advised(run) == "lean half as far"


def test_a_place_without_a_number_is_kept() -> None:
    run = asked_pain(where=Digit(value=2))
    assert lines(run.press(Act.ENTER))[1] == "pain None: part 7"
    assert [(c.why, c.pain) for c in run.credits] == [("pain heel", None)]


def test_keys_in_the_first_half_second_after_a_question_are_dropped() -> None:
    run = Run(two_sides())
    run.until(12)
    run.press(Act.HURT)
    run.pass_s(0.49)
    assert run.press(Digit(value=5), Act.ENTER, Act.QUIT) == []
    assert run.at.typed == ""
    run.pass_s(0.01)
    assert lines(run.press(Digit(value=5)))[-1] == "asked pain"
    assert run.press(Digit(value=5), Act.ENTER, Act.QUIT) == []  # the next one drops them too
    run.pass_s(0.5)
    run.press(Act.ENTER)
    assert run.press(Act.YES, Act.ENTER, Act.QUIT) == []
    run.pass_s(0.5)
    run.press(Act.ENTER)
    assert run.press(Act.PAUSE, Act.NEXT, Act.QUIT) == []
    assert run.at.asking is Question.AFTER_PAIN


def test_after_pain_space_goes_on_with_the_preparation() -> None:
    run = after_pain()
    assert told(run.press(Act.PAUSE)) == [
        "answered after-pain: None",
        "unpaused: hurt, 2",
        "returning 5",
    ]
    assert (run.at.advice, run.at.hurt) == (None, None)
    run.to_end()
    assert run.done() == [("left", 20, "done, pain"), ("right", 20, "done")]
    assert [c.pain for c in run.credits] == [3, None]


def test_after_pain_n_leaves_out_all_of_the_exercise_that_follows() -> None:
    other = step(hold(20), of=exercise("other"), pacing=QUIET)
    twice = step(hold(20), sets=2, rest_s=10, sides=Sides.EACH, pacing=QUIET)
    run = after_pain(made=timeline(twice, other))
    assert told(run.press(Act.NEXT)) == [
        "answered after-pain: None",
        "unpaused: hurt, 2",
        "leave work left: skipped 7",
        "start rest left",
        "end rest left",
        "start work left",
        "leave work left: skipped 0",
        "start switch right",
        "end switch right",
        "start work right",
        "leave work right: skipped 0",
        "start rest right",
        "end rest right",
        "start work right",
        "leave work right: skipped 0",
        "start prepare",
    ]
    assert run.at.mode is Mode.RUNNING
    assert [(c.done_s, c.why) for c in run.credits] == [(7, "pain"), *[(0, "pain")] * 3]


def test_leaving_out_the_last_exercise_completes_the_session() -> None:
    run = after_pain(at=26)
    assert told(run.press(Act.NEXT))[-2:] == ["leave work right: skipped 0", "ended: completed"]
    assert run.done() == [("left", 20, "done, pain"), ("right", 0, "skipped, pain")]


def test_after_pain_q_stops_for_pain() -> None:
    run = after_pain()
    assert told(run.press(Act.QUIT)) == [
        "answered after-pain: None",
        "unpaused: hurt, 2",
        "leave work left: part 7",
        "ended: stopped",
    ]
    assert run.done() == [("left", 7, "part, pain")]


@pytest.mark.parametrize("question", [Question.WHERE, Question.PAIN, Question.SHARP])
def test_q_instead_of_an_answer_stops_too(question: Question) -> None:
    reached: dict[Question, Callable[[], Run]] = {
        Question.WHERE: hurting,
        Question.PAIN: lambda: asked_pain(where=Digit(value=1)),
        Question.SHARP: lambda: asked_sharp(8, where=Digit(value=1)),
    }
    run = reached[question]()
    assert run.at.asking is question
    assert told(run.press(Act.QUIT))[-1] == "ended: stopped"
    why = "pain" if question is Question.WHERE else "pain calf"
    assert run.done() == [("left", 7, f"part, {why}")]


@pytest.mark.parametrize(
    "reached",
    [hurting, asked_pain, lambda: asked_sharp(2), after_pain, lambda: after_pain(9)],
)
def test_after_it_hurts_nothing_ever_happens_by_itself(reached: Callable[[], Run]) -> None:
    run = reached()
    assert run.session.deadline() is None
    assert run.absent(86_400) == []
    assert run.at.mode is Mode.PAUSED
    assert run.at.goes_on_in_s is None


@pytest.mark.parametrize(
    ("reached", "answers"),
    [
        (hurting, {Act.ENTER, Act.QUIT, Digit(value=3)}),
        (asked_pain, {Act.ENTER, Act.QUIT, Digit(value=3)}),
        (lambda: asked_sharp(2), {Act.ENTER, Act.NEXT, Act.YES, Act.QUIT}),
        (after_pain, {Act.PAUSE, Act.NEXT, Act.QUIT}),
        (lambda: after_pain(5), {Act.NEXT, Act.QUIT}),
        (lambda: after_pain(6), {Act.ENTER, Act.QUIT}),
        (lambda: quitting(), {Act.PAUSE, Act.ENTER}),
    ],
)
def test_other_keys_answer_no_question(reached: Callable[[], Run], answers: set[Command]) -> None:
    signals: set[Command] = {Act.STOP, Act.INTERRUPT, Act.SUSPENDED}
    run = reached()
    before = run.at
    for command in ALL_ACTS:
        if command not in answers | signals:
            assert run.press(command) == []
    assert run.at == before


def test_what_was_answered_outlives_ctrl_z() -> None:
    run = asked_sharp(2, where=Digit(value=4))
    assert lines(run.absent(60, Act.SUSPENDED))[-1] == "asked pulsing"
    assert run.at.hurt == Hurt(where=Where.KNEE, pain=2)
    run.pass_s(1)
    run.press(Act.YES)
    assert lines(run.absent(60, Act.SUSPENDED))[-1] == "asked after-pain"
    assert advised(run) == "swollen, pop, numb?"


def test_pain_in_a_preparation_belongs_to_the_work_before() -> None:
    run = after_pain(6, at=27)
    assert [(c.pain, c.done_s, c.why) for c in run.credits] == [(6, 20, "pain")]


def test_pain_before_any_work_is_told_without_a_credit() -> None:
    run = asked_pain(3)
    run.type_number(4)
    assert "pain 4: None" in lines(run.press(Act.ENTER))
    assert run.credits == []


def test_the_worst_pain_of_a_work_phase_stays() -> None:
    run = after_pain(3)
    run.press(Act.PAUSE)
    run.pass_s(8)
    run.press(Act.HURT)
    run.pass_s(1)
    run.press(Digit(value=1))
    run.pass_s(1)
    run.type_number(2)
    run.press(Act.ENTER)
    assert [(c.pain, c.why) for c in run.credits] == [(3, "pain calf")]


def test_a_new_pain_is_asked_about_anew() -> None:
    run = after_pain()
    run.press(Act.PAUSE)
    run.pass_s(8)
    run.press(Act.HURT)
    assert run.at.hurt == Hurt()


def test_hurt_takes_over_a_pause_and_counts_it_once() -> None:
    run = Run(two_sides())
    run.until(12)
    run.press(Act.PAUSE)
    run.pass_s(100)
    assert lines(run.press(Act.HURT)) == ["asked where"]
    assert run.at.reason is Reason.HURT
    for _ in range(3):
        run.pass_s(1)
        run.press(Act.ENTER)
    run.pass_s(1)
    assert told(run.press(Act.PAUSE))[1] == "unpaused: hurt, 104"


def test_hurt_in_the_return_stops_it() -> None:
    run = Run(two_sides())
    run.until(12)
    run.press(Act.PAUSE, Act.PAUSE)
    run.pass_s(2)
    assert lines(run.press(Act.HURT)) == ["paused: hurt", "asked where"]
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


# ---------------------------------------------------------------------------------- how many


def two_sets(work: Any = None, rest_s: float = 30, **options: Any) -> Timeline:
    """Prepare 5, two sets of reps at one's own pace with a rest between."""
    return timeline(
        step(work or max_reps(60), sets=2, rest_s=rest_s, pacing=QUIET),
        step(hold(20), of=exercise("after"), pacing=QUIET),
        **options,
    )


def after_set(made: Timeline | None = None) -> Run:
    """The first set was done after 20 s of it; the rest is a second old."""
    run = Run(made or two_sets())
    run.until(25)
    run.press(Act.ENTER if not run.session.timeline.accessible else Act.DONE)
    run.pass_s(1)
    return run


def test_in_the_rest_after_a_set_at_ones_own_pace_reps_can_be_told() -> None:
    run = after_set()
    assert (run.at.mode, run.at.phase.kind, run.at.counting) == (
        Mode.RUNNING,
        PhaseKind.REST,
        Question.HOW_MANY,
    )
    assert run.at.asking is None
    assert run.type_number(12) == []
    assert run.at.typed == "12"
    assert lines(run.press(Act.ENTER)) == ["answered how-many: 12"]
    assert [c.done_reps for c in run.credits] == [12]
    assert (run.at.counting, run.at.typed, run.at.phase.kind) == (None, "", PhaseKind.REST)


def test_it_is_asked_once_the_line_before_has_been_read() -> None:
    run = Run(two_sets())
    run.until(25)
    assert "asked how-many" not in told(run.press(Act.ENTER))
    came = [(run.now, line) for _ in range(29) for line in told(run.pass_s(1))]
    assert came == [(29, "asked how-many")]


def test_it_never_stops_the_clock_and_ends_with_the_next_work() -> None:
    run = after_set()
    run.type_number(9)
    run.press(Act.ERASE)
    assert told(run.pass_s(29)) == ["asked how-many", "end rest", "start work"]
    assert (run.at.counting, run.at.typed) == (None, "")
    assert run.type_number(9) == []
    assert [c.done_reps for c in run.credits] == [None]


def test_a_number_whose_enter_comes_too_late_counts_and_ends_no_work() -> None:
    run = after_set()
    run.type_number(9)
    came = told(run.pass_s(29))
    assert came == ["asked how-many", "end rest", "answered how-many: 9", "start work"]
    assert [c.done_reps for c in run.credits] == [9]
    run.pass_s(1)
    assert run.press(Act.ENTER) == []
    assert run.at.phase.kind is PhaseKind.WORK
    assert told(run.press(Act.ENTER))[0].startswith("end work")


def test_a_number_that_cannot_be_counts_nothing_when_the_work_begins() -> None:
    run = after_set()
    run.type_number(250)
    assert told(run.pass_s(29)) == ["asked how-many", "end rest", "start work"]
    assert [c.done_reps for c in run.credits] == [None]
    run.pass_s(1)
    assert run.press(Act.ENTER) == []


def test_a_number_that_cannot_be_is_asked_again_and_ends_no_rest() -> None:
    run = after_set()
    run.type_number(250)
    assert told(run.press(Act.ENTER)) == ["asked how-many"]
    assert (run.at.phase.kind, run.at.typed) == (PhaseKind.REST, "")
    run.type_number(7)
    run.press(Act.ENTER)
    assert [c.done_reps for c in run.credits] == [7]


def test_foot_steps_are_counted_too() -> None:
    run = Run(two_sets(foot_steps(20, 40)))
    run.until(20)
    run.press(Act.ENTER)
    run.pass_s(1)
    assert run.at.counting
    run.type_number(18)
    run.press(Act.ENTER)
    assert [c.done_reps for c in run.credits] == [18]


def test_enter_without_a_number_starts_the_next_set_as_ever() -> None:
    run = after_set()
    assert told(run.press(Act.ENTER)) == ["end rest", "start work"]


def test_an_enter_pressed_twice_ends_the_set_and_not_the_rest_too() -> None:
    run = Run(two_sets())
    run.until(25)
    run.press(Act.ENTER)
    run.pass_s(0.4)
    assert run.press(Act.ENTER, Digit(value=1)) == []
    assert (run.at.phase.kind, run.at.typed) == (PhaseKind.REST, "")


def test_digits_can_be_erased_and_other_keys_mean_what_they_do() -> None:
    run = after_set()
    run.type_number(19)
    run.press(Act.ERASE)
    assert run.at.typed == "1"
    run.press(Act.ERASE)
    assert lines(run.press(Act.MORE)) == ["adjusted to 35, 34 left"]
    assert told(run.press(Act.NEXT)) == ["leave rest", "start work"]


def test_what_the_person_counts_replaces_the_plan() -> None:
    run = after_set(two_sets(own_reps(15, 60)))
    assert [c.done_reps for c in run.credits] == [15]
    run.type_number(11)
    run.press(Act.ENTER)
    assert [c.done_reps for c in run.credits] == [11]


def test_after_the_last_set_it_is_asked_in_the_phase_behind_it() -> None:
    run = after_set()
    run.press(Act.ENTER)
    run.pass_s(10)
    assert told(run.press(Act.ENTER))[-1] == "start prepare"
    assert run.at.counting
    run.pass_s(1)
    run.type_number(8)
    run.press(Act.ENTER)
    assert [c.done_reps for c in run.credits] == [None, 8]
    assert run.at.phase.kind is PhaseKind.PREPARE


def test_at_the_limit_it_is_asked_too() -> None:
    run = Run(two_sets())
    run.until(66)
    assert run.at.counting


def test_a_pause_hears_no_reps_and_keeps_the_question() -> None:
    run = after_set()
    run.type_number(1)
    run.press(Act.PAUSE)
    assert run.press(Digit(value=2), Act.ENTER) == []
    run.press(Act.PAUSE)
    run.type_number(2)
    assert run.at.typed == "12"


def test_it_goes_with_its_rest_into_the_walk_that_follows() -> None:
    entries = [step(max_reps(60), pacing=QUIET), step(hold(20), of=exercise("after"), pacing=QUIET)]
    run = Run(timeline(*entries, manual=True))
    run.until(25)
    run.press(Act.ENTER)
    assert run.at.phase.kind is PhaseKind.WAIT
    assert told(run.pass_s(10)) == ["asked how-many"]
    assert told(run.press(Act.DONE)) == ["end wait", "start prepare"]
    assert told(run.pass_s(4)) == []
    assert run.at.counting


def test_where_there_is_no_room_for_the_line_the_reps_can_be_told_all_the_same() -> None:
    run = after_set(two_sets(rest_s=4))
    assert run.at.counting
    run.type_number(7)
    run.press(Act.ENTER)
    assert [c.done_reps for c in run.credits] == [7]
    assert "asked how-many" not in told(run.events)


@pytest.mark.parametrize(
    ("made", "key"),
    [
        (two_sets(), Act.NEXT),
        (two_sets(rest_s=0), Act.ENTER),
        (two_sides(), Act.NEXT),
    ],
)
def test_a_skipped_set_and_work_by_the_clock_are_not_asked_about(made: Timeline, key: Act) -> None:
    run = Run(made)
    run.until(20)
    run.press(key)
    assert not run.at.counting


def test_without_a_keyboard_nothing_is_asked() -> None:
    entry = step(max_reps(10), sets=2, rest_s=30, pacing=QUIET)
    run = Run(compile_routine(routine(entry), coaching=Coaching(keys=False)))
    run.until(16)
    assert run.at.phase.kind is PhaseKind.REST
    assert not run.at.counting
    run.to_end()
    assert "asked how-many" not in told(run.events)


def test_a_session_that_is_over_asks_nothing() -> None:
    run = Run(timeline(step(max_reps(60), pacing=NO_PACING)))
    run.until(20)
    run.press(Act.ENTER)
    assert (run.session.ended, run.at.counting) == (True, None)


def test_in_accessible_form_digits_and_enter_answer_and_enter_alone_does_nothing() -> None:
    run = after_set(two_sets(accessible=True))
    assert run.press(Act.ENTER) == []
    run.type_number(6)
    assert lines(run.press(Act.ENTER)) == ["answered how-many: 6"]


def test_going_back_to_the_set_ends_the_question() -> None:
    run = after_set()
    run.press(Act.BACK)
    assert not run.at.counting


def test_it_hurts_comes_before_how_many() -> None:
    run = after_set()
    run.type_number(4)
    run.press(Act.HURT)
    assert run.at.typed == ""
    run.pass_s(1)
    assert lines(run.press(Digit(value=1))) == ["answered where: 1", "asked pain"]
