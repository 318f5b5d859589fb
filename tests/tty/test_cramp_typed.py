"""A cramp, as somebody types who is woken by one."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from processes import agree, only_session, run, sessions
from terminal import Person, person
from viewer import viewer

from calfcoach.lock import SessionLock
from calfcoach.records import Status

pytestmark = pytest.mark.tty

FIRST = "Straighten the knee. Pull the toes up, towards your shin."
LEG = "Which leg? L left, R right, then Enter. Enter alone skips."


def answer(one: Person, text: str) -> None:
    """Answer a question as a person does who has read it: not at once."""
    one.replies(text)


def test_nothing_is_asked_before_it_starts_and_the_leg_after_it(home: Path) -> None:
    with person("cramp") as one:
        one.sees(FIRST)
        one.sees("In bed, loop the sheet")
        one.types("\r")
        one.sees("Ease off by half, 20 seconds.")
        one.types("q")
        one.sees(LEG)
        answer(one, "r\r")
        one.sees("Swelling is not")
        one.sees("Saved.")
        assert one.leaves() == 3
    assert one.screen.lstrip("\a").startswith(FIRST)
    session = only_session(home)
    assert (session.routine_id, session.status) == ("cramp", Status.STOPPED)
    assert [(work.side, work.why, work.kind) for work in session.work] == [
        ("right", "eased", "relax")
    ]


@pytest.mark.parametrize("form", ["dumb", "xterm-256color"])
def test_what_was_not_heard_is_told_once_it_is_over(home: Path, form: str) -> None:
    far = "192.0.2.1 1 192.0.2.2 22"
    with person("cramp", TERM=form, CALFCOACH_VOICE="true", SSH_CONNECTION=far) as one:
        one.sees("Straighten the knee")
        one.types("q")
        one.sees("Stopped.\r\n" if form == "dumb" else "Stopped.")
        assert one.leaves() == 3
    assert one.screen.count("The voice was silent: it would have spoken at the other machine.") == 1


def test_something_else_stops_it_and_everything_after_it(home: Path) -> None:
    agree(home)
    with person("cramp") as one:
        one.sees(FIRST)
        one.types("n")
        one.sees("Enter alone: none of these.")
        answer(one, "1\r")
        one.sees("is that right?")
        answer(one, "perhaps\r")
        one.sees("Y for yes")
        answer(one, "yes\r")
        assert one.leaves() == 4
    assert "calfcoach screen clear" in one.screen
    for command in ("cramp", "run"):
        blocked = run(command)
        assert blocked.code == 4
        assert FIRST not in blocked.out
        assert "calfcoach screen clear" in blocked.out


def test_none_of_these_goes_on_with_the_toes_up(home: Path) -> None:
    with person("cramp") as one:
        one.sees(FIRST)
        one.types("n")
        one.sees("Enter alone: none of these.")
        answer(one, "\r")
        one.sees("Toes up once more, knee straight.")
        one.waits(5)
        one.types("\x03")
        assert one.leaves() == 130
    assert only_session(home).status is Status.STOPPED


def test_what_was_done_is_saved_before_the_leg_is_asked_for(home: Path) -> None:
    with person("cramp") as one:
        one.sees("In bed, loop the sheet")
        one.types("q")
        one.sees(LEG)
        one.sends(signal.SIGKILL)
        one.leaves()
    session = only_session(home)
    assert (session.status, session.work[0].side) == (Status.STOPPED, "both")


def test_it_runs_beside_a_session_and_in_the_whole_window(home: Path) -> None:
    home.mkdir(exist_ok=True)
    with SessionLock(home / "session.lock"), viewer("cramp") as one:
        one.watches_for("TOES UP, KNEE STRAIGHT", FIRST, "enter it lets go")
        one.types("\r")
        one.watches_for("EASE OFF BY HALF", "b it is back")
        one.types("b")
        one.watches_for("TOES UP, KNEE STRAIGHT")
        one.types("q")
        one.watches_for("Stopped.")


def test_in_accessible_form_the_key_is_d_and_enter_does_nothing(home: Path) -> None:
    with person("cramp", "--accessible") as one:
        one.sees(FIRST)
        one.types("\r?")
        one.sees("D it lets go.")
        one.types("d")
        one.sees("Ease off by half")
        one.types("\x03")
        assert one.leaves() == 130
    assert "\x1b" not in one.screen


def test_a_rehearsal_leads_to_the_end_and_keeps_nothing(home: Path) -> None:
    rehearsed = run("cramp", "--speed", "1000")
    assert rehearsed.code == 0
    assert rehearsed.out.startswith(FIRST)
    assert rehearsed.out.endswith("A rehearsal, not saved.\n")
    assert "Ten minutes. Stop here and get medical advice now." in rehearsed.out
    assert sessions(home) == []
