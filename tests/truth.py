"""What is true of every session in a history, whatever happened to it."""

from __future__ import annotations

import pytest

from calfcoach.days import read_instant
from calfcoach.records import SessionRecord

SLACK_S = 0.002  # seconds are kept to the millisecond


def is_truthful(session: SessionRecord, wall_s: float) -> None:
    """Nothing of an ended session was longer than the `wall_s` seconds that went by, nothing was
    done longer than planned, and everything is there in order."""
    assert session.lasted_s is not None
    assert session.ended_at is not None
    worked_s = sum(work.done_s for work in session.work)
    gaps_s = sum(gap.seconds for gap in session.gaps)
    assert 0 < worked_s + gaps_s <= session.lasted_s + SLACK_S
    assert session.lasted_s <= wall_s
    assert all(0 <= work.done_s <= work.planned_s + SLACK_S for work in session.work)
    assert all(gap.seconds >= 0 for gap in session.gaps)
    numbers = [work.work_no for work in session.work]
    assert numbers == list(range(1, len(numbers) + 1))
    began = read_instant(session.started_at)
    instants = [began, *(read_instant(work.at) for work in session.work)]
    assert instants == sorted(instants)
    ended_s = (read_instant(session.ended_at) - began).total_seconds()
    assert ended_s == pytest.approx(session.lasted_s, abs=SLACK_S)
