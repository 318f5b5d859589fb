from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from exchange_samples import around_of
from past_sessions import keep
from processes import command, local_today, sessions

from calfcoach.cli import exporting
from calfcoach.report.figures import counts
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
        (b"\x00\x01\x02", "this is not a text file"),
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


def test_dates_go_to_a_routine_that_there_is(calf: Calf, home: Path, tmp_path: Path) -> None:
    table = tmp_path / "x.csv"
    table.write_text("date,minutes\n2020-11-16,12\n")

    refused = calf("import", str(table), "--routine", "dialy")
    taken = calf("import", str(table), "--routine", "daily")

    assert (refused.code, refused.out) == (1, "")
    assert refused.err.splitlines() == [
        "error: no routine is called `dialy`",
        "  hint: did you mean `daily`? `calfcoach list` shows them all",
    ]
    assert taken.code == 0
    assert [each.routine_id for each in sessions(home)] == ["daily"]


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


@pytest.mark.parametrize(
    "text",
    [
        "Date,Daily calf,Read\n2020-11-16,2,0\n2020-11-17,0,2\n2020-11-18,1,3\n",
        "Date,Daily calf,Read\n2020-11-16,YES_MANUAL,NO\n2020-11-17,NO,YES_MANUAL\n",
    ],
)
def test_a_table_of_habits_without_its_last_comma_is_known_by_its_values(
    calf: Calf, home: Path, tmp_path: Path, text: str
) -> None:
    table = tmp_path / "x.csv"
    table.write_text(text)

    refused = calf("import", str(table))
    wrong = calf("import", str(table), "--habit", "nosuch")
    taken = calf("import", str(table), "--habit", "Daily calf")

    assert refused.err.splitlines() == [
        "error: the table holds several habits",
        f"  --> {table}",
        '  hint: name some: --habit "Daily calf" or --habit "Read"',
    ]
    assert wrong.err.splitlines() == [
        "error: no habit is called `nosuch`",
        f"  --> {table}",
        '  hint: --habit "Daily calf" or --habit "Read"',
    ]
    assert (taken.code, taken.err) == (0, "")
    assert [each.local_day for each in sessions(home)] == ["2020-11-16"]


def test_a_table_that_holds_ones_alone_is_not_guessed_at(
    calf: Calf, home: Path, tmp_path: Path
) -> None:
    table = tmp_path / "x.csv"
    table.write_text("Date,Stretch\n2020-11-16,1\n2020-11-17,0\n")

    refused = calf("import", str(table))

    assert refused.err.splitlines() == [
        "error: whether a 1 in this table is a day on which it was done cannot be known",
        f"  --> {table}:1",
        "  hint: for a table of Loop Habit Tracker, where a 2 is, add --habit and the column;"
        " to take each row as a session, add --map date=Date",
    ]
    assert calf("import", str(table), "--map", "date=Date", "--dry-run").out.startswith("2 ")
    assert calf("import", str(table), "--habit", "Stretch").out == (
        "There is no session in the file.\n"
    )


def test_a_column_of_another_kind_leaves_a_table_a_list_of_dates(
    calf: Calf, tmp_path: Path
) -> None:
    table = tmp_path / "x.csv"
    for text in (
        "Date,Minutes\n2020-11-16,2\n",
        "Date,Shoes\n2020-11-16,blue\n",
        "Date\n2020-11-16",
    ):
        table.write_text(text)

        assert calf("import", str(table), "--dry-run").out.startswith("1 session would")


def test_a_habit_is_only_for_files_that_hold_habits(calf: Calf, tmp_path: Path, file: Path) -> None:
    table = tmp_path / "x.csv"
    table.write_text(DATES)
    one = tmp_path / "one.csv"
    one.write_text("Date,Value\n2020-11-16,2\n")

    for name in (table, file):
        refused = calf("import", str(name), "--habit", "Stretch")
        assert (refused.code, refused.out) == (2, "")
        assert refused.err.splitlines() == [
            "error: `--habit` is for files of Loop Habit Tracker, and this is read as another",
            f"  --> {name}",
            "  hint: leave out --habit",
        ]
    assert calf("import", str(one), "--habit", "Stretch").err.splitlines() == [
        "error: this table holds the days of one habit, which it does not name",
        f"  --> {one}:1",
        "  hint: leave out --habit",
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            b"Date,Stretch,Read\n2020-11-16,0.0520,0.1\n2020-11-17,0.0000,1.0000\n",
            (
                "this is a table of scores from Loop Habit Tracker: it does not say what was done",
                ":1",
                "the days that were done stand in `Checkmarks.csv` beside it, or in the whole"
                " archive",
            ),
        ),
        (
            b"Date,Score\n2020-11-16,0.0520\n",
            (
                "this is a table of scores from Loop Habit Tracker: it does not say what was done",
                ":1",
                "the days that were done stand in `Checkmarks.csv` beside it, or in the whole"
                " archive",
            ),
        ),
        (
            b"Date,Stretch,\n2020-11-16,0.0520,\n",
            (
                '"0.0520" is not a value of a yes-or-no habit',
                ":2",
                "the days that were done stand in `Checkmarks.csv` beside it, or in the whole"
                " archive",
            ),
        ),
        (
            b"2020-11-16,2\n2020-11-17,0\n",
            (
                "the first line names no columns: it holds a date",
                ":1",
                "put a line above it that names them, such as Date,Value",
            ),
        ),
        (
            b"2020-11-16;12\n",
            (
                "the first line names no columns: it holds a date",
                ":1",
                "put a line above it that names them, such as date,minutes",
            ),
        ),
        (
            b"SQLite format 3\x00and so on",
            (
                "this is a database, not an export",
                "",
                "a copy of a history is put back with `calfcoach doctor --restore` and its path",
            ),
        ),
        (
            "date\n2020-11-16\n".encode("utf-16"),
            ("the file is not UTF-8 text", "", "save it as UTF-8, or as CSV UTF-8"),
        ),
        (
            b"date\x00\n2020-11-16\n",
            (
                "this is not a text file",
                "",
                "json, jsonl and csv of `calfcoach export`, and CSV files with dates can",
            ),
        ),
    ],
)
def test_a_wrong_file_is_told_what_it_is_and_which_one_to_take(
    calf: Calf, tmp_path: Path, content: bytes, said: tuple[str, str, str]
) -> None:
    file = tmp_path / "x.csv"
    file.write_bytes(content)

    result = calf("import", str(file))

    message, line, hint = said
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith(f"error: {message}\n  --> {file}{line}\n  hint: {hint}\n")


def changed(file: Path, **values: Any) -> None:
    """The same export, with values of its second session changed, on one line."""
    made = json.loads(file.read_text())
    made["sessions"][1] |= values
    file.write_text(json.dumps(made))


def gap_of(**changed: Any) -> dict[str, Any]:
    at = "2020-11-17T06:31:00.000Z"
    return {"work_no": 9, "reason": "pause", "at": at, "seconds": 5.0, **changed}


@pytest.mark.parametrize(
    ("values", "message", "hint"),
    [
        (
            {"started_at": "2999-01-01T06:30:00.000Z"},
            "the session begins in the future: 2999-01-01T06:30:00.000Z",
            "correct `started_at`, or the clock of this computer",
        ),
        (
            {"ended_at": "2999-01-01T06:30:00.000Z"},
            "the session ends in the future: 2999-01-01T06:30:00.000Z",
            "correct `ended_at`, or the clock of this computer",
        ),
        (
            {"ended_at": "2020-11-17T06:00:00.000Z"},
            "the session ended at 2020-11-17T06:00:00.000Z, before it began at"
            " 2020-11-17T06:30:00.000Z",
            "correct `started_at` or `ended_at`",
        ),
        (
            {"local_day": "2020-11-20"},
            "`local_day` is 2020-11-20, but the session began on 2020-11-17",
            "correct `local_day`: it is that of the start, or the day before",
        ),
        (
            {"lasted_s": 791},
            "the session lasted 791 s, but it is 730 s from its start to its end",
            "correct `lasted_s` or `ended_at`",
        ),
        ({"ended_at": None}, "a completed session has no `ended_at`", "add `ended_at`"),
        (
            {"gaps": [gap_of(seconds=791.0)]},
            "a pause of 791 s is longer than the whole session, which lasted 730 s",
            "correct `seconds` or `lasted_s`",
        ),
        (
            {"gaps": [gap_of(reason="lunch")]},
            '`reason` must be pause, away, suspended or hurt, got "lunch"',
            "",
        ),
        ({"lasted_s": -3}, "`lasted_s` must be 0 to 1000000000, got -3", ""),
    ],
)
def test_a_session_whose_times_cannot_be_is_named_by_its_number_and_left_out(
    calf: Calf, home: Path, file: Path, values: dict[str, Any], message: str, hint: str
) -> None:
    changed(file, **values)

    refused = calf("import", str(file))
    taken = calf("import", str(file), "--skip-bad")

    lines = [
        f"error: {message}",
        f"  --> {file}, session 2",
        *([f"  hint: {hint}"] if hint else []),
    ]
    assert (refused.code, refused.out) == (1, "")
    assert refused.err.splitlines()[: len(lines)] == lines
    assert taken.out.splitlines()[:2] == [
        "1 session was imported.",
        "1 session was left out as wrong.",
    ]
    assert len(sessions(home)) == 1


def test_a_phase_longer_than_its_session_is_refused_unless_it_was_written_down_later(
    calf: Calf, file: Path
) -> None:
    made = json.loads(file.read_text())
    made["sessions"][1]["work"][0]["done_s"] = 791.0
    file.write_text(json.dumps(made))

    refused = calf("import", str(file), "--dry-run")
    changed(file, origin="logged")
    taken = calf("import", str(file), "--dry-run")

    assert refused.err.splitlines()[:3] == [
        "error: phase 1 has 791 s of work, the whole session lasted 730 s",
        f"  --> {file}, session 2",
        "  hint: correct `done_s` or `lasted_s`",
    ]
    assert (taken.code, taken.out.splitlines()[0]) == (0, "2 sessions would be imported.")


def test_what_was_agreed_to_elsewhere_is_asked_for_here(
    calf: Calf, home: Path, tmp_path: Path
) -> None:
    other, now = tmp_path / "other", datetime.now(UTC)
    keep(other, MONDAY)
    with History.open(other / "history.db") as history:
        history.acknowledge("disclaimer", "1", at=now)
        history.save_day_answer("2020-11-16", "sore 4", at=MONDAY)
        history.save_day_answer(local_today(), "usual", at=now)
    wanted = exporting.Wanted(
        file=str(tmp_path / "x.json"), form="", since="", until="", details=False, force=False
    )
    exporting.export_history(around_of(other), wanted)

    result = calf("import", str(tmp_path / "x.json"))

    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines() == [
        "1 session was imported.",
        "1 answer was taken along; it stays.",
        "What was agreed to elsewhere, and the answer of today, stay there: they are asked for "
        "here.",
        "To take it back, type calfcoach undo.",
    ]
    with History.read(home / "history.db") as history:
        assert history.acknowledged("disclaimer") is None
        assert history.day_answer(local_today()) is None
        assert history.day_answer("2020-11-16") == "sore 4"


def test_a_day_that_was_only_ticked_is_a_kept_day_everywhere(
    calf: Calf, home: Path, tmp_path: Path
) -> None:
    file = tmp_path / "days.csv"
    file.write_text(f"date\n{local_today()}T04:00\n")
    calf("import", str(file))

    (session,) = sessions(home)
    assert (session.local_day, session.work, counts(session)) == (local_today(), (), True)
    assert json.loads(calf("stats", "--json").out)["week"]["days_kept"] == 1
