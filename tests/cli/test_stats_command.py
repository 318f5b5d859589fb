"""`calfcoach stats`, typed: in a pipe, on a terminal, as sentences, as JSON."""

from __future__ import annotations

import json
import os
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pexpect
import pyte
import pytest
from conftest import Result
from past_sessions import keep, raises, stretches
from processes import PATIENCE_S, run
from store_samples import work

from calfcoach.records import SessionOrigin, WorkStatus
from calfcoach.stats.calendar import monday_of
from calfcoach.store import History, local_day

Calf = Callable[..., Result]


def now() -> datetime:
    return datetime.now(UTC)


def today() -> date:
    offset = now().astimezone().utcoffset() or timedelta()
    return date.fromisoformat(local_day(now(), int(offset.total_seconds()), time(4)))


def keep_day(home: Path, days_ago: int = 0, **changed: Any) -> str:
    day = today() - timedelta(days=days_ago)
    at = now() - timedelta(days=days_ago)
    return keep(home, at, **{"local_day": day.isoformat(), **changed})


def seen(columns: int, **environ: str) -> list[str]:
    """What stands on a terminal of so many columns."""
    sent = pexpect.run(
        f"{sys.executable} -m calfcoach stats",
        env={**os.environ, "TERM": "xterm-256color", "PYTHONUTF8": "1", **environ},
        encoding="utf-8",
        timeout=PATIENCE_S,
        dimensions=(24, columns),
    )
    screen = pyte.Screen(columns, 100)
    pyte.Stream(screen).feed(str(sent))
    assert "\x1b" not in str(sent)
    return "\n".join(line.rstrip() for line in screen.display).rstrip("\n").split("\n")


# ---------------------------------------------------------------------- nothing, and one


def test_without_a_session_it_says_what_to_do(calf: Calf, home: Path) -> None:
    result = calf("stats")

    assert (result.code, result.out) == (0, "")
    assert result.err == "no session yet\n  hint: `calfcoach run daily` starts one\n"
    assert not home.exists()


def test_without_a_session_the_sentences_say_so_too(calf: Calf) -> None:
    result = calf("stats", "--accessible")

    assert (result.code, result.err) == (0, "")
    assert result.out == "No session yet.\nTo start, type calfcoach run daily.\n"


def test_without_a_session_the_document_is_whole(calf: Calf) -> None:
    result = calf("stats", "--json")

    document = json.loads(result.out)
    assert (result.code, result.err) == (0, "")
    assert document["schema"] == "calfcoach.stats/1"
    assert (document["any_session"], document["day"]) == (False, today().isoformat())
    assert [week["sessions"] for week in document["weeks"]] == [0]
    assert document["streak"] == {"current_days": 0, "longest_days": 0}


def test_one_session_fills_the_page(calf: Calf, home: Path) -> None:
    keep_day(home, tightness=6, rows=(*stretches(), raises()))

    result = calf("stats")

    lines = result.out.splitlines()
    number = today().weekday() + 1
    assert (result.code, result.err) == (0, "")
    assert lines[0].endswith(f"   day {number} of 7")
    assert lines[1] == (
        f"sessions  1   minutes  12   days kept  1 of {number}   run  1 day, longest 1"
    )
    assert lines[3:7] == [
        "stretch this week    left                 right              aim 10 min a week",
        "straight knee         1:00 █─────────      1:00 █─────────   (see --sources)",
        "bent knee             0:00 ──────────      0:00 ──────────",
        "Heel raise           10 both legs   not counted as stretch",
    ]
    assert lines[8] == "left and right, 4 weeks   1:00 left   1:00 right   even"
    assert lines[10].startswith("26 weeks")
    assert lines[11 + today().weekday()].endswith(" +")
    assert lines[-1] == "tightness by week  6   now 6 (your own scores)"


# -------------------------------------------------------------------- what counts as what


def test_a_session_by_hand_counts_in_minutes_and_days_and_not_in_the_balance(
    calf: Calf, home: Path
) -> None:
    keep_day(home, origin=SessionOrigin.LOGGED, lasted_s=600.0, rows=[work(done_s=300.0)])
    keep_day(home, rows=[work(1, done_s=90.0), work(2, side="right", done_s=100.0)])

    document = json.loads(calf("stats", "--json").out)

    assert (document["week"]["sessions"], document["week"]["practised_s"]) == (2, 1330.0)
    assert document["week"]["stretch"][0]["left_s"] == 390.0
    assert document["balance"] == {
        "days": 28,
        "of": "stretch",
        "left_s": 90.0,
        "right_s": 100.0,
        "behind": "left",
        "behind_percent": 10,
    }


def test_days_of_rest_stand_in_the_calendar_and_keep_the_run(calf: Calf, home: Path) -> None:
    keep_day(home, 5)
    keep_day(home)
    first, last = (today() - timedelta(days=n) for n in (4, 1))
    with History.open(home / "history.db") as history:
        history.rest(first.isoformat(), last.isoformat(), "flare", at=now())

    document = json.loads(calf("stats", "--json").out)

    assert document["streak"] == {"current_days": 2, "longest_days": 2}
    free = [day["rest"] for day in document["calendar"][-6:]]
    assert free == [False, True, True, True, True, False]
    assert "r rest" in calf("stats").out


def test_what_was_skipped_is_told_with_its_reasons(calf: Calf, home: Path) -> None:
    skipped = {"status": WorkStatus.SKIPPED, "done_s": 0.0, "exercise_title": "Heel walk"}
    rows = stretches()
    for why in ("pain foot sharp", "", ""):
        walk = work(9, exercise_id="heel-walk", why=why, **skipped)
        keep_day(home, rows=(*rows, walk))

    line = "skipped most       Heel walk 3 times (2 no reason given, 1 it hurt)"
    assert calf("stats").out.splitlines()[-1] == line
    said = calf("stats", "--accessible").out.splitlines()[-1]
    assert said == "Skipped, Heel walk, 3 times, 2 with no reason given and 1 because it hurt."


def test_the_week_begins_on_monday(calf: Calf, home: Path) -> None:
    before = (today() - monday_of(today())).days + 1
    keep_day(home, before)

    document = json.loads(calf("stats", "--json").out)

    assert [week["sessions"] for week in document["weeks"]] == [1, 0]


def test_what_somebody_wrote_into_the_history_steers_nothing(calf: Calf, home: Path) -> None:
    title = "\x1b[31m[red]腿 \u202e"
    keep_day(home, rows=[*stretches(), raises(exercise_title=title, pain=3, side="left")])

    for arguments in (["stats"], ["stats", "--json"], ["stats", "--accessible"]):
        out = calf(*arguments).out
        assert "\x1b" not in out
        assert "\u202e" not in out
        assert "[red]腿" in out


# ----------------------------------------------------------------------------- the forms


def test_the_sources_follow_the_page(calf: Calf, home: Path) -> None:
    keep_day(home)

    result = calf("stats", "--sources")

    assert result.out.startswith(calf("stats").out + "\nSources:\n")
    assert result.out.endswith(
        "Sources:\n"
        "  gains from holding a stretch level off at about 10 minutes a week for a muscle\n"
        "    Ingram et al. 2025, Sports Medicine (189 studies), as quoted elsewhere"
        " (reported by a second source)\n"
        "  straight-knee stretches count for the gastrocnemius, bent-knee ones for the soleus,"
        " and the figure is taken for each leg\n"
        "    CalfCoach (judgement of the authors)\n"
        "  six of seven days keep a week, and one missed day in seven does not end a run\n"
        "    CalfCoach (judgement of the authors)\n"
    )


def test_the_sources_are_in_the_document(calf: Calf) -> None:
    sources = json.loads(calf("stats", "--json").out)["sources"]

    assert [source["mark"] for source in sources] == ["secondhand", "judgement", "judgement"]


def test_bars_are_ascii_where_the_output_has_no_blocks(home: Path) -> None:
    keep_day(home)

    plain = run("stats", PYTHONIOENCODING="ascii", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")

    assert (plain.code, plain.err) == (0, "")
    assert plain.out.splitlines()[4] == (
        "straight knee         1:00 #---------      1:00 #---------   (see --sources)"
    )


@pytest.mark.tty
@pytest.mark.parametrize("columns", [20, 40, 80, 200])
def test_a_terminal_shows_the_page_as_wide_as_it_is(home: Path, calf: Calf, columns: int) -> None:
    keep_day(home, tightness=5, rows=(*stretches(), raises(pain=2)))

    lines = seen(columns)

    if columns >= 80:
        assert lines == calf("stats").out.splitlines()
    else:
        assert len(lines) > len(calf("stats").out.splitlines())
        assert lines[0].startswith("this week, ")


def test_a_session_that_cannot_be_read_is_left_out_and_told(calf: Calf, home: Path) -> None:
    keep_day(home)
    with closing(sqlite3.connect(home / "history.db", isolation_level=None)) as connection:
        connection.execute("UPDATE sessions SET local_day = 'x' || local_day")
        connection.execute("UPDATE sessions SET local_day = substr(local_day, 2) || 'x'")
        connection.execute("UPDATE sessions SET planned_s = 'long'")

    result = calf("stats")

    assert (result.code, result.out) == (0, "")
    assert "is left out" in result.err
    assert "doctor --mend" in result.err


def test_an_unknown_option_is_a_usage_error(calf: Calf) -> None:
    assert calf("stats", "--nonsense").code == 2
    assert calf("stats", "extra").code == 2
