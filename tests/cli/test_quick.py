"""The quick lines say and do exactly what Typer makes of them: each is typed in both ways."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Result
from processes import REP, routine_file, run

LINES: tuple[list[str], ...] = (
    [],
    ["list"],
    ["exercises"],
    ["history"],
    ["plan"],
    ["plan", "show"],
    ["measure"],
    ["measure", "show"],
    ["stats"],
    ["show", "daily"],
    ["show", "heel-raise"],
    ["show", "no-such-thing"],
    ["screen"],
    ["screen", "show"],
    ["screen", "clear"],
    ["ctl", "status"],
    ["ctl", "pause", "--json"],
    ["due"],
    ["due", "--json"],
)
TYPER = ("--color", "auto")  # changes nothing, and is an option, so that it is Typer's line


@pytest.mark.parametrize("line", LINES, ids=" ".join)
@pytest.mark.parametrize("accessible", ["0", "1"])
def test_a_quick_line_says_what_typer_makes_of_it(
    calf: Callable[..., Result],
    monkeypatch: pytest.MonkeyPatch,
    line: list[str],
    accessible: str,
) -> None:
    monkeypatch.setenv("ACCESSIBLE", accessible)
    assert calf(*line) == calf(*line, *TYPER)


def test_a_quick_run_is_the_run_that_typer_starts(tmp_path: Path) -> None:
    path = routine_file(tmp_path, REP)
    quick = run("run", path, "--yes", "--plain")
    assert quick == run("run", path, "--yes", "--plain", *TYPER)
    assert quick.code == 0


@pytest.mark.parametrize(
    "line",
    [
        ["run", "daily", "desk"],
        ["run", "--nonsense"],
        ["list", "x"],
        ["show"],
        ["ctl"],
        ["ctl", "x"],
    ],
    ids=" ".join,
)
def test_a_mistake_is_left_to_typer(calf: Callable[..., Result], line: list[str]) -> None:
    assert calf(*line).code == 2


def test_a_setting_that_is_wrong_is_told_in_both_ways(
    calf: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CALFCOACH_LEVEL", "loud")
    told = calf("list")
    assert "CALFCOACH_LEVEL" in told.err
    assert told == calf("list", *TYPER)
