"""A listing with sums tells the same as one with all work, and finds the same damage."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from past_sessions import TUESDAY, gap, keep, raises, stretches
from store_samples import work

from calfcoach.records import SessionRecord, Status, WorkSums
from calfcoach.report.figures import counts, figures_of, session_json
from calfcoach.store import History
from calfcoach.store.faults import DamageError

MANY = 110  # sessions: from a hundred on they are looked over from the first to the last


@pytest.fixture
def lived(home: Path) -> Path:
    keep(home, rows=(*stretches(), raises()), gaps=[gap(), gap("away", 5.0)])
    part = work(work_no=1, side="right", done_s=7.125, status="part")
    keep(home, TUESDAY + timedelta(hours=1), rows=(part,), status=Status.STOPPED, lasted_s=9.0)
    eased = work(work_no=1, side="left", kind="relief", done_s=41.5, planned_s=0.0, why="eased")
    keep(home, TUESDAY + timedelta(hours=2), rows=(eased,), routine_id="cramp", routine_hash="")
    return home


def scribble(home: Path, *statements: str) -> None:
    with closing(sqlite3.connect(home / "history.db", isolation_level=None)) as plain:
        for statement in statements:
            plain.execute(statement)


def listed(home: Path, *, sums: bool) -> list[SessionRecord]:
    with History.read(home / "history.db") as history:
        return history.sessions(with_work=not sums, with_sums=sums)


def test_the_sums_are_those_of_the_work(lived: Path) -> None:
    whole, summed = listed(lived, sums=False), listed(lived, sums=True)

    assert [figures_of(each) for each in summed] == [figures_of(each) for each in whole]
    assert [session_json(each) for each in summed] == [session_json(each) for each in whole]
    assert [counts(each) for each in summed] == [counts(each) for each in whole]
    assert summed[0].sums == WorkSums(
        left_s=60.0, right_s=60.0, both_s=70.0, stretch_left_s=60.0, stretch_right_s=60.0
    )


def test_only_a_cramp_comes_with_its_work(lived: Path) -> None:
    assert [len(each.work) for each in listed(lived, sums=True)] == [0, 0, 1]
    assert listed(lived, sums=True)[2] == listed(lived, sums=False)[2]


@pytest.mark.parametrize(
    "damage",
    [
        *(f"{column} = x'ff'" for column in ("exercise_id", "kind", "technique", "load", "why")),
        *(f"{column} = CAST(x'ff' AS TEXT)" for column in ("exercise_title", "technique")),
        *(f"muscles = '{text}'" for text in ("{", "7", "null", "[1]")),
        "side = 'up'",
        "status = 'flying'",
        *(f"{column} = -1" for column in ("step_no", "set_no", "done_s", "done_reps", "pain")),
        *(f"{column} = 'x'" for column in ("step_no", "planned_s", "done_s", "planned_reps")),
        *(f"{column} = 1.5" for column in ("round_no", "done_reps", "reps_left")),
        "planned_s = 9e999",
        "done_s = 1e10",
        "pain = 11",
        "reps_left = 10",
        "at = 'noon'",
        "at = x'00'",
        "at = '2026-02-30T06:30:00.000Z'",
        "at = '2026-13-01T06:30:00.000Z'",
        "at = '2026-11-17T24:30:00.000Z'",
        "at = '2026-11-17T06:30:00.000'",
        "at = '0999-11-17T06:30:00.000Z'",
    ],
)
def test_a_damaged_row_is_damage_to_both(lived: Path, damage: str) -> None:
    ignore = "PRAGMA ignore_check_constraints = 1"
    scribble(lived, ignore, f"UPDATE work SET {damage} WHERE work_no = 1")

    for sums in (False, True):
        with pytest.raises(DamageError):
            listed(lived, sums=sums)


@pytest.mark.parametrize(
    "odd",
    [
        "at = '2026-11-17T07:30:00+01:00'",
        "at = '2028-02-29T06:30:00.000Z'",
        "exercise_title = 'Wadenst' || char(252) || char(27) || 'tze'",
        "done_s = 1000000000",
        "muscles = '[]'",
        "pain = NULL",
    ],
)
def test_an_odd_row_that_can_be_read_is_damage_to_neither(lived: Path, odd: str) -> None:
    scribble(lived, f"UPDATE work SET {odd} WHERE work_no = 1")

    whole, summed = listed(lived, sums=False), listed(lived, sums=True)

    assert [figures_of(each) for each in summed] == [figures_of(each) for each in whole]


def test_a_session_without_work_has_sums_of_nothing(lived: Path) -> None:
    scribble(lived, "DELETE FROM work")

    assert [figures_of(each).left_s for each in listed(lived, sums=True)] == [0.0, 0.0, 0.0]


def many(home: Path) -> list[str]:
    return [keep(home, TUESDAY + timedelta(hours=no), rows=(work(),)) for no in range(MANY)]


def test_among_many_sessions_one_damaged_row_is_found(home: Path) -> None:
    ids = many(home)
    assert len(listed(home, sums=True)) == MANY

    scribble(home, f"UPDATE work SET load = x'00' WHERE session_id = '{ids[MANY // 2]}'")

    with pytest.raises(DamageError):
        listed(home, sums=True)


def test_the_damaged_work_of_a_deleted_session_takes_no_listing_away(home: Path) -> None:
    ids = many(home)
    with History.open(home / "history.db") as history:
        history.delete([ids[5]], at=TUESDAY)
    scribble(home, f"UPDATE work SET load = x'00' WHERE session_id = '{ids[5]}'")

    summed = listed(home, sums=True)

    assert [each.id for each in summed] == [each for each in ids if each != ids[5]]
    assert {figures_of(each).left_s for each in summed} == {30.0}
