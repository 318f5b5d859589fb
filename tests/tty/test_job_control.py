"""The session as a job of a shell: put aside, sent into the background, brought back."""

from __future__ import annotations

import shlex
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from processes import LONG_HOLD, SLOW_REP, agree, command, only_session, routine_file
from viewer import Viewer, viewer

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


def test_in_the_background_the_keys_are_the_shells_until_it_is_brought_back(
    home: Path, tmp_path: Path
) -> None:
    with shell() as one:
        path = routine_file(tmp_path, LONG_HOLD)
        one.types(line("run", path, "--mute", "--plain").replace("\n", " &\n"))
        one.watches_for("Start. Lean, left leg")
        one.types("echo w n q reached the shell\n")
        one.watches_for("w n q reached the shell")
        one.types("jobs\n")
        one.watches_for("Running")
        one.types("fg\n")
        one.answers("w", "to go.")
        one.types("\x03")
        one.watches_for("Stopped.")
        one.types("echo code $?\n")
        one.watches_for("code 130")


def test_a_session_that_ends_in_the_background_is_saved_and_asks_nothing(
    home: Path, tmp_path: Path
) -> None:
    with shell() as one:
        path = routine_file(tmp_path, SLOW_REP)
        one.types(line("run", path, "--mute", "--plain").replace("\n", " &\n"))
        one.watches_for("Saved.")
        one.types("wait %1; echo code $?\n")
        one.watches_for("code 0")
        assert "How tight" not in one.screen
    assert only_session(home).status is Status.COMPLETED


def test_stopped_and_continued_from_outside_it_takes_the_terminal_over_again(
    tmp_path: Path,
) -> None:
    with viewer("run", routine_file(tmp_path, LONG_HOLD), "--mute") as one:
        one.watches_for("LEFT leg", "space pause")
        ours = one.settings_now()
        one.sends(signal.SIGSTOP)
        one.sees_it_stand()
        one.sets(one.settings)
        one.sends(signal.SIGCONT)
        one.watches_until(lambda _: one.screen.count("\x1b[?1049h") == 2)
        one.watches_for("LEFT leg", "space pause")
        assert one.settings_now() == ours
