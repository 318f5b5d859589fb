"""Small builders of model values. What a test does not name is plain and the same everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import Any

from calfcoach import replies
from calfcoach.events import Command, Event, Snapshot
from calfcoach.frozen import replace
from calfcoach.model import (
    Circuit,
    Continuous,
    Exercise,
    FootSteps,
    Hold,
    Pacing,
    Part,
    Parts,
    Reps,
    Routine,
    Step,
    Tempo,
    Work,
)
from calfcoach.phase import Cue, CueKind, Phase, PhaseKind, WorkItem
from calfcoach.player import play
from calfcoach.session import Session
from calfcoach.terms import Kind, Place, Side
from calfcoach.timeline import Options, Timeline, compile_routine

PACING = Pacing(prepare_s=5, move_s=15, switch_s=4)  # all different, so that none hides another
NO_PACING = Pacing(prepare_s=0, move_s=0, switch_s=0)


def exercise(name: str = "calf-stretch", **changed: Any) -> Exercise:
    """An exercise at the wall without words but its name."""
    said = name.replace("-", " ")
    usual = Exercise(
        id=name, title=said.capitalize(), say=said, kind=Kind.STRETCH, place=Place.WALL
    )
    return replace(usual, **changed)


def step(work: Work | None = None, of: Exercise | None = None, **changed: Any) -> Step:
    """A step with `work`, numbered by the routine that it is put into."""
    return replace(Step(no=1, exercise=of or exercise(), pacing=PACING, work=work), **changed)


def circuit(repeat: int, *steps: Step, rest_s: float = 0.0) -> Circuit:
    return Circuit(repeat=repeat, steps=steps, rest_s=rest_s)


def routine(*entries: Step | Circuit, name: str = "mine", **changed: Any) -> Routine:
    """A routine whose steps are numbered from 1 in the order in which they stand."""
    numbers = count(1)
    numbered: list[Step | Circuit] = []
    for entry in entries:
        if isinstance(entry, Step):
            numbered.append(replace(entry, no=next(numbers)))
        else:
            inner = tuple(replace(nested, no=next(numbers)) for nested in entry.steps)
            numbered.append(replace(entry, steps=inner))
    return replace(Routine(id=name, title="Mine", steps=tuple(numbered)), **changed)


def timeline(*entries: Step | Circuit, **options: Any) -> Timeline:
    """The timeline of a routine of these entries."""
    return compile_routine(routine(*entries), Options(**options))


def hold(hold_s: float = 30) -> Hold:
    return Hold(hold_s=hold_s)


def short_holds(hold_s: float = 10, reps: int = 3, release_s: float = 5) -> Hold:
    return Hold(hold_s=hold_s, reps=reps, release_s=release_s)


def tempo_reps(reps: int = 10, *beats: float) -> Reps:
    """Reps at a tempo: up, hold, down and maybe pause; 2-2-3 where none are named."""
    up_s, hold_s, down_s, pause_s = (*(beats or (2, 2, 3)), 0)[:4]
    tempo = Tempo(up_s=up_s, hold_s=hold_s, down_s=down_s, pause_s=pause_s)
    return Reps(reps=reps, least=reps, tempo=tempo)


def own_reps(reps: int = 15, limit_s: float = 90) -> Reps:
    return Reps(reps=reps, least=reps, limit_s=limit_s)


def max_reps(limit_s: float = 120) -> Reps:
    return Reps(reps=0, least=0, to_failure=True, limit_s=limit_s)


def continuous(time_s: float = 60, pass_s: float | None = None) -> Continuous:
    return Continuous(time_s=time_s, pass_s=pass_s)


def foot_steps(steps: int = 20, limit_s: float = 40) -> FootSteps:
    return FootSteps(steps=steps, limit_s=limit_s)


def contrast(rounds: int = 2, end: str | None = None) -> Parts:
    """Warm for 60 s and cold for 30 s in turn."""
    warm = Part(name="Warm", time_s=60, kind=Kind.HEAT)
    cold = Part(name="Cold", time_s=30, kind=Kind.COLD)
    return Parts(rounds=rounds, parts=(warm, cold), end=end)


# ------------------------------------------------------------ a timeline, ready to compare


def plan(made: Timeline) -> list[tuple[str, float]]:
    """What kind of phase comes when, and how long it is: [("prepare", 5), ("work", 30)]."""
    return [(phase.kind.value, phase.duration_s) for phase in made.phases]


def starts(made: Timeline) -> list[float]:
    """When each phase begins in an untouched session, in seconds."""
    found = [0.0]
    for phase in made.phases:
        found.append(found[-1] + phase.duration_s)
    return found[:-1]


def work_items(made: Timeline) -> list[WorkItem]:
    return [phase.item for phase in made.phases if phase.kind is PhaseKind.WORK]


def work_sides(made: Timeline) -> list[tuple[Side, int]]:
    """Side and set of all work, in order."""
    return [(item.side, item.set_no) for item in work_items(made)]


def spoken(phase: Phase) -> list[tuple[float, str]]:
    """The lines of a phase with their offsets, in order."""
    return [(cue.offset_s, cue.words) for cue in phase.cues if cue.words]


def ticks(phase: Phase) -> list[tuple[float, int]]:
    """The 3, 2, 1 of a phase: offset and number."""
    return [(cue.offset_s, cue.count) for cue in phase.cues if cue.kind is CueKind.TICK]


def cues_of(phase: Phase, *kinds: CueKind) -> list[Cue]:
    return [cue for cue in phase.cues if cue.kind in kinds]


def works(made: Timeline) -> Sequence[Phase]:
    return [phase for phase in made.phases if phase.kind is PhaseKind.WORK]


# --------------------------------------------------------------- a session, as it is lived


class Untouched:
    """No keyboard, and a clock that jumps to where the session wants to be asked next."""

    def __init__(self) -> None:
        self._now = 0.0

    def now(self) -> float:
        return self._now

    def wait(self, until: float | None, snapshot: Snapshot) -> Command | None:
        assert until is not None, "a session without keys would wait for ever"
        self._now = until
        return None


class Listener:
    """Keeps every line that a session says, with its instant in seconds."""

    def __init__(self) -> None:
        self.lines: list[tuple[float, str]] = []

    def update(self, events: Sequence[Event], snapshot: Snapshot, now: float) -> float | None:
        said = [replies.words(event) for event in events]
        self.lines += [(round(now, 3), words) for words in said if words]
        return None


def lived(made: Timeline) -> list[tuple[float, str]]:
    """The lines of an untouched session: [(8.0, "Start."), …]."""
    listener = Listener()
    play(Session(made), Untouched(), [listener])
    return listener.lines
