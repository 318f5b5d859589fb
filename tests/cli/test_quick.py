"""The quick lines say and do exactly what Typer makes of them: each is typed in both ways."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from conftest import Result
from past_sessions import keep
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
    ["due", "--notify"],
    ["--json"],
    ["list", "--json"],
    ["list", "--max", "10m", "--goal", "loosen", "--seated"],
    ["list", "--goal", "nonsense"],
    ["list", "--for", ""],
    ["exercises", "--json", "--no-equipment", "--kind", "stretch", "--muscle", "soleus"],
    ["show", "daily", "--json"],
    ["show", "--script", "daily"],
    ["show", "daily", "--sources"],
    ["show", "heel-raise", "--exercise"],
    ["show", ""],
    ["learn"],
    ["learn", "night", "cramps", "--sources"],
    ["learn", "--json", "no-such-card"],
    ["find", "tight", "calves"],
    ["find", "tight calves", "--json"],
    ["history", "--json"],
    ["history", "--all", "--csv"],
    ["history", "--json", "--csv"],
    ["history", "show"],
    ["history", "show", "last~1", "--json"],
    ["rest", "end"],
    ["stats", "--json", "--sources"],
    ["measure", "--json"],
    ["measure", "show", "knee-to-wall", "--sources"],
    ["measure", "show", "check"],
    ["measure", "show", ""],
    ["plan", "--json"],
    ["plan", "show", "--sources"],
    ["plan", "review", "--yes"],
    ["plan", "review", "--json"],
    ["plan", "why", "--sources"],
    ["plan", "pause", "--until", "fri"],
    ["plan", "resume"],
    ["plan", "stop"],
    ["screen", "show", "--json"],
    ["routine", "check"],
    ["routine", "check", "daily", "no-such", "--json"],
    ["routine", "path"],
    ["routine", "path", "daily"],
    ["config"],
    ["config", "list", "--json"],
    ["config", "get", "level"],
    ["config", "get", "nonsense"],
    ["config", "path"],
    ["remind"],
    ["remind", "show", "--json"],
    ["remind", "off"],
    ["undo"],
    ["undo", "--redo"],
    ["check", "--sources"],
    ["check", "--notify", "nonsense"],
    ["doctor", "--restore"],
    ["show", "daily", "--for", "6m", "--side", "left", "--level", "advanced"],
    ["show", "daily", "--level", "loud"],
    ["show", "daily", "--side", ""],
    ["history", "--week", "--routine", "daily", "--status", "completed"],
    ["history", "--from", "mon", "--to", "nonsense"],
    ["history", "--day", "today", "--deleted", "--json"],
    ["log", "no-such-routine"],
    ["log", "daily", "--minutes", "many"],
    ["rest", "--until", "nonsense"],
    ["rest", "--reason", "nonsense"],
    ["export", "--format", "csv", "--from", "mon"],
    ["export", "--schema"],
    ["export", "--format", "nonsense"],
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


_CHANGING = (
    "check",
    "due",
    "log",
    "rest",
    "screen",
    "undo",
)  # each line changes what the next says
_LEAST = ("pause", "resume", "stop", "why", "review")  # of `plan`


@pytest.mark.parametrize(
    "line",
    [line for line in LINES if not {*line[:1]} & {*_CHANGING} and not {*line[1:2]} & {*_LEAST}],
    ids=" ".join,
)
def test_so_it_does_where_there_is_much_to_say(
    calf: Callable[..., Result], home: Path, line: list[str]
) -> None:
    for days in range(3):
        keep(home, datetime.now(UTC) - timedelta(days=days), tightness=days, note="a note")
    assert calf("plan", "start", "loosen", "--yes").code == 0
    assert calf("measure", "knee-to-wall", "--left", "9,9,9", "--right", "8,8,8").code == 0
    assert calf(*line) == calf(*line, *TYPER)


def test_a_quick_run_is_the_run_that_typer_starts(tmp_path: Path) -> None:
    path = routine_file(tmp_path, REP)
    quick = run("run", path, "--yes", "--plain")
    assert quick == run("run", path, "--yes", "--plain", *TYPER)
    assert quick.code == 0


@pytest.mark.parametrize(
    "options",
    [
        ["--side", "left"],
        ["--level", "start", "--no-mute", "--mute"],
        ["--for", "10m"],
        ["--side", "both"],
        ["--level", "loud"],
        ["--for", "long"],
        ["--side", ""],
    ],
    ids=" ".join,
)
def test_options_of_a_quick_run_mean_what_typer_reads_of_them(
    tmp_path: Path, options: list[str]
) -> None:
    line = ["run", routine_file(tmp_path, REP), "--yes", "--plain", *options]
    quick = run(*line)
    assert quick == run(*line, *TYPER)
    assert quick.code in (0, 2)


@pytest.mark.parametrize(
    "line",
    [
        ["run", "daily", "--side"],
        ["run", "daily", "--level", "--yes"],
        ["run", "daily", "desk"],
        ["run", "--nonsense"],
        ["list", "x"],
        ["show"],
        ["ctl"],
        ["ctl", "x"],
        ["list", "--json", "x"],
        ["list", "--nonsense"],
        ["list", "--max"],
        ["find"],
        ["history", "x"],
        ["history", "show", "a", "b"],
        ["history show"],
        ["plan", "nonsense"],
        ["-x"],
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
