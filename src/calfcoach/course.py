"""Where a session is on its timeline, and what was done of it so far.

Owns the open phase, its countdown, the credits, and every step from one phase to another. Knows
no modes: whether time passes at all, and what a key means, is the session's.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from calfcoach.advice import Hurt
from calfcoach.countdown import EPSILON_S, Countdown
from calfcoach.events import (
    Adjusted,
    Credit,
    Event,
    MovedToEnd,
    PainNoted,
    PhaseEnded,
    PhaseStarted,
)
from calfcoach.ledger import Ledger
from calfcoach.model import Reps
from calfcoach.phase import Cue, CueKind, Phase, PhaseKind, WorkItem
from calfcoach.records import WorkStatus
from calfcoach.terms import Goal, Kind
from calfcoach.timeline import Timeline, adjusted, afterwards, prepare_s

RETURN_TICKS = (3, 2, 1)
SPOT_S = 30.0  # on a tender spot, at most
HEEL_RAISE = "heel-raise"  # the technique of all heel raises


class Course:
    """One way through `timeline`, at its first phase. `earned` was done before it began."""

    def __init__(self, timeline: Timeline, earned: Iterable[Credit] = ()) -> None:
        self.timeline = timeline
        self.index = 0
        self.open = Countdown(0.0, ())  # of the open phase, of whatever kind
        self._ledger = Ledger(earned)
        self._moved: set[int] = set()  # the blocks that were put to the end already
        self._spot_until_s: float | None = None  # of the open work
        self.uncounted: WorkItem | None = None  # a set whose reps may be told until the next work
        self.raised: WorkItem | None = None  # the last set of heel raises: how many more?

    @property
    def phase(self) -> Phase:
        """The open phase."""
        return self.timeline.phases[self.index]

    @property
    def works(self) -> bool:
        """Whether the open phase is work."""
        return _is_work(self.phase)

    @property
    def is_last(self) -> bool:
        """Whether nothing stands after the open phase."""
        return self.index + 1 == len(self.timeline.phases)

    @property
    def leads_to_work(self) -> bool:
        """Whether the next phase is work."""
        return not self.is_last and _is_work(self.timeline.phases[self.index + 1])

    @property
    def next_work(self) -> WorkItem | None:
        """The work that comes next: in work the one after it, else the one it leads to."""
        if not self.works:
            return self.phase.item
        later = self.timeline.phases[self.index + 1 :]
        return next((phase.item for phase in later if _is_work(phase)), None)

    @property
    def to_go_s(self) -> float:
        """Seconds to the end of all, without what nobody can know the length of."""
        later = self.timeline.phases[self.index + 1 :]
        lengths = (self.open.left_s, *(phase.duration_s for phase in later))
        return sum(length_s for length_s in lengths if math.isfinite(length_s))

    @property
    def earlier_work(self) -> int | None:
        """The index of the last work before the open phase."""
        earlier = range(self.index - 1, -1, -1)
        return next((i for i in earlier if _is_work(self.timeline.phases[i])), None)

    @property
    def last_work(self) -> WorkItem | None:
        """The last work before the open phase."""
        index = self.earlier_work
        return None if index is None else self.timeline.phases[index].item

    @property
    def spot_left_s(self) -> float | None:
        """Seconds that one may still stay on a tender spot; None where one does not. It takes its
        time from the open work and never makes it longer."""
        if self._spot_until_s is None:
            return None
        return min(max(0.0, self._spot_until_s - self.open.elapsed_s), SPOT_S)

    def credits(self) -> Mapping[int, Credit]:
        """What was done, by `work_no`."""
        return self._ledger.credits()

    def begin(self, late_s: float = 0.0) -> list[Event]:
        """Open the phase that one is at, from its beginning."""
        self.open = Countdown(self.phase.duration_s, self.phase.cues)
        self._spot_until_s = None
        if self.works:
            self.uncounted = None
            if _is_raise(self.phase):
                self.raised = None
        return [PhaseStarted(phase=self.phase, late_s=late_s)]

    def close(self, status: WorkStatus, why: str = "") -> list[Event]:
        """Close the open phase; of work, keep the best of what was ever done of it."""
        phase = self.phase
        credit = None
        if _is_work(phase):
            credit = self._ledger.enter(phase, self.open.elapsed_s, status, why)
        if status is WorkStatus.DONE and phase.self_paced:
            self.uncounted = phase.item
        if status is WorkStatus.DONE and self._ends_raises:
            self.raised = phase.item
        return [PhaseEnded(phase=phase, finished=status is WorkStatus.DONE, credit=credit)]

    def step_on(self, late_s: float) -> list[Event]:
        """Open the phase after a closed one that is not the last."""
        self.index += 1
        return self.begin(late_s)

    def go_back(self, index: int) -> list[Event]:
        """Leave the open phase for an earlier one. Its credit stays until it is done better."""
        events = self.close(WorkStatus.PART)
        self.index = index
        return events + self.begin()

    def is_elsewhere(self, index: int) -> bool:
        """Whether one must walk to another place for the phase at `index`."""
        there = self.timeline.phases[index].item.exercise.place
        return self.phase.item.exercise.place is not there

    def way_back(self, *, moved: bool) -> Countdown:
        """The preparation for the open phase once more, or the walk to it."""
        duration_s = prepare_s(self.timeline, self.phase.item, moved=moved)
        ticks = (
            Cue(kind=CueKind.TICK, offset_s=duration_s - second, count=second)
            for second in RETURN_TICKS
            if duration_s > second
        )
        return Countdown(duration_s, tuple(ticks))

    def begin_anew(self) -> list[Event]:
        """Close the open phase and open it once more."""
        return [*self.close(WorkStatus.PART), *self.begin()]

    def move_to_end(self) -> list[Event]:
        """Put what is left of the open step behind all others, once; [] where it cannot be."""
        item = self.phase.item
        if item.block_no in self._moved:
            return []
        timeline = afterwards(self.timeline, self.index)
        if timeline is None:
            return []
        self._moved.add(item.block_no)
        events = [*self.close(WorkStatus.PART), MovedToEnd(step=item.step)]
        self.timeline = timeline
        return [*events, *self.begin()]

    def adjust(self, by: int) -> list[Event]:
        """One press of + (1) or − (−1) on the open phase; [] where nothing changes."""
        timeline = adjusted(self.timeline, self.index, by, self.open.elapsed_s)
        if timeline is None:
            return []
        self.timeline = timeline
        self.open.replace(self.phase.duration_s, self.phase.cues)
        return [Adjusted(phase=self.phase, left_s=self.open.left_s)]

    def spend(self, passed_s: float) -> tuple[list[tuple[Cue, float]], float | None]:
        """Let time pass in the open phase, as `Countdown.spend`. On a tender spot there are no
        passes to keep time with."""
        came, over_s = self.open.spend(passed_s)
        until_s = self._spot_until_s
        if until_s is not None:
            came = [
                (cue, late_s)
                for cue, late_s in came
                if cue.kind is not CueKind.PASS or cue.offset_s >= until_s - EPSILON_S
            ]
        return came, over_s

    def count(self, reps: int) -> Credit | None:
        """The reps of the set before, as the person counted them; None where none is asked for."""
        item, self.uncounted = self.uncounted, None
        return None if item is None else self._ledger.count(item.work_no, reps)

    def count_left(self, item: WorkItem, reps: int) -> Credit:
        """How many more reps than those of a set the person could have done."""
        return self._ledger.count_left(item.work_no, reps)

    def stay(self) -> bool:
        """Stay on a tender spot, or leave it; whether the open phase has any: only rolling does."""
        if not self.works or self.phase.item.exercise.kind is not Kind.ROLL:
            return False
        staying = self._spot_until_s is not None
        self._spot_until_s = None if staying else self.open.elapsed_s + SPOT_S
        return True

    def leave_spot(self) -> bool:
        """Roll on where the time on a tender spot is over; whether it was."""
        left_s = self.spot_left_s
        if left_s is None or left_s > EPSILON_S:
            return False
        self._spot_until_s = None
        return True

    @property
    def _ends_raises(self) -> bool:
        """Whether the open phase is the last set of the heel raises in a routine for strength: of
        the form that comes first, where there are several. As many as one can leave nothing to
        ask."""
        item, phases = self.phase.item, self.timeline.phases
        if self.timeline.routine.goal is not Goal.STRENGTHEN or not _is_raise(self.phase):
            return False
        if isinstance(item.work, Reps) and item.work.to_failure:
            return False
        first = next(phase.item.exercise.id for phase in phases if _is_raise(phase))
        later = [phase for phase in phases[self.index + 1 :] if _is_work(phase)]
        return item.exercise.id == first and all(each.item.exercise.id != first for each in later)

    def note_pain(self, hurt: Hurt) -> PainNoted:
        """A pain belongs to the work that is open, else to the last one before it."""
        if self.works:
            self._ledger.enter(self.phase, self.open.elapsed_s, WorkStatus.PART)
        item = self.phase.item if self.works else self.last_work
        credit = None if item is None else self._ledger.note_pain(item.work_no, hurt)
        return PainNoted(pain=hurt.pain, where=hurt.where, sharp=hurt.sharp, credit=credit)


def _is_work(phase: Phase) -> bool:
    return phase.kind is PhaseKind.WORK


def _is_raise(phase: Phase) -> bool:
    return _is_work(phase) and phase.item.exercise.technique == HEEL_RAISE
