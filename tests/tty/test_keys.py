from __future__ import annotations

import re
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from processes import LONG_HOLD, REP, agree, done, only_session, routine_file
from terminal import BEL, person

from calfcoach.records import Status

pytestmark = pytest.mark.tty

OWN_PACE = 'exercise = "rise"\nreps = 5\nlimit = "60s"'
KEYS = (
    "Space pause. N next. B back. R this side again. W where am I. H it hurts. M mute. Q stop. "
    "More: calfcoach run --help."
)


@pytest.fixture(autouse=True)
def agreed(home: Path) -> None:
    agree(home)


def lines_of(screen: str) -> list[str]:
    return screen.replace(BEL, "").split("\r\n")[:-1]


def test_keys_that_ask_pause_and_mute_are_each_answered_by_one_line(tmp_path: Path) -> None:
    with person("run", routine_file(tmp_path, LONG_HOLD, prepare="1s"), "--mute") as one:
        one.sees("Get ready.")
        one.types("\r")  # starts now
        one.sees("Start.")
        one.types("xyz\x1b\x1b[A\x1b[B\x1bOP")  # none of these is a key
        one.types("w")
        one.sees(" to go.")
        one.types("m")
        one.sees("Sound on.")
        one.types("M")
        one.sees("Sound off.")
        one.types("?")
        one.sees("--help.")
        one.types(" ")
        one.sees("Space goes on.")
        one.types("p")
        one.sees("Go on.")
        one.types("+")
        one.sees(" left.")
        one.types("-")
        one.sees(" left.")
        one.types("\x03")
        assert one.leaves() == 130
    # However slow the machine: a second or two may have passed.
    shown = [re.sub("5[89]", "60", re.sub("6[34]", "65", line)) for line in lines_of(one.screen)]
    assert shown[:-1] == [
        "Short. 2 minutes 1 second, 1 part. You need clear floor.",
        "Get ready. Lean, left leg, 60 seconds. W says where you are, Space pauses.",
        "Start.",
        "Left leg, 60 of 60 seconds left. Next, right leg. 2 minutes to go.",
        "Sound on.",
        "Sound off.",
        KEYS,
        "Paused. Left leg, 60 seconds left. Space goes on.",
        "Back in place. 1 second.",
        "Go on. 60 seconds.",
        "65 seconds left.",
        "60 seconds left.",
    ]


def test_the_ways_through_a_session_are_next_back_again_and_afterwards(
    home: Path, tmp_path: Path
) -> None:
    steps = f"{LONG_HOLD}\n\n[[step]]\n{OWN_PACE}"
    with person("run", routine_file(tmp_path, steps), "--yes", "--mute") as one:
        one.sees("Start. Lean, left leg, 60 seconds.")
        one.types("n")
        one.sees("Start. Lean, right leg, 60 seconds.")
        one.types("\x1b[D")  # an arrow: back
        one.sees("Again. Left leg. 0 seconds.")
        one.types("r")
        one.sees("Start.")
        one.types("\x1b[C")  # next
        one.sees("Start. Lean, right leg, 60 seconds.")
        one.types("a")
        one.sees("Moved to the end: lean.")
        one.sees("Start. Rise, 5 reps. 5 reps. At your own pace, 60 seconds at most.")
        one.types("\r")  # done
        one.sees("Start. Lean, right leg, 60 seconds.")
        one.types("n")
        one.sees("Saved.")
        assert one.leaves() == 0
    session = only_session(home)
    assert session.status is Status.COMPLETED
    assert [(work.side, work.status.value) for work in session.work] == [
        ("left", "skipped"),
        ("right", "skipped"),
        ("both", "done"),
    ]


def test_q_asks_and_space_goes_on_or_enter_stops(home: Path, tmp_path: Path) -> None:
    with person("run", routine_file(tmp_path, LONG_HOLD), "--mute") as one:
        one.sees("Start.")
        one.types("q")
        one.sees("Stop and save? Enter stops, Space goes on.")
        one.answers(" ", "Go on.")
        one.types("q")
        one.sees("Stop and save? Enter stops, Space goes on.")
        one.answers("\r", "Stopped.")
        one.sees("How tight, 0 to 10?")
        one.types("\x03")
        assert one.leaves() == 3
        assert one.settings_now() == one.settings
    session = only_session(home)
    assert session.status is Status.STOPPED
    assert [gap.reason for gap in session.gaps] == ["pause", "pause"]


def test_it_hurts_asks_where_how_much_and_whether_sharp_and_then_what_now(
    home: Path, tmp_path: Path
) -> None:
    path = routine_file(tmp_path, f"{LONG_HOLD}\n\n[[step]]\n{REP}")
    with person("run", path, "--yes", "--mute") as one:
        one.sees("Start.")
        one.types("h")
        one.sees("Paused. Where? Type a number. Enter skips.")
        one.answers("1", "Calf.")
        one.sees("How much, 0 to 10? Type a number and press Enter.")
        one.answers("4\x7f4\r", "4 of 10.")
        one.sees("Sharp or sudden, tingling, or with a pop? Y yes, Enter no.")
        one.answers("\r", "N skips this. Q stops and saves.")
        one.answers("n", "Start. Rise, left leg, 1 rep")
        assert one.leaves() == 0
    session = only_session(home)
    work = session.work[0]
    assert (work.side, work.status.value) == ("left", "skipped")
    assert (work.why, work.pain) == ("pain calf", 4)
    assert session.pain_worst == 4
    assert [gap.reason for gap in session.gaps] == ["hurt"]


def test_in_accessible_form_arrows_and_enter_do_nothing_during_work_and_d_does(
    home: Path, tmp_path: Path
) -> None:
    path = routine_file(tmp_path, f"{OWN_PACE}\n\n[[step]]\n{LONG_HOLD}")
    with person("run", path, "--accessible", "--yes", CALFCOACH_SOUND="off") as one:
        one.sees("60 seconds at most. D when done.")
        one.types("\r\x1b[C\x1b[D\x1bOC")
        one.types("w")
        one.sees("Next, lean, left leg.")
        one.types("d")
        one.sees("Start. Lean, left leg, 60 seconds.")
        one.types("\r\x1b[Cd")
        one.types("w")
        one.sees("Left leg, ")
        one.types("n")
        one.sees("Start. Lean, right leg, 60 seconds.")
        one.types("\x03")
        assert one.leaves() == 130
    assert not {"\x1b", BEL} & set(one.screen)
    assert one.screen.count("\r") == one.screen.count("\r\n")


def test_no_key_is_echoed_and_the_session_finishes_without_any(home: Path, tmp_path: Path) -> None:
    with person("run", routine_file(tmp_path, REP), "--mute", "--yes") as one:
        one.sees("Start.")
        one.types("xyz")
        assert one.leaves() == 0
    assert lines_of(one.screen) == [
        "Short. 0 seconds, 1 part. You need clear floor.",
        "Start. Rise, left leg, 1 rep, up 0.1, down 0.1. Up.",
        "Start. Rise, right leg, 1 rep, up 0.1, down 0.1. Up.",
        "Done. Rises left 1, right 1. Saved.",
    ]
    assert done(only_session(home)) == [("left", 0.2, 0.2), ("right", 0.2, 0.2)]


# ------------------------------------------------------------------------------ the bell


def test_the_bell_rings_once_at_a_start_twice_at_a_change_and_thrice_at_the_end(
    tmp_path: Path,
) -> None:
    with person("run", routine_file(tmp_path, REP, switch="2s"), "--yes") as one:
        assert one.leaves() == 0
    rung = [part.count(BEL) for part in re.split("Start\\.|Change\\.", one.screen)]
    # that of a start before its line; those of the change and of the end 0.4 s behind the last
    assert rung == [1, 0, 3, 3]


def test_the_bell_is_silent_where_it_is_not_wanted(tmp_path: Path) -> None:
    path = routine_file(tmp_path, REP)
    cases: list[tuple[bool, tuple[str, ...], dict[str, Any]]] = [
        (False, ("--mute",), {}),
        (False, (), {"CALFCOACH_SOUND": "off"}),
        (False, ("--accessible",), {"CALFCOACH_SOUND": "clear", "PATH": "/nowhere"}),
        (True, ("--accessible",), {"CALFCOACH_SOUND": "bell"}),
    ]
    with ExitStack() as all_at_once:
        people = []
        for no, (rings, options, environ) in enumerate(cases):
            environ |= {"CALFCOACH_HOME": str(tmp_path / f"home-{no}")}
            one = person("run", path, "--yes", *options, **environ)
            people.append((rings, all_at_once.enter_context(one)))
        for rings, somebody in people:
            assert somebody.leaves() == 0
            assert (BEL in somebody.screen) == rings
