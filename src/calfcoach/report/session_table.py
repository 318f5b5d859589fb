"""Sessions as the rows of a CSV file: a header, then one row a session.

Owns the columns: those of the JSON listing, in the same order and under the same names.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

COLUMNS = (
    "id",
    "code",
    "status",
    "origin",
    "routine",
    "routine_title",
    "routine_hash",
    "started_at",
    "ended_at",
    "utc_offset_s",
    "local_day",
    "planned_s",
    "lasted_s",
    "run_s",
    "done_s",
    "left_s",
    "right_s",
    "both_s",
    "stretch_left_s",
    "stretch_right_s",
    "planned_left_s",
    "planned_right_s",
    "planned_both_s",
    "paused_s",
    "away_s",
    "tightness",
    "pain_before",
    "pain_worst",
    "pain_after",
    "pain_next_morning",
    "day_answer",
    "options",
    "note",
)
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "'")


def session_csv(sessions: Iterable[Mapping[str, Any]]) -> str:
    """Sessions, each as an object of the JSON listing, as CSV, ending in a line end. A text that a
    spreadsheet would calculate has an apostrophe in front; an empty cell is nothing known."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(COLUMNS)
    for values in sessions:
        writer.writerow([_cell(values[column]) for column in COLUMNS])
    return made.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return f"'{value}"
    return "" if value is None else value
