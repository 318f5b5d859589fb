from __future__ import annotations

import pytest
from building import (
    hold,
    step,
    timeline,
)
from virtual import (
    Run,
    lines,
    told,
    two_sides,
)

from calfcoach.events import (
    Act,
    Mode,
)
from calfcoach.model import Pacing
from calfcoach.records import Status
from calfcoach.terms import Advance, Sides
from calfcoach.timeline import Timeline

# ----------------------------------------------------------------------------------------- absence


def test_a_gap_is_not_credited_and_pauses() -> None:
    run = Run(two_sides())
    run.until(12)
    assert lines(run.absent(60)) == ["paused: away, gap 60"]
    assert (run.at.elapsed_s, run.at.gap_s, run.at.goes_on_in_s) == (7, 60, 10)


def test_two_seconds_past_the_deadline_are_late_and_more_are_absence() -> None:
    run = Run(two_sides())
    run.until(12)
    assert told(run.absent(3)) == []
    assert run.at.elapsed_s == 10
    assert told(run.absent(3.01)) == ["paused: away, gap 3.01"]


def test_what_is_excused_is_no_absence_once_and_up_to_ten_seconds() -> None:
    run = Run(two_sides())
    run.until(12)
    run.session.excuse(4)
    assert told(run.absent(7)) == []
    assert told(run.absent(3.01)) == ["paused: away, gap 3.01"]
    again = Run(two_sides())
    again.until(12)
    again.session.excuse(10.01)
    assert told(again.absent(11)) == ["paused: away, gap 11"]


def test_a_faster_clock_may_be_later() -> None:
    run = Run(two_sides(), away_s=60)
    run.until(12)
    assert told(run.absent(30)) == [
        "end work left: done 20",
        "start switch right",
        "end switch right",
        "start work right",
    ]


def test_after_an_absence_it_goes_on_by_itself() -> None:
    run = Run(two_sides())
    run.until(12)
    run.absent(60)
    assert run.session.deadline() == 82
    assert lines(run.pass_s(9.9)) == []
    assert run.at.goes_on_in_s == pytest.approx(0.1)
    assert lines(run.pass_s(0.1)) == ["unpaused: away, 10", "returning 5"]
    assert told(run.pass_s(5)) == ["resumed work left, 13 left"]
    run.to_end()
    assert run.done() == [("left", 20, "done"), ("right", 20, "done")]


def test_space_goes_on_at_once_after_an_absence() -> None:
    run = Run(two_sides())
    run.until(12)
    run.absent(60)
    run.pass_s(2)
    assert lines(run.press(Act.PAUSE)) == ["unpaused: away, 2", "returning 5"]


def test_an_absence_in_the_return_pauses_too() -> None:
    run = Run(two_sides())
    run.until(12)
    run.press(Act.PAUSE, Act.PAUSE)
    assert lines(run.absent(60)) == ["paused: away, gap 60"]
    assert run.at.elapsed_s == 7


def test_after_more_than_five_minutes_away_it_waits_for_a_key() -> None:
    run = Run(two_sides())
    run.until(12)
    run.absent(300)
    assert run.at.goes_on_in_s == 10
    run = Run(two_sides())
    run.until(12)
    run.absent(300.5)
    assert run.at.goes_on_in_s is None
    assert run.pass_s(599) == []
    assert told(run.press(Act.PAUSE)) == ["unpaused: away, 599", "returning 5"]


def test_after_ten_minutes_more_it_is_interrupted_and_saved() -> None:
    run = Run(two_sides())
    run.until(12)
    run.absent(301)
    assert told(run.pass_s(600)) == [
        "unpaused: away, 600",
        "leave work left: part 7",
        "ended: interrupted, waited",
    ]
    assert run.at.status is Status.INTERRUPTED


@pytest.mark.parametrize(
    "made",
    [
        two_sides(manual=True),
        timeline(
            step(
                hold(20),
                sides=Sides.EACH,
                pacing=Pacing(prepare_s=5, switch_s=4, advance=Advance.MANUAL),
            )
        ),
    ],
)
def test_with_manual_advance_it_waits_for_a_key_after_any_absence(made: Timeline) -> None:
    run = Run(made)
    run.until(12)
    run.absent(60)
    assert run.at.goes_on_in_s is None
    assert run.pass_s(599) == []
    assert told(run.pass_s(1))[-1] == "ended: interrupted, waited"


def test_away_again_before_it_went_on_is_an_absence_of_its_own() -> None:
    run = Run(two_sides())
    run.until(12)
    run.absent(60)
    run.pass_s(4)
    assert lines(run.absent(3600)) == ["unpaused: away, 4", "paused: away, gap 3600"]
    assert run.at.goes_on_in_s is None
    assert run.at.mode is Mode.PAUSED


def test_a_key_after_an_absence_is_heard_after_the_gap_was_noticed() -> None:
    run = Run(two_sides())
    run.until(12)
    assert told(run.absent(60, Act.NEXT)) == [
        "paused: away, gap 60",
        "unpaused: away, 0",
        "leave work left: skipped 7",
        "start switch right",
    ]


def test_hurt_or_quit_after_an_absence_no_longer_goes_on_by_itself() -> None:
    for key in (Act.HURT, Act.QUIT):
        run = Run(two_sides())
        run.until(12)
        run.absent(60)
        run.press(key)
        assert run.at.goes_on_in_s is None
        assert run.pass_s(60) == []


# --------------------------------------------------------------------------------------- suspended


@pytest.mark.parametrize("gap_s", [30.0, 400.0])
def test_after_ctrl_z_it_always_waits_for_space(gap_s: float) -> None:
    run = Run(two_sides())
    run.until(12)
    assert lines(run.absent(gap_s, Act.SUSPENDED)) == [f"paused: suspended, gap {gap_s:g}"]
    assert run.at.goes_on_in_s is None
    assert run.pass_s(599) == []
    assert told(run.press(Act.PAUSE)) == ["unpaused: suspended, 599", "returning 5"]


def test_however_short_a_ctrl_z_was_its_time_is_not_counted() -> None:
    run = Run(two_sides())
    run.until(12)
    assert lines(run.absent(1, Act.SUSPENDED)) == ["paused: suspended, gap 1"]
    assert run.at.elapsed_s == 7


def test_ctrl_z_in_a_pause_begins_another_pause_and_loses_no_time() -> None:
    run = Run(two_sides())
    run.until(12)
    run.press(Act.PAUSE)
    run.pass_s(30)
    assert lines(run.absent(3600, Act.SUSPENDED)) == [
        "unpaused: pause, 3630",
        "paused: suspended",
    ]
    assert run.pass_s(599) == []
    assert told(run.pass_s(1))[-1] == "ended: stopped, waited"


def test_ctrl_z_after_an_absence_stops_the_going_on() -> None:
    run = Run(two_sides())
    run.until(12)
    run.absent(60)
    run.pass_s(9.5)
    assert lines(run.absent(1, Act.SUSPENDED)) == [
        "unpaused: away, 9.5",
        "paused: suspended, gap 1",
    ]
    assert run.pass_s(60) == []


@pytest.mark.parametrize("question", [Act.HURT, Act.QUIT])
def test_ctrl_z_in_a_question_asks_it_again(question: Act) -> None:
    run = Run(two_sides())
    run.until(12)
    run.press(question)
    run.pass_s(1)
    run.type_number(4)
    came = lines(run.absent(3600, Act.SUSPENDED))
    reason, asked = ("hurt", "pain") if question is Act.HURT else ("quit", "stop")
    assert came == [f"unpaused: {reason}, 3601", f"paused: {reason}", f"asked {asked}"]
    assert run.at.typed == ""
