"""Nothing is sent anywhere: sockets to other machines are refused here, and none is asked for."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from no_network import held_back, refused
from processes import PATIENCE_S, agree, command

_ASK = """\
import socket
try:
    socket.socket(socket.{family})
except PermissionError:
    print("refused")
else:
    print("given")
"""


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
def test_a_socket_to_another_machine_is_refused_in_a_test(family: int) -> None:
    with pytest.raises(PermissionError):
        socket.socket(family)


def test_a_socket_on_this_machine_is_given() -> None:
    socket.socket(socket.AF_UNIX).close()
    for end in socket.socketpair():
        end.close()


@pytest.mark.parametrize(
    ("family", "answer"), [("AF_INET", "refused"), ("AF_INET6", "refused"), ("AF_UNIX", "given")]
)
def test_a_program_that_a_test_starts_is_refused_it_too(family: str, answer: str) -> None:
    done = subprocess.run(
        [sys.executable, "-I", "-c", _ASK.format(family=family)],
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE_S,
    )
    if done.stdout != f"{answer}\n" and not held_back():
        pytest.skip("this kernel has no filter for the programs that a test starts")
    assert done.stdout == f"{answer}\n"


def test_a_host_name_is_not_looked_up() -> None:
    assert refused(socket.AF_INET)
    with pytest.raises(OSError, match=r"."):
        socket.getaddrinfo("example.org", 443, type=socket.SOCK_STREAM)


# ------------------------------------------------------------- what the program asks for

COMMANDS = (
    (),
    ("--help",),
    ("list",),
    ("list", "--seated", "--json"),
    ("exercises",),
    ("show", "daily"),
    ("show", "daily", "--script"),
    ("learn", "anatomy"),
    ("find", "calf", "cramp", "at", "night"),
    ("run", "desk", "--speed", "1000"),
    ("cramp", "--speed", "1000"),
    ("log", "daily"),
    ("history", "--json"),
    ("stats",),
    ("due",),
    ("due", "--notify"),
    ("check", "--moved"),
    ("plan", "start", "loosen", "--yes"),
    ("plan", "show"),
    ("measure", "show"),
    ("remind", "--at", "07:30", "--output", "{home}/remind.ics"),
    ("export", "{home}/calf.ics"),
    ("export", "{home}/calf.json"),
    ("import", "{home}/calf.json", "--dry-run"),
    ("cues", "test", "--json"),
    ("ctl", "status"),
    ("routine", "check", "daily"),
    ("config", "list"),
    ("doctor",),
    ("undo",),
    ("completion", "bash"),
    ("__complete", "routines"),
)
# Without `--seccomp-bpf`, which is quicker, but is not told of what the seal has refused.
_STRACE = ("strace", "-f", "-qq", "-e", "trace=network")
_SOCKET = re.compile(r"\bsocket(?:pair)?\((AF_\w+|0x[0-9a-f]+)")


def _families_asked_for(home: Path, *arguments: str) -> tuple[set[str], int]:
    """What strace saw a command and all its children ask the kernel for, and its exit code."""
    trace = home.parent / f"{home.name}.trace"
    done = subprocess.run(
        [*_STRACE, "-o", str(trace), *command(*arguments)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=3 * PATIENCE_S,  # strace stops the program at every call
        check=False,
    )
    return set(_SOCKET.findall(trace.read_text(errors="replace"))), done.returncode


@pytest.fixture(scope="module")
def strace() -> None:
    """Skips where there is no strace, or where it may not watch."""
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed")
    tried = subprocess.run([*_STRACE, "-o", "/dev/null", "true"], check=False)
    if tried.returncode != 0:
        pytest.skip("strace may not watch a program here")


@pytest.mark.usefixtures("strace")
def test_no_command_asks_for_a_socket_to_another_machine(home: Path) -> None:
    agree(home)
    for arguments in COMMANDS:
        typed = [argument.format(home=home) for argument in arguments]
        families, code = _families_asked_for(home, *typed)
        assert families <= {"AF_UNIX"}, typed
        assert code in (0, 1, 10), typed


@pytest.mark.usefixtures("strace")
def test_what_watches_the_commands_sees_a_socket_where_there_is_one(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    watch = [*_STRACE, "-o", str(trace)]
    ask = [sys.executable, "-I", "-c", _ASK.format(family="AF_INET")]
    subprocess.run([*watch, *ask], check=True, capture_output=True, timeout=PATIENCE_S)
    assert _SOCKET.findall(trace.read_text()) == ["AF_INET"]
