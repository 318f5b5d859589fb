"""What today's answer does where nobody can be asked."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from processes import (
    HOLD,
    REP,
    agree,
    done,
    kill_in_mid_session,
    local_today,
    only_session,
    read_until,
    routine_file,
    run,
    sessions,
    start,
)

from calfcoach.records import Status
from calfcoach.store import History

TWO_SETS = 'exercise = "lean"\nhold = "1s"\nsets = 2\nsides = "each"'
NO_RAISES = "Left out: Rise. Calves as sore as today get no raises and no load."
HALF = "The calves are sore today: half of each stretch, to a mild pull."


def today_is(home: Path, answer: str) -> None:
    with History.open(home / "history.db") as history:
        history.save_day_answer(local_today(), answer, at=datetime.now(UTC))


def test_a_sore_day_leaves_out_raises_and_halves_stretches(home: Path, tmp_path: Path) -> None:
    today_is(home, "sore 4")
    ran = run("run", routine_file(tmp_path, f"{REP}\n\n[[step]]\n{TWO_SETS}"), "--yes")
    assert (ran.code, ran.err.splitlines()) == (0, [NO_RAISES, HALF])
    assert ran.out.splitlines()[0] == "Short. 2 seconds, 1 part. You need clear floor."
    session = only_session(home)
    assert done(session) == [("left", 1.0, 1.0), ("right", 1.0, 1.0)]
    assert (session.day_answer, session.planned_left_s) == ("not asked", 1.0)
    assert json.loads(session.options)["sore"] == 4


def test_a_little_soreness_changes_nothing(home: Path, tmp_path: Path) -> None:
    today_is(home, "sore 3")
    ran = run("run", routine_file(tmp_path, REP))
    assert (ran.code, ran.err) == (0, "")


def test_on_a_very_sore_day_nothing_starts_and_rest_or_flare_is_offered(
    home: Path, tmp_path: Path
) -> None:
    today_is(home, "sore 6")
    ran = run("run", routine_file(tmp_path, HOLD))
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.splitlines()[1:] == [
        "error: nothing of `short` is left to do today",
        "  hint: `calfcoach run flare` is made for such a day, and so is rest",
    ]
    assert sessions(home) == []


def test_a_rehearsal_is_of_what_would_be_done_today(home: Path, tmp_path: Path) -> None:
    today_is(home, "sore 5")
    path = routine_file(tmp_path, f"{REP}\n\n[[step]]\n{HOLD}")
    ran = run("run", path, "--speed", "1000")
    assert ran.code == 0
    assert ran.err.splitlines()[0] == NO_RAISES
    assert ran.out.splitlines()[0] == "Short. 2 seconds, 1 part. You need clear floor."
    assert sessions(home) == []


def test_a_session_goes_on_as_it_was_fitted(home: Path, tmp_path: Path) -> None:
    agree(home)
    today_is(home, "sore 4")
    path = routine_file(tmp_path, f"{REP}\n\n[[step]]\n{TWO_SETS}\n\n[[step]]\n{TWO_SETS}")
    process = start("run", path, environ={"CALFCOACH_HOME": str(home)})
    read_until(process, "Start. Lean, right leg, 1 second.")
    read_until(process, "Start. Lean, left leg, 1 second.")
    process.kill()
    process.communicate()
    ran = run("run", path, "--resume")
    assert (ran.code, ran.err) == (0, "Going on with short.\n")
    session = only_session(home)
    assert session.status is Status.COMPLETED
    assert [(row.step_no, row.side) for row in session.work] == [
        (2, "left"),
        (2, "right"),
        (3, "left"),
        (3, "right"),
    ]


def test_a_session_that_may_not_be_done_like_that_any_more_is_kept_and_not_gone_on_with(
    home: Path, tmp_path: Path
) -> None:
    path = routine_file(tmp_path, f"{REP}\n\n[[step]]\n{HOLD.replace('1s', '60s')}")
    kill_in_mid_session(home, path)
    today_is(home, "sore 4")
    ran = run("run", path, "--resume")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.splitlines() == [
        "What limits you has changed, so short cannot go on as it began.",
        "What was done of short before it broke off is kept.",
        "error: there is no broken session to go on with",
        "  hint: leave out --resume",
    ]
    assert only_session(home).status is Status.INTERRUPTED


def test_an_answer_that_nobody_could_give_counts_as_none(home: Path, tmp_path: Path) -> None:
    for answer in ("sore 11", "sore", "perhaps", ""):
        today_is(home, answer)
        ran = run("run", routine_file(tmp_path, REP))
        assert (ran.code, ran.err) == (0, "")
