from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import Result
from processes import PATIENCE_S, Ran, command, ended, run, start

from calfcoach import __version__
from calfcoach.cli.surroundings import talk, tell_json

EVERY_KIND = [
    ("--version",),
    ("--help",),
    ("list", "--help"),
    ("list",),
    ("exercises", "--json"),
    ("list", "--accessible"),
    ("run", "--speed", "0"),  # its error goes to stderr: stdout is not even needed
]
PRINTING = EVERY_KIND[:-1]
needs_full = pytest.mark.skipif(
    not Path("/dev/full").exists(), reason="only Linux has a full device"
)


@contextmanager
def full_disk() -> Iterator[int]:
    descriptor = os.open("/dev/full", os.O_WRONLY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


@contextmanager
def left_pipe() -> Iterator[int]:
    """A pipe whose reader has gone before anything is written."""
    reader, writer = os.pipe()
    os.close(reader)
    try:
        yield writer
    finally:
        os.close(writer)


def broken_settings(home: Path) -> None:
    home.mkdir()
    (home / "config.toml").write_text('level = "hard"\nvolum = 3\n', encoding="utf-8")


# --------------------------------------------------------------- an output that fails


@needs_full
@pytest.mark.parametrize("arguments", PRINTING, ids=" ".join)
def test_a_full_disk_under_the_output_is_said_and_no_bug(
    home: Path, arguments: tuple[str, ...]
) -> None:
    with full_disk() as full:
        assert ended(start(*arguments, stdout=full)) == Ran(
            code=1,
            out="",
            err="error: the output cannot be written: no space left on device\n",
        )
    assert not (home / "state").exists()


@needs_full
def test_a_full_disk_is_said_also_where_output_is_not_buffered() -> None:
    with full_disk() as full:
        ran = ended(start("list", stdout=full, environ={"PYTHONUNBUFFERED": "1"}))
    assert ran.code == 1
    assert ran.err == "error: the output cannot be written: no space left on device\n"


@pytest.mark.parametrize("arguments", PRINTING, ids=" ".join)
def test_a_reader_who_has_left_ends_every_command_quietly(arguments: tuple[str, ...]) -> None:
    with left_pipe() as writer:
        assert ended(start(*arguments, stdout=writer)) == Ran(code=0, out="", err="")


@pytest.mark.parametrize("arguments", [("list",), ("list", "--goal", "nonsense")], ids=" ".join)
def test_talk_that_nobody_can_read_changes_nothing(home: Path, arguments: tuple[str, ...]) -> None:
    broken_settings(home)
    heard = run(*arguments)
    assert heard.err.startswith("warning: ")
    with left_pipe() as writer:
        unheard = subprocess.run(
            command(*arguments),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=writer,
            timeout=PATIENCE_S,
            check=False,
        )
    assert (unheard.returncode, unheard.stdout.decode()) == (heard.code, heard.out)


@pytest.mark.parametrize("arguments", EVERY_KIND, ids=" ".join)
def test_closed_streams_are_no_obstacle(arguments: tuple[str, ...]) -> None:
    ran = run(*arguments, before=lambda: os.closerange(1, 3))
    assert ran.code == (2 if "0" in arguments else 0)


def test_the_version_is_told_without_importing_anything_for_it() -> None:
    program = (
        "import sys; from calfcoach.__main__ import guarded; code = guarded(['--version'])\n"
        "print(code, sorted(name for name in sys.modules if name.startswith('calfcoach.')))\n"
        "print('typing' in sys.modules)"
    )
    told = subprocess.run(
        [sys.executable, "-I", "-c", program], capture_output=True, text=True, check=True
    )
    assert told.stdout == f"calfcoach {__version__}\n0 ['calfcoach.__main__']\nFalse\n"


# ------------------------------------------------------------------- text of others


def test_a_line_to_the_person_steers_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    talk("caf\x1b[2J\x9b1m\u202e\nsee")
    talk()
    assert capsys.readouterr().err == "cafU+001B[2JU+009B1mU+202EU+000Asee\n\n"


def test_json_steers_no_terminal_and_means_what_it_did(capsys: pytest.CaptureFixture[str]) -> None:
    text = "détente \x1b \x7f \x9b \u2028 \u202e \u2066 \udce9"
    tell_json("list", {"title": text})
    out = capsys.readouterr().out
    escaped = r"détente \u001b \u007f \u009b \u2028 \u202e \u2066 \udce9"
    assert out == f'{{\n  "schema": "calfcoach.list/1",\n  "title": "{escaped}"\n}}\n'
    assert json.loads(out)["title"] == text


# ------------------------------------------------------------------------------ colour


def test_help_in_a_pipe_has_colour_only_where_it_is_asked_for() -> None:
    assert "\x1b" not in run("--help").out
    assert "\x1b" not in run("--help", "--color", "auto").out
    for asked in (run("--help", "--color", "always"), run("--help", FORCE_COLOR="1")):
        assert (asked.code, asked.err) == (0, "")
        assert "\x1b[1" in asked.out
        assert "Guide a session." in asked.out
    assert "\x1b[" in run("show", "--help", "--color", "always", NO_COLOR="1", TERM="dumb").out


def test_never_and_the_accessible_form_win_over_every_wish_for_colour() -> None:
    for ran in (
        run("--help", "--color", "never", FORCE_COLOR="1"),
        run("--help", NO_COLOR="1", FORCE_COLOR="1"),
        run("--help", "--accessible", "--color", "always"),
        run("--help", ACCESSIBLE="1", FORCE_COLOR="1"),
    ):
        assert (ran.code, ran.err) == (0, "")
        assert "\x1b" not in ran.out
        assert "Guide a session." in ran.out


def test_the_option_for_colour_changes_no_result(calf: Callable[..., Result]) -> None:
    assert calf("list", "--color", "never") == calf("list") == calf("list", "--color=always")
