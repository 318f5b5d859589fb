"""How much a session costs without a terminal: the real loop on a clock that jumps.

A routine of twenty minutes is played from its start to its end through `player.play`, beside a
bare loop that only counts the same waits. Owns that routine and that clock.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from figures import Figure, figure

from calfcoach.events import Command, Snapshot
from calfcoach.model import Exercise, Hold, Pacing, Reps, Routine, Step, Tempo
from calfcoach.player import play
from calfcoach.session import Session
from calfcoach.terms import Kind, Place, Sides
from calfcoach.timeline import Timeline, compile_routine

SECTION = "Engine, a routine of 20 minutes"
TARGET_S = 20 * 60


class JumpingClock:
    """The port for keys and time: nobody types, and every wait is over at once."""

    def __init__(self) -> None:
        self.waits = 0
        self._now = 0.0

    def now(self) -> float:
        return self._now

    def wait(self, until: float | None, snapshot: Snapshot) -> Command | None:
        del snapshot
        assert until is not None, "nothing will ever happen again"
        self.waits += 1
        self._now = max(self._now, until)
        return None


def routine() -> Routine:
    """Holds and reps at a tempo on each side, in turn, for at least twenty minutes."""
    pacing = Pacing(prepare_s=5, move_s=10, switch_s=5, countdown=3)
    lean = Exercise(id="lean", title="Lean", say="lean", kind=Kind.STRETCH, place=Place.WALL)
    rise = Exercise(id="rise", title="Rise", say="rise", kind=Kind.STRENGTH, place=Place.STEP)
    tempo = Tempo(up_s=2, hold_s=2, down_s=3, pause_s=0)
    reps = Reps(reps=10, least=10, tempo=tempo)
    steps: list[Step] = []
    while not steps or compile_routine(_of(steps)).total_s < TARGET_S:
        no = len(steps) + 1
        steps.append(
            Step(no=no, exercise=rise, pacing=pacing, work=reps, sides=Sides.EACH)
            if no % 2
            else Step(no=no, exercise=lean, pacing=pacing, work=Hold(hold_s=30), sides=Sides.EACH)
        )
    return _of(steps)


def _of(steps: list[Step]) -> Routine:
    return Routine(id="bench", title="Bench", steps=tuple(steps))


def measure(*, runs: int, told: Callable[[str], None]) -> list[Figure]:
    """Sessions a second, a turn of the loop, and both beside the bare loop of as many turns."""
    timeline = compile_routine(routine())
    waits = _played(timeline).waits
    took: list[float] = []
    bare: list[float] = []
    for no in range(runs):
        told(f"engine, {no + 1} of {runs}")
        took.append(_timed(lambda: _played(timeline)))
        bare.append(_timed(lambda: _bare(waits)))
    compiled = [_timed(lambda: compile_routine(routine())) * 1_000 for _ in range(runs)]
    note = f"{timeline.total_s / 60:.1f} minutes, {waits} turns of the loop"
    return [
        figure(SECTION, "sessions a second", [1 / each for each in took], unit="", note=note),
        figure(SECTION, "simulated to real time", [timeline.total_s / each for each in took]),
        figure(SECTION, "a turn of the loop", [each / waits * 1e6 for each in took], unit="us"),
        figure(
            SECTION, "a turn of the bare loop", [each / waits * 1e6 for each in bare], unit="us"
        ),
        figure(SECTION, "times the bare loop", [a / b for a, b in zip(took, bare, strict=True)]),
        figure(SECTION, "making and compiling the routine", compiled, unit="ms"),
    ]


def _played(timeline: Timeline) -> JumpingClock:
    clock = JumpingClock()
    play(Session(timeline), clock, [])
    return clock


def _bare(turns: int) -> None:
    """As many turns on the same clock, with nothing between them."""
    clock = JumpingClock()
    nothing: Snapshot = None  # type: ignore[assignment]  # it is never looked at
    for turn in range(turns):
        clock.wait(float(turn), nothing)
        clock.now()


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
