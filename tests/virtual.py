"""A virtual terminal whose clock jumps, and sessions played on it; events as short lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, assert_never

from building import exercise, hold, own_reps, routine, short_holds, step, tempo_reps, timeline

from calfcoach import replies
from calfcoach.events import (
    Adjusted,
    Answered,
    Asked,
    Command,
    Credit,
    CueDue,
    Digit,
    Ended,
    Event,
    MovedToEnd,
    Muted,
    PainNoted,
    Paused,
    PhaseEnded,
    PhaseStarted,
    Resumed,
    Returning,
    Snapshot,
    Told,
    Unpaused,
)
from calfcoach.frozen import replace
from calfcoach.model import Pacing
from calfcoach.phase import Phase
from calfcoach.player import Driver, Outcome, play
from calfcoach.session import Session
from calfcoach.terms import Goal, Place, Side, Sides
from calfcoach.timeline import Options, Timeline, compile_routine

# ------------------------------------------------------------------------- the terminal


class VirtualTerminal:
    """The `Keys` port with a clock that jumps to whatever comes next.

    `keys` are commands with the time at which each is typed; `gaps` are times at which the
    machine sleeps, with for how long.
    """

    def __init__(
        self,
        keys: Iterable[tuple[float, Command]] = (),
        *,
        gaps: Iterable[tuple[float, float]] = (),
        starts_at: float = 0.0,
    ) -> None:
        self._keys = sorted(keys, key=lambda key: key[0])
        self._gaps = sorted(gaps)
        self._now = starts_at
        self.waits: list[float | None] = []

    def now(self) -> float:
        return self._now

    def take(self, seconds: float) -> None:
        """Let time pass in which nobody waits: whoever is served takes it."""
        self._now += seconds

    def wait(self, until: float | None, snapshot: Snapshot) -> Command | None:
        del snapshot
        self.waits.append(until)
        command: Command | None = None
        arrives = until
        if self._keys and (until is None or self._keys[0][0] <= until):
            arrives, command = self._keys.pop(0)
        assert arrives is not None, "nothing will ever happen again"
        if self._gaps and self._gaps[0][0] <= arrives:
            at, lasts = self._gaps.pop(0)
            arrives = max(arrives, at + lasts)
        self._now = max(self._now, arrives)
        return command


@dataclass(slots=True)
class Transcript:
    """A driver that keeps what was said, and when."""

    lines: list[tuple[float, str]] = field(default_factory=list)

    def update(self, events: Sequence[Event], snapshot: Snapshot, now: float) -> float | None:
        del snapshot
        for event in events:
            late_s = event.late_s if isinstance(event, CueDue) else 0.0
            if replies.words(event):
                self.lines.append((round(now - late_s, 3), replies.words(event)))
        return None


def played(
    made: Timeline,
    *keys: tuple[float, Command],
    gaps: Iterable[tuple[float, float]] = (),
    drivers: Sequence[Driver] = (),
) -> tuple[Outcome, list[tuple[float, str]]]:
    """Play a timeline to its end: how it ended, and the transcript of (time, line)."""
    transcript = Transcript()
    terminal = VirtualTerminal(keys, gaps=gaps)
    return play(Session(made), terminal, [*drivers, transcript]), transcript.lines


# -------------------------------------------------------------------- a session by hand


class Run:
    """A session with a clock that is moved by hand, and all that came of it."""

    def __init__(self, made: Timeline, *, starts_at: float = 0.0, **session: Any) -> None:
        self.session = Session(made, **session)
        self.now = starts_at
        self.events: list[Event] = self.session.advance(starts_at)

    def until(self, at: float) -> list[Event]:
        """Let time pass up to `at`, asked at every deadline as a loop does."""
        came: list[Event] = []
        while self.now < at:
            deadline = self.session.deadline()
            self.now = at if deadline is None else min(at, max(deadline, self.now))
            came += self.session.advance(self.now)
        self.events += came
        return came

    def pass_s(self, seconds: float) -> list[Event]:
        return self.until(self.now + seconds)

    def to_end(self) -> list[Event]:
        """Let time pass until the session is over by itself."""
        came: list[Event] = []
        while not self.session.ended:
            deadline = self.session.deadline()
            assert deadline is not None, "it waits for a key"
            self.now = deadline
            came += self.session.advance(self.now)
        self.events += came
        return came

    def press(self, *commands: Command) -> list[Event]:
        came = [event for command in commands for event in self.session.send(command, self.now)]
        self.events += came
        return came

    def type_number(self, number: int) -> list[Event]:
        return self.press(*(Digit(value=int(digit)) for digit in str(number)))

    def absent(self, seconds: float, command: Command | None = None) -> list[Event]:
        """Nobody is there for a while; then the clock, or a command, is heard of again."""
        self.now += seconds
        if command is not None:
            return self.press(command)
        came = self.session.advance(self.now)
        self.events += came
        return came

    @property
    def at(self) -> Snapshot:
        return self.session.snapshot()

    @property
    def credits(self) -> list[Credit]:
        """What was done, in the order of the work."""
        return [credit for _, credit in sorted(self.at.credits.items())]

    def done(self) -> list[tuple[str, float, str]]:
        """Side, seconds and status of each credit."""
        return [
            (c.item.side.value, round(c.done_s, 6), c.status.value + (c.why and f", {c.why}"))
            for c in self.credits
        ]


# ----------------------------------------------------------------------------- timelines


QUIET = Pacing(prepare_s=5, move_s=15, switch_s=4, countdown=0)


def two_sides(hold_s: float = 20, **options: Any) -> Timeline:
    """Prepare 5, left 20, change 4, right 20: 49 s, without a countdown."""
    return timeline(step(hold(hold_s), sides=Sides.EACH, pacing=QUIET), **options)


def two_steps(**options: Any) -> Timeline:
    """Prepare 5, hold 10 at the wall, move 15, hold 20 on the floor: 50 s."""
    first = step(hold(10), pacing=QUIET)
    second = step(hold(20), of=exercise("soleus", place=Place.FLOOR), pacing=QUIET)
    return timeline(first, second, **options)


def three_sets(**options: Any) -> Timeline:
    """Prepare 5, three holds of 20 with 10 s rest between: 85 s."""
    return timeline(step(hold(20), sets=3, rest_s=10, pacing=QUIET), **options)


def ten_raises(**options: Any) -> Timeline:
    """Prepare 5, ten reps of 7 s: 75 s."""
    return timeline(step(tempo_reps(10, 2, 2, 3), pacing=QUIET), **options)


def three_short_holds(**options: Any) -> Timeline:
    """Prepare 5, three holds of 10 with 5 between as one set: 45 s."""
    return timeline(step(short_holds(10, 3, 5), pacing=QUIET), **options)


def own_pace(**changed: Any) -> Timeline:
    """Prepare 5, reps at one's own pace up to 90 s."""
    return timeline(step(own_reps(15, 90), pacing=QUIET), **changed)


def for_strength(**options: Any) -> Timeline:
    """Prepare 5, four heel raises of 5 s, prepare 20, hold 20: it is asked how many more it could
    have been."""
    raising = exercise("heel-raise", technique="heel-raise")
    sets = step(tempo_reps(4, 2, 1, 2), of=raising, pacing=QUIET)
    after = step(hold(20), pacing=replace(QUIET, prepare_s=20))
    return compile_routine(routine(sets, after, goal=Goal.STRENGTHEN), Options(**options))


def with_wait(**options: Any) -> Timeline:
    """Prepare 5, hold 10, wait, move 15, hold 20."""
    return two_steps(manual=True, **options)


# ------------------------------------------------------------------ events as short lines


def told(events: Iterable[Event]) -> list[str]:
    """Events as lines, all but the cues."""
    return [brief(event) for event in events if not isinstance(event, CueDue)]


def cues(events: Iterable[Event]) -> list[str]:
    """The cues among events, as lines."""
    return [brief(event) for event in events if isinstance(event, CueDue)]


def lines(events: Iterable[Event]) -> list[str]:
    """Events as lines."""
    return [brief(event) for event in events]


def brief(event: Event) -> str:
    match event:
        case PhaseStarted(phase=phase):
            return f"start {_named(phase)}"
        case PhaseEnded(phase=phase, finished=finished, credit=credit):
            said = f"{'end' if finished else 'leave'} {_named(phase)}"
            return said if credit is None else f"{said}: {_credit(credit)}"
        case CueDue(cue=cue, returning=returning):
            count = f" {cue.count}" if cue.count else ""
            return f"{'returning ' if returning else ''}cue {cue.kind.value}{count}"
        case Paused(reason=reason, gap_s=gap_s):
            return f"paused: {reason.value}" + (f", gap {gap_s:g}" if gap_s else "")
        case Returning(duration_s=duration_s, again=again):
            return f"returning {duration_s:g}" + (", again" if again else "")
        case Resumed(phase=phase, left_s=left_s):
            return f"resumed {_named(phase)}, {left_s:g} left"
        case Unpaused(reason=reason, paused_s=paused_s):
            return f"unpaused: {reason.value}, {paused_s:g}"
        case Asked(question=question):
            return f"asked {question.value}"
        case Answered(question=question, value=value):
            return f"answered {question.value}: {value}"
        case PainNoted(pain=pain, credit=credit):
            return f"pain {pain}: {None if credit is None else _credit(credit)}"
        case Adjusted(phase=phase, left_s=left_s):
            return f"adjusted to {phase.duration_s:g}, {left_s:g} left"
        case MovedToEnd(step=moved):
            return f"step {moved.no} moved to the end"
        case Told(what=what):
            return f"told {what.value}"
        case Muted(muted=muted):
            return "muted" if muted else "unmuted"
        case Ended(status=status, waited=waited):
            return f"ended: {status.value}" + (", waited" if waited else "")
        case _:
            assert_never(event)


def _named(phase: Phase) -> str:
    side = phase.item.side
    return phase.kind.value + ("" if side is Side.BOTH else f" {side.value}")


def _credit(credit: Credit) -> str:
    reps = "" if credit.done_reps is None else f", {credit.done_reps} reps"
    return f"{credit.status.value} {credit.done_s:g}{reps}"
