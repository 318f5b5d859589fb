"""Versions of the plan, measurements and tips on their way into a file and out of it."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from exchange_samples import NOW
from processes import run

from calfcoach.exchange.document import read_document
from calfcoach.exchange.entries import gather
from calfcoach.exchange.shapes import SCHEMA
from calfcoach.files.goal_file import goal_plan
from calfcoach.files.plan_file import plan_text
from calfcoach.plan.model import PlanGoal
from calfcoach.records import MeasureKind
from calfcoach.store import History

Calf = Callable[..., Any]

ID = "019a9c2f-5e00-7000-8000-000000000001"


def refusals(made: dict[str, Any]) -> list[str]:
    """What is wrong with the records of a document."""
    entries = read_document(io.StringIO(json.dumps(made)), "x.json")
    return [each.message for each in gather(entries, "x.json").problems]


ONE = plan_text(goal_plan(PlanGoal.LOOSEN, plan_id="loosen-1", began=NOW.date()))
TWO = f"{ONE}# two\n"


def keep_plans(home: Path, *texts: str, why: str = "start") -> None:
    with History.open(home / "history.db") as history:
        for no, text in enumerate(texts or (ONE, TWO)):
            at = NOW + timedelta(seconds=no)
            history.keep_plan("loosen-1", text, why, local_day="2026-11-21", at=at)


def test_a_plan_that_comes_along_is_the_plan_where_there_is_none(
    calf: Calf, home: Path, tmp_path: Path
) -> None:
    keep_plans(home)
    calf("export", str(tmp_path / "x.json"))

    there = str(tmp_path / "empty")
    result = run("import", str(tmp_path / "x.json"), CALFCOACH_HOME=there)

    assert result.out == "2 entries were imported.\nTo take it back, type calfcoach undo.\n"
    assert (tmp_path / "empty" / "plan.toml").read_text() == TWO
    assert (
        run("undo", CALFCOACH_HOME=there).out == "Took back: the import of 2 entries from x.json.\n"
    )
    assert not (tmp_path / "empty" / "plan.toml").exists()


def test_a_plan_that_comes_along_leaves_the_one_that_is_here(
    calf: Calf, home: Path, tmp_path: Path
) -> None:
    keep_plans(home)
    calf("export", str(tmp_path / "x.json"))
    (home / "plan.toml").write_text("# my own\n")

    calf("import", str(tmp_path / "x.json"))

    assert (home / "plan.toml").read_text() == "# my own\n"


def test_versions_that_come_along_go_before_those_of_a_plan_that_stays(
    calf: Calf, home: Path, tmp_path: Path
) -> None:
    keep_plans(home, "x = 1\n", "x = 2\n", why="edit")
    calf("export", str(tmp_path / "x.json"))
    there = tmp_path / "other"
    there.mkdir()
    keep_plans(there, ONE, TWO)
    (there / "plan.toml").write_text(TWO)

    run("import", str(tmp_path / "x.json"), CALFCOACH_HOME=str(there))

    with History.read(there / "history.db") as history:
        assert [each.text for each in history.plan_versions()] == ["x = 1\n", "x = 2\n", ONE, TWO]
    assert (
        run("undo", CALFCOACH_HOME=str(there)).out
        == "Took back: the import of 2 entries from x.json.\n"
    )
    assert (there / "plan.toml").read_text() == TWO


def test_versions_come_along_in_the_order_they_were_written_whatever_the_clock_said(
    calf: Calf, home: Path, tmp_path: Path
) -> None:
    with History.open(home / "history.db") as history:
        for no, text in enumerate((ONE, TWO)):
            at = NOW - timedelta(hours=no)
            history.keep_plan("loosen-1", text, "start", local_day="2026-11-21", at=at)
    calf("export", str(tmp_path / "x.json"))
    there = tmp_path / "empty"

    run("import", str(tmp_path / "x.json"), CALFCOACH_HOME=str(there))

    assert (there / "plan.toml").read_text() == TWO
    with History.read(there / "history.db") as history:
        assert [each.text for each in history.plan_versions()] == [ONE, TWO]


def test_only_the_days_that_are_asked_for_are_exported(
    calf: Calf, home: Path, tmp_path: Path
) -> None:
    with History.open(home / "history.db") as history:
        for day in ("2026-11-19", "2026-11-20", "2026-11-21"):
            history.keep_plan("loosen-1", day, "edit", local_day=day, at=NOW)
            history.tell_tip(day, local_day=day, at=NOW)
            history.measure(
                MeasureKind.SQUAT, {"heels_down": True}, local_day=day, utc_offset_s=0, at=NOW
            )

    calf("export", str(tmp_path / "x.json"), "--from", "2026-11-20", "--to", "2026-11-20")

    made = json.loads((tmp_path / "x.json").read_text())
    for key in ("plan_versions", "measures", "tips"):
        assert [each["local_day"] for each in made[key]] == ["2026-11-20"]
    assert [each["kind"] for each in made["operations"]] == ["plan", "measure"]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "the values of this measurement cannot be: squat needs heels_down"),
        (
            {"heels_down": "\u202e"},
            "`values.heels_down` holds the control character U+202E",
        ),
        ({"heels_down": {}}, "`values.heels_down` must be a plain value, got a table"),
        (
            {"heels_down": True, "a": 1},
            "the values of this measurement cannot be: a is no value of squat",
        ),
        ([], "`values` must be an object, got an array"),
    ],
)
def test_values_of_another_kind_are_refused(values: object, said: str) -> None:
    made: dict[str, Any] = {"schema": SCHEMA}
    made["measures"] = [
        {
            "id": ID,
            "kind": "squat",
            "at": "2026-11-20T06:30:00Z",
            "utc_offset_s": 0,
            "local_day": "2026-11-20",
            "values": values,
            "note": "",
        }
    ]

    assert refusals(made) == [said]


def document(text: object, why: str = "start") -> dict[str, Any]:
    version = {
        "id": ID,
        "plan_id": "loosen-1",
        "at": "2026-11-20T06:30:00Z",
        "local_day": "2026-11-20",
        "why": why,
        "text": text,
    }
    return {"schema": SCHEMA, "plan_versions": [version]}


@pytest.mark.parametrize("text", ["a\x00b", "\ud800", 7])
def test_what_no_file_can_hold_is_no_plan(text: object) -> None:
    (said,) = refusals(document(text))
    assert said.startswith("`text` ")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# one\n", "`text` is no plan: the file is empty"),
        (f"{ONE}# \u202e\n", "`text` is no plan: the file contains the control character U+202E"),
    ],
)
def test_a_version_that_is_no_plan_is_refused_unless_it_was_typed_by_hand(
    calf: Calf, home: Path, tmp_path: Path, text: str, said: str
) -> None:
    assert refusals(document(text))[0].startswith(said)
    assert refusals(document(text, "edit")) == []
    assert refusals(document(f"{ONE}# \u00e9\r\n")) == []

    (tmp_path / "x.json").write_text(json.dumps(document(text)))
    refused = calf("import", str(tmp_path / "x.json"))
    assert refused.code == 1
    assert "x.json, plan_version 1" in refused.err
    skipped = calf("import", str(tmp_path / "x.json"), "--skip-bad")
    assert skipped.code == 0
    assert not (home / "plan.toml").exists()


@pytest.mark.parametrize("text", ["broken =\n", f"{ONE}# \u202e\n"])
def test_what_was_typed_by_hand_comes_along_and_is_never_put_in_place(
    calf: Calf, home: Path, tmp_path: Path, text: str
) -> None:
    keep_plans(home, ONE)
    keep_plans(home, text, why="edit")
    calf("export", str(tmp_path / "x.json"))
    there = str(tmp_path / "empty")

    run("import", str(tmp_path / "x.json"), CALFCOACH_HOME=there)

    assert (tmp_path / "empty" / "plan.toml").read_text() == ONE
    with History.read(tmp_path / "empty" / "history.db") as history:
        assert {version.text for version in history.plan_versions()} == {ONE, text}
