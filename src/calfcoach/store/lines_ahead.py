"""The listing of all sessions, asked for at the side before what draws it is imported.

Owns the questions and when they are asked. Everything comes as a text: for each row that is handed
on, a thread would have to wait for the interpreter. The sessions come first, so that they are
looked over while what was stretched in them is added up. Changes nothing.
"""

from __future__ import annotations

try:
    import _sqlite3 as sqlite3  # what else `sqlite3` imports can wait for the thread to begin
except ImportError:
    import sqlite3  # type: ignore[no-redef]  # the same, where Python is made otherwise

from calfcoach.store import meanwhile
from calfcoach.store.stretched import EACH_STRETCHED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Any

    from calfcoach.files.folders import AnyPath

    Ahead = tuple[Callable[[], sqlite3.Row], Callable[[], sqlite3.Row]]
    """Waits for the sessions with what belongs to them, and for what was stretched in each.
    sqlite3.Error where they cannot be had like this."""

FIELD, LINE = "\x1f", "\x1e"  # between values and between rows; in none of them
# Those of `LINE_FIELDS`, which are not imported before something is asked.
OWN = ("local_day", "started_at", "id", "coalesce(lasted_s, '')")
_ALIKE = ("status", "origin", "routine_id")
_NUMBERS = ("utc_offset_s", "planned_s", "tightness", "pain_worst", "pain_after")
_GAP, _GAP_NUMBERS = ("session_id", "reason", "at"), ("work_no", "seconds")
_REST = ("id", "from_day", "until_day", "reason", "at")


def _row(texts: Sequence[str], numbers: Sequence[str] = ()) -> str:
    """The values as one text; nothing for no number."""
    # The quickest way for each: `printf` ends a text at its first NUL.
    told = f" || '{FIELD}' || ".join(texts)
    if not numbers:
        return told
    return f"{told} || printf('{f'{FIELD}%s' * len(numbers)}', {', '.join(numbers)})"


# One question: at the end of each a thread waits for the interpreter.
_SESSIONS = f"""
    SELECT (SELECT user_version FROM pragma_user_version) AS format,
        (SELECT group_concat({_row(_REST)}, '{LINE}') FROM (
            SELECT * FROM rests WHERE deleted_at IS NULL ORDER BY from_day, at, id)) AS rests,
        (SELECT group_concat({_row(_GAP, _GAP_NUMBERS)}, '{LINE}')
            FROM (SELECT * FROM gaps ORDER BY at, rowid)) AS gaps,
        (SELECT group_concat(id, ' ') FROM sessions
            WHERE deleted_at IS NOT NULL AND typeof(id) = 'text') AS deleted,
        count(*) AS count, group_concat({_row((*OWN, *_ALIKE), _NUMBERS)}, '{LINE}') AS sessions
    FROM sessions WHERE deleted_at IS NULL
"""  # noqa: S608 - words of ours
_STRETCHED = f"SELECT group_concat(told, '{LINE}') AS stretched FROM ({EACH_STRETCHED})"  # noqa: S608 - words of ours


def ask_ahead(path: AnyPath) -> Ahead | None:
    """Begin to ask the history at `path`; None where that is not worth it."""
    if not meanwhile.is_worth_it(path):
        return None
    sessions, stretched = meanwhile.begin_all(_answers(path), 2)
    return sessions, stretched


def _answers(path: AnyPath) -> Iterator[Any]:
    connection = meanwhile.connect(path)
    connection.row_factory = sqlite3.Row
    try:
        connection.execute("BEGIN")  # all is asked of one moment
        yield connection.execute(_SESSIONS).fetchone()
        yield connection.execute(_STRETCHED).fetchone()
    finally:
        connection.close()
