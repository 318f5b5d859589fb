from __future__ import annotations

from typing import Any

import pytest
from building import (
    NO_PACING,
    continuous,
    exercise,
    foot_steps,
    step,
    tempo_reps,
    timeline,
)
from virtual import (
    QUIET,
    Run,
    cues,
    lines,
    own_pace,
    ten_raises,
    three_sets,
    three_short_holds,
    told,
    two_sides,
    two_steps,
    with_wait,
)

from calfcoach.events import (
    Act,
    Command,
    Digit,
    Mode,
)
from calfcoach.model import Reps
from calfcoach.phase import PhaseKind
from calfcoach.records import Status
from calfcoach.terms import Kind, Place, Side, Sides
from calfcoach.timeline import Timeline


def kinds_at(run: Run) -> tuple[PhaseKind, Side, Mode]:
    return run.at.phase.kind, run.at.phase.item.side, run.at.mode


# -------------------------------------------------------------------------------------------- next


@pytest.mark.parametrize(
    ("at", "came"),
    [
        (3, ["leave prepare left", "start work left"]),
        (12, ["leave work left: skipped 7", "start switch right"]),
        (27, ["leave switch right", "start work right"]),
        (30, ["leave work right: skipped 1", "ended: completed"]),
    ],
)
def test_next_skips_the_phase(at: float, came: list[str]) -> None:
    run = Run(two_sides())
    run.until(at)
    assert told(run.press(Act.NEXT)) == came


def test_next_ends_a_rest_and_a_wait() -> None:
    run = Run(three_sets())
    run.until(28)
    assert told(run.press(Act.NEXT)) == ["leave rest", "start work"]
    run = Run(with_wait())
    run.until(18)
    assert told(run.press(Act.NEXT)) == ["leave wait", "start prepare"]


def test_next_in_a_pause_skips_and_goes_on() -> None:
    run = Run(two_sides())
    run.until(12)
    run.press(Act.PAUSE)
    run.pass_s(3)
    assert told(run.press(Act.NEXT)) == [
        "unpaused: pause, 3",
        "leave work left: skipped 7",
        "start switch right",
    ]
    assert run.at.mode is Mode.RUNNING


def test_next_in_the_return_skips_the_work_itself() -> None:
    run = Run(two_sides())
    run.until(12)
    run.press(Act.PAUSE, Act.PAUSE)
    assert told(run.press(Act.NEXT)) == ["leave work left: skipped 7", "start switch right"]


def test_a_session_that_reaches_its_end_by_skipping_is_completed() -> None:
    run = Run(two_sides())
    run.press(Act.NEXT, Act.NEXT, Act.NEXT, Act.NEXT)
    assert run.at.status is Status.COMPLETED
    assert run.done() == [("left", 0, "skipped"), ("right", 0, "skipped")]


def test_a_skipped_set_with_the_least_number_of_reps_is_done() -> None:
    wanted = Reps(reps=12, least=10, tempo=tempo_reps(1).tempo)
    run = Run(timeline(step(wanted, pacing=NO_PACING)))
    run.until(70)
    assert told(run.press(Act.NEXT))[0] == "leave work: done 70, 10 reps"
    run = Run(timeline(step(wanted, pacing=NO_PACING)))
    run.until(69)
    assert told(run.press(Act.NEXT))[0] == "leave work: skipped 69, 9 reps"


# ------------------------------------------------------------------------------------------- enter


@pytest.mark.parametrize("key", [Act.ENTER, Act.DONE])
@pytest.mark.parametrize(
    "made", [two_sides(), ten_raises(), three_short_holds(), timeline(step(continuous(60)))]
)
def test_enter_does_nothing_in_timed_work(made: Timeline, key: Act) -> None:
    run = Run(made)
    run.until(12)
    before = run.at
    assert run.press(key) == []
    assert run.at == before


@pytest.mark.parametrize("key", [Act.ENTER, Act.DONE])
@pytest.mark.parametrize(
    ("made", "at", "came"),
    [
        (two_sides(), 3, ["end prepare left", "start work left"]),
        (two_sides(), 27, ["end switch right", "start work right"]),
        (three_sets(), 28, ["end rest", "start work"]),
        (with_wait(), 18, ["end wait", "start prepare"]),
        (own_pace(), 40, ["end work: done 35, 15 reps", "ended: completed"]),
    ],
)
def test_enter_ends_what_is_at_your_own_pace_or_before_work(
    made: Timeline, at: float, came: list[str], key: Act
) -> None:
    run = Run(made)
    run.until(at)
    assert told(run.press(key)) == came


@pytest.mark.parametrize("key", [Act.ENTER, Act.DONE])
def test_enter_in_the_return_starts_now(key: Act) -> None:
    run = Run(two_sides())
    run.until(12)
    run.press(Act.PAUSE, Act.PAUSE)
    run.pass_s(1)
    assert lines(run.press(key)) == ["resumed work left, 13 left"]


@pytest.mark.parametrize("key", [Act.ENTER, Act.DONE])
def test_enter_does_nothing_in_a_pause(key: Act) -> None:
    run = Run(own_pace())
    run.until(12)
    run.press(Act.PAUSE)
    before = run.at
    assert run.press(key) == []
    assert run.at == before


@pytest.mark.parametrize(("made", "at"), [(two_sides, 3), (with_wait, 30), (own_pace, 40)])
def test_in_accessible_form_enter_only_answers_questions_and_d_serves(made: Any, at: float) -> None:
    run = Run(made(accessible=True))
    run.until(at)
    before = run.at
    assert run.press(Act.ENTER) == []
    assert run.at == before
    assert told(run.press(Act.DONE))[0].startswith("end ")


def test_in_accessible_form_enter_answers_questions() -> None:
    run = Run(two_sides(accessible=True))
    run.press(Act.QUIT)
    run.pass_s(1)
    assert told(run.press(Act.ENTER))[-1] == "ended: stopped"


def test_own_pace_ends_by_itself_at_its_limit() -> None:
    run = Run(timeline(step(foot_steps(20, 40), pacing=NO_PACING)))
    run.to_end()
    assert run.now == 40
    assert told(run.events)[1:] == ["end work: done 40", "ended: completed"]


# ----------------------------------------------------------------------------------- back and redo


def test_back_before_three_seconds_goes_to_the_work_before_from_its_preparation() -> None:
    run = Run(two_sides())
    run.until(31.9)
    assert told(run.press(Act.BACK)) == [
        "leave work right: part 2.9",
        "start work left",
        "returning 5, again",
    ]
    assert kinds_at(run) == (PhaseKind.WORK, Side.LEFT, Mode.RETURNING)
    assert lines(run.pass_s(5)) == [
        "returning cue tick 3",
        "returning cue tick 2",
        "returning cue tick 1",
        "cue start",
    ]


def test_back_after_three_seconds_begins_this_one_again() -> None:
    run = Run(two_sides())
    run.until(32)
    assert told(run.press(Act.BACK)) == [
        "leave work right: part 3",
        "start work right",
        "returning 5, again",
    ]


@pytest.mark.parametrize(
    ("made", "at", "side", "back_s"),
    [
        (two_sides(), 27, "work left", 5),
        (three_sets(), 28, "work", 5),
        (with_wait(), 18, "work", 15),  # one may have walked on while waiting
    ],
)
def test_back_from_between_goes_to_the_work_before(
    made: Timeline, at: float, side: str, back_s: int
) -> None:
    for key in (Act.BACK, Act.REDO):
        run = Run(made)
        run.until(at)
        assert told(run.press(key))[1:] == [f"start {side}", f"returning {back_s}, again"]


def test_back_twice_goes_back_two() -> None:
    run = Run(three_sets())
    run.until(66)  # the third set, 1 s of it
    assert run.at.phase.item.set_no == 3
    run.press(Act.BACK)
    assert run.at.phase.item.set_no == 2
    run.press(Act.BACK)
    assert run.at.phase.item.set_no == 1
    run.press(Act.BACK)
    assert run.at.phase.item.set_no == 1


def test_back_at_the_very_start_does_nothing_and_in_the_first_work_begins_it_again() -> None:
    run = Run(two_sides())
    run.until(3)
    before = run.at
    assert run.press(Act.BACK) == []
    assert run.at == before
    run.until(6)
    assert told(run.press(Act.BACK)) == [
        "leave work left: part 1",
        "start work left",
        "returning 5, again",
    ]


def test_back_to_another_place_leaves_time_to_walk() -> None:
    run = Run(two_steps())
    run.until(31)
    assert run.at.phase.item.exercise.place is Place.FLOOR
    assert told(run.press(Act.BACK))[-1] == "returning 15, again"


def test_redo_begins_this_side_again_at_any_time() -> None:
    run = Run(two_sides())
    run.until(30)
    assert told(run.press(Act.REDO)) == [
        "leave work right: part 1",
        "start work right",
        "returning 5, again",
    ]


def test_redo_while_getting_ready_gets_ready_again() -> None:
    for paused in (False, True):
        run = Run(two_steps())
        run.until(3)
        if paused:
            run.press(Act.PAUSE)
        assert told(run.press(Act.REDO))[-2:] == ["leave prepare", "start prepare"]
        assert (run.at.left_s, run.at.index) == (5, 0)


@pytest.mark.parametrize("key", [Act.BACK, Act.REDO])
def test_back_and_redo_leave_a_pause(key: Act) -> None:
    run = Run(two_sides())
    run.until(12)
    run.press(Act.PAUSE)
    run.pass_s(2)
    assert told(run.press(key)) == [
        "unpaused: pause, 2",
        "leave work left: part 7",
        "start work left",
        "returning 5, again",
    ]


def test_work_done_twice_is_credited_once_and_never_worse() -> None:
    run = Run(two_sides())
    run.until(27)
    run.press(Act.BACK)
    run.pass_s(8)
    assert told(run.press(Act.NEXT))[0] == "leave work left: done 20"
    run.to_end()
    assert run.done() == [("left", 20, "done"), ("right", 20, "done")]


def test_work_begun_again_gives_its_cues_again() -> None:
    run = Run(ten_raises())
    run.until(20)
    run.press(Act.REDO)
    assert cues(run.pass_s(12))[-5:] == [
        "cue start",
        "cue up 1",
        "cue hold 1",
        "cue down 1",
        "cue up 2",
    ]


# ---------------------------------------------------------------------------- where, keys and mute


@pytest.mark.parametrize("key", [Act.WHERE, Act.KEYS])
@pytest.mark.parametrize("paused", [False, True])
def test_where_and_keys_only_tell(key: Act, paused: bool) -> None:
    run = Run(two_sides())
    run.until(12)
    if paused:
        run.press(Act.PAUSE)
    before = run.at
    assert lines(run.press(key)) == [f"told {key.value}"]
    assert run.at == before


def test_mute_turns_off_and_on_in_any_mode() -> None:
    run = Run(two_sides())
    assert (lines(run.press(Act.MUTE)), run.at.muted) == (["muted"], True)
    run.press(Act.PAUSE)
    assert (lines(run.press(Act.MUTE)), run.at.muted) == (["unmuted"], False)
    assert Run(two_sides(), muted=True).at.muted


def test_where_there_is_no_sound_mute_says_so_and_changes_nothing() -> None:
    run = Run(two_sides(), audible=False)
    assert (lines(run.press(Act.MUTE)), run.at.muted) == (["told mute"], False)


@pytest.mark.parametrize("key", [Act.ERASE, Digit(value=4)])
def test_what_belongs_to_questions_does_nothing_without_one(key: Command) -> None:
    run = Run(two_sides())
    run.until(12)
    before = run.at
    assert run.press(key) == []
    assert run.at == before


# ----------------------------------------------------------------------------- tender spots


def rolling(time_s: float = 60, at: float = 15) -> Run:
    """Prepare 5, roll `time_s` on the left with a pass of 3 s, change 4, the same on the right."""
    roll = exercise("roll", kind=Kind.ROLL)
    run = Run(timeline(step(continuous(time_s, 3), roll, sides=Sides.EACH, pacing=QUIET)))
    run.until(at)
    return run


def passes(run: Run, seconds: float) -> list[str]:
    return [cue for cue in cues(run.pass_s(seconds)) if "pass" in cue]


def test_on_a_tender_spot_the_passes_stop_and_the_clock_runs_on() -> None:
    run = rolling()
    assert passes(run, 3) == ["cue pass 5"]
    assert lines(run.press(Act.SPOT)) == ["told spot"]
    assert run.at.spot_left_s == 30
    assert passes(run, 12) == []
    assert (run.at.mode, run.at.elapsed_s, run.at.spot_left_s) == (Mode.RUNNING, 25, 18)


def test_after_thirty_seconds_it_rolls_on_by_itself() -> None:
    run = rolling()
    run.press(Act.SPOT)
    assert told(run.pass_s(29.9)) == []
    assert run.session.deadline() == 45
    assert lines(run.pass_s(0.1)) == ["told spot"]
    assert run.at.spot_left_s is None
    assert passes(run, 6) == ["cue pass 15", "cue pass 16"]


def test_t_again_rolls_on_at_once() -> None:
    run = rolling()
    run.press(Act.SPOT)
    run.pass_s(5)
    assert lines(run.press(Act.SPOT)) == ["told spot"]
    assert run.at.spot_left_s is None
    assert passes(run, 3) == ["cue pass 7"]


def test_a_spot_begins_with_thirty_seconds_and_no_hair_more() -> None:
    for tenths in range(60):
        run = rolling()
        run.pass_s(tenths / 10)
        run.press(Act.SPOT)
        assert run.at.spot_left_s is not None
        assert run.at.spot_left_s <= 30


def test_a_tender_spot_never_makes_the_work_longer() -> None:
    run = rolling(time_s=20)
    run.press(Act.SPOT)
    assert told(run.pass_s(10)) == ["end work left: done 20", "start switch right"]
    assert run.at.spot_left_s is None
    run.to_end()
    assert run.now == 49
    assert run.done() == [("left", 20, "done"), ("right", 20, "done")]


def test_a_pause_on_a_tender_spot_takes_nothing_from_it() -> None:
    run = rolling()
    run.press(Act.SPOT)
    run.pass_s(5)
    run.press(Act.PAUSE)
    run.pass_s(50)
    assert run.press(Act.SPOT) == []
    assert run.at.spot_left_s == 25
    run.press(Act.PAUSE)
    assert run.press(Act.SPOT) == []  # on the way back nobody is on it
    run.pass_s(5)
    assert run.at.spot_left_s == 25


@pytest.mark.parametrize("key", [Act.BACK, Act.REDO])
def test_doing_it_again_leaves_the_spot(key: Act) -> None:
    run = rolling()
    run.press(Act.SPOT)
    run.press(key)
    assert run.at.spot_left_s is None


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.ROLL])
def test_only_rolling_has_tender_spots(kind: Kind) -> None:
    run = Run(timeline(step(continuous(60, 3), exercise("other", kind=kind), pacing=QUIET)))
    run.until(15)
    before = run.at
    assert run.press(Act.SPOT) == []
    assert run.at == before


def test_between_two_sides_there_is_no_spot() -> None:
    run = rolling(time_s=20, at=27)
    assert run.at.phase.kind is PhaseKind.SWITCH
    assert run.press(Act.SPOT) == []


# ---------------------------------------------------------------------------------- pressing


def pressing(at: float = 15) -> Run:
    """Prepare 5, press 60 s on the left, change 4, the same on the right."""
    press = exercise("press", kind=Kind.PRESS)
    run = Run(timeline(step(continuous(60), press, sides=Sides.EACH, pacing=QUIET)))
    run.until(at)
    return run


def test_a_spot_that_faded_is_done_and_the_next_phase_begins() -> None:
    run = pressing()
    assert told(run.press(Act.FADED)) == ["end work left: done 10", "start switch right"]
    assert run.done() == [("left", 10, "done, faded")]


@pytest.mark.parametrize("at", [3, 67])
def test_nothing_fades_before_it_is_pressed(at: float) -> None:
    run = pressing(at)
    assert run.at.phase.kind is not PhaseKind.WORK
    assert run.press(Act.FADED) == []


def test_nothing_fades_in_a_pause_or_on_the_way_back() -> None:
    run = pressing()
    run.press(Act.PAUSE)
    assert run.press(Act.FADED) == []
    run.press(Act.PAUSE)
    assert run.press(Act.FADED) == []


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.PRESS])
def test_only_pressing_fades(kind: Kind) -> None:
    run = Run(timeline(step(continuous(60), exercise("other", kind=kind), pacing=QUIET)))
    run.until(15)
    assert run.press(Act.FADED) == []
