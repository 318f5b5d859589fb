"""A terminal that has stopped reading (Ctrl-S): nothing waits for it for long, nothing is lost."""

from __future__ import annotations

import signal
import time
from pathlib import Path

import pytest
from processes import REP_THEN_HOLD, agree, done, only_session, routine_file
from terminal import person
from viewer import viewer

from calfcoach.records import Status

pytestmark = pytest.mark.tty


@pytest.fixture(autouse=True)
def agreed(home: Path) -> None:
    agree(home)


def test_a_signal_ends_a_session_whose_screen_has_stopped(home: Path, tmp_path: Path) -> None:
    with viewer("run", routine_file(tmp_path, REP_THEN_HOLD), "--mute") as one:
        one.watches_for("LEFT leg", "Lean")
        one.types("\x13")
        one.waits(0.5)
        one.sends(signal.SIGTERM)
        one.waits(0.5)
        began = time.monotonic()
        assert one.leaves() == 143
        assert time.monotonic() - began < 15
        assert one.settings_now() == one.settings
    session = only_session(home)
    assert session.status is Status.INTERRUPTED
    assert done(session)[:2] == [("left", 0.2, 0.2), ("right", 0.2, 0.2)]


def test_ctrl_c_does_not_wait_for_ever_for_the_last_words(home: Path, tmp_path: Path) -> None:
    with person("run", routine_file(tmp_path, REP_THEN_HOLD), "--mute", "--plain") as one:
        one.sees("Start. Lean, left leg, 60 seconds.")
        one.types("\x13")
        one.waits(0.5)
        one.sends(signal.SIGINT)
        one.sees_it_end()
        one.types("\x11")  # that the rest of what was printed can be read
        assert one.leaves() == 130
        assert one.settings_now() == one.settings
    assert only_session(home).status is Status.STOPPED
