from __future__ import annotations

import math

import pytest

from calfcoach.countdown import Countdown
from calfcoach.phase import Cue, CueKind


def tick(offset_s: float, count: int) -> Cue:
    return Cue(kind=CueKind.TICK, offset_s=offset_s, count=count)


def ticking(duration_s: float = 10) -> Countdown:
    """With ticks at 7, 8 and 9 s of 10."""
    return Countdown(duration_s, [tick(7, 3), tick(8, 2), tick(9, 1)])


def test_time_that_passes_is_summed_and_nothing_is_left_over_before_the_end() -> None:
    countdown = ticking()
    assert countdown.spend(2.5) == ([], None)
    assert countdown.spend(2.5) == ([], None)
    assert (countdown.elapsed_s, countdown.left_s, countdown.next_in_s) == (5, 5, 2)


def test_what_passes_beyond_the_end_is_left_over() -> None:
    countdown = Countdown(10, [])
    assert countdown.spend(12.5) == ([], 2.5)
    assert (countdown.elapsed_s, countdown.left_s, countdown.next_in_s) == (10, 0, 0)


def test_cues_come_once_with_how_late_they_are() -> None:
    countdown = ticking()
    assert countdown.spend(8.5) == ([(tick(7, 3), 1.5), (tick(8, 2), 0.5)], None)
    assert countdown.spend(0.5) == ([(tick(9, 1), 0.0)], None)
    assert countdown.spend(1.0) == ([], 0.0)


def test_a_cue_at_the_very_beginning_comes_without_time_passing() -> None:
    countdown = Countdown(10, [tick(0, 1)])
    assert countdown.next_in_s == 0
    assert countdown.spend(0) == ([(tick(0, 1), 0.0)], None)
    assert countdown.spend(0) == ([], None)


def test_a_rounding_misses_neither_cue_nor_end() -> None:
    countdown = Countdown(0.3, [tick(0.3, 1)])
    countdown.spend(0.1)
    assert countdown.spend(0.2 - 1e-9) == ([(tick(0.3, 1), 0.0)], 0.0)
    assert countdown.elapsed_s == 0.3


def test_a_wait_never_ends() -> None:
    countdown = Countdown(math.inf, [])
    assert countdown.spend(1e9) == ([], None)
    assert (countdown.left_s, countdown.next_in_s) == (math.inf, math.inf)


def test_finishing_is_silent() -> None:
    countdown = ticking()
    countdown.finish()
    assert countdown.left_s == 0
    assert countdown.spend(0) == ([], 0.0)


@pytest.mark.parametrize(("passed_s", "begun"), [(None, False), (0.0, True), (2.0, True)])
def test_it_has_begun_once_time_passed_or_a_cue_was_given(
    passed_s: float | None, begun: bool
) -> None:
    countdown = Countdown(10, [tick(0, 1)])
    if passed_s is not None:
        countdown.spend(passed_s)
    assert countdown.begun is begun


def test_another_length_keeps_what_has_passed() -> None:
    countdown = ticking()
    countdown.spend(4)
    countdown.replace(15, [tick(12, 3), tick(13, 2), tick(14, 1)])
    assert (countdown.elapsed_s, countdown.left_s, countdown.next_in_s) == (4, 11, 8)


def test_a_longer_time_tells_its_end_again_and_nothing_of_the_past() -> None:
    countdown = ticking()
    countdown.spend(7)  # the first tick
    earlier = Cue(kind=CueKind.HALF_WAY, offset_s=6)
    countdown.replace(15, [earlier, tick(12, 3), tick(13, 2), tick(14, 1)])
    came, left_over_s = countdown.spend(8)
    assert [cue.count for cue, _ in came] == [3, 2, 1]
    assert left_over_s == 0


def test_cut_down_to_what_has_passed_it_is_over() -> None:
    countdown = ticking()
    countdown.spend(5)
    end = Cue(kind=CueKind.END, offset_s=5)
    countdown.replace(5, [end])
    assert countdown.spend(0) == ([(end, 0.0)], 0.0)
