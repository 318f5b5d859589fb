"""When the day's question is put."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest

from calfcoach.cli.standing import day_is_due
from calfcoach.cli.surroundings import Surroundings, look_around
from calfcoach.store import History

EVENING = datetime(2026, 11, 20, 21, 0).astimezone()  # where the person is


@pytest.fixture
def around() -> Surroundings:
    return look_around(os.environ, accessible=False, color="auto")


def at(hour: int, *, day: int = 21) -> datetime:
    return EVENING.replace(day=day, hour=hour)


def test_it_is_due_once_a_local_day_which_begins_at_four(home: Path, around: Surroundings) -> None:
    with History.open(home / "history.db") as history:
        assert day_is_due(history, around, EVENING, "daily")
        history.save_day_answer("2026-11-20", "sore 2", at=EVENING)
        assert not day_is_due(history, around, EVENING, "daily")
        assert not day_is_due(history, around, at(3), "daily")
        assert day_is_due(history, around, at(4), "daily")


def test_at_night_the_answer_from_before_bed_is_enough_for_a_cramp(
    home: Path, around: Surroundings
) -> None:
    with History.open(home / "history.db") as history:
        assert day_is_due(history, around, at(5), "night-cramps")
        history.save_day_answer("2026-11-20", "usual", at=EVENING)
        assert not day_is_due(history, around, at(5), "night-cramps")
        assert day_is_due(history, around, at(5), "daily")
        assert day_is_due(history, around, at(7), "night-cramps")


def test_an_answer_that_something_is_new_is_asked_again_once_that_is_cleared(
    home: Path, around: Surroundings
) -> None:
    with History.open(home / "history.db") as history:
        history.save_day_answer("2026-11-20", "new clot", at=EVENING)
        assert day_is_due(history, around, EVENING, "daily")
