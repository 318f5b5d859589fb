"""What a phase says and how its page is planned is made once: nothing of it may be left over."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from screens import STARTED, shipped
from strategies import QUICK, routines
from virtual import Run, ten_raises, two_sides

from calfcoach.events import Act, Command, Digit, Mode, Snapshot
from calfcoach.model import Routine
from calfcoach.screen.lasting import lasting
from calfcoach.screen.layout import laid_out
from calfcoach.screen.page import Page
from calfcoach.screen.pages import page_of
from calfcoach.screen.rows import Row
from calfcoach.terms import Pictures
from calfcoach.timeline import compile_routine

Window = tuple[int, int, bool]
WINDOWS: list[Window] = [(80, 24, False), (80, 24, True), (120, 40, False), (40, 12, False)]
PRESSED: tuple[Command, ...] = (
    *(Act.MORE, Act.LESS, Act.BACK, Act.AFTERWARDS, Act.SPOT, Act.NEXT, Act.PAUSE, Act.PAUSE),
    *(Act.ENTER, Digit(value=7), Act.WHERE),
)


def shown(snapshot: Snapshot, window: Window) -> tuple[Page, tuple[Row, ...]]:
    """The page of an instant and its rows."""
    columns, rows, big = window
    page = page_of(snapshot, STARTED, pictures=Pictures.MOVING)
    return page, laid_out(page, columns, rows, big=big)


def same_made_anew(run: Run, window: Window) -> None:
    """What is shown now is what is shown when all that was kept is of another session."""
    is_now = shown(run.at, window)
    for made in (ten_raises(), two_sides()):
        other = Run(made)
        other.until(made.phases[0].duration_s + 1)  # work: only then all of it is made
        assert shown(other.at, window) != is_now
    assert shown(run.at, window) == is_now


def test_what_lasts_is_made_again_only_when_what_it_is_made_of_changes() -> None:
    made: list[int] = []

    @lasting(lambda number, told: (number,))
    def noted(number: int, told: str) -> str:
        made.append(number)
        return f"{told} {number}"

    assert [noted(1, "a"), noted(1, "b"), noted(2, "c"), noted(1, "d")] == [
        "a 1",
        "a 1",
        "c 2",
        "d 1",
    ]
    assert made == [1, 2, 1]


@given(routines(), st.data())
@QUICK
def test_nothing_of_a_phase_is_left_over_in_any_routine(made: Routine, data: st.DataObject) -> None:
    run, window = Run(compile_routine(made)), data.draw(st.sampled_from(WINDOWS))
    for _ in range(20):
        run.pass_s(data.draw(st.floats(0.1, 40)))
        run.press(data.draw(st.sampled_from(PRESSED)))
        if run.at.mode is Mode.ENDED:
            break
        same_made_anew(run, window)


@pytest.mark.parametrize("window", WINDOWS)
def test_nothing_of_a_phase_is_left_over_beside_a_picture(window: Window, tmp_path: Path) -> None:
    run = Run(shipped("daily", tmp_path))
    while run.at.mode is not Mode.ENDED:
        same_made_anew(run, window)
        run.pass_s(7.3)
