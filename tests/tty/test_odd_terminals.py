"""Terminals that nobody tries: absurd sizes, floods of keys, a reader who stops, a full disk."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from processes import HOLD, LONG_HOLD, REP, agree, done, only_session, routine_file, run
from terminal import Person
from viewer import viewer

from calfcoach.records import SessionRecord, Status
from calfcoach.session import AWAY_S

pytestmark = pytest.mark.tty

KEYS = int(os.environ.get("CALFCOACH_TEST_KEYS", "30000"))
AT_LENGTH = os.environ.get("HYPOTHESIS_PROFILE") == "torture"
LIMITS_KIB = range(0, 400, 4) if AT_LENGTH else (0, 24, 48)


@pytest.fixture(autouse=True)
def agreed(home: Path) -> None:
    agree(home)


def gives_back(one: Person) -> None:
    """The terminal is as before: settings, cursor, the ordinary screen."""
    assert one.settings_now() == one.settings
    shown, hidden = one.screen.rfind("\x1b[?25h"), one.screen.rfind("\x1b[?25l")
    assert shown >= hidden
    assert one.screen.rfind("\x1b[?1049l") >= one.screen.rfind("\x1b[?1049h")


def is_untouched(session: SessionRecord, sides: Sequence[str] = ("left", "right")) -> None:
    assert session.status is Status.COMPLETED
    assert done(session) == [(side, 1.0, 1.0) for side in sides]
    assert session.gaps == ()
    # How late a busy computer is below that is its own affair: a gap would stand there otherwise.
    assert session.lasted_s == pytest.approx(session.planned_s, abs=AWAY_S)


# -------------------------------------------------------------------------------- windows


@pytest.mark.parametrize("size", [(1, 1), (1, 1000), (1000, 1), (1000, 1000), (0, 0)])
def test_a_window_of_any_size_guides_to_the_end_and_is_given_back(
    home: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    columns, rows = size
    path = routine_file(tmp_path, HOLD.replace("each", "left"))
    with viewer("run", path, "--mute", "--yes", columns=columns, rows=rows) as one:
        assert one.leaves() == 0
        gives_back(one)
    is_untouched(only_session(home), ["left"])


def test_a_window_that_is_dragged_from_nothing_to_huge_and_back_is_painted_as_it_ends(
    home: Path, tmp_path: Path
) -> None:
    with viewer("run", routine_file(tmp_path, LONG_HOLD), "--mute") as one:
        one.watches_for("LEFT leg", "Lean")
        for columns, rows in [(1, 1), (1000, 1000), (2, 500), (80, 24)]:
            one.resizes(columns, rows)
            one.waits(0.1)
        one.watches_for("LEFT leg", "space pause")
        one.types("\x03")
        assert one.leaves() == 130
        gives_back(one)
    assert only_session(home).status is Status.STOPPED


# ----------------------------------------------------------------------------------- keys


@pytest.mark.parametrize("form", [(), ("--plain",)], ids=["screen", "plain"])
def test_thirty_thousand_keys_in_a_second_cost_the_countdown_nothing(
    home: Path, tmp_path: Path, form: tuple[str, ...]
) -> None:
    path = routine_file(tmp_path, HOLD)
    thirty = "zxwm?" * 5 + "\x1b[A\x1bOP\u20ac{}"  # an arrow and a function key are one each
    flood = thirty * (KEYS // 30)
    with viewer("run", path, "--mute", "--yes", *form) as one:
        one.sees("Lean")
        one.types_while_reading(flood)
        assert one.leaves() == 0
        gives_back(one)
    is_untouched(only_session(home))


def test_behind_a_flood_of_keys_that_steer_it_ctrl_c_still_saves(
    home: Path, tmp_path: Path
) -> None:
    path = routine_file(tmp_path, f"{REP}\n\n[[step]]\n{LONG_HOLD}")
    with viewer("run", path, "--mute", "--yes") as one:
        one.watches_for("LEFT leg", "Lean")
        one.types_while_reading(" +-brawm?!" * (KEYS // 10))
        began = time.monotonic()
        one.types("\x03")
        assert one.leaves() == 130
        assert time.monotonic() - began < 10
        gives_back(one)
    session = only_session(home)
    assert session.status is Status.STOPPED
    assert all(0 <= work.done_s <= work.planned_s for work in session.work)


# ------------------------------------------------------------------ a reader who has stopped


def test_a_terminal_that_is_not_read_for_a_while_costs_frames_and_no_time(
    home: Path, tmp_path: Path
) -> None:
    path = routine_file(tmp_path, HOLD)
    with viewer("run", path, "--mute", "--yes", columns=200, rows=60) as one:
        one.watches_for("LEFT leg", "Lean")
        for no in range(60):  # each has the whole window painted anew: more than a terminal holds
            one.resizes(200 - no % 2, 60)
            one.waits(0.02)
        one.waits(0.5)
        assert one.leaves() == 0
        gives_back(one)
        assert any("saved" in line for line in one.looks())
    is_untouched(only_session(home))


# ----------------------------------------------------------------------------- a full disk

NO_MORE = """
import resource, signal, sys
from calfcoach.__main__ import main
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # then the write itself fails
most = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), most))
sys.argv = ["calfcoach", *sys.argv[2:]]
main()
"""


@pytest.mark.parametrize("kib", LIMITS_KIB)
def test_on_a_disk_that_fills_at_any_write_the_session_goes_on_and_says_so(
    home: Path, tmp_path: Path, kib: int
) -> None:
    run("undo")  # takes the copy of the day
    path = routine_file(tmp_path, f"{REP}\nsets = 3\nrest = '0.1s'")
    limit = str(kib * 1024)
    with viewer(limit, "run", path, "--mute", "--yes", program=NO_MORE) as one:
        code = one.leaves()
        gives_back(one)
        last = " ".join(one.looks())
    assert not (home / "state").exists()
    assert code in {0, 1}
    assert ("not saved" in last.lower()) == (code == 1)
    assert ("the disk" in one.screen) == (code == 1)
    if code == 0:
        assert only_session(home).status is Status.COMPLETED
