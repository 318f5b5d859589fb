from __future__ import annotations

import random

import pytest
from building import (
    NO_PACING,
    hold,
    step,
    timeline,
)
from virtual import (
    QUIET,
    Run,
    lines,
    ten_raises,
    three_sets,
    three_short_holds,
    told,
    two_sides,
    with_wait,
)

from calfcoach.events import (
    Act,
    Command,
    Credit,
    CueDue,
    Digit,
    Mode,
    Reason,
)
from calfcoach.phase import PhaseKind
from calfcoach.records import Status, WorkStatus
from calfcoach.session import Session
from calfcoach.terms import Side, Sides
from calfcoach.timeline import Timeline, compile_routine

ALL_ACTS: list[Command] = [*Act, Digit(value=3)]
TEN_MINUTES = 600.0


def kinds_at(run: Run) -> tuple[PhaseKind, Side, Mode]:
    return run.at.phase.kind, run.at.phase.item.side, run.at.mode


# ---------------------------------------------------------------------------------- left untouched


def test_an_untouched_session_goes_from_phase_to_phase() -> None:
    run = Run(two_sides())
    run.to_end()
    assert told(run.events) == [
        "start prepare left",
        "end prepare left",
        "start work left",
        "end work left: done 20",
        "start switch right",
        "end switch right",
        "start work right",
        "end work right: done 20",
        "ended: completed",
    ]
    assert run.now == run.session.timeline.total_s == 49
    assert run.session.ended
    assert run.at.status is Status.COMPLETED
    assert run.at.to_go_s == 0


def test_cues_come_once_and_in_order() -> None:
    run = Run(timeline(step(hold(30), pacing=QUIET)))
    run.to_end()
    assert lines(run.events) == [
        "start prepare",
        "cue prepare",
        "end prepare",
        "start work",
        "cue start",
        "cue half-way",
        "cue last",
        "cue tick 3",
        "cue tick 2",
        "cue tick 1",
        "cue end",
        "end work: done 30",
        "ended: completed",
    ]


def test_the_clock_may_start_anywhere() -> None:
    run = Run(two_sides(), starts_at=1_000_000.25)
    run.to_end()
    assert run.now == 1_000_049.25


def test_before_the_first_call_nothing_is_due() -> None:
    session = Session(two_sides())
    assert session.deadline() is None
    assert not session.ended


def test_the_first_command_starts_the_session() -> None:
    session = Session(two_sides())
    assert told(session.send(Act.PAUSE, 7.0)) == ["start prepare left", "paused: pause"]


def test_the_snapshot_says_what_is_left() -> None:
    run = Run(two_sides())
    run.until(12)
    at = run.at
    assert (at.phase.kind, at.index, at.elapsed_s, at.left_s) == (PhaseKind.WORK, 1, 7, 13)
    assert (at.to_go_s, at.mode, at.status) == (37, Mode.RUNNING, Status.RUNNING)
    assert at.next_work is not None
    assert at.next_work.side is Side.RIGHT
    run.until(26)
    assert run.at.next_work is not None
    assert run.at.next_work is run.at.phase.item
    run.until(30)
    assert run.at.next_work is None


@pytest.mark.parametrize("made", [two_sides(), ten_raises(), three_short_holds(), three_sets()])
def test_an_untouched_session_polled_late_lasts_exactly_its_total(made: Timeline) -> None:
    for seed in range(20):
        chance = random.Random(seed)
        session = Session(made)
        now, events = 0.0, session.advance(0.0)
        late_s = 0.0
        while not session.ended:
            deadline = session.deadline()
            assert deadline is not None
            now = deadline + chance.uniform(0, 1.999)
            came = session.advance(now)
            late_s = now - made.total_s
            events += came
        assert 0 <= late_s < 2
        assert not [e for e in told(events) if e.startswith("paused")]
        work = session.snapshot().credits.values()
        assert [c.done_s for c in work] == [c.item.planned_s for c in work]
        last = [e for e in events if isinstance(e, CueDue)][-1]
        assert last.late_s == pytest.approx(late_s, abs=1e-9)


def test_a_phase_that_ends_late_gives_its_surplus_to_the_next() -> None:
    run = Run(two_sides())
    run.until(24.5)
    run.now = 26.25  # the left side was over at 25
    assert lines(run.session.advance(run.now)) == [
        "cue end",
        "end work left: done 20",
        "start switch right",
        "cue switch",
    ]
    assert (run.at.elapsed_s, run.at.left_s) == (1.25, 2.75)


def test_a_late_cue_says_how_late_it_is() -> None:
    run = Run(two_sides())
    run.until(4.5)
    run.now = 6.0
    assert [e.late_s for e in run.session.advance(6.0) if isinstance(e, CueDue)] == [1.0]


def test_several_short_phases_may_pass_in_one_call() -> None:
    run = Run(timeline(step(hold(1), sets=3, pacing=NO_PACING)))
    run.now = 2.5
    assert told(run.session.advance(2.5)) == [
        "end work: done 1",
        "start work",
        "end work: done 1",
        "start work",
    ]
    assert run.at.elapsed_s == 0.5


def test_while_running_it_wants_attention_once_a_second() -> None:
    run = Run(two_sides())
    run.until(7.3)
    assert run.session.deadline() == 8.3
    run.until(24.6)
    assert run.session.deadline() == 25.0


def test_a_clock_that_goes_back_is_a_value_error() -> None:
    run = Run(two_sides())
    run.until(7)
    with pytest.raises(ValueError, match=r"^the clock went back$"):
        run.session.advance(6.9)
    with pytest.raises(ValueError, match=r"^the clock went back$"):
        run.session.send(Act.PAUSE, 6.9)
    assert run.at.elapsed_s == 2  # and nothing was changed


def test_after_the_end_every_call_returns_nothing() -> None:
    run = Run(two_sides())
    run.to_end()
    before = run.at
    for command in ALL_ACTS:
        assert run.session.send(command, run.now + 1) == []
        assert run.session.advance(run.now + 1) == []
    assert run.session.deadline() is None
    assert run.at == before


# ------------------------------------------------------------------------------------------- pause


def test_pausing_stops_the_hold_clock() -> None:
    run = Run(two_sides())
    run.until(12)
    assert told(run.press(Act.PAUSE)) == ["paused: pause"]
    assert run.pass_s(300) == []
    assert (run.at.elapsed_s, run.at.left_s, run.at.paused_s) == (7, 13, 300)
    assert (run.at.mode, run.at.reason) == (Mode.PAUSED, Reason.KEY)


def test_after_a_pause_the_preparation_comes_once_more_and_then_the_rest_of_the_work() -> None:
    run = Run(two_sides())
    run.until(12)
    run.press(Act.PAUSE)
    run.pass_s(3)
    assert lines(run.press(Act.PAUSE)) == ["unpaused: pause, 3", "returning 5"]
    assert run.at.returning_left_s == 5
    assert lines(run.pass_s(5)) == [
        "returning cue tick 3",
        "returning cue tick 2",
        "returning cue tick 1",
        "resumed work left, 13 left",
    ]
    assert told(run.pass_s(13)) == ["end work left: done 20", "start switch right"]


def test_a_six_second_hold_is_not_credited_with_three_seconds_of_pause() -> None:
    run = Run(timeline(step(hold(6), pacing=NO_PACING)))
    run.until(4)
    run.press(Act.PAUSE)
    run.pass_s(3)
    assert run.done() == []
    run.press(Act.STOP)
    assert run.done() == [("both", 4, "part")]


def test_a_thousand_pauses_change_no_hold_by_a_millisecond() -> None:
    chance = random.Random(1000)
    run = Run(timeline(step(hold(300), sides=Sides.EACH, pacing=NO_PACING)))
    paused_s = 0.0
    for _ in range(1000):
        run.pass_s(chance.uniform(0, 0.5))
        run.press(Act.PAUSE)
        lasted_s = chance.uniform(0, 100)
        run.pass_s(lasted_s)
        run.press(Act.PAUSE)
        paused_s += lasted_s
    run.to_end()
    assert told(run.events).count("returning 0") > 990
    assert [c.done_s for c in run.credits] == [300, 300]
    assert run.now - paused_s == pytest.approx(600, abs=0.001)


def test_a_pause_within_the_return_begins_the_return_again() -> None:
    run = Run(two_sides())
    run.until(12)
    run.press(Act.PAUSE, Act.PAUSE)
    run.pass_s(4)
    assert told(run.press(Act.PAUSE)) == ["paused: pause"]
    run.pass_s(10)
    assert told(run.press(Act.PAUSE)) == ["unpaused: pause, 10", "returning 5"]
    assert told(run.pass_s(4.9)) == []
    assert told(run.pass_s(0.1)) == ["resumed work left, 13 left"]


def test_a_pause_at_the_very_start_of_work_does_not_leave_its_going_on_unsaid() -> None:
    run = Run(two_sides())
    run.until(5)
    assert run.at.elapsed_s == 0
    run.press(Act.PAUSE)
    assert told(run.press(Act.PAUSE)) == ["unpaused: pause, 0", "returning 5"]
    assert told(run.pass_s(5)) == ["resumed work left, 20 left"]


@pytest.mark.parametrize(("at", "kind"), [(3, "prepare left"), (27, "switch right")])
def test_a_paused_preparation_or_change_starts_anew(at: float, kind: str) -> None:
    run = Run(two_sides())
    run.until(at)
    run.press(Act.PAUSE)
    assert told(run.press(Act.PAUSE)) == ["unpaused: pause, 0", f"leave {kind}", f"start {kind}"]
    assert run.at.elapsed_s == 0
    assert run.at.mode is Mode.RUNNING


def test_a_paused_rest_runs_on() -> None:
    run = Run(three_sets())
    run.until(28)
    run.press(Act.PAUSE)
    run.pass_s(60)
    assert lines(run.press(Act.PAUSE)) == ["unpaused: pause, 60", "resumed rest, 7 left"]
    assert told(run.pass_s(7)) == ["end rest", "start work"]


def test_a_paused_wait_waits_on() -> None:
    run = Run(with_wait())
    run.until(18)
    run.press(Act.PAUSE)
    run.pass_s(60)
    assert told(run.press(Act.PAUSE)) == ["unpaused: pause, 60", "resumed wait, inf left"]
    assert kinds_at(run) == (PhaseKind.WAIT, Side.BOTH, Mode.RUNNING)


def test_without_preparation_the_work_goes_on_at_once() -> None:
    run = Run(timeline(step(hold(20), pacing=NO_PACING)))
    run.until(7)
    run.press(Act.PAUSE)
    assert lines(run.press(Act.PAUSE)) == [
        "unpaused: pause, 0",
        "returning 0",
        "resumed work, 13 left",
    ]


def test_in_accessible_form_the_return_is_three_seconds_longer() -> None:
    run = Run(two_sides(accessible=True))
    run.until(20)
    run.press(Act.PAUSE)
    assert told(run.press(Act.PAUSE)) == ["unpaused: pause, 0", "returning 8"]


@pytest.mark.parametrize("at", [3, 12, 27])
def test_a_pause_ends_itself_saved_after_ten_minutes(at: float) -> None:
    run = Run(two_sides())
    run.until(at)
    run.press(Act.PAUSE)
    assert run.session.deadline() == at + TEN_MINUTES
    assert run.pass_s(599.9) == []
    came = told(run.pass_s(0.1))
    assert came[0] == "unpaused: pause, 600"
    assert came[-1] == "ended: stopped, waited"
    assert run.at.status is Status.STOPPED


def test_a_pause_is_never_taken_for_absence() -> None:
    run = Run(two_sides())
    run.until(12)
    run.press(Act.PAUSE)
    assert run.absent(500) == []
    assert told(run.absent(500)) == [
        "unpaused: pause, 1000",
        "leave work left: part 7",
        "ended: stopped, waited",
    ]


# -------------------------------------------------------------------------------------------- wait


def test_a_wait_lasts_until_a_key_and_counts_nothing() -> None:
    run = Run(with_wait())
    run.until(500)
    assert kinds_at(run) == (PhaseKind.WAIT, Side.BOTH, Mode.RUNNING)
    assert run.at.to_go_s == 35
    run.press(Act.ENTER)
    run.to_end()
    assert run.done() == [("both", 10, "done"), ("both", 20, "done")]
    assert run.session.timeline.total_s == 50


def test_a_wait_of_ten_minutes_ends_the_session_saved() -> None:
    run = Run(with_wait())
    run.until(15)
    assert run.at.phase.kind is PhaseKind.WAIT
    assert told(run.pass_s(599.5)) == []
    assert told(run.pass_s(0.5)) == ["leave wait", "ended: stopped, waited"]
    assert run.done() == [("both", 10, "done")]


# ----------------------------------------------------------------------------------------- resumed


def test_a_resumed_session_keeps_what_was_done_before() -> None:
    whole = two_sides()
    left = Credit(
        item=whole.work[0].item, done_s=20.0, done_reps=None, status=WorkStatus.DONE, pain=2
    )
    rest = compile_routine(whole.routine, done=frozenset({1}))
    run = Run(rest, earned=[left])
    assert run.at.credits == {1: left}
    run.to_end()
    assert run.done() == [("left", 20, "done"), ("right", 20, "done")]
    assert [c.pain for c in run.credits] == [2, None]
