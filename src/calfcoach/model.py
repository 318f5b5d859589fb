"""The nouns: routine, step, exercise, dose, side. Frozen values with their invariants.

Owns what a routine *is*. Knows nothing of files, terminals, clocks or the history.
All durations are seconds as floats (`_s`); ordinals (`_no`) count from 1.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from calfcoach.frozen import frozen, replace
from calfcoach.source import Source
from calfcoach.terms import Advance, Gaze, Goal, Kind, Level, Origin, Place, Sides

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import assert_never  # what is never called need not be there

    from calfcoach.figure.model import Figure

RELEASE_S = 5.0  # between the short holds of one set (the format's default)
SECONDS_A_REP = 6.0  # own pace: the limit allows this for each rep, rounded up to 30 s
SECONDS_A_FOOT_STEP = 2.0  # own pace: the limit allows this for each foot step


@frozen
class Pacing:
    """The time around the work, and how one goes on. `countdown` is a number of ticks, 0–10."""

    prepare_s: float = 5.0
    move_s: float = 15.0
    switch_s: float = 5.0
    countdown: int = 3
    advance: Advance = Advance.AUTO


@frozen
class Tempo:
    """Seconds of one rep: up, hold at the top, down, pause at the bottom. Each 0–60."""

    up_s: float
    hold_s: float
    down_s: float
    pause_s: float = 0.0

    @property
    def rep_s(self) -> float:
        """Length of one rep in seconds, always more than 0."""
        return self.up_s + self.hold_s + self.down_s + self.pause_s

    def __post_init__(self) -> None:
        if self.rep_s <= 0:
            raise ValueError("a tempo needs at least one beat that lasts")

    def __str__(self) -> str:
        beats = [self.up_s, self.hold_s, self.down_s] + ([self.pause_s] if self.pause_s else [])
        return "-".join(f"{beat:g}" for beat in beats)


# ------------------------------------------------------------------------------ work
# What is done in one set on one side.


@frozen
class Hold:
    """A hold, or `reps` short holds as one set with `release_s` between them."""

    hold_s: float
    reps: int = 1
    release_s: float = RELEASE_S

    @property
    def duration_s(self) -> float:
        """Seconds of one set: the holds and the releases between them."""
        return self.reps * self.hold_s + (self.reps - 1) * self.release_s


@frozen
class Reps:
    """Reps at a tempo, or at one's own pace up to `limit_s`.

    `reps` is the number to aim for, `least` the number from which the set is done.
    `to_failure` ("max") means as many as one can: then `reps` and `least` are 0.
    Exactly one of `tempo` and `limit_s` is set.
    """

    reps: int
    least: int
    to_failure: bool = False
    tempo: Tempo | None = None
    limit_s: float | None = None

    def __post_init__(self) -> None:
        if (self.tempo is None) == (self.limit_s is None):
            raise ValueError("reps have a tempo or a limit, not both")
        if self.to_failure and self.tempo is not None:
            raise ValueError("as many reps as one can have no tempo")

    @property
    def self_paced(self) -> bool:
        """Whether the person, not the clock, ends the set."""
        return self.tempo is None

    @property
    def duration_s(self) -> float:
        """Seconds of one set; at one's own pace the limit."""
        if self.tempo is not None:
            return self.reps * self.tempo.rep_s
        assert self.limit_s is not None
        return self.limit_s


@frozen
class Continuous:
    """One stretch of continuous work; `pass_s` is the metronome of rolling and massage."""

    time_s: float
    pass_s: float | None = None

    @property
    def duration_s(self) -> float:
        """Seconds of one set."""
        return self.time_s


@frozen
class FootSteps:
    """Walked steps at one's own pace, up to `limit_s`."""

    steps: int
    limit_s: float

    @property
    def duration_s(self) -> float:
        """Seconds of one set: the limit."""
        return self.limit_s


@frozen
class Part:
    """A named stretch of heat, cold or contrast."""

    name: str
    time_s: float
    kind: Kind


@frozen
class Parts:
    """`rounds` times the parts in turn; `end` names the part that the last round ends with."""

    rounds: int
    parts: tuple[Part, ...]
    end: str | None = None

    def in_round(self, round_no: int) -> tuple[Part, ...]:
        """The parts of one round; the last may be cut after `end`."""
        if self.end is None or round_no < self.rounds:
            return self.parts
        names = [part.name for part in self.parts]
        return self.parts[: names.index(self.end) + 1]

    @property
    def duration_s(self) -> float:
        """Seconds of all parts of all rounds, without the changes between them."""
        return sum(part.time_s for no in range(1, self.rounds + 1) for part in self.in_round(no))


Work = Hold | Reps | Continuous | FootSteps | Parts


@frozen
class Dose:
    """How much: the work of one set, how many sets, on which sides, with which rest."""

    work: Work
    sets: int = 1
    sides: Sides = Sides.BOTH
    rest_s: float = 0.0
    load: str = ""


# -------------------------------------------------------------------------- exercise


@frozen
class Exercise:
    """One thing that can be guided, with its words.

    `setup` and `cues` are short sentences; `{side}` and `{other}` in them stand for the leg
    that works and the other one. `say` is the name as spoken in a sentence, `side_words`
    how a side is named ("{side} leg back"), `beats` what the two ways of a rep are called.
    `doses` may lack levels: `default` then serves. `disagree` says in a sentence where sources
    differ and what is done here. `figure` shows how one stands, or reads it when it is first
    wanted: most commands show none. `picture` is what it comes to.
    """

    id: str
    title: str
    kind: Kind
    technique: str = ""
    muscles: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    place: Place = Place.OPEN_FLOOR
    gaze: Gaze = Gaze.SCREEN
    sides: Sides = Sides.BOTH
    setup: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    mistakes: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    say: str = ""
    side_words: str = "{side} leg"
    beats: tuple[str, str] = ("up", "down")
    doses: Mapping[Level, Dose] = MappingProxyType({})
    easier: str = ""
    harder: str = ""
    seated: str = ""
    disagree: str = ""
    sources: tuple[Source, ...] = ()
    origin: Origin = Origin.SHIPPED
    figure: Figure | Callable[[], Figure] | None = None

    @property
    def picture(self) -> Figure | None:
        """The figure that shows how one stands, the same one each time; None without one."""
        return self.figure() if callable(self.figure) else self.figure

    def dose(self, level: Level) -> Dose | None:
        """The dose at a level, the default one where that level has none, or None."""
        return self.doses.get(level) or self.doses.get(Level.DEFAULT)


# --------------------------------------------------------------------------- routine


@frozen
class Step:
    """An entry of a routine that is done. `no` counts the entries of the file that are done
    (those inside a circuit too) from 1.

    `work` is None where the step takes the exercise's dose; `sets`, `sides`, `rest_s` and
    `load`, where given, then replace those of that dose.
    """

    no: int
    exercise: Exercise
    pacing: Pacing
    work: Work | None = None
    sets: int | None = None
    sides: Sides | None = None
    rest_s: float | None = None
    load: str = ""
    note: str = ""

    def dose(self, level: Level) -> Dose:
        """How much, at a level. The reader has seen to it that there is a dose."""
        if self.work is not None:
            return Dose(
                work=self.work,
                sets=self.sets or 1,
                sides=self.sides or self.exercise.sides,
                rest_s=self.rest_s or 0.0,
                load=self.load,
            )
        dose = self.exercise.dose(level)
        if dose is None:
            raise ValueError(f"{self.exercise.id} has no dose")
        return replace(
            dose,
            sets=self.sets or dose.sets,
            sides=self.sides or dose.sides,
            rest_s=dose.rest_s if self.rest_s is None else self.rest_s,
            load=self.load or dose.load,
        )


@frozen
class Circuit:
    """Steps done in turn, `repeat` times, with `rest_s` between the rounds."""

    repeat: int
    steps: tuple[Step, ...]
    rest_s: float = 0.0


@frozen
class Routine:
    """One routine file, read. `days` is a number a week or the names of days (mon … sun).

    `who` says whom it is for, `expect` and `expect_not` what to expect of it and what not.
    `sound` and `flash` are what the routine wishes for where nobody says otherwise.
    `hash` is the SHA-256 of the file's bytes in hex; `path` is as the user would type it.
    """

    id: str
    title: str
    steps: tuple[Step | Circuit, ...]
    summary: str = ""
    who: str = ""
    expect: tuple[str, ...] = ()
    expect_not: tuple[str, ...] = ()
    goal: Goal = Goal.MAINTAIN
    tags: tuple[str, ...] = ()
    per_day: int = 1
    days: int | tuple[str, ...] = 7
    warm_up: bool = True
    sound: bool = True
    flash: bool = False
    pacing: Pacing = Pacing()
    sources: tuple[Source, ...] = ()
    origin: Origin = Origin.SHIPPED
    path: str = ""
    hash: str = ""

    def each_step(self) -> tuple[Step, ...]:
        """All steps that are done, those inside circuits too, in the order of the file."""
        found: list[Step] = []
        for entry in self.steps:
            match entry:
                case Step():
                    found.append(entry)
                case Circuit():
                    found.extend(entry.steps)
                case _:
                    assert_never(entry)
        return tuple(found)
