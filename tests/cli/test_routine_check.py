from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Result

Calf = Callable[..., Result]
LONG = """\
title = "Long"

[[step]]
exercise = "warm-up-march"

[[step]]
exercise = "wall-calf-stretch"
hold = "90s"
sets = 7
"""
LONG_SAID = """\
warning: 1 min 30 s is more than the sources of `wall-calf-stretch` give: 10 s to 1 min
  --> {file}:8:8  step 2 (wall-calf-stretch)
   8 | hold = "90s"
     |        ^
  hint: says who: {who}
warning: with this step `wall-calf-stretch` comes to 7 sets, its doses have 5 at most
  --> {file}:9:8  step 2 (wall-calf-stretch)
   9 | sets = 7
     |        ^
  hint: says who: {who}
"""
WHO = (
    "hold 15 to 30 s, 2 or 3 times, every day (Tight Calves and Back Pain How They Are Connected);"
    " hold 20 to 30 s, 3 to 5 times, every day (Soleus Trigger Point: The Hidden Culprit)"
)


def put(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}.toml"
    file.write_text(text)
    return file


def test_doses_outside_of_the_sources_are_warnings_that_say_who(calf: Calf, tmp_path: Path) -> None:
    file = put(tmp_path, "long", LONG)
    assert calf("routine", "check", str(file)) == Result(
        code=0,
        out=f"{file}: in order\n1 file, 0 problems, 2 warnings\n",
        err=LONG_SAID.format(file=file, who=WHO),
    )


def test_no_warm_up_is_a_warning_at_its_step(calf: Calf, tmp_path: Path) -> None:
    file = put(tmp_path, "cold", 'title = "Cold"\n[[step]]\nexercise = "wall-calf-stretch"\n')
    assert calf("routine", "check", str(file)).err == (
        "warning: step 1, Wall calf stretch, knee straight, comes without a warm-up\n"
        f"  --> {file}:2:1  step 1 (wall-calf-stretch)\n"
        "   2 | [[step]]\n"
        "     | ^\n"
        "  hint: a minute of easy marching before it will do\n"
    )


BOTH = """\
title = "Both"
warm_up = {warm_up}
[[step]]
exercise = "heel-raise"
[[step]]
repeat = 2
[[step.step]]
exercise = "foam-roll"
time = "60s"
sides = "both"
"""
BOTH_SAID = """\
warning: step 2, {title}, is done one leg at a time, but `sides = "both"` times both legs at once
  --> {file}:10:9  step 2 (foam-roll)
  10 | sides = "both"
     |         ^
  hint: write sides = "each" to give each leg its time
"""


@pytest.mark.parametrize("warm_up", ["true", "false"])
def test_both_legs_at_once_is_a_warning_at_its_own_step(
    calf: Calf, tmp_path: Path, warm_up: str
) -> None:
    text = BOTH.format(warm_up=warm_up)
    file = put(tmp_path, "both", text)
    looked = calf("routine", "check", str(file))
    title = json.loads(calf("show", "foam-roll", "--json").out)["title"]
    assert looked.code == 0
    assert looked.err.endswith(BOTH_SAID.format(file=file, title=title))
    assert ("step 1 (heel-raise)" in looked.err) == (warm_up == "true")
    entries = json.loads(calf("routine", "check", str(file), "--json").out)["problems"]
    assert (entries[-1]["line"], entries[-1]["step"]) == (10, "step 2 (foam-roll)")


def test_a_routine_of_nothing_but_rolling_is_looked_over(calf: Calf, tmp_path: Path) -> None:
    step = '[[step]]\nexercise = "foam-roll"\ntime = "60s"\nsides = "both"\n'
    file = put(tmp_path, "rb", f'title = "R"\nwarm_up = false\n{step}')
    looked = calf("routine", "check", str(file))
    assert (looked.code, looked.err.count("warning: ")) == (0, 1)
    assert f"--> {file}:6:9  step 1 (foam-roll)" in looked.err


def test_shipped_routines_are_in_order_and_not_warned_of(calf: Calf) -> None:
    looked = calf("routine", "check", "daily", "night-cramps", "roll", "strength", "achilles")
    assert (looked.code, looked.err) == (0, "")
    assert looked.out.endswith("5 files, 0 problems, 0 warnings\n")


def test_without_a_name_all_own_files_are_looked_over(calf: Calf, home: Path) -> None:
    assert calf("routine", "check").out == "There are no routines or exercises of your own\n"
    routines, exercises = home / "routines", home / "exercises"
    put(routines, "good", 'title = "Good"\nwarm_up = false\n[[step]]\nexercise = "my-pull"\n')
    put(routines, "bad", 'title = "Bad"\n[[step]]\nexercise = "heel-rise"\n')
    named = 'title = "Bad"\n[[step]]\nexercise = "my-pull"\nhold = "0s"\n'
    put(routines, "Bad Name", named)
    put(exercises, "my-pull", 'title = "Pull"\nkind = "stretch"\ndose.default.hold = "20s"\n')
    put(exercises, "my-push", 'title = "Push"\nkind = "shove"\n')
    looked = calf("routine", "check")
    assert looked.code == 1
    assert looked.out == (
        f"{exercises}/my-pull.toml: in order\n"
        f"{routines}/good.toml: in order\n"
        "5 files, 4 problems, 0 warnings\n"
    )
    errors = [line for line in looked.err.splitlines() if line.startswith("error: ")]
    assert len(errors) == 4
    assert errors[1:] == [
        "error: `Bad Name` cannot be the name of a routine",
        'error: `hold` can be 1 s to 10 min, got "0s"',
        "error: no exercise is called `heel-rise`",
    ]


def test_all_problems_of_a_file_are_told_once_each(calf: Calf, tmp_path: Path) -> None:
    file = put(tmp_path, "two", 'title = 1\n[[step]]\nexercise = "heel-raise"\nhold = "x"\n')
    looked = calf("routine", "check", str(file))
    assert looked.code == 1
    assert looked.err.count("error: ") == 2
    assert looked.out == "1 file, 2 problems, 0 warnings\n"


def test_editors_get_line_column_severity_message_and_hint(calf: Calf, tmp_path: Path) -> None:
    file = put(tmp_path, "bad", 'title = "Bad"\n[[step]]\nexercise = "heel-rise"\n')
    looked = calf("routine", "check", str(file), "--json")
    assert (looked.code, looked.err) == (1, "")
    assert json.loads(looked.out) == {
        "schema": "calfcoach.routine-check/1",
        "files": [str(file)],
        "problems": [
            {
                "file": str(file),
                "line": 3,
                "column": 12,
                "step": "step 2 (heel-rise)".replace("2", "1"),
                "severity": "error",
                "message": "no exercise is called `heel-rise`",
                "hint": "did you mean `heel-raise`?",
            }
        ],
    }


def test_a_file_that_is_not_there_does_not_stop_the_others(calf: Calf, tmp_path: Path) -> None:
    file = put(tmp_path, "long", LONG)
    looked = calf("routine", "check", "dayly", "none.toml", str(file))
    assert looked.code == 1
    assert looked.out == f"{file}: in order\n3 files, 2 problems, 2 warnings\n"
    assert looked.err.startswith(
        "error: no routine is called `dayly`\n"
        "  hint: did you mean `daily`? `calfcoach list` shows them all\n"
        "error: there is no such file\n"
        "  --> none.toml\n"
    )


def test_a_routine_that_lasts_too_long_is_a_problem(calf: Calf, tmp_path: Path) -> None:
    step = '[[step]]\nexercise = "walk"\ntime = "60m"\n'
    file = put(tmp_path, "day", 'title = "Day"\n' + step * 7)
    looked = calf("routine", "check", str(file))
    assert looked.code == 1
    assert f"--> {file}" in looked.err


def test_accessible_form_has_no_signs(calf: Calf, tmp_path: Path) -> None:
    file = put(tmp_path, "good", 'title = "G"\n[[step]]\nexercise = "warm-up-march"\n')
    assert calf("routine", "check", str(file), "--accessible") == Result(
        code=0, out=f"{file} is in order.\n1 file, 0 problems, 0 warnings.\n", err=""
    )


def test_a_name_that_no_routine_can_have_is_a_problem(calf: Calf, tmp_path: Path) -> None:
    text = 'title = "G"\n[[step]]\nexercise = "warm-up-march"\n'
    big, device = put(tmp_path, "My Routine", text), put(tmp_path, "con", text)
    looked = calf("routine", "check", str(big), str(device))
    assert (looked.code, looked.err) == (
        1,
        "error: `My Routine` cannot be the name of a routine\n"
        f"  --> {big}\n"
        "  hint: rename the file: use lower-case letters, digits and single hyphens, "
        "at most 64 characters\n"
        "error: `con` cannot be the name of a routine\n"
        f"  --> {device}\n"
        "  hint: rename the file: choose another: `con` is a device on Windows\n",
    )
    assert calf("routine", "copy", "daily", "nul").err == (
        "error: `nul` cannot be the name of a routine\n"
        "  hint: choose another: `nul` is a device on Windows\n"
    )


def test_what_lies_in_front_of_you_is_hinted_at(
    calf: Calf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    put(tmp_path, "evening", 'title = "E"\n')
    (tmp_path / "d").mkdir()
    assert calf("routine", "check", "evening", "d").err == (
        "error: no routine is called `evening`\n"
        "  hint: for the file in front of you write ./evening.toml\n"
        "error: this is a folder, not a file\n"
        "  --> d\n"
        "  hint: name the files in it: calfcoach routine check d/*.toml\n"
    )
    for command in ("show", "run"):
        said = calf(command, "evening").err
        assert said.endswith("  hint: for the file in front of you write ./evening.toml\n")


def test_an_own_exercise_without_sources_is_measured_by_itself(calf: Calf, home: Path) -> None:
    own = 'title = "W"\nkind = "stretch"\ndose.default.hold = "20s"\n'
    put(home / "exercises", "my-pull", own)
    mine = 'title = "M"\nwarm_up = false\n[[step]]\nexercise = "my-pull"\nhold = "30s"\n'
    file = put(home / "routines", "mine", mine)
    assert calf("routine", "check", "mine").err == (
        "warning: 30 s is more than `my-pull` has itself: 20 s\n"
        f"  --> {file}:5:8  step 1 (my-pull)\n"
        '   5 | hold = "30s"\n'
        "     |        ^\n"
        "  hint: `calfcoach show my-pull` has its doses\n"
    )
