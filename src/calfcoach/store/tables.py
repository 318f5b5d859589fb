"""The tables of the history, format by format: every CREATE, and the steps from one to the next.

A step that has been released is never edited: a new one is added. Knows nothing of files,
records, or of when a step is taken.
"""

from __future__ import annotations

from itertools import chain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

# No STRICT tables and no RETURNING anywhere: system SQLites before 3.35 must open the file.
_FORMAT_1 = (
    """
    CREATE TABLE sessions (
        id TEXT PRIMARY KEY NOT NULL,
        status TEXT NOT NULL
            CHECK (status IN ('running', 'completed', 'stopped', 'interrupted')),
        origin TEXT NOT NULL CHECK (origin IN ('guided', 'logged')),
        routine_id TEXT NOT NULL,
        routine_title TEXT NOT NULL,
        routine_hash TEXT NOT NULL,
        started_at TEXT NOT NULL,
        ended_at TEXT,
        utc_offset_s INTEGER NOT NULL,
        local_day TEXT NOT NULL,
        planned_s REAL NOT NULL,
        planned_left_s REAL NOT NULL,
        planned_right_s REAL NOT NULL,
        planned_both_s REAL NOT NULL,
        lasted_s REAL,
        options TEXT NOT NULL,
        day_answer TEXT NOT NULL,
        tightness INTEGER CHECK (tightness BETWEEN 0 AND 10),
        pain_before INTEGER CHECK (pain_before BETWEEN 0 AND 10),
        pain_worst INTEGER CHECK (pain_worst BETWEEN 0 AND 10),
        pain_after INTEGER CHECK (pain_after BETWEEN 0 AND 10),
        pain_next_morning INTEGER CHECK (pain_next_morning BETWEEN 0 AND 10),
        note TEXT NOT NULL,
        updated_at TEXT NOT NULL,
        app_version TEXT NOT NULL,
        deleted_at TEXT
    )
    """,
    "CREATE INDEX sessions_by_start ON sessions (started_at, id)",
    "CREATE INDEX sessions_by_day ON sessions (local_day, started_at, id)",
    "CREATE INDEX sessions_by_code ON sessions (substr(id, -12, 4), id)",
    "CREATE INDEX sessions_running ON sessions (started_at, id) WHERE status = 'running'",
    """
    CREATE TABLE work (
        session_id TEXT NOT NULL REFERENCES sessions (id),
        work_no INTEGER NOT NULL,
        step_no INTEGER NOT NULL,
        set_no INTEGER NOT NULL,
        round_no INTEGER NOT NULL,
        exercise_id TEXT NOT NULL,
        exercise_title TEXT NOT NULL,
        kind TEXT NOT NULL,
        muscles TEXT NOT NULL,
        technique TEXT NOT NULL,
        side TEXT NOT NULL,
        planned_s REAL NOT NULL,
        done_s REAL NOT NULL,
        planned_reps INTEGER,
        done_reps INTEGER,
        load TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('done', 'part', 'skipped')),
        why TEXT NOT NULL,
        pain INTEGER CHECK (pain BETWEEN 0 AND 10),
        at TEXT NOT NULL,
        PRIMARY KEY (session_id, work_no)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX work_by_exercise ON work (exercise_id, status, session_id)",
    """
    CREATE TABLE gaps (
        session_id TEXT NOT NULL REFERENCES sessions (id),
        work_no INTEGER NOT NULL,
        reason TEXT NOT NULL,
        at TEXT NOT NULL,
        seconds REAL NOT NULL
    )
    """,
    "CREATE INDEX gaps_by_session ON gaps (session_id)",
    """
    CREATE TABLE changes (
        id TEXT PRIMARY KEY NOT NULL,
        at TEXT NOT NULL,
        session_id TEXT NOT NULL REFERENCES sessions (id),
        action TEXT NOT NULL,
        what TEXT NOT NULL
    )
    """,
    "CREATE INDEX changes_by_session ON changes (session_id)",
    """
    CREATE TRIGGER changes_are_never_edited BEFORE UPDATE ON changes
    BEGIN SELECT RAISE(ABORT, 'changes are never edited'); END
    """,
    """
    CREATE TRIGGER changes_are_never_removed BEFORE DELETE ON changes
    BEGIN SELECT RAISE(ABORT, 'changes are never removed'); END
    """,
    # INSERT OR REPLACE removes the old row without asking the trigger above.
    """
    CREATE TRIGGER changes_are_never_replaced BEFORE INSERT ON changes
    WHEN EXISTS (SELECT 1 FROM changes WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'changes are never replaced'); END
    """,
    """
    CREATE TABLE acknowledgements (
        what TEXT NOT NULL,
        version TEXT NOT NULL,
        at TEXT NOT NULL
    )
    """,
)


def _append_only(table: str, *, unless: str = "") -> tuple[str, ...]:
    """Triggers that keep the rows of a table as they were written. A row may go where `unless`,
    a condition on OLD, holds."""
    refusal = f"BEGIN SELECT RAISE(ABORT, '{table} are append-only'); END"
    kept = f" WHEN NOT ({unless})" if unless else ""
    is_there = f"EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)"  # noqa: S608 - the names are ours
    return (
        f"CREATE TRIGGER {table}_are_never_edited BEFORE UPDATE ON {table} {refusal}",
        f"CREATE TRIGGER {table}_are_never_removed BEFORE DELETE ON {table}{kept} {refusal}",
        # INSERT OR REPLACE removes the old row without asking the trigger above.
        f"CREATE TRIGGER {table}_are_never_replaced BEFORE INSERT ON {table}"
        f" WHEN {is_there} {refusal}",
    )


# What was answered is never forgotten: a flag is closed by a clearance, not by an edit.
_FORMAT_2 = (
    """
    CREATE TABLE screenings (
        id TEXT PRIMARY KEY NOT NULL,
        at TEXT NOT NULL,
        local_day TEXT NOT NULL,
        version TEXT NOT NULL,
        conditions TEXT NOT NULL,
        flags TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE flags (
        id TEXT PRIMARY KEY NOT NULL,
        flag TEXT NOT NULL,
        opened_at TEXT NOT NULL,
        origin TEXT NOT NULL CHECK (origin IN ('screen', 'day', 'cramp', 'hurt'))
    )
    """,
    """
    CREATE TABLE clearances (
        id TEXT PRIMARY KEY NOT NULL,
        flag_id TEXT NOT NULL REFERENCES flags (id),
        at TEXT NOT NULL,
        door TEXT NOT NULL CHECK (door IN ('clinician', 'mistake', 'passed')),
        said TEXT NOT NULL,
        day TEXT NOT NULL,
        closes INTEGER NOT NULL CHECK (closes IN (0, 1))
    )
    """,
    "CREATE INDEX clearances_by_flag ON clearances (flag_id)",
    """
    CREATE TABLE day_answers (
        id TEXT PRIMARY KEY NOT NULL,
        local_day TEXT NOT NULL,
        at TEXT NOT NULL,
        answer TEXT NOT NULL
    )
    """,
    "CREATE INDEX day_answers_by_day ON day_answers (local_day, at)",
    *_append_only("screenings"),
    *_append_only("flags"),
    *_append_only("clearances"),
    *_append_only("day_answers"),
)

# When a purge may remove an operation, and what one touched.
_NOTHING_LEFT = (
    "NOT EXISTS (SELECT 1 FROM touched WHERE operation_id = coalesce(OLD.target, OLD.id))"
)
_PURGED = "EXISTS (SELECT 1 FROM tombstones WHERE id = OLD.row_id)"
# What one person did at once, and what each row held before and after it: `undo` goes back along
# these. Only a purge may remove what tells of its session: a tombstone lets that through.
_FORMAT_3 = (
    """
    CREATE TABLE operations (
        no INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT UNIQUE NOT NULL,
        at TEXT NOT NULL,
        kind TEXT NOT NULL,
        source TEXT NOT NULL,
        target TEXT
    )
    """,
    "CREATE INDEX operations_by_target ON operations (target) WHERE target IS NOT NULL",
    """
    CREATE TABLE touched (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        operation_id TEXT NOT NULL REFERENCES operations (id),
        kind TEXT NOT NULL CHECK (kind IN ('sessions', 'work', 'rests')),
        row_id TEXT NOT NULL,
        work_no INTEGER NOT NULL,
        before TEXT,
        after TEXT
    )
    """,
    "CREATE INDEX touched_by_operation ON touched (operation_id)",
    "CREATE INDEX touched_by_row ON touched (row_id)",
    """
    CREATE TABLE rests (
        id TEXT PRIMARY KEY NOT NULL,
        from_day TEXT NOT NULL,
        until_day TEXT NOT NULL,
        reason TEXT NOT NULL CHECK (reason IN ('rest', 'flare', 'travel', 'ill')),
        at TEXT NOT NULL,
        deleted_at TEXT
    )
    """,
    "CREATE INDEX rests_by_day ON rests (until_day, from_day)",
    """
    CREATE TABLE tombstones (
        id TEXT PRIMARY KEY NOT NULL,
        at TEXT NOT NULL
    )
    """,
    # Sessions of before, so that they can be taken back like any.
    """
    INSERT INTO operations (id, at, kind, source)
    SELECT id, coalesce(ended_at, updated_at), 'session', '' FROM sessions
    WHERE status != 'running' AND deleted_at IS NULL ORDER BY started_at, id
    """,
    """
    INSERT INTO touched (operation_id, kind, row_id, work_no, before, after)
    SELECT id, 'sessions', id, 0, NULL, '{}' FROM operations ORDER BY no
    """,
    *_append_only("operations", unless=_NOTHING_LEFT),
    *_append_only("touched", unless=_PURGED),
    *_append_only("tombstones"),
    "DROP TRIGGER IF EXISTS changes_are_never_removed",
    """
    CREATE TRIGGER changes_are_never_removed BEFORE DELETE ON changes
    WHEN NOT EXISTS (SELECT 1 FROM tombstones WHERE id = OLD.session_id)
    BEGIN SELECT RAISE(ABORT, 'changes are never removed'); END
    """,
)

# A plan's file as it stood each time, what was measured, and which tips were told. SQLite cannot
# widen a CHECK, so `touched` is made anew with all its rows; the trigger that names it has to be
# gone meanwhile.
_FORMAT_4 = (
    "ALTER TABLE work ADD COLUMN reps_left INTEGER CHECK (reps_left BETWEEN 0 AND 9)",
    """
    CREATE TABLE plan_versions (
        id TEXT PRIMARY KEY NOT NULL,
        plan_id TEXT NOT NULL,
        at TEXT NOT NULL,
        local_day TEXT NOT NULL,
        why TEXT NOT NULL,
        text TEXT NOT NULL,
        deleted_at TEXT
    )
    """,
    "CREATE INDEX plan_versions_by_time ON plan_versions (at)",
    """
    CREATE TABLE measures (
        id TEXT PRIMARY KEY NOT NULL,
        kind TEXT NOT NULL
            CHECK (kind IN ('knee-to-wall', 'heel-raise', 'squat', 'cramps', 'check')),
        at TEXT NOT NULL,
        utc_offset_s INTEGER NOT NULL,
        local_day TEXT NOT NULL,
        content TEXT NOT NULL,
        note TEXT NOT NULL,
        deleted_at TEXT
    )
    """,
    "CREATE INDEX measures_by_kind ON measures (kind, local_day)",
    """
    CREATE TABLE tips (
        id TEXT PRIMARY KEY NOT NULL,
        tip TEXT NOT NULL,
        local_day TEXT NOT NULL,
        at TEXT NOT NULL
    )
    """,
    "CREATE INDEX tips_by_day ON tips (local_day)",
    "CREATE INDEX sessions_deleted ON sessions (deleted_at) WHERE deleted_at IS NOT NULL",
    *_append_only("tips"),
    "DROP TRIGGER IF EXISTS operations_are_never_removed",
    """
    CREATE TABLE wider (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        operation_id TEXT NOT NULL REFERENCES operations (id),
        kind TEXT NOT NULL CHECK (kind IN ('sessions', 'work', 'rests', 'plans', 'measures')),
        row_id TEXT NOT NULL,
        work_no INTEGER NOT NULL,
        before TEXT,
        after TEXT
    )
    """,
    """
    INSERT INTO wider (id, operation_id, kind, row_id, work_no, before, after)
    SELECT id, operation_id, kind, row_id, work_no, before, after FROM touched ORDER BY id
    """,
    "DROP TABLE touched",
    "ALTER TABLE wider RENAME TO touched",
    "CREATE INDEX touched_by_operation ON touched (operation_id)",
    "CREATE INDEX touched_by_row ON touched (row_id)",
    *_append_only("touched", unless=_PURGED),
    _append_only("operations", unless=_NOTHING_LEFT)[1],
)

MIGRATIONS = (
    _FORMAT_1,
    _FORMAT_2,
    _FORMAT_3,
    _FORMAT_4,
)  # the step at index i leads to format i + 1


def statements_of(number: int) -> Iterator[str]:
    """All that makes a file of a format, step by step."""
    return chain.from_iterable(MIGRATIONS[:number])
