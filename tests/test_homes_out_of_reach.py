"""Homes that cannot be used as they are: read-only for this user, a read-only mount, a history that
a newer program has written. What can be read is shown, the rest is said in words, nothing changes.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from conftest import Result
from processes import REP, Ran, agree, routine_file, run
from store_samples import filled
from strangers import NOBODY, needs_root, on_a_read_only_mount, open_to_others

YOURS = "the file and its folder must be yours to read and write"
READING = [("history",), ("stats",), ("due",), ("history", "--json"), ("export", "-")]
WRITING = [
    ("log", "daily", "--minutes", "10"),
    ("undo",),
    ("rest", "--until", "fri"),
]

Calf = Callable[..., Result]
Typed = Callable[..., list[Ran]]


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
def lent(home: Path) -> Path:
    """A home with a history of one session."""
    agree(home)
    filled(home / "history.db")
    return home


@contextmanager
def mounted(home: Path) -> Iterator[None]:
    """A home as a read-only mount: not even root can write there."""
    bind = ["mount", "--bind", "-o", "ro", str(home), str(home)]
    if subprocess.run(bind, capture_output=True, check=False).returncode:
        pytest.skip("nothing can be mounted here")
    try:
        if os.access(home, os.W_OK):
            pytest.skip("nothing can be mounted read-only here")
        yield
    finally:
        subprocess.run(["umount", str(home)], check=True)


@pytest.fixture(params=[pytest.param("root", marks=needs_root), "a user"])
def typed(request: pytest.FixtureRequest, lent: Path, tmp_path: Path) -> Typed:
    """Types lines where the home is on a read-only mount: as root, and as a user without rights."""

    def as_root(*lines: tuple[str, ...]) -> list[Ran]:
        with mounted(lent):
            return [run(*line) for line in lines]

    def as_a_user(*lines: tuple[str, ...]) -> list[Ran]:
        spare = tmp_path / "spare"
        agree(spare)
        filled(spare / "history.db")
        return on_a_read_only_mount(lent, spare, lines)

    return as_root if request.param == "root" else as_a_user


def test_from_a_read_only_mount_what_was_done_is_shown(lent: Path, typed: Typed) -> None:
    before = contents(lent)
    told = typed(*READING)
    for line, ran in zip(READING, told, strict=True):
        assert (ran.code, ran.err) == (10 if line == ("due",) else 0, ""), line
    assert "  daily  " in told[0].out
    assert contents(lent) == before


def test_on_a_read_only_mount_what_cannot_be_written_is_said(lent: Path, typed: Typed) -> None:
    before = contents(lent)
    for line, ran in zip(WRITING, typed(*WRITING), strict=True):
        assert (ran.code, ran.out) == (1, ""), line
        assert ran.err.startswith("error: the history cannot be written: no permission\n"), line
        assert f"  --> {lent}/history.db\n  hint: {YOURS}\n" in ran.err, line
    assert contents(lent) == before


def test_on_a_read_only_mount_a_session_runs_and_says_that_it_is_not_saved(
    lent: Path, typed: Typed, tmp_path: Path
) -> None:
    (ran,) = typed(("run", routine_file(tmp_path, REP), "--yes"))
    assert (ran.code, ran.out.splitlines()[-1]) == (1, "Done. Rises left 1, right 1. Not saved.")
    assert "This session cannot be saved. Going on without.\n" in ran.err
    assert not (lent / "state").exists()


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


def as_nobody(*lines: str) -> tuple[str, str, list[str]]:
    """Type lines as root, then as another user: what the latter is told, all errors, the codes."""
    ran = subprocess.run(
        [sys.executable, "-c", AS_NOBODY, str(NOBODY), *lines],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    told = ran.stdout.partition("NOBODY\n")[2]
    return told, ran.stderr, [line for line in told.splitlines() if line.startswith("CODE")]


@needs_root
def test_somebody_who_may_only_read_a_home_is_shown_it_and_told_what_cannot_be_written(
    home: Path,
) -> None:
    agree(home)
    filled(home / "history.db")
    open_to_others(home)
    (home / "history.db").chmod(0o644)
    told, errors, codes = as_nobody("history", "stats", "log daily --minutes 10")
    assert codes == ["CODE 0", "CODE 0", "CODE 1"]
    assert "  daily  " in told
    assert errors.endswith(
        "error: the history cannot be written: no permission\n"
        f"  --> {home}/history.db\n  hint: {YOURS}\n"
    )


@needs_root
def test_somebody_who_may_not_enter_a_home_is_told_that_it_cannot_be_read(home: Path) -> None:
    agree(home)
    filled(home / "history.db")
    open_to_others(home)
    home.chmod(0o700)
    lines = ("history", "log daily --minutes 10", "routine check", "routine copy daily --force")
    _, errors, codes = as_nobody(*lines, "run daily --yes --speed 1000")
    assert codes == ["CODE 1", "CODE 1", "CODE 1", "CODE 1", "CODE 0"]
    assert [line for line in errors.splitlines() if line.startswith("error: ")] == [
        "error: the history cannot be read: no permission",
        "error: the history cannot be written: no permission",
        "error: the folder cannot be listed: permission denied",
        "error: the folder cannot be listed: permission denied",
        "error: the folder cannot be made: permission denied",
    ]
