"""Homes that cannot be used as they are: read-only for this user, a read-only mount, a history that
a newer program has written. What can be read is shown, the rest is said in words, nothing changes.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from conftest import Result
from processes import REP, agree, routine_file, run
from store_samples import filled
from strangers import NOBODY, needs_root, open_to_others

YOURS = "the file and its folder must be yours to read and write"
READING = [("history",), ("stats",), ("due",), ("history", "--json"), ("export", "-")]
WRITING = [
    ("log", "daily", "--minutes", "10"),
    ("undo",),
    ("rest", "--until", "fri"),
]

Calf = Callable[..., Result]


def contents(home: Path) -> dict[str, bytes]:
    """All that lies in a home, but for what SQLite keeps beside the history while it is open."""
    return {
        str(path.relative_to(home)): path.read_bytes()
        for path in home.rglob("*")
        if path.is_file() and not path.name.endswith(("-shm", "-wal"))
    }


# ----------------------------------------------------------------- a history from the future


@pytest.mark.parametrize("line", [*READING[:1], *READING[3:], *WRITING[:2]], ids=" ".join)
def test_a_history_from_the_future_is_told_by_every_command_and_left_alone(
    calf: Calf, home: Path, line: tuple[str, ...]
) -> None:
    filled(home / "history.db")
    with closing(sqlite3.connect(home / "history.db")) as plain:
        (known,) = plain.execute("PRAGMA user_version").fetchone()
        plain.execute("PRAGMA user_version = 99")
    before = contents(home)
    told = calf(*line)
    assert (told.code, told.out) == (1, "")
    assert told.err == (
        "error: the history was written by a newer CalfCoach"
        f" (format 99, this one knows {known})\n"
        f"  --> {home}/history.db\n"
        "  hint: upgrade CalfCoach; nothing was changed\n"
    )
    assert contents(home) == before


# ------------------------------------------------------------------------- a read-only mount


@pytest.fixture
def mounted(home: Path) -> Iterator[Path]:
    """A home with a history of one session, mounted read-only: not even root can write there."""
    agree(home)
    filled(home / "history.db")
    bind = ["mount", "--bind", "-o", "ro", str(home), str(home)]
    if subprocess.run(bind, capture_output=True, check=False).returncode:
        pytest.skip("nothing can be mounted here")
    try:
        if os.access(home, os.W_OK):
            pytest.skip("nothing can be mounted read-only here")
        yield home
    finally:
        subprocess.run(["umount", str(home)], check=True)


@needs_root
def test_from_a_read_only_mount_what_was_done_is_shown(mounted: Path) -> None:
    before = contents(mounted)
    for line in READING:
        ran = run(*line)
        assert (ran.code, ran.err) == (10 if line == ("due",) else 0, ""), line
    assert "  daily  " in run("history").out
    assert contents(mounted) == before


@needs_root
def test_on_a_read_only_mount_what_cannot_be_written_is_said(mounted: Path) -> None:
    before = contents(mounted)
    for line in WRITING:
        ran = run(*line)
        assert (ran.code, ran.out) == (1, ""), line
        assert ran.err.startswith("error: the history cannot be written: no permission\n"), line
        assert f"  --> {mounted}/history.db\n  hint: {YOURS}\n" in ran.err, line
    assert contents(mounted) == before


@needs_root
def test_on_a_read_only_mount_a_session_runs_and_says_that_it_is_not_saved(
    mounted: Path, tmp_path: Path
) -> None:
    ran = run("run", routine_file(tmp_path, REP), "--yes")
    assert (ran.code, ran.out.splitlines()[-1]) == (1, "Done. Rises left 1, right 1. Not saved.")
    assert "This session cannot be saved. Going on without.\n" in ran.err
    assert not (mounted / "state").exists()


# ----------------------------------------------------------------- another user's read-only home

AS_NOBODY = """
import os, sys
from calfcoach.__main__ import guarded
import calfcoach.cli.quick, calfcoach.cli.app, calfcoach.cli.lazy, calfcoach.files.catalog
lines = [line.split() for line in sys.argv[2:]]
for line in lines:  # once as root: another user may not be able to read the program itself
    guarded(line)
print("NOBODY", flush=True)
os.setgroups([]); os.setgid(int(sys.argv[1])); os.setuid(int(sys.argv[1]))
for line in lines:
    print("CODE", guarded(line), flush=True)
"""


@needs_root
def test_somebody_who_may_only_read_a_home_is_shown_it_and_told_what_cannot_be_written(
    home: Path,
) -> None:
    agree(home)
    filled(home / "history.db")
    lines = ["history", "stats", "log daily --minutes 10"]
    open_to_others(home)
    (home / "history.db").chmod(0o644)
    ran = subprocess.run(
        [sys.executable, "-c", AS_NOBODY, str(NOBODY), *lines],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    told = ran.stdout.partition("NOBODY\n")[2]
    assert [line for line in told.splitlines() if line.startswith("CODE")] == [
        "CODE 0",
        "CODE 0",
        "CODE 1",
    ]
    assert "  daily  " in told
    assert ran.stderr.endswith(
        "error: the history cannot be written: no permission\n"
        f"  --> {home}/history.db\n  hint: {YOURS}\n"
    )
