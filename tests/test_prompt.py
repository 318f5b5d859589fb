from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator

import pytest

from calfcoach.drivers.prompt import DROPPED_S, ask


@pytest.fixture
def keyboard(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Where to type: the other end of the pipe that stdin now is."""
    reading, typing = os.pipe()
    with os.fdopen(reading) as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        yield typing
    os.close(typing)


def test_a_question_is_answered_with_a_line_of_whatever_bytes(
    keyboard: int, capsys: pytest.CaptureFixture[str]
) -> None:
    os.write(keyboard, b"  Resume\xff\x1b[A \n")
    assert ask("One thing.", "Another.") == "resume\ufffd\x1b[a"
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "One thing.\nAnother.\n")


def test_a_question_steers_no_terminal(keyboard: int, capsys: pytest.CaptureFixture[str]) -> None:
    os.write(keyboard, b"\n")
    ask("Calm\x1b]0;\x07 \u202edown: a session broke off.")
    assert capsys.readouterr().err == "CalmU+001B]0;U+0007 U+202Edown: a session broke off.\n"


def test_a_question_that_nobody_answers_ends_when_its_patience_is_over(keyboard: int) -> None:
    began = time.monotonic()
    assert ask("Anybody?", patience_s=0.1) is None
    assert DROPPED_S + 0.1 <= time.monotonic() - began < 5.0


def test_the_end_of_the_input_is_no_answer(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with open(os.devnull) as nothing:  # noqa: PTH123  # a path object has no descriptor
        monkeypatch.setattr(sys, "stdin", nothing)
        assert ask("Anybody?") is None


def test_an_empty_line_is_an_answer(keyboard: int) -> None:
    os.write(keyboard, b"\n")
    assert ask("Enter?") == ""
