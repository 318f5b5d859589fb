"""A person after a session, and on the morning after it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from past_sessions import keep
from processes import (
    REP,
    REP_THEN_HOLD,
    agree,
    answer_pages,
    local_today,
    only_session,
    pass_time,
    routine_file,
    run,
    sessions,
)
from terminal import Person, person

from calfcoach.cli.ending import PAINFUL, TIGHT, question_after
from calfcoach.files.catalog import Catalog
from calfcoach.files.folders import find_folders
from calfcoach.records import Status
from calfcoach.store import History

pytestmark = pytest.mark.tty

HOW_TIGHT = "How tight, 0 to 10? Type a number and press Enter. Enter alone skips.\r\n"
HOW_PAINFUL = "How much pain, 0 to 10? Type a number and press Enter. Enter alone skips.\r\n"
MORNING = "Pain this morning from Daily calf care? 0 to 10, Enter skips.\r\n"
DAY = "Calves today?"
WATCH_TIGHT = "Tightness 4 of 10, watch it. Next time stretch to a mild pull and no further.\r\n"
TOO_PAINFUL = (
    "Pain 6 of 10, too much. Next time do less: a milder pull, fewer reps, nothing pressed.\r\n"
)


def answer(one: Person, question: str, text: str) -> None:
    """Answer a question as a person does who has read it: not at once."""
    one.sees(question)
    one.replies(f"{text}\r")


def for_pain(folder: Path) -> str:
    """A tiny routine that is done for a painful heel; its path."""
    path = routine_file(folder, REP, name="heel")
    text = Path(path).read_text(encoding="utf-8")
    Path(path).write_text(text.replace("\n", '\ntags = ["heel"]\n', 1), encoding="utf-8")
    return path


def yesterday(home: Path, **scores: int) -> str:
    """The day before ended with these scores; the disclaimer and the pages are out of the way."""
    at = datetime.now(UTC) - timedelta(days=1)
    session_id = keep(home, at, local_day=local_today(1))
    with History.open(home / "history.db") as history:
        history.edit(session_id, scores, at=at)
        history.acknowledge("disclaimer", "1", at=at)
    answer_pages(home)
    return session_id


def next_morning(home: Path, session_id: str) -> int | None:
    with History.read(home / "history.db") as history:
        return history.session(session_id).pain_next_morning


# ----------------------------------------------------------------------------- after it


def test_how_tight_is_answered_with_its_word_and_a_sentence(home: Path, tmp_path: Path) -> None:
    agree(home)
    with person("run", routine_file(tmp_path, REP), "--mute") as one:
        answer(one, HOW_TIGHT, "4")
        one.sees(WATCH_TIGHT)
        assert one.leaves() == 0
    assert "pain" not in one.screen
    assert only_session(home).tightness == 4


def test_a_routine_for_a_pain_asks_for_pain_instead(home: Path, tmp_path: Path) -> None:
    agree(home)
    with person("run", for_pain(tmp_path), "--mute", "--accessible") as one:
        answer(one, HOW_PAINFUL, "6")
        one.sees(TOO_PAINFUL)
        assert one.leaves() == 0
    assert "tight" not in one.screen
    assert "\x1b" not in one.screen
    session = only_session(home)
    assert (session.tightness, session.pain_after) == (None, 6)


def test_undo_takes_the_session_back_with_the_score_that_was_just_given(
    home: Path, tmp_path: Path
) -> None:
    agree(home)
    with person("run", routine_file(tmp_path, REP), "--mute") as one:
        answer(one, HOW_TIGHT, "2")
        one.sees("Tightness 2 of 10, fine.\r\n")
        assert one.leaves() == 0

    assert run("undo").out.startswith("Took back: short of today")
    assert sessions(home) == []
    run("undo", "--redo")
    assert only_session(home).tightness == 2


def test_a_tip_stands_below_what_is_next_and_never_after_a_stopped_session(
    home: Path, tmp_path: Path
) -> None:
    agree(home)
    with person(
        "run", routine_file(tmp_path, REP_THEN_HOLD), "--mute", CALFCOACH_TIPS="true"
    ) as one:
        one.sees("Start. Lean, left leg, 60 seconds.")
        one.types("q")
        pass_time(0.6)
        one.types("\r")
        answer(one, HOW_TIGHT, "")
        assert one.leaves() == 3
    assert "Tip:" not in one.screen
    own = home / "routines"
    own.mkdir()
    routine_file(own, REP)
    with person("run", "short", "--mute", CALFCOACH_TIPS="true") as one:
        answer(one, HOW_TIGHT, "")
        one.sees("Next, short tomorrow.\r\nTip: ")
        assert one.leaves() == 0


def test_on_a_screen_it_says_when_it_closes_and_how_to_take_the_session_back(
    home: Path, tmp_path: Path
) -> None:
    agree(home)
    path = routine_file(tmp_path, REP)
    with person("run", path, "--mute", TERM="xterm-256color", NO_COLOR="1") as one:
        one.sees("How tight are your calves now?   0 loose … 10 very tight   Enter skips\r\n")
        one.sees("closes by itself in 26 s   calf undo takes this session back\r\n")
        one.types("\x03")
        assert one.leaves() == 0
    assert only_session(home).status is Status.COMPLETED


@pytest.mark.parametrize(
    ("routine_id", "question"),
    [
        ("daily", TIGHT),
        ("strength", TIGHT),
        ("after-run", TIGHT),
        ("achilles", PAINFUL),
        ("heel-pain", PAINFUL),
        ("flare", PAINFUL),
        ("night-cramps", None),
    ],
)
def test_each_routine_has_the_question_that_suits_it(
    home: Path, routine_id: str, question: object
) -> None:
    catalog = Catalog(find_folders({"CALFCOACH_HOME": str(home)}))

    assert question_after(catalog.routine(routine_id)) == question


# ------------------------------------------------------------------- the next morning


def test_the_next_morning_asks_once_before_the_first_session_and_keeps_the_answer(
    home: Path, tmp_path: Path
) -> None:
    about = yesterday(home, pain_after=4)
    path = routine_file(tmp_path, REP)
    with person("run", path, "--mute") as one:
        answer(one, MORNING, "11")
        answer(one, "A number from 0 to 10, or Enter alone.\r\n", "5")
        one.sees(
            "Morning pain 5 of 10, watch it."
            " That is more than after the session, so do less than the last time.\r\n"
        )
        answer(one, DAY, "")
        one.sees(HOW_TIGHT)
        one.types("\x03")
        assert one.leaves() == 0
    assert next_morning(home, about) == 5
    with person("run", path, "--mute") as one:
        one.sees(HOW_TIGHT)
        one.types("\x03")
        assert one.leaves() == 0
    assert "this morning" not in one.screen


def test_in_accessible_form_the_morning_question_is_one_sentence(
    home: Path, tmp_path: Path
) -> None:
    about = yesterday(home, tightness=5)
    with person("run", routine_file(tmp_path, REP), "--mute", "--accessible") as one:
        answer(one, "Pain this morning from Daily calf care, 0 to 10, or Enter to skip?\r\n", "0")
        one.sees("Morning pain 0 of 10, fine.\r\n")
        one.sees(DAY)
        one.replies("q\r")
        assert one.leaves() == 3
    assert next_morning(home, about) == 0
    assert run("undo").out.startswith("Took back: the score of daily of yesterday")
    assert next_morning(home, about) is None


def test_enter_passes_over_the_morning_question_for_good(home: Path, tmp_path: Path) -> None:
    about = yesterday(home, pain_after=7)
    path = routine_file(tmp_path, REP)
    with person("run", path, "--mute") as one:
        answer(one, MORNING, "")
        one.sees(DAY)
        one.replies("q\r")
        assert one.leaves() == 3
    with person("run", path, "--mute") as one:
        one.sees(DAY)
        one.replies("q\r")
        assert one.leaves() == 3
    assert "this morning" not in one.screen
    assert next_morning(home, about) is None


def test_passed_over_three_times_it_leaves_a_tightness_alone_until_it_is_answered(
    home: Path, tmp_path: Path
) -> None:
    yesterday(home, tightness=5)
    day = local_today(1)
    with History.open(home / "history.db") as history:
        history.acknowledge("morning question passed", f"2 {day}", at=datetime.now(UTC))
    path = routine_file(tmp_path, REP)
    with person("run", path, "--mute") as one:
        answer(one, MORNING, "")
        one.sees(DAY)
        one.replies("q\r")
        assert one.leaves() == 3
    with History.read(home / "history.db") as history:
        assert history.acknowledged("morning question passed") == f"3 {local_today()}"


def test_leaving_at_the_morning_question_starts_nothing_and_it_is_put_again(
    home: Path, tmp_path: Path
) -> None:
    yesterday(home, pain_after=7)
    path = routine_file(tmp_path, REP)
    for _ in range(2):
        with person("run", path, "--mute") as one:
            answer(one, MORNING, "q")
            assert one.leaves() == 3
    assert len(sessions(home)) == 1


def test_with_yes_and_in_a_rehearsal_the_morning_is_not_asked_about(
    home: Path, tmp_path: Path
) -> None:
    yesterday(home, pain_after=7)
    for options in (["--speed", "100"], ["--yes", "--mute"]):
        with person("run", routine_file(tmp_path, REP), *options) as one:
            assert one.leaves() == 0
        assert "this morning" not in one.screen
