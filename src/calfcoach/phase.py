"""The nouns of a session laid out in time: work item, phase, cue. Frozen values.

Owns what a phase *is*; `timeline` decides which come when, `cues` what is heard in them.
"""

from __future__ import annotations

import math

from calfcoach.enumeration import StrEnum
from calfcoach.frozen import frozen
from calfcoach.model import Continuous, Exercise, FootSteps, Hold, Part, Parts, Reps, Step, Work
from calfcoach.terms import Coach, Kind, Side

HEARD_PASSES = 4  # by then hands and roller have found their pace


class PhaseKind(StrEnum):
    """What a stretch of time is for; only WORK is ever counted as done."""

    PREPARE = "prepare"
    WORK = "work"
    SWITCH = "switch"
    REST = "rest"
    WAIT = "wait"


class CueKind(StrEnum):
    """What a cue tells. Some have words, some only a tone, some both."""

    PREPARE = "prepare"  # get ready, same place
    PLACE = "place"  # get ready, somewhere else
    SETUP = "setup"
    START = "start"
    HALF_WAY = "half-way"
    LAST = "last"  # the last seconds, in words
    NEXT = "next"  # the last seconds, and what comes next
    TICK = "tick"  # 3, 2, 1 before a start or an end
    END = "end"
    SWITCH = "switch"
    REST = "rest"
    WAIT = "wait"
    UP = "up"
    HOLD = "hold"
    DOWN = "down"
    PAUSE = "pause"
    RELEASE = "release"
    PASS = "pass"  # noqa: S105  # one stroke of roller or hand, not a secret
    RAMP = "ramp"  # pressing builds up, step by step
    CHECK = "check"  # look at the skin under heat or cold
    REMIND = "remind"  # it still waits for a key
    MORE = "more"  # what only a voice adds in a hold


@frozen
class Cue:
    """A prompt at an instant of a phase. `count` is the second of a tick, the number of a rep,
    a hold, a pass, a step of pressure or a look at the skin, else 0; `words` are empty where
    there is only a tone. `said` is what a voice says of it where that is not the same."""

    kind: CueKind
    offset_s: float
    words: str = ""
    count: int = 0
    said: str | None = None

    @property
    def spoken(self) -> str:
        """What a voice says, with numbers as digits; empty where it says nothing."""
        return self.words if self.said is None else self.said

    @property
    def heard(self) -> bool:
        """Whether it has a sound; of the passes only the first ones, the others are seen."""
        return self.kind is not CueKind.PASS or self.count <= HEARD_PASSES


@frozen
class Coaching:
    """What decides the words of a session: how much is said, which exercises the person
    `known`s from three sessions or more, whether there are keys to name, and whether a screen
    reader must come to the end of every line."""

    coach: Coach = Coach.LEARN
    known: frozenset[str] = frozenset()
    keys: bool = True
    accessible: bool = False


@frozen
class WorkItem:
    """One hold, set of reps, stretch of continuous work or part, on one side.

    `work_no` counts all of a session from 1; `pair_no` is that of the same set on the other
    side, or 0. `block_no` is shared by all that is done when a step comes up once.
    `set_no` counts the rounds where the work has parts. `planned_s` is what the file asks for.
    """

    step: Step
    block_no: int
    side: Side
    set_no: int
    sets: int
    rest_s: float
    load: str
    work: Work
    planned_s: float
    alternate: bool = False
    part: Part | None = None
    circuit_no: int = 0
    circuit_rest_s: float = 0.0
    round_no: int = 1
    rounds: int = 1
    work_no: int = 0
    pair_no: int = 0

    @property
    def exercise(self) -> Exercise:
        """What is done."""
        return self.step.exercise

    @property
    def at_tempo(self) -> bool:
        """Whether this is reps at a tempo."""
        return isinstance(self.work, Reps) and self.work.tempo is not None

    @property
    def planned_reps(self) -> int | None:
        """Reps, short holds or foot steps asked for; None where the work is only timed or is
        as many as one can."""
        match self.work:
            case Reps(to_failure=False, reps=reps):
                return reps
            case FootSteps(steps=steps):
                return steps
            case Hold(reps=reps) if reps > 1:
                return reps
            case Hold() | Reps() | Continuous() | Parts():
                return None


@frozen
class Phase:
    """A stretch of time that the user feels as one thing.

    `item` is the work of a WORK phase; in every other kind it is the work that comes next.
    `duration_s` is the limit where the person ends the phase, and infinite for WAIT.
    `moves` says that the place changes.
    """

    kind: PhaseKind
    item: WorkItem
    duration_s: float
    moves: bool = False
    cues: tuple[Cue, ...] = ()

    @property
    def self_paced(self) -> bool:
        """Whether the person, not the clock, ends this work."""
        if self.kind is not PhaseKind.WORK:
            return False
        work = self.item.work
        return isinstance(work, FootSteps) or (isinstance(work, Reps) and work.self_paced)

    @property
    def at_most(self) -> bool:
        """Whether this work may be over before its time: at one's own pace, or pressing, which
        ends when the spot fades."""
        return self.self_paced or (
            self.kind is PhaseKind.WORK and self.item.exercise.kind is Kind.PRESS
        )

    @property
    def reps(self) -> int | None:
        """Reps to do in this phase, with what + and − changed; None where none are counted."""
        work = self.item.work
        if isinstance(work, Reps) and work.tempo is not None:
            return round(self.duration_s / work.tempo.rep_s)
        return self.item.planned_reps

    def reps_after(self, elapsed_s: float) -> int | None:
        """Whole reps or short holds done after `elapsed_s`; None where only the person knows."""
        work = self.item.work
        if isinstance(work, Reps) and work.tempo is not None:
            return math.floor(elapsed_s / work.tempo.rep_s + 1e-9)
        if isinstance(work, Hold) and work.reps > 1:
            done = math.floor((elapsed_s + work.release_s) / (work.hold_s + work.release_s) + 1e-9)
            return min(done, work.reps)
        return None
