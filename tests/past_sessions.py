"""Sessions that the tests of the listings share: as records, and kept in a real history."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from store_samples import start, work

from calfcoach.frozen import replace
from calfcoach.records import GapRecord, SessionOrigin, SessionRecord, Status, WorkRecord
from calfcoach.store import History, instant_text

TUESDAY = datetime(2026, 11, 17, 6, 30, tzinfo=UTC)  # 07:30 where the samples live


def planned(rows: Iterable[WorkRecord]) -> dict[str, float]:
    """What a session of these phases was to have, by side; for one that was done to its end."""
    sums = dict.fromkeys(("planned_left_s", "planned_right_s", "planned_both_s"), 0.0)
    for row in rows:
        sums[f"planned_{row.side}_s"] += row.planned_s
    return sums


def session(**changed: Any) -> SessionRecord:
    usual = SessionRecord(
        id="019a9c2f-5e00-7000-8000-000000000001",
        code="bcdf",
        status=Status.COMPLETED,
        origin=SessionOrigin.GUIDED,
        routine_id="daily",
        routine_title="Daily calf care",
        routine_hash="ab12",
        started_at=instant_text(TUESDAY),
        ended_at=instant_text(TUESDAY + timedelta(seconds=730)),
        updated_at=instant_text(TUESDAY + timedelta(seconds=730)),
        utc_offset_s=3600,
        local_day="2026-11-17",
        planned_s=730.0,
        lasted_s=730.0,
        options="{}",
        day_answer="",
        tightness=None,
        pain_before=None,
        pain_worst=None,
        pain_after=None,
        pain_next_morning=None,
        note="",
        work=stretches(),
    )
    return replace(usual, **(planned(changed.get("work", usual.work)) | changed))


def stretches(sets: int = 2) -> tuple[WorkRecord, ...]:
    return tuple(
        work(work_no=2 * set_no + no, set_no=set_no + 1, side=side)
        for set_no in range(sets)
        for no, side in ((1, "left"), (2, "right"))
    )


def raises(work_no: int = 5, **changed: Any) -> WorkRecord:
    usual = work(
        work_no=work_no,
        step_no=3,
        exercise_id="heel-raise",
        exercise_title="Heel raise",
        kind="strength",
        side="both",
        planned_s=70.0,
        done_s=70.0,
        planned_reps=10,
        done_reps=10,
    )
    return replace(usual, **changed)


def gap(reason: str = "pause", seconds: float = 41.0, work_no: int = 2) -> GapRecord:
    at = instant_text(TUESDAY + timedelta(seconds=60))
    return GapRecord(work_no=work_no, reason=reason, at=at, seconds=seconds)


def keep(
    home: Path,
    at: datetime = TUESDAY,
    *,
    status: Status = Status.COMPLETED,
    lasted_s: float = 730.0,
    rows: Sequence[WorkRecord] = (),
    gaps: Iterable[GapRecord] = (),
    tightness: int | None = None,
    note: str = "",
    **changed: Any,
) -> str:
    """One session in the history of `home`; a running one is left as if it was killed at `at`."""
    with History.open(home / "history.db") as history:
        work_done = rows or stretches()
        begun = {"day_answer": "", **planned(work_done), **changed}
        session_id = history.begin(start(at, **begun))
        for row in work_done:
            history.save_work(session_id, row, at=at)
        for each in gaps:
            history.add_gap(session_id, each, at=at)
        if tightness is not None:
            history.set_score(session_id, "tightness", tightness, at=at)
        if note:
            history.set_note(session_id, note, at=at)
        if status is not Status.RUNNING:
            end = at + timedelta(seconds=lasted_s)
            history.finish(session_id, status, at=end, lasted_s=lasted_s)
        return session_id
