"""Answers of days, and what tells of changes, of which a row cannot be read: everything goes on
without it, doctor names it, and mending moves it aside."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from past_sessions import keep
from processes import local_today

from calfcoach.care.data import version
from calfcoach.days import instant_text
from calfcoach.records import ScreeningRecord
from calfcoach.store import History

Calf = Callable[..., Any]

NOW = datetime.now(UTC)
DAMAGE = [
    ("day_answers", "local_day = 'q'", "answer of a day", "one of q"),
    ("day_answers", "at = 'q'", "answer of a day", "one of {today}"),
    ("operations", "at = 'q'", "entry for undo", "one of q"),
    ("touched", "after = '['", "note for undo", "one without a day"),
    ("acknowledgements", "at = 'q'", "acknowledgement", "one of q"),
    ("changes", "what = '['", "former value", "one of {date}"),
    ("tombstones", "id = 'q'", "mark of a purge", "one of {date}"),
]
NAMES = [f"{table} {damage.split(' ')[0]}" for table, damage, *_ in DAMAGE]


def begun(calf: Calf, home: Path) -> None:
    """A plan, an answer of today, a session that was corrected and one that was purged."""
    calf("plan", "start", "loosen", "--yes")
    kept = keep(home, NOW - timedelta(minutes=5))
    gone = keep(home, NOW - timedelta(minutes=15))
    with History.open(home / "history.db") as history:
        history.acknowledge("disclaimer", "1", at=NOW)
        history.save_day_answer(local_today(), "usual", at=NOW)
        history.set_note(kept, "calm", at=NOW)
        history.purge([gone], at=NOW)


def scribble(home: Path, table: str, damage: str) -> None:
    with closing(sqlite3.connect(home / "history.db", isolation_level=None)) as plain:
        triggers = plain.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", [table]
        ).fetchall()
        for name, _ in triggers:
            plain.execute(f"DROP TRIGGER {name}")
        newest = f"(SELECT max(rowid) FROM {table})"
        plain.execute(f"UPDATE {table} SET {damage} WHERE rowid = {newest}")
        for _, sql in triggers:
            plain.execute(sql)


@pytest.mark.parametrize("words", [[], ["due"], ["stats"], ["plan", "show"]])
def test_an_answer_of_no_day_is_left_out_with_one_warning(
    calf: Calf, home: Path, words: list[str]
) -> None:
    begun(calf, home)
    before = calf(*words)
    scribble(home, "day_answers", "local_day = 'q'")

    result = calf(*words)

    assert (result.code, result.err.replace(before.err, "")) == (
        before.code,
        "warning: 1 answer of a day cannot be read and is left out: one of q\n"
        f"  --> {home}/history.db\n"
        "  hint: `calfcoach doctor --mend` moves it aside; a copy of all is kept\n",
    )


@pytest.mark.parametrize("damage", ["after = '['", "after = CAST(x'ff' AS TEXT)", "before = '3'"])
@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_an_export_leaves_out_a_note_for_undo_that_cannot_be_read(
    calf: Calf, home: Path, form: str, damage: str
) -> None:
    begun(calf, home)
    scribble(home, "touched", damage)

    result = calf("export", "--format", form)

    assert result.code == 0
    assert result.err.splitlines()[0] == (
        "warning: 1 row of the history cannot be read and was left out"
    )


def test_undo_passes_over_a_note_that_cannot_be_read(calf: Calf, home: Path) -> None:
    keep(home, NOW - timedelta(minutes=15))
    keep(home, NOW - timedelta(minutes=5))
    scribble(home, "touched", "after = '['")

    first, second = calf("undo"), calf("undo")

    assert (first.code, first.out.startswith("Took back: daily of ")) == (0, True)
    assert (second.code, second.out) == (1, "")


@pytest.mark.parametrize(("table", "damage", "one", "name"), DAMAGE, ids=NAMES)
def test_doctor_names_the_row_and_mending_moves_it_aside(
    calf: Calf, home: Path, table: str, damage: str, one: str, name: str
) -> None:
    begun(calf, home)
    scribble(home, table, damage)
    findings = json.loads(calf("doctor", "--json").out)["findings"]
    words = [each["words"] for each in findings if each["name"] == "history rows"]
    named = name.format(today=local_today(), date=NOW.date())  # which differ until four at night
    assert words[:2] == [
        f"1 row of {table} cannot be read",
        f"1 {one} left out of all listings: {named}",
    ]

    result = calf("doctor", "--mend", "--yes")

    moved, copy = next(home.glob("unreadable-*.json")), next(home.glob("history-before-*.db"))
    assert (result.code, result.out.splitlines()[0]) == (
        0,
        f"1 {one} moved to {moved}; the history as it was is kept as {copy}.",
    )
    assert len(json.loads(moved.read_text())[table]) == 1
    assert calf("doctor", "--mend").out == "There is nothing that can be mended.\n"
    assert calf("export").err == ""
    assert calf("undo").code == 0


def test_what_was_taken_back_stays_so_when_its_undo_is_moved_aside(calf: Calf, home: Path) -> None:
    keep(home, NOW - timedelta(minutes=15))
    keep(home, NOW - timedelta(minutes=5))
    assert calf("undo").code == 0
    scribble(home, "operations", "at = 'q'")

    assert calf("doctor", "--mend", "--yes").code == 0

    assert calf("undo").code == 0
    assert calf("undo").code == 1
    assert json.loads(calf("history", "--json").out)["sessions"] == []


def screened(home: Path, at: datetime, *conditions: str) -> None:
    with History.open(home / "history.db") as history:
        history.save_screening(
            ScreeningRecord(
                at=instant_text(at),
                local_day=local_today(),
                version=version(),
                conditions=conditions,
                flags=(),
            )
        )


@pytest.mark.parametrize(
    "damage",
    [
        "at = 'q'",
        "conditions = '['",
        "flags = 'q'",
        "local_day = 'q'",
        "version = CAST(x'ff' AS TEXT)",
    ],
)
def test_a_damaged_screening_loosens_nothing_and_is_asked_for_anew(
    calf: Calf, home: Path, damage: str
) -> None:
    screened(home, NOW - timedelta(days=2))
    screened(home, NOW - timedelta(days=1), "pregnant")
    scribble(home, "screenings", damage)

    shown, refused = calf("screen", "show"), calf("run", "daily", "--yes")

    assert (shown.code, shown.out.splitlines()[0]) == (
        0,
        "An earlier answer to the safety questions cannot be read, nor what it limits.",
    )
    assert refused.code == 1
    assert "hint: `calfcoach screen` puts the questions again" in refused.err
    findings = json.loads(calf("doctor", "--json").out)["findings"]
    assert [each["hint"] for each in findings if each["name"] == "history rows"] == [
        "to answer the safety questions anew, type `calfcoach screen`"
    ]
    assert calf("doctor", "--mend").out == "There is nothing that can be mended.\n"


def test_a_damaged_screening_is_moved_aside_once_a_newer_one_stands(calf: Calf, home: Path) -> None:
    screened(home, NOW - timedelta(days=2), "pregnant")
    scribble(home, "screenings", "conditions = '['")
    screened(home, NOW - timedelta(days=1))
    assert "cannot be read" not in calf("screen", "show").out

    result = calf("doctor", "--mend", "--yes")

    assert result.out.startswith("1 answer to the safety questions moved to ")
    assert calf("doctor", "--mend").out == "There is nothing that can be mended.\n"


def test_an_undo_never_writes_a_damaged_version_over_a_plan(calf: Calf, home: Path) -> None:
    calf("plan", "start", "loosen", "--yes")
    plan = home / "plan.toml"
    text = plan.read_text()
    scribble(home, "plan_versions", "text = 'title='")
    calf("plan", "show")  # keeps the file as it is

    told = []
    for _ in range(4):
        told.append(calf("undo"))
        assert not plan.exists() or plan.read_text() == text

    assert [each.code for each in told] == [0, 0, 0, 1]
    assert not plan.exists()


def test_doctor_says_where_the_file_of_the_plan_is_no_plan(calf: Calf, home: Path) -> None:
    calf("plan", "start", "loosen", "--yes")
    findings = json.loads(calf("doctor", "--json").out)["findings"]
    assert [each for each in findings if each["name"] == "plan"] == []
    (home / "plan.toml").write_text("title=\n")

    findings = json.loads(calf("doctor", "--json").out)["findings"]

    (finding,) = [each for each in findings if each["name"] == "plan"]
    assert (finding["state"], "plan.toml" in finding["words"]) == ("problem", True)


def test_what_sqlite_says_in_several_lines_is_split_at_them(calf: Calf, home: Path) -> None:
    keep(home, NOW - timedelta(hours=1))
    path = home / "history.db"
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = bytearray(path.read_bytes())
    data[36:40] = (5).to_bytes(4, "big")  # pages that are said to be free
    path.write_bytes(bytes(data))

    result = calf("doctor")

    assert "U+000A" not in result.out
    assert "the file is damaged: *** in database main ***; " in result.out


def test_the_schema_of_an_export_is_printed(calf: Calf) -> None:
    published = files("calfcoach") / "library" / "schemas" / "history.schema.json"

    result = calf("export", "--schema")

    assert (result.code, json.loads(result.out)) == (0, json.loads(published.read_text()))
