from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from exchange_samples import around_of
from past_sessions import keep
from processes import command, sessions

from calfcoach.cli import exporting
from calfcoach.store import History

Calf = Callable[..., Any]

MONDAY = datetime(2020, 11, 16, 6, 30, tzinfo=UTC)
DATES = "date,minutes\n2020-11-16,12\n2020-11-17,soon\n2020-11-18,10\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Two sessions of another home, exported."""
    other = tmp_path / "other"
    keep(other, MONDAY)
    keep(other, MONDAY + timedelta(days=1))
    wanted = exporting.Wanted(
        file=str(tmp_path / "x.json"), form="", since="", until="", details=False, force=False
    )
    exporting.export_history(around_of(other), wanted)
    return tmp_path / "x.json"


def test_sessions_are_imported_once(calf: Calf, home: Path, file: Path) -> None:
    result = calf("import", str(file))

    assert (result.code, result.err) == (0, "")
    assert result.out == "2 sessions were imported.\nTo take it back, type calfcoach undo.\n"
    assert len(sessions(home)) == 2
    assert calf("import", str(file)).out == "2 sessions are there already.\n"


def test_a_dry_run_changes_nothing(calf: Calf, home: Path, file: Path) -> None:
    result = calf("import", str(file), "--dry-run")

    assert (result.code, result.err) == (0, "")
    assert result.out == "2 sessions would be imported.\nNothing was changed.\n"
    assert not (home / "history.db").exists()


def test_an_import_is_taken_back_as_one(calf: Calf, home: Path, file: Path) -> None:
    calf("import", str(file))
    with History.open(home / "history.db") as history:
        undone = history.undo(at=MONDAY)

    assert undone is not None
    assert (undone.kind, undone.count, undone.source) == ("import", 2, "x.json")
    assert sessions(home) == []
    assert calf("import", str(file)).out == (
        "2 sessions were brought back.\nTo take it back, type calfcoach undo.\n"
    )


def test_what_was_removed_for_good_stays_away(calf: Calf, home: Path, file: Path) -> None:
    calf("import", str(file))
    with History.open(home / "history.db") as history:
        history.purge([sessions(home)[0].id], at=MONDAY)

    result = calf("import", str(file))

    assert result.out == (
        "1 session is there already.\n1 session was removed for good and stays away.\n"
    )
    assert len(sessions(home)) == 1


def test_a_bad_row_is_named_and_nothing_is_imported(calf: Calf, home: Path, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text(DATES)

    result = calf("import", str(file))

    assert (result.code, result.out) == (1, "")
    assert result.err == (
        'error: `minutes` must be 0 to 360, got "soon"\n'
        f"  --> {file}:3\n"
        "  hint: write minutes as 12 or 12.5, or as hours and minutes: 0:12\n"
        "error: nothing was imported\n"
        "  hint: mend the file, or add --skip-bad to import the rest of it\n"
    )
    assert not (home / "history.db").exists()


def test_bad_rows_are_left_out_when_asked(calf: Calf, home: Path, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text(DATES)

    result = calf("import", str(file), "--skip-bad", "--routine", "daily")

    assert result.code == 0
    assert result.err.startswith('warning: `minutes` must be 0 to 360, got "soon"\n')
    assert result.out == (
        "2 sessions were imported.\n1 session was left out as wrong.\n"
        "To take it back, type calfcoach undo.\n"
    )
    assert [(each.routine_id, each.lasted_s) for each in sessions(home)] == [
        ("daily", 720.0),
        ("daily", 600.0),
    ]


def test_stdin_is_read_too(home: Path, file: Path) -> None:
    done = subprocess.run(
        command("import", "-"), input=file.read_bytes(), capture_output=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"2 sessions were imported.\n")
    assert len(sessions(home)) == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the file is empty"),
        (b"BEGIN:VCALENDAR\n", "this is no file that can be imported"),
        (b"[1, 2]", "this is no file that can be imported"),
        (b"date\n2020-11-1\xff\n", "the file is not UTF-8 text"),
        (b"\x00\x01\x02", "no column is known to hold the date"),
        (
            b'{"schema": "calfcoach.export/9"}',
            "this was exported by another version of CalfCoach "
            '("calfcoach.export/9", this one knows calfcoach.export/1)',
        ),
        (b'date\n"2020-11-16\n', "this is not a CSV file: unexpected end of data"),
    ],
)
def test_a_file_of_another_kind_is_refused(
    calf: Calf, tmp_path: Path, content: bytes, said: str
) -> None:
    file = tmp_path / "x.csv"
    file.write_bytes(content)

    result = calf("import", str(file))

    assert (result.code, result.out) == (1, "")
    assert result.err.splitlines()[0] == f"error: {said}"


def test_a_huge_file_is_refused_before_it_is_read(calf: Calf, tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    with file.open("wb") as hole:
        hole.truncate(201 * 1024 * 1024)

    result = calf("import", str(file))

    assert result.err == (
        "error: the file has more than 200 MiB\n"
        f"  --> {file}\n"
        "  hint: export it in parts, with --from and --to\n"
    )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("missing.json", "the file cannot be read: no such file or directory"),
        ("/dev/zero", "this is not an ordinary file"),
        (".", "this is not an ordinary file"),
        ("a\0b", "the file cannot be read: a null character in its name"),
    ],
)
def test_a_file_that_cannot_be_opened_is_refused(calf: Calf, name: str, said: str) -> None:
    result = calf("import", name)

    assert (result.code, result.out) == (1, "")
    assert result.err.splitlines()[0] == f"error: {said}"


def test_minutes_out_of_their_limits_are_a_usage_error(calf: Calf, file: Path) -> None:
    result = calf("import", str(file), "--minutes", "0")

    assert (result.code, result.out) == (2, "")
    assert result.err.splitlines()[0] == (
        "error: `--minutes` must be above 0 and at most 360, got 0.0"
    )


def test_of_a_table_of_several_habits_one_is_named(calf: Calf, home: Path, tmp_path: Path) -> None:
    table = tmp_path / "Checkmarks.csv"
    table.write_text("Date,Stretch,Read,\n2020-11-16,2,2,\n2020-11-17,0,2,\n")

    refused = calf("import", str(table))
    wrong = calf("import", str(table), "--habit", "Strech")
    taken = calf("import", str(table), "--habit", "Stretch")

    assert (refused.code, wrong.code, taken.code) == (1, 1, 0)
    assert "the table holds several habits" in refused.err
    assert "no habit is called `Strech`" in wrong.err
    assert "Stretch" in wrong.err
    assert taken.out.startswith("1 session was imported.")
    assert [each.local_day for each in sessions(home)] == ["2020-11-16"]
