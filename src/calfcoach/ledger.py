"""What was done: one credit for each work phase, the best of its attempts.

Owns the rule that going back, doing again, pausing or moving a step never costs what was
done before. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from calfcoach.events import Credit
from calfcoach.frozen import replace
from calfcoach.model import Reps
from calfcoach.phase import Phase, WorkItem
from calfcoach.records import WorkStatus


class Ledger:
    """The credits of a session by `work_no`. `earned` is what was done before it began."""

    def __init__(self, earned: Iterable[Credit] = ()) -> None:
        self._credits = {credit.item.work_no: credit for credit in earned}

    def credits(self) -> Mapping[int, Credit]:
        """A copy of all credits."""
        return dict(self._credits)

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
        self._credits[item.work_no] = credit
        return credit

    def note_pain(self, work_no: int, pain: int) -> Credit | None:
        """Pain 0–10 in that work; the worst stays. None where nothing of it was done."""
        credit = self._credits.get(work_no)
        if credit is None:
            return None
        self._credits[work_no] = replace(credit, pain=max(pain, credit.pain or 0))
        return self._credits[work_no]


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
    )
