"""The columns of each table of the latest format: what must be there, and what is asked for where
all of it is wanted.

Apart from `tables`, as to have SQLite make those takes a third of an interpreter; a test holds both
equal.
"""

from __future__ import annotations

COLUMNS = {
    "sessions": (
        "id, status, origin, routine_id, routine_title, routine_hash, started_at, ended_at, "
        "utc_offset_s, local_day, planned_s, planned_left_s, planned_right_s, planned_both_s, "
        "lasted_s, options, day_answer, tightness, pain_before, pain_worst, pain_after, "
        "pain_next_morning, note, updated_at, app_version, deleted_at"
    ),
    "work": (
        "session_id, work_no, step_no, set_no, round_no, exercise_id, exercise_title, kind, "
        "muscles, technique, side, planned_s, done_s, planned_reps, done_reps, load, status, "
        "why, pain, at, reps_left"
    ),
    "gaps": "session_id, work_no, reason, at, seconds",
    "changes": "id, at, session_id, action, what",
    "acknowledgements": "what, version, at",
    "screenings": "id, at, local_day, version, conditions, flags",
    "flags": "id, flag, opened_at, origin",
    "clearances": "id, flag_id, at, door, said, day, closes",
    "day_answers": "id, local_day, at, answer",
    "operations": "no, id, at, kind, source, target",
    "rests": "id, from_day, until_day, reason, at, deleted_at",
    "tombstones": "id, at",
    "plan_versions": "id, plan_id, at, local_day, why, text, deleted_at",
    "measures": "id, kind, at, utc_offset_s, local_day, content, note, deleted_at",
    "tips": "id, tip, local_day, at",
    "touched": "id, operation_id, kind, row_id, work_no, before, after",
}
"""By the name of the table, as a question to it names them."""
