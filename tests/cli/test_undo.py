from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from processes import REP, agree, routine_file, run, sessions
from standing_plans import made

from calfcoach.files.plan_file import plan_text
from calfcoach.records import MeasureKind
from calfcoach.store import History

Calf = Callable[..., Any]

AT = ("--at", "2020-11-17 07:30")


def test_each_undo_says_what_it_took_back(calf: Calf, home: Path) -> None:
    calf("log", "daily", *AT)
    calf("history", "edit", "last", "--tight", "4")
    calf("history", "delete", "last", "--yes")
    calf("rest", "--until", "tomorrow", "--reason", "ill")
    calf("rest", "end")

    said = [calf("undo") for _ in range(5)]

    assert [each.out for each in said] == [
        "Took back: the end of the rest.\n",
        "Took back: the rest until tomorrow, ill.\n",
        "Took back: the deletion of daily of Tue 17 Nov 2020 07:30.\n",
        "Took back: the correction of daily of Tue 17 Nov 2020 07:30.\n",
        "Took back: daily of Tue 17 Nov 2020 07:30, logged by hand.\n",
    ]
    assert {(each.code, each.err) for each in said} == {(0, "")}
    assert sessions(home) == []


def test_redo_makes_it_again_in_turn(calf: Calf, home: Path) -> None:
    calf("log", "daily", *AT)
    calf("history", "edit", "last", "--tight", "4")
    calf("undo")
    calf("undo")

    assert calf("undo", "--redo").out == (
        "Made again: daily of Tue 17 Nov 2020 07:30, logged by hand.\n"
    )
    assert calf("undo", "--redo").out == (
        "Made again: the correction of daily of Tue 17 Nov 2020 07:30.\n"
    )
    assert [each.tightness for each in sessions(home)] == [4]


def test_nothing_left_is_said(calf: Calf) -> None:
    for arguments, message in (
        (
            ["undo"],
            "error: there is nothing left to take back\n"
            "  hint: `calfcoach history` lists what is kept\n",
        ),
        (
            ["undo", "--redo"],
            "error: there is nothing to make again\n"
            "  hint: `--redo` follows an undo, as long as nothing else was changed since\n",
        ),
    ):
        result = calf(*arguments)
        assert (result.code, result.out, result.err) == (1, "", message)


def test_a_new_change_leaves_nothing_to_make_again(calf: Calf) -> None:
    calf("log", "daily", *AT)
    calf("undo")
    calf("log", "desk", *AT)

    assert calf("undo", "--redo").code == 1


def test_a_guided_session_is_taken_back_whole(home: Path, tmp_path: Path) -> None:
    agree(home)
    run("run", routine_file(tmp_path, REP), "--mute", CALFCOACH_HOME=str(home))

    result = run("undo", CALFCOACH_HOME=str(home))

    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("Took back: short of today ")
    assert sessions(home) == []


def test_it_is_said_in_a_sentence(calf: Calf) -> None:
    calf("log", "night-cramps", *AT)

    assert calf("undo", "--accessible").out == (
        "Took back: night cramps of Tuesday 17 November 2020 07:30, logged by hand.\n"
    )


def test_several_at_once_are_counted(calf: Calf, home: Path) -> None:
    calf("log", "daily", *AT)
    calf("log", "desk", *AT)
    calf("history", "delete", "last", "last~1", "--yes")

    assert calf("undo").out == "Took back: the deletion of 2 sessions.\n"
    assert len(sessions(home)) == 2


PLAN_DAY = "2020-11-17"


def keep_plan(home: Path, text: str, why: str) -> None:
    with History.open(home / "history.db") as history:
        history.keep_plan("loosen-1", text, why, local_day=PLAN_DAY, at=datetime.now(UTC))


def test_the_plan_goes_back_with_its_version_and_comes_again(calf: Calf, home: Path) -> None:
    plan = home / "plan.toml"
    one, two = (f"{plan_text(made())}# {name}\n" for name in ("one", "two"))
    keep_plan(home, one, "start")
    keep_plan(home, two, "accept")
    plan.write_text(two)

    assert calf("undo").out == "Took back: the next step of the plan, Tue 17 Nov 2020.\n"
    assert plan.read_text() == one
    assert calf("undo", "--accessible").out == (
        "Took back: the start of the plan, Tuesday 17 November 2020.\n"
    )
    assert not plan.exists()
    assert calf("undo", "--redo").out == "Made again: the start of the plan, Tue 17 Nov 2020.\n"
    assert plan.read_text() == one


@pytest.mark.parametrize(
    ("kind", "values", "said"),
    [
        ("knee-to-wall", {"left_cm": [8.0], "right_cm": []}, "knee to wall"),
        (
            "heel-raise",
            {"left_reps": 20, "right_reps": 20, "left_why": "", "right_why": "", "pain": None},
            "the heel raise test",
        ),
        ("squat", {"heels_down": True}, "the squat test"),
        (
            "cramps",
            {"night": PLAN_DAY, "count": 1, "minutes": None, "severity": None, "side": ""},
            "the note on cramps",
        ),
        ("check", {"posture": "sit", "moved": True}, "the check"),
    ],
)
def test_a_measurement_is_named(
    calf: Calf, home: Path, kind: str, values: dict[str, Any], said: str
) -> None:
    with History.open(home / "history.db") as history:
        history.measure(
            MeasureKind(kind),
            values,
            local_day=PLAN_DAY,
            utc_offset_s=3600,
            at=datetime(2020, 11, 17, 6, 30, tzinfo=UTC),
        )

    assert calf("undo").out == f"Took back: {said} of Tue 17 Nov 2020 07:30.\n"
