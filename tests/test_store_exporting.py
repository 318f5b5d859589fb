"""The work of an export, told a kind at a time: whatever is written meanwhile, and however it is
asked for."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from past_sessions import TUESDAY, keep
from store_samples import work

from calfcoach.exchange.table_writer import session_cells, work_cells
from calfcoach.records import WorkRecord
from calfcoach.store import History
from calfcoach.store.exporting_work import WorkKinds
from calfcoach.store.faults import DamageError
from calfcoach.store.wanted import Wanted

_ALL = Wanted()


@pytest.fixture(params=["small", "large"])
def past(request: pytest.FixtureRequest, home: Path) -> Path:
    """A history of one session; in a large file the kinds of work are asked for at the side."""
    rows = [work(work_no=no, exercise_title="calf") for no in (1, 2)]
    keep(home, TUESDAY, rows=rows)
    if request.param == "large":
        change(home, "INSERT INTO acknowledgements VALUES ('x', hex(zeroblob(1000000)), 'x')")
    return home


def change(home: Path, statement: str) -> None:
    with closing(sqlite3.connect(home / "history.db", isolation_level=None)) as plain:
        plain.execute(statement)


def told(history: History, kinds: WorkKinds, wanted: Wanted = _ALL) -> list[str]:
    """The phases of each session, a line each."""
    found = history.told(wanted, session_cells, work_cells, kinds)
    return [phases("\n") if phases else "" for _, _, phases, _ in found]


def titles(lines: Sequence[str]) -> list[list[str]]:
    return [[row.split(",")[5] for row in each.splitlines()] for each in lines]


def test_what_was_written_after_the_question_is_told_too(past: Path) -> None:
    with History.read(past / "history.db") as history:
        kinds = history.work_kinds(_ALL)
        change(past, "UPDATE work SET exercise_title = 'toes' WHERE work_no = 2")

        assert titles(told(history, kinds)) == [["calf", "toes"]]


def test_what_is_written_between_two_questions_is_told_by_the_second(past: Path) -> None:
    with History.read(past / "history.db") as history:
        kinds = history.work_kinds(_ALL)
        before = titles(told(history, kinds))
        change(past, "UPDATE work SET exercise_title = 'toes' WHERE work_no = 1")

        assert [before, titles(told(history, kinds))] == [[["calf", "calf"]], [["toes", "calf"]]]


def test_damage_that_comes_between_two_questions_is_found_by_the_second(past: Path) -> None:
    with History.read(past / "history.db") as history:
        kinds = history.work_kinds(_ALL)
        told(history, kinds)
        change(past, "UPDATE work SET exercise_title = x'00' WHERE work_no = 1")

        with pytest.raises(DamageError):
            told(history, kinds)


@pytest.mark.parametrize(
    "damage",
    [
        "at = at || char(10) || at",
        "at = CAST(at AS BLOB)",
        "at = replace(at, '-11-', '-13-')",
        "at = ''",
        "done_s = 'long'",
        "done_s = -1",
        "exercise_title = x'00'",
        "pain = 1.5",
    ],
)
def test_a_phase_that_cannot_be_is_told_by_nobody(past: Path, damage: str) -> None:
    change(past, f"UPDATE work SET {damage} WHERE work_no = 2")

    with History.read(past / "history.db") as history, pytest.raises(DamageError):
        told(history, history.work_kinds(_ALL))


def test_damage_elsewhere_takes_nothing_away(past: Path) -> None:
    lost = keep(past, TUESDAY + timedelta(days=1), rows=[work()])
    change(past, f"UPDATE work SET pain = 1.5 WHERE session_id = '{lost}'")
    day = (TUESDAY + timedelta(days=1)).date().isoformat()

    with History.read(past / "history.db") as history:
        kinds = history.work_kinds(_ALL)

        assert titles(told(history, kinds, Wanted(until_day=day))) == [["calf", "calf"]]


@pytest.mark.parametrize(
    "lengths", [[30.0], [49.315, 30.0, 0.0], [0.1 + 0.2, 49.315, 1e-7, 123456.7890123, 30.0]]
)
def test_lengths_are_told_to_their_last_digit(past: Path, lengths: list[float]) -> None:
    rows: list[WorkRecord] = [work(work_no=no, done_s=each) for no, each in enumerate(lengths, 1)]
    keep(past, TUESDAY + timedelta(days=1), rows=rows)

    with History.read(past / "history.db") as history:
        lines = told(history, history.work_kinds(_ALL))[-1].splitlines()

    assert [float(line.split(",")[11]) for line in lines] == lengths
