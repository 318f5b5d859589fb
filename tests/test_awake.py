from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from processes import wait_until
from virtual import Run, VirtualTerminal, two_sides, with_wait

from calfcoach.drivers.awake import RELEASED_AFTER_S, Awake
from calfcoach.drivers.children import Children
from calfcoach.events import Act
from calfcoach.player import play
from calfcoach.records import Status
from calfcoach.session import Session

SCRIPT = """#!/bin/sh
echo "taken $*" >> "{log}"
{then}
echo released >> "{log}"
"""
SAID = (
    "taken --what=idle:sleep --who=CalfCoach --why=A session of exercises is running "
    "--mode=block cat"
)


DIES = """
import os, signal, sys
from virtual import Run, two_sides
from calfcoach.drivers.awake import Awake
from calfcoach.drivers.children import Children
run = Run(two_sides())
awake = Awake(Children(), platform="linux", path=sys.argv[1])
awake.update(run.events, run.at, run.now)
os.kill(os.getpid(), signal.SIGKILL)
"""


def children_of(pid: int) -> list[Path]:
    """The processes that it has started and not reaped."""
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [Path("/proc") / child for child in listed.split()]


class Machine:
    """A machine whose `systemd-inhibit` and `caffeinate` write down when they begin and end."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._log = folder / "log"
        self.children = Children()

    @property
    def path(self) -> str:
        return str(self._folder)

    def has(self, name: str, *, then: str = "cat") -> None:
        program = self._folder / name
        program.write_text(SCRIPT.format(log=self._log, then=then), encoding="utf-8")
        program.chmod(0o755)

    def awake(self, platform: str = "linux") -> Awake:
        return Awake(self.children, platform=platform, path=self.path)

    @property
    def log(self) -> list[str]:
        return self._log.read_text(encoding="utf-8").splitlines() if self._log.exists() else []

    def notes(self, count: int) -> list[str]:
        """The first words of its notes, once there are so many."""
        wait_until(lambda: len(self.log) >= count)
        return [line.split()[0] for line in self.log]


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")  # where the scripts find `cat`
    return Machine(tmp_path)


def test_from_the_first_event_to_the_end_the_machine_is_held_awake(machine: Machine) -> None:
    machine.has("systemd-inhibit")
    awake = machine.awake()
    run = Run(two_sides())
    assert awake.update(run.events, run.at, run.now) is None
    machine.notes(1)
    run.until(20.0)
    assert awake.update([], run.at, run.now) is None
    assert machine.log == [SAID]
    run.to_end()
    assert awake.update([], run.at, run.now) is None
    assert machine.notes(2) == ["taken", "released"]


def test_a_pause_of_five_minutes_lets_go_and_going_on_takes_it_again(machine: Machine) -> None:
    machine.has("systemd-inhibit")
    awake = machine.awake()
    run = Run(two_sides())
    awake.update(run.events, run.at, run.now)
    run.until(10.0)
    run.press(Act.PAUSE)
    assert awake.update([], run.at, run.now) == 10.0 + RELEASED_AFTER_S
    run.until(10.0 + RELEASED_AFTER_S - 1)
    assert awake.update([], run.at, run.now) == 10.0 + RELEASED_AFTER_S
    assert machine.notes(1) == ["taken"]
    run.pass_s(1.0)
    assert awake.update([], run.at, run.now) is None
    assert machine.notes(2) == ["taken", "released"]
    run.press(Act.PAUSE)
    awake.update([], run.at, run.now)
    assert machine.notes(3) == ["taken", "released", "taken"]
    awake.close()
    assert machine.notes(4) == ["taken", "released", "taken", "released"]


def test_the_loop_wakes_to_let_go(machine: Machine) -> None:
    machine.has("systemd-inhibit")
    terminal = VirtualTerminal([(10.0, Act.PAUSE)])
    play(Session(two_sides()), terminal, [machine.awake()])
    assert 10.0 + RELEASED_AFTER_S in terminal.waits
    assert terminal.now() == 610.0  # where the pause has ended itself
    assert machine.notes(2) == ["taken", "released"]


def test_when_we_die_it_lets_go(machine: Machine) -> None:
    machine.has("systemd-inhibit")
    died = subprocess.run(
        [sys.executable, "-c", DIES, machine.path], cwd=Path(__file__).parent, check=False
    )
    assert died.returncode == -signal.SIGKILL
    assert machine.notes(2) == ["taken", "released"]


def test_where_there_is_no_such_program_nothing_is_started(machine: Machine) -> None:
    run = Run(two_sides())
    for platform in ("linux", "darwin", "win32", "freebsd14"):
        assert machine.awake(platform).update(run.events, run.at, run.now) is None
    assert machine.log == []


def test_one_that_fails_is_not_tried_again(machine: Machine) -> None:
    machine.has("systemd-inhibit", then="echo no; exit 1")
    awake = machine.awake()
    run = Run(two_sides())
    for _ in range(20):
        run.pass_s(0.5)
        awake.update([], run.at, run.now)
        machine.notes(1)
    assert machine.log == [SAID]


def test_one_that_cannot_be_started_is_not_tried_again(machine: Machine) -> None:
    machine.has("systemd-inhibit")
    awake = machine.awake()
    (Path(machine.path) / "systemd-inhibit").unlink()
    run = Run(two_sides())
    awake.update(run.events, run.at, run.now)
    machine.has("systemd-inhibit")
    awake.update([], run.at, run.now)
    assert machine.log == []


def test_a_mac_is_held_by_a_program_that_watches_us(machine: Machine) -> None:
    machine.has("caffeinate", then="exec sleep 60 # until it is killed")
    awake = machine.awake("darwin")
    run = Run(two_sides())
    awake.update(run.events, run.at, run.now)
    machine.notes(1)
    assert machine.log == [f"taken -i -w {os.getpid()}"]
    (holder,) = children_of(os.getpid())
    run.to_end()
    awake.update([], run.at, run.now)
    wait_until(lambda: not holder.exists())


def test_a_session_that_waits_for_a_key_is_held_awake_until_it_has_saved(machine: Machine) -> None:
    machine.has("systemd-inhibit")
    outcome = play(Session(with_wait()), VirtualTerminal(), [machine.awake()])
    assert outcome.ended_at == 15.0 + 600.0  # ten minutes behind the first hold
    assert outcome.snapshot.status is Status.STOPPED
    assert outcome.snapshot.credits[1].done_s == 10.0
    assert machine.notes(2) == ["taken", "released"]
