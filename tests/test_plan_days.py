"""What is due on a day, and the calendar of a plan."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from past_sessions import session
from plan_stories import MONDAY, Told, begun, done_on, rest
from store_samples import work

from calfcoach.frozen import replace
from calfcoach.plan.days import is_due, on_day, plan_day, plan_days, session_counts
from calfcoach.plan.figures import weeks_of
from calfcoach.plan.model import DueItem, Item, Plan, PlanGoal, PlanPause, Stage
from calfcoach.plan.standing import day_no, free_on, paused, resumed, stopped, with_rests
from calfcoach.records import SessionOrigin
from calfcoach.report.figures import counts


def day(number: int) -> date:
    return MONDAY + timedelta(days=number - 1)


def asking(*items: Item) -> Plan:
    return replace(begun(), stages=(Stage(name="one", weeks=4, items=items),))


def routines(plan: Plan, numbers: range = range(1, 8)) -> list[list[str]]:
    return [[item.routine for item in plan_day(plan, day(no)).items] for no in numbers]


def test_a_number_of_days_is_spread_over_the_week_of_the_plan() -> None:
    def due(days: int) -> list[int]:
        found = routines(asking(Item(routine="daily", days=days)))
        return [no for no, names in enumerate(found, start=1) if names]

    assert [due(days) for days in range(1, 8)] == [
        [1],
        [1, 4],
        [1, 3, 5],
        [1, 2, 4, 6],
        [1, 2, 3, 5, 6],
        [1, 2, 3, 4, 5, 6],
        [1, 2, 3, 4, 5, 6, 7],
    ]


def test_days_by_name_are_those_of_the_calendar() -> None:
    plan = replace(asking(Item(routine="achilles", days=("mon", "thu"))), began=date(2026, 11, 11))
    due = [one.day.isoformat() for one in plan_days(plan)[:7] if one.items]
    assert due == ["2026-11-12", "2026-11-16"]


def test_one_routine_stands_in_for_another_on_its_days() -> None:
    plan = asking(
        Item(routine="daily"), Item(routine="strength", days=3, instead_of="daily"),
        Item(routine="night-cramps"),
    )  # fmt: skip
    assert routines(plan, range(1, 4)) == [
        ["strength", "night-cramps"],
        ["daily", "night-cramps"],
        ["strength", "night-cramps"],
    ]


@pytest.mark.parametrize("goal", ["strengthen", "achilles", "heel-pain", "loosen"])
def test_hard_days_never_follow_each_other(goal: str) -> None:
    plan = begun(goal)
    hard = {"strength", "achilles", "heel-pain"}
    days = [one.day for one in plan_days(plan) if hard & {item.routine for item in one.items}]
    assert len(days) > 3
    assert all((after - before).days > 1 for before, after in pairwise(days))


def test_a_session_that_counts_is_done_and_another_is_not() -> None:
    plan = asking(Item(routine="daily", per_day=2))
    whole = done_on(plan, MONDAY, "daily", Told())
    part = done_on(plan, MONDAY, "daily", Told(share=0.4))
    other = done_on(plan, MONDAY, "desk", Told())
    assert plan_day(plan, MONDAY, (whole, part, other)).items == (
        DueItem(routine="daily", times=2, done=1),
    )


def test_another_routine_of_the_plan_stands_for_the_due_one() -> None:
    plan = begun()
    bigger, strange = (done_on(plan, MONDAY, name, Told()) for name in ("daily", "desk"))
    due = DueItem(routine="starter", times=1, done=0)
    assert plan_day(plan, MONDAY, (strange,)).items == (due,)
    assert plan_day(plan, MONDAY, (bigger, bigger)).items == (replace(due, done=1),)
    assert plan_days(plan, sessions={MONDAY: (bigger,)})[0].items == (replace(due, done=1),)
    assert weeks_of(plan, (bigger, strange), (), day(2))[0].kept == 1


def test_each_session_stands_for_one_thing_that_is_due() -> None:
    plan = asking(
        Item(routine="night-cramps"),
        Item(routine="strength", days=1, instead_of="daily"),
        Item(routine="walk", days=1),
    )
    daily = done_on(plan, MONDAY, "daily", Told())
    assert [item.done for item in plan_day(plan, MONDAY, (daily,)).items] == [0, 1, 0]


@pytest.mark.parametrize("goal", ["achilles", "heel-pain"])
def test_under_pain_rules_the_daily_routine_stands_for_nothing(goal: str) -> None:
    plan = begun(goal)
    daily = done_on(plan, MONDAY, "daily", Told())
    assert [item.done for item in plan_day(plan, MONDAY, (daily,)).items] == [0]


def test_the_plan_counts_a_session_as_the_statistics_do() -> None:
    half = tuple(work(no, done_s=15.0) for no in (1, 2))
    less = tuple(work(no, done_s=14.0) for no in (1, 2))
    planned = {"planned_left_s": 60.0, "planned_right_s": 0.0, "planned_both_s": 0.0}
    samples = [
        session(),
        session(work=half, **planned),
        session(work=less, **planned),
        session(work=(), origin=SessionOrigin.LOGGED),
        session(work=(), planned_left_s=0.0, planned_right_s=0.0, planned_both_s=0.0),
    ]
    assert [session_counts(one) for one in samples] == [True, True, False, True, False]
    assert [session_counts(one) for one in samples] == [counts(one) for one in samples]


def test_why_nothing_is_asked_is_told() -> None:
    plan = asking(Item(routine="daily", days=1))
    still = resumed(paused(plan, day(3), "ill at home"), day(5))
    reasons = {
        "before": plan_day(plan, MONDAY - timedelta(days=1)),
        "off": plan_day(plan, day(2)),
        "flare": plan_day(plan, day(1), (), "flare"),
        "paused": plan_day(paused(plan, day(3)), day(30)),
        "ill at home": plan_day(still, day(4)),
        "over": plan_day(plan, day(29)),
        "stopped": plan_day(stopped(plan), day(1)),
    }
    assert {why: one.rest for why, one in reasons.items()} == {why: why for why in reasons}
    assert not any(one.items for one in reasons.values())
    assert [is_due(plan, day(1)), is_due(plan, day(2))] == [True, False]


def test_days_on_which_the_plan_stood_still_do_not_count() -> None:
    one = PlanPause(from_day=day(3), until_day=day(5))
    over_it = PlanPause(from_day=day(4), until_day=day(6))
    plan = replace(begun(), pauses=(over_it, one))
    assert [day_no(plan, day(no)) for no in (0, 1, 2, 3, 6, 7, 8)] == [0, 1, 2, 2, 2, 3, 4]
    assert len(plan_days(plan)) == 32
    assert plan_days(plan)[-1].day_no == 28


def test_an_open_pause_ends_the_calendar_where_it_began() -> None:
    found = plan_days(paused(begun(), day(4)), today=day(6))
    assert [(one.day_no, one.rest) for one in found] == [
        (1, ""), (2, ""), (3, ""), (3, "paused"), (3, "paused"), (3, "paused"),
    ]  # fmt: skip


def test_a_pause_of_a_hundred_years_does_not_make_an_endless_calendar() -> None:
    endless = PlanPause(from_day=day(2), until_day=date(2126, 1, 1))
    found = plan_days(replace(begun(), pauses=(endless,)))
    assert (len(found), found[-1].day_no) == (1_098, 1)


def test_the_calendar_shows_the_stages_that_are_to_come() -> None:
    stages = [one.stage for one in plan_days(begun())]
    assert stages == ["starter"] * 7 + ["base"] * 7 + ["build"] * 7 + ["consolidate"] * 7
    late = [one.stage for one in plan_days(begun(), today=day(10))]
    assert late[:12] == ["starter"] * 10 + ["base"] * 2


def test_a_step_that_begins_tomorrow_leaves_the_stage_and_the_raise_of_today() -> None:
    plan = replace(begun("strengthen"), stage_no=2, stage_since=day(9), stage_before=3)
    plan = replace(plan, raise_rung=1, raise_since=day(9), raise_before=2)
    today, tomorrow = on_day(plan, day(8)), on_day(plan, day(9))
    assert [(one.stage_no, one.raise_rung) for one in (today, tomorrow)] == [(3, 2), (2, 1)]


def test_the_calendar_counts_back_to_the_stages_that_were() -> None:
    plan = replace(begun(), stage_no=3, stage_since=day(18))
    stages = [one.stage for one in plan_days(plan, today=day(18))]
    assert stages[:18] == ["starter"] * 10 + ["base"] * 7 + ["build"]


def test_the_calendar_knows_what_was_done_and_what_was_free() -> None:
    done = done_on(begun(), day(1), "starter", Told())
    found = plan_days(begun(), sessions={day(1): [done]}, free={day(2): "rest"})
    assert [(one.items, one.rest) for one in found[:3]] == [
        ((DueItem(routine="starter", times=1, done=1),), ""),
        ((), "rest"),
        ((DueItem(routine="starter", times=1, done=0),), ""),
    ]


def test_a_flare_comes_before_another_reason_of_the_same_day() -> None:
    rests = (rest(day(1), day(9)), rest(day(2), day(2), "flare"))
    assert [free_on(rests, day(no)) for no in (1, 2, 10)] == ["rest", "flare", ""]


def test_a_rest_from_before_the_plan_pauses_only_its_own_days() -> None:
    plan = with_rests(begun(), (rest(day(-5), day(2)), rest(day(-9), day(-6))))
    assert plan.pauses == (PlanPause(from_day=day(1), until_day=day(2), reason="rest"),)
    assert day_no(plan, day(3)) == 1


@pytest.mark.parametrize("goal", PlanGoal)
def test_a_goal_has_as_many_days_as_its_stages(goal: PlanGoal) -> None:
    plan = begun(goal)
    assert sum(stage.weeks for stage in plan.stages) * 7 == plan.days
