"""What a review calls a change: scores, tests and the diary of the nights."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from plan_stories import MONDAY, begun

from calfcoach.cli.plan_nights import cramps_change
from calfcoach.plan.figures import WeekFigures
from calfcoach.plan.model import Plan, PlanGoal
from calfcoach.plan.review import Change, Review, review
from calfcoach.records import MeasureKind, MeasureRecord
from calfcoach.report.plan_review import review_lines


def day(number: int) -> date:
    return MONDAY + timedelta(days=number - 1)


def measure(kind: MeasureKind, number: int, **values: object) -> MeasureRecord:
    return MeasureRecord(
        id=str(number),
        kind=kind,
        at="2026-11-09T07:00:00.000Z",
        utc_offset_s=0,
        local_day=day(number).isoformat(),
        values=values,
    )


def week(number: int, **figures: Any) -> WeekFigures:
    return WeekFigures(from_day=day(7 * number - 6), until_day=day(7 * number), **figures)


def of(
    *measures: MeasureRecord, weeks: tuple[WeekFigures, ...] = (), plan: Plan | None = None
) -> Review:
    return review(plan or begun(), weeks, measures, day(28), cramps_change(measures, day(28)))


def night(number: int, count: int) -> MeasureRecord:
    noted = {"count": count, "minutes": None, "severity": None, "side": ""}
    return measure(MeasureKind.CRAMPS, number + 1, night=day(number).isoformat(), **noted)


def test_a_score_changes_from_a_whole_point_on() -> None:
    def better(first: float, last: float) -> bool | None:
        change = of(weeks=(week(1, pain=first), week(4, pain=last))).change("pain")
        return change.better if change else None

    assert [better(4.0, 3.0), better(4.0, 3.1), better(3.0, 4.0)] == [True, None, False]


def test_a_score_of_one_week_alone_is_no_change() -> None:
    assert of(weeks=(week(1, pain=4.0), week(4))).changes == ()


@pytest.mark.parametrize(
    ("first", "last", "better"),
    [(8.0, 10.0, True), (11.9, 9.9, False), (9.9, 11.9, True), (8.0, 9.9, None), (8.0, 8.0, None)],
)
def test_the_wall_changes_from_two_centimetres_on(
    first: float, last: float, better: bool | None
) -> None:
    wall = MeasureKind.KNEE_TO_WALL
    told = of(
        measure(wall, 1, left_cm=[first, first - 3], right_cm=[]),
        measure(wall, 27, left_cm=[last], right_cm=[]),
    )
    assert told.changes == (
        Change(
            name="knee-to-wall",
            first=first,
            last=last,
            unit="cm",
            side="left",
            first_day=day(1),
            last_day=day(27),
            better=better,
        ),
    )
    assert told.changes[0].changed == (better is not None)


def test_heel_raises_change_by_more_than_they_differ_from_day_to_day() -> None:
    kind = MeasureKind.HEEL_RAISE
    told = of(
        measure(kind, 1, left_reps=20, right_reps=20),
        measure(kind, 27, left_reps=26, right_reps=27),
    )
    assert [(one.side, one.better) for one in told.changes] == [("left", None), ("right", True)]


def test_a_leg_that_was_left_out_is_not_compared() -> None:
    kind = MeasureKind.HEEL_RAISE
    told = of(
        measure(kind, 1, left_reps=None, right_reps=20),
        measure(kind, 27, left_reps=26, right_reps=20),
    )
    assert [one.side for one in told.changes] == ["right"]


def test_heels_that_come_down_in_the_squat_are_a_change() -> None:
    kind = MeasureKind.SQUAT
    told = of(measure(kind, 1, heels_down=False), measure(kind, 27, heels_down=True))
    assert [(one.name, one.first, one.last, one.better) for one in told.changes] == [
        ("squat", 0.0, 1.0, True)
    ]


def test_the_nights_are_compared_by_weeks_and_by_nights_that_were_noted() -> None:
    first = [night(no, 1) for no in range(1, 8)]
    last = [night(no, 1 if no == 16 else 0) for no in range(15, 20)]

    (change,) = of(*first, *last).changes

    assert (change.first, change.last, change.unit, change.better) == (1.0, 0.2, "a night", True)
    assert (change.first_day, change.last_day) == (day(1), day(21))
    (same,) = of(*first, *[night(no, int(no > 16)) for no in range(15, 20)]).changes
    assert same.better is None
    lines = review_lines(of(*first, *last), begun(), day(28), spoken=False)
    assert lines[2:4] == [
        "What changed:",
        "Cramps in a night noted: 1 in the week from Mon 9 Nov, 0.2 in the week up to "
        "Sun 29 Nov. That is better.",
    ]


def test_a_week_of_nights_that_is_not_over_ends_today() -> None:
    nights = [night(no, 1) for no in (*range(3, 8), *range(24, 29))]
    (change,) = of(*nights).changes
    assert (change.first_day, change.last_day) == (day(3), day(28))


def test_nights_that_nobody_noted_are_no_nights_without_a_cramp() -> None:
    few = of(*[night(no, 1) for no in range(1, 8)], *[night(no, 0) for no in range(15, 19)])
    assert few.changes == ()
    side_by_side = "Two weeks are set side by side once 5 nights are noted of each."
    assert side_by_side in review_lines(few, begun(), day(28), spoken=False)
    assert side_by_side not in review_lines(of(), begun(), day(28), spoken=False)


def test_a_test_from_the_week_before_the_plan_is_where_it_began() -> None:
    squat = MeasureKind.SQUAT
    after = measure(squat, 27, heels_down=True)
    assert len(of(measure(squat, -3, heels_down=False), after).changes) == 1
    assert of(measure(squat, -20, heels_down=False), after).changes == ()


def test_adherence_is_that_of_all_weeks() -> None:
    told = of(weeks=(week(1, planned=7, kept=7), week(2, planned=5, kept=3)))
    assert (told.planned, told.kept, told.adherence) == (12, 10, 83)
    assert of().adherence is None


def test_cramps_that_do_not_get_fewer_are_a_reason_too() -> None:
    nights = [night(no, 1) for no in range(1, 28)]
    assert of(*nights, plan=begun("night-cramps")).advise


def test_tightness_that_stays_is_no_complaint_in_a_plan_that_keeps_things() -> None:
    flat = (week(1, tightness=2.0), week(4, tightness=2.0))
    assert not of(weeks=flat, plan=begun("maintain")).advise
    others = [goal for goal in PlanGoal if goal is not PlanGoal.MAINTAIN]
    assert all(of(weeks=flat, plan=begun(goal)).advise for goal in others)


def test_four_weeks_in_which_no_test_got_better_are_a_reason_too() -> None:
    kind = MeasureKind.HEEL_RAISE
    flat = [measure(kind, no, left_reps=20, right_reps=20) for no in (1, 27)]
    assert of(*flat, plan=begun("strengthen")).advise
    assert not of(*flat, plan=begun("maintain")).advise
    squat = MeasureKind.SQUAT
    assert not of(*[measure(squat, no, heels_down=True) for no in (1, 27)]).advise
    easy = (week(1, pain=0.0, tightness=0.0), week(4, pain=0.0, tightness=0.5))
    assert not of(weeks=easy).advise


def test_where_nothing_was_told_nothing_is_said_of_a_change() -> None:
    found = of(weeks=(week(1, pain=4.0), week(4)))
    assert not found.advise
    lines = review_lines(found, begun(), day(28), spoken=False)
    assert lines[2:4] == [
        "Up to Sun 6 Dec, no score was told in two weeks of the plan, and no test on two days.",
        "So nothing can be said of a change.",
    ]
    assert review_lines(of(), begun(), day(1), spoken=False)[2] == (
        "No day of the plan is over, so nothing can be said of a change."
    )


def test_what_was_measured_does_not_stand_for_what_is_felt() -> None:
    wall = MeasureKind.KNEE_TO_WALL
    longer = measure(wall, 1, left_cm=[8.0]), measure(wall, 27, left_cm=[11.0])

    def advice(first: float, last: float) -> list[str]:
        found = of(*longer, weeks=(week(1, pain=first), week(4, pain=last)))
        lines = review_lines(found, begun(), day(28), spoken=False)
        return [line for line in lines if line.startswith("After ")]

    assert advice(4.0, 4.0) == ["After 4 weeks what bothers you has not got better."]
    assert advice(2.0, 5.0) == ["After 4 weeks something has got worse."]
    assert advice(5.0, 2.0) == []


def test_each_rule_has_its_source() -> None:
    told = of()
    assert {one.mark for one in told.sources} == {"read", "judgement", "article"}
    assert all(one.claim and one.cite for one in told.sources)
