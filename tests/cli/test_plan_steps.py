"""`calfcoach plan why` and `plan review`: what is proposed and why, and what changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from standing_plans import day, filed, lived, made, stand, whys

from calfcoach.frozen import replace
from calfcoach.plan.model import PlanGoal
from calfcoach.plan.review import Change, Review
from calfcoach.records import FlagOrigin, MeasureKind
from calfcoach.report.plan_review import review_lines
from calfcoach.store import History

Calf = Callable[..., Any]
TODAY = date(2026, 12, 14)


def measured(home: Path, kind: MeasureKind, days_ago: int, **values: Any) -> None:
    with History.open(home / "history.db") as history:
        at = datetime.now(UTC) - timedelta(days=days_ago)
        local_day = day(days_ago).isoformat()
        history.measure(kind, values, local_day=local_day, utc_offset_s=0, at=at)


def first_week(home: Path) -> None:
    """A week of the plan to the end, all of it done."""
    stand(home, made(days_ago=7), days_ago=7)
    lived(home, "starter", range(1, 8))


def test_before_a_week_is_whole_it_stays_and_says_so(calf: Calf, home: Path) -> None:
    stand(home, made(days_ago=2), days_ago=2)

    result = calf("plan", "why")

    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "For now it stays at starter.\nThe next look is after day 7 of the plan.\n"
    )


def test_after_a_kept_week_the_next_stage_is_proposed_but_not_taken(calf: Calf, home: Path) -> None:
    first_week(home)

    result = calf("plan", "why")

    assert (result.code, result.err) == (0, "")
    lines = result.out.splitlines()
    assert lines[0] == "Proposed: on to the stage base."
    assert lines[1].startswith("7 of 7 sessions of the week were kept")
    assert lines[-1] == "To take it: calfcoach plan why --yes"
    assert filed(home).stage_no == 1
    assert whys(home) == ["start"]


def test_it_is_taken_with_yes_and_taken_back(calf: Calf, home: Path) -> None:
    first_week(home)

    taken = calf("plan", "why", "--yes")

    assert (taken.code, taken.err) == (0, "")
    assert taken.out.splitlines()[-2:] == [
        "From today on: daily, every day, 10 min 42 s.",
        "To take this back, type calfcoach undo.",
    ]
    assert (filed(home).stage_no, filed(home).stage_since) == (2, day(0))
    assert whys(home) == ["start", "accept"]
    assert calf("undo").out == "Took back: the next step of the plan, today.\n"
    assert filed(home).stage_no == 1


def test_sources_follow_when_they_are_asked_for(calf: Calf, home: Path) -> None:
    first_week(home)

    out = calf("plan", "why", "--sources").out

    assert "\nSources:\n  pain up to 3 is safe" in out


def test_a_plan_does_not_get_harder_while_a_red_flag_stands_open(calf: Calf, home: Path) -> None:
    first_week(home)
    with History.open(home / "history.db") as history:
        history.open_flag("clot", FlagOrigin.DAY, at=datetime.now(UTC))

    result = calf("plan", "why", "--yes")

    assert result.code == 4
    assert filed(home).stage_no == 1


def test_after_four_weeks_a_plan_that_was_kept_says_what_did_not_change(
    calf: Calf, home: Path
) -> None:
    stand(home, made(days_ago=28), days_ago=28)
    lived(home, "starter", range(1, 29), tightness=6)

    lines = calf("plan", "review").out.splitlines()

    assert lines[0] == "All 28 days of the plan are over."
    assert lines[1] == "28 of 28 planned sessions up to yesterday were done, 100 percent."
    assert lines[2] == "What did not change:"
    assert lines[3].startswith("Tightness by your own scores: 6 of 10 in the week from ")
    assert lines[3].endswith(". Less than 1 of 10 counts as no change.")
    assert lines[4:6] == [
        "After 4 weeks nothing has got better.",
        "This is the time to have a doctor or a physiotherapist look at it.",
    ]


def test_a_review_tells_a_change_at_the_wall_and_a_smaller_one_as_none(
    calf: Calf, home: Path
) -> None:
    stand(home, made(days_ago=13), days_ago=13)
    measured(home, MeasureKind.KNEE_TO_WALL, 13, left_cm=[7.5, 8], right_cm=[8.0])
    measured(home, MeasureKind.KNEE_TO_WALL, 0, left_cm=[10.5], right_cm=[9.0])

    lines = calf("plan", "review", "--accessible").out.splitlines()

    first, last = day(13), day(0)
    days = [f"{one:%A} {one.day} {one:%B}" for one in (first, last)]
    assert lines[0] == "Day 14 of 28, a day to look back."
    assert lines[2:6] == [
        "What changed:",
        f"Knee to wall, left: 8 centimetres on {days[0]}, 10.5 centimetres on {days[1]}.",
        "That is better.",
        "What did not change:",
    ]


def test_nothing_told_twice_is_no_change_and_no_promise(calf: Calf, home: Path) -> None:
    stand(home, made(PlanGoal.MAINTAIN, days_ago=3), days_ago=3)

    until = f"{day(1):%a} {day(1).day} {day(1):%b}"
    assert calf("plan", "review").out.splitlines()[:5] == [
        "Day 4 of 28. The next review is on day 14.",
        "0 of 2 planned sessions up to yesterday were done, 0 percent.",
        f"Up to {until}, no score was told in two weeks of the plan, and no test on two days.",
        "So nothing can be said of a change.",
        "A measurement now gives the next review something to compare: calfcoach measure",
    ]


def test_what_got_worse_is_told_as_plainly_as_what_got_better() -> None:
    worse = Change(
        name="heel-raise",
        first=20.0,
        last=12.0,
        unit="reps",
        side="right",
        first_day=date(2026, 11, 17),
        last_day=TODAY,
        better=False,
    )
    squat = Change(
        name="squat", first=0.0, last=1.0, unit="", first_day=TODAY, last_day=TODAY, better=True
    )
    found = Review(day_no=28, of_days=28, due=True, planned=20, kept=9, changes=(worse, squat))

    assert review_lines(found, made(), TODAY, spoken=False) == [
        "Day 28 of 28, a day to look back.",
        "9 of 20 planned sessions up to yesterday were done, 45 percent.",
        "What changed:",
        "Heel raises, right: 20 reps on Tue 17 Nov, 12 reps on Mon 14 Dec. That is worse.",
        "Heels down in the squat: no on Mon 14 Dec, yes on Mon 14 Dec. That is better.",
    ]


def test_an_edit_by_hand_is_the_first_thing_that_an_undo_takes_back(
    home: Path, calf: Callable[..., Any]
) -> None:
    stand(home, made())
    path = home / "plan.toml"
    before = path.read_text(encoding="utf-8")
    path.write_text(f"# mine\n{before}", encoding="utf-8")
    assert calf("undo").out == "Took back: what was changed in the plan by hand, today.\n"
    assert path.read_text(encoding="utf-8") == before
    assert calf("undo", "--redo").code == 0
    assert path.read_text(encoding="utf-8") == f"# mine\n{before}"


def test_what_follows_after_the_last_day_can_be_typed(calf: Calf, home: Path) -> None:
    plan = made(days_ago=40)
    stand(home, replace(plan, stage_no=len(plan.stages), stage_since=day(20)), days_ago=40)

    result = calf("plan", "why")

    assert result.out == (
        "The plan is through.\n"
        "All 28 days of the plan are over.\n"
        "What may follow: calfcoach plan start maintain\n"
    )
    assert calf("plan", "start", "maintain").code == 0
    assert filed(home).goal is PlanGoal.MAINTAIN


def test_a_review_is_a_document_too(calf: Calf, home: Path) -> None:
    first_week(home)
    measured(home, MeasureKind.KNEE_TO_WALL, 7, left_cm=[8.0], right_cm=[9.0])
    measured(home, MeasureKind.KNEE_TO_WALL, 0, left_cm=[10.5], right_cm=[9.5])

    content = json.loads(calf("plan", "review", "--json").out)

    assert content["schema"] == "calfcoach.review/1"
    assert (content["day_no"], content["of_days"], content["due"]) == (8, 28, False)
    assert (content["planned"], content["kept"], content["adherence"]) == (7, 7, 100)
    assert content["changes"][0] == {
        "name": "knee-to-wall",
        "side": "left",
        "unit": "cm",
        "first": 8.0,
        "first_day": day(7).isoformat(),
        "last": 10.5,
        "last_day": day(0).isoformat(),
        "better": True,
    }
    assert content["proposal"]["move"] == "forward"
    assert content["proposal"]["to_take"] is True
    assert {"claim", "cite", "mark", "mark_words"} == set(content["sources"][0])
    assert whys(home) == ["start"]


def test_the_calendar_is_a_document_without_its_word(calf: Calf, home: Path) -> None:
    first_week(home)

    assert calf("plan", "--json").out == calf("plan", "show", "--json").out
