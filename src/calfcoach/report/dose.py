"""The day's dose: what is asked of each exercise or muscle, by side, and how much of it is done.

Owns what stands in one row: with a plan a muscle ("straight knee", all stretches of it together),
without one an exercise. Knows neither rows of text nor how far a bar reaches.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from calfcoach.frozen import frozen
from calfcoach.records import WorkRecord
from calfcoach.report.stats_words import GROUPS
from calfcoach.stats.legs import HEEL_RAISES, Group, group_of
from calfcoach.terms import Kind, Side

TYPE_CHECKING = False
if TYPE_CHECKING:
    from calfcoach.timeline import Timeline

NOT_SHOWN = frozenset({"warm-up", "relax", "check"})  # around the work, not the work itself


@frozen
class Amount:
    """Work on one side, as time and as reps; `reps` is None where none are counted."""

    seconds: float = 0.0
    reps: int | None = None

    def __add__(self, other: Amount) -> Amount:
        both = self.reps is not None or other.reps is not None
        return Amount(
            seconds=round(self.seconds + other.seconds, 3),
            reps=(self.reps or 0) + (other.reps or 0) if both else None,
        )


@frozen
class DoseRow:
    """One exercise or muscle: `asked` and `done` by side; a side without any is left out."""

    title: str
    kind: str
    asked: Mapping[Side, Amount]
    done: Mapping[Side, Amount]


@frozen
class Portion:
    """Work on one side, asked for or done, with what tells its row."""

    exercise_id: str
    title: str
    kind: str
    technique: str
    muscles: tuple[str, ...]
    side: Side
    amount: Amount


def asked_of(timelines: Iterable[tuple[Timeline, int]]) -> list[Portion]:
    """What sessions ask for, each as often as it is asked; without warming up and relaxing."""
    return [
        Portion(
            exercise_id=phase.item.exercise.id,
            title=phase.item.exercise.title,
            kind=phase.item.exercise.kind.value,
            technique=phase.item.exercise.technique,
            muscles=phase.item.exercise.muscles,
            side=phase.item.side,
            amount=Amount(seconds=phase.item.planned_s, reps=phase.item.planned_reps),
        )
        for timeline, times in timelines
        for _ in range(times)
        for phase in timeline.work
        if phase.item.exercise.kind not in NOT_SHOWN
    ]


def done_of(work: Iterable[WorkRecord]) -> list[Portion]:
    """What was done; without warming up, relaxing and what was skipped from its beginning."""
    return [
        Portion(
            exercise_id=each.exercise_id,
            title=each.exercise_title,
            kind=each.kind,
            technique=each.technique,
            muscles=each.muscles,
            side=Side(each.side),
            amount=Amount(seconds=each.done_s, reps=each.done_reps),
        )
        for each in work
        if each.kind not in NOT_SHOWN and (each.done_s > 0 or each.done_reps)
    ]


def dose_rows(
    asked: Iterable[Portion], done: Iterable[Portion], *, by_muscle: bool = False
) -> tuple[DoseRow, ...]:
    """Rows in the order in which they are asked for, then what was done beside it."""
    wanted, finished = _by_row(asked, by_muscle), _by_row(done, by_muscle)
    return tuple(
        _row(wanted.get(key, []), finished.get(key, []), by_muscle)
        for key in dict.fromkeys([*wanted, *finished])
    )


def _by_row(portions: Iterable[Portion], by_muscle: bool) -> dict[str, list[Portion]]:
    found: dict[str, list[Portion]] = {}
    for each in portions:
        found.setdefault(_named(each, by_muscle)[0], []).append(each)
    return found


def _named(portion: Portion, by_muscle: bool) -> tuple[str, str]:
    """What tells a row from others, and what it is called."""
    if by_muscle and portion.kind == Kind.STRETCH:
        group = group_of(portion.muscles)
        if group is not Group.OTHER:
            return (group.value, GROUPS[group])
    if by_muscle and portion.technique == HEEL_RAISES:
        return (HEEL_RAISES, "heel raises")
    title = portion.title
    return (portion.exercise_id, f"{title[:1].lower()}{title[1:]}" if by_muscle else title)


def _row(asked: list[Portion], done: list[Portion], by_muscle: bool) -> DoseRow:
    first = [*asked, *done][0]
    return DoseRow(
        title=_named(first, by_muscle)[1], kind=first.kind, asked=_sums(asked), done=_sums(done)
    )


def _sums(portions: Iterable[Portion]) -> dict[Side, Amount]:
    sums: dict[Side, Amount] = {}
    for each in portions:
        sums[each.side] = sums.get(each.side, Amount()) + each.amount
    return sums
