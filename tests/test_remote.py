from __future__ import annotations

import json
import os
import select
import socket
import stat
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from building import NO_PACING, exercise, hold, routine, step, timeline
from processes import wait_until
from virtual import QUIET, Run, own_pace, two_sides, with_wait

from calfcoach.drivers.remote import MOST, PATIENCE_S, READS_A_TURN, TURN_S, Remote
from calfcoach.drivers.terminal import Terminal
from calfcoach.events import Act, Command
from calfcoach.frozen import replace
from calfcoach.player import play
from calfcoach.session import Session
from calfcoach.terms import Sides
from calfcoach.timeline import compile_routine


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "run" / "session.sock"


@pytest.fixture
def remote(path: Path) -> Iterator[Remote]:
    found = Remote.at(path)
    assert found is not None
    yield found
    found.close()


def call(path: Path, data: bytes = b"") -> socket.socket:
    """A connection on which something was sent already."""
    caller = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    caller.settimeout(5)
    caller.connect(str(path))
    caller.sendall(data)
    return caller


def answer(caller: socket.socket) -> Any:
    """The one line of JSON that was answered; None where it was closed without one."""
    with caller, caller.makefile("rb") as lines:
        data = lines.read()
    assert data.count(b"\n") <= 1
    return json.loads(data) if data else None


def hear(remote: Remote, patience_s: float = 0.0) -> None:
    """Read what can be read now, as a loop does with `select`."""
    until = time.monotonic() + patience_s
    while True:
        left_s = max(0.0, until - time.monotonic())  # which are read changes with each turn
        ready, _, _ = select.select(remote.descriptors(), [], [], min(left_s, TURN_S / 4))
        for descriptor in ready:
            remote.take(descriptor)
        if not ready and time.monotonic() >= until:
            return


def steered(remote: Remote, path: Path, request: str, run: Run) -> tuple[list[Command], Any]:
    """Ask for something in a session: the commands that came of it, and the answer."""
    caller = call(path, f"{request}\n".encode())
    hear(remote, 3 * TURN_S)
    commands: list[Command] = []
    while (command := remote.command(run.at, 0.0)) is not None:
        commands.append(command)
        run.press(command)
    return commands, answer(caller)


# ------------------------------------------------------------------------------- the socket


def test_the_socket_and_its_folder_are_for_this_user_alone(path: Path, remote: Remote) -> None:
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert list(path.parent.iterdir()) == [path]


def test_the_mask_for_new_files_is_left_as_it_was(path: Path) -> None:
    before = os.umask(0o022)
    remote = Remote.at(path)
    assert os.umask(before) == 0o022
    assert remote is not None
    remote.close()


def test_at_the_end_the_socket_is_gone(path: Path) -> None:
    remote = Remote.at(path)
    assert remote is not None
    remote.close()
    assert list(path.parent.iterdir()) == []


def test_a_dead_socket_is_replaced(path: Path) -> None:
    path.parent.mkdir(0o700)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as dead:
        dead.bind(str(path))
    remote = Remote.at(path)
    assert remote is not None
    assert steered(remote, path, "status", Run(two_sides()))[1]["ok"]
    remote.close()


def test_a_living_socket_is_never_taken_away(path: Path, remote: Remote) -> None:
    assert Remote.at(path) is None
    assert steered(remote, path, "status", Run(two_sides()))[1]["ok"]


def test_one_that_is_too_busy_to_answer_lives(path: Path, remote: Remote) -> None:
    callers: list[socket.socket] = []
    taken = True
    while taken:
        caller = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        callers.append(caller)
        caller.setblocking(False)
        taken = caller.connect_ex(str(path)) == 0
    assert Remote.at(path) is None
    assert path.exists()
    for caller in callers:
        caller.close()


def test_something_else_of_that_name_is_left_alone(path: Path) -> None:
    path.parent.mkdir(0o700)
    path.write_text("mine", encoding="utf-8")
    assert Remote.at(path) is None
    assert path.read_text(encoding="utf-8") == "mine"


def test_there_is_none_in_a_folder_that_others_may_write_to(path: Path) -> None:
    path.parent.mkdir()
    path.parent.chmod(0o777)
    assert Remote.at(path) is None


def test_there_is_none_where_the_folder_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "run").write_text("", encoding="utf-8")
    assert Remote.at(tmp_path / "run" / "session.sock") is None


def test_there_is_none_at_a_path_that_is_too_long(tmp_path: Path) -> None:
    assert Remote.at(tmp_path / ("long" * 30) / "session.sock") is None


# ----------------------------------------------------------------------------- the requests


@pytest.mark.parametrize(
    ("request_line", "command"),
    [
        ("pause", Act.PAUSE),
        ("next", Act.NEXT),
        ("back", Act.BACK),
        ("redo", Act.REDO),
        ("more", Act.MORE),
        ("less", Act.LESS),
        ("mute", Act.MUTE),
        ("stop", Act.STOP),
    ],
)
def test_a_request_is_the_command_of_its_key(
    path: Path, remote: Remote, request_line: str, command: Command
) -> None:
    run = Run(two_sides())
    run.until(10.0)
    commands, said = steered(remote, path, request_line, run)
    assert commands == [command]
    assert (said["ok"], said["error"]) == (True, None)


def test_the_answer_is_the_state_behind_the_command(path: Path, remote: Remote) -> None:
    run = Run(two_sides())
    run.until(10.0)
    assert steered(remote, path, "pause", run)[1]["mode"] == "paused"
    assert steered(remote, path, "resume", run)[1]["mode"] == "returning"
    assert steered(remote, path, "mute", run)[1]["muted"] is True
    assert steered(remote, path, "next", run)[1]["phase"] == "switch"


def test_two_who_pause_at_once_pause(path: Path, remote: Remote) -> None:
    run = Run(two_sides())
    run.until(10.0)
    first, second = call(path, b"pause\n"), call(path, b"pause\n")
    hear(remote, 3 * TURN_S)
    commands = []
    while (command := remote.command(run.at, 0.0)) is not None:
        commands.append(command)
        run.press(command)
    assert commands == [Act.PAUSE]
    assert answer(first)["words"].startswith("Paused. Left leg, 15 of 20 seconds left.")
    assert answer(second)["words"].startswith("Already paused. Left leg, 15 of 20 seconds left.")


def test_to_resume_what_runs_changes_nothing_and_says_so(path: Path, remote: Remote) -> None:
    run = Run(two_sides())
    run.until(10.0)
    commands, said = steered(remote, path, "resume", run)
    assert (commands, said["ok"]) == ([], True)
    assert said["words"] == (
        "Not paused. Left leg, 15 of 20 seconds left. Next, right leg. 39 seconds to go."
    )


def test_what_does_not_apply_is_refused(path: Path, remote: Remote) -> None:
    run = Run(own_pace(), audible=False)
    refused = {
        "mute": "there is no sound here",
        "back": "there is nothing to go back to",
        "afterwards": "nothing can be moved to the end now",
    }
    for request, why in refused.items():
        _, said = steered(remote, path, request, run)
        assert (said["ok"], said["error"]) == (False, why)


def test_what_has_no_length_is_made_neither_longer_nor_shorter(path: Path, remote: Remote) -> None:
    run = Run(with_wait())
    run.until(20.0)
    assert steered(remote, path, "more", run)[1]["error"] == "it cannot be longer now"
    assert steered(remote, path, "less", run)[1]["error"] == "it cannot be shorter now"


def test_a_question_about_a_pain_is_not_answered_from_outside(path: Path, remote: Remote) -> None:
    run = Run(two_sides())
    run.until(10.0)
    run.press(Act.HURT)
    run.pass_s(1.0)
    for request in ("resume", "next", "back", "redo", "afterwards", "more", "less", "mute"):
        commands, said = steered(remote, path, request, run)
        assert (commands, said["ok"]) == ([], False)
        assert said["error"] == "it waits for an answer, which is given where it runs"
    assert steered(remote, path, "stop", run)[0] == [Act.STOP]


def test_the_question_whether_to_stop_can_be_taken_back(path: Path, remote: Remote) -> None:
    run = Run(two_sides())
    run.until(10.0)
    run.press(Act.QUIT)
    run.pass_s(1.0)
    commands, said = steered(remote, path, "resume", run)
    assert (commands, said["mode"]) == ([Act.PAUSE], "returning")


def test_who_stops_it_is_answered_even_if_nothing_follows(path: Path) -> None:
    remote = Remote.at(path)
    assert remote is not None
    caller = call(path, b"stop\n")
    hear(remote)
    assert remote.command(Run(two_sides()).at, 0.0) is Act.STOP
    remote.close()
    said = answer(caller)
    assert (said["ok"], said["mode"], said["status"]) == (True, "ended", "stopped")
    assert said["words"] == "Ended: stopped."


def test_the_state_is_told_as_it_is_when_it_is_asked_for(path: Path, remote: Remote) -> None:
    run = Run(two_sides())
    run.until(10.0)
    caller = call(path, b"status\n")
    hear(remote)
    assert remote.command(run.at, 0.75) is None
    said = answer(caller)
    assert (said["left_s"], said["elapsed_s"], said["to_go_s"]) == (14.2, 5.8, 38.2)


def test_no_title_steers_the_terminal_of_who_asks(path: Path, remote: Remote) -> None:
    title = "Sh\x7f\u202e\x1bört"
    of = exercise(say=title)
    run = Run(compile_routine(routine(step(hold(), of=of, pacing=NO_PACING), title=title)))
    with call(path, b"status\n") as caller:
        hear(remote)
        assert remote.command(run.at, 0.0) is None
        data = caller.recv(4096)
    assert data.isascii()
    assert data.removesuffix(b"\n").decode().isprintable()
    assert json.loads(data)["title"] == title
    assert json.loads(data)["words"].startswith("ShU+007FU+202EU+001Bört, 30 of 30")


# -------------------------------------------------------------------------------- nonsense


@pytest.mark.parametrize(
    "data",
    [b"nonsense\n", b"\n", b"\x00\xff\xfe\n", b"x" * 65, b"PAUSE\n", b"pause resume\n"],
    ids=["a word", "nothing", "bytes", "too long", "capitals", "two"],
)
def test_nonsense_is_told_so_and_nothing_is_done(path: Path, remote: Remote, data: bytes) -> None:
    caller = call(path, data)
    hear(remote)
    assert remote.command(Run(two_sides()).at, 0.0) is None
    assert answer(caller)["error"] == "no such request"


def test_who_never_ends_is_not_read_to_the_end(path: Path, remote: Remote) -> None:
    with call(path, b"x" * 10_000) as caller:
        hear(remote)
        assert b"no such request" in caller.recv(1000)
        with pytest.raises(ConnectionResetError):
            caller.recv(1)
    assert remote.command(Run(two_sides()).at, 0.0) is None


def test_half_a_line_is_waited_for_without_waiting(path: Path, remote: Remote) -> None:
    with call(path, b"pa") as caller:
        hear(remote)
        assert remote.command(Run(two_sides()).at, 0.0) is None
        caller.sendall(b"use\n")
        hear(remote, 2 * TURN_S)
        assert remote.command(Run(two_sides()).at, 0.0) is Act.PAUSE


def test_who_says_nothing_is_dropped_after_a_while(path: Path, remote: Remote) -> None:
    caller = call(path, b"pau")
    hear(remote)
    rests_s = remote.rests_s()
    assert rests_s is not None
    assert rests_s <= TURN_S
    hear(remote, PATIENCE_S + 0.1)
    assert answer(caller) is None
    assert remote.rests_s() is None or remote.descriptors()


def test_who_hangs_up_at_once_is_forgotten(path: Path, remote: Remote) -> None:
    for _ in range(3):
        call(path).close()
    hear(remote, 4 * TURN_S)
    assert len(remote.descriptors()) == 1
    assert remote.rests_s() is None


def test_who_does_not_read_the_answer_holds_nothing_up(path: Path, remote: Remote) -> None:
    run = Run(two_sides())
    call(path, b"status\n").close()
    hear(remote)
    assert remote.command(run.at, 0.0) is None


def test_no_more_than_a_few_are_listened_to(path: Path, remote: Remote) -> None:
    callers = [call(path) for _ in range(MOST)]
    hear(remote, (MOST + 2) * TURN_S)
    time_is_up = time.monotonic() + TURN_S
    wait_until(lambda: time.monotonic() >= time_is_up)
    assert len(remote.descriptors()) == MOST  # of them none is the one that takes in
    for caller in callers:
        caller.close()


def test_in_one_turn_little_is_read(path: Path, remote: Remote) -> None:
    callers = [call(path, b"x") for _ in range(2)]
    hear(remote, 3 * TURN_S)
    for caller in callers:
        caller.sendall(b"x" * 4)
    readings, began = 0, time.monotonic()
    while remote.descriptors() and readings < 100:
        for descriptor in remote.descriptors():
            remote.take(descriptor)
            readings += 1
    turns = 2 + (time.monotonic() - began) / TURN_S  # begun, however slow the machine
    for caller in callers:
        caller.close()
    assert readings <= (READS_A_TURN + 1) * turns


# ---------------------------------------------------------------------------- on a terminal


class Steered:
    """A driver that notes when it was called, with how many events."""

    def __init__(self) -> None:
        self.calls: list[tuple[float, int]] = []

    def update(self, events: Any, snapshot: Any, now: float) -> float | None:
        del snapshot
        self.calls.append((now, len(events)))
        return None


def short_session() -> Session:
    """A second and a half: hold half, change half, hold half."""
    pacing = replace(NO_PACING, switch_s=0.5)
    return Session(timeline(step(hold(0.5), sides=Sides.EACH, pacing=pacing)))


def flood(path: Path, over: threading.Event, data: bytes) -> None:
    """Connect and send as fast as it goes, until it is over."""
    while not over.is_set():
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as caller:
            caller.setblocking(False)
            try:
                caller.connect(str(path))
                caller.send(data)
            except OSError:
                continue


@pytest.mark.parametrize("data", [b"status\n", b"x" * 64, b"", b"\xff\n"], ids=repr)
def test_a_flood_does_not_disturb_the_countdown(path: Path, data: bytes) -> None:
    remote = Remote.at(path)
    over = threading.Event()
    attackers = [threading.Thread(target=flood, args=(path, over, data)) for _ in range(3)]
    driver = Steered()
    for attacker in attackers:
        attacker.start()
    try:
        with Terminal(None, remote=lambda: remote) as terminal:
            outcome = play(short_session(), terminal, [driver])
    finally:
        over.set()
        for attacker in attackers:
            attacker.join()
    assert outcome.lasted_s == pytest.approx(1.5, abs=0.25)  # threads share one interpreter
    assert outcome.snapshot.away_s == 0
    assert len(driver.calls) < 8  # the loop turns for the session alone
    assert not path.exists()


def test_commands_from_outside_steer_a_session_on_a_terminal(path: Path) -> None:
    remote = Remote.at(path)
    said: list[str] = []

    def elsewhere() -> None:
        for request in ("next", "pause", "pause", "resume", "stop"):
            said.append(answer(call(path, f"{request}\n".encode()))["words"].split(".")[0])

    other = threading.Thread(target=elsewhere)
    with Terminal(None, remote=lambda: remote) as terminal:
        other.start()
        outcome = play(Session(timeline(step(hold(59), pacing=QUIET))), terminal, [])
        assert outcome.snapshot.status.value == "stopped"
    other.join()
    assert said == [
        "Calf stretch, 59 of 59 seconds left",
        "Paused",
        "Already paused",
        "Back in place, 5 seconds",
        "Ended: stopped",
    ]


def test_to_ask_where_it_is_wakes_nothing_but_the_wait(path: Path) -> None:
    remote = Remote.at(path)
    driver = Steered()
    answers: list[Any] = []

    def elsewhere() -> None:
        answers.extend(answer(call(path, b"status\n")) for _ in range(10))
        answer(call(path, b"stop\n"))

    other = threading.Thread(target=elsewhere)
    with Terminal(None, remote=lambda: remote) as terminal:
        other.start()
        play(Session(timeline(step(hold(59), pacing=QUIET))), terminal, [driver])
    other.join()
    assert len(answers) == 10
    assert len(driver.calls) <= 4  # the start, one second, the end


def test_digits_still_come_from_the_keyboard_alone(path: Path, remote: Remote) -> None:
    caller = call(path, b"5\n")
    hear(remote)
    assert remote.command(Run(two_sides()).at, 0.0) is None
    assert answer(caller)["ok"] is False
