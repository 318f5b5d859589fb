"""A session whose process was killed: go on with it, keep what was done, or discard it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from calfcoach.care.model import DayAnswer
from calfcoach.cli.dosing import as_dosed
from calfcoach.cli.fitting import fit
from calfcoach.cli.stage import known_exercises, timeline_of
from calfcoach.cli.standing import Limits, limits_now
from calfcoach.cli.surroundings import Surroundings, talk
from calfcoach.cli.wishes import Wishes, from_kept, waits_for_keys
from calfcoach.errors import CoachError
from calfcoach.events import Credit
from calfcoach.files.catalog import Catalog
from calfcoach.frozen import frozen
from calfcoach.model import Routine
from calfcoach.phase import WorkItem
from calfcoach.records import GapRecord, SessionRecord, WorkRecord, WorkStatus
from calfcoach.store import History, instant_text, read_instant
from calfcoach.timeline import Timeline

OFFERED_S = 60 * 60.0  # after an hour the part done is kept, and one line says so


@frozen
class Unfinished:
    """A broken session, ready to go on: what is left of it, and what was done."""

    session: SessionRecord
    started: datetime
    routine: Routine
    wishes: Wishes
    timeline: Timeline
    earned: tuple[Credit, ...]

    @property
    def lived_s(self) -> float:
        """From its start until it was last heard of."""
        heard_of = read_instant(self.session.updated_at)
        return max(0.0, (heard_of - self.started).total_seconds())


def look_for_unfinished(
    history: History, around: Surroundings, wishes: Wishes
) -> Unfinished | None:
    """Settle a session that broke off, or return it to go on with. Whoever calls this holds
    the lock, so a session that is still marked as running has lost its process."""
    session = history.unfinished()
    if session is None:
        if wishes.resume:
            raise CoachError("there is no broken session to go on with", hint="leave out --resume")
        return None
    now = datetime.now(UTC)
    # A clock that was set back by more than that does not say how long ago it was either.
    fresh = abs((now - read_instant(session.updated_at)).total_seconds()) <= OFFERED_S
    ready = _ready(history, session, around, wishes) if fresh else None
    choice = _choose(session, ready, around, wishes)
    if choice == "resume" and ready is not None:
        _note_gap(history, session, now)
        return ready
    if choice == "discard":
        history.drop(session.id, at=now)
        talk(f"The broken session of {session.routine_id} is discarded.")
    elif history.settle(session.id, at=now):
        talk(f"What was done of {session.routine_id} before it broke off is kept.")
    return look_for_unfinished(history, around, wishes)


def _choose(
    session: SessionRecord, ready: Unfinished | None, around: Surroundings, wishes: Wishes
) -> str:
    if ready is None or not session.work:
        return "keep"
    if wishes.resume:
        return "resume"
    if wishes.yes or not around.can_ask:
        return "keep"
    from calfcoach.drivers.prompt import ask

    while True:
        answer = ask(
            f"{session.routine_title}: a session broke off, with part of it done.",
            "R goes on with it, K keeps what was done, D discards it. Then Enter.",
            room=around.folds_at,
        )
        if answer is None:
            return "keep"
        for word in ("resume", "keep", "discard"):
            if answer in (word, word[0]):
                return word


def _ready(
    history: History, session: SessionRecord, around: Surroundings, wishes: Wishes
) -> Unfinished | None:
    """The rest of the session, laid out; None where its routine is not the same any more, also
    because something else limits it now, or waits for keys that nobody can press."""
    kept = from_kept(session.options, wishes)
    if kept is None:
        return None
    done = frozenset(w.work_no for w in session.work if w.status is not WorkStatus.PART)
    try:
        routine = Catalog(around.folders).routine(kept.routine)
        if routine.hash != session.routine_hash:
            return None
        again = as_dosed(routine, kept.plan, around)
        if again is None:
            talk(f"The doses of the plan have changed, so {session.routine_id} cannot go on.")
            return None
        routine = again
        if waits_for_keys(routine, kept) and not around.stdin_is_terminal:
            return None
        fitted = _as_fitted(history, around, routine, kept)
        if fitted is None:
            talk(f"What limits you has changed, so {session.routine_id} cannot go on as it began.")
            return None
        routine = fitted
        whole = timeline_of(routine, around, kept)
        rest = timeline_of(routine, around, kept, known=known_exercises(history), done=done)
    except CoachError:
        return None
    return Unfinished(
        session=session,
        started=read_instant(session.started_at),
        routine=routine,
        wishes=kept,
        timeline=rest,
        earned=_earned(session.work, {phase.item.work_no: phase.item for phase in whole.work}),
    )


def _as_fitted(
    history: History, around: Surroundings, routine: Routine, kept: Wishes
) -> Routine | None:
    """The routine as it was begun; None where it may not be done like that any more."""
    day = DayAnswer(word="usual" if kept.sore is None else "sore", sore=kept.sore)
    begun = fit(routine, Limits(conditions=kept.conditions, day=day)).routine
    return begun if begun == fit(routine, limits_now(history, around)).routine else None


def _earned(work: Iterable[WorkRecord], items: dict[int, WorkItem]) -> tuple[Credit, ...]:
    return tuple(
        Credit(
            item=items[row.work_no],
            done_s=row.done_s,
            done_reps=row.done_reps,
            status=row.status,
            why=row.why,
            pain=row.pain,
            reps_left=row.reps_left,
        )
        for row in work
        if row.work_no in items
    )


def _note_gap(history: History, session: SessionRecord, now: datetime) -> None:
    """The time between the last row and now was nobody's."""
    last = read_instant(session.updated_at)
    gap = GapRecord(
        work_no=session.work[-1].work_no if session.work else 1,
        reason="away",
        at=instant_text(last),
        seconds=max(0.0, round((now - last).total_seconds(), 3)),
    )
    history.add_gap(session.id, gap, at=max(now, last))
