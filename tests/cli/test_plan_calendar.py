"""What a day of the plan counts as, and how its weeks stand in rows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from calfcoach.cli.plan_page import PlanView, page_lines, page_sentences
from calfcoach.cli.surroundings import width
from calfcoach.frozen import replace
from calfcoach.plan.model import DueItem, PlanDay
from calfcoach.report.plan_calendar import SIGNS, Mark, mark_of, weeks_of

TODAY = date(2026, 11, 25)
TUESDAY = date(2026, 11, 17)


def lived(day: date = TUESDAY, *, done: int = 1, times: int = 1, **changed: Any) -> PlanDay:
    items = (DueItem(routine="daily", times=times, done=done),) if not changed.get("rest") else ()
    number = (day - TUESDAY).days + 1
    given = {"stage": "base", "items": items, **changed}
    return PlanDay(day=day, day_no=number, of_days=28, **given)


def calendar() -> tuple[PlanDay, ...]:
    """Nine days that were lived, of which one was missed and one a rest, and five to come."""
    days = [TUESDAY + timedelta(past) for past in range(14)]
    done = {days[2]: 0, days[8]: 0}
    found = [lived(day, done=done.get(day, 1) if day <= TODAY else 0) for day in days]
    found[4] = lived(days[4], rest="travel")
    found[13] = lived(days[13], done=0, review=True)
    return tuple(found)


def view(**changed: Any) -> PlanView:
    given: dict[str, Any] = {
        "title": "Looser calves",
        "day_no": 9,
        "of_days": 28,
        "stage": "base",
        "began": TUESDAY,
        "ends": date(2026, 12, 14),
        "today": TODAY,
        "paused": False,
        "now": ("daily, every day, 12 min 10 s",),
        "reviews": ((14, date(2026, 11, 30)), (28, date(2026, 12, 14))),
        "weeks": weeks_of(calendar(), TODAY),
    }
    return PlanView(**(given | changed))


@pytest.mark.parametrize(
    ("day", "mark"),
    [
        (lived(), Mark.DONE),
        (lived(done=3), Mark.DONE),
        (lived(done=1, times=2), Mark.PART),
        (lived(done=0), Mark.MISSED),
        (lived(rest="travel"), Mark.REST),
        (lived(rest="flare"), Mark.REST),
        (lived(rest="paused"), Mark.PAUSED),
        (lived(rest="off"), Mark.FREE),
        (lived(TODAY, done=0), Mark.DUE),
        (lived(TODAY, done=1, times=2), Mark.DUE),
        (lived(TODAY), Mark.DONE),
        (lived(TODAY + timedelta(1), done=0), Mark.AHEAD),
        (lived(TODAY + timedelta(1), rest="travel"), Mark.REST),
        (lived(TODAY + timedelta(1), rest="off"), Mark.AHEAD),
    ],
)
def test_a_day_counts_as_what_came_of_it(day: PlanDay, mark: Mark) -> None:
    assert mark_of(day, TODAY) is mark


def test_every_sign_is_another_one() -> None:
    assert len(set(SIGNS.values())) == len(Mark)


def test_a_week_counts_the_days_that_asked_for_something_and_are_over() -> None:
    first, second = weeks_of(calendar(), TODAY)

    assert (first.done, first.asked) == (5, 6)
    assert (second.done, second.asked) == (1, 1)


def test_on_eighty_columns_a_week_is_a_row_with_its_stage() -> None:
    assert page_lines(view(), 80) == [
        "Looser calves, day 9 of 28 (base)",
        "from Tue 17 Nov to Mon 14 Dec",
        "",
        "        Tu We Th Fr Sa Su Mo",
        "week 1  x  x  .  x  r  x  x  5 of 6   base",
        "week 2  x  ?                 1 of 1   base",
        "",
        "x done   . not done   ? today, due   r rest",
        "",
        "now      daily, every day, 12 min 10 s",
        "reviews  day 14, Mon 30 Nov",
        "         day 28, Mon 14 Dec",
    ]


def test_on_twenty_columns_letters_stand_close() -> None:
    lines = page_lines(view(), 20)

    assert lines[5:8] == ["  T W T F S S M", "1 x x . x r x x 5/6", "2 x ?           1/1"]
    assert max(map(len, lines)) <= 20


def test_for_ears_the_days_that_were_not_done_have_their_names() -> None:
    assert page_sentences(view()) == [
        "Looser calves, day 9 of 28, base.",
        "From Tuesday 17 November to Monday 14 December.",
        "Week 1, base, 5 of 6 days done.",
        "Not done, Thursday 19 November.",
        "Rest, Saturday 21 November.",
        "Week 2, base, 1 of 1 day done.",
        "Today is due.",
        "Asked for now: daily, every day, 12 min 10 s.",
        "Review: day 14, Monday 30 November.",
        "Review: day 28, Monday 14 December.",
    ]


def test_a_plan_that_is_over_and_one_that_stands_still_say_so() -> None:
    over = page_lines(view(day_no=29), 80)
    still = page_lines(view(paused=True, ends=None, day_no=8), 80)

    assert over[0] == "Looser calves, all 28 days are over (base)"
    assert still[:2] == ["Looser calves, paused before day 9 of 28 (base)", "since Tue 17 Nov"]


@pytest.mark.parametrize("cells", [80, 60, 40, 36, 20, 10])
def test_no_line_is_longer_than_the_terminal(cells: int) -> None:
    long = "構築 of a very long stage that goes on and on, " * 2
    days = tuple(replace(day, stage=long) for day in calendar())
    lines = page_lines(view(stage=long, weeks=weeks_of(days, TODAY)), cells)

    assert [line for line in lines if width(line) > max(cells, 19)] == []
