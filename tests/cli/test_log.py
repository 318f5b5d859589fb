from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from planned import begin_plan
from processes import HOLD, REP, local_today, routine_file, run, sessions

from calfcoach.records import SessionOrigin, Status, WorkStatus
from calfcoach.report.figures import counts

Calf = Callable[..., Any]

TWO = f"{HOLD}\nsets = 3\n\n[[step]]\n{REP}\nload = '5 kg'".replace("reps = 1", "reps = 10")


def codes_hidden(text: str) -> str:
    return re.sub(r"Code [bcdfghjkmnprstwz]{4}", "Code abcd", text)


def rows(home: Path) -> list[tuple[str, str, float, int | None]]:
    """Exercise, side, seconds and reps of the only session."""
    (session,) = sessions(home)
    return [(w.exercise_id.split("/")[-1], w.side, w.done_s, w.done_reps) for w in session.work]


def test_a_routine_is_logged_as_if_it_was_done_whole(calf: Calf, home: Path) -> None:
    before = datetime.now(UTC)
    result = calf("log", "daily", "--tight", "3", "--pain", "2", "--note", "at the lake [b]")

    (session,) = sessions(home)
    assert (result.code, result.err) == (0, "")
    assert re.fullmatch(
        r"Logged: daily, 12 min 10 s, [\w ]+ \d\d:\d\d\. Code [a-z]{4}\.\n"
        r"Tightness 3 of 10, fine\.\nPain 2 of 10, fine\.\n",
        result.out,
    )
    assert (session.origin, session.status) == (SessionOrigin.LOGGED, Status.COMPLETED)
    assert (session.lasted_s, session.planned_s, len(session.work)) == (730.0, 730.0, 18)
    assert (session.tightness, session.pain_after, session.note) == (3, 2, "at the lake [b]")
    assert session.ended_at is not None
    assert datetime.fromisoformat(session.ended_at) >= before - timedelta(seconds=1)


def test_a_time_and_minutes_are_told_and_kept(calf: Calf, home: Path) -> None:
    result = calf("log", "daily", "--at", "2020-11-17 07:30", "--minutes", "7")

    (session,) = sessions(home)
    assert (result.code, result.err) == (0, "")
    assert codes_hidden(result.out) == "Logged: daily, 7 min, Tue 17 Nov 2020 07:30. Code abcd.\n"
    assert (session.local_day, session.lasted_s) == ("2020-11-17", 420.0)


def test_minutes_scale_the_doses_and_keep_both_sides_equal(
    calf: Calf, home: Path, tmp_path: Path
) -> None:
    path = routine_file(tmp_path, TWO)

    calf("log", path, "--at", "2020-11-17 07:30", "--minutes", "0.125")

    (session,) = sessions(home)
    left = [(w.done_s, w.done_reps, w.status) for w in session.work if w.side == "left"]
    right = [(w.done_s, w.done_reps, w.status) for w in session.work if w.side == "right"]
    assert left == right
    assert session.lasted_s == 7.5
    assert {w.planned_s for w in session.work} == {1.0, 2.0}


def test_what_was_done_is_written_alone_and_on_each_side(
    calf: Calf, home: Path, tmp_path: Path
) -> None:
    path = routine_file(tmp_path, TWO)

    result = calf("log", path, "--done", "short/lean=2x30s", "--done", "short/rise=12")

    assert (result.code, result.err) == (0, "")
    assert rows(home) == [
        ("lean", "left", 30.0, None),
        ("lean", "left", 30.0, None),
        ("lean", "right", 30.0, None),
        ("lean", "right", 30.0, None),
        ("rise", "left", 2.4, 12),
        ("rise", "right", 2.4, 12),
    ]


def test_one_side_is_enough(calf: Calf, home: Path, tmp_path: Path) -> None:
    path = routine_file(tmp_path, TWO)

    calf("log", path, "--side", "left", "--done", "short/lean=45s")

    (session,) = sessions(home)
    assert rows(home) == [("lean", "left", 45.0, None)]
    assert (session.planned_right_s, session.lasted_s) == (0.0, 45.0)
    assert session.work[0].status is WorkStatus.DONE


def test_several_a_day_are_kept(calf: Calf, home: Path) -> None:
    for clock in ("07:30", "07:30", "18:00"):
        calf("log", "desk", "--at", f"2020-11-17 {clock}")

    assert len(sessions(home)) == 3


def test_a_session_after_midnight_belongs_to_the_evening(calf: Calf, home: Path) -> None:
    calf("log", "desk", "--at", "2020-11-18 00:30")

    assert sessions(home)[0].local_day == "2020-11-17"


@pytest.mark.parametrize("ahead", [timedelta(hours=1), timedelta(days=400)])
def test_the_future_cannot_be_logged(calf: Calf, home: Path, ahead: timedelta) -> None:
    at = datetime.now().astimezone() + ahead
    result = calf("log", "daily", "--at", at.isoformat())

    assert (result.code, result.out) == (2, "")
    assert result.err == (
        f"error: `--at` lies in the future: {at:%Y-%m-%d %H:%M}\n"
        "  hint: only what is done can be written down\n"
    )
    assert sessions(home) == []


def test_a_session_that_would_end_in_the_future_is_refused(calf: Calf, home: Path) -> None:
    at = datetime.now().astimezone() - timedelta(minutes=5)
    result = calf("log", "daily", "--at", at.isoformat())

    assert (result.code, result.out) == (2, "")
    assert result.err == (
        f"error: a session of 12 minutes 10 seconds from {at:%H:%M} on would end in the future\n"
        "  hint: `--at` is when it began; `--minutes` says how long it was\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["daily", "--done", "wall-calf-strech=30s"],
            'error: `daily` has no exercise "wall-calf-strech"\n'
            "  hint: did you mean `wall-calf-stretch`?\n",
        ),
        (
            ["daily", "--done", "heel-raise"],
            'error: `--done` must be an exercise and how much of it, got "heel-raise"\n'
            "  hint: write --done wall-calf-stretch=3x30s, or --done heel-raise=2x12 for reps\n",
        ),
        (
            ["daily", "--done", "heel-raise=0"],
            'error: `heel-raise` can have 1 to 20 sets of 1 to 200 reps, got "0"\n'
            "  hint: write --done wall-calf-stretch=3x30s, or --done heel-raise=2x12 for reps\n",
        ),
        (
            ["daily", "--done", "heel-raise=1", "--done", "heel-raise=2"],
            "error: `--done` names heel-raise twice\n"
            "  hint: write it once, with all its sets, as in --done heel-raise=3x30s\n",
        ),
        (
            ["daily", "--at", "whenever \x1b[2J"],
            'error: `--at` must be a time such as "yesterday 07:30", got "whenever U+001B[2J"\n'
            '  hint: write --at "yesterday 07:30", --at 18:00 or --at 2026-11-20T07:30\n',
        ),
        (
            ["daily", "--note", "\x1b[2J"],
            "error: a note can hold no control characters\n"
            "  hint: type it anew; a text copied from a terminal may carry them unseen\n",
        ),
        (
            ["daily", "--minutes", "nan"],
            'error: `--minutes` must be 0.1 to 360 minutes, got "nan"\n'
            "  hint: write --minutes 12\n",
        ),
    ],
)
def test_what_cannot_be_read_is_told(
    calf: Calf, home: Path, arguments: list[str], message: str
) -> None:
    result = calf("log", *arguments)

    assert result.code in (1, 2)
    assert (result.out, result.err) == ("", message)
    assert sessions(home) == []


def test_it_is_confirmed_in_a_sentence(calf: Calf) -> None:
    result = calf("log", "night-cramps", "--at", "2020-11-17 21:58", "--accessible")

    assert result.err == ""
    assert result.out == (
        "Logged: night cramps, 2 minutes 50 seconds, Tuesday 17 November 2020 21:58.\n"
    )


def test_a_logged_session_is_marked_in_the_history(calf: Calf) -> None:
    calf("log", "daily", "--at", "2020-11-17 07:30", "--pain", "4", "--minutes", "12")

    listed = calf("history").out.splitlines()[1]
    assert listed.startswith("Tue 17 Nov 2020 07:30  ")
    assert listed.endswith("daily    12:00 by hand                      logged later, pain 4")
    assert json.loads(calf("history", "--json").out)["sessions"][0]["origin"] == "logged"


def test_half_past_midnight_lived_through_a_change_of_the_clock(home: Path) -> None:
    # In Lord Howe the clock goes back by half an hour; in Kiritimati the day is ahead of all.
    for zone, offset_s in (("Australia/Lord_Howe", 37800), ("Pacific/Kiritimati", 50400)):
        done = run("log", "desk", "--at", "2020-04-05 03:30", TZ=zone)
        assert (done.code, done.err) == (0, "")
        (session,) = [each for each in sessions(home) if each.utc_offset_s == offset_s]
        assert session.local_day == "2020-04-04"


# ------------------------------------------------------------------ what the answer says


def noon_here() -> str:
    """A time zone in which it is noon now, give or take half an hour."""
    ahead = 12 - (datetime.now(UTC) + timedelta(minutes=30)).hour
    return f"XXX{-ahead:+d}"  # POSIX counts to the west


def test_a_score_is_answered_with_its_word(calf: Calf) -> None:
    result = calf("log", "daily", "--at", "2020-11-17 07:30", "--tight", "3", "--pain", "6")

    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines()[1:] == [
        "Tightness 3 of 10, fine.",
        "Pain 6 of 10, too much. Next time do less: a milder pull, fewer reps, nothing pressed.",
    ]


def test_less_than_half_of_a_routine_does_not_keep_the_day(calf: Calf) -> None:
    said = "That is under half of its planned work, so the day does not count as kept."
    for minutes, kept in (("2", 0), ("6", 0), ("6.1", 1), ("12", 1)):
        result = calf("log", "daily", "--minutes", minutes)
        week = json.loads(calf("stats", "--json").out)["week"]

        assert (result.out.splitlines()[1:], week["days_kept"]) == ([] if kept else [said], kept)


def test_nothing_is_said_against_a_day_that_another_session_keeps(calf: Calf) -> None:
    calf("log", "daily", "--at", "2020-11-17 07:30")

    result = calf("log", "daily", "--at", "2020-11-17 18:00", "--minutes", "2")

    assert len(result.out.splitlines()) == 1


def test_nothing_is_said_of_a_day_that_is_kept_free(calf: Calf) -> None:
    calf("rest")

    result = calf("log", "desk", "--minutes", "1")

    assert len(result.out.splitlines()) == 1


def test_a_single_exercise_is_held_against_the_whole_routine(calf: Calf, home: Path) -> None:
    calf("log", "daily", "--done", "wall-calf-stretch=30s")

    (session,) = sessions(home)
    assert not counts(session)
    assert json.loads(calf("stats", "--json").out)["week"]["days_kept"] == 0


def test_before_four_the_answer_names_the_day_of_the_listing(home: Path) -> None:
    zone = noon_here()

    said = run("log", "daily", "--at", "00:30", TZ=zone)
    spoken = run("--accessible", "log", "daily", "--at", "00:30", TZ=zone)
    table = run("history", TZ=zone)
    sentences = run("--accessible", "history", TZ=zone)

    when = said.out.split("s, ")[1].split(".")[0]
    assert (said.code, said.err) == (0, "")
    assert " ".join(table.out.splitlines()[1].split()).startswith(when)
    spoken_when = spoken.out.split("seconds, ")[1]
    assert sentences.out.splitlines()[0].endswith(spoken_when.removesuffix("\n"))


@pytest.mark.parametrize("text", ["2020-03-29 02:30", "2020-03-29T02:00"])
def test_a_time_that_the_clocks_skipped_is_refused(home: Path, text: str) -> None:
    result = run("log", "daily", "--at", text, TZ="Europe/Berlin")

    assert (result.code, result.out) == (2, "")
    assert result.err == (
        f"error: `--at` is a time that the clocks skipped: {text.replace('T', ' ')}\n"
        "  hint: they went forward over it; write the time that the clock showed\n"
    )
    assert not (home / "history.db").exists()


@pytest.mark.parametrize(
    "text", ["2020-03-29 03:00", "2020-03-29 01:59", "2020-10-25 02:30", "2020-03-29T02:30+01:00"]
)
def test_any_other_time_of_such_a_night_is_taken(home: Path, text: str) -> None:
    assert run("log", "daily", "--at", text, TZ="Europe/Berlin").code == 0


def test_for_a_screen_reader_each_sentence_has_a_line(calf: Calf) -> None:
    result = calf("--accessible", "log", "daily", "--at", "2020-11-17 07:30", "--pain", "6")

    assert result.out.splitlines()[1:] == [
        "Pain 6 of 10, too much.",
        "Next time do less: a milder pull, fewer reps, nothing pressed.",
    ]


def test_a_routine_of_the_plan_is_logged_with_its_doses(calf: Calf, home: Path) -> None:
    begin_plan(home, stage_no=2)

    result = calf("log", "daily")

    assert codes_hidden(result.out).splitlines()[0].startswith("Logged: daily, 10 min 42 s, ")
    assert result.out.splitlines()[1] == "Doses of the plan, base: holds 25 s, heel raise 8 reps."
    (session,) = sessions(home)
    assert session.planned_s == 642.0
    if session.local_day == local_today():  # not where it began before the day did
        assert "75 of 75 s" in calf().out


def test_minutes_and_amounts_scale_from_the_doses_of_the_plan(calf: Calf, home: Path) -> None:
    begin_plan(home, stage_no=2)

    calf("log", "daily", "--minutes", "10.7")

    (session,) = sessions(home)
    assert session.planned_s == session.lasted_s == 642.0
    assert {work.status for work in session.work} == {WorkStatus.DONE}


def test_what_was_done_before_the_plan_began_has_the_doses_of_the_file(
    calf: Calf, home: Path
) -> None:
    begin_plan(home, stage_no=2)

    result = calf("log", "daily", "--at", "2020-11-17 07:30")

    assert codes_hidden(result.out) == (
        "Logged: daily, 12 min 10 s, Tue 17 Nov 2020 07:30. Code abcd.\n"
    )
