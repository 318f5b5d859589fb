"""The history: everything that may be asked of it or told to it.

Each method is one transaction, its failures in words (see `door`). What is asked and written stands
in the modules beside it; what is done rarely is imported only then, because every start of the
program comes by here. Never reads the clock: instants are arguments.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from calfcoach.records import (
    Added,
    CalfSign,
    ChangeRecord,
    FlagOrigin,
    FlagRecord,
    GapRecord,
    MeasureKind,
    MeasureRecord,
    PlanVersion,
    RestRecord,
    ScreeningRecord,
    SessionRecord,
    SessionStart,
    Status,
    TipTold,
    Undone,
    WorkRecord,
)
from calfcoach.store import answers, faults, rests, sessions
from calfcoach.store.door import Door
from calfcoach.store.wanted import Wanted
from calfcoach.upkeep import hearer_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeVar

    from calfcoach.store.exporting import Told
    from calfcoach.store.exporting_work import OfWork, WorkKinds

    _Session = TypeVar("_Session")

    from calfcoach.records import WholeLine
    from calfcoach.store.all_work import Kinds
    from calfcoach.store.changes import Before, Score


class History(Door):
    """An open history. Use `with`, or call `close`.

    Every method raises HistoryError when the file cannot be used. After a write that failed
    everything saved before is intact, and a later write may succeed. Instants (`at`) are
    aware; those without a time zone are a ValueError. Where `upkeep` has arranged who hears of
    it, rests, versions of the plan, measurements, tips and the sessions of a day that cannot be
    read are left out of what is listed.
    """

    __slots__ = ()

    # ------------------------------------------------------------------- a session's life

    def begin(self, start: SessionStart) -> str:
        """Write a session that starts now, as running. Its id."""
        from calfcoach.store import changes

        with self._writing() as connection:
            return changes.begin(connection, start)

    def save_work(self, session_id: str, work: WorkRecord, *, at: datetime) -> None:
        """Write a work phase; on disk when this returns.

        One that is there under the same `work_no` is replaced (done again, or grown since it
        was saved). What a finished phase or a longer part held is kept in the changes; a
        part that grows is the same attempt and is not. The session's worst pain follows.
        """
        from calfcoach.store import changes

        with self._writing() as connection:
            changes.save_work(connection, session_id, work, at)

    def save_early(self, session_id: str, work: WorkRecord, *, at: datetime) -> Before | None:
        """Write a work phase a moment before it ends at `at`; on disk when this returns. Waits
        for nobody: there is no time.

        What `take_back` needs where it does not end so. None, and nothing is written, where that
        would leave a trace: a finished phase or a longer part stands there.
        """
        from calfcoach.store import changes

        patience_ms: int = self._connection.execute("PRAGMA busy_timeout").fetchone()[0]
        self.wait_at_most(0)
        try:
            with self._writing() as connection:
                return changes.save_early(connection, session_id, work, at)
        finally:
            self.wait_at_most(patience_ms / 1_000)

    def take_back(self, session_id: str, before: Before) -> None:
        """Let the history be as it was before `save_early`. For the very next write of a session
        only."""
        from calfcoach.store import changes

        with self._writing() as connection:
            changes.take_back(connection, session_id, before)

    def add_gap(self, session_id: str, gap: GapRecord, *, at: datetime) -> None:
        """Write a stretch of time that was not work."""
        from calfcoach.store import changes

        with self._writing() as connection:
            changes.add_gap(connection, session_id, gap, at)

    def note_pain(self, session_id: str, pain: int, *, at: datetime) -> None:
        """Write a pain of 0–10 (ValueError outside) told before any work of its own.

        The session's worst pain never falls by it: less than was told before changes nothing.
        """
        from calfcoach.store import changes

        with self._writing() as connection:
            changes.note_pain(connection, session_id, pain, at)

    def finish(self, session_id: str, status: Status, *, at: datetime, lasted_s: float) -> None:
        """Write how a session ended, and that it ended at `at` after `lasted_s` seconds."""
        from calfcoach.store import changes

        with self._writing() as connection:
            changes.finish(connection, session_id, status, at, lasted_s)

    def drop(self, session_id: str, *, at: datetime) -> None:
        """Leave a session out of every listing from now on; its rows stay."""
        from calfcoach.store import changes

        with self._writing() as connection:
            changes.drop(connection, session_id, at)

    def settle(self, session_id: str, *, at: datetime) -> bool:
        """End a session whose process died, as interrupted when it last wrote.

        True when it was kept, False when no work had been done and it was dropped.
        """
        from calfcoach.store import changes

        with self._writing() as connection:
            return changes.settle(connection, session_id, at)

    def unfinished(self) -> SessionRecord | None:
        """The newest session that is still running, or was when its process died."""
        with self._reading() as connection:
            return sessions.newest_running(connection)

    # ------------------------------------------------------------------------ afterwards

    def set_score(self, session_id: str, field: Score, value: int | None, *, at: datetime) -> None:
        """Write a score of 0–10 (ValueError outside); None takes it back."""
        from calfcoach.store import edits

        with self._writing() as connection:
            edits.set_score(connection, session_id, field, value, at)

    def set_note(self, session_id: str, note: str, *, at: datetime) -> None:
        """Write a note: at most 2,000 characters, no control characters (CoachError)."""
        from calfcoach.store import edits

        with self._writing() as connection:
            edits.set_note(connection, session_id, note, at)

    def log(
        self,
        start: SessionStart,
        work: Sequence[WorkRecord],
        lasted_s: float,
        *,
        at: datetime,
        tightness: int | None = None,
        pain: int | None = None,
        note: str = "",
    ) -> str:
        """Write a session that was done away from the screen, as logged and completed; its id."""
        from calfcoach.store import edits

        with self._writing() as connection:
            return edits.log(
                connection,
                start,
                work,
                lasted_s,
                at,
                scores={"tightness": tightness, "pain_after": pain},
                note=note,
            )

    def edit(self, session_id: str, wanted: Mapping[str, Any], *, at: datetime) -> bool:
        """Correct a session; whether anything became different.

        `wanted` may hold any of the `SCORES` and `note`; `started_at` (aware) with `local_day` and
        `utc_offset_s`; `lasted_s`; `done_s` and `done_reps`, by `work_no`. ValueError for anything
        else, CoachError for a note or a work phase that cannot be.
        """
        from calfcoach.store import edits

        with self._writing() as connection:
            return edits.edit(connection, session_id, wanted, at)

    def delete(self, ids: Iterable[str], *, at: datetime) -> int:
        """Leave sessions out of every listing; how many were not already. Their rows stay."""
        from calfcoach.store import edits

        with self._writing() as connection:
            return edits.delete(connection, ids, at)

    def purge(self, ids: Iterable[str], *, at: datetime) -> None:
        """Remove sessions for good, with every change to them; only their ids stay, so that an
        import does not bring them back. There is no undo. Copies of the file are out of reach."""
        from calfcoach.store import purging

        with faults.in_words(self._path, "written"):
            purging.purge(self._connection, ids, at)

    def undo(self, *, at: datetime) -> Undone | None:
        """Take back the newest change that stands, each time one further; None for nothing left."""
        from calfcoach.store import undoing

        with self._writing() as connection:
            return undoing.undo(connection, at)

    def redo(self, *, at: datetime) -> Undone | None:
        """Make again what was taken back last; None once anything else was changed since."""
        from calfcoach.store import undoing

        with self._writing() as connection:
            return undoing.redo(connection, at)

    # --------------------------------------------------------------------- days kept free

    def rest(self, from_day: str, until_day: str, reason: str = "rest", *, at: datetime) -> str:
        """Keep local days free, both meant; the id. ValueError for what is no day or reason."""
        from calfcoach.store import edits

        with self._writing() as connection:
            return edits.rest(connection, from_day, until_day, reason, at)

    def end_rest(self, day: str, *, at: datetime) -> bool:
        """End each rest that reaches to `day` on the day before; whether there was any."""
        from calfcoach.store import edits

        with self._writing() as connection:
            return edits.end_rest(connection, day, at, hearer_of(self._path))

    def rests(self) -> list[RestRecord]:
        """All rests that were not taken back, oldest first."""
        with self._reading() as connection:
            return rests.listing(connection, hearer_of(self._path))

    # ---------------------------------------------------------- plan, measures, tips told

    def keep_plan(self, plan_id: str, text: str, why: str, *, local_day: str, at: datetime) -> str:
        """Write a version of the plan's file as one operation ("plan"); its id."""
        from calfcoach.store import plans

        with self._writing() as connection:
            return plans.keep(connection, plan_id, text, why, local_day, at)

    def plan_versions(self) -> list[PlanVersion]:
        """All versions that were not taken back, of all plans, oldest first."""
        from calfcoach.store import plans

        with self._reading() as connection:
            return plans.listing(connection, hearer_of(self._path))

    def measure(
        self,
        kind: MeasureKind,
        values: Mapping[str, Any],
        *,
        local_day: str,
        utc_offset_s: int,
        at: datetime,
        note: str = "",
    ) -> str:
        """Write a measurement as one operation ("measure"); its id. ValueError for values that
        are not those of its kind."""
        from calfcoach.store import measures

        with self._writing() as connection:
            return measures.write(connection, kind, values, local_day, utc_offset_s, at, note)

    def measures(
        self, kind: MeasureKind | None = None, *, since_day: str = ""
    ) -> list[MeasureRecord]:
        """The measurements that were not taken back, oldest first."""
        from calfcoach.store import measures

        with self._reading() as connection:
            return measures.listing(connection, kind, since_day, hearer_of(self._path))

    def tell_tip(self, tip: str, *, local_day: str, at: datetime) -> None:
        """Write that a tip was told."""
        from calfcoach.store import tips

        with self._writing() as connection:
            tips.tell(connection, tip, local_day, at)

    def tips_told(self, *, since_day: str = "") -> list[TipTold]:
        """The tips that were told, oldest first."""
        from calfcoach.store import tips

        with self._reading() as connection:
            return tips.listing(connection, since_day, hearer_of(self._path))

    # ---------------------------------------------------------------- from and to elsewhere

    def add(
        self,
        sessions: Iterable[SessionRecord],
        rests: Iterable[RestRecord] = (),
        *,
        what: str,
        at: datetime,
        plans: Iterable[PlanVersion] = (),
        measures: Iterable[MeasureRecord] = (),
        plan_stays: bool = False,
        answers: Mapping[str, Sequence[Mapping[str, Any]]] | None = None,
    ) -> Added:
        """Write what is not there yet, as one change named `what`; how much of it was new.

        Ids are kept; one that is there stays as it is, a deleted one comes back, a purged one does
        not. `plan_stays`: the plan that is here stays the newest one, and versions that come go
        before its own. `answers` are rows as `all_rows` gives them of screenings, flags,
        clearances, day_answers, acknowledgements and tips: each is written once, and never taken
        back.
        """
        from calfcoach.store import adding

        incoming = adding.Incoming(
            sessions=sessions,
            rests=rests,
            plans=plans,
            plan_stays=plan_stays,
            measures=measures,
            answers=answers or {},
        )
        with self._writing() as connection:
            return adding.add(connection, incoming, what, at)

    def fates(self, kind: str, ids: Iterable[str]) -> dict[str, str]:
        """What `add` would make of each id: new, back, known or purged. `kind`: sessions, rests,
        plans, measures."""
        from calfcoach.store import adding

        with self._reading() as connection:
            return adding.fates(connection, kind, ids)

    def all_rows(self, table: str) -> list[dict[str, Any]]:
        """The rows of a table of `sessions.TABLES` as they stand. ValueError for another one."""
        with self._reading() as connection:
            return list(sessions.all_rows(connection, table))

    def told(
        self,
        wanted: Wanted,
        of_session: Callable[[SessionRecord], Callable[[tuple[Any, ...]], _Session]],
        of_work: OfWork,
        kinds: WorkKinds,
    ) -> list[Told[_Session]]:
        """Sessions with their work, oldest first, as an export makes them: see `exporting.told`."""
        from calfcoach.store import exporting

        with self._reading() as connection:
            return exporting.told(connection, wanted, of_session, of_work, kinds)

    def work_kinds(self, wanted: Wanted) -> WorkKinds:
        """Begin to ask for the kinds of work of an export: see `exporting_work.WorkKinds`."""
        from calfcoach.store.exporting_work import WorkKinds

        with self._reading() as connection:
            return WorkKinds(connection, self._path, wanted)

    # ------------------------------------------------------------------------- questions

    def sessions(
        self,
        *,
        limit: int | None = None,
        since_day: str | None = None,
        until_day: str | None = None,
        routine: str | None = None,
        status: str | None = None,
        deleted: bool = False,
        with_work: bool = False,
        with_sums: bool = False,
        with_told: bool = False,
    ) -> list[SessionRecord]:
        """Sessions, oldest first: the newest `limit` of them.

        Local days are half-open: from `since_day`, before `until_day`. `work` and `gaps` are
        empty unless `with_work`; `with_sums` is enough for what work adds up to, at a tenth of
        the price, `with_told` brings the work in which pain or spare reps were told beside it. A
        running session is among them; `deleted` asks for those that were deleted instead.
        """
        wanted = Wanted(
            since_day=since_day,
            until_day=until_day,
            routine=routine,
            status=status,
            deleted=deleted,
        )
        with self._reading() as connection:
            return sessions.listing(
                connection,
                wanted,
                limit=limit,
                with_work=with_work,
                with_sums=with_sums,
                with_told=with_told,
            )

    def whole_lines(
        self, wanted: Wanted, limit: int | None, kinds: Kinds | None = None
    ) -> list[WholeLine | SessionRecord]:
        """The same as lines with all that is told of each; cramps are records and come with their
        work. `kinds` are those of all work, where they were asked for at the side."""
        with self._reading() as connection:
            return sessions.whole_lines(connection, wanted, limit, kinds)

    def count(
        self,
        *,
        since_day: str | None = None,
        until_day: str | None = None,
        routine: str | None = None,
        status: str | None = None,
        deleted: bool = False,
    ) -> int:
        """How many sessions `sessions` would give without a limit."""
        wanted = Wanted(
            since_day=since_day,
            until_day=until_day,
            routine=routine,
            status=status,
            deleted=deleted,
        )
        with self._reading() as connection:
            return sessions.count(connection, wanted)

    def session(self, selector: str, *, with_deleted: bool = False) -> SessionRecord:
        """The session that `last`, `last~2`, a code, its beginning or an id names, with work.

        CoachError when there is none, or when a code could be several: they are named; LostError
        for one that cannot be read. A deleted one has no name but its code and id, and only
        `with_deleted`.
        """
        try:
            with self._reading() as connection:
                return sessions.selected(connection, selector, with_deleted=with_deleted)
        except faults.DamageError as damage:
            from calfcoach.store import readable

            with self._reading() as connection:
                lost = readable.lost_one(connection, selector, with_deleted=with_deleted)
            if lost is None:
                raise
            raise readable.LostError(lost, damage.where) from None

    def day(self, local_day: str) -> list[SessionRecord]:
        """The sessions of a local day with their work, oldest first."""
        try:
            with self._reading() as connection:
                return sessions.of_day(connection, local_day)
        except faults.DamageError:
            hearer = hearer_of(self._path)
            if hearer is None:
                raise
        from calfcoach.store import readable

        with self._reading() as connection:
            found = readable.readable_day(connection, local_day)
            hearer.leave_out("sessions", {each.row_no: each.name for each in found.lost})
            return found.sessions

    def pain_was_told(self, *, since_day: str) -> bool:
        """Whether any session from a local day on tells of pain: in it, after it or the next
        morning."""
        with self._reading() as connection:
            return sessions.pain_was_told(connection, since_day)

    def times_met(self, most: int | None = None) -> dict[str, int]:
        """For each exercise id, the number of sessions in which a phase of it was done; counted no
        further than `most`."""
        with self._reading() as connection:
            return sessions.times_met(connection, most)

    def changes(self, session_id: str | None = None) -> list[ChangeRecord]:
        """What was changed and what stood there before, oldest first."""
        with self._reading() as connection:
            return sessions.changes(connection, session_id)

    # ------------------------------------------------------------------ what was agreed to

    def acknowledge(self, what: str, version: str, *, at: datetime) -> None:
        """Write that `what` (such as the disclaimer) was read and accepted in this version."""
        from calfcoach.store import changes

        with self._writing() as connection:
            changes.acknowledge(connection, what, version, at)

    def acknowledged(self, what: str) -> str | None:
        """The version of `what` that was accepted last, or None."""
        with self._reading() as connection:
            return sessions.acknowledged(connection, what)

    # ----------------------------------------------------------------- the safety questions

    def save_screening(self, screening: ScreeningRecord) -> None:
        """Write what was answered to the safety questions."""
        with self._writing() as connection:
            answers.save_screening(connection, screening)

    def screening(self) -> ScreeningRecord | None:
        """The newest answers, also those that ended with a flag on the first page."""
        with self._reading() as connection:
            return answers.newest_screening(connection, whole=False)

    def whole_screening(self) -> ScreeningRecord | None:
        """The newest answers to both pages: those whose conditions hold. LostPagesError."""
        with self._reading() as connection:
            try:
                return answers.newest_screening(connection, whole=True)
            except answers.LostAnswerError:
                raise faults.LostPagesError(self._path) from None

    def open_flag(self, flag: str, origin: FlagOrigin | str, *, at: datetime) -> str:
        """Write a red flag that was told, by its id among the questions. The id of its row: that
        of the one that is open already, where there is one. ValueError for an unknown origin.
        """
        with self._writing() as connection:
            return answers.open_flag(connection, flag, FlagOrigin(origin), at)

    def open_flags(self) -> list[FlagRecord]:
        """The flags that are not cleared, oldest first."""
        return [flag for flag in self.flags() if flag.closed_at is None]

    def flags(self) -> list[FlagRecord]:
        """All flags that ever were, oldest first."""
        with self._reading() as connection:
            return answers.flags(connection)

    def close_flag(
        self, flag_id: str, door: str, said: str = "", *, day: str = "", at: datetime
    ) -> bool:
        """Write a try to clear a flag, by one of the doors of `care.model`. Whether it closed it:
        a clinician who `said` "not-yet", or a question answered with "yes" once more, does not.
        `day` is when the clinician was seen, or when it passed. CoachError where there is no such
        flag.
        """
        with self._writing() as connection:
            return answers.close_flag(connection, flag_id, door, said, day, at)

    def save_day_answer(self, local_day: str, answer: str, *, at: datetime) -> None:
        """Write the answer to a day's question, as `DayAnswer.kept` has it."""
        with self._writing() as connection:
            answers.save_day_answer(connection, local_day, answer, at)

    def day_answer(self, local_day: str) -> str | None:
        """The newest answer of a local day; None where the question was not put."""
        with self._reading() as connection:
            return answers.day_answer(connection, local_day)

    def calf_signs(self, since_day: str) -> list[CalfSign]:
        """The answers to the day's question, and the sessions that pain ended, from a local day on,
        oldest first."""
        with self._reading() as connection:
            return answers.calf_signs(connection, since_day, hearer_of(self._path))

    def hurt_since_answer(self, local_day: str) -> bool:
        """Whether a session has ended in pain since the newest answer of a local day."""
        with self._reading() as connection:
            return answers.hurt_since_answer(connection, local_day)
