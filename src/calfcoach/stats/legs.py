"""What each leg got: stretch by muscle, reps beside it, and left against right.

Owns what counts as stretch and for which muscle. Strengthening never does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from calfcoach.enumeration import StrEnum
from calfcoach.frozen import frozen
from calfcoach.terms import Kind, Side

TYPE_CHECKING = False
if TYPE_CHECKING:
    from calfcoach.stats.tally import WorkTally

EVEN = 0.01  # a difference that is none: the clock is read with a key
HEEL_RAISES = "heel-raise"  # a technique: all forms of it are counted together

_NOT_COUNTED = frozenset({Kind.STRETCH, Kind.WARM_UP, Kind.RELAX, Kind.CHECK})


class Group(StrEnum):
    """The muscles that a stretch is for. With a straight knee it is the gastrocnemius, which starts
    above the knee; with a bent knee the soleus alone."""

    STRAIGHT = "gastrocnemius"
    BENT = "soleus"
    OTHER = "other"


@frozen
class Stretched:
    """Stretch time of one muscle group by leg, in seconds; what stretches both counts for each."""

    group: Group
    left_s: float
    right_s: float


@frozen
class RepsDone:
    """Reps of one exercise, or of one technique, by side; `id` is that of either."""

    id: str
    title: str
    left: int
    right: int
    both: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.left + self.right + self.both


@frozen
class Balance:
    """Guided work on one leg at a time, in seconds: stretches, and where there were none
    (`of_stretch` is False) everything else."""

    left_s: float
    right_s: float
    of_stretch: bool

    @property
    def behind(self) -> Side:
        """The leg that got less; BOTH where they are even."""
        more = max(self.left_s, self.right_s)
        if abs(self.left_s - self.right_s) <= EVEN * more:
            return Side.BOTH
        return Side.LEFT if self.left_s < self.right_s else Side.RIGHT

    @property
    def behind_percent(self) -> int:
        """By how much of the other leg's time it is behind: 0 where they are even, 100 only where
        nothing was done."""
        if self.behind is Side.BOTH:
            return 0
        less, more = sorted((self.left_s, self.right_s))
        return min(round(100 * (more - less) / more), 99 if less else 100)


@lru_cache(maxsize=64)  # rows of the same exercise have the same
def group_of(muscles: tuple[str, ...]) -> Group:
    """The group that a stretch of these muscles is for."""
    named = set(muscles)
    return next((g for g in (Group.STRAIGHT, Group.BENT) if g.value in named), Group.OTHER)


def stretched(work: Iterable[WorkTally]) -> tuple[Stretched, ...]:
    """Stretch time of each group, also of a group that had none."""
    rows = [each for each in work if each.kind == Kind.STRETCH]
    found = []
    for group in Group:
        own = [each for each in rows if group_of(each.muscles) is group]
        found.append(
            Stretched(
                group=group,
                left_s=_sum(own, Side.LEFT, Side.BOTH),
                right_s=_sum(own, Side.RIGHT, Side.BOTH),
            )
        )
    return tuple(found)


def reps_done(work: Iterable[WorkTally]) -> tuple[RepsDone, ...]:
    """Reps of all that is no stretch, the most first."""
    by_id: dict[str, list[WorkTally]] = {}
    for each in work:
        if each.reps and each.kind not in _NOT_COUNTED:
            raises = each.technique == HEEL_RAISES
            by_id.setdefault(HEEL_RAISES if raises else each.exercise_id, []).append(each)
    found = [
        RepsDone(
            id=name,
            title="heel raises" if rows[0].technique == HEEL_RAISES else rows[0].title,
            left=_reps(rows, Side.LEFT),
            right=_reps(rows, Side.RIGHT),
            both=_reps(rows, Side.BOTH),
        )
        for name, rows in by_id.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.total, one.id)))


def balance(work: Sequence[WorkTally]) -> Balance:
    """Left against right. What was written down by hand says nothing of it."""
    guided = [each for each in work if not each.logged]
    stretches = [each for each in guided if each.kind == Kind.STRETCH]
    of_stretch = any(each.done_s > 0 and each.side != Side.BOTH for each in stretches)
    rows = stretches if of_stretch else guided
    return Balance(
        left_s=_sum(rows, Side.LEFT), right_s=_sum(rows, Side.RIGHT), of_stretch=of_stretch
    )


def _sum(rows: Iterable[WorkTally], *sides: Side) -> float:
    return round(sum((row.done_s for row in rows if row.side in sides), 0.0), 3)


def _reps(rows: Iterable[WorkTally], side: Side) -> int:
    return sum(row.reps or 0 for row in rows if row.side == side)
