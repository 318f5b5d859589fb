from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Result

Calf = Callable[..., Result]
FROM_OPTIONS = """\
# Morning calves
# Everything behind a # is a remark. Change what you like, then look it over:
#   calfcoach routine check morning

format = 1
title = "Morning calves"
# summary = "What it is for, in one sentence."
goal = "loosen" # loosen, strengthen, recover, relieve or maintain
per_day = 1 # how often a day
days = 7 # how many days a week, or which: ["mon", "wed", "fri"]
# warm_up = false # no warm-up is offered before it, and none is missed

[pacing]
prepare = "5s" # before each step
move = "15s" # the same where the place changes
switch = "5s" # between left and right

[[step]] # Wall calf stretch, knee straight
exercise = "wall-calf-stretch"
hold = "30s"
sets = 2
sides = "each" # all sets of the left leg, then the right

[[step]] # Foam roll, calf
exercise = "foam-roll"
# its own dose: 60 s, 3 s a pass, one leg after the other
"""


COLD = (
    "Step 1, Wall calf stretch, knee straight, comes without a warm-up. "
    "A minute of easy marching before it will do.\n"
)


def routine(home: Path, name: str) -> Path:
    return home / "routines" / f"{name}.toml"


def test_options_make_a_file_with_remarks(calf: Calf, home: Path) -> None:
    made = calf(
        "routine",
        "new",
        "morning",
        "--title",
        "Morning calves",
        "--goal",
        "loosen",
        "--step",
        "wall-calf-stretch hold=30s sets=2 sides=each",
        "--step",
        "foam-roll",
    )
    file = routine(home, "morning")
    assert made.code == 0
    assert made.out == f"written to {file}, 4 min 30 s\n"
    assert made.err == (
        f"{COLD}"
        "To see it: calfcoach show morning\n"
        "To change it: calfcoach routine edit morning\n"
        "To do it: calfcoach run morning\n"
    )
    assert file.read_text() == FROM_OPTIONS
    assert file.stat().st_mode & 0o777 == 0o600
    assert calf("routine", "check", "morning").code == 0


def test_a_file_that_is_there_is_not_replaced_unless_asked(calf: Calf, home: Path) -> None:
    calf("routine", "new", "mine", "--step", "heel-raise")
    before = routine(home, "mine").read_text()
    again = calf("routine", "new", "mine", "--step", "foam-roll")
    assert (again.code, again.out) == (1, "")
    assert again.err == (
        "error: there is a file of this name already\n"
        f"  --> {routine(home, 'mine')}\n"
        "  hint: choose another name, or add --force to replace it\n"
    )
    assert routine(home, "mine").read_text() == before
    assert calf("routine", "new", "mine", "--step", "foam-roll", "--force").code == 0
    assert routine(home, "mine").read_text() != before


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (
            "heel-rise",
            "error: no exercise is called `heel-rise`\n  --> --step 1\n"
            "  hint: did you mean `heel-raise`? `calfcoach exercises` shows them all\n",
        ),
        (
            "heel-raise reps=999",
            'error: `reps` must be 1 to 200, a range such as "10-12" or "max", got 999\n'
            "  --> --step 1\n  hint: write reps = 200 or less\n",
        ),
        (
            "wall-calf-stretch hold=30",
            "error: `tp-soleus-medial` presses or taps a muscle that may still be tense: "
            "no step before it relaxes or strokes it\n  --> --step 2\n"
            "  hint: put `leg-lift-relax` or `massage-upward` before it\n",
        ),
    ],
)
def test_a_wrong_step_is_named_and_nothing_is_written(
    calf: Calf, home: Path, step: str, said: str
) -> None:
    tried = calf("routine", "new", "mine", "--step", step, "--step", "tp-soleus-medial")
    assert (tried.code, tried.out, tried.err) == (2, "", said)
    assert not routine(home, "mine").exists()


def test_without_a_terminal_and_options_it_says_what_to_type(calf: Calf) -> None:
    assert calf("routine", "new", "mine") == Result(
        code=2,
        out="",
        err=(
            "error: nothing says what the routine is made of, and there is no terminal to ask at\n"
            "  hint: write calfcoach routine new morning "
            '--step "wall-calf-stretch hold=30s sets=2 sides=each"\n'
        ),
    )


@pytest.mark.parametrize("name", ["../evil", "Upper", "con", "a--b", "x" * 65, ".", ".."])
def test_a_name_never_leaves_the_folder(calf: Calf, home: Path, name: str) -> None:
    tried = calf("routine", "new", name, "--step", "heel-raise")
    assert (tried.code, tried.out) == (2, "")
    assert tried.err.startswith(f"error: `{name[:64]}` cannot be the name of a routine\n")
    assert not list(home.rglob("*.toml"))


def test_a_title_that_would_steer_a_terminal_is_refused(calf: Calf) -> None:
    tried = calf("routine", "new", "mine", "--title", "a\x1b[31mb", "--step", "heel-raise")
    assert tried.code == 2
    assert tried.err == (
        "error: `--title` holds a character that cannot be shown\n"
        "  hint: write it with ordinary letters\n"
    )


def test_a_title_with_quotes_and_markup_stands_as_typed(calf: Calf, home: Path) -> None:
    title = 'My "calves" \\ [bold]'
    assert calf("routine", "new", "--title", title, "--step", "heel-raise").code == 0
    shown = calf("show", "my-calves-bold")
    assert shown.out.startswith(f"my-calves-bold: {title}\n")


def test_a_routine_can_begin_as_a_copy(calf: Calf, home: Path) -> None:
    made = calf("routine", "new", "mine", "--from", "daily", "--step", "heel-walk time=20s")
    assert (made.code, made.out) == (
        0,
        f"written to {routine(home, 'mine')}, 12 min 40 s\n",
    )
    text = routine(home, "mine").read_text()
    assert text.startswith('# Mine. It began as a copy of daily.\nformat = 1\ntitle = "Mine"\n')
    assert text.endswith('[[step]] # Heel walk\nexercise = "heel-walk"\ntime = "20s"\n')


def test_a_sheet_becomes_a_draft_that_can_be_run(calf: Calf, home: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "ann.txt"
    sheet.write_text(
        "Programme for Ann\n"
        "1. calf stretch 3x30s each side\n"
        "2. tender spot inner soleus 60s\n"
        "3. clam shells 3x15\n"
        "4. heel raises 900 reps\n"
    )
    made = calf("routine", "new", "--from-text", str(sheet))
    assert made.code == 0
    assert made.err == (
        f"{COLD}"
        "2 lines of the sheet are not in it yet: see lines 37 and 44 of the file.\n"
        "3 remarks wait for you in the file, in lines 26, 38 and 45. Each begins with # ?.\n"
        "To see it: calfcoach show ann\n"
        "To change it: calfcoach routine edit ann\n"
        "To do it: calfcoach run ann\n"
    )
    text = routine(home, "ann").read_text()
    assert 'title = "Programme for Ann"' in text
    marks = [line for line in text.splitlines() if line.startswith("# ? ")]
    assert marks == [
        "# ? Put in: what presses wants a muscle that was relaxed before.",
        "# ? No exercise of that name is known.",
        '# ? Left out: `reps` must be 1 to 200, a range such as "10-12" or "max", got 900',
    ]
    looked = calf("routine", "check", "ann")
    assert looked.code == 0
    assert looked.err.endswith(
        "warning: 3 remarks still wait for you, in lines 26, 38 and 45\n"
        f"  --> {routine(home, 'ann')}:26:1\n"
        f"  26 | {marks[0]}\n     | ^\n"
        "  hint: do what each says, then delete its line\n"
    )
    assert calf("routine", "new", "again", "--from-text", str(sheet)).code == 0


def test_words_that_a_step_dropped_are_told_of(calf: Calf) -> None:
    step = ("--step", "heel raise 2x12 quick")
    said = calf("routine", "new", "mine", *step).err
    assert "1 remark waits for you in the file, in line 18. Each begins with # ?.\n" in said
    assert "remark" not in calf("routine", "new", "plain", "--step", "heel raises").err
    said = calf("routine", "new", "other", *step, "--accessible").err
    assert "Each begins with a number sign and a question mark.\n" in said
    said = calf("routine", "new", "third", "--from", "daily", *step).err
    assert "1 remark waits for you" in said


def test_a_sheet_comes_by_a_pipe_too(calf: Calf, monkeypatch: pytest.MonkeyPatch) -> None:
    data = io.TextIOWrapper(io.BytesIO(b"calf stretch 30s\n\xff\xfe\x00\n"))
    monkeypatch.setattr("sys.stdin", data)
    assert calf("routine", "new", "piped", "--from-text", "-").code == 0


def test_a_sheet_without_an_exercise_is_no_routine(calf: Calf, tmp_path: Path) -> None:
    sheet = tmp_path / "shopping.txt"
    sheet.write_text("eggs\nmilk\n")
    assert calf("routine", "new", "--from-text", str(sheet)) == Result(
        code=1,
        out="",
        err=(
            "error: no line of the sheet names an exercise that is known\n"
            f"  --> {sheet}\n"
            '  hint: a line is such as "calf stretch 3x30s each side"; '
            "`calfcoach exercises` shows the names\n"
        ),
    )


def test_a_sheet_whose_one_line_holds_two_exercises_says_so(calf: Calf, tmp_path: Path) -> None:
    sheet = tmp_path / "home.txt"
    sheet.write_text("Heel raise 2x12 then wall calf stretch 3x30s\n")
    assert calf("routine", "new", "--from-text", str(sheet)) == Result(
        code=1,
        out="",
        err=(
            "error: a line of the sheet holds two exercises, and no other line is a step\n"
            f"  --> {sheet}\n"
            "  hint: write a line for each exercise\n"
        ),
    )


def test_a_line_with_two_exercises_and_their_doses_makes_two_steps(
    calf: Calf, home: Path, tmp_path: Path
) -> None:
    sheet = tmp_path / "home.txt"
    sheet.write_text("Heel raise 2x12, wall calf stretch 3x30s\n")
    assert calf("routine", "new", "mine", "--from-text", str(sheet)).code == 0
    text = routine(home, "mine").read_text()
    assert text.count("\n[[step]]") == 2


def test_accessible_form_is_sentences(calf: Calf, home: Path) -> None:
    made = calf("routine", "new", "mine", "--step", "calf stretch 30s", "--accessible")
    assert made.out == f"Written to {routine(home, 'mine')}.\nIt lasts 1 minute 16 seconds.\n"
    assert "It lasts 1 minute 16 seconds.\n" in calf("show", "mine", "--accessible").out


def test_a_name_that_was_not_typed_never_hides_a_shipped_routine(calf: Calf, home: Path) -> None:
    assert calf("routine", "new", "--title", "Daily", "--step", "heel-raise").code == 0
    assert routine(home, "my-daily").exists()
    typed = calf("routine", "new", "daily", "--step", "heel-raise")
    assert typed.err.startswith("It stands in the place of the shipped daily from now on.\n")
