"""A plan that stands still, goes on and ends; the file and its versions."""

from __future__ import annotations

import resource
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from processes import local_today, run
from standing_plans import day, filed, made, stand, today, whys

from calfcoach.frozen import replace
from calfcoach.plan.model import PlanPause, PlanState
from calfcoach.store import History

Calf = Callable[..., Any]
NO_PLAN = "error: there is no plan\n  hint: `calfcoach plan start` begins one\n"


def written(day: date) -> str:
    year = "" if day.year == today().year else f" {day.year}"
    return f"{day:%a} {day.day} {day:%b}{year}"


def rest(home: Path, first: int, last: int, reason: str = "rest") -> None:
    """Days kept free, given as days ago."""
    with History.open(home / "history.db") as history:
        history.rest(day(first).isoformat(), day(last).isoformat(), reason, at=datetime.now(UTC))


def test_without_a_plan_there_is_nothing_to_stop(calf: Calf) -> None:
    for word in ("pause", "resume", "stop", "why", "review"):
        result = calf("plan", word)
        assert (result.code, result.out, result.err) == (1, "", NO_PLAN)


def test_an_open_pause_keeps_the_day_that_waits(calf: Calf, home: Path) -> None:
    stand(home, made(days_ago=8), days_ago=8)

    result = calf("plan", "pause")

    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "The plan stands still from today on. Day 9 waits.\n"
        "To let it go on earlier, type calfcoach plan resume.\n"
        "To take this back, type calfcoach undo.\n"
    )
    assert filed(home).state is PlanState.PAUSED
    assert filed(home).pauses == (PlanPause(from_day=today()),)
    assert whys(home) == ["start", "pause"]


def test_a_pause_with_an_end_says_when_it_goes_on(calf: Calf, home: Path) -> None:
    stand(home, made(days_ago=8), days_ago=8)
    last = today() + timedelta(5)

    result = calf("plan", "pause", "--until", last.isoformat())

    assert result.out.splitlines()[:2] == [
        f"The plan stands still until {written(last)}.",
        f"From {written(last + timedelta(1))} it goes on with day 9.",
    ]
    assert filed(home).pauses == (PlanPause(from_day=today(), until_day=last),)


def test_a_pause_gets_another_end_and_is_not_asked_for_twice(calf: Calf, home: Path) -> None:
    stand(home, made(days_ago=8), days_ago=8)
    calf("plan", "pause")

    again = calf("plan", "pause")
    ended = calf("plan", "pause", "--until", "tomorrow")

    assert (again.code, again.err) == (
        1,
        "error: the plan stands still already\n  hint: `calfcoach plan resume` lets it go on\n",
    )
    assert ended.code == 0
    assert filed(home).pauses == (PlanPause(from_day=today(), until_day=today() + timedelta(1)),)
    assert filed(home).state is PlanState.ACTIVE


def test_a_day_that_is_over_or_years_away_is_refused(calf: Calf, home: Path) -> None:
    stand(home, made())

    assert calf("plan", "pause", "--until", "2020-11-17").err == (
        "error: `--until` lies in the past: 2020-11-17\n"
        "  hint: the last day of a pause is today or later\n"
    )
    assert calf("plan", "pause", "--until", "2999-01-01").err == (
        "error: `--until` is more than a year away: 2999-01-01\n"
        "  hint: write a nearer day; without --until the pause is open\n"
    )
    assert calf("plan", "pause", "--until", "soon").code == 2
    assert filed(home).pauses == ()


def test_it_goes_on_with_the_day_that_waited(calf: Calf, home: Path) -> None:
    paused = replace(made(days_ago=8), state=PlanState.PAUSED, pauses=(PlanPause(from_day=day(4)),))
    stand(home, paused, "pause", days_ago=4)

    result = calf("plan", "resume")

    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "The plan goes on today with day 5 of 28.\n"
        "After a pause of 4 days the plan stays at its lowest step: starter.\n"
        "To take this back, type calfcoach undo.\n"
    )
    assert filed(home).pauses == (PlanPause(from_day=day(4), until_day=day(1)),)
    assert filed(home).state is PlanState.ACTIVE


def test_a_pause_that_began_today_leaves_no_trace_when_it_ends(calf: Calf, home: Path) -> None:
    before = stand(home, made(days_ago=8), days_ago=8)
    calf("plan", "pause", "--until", "tomorrow")

    assert calf("plan", "resume").out.splitlines()[0] == "The plan goes on today with day 9 of 28."
    assert filed(home) == before


def test_what_does_not_stand_still_cannot_go_on(calf: Calf, home: Path) -> None:
    stand(home, made())

    result = calf("plan", "resume")

    assert (result.code, result.out) == (1, "")
    assert result.err == (
        "error: the plan does not stand still\n  hint: `calfcoach plan pause` lets it stand still\n"
    )


def test_a_rest_is_ended_as_a_rest(calf: Calf, home: Path) -> None:
    stand(home, made(days_ago=8), days_ago=8)
    rest(home, 1, -3)

    result = calf("plan", "resume")

    assert (result.code, result.out) == (1, "")
    assert result.err == (
        "error: a rest keeps the plan still\n  hint: `calfcoach rest end` ends the rest\n"
    )


def test_the_pause_of_a_rest_is_never_written_into_the_file(calf: Calf, home: Path) -> None:
    stand(home, made(days_ago=8), days_ago=8)
    rest(home, 1, -3, "flare")

    calf("plan", "pause")

    assert [pause.reason for pause in filed(home).pauses] == [""]


def test_a_stopped_plan_is_gone_until_it_is_taken_back(calf: Calf, home: Path) -> None:
    stand(home, made(days_ago=8), days_ago=8)

    result = calf("plan", "stop")

    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "The plan has ended on day 9 of 28.\n"
        "Sessions and measurements stay in the history.\n"
        "To take this back, type calfcoach undo.\n"
    )
    assert filed(home).state is PlanState.STOPPED
    assert calf("plan", "stop").err == NO_PLAN
    assert calf("undo").out == "Took back: the end of the plan, today.\n"
    assert filed(home) == made(days_ago=8)


def test_what_was_edited_by_hand_is_a_version_before_it_is_written_over(
    calf: Calf, home: Path
) -> None:
    stand(home, made(days_ago=8), days_ago=8)
    path = home / "plan.toml"
    path.write_text(path.read_text() + "\n# mine\n")

    calf("plan", "pause")

    assert whys(home) == ["start", "edit", "pause"]
    calf("undo")
    assert path.read_text().endswith("\n# mine\n")


def test_for_ears_days_have_their_whole_names(calf: Calf, home: Path) -> None:
    stand(home, made(days_ago=8), days_ago=8)
    last = date.fromisoformat(local_today()) + timedelta(5)

    result = calf("plan", "pause", "--until", last.isoformat(), "--accessible")

    assert f"until {last:%A} {last.day} {last:%B}" in result.out
    assert "`" not in result.out


def test_a_plan_that_asks_for_nothing_cannot_stand_still(calf: Calf, home: Path) -> None:
    stand(home, made(days_ago=28), days_ago=28)
    assert calf("plan", "pause").err == (
        "error: all days of the plan are over\n  hint: `calfcoach plan why` says what may follow\n"
    )

    stand(home, made(days_ago=-7))
    assert calf("plan", "pause", "--until", "tomorrow").err == (
        "error: the plan has not begun\n  hint: `calfcoach plan stop` ends it, or change `began`\n"
    )
    assert calf("plan", "stop").out.splitlines()[0] == "The plan has ended."


def test_a_plan_that_was_paused_by_hand_goes_on_too(calf: Calf, home: Path) -> None:
    stand(home, replace(made(days_ago=8), state=PlanState.PAUSED), days_ago=8)

    assert calf("plan", "resume").out.splitlines()[0] == "The plan goes on today with day 9 of 28."
    assert filed(home).state is PlanState.ACTIVE


def test_a_full_disk_is_told_and_leaves_the_plan_as_it_was(calf: Calf, home: Path) -> None:
    before = stand(home, made(days_ago=8), days_ago=8)

    result = run(
        "plan",
        "pause",
        before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1, 1)),
        CALFCOACH_HOME=str(home),
    )

    assert result.code == 1
    assert result.out == ""
    assert filed(home) == before
    assert calf("plan", "pause").code == 0
