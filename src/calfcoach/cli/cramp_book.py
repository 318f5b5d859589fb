"""A cramp in the history: what of it is kept, and how.

Owns the rows. What leads through a cramp, and what is asked of it, is `cramp_session`'s.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from signal import SIGINT

from calfcoach.cli.gate import offset_of, today_of
from calfcoach.cli.surroundings import Surroundings, talk
from calfcoach.cli.trouble import warn
from calfcoach.cramp import Cramp, End
from calfcoach.frozen import frozen
from calfcoach.records import SessionStart, Status, WorkRecord, WorkStatus
from calfcoach.store import History, HistoryError, instant_text
from calfcoach.terms import Kind, Side

LEAST_S = 5.0  # a shorter one was started by mistake and is not kept


@frozen
class Led:
    """How a cramp went. `signal` is the one that ended it, or None."""

    cramp: Cramp
    started: datetime
    signal: int | None


class Book:
    """A cramp in the history, written as soon as it is over and again when more is known."""

    def __init__(self, around: Surroundings, *, kept: bool) -> None:
        self._around = around
        self._kept = kept
        self._id = ""
        self.failed = False

    def write(self, led: Led, side: Side) -> None:
        """Write it; a failure is a warning, once."""
        cramp = led.cramp
        if not self._kept or cramp.lasted_s < LEAST_S or self.failed:
            return
        ended_at = led.started + timedelta(seconds=cramp.lasted_s)
        try:
            with History.open(self._around.folders.history) as history:
                self._id = self._id or history.begin(_start(led, self._around))
                history.save_work(self._id, _work(led, side, ended_at), at=ended_at)
                lasted_s = round(cramp.lasted_s, 3)
                history.finish(self._id, _status(led), at=ended_at, lasted_s=lasted_s)
        except HistoryError as problem:
            warn(problem, accessible=self._around.accessible)
            self.failed = True

    def tell(self) -> None:
        """Say whether it is kept."""
        if self._id:
            talk("Saved." if not self.failed else "Not saved.")
        elif not self.failed:
            talk("Nothing was done, so nothing is kept.")


def _status(led: Led) -> Status:
    if led.signal is not None and led.signal != SIGINT:
        return Status.INTERRUPTED
    return Status.STOPPED if led.cramp.end in (End.LEFT, End.OTHER) else Status.COMPLETED


def _start(led: Led, around: Surroundings) -> SessionStart:
    from calfcoach.report.figures import CRAMP  # late: nothing is written before the end

    return SessionStart(
        started_at=led.started,
        utc_offset_s=offset_of(led.started),
        local_day=today_of(around, led.started),
        routine_id=CRAMP,
        routine_title="Cramp",
        routine_hash="",
        planned_s=round(led.cramp.lasted_s, 3),
        day_answer="not asked",
    )


def _work(led: Led, side: Side, at: datetime) -> WorkRecord:
    """The release: how long until it let go, or for how long it was tried."""
    from calfcoach.report.figures import EASED

    cramp = led.cramp
    eased_s = cramp.eased_s
    return WorkRecord(
        work_no=1,
        step_no=1,
        set_no=1,
        round_no=1,
        exercise_id="cramp-release",
        exercise_title="Cramp release",
        kind=Kind.RELAX.value,
        muscles=("gastrocnemius", "soleus"),
        technique="stretch",
        side=side.value,
        planned_s=0.0,
        done_s=round(cramp.lasted_s if eased_s is None else eased_s, 3),
        planned_reps=None,
        done_reps=None,
        load="",
        status=WorkStatus.PART if eased_s is None else WorkStatus.DONE,
        why="" if eased_s is None else EASED,
        pain=None,
        at=instant_text(at),
    )
