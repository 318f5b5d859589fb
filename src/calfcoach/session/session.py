"""The engine: a timeline, a clock given from outside, commands in, events out.

Owns what is open, what has passed and what was done. Sans-IO: it never reads a clock, never
sleeps and knows no terminal. Elapsed time is a sum of clock differences while running, never
a count of ticks; what is left over when a phase ends is carried into the next.

    session = Session(timeline)
    events = session.advance(now)           # time passed
    events = session.send(Act.PAUSE, now)   # the user did something
    session.deadline()                      # when it next needs attention
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from calfcoach.countdown import EPSILON_S, Countdown
from calfcoach.course import Course
from calfcoach.events import (
    Act,
    Command,
    Credit,
    CueDue,
    Digit,
    Ended,
    Event,
    Mode,
    Muted,
    Paused,
    Question,
    Reason,
    Resumed,
    Returning,
    Snapshot,
    Told,
)
from calfcoach.phase import PhaseKind
from calfcoach.questions import Choice
from calfcoach.records import Status, WorkStatus
from calfcoach.session.counts import Counts
from calfcoach.session.inquiry import Inquiry
from calfcoach.standstill import AWAY_GOES_ON_S, Standstill
from calfcoach.terms import Advance, Kind
from calfcoach.timeline import Timeline

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import assert_never

ATTENTION_S = 1.0  # while running the engine wants to be asked at least this often
AWAY_S = 2.0  # a clock this much past the deadline means that nobody was there
PATIENCE_S = 10 * 60.0  # a pause, or a wait, ends itself after this
AGAIN_FROM_S = 3.0  # `back` after this much work means: this one again
EXCUSED_S = 10.0  # at most, of what the program itself takes: a disk that has to wake up
FADED = "faded"  # why a pressing was done before its time


class Session:
    """One run of a timeline. `now` is seconds of any clock that never goes back (`ValueError`
    if it does). `earned` is what a resumed session had done before. `away_s` is how late the
    caller may be before time is taken as absence; a faster clock needs more. `audible` says
    whether there is any sound that could be muted."""

    def __init__(
        self,
        timeline: Timeline,
        *,
        earned: Iterable[Credit] = (),
        away_s: float = AWAY_S,
        muted: bool = False,
        audible: bool = True,
    ) -> None:
        self._course = Course(timeline, earned)
        self._away_s = away_s
        self._muted = muted
        self._audible = audible
        self._now: float | None = None
        self._excused_s = 0.0
        self._return = Countdown(0.0, ())  # the preparation once more
        self._mode = Mode.RUNNING
        self._still = Standstill()
        self._inquiry = Inquiry(self._course)
        self._counts = Counts(self._course)
        self._status = Status.RUNNING

    # ------------------------------------------------------------------ what can be asked

    @property
    def ended(self) -> bool:
        """Whether it is over; then every call returns []."""
        return self._mode is Mode.ENDED

    @property
    def timeline(self) -> Timeline:
        """The timeline as it is now, with what commands changed."""
        return self._course.timeline

    def deadline(self) -> float | None:
        """When `advance` should be called at the latest; None: only a command can change
        anything, or it is over. Never before the last `now`."""
        if self._now is None or self.ended:
            return None
        if self._mode is Mode.PAUSED:
            limit_s = self._pause_limit_s()
            next_s = math.inf if limit_s is None else limit_s - self._still.paused_s
        elif self._mode is Mode.RETURNING:
            next_s = min(self._return.next_in_s, ATTENTION_S)
        else:
            next_s = min(self._next_stop_s(), ATTENTION_S)
        return self._now + max(0.0, next_s) if math.isfinite(next_s) else None

    def snapshot(self) -> Snapshot:
        """This instant, for a view."""
        course = self._course
        returning_s = self._return.left_s if self._mode is Mode.RETURNING else 0.0
        goes_on = self._mode is Mode.PAUSED and self._goes_on_alone()
        asking = self._inquiry.asking
        counting = None if self.ended else self._counts.standing
        typing = asking or counting
        return Snapshot(
            phase=course.phase,
            next_work=course.next_work,
            index=course.index,
            mode=self._mode,
            elapsed_s=course.open.elapsed_s,
            left_s=course.open.left_s,
            to_go_s=0.0 if self.ended else course.to_go_s + returning_s,
            returning_left_s=returning_s,
            reason=self._still.reason,
            goes_on_in_s=max(0.0, AWAY_GOES_ON_S - self._still.paused_s) if goes_on else None,
            gap_s=self._still.gap_s,
            paused_s=self._still.paused_s,
            asking=asking.question if asking else None,
            typed=typing.typed if typing else "",
            advice=asking.advice if asking else None,
            hurt=self._inquiry.hurt if self._inquiry.about_pain else None,
            counting=counting.question if counting else None,
            spot_left_s=course.spot_left_s,
            muted=self._muted,
            credits=course.credits(),
            status=self._status,
            timeline=course.timeline,
            pauses=self._still.pauses,
            stood_s=self._still.stood_s,
            away_s=self._still.away_s,
        )

    # ------------------------------------------------------------------------ time passed

    def advance(self, now: float) -> list[Event]:
        """Let time pass up to `now`. The first call starts the session."""
        return self._pass(now, Reason.AWAY)

    def excuse(self, seconds: float) -> None:
        """So much of the time that passes next is the program's own, and tells of no absence; what
        is more than `EXCUSED_S` may be anything."""
        self._excused_s = seconds if seconds <= EXCUSED_S else 0.0

    def _pass(self, now: float, absence: Reason) -> list[Event]:
        """Let time pass; where nobody was there, pause for `absence`."""
        if self._now is None:
            self._now = now
            return [*self._course.begin(), *self._run(0.0)]
        if now < self._now:
            raise ValueError("the clock went back")
        if self.ended:
            return []
        deadline = self.deadline()
        passed_s = now - self._now
        self._now = now
        # After Ctrl-Z it is known that nobody was there, however short it was.
        known = absence is Reason.SUSPENDED and deadline is not None
        patience_s = self._away_s + self._excused_s
        self._excused_s = 0.0
        absent = known or (deadline is not None and now > deadline + patience_s)
        if self._mode is Mode.PAUSED and not (absent and self._goes_on_alone()):
            return self._wait(passed_s, absence)
        if absent:  # also once more, before it went on by itself
            return [*self._unpause(), *self._pause(absence, gap_s=passed_s)]
        return self._run(passed_s)

    def _run(self, passed_s: float) -> list[Event]:
        """Spend `passed_s` on the open phase and on those after it."""
        events: list[Event] = []
        over_s: float | None = passed_s
        if self._mode is Mode.RETURNING:
            over_s = self._come_back(passed_s, events)
        while over_s is not None and not self.ended:
            phase, countdown = self._course.phase, self._course.open
            came, over_s = self._course.spend(over_s)
            events += [CueDue(phase=phase, cue=cue, late_s=late_s) for cue, late_s in came]
            if over_s is not None:
                events += self._course.close(WorkStatus.DONE)
                events += self._step_on(late_s=over_s)
            elif phase.kind is PhaseKind.WAIT and countdown.elapsed_s >= PATIENCE_S - EPSILON_S:
                events += self._end(Status.STOPPED, waited=True)
            else:
                events += self._come_due()
        return events

    def _come_due(self) -> list[Event]:
        """What has its time within the open phase, but is none of its cues."""
        events: list[Event] = []
        if self._course.leave_spot():
            events.append(Told(what=Act.SPOT, snapshot=self.snapshot()))
        return events + self._counts.come_due(self._now or 0.0)

    def _come_back(self, passed_s: float, events: list[Event]) -> float | None:
        """The preparation once more; what is left of `passed_s` after it, or None within it."""
        phase, work = self._course.phase, self._course.open
        came, over_s = self._return.spend(passed_s)
        events += [
            CueDue(phase=phase, cue=cue, late_s=late_s, returning=True) for cue, late_s in came
        ]
        if over_s is not None:
            self._mode = Mode.RUNNING
            if work.begun:  # else the phase has its own start cue
                events.append(Resumed(phase=phase, left_s=work.left_s))
        return over_s

    def _wait(self, passed_s: float, absence: Reason) -> list[Event]:
        """Time in a pause: after an absence it goes on by itself, in the end it gives up."""
        limit_s = self._pause_limit_s()
        self._still.paused_s += passed_s
        if limit_s is None or self._still.paused_s < limit_s - EPSILON_S:
            return []
        if absence is Reason.SUSPENDED:
            return []  # who put it aside with Ctrl-Z finds it waiting
        if self._goes_on_alone():
            return self._go_on()
        gone = self._still.reason is Reason.AWAY
        return self._end(Status.INTERRUPTED if gone else Status.STOPPED, waited=True)

    def _pause_limit_s(self) -> float | None:
        if self._inquiry.about_pain:
            return None  # after "it hurts" nothing happens by itself
        return AWAY_GOES_ON_S if self._goes_on_alone() else PATIENCE_S

    def _goes_on_alone(self) -> bool:
        pacing = self._course.phase.item.step.pacing
        manual = self._course.timeline.manual or pacing.advance is Advance.MANUAL
        return self._still.is_short_absence and self._inquiry.asking is None and not manual

    def _next_stop_s(self) -> float:
        countdown, spot_s = self._course.open, self._course.spot_left_s
        stops = [countdown.next_in_s, self._counts.to_say_s]
        if self._course.phase.kind is PhaseKind.WAIT:
            stops.append(PATIENCE_S - countdown.elapsed_s)
        if spot_s is not None:
            stops.append(spot_s)
        return min(stops)

    # -------------------------------------------------------------- the user did something

    def send(self, command: Command, now: float) -> list[Event]:
        """Do what a key or a signal asks for, at `now`. What does not apply returns only the
        events of the time that passed."""
        absence = Reason.SUSPENDED if command is Act.SUSPENDED else Reason.AWAY
        events = self._pass(now, absence)
        if self.ended:
            return events
        if command is Act.STOP:
            return events + self._end(Status.STOPPED)
        if command is Act.INTERRUPT:
            return events + self._end(Status.INTERRUPTED)
        if command is Act.SUSPENDED:
            return events + self._suspended()
        if self._inquiry.asking is not None:
            return events + self._answer(command)
        if self._counts.drops(command, now):
            return events
        counted = self._counts.take(command, now) if self._mode is Mode.RUNNING else None
        return events + (self._act(command) if counted is None else counted)

    def _act(self, command: Command) -> list[Event]:
        match command:
            case Act.PAUSE:
                paused = self._mode is Mode.PAUSED
                return self._go_on() if paused else self._pause(Reason.KEY)
            case Act.NEXT:
                return [*self._unpause(), *self._leave(WorkStatus.SKIPPED)]
            case Act.DONE:
                return self._done()
            case Act.ENTER:
                return [] if self._course.timeline.accessible else self._done()
            case Act.BACK:
                return self._back()
            case Act.REDO:
                return self._redo()
            case Act.AFTERWARDS:
                return self._afterwards()
            case Act.MORE | Act.LESS:
                return self._adjust(1 if command is Act.MORE else -1)
            case Act.HURT:
                return [*self._stand_still(Reason.HURT), *self._ask(Question.WHERE)]
            case Act.QUIT:
                return [*self._stand_still(Reason.QUIT), *self._ask(Question.STOP)]
            case Act.SPOT:
                return self._stay()
            case Act.FADED:
                return self._fade()
            case Act.WHERE | Act.KEYS | Act.PICTURES:
                return [Told(what=command, snapshot=self.snapshot())]
            case Act.MUTE:
                if not self._audible:
                    return [Told(what=command, snapshot=self.snapshot())]
                self._muted = not self._muted
                return [Muted(muted=self._muted)]
            case Act.ERASE | Act.YES | Act.STOP | Act.INTERRUPT | Act.SUSPENDED | Digit():
                return []  # they belong to questions; the signals were handled before
            case _:
                assert_never(command)

    def _done(self) -> list[Event]:
        """Enter: what is at one's own pace is done; preparation, change, rest and wait end."""
        if self._mode is Mode.PAUSED:
            return []
        if self._mode is Mode.RETURNING:
            self._return.finish()
            return self._run(0.0)
        if not self._course.works or self._course.phase.self_paced:
            return self._leave(WorkStatus.DONE)
        return []

    def _stay(self) -> list[Event]:
        """Rolling: stay on a tender spot, or roll on."""
        if self._mode is not Mode.RUNNING or not self._course.stay():
            return []
        return [Told(what=Act.SPOT, snapshot=self.snapshot())]

    def _fade(self) -> list[Event]:
        """Pressing: this spot has eased, and so it is done."""
        pressing = self._course.phase.item.exercise.kind is Kind.PRESS
        if self._mode is not Mode.RUNNING or not self._course.works or not pressing:
            return []
        return self._leave(WorkStatus.DONE, FADED)

    def _skip_hurting(self) -> list[Event]:
        """Leave the exercise that hurts out, all of it that follows at a stretch: in a
        preparation, change or rest what that leads to."""
        events = self._unpause()
        course, exercise = self._course, self._course.phase.item.exercise.id
        self._mode = Mode.RUNNING
        while not self.ended and course.phase.item.exercise.id == exercise:
            if course.works:
                events += course.close(WorkStatus.SKIPPED, self._inquiry.hurt.why)
            else:
                events += course.close(WorkStatus.DONE)
            events += self._step_on(late_s=0.0)
        return events if self.ended else events + self._run(0.0)

    def _leave(self, status: WorkStatus, why: str = "") -> list[Event]:
        """Close the open phase now and go on with the next."""
        self._mode = Mode.RUNNING
        events = self._course.close(status, why)
        return [*events, *self._step_on(late_s=0.0), *self._run(0.0)]

    def _back(self) -> list[Event]:
        course = self._course
        if course.works and course.open.elapsed_s >= AGAIN_FROM_S:
            return self._again(course.index)
        earlier = course.earlier_work
        if earlier is not None:
            return self._again(earlier)
        return self._again(course.index) if course.works else []

    def _redo(self) -> list[Event]:
        """This side again: getting ready for it begins anew, after it the side that was done."""
        course = self._course
        if course.works:
            return self._again(course.index)
        if course.phase.kind is not PhaseKind.PREPARE:
            return self._back()
        self._mode = Mode.RUNNING
        return [*self._unpause(), *course.begin_anew(), *self._run(0.0)]

    def _again(self, index: int) -> list[Event]:
        """A work phase from its preparation."""
        events = self._unpause()
        moved = self._course.is_elsewhere(index)
        events += self._course.go_back(index)
        return events + self._start_return(again=True, moved=moved)

    def _afterwards(self) -> list[Event]:
        moved = self._course.move_to_end()
        if not moved:
            return []
        events = self._unpause()
        self._mode = Mode.RUNNING
        return [*events, *moved, *self._run(0.0)]

    def _adjust(self, by: int) -> list[Event]:
        events = self._course.adjust(by)
        if not events or self._mode is not Mode.RUNNING:
            return events
        return events + self._run(0.0)

    # -------------------------------------------------------------------------- standstill

    def _pause(self, reason: Reason, gap_s: float = 0.0) -> list[Event]:
        self._mode = Mode.PAUSED
        self._still.begin(reason, gap_s)
        return [Paused(reason=reason, gap_s=gap_s, snapshot=self.snapshot())]

    def _stand_still(self, reason: Reason) -> list[Event]:
        """Paused for `reason`; a pause that is already there takes it over."""
        if self._mode is not Mode.PAUSED:
            return self._pause(reason)
        self._still.reason = reason
        return []

    def _suspended(self) -> list[Event]:
        """Back from Ctrl-Z: whatever the gap, only a key goes on; a question is asked again."""
        if self._still.reason is Reason.SUSPENDED and self._still.paused_s == 0:
            return []  # the gap was noticed, and told, just now
        asking = self._inquiry.asking
        kept = self._still.reason if asking is not None else None
        events = [*self._unpause(), *self._pause(kept or Reason.SUSPENDED)]
        return events if asking is None else events + self._ask(asking.question)

    def _unpause(self) -> list[Event]:
        return [*self._still.end()]

    def _go_on(self) -> list[Event]:
        """Out of a pause: work gets its preparation once more, a rest runs on, preparation and
        change start anew."""
        events = self._unpause()
        course = self._course
        if course.works:
            return events + self._start_return(again=not course.open.begun, moved=False)
        self._mode = Mode.RUNNING
        if course.phase.kind in (PhaseKind.PREPARE, PhaseKind.SWITCH):
            return [*events, *course.begin_anew(), *self._run(0.0)]
        return [*events, Resumed(phase=course.phase, left_s=course.open.left_s)]

    def _start_return(self, *, again: bool, moved: bool) -> list[Event]:
        self._mode = Mode.RETURNING
        phase = self._course.phase
        self._return = self._course.way_back(moved=moved)
        returning = Returning(phase=phase, duration_s=self._return.duration_s, again=again)
        return [returning, *self._run(0.0)]

    # --------------------------------------------------------------------------- questions

    def _ask(self, question: Question) -> list[Event]:
        return self._inquiry.ask(question, self._now or 0.0)

    def _answer(self, command: Command) -> list[Event]:
        """A key while the clock stands still for a question."""
        stopping = not self._inquiry.about_pain
        choice, answered = self._inquiry.take(command, self._now or 0.0)
        match choice:
            case Choice.GO_ON:
                return [*answered, *self._go_on()]
            case Choice.SKIP:
                return [*answered, *self._skip_hurting()]
            case Choice.STOP:
                why = "" if stopping else self._inquiry.hurt.why
                return [*answered, *self._end(Status.STOPPED, why=why)]
            case Choice.NOTE | Choice.AGAIN | None:
                return answered
            case _:
                assert_never(choice)

    # ---------------------------------------------------------------------------- the end

    def _step_on(self, late_s: float) -> list[Event]:
        """Open the next phase, or end the session after the last."""
        if not self._course.is_last:
            return self._counts.step_on(late_s, self._now or 0.0)
        self._status = Status.COMPLETED
        self._mode = Mode.ENDED
        return [Ended(status=Status.COMPLETED)]

    def _end(self, status: Status, *, waited: bool = False, why: str = "") -> list[Event]:
        events = [*self._unpause(), *self._course.close(WorkStatus.PART, why)]
        self._inquiry.leave()
        self._status = status
        self._mode = Mode.ENDED
        return [*events, Ended(status=status, waited=waited)]
