from __future__ import annotations

import resource
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from processes import (
    REP,
    REP_THEN_HOLD,
    SLOW_REP,
    agree,
    done,
    ended,
    kill_in_mid_session,
    read_until,
    routine_file,
    run,
    sessions,
    start,
)
from strangers import NOBODY, needs_root, open_to_others

from calfcoach.records import Status

GOING_ON = "This session cannot be saved. Going on without."
ASIDE = "`calfcoach doctor --mend` mends it, or puts back the newest backup"

# ------------------------------------------------------------- a history out of reach


AS_NOBODY = """
import os, sys
import calfcoach.cli.opening  # another user may not be able to read the program itself
from calfcoach.__main__ import guarded
guarded(["run", sys.argv[1], "--speed", "1000"])
print("nobody")
os.setgroups([])
os.setgid(int(sys.argv[2]))
os.setuid(int(sys.argv[2]))
sys.exit(guarded(["run", sys.argv[1]]))
"""


@needs_root
def test_a_folder_that_cannot_be_written_is_told_before_the_session_runs_without(
    home: Path, tmp_path: Path
) -> None:
    home.mkdir()
    open_to_others(home)
    open_to_others(tmp_path)
    ran = subprocess.run(
        [sys.executable, "-c", AS_NOBODY, routine_file(tmp_path, REP), str(NOBODY)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1
    assert ran.stdout.splitlines()[-1] == "Done. Rises left 1, right 1. Not saved."
    assert ran.stderr.splitlines()[1:] == [
        "warning: the history cannot be written: no permission",
        f"  --> {home}/history.db",
        "  hint: the file and its folder must be yours to read and write",
        GOING_ON,
    ]
    assert list(home.iterdir()) == []


def test_a_damaged_history_is_left_alone_and_the_session_runs(home: Path, tmp_path: Path) -> None:
    home.mkdir()
    (home / "history.db").write_bytes(b"no database at all" * 100)
    ran = run("run", routine_file(tmp_path, REP), "--yes")
    assert (ran.code, ran.out.splitlines()[-1]) == (1, "Done. Rises left 1, right 1. Not saved.")
    assert ran.err.splitlines() == [
        "warning: the history is damaged",
        f"  --> {home}/history.db",
        f"  hint: {ASIDE}",
        GOING_ON,
    ]
    assert (home / "history.db").read_bytes() == b"no database at all" * 100


def test_a_history_of_a_newer_program_is_left_alone_and_the_session_runs(
    home: Path, tmp_path: Path
) -> None:
    agree(home)
    with closing(sqlite3.connect(home / "history.db")) as connection:
        (known,) = connection.execute("PRAGMA user_version").fetchone()
        connection.execute("PRAGMA user_version = 99")
    ran = run("run", routine_file(tmp_path, REP))
    assert (ran.code, ran.out.splitlines()[-1]) == (1, "Done. Rises left 1, right 1. Not saved.")
    assert ran.err.splitlines() == [
        "warning: the history was written by a newer CalfCoach"
        f" (format 99, this one knows {known})",
        f"  --> {home}/history.db",
        "  hint: upgrade CalfCoach; nothing was changed",
        GOING_ON,
    ]


def no_file_grows_beyond(size: int) -> Callable[[], None]:
    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # then the write itself fails
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


def test_a_disk_that_is_full_before_the_start_is_told_and_the_session_runs(
    home: Path, tmp_path: Path
) -> None:
    agree(home)
    ran = run("run", routine_file(tmp_path, REP), before=no_file_grows_beyond(40))
    assert (ran.code, ran.out.splitlines()[-1]) == (1, "Done. Rises left 1, right 1. Not saved.")
    assert ran.err.splitlines()[0] == "warning: the history cannot be written: the disk refuses"
    assert ran.err.splitlines()[-1] == GOING_ON


def test_a_disk_that_fills_in_mid_session_is_told_once_and_the_session_goes_on(
    home: Path, tmp_path: Path
) -> None:
    agree(home)
    run("undo")  # takes the copy of the day
    with closing(sqlite3.connect(home / "history.db")) as held:
        # A reader keeps the log from being emptied, so that it is known how far it has grown.
        held.execute("SELECT * FROM sessions").fetchall()
        many = 'exercise = "rise"\nreps = 1\ntempo = "0-0-0.1"\nsets = 4\nsides = "each"'
        path = routine_file(tmp_path, many)
        ran = run("run", path, before=no_file_grows_beyond(60_000))
    assert (ran.code, ran.out.splitlines()[-1]) == (1, "Done. Rises left 4, right 4. Not saved.")
    assert ran.err.splitlines() == [
        "warning: the history cannot be written: the disk refuses",
        f"  --> {home}/history.db",
        "  hint: look whether the disk is full or failing; what was saved before is intact",
    ]
    (session,) = sessions(home)
    assert session.status is Status.RUNNING
    assert 0 < len(session.work) < 8


# --------------------------------------------------------------- a session that was killed


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The home and the routine of a session whose process was killed in its first hold."""
    folder = tmp_path_factory.mktemp("killed")
    path = routine_file(folder, REP_THEN_HOLD, name="broken")
    kill_in_mid_session(folder / "home", path)
    return folder / "home", path


@pytest.fixture
def broken(killed: tuple[Path, str], home: Path) -> str:
    """The same, put into this test's home; the routine."""
    shutil.copytree(killed[0], home, ignore=shutil.ignore_patterns("run"))
    return killed[1]


KEPT = "What was done of broken before it broke off is kept.\n"


def states(home: Path) -> list[tuple[str, Status]]:
    return [(session.routine_id, session.status) for session in sessions(home)]


def test_without_a_terminal_a_broken_session_is_kept_and_one_line_says_so(
    home: Path, broken: str, tmp_path: Path
) -> None:
    assert states(home) == [("broken", Status.RUNNING)]
    ran = run("run", routine_file(tmp_path, REP))
    assert (ran.code, ran.err) == (0, KEPT)
    assert states(home) == [("broken", Status.INTERRUPTED), ("short", Status.COMPLETED)]
    assert done(sessions(home)[0]) == [("left", 0.2, 0.2), ("right", 0.2, 0.2)]


def test_a_broken_session_goes_on_where_it_broke_off(home: Path, tmp_path: Path) -> None:
    path = routine_file(tmp_path, f"{REP}\n\n[[step]]\n{SLOW_REP}")
    process = start("run", path)
    read_until(process, "Start. Rise, left leg, 1 rep, up 0.3, down 0.3. Up.")
    process.kill()
    ended(process)
    ran = run("run", "--resume")
    assert (ran.code, ran.err) == (0, "Going on with short.\n")
    (session,) = sessions(home)
    assert session.status is Status.COMPLETED
    assert done(session) == [
        ("left", 0.2, 0.2),
        ("right", 0.2, 0.2),
        ("left", 0.6, 0.6),
        ("right", 0.6, 0.6),
    ]
    assert [gap.reason for gap in session.gaps] == ["away"]


def test_there_may_be_nothing_to_go_on_with(home: Path, tmp_path: Path) -> None:
    ran = run("run", routine_file(tmp_path, REP), "--resume")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        "error: there is no broken session to go on with\n  hint: leave out --resume\n"
    )
    assert sessions(home) == []


def test_a_session_whose_routine_has_changed_is_kept_and_not_gone_on_with(
    home: Path, broken: str, tmp_path: Path
) -> None:
    moved = routine_file(tmp_path, f"{REP_THEN_HOLD}\nnote = 'changed'", name="broken")
    with closing(sqlite3.connect(home / "history.db")) as connection, connection:
        connection.execute(
            "UPDATE sessions SET options = replace(options, ?, ?)", [str(broken), moved]
        )
    ran = run("run", "--resume")
    assert (ran.code, ran.err.splitlines(keepends=True)[0]) == (1, KEPT)
    assert states(home) == [("broken", Status.INTERRUPTED)]


def test_after_an_hour_a_broken_session_is_kept_and_not_gone_on_with(
    home: Path, broken: str
) -> None:
    with closing(sqlite3.connect(home / "history.db")) as connection, connection:
        connection.execute("UPDATE sessions SET updated_at = '2026-01-01T00:00:00.000Z'")
    ran = run("run", "--resume")
    assert (ran.code, ran.err.splitlines(keepends=True)[0]) == (1, KEPT)
    assert states(home) == [("broken", Status.INTERRUPTED)]


# ------------------------------------------------------------------------ a bug of ours


def test_a_bug_leaves_a_report_and_no_traceback_on_the_screen(home: Path) -> None:
    program = """
import sys, types, typer
from calfcoach.__main__ import guarded
broken = types.ModuleType("calfcoach.cli.listing")
broken.app = typer.Typer()
@broken.app.command()
def command() -> None:
    raise ZeroDivisionError("\\x1b[31mnobody expected this")
sys.modules["calfcoach.cli.listing"] = broken
sys.exit(guarded(["list", "--color", "never"]))
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (5, "")
    (report,) = (home / "state").iterdir()
    assert done.stderr.splitlines() == [
        "error: this is a bug of CalfCoach, not of yours",
        f"  --> {report}",
        "  hint: the report holds no history, but may name files and folders of yours;"
        " read it before you send it to the authors",
    ]
    assert stat.S_IMODE(report.stat().st_mode) == 0o600
    assert stat.S_IMODE(report.parent.stat().st_mode) == 0o700
    assert "ZeroDivisionError" in report.read_text()
