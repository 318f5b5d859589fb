"""Values that the tests of the history share."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

from calfcoach.frozen import replace
from calfcoach.records import GapRecord, SessionStart, WorkRecord, WorkStatus
from calfcoach.store import History, instant_text, local_day
from calfcoach.store.tables import MIGRATIONS

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def start(at: datetime = NOON, **changed: Any) -> SessionStart:
    usual = SessionStart(
        started_at=at,
        utc_offset_s=3600,
        local_day=local_day(at, 3600, time(4)),
        routine_id="daily",
        routine_title="Daily calf care",
        routine_hash="ab12",
        planned_s=730.0,
        planned_left_s=180.0,
        planned_right_s=180.0,
        planned_both_s=140.0,
        options='{"mute": true}',
        day_answer="usual",
    )
    return replace(usual, **changed)


def work(work_no: int = 1, **changed: Any) -> WorkRecord:
    usual = WorkRecord(
        work_no=work_no,
        step_no=2,
        set_no=1,
        round_no=1,
        exercise_id="wall-calf-stretch",
        exercise_title="Wall calf stretch",
        kind="stretch",
        muscles=("gastrocnemius", "soléus"),
        technique="stretch-standing",
        side="left",
        planned_s=30.0,
        done_s=30.0,
        planned_reps=None,
        done_reps=None,
        load="",
        status=WorkStatus.DONE,
        why="",
        pain=None,
        at=instant_text(NOON),
    )
    return replace(usual, **changed)


def gap(work_no: int = 1, seconds: float = 41.0) -> GapRecord:
    return GapRecord(work_no=work_no, reason="pause", at=instant_text(after(60)), seconds=seconds)


def filled(path: Path) -> str:
    """A history of one session with one work phase; its id."""
    with History.open(path) as history:
        session_id = history.begin(start())
        history.save_work(session_id, work(), at=after(30))
    return session_id


def older_history(path: Path, number: int) -> str:
    """A history of one session and one work phase as a program of format `number` left it; its
    id."""
    made = path.with_name("made.db")
    session_id = filled(made)
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as plain:
        for step in MIGRATIONS[:number]:
            for statement in step:
                plain.execute(statement)
        plain.execute("ATTACH ? AS made", [str(made)])
        for table in ("sessions", "work"):
            known = [row[1] for row in plain.execute(f"PRAGMA main.table_info({table})")]
            columns = ", ".join(known)
            plain.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM made.{table}")
        plain.execute("UPDATE sessions SET status = 'completed'")
        plain.execute(f"PRAGMA user_version = {number}")
    for left in made.parent.glob("made.db*"):
        left.unlink()
    path.chmod(0o600)
    return session_id
