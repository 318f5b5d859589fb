"""Homes to measure on: long histories, answered questions, many routine files.

Owns what stands in them. A history is written directly, in one transaction: by the front door a
hundred thousand sessions would take an hour. Measures nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from datetime import time as time_of_day
from pathlib import Path
from typing import Any

from calfcoach.care.data import questions
from calfcoach.days import epoch_ms, instant_text, local_day
from calfcoach.records import ScreeningRecord
from calfcoach.store import History

PHASES = 20  # of work, a session
A_DAY = 4  # sessions
NOW = datetime.now(UTC)
_MOST_BYTES = 2 * 1024**3
_DAY_STARTS = time_of_day(4)

_SESSION = (
    "id, status, origin, routine_id, routine_title, routine_hash, started_at, ended_at,"
    " utc_offset_s, local_day, planned_s, planned_left_s, planned_right_s, planned_both_s,"
    " lasted_s, options, day_answer, tightness, note, updated_at, app_version"
)
_WORK = (
    "session_id, work_no, step_no, set_no, round_no, exercise_id, exercise_title, kind, muscles,"
    " technique, side, planned_s, done_s, load, status, why, at"
)
_ROUTINE = """\
title = "Own routine {no}"
summary = "One of many files in the folder."
tags = ["own"]

[[step]]
exercise = "wall-calf-stretch"
hold = "30s"
sets = 2
sides = "each"

[[step]]
exercise = "heel-raise"
reps = 10
tempo = "2-1-2"
"""


def fill(home: Path, size: int) -> None:
    """A history of so many sessions up to now, four a day, each with its twenty phases and the
    operation that it came by."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = home / "history.db"
    History.open(path).close()
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA synchronous = OFF")
        page = connection.execute("PRAGMA page_size").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {_MOST_BYTES // page}")
        connection.execute("BEGIN")
        _insert(connection, "sessions", _SESSION, _sessions(size))
        _insert(connection, "work", _WORK, _work(size))
        operations = ((no, _id(no), _instant(no, size), "session", "") for no in range(1, size + 1))
        _insert(connection, "operations", "no, id, at, kind, source", operations)
        touched = ((_id(no), "sessions", _id(no), 0, None, "{}") for no in range(1, size + 1))
        columns = "operation_id, kind, row_id, work_no, before, after"
        _insert(connection, "touched", columns, touched)
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        connection.close()


def answer(home: Path) -> None:
    """Everything that `run` would ask is answered: a session begins at once."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    offset = NOW.astimezone().utcoffset() or timedelta()
    today = local_day(NOW, int(offset.total_seconds()), _DAY_STARTS)
    screening = ScreeningRecord(
        at=instant_text(NOW), local_day=today, version=questions().version, conditions=()
    )
    with History.open(home / "history.db") as history:
        history.acknowledge("disclaimer", "1", at=NOW)
        history.acknowledge("sound", "1", at=NOW)
        history.save_day_answer(today, "usual", at=NOW)
        history.save_screening(screening)


def write_routines(home: Path, number: int) -> None:
    """So many routine files of the person's own."""
    folder = home / "routines"
    folder.mkdir(parents=True, exist_ok=True)
    for no in range(1, number + 1):
        (folder / f"own-{no:04}.toml").write_text(_ROUTINE.format(no=no), encoding="utf-8")


def forget_answers(home: Path) -> None:
    """Drop the answers that `due` and listings keep: they would hide what an answer costs."""
    for kept in (home / "run").glob("*"):
        if kept.is_file() and not kept.name.endswith("lock"):
            kept.unlink(missing_ok=True)


def moment(no: int, size: int) -> datetime:
    """When the session of this number was, the last one an hour ago."""
    return NOW - timedelta(hours=1) - timedelta(hours=24 / A_DAY) * (size - no)


# ------------------------------------------------------------------------------------- rows


def _insert(
    connection: sqlite3.Connection, table: str, columns: str, rows: Iterator[tuple[Any, ...]]
) -> None:
    marks = ", ".join("?" * (columns.count(",") + 1))
    connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)


def _id(no: int) -> str:
    """Of the form that the program makes, with digits that are spread like random ones."""
    at = epoch_ms(datetime(2026, 1, 1, tzinfo=UTC)) + no
    spread = (no * 0x9E3779B97F4A7C15) % (1 << 64)
    tail = f"{spread:016x}"
    head = f"{at:012x}"
    return f"{head[:8]}-{head[8:]}-7{tail[:3]}-8{tail[3:6]}-{tail[6:13]}{no:05x}"[:36]


def _instant(no: int, size: int) -> str:
    return instant_text(moment(no, size))


def _sessions(size: int) -> Iterator[tuple[Any, ...]]:
    for no in range(1, size + 1):
        at = moment(no, size)
        end = instant_text(at + timedelta(seconds=730))
        day = (at - timedelta(hours=4)).date().isoformat()
        # fmt: off
        yield (
            _id(no), "completed", "guided", "daily", "Daily calf care", "ab12", instant_text(at),
            end, 0, day, 730.0, 200.0, 200.0, 200.0, 730.0, "{}", "usual", no % 6, "", end, "0.1.0",
        )
        # fmt: on


def _work(size: int) -> Iterator[tuple[Any, ...]]:
    muscles = '["gastrocnemius", "soleus"]'
    for no in range(1, size + 1):
        session_id, at = _id(no), _instant(no, size)
        for work_no in range(1, PHASES + 1):
            stretch = work_no % 2
            exercise = f"{'wall-calf-stretch' if stretch else 'heel-raise'}-{work_no % 7}"
            kind = "stretch" if stretch else "strength"
            # fmt: off
            yield (
                session_id, work_no, (work_no + 1) // 2, 1, 1, exercise, "Wall calf stretch", kind,
                muscles, "stretch-standing", "left" if work_no % 4 < 2 else "right", 30.0, 30.0,
                "", "done", "", at,
            )
            # fmt: on
