"""The warnings of `show` in each of its forms; `run` says nothing of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Result
from processes import run

from calfcoach.cli.drawing import Pen
from calfcoach.cli.routine_table import routine_table
from calfcoach.files.catalog import Catalog
from calfcoach.files.folders import find_folders
from calfcoach.timeline import Options, compile_routine

COLD = """
title = "Cold start"
[[step]]
exercise = "wall-calf-stretch"
hold = "1s"
sides = "left"
prepare = "0s"
"""
FIRST = "Step 1, Wall calf stretch, knee straight, comes without a warm-up."
THEN = "A minute of easy marching before it will do."


@pytest.fixture
def cold(home: Path) -> Path:
    path = home / "routines" / "brisk.toml"
    path.parent.mkdir(parents=True)
    path.write_text(COLD, encoding="utf-8")
    return path


@pytest.mark.usefixtures("cold")
def test_a_routine_without_a_warm_up_is_shown_with_a_warning(calf: Callable[..., Result]) -> None:
    result = calf("show", "brisk")
    assert f"warning  {FIRST} {THEN}" in result.out.splitlines()
    assert (result.code, result.err) == (0, "")


@pytest.mark.usefixtures("cold")
def test_the_warning_is_two_sentences_for_a_screen_reader(calf: Callable[..., Result]) -> None:
    lines = calf("show", "brisk", "--accessible").out.splitlines()
    assert lines[lines.index(FIRST) + 1] == THEN


@pytest.mark.usefixtures("cold")
def test_the_warning_stands_in_the_json(calf: Callable[..., Result]) -> None:
    assert json.loads(calf("show", "brisk", "--json").out)["warnings"] == [f"{FIRST} {THEN}"]
    assert json.loads(calf("show", "daily", "--json").out)["warnings"] == []


@pytest.mark.usefixtures("cold")
def test_the_warning_stands_on_a_terminal(home: Path) -> None:
    routine = Catalog(find_folders({"CALFCOACH_HOME": str(home)})).routine("brisk")
    drawn = routine_table(compile_routine(routine), Options(), None, Pen(room=120, color=False))
    text = " ".join(" ".join(drawn).split())
    assert f"warning {FIRST} {THEN}" in text


def test_warm_up_false_says_that_it_is_meant(calf: Callable[..., Result], cold: Path) -> None:
    cold.write_text(f"warm_up = false\n{COLD}", encoding="utf-8")
    assert "warning" not in calf("show", "brisk").out


@pytest.mark.usefixtures("cold")
def test_run_neither_asks_nor_says_it(home: Path) -> None:
    result = run("run", "brisk", "--yes", "--speed", "100", CALFCOACH_HOME=str(home))
    assert result.code == 0
    assert "warm" not in result.out + result.err
