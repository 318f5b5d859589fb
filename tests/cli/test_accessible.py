"""The accessible form of help and errors: sentences, one a line."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Result

from calfcoach.cli.lazy import COMMANDS

ALL = [(), *((command.name,) for command in COMMANDS), ("history", "show"), ("config", "set")]


@pytest.mark.parametrize("words", ALL, ids=" ".join)
def test_help_is_sentences_without_columns(
    calf: Callable[..., Result], monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setenv("ACCESSIBLE", "1")
    helped = calf(*words, "--help")
    assert (helped.code, helped.err) == (0, "")
    lines = helped.out.splitlines()
    assert lines
    for line in lines:
        assert not re.search(r"  |[\[\]|`…]|^ ", line), line
        assert line.endswith((".", "?")), line


def test_help_names_every_command_and_option_once(calf: Callable[..., Result]) -> None:
    out = calf("run", "--accessible", "--help").out
    for option in ("--for", "--side", "--level", "--start-at", "--resume", "--manual", "--speed"):
        assert out.count(f"Option {option}") == 1
    assert "Option --side, then left or right. One leg only; steps with both stay." in out


def test_an_error_is_told_in_sentences(calf: Callable[..., Result], tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('title = "Mine"\n[[step]]\nexercise = "soleus-stretch"\nhold = "thirty"\n')
    told = calf("show", str(path), "--accessible")
    assert told.code == 1
    assert told.err.splitlines() == [
        'Error: hold must be a duration such as "30s", got "thirty".',
        f"In {path}, line 4, column 8, step 1 (soleus-stretch).",
        'The line is hold = "thirty".',
        'Durations look like "30s", "1m30s" or "1:30".',
    ]


def test_a_wrong_command_is_told_in_sentences(calf: Callable[..., Result]) -> None:
    told = calf("shw", "--accessible")
    assert told.code == 2
    assert told.err.splitlines() == [
        "Error: no such command 'shw'. Did you mean 'show'?",
        "calfcoach --help shows how.",
    ]


def test_json_before_another_command_is_refused(calf: Callable[..., Result]) -> None:
    told = calf("--json", "list")
    assert (told.code, told.out) == (2, "")
    assert told.err == (
        "error: `--json` here means the day, and `list` is another command\n"
        "  hint: write calfcoach list --json\n"
    )
