from __future__ import annotations

from itertools import pairwise

from building import continuous, hold, short_holds, step, timeline
from virtual import QUIET, VirtualTerminal, three_sets, two_sides, two_steps

from calfcoach.drivers.bell import Bell
from calfcoach.events import Act, Command
from calfcoach.player import play
from calfcoach.session import Session
from calfcoach.terms import Sides
from calfcoach.timeline import Timeline


def rung(
    made: Timeline,
    *keys: tuple[float, Command],
    gaps: tuple[tuple[float, float], ...] = (),
    muted: bool = False,
) -> list[float]:
    """When the bell rang in a session, in seconds."""
    terminal = VirtualTerminal(keys, gaps=gaps)
    rings: list[float] = []
    bell = Bell(lambda: rings.append(round(terminal.now(), 3)))
    play(Session(made, muted=muted), terminal, [bell])
    return rings


def test_once_at_a_start_twice_at_a_change_three_times_at_the_end() -> None:
    assert rung(two_sides()) == [5, 25, 25.4, 29, 49, 49.4, 49.8]


def test_twice_when_another_step_follows() -> None:
    assert rung(two_steps()) == [5, 15, 15.4, 30, 50, 50.4, 50.8]


def test_twice_at_a_rest() -> None:
    assert rung(three_sets())[1:4] == [25, 25.4, 35]


def test_what_follows_a_wait_or_a_rest_is_no_second_change() -> None:
    assert rung(two_steps(manual=True), (60.0, Act.ENTER))[1:4] == [15, 15.4, 75]


def test_the_first_preparation_is_no_change() -> None:
    assert rung(two_sides(), (3.0, Act.STOP)) == []


def test_short_holds_ring_at_each_start() -> None:
    assert rung(timeline(step(short_holds(10, 2, 5), pacing=QUIET)))[:2] == [5, 20]


def test_the_first_four_passes_ring_and_the_start_is_the_first_of_them() -> None:
    made = timeline(step(continuous(20, pass_s=3), pacing=QUIET))
    assert rung(made) == [5, 8, 11, 14, 25, 25.4, 25.8]


def test_quick_passes_keep_their_distance() -> None:
    made = timeline(step(continuous(20, pass_s=0.5), pacing=QUIET))
    assert rung(made)[:5] == [5, 5.5, 6, 6.5, 25]


def test_bells_that_come_close_keep_their_distance() -> None:
    made = timeline(step(hold(1), sets=2, rest_s=0.1, sides=Sides.BOTH, pacing=QUIET))
    times = rung(made)
    assert all(later - earlier >= 0.399 for earlier, later in pairwise(times))
    assert times == [5, 6, 6.4, 7.1, 7.5, 7.9]


def test_nothing_rings_when_muted() -> None:
    assert rung(two_sides(), muted=True) == []


def test_mute_stops_what_was_ringing_and_unmute_rings_nothing_late() -> None:
    assert rung(two_sides(), (25.1, Act.MUTE), (30.0, Act.MUTE)) == [5, 25, 49, 49.4, 49.8]


def test_going_on_after_a_pause_rings_once() -> None:
    assert rung(two_sides(), (12.0, Act.PAUSE), (20.0, Act.PAUSE), (30.0, Act.STOP)) == [5, 25]


def test_going_on_with_a_rest_or_a_change_rings_nothing() -> None:
    made = three_sets()
    assert rung(made, (28.0, Act.PAUSE), (29.0, Act.PAUSE), (30.0, Act.STOP)) == [5, 25, 25.4]
    assert rung(two_sides(), (27.0, Act.PAUSE), (28.0, Act.PAUSE), (29.0, Act.STOP)) == [
        5,
        25,
        25.4,
    ]


def test_a_start_that_is_told_a_second_late_is_not_rung() -> None:
    assert rung(two_sides(), gaps=((4.5, 1.9),))[0] == 25
    assert rung(two_sides(), gaps=((4.5, 1.3),))[0] == 5.8


def test_work_begun_again_rings_again() -> None:
    assert rung(two_sides(), (12.0, Act.REDO), (20.0, Act.STOP)) == [5, 17]


def test_a_stopped_or_interrupted_session_ends_silently() -> None:
    assert rung(two_sides(), (12.0, Act.STOP)) == [5]
    assert rung(two_sides(), (12.0, Act.INTERRUPT)) == [5]
    assert rung(two_sides(), (25.1, Act.STOP)) == [5, 25, 25.4]
