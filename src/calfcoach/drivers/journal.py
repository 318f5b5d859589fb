"""The journal: every finished phase is on disk before the next begins.

Turns events into rows. Owns when something is written and what happens when it cannot be:
one warning, the session goes on, and what could not be written is tried again with the next
row and at the end. A phase that runs out by itself is written a moment before its end, so that
the next one need not wait for the disk.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial

from calfcoach.countdown import EPSILON_S
from calfcoach.errors import CoachError
from calfcoach.events import (
    Answered,
    Credit,
    Ended,
    Event,
    Mode,
    PainNoted,
    Paused,
    PhaseEnded,
    PhaseStarted,
    Reason,
    Snapshot,
    Unpaused,
)
from calfcoach.frozen import frozen
from calfcoach.ledger import Ledger
from calfcoach.phase import Phase, PhaseKind
from calfcoach.records import GapRecord, Status, WorkRecord, WorkStatus
from calfcoach.store import History, HistoryError, instant_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from calfcoach.store.changes import Before

NO_ONE_THERE = frozenset({Reason.AWAY, Reason.SUSPENDED})
EARLY_S = 0.03  # a disk rarely takes longer, and the sound of the end begins 0.01 s before it
SAVED_EVERY_S = 60.0  # of work that is longer
BEFORE_MINUTE_S = 0.5  # that much sooner: on full seconds there is something to show and to say
_INSTANT_S = 0.001  # instants are kept to the millisecond


@frozen
class _Early:
    """A phase that was written before its end `ends_at`: as what, and what stood there."""

    phase: Phase
    credit: Credit
    ends_at: float
    before: Before

    def holds(self, events: Sequence[Event], snapshot: Snapshot, now: float) -> bool:
        """Whether it has ended so by itself, or still will."""
        for event in events:
            if isinstance(event, PhaseEnded):
                return event.credit == self.credit and now > self.ends_at - _INSTANT_S
        return _runs_down(snapshot) and snapshot.phase == self.phase


class Journal:
    """Writes one session. `started` is the UTC instant at which the clock read `clock_start`;
    `warn` is called once, with the problem, when something cannot be saved.
    """

    def __init__(
        self,
        history: History,
        session_id: str,
        *,
        started: datetime,
        clock_start: float,
        warn: Callable[[CoachError], None],
    ) -> None:
        self._history = history
        self._session_id = session_id
        self._started = started
        self._clock_start = clock_start
        self._warn = warn
        self._warned = False
        self._unsaved: list[Callable[[], None]] = []
        self._early: _Early | None = None
        self._wish_at: float | None = None
        self._save_at_s = SAVED_EVERY_S - BEFORE_MINUTE_S  # of the open phase
        self._work_no = 0  # of the open phase
        self.dropped = False

    @property
    def saved(self) -> bool:
        """Whether all there was to save is on disk."""
        return not self._unsaved

    def update(self, events: Sequence[Event], snapshot: Snapshot, now: float) -> float | None:
        """Save what the events say. Returns when there is something to save without any. Never
        raises for a history that cannot be written."""
        if not events and (self._wish_at is None or now < self._wish_at - EPSILON_S):
            return self._wish_at  # nothing happened: most turns of the loop are like this
        deeds = self._take_back(events, snapshot, now)
        deeds += [deed for event in events for deed in self._deeds(event, snapshot, now)]
        deeds += self._long_phase(snapshot, now)
        if deeds:
            self._unsaved += deeds
            self._save()
        elif not events:
            self._save_early(snapshot, now)
        self._wish_at = self._wish(snapshot, now)
        return self._wish_at

    def save_rest(self) -> None:
        """Try once more what could not be saved."""
        self._save()

    def _save(self) -> None:
        try:
            while self._unsaved:
                self._unsaved[0]()
                del self._unsaved[0]
        except HistoryError as problem:
            if not self._warned:
                self._warn(problem)
            self._warned = True

    def _save_early(self, snapshot: Snapshot, now: float) -> None:
        """Write the open work as its end will find it, if that is near. Where it cannot be
        written, the end tries again, and tells."""
        near = _runs_down(snapshot) and snapshot.left_s <= EARLY_S + EPSILON_S
        if not near or self._early is not None or self._unsaved:
            return
        phase, ends_at = snapshot.phase, now + snapshot.left_s
        ledger = Ledger(snapshot.credits.values())
        credit = ledger.enter(phase, phase.duration_s, WorkStatus.DONE)
        if credit is None:
            return
        at = self._instant(ends_at)
        try:
            before = self._history.save_early(self._session_id, work_record(credit, at), at=at)
        except HistoryError:
            return
        if before is not None:
            self._early = _Early(phase=phase, credit=credit, ends_at=ends_at, before=before)

    def _take_back(
        self, events: Sequence[Event], snapshot: Snapshot, now: float
    ) -> list[Callable[[], None]]:
        """What was written early, where it comes otherwise."""
        early = self._early
        if early is None or early.holds(events, snapshot, now):
            return []
        self._early = None
        return [partial(self._history.take_back, self._session_id, early.before)]

    def _wish(self, snapshot: Snapshot, now: float) -> float | None:
        if not _runs_down(snapshot):
            return None
        moments = (snapshot.left_s - EARLY_S, self._save_in_s(snapshot))
        in_s = min((each for each in moments if each > EPSILON_S), default=math.inf)
        return now + in_s if math.isfinite(in_s) else None

    def _deeds(self, event: Event, snapshot: Snapshot, now: float) -> list[Callable[[], None]]:
        match event:
            case PhaseStarted(phase=phase):
                self._work_no = phase.item.work_no
                return []
            case PhaseEnded(credit=credit):
                early, self._early = self._early, None
                self._save_at_s = SAVED_EVERY_S - BEFORE_MINUTE_S
                if credit is None or early is not None:
                    return []
                return [self._work(credit, now)]
            case PainNoted(credit=Credit() as credit) | Answered(credit=Credit() as credit):
                return [self._work(credit, now)]
            case PainNoted(pain=int() as pain):
                return [self._pain(pain, now)]
            case Paused(reason=reason, gap_s=gap_s) if reason in NO_ONE_THERE and gap_s > 0:
                return [self._gap(reason.value, gap_s, now)]
            case Unpaused(reason=reason, paused_s=paused_s) if paused_s > 0:
                # After an absence, which is written already, this is the wait until it went on.
                plain = Reason.KEY if reason is Reason.QUIT else reason
                return [self._gap(plain.value, paused_s, now)]
            case Ended(status=status):
                return [self._end(status, snapshot, now)]
            case _:
                return []

    def _long_phase(self, snapshot: Snapshot, now: float) -> list[Callable[[], None]]:
        """Work in progress, before each full minute of it."""
        phase = snapshot.phase
        if phase.kind is not PhaseKind.WORK or self._save_in_s(snapshot) > EPSILON_S:
            return []
        self._save_at_s += SAVED_EVERY_S
        earlier = snapshot.credits.get(phase.item.work_no)
        if earlier is not None and _is_better(earlier, snapshot.elapsed_s):
            return []  # an attempt before this one did more
        credit = Credit(
            item=phase.item,
            done_s=snapshot.elapsed_s,
            done_reps=phase.reps_after(snapshot.elapsed_s),
            status=WorkStatus.PART,
            pain=earlier.pain if earlier else None,
            reps_left=earlier.reps_left if earlier else None,
            why=earlier.why if earlier else "",
        )
        return [self._work(credit, now)]

    def _save_in_s(self, snapshot: Snapshot) -> float:
        """Seconds until the open work is saved on its way; infinite where it ends by the minute."""
        if snapshot.phase.duration_s <= self._save_at_s + BEFORE_MINUTE_S:
            return math.inf
        return self._save_at_s - snapshot.elapsed_s

    def _work(self, credit: Credit, now: float) -> Callable[[], None]:
        at = self._instant(now)
        record = work_record(credit, at)
        return partial(self._history.save_work, self._session_id, record, at=at)

    def _pain(self, pain: int, now: float) -> Callable[[], None]:
        """Pain before any work of its own."""
        return partial(self._history.note_pain, self._session_id, pain, at=self._instant(now))

    def _gap(self, reason: str, seconds: float, now: float) -> Callable[[], None]:
        at = self._instant(now - seconds)
        gap = GapRecord(
            work_no=self._work_no,
            reason=reason,
            at=instant_text(at),
            seconds=round(seconds, 3),
        )
        return partial(self._history.add_gap, self._session_id, gap, at=self._instant(now))

    def _end(self, status: Status, snapshot: Snapshot, now: float) -> Callable[[], None]:
        at = self._instant(now)
        if not any(credit.done_s > 0 for credit in snapshot.credits.values()):
            self.dropped = True
            return partial(self._history.drop, self._session_id, at=at)
        lasted_s = round(now - self._clock_start, 3)
        return partial(self._history.finish, self._session_id, status, at=at, lasted_s=lasted_s)

    def _instant(self, now: float) -> datetime:
        return self._started + timedelta(seconds=now - self._clock_start)


def _runs_down(snapshot: Snapshot) -> bool:
    """Whether work is open that time alone will end."""
    return snapshot.mode is Mode.RUNNING and snapshot.phase.kind is PhaseKind.WORK


def _is_better(earlier: Credit, elapsed_s: float) -> bool:
    return earlier.status is WorkStatus.DONE or earlier.done_s >= elapsed_s


def work_record(credit: Credit, at: datetime) -> WorkRecord:
    """A credit as the history keeps it; seconds to the millisecond."""
    item = credit.item
    exercise = item.exercise
    return WorkRecord(
        work_no=item.work_no,
        step_no=item.step.no,
        set_no=item.set_no,
        round_no=item.round_no,
        exercise_id=exercise.id,
        exercise_title=f"{exercise.title}, {item.part.name}" if item.part else exercise.title,
        kind=(item.part.kind if item.part else exercise.kind).value,
        muscles=exercise.muscles,
        technique=exercise.technique,
        side=item.side.value,
        planned_s=round(item.planned_s, 3),
        done_s=round(credit.done_s, 3),
        planned_reps=item.planned_reps,
        done_reps=credit.done_reps,
        load=item.load,
        status=credit.status,
        why=credit.why,
        pain=credit.pain,
        at=instant_text(at),
        reps_left=credit.reps_left,
    )
