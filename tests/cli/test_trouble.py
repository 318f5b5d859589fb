from __future__ import annotations

import stat
from pathlib import Path

import pytest

from calfcoach.cli.trouble import crash, in_lines, in_sentences, report
from calfcoach.errors import CoachError
from calfcoach.files.places import PlacedError, place_at


def test_what_is_long_is_folded_between_words_on_a_terminal() -> None:
    problem = CoachError(
        "it is left out for now", where="a/long/place/of/a/file.toml:3", hint="rest, then try again"
    )
    assert in_lines(problem, room=20) == (
        "error: it is left\n  out for now\n"
        "  --> a/long/place/\n      of/a/\n      file.toml:3\n"
        "  hint: rest, then\n    try again\n"
    )


def test_a_place_is_folded_on_a_narrow_terminal_only() -> None:
    problem = CoachError("wrong", where="~/a/very/long/place/mine.toml:3:8  step 2 (calf)")
    assert in_lines(problem, room=40).splitlines()[1:] == [f"  --> {problem.where}"]
    assert in_lines(problem, room=24).splitlines()[1:] == [
        "  --> ~/a/very/long/",
        "      place/",
        "      mine.toml:3:8",
        "      step 2 (calf)",
    ]


def test_a_problem_says_what_where_and_what_to_do() -> None:
    problem = CoachError("it is broken", where="mine.toml:3", hint="mend it")
    assert in_lines(problem) == "error: it is broken\n  --> mine.toml:3\n  hint: mend it\n"
    assert in_lines(CoachError("it is broken"), word="warning") == "warning: it is broken\n"


def test_no_part_of_a_problem_steers_the_terminal() -> None:
    problem = CoachError("a\x1b[2J", where="b\x9b31m\nerror: forged", hint="c\udcff\u202e")
    assert in_lines(problem) == (
        "error: aU+001B[2J\n  --> bU+009B31mU+000Aerror: forged\n  hint: cU+DCFFU+202E\n"
    )


def test_all_problems_are_reported_with_the_code_of_the_first(
    capsys: pytest.CaptureFixture[str],
) -> None:
    problem = CoachError("first", exit_code=2, others=(CoachError("second"),))
    assert report(problem) == 2
    assert capsys.readouterr().err == "error: first\nerror: second\n"


def test_a_bug_leaves_a_private_report_that_can_hold_any_text(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    crash(ValueError("caf\udce9 \x1b[2J"), {"CALFCOACH_HOME": str(home)})

    (path,) = (home / "state").iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_text(encoding="utf-8").endswith("ValueError: cafU+DCE9 U+001B[2J\n")
    assert capsys.readouterr().err.splitlines() == [
        "error: this is a bug of CalfCoach, not of yours",
        f"  --> {path}",
        "  hint: the report holds no history, but may name files and folders of yours;"
        " read it before you send it to the authors",
    ]


def test_a_report_that_cannot_be_kept_is_printed(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home.write_text("a file where the folder should be")

    crash(ValueError("caf\udce9"), {"CALFCOACH_HOME": str(home)})

    shown = capsys.readouterr().err
    assert shown.startswith("error: this is a bug of CalfCoach, not of yours\ncalfcoach ")
    assert shown.endswith("ValueError: cafU+DCE9\n")


def test_only_a_hint_says_text_for_three_dots() -> None:
    line = f'step = [{{ exercise = "soleus-stretch", note = "a … b", hold = 0{" " * 300}x }}]'
    place = place_at(line, line.index("0"), "mine.toml")
    problem = PlacedError('`who` is wrong, got "abc…"', place=place, hint='write who = ["…"]')
    assert in_sentences(problem) == (
        'Error: who is wrong, got "abc" and more.\n'
        f"In mine.toml, line 1, column {line.index('0') + 1}.\n"
        'Part of the line is etch", note = "a … b", hold = 0.\n'
        'Write who = ["text"].\n'
    )
