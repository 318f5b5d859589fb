"""A flare that was only told, and the pauses of a plan: what shows them, and what comes after."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import past_sessions
from processes import agree, run
from standing_plans import day, filed, lived, made, stand, today, whys
from store_samples import work

from calfcoach.cli.standing import with_flares
from calfcoach.frozen import replace
from calfcoach.plan.model import Plan, PlanGoal
from calfcoach.plan.standing import IN_FLARE
from calfcoach.records import Status, WorkStatus
from calfcoach.store import History

Calf = Callable[..., Any]


def told(home: Path, answers: dict[int, str]) -> None:
    """Answers to the day's question, by days ago."""
    with History.open(home / "history.db") as history:
        for ago, answer in sorted(answers.items(), reverse=True):
            at = datetime.now(UTC) - timedelta(days=ago)
            history.save_day_answer(day(ago).isoformat(), answer, at=at)


def rest(home: Path, first: int, last: int, reason: str = "rest") -> None:
    with History.open(home / "history.db") as history:
        history.rest(day(first).isoformat(), day(last).isoformat(), reason, at=datetime.now(UTC))


def flares(home: Path) -> list[tuple[int, int]]:
    """The flares that were told, by days ago."""
    with History.read(home / "history.db") as history:
        found = with_flares(history, today(), day(30))
    assert {one.reason for one in found} <= {IN_FLARE}
    return [(_ago(one.from_day), _ago(one.until_day)) for one in found]


def _ago(local_day: str) -> int:
    return (today() - date.fromisoformat(local_day)).days


def in_base(days_ago: int = 9) -> Plan:
    return replace(made(days_ago=days_ago), stage_no=2, stage_since=day(days_ago - 2))


# ------------------------------------------------------------------ which days are those of one


def test_a_flare_lasts_from_the_day_it_was_told_to_the_day_before_it_was_better(home: Path) -> None:
    told(home, {8: "sore 7", 7: "sore 4", 6: "not asked", 5: "sore 2", 2: "sore 6", 0: "sore 5"})
    assert flares(home) == [(8, 6), (2, 0)]


def test_a_session_that_pain_ended_is_a_flare_until_the_next_answer(home: Path) -> None:
    hurt = work(why="pain calf sharp", status=WorkStatus.PART, pain=7)
    at = datetime.now(UTC) - timedelta(days=4)
    local = day(4).isoformat()
    past_sessions.keep(home, at, status=Status.STOPPED, local_day=local, rows=(hurt,))
    assert flares(home) == [(4, 0)]
    told(home, {2: "sore 4"})
    assert flares(home) == [(4, 3)]


def test_after_two_weeks_without_a_word_a_flare_is_over(home: Path) -> None:
    told(home, {20: "sore 9"})
    assert flares(home) == [(20, 7)]


def test_what_was_better_on_the_same_day_was_no_flare(home: Path) -> None:
    told(home, {3: "sore 8"})
    with History.open(home / "history.db") as history:
        history.save_day_answer(day(3).isoformat(), "usual", at=datetime.now(UTC))
    assert flares(home) == []


# ---------------------------------------------------------------------- what it does to a plan


def test_the_days_of_a_flare_are_paused_and_none_of_them_is_missed(calf: Calf, home: Path) -> None:
    stand(home, made(days_ago=5), days_ago=5)
    lived(home, "starter", [5, 4])
    told(home, {3: "sore 7", 1: "usual"})

    out = calf("plan", "show").out
    week = next(line for line in out.splitlines() if line.startswith("week 1"))

    assert week.split()[2:7] == ["x", "x", "p", "p", "."]
    assert out.startswith("Looser calves, day 4 of 28 (starter)\n")


def test_a_flare_of_today_keeps_the_gentle_routine_and_the_plan_still(
    calf: Calf, home: Path
) -> None:
    stand(home, made(days_ago=3), days_ago=3)
    told(home, {0: "sore 7"})

    assert calf("due").out == "due: flare\n"
    assert "paused before day 4 of 28" in calf("plan", "show").out
    assert calf("plan", "why").out.splitlines()[-1] == (
        "The plan stands still for a flare until the day's question is answered as usual; "
        "then it stays at its lowest step."
    )
    assert calf("plan", "resume").err == (
        "error: a flare keeps the plan still\n  hint: it goes on once the calves are as usual\n"
    )


STILL = (
    "The plan stands still for a flare until the day's question is answered as usual; "
    "then it goes on one step lower."
)


def test_in_a_told_flare_page_and_why_say_how_it_ends(calf: Calf, home: Path) -> None:
    stand(home, in_base(), days_ago=9)
    told(home, {0: "sore 7"})

    lines = calf().out.splitlines()
    assert lines[0].endswith(", paused before day 10 of 28 (base), flare")
    assert lines[1] == STILL
    assert calf("plan", "why").out.splitlines() == ["For now it stays at base.", STILL]
    assert STILL in calf("--accessible").out.splitlines()


def test_days_of_a_flare_are_not_due_in_the_statistics(calf: Calf, home: Path) -> None:
    stand(home, made(days_ago=6), days_ago=6)
    lived(home, "starter", [6, 5])
    before = due(calf)
    told(home, {4: "sore 7", 2: "usual"})

    assert due(calf) == before - 2


def due(calf: Calf) -> int:
    """Days of all weeks on which something was due."""
    return sum(week["days_due"] for week in json.loads(calf("stats", "--json").out)["weeks"])


# ------------------------------------------------------------------------------ and after it

LINE = "After a flare of 2 days the plan goes on one step lower: starter."


def test_after_a_flare_the_plan_goes_on_lower_by_itself_and_says_so(calf: Calf, home: Path) -> None:
    agree(home)
    stand(home, in_base(), days_ago=9)
    lived(home, "daily", [5, 4])
    told(home, {3: "sore 7", 1: "usual", 0: "usual"})

    assert calf("due").out == "due: starter\n"
    assert LINE in calf().out.splitlines()
    assert LINE in run("run", "--speed", "1000").err.splitlines()
    assert calf("plan", "show").out.splitlines()[0].endswith("(starter)")
    assert calf("plan", "why").out.splitlines()[:3] == [
        LINE,
        "The plan stood still in that time, and its days did not count.",
        "After 3 days or more, and after any flare, it begins again with less.",
    ]
    assert filed(home).stage_no == 2
    assert LINE in calf("--accessible").out.splitlines()


def test_it_is_said_until_a_session_was_done_on_a_day_since(calf: Calf, home: Path) -> None:
    agree(home)
    stand(home, in_base(), days_ago=9)
    told(home, {3: "sore 7", 1: "usual"})
    lived(home, "starter", [1])

    assert LINE not in calf().out
    assert LINE not in run("run", "--speed", "1000").err


def test_a_rest_in_the_first_stage_leaves_it_at_the_lowest(calf: Calf, home: Path) -> None:
    stand(home, made(days_ago=9), days_ago=9)
    rest(home, 5, 1)

    assert calf("plan", "why").out.splitlines() == [
        "After 5 days of rest the plan stays at its lowest step: starter.",
        "The plan stood still in that time, and its days did not count.",
        "There is no lower step, so nothing is lower now.",
        "The next look is after day 11 of the plan.",
    ]


def test_the_lower_step_is_written_with_the_next_version(calf: Calf, home: Path) -> None:
    stand(home, in_base(), days_ago=9)
    rest(home, 4, 2)

    calf("plan", "pause", "--until", "tomorrow")

    assert (filed(home).stage_no, filed(home).stage_since) == (1, day(1))
    assert whys(home) == ["start", "pause"]


def test_the_calendar_keeps_the_stage_of_each_day_of_before(calf: Calf, home: Path) -> None:
    stand(home, in_base(), days_ago=9)
    rest(home, 4, 2)

    days = [each for week in json.loads(calf("plan", "show", "--json").out)["weeks"]
            for each in week["days"]]  # fmt: skip
    stages = {each["day"]: each["stage"] for each in days}
    assert [stages[day(ago).isoformat()] for ago in (5, 1, 0)] == ["base", "starter", "starter"]


# -------------------------------------------------------------------------- steps and doses


def hurting(home: Path, ago: int, pain: int, routine: str = "daily") -> None:
    at = datetime.now(UTC) - timedelta(days=ago)
    kept = past_sessions.keep(home, at, routine_id=routine, local_day=day(ago).isoformat())
    with History.open(home / "history.db") as history:
        history.set_score(kept, "pain_after", pain, at=at)


def test_before_a_session_pain_above_five_is_told_with_the_step_back(home: Path) -> None:
    agree(home)
    stand(home, in_base(), days_ago=9)
    hurting(home, 1, 6)

    assert (
        "The worst pain was 6 of 10. Above 5 is too much. "
        "A step back is proposed: type calf plan why."
    ) in run("run", "daily", "--speed", "1000").err.splitlines()


def test_a_step_that_is_taken_after_the_days_session_begins_tomorrow(
    calf: Calf, home: Path
) -> None:
    agree(home)
    stand(home, in_base(), days_ago=9)
    hurting(home, 0, 6)

    taken = calf("plan", "why", "--yes").out.splitlines()

    assert taken[-2].startswith("From tomorrow on: starter, every day, ")
    assert filed(home).stage_since == today() + timedelta(1)
    shown = calf("plan", "show").out
    assert shown.splitlines()[0].endswith("(base)")
    assert "\nfrom tomorrow  starter\n" in shown
    assert calf().out.splitlines()[1] == "from tomorrow  starter"
    assert (
        "Doses of the plan, base: holds 25 s, heel raise 8 reps."
        in run("run", "daily", "--speed", "1000").err.splitlines()
    )
    for typed in (["plan"], []):
        told = run(*typed, ACCESSIBLE="1").out.splitlines()
        assert "From tomorrow, starter." in told


def test_a_harder_raise_is_told_with_its_sets_reps_and_tempo(calf: Calf, home: Path) -> None:
    plan = made(PlanGoal.ACHILLES, days_ago=7)
    stand(home, plan, days_ago=7)
    for ago in (7, 5, 3):
        raises = past_sessions.raises(exercise_id="heel-raise-slow", reps_left=5)
        rows = (*past_sessions.stretches(), raises)
        at = datetime.now(UTC) - timedelta(days=ago)
        local = day(ago).isoformat()
        past_sessions.keep(home, at, routine_id="achilles", local_day=local, rows=rows)

    assert calf("plan", "why").out.splitlines()[:5] == [
        "Proposed: another form of the heel raise, up on two, down on one.",
        "On 3 days at least 4 more heel raises were possible, with pain of 3 or less.",
        "The heel raise would be: up on two, down on one.",
        "Now: two legs, slowly, 2 sets of 8 reps, up 3, down 3.",
        "Then: up on two, down on one, 2 sets of 8 reps, up 2, hold 1, down 3.",
    ]
