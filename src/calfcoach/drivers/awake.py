"""What keeps the machine awake while a session runs: a program of the system that holds it so.

Owns when that is wanted: from the first event to the end, but not through a long pause. The
program ends with us, whatever ends us: its input closes, or it watches our process. Where there
is none, or it fails, the machine does as it is set, and nothing is said.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from calfcoach.drivers.children import Child, Children
from calfcoach.drivers.programs import find_program
from calfcoach.events import Event, Mode, Snapshot
from calfcoach.records import Status

RELEASED_AFTER_S = 5 * 60.0  # of one pause
_WHY = "A session of exercises is running"


class Awake:
    """A driver that starts one program and lets go of it. `platform` is that of `sys`, and `path`
    the folders to look for programs in, those of the environment where it is None."""

    def __init__(
        self, children: Children, *, platform: str = sys.platform, path: str | None = None
    ) -> None:
        self._children = children
        self._holder = _holder(platform, path)
        self._child: Child | None = None

    def update(self, events: Sequence[Event], snapshot: Snapshot, now: float) -> float | None:
        """Hold the machine awake, or let go; when a pause will have been too long."""
        del events
        if snapshot.status is not Status.RUNNING:
            self.close()
            return None
        if snapshot.mode is not Mode.PAUSED:
            self._hold()
            return None
        left_s = RELEASED_AFTER_S - snapshot.paused_s
        if left_s <= 0:
            self.close()
            return None
        self._hold()
        return now + left_s

    def close(self) -> None:
        """Let go, if it is held."""
        child, self._child = self._child, None
        if child is None:
            return
        child.let_go()  # whose input ends comes to its own end
        if not self._reads:
            child.kill()

    @property
    def _reads(self) -> bool:
        return self._holder[-1:] == ["cat"]

    def _hold(self) -> None:
        """Start the program once. One that could not be started, or has ended while it was
        wanted, would end again."""
        if not self._holder:
            return
        if self._child is None:
            self._child = self._children.start(self._holder, hold=self._reads)
        if self._child is None or not self._child.running:
            self.close()
            self._holder = []


def _holder(platform: str, path: str | None) -> list[str]:
    """The command that keeps this system awake as long as it runs; empty where there is none."""
    if platform == "darwin":
        program = find_program("caffeinate", path)
        return [program, "-i", "-w", str(os.getpid())] if program else []
    if platform != "linux":
        return []
    program = find_program("systemd-inhibit", path)
    said = ["--what=idle:sleep", "--who=CalfCoach", f"--why={_WHY}", "--mode=block"]
    return [program, *said, "cat"] if program else []
