from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from processes import local_today
from store_samples import NOON

from calfcoach.store import History

Calf = Callable[..., Any]


def rests(home: Path) -> list[tuple[str, str, str]]:
    with History.read(home / "history.db") as history:
        return [(each.from_day, each.until_day, each.reason) for each in history.rests()]


def ahead(days: int) -> str:
    return (date.fromisoformat(local_today()) + timedelta(days=days)).isoformat()


def test_a_rest_without_a_day_is_for_today(calf: Calf, home: Path) -> None:
    result = calf("rest")

    assert (result.code, result.out, result.err) == (0, "Rest today.\n", "")
    assert rests(home) == [(local_today(), local_today(), "rest")]


def test_it_says_until_when(calf: Calf, home: Path) -> None:
    far = date.fromisoformat(ahead(9))
    result = calf("rest", "--until", far.isoformat(), "--reason", "travel")
    near = calf("rest", "--until", "tomorrow", "--reason", "flare")

    assert (result.code, result.err) == (0, "")
    assert result.out.startswith(f"Rest for travel until {far:%a} {far.day} ")
    assert near.out.startswith("Rest for a flare until tomorrow, ")
    assert rests(home) == [
        (local_today(), ahead(9), "travel"),
        (local_today(), ahead(1), "flare"),
    ]


def test_a_weekday_is_the_next_one(calf: Calf, home: Path) -> None:
    day = date.fromisoformat(local_today()) + timedelta(days=5)

    calf("rest", "--until", f"{day:%a}".lower())

    assert rests(home) == [(local_today(), day.isoformat(), "rest")]


def test_a_day_that_is_over_is_refused(calf: Calf, home: Path) -> None:
    result = calf("rest", "--until", "2020-11-17")

    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "error: `--until` lies in the past: 2020-11-17\n"
        "  hint: the last free day is today or later\n"
    )
    assert rests(home) == []


def test_a_day_years_away_is_refused(calf: Calf) -> None:
    result = calf("rest", "--until", "2999-01-01")

    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "error: `--until` is more than a year away: 2999-01-01\n"
        "  hint: write a nearer day; a rest can be made longer at any time\n"
    )


def test_what_is_no_day_and_what_is_no_reason_are_told(calf: Calf) -> None:
    assert calf("rest", "--until", "soon").err == (
        """error: `--until` must be a day such as today, yesterday, fri or 2026-11-20, got "soon"
  hint: write --until fri
"""
    )
    result = calf("rest", "--reason", "lazy")
    assert (result.code, result.out) == (2, "")
    assert "rest, flare, travel or ill" in result.err


def test_a_rest_is_ended_once(calf: Calf, home: Path) -> None:
    calf("rest", "--until", "tomorrow")

    result = calf("rest", "end")
    assert (result.code, result.err) == (0, "")
    assert result.out == "The rest has ended. Today counts again.\n"
    assert rests(home) == []
    again = calf("rest", "end")
    assert (again.code, again.out) == (1, "")
    assert again.err == (
        "error: no rest is under way\n  hint: `calfcoach rest --until fri` begins one\n"
    )


def test_a_rest_stands_in_the_history_on_its_day(calf: Calf, home: Path) -> None:
    calf("log", "desk", "--at", "2020-11-13 07:30")
    calf("log", "desk", "--at", "2020-11-17 07:30")
    with History.open(home / "history.db") as history:
        history.rest("2020-11-14", "2020-11-14", "travel", at=NOON)
        history.rest("2020-11-15", "2020-11-16", "rest", at=NOON)

    lines = calf("history").out.splitlines()
    assert [line.split("  ")[0] for line in lines[1:]] == [
        "Fri 13 Nov 2020 07:30",
        "Sat 14 Nov 2020",
        "Sun 15 Nov 2020",
        "Tue 17 Nov 2020 07:30",
    ]
    assert lines[2].endswith("  rest: travel")
    assert lines[3].endswith("  rest, until Mon 16 Nov 2020")
    assert calf("history", "--accessible").out.splitlines()[1:3] == [
        "Rest. Sunday 15 November 2020 to Monday 16 November 2020.",
        "Rest, travel. Saturday 14 November 2020.",
    ]
    told = json.loads(calf("history", "--json", "--day", "2020-11-16").out)["rests"]
    assert [(each["from_day"], each["until_day"], each["reason"]) for each in told] == [
        ("2020-11-15", "2020-11-16", "rest")
    ]
    assert len(calf("history", "--routine", "desk").out.splitlines()) == 3
