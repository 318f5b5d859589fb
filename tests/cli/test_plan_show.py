"""`calfcoach plan` and `plan show`: what was done, as rows, sentences and JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from processes import run
from standing_plans import day, lived, made, stand, today

from calfcoach.frozen import replace
from calfcoach.plan.model import PlanGoal
from calfcoach.store import History

Calf = Callable[..., Any]


def rested(home: Path, first: int, last: int, reason: str = "rest") -> None:
    with History.open(home / "history.db") as history:
        history.rest(day(first).isoformat(), day(last).isoformat(), reason, at=datetime.now(UTC))


def month(home: Path) -> None:
    """A plan on its ninth day: a day missed, a day of rest, the second stage since yesterday."""
    plan = stand(home, made(days_ago=8), days_ago=8)
    lived(home, "starter", [8, 7, 5, 3, 2])
    rested(home, 4, 4)
    stand(home, replace(plan, stage_no=2, stage_since=day(1)), "accept", days_ago=1)
    lived(home, "daily", [1])


def written(one: date) -> str:
    return f"{one:%a} {one.day} {one:%b}" + ("" if one.year == today().year else f" {one.year}")


def test_without_a_plan_it_says_how_one_begins(calf: Calf) -> None:
    for typed in (["plan"], ["plan", "show"]):
        result = calf(*typed)
        assert (result.code, result.out) == (0, "")
        assert result.err == "no plan yet\n  hint: `calfcoach plan start` begins one\n"
    assert json.loads(calf("plan", "show", "--json").out) == {
        "schema": "calfcoach.plan/1",
        "plan": None,
        "weeks": [],
        "sources": [],
    }


def test_for_ears_no_sentence_begins_with_a_command(calf: Calf, home: Path) -> None:
    assert calf("plan", "--accessible").err.splitlines() == [
        "No plan yet.",
        "To begin one, type calfcoach plan start.",
    ]
    stand(home, made(days_ago=8), days_ago=8)
    said = calf("plan", "pause", "--accessible").out.splitlines()
    assert said[-2:] == [
        "To let it go on earlier, type calfcoach plan resume.",
        "To take this back, type calfcoach undo.",
    ]


def test_days_that_are_over_are_judged_by_the_plan_as_it_stood(calf: Calf, home: Path) -> None:
    month(home)

    result = calf("plan")

    names = " ".join(f"{day(8 - past):%a}"[:2] for past in range(7))
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "Looser calves, day 9 of 28 (base)\n"
        f"from {written(day(8))} to {written(day(8) + timedelta(27))}\n"
        "\n"
        f"        {names}\n"
        "week 1  x  x  .  x  r  x  x  5 of 6   starter\n"
        "week 2  x  ?                 1 of 1   base\n"
        "week 3                                build\n"
        "week 4                                consolidate\n"
        "\n"
        "x done   . not done   ? today, due   r rest\n"
        "\n"
        "now      daily, every day, 10 min 42 s\n"
        "then     build  daily, every day; strength, 2 days a week, instead of daily:\n"
        "         holds 30 s, heel raise 2 x 10\n"
        "         consolidate  daily, every day; strength, 2 days a week, instead of\n"
        "         daily: holds 30 s, 4 sets, heel raise 2 x 15\n"
        f"reviews  day 14, {written(day(-5))}\n"
        f"         day 28, {written(day(-19))}\n"
        "\n"
        "What it proposes, and why: calfcoach plan why\n"
    )


def test_a_day_that_is_not_over_misses_nothing(calf: Calf, home: Path) -> None:
    stand(home, made(days_ago=1), days_ago=1)
    lived(home, "starter", [1])

    weeks = json.loads(calf("plan", "show", "--json").out)["weeks"]

    assert [each["mark"] for each in weeks[0]["days"]][:3] == ["done", "due", "ahead"]


def test_a_flare_moves_the_end_of_the_plan(calf: Calf, home: Path) -> None:
    stand(home, made(days_ago=8), days_ago=8)
    rested(home, 3, 2, "flare")

    content = json.loads(calf("plan", "show", "--json").out)

    marks = [each["mark"] for week in content["weeks"] for each in week["days"]]
    assert marks[5:7] == ["rest", "rest"]
    assert content["plan"]["day_no"] == 7
    assert len(marks) == 30


def test_an_open_pause_shows_up_to_today(calf: Calf, home: Path) -> None:
    stand(home, made(days_ago=2), days_ago=2)
    calf("plan", "pause")

    result = calf("plan")

    assert result.out.startswith("Looser calves, paused before day 3 of 28 (starter)\nsince ")
    assert "week 1  .  .  p  0 of 2   starter\n" in result.out
    assert "reviews" not in result.out


def test_the_document_has_every_day_and_every_source(calf: Calf, home: Path) -> None:
    month(home)

    content = json.loads(calf("plan", "show", "--json").out)

    assert content["schema"] == "calfcoach.plan/1"
    assert content["plan"]["goal"] == "loosen"
    assert (content["plan"]["day_no"], content["plan"]["days"]) == (9, 28)
    assert (content["plan"]["stage_no"], content["plan"]["stage"]) == (2, "base")
    assert [len(week["days"]) for week in content["weeks"]] == [7, 7, 7, 7]
    assert content["weeks"][0]["days"][0]["items"] == [
        {"routine": "starter", "times": 1, "done": 1}
    ]
    assert {"claim", "cite", "mark", "mark_words"} == set(content["sources"][0])


def test_sources_follow_when_they_are_asked_for(calf: Calf, home: Path) -> None:
    stand(home, made())

    assert "\nSources:\n  improvement in 2 to 4 weeks" in calf("plan", "show", "--sources").out


def test_a_broken_file_is_told(calf: Calf, home: Path) -> None:
    stand(home, made())
    path = home / "plan.toml"
    path.write_text(path.read_text().replace('goal = "loosen"', 'goal = "loose"'))

    result = calf("plan")

    assert (result.code, result.out) == (1, "")
    assert "`goal` must be" in result.err
    assert f"--> {path}" in result.err


def test_a_name_in_the_file_can_steer_nothing(home: Path) -> None:
    plan = made()
    named = replace(plan.stages[0], name="[bold]a[/bold] stage of many words to fold")
    stand(home, replace(plan, stages=(named, *plan.stages[1:])))

    result = run("plan", "show", CALFCOACH_HOME=str(home))

    assert (result.code, result.err) == (0, "")
    assert "[bold]a[/bold] stage" in result.out
    assert "\x1b" not in result.out


def test_for_ears_it_is_sentences(calf: Calf, home: Path) -> None:
    month(home)

    lines = calf("plan", "--accessible").out.splitlines()

    missed = day(6)
    assert lines[0] == "Looser calves, day 9 of 28, base."
    assert lines[2] == "Week 1, starter, 5 of 6 days done."
    assert lines[3].startswith(f"Not done, {missed:%A} {missed.day} ")
    assert all(line.endswith(".") for line in lines)
    assert "Week 3, build, still to come." in lines
    assert (
        "Then build, daily, every day; strength, 2 days a week, instead of daily: "
        "holds 30 seconds, heel raise 2 sets of 10 reps." in lines
    )


def test_for_ears_coming_weeks_of_one_stage_are_one_sentence(calf: Calf, home: Path) -> None:
    stand(home, made(PlanGoal.ACHILLES))

    lines = calf("plan", "--accessible").out.splitlines()

    assert "Weeks 3 to 6, base, still to come." in lines
    assert (
        "Then base, achilles, 3 days a week: "
        "heel raise 3 sets of 12 reps, heel raise with bent knees 2 sets of 10 reps." in lines
    )


def test_a_plan_of_next_week_has_not_begun(calf: Calf, home: Path) -> None:
    stand(home, made(days_ago=-7))

    out = calf("plan").out

    assert out.startswith("Looser calves, 28 days that have not begun (starter)\nfrom ")
    assert "week 1                                starter\n" in out
