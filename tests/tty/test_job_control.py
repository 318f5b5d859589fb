"""The session as a job of a shell: put aside, sent into the background, brought back."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from processes import LONG_HOLD, agree, command, only_session, routine_file
from viewer import Viewer

from calfcoach.records import Status

pytestmark = pytest.mark.tty

PROMPT = "ready> "


@pytest.fixture(autouse=True)
def agreed(home: Path) -> None:
    agree(home)


@contextmanager
def shell(*, columns: int = 80, rows: int = 24) -> Iterator[Viewer]:
    """Somebody at the prompt of a shell with job control."""
    typed = ["bash", "--norc", "--noediting", "-i"]
    one = Viewer(typed, environ={"PS1": PROMPT}, columns=columns, rows=rows)
    try:
        one.watches_for(PROMPT.strip())
        yield one
    finally:
        one.is_gone()


def line(*arguments: str) -> str:
    return shlex.join(command(*arguments)) + "\n"


def test_put_aside_and_brought_back_it_is_paused_and_paints_again(tmp_path: Path) -> None:
    with shell() as one:
        one.types(line("run", routine_file(tmp_path, LONG_HOLD), "--mute"))
        one.watches_for("LEFT leg", "space pause")
        one.types("\x1a")
        one.watches_for("Stopped")
        assert not one.hides_cursor()
        one.types("echo at the prompt\n")
        one.watches_for("at the prompt")
        one.types("fg\n")
        one.watches_for("LEFT leg", "space go on")
        assert one.hides_cursor()
        one.types(" ")
        one.watches_for("LEFT leg", "space pause")


def test_in_the_background_it_neither_paints_nor_stops(home: Path, tmp_path: Path) -> None:
    with shell() as one:
        one.types("stty tostop\n")
        one.types(line("run", routine_file(tmp_path, LONG_HOLD), "--mute"))
        one.watches_for("LEFT leg", "space pause")
        one.types("\x1a")
        one.watches_for("Stopped")
        one.types("bg\n")
        one.waits(2)
        one.types("jobs; echo here\n")
        seen = one.watches_for("here", "Running")
        assert not any("LEFT leg" in each for each in seen)
        one.types("fg\n")
        one.watches_for("LEFT leg", "space go on")
        one.types(" ")
        one.watches_for("space pause")
        one.types("\x03")
        one.watches_for("stopped", "saved")
    assert only_session(home).status is Status.STOPPED


def test_started_in_the_background_it_waits_for_its_terminal(tmp_path: Path) -> None:
    with shell() as one:
        path = routine_file(tmp_path, LONG_HOLD)
        one.types(line("run", path, "--mute", "--yes").replace("\n", " &\n"))
        one.waits(2)
        one.types("jobs; echo here\n")
        seen = one.watches_for("here", "Running")
        assert not any("LEFT leg" in each for each in seen)
        one.types("fg\n")
        one.watches_for("LEFT leg", "space")
