from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from players import wait_for
from processes import wait_until

from calfcoach.drivers.children import Child, Children
from calfcoach.drivers.programs import find_program


@pytest.fixture
def children() -> Iterator[Children]:
    """Children, with the handler of their end taken off again."""
    before = signal.getsignal(signal.SIGCHLD)
    yield Children()
    signal.signal(signal.SIGCHLD, before)


def shell(children: Children, does: str, **options: object) -> Child:
    child = children.start(["/bin/sh", "-c", does], **options)  # type: ignore[arg-type]  # as given
    assert child is not None
    return child


def ended(child: Child) -> int:
    """What a child ended with, once it has."""
    wait_for(child)
    assert child.status is not None
    return child.status


def program(folder: Path, name: str, *, mode: int = 0o755) -> str:
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_text("#!/bin/sh\n")
    file.chmod(mode)
    return str(file)


def test_a_program_is_found_in_the_first_folder_that_has_it(tmp_path: Path) -> None:
    program(tmp_path / "b", "tool")
    first = program(tmp_path / "a", "tool")
    path = os.pathsep.join(str(tmp_path / name) for name in ("missing", "a", "b"))
    assert find_program("tool", path) == first


def test_what_may_not_be_run_and_what_is_a_folder_is_no_program(tmp_path: Path) -> None:
    program(tmp_path / "a", "tool", mode=0o644)
    (tmp_path / "b" / "tool").mkdir(parents=True)
    right = program(tmp_path / "c", "tool")
    path = os.pathsep.join(str(tmp_path / name) for name in "abc")
    assert find_program("tool", path) == right
    assert find_program("tool", str(tmp_path / "a")) == ""


def test_a_name_with_a_folder_stands_for_itself(tmp_path: Path) -> None:
    whole = program(tmp_path / "a", "tool")
    assert find_program(whole, "") == whole
    assert find_program(f"{whole}s", str(tmp_path / "a")) == ""


def test_a_child_ends_with_its_status_or_its_signal(children: Children) -> None:
    good, bad, ugly = (shell(children, does) for does in ("exit 0", "exit 3", "kill -TERM $$"))
    assert [ended(child) for child in (good, bad, ugly)] == [0, 3, -signal.SIGTERM]
    assert [child.failed for child in (good, bad, ugly)] == [False, True, True]
    assert not any(child.running for child in (good, bad, ugly))


def test_many_children_that_end_at_once_are_all_reaped(children: Children) -> None:
    started = [shell(children, "exit 7") for _ in range(40)]
    assert {ended(child) for child in started} == {7}
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_a_child_has_an_empty_input_and_its_words_go_nowhere(
    children: Children, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    left = tmp_path / "read"
    child = shell(children, f"cat > '{left}'; echo out; echo err >&2")
    assert ended(child) == 0
    assert left.read_text() == ""
    captured = capfd.readouterr()
    assert (captured.out, captured.err) == ("", "")


def test_a_child_reads_what_it_is_given_and_then_the_end(
    children: Children, tmp_path: Path
) -> None:
    left = tmp_path / "read"
    assert ended(shell(children, f"cat > '{left}'", stdin=b"Change. Right leg.\n")) == 0
    assert left.read_bytes() == b"Change. Right leg.\n"


def test_more_input_than_a_pipe_takes_is_cut_and_never_waited_for(
    children: Children, tmp_path: Path
) -> None:
    left = tmp_path / "read"
    assert ended(shell(children, f"cat > '{left}'", stdin=b"x" * 1_000_000)) == 0
    assert left.read_bytes() == b"x" * 4_096


def test_a_child_that_is_held_ends_when_it_is_let_go_of(children: Children) -> None:
    child = shell(children, "cat; exit 4", hold=True)
    other = shell(children, "exit 0")
    ended(other)
    assert child.running
    child.let_go()
    child.let_go()  # twice is once
    assert ended(child) == 4


def test_a_child_that_is_killed_is_gone_and_killing_it_again_hurts_nobody(
    children: Children,
) -> None:
    child = shell(children, "exec sleep 600", hold=True)
    child.kill()
    assert ended(child) == -signal.SIGKILL
    child.kill()


def test_at_the_end_only_those_that_depend_on_us_are_killed(children: Children) -> None:
    kept, dependent = shell(children, "exec cat", hold=True), shell(children, "exec sleep 600")
    dependent.kill()
    assert ended(dependent) == -signal.SIGKILL
    assert kept.running
    kept.let_go()
    assert ended(kept) == 0


@pytest.mark.parametrize("argv", [["/nonexistent/tool"], ["/etc/passwd"], ["/bin/sh", "a\0b"]])
def test_what_cannot_be_started_is_none_and_leaves_nothing_open(
    children: Children, argv: list[str]
) -> None:
    open_before = len(os.listdir("/dev/fd"))  # noqa: PTH208  # it lists itself too, both times
    assert children.start(argv, stdin=b"words") is None
    assert children.start(argv, hold=True) is None
    assert len(os.listdir("/dev/fd")) == open_before  # noqa: PTH208  # as above


def test_a_child_has_a_session_of_its_own_and_the_usual_signals(
    children: Children, tmp_path: Path
) -> None:
    told = tmp_path / "told"
    looks = (
        "import os, signal; names = 'SIGINT', 'SIGTERM', 'SIGPIPE', 'SIGTSTP', 'SIGTTOU';"
        "usual = all(signal.getsignal(getattr(signal, n)) != signal.SIG_IGN for n in names[:2]);"
        f"open({str(told)!r}, 'w').write(f'{{os.getsid(0) == os.getpid()}} {{usual}}')"
    )
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        child = children.start([sys.executable, "-I", "-c", looks])
    finally:
        signal.signal(signal.SIGINT, before)
    assert child is not None
    assert ended(child) == 0
    assert told.read_text() == "True True"


def test_what_others_have_started_is_left_to_them(children: Children) -> None:
    ended(shell(children, "exit 0"))  # from here on we hear of every end
    theirs = os.posix_spawn("/bin/sh", ["/bin/sh", "-c", "exit 5"], os.environ)
    ours = shell(children, "exit 6")
    assert ended(ours) == 6
    assert os.waitstatus_to_exitcode(os.waitpid(theirs, 0)[1]) == 5


def test_who_waits_for_our_child_too_does_no_harm(children: Children) -> None:
    child = shell(children, "exec cat", hold=True)
    handler = signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    child.let_go()
    os.waitpid(child.pid, 0)
    signal.signal(signal.SIGCHLD, handler)
    ended(shell(children, "exit 0"))
    assert not child.running


def test_who_was_told_of_ended_children_before_is_still_told(
    children: Children, calls: list[int]
) -> None:
    ended(shell(children, "exit 0"))
    wait_until(lambda: bool(calls))
    assert calls[0] == signal.SIGCHLD


@pytest.fixture
def calls() -> Iterator[list[int]]:
    found: list[int] = []
    note: Callable[[int, object], None] = lambda number, frame: found.append(number)  # noqa: E731  # a handler
    before = signal.signal(signal.SIGCHLD, note)
    yield found
    signal.signal(signal.SIGCHLD, before)
