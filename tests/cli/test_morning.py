"""When the question of the next morning is due, and about which session."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from past_sessions import TUESDAY, keep, raises, session, stretches
from store_samples import work

from calfcoach.cli.morning import due_about, question
from calfcoach.records import Status, WorkRecord, WorkStatus
from calfcoach.store import History

WEDNESDAY = date(2026, 11, 18)
MORNING = TUESDAY + timedelta(days=1)


@pytest.fixture(autouse=True)
def in_utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    import time

    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def due(
    home: Path,
    today: date = WEDNESDAY,
    routine_id: str = "daily",
    now: datetime = MORNING,
    plan_goal: str = "",
) -> str | None:
    """The id of the session that the question would be about."""
    with History.read(home / "history.db") as history:
        found = due_about(history, today, routine_id, now, plan_goal=lambda: plan_goal)
    return found.id if found else None


def scored(home: Path, at: datetime = TUESDAY, **scores: int) -> str:
    session_id = keep(home, at)
    with History.open(home / "history.db") as history:
        history.edit(session_id, scores, at=at)
    return session_id


def test_it_is_not_due_after_an_ordinary_session_nor_with_an_empty_history(home: Path) -> None:
    assert due(home) is None
    scored(home, tightness=3, pain_after=3)
    assert due(home) is None


@pytest.mark.parametrize("score", ["tightness", "pain_after", "pain_worst"])
def test_it_is_due_after_a_score_of_4(home: Path, score: str) -> None:
    session_id = scored(home, TUESDAY, **{score: 4})

    assert due(home) == session_id


def test_it_is_due_after_a_session_that_pain_has_ended(home: Path) -> None:
    rows = (work(1), work(2, side="right", done_s=3.0, status=WorkStatus.SKIPPED, why="pain calf"))

    session_id = keep(home, status=Status.STOPPED, rows=rows)

    assert due(home) == session_id


def test_a_little_pain_on_the_way_to_the_end_is_no_reason(home: Path) -> None:
    keep(home, rows=(work(1), work(2, side="right", why="pain calf", pain=2)))

    assert due(home) is None


@pytest.mark.parametrize(
    ("routine_id", "rows", "asks"),
    [
        ("achilles", (raises(),), True),
        ("heel-pain", (raises(),), True),
        ("strength", (raises(),), False),
        ("heel-pain", stretches(), False),
        ("heel-pain", (*stretches(1), raises(3, done_s=0.0, done_reps=0)), False),
    ],
)
def test_it_is_due_after_strength_work_on_a_tendon(
    home: Path, routine_id: str, rows: tuple[WorkRecord, ...], asks: bool
) -> None:
    session_id = keep(home, routine_id=routine_id, rows=rows)

    assert due(home) == (session_id if asks else None)


@pytest.mark.parametrize(
    ("goal", "rows", "asks"),
    [
        ("achilles", (raises(),), True),
        ("heel-pain", (raises(),), True),
        ("strengthen", (raises(),), False),
        ("achilles", stretches(), False),
    ],
)
def test_it_is_due_after_any_strength_work_in_a_plan_for_a_tendon(
    home: Path, goal: str, rows: tuple[WorkRecord, ...], asks: bool
) -> None:
    session_id = keep(home, routine_id="strength", rows=rows)

    assert due(home, plan_goal=goal) == (session_id if asks else None)


def passed_over(home: Path, told: str) -> None:
    with History.open(home / "history.db") as history:
        history.acknowledge("morning question passed", told, at=TUESDAY)


@pytest.mark.parametrize(
    ("told", "asks"),
    [
        ("2 2026-11-17", True),
        ("3 2026-11-17", False),
        ("7 2026-11-12", False),
        ("3 2026-11-11", True),
        ("0 2026-11-17", True),
        ("not a number", True),
    ],
)
def test_a_tightness_is_left_for_a_week_once_it_was_passed_over_three_times(
    home: Path, told: str, asks: bool
) -> None:
    session_id = scored(home, tightness=6)
    passed_over(home, told)

    assert due(home) == (session_id if asks else None)


def test_a_pain_is_asked_about_however_often_it_was_passed_over(home: Path) -> None:
    session_id = scored(home, tightness=6, pain_worst=4)
    passed_over(home, "9 2026-11-17")

    assert due(home) == session_id


def test_it_is_due_on_the_next_local_day_only(home: Path) -> None:
    session_id = scored(home, pain_after=5)

    days = [WEDNESDAY + timedelta(days=number) for number in (-1, 0, 1, 7)]
    assert [due(home, day) for day in days] == [None, session_id, None, None]


def test_a_session_after_midnight_belongs_to_the_evening(home: Path) -> None:
    half_past_midnight = datetime(2026, 11, 17, 23, 30, tzinfo=UTC)  # an hour later there

    session_id = scored(home, half_past_midnight, pain_after=5)

    assert due(home) == session_id


def test_it_comes_before_the_first_session_of_the_day_only(home: Path) -> None:
    session_id = scored(home, pain_after=5)
    keep(home, MORNING, routine_id="cramp")  # nobody was asked anything then
    assert due(home) == session_id
    keep(home, MORNING)
    assert due(home) is None


def test_it_is_not_due_where_it_was_told_already(home: Path) -> None:
    scored(home, pain_after=5, pain_next_morning=1)

    assert due(home) is None


def test_it_is_about_the_session_that_hurt_most(home: Path) -> None:
    worst = scored(home, pain_after=6)
    scored(home, TUESDAY + timedelta(hours=6), pain_after=4)

    assert due(home) == worst


def test_a_deleted_session_is_not_asked_about(home: Path) -> None:
    session_id = scored(home, pain_after=6)
    with History.open(home / "history.db") as history:
        history.delete([session_id], at=MORNING)

    assert due(home) is None


@pytest.mark.parametrize(
    ("routine_id", "hour", "asks"),
    [
        ("night-cramps", 23, False),
        ("night-cramps", 5, False),
        ("night-cramps", 12, True),
        ("daily", 23, True),
    ],
)
def test_nobody_is_asked_who_is_about_to_go_to_bed(
    home: Path, routine_id: str, hour: int, asks: bool
) -> None:
    session_id = scored(home, pain_after=6)

    now = datetime(2026, 11, 18, hour, tzinfo=UTC)
    assert due(home, routine_id=routine_id, now=now) == (session_id if asks else None)


def test_without_a_terminal_it_is_not_put(home: Path, tmp_path: Path) -> None:
    from processes import REP, local_today, only_session, routine_file, run

    at = datetime.now(UTC) - timedelta(days=1)
    session_id = keep(home, at, local_day=local_today(1))
    with History.open(home / "history.db") as history:
        history.edit(session_id, {"pain_after": 7}, at=at)

    assert "morning" not in run("run", routine_file(tmp_path, REP)).err
    with History.open(home / "history.db") as history:
        history.delete([history.session("last").id], at=datetime.now(UTC))
    assert only_session(home).pain_next_morning is None


@pytest.mark.parametrize(
    ("spoken", "said"),
    [
        (False, "Pain this morning from Achilles? 0 to 10, Enter skips."),
        (True, "Pain this morning from Achilles, 0 to 10, or Enter to skip?"),
    ],
)
def test_the_question_names_the_session(spoken: bool, said: str) -> None:
    about: Any = session(routine_title="Achilles")

    assert question(about, spoken=spoken) == said
