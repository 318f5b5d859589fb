from __future__ import annotations

import json
import resource
import stat
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from past_sessions import gap, keep
from processes import run

from calfcoach.records import Status
from calfcoach.store import History

Calf = Callable[..., Any]

MONDAY = datetime(2020, 11, 16, 6, 30, tzinfo=UTC)


def exported(home: Path) -> list[str]:
    with History.read(home / "history.db") as history:
        return [session.id for session in history.sessions()]


def test_everything_stands_in_one_document_on_stdout(calf: Calf, home: Path) -> None:
    first = keep(home, MONDAY, note="=1+1\nü", gaps=[gap()])
    second = keep(home, MONDAY + timedelta(days=1))
    with History.open(home / "history.db") as history:
        history.rest("2020-11-18", "2020-11-19", "travel", at=MONDAY)
        history.acknowledge("disclaimer", "1", at=MONDAY)

    result = calf("export")

    made = json.loads(result.out)
    assert (result.code, result.err) == (0, "")
    assert made["schema"] == "calfcoach.export/1"
    assert [each["id"] for each in made["sessions"]] == [first, second]
    assert made["sessions"][0]["note"] == "=1+1\nü"
    assert [each["reason"] for each in made["sessions"][0]["gaps"]] == ["pause"]
    assert [each["reason"] for each in made["rests"]] == ["travel"]
    assert [each["what"] for each in made["acknowledgements"]] == ["disclaimer"]
    assert [each["kind"] for each in made["operations"]] == ["session", "session", "rest"]


def test_a_file_is_written_for_its_owner_only(calf: Calf, home: Path, tmp_path: Path) -> None:
    keep(home, MONDAY)
    file = tmp_path / "x.json"

    result = calf("export", str(file))

    assert (result.code, result.out) == (0, "")
    assert result.err == f"Wrote 1 session to {file}.\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["x.json"]


def test_a_file_that_is_there_stays_unless_asked(calf: Calf, home: Path, tmp_path: Path) -> None:
    keep(home, MONDAY)
    file = tmp_path / "x.csv"
    file.write_text("mine")

    result = calf("export", str(file))

    assert (result.code, result.out, file.read_text()) == (1, "", "mine")
    assert result.err == (
        "error: there is a file of this name already\n"
        f"  --> {file}\n"
        "  hint: choose another name, or add --force to replace it\n"
    )
    assert calf("export", str(file), "--force").code == 0
    assert file.read_text().startswith("id,status,")


def test_a_device_is_never_replaced(calf: Calf, home: Path) -> None:
    keep(home, MONDAY)

    result = calf("export", "/dev/null", "--format", "json", "--force")

    assert (result.code, result.out) == (1, "")
    assert result.err.startswith("error: this is not an ordinary file\n")
    assert Path("/dev/null").is_char_device()


def test_a_full_disk_leaves_the_old_file(home: Path, tmp_path: Path) -> None:
    for day in range(20):
        keep(home, MONDAY + timedelta(days=day))
    file = tmp_path / "x.json"
    file.write_text("mine")

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    # not the bytecode too: what is cut off there would be read by the next test
    result = run("export", str(file), "--force", before=small, PYTHONDONTWRITEBYTECODE="1")

    assert (result.code, result.out, file.read_text()) == (1, "", "mine")
    assert result.err.startswith("error: the file cannot be written: file too large\n")
    assert [path.name for path in tmp_path.iterdir()] == ["x.json"]


def test_the_days_of_an_export_are_both_meant(calf: Calf, home: Path) -> None:
    ids = [keep(home, MONDAY + timedelta(days=20 * day)) for day in range(5)]

    made = json.loads(calf("export", "--from", "2020-12-06", "--to", "2021-01-15").out)

    assert [each["id"] for each in made["sessions"]] == ids[1:4]
    assert {each["session_id"] for each in made["changes"]} == set(ids[1:4])
    assert made["acknowledgements"] == []


def test_deleted_sessions_are_left_out_with_all_that_tells_of_them(calf: Calf, home: Path) -> None:
    kept, gone = keep(home, MONDAY), keep(home, MONDAY + timedelta(days=1), note="private")
    with History.open(home / "history.db") as history:
        history.delete([gone], at=MONDAY)

    result = calf("export")

    assert [each["id"] for each in json.loads(result.out)["sessions"]] == [kept]
    assert gone not in result.out
    assert "private" not in result.out


def test_a_calendar_tells_title_and_minutes_and_no_more(calf: Calf, home: Path) -> None:
    session_id = keep(home, MONDAY, note="a; b\nc", tightness=4)
    keep(home, MONDAY + timedelta(days=1), status=Status.RUNNING)

    lines = calf("export", "--format", "ics").out.splitlines()

    assert lines == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//CalfCoach//History//EN",
        "BEGIN:VTIMEZONE",
        "TZID:UTC+0100",
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0100",
        "END:STANDARD",
        "END:VTIMEZONE",
        "BEGIN:VEVENT",
        "SUMMARY:Daily calf care\\, 12 min",
        "DTSTART;TZID=UTC+0100:20201116T073000",
        "DTEND;TZID=UTC+0100:20201116T074210",
        "DTSTAMP:20201116T064210Z",
        f"UID:{session_id}@calfcoach",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
    ]


def test_a_calendar_with_details_tells_legs_scores_and_note(calf: Calf, home: Path) -> None:
    keep(home, MONDAY, note="a; b\nc", tightness=4)

    text = calf("export", "--format", "ics", "--details").out.replace("\r\n ", "")

    assert (
        "DESCRIPTION:left leg: 60 s\\nright leg: 60 s\\ntightness: 4 of 10\\na\\; b\\nc\r\n" in text
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["x.txt"], 'the ending of "x.txt" names no format'),
        (["--format", "xml"], '`--format` must be json, jsonl, csv or ics, got "xml"'),
        (["--details"], "`--details` is for ics alone; json holds them always"),
        (["--from", "2020-11-17", "--to", "2020-11-16"], "`--from` lies after `--to`"),
    ],
)
def test_options_that_cannot_be_are_refused(calf: Calf, arguments: list[str], said: str) -> None:
    result = calf("export", *arguments)

    assert (result.code, result.out) == (2, "")
    assert result.err.splitlines()[0] == f"error: {said}"


def test_an_empty_history_is_an_empty_document(calf: Calf, home: Path) -> None:
    result = calf("export")

    assert (result.code, result.err) == (0, "")
    assert json.loads(result.out)["sessions"] == []
    assert not home.exists()
