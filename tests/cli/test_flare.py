"""A flare: when it begins and ends, and what is suggested while it lasts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from past_sessions import keep
from processes import agree, local_today, run
from store_samples import work

from calfcoach.cli.standing import in_flare
from calfcoach.records import Status, WorkStatus
from calfcoach.store import History

NOW = datetime(2026, 11, 20, 21, 0, tzinfo=UTC)

Calf = Callable[..., Any]


def flare_after(home: Path, *answers: str) -> bool:
    """Whether there is a flare after these answers, one a day, the last today."""
    with History.open(home / "history.db") as history:
        for back, answer in enumerate(reversed(answers)):
            at = NOW - timedelta(days=back)
            history.save_day_answer(at.date().isoformat(), answer, at=at)
        return in_flare(history, NOW)


@pytest.mark.parametrize(
    ("answers", "lasts"),
    [
        ((), False),
        (("usual",), False),
        (("sore 5",), False),
        (("sore 6",), True),
        (("sore 7", "sore 5"), True),
        (("sore 7", "sore 4", "not asked"), True),
        (("sore 7", "sore 3"), False),
        (("sore 7", "usual"), False),
        (("sore 7", "usual", "sore 5"), False),
        (("usual", "sore 10"), True),
    ],
)
def test_a_flare_begins_very_sore_and_ends_little_sore_or_as_usual(
    home: Path, answers: tuple[str, ...], lasts: bool
) -> None:
    assert flare_after(home, *answers) is lasts


def test_after_two_weeks_without_an_answer_nobody_knows(home: Path) -> None:
    assert flare_after(home, "sore 9", *["not asked"] * 12)
    assert not flare_after(home / "other", "sore 9", *["not asked"] * 16)


def test_a_session_that_had_to_end_for_pain_begins_one_until_the_next_answer(home: Path) -> None:
    hurt = work(why="pain calf sharp", status=WorkStatus.PART, pain=7)
    keep(home, NOW - timedelta(hours=2), status=Status.STOPPED, rows=(hurt,))
    with History.open(home / "history.db") as history:
        assert in_flare(history, NOW)
        history.save_day_answer("2026-11-20", "usual", at=NOW - timedelta(minutes=1))
        assert not in_flare(history, NOW)


def test_while_it_lasts_the_gentle_routine_is_due_and_is_what_run_runs(
    calf: Calf, home: Path
) -> None:
    agree(home)
    keep(home, datetime.now(UTC) - timedelta(days=40))
    with History.open(home / "history.db") as history:
        history.save_day_answer(local_today(), "sore 8", at=datetime.now(UTC))
    day = calf().out
    assert day.splitlines()[-1].startswith("calf run  flare, ")
    rehearsed = run("run", "--speed", "1000")
    assert rehearsed.code == 0
    assert (
        "The calves are in a flare: flare instead of daily, until they are better."
        in rehearsed.err.splitlines()
    )
    assert rehearsed.out.startswith("Flare")


def test_while_a_red_flag_stands_open_nothing_is_due(calf: Calf, home: Path) -> None:
    agree(home)
    with History.open(home / "history.db") as history:
        history.open_flag("clot", "screen", at=datetime.now(UTC))
    day = calf()
    assert day.code == 0
    assert not any(line.startswith("due") for line in day.out.splitlines())
    assert day.out.splitlines()[-1] == (
        "calf screen clear  a safety question stands open, so no session starts"
    )
    assert '"blocked": true' in calf("--json").out
