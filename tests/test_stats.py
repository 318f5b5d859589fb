"""What the statistics add up, with values: weeks, legs, runs of days, the calendar, trends."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from past_sessions import session, stretches
from strategies import examples
from tally_samples import DAY, MONDAY, TUESDAY, days_before, rest, summary, tally, work

from calfcoach.files.norms import norms
from calfcoach.frozen import replace
from calfcoach.records import SessionOrigin
from calfcoach.report import figures
from calfcoach.stats.calendar import Level, calendar_of, monday_of
from calfcoach.stats.legs import Balance, Group, Stretched, balance, group_of, reps_done, stretched
from calfcoach.stats.streak import FORGIVEN_IN, Streak, rest_days, streak_of
from calfcoach.stats.tally import Hurt, SkipTally
from calfcoach.terms import Side


def run_of(signs: str, **given_with: Any) -> Streak:
    return streak_of(days_before(TUESDAY, signs), TUESDAY, **given_with)


# ---------------------------------------------------------------------------- runs of days


def test_each_kept_day_adds_one_to_the_run() -> None:
    assert run_of("xxx") == Streak(current=3, longest=3)


def test_without_a_kept_day_there_is_no_run() -> None:
    assert run_of("...") == Streak(current=0, longest=0)


def test_one_missed_day_in_seven_ends_no_run_and_adds_nothing() -> None:
    assert run_of("xxx.xxx") == Streak(current=6, longest=6)


def test_two_missed_days_in_seven_end_it_and_the_next_begins_behind_the_first() -> None:
    assert run_of("xxxxx.xxx.x") == Streak(current=4, longest=8)


def test_a_second_missed_day_is_forgiven_after_six_kept_ones() -> None:
    assert run_of("x.xxxxxx.x") == Streak(current=8, longest=8)
    assert run_of("xx.xxxxx.x") == Streak(current=6, longest=7)


def test_two_missed_days_in_a_row_leave_nothing() -> None:
    assert run_of("xxxx..x") == Streak(current=1, longest=4)


def test_today_breaks_nothing_while_it_lasts() -> None:
    assert run_of("xxxx..") == Streak(current=4, longest=4)
    assert run_of("xxxx.") == Streak(current=4, longest=4)


def test_days_of_rest_neither_break_nor_earn() -> None:
    resting = rest_days([rest(TUESDAY - 9 * DAY, TUESDAY - 2 * DAY, "flare")], date.min, TUESDAY)

    assert run_of("xxx........xx", rest=resting) == Streak(current=5, longest=5)


def test_a_session_on_a_day_of_rest_adds_nothing_to_a_run() -> None:
    resting = rest_days([rest(TUESDAY - 2 * DAY, TUESDAY - DAY)], date.min, TUESDAY)

    assert run_of("xxxx", rest=resting) == Streak(current=2, longest=2)
    assert run_of("xx.x", rest=resting) == Streak(current=2, longest=2)


def test_days_on_which_nothing_was_due_stand_outside() -> None:
    weekends = {5, 6}

    def is_due(day: date) -> bool:
        return day.weekday() not in weekends

    assert run_of("xxxxx..xx", is_due=is_due) == Streak(current=7, longest=7)


def test_a_rest_of_thousands_of_years_takes_no_time() -> None:
    forever = rest(date.min, date.max)

    assert rest_days([forever], MONDAY, TUESDAY) == {MONDAY, TUESDAY}


def test_the_figure_of_the_run_is_the_one_that_has_a_source() -> None:
    assert norms().kept_days == FORGIVEN_IN - 1


def allowed(signs: Sequence[bool]) -> bool:
    """Whether no seven days in a row hold two missed ones."""
    missed = [index for index, was_kept in enumerate(signs) if not was_kept]
    return all(later - earlier >= FORGIVEN_IN for earlier, later in pairwise(missed))


def longest_naively(signs: Sequence[bool]) -> int:
    cuts = [(i, j) for i in range(len(signs)) for j in range(i + 1, len(signs) + 1)]
    return max((sum(signs[i:j]) for i, j in cuts if allowed(signs[i:j])), default=0)


def current_naively(signs: Sequence[bool]) -> int:
    ends = (signs[i:] for i in range(len(signs)))
    return max((sum(end) for end in ends if allowed(end)), default=0)


@examples(300)
@given(st.lists(st.booleans(), min_size=1, max_size=40), st.data())
def test_runs_are_the_longest_stretches_in_which_no_seven_days_hold_two_misses(
    signs: list[bool], data: st.DataObject
) -> None:
    first = TUESDAY - timedelta(days=len(signs) - 1)
    days = [first + timedelta(days=n) for n in range(len(signs))]
    kept = [day for day, was_kept in zip(days, signs, strict=True) if was_kept]
    resting = data.draw(st.sets(st.sampled_from(days)))
    counted = [
        day in kept for day in days if day not in resting and (day in kept or day != TUESDAY)
    ]

    assert streak_of(kept, TUESDAY, rest=resting) == Streak(
        current=current_naively(counted), longest=longest_naively(counted)
    )


@examples(100)
@given(st.sets(st.integers(0, 60)), st.integers(0, 60))
def test_one_more_kept_day_never_makes_a_run_shorter(days: set[int], more: int) -> None:
    def run(numbers: Collection[int]) -> Streak:
        return streak_of(sorted(TUESDAY - timedelta(days=n) for n in numbers), TUESDAY)

    before, after = run(days), run(days | {more})

    assert after.longest >= before.longest
    assert 0 <= before.current <= before.longest <= len(days)


# -------------------------------------------------------------------------------- weeks


def test_this_week_counts_the_days_up_to_today() -> None:
    found = summary(tally(MONDAY), tally(), tally(lasted_s=300.0), tally(MONDAY - DAY))

    week = found.week
    assert (week.monday, week.sunday) == (MONDAY, date(2026, 11, 22))
    assert (week.sessions, week.seconds) == (3, 1760.0)
    assert (week.days_kept, week.days_due, week.kept) == (2, 2, None)


def test_days_of_rest_and_days_without_a_plan_are_not_due() -> None:
    wednesday = MONDAY - 5 * DAY
    last = [tally(MONDAY - 7 * DAY), tally(wednesday)]

    resting = summary(*last, rests=[rest(wednesday + DAY, MONDAY)])
    planned = summary(*last, is_due=lambda day: day.weekday() in {0, 2, 4})

    assert [(w.days_kept, w.days_due, w.kept) for w in resting.weeks] == [
        (2, 3, False),
        (0, 1, None),
    ]
    assert [(w.days_kept, w.days_due, w.kept) for w in planned.weeks] == [
        (2, 3, False),
        (0, 1, None),
    ]


def test_a_session_on_a_day_of_rest_gives_minutes_and_keeps_no_day() -> None:
    found = summary(tally(MONDAY), tally(TUESDAY), rests=[rest(MONDAY, MONDAY, "flare")])

    assert (found.week.sessions, found.week.days_kept, found.week.days_due) == (2, 1, 1)
    assert found.week.seconds == summary(tally(MONDAY), tally(TUESDAY)).week.seconds
    assert [cell.level for cell in found.calendar[-2:]] == [Level.FROM_10, Level.FROM_10]


@pytest.mark.parametrize(("missed", "kept"), [(0, True), (1, True), (2, False)])
def test_six_of_seven_days_keep_a_week(missed: int, kept: bool) -> None:
    last_week = [tally(MONDAY - timedelta(days=n + 1)) for n in range(7 - missed)]
    begun = tally(MONDAY - 7 * DAY, lasted_s=1.0, done_s=1.0)

    assert summary(begun, *last_week).weeks[0].kept is kept


def test_weeks_before_the_first_session_are_not_told() -> None:
    assert [w.monday for w in summary(tally(MONDAY - 8 * DAY)).weeks] == [
        date(2026, 11, 2),
        date(2026, 11, 9),
        MONDAY,
    ]
    assert len(summary(tally(date(2019, 1, 1))).weeks) == 12


def test_a_cramp_is_no_session_and_keeps_no_day() -> None:
    found = summary(tally(cramp=True, planned_s=0.0, lasted_s=245.0))

    assert (found.week.sessions, found.week.cramps, found.week.seconds) == (0, 1, 0.0)
    assert (found.week.days_kept, found.calendar[-1].level) == (0, Level.NONE)


def test_without_a_session_all_is_zero_and_nothing_is_divided_by_it() -> None:
    found = summary()

    assert not found.any_session
    assert len(found.weeks) == 1
    assert (found.week.sessions, found.week.days_kept, found.week.days_due) == (0, 0, 2)
    assert (found.balance.behind, found.balance.behind_percent) == (Side.BOTH, 0)
    assert (found.tightness.given, found.pain.highest, found.skips) == ((), None, ())


@pytest.mark.parametrize("today", [date.min, date.max])
def test_the_first_and_the_last_day_there_are_have_statistics(today: date) -> None:
    found = summary(tally(today), today=today)

    assert (found.week.sessions, found.streak.current) == (1, 1)
    assert found.calendar[-1].day == today


@pytest.mark.parametrize("done_s", [0.0, 249.0, 250.0, 500.0])
@pytest.mark.parametrize("logged", [False, True])
def test_a_session_counts_as_the_history_says(done_s: float, logged: bool) -> None:
    rows = tuple(
        replace(row, planned_s=125.0, done_s=done_s / 4) for row in stretches(2)
    )  # 500 s in all
    origin = SessionOrigin.LOGGED if logged else SessionOrigin.GUIDED
    record = session(work=rows, origin=origin)

    kept = tally(planned_s=500.0, done_s=done_s, logged=logged).kept

    assert figures.counts(record) is kept is (done_s >= 250.0)


@pytest.mark.parametrize("logged", [False, True])
def test_a_day_that_was_only_ticked_counts_where_a_person_ticked_it(logged: bool) -> None:
    origin = SessionOrigin.LOGGED if logged else SessionOrigin.GUIDED
    record = session(work=(), origin=origin)

    assert tally(planned_s=0.0, done_s=0.0, logged=logged).kept is logged
    assert figures.counts(record) is logged


# --------------------------------------------------------------------------------- legs


@pytest.mark.parametrize(
    ("muscles", "group"),
    [
        (("gastrocnemius", "soleus"), Group.STRAIGHT),
        (("hamstrings", "gastrocnemius"), Group.STRAIGHT),
        (("soleus",), Group.BENT),
        (("hamstrings",), Group.OTHER),
        ((), Group.OTHER),
    ],
)
def test_a_stretch_is_for_the_muscle_that_the_knee_decides(
    muscles: tuple[str, ...], group: Group
) -> None:
    assert group_of(muscles) is group


def test_only_stretches_count_as_stretch_and_those_of_both_legs_for_each() -> None:
    rows = [
        work(),
        work(side="right", done_s=60.0),
        work(side="both", done_s=30.0, logged=True),
        work(muscles=("soleus",), done_s=20.0),
        work(kind="strength", technique="heel-raise", side="both", done_s=70.0),
        work(kind="mobility", muscles=("soleus",), done_s=70.0),
    ]

    assert stretched(rows) == (
        Stretched(group=Group.STRAIGHT, left_s=120.0, right_s=90.0),
        Stretched(group=Group.BENT, left_s=20.0, right_s=0.0),
        Stretched(group=Group.OTHER, left_s=0.0, right_s=0.0),
    )


def test_all_forms_of_the_heel_raise_are_counted_together() -> None:
    strength: dict[str, Any] = {
        "kind": "strength",
        "technique": "heel-raise",
        "title": "Heel raise",
    }
    rows = [
        work(exercise_id="heel-raise", side="both", reps=20, **strength),
        work(exercise_id="heel-raise-one-leg", side="left", reps=12, **strength),
        work(exercise_id="towel-toe-curl", title="Toe curl", kind="strength", reps=40),
        work(exercise_id="march", kind="warm-up", reps=99),
        work(reps=5),
    ]

    assert [(d.title, d.left, d.right, d.both) for d in reps_done(rows)] == [
        ("Toe curl", 40, 0, 0),
        ("heel raises", 12, 0, 20),
    ]


def test_the_balance_leaves_out_what_was_written_down_by_hand() -> None:
    rows = [work(done_s=2490.0), work(side="right", done_s=2400.0), work(logged=True)]

    found = balance(rows)

    assert (found.left_s, found.right_s, found.of_stretch) == (2490.0, 2400.0, True)
    assert (found.behind, found.behind_percent) == (Side.RIGHT, 4)


def test_without_a_stretch_the_balance_is_of_all_work() -> None:
    rows = [work(kind="strength"), work(kind="strength", side="right", done_s=30.0)]

    assert balance(rows) == Balance(left_s=90.0, right_s=30.0, of_stretch=False)


@pytest.mark.parametrize(("right_s", "behind"), [(99.0, Side.BOTH), (98.9, Side.RIGHT)])
def test_within_one_percent_the_legs_are_even(right_s: float, behind: Side) -> None:
    assert Balance(left_s=100.0, right_s=right_s, of_stretch=True).behind is behind


def test_the_balance_looks_back_four_weeks() -> None:
    old = TUESDAY - timedelta(days=28)
    rows = (work(old), work(old + DAY, side="right", done_s=10.0))

    found = summary(tally(old), work=rows).balance

    assert (found.left_s, found.right_s) == (0.0, 10.0)


@examples(100)
@given(st.floats(0, 1e6), st.floats(0, 1e6))
def test_the_leg_behind_is_the_one_with_less(left_s: float, right_s: float) -> None:
    found = Balance(left_s=left_s, right_s=right_s, of_stretch=True)

    assert 0 <= found.behind_percent <= 100
    if found.behind is not Side.BOTH:
        less = left_s if found.behind is Side.LEFT else right_s
        assert less == min(left_s, right_s)


# ------------------------------------------------------------------------------ calendar


@pytest.mark.parametrize(
    ("seconds", "level"),
    [
        (0.0, Level.NONE),
        (1.0, Level.UNDER_5),
        (299.0, Level.UNDER_5),
        (300.0, Level.FROM_5),
        (599.0, Level.FROM_5),
        (600.0, Level.FROM_10),
        (899.0, Level.FROM_10),
        (900.0, Level.FROM_15),
        (90_000.0, Level.FROM_15),
    ],
)
def test_a_day_has_its_level_by_minutes(seconds: float, level: Level) -> None:
    assert calendar_of([tally(lasted_s=seconds)], TUESDAY)[-1].level is level


@examples(100)
@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_the_calendar_has_each_day_of_26_weeks_once(today: date) -> None:
    days = [cell.day for cell in calendar_of([], today)]

    assert days[0].weekday() == 0
    assert days[-1] == today
    assert all(later - earlier == DAY for earlier, later in pairwise(days))
    assert len(days) == 25 * 7 + today.weekday() + 1


@examples(50)
@given(st.lists(st.tuples(st.integers(0, 250), st.integers(0, 2000)), max_size=30))
def test_the_calendar_and_the_weeks_add_up_to_what_was_done(done: list[tuple[int, int]]) -> None:
    sessions = [tally(TUESDAY - timedelta(days=n), lasted_s=float(s)) for n, s in done]

    found = summary(*sessions)

    first = found.calendar[0].day
    assert sum(c.seconds for c in found.calendar) == sum(
        each.lasted_s for each in sessions if each.day >= first
    )
    for week in found.weeks:
        own = [each for each in sessions if monday_of(each.day) == week.monday]
        assert (week.sessions, week.seconds) == (len(own), sum(each.lasted_s for each in own))
        assert week.days_kept == len({each.day for each in own if each.kept})


def test_days_of_rest_are_marked_in_the_calendar() -> None:
    cells = summary(tally(), rests=[rest(MONDAY, MONDAY, "travel")]).calendar

    assert [cell.rest for cell in cells[-3:]] == [False, True, False]


# -------------------------------------------------------------------------------- trends


def test_the_score_of_a_week_is_the_mean_of_its_scores() -> None:
    found = summary(
        tally(MONDAY - 10 * DAY, tightness=6, pain=2),
        tally(MONDAY - 9 * DAY, tightness=5),
        tally(MONDAY, tightness=4, pain=0),
    )

    assert found.tightness.means == (5.5, None, 4.0)
    assert found.pain.means == (2.0, None, 0.0)


def test_the_highest_pain_says_in_which_exercise_it_came() -> None:
    worst = Hurt(day=MONDAY, pain=4, title="Calf raise", side="left")
    sessions = (tally(MONDAY, pain=4), tally(pain=3))

    assert summary(*sessions, hurt=worst).pain.highest == worst
    assert summary(tally(pain=5), hurt=worst).pain.highest == Hurt(day=TUESDAY, pain=5)


def test_what_was_skipped_most_comes_first() -> None:
    some = SkipTally(exercise_id="a", title="A", reasons={"": 1, "pain calf": 1})
    more = SkipTally(exercise_id="b", title="B", reasons={"": 3})

    assert summary(tally(), skips=(some, more)).skips == (more, some)
