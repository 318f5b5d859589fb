from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise

import pytest
from building import exercise, hold, step, timeline
from hypothesis import given
from hypothesis import strategies as st
from strategies import examples
from test_painter import glass
from test_screen_driver import Shown
from virtual import QUIET, three_sets, two_sides, two_steps

from calfcoach.events import Act
from calfcoach.screen.flash import Flashing, flashing_rows
from calfcoach.terms import Flash, Sides
from calfcoach.timeline import Timeline


@contextmanager
def shown(
    made: Timeline,
    flash: Flash,
    *,
    size: tuple[int, int] = (80, 24),
    color: bool = True,
    big: bool = False,
) -> Iterator[Shown]:
    with glass(*size, color=color) as one:
        yield Shown(one, made, flash=flash, big=big)


def turned_rows(one: Shown) -> list[int]:
    """Which rows are in reverse across the whole width."""
    picture = one.glass.picture
    return [
        row
        for row in range(picture.lines)
        if all(picture.buffer[row][column].reverse for column in range(picture.columns))
    ]


def band_row(one: Shown) -> int:
    return next(no for no, line in enumerate(one.glass.lines) if "▒▒▒" in line or "███ " in line)


def test_a_change_flashes_softly_once_and_is_as_it_was() -> None:
    with shown(two_sides(), Flash.SOFT) as one:
        one.until(24.9)
        assert turned_rows(one) == []
        one.until(25)
        band = band_row(one)
        assert turned_rows(one) == [band - 1, band, band + 1]
        assert one.shows(80, 24)  # the same words and digits
        assert one.wish is not None
        assert round(one.wish, 6) == 25.4
        one.until(one.wish)
        assert turned_rows(one) == []
        assert one.shows(80, 24)
        assert round(one.wish, 6) == 26


def test_a_strong_flash_takes_half_of_the_window_for_longer() -> None:
    with shown(two_sides(), Flash.STRONG) as one:
        one.until(25)
        rows = turned_rows(one)
        assert len(rows) == 12
        assert band_row(one) in rows
        assert one.shows(80, 24)
        one.until(25.59)
        assert turned_rows(one) == rows
        one.until(25.6)
        assert turned_rows(one) == []


def test_the_end_of_work_flashes_before_a_rest_and_before_another_place() -> None:
    for made, ends in ((three_sets(), 25), (two_steps(), 15)):
        with shown(made, Flash.SOFT) as one:
            one.until(ends - 0.1)
            assert turned_rows(one) == []
            one.until(ends)
            assert len(turned_rows(one)) == 3
            one.until(ends + 0.4)
            assert turned_rows(one) == []


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (20, 3)])
def test_the_end_of_all_flashes_before_the_terminal_is_given_back(size: tuple[int, int]) -> None:
    with shown(two_sides(), Flash.SOFT, size=size) as one:
        for at in (40, 41, 48.9):  # the first of them hears of the change before
            one.until(at)
        assert turned_rows(one) == []
        one.until(49)
        assert turned_rows(one) != []
        assert one.wish is not None
        assert round(one.wish, 6) == 49.4
        one.until(49.4)
        assert one.wish is None


def test_a_session_that_is_stopped_does_not_flash() -> None:
    with shown(two_sides(), Flash.STRONG) as one:
        for at in (30, 31, 32):
            one.until(at)
        one.press(Act.STOP)
        assert turned_rows(one) == []
        assert one.wish is None


def test_a_start_and_skipped_work_do_not_flash() -> None:
    with shown(two_steps(), Flash.STRONG) as one:
        one.until(5)
        assert turned_rows(one) == []
        one.until(8)
        one.press(Act.NEXT)
        assert turned_rows(one) == []


def test_switched_off_every_second_costs_the_same_bytes() -> None:
    with shown(two_sides(), Flash.OFF) as without, shown(two_sides(), Flash.SOFT) as one:
        for second in range(1, 49):
            plain, flashed = without.until(second), one.until(second)
            if second not in (25, 26):
                assert plain == flashed


def test_between_flashes_each_second_costs_the_same_bytes() -> None:
    with shown(two_sides(), Flash.OFF) as without, shown(two_sides(), Flash.STRONG) as one:
        for instant in (25, 25.6):
            without.until(instant)
            one.until(instant)
        for second in range(26, 46):
            assert without.until(second) == one.until(second)


@pytest.mark.parametrize("flash", [Flash.SOFT, Flash.STRONG])
def test_keys_that_are_mashed_never_flash_more_than_once_a_second(flash: Flash) -> None:
    sided = [step(hold(10), sides=Sides.EACH, pacing=QUIET, of=exercise()) for _ in range(20)]
    with shown(timeline(*sided), flash) as one:
        changes: list[float] = []
        before: list[int] = []
        for tick in range(60 * 20):
            at = 6 + tick * 0.05
            one.until(at)
            if tick % 2 == 0 and not one.run.session.ended:
                one.press(Act.NEXT)
            rows = turned_rows(one)
            if rows != before:
                changes.append(at)
            before = rows
            if one.run.session.ended:
                break
        assert len(changes) >= 4
        for begin in changes:
            assert sum(begin <= at < begin + 0.999 for at in changes) <= 2


def test_in_a_small_window_its_first_line_is_turned() -> None:
    with shown(two_sides(), Flash.SOFT, size=(20, 3)) as one:
        one.until(25)
        assert turned_rows(one) == [0]
        assert one.glass.lines[0].split() == ["RIGHT", "in", "4", "s"]
        one.until(25.4)
        assert turned_rows(one) == []


def test_without_colours_it_is_told_by_the_reverse_alone() -> None:
    with shown(two_sides(), Flash.SOFT, color=False) as one:
        one.until(24.9)
        one.glass.reads()
        one.run.until(25)
        one.screen.update(one.run.events[-4:], one.run.at, one.run.now)
        written = one.glass.reads()
        assert b"\x1b[7m" in written or b";7m" in written
        assert not re.search(rb"(\[|;)[34][0-7]m", written)
        assert len(turned_rows(one)) == 3


def test_a_key_in_a_flash_is_answered_in_it_and_the_flash_still_ends() -> None:
    with shown(two_sides(), Flash.SOFT) as one:
        one.until(25)
        one.until(25.2)
        one.press(Act.PAUSE)
        assert "PAUSED" in one.text
        one.until(25.4)
        assert turned_rows(one) == []


def test_with_big_digits_the_whole_band_flashes() -> None:
    with shown(two_sides(), Flash.SOFT, big=True) as one:
        one.until(25)
        rows = turned_rows(one)
        assert len(rows) == 5
        assert band_row(one) in rows


def test_a_flash_while_a_wait_begins_ends_by_itself() -> None:
    with shown(two_steps(manual=True), Flash.SOFT) as one:
        one.until(15)
        assert turned_rows(one) != []
        assert one.wish is not None
        one.until(one.wish)
        assert turned_rows(one) == []


@given(
    st.lists(st.floats(0, 20), min_size=1, max_size=40).map(sorted),
    st.sampled_from([Flash.SOFT, Flash.STRONG]),
)
@examples(100)
def test_however_often_it_is_asked_to_there_are_at_most_two_changes_a_second(
    asked: list[float], how: Flash
) -> None:
    flashing = Flashing(how)
    lit: list[tuple[float, float]] = []
    for at in asked:
        flashing.begin(at)
        end = at + flashing.left_s(at)
        if end > at and (not lit or at >= lit[-1][1]):
            lit.append((at, end))
    for (begin, end), (following, _) in pairwise(lit):
        assert following - begin >= 1.0
        assert end < following


@given(st.integers(0, 8), st.integers(1, 3), st.integers(3, 60), st.sampled_from([*Flash]))
@examples(100)
def test_the_rows_of_a_flash_are_in_the_window(
    first: int, thick: int, rows: int, how: Flash
) -> None:
    band = range(first, min(rows, first + thick))
    found = flashing_rows(how, band, rows)
    assert all(0 <= row < rows for row in found)
    assert len(found) <= max(thick + 2, (rows + 1) // 2)


def test_a_rehearsal_flashes_as_long_in_real_seconds() -> None:
    flashing = Flashing(Flash.SOFT, speed=60.0)
    flashing.begin(100.0)
    assert flashing.left_s(100.0) == pytest.approx(24.0)
    flashing.begin(150.0)
    assert flashing.left_s(150.0) == 0.0
