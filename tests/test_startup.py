"""Start-up by design: what each line imports, and that a reader may leave at any time."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import pytest
import typer
from past_sessions import keep
from planned import begin_plan
from processes import PATIENCE_S

from calfcoach import __version__
from calfcoach.cli.lazy import COMMANDS, LazyCommand, load

HEAVY = ("asyncio", "dataclasses", "pydantic", "rich", "typer")
# Runs the program as it is typed, and says on stderr which of the modules it has brought in.
_WRAPPED = rf"""
import atexit, os, sys
heavy = {HEAVY!r}
@atexit.register
def tell():
    os.write(2, b"\n" + " ".join(name for name in heavy if name in sys.modules).encode())
from calfcoach.__main__ import main
main()
"""

# A quarter of a bare interpreter, for what only the type checker reads.
UNTYPED = ("", "due", "list", "log daily --minutes 10", "plan show", "plan why", "rest", "undo")
# What `due` and `history` do without, which are made anew for a prompt every other minute.
NOT_FOR_A_PROMPT = ("contextlib", "enum", "json", "pathlib", "re", "tomli", "typing")

QUICK: tuple[tuple[str, ...], ...] = (
    (),
    ("--json",),
    ("--version",),
    ("history",),
    ("history", "--json"),
    ("history", "--csv"),
    ("history", "show"),
    ("list",),
    ("list", "--json"),
    ("list", "--max", "10m"),
    ("exercises",),
    ("exercises", "--json"),
    ("show", "daily"),
    ("show", "daily", "--json"),
    ("show", "wall-calf-stretch"),
    ("due",),
    ("due", "--json"),
    ("plan",),
    ("plan", "show"),
    ("plan", "show", "--json"),
    ("measure",),
    ("measure", "show"),
    ("measure", "show", "--json"),
    ("measure", "show", "knee-to-wall"),
    ("plan", "review"),
    ("plan", "why"),
    ("plan", "stop"),
    ("undo",),
    ("check", "--moved"),
    ("routine", "check"),
    ("routine", "path"),
    ("doctor",),
    ("stats",),
    ("stats", "--json"),
    ("screen", "show"),
    ("screen", "show", "--json"),
    ("learn",),
    ("learn", "night-cramps"),
    ("remind",),
    ("remind", "show"),
    ("find", "tight", "calves"),
    ("completion", "bash"),
    ("__complete", "routines"),
    ("__complete", "entries"),
    ("__complete", "sessions"),
)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_can_be_imported_by_its_name(command: LazyCommand) -> None:
    assert isinstance(import_module(f"calfcoach.cli.{command.module}").app, typer.Typer)
    assert load(command).name == command.name


def test_every_module_with_a_command_is_named_once() -> None:
    folder = Path(import_module("calfcoach.cli").__path__[0])
    holding = {
        path.stem
        for path in folder.glob("*.py")
        if "\napp = typer.Typer(" in path.read_text(encoding="utf-8")
    }
    named = [command.module for command in COMMANDS]
    assert sorted(named) == sorted(holding - {"app"})


def brought_in(names: tuple[str, ...], line: Sequence[str]) -> tuple[str, int, str]:
    """Which of these modules a line brings in, its exit code, and what it said on stderr."""
    ran = subprocess.run(
        [sys.executable, "-c", _WRAPPED.replace(repr(HEAVY), repr(names)), *line],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    told, loaded = ran.stderr.rsplit("\n", 1)
    return loaded, ran.returncode, told


@pytest.mark.parametrize("line", QUICK, ids=" ".join)
def test_a_quick_line_imports_nothing_heavy(home: Path, line: tuple[str, ...]) -> None:
    keep(home)
    loaded, code, told = brought_in(HEAVY, line)
    assert (loaded, code in (0, 1, 10)) == ("", True), told


@pytest.mark.parametrize("line", UNTYPED)
def test_a_line_of_every_day_does_not_import_typing(home: Path, line: str) -> None:
    keep(home)
    begin_plan(home)
    loaded, code, told = brought_in(("typing",), line.split())
    assert (loaded, code in (0, 10)) == ("", True), told


@pytest.mark.parametrize("line", ["due", "history"])
def test_a_prompt_is_answered_without_what_only_rare_cases_need(home: Path, line: str) -> None:
    keep(home)
    begin_plan(home)
    (home / "config.toml").write_text('level = "start" # for now\nsound = "off"\n')
    loaded, code, told = brought_in(NOT_FOR_A_PROMPT, [line])
    assert (loaded, code in (0, 10)) == ("", True), told


def test_who_only_looks_needs_nothing_that_mends(home: Path) -> None:
    keep(home)
    begin_plan(home)
    loaded, code, told = brought_in(("pathlib", "signal", "shutil"), ["doctor"])
    assert (loaded, code) == ("", 0), told


def test_the_version_is_a_constant_of_the_package() -> None:
    text = Path(import_module("calfcoach").__file__ or "").read_text(encoding="utf-8")
    assert f'__version__ = "{__version__}"\n' in text


@pytest.mark.parametrize("line", ["history", "history --json", "list", "exercises", "show daily"])
def test_a_reader_that_has_seen_enough_is_no_error(home: Path, line: str) -> None:
    many = 60 if line.startswith("history") else 1
    for _ in range(many):
        keep(home, note="n" * 2000)
    pipe = f'"$0" -m calfcoach {line} | head -1'
    ended = subprocess.run(
        ["bash", "-c", f"{pipe}; echo ${{PIPESTATUS[@]}}", sys.executable],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert (ended.stdout.splitlines()[1:], ended.stderr) == (["0 0"], "")


def test_a_reader_that_is_gone_before_the_first_line_is_no_error(home: Path) -> None:
    keep(home)
    reading, writing = os.pipe()
    os.close(reading)
    ran = subprocess.run(
        [sys.executable, "-m", "calfcoach", "history"],
        stdin=subprocess.DEVNULL,
        stdout=writing,
        stderr=subprocess.PIPE,
        timeout=PATIENCE_S,
        check=False,
    )
    os.close(writing)
    assert (ran.returncode, ran.stderr) == (0, b"")
