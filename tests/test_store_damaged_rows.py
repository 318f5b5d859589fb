"""Rests, measurements and versions of the plan of which a row cannot be read: one warning names
them, everything else goes on without them, and mending moves them aside."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from past_sessions import gap, keep, session, stretches
from processes import local_today

from calfcoach.exchange.fields import Seconds, Whole
from calfcoach.exchange.shapes import GAP, SESSION, WORK, Shape
from calfcoach.frozen import replace
from calfcoach.records import MeasureKind
from calfcoach.store import History, rows
from calfcoach.store.limits import MOST

Calf = Callable[..., Any]

NOW = datetime.now(UTC)
DAMAGE = [
    ("rests", "until_day = '2026-13-45'", "rest"),
    ("rests", "reason = CAST(x'ff' AS TEXT)", "rest"),
    ("rests", "at = CAST(x'ff' AS TEXT)", "rest"),
    ("measures", "content = '{'", "measurement"),
    ("measures", "note = CAST(x'ff' AS TEXT)", "measurement"),
    ("plan_versions", "text = x'00ff'", "version of the plan"),
    ("plan_versions", "text = CAST(x'ff' AS TEXT)", "version of the plan"),
]
ASKED = {
    "rests": [[], ["due"], ["history"], ["stats"], ["plan", "show"], ["export", "-"]],
    "measures": [["measure"], ["export", "-"]],
    "plan_versions": [["plan", "show"], ["export", "-"]],
}


def begun(calf: Calf, home: Path) -> None:
    """A plan, a session, a rest of last year and a measurement; the newest is the session."""
    calf("plan", "start", "loosen", "--yes")
    with History.open(home / "history.db") as history:
        history.rest("2025-11-17", "2025-11-18", at=NOW)
        values = {"heels_down": True}
        history.measure(MeasureKind.SQUAT, values, local_day="2025-11-17", utc_offset_s=0, at=NOW)
        history.measure(MeasureKind.SQUAT, values, local_day="2025-11-19", utc_offset_s=0, at=NOW)
    keep(home, NOW - timedelta(hours=1))


def scribble(home: Path, statement: str) -> None:
    with closing(sqlite3.connect(home / "history.db", isolation_level=None)) as plain:
        plain.execute("PRAGMA ignore_check_constraints = 1")
        plain.execute(statement)


@pytest.mark.parametrize(("table", "damage", "noun"), DAMAGE)
def test_a_row_that_cannot_be_read_is_left_out_with_one_warning(
    calf: Calf, home: Path, table: str, damage: str, noun: str
) -> None:
    begun(calf, home)
    before = {tuple(words): calf(*words) for words in ASKED[table]}
    scribble(home, f"UPDATE {table} SET {damage} WHERE rowid = 1")
    day = local_today() if table == "plan_versions" else "2025-11-17"

    for words, usual in before.items():
        result = calf(*words)

        assert result.code == usual.code, words
        assert result.err.replace(usual.err, "") == (
            f"warning: 1 {noun} cannot be read and is left out: one of {day}\n"
            f"  --> {home}/history.db\n"
            "  hint: `calfcoach doctor --mend` moves it aside; a copy of all is kept\n"
        ), words


def test_what_is_due_is_told_with_its_warning_each_time(calf: Calf, home: Path) -> None:
    begun(calf, home)
    scribble(home, "UPDATE rests SET until_day = '2026-13-45'")

    assert "1 rest cannot be read" in calf("due").err
    assert "1 rest cannot be read" in calf("due").err


@pytest.mark.parametrize(("table", "damage", "noun"), DAMAGE)
def test_doctor_names_it_and_mending_moves_it_aside(
    calf: Calf, home: Path, table: str, damage: str, noun: str
) -> None:
    begun(calf, home)
    scribble(home, f"UPDATE {table} SET {damage} WHERE rowid = 1")
    day = local_today() if table == "plan_versions" else "2025-11-17"
    findings = json.loads(calf("doctor", "--json").out)["findings"]
    assert [each["words"] for each in findings if each["name"] == "history rows"] == [
        f"1 row of {table} cannot be read",
        f"1 {noun} left out of all listings: one of {day}",
    ]

    result = calf("doctor", "--mend", "--yes")

    moved, copy = next(home.glob("unreadable-*.json")), next(home.glob("history-before-*.db"))
    assert (result.code, result.out) == (
        0,
        f"1 {noun} moved to {moved}; the history as it was is kept as {copy}.\n",
    )
    document = json.loads(moved.read_text())
    assert (len(document[table]), len(document["touched"])) == (1, 1)
    assert calf("doctor", "--mend").out == "There is nothing that can be mended.\n"
    assert [calf(*words).err.count("warning") for words in ASKED[table]] == [0] * len(ASKED[table])


@pytest.mark.parametrize(("table", "damage", "noun"), DAMAGE)
def test_undo_passes_over_what_cannot_be_read(
    calf: Calf, home: Path, table: str, damage: str, noun: str
) -> None:
    keep(home, NOW - timedelta(hours=1))
    calf("plan", "start", "loosen", "--yes")
    with History.open(home / "history.db") as history:
        history.rest("2025-11-17", "2025-11-18", at=NOW)
        values = {"heels_down": True}
        history.measure(MeasureKind.SQUAT, values, local_day="2025-11-17", utc_offset_s=0, at=NOW)
    scribble(home, f"UPDATE {table} SET {damage} WHERE rowid = 1")

    told = [calf("undo") for _ in range(6)]

    done = [each.out for each in told if each.code == 0]
    assert len(done) == (4 if table == "plan_versions" else 3), done
    assert "daily of today" in done[-1]


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE sessions SET planned_s = -1e308",
        "UPDATE sessions SET routine_title = CAST(x'ff' AS TEXT)",
        "UPDATE work SET side = 'up'",
        "UPDATE work SET done_s = -5",
        "UPDATE work SET planned_s = 1e10",
        "UPDATE work SET set_no = -1",
        "UPDATE gaps SET seconds = -1",
        "UPDATE sessions SET local_day = '20261120'",
    ],
)
def test_values_that_cannot_be_are_damage(calf: Calf, home: Path, damage: str) -> None:
    keep(home, NOW - timedelta(hours=1), gaps=[gap()])
    scribble(home, damage)

    listed, findings = calf("history", "--json"), json.loads(calf("doctor", "--json").out)

    assert listed.err.startswith("warning: 1 session cannot be read and is left out")
    assert json.loads(listed.out)["sessions"] == []
    words = [each["words"] for each in findings["findings"] if each["name"] == "history rows"]
    assert [each for each in words if "all can be read" in each] == []
    assert "cannot be read in full" in words[1]
    if any(each in damage for each in ("-1e308", "side", "done_s")):  # what is added up
        assert "1 session cannot be read" in calf("stats").err
    assert calf("doctor", "--mend", "--yes").code == 0
    assert calf("history", "--json").err == ""


@pytest.mark.parametrize(
    "words", [[], ["--accessible"], ["due"], ["plan", "show"], ["plan", "why"], ["history"]]
)
def test_one_damaged_session_takes_nothing_else_away(
    calf: Calf, home: Path, words: list[str]
) -> None:
    begun(calf, home)
    bad = keep(home, NOW - timedelta(minutes=40), local_day=local_today())
    before = calf(*words)
    scribble(home, f"UPDATE work SET done_s = -5 WHERE session_id = '{bad}'")

    result = calf(*words)

    assert (result.code, result.err.lower().count("warning")) == (before.code, 1)
    assert "1 session cannot be read and is left out" in result.err
    assert "unknown" not in result.out


@pytest.mark.parametrize(
    ("record", "shape"),
    [(session(), SESSION), (stretches()[0], WORK), (gap(), GAP)],
    ids=["session", "work", "gap"],
)
def test_numbers_have_the_bounds_that_an_import_holds_them_to(record: Any, shape: Shape) -> None:
    checked = 0
    for field in shape.fields:
        if isinstance(field.rule, Whole | Seconds):
            least = field.rule.least if isinstance(field.rule, Whole) else 0
            most = field.rule.most if isinstance(field.rule, Whole) else MOST
            for value in (least, most):
                rows.sound(replace(record, **{field.name: value}))
            for value in (least - 1, most + 1):
                with pytest.raises(ValueError, match=field.name):
                    rows.sound(replace(record, **{field.name: value}))
            checked += 1
    assert checked >= 2
