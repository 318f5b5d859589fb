"""The heel walk as it leads: by steps at one's own pace, and by time."""

from __future__ import annotations

from pathlib import Path

import pytest
from building import continuous, exercise, foot_steps, lived, routine, step
from screens import SIZES, picture
from virtual import Run

from calfcoach.files.catalog import Catalog
from calfcoach.files.folders import find_folders
from calfcoach.model import Pacing, Work
from calfcoach.phase import Coaching
from calfcoach.terms import Coach, Kind, Level
from calfcoach.timeline import Options, Timeline, compile_routine

WALK = exercise(
    "heel-walk", kind=Kind.ACTIVATION, setup=("Toes off the floor.",), cues=("Small steps.",)
)


def walking(
    work: Work, *, accessible: bool = False, keys: bool = False, coach: Coach = Coach.LEARN
) -> Timeline:
    entry = step(work, WALK, pacing=Pacing(prepare_s=10))
    told = Coaching(coach=coach, keys=keys)
    return compile_routine(routine(entry), Options(accessible=accessible), told)


def lines(made: Timeline) -> list[str]:
    return [f"{at_s:g} {words}" for at_s, words in lived(made)]


def test_by_time_it_starts_and_ends_by_the_clock() -> None:
    assert lines(walking(continuous(20))) == [
        "0 Get ready. Heel walk, 20 seconds.",
        "3 Toes off the floor.",
        "10 Start. Small steps.",
        "27 3 seconds.",
    ]
    assert lines(walking(continuous(20), coach=Coach.NORMAL)) == [
        "0 Get ready. Heel walk, 20 seconds.",
        "10 Start.",
    ]


def test_by_steps_it_says_how_many_and_the_limit() -> None:
    assert lines(walking(foot_steps(20, 40))) == [
        "0 Get ready. Heel walk, 20 steps.",
        "3 Toes off the floor.",
        "10 Start. 20 steps. At your own pace, 40 seconds at most.",
        "14 Small steps.",
        "40 10 seconds left.",
    ]
    assert lines(walking(foot_steps(20, 40), accessible=True)) == [
        "0 Get ready. Heel walk, 20 steps.",
        "4 Toes off the floor.",
        "13 Start. 20 steps. At your own pace, 40 seconds at most.",
        "19 Small steps.",
        "43 10 seconds left.",
    ]


def test_by_steps_the_key_that_ends_it_is_told_where_there_are_keys() -> None:
    told = lines(walking(foot_steps(20, 40), keys=True))
    assert "10 Start. 20 steps. At your own pace, 40 seconds at most. Enter when done." in told
    told = lines(walking(foot_steps(20, 40), keys=True, accessible=True))
    assert "13 Start. 20 steps. At your own pace, 40 seconds at most. D when done." in told


@pytest.mark.parametrize("work", [foot_steps(20, 40), continuous(20)])
def test_the_screen_leads_it_at_every_size(work: Work) -> None:
    run = Run(walking(work, keys=True))
    run.until(15.0)
    for columns, rows in SIZES:
        shown = "\n".join(picture(run.at, run.now, columns, rows)).lower()
        assert "heel walk" in shown
        assert ("20" if work == foot_steps(20, 40) else "15") in shown or "█" in shown


@pytest.mark.parametrize("level", Level)
def test_the_shipped_dose_is_by_time_and_can_be_replaced_by_steps(
    level: Level, tmp_path: Path
) -> None:
    walk = Catalog(find_folders({"CALFCOACH_HOME": str(tmp_path)})).exercise("heel-walk")
    entry = step(None, walk)
    assert not compile_routine(routine(entry), Options(level=level)).up_to
    stepped = compile_routine(routine(step(foot_steps(20, 40), walk)), Options(level=level))
    assert stepped.up_to
    assert stepped.work[0].item.planned_reps == 20
