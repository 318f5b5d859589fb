"""Three people and their four weeks, as records: from the goal to the plan that came of it."""

from __future__ import annotations

from datetime import date, timedelta

from plan_stories import MONDAY, Life, Told, begun, lived, offer, rest, stands

from calfcoach.frozen import replace
from calfcoach.plan.days import day_no, plan_day
from calfcoach.plan.figures import week_figures, weeks_of
from calfcoach.plan.progress import declined
from calfcoach.plan.resuming import resumption, resumption_line
from calfcoach.plan.review import Review, review
from calfcoach.plan.standing import IN_FLARE, free_on, paused, resumed, with_rests
from calfcoach.records import MeasureKind, MeasureRecord


def day(number: int) -> date:
    return MONDAY + timedelta(days=number - 1)


def said(life: Life, number: int) -> str | None:
    """The line about a pause on a day."""
    plan = stands(life, day(number))
    found = resumption(plan, day(number))
    return resumption_line(plan, found) if found else None


def looked_back(life: Life, number: int, *measures: MeasureRecord) -> Review:
    weeks = weeks_of(life.plan, life.sessions, life.rests, day(number + 1))
    return review(life.plan, weeks, measures, day(number))


def wall(number: int, left: float, right: float) -> MeasureRecord:
    return MeasureRecord(
        id=str(number),
        kind=MeasureKind.KNEE_TO_WALL,
        at="2026-11-09T07:00:00.000Z",
        utc_offset_s=0,
        local_day=day(number).isoformat(),
        values={"left_cm": [left - 0.5, left], "right_cm": [right]},
    )


# ---------------------------------------------------------- she keeps to it, and it gets better


def improving(number: int) -> Told:
    """Looser from week to week, hardly any pain, raises that become easy in the fourth week."""
    week = (number - 1) // 7
    return Told(tightness=6 - week, pain=1, morning=0, reps_left=5 if week == 3 else 2)


def test_who_keeps_to_it_goes_through_all_four_stages() -> None:
    life = lived(begun(), 28, improving)
    assert life.taken == (
        (8, "forward", "base"),
        (15, "forward", "build"),
        (22, "forward", "consolidate"),
    )
    assert life.due[:8] == (*[("starter",)] * 7, ("daily",))
    third = ["strength", "daily", "daily", "strength", "daily", "daily", "daily"]
    assert life.due[14:21] == tuple((name,) for name in third)


def test_each_step_forward_tells_its_figures() -> None:
    life = lived(begun(), 7, improving)
    assert offer(life, day(8)).reasons == (
        "7 of 7 sessions of the week were kept: 100 percent, where 80 are enough.",
        "The worst pain was 1 of 10. Up to 3 is fine.",
        "The stage would be base, 2 of 4.",
    )


def test_after_its_last_day_the_plan_points_to_the_one_that_keeps_what_there_is() -> None:
    life = lived(begun(), 28, improving)
    last = offer(life, day(29))
    assert (last.move, last.plan) == ("done", None)
    assert last.reasons == (
        "All 28 days of the plan are over.",
        "What may follow: `calfcoach plan start maintain`",
    )


def test_her_review_tells_what_changed_and_sends_her_nowhere() -> None:
    life = lived(begun(), 28, improving)
    told = looked_back(life, 28, wall(1, 8.0, 8.0), wall(27, 10.0, 9.9))
    assert (told.day_no, told.due, told.adherence, told.advise) == (28, True, 100, False)
    found = [(one.name, one.side, one.first, one.last, one.better) for one in told.changes]
    assert found == [
        ("pain", "", 1.0, 1.0, None),
        ("tightness", "", 6.0, 3.0, True),
        ("knee-to-wall", "left", 8.0, 10.0, True),
        ("knee-to-wall", "right", 8.0, 9.9, None),
    ]


# --------------------------------------------------------------------------- he misses days


def busy(number: int) -> Told | None:
    """Three days of the second week and four of the third fall out."""
    missing = {9, 11, 13, 16, 17, 19, 20}
    return None if number in missing else Told(tightness=5, pain=0)


def test_who_misses_days_stays_where_he_is_until_a_week_is_kept() -> None:
    life = lived(begun(), 28, busy)
    assert life.taken == ((8, "forward", "base"),)
    stays = offer(life, day(22))
    assert (stays.move, stays.plan) == ("stay", None)
    assert stays.reasons == (
        "3 of 7 sessions of the week were kept: 42 percent, where 80 are enough.",
        "The worst pain was 0 of 10. Up to 3 is fine.",
        "Missed days stay missed. Nothing is added to the days to come.",
        "The stage stays base, 2 of 4.",
    )


def test_missed_days_never_pile_up() -> None:
    assert {len(names) for names in lived(begun(), 28, busy).due} == {1}
    idle = lived(begun(), 28, lambda number: None)
    assert set(idle.due) == {("starter",)}


def test_a_plan_whose_stages_are_not_over_offers_to_go_on() -> None:
    life = lived(begun(), 28, busy)
    longer = offer(life, day(29))
    assert longer.move == "forward"
    assert longer.plan is not None
    assert (longer.plan.days, longer.plan.stage.name) == (42, "build")
    assert longer.reasons[-2:] == (
        "The 28 days of the plan are over, and not all of its stages.",
        "It would go on for 2 weeks more.",
    )
    due = plan_day(longer.plan, day(29))
    assert (due.day_no, due.of_days, [item.routine for item in due.items]) == (29, 42, ["strength"])


def test_a_plan_does_not_go_on_for_more_than_a_year() -> None:
    plan = replace(begun(), days=360, stage_no=1)
    assert offer(Life(plan=plan), day(361)).move == "done"


def test_a_session_of_which_less_than_half_was_done_is_not_kept() -> None:
    life = lived(begun(), 7, lambda number: Told(share=0.4))
    assert (week_figures(life.plan, life.sessions, (), day(8)).kept, life.taken) == (0, ())
    half = lived(begun(), 7, lambda number: Told(share=0.5))
    assert week_figures(half.plan, half.sessions, (), day(8)).kept == 7


# ------------------------------------------------------------------------------- pain rises


def sorer(number: int) -> Told:
    """It hurts more in the third week: 4, and then 6."""
    pain = 1 if number <= 14 else 4 if number <= 18 else 6 if number == 19 else 2
    return Told(tightness=6, pain=pain, morning=0)


def test_pain_above_five_takes_the_plan_back_the_next_day() -> None:
    life = lived(begun(), 19, sorer)
    back = offer(life, day(20))
    assert back.move == "back"
    assert back.reasons == (
        "The worst pain was 6 of 10. Above 5 is too much.",
        "The stage would be base, 2 of 4.",
    )
    assert back.plan is not None
    assert (back.plan.stage.name, back.plan.stage_since) == ("base", day(20))


def test_a_step_taken_after_the_days_session_begins_the_next_day() -> None:
    life = lived(begun(), 19, sorer)
    back = offer(life, day(19))
    assert (back.move, back.plan is not None) == ("back", True)
    taken = replace(life, plan=back.plan or life.plan)
    assert (taken.plan.stage_since, taken.plan.stage_before) == (day(20), 3)
    assert (offer(taken, day(19)).move, offer(taken, day(20)).move) == ("stay", "stay")
    of_today = [one for one in taken.sessions if one.local_day == day(19).isoformat()]
    today = plan_day(taken.plan, day(19), of_today)
    assert (today.stage, [(item.routine, item.done) for item in today.items]) == (
        "build",
        [("daily", 1)],
    )
    assert plan_day(taken.plan, day(20)).stage == "base"


def test_after_a_step_back_a_calm_week_leads_forward_again() -> None:
    assert lived(begun(), 28, sorer).taken == (
        (8, "forward", "base"),
        (15, "forward", "build"),
        (20, "back", "base"),
        (27, "forward", "build"),
    )


def test_pain_of_four_or_five_keeps_the_doses() -> None:
    life = lived(begun(), 7, lambda number: Told(pain=4 if number == 3 else 0))
    stays = offer(life, day(8))
    assert (stays.move, stays.plan) == ("stay", None)
    assert stays.reasons == (
        "7 of 7 sessions of the week were kept: 100 percent, where 80 are enough.",
        "The worst pain was 4 of 10. At 4 or 5 the doses stay as they are.",
        "The stage stays starter, 1 of 4.",
    )


def test_two_worse_mornings_take_the_plan_back_and_one_keeps_it() -> None:
    def mornings(*worse: int) -> Life:
        calm = lived(begun(), 8, lambda number: Told(pain=1, morning=0))
        assert calm.plan.stage.name == "base"
        return lived(begun(), 14, lambda number: Told(pain=1, morning=2 if number in worse else 0))

    assert offer(mornings(10), day(15)).move == "stay"
    life = mornings(10, 12)
    assert life.taken == ((8, "forward", "base"), (13, "back", "starter"))


def test_without_a_lower_step_too_much_pain_asks_for_rest() -> None:
    life = lived(begun(), 2, lambda number: Told(pain=7))
    back = offer(life, day(3))
    assert (back.move, back.plan) == ("back", None)
    assert back.reasons == (
        "The worst pain was 7 of 10. Above 5 is too much.",
        "There is no lower step. Keep some days free with `calfcoach rest --reason flare`.",
        "Talk to a doctor or a physiotherapist if it does not settle.",
    )


def test_four_weeks_without_a_change_are_a_reason_to_see_somebody() -> None:
    life = lived(begun(), 28, lambda number: Told(tightness=6, pain=3, morning=0))
    assert looked_back(life, 14).due
    assert not looked_back(life, 14).advise
    assert looked_back(life, 28).advise
    longer = wall(2, 8.0, 8.0), wall(28, 10.5, 8.0)
    assert looked_back(life, 28, *longer).advise


def test_what_got_worse_is_a_reason_even_where_something_else_is_better() -> None:
    def worse(number: int) -> Told:
        return Told(tightness=6 - number // 7, pain=1 + number // 7, morning=0)

    life = lived(begun(), 28, worse)
    assert [one.better for one in looked_back(life, 28).changes] == [False, True]
    assert looked_back(life, 28, wall(2, 8.0, 8.0), wall(28, 10.5, 8.0)).advise


def test_a_sore_heel_without_a_change_is_a_reason_after_two_weeks() -> None:
    life = lived(begun("heel-pain"), 14, lambda number: Told(pain=3, morning=3))
    assert looked_back(life, 14).advise
    assert "NHS page on plantar heel pain" in [one.cite for one in looked_back(life, 14).sources]


def test_who_has_no_complaint_is_sent_nowhere() -> None:
    calm = lived(begun("maintain"), 28, lambda number: Told(tightness=2, pain=0))
    assert not looked_back(calm, 28).advise
    silent = lived(begun(), 28, lambda number: Told())
    assert not looked_back(silent, 28).advise


# ---------------------------------------------------------------------- rests and pauses


def test_a_rest_of_two_days_is_free_and_counts_on() -> None:
    rests = (rest(day(10), day(11)),)
    life = lived(begun(), 14, improving, rests)
    assert (life.due[8:12], life.taken[-1]) == (
        (("daily",), (), (), ("daily",)),
        (8, "forward", "base"),
    )
    figures = week_figures(life.plan, life.sessions, rests, day(15))
    assert (figures.planned, figures.kept) == (5, 5)
    assert offer(life, day(15)).move == "forward"
    assert day_no(with_rests(life.plan, rests), day(14)) == 14


def test_a_rest_of_three_days_pauses_the_plan_and_it_goes_on_one_step_lower() -> None:
    rests = (rest(day(10), day(12), "travel"),)
    life = lived(begun(), 13, improving, rests)
    assert life.due[8:13] == (("daily",), (), (), (), ("starter",))
    assert life.taken == ((8, "forward", "base"),)
    plan = with_rests(life.plan, rests)
    assert [day_no(plan, day(number)) for number in (9, 10, 12, 13)] == [9, 9, 9, 10]
    assert plan_day(plan, day(11)).rest == "travel"


def test_a_flare_of_one_day_pauses_the_plan_too() -> None:
    rests = (rest(day(10), day(10), "flare"),)
    life = lived(begun(), 10, improving, rests)
    assert offer(life, day(10)).reasons == ("The plan stands still today.",)
    assert said(life, 10) is None
    assert said(life, 11) == "After a flare of 1 day the plan goes on one step lower: starter."
    assert offer(life, day(11)).reasons == (
        "The plan stood still in that time, and its days did not count.",
        "After 3 days or more, and after any flare, it begins again with less.",
        "A whole week that goes well leads on again.",
        "The next look is after day 16 of the plan.",
    )


def test_a_flare_that_was_only_told_pauses_like_one_that_is_kept_free() -> None:
    life = lived(begun(), 13, improving, (rest(day(10), day(12), IN_FLARE),))
    plan = stands(life, day(13))
    assert [plan_day(plan, day(no)).rest for no in (9, 10, 12, 13)] == ["", IN_FLARE, IN_FLARE, ""]
    assert (day_no(plan, day(13)), plan.stage.name) == (10, "starter")
    assert free_on(life.rests, day(11)) == ""
    assert with_rests(plan, ()).pauses == ()


def test_a_flare_and_the_rest_that_follows_it_are_one_pause() -> None:
    rests = (rest(day(17), day(17), IN_FLARE), rest(day(18), day(21), "flare"))
    life = lived(begun(), 21, improving, rests)
    plan = stands(life, day(22))
    assert (plan.stage.name, plan.stage_since) == ("base", day(22))
    assert said(life, 22) == "After a flare of 5 days the plan goes on one step lower: base."


def test_after_a_pause_a_whole_week_leads_forward_again() -> None:
    rests = (rest(day(10), day(12)),)
    life = lived(begun(), 19, improving, rests)
    assert said(life, 13) == "After 3 days of rest the plan goes on one step lower: starter."
    assert (said(life, 20), offer(life, day(20)).move) == (None, "forward")
    assert lived(begun(), 20, improving, rests).taken[1:] == ((20, "forward", "base"),)


def test_a_heel_raise_gets_easier_after_a_pause_too() -> None:
    plan = replace(begun("strengthen"), stage_no=3, raise_rung=2)
    life = Life(plan=plan, rests=(rest(day(4), day(8)),))
    now = stands(life, day(9))
    assert (now.stage_no, now.raise_rung) == (2, 1)
    first = stands(replace(life, plan=replace(plan, stage_no=1)), day(9))
    assert (first.stage_no, first.raise_rung) == (1, 1)


def test_a_version_that_was_kept_since_decides() -> None:
    life = lived(begun(), 12, improving, (rest(day(10), day(12)),))
    kept = replace(life, plan=declined(stands(life, day(13)), day(13)))
    assert stands(kept, day(14)).stage.name == "starter"
    own = replace(life.plan, stage_no=2, stage_since=day(13))
    assert stands(replace(life, plan=own), day(14)).stage.name == "base"


def test_in_the_first_stage_nothing_is_lower_after_a_rest_and_it_says_so() -> None:
    life = lived(begun(), 7, improving, (rest(day(3), day(7)),))
    assert said(life, 8) == "After 5 days of rest the plan stays at its lowest step: starter."
    assert offer(life, day(8)).reasons == (
        "The plan stood still in that time, and its days did not count.",
        "There is no lower step, so nothing is lower now.",
        "The next look is after day 9 of the plan.",
    )


def test_pain_from_before_a_pause_is_past() -> None:
    rests = (rest(day(4), day(6), "flare"),)
    life = lived(begun(), 6, lambda number: Told(pain=7), rests)
    assert offer(life, day(7)).reasons[-1] == "The next look is after day 10 of the plan."


def test_what_is_taken_never_carries_the_pause_of_a_rest() -> None:
    life = lived(begun(), 13, improving, (rest(day(10), day(12)),))
    assert life.plan.pauses == ()
    assert with_rests(with_rests(life.plan, life.rests), ()) == life.plan


def test_a_pause_of_ones_own_works_like_a_rest() -> None:
    plan = replace(begun(), stage_no=2)
    still = paused(plan, day(4))
    assert plan_day(still, day(9)).rest == "paused"
    assert offer(Life(plan=still), day(9)).reasons == ("The plan is paused.",)
    again = resumed(still, day(9))
    assert (day_no(again, day(3)), day_no(again, day(9))) == (3, 4)
    assert stands(Life(plan=again), day(9)).stage_no == 1
    assert said(Life(plan=again), 9) == (
        "After a pause of 5 days the plan goes on one step lower: starter."
    )
    assert resumed(paused(plan, day(4)), day(4)) == plan


# ------------------------------------------------------------------------------ the ladder


def strong(number: int) -> Told:
    return Told(pain=1, morning=0, reps_left=5)


def test_raises_with_four_to_spare_on_two_days_climb_a_rung() -> None:
    life = lived(begun("achilles"), 7, strong)
    up = offer(life, day(8))
    assert up.move == "raise"
    assert up.reasons == (
        "On 3 days at least 4 more heel raises were possible, with pain of 3 or less.",
        "The heel raise would be: up on two, down on one.",
    )


def test_two_days_with_reps_to_spare_are_enough_and_one_is_not() -> None:
    def rung(*spare: int) -> int:
        def told(number: int) -> Told:
            return Told(pain=1, reps_left=5 if number in spare else None)

        return lived(begun("achilles"), 8, told).plan.raise_rung

    assert [rung(1), rung(1, 3), rung(3, 5)] == [1, 2, 2]


def test_a_stage_and_the_raise_never_change_together() -> None:
    life = lived(begun("strengthen"), 30, strong)
    assert life.taken == (
        (8, "forward", "base"),
        (15, "raise", "base"),
        (22, "forward", "build"),
        (29, "raise", "build"),
    )
    assert life.plan.days == 42


def test_a_plan_against_pain_climbs_within_its_stage() -> None:
    life = lived(begun("achilles"), 8, strong)
    assert (life.plan.stage.name, life.plan.raise_rung) == ("starter", 2)
    assert life.taken == ((8, "raise", "starter"),)


def test_fewer_to_spare_or_more_pain_leave_the_raise_as_it_is() -> None:
    def rung(told: Told) -> int:
        return lived(begun("achilles"), 8, lambda number: told).plan.raise_rung

    assert rung(Told(pain=1, reps_left=4)) == 2
    assert rung(Told(pain=1, reps_left=3)) == 1
    assert rung(Told(pain=4, reps_left=9)) == 1
    assert rung(Told(pain=1)) == 1


def test_the_newest_answer_decides_whether_reps_are_to_spare() -> None:
    life = lived(begun("strengthen"), 7, lambda number: Told(reps_left=2 if number == 5 else 6))
    assert week_figures(life.plan, life.sessions, (), day(8)).spare_days == ()


def test_too_much_pain_lowers_the_raise_as_well() -> None:
    life = lived(begun("strengthen"), 16, lambda n: Told(pain=7 if n == 16 else 1, reps_left=5))
    assert (life.plan.stage.name, life.plan.raise_rung) == ("base", 1)
    back = offer(life, day(17)).plan
    assert back is not None
    assert (back.stage.name, back.raise_rung) == ("starter", 0)


# --------------------------------------------------------------------------- a no, the rest


def test_after_a_no_the_same_is_not_asked_before_another_week() -> None:
    life = lived(begun(), 7, improving)
    kept = replace(life, plan=declined(life.plan, day(8)))
    assert offer(kept, day(8)).reasons == ("The next look is after day 15 of the plan.",)
    assert [one.move for one in (offer(kept, day(no)) for no in (15, 16))] == ["stay", "stay"]
    assert offer(lived(kept.plan, 15, improving), day(16)).move == "forward"


def test_nothing_is_proposed_in_the_middle_of_the_first_week() -> None:
    life = lived(begun(), 4, improving)
    assert offer(life, day(5)).reasons == ("The next look is after day 7 of the plan.",)


def test_the_same_life_gives_the_same_plan() -> None:
    assert lived(begun(), 28, sorer) == lived(begun(), 28, sorer)


def test_reviews_fall_on_their_days_alone() -> None:
    found = [number for number in range(1, 40) if plan_day(begun(), day(number)).review]
    assert found == [14, 28]
