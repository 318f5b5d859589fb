from __future__ import annotations

from datetime import date, timedelta

from past_sessions import TUESDAY, gap, raises, session, stretches
from store_samples import work

from calfcoach.records import SessionRecord, Status, WorkStatus
from calfcoach.report.day import (
    Length,
    Today,
    day_so_far,
    unreadable_day,
)
from calfcoach.report.day_json import today_json
from calfcoach.report.day_spoken import today_sentences
from calfcoach.report.day_words import LINES_MAX, today_blocks
from calfcoach.report.exercises_done import exercises_done
from calfcoach.report.figures import session_json
from calfcoach.report.spoken import session_sentences
from calfcoach.store import instant_text

DAY = date(2026, 11, 17)
LENGTHS = {"daily": Length(total_s=730.0, up_to=False)}
MARCH = work(work_no=9, step_no=1, kind="warm-up", exercise_id="march", side="both")


def earlier(days: int, **changed: object) -> SessionRecord:
    at = TUESDAY - timedelta(days=days)
    return session(
        started_at=instant_text(at), local_day=(DAY - timedelta(days=days)).isoformat(), **changed
    )


def a_day() -> Today:
    desk = session(
        routine_id="desk",
        started_at=instant_text(TUESDAY + timedelta(hours=3, minutes=35)),
        planned_s=300.0,
        lasted_s=300.0,
        tightness=4,
        work=(*stretches(1), raises(), raises(6)),
    )
    stopped = earlier(1, status=Status.STOPPED, lasted_s=60.0, planned_both_s=140.0)
    return day_so_far(
        DAY,
        [earlier(6), earlier(2, tightness=5), stopped, desk],
        first_start=False,
        lengths=LENGTHS,
    )


def test_the_day_is_shown_with_its_week_and_the_next_command() -> None:
    assert today_blocks(a_day()) == [
        [("Tue 17 Nov",)],
        [
            ("due", "daily", "12 min 10 s", "", ""),
            ("done", "desk", " 5:00 of  5:00", "11:05", ""),
        ],
        [
            ("today", "left", "right"),
            ("Wall calf stretch", "0:30", "0:30"),
            ("Heel raise", "20 reps both", ""),
        ],
        [
            ("7 days", "Wed x  Thu .  Fri .  Sat .  Sun x  Mon /  Tue x  x kept, . not, / begun"),
            ("tight", "first 5, now 4 (your own scores, 7 days)"),
        ],
        [("calf run", "daily, 12 min 10 s")],
    ]


def test_the_day_is_said_in_sentences() -> None:
    assert today_sentences(a_day()) == [
        "Tuesday 17 November.",
        "Desk, done, 5 minutes, at 11:05.",
        "Wall calf stretch, left leg 30 seconds, right leg 30 seconds.",
        "Heel raise, both legs 20 reps.",
        "In the last 7 days, done on Wednesday, Sunday and Tuesday.",
        "Tightness by your own scores was 5 first and 4 last.",
        "Next, type calf run for daily, 12 minutes 10 seconds.",
    ]


def test_a_day_with_nothing_done_says_so() -> None:
    today = day_so_far(
        DAY, [], first_start=False, lengths={"daily": Length(total_s=90.0, up_to=True)}
    )

    assert today_blocks(today) == [
        [("Tue 17 Nov",)],
        [("due", "daily", "up to 1 min 30 s", "", ""), ("done", "nothing yet", "", "", "")],
        [("7 days", "Wed .  Thu .  Fri .  Sat .  Sun .  Mon .  Tue .  x kept, . not")],
        [("calf run", "daily, up to 1 min 30 s")],
    ]
    assert today_sentences(today) == [
        "Tuesday 17 November.",
        "Nothing done yet today.",
        "In the last 7 days, nothing was done.",
        "Next, type calf run for daily, up to 1 minute 30 seconds.",
    ]


def test_after_daily_the_next_command_looks_back() -> None:
    today = day_so_far(DAY, [session(tightness=3)], first_start=False, lengths=LENGTHS)

    assert today.agenda.all_done
    assert today_blocks(today)[-2:] == [
        [
            ("7 days", "Wed .  Thu .  Fri .  Sat .  Sun .  Mon .  Tue x  x kept, . not"),
            ("tight", "3 (your own score)"),
        ],
        [("calf history show last", "daily is done for today; this is what was done last")],
    ]
    assert today_sentences(today)[-3:] == [
        "Tightness by your own score was 3.",
        "Daily is done for today.",
        "To hear what was done, type calf history show last.",
    ]


def test_a_daily_that_was_skipped_to_its_end_is_not_done() -> None:
    skipped = tuple(work(no, done_s=0.0, status=WorkStatus.SKIPPED) for no in (1, 2))
    today = day_so_far(DAY, [session(work=skipped)], first_start=False, lengths=LENGTHS)

    assert not today.agenda.all_done
    assert (today.week[-1].kept, today.week[-1].begun) == (False, True)
    assert today_blocks(today)[-2:] == [
        [("7 days", "Wed .  Thu .  Fri .  Sat .  Sun .  Mon .  Tue /  x kept, . not, / begun")],
        [("calf run", "daily, 12 min 10 s")],
    ]


def test_without_room_the_marks_stand_without_a_legend() -> None:
    assert today_blocks(a_day(), legend=False)[3][0] == (
        "7 days",
        "Wed x  Thu .  Fri .  Sat .  Sun x  Mon /  Tue x",
    )


def test_a_broken_session_is_offered_before_anything_else() -> None:
    broken = session(status=Status.RUNNING, lasted_s=None)
    today = day_so_far(DAY, [broken], first_start=False, broken=broken, lengths=LENGTHS)

    assert today.sessions == ()
    assert today_blocks(today)[-1] == [
        ("calf run --resume", "goes on with daily, which broke off at 07:42")
    ]
    assert today_sentences(today)[-2:] == [
        "Daily broke off at 07:42.",
        "To go on with it, type calf run --resume.",
    ]


def test_a_running_session_is_left_alone() -> None:
    running = session(status=Status.RUNNING, lasted_s=None)
    today = day_so_far(DAY, [running], first_start=False, running=running, lengths=LENGTHS)

    assert today_blocks(today)[-1] == [("calf history", "daily is running now")]
    assert today_sentences(today)[-1] == "Daily is running now."


def test_the_first_start_says_what_this_is() -> None:
    today = day_so_far(DAY, [], first_start=True, lengths=LENGTHS)

    assert today.next_command == "calfcoach run daily"
    assert today_blocks(today) == [
        [
            ("CalfCoach guides you through stretching and strengthening your calves.",),
            ("It counts, says when to change legs, and keeps a history on this machine only.",),
            ("To start, type calfcoach run daily",),
        ]
    ]
    assert today_sentences(today)[-1] == "To start, type calfcoach run daily."


def test_without_a_history_nothing_is_claimed() -> None:
    today = unreadable_day(DAY, None)

    assert today_blocks(today) == [[("Tue 17 Nov",)], [("calf run", "daily")]]
    assert today_sentences(today) == ["Tuesday 17 November.", "Next, type calf run for daily."]
    assert today_json(today)["history_readable"] is False


def test_a_full_day_still_fits_sixteen_lines() -> None:
    many = tuple(
        work(no, exercise_id=f"own-{no}", exercise_title=f"Own {no}") for no in range(1, 12)
    )
    sessions = [
        session(started_at=instant_text(TUESDAY + timedelta(hours=no)), tightness=5, work=many)
        for no in range(7)
    ]
    blocks = today_blocks(day_so_far(DAY, sessions, first_start=False, lengths=LENGTHS))

    assert sum(len(block) for block in blocks) + len(blocks) - 1 == LINES_MAX
    assert blocks[1] == [
        ("done", "4 earlier", "", "", ""),
        ("", "daily", "12:10 of 12:10", "11:30", ""),
        ("", "daily", "12:10 of 12:10", "12:30", ""),
        ("", "daily", "12:10 of 12:10", "13:30", ""),
    ]
    assert blocks[2] == [
        ("today", "left", "right"),
        ("Own 1", "3:30", ""),
        ("Own 2", "3:30", ""),
        ("and 9 more", "", ""),
    ]


def test_warming_up_and_what_was_skipped_are_no_exercise_of_the_day() -> None:
    skipped = work(1, done_s=0.0, status=WorkStatus.SKIPPED)

    assert exercises_done([MARCH, skipped]) == ()


def test_a_leg_of_its_own_and_both_legs_stand_in_one_row() -> None:
    rows = (raises(1, side="left"), raises(2), raises(3, done_reps=None, done_s=35.0, side="right"))
    today = day_so_far(DAY, [session(work=rows)], first_start=False)

    assert today_blocks(today)[2][1] == ("Heel raise", "10 reps, 10 reps both", "0:35")


def test_titles_are_shown_as_typed() -> None:
    rows = (work(1, exercise_title="[red]Stretch"),)
    today = day_so_far(DAY, [session(work=rows)], first_start=False)

    assert today_blocks(today)[2][1] == ("[red]Stretch", "0:30", "")


def test_json_of_the_day() -> None:
    made = today_json(a_day())

    assert made.pop("sessions") == [session_json(each) for each in a_day().sessions]
    assert [day["day"] for day in made["days"]][::6] == ["2026-11-11", "2026-11-17"]
    assert [(day["kept"], day["begun"]) for day in made.pop("days")] == [
        (True, False),
        (False, False),
        (False, False),
        (False, False),
        (True, False),
        (False, True),
        (True, False),
    ]
    assert made.pop("exercises")[1] == {
        "exercise": "heel-raise",
        "title": "Heel raise",
        "kind": "strength",
        "left_s": 0.0,
        "right_s": 0.0,
        "both_s": 140.0,
        "left_reps": None,
        "right_reps": None,
        "both_reps": 20,
    }
    assert made.pop("dose")[1] == {
        "title": "Heel raise",
        "kind": "strength",
        "asked": {},
        "done": {"both": {"seconds": 140.0, "reps": 20}},
    }
    assert made == {
        "day": "2026-11-17",
        "history_readable": True,
        "first_start": False,
        "due": "daily",
        "blocked": False,
        "tightness": {"first": 5, "last": 4},
        "running": None,
        "broken": None,
        "next_due": None,
        "daily_done": False,
        "daily_s": 730.0,
        "daily_up_to": False,
        "next_command": "calf run",
        "asked": [{"routine": "daily", "times": 1, "done": 0}],
        "rest": None,
        "flare": False,
        "plan": None,
    }


def test_no_sentence_holds_what_a_screen_reader_spells_out() -> None:
    told = [
        *today_sentences(a_day()),
        *session_sentences(session(gaps=(gap(),)), this_year=2025, running_id=None),
    ]

    assert not [line for line in told for sign in "·—→×%▸…|" if sign in line]
    assert all(line.endswith(".") and "  " not in line for line in told)
