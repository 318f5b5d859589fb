"""Sessions of which some row cannot be read: they are left out, named, and moved aside whole."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from past_sessions import TUESDAY, gap, keep

from calfcoach.records import Status
from calfcoach.store import History

Calf = Callable[..., Any]

DAMAGE = [
    "UPDATE sessions SET planned_s = 'long' WHERE id = :id",
    "UPDATE sessions SET routine_title = x'ff' WHERE id = :id",
    "UPDATE sessions SET routine_title = CAST(x'ff' AS TEXT) WHERE id = :id",
    "UPDATE work SET done_s = 9e999 WHERE session_id = :id",
    "UPDATE work SET muscles = '[1]' WHERE session_id = :id",
    "UPDATE gaps SET at = 'noon' WHERE session_id = :id",
]


def two_days(home: Path) -> tuple[str, str]:
    """A good session and one that will be damaged; their ids."""
    return keep(home, TUESDAY), keep(home, TUESDAY + timedelta(days=1), gaps=[gap()])


def scribble(home: Path, statement: str, session_id: str) -> None:
    with closing(sqlite3.connect(home / "history.db", isolation_level=None)) as plain:
        plain.execute(statement, {"id": session_id})


def code_of(home: Path, session_id: str) -> str:
    with History.read(home / "history.db") as history:
        return history.session(session_id).code


def warning(home: Path, code: str) -> str:
    return (
        f"warning: 1 session cannot be read and is left out: `{code}` of 2026-11-18\n"
        f"  --> {home}/history.db\n"
        "  hint: `calfcoach doctor --mend` moves it aside; a copy of all is kept\n"
    )


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_listing_leaves_out_a_session_that_cannot_be_read(
    calf: Calf, home: Path, damage: str
) -> None:
    good, bad = two_days(home)
    codes = code_of(home, good), code_of(home, bad)
    scribble(home, damage, bad)

    listed = calf("history", "--json")
    table = calf("history", "--csv")

    assert (listed.code, listed.err) == (0, warning(home, codes[1]))
    assert [each["code"] for each in json.loads(listed.out)["sessions"]] == [codes[0]]
    assert (table.code, table.err, len(table.out.splitlines())) == (0, listed.err, 2)


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "ics"])
def test_an_export_leaves_out_a_session_that_cannot_be_read(
    calf: Calf, home: Path, form: str
) -> None:
    good, bad = two_days(home)
    code = code_of(home, bad)
    scribble(home, DAMAGE[0], bad)

    result = calf("export", "-", "--format", form)

    assert (result.code, result.err) == (0, warning(home, code))
    assert form == "ics" or good in result.out
    assert bad not in result.out


def test_a_session_whose_id_is_none_is_named_by_its_day(calf: Calf, home: Path) -> None:
    _, bad = two_days(home)
    scribble(home, "UPDATE sessions SET id = x'00ff' WHERE id = :id", bad)

    result = calf("history", "--accessible")

    assert result.code == 0
    assert result.err.splitlines() == [
        "Warning: 1 session cannot be read and is left out: one of 2026-11-18.",
        f"In {home}/history.db.",
        "calfcoach doctor --mend moves it aside; a copy of all is kept.",
    ]
    assert len(result.out.splitlines()) == 1


def test_the_newest_that_can_be_read_fill_the_limit(calf: Calf, home: Path) -> None:
    ids = [keep(home, TUESDAY + timedelta(days=days)) for days in range(4)]
    scribble(home, DAMAGE[0], ids[3])

    result = calf("history", "--limit", "2", "--json")

    assert [each["id"] for each in json.loads(result.out)["sessions"]] == ids[1:3]


def test_doctor_names_it_and_mending_moves_it_aside_whole(calf: Calf, home: Path) -> None:
    good, bad = two_days(home)
    code = code_of(home, bad)
    scribble(home, DAMAGE[0], bad)
    findings = json.loads(calf("doctor", "--json").out)["findings"]
    assert [each["words"] for each in findings if each["name"] == "history rows"] == [
        "1 row of sessions cannot be read",
        f"1 session cannot be read in full: `{code}` of 2026-11-18",
    ]

    result = calf("doctor", "--mend", "--yes")

    moved, copy = next(home.glob("unreadable-*.json")), next(home.glob("history-before-*.db"))
    assert (result.code, result.out) == (
        0,
        f"1 session moved to {moved}; the history as it was is kept as {copy}.\n",
    )
    document = json.loads(moved.read_text())
    assert document["schema"] == "calfcoach.unreadable/1"
    assert [row["planned_s"] for row in document["sessions"]] == ["long"]
    assert [row["session_id"] for row in document["work"]] == [bad] * 4
    assert (len(document["gaps"]), len(document["touched"])) == (1, 1)
    with closing(sqlite3.connect(copy)) as plain:
        assert plain.execute("SELECT count(*) FROM sessions").fetchone() == (2,)
    assert [path.stat().st_mode & 0o777 for path in (moved, copy)] == [0o600] * 2
    after = calf("history", "--json")
    assert (after.code, after.err) == (0, "")
    assert [each["id"] for each in json.loads(after.out)["sessions"]] == [good]
    assert calf("doctor").code == 0
    assert calf("doctor", "--mend").out == "There is nothing that can be mended.\n"


def test_after_mending_undo_goes_on_with_what_is_left(calf: Calf, home: Path) -> None:
    good, bad = two_days(home)
    scribble(home, DAMAGE[0], bad)
    calf("doctor", "--mend", "--yes")

    assert calf("undo").code == 0
    assert calf("history", "--deleted", "--json").out.count(good) == 1
    assert calf("undo").err != ""


def test_what_may_never_change_is_still_kept_after_mending(calf: Calf, home: Path) -> None:
    _, bad = two_days(home)
    scribble(home, DAMAGE[0], bad)
    calf("doctor", "--mend", "--yes")

    with closing(sqlite3.connect(home / "history.db")) as plain:
        for table in ("touched", "changes", "operations"):
            names = [
                row[0]
                for row in plain.execute(
                    "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?",
                    [table],
                )
            ]
            assert len(names) == 3
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            plain.execute("DELETE FROM touched")


def test_a_good_copy_of_a_session_that_was_moved_aside_can_be_imported(
    calf: Calf, home: Path, tmp_path: Path
) -> None:
    _, bad = two_days(home)
    calf("export", str(tmp_path / "all.json"))
    scribble(home, DAMAGE[0], bad)
    calf("doctor", "--mend", "--yes")

    result = calf("import", str(tmp_path / "all.json"))

    assert result.out.splitlines()[0] == "1 session was imported."
    assert len(json.loads(calf("history", "--json").out)["sessions"]) == 2


def test_changes_and_touched_rows_of_a_lost_session_are_named_and_moved_out(
    calf: Calf, home: Path
) -> None:
    keep(home, TUESDAY)
    gone = keep(home, TUESDAY + timedelta(days=1), note="sore")
    with closing(sqlite3.connect(home / "history.db", isolation_level=None)) as plain:
        plain.execute("DELETE FROM sessions WHERE id = ?", [gone])
        changed = plain.execute(
            "SELECT count(*) FROM changes WHERE session_id = ?", [gone]
        ).fetchone()[0]
        touched = plain.execute("SELECT count(*) FROM touched WHERE row_id = ?", [gone]).fetchone()[
            0
        ]
    findings = json.loads(calf("doctor", "--json").out)["findings"]
    assert next(each["words"] for each in findings if each["name"] == "history rows") == (
        f"{4 + changed + touched} rows without what they belong to:"
        f" 4 of work, {changed} of changes, {touched} of touched"
    )

    result = calf("doctor", "--mend", "--yes")

    moved = next(home.glob("orphans-*.json"))
    assert result.out == f"{4 + changed + touched} rows moved to {moved}.\n"
    document = json.loads(moved.read_text())
    assert [len(document[table]) for table in ("work", "gaps", "changes", "touched")] == [
        *(4, 0),
        *(changed, touched),
    ]
    assert calf("doctor", "--mend").out == "There is nothing that can be mended.\n"


def test_a_broken_off_session_that_cannot_be_read_does_not_stop_the_mending(
    calf: Calf, home: Path
) -> None:
    bad = keep(home, TUESDAY, status=Status.RUNNING)
    scribble(home, DAMAGE[0], bad)

    result = calf("doctor", "--mend", "--yes")

    assert (result.code, result.err.count("error")) == (0, 0)
    assert json.loads(calf("history", "--json").out)["sessions"] == []


@pytest.mark.parametrize(
    "missing",
    [
        "TRIGGER changes_are_never_removed",
        "TRIGGER touched_are_never_edited",
        "INDEX touched_by_row",
        "INDEX sessions_by_day",
    ],
)
def test_what_is_missing_is_made_as_the_newest_format_has_it(
    calf: Calf, home: Path, missing: str
) -> None:
    keep(home, TUESDAY)
    kind, name = missing.split()
    with closing(sqlite3.connect(home / "history.db", isolation_level=None)) as plain:
        question = "SELECT sql FROM sqlite_master WHERE name = ?"
        (before,) = plain.execute(question, [name]).fetchone()
        plain.execute(f"DROP {kind} {name}")

        result = calf("doctor", "--mend", "--yes")

        assert (result.code, result.out) == (0, "What was missing is there again.\n")
        assert plain.execute(question, [name]).fetchone() == (before,)


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_session_that_cannot_be_read_is_named_where_it_is_asked_for(
    calf: Calf, home: Path, damage: str
) -> None:
    good, bad = two_days(home)
    code = code_of(home, bad)
    scribble(home, damage, bad)
    said = [
        f"error: this session cannot be read: `{code}` of 2026-11-18",
        f"  --> {home}/history.db",
        "  hint: `calfcoach doctor --mend` moves it aside; a copy of all is kept",
    ]

    assert calf("history", "show", "last").err.splitlines() == said
    assert calf("history", "show", bad).err.splitlines() == said
    assert calf("history", "edit", code, "--tight", "4").err.splitlines() == said
    assert calf("history", "show", good).code == 0


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_session_that_cannot_be_read_can_be_deleted_and_had_back(
    calf: Calf, home: Path, damage: str
) -> None:
    _, bad = two_days(home)
    code = code_of(home, bad)
    scribble(home, damage, bad)

    gone = calf("history", "delete", "last", "--yes")

    assert (gone.code, gone.out) == (
        0,
        f"Deleted: a session that cannot be read, `{code}` of 2026-11-18.\n",
    )
    assert calf("history", "--json").err == ""
    assert calf("undo").code == 0
    assert "1 session cannot be read" in calf("history", "--json").err


def test_one_run_mends_all_that_can_be_mended(calf: Calf, home: Path) -> None:
    good, bad = two_days(home)
    gone = keep(home, TUESDAY + timedelta(days=2))
    scribble(home, DAMAGE[0], bad)
    scribble(home, "DELETE FROM sessions WHERE id = :id", gone)
    for name in ("TRIGGER changes_are_never_edited", "INDEX sessions_by_day"):
        scribble(home, f"DROP {name}", "")
    hints = {
        each["hint"]
        for each in json.loads(calf("doctor", "--json").out)["findings"]
        if "is missing" in each["words"]
    }
    assert hints == {"to make it anew, type `calfcoach doctor --mend`; no row is touched"}

    result = calf("doctor", "--mend", "--yes")

    assert (result.code, len(result.out.splitlines())) == (0, 3)
    assert "What was missing is there again." in result.out
    assert calf("doctor").code == 0
    assert calf("doctor", "--mend").out == "There is nothing that can be mended.\n"
    assert [each["id"] for each in json.loads(calf("history", "--json").out)["sessions"]] == [good]
