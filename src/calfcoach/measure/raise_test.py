"""The heel-raise test, beat by beat: warm-up, one leg, rest, the other leg.

Owns the stages, their times and what is said in them. Sans-IO: it never reads a clock. A leg counts
by the beat; the number is corrected afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from calfcoach.enumeration import StrEnum
from calfcoach.frozen import frozen
from calfcoach.measure.words import counted, seconds
from calfcoach.terms import Side

PREPARE_S = 5.0  # before the warm-up, and where a rest is cut short
SET_S = 15.0  # to come to stand on one leg
COUNTDOWN = 3
AWAY_S = 2.0  # so late, and nobody kept the beat
MOST_REPS = 200
_NOTICES_S = (60.0, 30.0)  # before the end of a rest


class Stage(StrEnum):
    """Where one is."""

    WARM_UP = "warm-up"
    SET = "get ready"
    COUNT = "count"
    REST = "rest"
    OVER = "over"


class Beat(StrEnum):
    """What is heard with a line."""

    UP = "up"
    DOWN = "down"
    TICK = "tick"
    START = "start"
    END = "end"


@frozen
class Said:
    """A line, and what is heard with it."""

    line: str
    beat: Beat | None = None


@frozen
class Dose:
    """What it asks for: reps of the warm-up, seconds a beat (one up, one down) and between legs."""

    warm_up_reps: int
    beat_s: float
    rest_s: float


class RaiseTest:
    """One test from its warm-up on. `now` is seconds of a clock that never goes back; `key` is the
    key that goes on (Enter; D in accessible form). `away_s` is how late `advance` may be called
    while reps are counted."""

    def __init__(
        self,
        dose: Dose,
        legs: Sequence[Side] = (Side.LEFT, Side.RIGHT),
        *,
        key: str = "Enter",
        away_s: float = AWAY_S,
    ) -> None:
        self._dose = dose
        self._left = list(legs)  # those that come, the one at work first
        self._key = key
        self._away_s = away_s
        self.stage = Stage.WARM_UP
        self._began: float | None = None
        self.stage_at = 0.0
        self._ends_at: float | None = None
        self._due: list[tuple[float, Said]] = []
        self.reps: dict[Side, int] = {}  # of each leg that was done
        self.hurt: Side | None = None
        self.ended_early = False

    @property
    def over(self) -> bool:
        """Whether it has ended."""
        return self.stage is Stage.OVER

    def deadline(self) -> float | None:
        """When `advance` should be called at the latest; None when it is over."""
        if self.over or self._began is None:
            return None
        times = [*(at for at, _ in self._due[:1]), self._ends_at]
        return min((at for at in times if at is not None), default=None)

    def advance(self, now: float) -> list[Said]:
        """Let time pass; what is said. The first call begins."""
        said: list[Said] = []
        if self._began is None:
            self._began = now
            said += self._warm_up(now)
        while (deadline := self.deadline()) is not None and deadline <= now:
            late = now > deadline + self._away_s
            said += self._after_absence(deadline, now) if late else self._come_to(deadline)
        return said

    def go_on(self, now: float) -> list[Said]:
        """The key: the leg is done; what leads to it starts now."""
        said = self.advance(now)
        match self.stage:
            case Stage.COUNT:
                return [*said, *self._end_leg(now, now)]
            case Stage.WARM_UP:
                return [*said, *self._set(now, SET_S)]
            case Stage.REST:
                return [*said, *self._set(now, PREPARE_S)]
            case Stage.SET:
                return [*said, *self._count(now)]
            case Stage.OVER:
                return said

    def it_hurts(self, now: float) -> list[Said]:
        """It hurts: the test ends, and what was counted of this leg stays."""
        said = self.advance(now)
        if self.over:
            return said
        self.hurt = self._left[0]
        if self.stage is Stage.COUNT:
            self.reps[self._left[0]] = self._counted(now)
        self._over()
        self.ended_early = len(self._left) > 1 or self._left[0] not in self.reps
        return [*said, Said(line="It hurts, so the test ends here. Heels down.", beat=Beat.END)]

    def stop(self, now: float) -> list[Said]:
        """Leave. A leg that was not done to its end does not count."""
        said = self.advance(now)
        self.ended_early = not self.over
        self._over()
        return said

    def where(self, now: float) -> list[Said]:
        """Where one is, in a line."""
        said = self.advance(now)
        leg = f"{self._left[0].value.capitalize()} leg" if self._left else ""
        match self.stage:
            case Stage.WARM_UP:
                line = "Warm-up, both legs."
            case Stage.SET:
                line = f"{leg} starts soon."
            case Stage.COUNT:
                line = f"{leg}, {counted(self._counted(now), 'rep')}."
            case Stage.REST:
                left_s = 0.0 if self._ends_at is None else self._ends_at + SET_S - now
                line = f"Rest. {leg} in {seconds(round(left_s))}."
            case Stage.OVER:
                line = "Over."
        return [*said, Said(line=line)]

    # ----------------------------------------------------------------------------- inside

    def _after_absence(self, moment: float, now: float) -> list[Said]:
        """Nobody was there since `moment`: what was missed is not said, no leg begins unseen."""
        if self.stage is Stage.COUNT:
            line = "Nobody kept the beat for a while, so the count ends there."
            return [Said(line=line), *self._end_leg(moment, now)]
        self._due = [due for due in self._due if due[0] > now]
        gone = self._ends_at is not None and self._ends_at <= now
        return self._set(now, SET_S) if gone else []

    def _come_to(self, moment: float) -> list[Said]:
        """What happens at this moment."""
        if self._due and self._due[0][0] <= moment:
            return [self._due.pop(0)[1]]
        match self.stage:
            case Stage.WARM_UP | Stage.REST:
                return self._set(moment, SET_S)
            case Stage.SET:
                return self._count(moment)
            case Stage.COUNT:
                return self._end_leg(moment, moment)
            case Stage.OVER:
                return []

    def _warm_up(self, now: float) -> list[Said]:
        reps, first = self._dose.warm_up_reps, now + PREPARE_S
        due = list(self._beats(first, reps))
        self._enter(Stage.WARM_UP, now, due, first + 2 * self._dose.beat_s * reps)
        words = f"Warm-up: {counted(reps, 'raise')} on both legs. It starts in"
        return [Said(line=f"{words} {seconds(PREPARE_S)}.")]

    def _set(self, now: float, length_s: float) -> list[Said]:
        ends_at = now + length_s
        due = [
            (ends_at - number, Said(line=str(number), beat=Beat.TICK))
            for number in range(COUNTDOWN, 0, -1)
        ]
        self._enter(Stage.SET, now, due, ends_at)
        leg = self._left[0]
        words = f"{leg.value.capitalize()} leg. Lift the {leg.other.value} foot, fingertips on the"
        starts = f"wall. It starts in {seconds(length_s)}; {self._key} starts now."
        return [Said(line=f"{words} {starts}")]

    def _count(self, now: float) -> list[Said]:
        due = list(self._beats(now, MOST_REPS))
        self._enter(Stage.COUNT, now, due, now + 2 * self._dose.beat_s * MOST_REPS)
        leg = self._left[0].value.capitalize()
        return [Said(line=f"{leg} leg, go. {self._key} when it is over.", beat=Beat.START)]

    def _end_leg(self, at: float, now: float) -> list[Said]:
        """The leg is done, as counted at an instant; then rest, or the end."""
        leg = self._left.pop(0)
        self.reps[leg] = self._counted(at)
        line = f"{leg.value.capitalize()} leg, {counted(self.reps[leg], 'rep')} by the beat."
        if not self._left:
            self._over()
            return [Said(line=line, beat=Beat.END)]
        rest_s = self._dose.rest_s
        due = [
            (now + rest_s - left_s, Said(line=f"{seconds(left_s)} of rest left."))
            for left_s in _NOTICES_S
            if left_s < rest_s
        ]
        self._enter(Stage.REST, now, due, now + max(rest_s - SET_S, 0.0))
        told = Said(line=f"Rest {seconds(rest_s)}. {self._key} goes on before.")
        return [Said(line=line, beat=Beat.END), told]

    def _beats(self, first: float, reps: int) -> Iterator[tuple[float, Said]]:
        beat_s = self._dose.beat_s
        for rep in range(reps):
            up_at = first + 2 * beat_s * rep
            yield up_at, Said(line=f"Up {rep + 1}.", beat=Beat.UP)
            yield up_at + beat_s, Said(line="Down.", beat=Beat.DOWN)

    def _counted(self, now: float) -> int:
        """Whole reps since the leg began."""
        lasted_s = max(now - self.stage_at, 0.0)
        return min(int((lasted_s + 1e-6) / (2 * self._dose.beat_s)), MOST_REPS)

    def _enter(
        self, stage: Stage, at: float, due: list[tuple[float, Said]], ends_at: float
    ) -> None:
        self.stage, self.stage_at, self._due, self._ends_at = stage, at, due, ends_at

    def _over(self) -> None:
        self.stage, self._due, self._ends_at = Stage.OVER, [], None
