"""A history with a damaged page: what keeps more is kept, what can be read or the backup."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from past_sessions import gap, keep
from processes import local_today

from calfcoach.store import History
from calfcoach.store.salvage import count_whole, salvage

Calf = Callable[..., Any]

NOW = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)
MANY = 60
PAGE = 4096


def filled(home: Path, count: int = MANY) -> list[str]:
    ids = [keep(home, NOW + timedelta(hours=3 * no), gaps=[gap()]) for no in range(count)]
    with closing(sqlite3.connect(home / "history.db")) as plain:
        plain.execute("PRAGMA journal_mode = DELETE")
    return ids


def leaves(home: Path, table: str) -> list[int]:
    """The numbers of a table's pages that hold rows, in the order of the file."""
    with closing(sqlite3.connect(home / "history.db")) as plain:
        (root,) = plain.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = ?", [table]
        ).fetchone()
    data = (home / "history.db").read_bytes()
    start = (root - 1) * PAGE
    kind, cells = data[start], int.from_bytes(data[start + 3 : start + 5], "big")
    assert kind in (2, 5)  # a page above leaves
    places = [
        int.from_bytes(data[start + 12 + 2 * no : start + 14 + 2 * no], "big")
        for no in range(cells)
    ]
    below = [int.from_bytes(data[start + at : start + at + 4], "big") for at in places]
    return [*below, int.from_bytes(data[start + 8 : start + 12], "big")]


def spoil(home: Path, page: int) -> None:
    with (home / "history.db").open("r+b") as file:
        file.seek((page - 1) * PAGE)
        file.write(b"\xff" * PAGE)


@pytest.mark.parametrize("where", [0, 3, -1])
def test_all_but_the_rows_of_a_damaged_page_are_saved(
    home: Path, tmp_path: Path, where: int
) -> None:
    ids = filled(home)
    spoil(home, leaves(home, "sessions")[where])

    salvage(home / "history.db", tmp_path / "saved.db")

    saved = count_whole(tmp_path / "saved.db")
    assert MANY - 20 <= saved < MANY
    with History.read(tmp_path / "saved.db") as history:
        found = history.sessions(with_work=True)
        assert {each.id for each in found} < set(ids)
        assert {(len(each.work), len(each.gaps)) for each in found} == {(4, 1)}
        changes = history.changes()
    assert len(changes) >= MANY


def test_damage_of_the_work_loses_no_session(home: Path, tmp_path: Path) -> None:
    filled(home)
    spoil(home, leaves(home, "work")[2])

    salvage(home / "history.db", tmp_path / "saved.db")

    with History.read(tmp_path / "saved.db") as history:
        assert history.count() == MANY
    assert MANY - 20 <= count_whole(tmp_path / "saved.db") <= MANY


def test_mending_saves_what_can_be_read_where_that_is_more_than_the_backup(
    calf: Calf, home: Path
) -> None:
    filled(home, 1)
    assert calf("history", "edit", "last", "--tight", "4").code == 0  # which keeps a copy
    filled(home, MANY)
    spoil(home, leaves(home, "sessions")[3])
    assert calf("history").code == 1

    asked = calf("doctor", "--mend")
    result = calf("doctor", "--mend", "--yes")

    saved = len(json.loads(calf("history", "--json").out)["sessions"])
    aside = next(home.glob("history-replaced-*.db"))
    today = local_today()
    assert MANY - 20 <= saved <= MANY
    assert asked.out == (
        f"Save what can be read of the damaged history: {saved} sessions;"
        f" the backup {today} holds 1 session.\n"
    )
    assert (result.code, result.out.splitlines()[0]) == (
        0,
        f"{saved} sessions of the damaged history saved; the backup {today} holds 1 session;"
        f" the damaged file is kept as {aside}.",
    )
    assert [each.name for each in home.glob(".salvaging*")] == []
    assert (home / "history.db").stat().st_mode & 0o777 == 0o600
    assert calf("doctor").code == 0
    assert calf("doctor", "--mend").out == "There is nothing that can be mended.\n"
    assert calf("undo").code == 0


def test_without_a_backup_what_can_be_read_is_saved(calf: Calf, home: Path) -> None:
    filled(home)
    spoil(home, leaves(home, "sessions")[3])

    assert calf("doctor", "--mend", "--yes").code == 0
    assert len(json.loads(calf("history", "--json").out)["sessions"]) >= MANY - 20
