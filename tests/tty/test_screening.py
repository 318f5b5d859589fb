"""A person at the safety questions: the two pages, what blocks, and the doors out."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from processes import (
    REP,
    agree,
    answer_pages,
    local_today,
    only_session,
    pass_time,
    routine_file,
    sessions,
)
from terminal import Person, person
from viewer import viewer

from calfcoach.care.data import questions
from calfcoach.records import FlagOrigin, FlagRecord, ScreeningRecord
from calfcoach.store import History

pytestmark = pytest.mark.tty

PAGE_1 = "Page 1 of 2, right now: does any of these apply to you?"
PAGE_2 = "Page 2 of 2, good to know: which of these apply? They limit, they do not block."
CHOOSE = "Enter alone: none of these. Their numbers, such as 1 or 1 4, then Enter: these. Q leaves."
YES_OR_NO = "Y yes, N no, then Enter."
STANDS = "While this stands open, no session is guided."
DOOR = "The number of what is true, then Enter. Enter alone leaves it open."
WHEN = "On which day? Such as 2026-11-20, today, yesterday or fri."
CLEARED = "Cleared. Sessions can start again."
FLAGS = {flag.id: flag for flag in questions().flags}


def answer(one: Person, question: str, text: str) -> None:
    """Answer a question as a person does who has read it: not at once."""
    one.sees(question)
    one.replies(f"{text}\r")


def screening(home: Path) -> ScreeningRecord | None:
    with History.read(home / "history.db") as history:
        return history.screening()


def flags(home: Path) -> list[FlagRecord]:
    with History.read(home / "history.db") as history:
        return history.flags()


def flagged(home: Path, flag: str, *, days_ago: float = 0.0) -> None:
    agree(home)
    with History.open(home / "history.db") as history:
        at = datetime.now(UTC) - timedelta(days=days_ago)
        history.open_flag(flag, FlagOrigin.DAY, at=at)


# ----------------------------------------------------------------------------- the pages


def test_enter_on_both_pages_answers_none(home: Path) -> None:
    with person("screen") as one:
        answer(one, CHOOSE, "")
        one.sees(PAGE_2)
        answer(one, CHOOSE, "")
        one.sees("Nothing stands in the way, and nothing is left out.")
        assert one.leaves() == 0
    kept = screening(home)
    assert kept is not None
    assert (kept.local_day, kept.version) == (local_today(), questions().version)
    assert kept.conditions == kept.flags == ()


def test_a_yes_on_the_first_page_is_confirmed_kept_and_ends_it_with_what_to_do(
    home: Path,
) -> None:
    with person("screen") as one:
        answer(one, CHOOSE, "12")
        answer(one, "Numbers from 1 to 9 with spaces between them, such as 1 9.", "1, 4 4")
        answer(one, f"{FLAGS['breathless'].confirm}: is that right? {YES_OR_NO}", "n")
        answer(one, f"{FLAGS['clot'].confirm}: is that right? {YES_OR_NO}", "perhaps")
        answer(one, "Y for yes or N for no, then Enter.", "yes")
        one.sees("Get this looked at today.\r\n")
        for sentence in FLAGS["clot"].do:
            one.sees(f"{sentence}\r\n")
        one.sees(STANDS)
        assert one.leaves() == 4
    assert "Page 2" not in one.screen
    kept = screening(home)
    assert kept is not None
    assert kept.flags == ("clot",)
    (flag,) = flags(home)
    assert (flag.flag, flag.origin, flag.closed_at) == ("clot", FlagOrigin.SCREEN, None)


def test_a_number_taken_back_asks_the_page_again(home: Path) -> None:
    with person("screen") as one:
        answer(one, CHOOSE, "6")
        answer(one, YES_OR_NO, "n")
        one.sees("Then the page once more: which of these apply?")
        answer(one, CHOOSE, "")
        one.sees(PAGE_2)
        answer(one, CHOOSE, "")
        assert one.leaves() == 0
    assert flags(home) == []


def test_conditions_are_kept_with_what_follows_from_them(home: Path) -> None:
    with person("screen") as one:
        answer(one, CHOOSE, "")
        one.sees(PAGE_2)
        answer(one, CHOOSE, "3 7")
        answer(one, "is that right?", "n")
        answer(one, CHOOSE, "3 6")
        answer(one, "is that right?", "y")
        answer(one, "Did it happen less than 72 hours ago?", "y")
        one.sees("An injury under 72 hours old.\r\n")
        one.sees("Left out: ")
        assert one.leaves() == 0
    kept = screening(home)
    assert kept is not None
    assert kept.conditions == ("raynaud", "injury", "injury-fresh")


@pytest.mark.parametrize(("keys", "code"), [("q\r", 3), ("\x04", 3), ("\x03", 130)])
def test_leaving_in_the_middle_keeps_nothing(home: Path, keys: str, code: int) -> None:
    with person("screen") as one:
        answer(one, CHOOSE, "")
        one.sees(PAGE_2)
        one.sees(CHOOSE)
        one.replies(keys)
        assert one.leaves() == code
    assert screening(home) is None


def test_answering_anew_clears_no_flag_and_keeps_what_is_gentle_only_if_it_holds(
    home: Path,
) -> None:
    flagged(home, "pop")
    with person("screen") as one:
        answer(one, CHOOSE, "")
        one.sees(PAGE_2)
        answer(one, CHOOSE, "")
        one.sees(STANDS)
        assert one.leaves() == 4
    with History.open(home / "history.db") as history:
        history.close_flag(flags(home)[0].id, "clinician", "gentle", at=datetime.now(UTC))
    with person("screen") as one:
        answer(one, CHOOSE, "")
        one.sees(PAGE_2)
        answer(one, CHOOSE, "")
        answer(one, f"A clinician said gentle only. Does that still hold? {YES_OR_NO}", "y")
        one.sees("A clinician said gentle only.\r\n")
        assert one.leaves() == 0
    kept = screening(home)
    assert kept is not None
    assert kept.conditions == ("gentle-only",)


# ---------------------------------------------------------------------- before a session


@pytest.mark.parametrize(("days_ago", "version"), [(90, None), (0, "0")])
def test_the_pages_come_before_a_session_after_90_days_and_after_they_changed(
    home: Path, tmp_path: Path, days_ago: float, version: str | None
) -> None:
    with History.open(home / "history.db") as history:
        history.acknowledge("disclaimer", "1", at=datetime.now(UTC))
        history.save_day_answer(local_today(), "usual", at=datetime.now(UTC))
    answer_pages(home, days_ago=days_ago, version=version)
    with person("run", routine_file(tmp_path, REP), "--mute") as one:
        one.sees(PAGE_1)
        answer(one, CHOOSE, "")
        one.sees(PAGE_2)
        answer(one, CHOOSE, "")
        one.sees("Start. Rise, left leg")
        one.sees("How tight")
        one.types("\x03")
        assert one.leaves() == 0
    assert only_session(home).day_answer == "usual"


def test_a_flag_told_before_a_session_stops_it_before_it_starts(home: Path, tmp_path: Path) -> None:
    with History.open(home / "history.db") as history:
        history.acknowledge("disclaimer", "1", at=datetime.now(UTC))
    with person("run", routine_file(tmp_path, REP), "--mute") as one:
        answer(one, CHOOSE, "9")
        answer(one, YES_OR_NO, "y")
        one.sees("Get help now.\r\n")
        assert one.leaves() == 4
    assert sessions(home) == []
    with person("run", routine_file(tmp_path, REP), "--mute") as one:
        assert one.leaves() == 4
    assert one.screen.startswith("Get help now.\r\n")


def test_what_limits_can_be_read_before_the_session_and_enter_starts_at_once(
    home: Path, tmp_path: Path
) -> None:
    agree(home)
    answer_pages(home, "unsteady")
    with person("run", routine_file(tmp_path, REP), "--mute", "--accessible") as one:
        answer(one, "seconds. Enter starts now, Q leaves.", "")
        one.sees("Start. Rise, left leg")
        one.sees("How tight")
        one.types("\x03")
        assert one.leaves() == 0


# ------------------------------------------------------------------------------- the doors


def test_nothing_open_is_nothing_to_clear(home: Path) -> None:
    with person("screen", "clear") as one:
        one.sees("No flag is open. Nothing stands in the way of a session.")
        assert one.leaves() == 0


def test_a_clinician_clears_it_with_what_they_said_and_when(home: Path) -> None:
    flagged(home, "clot", days_ago=2)
    yesterday = date.fromisoformat(local_today()) - timedelta(days=1)
    with person("screen", "clear") as one:
        one.sees("1. A clinician has seen it.\r\n")
        answer(one, DOOR, "2")
        answer(one, "1, then Enter.", "1")
        answer(one, WHEN, "2999-01-01")
        answer(one, f"A day that is over or today. {WHEN}", "yesterday")
        answer(one, "Its number, then Enter.", "2")
        one.sees("From now on sessions leave out what is not gentle.")
        one.sees(CLEARED)
        assert one.leaves() == 0
    assert "wrong key" not in one.screen
    (flag,) = flags(home)
    assert (flag.door, flag.said, flag.day) == ("clinician", "gentle", yesterday.isoformat())
    assert flag.closed_at is not None


def test_a_clinician_who_says_not_yet_leaves_it_open(home: Path) -> None:
    flagged(home, "pop")
    with person("screen", "clear") as one:
        answer(one, DOOR, "1")
        answer(one, WHEN, "today")
        answer(one, "Its number, then Enter.", "3")
        one.sees(STANDS)
        assert one.leaves() == 4
    (flag,) = flags(home)
    assert (flag.said, flag.closed_at) == ("not-yet", None)


def test_seen_before_it_was_told_has_to_be_about_it(home: Path) -> None:
    flagged(home, "clot")
    with person("screen", "clear") as one:
        answer(one, DOOR, "1")
        answer(one, WHEN, "2020-01-01")
        answer(one, "That is before it was told here. Was it for this?", "n")
        one.sees("Then it stays open until it has been looked at.")
        assert one.leaves() == 4


def test_a_wrong_key_is_asked_once_more_in_full_and_both_answers_are_kept(home: Path) -> None:
    flagged(home, "clot")
    full = f"{FLAGS['clot'].ask}. Does that apply to you? {YES_OR_NO}"
    with person("screen", "clear") as one:
        answer(one, DOOR, "2")
        answer(one, full, "y")
        one.sees(STANDS)
        assert one.leaves() == 4
    with person("screen", "clear") as one:
        answer(one, DOOR, "2")
        answer(one, full, "n")
        one.sees(CLEARED)
        assert one.leaves() == 0
    (flag,) = flags(home)
    assert (flag.flag, flag.origin) == ("clot", FlagOrigin.DAY)
    assert (flag.door, flag.said) == ("mistake", "no")


def test_what_passed_by_itself_clears_numbness_and_says_what_would_bring_it_back(
    home: Path,
) -> None:
    flagged(home, "numb", days_ago=3)
    with person("screen", "clear") as one:
        one.sees("2. It has passed by itself.\r\n")
        answer(one, DOOR, "2")
        answer(one, WHEN, "yesterday")
        one.sees(FLAGS["numb"].back)
        one.sees(CLEARED)
        assert one.leaves() == 0
    (flag,) = flags(home)
    assert (flag.door, flag.closed_at is not None) == ("passed", True)


def test_enter_at_the_doors_leaves_it_open(home: Path) -> None:
    flagged(home, "clot", days_ago=1)
    with person("screen", "clear") as one:
        answer(one, DOOR, "")
        one.sees(STANDS)
        assert one.leaves() == 4
    (flag,) = flags(home)
    assert (flag.door, flag.closed_at) == ("", None)


def test_in_a_low_window_nothing_scrolls_away_unread(home: Path) -> None:
    with viewer("run", columns=40, rows=12) as one:
        asked = 0

        def is_asked(_shown: list[str]) -> bool:
            return one.screen.count("Enter") > asked

        while "Page 2 of 2" not in one.screen:
            one.watches_until(is_asked)
            asked = one.screen.count("Enter")
            one.replies("\r")
        told = re.sub(r"\x1b\[[0-9;]*m|Enter: more\.", "", one.screen)
    told = " ".join(told.split())
    for flag in questions().flags:
        assert flag.ask in told
    assert told.startswith("Screen reader?")
    assert one.screen.count("Enter: more.") > 5


def test_a_number_typed_where_the_page_is_turned_over_is_kept_and_confirmed(home: Path) -> None:
    agree(home)
    with viewer("screen", columns=40, rows=12) as one:
        one.watches_for("Enter: more.")
        one.replies("1\r")
        told = 1
        while "right? Y yes" not in one.screen:
            one.watches_until(lambda _, told=told: one.screen.count("Enter") > told)  # type: ignore[misc]
            told = one.screen.count("Enter")
            pass_time(0.7)
            if "right? Y yes" not in one.screen:
                one.types("\r")
        one.replies("y\r")
        one.watches_until(lambda _: bool(flags(home)))
    assert [flag.flag for flag in flags(home)] == ["breathless"]


def test_what_was_confirmed_before_one_left_is_kept(home: Path) -> None:
    agree(home)
    with person("screen") as one:
        answer(one, CHOOSE, "4 7")
        answer(one, FLAGS["clot"].confirm, "y")
        answer(one, FLAGS["numb"].confirm, "q")
        one.sees(STANDS)
        assert one.leaves() == 4
    assert [flag.flag for flag in flags(home)] == ["clot"]


def test_it_cannot_have_passed_before_it_was_told(home: Path) -> None:
    flagged(home, "numb", days_ago=1)
    with person("screen", "clear") as one:
        answer(one, DOOR, "2")
        answer(one, WHEN, "2026-01-01")
        one.sees("it had not passed then.")
        answer(one, WHEN, "today")
        one.sees(CLEARED)
        assert one.leaves() == 0
