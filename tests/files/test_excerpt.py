"""The line that is wrong, as it is printed: on wide and narrow terminals, and for ears."""

from __future__ import annotations

from pathlib import Path

import pytest
from processes import run

from calfcoach.cli.excerpt import picture, said
from calfcoach.files.places import PlacedError, joined, place_at

ROUTINE = """\
title = "Mine"

[[step]]
exercise = "wall-calf-stretch"
hold = "9s"

[[step]]
exercise = "soleus-stretch"
hold = "thirty"
"""


def drawn(line: str, column: int, room: int = 80) -> list[str]:
    return picture(place_at(line, column - 1, "mine.toml"), room)


def test_the_line_stands_under_its_number_with_a_caret_under_the_place() -> None:
    place = place_at('a = 1\n\nhold = "thirty" # x\nb = 2', 14, "mine.toml", "step 2")
    assert place.words == "mine.toml:3:8  step 2"
    assert picture(place, 80) == ['   3 | hold = "thirty" # x', "     |        ^"]


def test_tabs_wide_letters_and_control_characters_move_the_caret() -> None:
    assert drawn("\tsets = 0", 9) == ["   1 |     sets = 0", "     |            ^"]
    assert drawn('a = "小腿" x', 10) == ['   1 | a = "小腿" x', "     |            ^"]
    assert drawn('a = "\x9b" x', 9) == ['   1 | a = "U+009B" x', "     |              ^"]
    assert drawn("a = 0\r", 5) == ["   1 | a = 0", "     |     ^"]


@pytest.mark.parametrize("room", [20, 28, 40, 80, 107, 500])
@pytest.mark.parametrize("column", [1, 5, 30, 100, 250, 700, 800])
@pytest.mark.parametrize("letter", ["x", "小"])
def test_a_long_line_is_cut_to_the_terminal_around_the_place(
    room: int, column: int, letter: str
) -> None:
    line = letter * (column - 1) + "!" + letter * (799 - column + 1)
    shown, caret = drawn(line, column, room)
    cells = sum(2 if char == "小" else 1 for char in shown)
    assert cells < room
    at = caret.index("^")
    before = ""
    while sum(2 if char == "小" else 1 for char in before) < at:
        before = shown[: len(before) + 1]
    assert shown[len(before)] == "!"


def test_a_blank_line_and_a_very_narrow_terminal_have_no_picture() -> None:
    assert drawn("   ", 2) == []
    assert drawn("hold = 0", 8, room=14) == []
    assert drawn("hold = 0", 8, room=20) == ["1 | hold = 0", "  |        ^"]


def test_a_line_of_a_mebibyte_is_not_kept() -> None:
    place = place_at("x" * 1_000_000, 500_000, "mine.toml")
    assert (len(place.before), len(place.after)) == (301, 301)


def test_a_part_that_is_named_behind_the_file_stays_behind_it() -> None:
    place = place_at("weeks = 0", 8, "~/plan.toml  stage 2")
    assert place.words == "~/plan.toml:1:9  stage 2"


def test_joined_problems_keep_their_lines() -> None:
    errors = [PlacedError("a", place=place_at("x", 0, "f")), PlacedError("b", place=place_at("y", 0, "f"))]  # fmt: skip  # noqa: E501
    first = joined([*errors])
    assert isinstance(first, PlacedError)
    assert [one.message for one in first.all()] == ["a", "b"]
    assert first.place == errors[0].place


def test_a_place_is_said_in_sentences() -> None:
    place = place_at('hold = "thirty"', 7, "mine.toml", "step 2")
    assert said(place) == [
        "in mine.toml, line 1, column 8, step 2",
        'the line is hold = "thirty"',
    ]
    assert said(place_at("", 0, "mine.toml")) == ["in mine.toml, line 1, column 1"]
    long = said(place_at("y" * 200, 0, "mine.toml"))[1]
    assert long == f"part of the line is {'y' * 60}"


@pytest.mark.parametrize("column", [1, 10, 130, 187, 200, 700, 800])
def test_the_part_of_a_long_line_that_is_said_is_the_one_with_the_fault(column: int) -> None:
    line = "x" * (column - 1) + "!" + "x" * (800 - column)
    words = said(place_at(line, column - 1, "mine.toml"))[1].removeprefix("part of the line is ")
    assert (len(words), words.count("!"), words.count("…")) == (60, 1, 0)


def test_a_tab_in_a_line_is_said_as_a_blank() -> None:
    assert said(place_at("\thold\t= 0", 9, "mine.toml"))[1] == "the line is hold = 0"


# ---------------------------------------------------------------------- the real program


def test_the_program_prints_the_whole_form(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(ROUTINE)
    ran = run("show", str(path), COLUMNS="80")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        'error: `hold` must be a duration such as "30s", got "thirty"\n'
        f"  --> {path}:9:8  step 2 (soleus-stretch)\n"
        '   9 | hold = "thirty"\n'
        "     |        ^\n"
        '  hint: durations look like "30s", "1m30s" or "1:30"\n'
    )


def test_a_narrow_terminal_gets_a_small_picture(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(ROUTINE)
    assert run("show", str(path), COLUMNS="20").err == (
        'error: `hold` must be a duration such as "30s", got "thirty"\n'
        f"  --> {path}:9:8  step 2 (soleus-stretch)\n"
        '9 | hold = "thirty"\n'
        "  |        ^\n"
        '  hint: durations look like "30s", "1m30s" or "1:30"\n'
    )


def test_a_screen_reader_hears_the_place_and_no_caret(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(ROUTINE)
    assert run("show", str(path), ACCESSIBLE="1").err == (
        'Error: hold must be a duration such as "30s", got "thirty".\n'
        f"In {path}, line 9, column 8, step 2 (soleus-stretch).\n"
        'The line is hold = "thirty".\n'
        'Durations look like "30s", "1m30s" or "1:30".\n'
    )
