from __future__ import annotations

import json
import os
import shutil
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from past_sessions import keep
from processes import local_today, sessions

from calfcoach.lock import SessionLock
from calfcoach.records import Status
from calfcoach.store import HistoryError
from calfcoach.store.backups import restore

Calf = Callable[..., Any]

MONDAY = datetime(2020, 11, 16, 6, 30, tzinfo=UTC)
TAKEN = datetime(2020, 11, 17, 12, 0).astimezone()  # by the clock on the wall


def backed_up(calf: Calf, home: Path, *, count: int = 1) -> Path:
    """A history of `count` sessions, and a backup with one session less; its path."""
    for day in range(count - 1):
        keep(home, MONDAY + timedelta(days=day))
    calf("log", "daily", "--minutes", "9")
    if count == 1:
        calf("log", "daily", "--minutes", "9")
        calf("undo")
    (made,) = (home / "backups").iterdir()
    named = made.with_name("history-2020-11-17.db")
    made.rename(named)
    os.utime(named, (TAKEN.timestamp(), TAKEN.timestamp()))
    return named


def scribble(path: Path) -> None:
    """Damage that SQLite notices when it opens the file."""
    with path.open("r+b") as file:
        file.write(b"not a database at all")


def execute(home: Path, statement: str) -> None:
    with closing(sqlite3.connect(home / "history.db")) as connection:
        connection.executescript(statement)
        connection.commit()


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


# ------------------------------------------------------------------------------ the copy of the day


def test_the_first_change_of_a_day_keeps_a_copy_and_doctor_says_so(calf: Calf, home: Path) -> None:
    keep(home, MONDAY)

    calf("history", "edit", "last", "--tight", "4")
    calf("history", "edit", "last", "--tight", "5")

    today = local_today()
    assert [each.name for each in (home / "backups").iterdir()] == [f"history-{today}.db"]
    assert f"ok       backups         1 backup, the newest is {today}" in calf("doctor").out


def test_a_copy_that_cannot_be_kept_is_one_warning(calf: Calf, home: Path) -> None:
    keep(home, MONDAY)
    (home / "backups").write_text("in the way")

    result = calf("history", "edit", "last", "--tight", "4")

    assert result.code == 0
    assert result.err.splitlines()[:3] == [
        "warning: no copy of the history was kept: file exists",
        f"  --> {home}/backups",
        "  hint: see whether there is room and the folder is yours; `calfcoach doctor` tells more",
    ]
    assert sessions(home)[0].tightness == 4


# -------------------------------------------------------------------------------------- the list


def test_the_backups_are_listed_newest_first(calf: Calf, home: Path) -> None:
    backup = backed_up(calf, home, count=3)
    bad = backup.with_name("history-2020-11-16.db")
    bad.write_bytes(b"x" * 5000)
    os.utime(bad, (TAKEN.timestamp() - 86400, TAKEN.timestamp() - 86400))

    result = calf("doctor", "--restore")

    assert result.code == 0
    assert result.out.splitlines() == [
        "   name        taken                  holds",
        "1  2020-11-17  Tue 17 Nov 2020 12:00  2 sessions",
        "2  2020-11-16  Mon 16 Nov 2020 12:00  damaged",
    ]
    assert result.err == "To put one back, type calfcoach doctor --restore and its number.\n"
    assert calf("doctor", "--restore", "--accessible").out.splitlines() == [
        "1. 2020-11-17, taken on Tuesday 17 November 2020, 12:00, 2 sessions.",
        "2. 2020-11-16, taken on Monday 16 November 2020, 12:00, damaged.",
    ]


def test_the_list_as_json_has_what_a_script_needs(calf: Calf, home: Path) -> None:
    backup = backed_up(calf, home, count=2)

    assert json.loads(calf("doctor", "--restore", "--json").out) == {
        "schema": "calfcoach.backups/1",
        "backups": [
            {
                "number": 1,
                "name": "2020-11-17",
                "path": str(backup),
                "taken_at": f"{TAKEN.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
                "bytes": backup.stat().st_size,
                "sessions": 1,
                "good": True,
            }
        ],
    }


def test_without_a_backup_the_list_says_so(calf: Calf, home: Path) -> None:
    result = calf("doctor", "--restore")

    assert (result.code, result.out) == (
        0,
        "There is no backup yet. One is kept before the first change of each day.\n",
    )
    assert not home.exists()


# ------------------------------------------------------------------------------------- putting back


@pytest.mark.parametrize("which", ["1", "2020-11-17", "PATH"])
def test_a_backup_is_put_back_by_number_name_or_path(calf: Calf, home: Path, which: str) -> None:
    backup = backed_up(calf, home, count=3)
    aside = home / f"history-replaced-{local_today()}.db"

    result = calf("doctor", "--restore", which.replace("PATH", str(backup)), "--yes")

    name = "2020-11-17"
    assert (result.code, result.out) == (
        0,
        f"The backup {name} with 2 sessions is the history now.\n",
    )
    assert result.err == (
        f"What was there is kept. To have it back, type calfcoach doctor --restore {aside}.\n"
    )
    assert (len(sessions(home)), mode(home / "history.db"), mode(aside)) == (2, 0o600, 0o600)

    assert calf("doctor", "--restore", str(aside), "--yes").code == 0
    assert len(sessions(home)) == 3


def test_without_a_terminal_nothing_is_put_back_unless_it_is_said(calf: Calf, home: Path) -> None:
    backed_up(calf, home, count=3)

    result = calf("doctor", "--restore", "1")

    assert (result.code, result.out, result.err) == (
        2,
        "",
        "error: nobody can be asked here whether to put it back\n"
        "  hint: add --yes if it is meant\n",
    )
    assert len(sessions(home)) == 3


def test_nothing_is_put_back_or_mended_while_a_session_runs(calf: Calf, home: Path) -> None:
    backed_up(calf, home, count=3)

    with SessionLock(home / "session.lock"):
        for words in (("--restore", "1"), ("--mend",)):
            result = calf("doctor", *words, "--yes")
            assert result.code == 1
            assert result.err.startswith("error: a session is already running (process ")
    assert len(sessions(home)) == 3


def test_a_damaged_backup_is_not_put_back(calf: Calf, home: Path) -> None:
    backup = backed_up(calf, home, count=2)
    scribble(backup)

    result = calf("doctor", "--restore", "1", "--yes")

    assert result.code == 1
    assert result.err.splitlines() == [
        "error: this backup is damaged, or no history of a format that is known here",
        f"  --> {backup}",
        "  hint: `calfcoach doctor --restore` lists those that are whole",
    ]
    assert len(sessions(home)) == 2


def test_the_history_is_not_put_back_in_its_own_place(
    calf: Calf, home: Path, tmp_path: Path
) -> None:
    keep(home, MONDAY)
    history = home / "history.db"
    linked, same = tmp_path / "linked.db", tmp_path / "same.db"
    linked.symlink_to(history)
    same.hardlink_to(history)
    with closing(sqlite3.connect(history)) as other:
        other.execute("SELECT count(*) FROM sessions").fetchone()  # so that its log stays there
        log = history.with_name("history.db-wal")
        for path in (history, linked, same, log):
            result = calf("doctor", "--restore", str(path), "--yes")

            assert (result.code, result.out) == (1, "")
            assert result.err.splitlines()[0] == "error: this is the history itself"
    assert len(sessions(home)) == 1
    with pytest.raises(HistoryError, match="this is the history itself"):
        restore(history, history, tmp_path / "aside.db")


def test_a_wrong_name_is_told_with_the_right_ones(calf: Calf, home: Path) -> None:
    backed_up(calf, home, count=2)

    assert calf("doctor", "--restore", "7", "--yes").err == (
        "error: no backup is called `7`\n  hint: there are 2020-11-17\n"
    )
    assert calf("doctor", "--restore", "/no/where.db", "--yes").err.splitlines() == [
        "error: there is no such file",
        "  --> /no/where.db",
        "  hint: see whether the path is right",
    ]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (["--mend", "--restore"], "`--mend` and `--restore` do not go together"),
        (["monday"], "`monday` is the name of nothing here"),
        (["--mend", "--json"], "`--json` is for looking, and something would be changed"),
        (["--restore", "1", "--json"], "`--json` is for looking, and something would be changed"),
    ],
)
def test_options_that_do_not_go_together_are_told(
    calf: Calf, typed: list[str], message: str
) -> None:
    result = calf("doctor", *typed)

    assert (result.code, result.err.splitlines()[0]) == (2, f"error: {message}")


# ----------------------------------------------------------------------------------------- mending


def test_what_a_killed_restore_left_is_named_and_taken_away(
    calf: Calf, home: Path, tmp_path: Path
) -> None:
    keep(home, MONDAY)
    whole = home / "history-replaced-2020-11-16.db"
    shutil.copy(home / "history.db", whole)
    half = home / "history-replaced-2020-11-17.db"
    journal = half.with_name(f"{half.name}-journal")
    with closing(sqlite3.connect(tmp_path / "x.db", isolation_level=None)) as made:
        made.executescript("PRAGMA cache_size = 5; BEGIN; CREATE TABLE x (text);")
        made.executemany("INSERT INTO x VALUES (?)", [["x" * 5000]] * 50)
        shutil.copy(tmp_path / "x.db", half)
        shutil.copy(tmp_path / "x.db-journal", journal)
    damaged = home / "history-replaced-2020-11-18.db"
    scribble(Path(shutil.copy(whole, damaged)))
    named = [home / ".restoring-77.db", whole.with_name(f"{whole.name}-journal"), half, journal]
    named[0].write_bytes(b"half")
    shutil.copy(journal, named[1])

    looked = calf("doctor")
    mended = calf("doctor", "--mend", "--yes")

    assert "4 files left of a restore that broke off" in " ".join(looked.out.split())
    assert mended.out == "4 files of a restore that broke off taken away.\n"
    assert [path for path in [whole, *named, damaged] if path.exists()] == [whole, damaged]
    assert "broke off" not in calf("doctor").out
    assert len(sessions(home)) == 1


def test_a_home_in_order_has_nothing_to_mend(calf: Calf, home: Path) -> None:
    backed_up(calf, home, count=2)

    result = calf("doctor", "--mend")

    assert (result.code, result.out) == (0, "There is nothing that can be mended.\n")


def test_what_is_open_to_others_is_closed(calf: Calf, home: Path) -> None:
    backup = backed_up(calf, home, count=2)
    home.chmod(0o755)
    for path in (home / "history.db", backup):
        path.chmod(0o644)
    assert calf("doctor").code == 1

    result = calf("doctor", "--mend", "--yes")

    assert (result.code, result.out.splitlines()) == (
        0,
        [
            f"{home} is closed to other users.",
            f"{home}/history.db is closed to other users.",
            f"{backup} is closed to other users.",
        ],
    )
    assert [mode(path) for path in (home, home / "history.db", backup)] == [0o700, 0o600, 0o600]
    assert calf("doctor").code == 0


def test_a_session_that_broke_off_is_ended_with_what_was_done(calf: Calf, home: Path) -> None:
    keep(home, MONDAY, status=Status.RUNNING)

    result = calf("doctor", "--mend", "--yes")

    assert (result.code, result.out) == (0, "The broken session is kept.\n")
    assert [each.status for each in sessions(home)] == [Status.INTERRUPTED]


def test_rows_without_a_session_are_moved_into_a_file(calf: Calf, home: Path) -> None:
    keep(home, MONDAY)
    gone = keep(home, MONDAY + timedelta(days=1))
    execute(home, f"DELETE FROM sessions WHERE id = '{gone}'")

    result = calf("doctor", "--mend", "--yes")

    moved = next(home.glob("orphans-*.json"))
    assert (result.code, result.out) == (0, f"7 rows moved to {moved}.\n")
    assert mode(moved) == 0o600
    document = json.loads(moved.read_text())
    assert document["schema"] == "calfcoach.orphans/1"
    assert [row["session_id"] for row in document["work"]] == [gone] * 4
    assert [len(document[table]) for table in ("gaps", "changes", "touched")] == [0, 2, 1]
    assert [len(each.work) for each in sessions(home)] == [4]
    assert calf("doctor", "--mend").out == "There is nothing that can be mended.\n"


def test_a_damaged_history_is_replaced_by_the_newest_whole_backup(calf: Calf, home: Path) -> None:
    backup = backed_up(calf, home, count=3)
    newer = backup.with_name("history-2020-11-18.db")
    newer.write_bytes(b"x" * 5000)
    newer.chmod(0o600)
    scribble(home / "history.db")
    damaged = (home / "history.db").read_bytes()
    assert calf("doctor").code == 1

    result = calf("doctor", "--mend", "--yes")

    kept = next(home.glob("history-replaced-*.db"))
    assert (result.code, result.out) == (
        0,
        "The backup 2020-11-17 with 2 sessions is the history now; of the damaged file no session"
        f" can be read; the damaged file is kept as {kept}.\n",
    )
    assert kept.read_bytes() == damaged
    assert len(sessions(home)) == 2


def test_a_torn_history_is_damaged_too(calf: Calf, home: Path) -> None:
    backed_up(calf, home, count=3)
    data = (home / "history.db").read_bytes()
    (home / "history.db").write_bytes(data[: len(data) // 8192 * 4096])

    assert calf("doctor", "--mend", "--yes").code == 0
    assert len(sessions(home)) == 2


def test_a_damaged_history_without_a_backup_stays_as_it_is(calf: Calf, home: Path) -> None:
    keep(home, MONDAY)
    scribble(home / "history.db")
    damaged = (home / "history.db").read_bytes()

    assert calf("doctor", "--mend", "--yes").out == "There is nothing that can be mended.\n"
    assert (home / "history.db").read_bytes() == damaged


def test_without_a_terminal_mending_says_what_it_would_do_and_does_nothing(
    calf: Calf, home: Path
) -> None:
    keep(home, MONDAY)
    home.chmod(0o755)

    result = calf("doctor", "--mend")

    assert (result.code, result.out) == (2, f"Close {home} to other users.\n")
    assert mode(home) == 0o755


def test_a_missing_table_or_trigger_is_a_problem(calf: Calf, home: Path) -> None:
    keep(home, MONDAY)
    execute(home, "DROP TRIGGER changes_are_never_edited")
    assert calf("doctor").code == 1
    assert "the trigger changes_are_never_edited is missing" in calf("doctor").out
    execute(home, "DROP TABLE gaps")
    assert "the table gaps is missing" in calf("doctor").out


def empty_index(path: Path, name: str) -> None:
    """An index that knows none of its rows any more, as a torn write leaves it."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        page, size = connection.execute(
            "SELECT rootpage, (SELECT page_size FROM pragma_page_size) FROM sqlite_master"
            " WHERE name = ?",
            [name],
        ).fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        head = bytes([10, 0, 0, 0, 0, *size.to_bytes(2, "big"), 0])  # a leaf without cells
        file.write(head + bytes(size - len(head)))


@pytest.mark.parametrize("index", ["sessions_by_code", "sessions_by_start"])
def test_a_damaged_index_is_made_anew_and_no_session_is_lost(
    calf: Calf, home: Path, index: str
) -> None:
    backed_up(calf, home, count=3)
    empty_index(home / "history.db", index)
    assert calf("doctor").code == 1

    mended = calf("doctor", "--mend", "--yes")

    assert mended.code == 0
    assert "The indexes are made anew." in mended.out
    assert len(sessions(home)) == 3
    assert calf("history").out.count("daily") == 3


def test_a_damaged_index_is_no_bug_of_ours(calf: Calf, home: Path) -> None:
    backed_up(calf, home, count=3)
    empty_index(home / "history.db", "sessions_by_code")

    result = calf("history")

    assert result.code == 1
    assert "the history is damaged" in result.err


def test_a_backup_with_a_damaged_index_is_found_where_it_would_be_put_back(
    calf: Calf, home: Path
) -> None:
    """Whoever only looks is not kept waiting: each was looked over when it was made."""
    empty_index(backed_up(calf, home, count=3), "sessions_by_start")

    assert calf("doctor").code == 0
    assert calf("doctor", "--restore").out.splitlines()[1].endswith(" damaged")
    assert calf("doctor", "--restore", "1", "--yes").code == 1
    assert len(sessions(home)) == 3


@pytest.mark.parametrize("name", ["INDEX sessions_by_code", "TRIGGER changes_are_never_edited"])
def test_a_missing_index_or_trigger_is_made(calf: Calf, home: Path, name: str) -> None:
    backed_up(calf, home, count=2)
    execute(home, f"DROP {name}")

    mended = calf("doctor", "--mend", "--yes")

    assert mended.code == 0
    assert "What was missing is there again." in mended.out
    assert calf("doctor", "--json").out.count("missing") == 0
    assert len(sessions(home)) == 2


def test_a_history_that_is_gone_beside_a_backup_is_a_problem(calf: Calf, home: Path) -> None:
    backed_up(calf, home, count=3)
    (home / "history.db").unlink()

    result = calf("doctor")

    assert result.code == 1
    assert "the history holds no session, a backup holds 2" in result.out
    assert "to put it back, type calfcoach doctor --restore" in result.out
