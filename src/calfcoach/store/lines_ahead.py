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
    from collections.abc import Iterator, Sequence
    from typing import Any

    from calfcoach.files.folders import AnyPath

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


# A text is more than any number, bytes are more than any text. A column of texts has no numbers.
_SOUND = """
    max(local_day, started_at, id, status, origin, routine_id) < x''
    AND max(utc_offset_s, planned_s, coalesce(lasted_s, 0), coalesce(tightness, 0),
        coalesce(pain_worst, 0), coalesce(pain_after, 0)) < ''
"""
_SOUND_GAP = "max(session_id, reason, at) < x'' AND max(work_no, seconds) < ''"
_SOUND_REST = "max(id, from_day, until_day, reason, at) < x''"
_SESSION = _row((*OWN, *_ALIKE), _NUMBERS)
_RESTS = "(SELECT * FROM rests WHERE deleted_at IS NULL ORDER BY from_day, at, id)"
# One question: at the end of each a thread waits for the interpreter.
_SESSIONS = f"""
    SELECT (SELECT user_version FROM pragma_user_version) AS format,
        count(*) AS session_count, group_concat({_SESSION}, '{LINE}') AS sessions,
        (SELECT count(*) FROM gaps) AS gap_count,
        (SELECT group_concat({_row(_GAP, _GAP_NUMBERS)}, '{LINE}')
            FROM (SELECT * FROM gaps ORDER BY at, rowid)) AS gaps,
        (SELECT count(*) FROM {_RESTS}) AS rest_count,
        (SELECT group_concat({_row(_REST)}, '{LINE}') FROM {_RESTS}) AS rests,
        (SELECT group_concat(id, ' ') FROM sessions
            WHERE deleted_at IS NOT NULL AND typeof(id) = 'text') AS deleted,
        count(CASE WHEN {_SOUND} THEN 1 END) = count(*)
            AND NOT EXISTS (SELECT 1 FROM gaps WHERE NOT ({_SOUND_GAP}))
            AND NOT EXISTS (SELECT 1 FROM {_RESTS} WHERE NOT ({_SOUND_REST})) AS is_sound
    FROM sessions WHERE deleted_at IS NULL
"""  # noqa: S608 - words of ours
_STRETCHED = f"SELECT group_concat(told, '{LINE}') FROM ({EACH_STRETCHED})"  # noqa: S608 - words of ours


class Ahead:
    """The listing of all sessions as it is asked for. `sessions` waits for the row with the
    sessions and what belongs to them, `stretched` for what was stretched in each, `closed` until
    the history is let go of; sqlite3.Error where they cannot be had like this."""

    __slots__ = ("closed", "sessions", "stretched")

    def __init__(self, path: AnyPath) -> None:
        self.sessions, self.stretched, self.closed = meanwhile.begin_all(_answers(path), 3)
        meanwhile.wait_at_exit(self.closed)


def ask_ahead(path: AnyPath) -> Ahead | None:
    """Begin to ask the history at `path`; None where that is not worth it."""
    return Ahead(path) if meanwhile.is_worth_it(path) else None


def _answers(path: AnyPath) -> Iterator[Any]:
    connection = meanwhile.connect(path)
    try:
        connection.execute("BEGIN")  # all is asked of one moment
        connection.row_factory = sqlite3.Row
        yield None
        yield connection.execute(_SESSIONS).fetchone()
        yield connection.execute(_STRETCHED).fetchone()[0]
    finally:
        connection.close()
    yield None
