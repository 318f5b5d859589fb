from __future__ import annotations

import json
import os
import signal
import socket
import stat
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from conftest import Result
from processes import (
    LONG_HOLD,
    Ran,
    agree,
    done,
    ended,
    only_session,
    read_until,
    routine_file,
    run,
    start,
    wait_until,
)

from calfcoach.cli.ctl_client import REQUESTS
from calfcoach.records import Status
from calfcoach.report.steering import Request

NOBODY = "error: no session is running\n  hint: start one with `calfcoach run`\n"
KEYS = [
    "schema",
    "routine",
    "title",
    "mode",
    "phase",
    "exercise",
    "side",
    "set",
    "sets",
    "round",
    "rounds",
    "left_s",
    "elapsed_s",
    "to_go_s",
    "asking",
    "muted",
    "status",
    "next",
    "words",
    "ok",
    "error",
]


@pytest.fixture
def socket_path(home: Path) -> Path:
    return home / "run" / "session.sock"


@contextmanager
def session(folder: Path, home: Path, steps: str = LONG_HOLD) -> Iterator[subprocess.Popen[str]]:
    """A session in its first hold, without a terminal."""
    agree(home)
    process = start("run", routine_file(folder, steps))
    try:
        read_until(process, "Start. Lean, left leg, 60 seconds.")
        yield process
    finally:
        process.kill()
        process.communicate()


def await_ears() -> None:
    """A session listens a few milliseconds after its first line: sooner than a shell starts `ctl`,
    but not than a test that is there already."""
    wait_until(lambda: run("ctl", "status").err != NOBODY)


def words(*arguments: str) -> str:
    """What a `ctl` answers in words."""
    ran = run("ctl", *arguments)
    assert (ran.code, ran.err) == (0, "")
    return ran.out


def state(*arguments: str) -> Any:
    ran = run("ctl", *(arguments or ("status",)), "--json")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.count("\n") == 1
    return json.loads(ran.out)


# ------------------------------------------------------------------------ nobody to be asked


@pytest.mark.parametrize("request_word", REQUESTS)
def test_without_a_session_there_is_nothing_to_steer(
    calf: Callable[..., Result], request_word: str
) -> None:
    assert calf("ctl", request_word) == Result(code=1, out="", err=NOBODY)
    assert calf("ctl", request_word, "--json") == Result(code=1, out="", err=NOBODY)


def test_the_error_is_spoken_where_that_is_asked_for(calf: Callable[..., Result]) -> None:
    said = "Error: no session is running.\nStart one with calfcoach run.\n"
    assert calf("ctl", "pause", "--accessible") == Result(code=1, out="", err=said)


def test_a_setting_decides_the_form_of_an_error_too(
    calf: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACCESSIBLE", "1")
    assert calf("ctl", "pause").err.startswith("Error: no session is running.\n")


def test_a_dead_socket_is_cleaned_up(calf: Callable[..., Result], socket_path: Path) -> None:
    socket_path.parent.mkdir(parents=True)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as dead:
        dead.bind(str(socket_path))
    assert calf("ctl", "status") == Result(code=1, out="", err=NOBODY)
    assert list(socket_path.parent.iterdir()) == []


def test_one_that_never_answers_is_told_of(calf: Callable[..., Result], socket_path: Path) -> None:
    socket_path.parent.mkdir(parents=True)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as deaf:
        deaf.bind(str(socket_path))
        deaf.listen()
        assert calf("ctl", "status") == Result(
            code=1,
            out="",
            err=(
                "error: the session does not answer within 2 seconds\n"
                f"  --> {socket_path}\n"
                "  hint: it may be stopped: type fg where it was started\n"
            ),
        )
    assert socket_path.exists()


@pytest.mark.parametrize("answer", [b"", b"{", b"nonsense\n", b"x" * 100_000], ids=len)
def test_nonsense_is_no_answer(
    calf: Callable[..., Result], socket_path: Path, answer: bytes
) -> None:
    socket_path.parent.mkdir(parents=True)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as other:
        other.bind(str(socket_path))
        other.listen()
        child = subprocess.Popen(
            ["python3", "-c", ANSWERING, str(len(answer))],
            stdin=other.fileno(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=os.environ | {"ANSWER": answer.decode()[:60_000]},
        )
        said = calf("ctl", "status")
        child.kill()
        child.communicate()
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("error: the session does not answer within 2 seconds\n")


ANSWERING = """
import os, socket
with socket.socket(fileno=0) as other:
    caller, _ = other.accept()
    caller.recv(100)
    caller.sendall(os.environb[b"ANSWER"])
    caller.close()
"""


def test_a_path_that_no_socket_can_have_is_told_of(tmp_path: Path) -> None:
    home = tmp_path / ("long" * 30)
    ran = run("ctl", "status", CALFCOACH_HOME=str(home))
    assert ran == Ran(
        code=1,
        out="",
        err=(
            "error: the path of the session's socket is too long\n"
            f"  --> {home / 'run' / 'session.sock'}\n"
            "  hint: set CALFCOACH_HOME to a shorter one; a session has a socket only then\n"
        ),
    )


def test_a_mistake_is_told_with_what_there_is(calf: Callable[..., Result]) -> None:
    said = calf("ctl", "jump")
    assert (said.code, said.out) == (2, "")
    assert said.err == (
        "error: `ctl` knows no `jump`\n"
        "  hint: it is pause, resume, next, back, redo, afterwards, more, less, mute, stop or "
        "status\n"
    )
    assert "did you mean `status`?" in calf("ctl", "statsu").err
    missing = calf("ctl")
    assert (missing.code, missing.out) == (2, "")
    assert "U+" not in missing.err


def test_what_can_be_typed_is_what_can_be_asked_for() -> None:
    assert list(REQUESTS) == [request.value for request in Request]


# ------------------------------------------------------------------------- a real session


def test_a_session_is_paused_resumed_and_stopped_from_another_shell(
    tmp_path: Path, home: Path, socket_path: Path
) -> None:
    with session(tmp_path, home) as process:
        await_ears()
        assert stat.S_IMODE(socket_path.stat().st_mode) == 0o600
        assert stat.S_IMODE(socket_path.parent.stat().st_mode) == 0o700
        assert words("pause").startswith("Paused. Left leg, ")
        assert words("pause").startswith("Already paused. Left leg, ")
        assert state()["mode"] == "paused"
        assert words("resume").startswith("Left leg, ")  # it has no preparation to be made again
        assert words("resume").startswith("Not paused. Left leg, ")
        assert words("next").startswith("Right leg, ")
        assert words("stop") == "Ended: stopped.\n"
        left = ended(process)
    assert left.code == 3
    assert left.err == ""
    kept = only_session(home)
    assert kept.status is Status.STOPPED
    assert [side for side, _, _ in done(kept)] == ["left", "right"]
    assert not socket_path.exists()


def test_the_state_is_one_document_with_every_key(tmp_path: Path, home: Path) -> None:
    with session(tmp_path, home):
        await_ears()
        found = state()
    assert list(found) == KEYS
    assert 0 <= found.pop("elapsed_s") < 20
    assert 40 < found.pop("left_s") <= 60
    assert 100 < found.pop("to_go_s") <= 120
    assert found.pop("words").startswith("Left leg, ")
    assert found == {
        "schema": "calfcoach.status/1",
        "routine": "short",
        "title": "Short",
        "mode": "running",
        "phase": "work",
        "exercise": "short/lean",
        "side": "left",
        "set": 1,
        "sets": 1,
        "round": 1,
        "rounds": 1,
        "asking": None,
        "muted": False,
        "status": "running",
        "next": {"exercise": "short/lean", "side": "right"},
        "ok": True,
        "error": None,
    }


def test_what_is_refused_says_why(tmp_path: Path, home: Path) -> None:
    with session(tmp_path, home):
        await_ears()
        assert run("ctl", "mute") == Ran(
            code=1,
            out="",
            err=(
                "error: there is no sound here\n"
                "  --> the running session\n"
                "  hint: `calfcoach ctl status` says where it is\n"
            ),
        )
        assert run("ctl", "mute", "--json").code == 1


def test_a_killed_session_leaves_a_socket_that_the_next_one_replaces(
    tmp_path: Path, home: Path, socket_path: Path
) -> None:
    with session(tmp_path, home) as process:
        await_ears()
        process.kill()
        process.communicate()
    assert socket_path.exists()
    with session(tmp_path, home):
        await_ears()
        assert words("status").startswith("Left leg, ")
    assert run("ctl", "status") == Ran(code=1, out="", err=NOBODY)
    assert not socket_path.exists()


def test_a_stopped_process_is_said_not_to_answer(tmp_path: Path, home: Path) -> None:
    with session(tmp_path, home) as process:
        await_ears()
        process.send_signal(signal.SIGSTOP)
        said = run("ctl", "status")
        process.send_signal(signal.SIGCONT)
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("error: the session does not answer within 2 seconds\n")


def test_a_rehearsal_is_not_to_be_steered(tmp_path: Path, home: Path, socket_path: Path) -> None:
    agree(home)
    process = start("run", routine_file(tmp_path, LONG_HOLD), "--speed", "2")
    read_until(process, "Start. Lean, left leg, 60 seconds.")
    assert run("ctl", "pause").err == NOBODY
    process.kill()
    process.communicate()
    assert not socket_path.exists()


def test_where_no_socket_can_be_made_a_session_runs_without(tmp_path: Path, home: Path) -> None:
    agree(home)
    (home / "run").write_text("", encoding="utf-8")
    with session(tmp_path, home):
        assert run("ctl", "pause").err == NOBODY


def test_a_hundred_askers_at_once_change_nothing(tmp_path: Path, home: Path) -> None:
    agree(home)
    steps = 'exercise = "lean"\nhold = "3s"\nsides = "each"'
    process = start("run", routine_file(tmp_path, steps))
    read_until(process, "Start. Lean, left leg, 3 seconds.")
    flood = subprocess.Popen(["python3", "-c", FLOODING, str(home / "run" / "session.sock")])
    left = ended(process)
    wait_until(lambda: flood.poll() is not None)
    assert (left.code, left.err) == (0, "")
    assert done(only_session(home)) == [("left", 3.0, 3.0), ("right", 3.0, 3.0)]


FLOODING = """
import os, socket, sys
callers = []
while os.path.exists(sys.argv[1]):
    caller = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    caller.setblocking(False)
    try:
        caller.connect(sys.argv[1])
        caller.send(os.urandom(100))
    except OSError:
        pass
    callers = [*callers, caller][-100:]
"""
