from __future__ import annotations

import signal
from contextlib import ExitStack
from pathlib import Path

import pytest
from processes import LONG_HOLD, REP, REP_THEN_HOLD, agree, done, only_session, routine_file
from terminal import BEL
from viewer import Viewer, ink, viewer

from calfcoach.records import Status

pytestmark = pytest.mark.tty

KEYS = ("space pause", "n next", "q stop")


@pytest.fixture(autouse=True)
def agreed(home: Path) -> None:
    agree(home)


def sees_the_hold(one: Viewer) -> list[str]:
    return one.watches_for("LEFT leg", "Lean", "to go")


def is_as_before(one: Viewer) -> bool:
    return one.settings_now() == one.settings and one.on_main_screen and not one.hides_cursor()


@pytest.mark.parametrize("size", [(200, 60), (80, 24), (60, 16), (40, 12)])
def test_a_hold_is_seen_with_its_side_its_digits_and_its_keys(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    columns, rows = size
    with viewer(
        "run", routine_file(tmp_path, LONG_HOLD), "--mute", columns=columns, rows=rows
    ) as one:
        seen = one.watches_for("LEFT leg", "Lean", "to go", "space")
        assert len(ink(seen)) > 20
        one.watches_until(lambda shown: all(x < columns // 2 + 4 for _, x in ink(shown)))
        assert one.hides_cursor()
        one.types("n")
        one.watches_for("RIGHT leg", "the end")
        one.watches_until(lambda shown: all(x >= columns // 2 - 4 for _, x in ink(shown)))


def test_in_three_short_lines_the_side_and_the_seconds_stand_first(tmp_path: Path) -> None:
    with viewer("run", routine_file(tmp_path, LONG_HOLD), "--mute", columns=20, rows=3) as one:
        seen = one.watches_for("LEFT", "then RIGHT, 60 s")
        assert seen[0].startswith("LEFT ")
        assert seen[0].endswith(" s")


def test_every_key_is_answered_on_the_screen(tmp_path: Path) -> None:
    path = routine_file(tmp_path, f"{LONG_HOLD}\n\n[[step]]\n{REP}", prepare="30s", switch="30s")
    with viewer("run", path, "--mute", "--yes") as one:
        one.watches_for("GET READY", "LEFT leg")
        one.types("\r")
        sees_the_hold(one)
        one.types("w")
        one.watches_for("Next, right leg.")
        one.types("m")
        one.watches_for("Sound on.")
        one.types("?")
        one.watches_for("afterwards", "where am I", "close this page")
        one.types("?")
        one.watches_for(*KEYS)
        one.types("+")
        one.watches_for("seconds left.")
        one.types(" ")
        one.watches_for("PAUSED 0:01", "Space: 30 s to get back")
        one.types(" ")
        one.watches_for("BACK IN PLACE")
        one.types("\r")
        one.watches_for(*KEYS)
        one.types("r")
        one.watches_for("BACK IN PLACE")
        one.types("\r")
        one.types("h")
        one.watches_for("IT HURTS", "where does it hurt?")
        one.answers("1", "How much does it hurt?")
        one.answers("2\r", "with a pop?")
        one.answers("\r", "Space goes on")
        one.answers(" ", "BACK IN PLACE")
        one.types("\r")
        one.types("a")
        one.watches_for("Rise", "GET READY")
        one.types("n")
        one.types("q")
        one.watches_for("STOP?", "Enter: stop and save")
        one.answers("\r", "stopped")
        assert one.leaves() == 3
        assert is_as_before(one)


def test_a_resize_in_mid_hold_is_followed_at_once(tmp_path: Path) -> None:
    with viewer("run", routine_file(tmp_path, LONG_HOLD), "--mute") as one:
        sees_the_hold(one)
        for columns, rows in ((40, 12), (20, 3), (120, 40), (80, 24)):
            one.resizes(columns, rows)
            one.watches_for("LEFT", "then" if rows == 3 else "to go")
            seen = one.looks()
            assert sum("LEFT" in line for line in seen) == 1  # nothing of the old size is left
            assert (seen[-1] == "") is False
        one.watches_for(*KEYS)


def test_ctrl_z_gives_the_terminal_back_and_fg_repaints_it_paused(tmp_path: Path) -> None:
    with viewer("run", routine_file(tmp_path, LONG_HOLD), "--mute", job=True) as one:
        sees_the_hold(one)
        one.types("\x1a")
        one.sees_it_stand()
        assert is_as_before(one)
        one.waits(0.7)
        one.continues()
        one.watches_for("AWAY", "LEFT leg", "space go on")
        assert one.hides_cursor()
        assert one.settings_now() != one.settings
        one.types(" ")
        one.watches_for(*KEYS)


def test_where_nobody_could_bring_it_back_ctrl_z_only_pauses(tmp_path: Path) -> None:
    with viewer("run", routine_file(tmp_path, LONG_HOLD), "--mute") as one:
        sees_the_hold(one)
        one.types("\x1a")
        one.watches_for("PAUSED", "LEFT leg", "space go on")
        one.types(" ")
        one.watches_for(*KEYS)


def test_a_signal_gives_the_terminal_back_with_the_summary_in_the_scrollback(
    tmp_path: Path,
) -> None:
    path = routine_file(tmp_path, REP_THEN_HOLD)
    cases = [
        (signal.SIGINT, 130, Status.STOPPED, "stopped"),
        (signal.SIGTERM, 143, Status.INTERRUPTED, "interrupted"),
        (signal.SIGHUP, 129, Status.INTERRUPTED, "interrupted"),
        (signal.SIGQUIT, 131, Status.INTERRUPTED, "interrupted"),
    ]
    with ExitStack() as all_at_once:
        for number, code, status, said in cases:
            home = tmp_path / number.name
            agree(home)
            looking = viewer("run", path, "--mute", CALFCOACH_HOME=str(home))
            one = all_at_once.enter_context(looking)
            sees_the_hold(one)
            one.sends(number)
            assert one.leaves() == code
            assert is_as_before(one)
            lines = one.looks()
            assert any(said in line and "saved" in line for line in lines)
            assert any("Rise" in line and "1 of 1" in line for line in lines)
            assert only_session(home).status is status


def test_a_lost_terminal_interrupts_the_session_saved(home: Path, tmp_path: Path) -> None:
    with viewer("run", routine_file(tmp_path, REP_THEN_HOLD), "--mute") as one:
        sees_the_hold(one)
        assert one.hangs_up() == 129
    session = only_session(home)
    assert session.status is Status.INTERRUPTED
    assert done(session)[:2] == [("left", 0.2, 0.2), ("right", 0.2, 0.2)]


CRASH = """
import sys
from calfcoach import __main__
from calfcoach.screen import pages
whole = pages.words.ceiling
def breaks(left_s):
    if left_s < 58.5:
        raise RuntimeError("on purpose")
    return whole(left_s)
pages.words.ceiling = breaks
__main__.main()
"""


def test_after_a_crash_the_terminal_is_as_before_and_the_report_is_named(
    home: Path, tmp_path: Path
) -> None:
    path = routine_file(tmp_path, REP_THEN_HOLD)
    with viewer("run", path, "--mute", program=CRASH) as one:
        assert one.leaves() == 5
        assert is_as_before(one)
        assert "on purpose" not in one.screen.rpartition("\x1b[?1049l")[2]
        assert "crash" in one.screen
    assert list((home / "state").glob("*"))


def test_a_terminal_that_stops_reading_loses_frames_and_no_time(home: Path, tmp_path: Path) -> None:
    quick = 'exercise = "lean"\nhold = "2s"\nsides = "each"'
    with viewer("run", routine_file(tmp_path, quick), "--mute", "--yes") as one:
        one.watches_for("LEFT leg")
        one.types("\x13")  # Ctrl-S
        one.waits(2.5)
        one.types("\x11")
        one.watches_for("RIGHT leg")
        one.watches_for("saved")
        assert one.leaves() == 0
    session = only_session(home)
    assert done(session) == [("left", 2.0, 2.0), ("right", 2.0, 2.0)]
    assert session.gaps == ()
    assert session.lasted_s == pytest.approx(session.planned_s, abs=0.5)


def test_the_end_stays_in_the_scrollback_with_one_bell_a_change(home: Path, tmp_path: Path) -> None:
    steps = 'exercise = "lean"\nhold = "1s"\nsides = "each"'
    with viewer("run", routine_file(tmp_path, steps), "--yes", CALFCOACH_SOUND="bell") as one:
        one.watches_for("left", "right", "0:01 of 0:01", "2 s, nothing skipped")
        assert one.leaves() == 0
        assert BEL in one.screen
        assert is_as_before(one)
    assert only_session(home).status is Status.COMPLETED


def test_plain_form_is_one_line_an_event_also_on_a_good_terminal(tmp_path: Path) -> None:
    with viewer("run", routine_file(tmp_path, LONG_HOLD), "--mute", "--plain") as one:
        one.sees("Start. Lean, left leg, 60 seconds.")
        assert "\x1b" not in one.screen


def test_big_digits_fill_the_window(tmp_path: Path) -> None:
    with viewer("run", routine_file(tmp_path, LONG_HOLD), "--mute", "--big") as one:
        seen = sees_the_hold(one)
        assert len({y for y, _ in ink(seen)}) >= 14 + 3


def test_without_a_keyboard_what_is_typed_does_not_stand_on_the_screen(tmp_path: Path) -> None:
    path = routine_file(tmp_path, LONG_HOLD)
    program = f"""
import os, sys
os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
sys.argv = ["calfcoach", "run", {path!r}, "--mute"]
from calfcoach.__main__ import main
main()
"""
    with viewer(program=program) as one:
        one.watches_for("LEFT leg", "ctrl-c save and end")
        one.types("hello")
        one.waits(1.2)
        assert not any("hello" in line for line in one.looks())
        one.types("\x03")
        assert one.leaves() == 130
        assert is_as_before(one)


def test_the_terminal_comes_back_also_when_it_reads_again_only_after_the_end(
    home: Path, tmp_path: Path
) -> None:
    quick = 'exercise = "lean"\nhold = "1s"\nsides = "each"'
    with viewer("run", routine_file(tmp_path, quick), "--mute", "--yes") as one:
        one.watches_for("LEFT leg")
        one.types("\x13")
        one.waits(4)
        one.types("\x11")
        assert one.leaves() == 0
        assert is_as_before(one)
        assert any("saved" in line for line in one.looks())
    assert only_session(home).status is Status.COMPLETED
