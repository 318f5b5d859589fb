"""What a day asks for, and which of it comes next."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from calfcoach.plan.model import DueItem, PlanDay
from calfcoach.report.agenda import Agenda, DayPart, agenda_of, holds_s, part_of_day

DAY, EVENING, BEDTIME = DayPart.DAY, DayPart.EVENING, DayPart.BEDTIME


def plan_day(*items: tuple[str, int, int], rest: str = "") -> PlanDay:
    return PlanDay(
        day=date(2026, 11, 17),
        day_no=9,
        of_days=28,
        stage="base",
        items=tuple(DueItem(routine=name, times=times, done=done) for name, times, done in items),
        rest=rest,
    )


def due(agenda: Agenda, part: DayPart) -> list[str]:
    return [item.routine for item in agenda.due(part)]


@pytest.mark.parametrize(
    ("hour", "part"),
    [(4, DAY), (18, DAY), (19, EVENING), (21, BEDTIME), (23, BEDTIME), (3, BEDTIME)],
)
def test_the_day_has_three_parts(hour: int, part: DayPart) -> None:
    assert part_of_day(datetime(2026, 11, 17, hour, tzinfo=UTC)) is part


@pytest.mark.parametrize(
    ("now", "day_starts", "seconds"),
    [
        ((18, 59, 30), 4, 30),
        ((19, 0, 0), 4, 2 * 60 * 60),
        ((23, 0, 0), 4, 60 * 60),
        ((0, 0, 0), 4, 4 * 60 * 60),
        ((0, 0, 0), 2, 2 * 60 * 60),
        ((5, 0, 0), 10, 5 * 60 * 60),
    ],
)
def test_the_part_date_and_lived_day_hold_up_to_a_known_instant(
    now: tuple[int, int, int], day_starts: int, seconds: float
) -> None:
    assert holds_s(datetime(2026, 11, 17, *now, tzinfo=UTC), time(day_starts)) == seconds


def test_without_a_plan_daily_is_due_until_it_is_done() -> None:
    assert due(agenda_of([]), DAY) == ["daily"]
    assert agenda_of(["daily", "desk"]).all_done
    assert due(agenda_of(["daily", "desk"]), DAY) == []


def test_several_a_day_are_due_until_all_are_done() -> None:
    once = agenda_of([], plan_day=plan_day(("daily", 1, 1), ("desk", 2, 1)))

    assert (due(once, DAY), once.all_done) == (["desk"], False)
    assert agenda_of([], plan_day=plan_day(("desk", 2, 2))).all_done


def test_what_belongs_to_bedtime_waits_for_the_evening_and_comes_first_at_bedtime() -> None:
    both = agenda_of([], plan_day=plan_day(("night-cramps", 1, 0), ("daily", 1, 0)))

    assert due(both, DAY) == ["daily"]
    assert [item.routine for item in both.later(DAY)] == ["night-cramps"]
    assert due(both, EVENING) == ["daily", "night-cramps"]
    assert due(both, BEDTIME) == ["night-cramps", "daily"]


def test_by_day_the_usual_routine_is_suggested_where_only_bedtime_is_due() -> None:
    night = agenda_of([], plan_day=plan_day(("night-cramps", 1, 0)))

    assert (night.suggested(DAY), night.suggested(EVENING)) == ("daily", "night-cramps")


def test_in_a_flare_the_gentle_routine_stands_for_all_others() -> None:
    flare = agenda_of([], plan_day=plan_day(("strength", 1, 0)), flare=True)

    assert due(flare, DAY) == ["flare"]
    assert agenda_of(["flare"], flare=True).suggested(DAY) == "flare"


def test_in_a_rest_nothing_is_due_not_even_in_a_flare() -> None:
    rest = agenda_of([], plan_day=plan_day(rest="travel"), rest="travel", flare=True)

    assert (due(rest, DAY), rest.rest, rest.paused, rest.all_done) == ([], "travel", False, False)


def test_a_plan_that_is_paused_asks_for_nothing() -> None:
    paused = agenda_of([], plan_day=plan_day(rest="paused"))

    assert (due(paused, DAY), paused.paused) == ([], True)


@pytest.mark.parametrize("why", ["off", "over", "before"])
def test_a_day_that_the_plan_leaves_free_is_no_rest(why: str) -> None:
    free = agenda_of([], plan_day=plan_day(rest=why))

    assert (due(free, DAY), free.rest, free.all_done) == ([], "", False)


def test_while_a_red_flag_stands_open_nothing_is_due_and_nothing_waits() -> None:
    blocked = agenda_of([], plan_day=plan_day(("night-cramps", 1, 0)), blocked=True)

    assert (due(blocked, BEDTIME), blocked.later(DAY)) == ([], ())
