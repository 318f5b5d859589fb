from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Result

from calfcoach.cli.completion import (
    complete_either,
    complete_goal,
    complete_routine,
    complete_side,
)
from calfcoach.files.folders import as_typed, shipped_exercises, shipped_routines, toml_files

ROUTINES = list(toml_files(shipped_routines()))
EXERCISES = list(toml_files(shipped_exercises()))
EVENING = """
title = "Evening [bold]round[/bold] :smile: 足"
summary = "Loosen up. Then rest."
goal = "loosen"
per_day = 2
days = ["mon", "thu"]
warm_up = false

[pacing]
prepare = "5s"
move = "10s"
switch = "4s"

[[step]]
exercise = "calf-hang"
hold = "20s"
sides = "each"
note = "Ease in. No bouncing."

[[step]]
repeat = 2
  [[step.step]]
  exercise = "towel-toe-curl"
  reps = "8-10"
  limit = "1m"
  sides = "left"
  advance = "manual"

[exercise.calf-hang]
title = "Calf hang"
kind = "stretch"
place = "step"
setup = ["Let the {side} heel sink, the {other} foot flat."]
sources = ["my physio", { claim = "30 s is enough", cite = "somebody", mark = "recalled" }]
"""


def write(home: Path, name: str, text: str, folder: str = "routines") -> str:
    """A file of the user's; its path as it is printed."""
    path = home / folder / f"{name}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return as_typed(path)


def test_a_routine_is_shown_step_by_step_and_phase_by_phase(
    calf: Callable[..., Result], home: Path
) -> None:
    path = write(home, "evening", EVENING)
    result = calf("show", "evening")
    assert result.out.splitlines() == [
        "evening: Evening [bold]round[/bold] :smile: 足",
        "Loosen up. Then rest.",
        "",
        "length  up to 3 min 4 s",
        "goal    loosen",
        "times   twice a day, Mon Thu",
        "needs   a chair, a step and a towel",
        f"from    yours, {path}",
        "work    left leg up to 2 min 20 s, right leg 20 s",
        "count   Towel toe curl: 20 reps left",
        "",
        "1  Calf hang (evening/calf-hang), at the step, from 0:00",
        "    hold 20 s, one leg after the other",
        "    Ease in. No bouncing.",
        "    0:00  prepare                 5 s",
        "    0:05  work     left          20 s",
        "    0:25  switch   right          4 s",
        "    0:29  work     right         20 s",
        "2  Towel toe curl (towel-toe-curl), on the chair, from 0:49",
        "    8 to 10 reps at your own pace, up to 60 s, left leg",
        "    0:49  wait            until a key",
        "    0:49  prepare                10 s  on the chair",
        "    0:59  work     left    up to 60 s  8 to 10 reps, round 1 of 2",
        "2  Towel toe curl, again, from 1:59",
        "    1:59  wait            until a key",
        "    1:59  prepare                 5 s",
        "    2:04  work     left    up to 60 s  8 to 10 reps, round 2 of 2",
    ]
    assert (result.code, result.err) == (0, "")


def test_the_accessible_routine_is_sentences_with_the_longer_pacing(
    calf: Callable[..., Result], home: Path
) -> None:
    path = write(home, "evening", EVENING)
    result = calf("show", "evening", "--accessible")
    assert result.out.splitlines() == [
        "Routine evening: Evening [bold]round[/bold] :smile: 足.",
        "Loosen up.",
        "Then rest.",
        "It lasts up to 3 minutes 16 seconds.",
        "Goal: loosen, twice a day, on Monday and Thursday.",
        "You need a chair, a step and a towel.",
        f"It is yours, in {path}.",
        "Work: left leg up to 2 minutes 20 seconds, right leg 20 seconds.",
        "Towel toe curl: 20 reps left.",
        "Step 1, from 0 seconds, at the step: Calf hang.",
        "Hold 20 seconds, one leg after the other.",
        "Ease in.",
        "No bouncing.",
        "In order: prepare 8 seconds, left leg 20 seconds, switch 7 seconds, right leg 20 seconds.",
        "Step 2, from 55 seconds, on the chair: Towel toe curl.",
        "8 to 10 reps at your own pace, up to 60 seconds, left leg.",
        "In order: wait until a key, prepare 13 seconds, left leg up to 60 seconds.",
        "Step 2 again, from 2 minutes 8 seconds: Towel toe curl.",
        "In order: wait until a key, prepare 8 seconds, left leg up to 60 seconds.",
    ]
    assert (result.code, result.err) == (0, "")


def test_daily_has_its_length_and_its_work_per_side(calf: Callable[..., Result]) -> None:
    lines = calf("show", "daily").out.splitlines()
    assert lines[:11] == [
        "daily: Daily calf care",
        "Stretch and strengthen both calves.",
        "",
        "length      12 min 10 s",
        "for         Adults whose calves feel tight, without a new injury or swelling.",
        "goal        maintain",
        "times       daily",
        "needs       a wall, clear floor and a chair",
        "from        shipped",
        "work        left leg 3 min, right leg 3 min, both legs 4 min 30 s",
        "count       Heel raise, two legs: 20 reps",
    ]
    assert "8  Leg lift and relax (leg-lift-relax), on the chair, from 11:30" in lines


def test_the_shorter_form_keeps_the_numbers_of_the_steps(calf: Callable[..., Result]) -> None:
    lines = calf("show", "daily", "--for", "6m").out.splitlines()
    assert lines[3:5] == ["length      5 min 10 s", "changed     cut to at most 6 min"]
    assert [line[0] for line in lines if line[:1].isdigit()] == ["1", "2", "3", "4", "5"]


def test_one_side_and_another_level_are_said(calf: Callable[..., Result]) -> None:
    lines = calf("show", "night-cramps", "--side", "left", "--level", "start").out.splitlines()
    assert "changed     level start, left leg only" in lines
    assert "work        left leg 1 min" in lines
    assert "    hold 10 s, 3 rounds, left leg" in lines
    assert not [line for line in lines if " right " in line]


def test_a_routine_by_path_is_shown(calf: Callable[..., Result], tmp_path: Path) -> None:
    path = tmp_path / "elsewhere.toml"
    path.write_text(EVENING, encoding="utf-8")
    result = calf("show", str(path))
    assert f"from    file, {as_typed(path)}" in result.out.splitlines()
    assert result.err == ""


def test_the_json_routine_has_steps_and_phases(calf: Callable[..., Result], home: Path) -> None:
    write(home, "evening", EVENING)
    result = calf("show", "evening", "--json")
    document = json.loads(result.out)
    assert document["schema"] == "calfcoach.routine/1"
    assert (document["total_s"], document["up_to"]) == (184.0, True)
    assert document["work_s"] == {"both": 0, "left": 140.0, "right": 20.0}
    assert [(step["no"], step["starts_s"]) for step in document["steps"]] == [
        (1, [0.0]),
        (2, [49.0, 119.0]),
    ]
    assert document["phases"][4] == {
        "start_s": 49.0,
        "duration_s": None,
        "kind": "wait",
        "step_no": 2,
        "side": "left",
        "set_no": 1,
        "sets": 1,
        "round_no": 1,
        "rounds": 2,
        "part": "",
        "reps": None,
        "self_paced": False,
        "at_most": False,
        "moves": True,
    }
    assert result.err == ""


def test_an_exercise_is_shown_with_its_words_and_doses(calf: Callable[..., Result]) -> None:
    result = calf("show", "towel-toe-curl", "--side", "right")
    assert result.out.splitlines()[:11] == [
        "towel-toe-curl: Towel toe curl",
        "",
        "kind       strength",
        "muscles    toe flexors",
        "place      on the chair",
        "equipment  towel",
        "from       shipped",
        "",
        "set-up, here for the right leg",
        "  Sit, a towel flat under the toes of the right foot.",
        "  Heel on the floor, knee above the ankle.",
    ]
    assert (
        "  default   10 to 15 reps, up 1, hold 3, down 1, one leg after the other"
        in result.out.splitlines()
    )
    assert (result.code, result.err) == (0, "")


def test_an_exercise_of_a_routine_is_shown_by_both_names(
    calf: Callable[..., Result], home: Path
) -> None:
    write(home, "evening", EVENING)
    assert calf("show", "evening/calf-hang").out.splitlines() == [
        "evening/calf-hang: Calf hang",
        "",
        "kind       stretch",
        "place      at the step",
        "equipment  none",
        "from       the routine evening",
        "",
        "set-up, here for the left leg",
        "  Let the left heel sink, the right foot flat.",
        "",
        "doses",
        "  none of its own: each step that uses it says how much",
    ]
    assert calf("show", "evening/calf-hang", "--accessible").out.splitlines() == [
        "Exercise evening/calf-hang: Calf hang.",
        "Stretch.",
        "Done at the step, no equipment.",
        "It is written in the routine evening.",
        "Set-up, here for the left leg.",
        "Let the left heel sink, the right foot flat.",
        "Dose, none of its own: each step that uses it says how much.",
    ]


def test_sources_carry_their_marks_and_what_is_recalled_is_no_fact(
    calf: Callable[..., Result], home: Path
) -> None:
    write(home, "evening", EVENING)
    assert calf("show", "evening/calf-hang", "--sources").out.splitlines()[-4:] == [
        "sources",
        "  my physio (your own source)",
        "  unverified: 30 s is enough",
        "    somebody (unverified)",
    ]
    spoken = calf("show", "evening/calf-hang", "--sources", "--accessible").out.splitlines()
    assert spoken[-3:] == [
        "Source: my physio, your own source.",
        "Unverified: 30 seconds is enough.",
        "Source: somebody, unverified.",
    ]
    assert calf("show", "evening", "--sources").out.splitlines()[-2:] == [
        "sources",
        "  none are given",
    ]
    assert "(study or guideline, read in excerpt)" in calf("show", "daily", "--sources").out
    document = json.loads(calf("show", "evening/calf-hang", "--json").out)
    assert document["schema"] == "calfcoach.exercise/1"
    assert [source["mark_words"] for source in document["sources"]] == [
        "your own source",
        "unverified",
    ]


def test_a_name_of_both_is_the_routine_and_a_hint_leads_to_the_exercise(
    calf: Callable[..., Result], home: Path
) -> None:
    write(home, "heel-walk", 'title = "Walk"\n[[step]]\nexercise = "heel-walk"\n')
    result = calf("show", "heel-walk")
    assert result.out.startswith("heel-walk: Walk\n")
    assert result.err == (
        "hint: `calfcoach show heel-walk --exercise` shows the exercise of that name\n"
    )
    exercise = calf("show", "heel-walk", "--exercise")
    assert exercise.out.startswith("heel-walk: Heel walk\n\nkind ")
    assert exercise.err == ""


def test_an_unknown_name_is_answered_with_the_nearest(calf: Callable[..., Result]) -> None:
    more = "`calfcoach list` and `calfcoach exercises` show them all"
    assert calf("show", "dayly") == Result(
        code=1,
        out="",
        err="error: no routine or exercise is called `dayly`\n"
        f"  hint: did you mean `daily`? {more}\n",
    )
    assert calf("show", "heel-rise").err.endswith(f"did you mean `heel-raise`? {more}\n")
    assert calf("show", "\x1b[31m").err == (
        f"error: no routine or exercise is called `U+001B[31m`\n  hint: {more}\n"
    )


def test_a_broken_file_is_an_error_for_its_own_name(
    calf: Callable[..., Result], home: Path
) -> None:
    path = write(home, "daily", 'title = "Mine"\n')
    assert calf("show", "daily") == Result(
        code=1,
        out="",
        err="error: `step` is missing\n"
        f"  --> {path}:1:1\n"
        '   1 | title = "Mine"\n'
        "     | ^\n"
        "  hint: a routine needs at least one [[step]]\n",
    )


def test_options_that_do_not_apply_are_usage_errors(calf: Callable[..., Result]) -> None:
    assert calf("show", "heel-raise", "--for", "6m") == Result(
        code=2,
        out="",
        err="error: `--for` shortens routines, and `heel-raise` is an exercise\n"
        "  hint: leave out --for\n",
    )
    assert calf("show", "daily", "--side", "both") == Result(
        code=2,
        out="",
        err='error: `--side` must be left or right, got "both"\n  hint: write --side left\n',
    )


@pytest.mark.parametrize("name", [*ROUTINES, *EXERCISES])
def test_everything_shipped_can_be_shown_in_every_form(
    calf: Callable[..., Result], name: str
) -> None:
    for options in ((), ("--sources",), ("--level", "start"), ("--side", "right")):
        plain = calf("show", name, *options)
        assert (plain.code, plain.err) == (0, "")
        assert "{side}" not in plain.out
        spoken = calf("show", name, *options, "--accessible")
        assert (spoken.code, spoken.err) == (0, "")
        for line in spoken.out.splitlines():
            assert line[-1] in ".!?:"
            assert not re.search(r"  |\d:\d|[·—→×%▸…{}\x1b]| [x-] |\d (s|min)\b", line)
        assert calf("show", name, *options, "--json").err == ""


def test_completion_offers_the_names_that_begin_so(home: Path) -> None:
    write(home, "dawn", 'title = "Dawn"\n')
    write(home, "dab", 'title = "Dab"\nkind = "massage"\n', folder="exercises")
    assert complete_routine("da") == ["daily", "dawn"]
    assert complete_either("da") == ["dab", "daily", "dawn"]
    assert complete_goal("re") == ["recover", "relieve"]
    assert complete_side("") == ["left", "right"]


def test_the_help_has_an_example(calf: Callable[..., Result]) -> None:
    result = calf("show", "--help")
    assert "Example: calfcoach show daily --for 6m" in result.out
    assert (result.code, result.err) == (0, "")
