"""A cramp, right now: what is said and when, and what an answer leads to.

Owns the words, their times and the order release, ease off, stroke, steps. Sans-IO like the
session: it never reads a clock and knows no terminal. Nothing is rubbed before the check has been
given, and nothing has to be pressed.

Times and thresholds: nidirect, "Leg cramps" (read: most ease within ten minutes, longer needs
help); the rest is CalfCoach's judgement.
"""

from __future__ import annotations

from calfcoach.enumeration import StrEnum
from calfcoach.events import Act, Command
from calfcoach.frozen import frozen

CHECK_S = 25.0  # when the check is given
CHECK_READ_S = 12.0  # how long it takes to be heard
CHECK_AFTER_S = 4.0  # it comes so soon after an early end, if it was not given yet
EASE_S = 20.0
STROKE_S = 30.0
STEPS_S = 20.0
LONGEST_S = 600.0


class Stage(StrEnum):
    """Where one is."""

    RELEASE = "release"
    EASE = "ease off"
    STROKE = "stroke"
    STEPS = "steps"
    OVER = "over"


class End(StrEnum):
    """How it ended."""

    EASED = "eased"
    TOO_LONG = "too long"
    LEFT = "left"  # q, Ctrl-C, a signal
    OTHER = "something else"  # not a cramp to stretch


@frozen
class Said:
    """Lines that belong together, `at_s` seconds after their stage began. `short` is the same in
    a few large words."""

    at_s: float
    lines: tuple[str, ...]
    short: str


CHECK = Said(
    at_s=CHECK_S,
    lines=(
        "A cramp eases when the toes come up. If it gets worse, or you felt a pop,",
        "or the calf is swollen, warm or discoloured: stop, do not rub it, press N.",
    ),
    short="WORSE? A POP? SWOLLEN? PRESS N",
)
_UP = "TOES UP, KNEE STRAIGHT"
RELEASE = (
    Said(
        at_s=0.0,
        lines=("Straighten the knee. Pull the toes up, towards your shin.",),
        short=_UP,
    ),
    Said(
        at_s=6.0,
        lines=(
            "In bed, loop the sheet round the foot. Or stand, heel down, and hold on to something.",
        ),
        short=_UP,
    ),
    Said(at_s=15.0, lines=("Firm, not forced. Breathe out slowly.",), short="FIRM, NOT FORCED"),
    CHECK,
    Said(at_s=45.0, lines=("Stay with it. Most let go within a minute or two.",), short=_UP),
    Said(
        at_s=60.0,
        lines=("Letting go? Press {key}. If not, keep the toes up.",),
        short="LETTING GO? PRESS {KEY}",
    ),
    Said(
        at_s=180.0,
        lines=(
            "Still hard? Stand, weight through the heel, hold on to something. Do not rub.",
            "If it never was a hard knot, or it hurts more with the toes up, this is not a cramp "
            "to stretch. Press N.",
        ),
        short="STAND, HEEL DOWN, HOLD ON",
    ),
    Said(
        at_s=300.0,
        lines=("Rest the leg, knee a little bent, for 30 seconds. Then toes up once more.",),
        short="REST, KNEE A LITTLE BENT",
    ),
    Said(at_s=330.0, lines=("Toes up once more.",), short=_UP),
)
TOO_LONG = (
    "Ten minutes. Stop here and get medical advice now.",
    "With dark urine, weakness, a dirty wound, breathlessness or chest pain: emergency number.",
)
EASE = f"Ease off by half, {EASE_S:.0f} seconds."
STROKE = f"Now stroke lightly, ankle to knee, {STROKE_S:.0f} seconds."
STEPS = "Then a few slow steps, holding on."
AGAIN = "Toes up once more, knee straight."
_NOW = {
    Stage.RELEASE: "Toes up, knee straight.",
    Stage.EASE: "Ease off by half.",
    Stage.STROKE: "Stroke lightly, ankle to knee.",
    Stage.STEPS: "Slow steps, holding on.",
    Stage.OVER: "Over.",
}
KEYS = "{key} it lets go. B it is back. N this is something else. W where am I. Q stop and save."


class Cramp:
    """One cramp from its first second. `now` is seconds of a clock that never goes back; `key` is
    the key that says that it lets go (Enter; D in accessible form)."""

    def __init__(self, *, key: str = "Enter") -> None:
        self._key = key
        self._began: float | None = None
        self._stage = Stage.RELEASE
        self._stage_at = 0.0
        self._due: list[Said] = list(RELEASE)
        self._checked_at: float | None = None  # when the check was given
        self._now = 0.0
        self._shown = RELEASE[0].short
        self.eased_s: float | None = None  # how long it took to let go
        self.end: End | None = None

    @property
    def stage(self) -> Stage:
        """Where one is."""
        return self._stage

    @property
    def lasted_s(self) -> float:
        """Seconds since it began."""
        return self._now - (self._began or 0.0) if self._began is not None else 0.0

    @property
    def left_s(self) -> float | None:
        """Seconds left of a stage that has an end; None while one waits for it to let go."""
        ends_at = self._ends_at()
        return None if ends_at is None else max(0.0, ends_at - self._now)

    @property
    def short(self) -> str:
        """What to do now, in a few large words."""
        return self._shown

    def deadline(self) -> float | None:
        """When `advance` should be called at the latest; None when it is over."""
        if self.end is not None or self._began is None:
            return None
        times = [self._stage_at + said.at_s for said in self._due[:1]]
        ends_at = self._ends_at()
        if ends_at is not None:
            times.append(ends_at)
        if self._stage is Stage.RELEASE:
            times.append(self._began + LONGEST_S)
        return min(times)

    def advance(self, now: float) -> list[str]:
        """Let time pass; what is said. The first call begins."""
        if self._began is None:
            self._began = self._stage_at = now
        self._now = now
        lines: list[str] = []
        while self.end is None:
            deadline = self.deadline()
            if deadline is None or deadline > now:
                break
            lines += self._come_to(deadline)
        return lines

    def send(self, command: Command, now: float) -> list[str]:
        """Do what a key or a signal asks for; what is said."""
        lines = self.advance(now)
        if self.end is not None:
            return lines
        match command:
            case Act.STOP | Act.INTERRUPT | Act.QUIT:
                self._over(End.LEFT)
            case Act.NEXT:
                self._over(End.OTHER)
            case Act.ENTER if self._key != "Enter":
                pass  # a screen reader's own key, which leaks
            case Act.DONE | Act.ENTER if self._stage is Stage.RELEASE:
                self.eased_s = self.lasted_s
                lines += self._ease(now)
            case Act.BACK | Act.REDO:
                lines += self._again(now)
            case Act.WHERE:
                lines.append(self._where())
            case Act.KEYS:
                lines.append(KEYS.format(key=self._key))
            case _:
                pass
        return lines

    def leave(self) -> None:
        """Nobody can see it any more."""
        self._over(End.LEFT)

    def resume(self, now: float) -> list[str]:
        """It was not something else after all."""
        self.end = None
        return self._again(now)

    # ----------------------------------------------------------------------------- inside

    def _come_to(self, moment: float) -> list[str]:
        """What happens at this moment."""
        assert self._began is not None
        if self._stage is Stage.RELEASE and moment >= self._began + LONGEST_S:
            self._over(End.TOO_LONG)
            return list(TOO_LONG)
        if self._due and self._stage_at + self._due[0].at_s <= moment:
            return self._say(self._due.pop(0), moment)
        match self._stage:
            case Stage.EASE:
                return self._enter(Stage.STROKE, moment, STROKE, "STROKE LIGHTLY, ANKLE TO KNEE")
            case Stage.STROKE:
                return self._enter(Stage.STEPS, moment, STEPS, "SLOW STEPS, HOLDING ON")
            case _:
                self._over(End.EASED)
                return []

    def _ends_at(self) -> float | None:
        """When the stage ends by itself."""
        match self._stage:
            case Stage.EASE:
                read_at = self._checked_at
                if read_at is None:  # still to be given, and to be heard before any stroke
                    read_at = self._stage_at + CHECK_AFTER_S
                return max(self._stage_at + EASE_S, read_at + CHECK_READ_S)
            case Stage.STROKE:
                return self._stage_at + STROKE_S
            case Stage.STEPS:
                return self._stage_at + STEPS_S
            case _:
                return None

    def _ease(self, now: float) -> list[str]:
        lines = self._enter(Stage.EASE, now, EASE, "EASE OFF BY HALF")
        if self._checked_at is None:
            self._due = [Said(at_s=CHECK_AFTER_S, lines=CHECK.lines, short=self._shown)]
        return lines

    def _again(self, now: float) -> list[str]:
        """It is back: toes up, from where the check has been given."""
        self._stage, self._stage_at = Stage.RELEASE, now
        self._due = [said for said in RELEASE[2:] if said is not CHECK or self._checked_at is None]
        self._shown = _UP
        self.eased_s = None
        return [AGAIN]

    def _enter(self, stage: Stage, at: float, words: str, short: str) -> list[str]:
        self._stage, self._stage_at, self._due, self._shown = stage, at, [], short
        return [words]

    def _say(self, said: Said, moment: float) -> list[str]:
        if said.lines == CHECK.lines:
            self._checked_at = moment
        key = self._key
        self._shown = said.short.format(KEY=key.upper())
        return [line.format(key=key) for line in said.lines]

    def _over(self, end: End) -> None:
        self._stage, self.end, self._due = Stage.OVER, end, []

    def _where(self) -> str:
        minutes, seconds = divmod(round(self.lasted_s), 60)
        lasted = f"{minutes} minute{'s' * (minutes != 1)} " if minutes else ""
        second = f"{seconds} second{'s' * (seconds != 1)}"
        left_s = self.left_s
        left = "" if left_s is None else f" {round(left_s)} seconds left of this."
        return f"{_NOW[self._stage]} {lasted}{second} so far.{left}"
