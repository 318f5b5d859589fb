from __future__ import annotations

from building import (
    exercise,
    hold,
    step,
    timeline,
)
from virtual import (
    QUIET,
    Run,
    cues,
    lines,
    ten_raises,
    three_sets,
    told,
    two_sides,
    two_steps,
    with_wait,
)

from calfcoach.events import (
    Act,
    Mode,
)
from calfcoach.terms import Side, Sides

# -------------------------------------------------------------------------------------- afterwards


def test_afterwards_moves_what_is_left_of_the_step_to_the_end_once() -> None:
    run = Run(two_steps())
    run.until(8)
    assert told(run.press(Act.AFTERWARDS)) == [
        "leave work: part 3",
        "step 1 moved to the end",
        "start prepare",
    ]
    assert run.at.phase.item.step.no == 2
    came = told(run.to_end())
    assert came == [
        "end prepare",
        "start work",
        "end work: done 20",
        "start prepare",
        "end prepare",
        "start work",
        "end work: done 10",
        "ended: completed",
    ]
    assert [c.item.step.no for c in run.credits] == [1, 2]


def test_afterwards_does_nothing_for_a_step_that_was_moved_or_is_the_last() -> None:
    run = Run(two_steps())
    run.until(8)
    run.press(Act.AFTERWARDS)
    run.until(30)
    before = run.at
    assert run.at.phase.item.step.no == 2
    run.press(Act.AFTERWARDS)
    assert run.at.phase.item.step.no == 1  # it was not the last any more
    before = run.at
    assert run.press(Act.AFTERWARDS) == []
    assert run.at == before


def test_afterwards_at_the_end_does_nothing() -> None:
    run = Run(two_sides())
    run.until(12)
    before = run.at
    assert run.press(Act.AFTERWARDS) == []
    assert run.at == before


def test_afterwards_leaves_a_pause_and_keeps_the_side_that_was_done() -> None:
    first = step(hold(20), sides=Sides.EACH, pacing=QUIET)
    run = Run(timeline(first, step(hold(10), of=exercise("soleus"), pacing=QUIET)))
    run.until(27)
    run.press(Act.PAUSE)
    assert told(run.press(Act.AFTERWARDS)) == [
        "unpaused: pause, 0",
        "leave switch right",
        "step 1 moved to the end",
        "start prepare",
    ]
    run.to_end()
    assert [(c.item.work_no, c.done_s) for c in run.credits] == [(1, 20), (2, 20), (3, 10)]


# ----------------------------------------------------------------------------------- more and less


def test_more_and_less_change_the_open_phase_by_five_seconds() -> None:
    run = Run(two_sides())
    run.until(12)
    assert lines(run.press(Act.MORE)) == ["adjusted to 25, 18 left"]
    assert lines(run.press(Act.LESS, Act.LESS)) == [
        "adjusted to 20, 13 left",
        "adjusted to 15, 8 left",
        "cue more 2",  # what comes next is told 8 s before the end
    ]


def test_what_one_side_gets_the_other_gets_too_and_planned_stays() -> None:
    run = Run(two_sides())
    run.until(12)
    run.press(Act.MORE)
    run.to_end()
    assert run.done() == [("left", 25, "done"), ("right", 25, "done")]
    assert run.now == 59
    assert [run.session.timeline.work_s(side) for side in (Side.LEFT, Side.RIGHT)] == [20, 20]


def test_less_never_takes_what_has_passed() -> None:
    run = Run(two_sides())
    run.until(22)
    assert told(run.press(Act.LESS)) == [
        "adjusted to 17, 0 left",
        "end work left: done 17",
        "start switch right",
    ]
    run.to_end()
    assert run.done() == [("left", 17, "done"), ("right", 17, "done")]


def test_less_leaves_at_least_a_second_of_work_to_come() -> None:
    run = Run(two_sides(3))
    run.until(5)
    assert told(run.press(Act.LESS)) == ["adjusted to 1, 1 left"]
    assert run.press(Act.LESS) == []


def test_at_a_tempo_it_is_one_rep() -> None:
    run = Run(ten_raises())
    run.until(12)
    assert told(run.press(Act.MORE)) == ["adjusted to 77, 70 left"]
    assert told(run.press(Act.LESS, Act.LESS))[-1] == "adjusted to 63, 56 left"
    run.to_end()
    assert [(c.done_s, c.done_reps, c.item.planned_reps) for c in run.credits] == [(63, 9, 10)]


def test_less_never_takes_the_rep_that_was_begun() -> None:
    run = Run(ten_raises())
    run.until(5 + 8 * 7 + 1)
    run.press(Act.LESS)
    assert run.press(Act.LESS) == []
    run.to_end()
    assert [(c.done_s, c.done_reps) for c in run.credits] == [(63, 9)]


def test_more_in_a_rest_is_for_this_rest_only() -> None:
    run = Run(three_sets())
    run.until(28)
    assert told(run.press(Act.MORE)) == ["adjusted to 15, 12 left"]
    run.to_end()
    assert run.now == 90


def test_a_wait_has_no_length_to_change() -> None:
    run = Run(with_wait())
    run.until(18)
    assert run.press(Act.MORE) == []
    assert run.press(Act.LESS) == []


def test_more_in_a_pause_changes_what_is_left_and_stays_paused() -> None:
    run = Run(two_sides())
    run.until(12)
    run.press(Act.PAUSE)
    assert lines(run.press(Act.MORE)) == ["adjusted to 25, 18 left"]
    assert run.at.mode is Mode.PAUSED
    assert lines(run.press(*[Act.LESS] * 4))[-1] == "adjusted to 7, 0 left"
    run.press(Act.PAUSE)
    assert told(run.pass_s(5)) == [
        "resumed work left, 0 left",
        "end work left: done 7",
        "start switch right",
    ]


def test_an_end_that_moves_away_is_told_again_and_nothing_else_is() -> None:
    run = Run(two_sides(40))
    run.until(43)  # half way was at 25, tick 3 at 42, tick 2 at 43
    run.press(Act.MORE)
    run.until(50)
    others = ("prepare", "switch", "more")
    work = [e for e in cues(run.events) if not any(other in e for other in others)]
    assert work == [
        "cue start",
        "cue half-way",
        "cue last",
        "cue tick 3",
        "cue tick 2",
        "cue last",
        "cue tick 3",
        "cue tick 2",
        "cue tick 1",
        "cue end",
    ]
