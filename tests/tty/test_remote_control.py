from __future__ import annotations

import json
from pathlib import Path

import pytest
from processes import LONG_HOLD, agree, done, only_session, routine_file, run
from terminal import person
from viewer import viewer

from calfcoach.records import Status

pytestmark = pytest.mark.tty

SHORT = 'exercise = "lean"\nhold = "2s"\nsides = "each"'
ONE_LEG = 'exercise = "lean"\nhold = "1s"\nsides = "left"'


@pytest.fixture(autouse=True)
def agreed(home: Path) -> None:
    agree(home)


def test_a_session_on_a_screen_is_steered_from_another_shell(tmp_path: Path, home: Path) -> None:
    with viewer("run", routine_file(tmp_path, LONG_HOLD, prepare="2s"), "--mute", "--yes") as one:
        one.watches_for("LEFT leg", "Lean", "next", "space")
        assert run("ctl", "pause").out.startswith("Paused. Left leg, ")
        one.watches_for("PAUSED 0:0")
        assert run("ctl", "resume").out.startswith("Back in place, 2 seconds. Left leg, ")
        assert run("ctl", "next").out.startswith("Right leg, ")
        one.watches_for("RIGHT leg")
        assert run("ctl", "more").out.endswith(" 1 minute to go. Sound off.\n")
        one.watches_for("seconds left.")
        assert run("ctl", "stop").out == "Ended: stopped.\n"
        assert one.leaves() == 3
    assert only_session(home).status is Status.STOPPED
    assert not (home / "run" / "session.sock").exists()


def test_the_keyboard_goes_on_beside_it(tmp_path: Path) -> None:
    with person("run", routine_file(tmp_path, LONG_HOLD), "--mute") as one:
        one.sees("Start.")
        one.types(" ")
        one.sees("Space goes on.")
        assert run("ctl", "pause").out.startswith("Already paused. ")
        one.types("h")
        one.sees("Where?")
        refused = run("ctl", "resume")
        assert (refused.code, refused.out) == (1, "")
        assert refused.err.startswith(
            "error: it waits for an answer, which is given where it runs\n"
        )
        one.types("\x03")
        assert one.leaves() == 130


def test_to_be_asked_where_it_is_paints_nothing(tmp_path: Path, home: Path) -> None:
    with viewer("run", routine_file(tmp_path, SHORT), "--mute", "--yes") as one:
        one.watches_for("LEFT leg")
        statuses = [json.loads(run("ctl", "status", "--json").out) for _ in range(5)]
        assert one.leaves() == 0
    assert all(status["ok"] for status in statuses)
    assert done(only_session(home)) == [("left", 2.0, 2.0), ("right", 2.0, 2.0)]
    assert one.screen.count("\x1b[?2026h") <= 12  # the seconds, the change, start and end


def test_a_session_that_waits_for_a_key_is_told_from_elsewhere_to_go_on(
    tmp_path: Path, home: Path
) -> None:
    path = routine_file(tmp_path, f"{ONE_LEG}\n\n[[step]]\n{ONE_LEG}")
    with person("run", path, "--manual", "--mute", "--yes") as one:
        one.sees("Enter goes on.")
        assert run("ctl", "status").out.startswith("Waiting for Enter. Next, lean, left leg. ")
        assert json.loads(run("ctl", "status", "--json").out)["left_s"] is None
        assert run("ctl", "next").out.startswith("Left leg, 1 of 1 second left.")
        assert one.leaves() == 0
    assert done(only_session(home)) == [("left", 1.0, 1.0), ("left", 1.0, 1.0)]
