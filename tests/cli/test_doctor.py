from __future__ import annotations

import json
import os
import re
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from past_sessions import keep

from calfcoach.lock import SessionLock
from calfcoach.records import Status

Calf = Callable[..., Any]

PROGRAMS = re.compile(r"\w+ +(players|voice|alerts) |  +hint: to have it, install one of ")
MONDAY = datetime(2020, 11, 16, 6, 30, tzinfo=UTC)


def found(calf: Calf, name: str) -> list[tuple[str, str, str]]:
    """State, words and hint of each finding of this name."""
    made = json.loads(calf("doctor", "--json").out)
    return [
        (each["state"], each["words"], each["hint"])
        for each in made["findings"]
        if each["name"] == name
    ]


def rows_of(path: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in path.iterdir() if file.is_file()}


def execute(home: Path, statement: str) -> None:
    with closing(sqlite3.connect(home / "history.db")) as connection:
        connection.execute(statement)
        connection.commit()


def test_libraries_are_named_with_the_versions_that_are_recorded(calf: Calf) -> None:
    names = ["typer", "rich", "tomli", "platformdirs", "icalendar"]
    words = ", ".join(f"{name} {version(name)}" for name in names)
    assert found(calf, "libraries") == [("ok", words, "")]


def test_a_library_that_is_not_installed_is_a_problem(
    calf: Calf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for record in ("rich-15.0.0.dist-info", "tomli-1.0.dist-info"):
        (tmp_path / record).mkdir()
    (tmp_path / "rich-15.0.0.dist-info" / "METADATA").touch()
    monkeypatch.setattr(sys, "path", [str(tmp_path), str(tmp_path / "none")])
    told = found(calf, "libraries")
    assert ("problem", "typer is not installed", "install CalfCoach anew") in told
    assert ("problem", "tomli is not installed", "install CalfCoach anew") in told
    assert told[-1] == ("ok", "rich 15.0.0", "")


def test_a_new_home_has_no_problem_and_stays_unmade(calf: Calf, home: Path) -> None:
    result = calf("doctor")

    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines()[2:] == [
        f"ok       home folder   {home}, not made yet",
        f"ok       state folder  {home}/state, not made yet",
        "ok       settings      all as they come; there is no config.toml",
        "ok       routines      no own ones",
        "ok       history       not begun yet",
        "ok       backups       none yet; one is kept before the first change of each day",
        *[line for line in result.out.splitlines() if " disk " in line],
        "note     terminal      the result goes to a file or a pipe, so sessions here run in "
        "plain lines",
        "ok       letters       UTF-8",
        *[line for line in result.out.splitlines() if PROGRAMS.match(line)],
        "",
        "No problem was found.",
    ]
    assert not home.exists()


def test_findings_are_sentences_for_a_screen_reader(calf: Calf, home: Path) -> None:
    keep(home, MONDAY)
    home.chmod(0o755)

    lines = calf("doctor", "--accessible").out.splitlines()

    assert f"Problem. Home folder: {home}: other users may look into it." in lines
    assert f"Close it: chmod 700 {home}." in lines
    assert "History rows: 1 session, all can be read." in lines
    assert lines[-1] == "There is 1 problem."


def test_a_history_in_order_is_looked_at_and_left_alone(calf: Calf, home: Path) -> None:
    keep(home, MONDAY)
    before = rows_of(home)

    assert found(calf, "history") == [("ok", f"{home}/history.db", "")]
    assert found(calf, "history rows") == [("ok", "1 session, all can be read", "")]
    assert rows_of(home) == before


def test_rows_that_cannot_be_read_are_counted(calf: Calf, home: Path) -> None:
    keep(home, MONDAY)
    execute(home, "UPDATE work SET muscles = 'x' WHERE work_no < 3")

    code = calf("history", "--json").err.split("`")[1]
    assert found(calf, "history rows") == [
        ("problem", "2 rows of work cannot be read", ""),
        (
            "note",
            f"1 session cannot be read in full: `{code}` of 2020-11-16",
            "to move them aside, after a copy of all, type `calfcoach doctor --mend`",
        ),
    ]
    assert calf("doctor").code == 1


def test_a_torn_file_is_a_problem(calf: Calf, home: Path) -> None:
    keep(home, MONDAY)
    data = (home / "history.db").read_bytes()
    (home / "history.db").write_bytes(data[:5000])

    assert calf("doctor").code == 1


def test_a_file_of_something_else_is_a_problem(calf: Calf, home: Path) -> None:
    home.mkdir(mode=0o700)
    (home / "history.db").write_text("not a database, and long enough to be looked at" * 50)
    (home / "history.db").chmod(0o600)

    assert found(calf, "history")[1:] == [
        (
            "problem",
            f"{home}/history.db cannot be read: file is not a database",
            "to save what can be read, or put a whole backup in its place, type"
            " `calfcoach doctor --mend`; where neither is to be had, move the file aside to start a"
            " new history",
        )
    ]


def test_a_pipe_in_its_place_is_a_problem_and_not_waited_for(calf: Calf, home: Path) -> None:
    home.mkdir(mode=0o700)
    os.mkfifo(home / "history.db", 0o600)

    ((state, words, _),) = found(calf, "history")[1:]
    assert (state, words) == (
        "problem",
        f"{home}/history.db cannot be read: it is not an ordinary file",
    )


@pytest.mark.parametrize(
    ("table", "column"),
    [
        *(("gaps", "reason"), ("gaps", "session_id"), ("sessions", "lasted_s"), ("work", "why")),
        *(("rests", "deleted_at"), ("flags", "origin"), ("touched", "kind")),
    ],
)
def test_a_column_that_is_gone_is_named_and_nothing_moved_aside(
    calf: Calf, home: Path, table: str, column: str
) -> None:
    keep(home, MONDAY)
    execute(
        home, "INSERT INTO gaps SELECT id, 1, 'key', '2020-11-16T06:31:00.000Z', 5.0 FROM sessions"
    )
    execute(home, f"ALTER TABLE {table} RENAME COLUMN {column} TO another")

    assert found(calf, "history format")[1:] == [
        (
            "problem",
            f"the column {column} of {table} is missing",
            "for the history as it was before, type `calfcoach doctor --restore`",
        )
    ]
    assert "There is nothing that can be mended." in calf("doctor", "--mend").out
    exported = calf("export")
    assert exported.code == 0 or "error: the history is damaged" in exported.err
    assert calf("history", "--json").code < 2


def test_a_newer_format_is_a_problem(calf: Calf, home: Path) -> None:
    keep(home, MONDAY)
    execute(home, "PRAGMA user_version = 99")

    ((state, words, hint),) = found(calf, "history format")
    assert (state, hint) == ("problem", "upgrade CalfCoach")
    assert words.startswith("format 99, written by a newer CalfCoach; this one knows ")


def test_a_session_that_was_broken_off_is_a_note_and_a_running_one_is_not(
    calf: Calf, home: Path
) -> None:
    keep(home, MONDAY, status=Status.RUNNING)

    assert found(calf, "session") == [
        (
            "note",
            "one was broken off and is not settled",
            "`calfcoach run` asks what to do with it, `calfcoach doctor --mend` keeps it",
        )
    ]
    with SessionLock(home / "session.lock"):
        ((state, words, _),) = found(calf, "session")
    assert (state, words.rpartition(" ")[0]) == ("ok", "one is running now, process")


def test_a_moved_clock_is_a_note(calf: Calf, home: Path) -> None:
    keep(home, MONDAY, lasted_s=-60.0)
    keep(home, datetime(2999, 1, 1, tzinfo=UTC))

    assert [words for _, words, _ in found(calf, "clock")] == [
        "1 session, each of which ended before it began",
        "1 session, each of which begins after now",
    ]


def test_broken_files_of_ones_own_are_named(calf: Calf, home: Path) -> None:
    (home / "routines").mkdir(parents=True, mode=0o700)
    home.chmod(0o700)
    (home / "routines" / "mine.toml").write_text("title = 1\n")
    (home / "config.toml").write_text('sound = "loud"\n')

    result = calf("doctor")

    assert result.code == 1
    assert [words for _, words, _ in found(calf, "routines")] == [
        f"`step` is missing, in {home}/routines/mine.toml:1:1",
        f"`title` must be text, got 1, in {home}/routines/mine.toml:1:9",
    ]
    assert [words for _, words, _ in found(calf, "settings")] == [
        f'`sound` must be clear, soft, bell or off, got "loud", in {home}/config.toml:1:9'
    ]
