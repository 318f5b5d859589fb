from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from past_sessions import keep
from processes import local_today

from calfcoach.records import Status
from calfcoach.report.figures import session_json
from calfcoach.report.session_table import COLUMNS
from calfcoach.store import History

Calf = Callable[..., Any]

MONDAY = datetime(2020, 11, 16, 6, 30, tzinfo=UTC)


def fill(home: Path) -> None:
    """Ten days, from Monday 16 November 2020 on; each second one of `desk`, the last stopped."""
    for days in range(10):
        routine = "desk" if days % 2 else "daily"
        status = Status.STOPPED if days == 9 else Status.COMPLETED
        keep(home, MONDAY + timedelta(days=days), routine_id=routine, status=status)


def days(calf: Calf, *arguments: str) -> list[str]:
    """The local days that a listing holds."""
    result = calf("history", "--json", *arguments)
    assert (result.code, result.err) == (0, "")
    return [each["local_day"][-2:] for each in json.loads(result.out)["sessions"]]


def test_days_are_asked_for_from_and_to_both_meant(calf: Calf, home: Path) -> None:
    fill(home)

    assert days(calf, "--from", "2020-11-18", "--to", "2020-11-20") == ["18", "19", "20"]
    assert days(calf, "--from", "2020-11-24") == ["24", "25"]
    assert days(calf, "--to", "2020-11-17") == ["16", "17"]
    assert days(calf, "--day", "2020-11-21") == ["21"]
    assert days(calf, "--from", "2020-11-18", "--limit", "1") == ["25"]


def test_routine_and_status_go_together(calf: Calf, home: Path) -> None:
    fill(home)

    assert days(calf, "--routine", "desk") == ["17", "19", "21", "23", "25"]
    assert days(calf, "--routine", "desk", "--status", "stopped") == ["25"]
    assert days(calf, "--routine", "roll") == []


def test_this_week_and_this_month_are_those_of_today(calf: Calf, home: Path) -> None:
    fill(home)
    keep(home, datetime.now(UTC), local_day=local_today())

    today = [local_today()[-2:]]
    assert days(calf, "--week") == days(calf, "--month") == days(calf, "--day", "today") == today


def test_deleted_ones_are_listed_alone(calf: Calf, home: Path) -> None:
    fill(home)
    calf("history", "delete", "last", "--yes")

    assert days(calf, "--deleted") == ["25"]
    assert len(days(calf)) == 9


def test_nothing_that_fits_is_said(calf: Calf, home: Path) -> None:
    fill(home)

    result = calf("history", "--routine", "soleus")
    assert (result.code, result.out, result.err) == (0, "", "no session fits these options\n")
    spoken = calf("history", "--routine", "soleus", "--accessible")
    assert (spoken.out, spoken.err) == ("No session fits these options.\n", "")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["--week", "--month"],
            "error: `--week` and `--month` contradict each other\n  hint: leave out one\n",
        ),
        (
            ["--day", "today", "--from", "fri"],
            "error: `--day` and `--from or --to` contradict each other\n  hint: leave out one\n",
        ),
        (
            ["--json", "--csv"],
            "error: `--json` and `--csv` contradict each other\n  hint: leave out one\n",
        ),
        (
            ["--from", "2020-11-20", "--to", "2020-11-19"],
            "error: `--to` 2020-11-19 lies before `--from` 2020-11-20\n  hint: exchange the two\n",
        ),
        (
            ["--day", "20.11.2020"],
            "error: `--day` must be a day such as today, yesterday, fri or 2026-11-20, "
            'got "20.11.2020"\n  hint: write --day yesterday\n',
        ),
    ],
)
def test_what_cannot_be_asked_for_is_told(calf: Calf, arguments: list[str], message: str) -> None:
    result = calf("history", *arguments)

    assert (result.code, result.out, result.err) == (2, "", message)


def test_a_wrong_status_is_told_the_right_ones(calf: Calf) -> None:
    result = calf("history", "--status", "done")

    assert (result.code, result.out) == (2, "")
    assert "running, completed, stopped or interrupted" in result.err


def test_csv_has_a_header_and_one_row_a_session(calf: Calf, home: Path) -> None:
    fill(home)
    keep(home, MONDAY + timedelta(days=20), note='=HYPERLINK("x")\nsecond line, "quoted"')

    result = calf("history", "--csv")

    rows = list(csv.DictReader(io.StringIO(result.out)))
    assert (result.code, result.err) == (0, "")
    assert len(rows) == 11
    assert rows[-1]["note"] == '\'=HYPERLINK("x")\nsecond line, "quoted"'
    assert (rows[0]["routine"], rows[0]["lasted_s"], rows[0]["tightness"]) == (
        "daily",
        "730.0",
        "",
    )


def test_an_empty_csv_has_its_header(calf: Calf) -> None:
    assert calf("history", "--csv").out == ",".join(COLUMNS) + "\n"


def test_the_columns_of_csv_are_those_of_json(home: Path) -> None:
    keep(home)
    with History.read(home / "history.db") as history:
        assert tuple(session_json(history.session("last"))) == COLUMNS


def test_a_purged_one_is_named_by_the_code_it_had(calf: Calf, home: Path) -> None:
    fill(home)
    code = json.loads(calf("history", "--json").out)["sessions"][0]["code"]
    calf("history", "delete", code, "--yes")

    result = calf("history", "delete", code, "--purge", "--yes")

    assert (result.code, result.out) == (
        0,
        "Deleted for good: daily of Mon 16 Nov 2020 07:30.\n",
    )
    assert days(calf, "--deleted") == []


def test_a_routine_that_there_is_not_is_told_with_its_nearest(calf: Calf, home: Path) -> None:
    fill(home)

    result = calf("history", "--routine", "dayly")

    assert (result.code, result.out) == (1, "")
    assert result.err.startswith(
        "error: no routine is called `dayly`\n  hint: did you mean `daily`?"
    )
