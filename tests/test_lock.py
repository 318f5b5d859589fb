from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from calfcoach.lock import LockUnavailableError, SessionLock, SessionRunningError

HOLDER = """
import sys
from pathlib import Path
from calfcoach.lock import SessionLock
lock = SessionLock(Path(sys.argv[1]))
lock.acquire()
print("held", flush=True)
sys.stdin.read()
"""


def holding(path: Path) -> subprocess.Popen[str]:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    return holder


def test_the_first_session_gets_the_lock_and_the_file_says_who_has_it(tmp_path: Path) -> None:
    path = tmp_path / "data" / "session.lock"
    with SessionLock(path) as lock:
        assert path.read_text() == str(os.getpid())
        assert lock.held_by() == os.getpid()
        assert SessionLock(path).held_by() == os.getpid()
    assert path.read_text() == ""
    assert lock.held_by() is None


def test_a_second_session_is_refused_with_the_first_ones_number(tmp_path: Path) -> None:
    path = tmp_path / "session.lock"
    with holding(path) as holder:
        second = SessionLock(path)
        with pytest.raises(SessionRunningError) as caught:
            second.acquire()
        assert caught.value.message == f"a session is already running (process {holder.pid})"
        assert caught.value.where == str(path)
        assert caught.value.hint == "finish it there, press `q` in it, or type `calfcoach ctl stop`"
        assert caught.value.pid == holder.pid
        assert second.held_by() == holder.pid
        second.release()
        assert second.held_by() == holder.pid
        holder.communicate()


def test_two_locks_in_one_process_exclude_each_other(tmp_path: Path) -> None:
    path = tmp_path / "session.lock"
    with SessionLock(path), pytest.raises(SessionRunningError):
        SessionLock(path).acquire()
    SessionLock(path).acquire()


def test_a_killed_session_leaves_no_lock_behind(tmp_path: Path) -> None:
    path = tmp_path / "session.lock"
    with holding(path) as holder:
        holder.send_signal(signal.SIGKILL)
        holder.communicate()
    assert path.read_text() == str(holder.pid)
    assert SessionLock(path).held_by() is None
    with SessionLock(path) as lock:
        assert lock.held_by() == os.getpid()


def test_a_program_started_by_the_session_does_not_keep_the_lock(tmp_path: Path) -> None:
    path = tmp_path / "session.lock"
    with SessionLock(path):
        child = subprocess.Popen(
            [sys.executable, "-c", "import sys; sys.stdin.read()"], stdin=subprocess.PIPE
        )
    with SessionLock(path):
        child.communicate()


def test_a_shorter_number_leaves_nothing_of_a_longer_one(tmp_path: Path) -> None:
    path = tmp_path / "session.lock"
    path.write_text("99999999999999")
    with SessionLock(path):
        assert path.read_text() == str(os.getpid())


def test_a_file_with_something_else_in_it_names_nobody(tmp_path: Path) -> None:
    path = tmp_path / "session.lock"
    path.write_text("\x1b[31mnot a number")
    assert SessionLock(path).held_by() is None
    with SessionLock(path) as lock:
        path.write_text("\x1b[31mnot a number")
        with pytest.raises(SessionRunningError, match=r"^a session is already running$"):
            SessionLock(path).acquire()
        assert lock.held_by() == os.getpid()


def test_taking_the_lock_twice_is_taking_it_once(tmp_path: Path) -> None:
    lock = SessionLock(tmp_path / "session.lock")
    lock.acquire()
    lock.acquire()
    lock.release()
    lock.release()
    assert lock.held_by() is None


def test_nobody_holds_a_lock_that_was_never_made(tmp_path: Path) -> None:
    assert SessionLock(tmp_path / "session.lock").held_by() is None
    assert list(tmp_path.iterdir()) == []


def test_folder_and_file_are_private(tmp_path: Path) -> None:
    path = tmp_path / "data" / "session.lock"
    mask = os.umask(0)
    try:
        with SessionLock(path):
            assert stat.S_IMODE(path.stat().st_mode) == 0o600
            assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    finally:
        os.umask(mask)


def test_a_place_that_takes_no_lock_is_told_apart_from_a_running_session(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    path = tmp_path / "data" / "session.lock"
    with pytest.raises(LockUnavailableError) as caught:
        SessionLock(path).acquire()
    assert (
        caught.value.message
        == "a second session at the same time would not be noticed: file exists"
    )
    assert caught.value.where == str(path)
    assert caught.value.hint == "the file and its folder must be yours to read and write"


def test_the_place_of_the_lock_is_shown_without_steering_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "\x1b[2J" / "session.lock"
    with SessionLock(path), pytest.raises(SessionRunningError) as running:
        SessionLock(path).acquire()
    with pytest.raises(LockUnavailableError) as unavailable:
        SessionLock(path / "below" / "session.lock").acquire()
    assert running.value.where == f"{tmp_path}/U+001B[2J/session.lock"
    assert unavailable.value.where == f"{tmp_path}/U+001B[2J/session.lock/below/session.lock"


def test_a_folder_in_place_of_the_lock_is_no_running_session(tmp_path: Path) -> None:
    with pytest.raises(LockUnavailableError, match="is a directory"):
        SessionLock(tmp_path).acquire()
