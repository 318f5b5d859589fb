"""The questions about all work, and one of them asked at the side: its kinds, on a connection and a
thread of its own. SQLite lets go of the interpreter while it passes over rows, so that modules are
imported and sessions are read meanwhile.

Owns the SELECTs, and when a thread is worth it. Looks at nothing, and changes nothing. Imports next
to nothing: it is begun first.
"""

from __future__ import annotations

import _thread
import os
import sqlite3

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from calfcoach.files.folders import AnyPath

    Kinds = Callable[[], Sequence[sqlite3.Row] | None]
    """Waits for the rows, which nobody has looked at; None where they cannot be had like this, and
    are to be asked for as ever."""

MOST = 1_000_000_000  # of any number: seconds of thirty years
_LEAST_BYTES = 1_000_000  # of the file: less is asked for as soon as a thread has begun

STRETCHED = """
    SELECT session_id,
        total(CASE WHEN kind = 'stretch' AND side = 'left' THEN done_s END),
        total(CASE WHEN kind = 'stretch' AND side = 'right' THEN done_s END)
    FROM work {those} GROUP BY session_id
"""
# In the order of `WorkSums`.
DONE = """
    SELECT session_id,
        total(CASE side WHEN 'left' THEN done_s END),
        total(CASE side WHEN 'right' THEN done_s END),
        total(CASE side WHEN 'both' THEN done_s END),
        total(CASE WHEN kind = 'stretch' AND side = 'left' THEN done_s END),
        total(CASE WHEN kind = 'stretch' AND side = 'right' THEN done_s END)
    FROM work {those} GROUP BY session_id
"""
# An instant as `instant_text` writes it, and one that is on the calendar; others stay as they are.
# What `date` reads needs no look at its digits: a day that is none, an hour of 24 come out another.
_WRITTEN = "[12]???-??-??T??:??:??.[0-9][0-9][0-9]Z"
_AT = (
    f"CASE WHEN at GLOB '{_WRITTEN}' AND date(at) = substr(at, 1, 10)"
    " THEN '2000-01-01T00:00:00.000Z' ELSE at END AS at"
)
_DONE_S = f"CASE WHEN done_s BETWEEN 0 AND {MOST} THEN 0.0 ELSE done_s END AS done_s"
# The number first: rows that differ in it need no further look, which halves the time. The plus
# keeps SQLite from going along the index of exercises, which costs three times as much.
KINDS = f"""
    SELECT DISTINCT work_no, step_no, set_no, round_no, exercise_title, kind, muscles, technique,
        side, planned_s, planned_reps, done_reps, load, status, why, pain, reps_left,
        +exercise_id AS exercise_id, {_DONE_S}, {_AT}
    FROM work {{those}}
"""  # noqa: S608 - the pieces are ours, ids are bound


def ask_for_kinds(path: AnyPath) -> Kinds:
    """Begin to ask the history at `path` for one row of each kind of its work."""
    found: list[Sequence[sqlite3.Row]] = []
    asking = _thread.allocate_lock()
    if _is_worth_it(path):
        asking.acquire()
        try:
            _thread.start_new_thread(_ask, (path, asking, found))
        except RuntimeError:  # there are too many already
            asking.release()

    def wait() -> Sequence[sqlite3.Row] | None:
        with asking:
            return found[0] if found else None

    return wait


def _is_worth_it(path: AnyPath) -> bool:
    try:
        return bool(sqlite3.threadsafety) and os.stat(path).st_size >= _LEAST_BYTES  # noqa: PTH116  # no pathlib here
    except OSError:
        return False


def _ask(path: AnyPath, asking: _thread.LockType, found: list[Sequence[sqlite3.Row]]) -> None:
    try:
        # Waits for nobody: whoever holds the file alone may be the one that waits for this.
        connection = sqlite3.connect(path, timeout=0, isolation_level=None)
        try:
            connection.execute("PRAGMA query_only = ON")
            connection.row_factory = sqlite3.Row
            # In order: they come all at the end, and none has to wait for the interpreter before.
            kinds = connection.execute(f"{KINDS.format(those='')} ORDER BY work_no")
            found.append(kinds.fetchall())
        finally:
            connection.close()
    except Exception:  # noqa: BLE001  # whoever asks next meets it too, and tells it
        return
    finally:
        asking.release()
