"""Sums for the tests of the statistics: sessions and work of a day, days of rest, a summary."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from calfcoach.frozen import replace
from calfcoach.records import RestRecord
from calfcoach.stats.summary import Summary, summary_of
from calfcoach.stats.tally import SessionTally, Tallies, WorkTally

TUESDAY = date(2026, 11, 17)
MONDAY = date(2026, 11, 16)
DAY = timedelta(days=1)


def tally(day: date = TUESDAY, **changed: Any) -> SessionTally:
    usual = SessionTally(day=day, lasted_s=730.0, planned_s=500.0, done_s=500.0)
    return replace(usual, **changed)


def work(day: date = TUESDAY, **changed: Any) -> WorkTally:
    usual = WorkTally(
        day=day,
        exercise_id="wall-calf-stretch",
        title="Wall calf stretch",
        kind="stretch",
        technique="stretch",
        muscles=("gastrocnemius", "soleus"),
        side="left",
        done_s=90.0,
    )
    return replace(usual, **changed)


def rest(first: date, last: date, reason: str = "rest") -> RestRecord:
    return RestRecord(
        id="019a9c2f-5e00-7000-8000-000000000001",
        from_day=first.isoformat(),
        until_day=last.isoformat(),
        reason=reason,
        at="2026-11-01T10:00:00.000Z",
    )


def days_before(today: date, signs: str) -> list[date]:
    """The kept days of a row of signs, x for kept, the last one today."""
    first = today - timedelta(days=len(signs) - 1)
    return [first + timedelta(days=n) for n, sign in enumerate(signs) if sign == "x"]


def summary(*sessions: SessionTally, today: date = TUESDAY, **more: Any) -> Summary:
    rests = more.pop("rests", ())
    is_due = more.pop("is_due", None)
    kept = sorted({each.day for each in sessions if each.kept})
    first = min((each.day for each in sessions), default=None)
    tallies = Tallies(sessions=tuple(sessions), kept=tuple(kept), first=first, **more)
    return summary_of(tallies, today, rests=rests, is_due=is_due)
