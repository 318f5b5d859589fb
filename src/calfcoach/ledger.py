"""What was done: one credit for each work phase, the best of its attempts.

Owns the rule that going back, doing again, pausing or moving a step never costs what was
done before. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from calfcoach.advice import PAIN, Hurt
from calfcoach.events import Credit
from calfcoach.frozen import replace
from calfcoach.model import Reps
from calfcoach.phase import Phase, WorkItem
from calfcoach.records import WorkStatus


class Ledger:
    """The credits of a session by `work_no`. `earned` is what was done before it began."""

    def __init__(self, earned: Iterable[Credit] = ()) -> None:
        # Each change makes another mapping: a snapshot a second keeps the one that it was given.
        self._credits: Mapping[int, Credit] = {credit.item.work_no: credit for credit in earned}

    def credits(self) -> Mapping[int, Credit]:
        """All credits as they are now: what changes later is not in it."""
        return self._credits

    def enter(
        self, phase: Phase, elapsed_s: float, status: WorkStatus, why: str = ""
    ) -> Credit | None:
        """Keep an attempt of `elapsed_s`; returns the best there is now, None for nothing.

        A skipped set of reps counts as done from the least number that the file asks for.
        """
        item = phase.item
        earlier = self._credits.get(item.work_no)
        if elapsed_s == 0 and status is WorkStatus.PART:
            return earlier
        reps = phase.reps_after(elapsed_s)
        if reps is None and status is WorkStatus.DONE and elapsed_s < phase.duration_s:
            reps = item.planned_reps  # ended by the person; at the limit nobody has counted
        if status is WorkStatus.SKIPPED and _is_enough(item, reps):
            status = WorkStatus.DONE
        if _was_done(earlier) and status is not WorkStatus.DONE:
            return earlier
        credit = Credit(item=item, done_s=elapsed_s, done_reps=reps, status=status, why=why)
        if earlier is not None:
            credit = _better(credit, earlier)
        self._credits = {**self._credits, item.work_no: credit}
        return credit

    def note_pain(self, work_no: int, hurt: Hurt) -> Credit | None:
        """A pain in that work: the worst number stays, and the place that was told last. None
        where nothing of it was done."""
        credit = self._credits.get(work_no)
        if credit is None:
            return None
        told = [pain for pain in (hurt.pain, credit.pain) if pain is not None]
        noted = replace(credit, pain=max(told, default=None), why=hurt.why)
        self._credits = {**self._credits, work_no: noted}
        return noted

    def count(self, work_no: int, reps: int) -> Credit:
        """The reps of a set that is in the ledger, counted by the person. A count is final: it
        replaces the guess from the plan, also where it is lower."""
        counted = replace(self._credits[work_no], done_reps=reps)
        self._credits = {**self._credits, work_no: counted}
        return counted

    def count_left(self, work_no: int, reps: int) -> Credit:
        """How many more reps the person could have done after a set that is in the ledger."""
        counted = replace(self._credits[work_no], reps_left=reps)
        self._credits = {**self._credits, work_no: counted}
        return counted


def _is_enough(item: WorkItem, reps: int | None) -> bool:
    return reps is not None and isinstance(item.work, Reps) and 0 < item.work.least <= reps


def _was_done(credit: Credit | None) -> bool:
    return credit is not None and credit.status is WorkStatus.DONE


def _better(credit: Credit, earlier: Credit) -> Credit:
    counted = [reps for reps in (credit.done_reps, earlier.done_reps) if reps is not None]
    return replace(
        credit,
        done_s=max(credit.done_s, earlier.done_s),
        done_reps=max(counted, default=None),
        pain=earlier.pain,
        reps_left=earlier.reps_left,
        why=_why(credit, earlier),
    )


def _why(credit: Credit, earlier: Credit) -> str:
    """That it hurt stays told, whatever came of the work afterwards."""
    hurt = earlier.why.startswith(PAIN) and not credit.why.startswith(PAIN)
    return earlier.why if hurt else credit.why
