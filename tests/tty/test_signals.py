from __future__ import annotations

import re
import signal
import sqlite3
import time
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from processes import LONG_HOLD, REP_THEN_HOLD, agree, done, only_session, pass_time, routine_file
from terminal import Person, person

from calfcoach.records import Status

pytestmark = pytest.mark.tty


@pytest.fixture(autouse=True)
def agreed(home: Path) -> None:
    agree(home)


def sees_the_hold(one: Person) -> None:
    one.sees("Start. Lean, left leg, 60 seconds.")
    one.sees("\r\n")
    assert one.settings_now() != one.settings  # no echo, keys one by one


def test_a_signal_leaves_the_terminal_as_it_was_and_the_work_saved(tmp_path: Path) -> None:
    path = routine_file(tmp_path, REP_THEN_HOLD)
    cases = [
        (signal.SIGINT, 130, Status.STOPPED),
        (signal.SIGTERM, 143, Status.INTERRUPTED),
        (signal.SIGHUP, 129, Status.INTERRUPTED),
        (signal.SIGQUIT, 131, Status.INTERRUPTED),
    ]
    with ExitStack() as all_at_once:
        people = []
        for number, code, status in cases:
            home = tmp_path / number.name
            agree(home)
            one = person("run", path, "--mute", CALFCOACH_HOME=str(home))
            people.append((all_at_once.enter_context(one), home, number, code, status))
        for somebody, home, number, code, status in people:
            sees_the_hold(somebody)
            somebody.sends(number)
            assert somebody.leaves() == code
            assert somebody.settings_now() == somebody.settings
            # Of the hold a busy computer may have seen some seconds before the signal.
            work = r"(Left leg \d+ seconds?, r|R)ises left 1, right 1"
            said = rf"{status.value.capitalize()}\. {work}\. Saved\."
            assert re.search(said, somebody.screen)
            assert "How tight" not in somebody.screen
            assert only_session(home).status is status


def test_a_terminal_that_is_lost_interrupts_the_session_saved(home: Path, tmp_path: Path) -> None:
    with person("run", routine_file(tmp_path, REP_THEN_HOLD)) as one:
        sees_the_hold(one)
        assert one.hangs_up() == 129
    session = only_session(home)
    assert session.status is Status.INTERRUPTED
    assert done(session)[:2] == [("left", 0.2, 0.2), ("right", 0.2, 0.2)]
    assert not (home / "state").exists()


def test_a_crash_leaves_the_terminal_as_it_was_and_the_work_saved(
    home: Path, tmp_path: Path
) -> None:
    # `select` takes no descriptor beyond 1023: with the lower ones in use it fails in earnest.
    program = """
import os, resource, sys
from calfcoach.__main__ import guarded
most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
resource.setrlimit(resource.RLIMIT_NOFILE, (min(2048, most), most))
import calfcoach.cli.opening
while os.open(os.devnull, os.O_RDONLY) < 1023:
    pass
sys.exit(guarded(["run", sys.argv[1]]))
"""
    with person(routine_file(tmp_path, LONG_HOLD), program=program) as one:
        assert one.leaves() == 5
        assert one.settings_now() == one.settings
    (report,) = (home / "state").iterdir()
    assert str(report) in one.screen


def test_a_second_ctrl_c_leaves_without_what_cannot_be_saved_and_loses_nothing_else(
    home: Path, tmp_path: Path
) -> None:
    with person("run", routine_file(tmp_path, REP_THEN_HOLD), "--mute") as one:
        sees_the_hold(one)
        with closing(sqlite3.connect(home / "history.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")  # another program writes, and does not end
            one.types("\x03")
            pass_time(0.8)
            one.types("\x03")
            began = time.monotonic()
            assert one.leaves() == 130
            assert time.monotonic() - began < 3  # alone, the first would go on trying for five
        assert one.settings_now() == one.settings
        assert "Saved." not in one.screen
    session = only_session(home)
    assert session.status is Status.RUNNING  # the next session offers to go on with it
    assert done(session) == [("left", 0.2, 0.2), ("right", 0.2, 0.2)]
    assert not (home / "state").exists()


def test_a_signal_does_not_wait_long_for_lines_that_a_stopped_terminal_does_not_take(
    home: Path, tmp_path: Path
) -> None:
    with person("run", routine_file(tmp_path, REP_THEN_HOLD), "--mute") as one:
        sees_the_hold(one)
        one.types("\x13")  # Ctrl-S
        pass_time(0.2)
        one.types("w")
        pass_time(0.2)
        began = time.monotonic()
        one.sends(signal.SIGTERM)
        assert one.leaves() == 143
        assert time.monotonic() - began < 10.0
        assert one.settings_now() == one.settings
    session = only_session(home)
    assert session.status is Status.INTERRUPTED
    assert done(session)[:2] == [("left", 0.2, 0.2), ("right", 0.2, 0.2)]


def test_ctrl_c_twice_in_a_row_is_saved_as_one_is(home: Path, tmp_path: Path) -> None:
    with person("run", routine_file(tmp_path, REP_THEN_HOLD), "--mute") as one:
        sees_the_hold(one)
        one.types("\x03\x03")
        assert one.leaves() == 130
        assert one.settings_now() == one.settings
    assert only_session(home).status is Status.STOPPED


# ---------------------------------------------------------------------------- standstill


def test_time_in_which_the_process_was_stopped_is_told_and_not_counted(
    home: Path, tmp_path: Path
) -> None:
    path = routine_file(tmp_path, 'exercise = "lean"\nhold = "6s"', prepare="1s")
    with person("run", path, "--yes", "--mute") as one:
        one.sees("Get ready.")
        one.types("\r")
        one.sees("Start.")
        one.types("w")
        one.sees(" to go.")
        one.sends(signal.SIGSTOP)
        one.sees_it_stand()
        one.sets(one.settings)  # as a shell does that puts a job back
        pass_time(3.1)
        one.sends(signal.SIGCONT)
        one.sees("Away 3 seconds, not counted. Lean. Going on in 10 seconds.")
        assert one.settings_now() != one.settings
        one.types(" ")
        one.sees("Back in place. 1 second.")
        one.sees("Go on. 6 seconds.")
        one.types("n")
        one.sees("Saved.")
        assert one.leaves() == 0
    session = only_session(home)
    gap = session.gaps[0]
    assert gap.reason == "away"
    assert gap.seconds == pytest.approx(3.3, abs=0.3)
    assert session.work[0].done_s < 1.0
    assert session.lasted_s is not None
    assert session.lasted_s > 4.0


def test_after_ctrl_z_the_session_waits_for_space(home: Path, tmp_path: Path) -> None:
    path = routine_file(tmp_path, LONG_HOLD)
    with person("run", path, "--yes", "--mute", job=True) as one:
        sees_the_hold(one)
        one.types("\x1a")
        one.sees_it_stand()
        assert one.settings_now() == one.settings
        pass_time(1.2)
        one.sends(signal.SIGCONT)
        one.sees("Away 1 second, not counted. Left leg. Space goes on.")
        assert one.settings_now() != one.settings
        one.types(" ")
        one.sees("Go on. 60 seconds.")
        one.types("\x03")
        assert one.leaves() == 130
    stood, waited = only_session(home).gaps  # until it was back, and until Space
    assert stood.reason == waited.reason == "suspended"
    assert stood.seconds == pytest.approx(1.3, abs=0.3)


def test_ctrl_z_in_the_middle_of_something_stops_only_once_that_is_done() -> None:
    program = """
import os, signal
from calfcoach.drivers.terminal import Terminal
with Terminal(0) as terminal:
    os.kill(os.getpid(), signal.SIGTSTP)  # as if in the middle of a write to the history
    print("written", flush=True)
    print(terminal.wait(None, None), flush=True)  # what was done until now is to be counted
    print(terminal.wait(None, None), flush=True)
"""
    with person(program=program, job=True) as one:
        one.sees("written\r\nNone\r\n")
        one.sees_it_stand()
        assert one.settings_now() == one.settings
        one.sends(signal.SIGCONT)
        one.sees("suspended\r\n")
        assert one.leaves() == 0
        assert one.settings_now() == one.settings


@pytest.mark.parametrize("others", ["SIGTERM", "SIGTERM SIGCONT", "SIGCONT"])
def test_what_is_told_to_end_or_to_go_on_does_not_stand_still_any_more(others: str) -> None:
    program = """
import os, signal, sys
from calfcoach.drivers.terminal import Terminal
with Terminal(0) as terminal:
    for name in ["SIGTSTP", *sys.argv[1].split()]:
        os.kill(os.getpid(), getattr(signal, name))  # as if in the middle of a write
    print(terminal.wait(terminal.now() + 0.1, None), flush=True)
    print(terminal.wait(terminal.now() + 0.1, None), flush=True)
"""
    with person(others, program=program, job=True) as one:
        assert one.leaves() == 0
        assert ("interrupt" in one.screen) == ("SIGTERM" in others)
        assert one.settings_now() == one.settings
