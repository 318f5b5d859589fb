"""Help on a terminal: the words of the plain form, folded to its width, with bold headings."""

from __future__ import annotations

import pytest
from processes import run

from calfcoach.cli.bold_help import stressed

BOLD, AS_USUAL = "\x1b[1m", "\x1b[0m"


def test_headings_and_the_word_usage_are_bold_and_nothing_else() -> None:
    plain = "Usage: calfcoach due\n\n  What is due.\n\nOptions:\n  --json  One document."

    assert stressed(plain) == (
        f"{BOLD}Usage:{AS_USUAL} calfcoach due\n\n  What is due.\n\n"
        f"{BOLD}Options:{AS_USUAL}\n  --json  One document."
    )


@pytest.mark.parametrize("line", ["", "run", "plan", "plan show", "history edit"])
def test_help_with_colour_has_the_words_of_help_without(line: str) -> None:
    plain = run(*line.split(), "--help")
    bold = run(*line.split(), "--help", "--color", "always")

    assert (bold.code, bold.err) == (0, "")
    assert bold.out == stressed(plain.out)
    assert bold.out.replace(BOLD, "").replace(AS_USUAL, "") == plain.out


@pytest.mark.parametrize("room", [40, 60, 80])
def test_help_is_folded_to_the_width_that_there_is(room: int) -> None:
    ran = run("show", "--help", COLUMNS=str(room))

    assert max(map(len, ran.out.splitlines())) <= room
    assert "--level start|default|advanced" in ran.out


def test_help_grows_no_wider_than_can_be_read() -> None:
    assert run("run", "--help", COLUMNS="200").out == run("run", "--help", COLUMNS="80").out


def test_all_commands_stand_under_their_headings_with_colour_too() -> None:
    lines = run("--help", "--color", "always").out.splitlines()

    at = lines.index(f"{BOLD}Every day:{AS_USUAL}")
    assert lines[at + 1] == "  run    Guide a session."
