"""The diary of the nights, as a review of the plan compares it.

Owns the way from the one to the other. What is compared, and what counts as a change, is decided by
`measure.nights`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from calfcoach.measure.nights import compared, nights
from calfcoach.plan.review import Change
from calfcoach.records import MeasureKind, MeasureRecord


def cramps_change(measures: Iterable[MeasureRecord], today: date) -> Change | None:
    """Cramps in a night that was noted, of the first week of the diary with enough nights and of
    its last, as far as that is over; None where there are no two."""
    found = compared(nights(one for one in measures if one.kind is MeasureKind.CRAMPS))
    if found is None:
        return None
    return Change(
        name=MeasureKind.CRAMPS.value,
        first=found.first.a_night,
        last=found.last.a_night,
        unit="a night",
        first_day=found.first.first,
        last_day=min(found.last.last, today),
        better=found.by < 0 if found.by else None,
    )
