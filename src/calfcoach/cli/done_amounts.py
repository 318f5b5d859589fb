"""What `--done` says: an exercise and how much of it, such as wall-calf-stretch=3x30s.

Owns the reading, and the work phases that come of it or of `--minutes`. Both sides get the same.
Knows nothing of the history's file or of the clock.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from calfcoach.cli.option_values import read_duration
from calfcoach.drivers.journal import work_record
from calfcoach.errors import CoachError
from calfcoach.events import Credit
from calfcoach.files.problems import did_you_mean, listed, visible
from calfcoach.frozen import frozen, replace
from calfcoach.records import WorkRecord, WorkStatus

TYPE_CHECKING = False
if TYPE_CHECKING:
    from calfcoach.phase import WorkItem

_AMOUNT = r"(?:([0-9]{1,2})x)?([0-9]{1,3}|[0-9a-z:.]{2,12})"
_MOST_SETS = 20
_MOST_REPS = 200
_SHOWN_CHARS = 60
_EXAMPLE = "--done wall-calf-stretch=3x30s"


@frozen
class Amount:
    """How much of an exercise was done on a side: so many sets of seconds, or of reps."""

    exercise_id: str
    sets: int
    each_s: float | None = None
    reps: int | None = None


def read_amounts(texts: Iterable[str], items: Sequence[WorkItem], routine: str) -> list[Amount]:
    """What each `--done` says of an exercise of the routine. CoachError (usage) otherwise."""
    amounts = [_read(text, items, routine) for text in texts]
    names = [each.exercise_id for each in amounts]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise CoachError(
            f"`--done` names {twice} twice",
            hint=f"write it once, with all its sets, as in --done {twice}=3x30s",
            exit_code=2,
        )
    return amounts


def _read(text: str, items: Sequence[WorkItem], routine: str) -> Amount:
    name, mark, amount = text.strip().partition("=")
    name = name.strip()
    if not mark:
        raise _usage(f"`--done` must be an exercise and how much of it, got {_shown(text)}")
    ids = list(dict.fromkeys(item.exercise.id for item in items))
    if name not in ids:
        raise CoachError(
            f"`{routine}` has no exercise {_shown(name)}",
            hint=did_you_mean(name, ids) or f"it has {listed(ids, 'and')}",
            exit_code=2,
        )
    found = re.fullmatch(_AMOUNT, amount.strip().lower().replace("×", "x").replace(" ", ""))
    if found is None:
        raise _usage(f"{_shown(amount)} is no amount of `{name}`")
    sets = int(found[1] or 1)
    counts_reps = any(i.planned_reps is not None for i in items if i.exercise.id == name)
    if counts_reps and found[2].isdecimal():
        made = Amount(exercise_id=name, sets=sets, reps=int(found[2]))
    else:
        each_s = read_duration(found[2], "--done", example="30s")
        made = Amount(exercise_id=name, sets=sets, each_s=each_s)
    if not 1 <= sets <= _MOST_SETS or not 1 <= (made.reps or 1) <= _MOST_REPS or made.reps == 0:
        raise _usage(f"`{name}` can have 1 to 20 sets of 1 to 200 reps, got {_shown(amount)}")
    return made


def scaled_work(items: Sequence[WorkItem], factor: float, at: datetime) -> list[WorkRecord]:
    """All of the work, each phase by the same factor: what was planned stays as it is."""
    return [work_record(_scaled(item, factor), at) for item in items]


def _scaled(item: WorkItem, factor: float) -> Credit:
    reps = None if item.planned_reps is None else math.floor(item.planned_reps * factor + 0.5)
    whole = factor >= 1
    return Credit(
        item=item,
        done_s=item.planned_s * factor,
        done_reps=reps,
        status=WorkStatus.DONE if whole else WorkStatus.PART,
    )


def work_done(
    items: Sequence[WorkItem], amounts: Sequence[Amount], at: datetime
) -> list[WorkRecord]:
    """The work of these amounts alone, in the order of the routine, numbered anew."""
    records: list[WorkRecord] = []
    by_id = {each.exercise_id: each for each in amounts}
    for exercise_id in dict.fromkeys(item.exercise.id for item in items):
        if exercise_id in by_id:
            own = [item for item in items if item.exercise.id == exercise_id]
            records += _sets(own, by_id[exercise_id], at)
    return [replace(record, work_no=no) for no, record in enumerate(records, 1)]


def _sets(items: Sequence[WorkItem], amount: Amount, at: datetime) -> list[WorkRecord]:
    """The sets of one exercise, on each side that it has in the routine."""
    made = []
    for side in dict.fromkeys(item.side for item in items):
        of_side = [item for item in items if item.side is side]
        for set_no in range(1, amount.sets + 1):
            item = of_side[min(set_no, len(of_side)) - 1]
            record = work_record(_credit(item, amount), at)
            asked = set_no <= len(of_side)
            # More sets than the routine asks for were not planned: they are what was done.
            planned_s = record.planned_s if asked else record.done_s
            planned_reps = record.planned_reps if asked else record.done_reps
            made.append(
                replace(
                    record,
                    set_no=record.set_no if asked else set_no,
                    planned_s=planned_s,
                    planned_reps=planned_reps,
                )
            )
    return made


def _credit(item: WorkItem, amount: Amount) -> Credit:
    """What was done of one set. The length of reps is that of the routine's tempo or limit."""
    asked = item.planned_reps
    if amount.reps is not None and asked:
        done_s, whole = item.planned_s * amount.reps / asked, amount.reps >= asked
        reps: int | None = amount.reps
    else:
        done_s, reps = amount.each_s or 0.0, None
        whole = done_s >= item.planned_s
    status = WorkStatus.DONE if whole else WorkStatus.PART
    return Credit(item=item, done_s=done_s, done_reps=reps, status=status)


def _usage(message: str) -> CoachError:
    hint = f"write {_EXAMPLE}, or --done heel-raise=2x12 for reps"
    return CoachError(message, hint=hint, exit_code=2)


def _shown(text: str) -> str:
    return f'"{visible(text[:_SHOWN_CHARS])}"'
