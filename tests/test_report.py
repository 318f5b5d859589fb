from __future__ import annotations

from datetime import date, datetime

import pytest
from past_sessions import gap, raises, session, stretches
from store_samples import work

from calfcoach.frozen import replace
from calfcoach.records import SessionOrigin, SessionRecord, Status, WorkStatus
from calfcoach.report.clock import as_lived, clock, short_day, short_moment, spoken_moment
from calfcoach.report.figures import counts, figures_of, session_json, whole_session_json
from calfcoach.report.spoken import history_sentence, session_sentences
from calfcoach.report.tables import gap_rows, history_rows, session_facts, work_rows

DAY = date(2026, 11, 17)


def row(each: SessionRecord, running_id: str | None = None) -> tuple[str, ...]:
    return history_rows([each], this_year=2026, running_id=running_id)[1]


def said(each: SessionRecord, running_id: str | None = None) -> str:
    return history_sentence(each, this_year=2026, running_id=running_id)


# ---------------------------------------------------------------------------- clock


@pytest.mark.parametrize(
    ("length_s", "written"),
    [(0, "0:00"), (4.6, "0:05"), (59.7, "1:00"), (730, "12:10"), (3723, "1:02:03"), (-3, "0:00")],
)
def test_a_length_is_minutes_and_seconds(length_s: float, written: str) -> None:
    assert clock(length_s) == written


@pytest.mark.parametrize(
    ("length_s", "written"),
    [(0, "0:00"), (65.5, "1:05.5"), (65.96, "1:06"), (3725.04, "1:02:05"), (-3, "0:00")],
)
def test_a_length_may_show_its_tenths(length_s: float, written: str) -> None:
    assert clock(length_s, tenths=True) == written


def test_a_moment_is_that_of_the_clock_on_the_wall_then() -> None:
    summer, winter = "2026-10-24T22:30:00.000Z", "2026-10-25T22:30:00.000Z"

    assert short_moment(as_lived(summer, 7200), 2026) == "Sun 25 Oct 00:30"
    assert short_moment(as_lived(winter, 3600), 2026) == "Sun 25 Oct 23:30"
    assert short_moment(as_lived(winter, -19800), 2026) == "Sun 25 Oct 17:00"


def test_the_year_is_written_where_it_is_not_this_one() -> None:
    new_year = as_lived("2026-12-31T23:30:00.000Z", 3600)

    assert short_moment(new_year, 2027) == "Fri  1 Jan 00:30"
    assert short_moment(new_year, 2026) == "Fri  1 Jan 2027 00:30"
    assert spoken_moment(new_year, 2026) == "Friday 1 January 2027, 00:30"
    assert short_day(DAY, 2026) == "Tue 17 Nov"


# -------------------------------------------------------------------------- figures


def test_work_is_summed_for_each_side() -> None:
    sums = figures_of(session(work=(*stretches(3), raises())))

    assert (sums.left_s, sums.right_s, sums.both_s) == (90.0, 90.0, 70.0)
    assert (sums.planned_left_s, sums.planned_right_s, sums.planned_both_s) == (90.0, 90.0, 70.0)


def test_planned_work_is_that_of_the_whole_session_also_when_it_was_stopped_early() -> None:
    plan = {"planned_left_s": 180.0, "planned_right_s": 180.0, "planned_both_s": 140.0}
    stopped = session(status=Status.STOPPED, lasted_s=20.0, work=(work(done_s=4.0),), **plan)

    sums = figures_of(stopped)

    assert (sums.left_s, sums.right_s, sums.both_s) == (4.0, 0.0, 0.0)
    assert (sums.planned_left_s, sums.planned_right_s, sums.planned_both_s) == (180.0, 180.0, 140.0)


def test_only_stretches_are_stretch_time() -> None:
    rows = (work(done_s=20.0), raises(2, side="left"), work(3, side="right"), raises(4))

    sums = figures_of(session(work=rows))

    assert (sums.stretch_left_s, sums.stretch_right_s) == (20.0, 30.0)
    assert (sums.left_s, sums.right_s, sums.both_s) == (90.0, 30.0, 70.0)


def test_pauses_and_time_away_are_no_time_run() -> None:
    gaps = (gap(seconds=41.0), gap("away", 5.0), gap("hurt", 14.0))

    sums = figures_of(session(status=Status.STOPPED, lasted_s=482.0, gaps=gaps))

    assert (sums.run_s, sums.done_s, sums.paused_s, sums.away_s) == (422.0, 422.0, 55.0, 5.0)


def test_a_preparation_that_came_twice_makes_a_session_no_more_than_whole() -> None:
    sums = figures_of(session(lasted_s=776.0, gaps=(gap(),)))

    assert (sums.run_s, sums.done_s) == (735.0, 730.0)


def test_a_clock_that_went_wrong_makes_no_negative_time() -> None:
    assert figures_of(session(lasted_s=3.0, gaps=(gap(),))).run_s == 0.0


def test_nobody_knows_how_long_a_session_without_end_ran() -> None:
    sums = figures_of(session(status=Status.RUNNING, lasted_s=None))

    assert (sums.run_s, sums.done_s) == (None, None)


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize(("right_s", "kept"), [(0.0, False), (29.9, False), (30.0, True)])
def test_a_session_counts_from_half_of_its_planned_work_however_it_ended(
    status: Status, right_s: float, kept: bool
) -> None:
    rows = (work(1), work(2, side="right", done_s=right_s, status=WorkStatus.PART))
    plan = {"planned_left_s": 60.0, "planned_right_s": 60.0}

    assert counts(session(status=status, lasted_s=20.0, work=rows, **plan)) is kept


def test_a_session_that_was_skipped_to_its_end_does_not_count() -> None:
    skipped = tuple(
        replace(row, done_s=0.0, status=WorkStatus.SKIPPED) for row in (*stretches(), raises())
    )

    assert not counts(session(lasted_s=730.0, work=skipped))


def test_a_session_without_any_planned_work_does_not_count() -> None:
    assert not counts(session(work=()))


def test_a_session_that_was_written_down_later_always_counts() -> None:
    assert counts(session(origin=SessionOrigin.LOGGED, work=()))


def test_json_holds_every_field_of_a_session() -> None:
    made = session_json(session(tightness=4, note="a\nb", gaps=(gap(),), lasted_s=776.0))

    assert made == {
        "id": "019a9c2f-5e00-7000-8000-000000000001",
        "code": "bcdf",
        "status": "completed",
        "origin": "guided",
        "routine": "daily",
        "routine_title": "Daily calf care",
        "routine_hash": "ab12",
        "started_at": "2026-11-17T06:30:00.000Z",
        "ended_at": "2026-11-17T06:42:10.000Z",
        "utc_offset_s": 3600,
        "local_day": "2026-11-17",
        "planned_s": 730.0,
        "lasted_s": 776.0,
        "run_s": 735.0,
        "done_s": 730.0,
        "left_s": 60.0,
        "right_s": 60.0,
        "both_s": 0.0,
        "stretch_left_s": 60.0,
        "stretch_right_s": 60.0,
        "planned_left_s": 60.0,
        "planned_right_s": 60.0,
        "planned_both_s": 0.0,
        "paused_s": 41.0,
        "away_s": 0.0,
        "tightness": 4,
        "pain_before": None,
        "pain_worst": None,
        "pain_after": None,
        "pain_next_morning": None,
        "day_answer": "",
        "options": "{}",
        "note": "a\nb",
    }


def test_json_of_one_session_has_its_work_and_gaps_too() -> None:
    made = whole_session_json(session(work=(raises(1, load="5 kg"),), gaps=(gap("away", 5.0),)))

    assert made["work"] == [
        {
            "work_no": 1,
            "step_no": 3,
            "set_no": 1,
            "round_no": 1,
            "exercise": "heel-raise",
            "exercise_title": "Heel raise",
            "kind": "strength",
            "muscles": ["gastrocnemius", "soléus"],
            "technique": "stretch-standing",
            "side": "both",
            "planned_s": 70.0,
            "done_s": 70.0,
            "planned_reps": 10,
            "done_reps": 10,
            "reps_left": None,
            "load": "5 kg",
            "status": "done",
            "why": "",
            "pain": None,
            "at": "2026-11-20T12:00:00.000Z",
        }
    ]
    assert made["gaps"] == [
        {"work_no": 2, "reason": "away", "at": "2026-11-17T06:31:00.000Z", "seconds": 5.0}
    ]


# --------------------------------------------------------------------------- tables


def test_a_finished_session_is_one_row() -> None:
    assert history_rows([session(tightness=4)], this_year=2026, running_id=None) == [
        ("when", "code", "routine", "done of plan", "left", "right", "tight", "ended"),
        ("Tue 17 Nov 07:30", "bcdf", "daily", "12:10 of 12:10", "1:00", "1:00", "4", "done"),
    ]


def test_a_stopped_session_says_when_it_was_hurt_and_left() -> None:
    stopped = session(status=Status.STOPPED, lasted_s=427.0, pain_worst=2, gaps=(gap("away", 5.0),))

    assert row(stopped)[3:] == (
        "7:02 of 12:10",
        "1:00",
        "1:00",
        "",
        "stopped 7:02, hurt 2, away 0:05",
    )


def test_an_interrupted_session_is_called_so() -> None:
    assert row(session(status=Status.INTERRUPTED, lasted_s=60.0))[-1] == "interrupted"


def test_a_session_without_end_runs_only_while_its_process_lives() -> None:
    open_end = session(status=Status.RUNNING, lasted_s=None)

    assert row(open_end, running_id=open_end.id)[3:] == (
        "- of 12:10",
        "1:00",
        "1:00",
        "",
        "running",
    )
    assert row(open_end, running_id="another")[-1] == "not finished"


def test_a_session_written_down_later_claims_no_seconds_of_its_own() -> None:
    by_hand = session(origin=SessionOrigin.LOGGED, lasted_s=720.0, tightness=3)

    assert row(by_hand)[3:] == ("12:00 by hand", "", "", "3", "logged later")
    assert said(by_hand) == (
        "Daily, logged later, 12 minutes, tightness 3. Tuesday 17 November, 07:30."
    )


def test_only_stretch_time_stands_under_left_and_right() -> None:
    assert row(session(work=(raises(),)))[4:6] == ("", "")
    assert row(session(work=(raises(side="left"),)))[4:6] == ("", "")
    assert row(session(work=(work(), raises(2, side="right"))))[4:6] == ("0:30", "0:00")


def test_one_session_tells_its_facts() -> None:
    told = session(
        routine_title="Calf [bold]care[/bold] 🦵",
        note="first [i]line[/i]\nsecond",
        day_answer="sore 4",
        tightness=5,
        pain_worst=2,
        pain_next_morning=0,
        work=(*stretches(), raises()),
        gaps=(gap(),),
        lasted_s=776.0,
    )

    assert session_facts(told, this_year=2026, running_id=None) == [
        ("routine", "daily (Calf [bold]care[/bold] 🦵)"),
        ("code", "bcdf"),
        ("when", "Tue 17 Nov 07:30"),
        ("done", "12:10 of 12:10"),
        ("ended", "done, hurt 2"),
        ("left", "1:00 of 1:00"),
        ("right", "1:00 of 1:00"),
        ("both", "1:10 of 1:10"),
        ("paused", "0:41"),
        ("before", "sore 4"),
        ("tight", "5 (watch it)"),
        ("pain", "worst 2 (fine), next morning 0 (fine)"),
        ("note", "first [i]line[/i]"),
        ("", "second"),
    ]


def test_a_session_stopped_early_tells_the_work_that_it_was_to_have() -> None:
    stopped = session(
        status=Status.STOPPED,
        lasted_s=20.0,
        work=(work(done_s=4.0, status=WorkStatus.PART),),
        planned_left_s=180.0,
        planned_right_s=180.0,
        planned_both_s=140.0,
    )

    facts = session_facts(stopped, this_year=2026, running_id=None)

    assert facts[-3:] == [
        ("left", "0:04 of 3:00"),
        ("right", "0:00 of 3:00"),
        ("both", "0:00 of 2:20"),
    ]


def test_each_work_phase_is_a_row_with_what_was_not_as_planned() -> None:
    rows = (
        work(1, done_s=12.0, status=WorkStatus.SKIPPED, why="pain", pain=4),
        work(2, side="right", done_s=20.0, status=WorkStatus.PART),
        raises(3, load="5 kg"),
        raises(4, set_no=2, done_reps=None, done_s=41.0),
        raises(5, set_no=3, planned_reps=None, done_reps=None),
        raises(6, set_no=4, done_s=0.0, done_reps=0, status=WorkStatus.SKIPPED, why="no room"),
    )

    assert work_rows(rows) == [
        ("step", "exercise", "side", "set", "done of plan", "reps", "remarks"),
        ("2", "Wall calf stretch", "left", "1", "0:12 of 0:30", "", "skipped, it hurt, pain 4"),
        ("2", "Wall calf stretch", "right", "1", "0:20 of 0:30", "", "in part"),
        ("3", "Heel raise", "both", "1", "1:10 of 1:10", "10 of 10", "5 kg"),
        ("3", "Heel raise", "both", "2", "0:41 of 1:10", "- of 10", ""),
        ("3", "Heel raise", "both", "3", "1:10 of 1:10", "", ""),
        ("3", "Heel raise", "both", "4", "0:00 of 1:10", "0 of 10", "skipped, no room"),
    ]


def test_rounds_have_a_column_where_there_are_any() -> None:
    assert [each[:5] for each in work_rows((raises(1), raises(2, round_no=2)))] == [
        ("step", "exercise", "side", "set", "round"),
        ("3", "Heel raise", "both", "1", "1"),
        ("3", "Heel raise", "both", "1", "2"),
    ]
    assert work_rows(()) == []


def test_gaps_say_when_what_and_where() -> None:
    gaps = (gap(), gap("away", 5.0), gap("suspended", 90.0), gap("hurt", 9.0, work_no=77))

    assert gap_rows(session(gaps=gaps)) == [
        ("07:31", "paused", "0:41", "in step 2"),
        ("07:31", "away", "0:05", "in step 2"),
        ("07:31", "suspended", "1:30", "in step 2"),
        ("07:31", "paused, it hurt", "0:09", ""),
    ]


# ------------------------------------------------------------------------- sentences


def test_a_finished_session_is_one_sentence_and_its_time() -> None:
    rows = stretches(6)

    assert said(session(work=rows, tightness=4)) == (
        "Daily, finished, 12 minutes 10 seconds, left 3 minutes, right 3 minutes, tightness 4. "
        "Tuesday 17 November, 07:30."
    )


def test_a_sentence_says_what_was_not_as_usual() -> None:
    stopped = session(
        routine_id="night-cramps",
        status=Status.STOPPED,
        lasted_s=427.0,
        pain_worst=2,
        gaps=(gap("away", 5.0),),
        work=(raises(),),
    )

    assert said(stopped) == (
        "Night cramps, stopped, 7 minutes 2 seconds, 1 minute 10 seconds of work, hurt 2, "
        "away 5 seconds. Tuesday 17 November, 07:30."
    )


def test_a_session_without_end_has_no_length_in_words_either() -> None:
    open_end = session(status=Status.RUNNING, lasted_s=None, work=())

    assert said(open_end, open_end.id) == "Daily, running. Tuesday 17 November, 07:30."
    assert said(open_end) == "Daily, not finished. Tuesday 17 November, 07:30."


def test_one_session_is_told_step_by_step() -> None:
    rows = (
        work(1, done_s=12.0, status=WorkStatus.SKIPPED, why="pain", pain=4),
        work(2, side="right", set_no=2),
        work(3, kind="roll", planned_s=120.0, done_s=60.0, status=WorkStatus.PART, side="both"),
        raises(4, load="5 kg", round_no=2, done_reps=7, status=WorkStatus.SKIPPED, why="no room"),
    )
    told = session(
        work=rows, gaps=(gap(),), note="one\ntwo", day_answer="sore 4", pain_after=1, lasted_s=771.0
    )

    assert session_sentences(told, this_year=2026, running_id=None) == [
        "Daily, finished, 12 minutes 10 seconds, left 12 seconds, right 30 seconds. "
        "Tuesday 17 November, 07:30.",
        "Before it: sore 4.",
        "Pain after 1, fine.",
        "Step 2, left leg, Wall calf stretch, set 1, 12 of 30 seconds, skipped because it hurt, "
        "pain 4.",
        "Step 2, right leg, Wall calf stretch, set 2, 30 seconds, done.",
        "Step 2, Wall calf stretch, set 1, 60 seconds of 2 minutes, in part.",
        "Step 3, Heel raise, set 1, round 2, 7 of 10 reps, skipped, no room, load 5 kg.",
        "Paused, 41 seconds, at 07:31.",
        "Note: one two.",
    ]


def test_the_same_sentence_is_not_said_twice_in_a_row() -> None:
    told = session(work=(raises(1), raises(2)))

    assert session_sentences(told, this_year=2026, running_id=None)[1:] == [
        "Step 3, Heel raise, set 1, 10 of 10 reps, done."
    ]


def test_a_moment_without_a_zone_is_never_taken_for_an_instant() -> None:
    with pytest.raises(ValueError, match="an instant needs a time zone"):
        as_lived(datetime(2026, 11, 17).isoformat(), 0)  # noqa: DTZ001  # the point of the test


def test_a_cramp_tells_how_long_it_took_to_let_go() -> None:
    release = work(
        work_no=1,
        exercise_id="cramp-release",
        kind="relax",
        side="right",
        planned_s=0.0,
        done_s=110.0,
        why="eased",
    )
    eased = session(
        routine_id="cramp", routine_hash="", planned_s=245.0, lasted_s=245.0, work=(release,)
    )
    held = session(
        routine_id="cramp",
        routine_hash="",
        planned_s=600.0,
        lasted_s=600.0,
        work=(replace(release, why="", side="both", done_s=600.0, status=WorkStatus.PART),),
    )
    rows = history_rows([eased, held], this_year=2026, running_id=None)
    assert [(row[3], row[4], row[5], row[7]) for row in rows[1:]] == [
        ("4:05 right", "", "", "eased 1:50"),
        ("10:00", "", "", "not eased"),
    ]
    assert history_sentence(eased, this_year=2026, running_id=None).startswith(
        "Cramp, eased after 1 minute 50 seconds, right leg, 4 minutes 5 seconds. "
    )
