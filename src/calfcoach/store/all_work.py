"""The questions about all work, and one of them asked at the side: its kinds, on a connection and a
thread of its own. SQLite lets go of the interpreter while it passes over rows, so that modules are
imported and sessions are read meanwhile.

Owns the sums, and when a thread is worth it. Looks at nothing, and changes nothing.
"""

from __future__ import annotations

import os
import sqlite3
from functools import partial

from calfcoach.store.kinds import one_of_each
from calfcoach.store.meanwhile import begin

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from calfcoach.files.folders import AnyPath

    Kinds = Callable[[], Sequence[sqlite3.Row] | None]
    """Waits for the rows, which nobody has looked at; None where they cannot be had like this, and
    are to be asked for as ever."""

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


def ask_for_kinds(path: AnyPath) -> Kinds:
    """Begin to ask the history at `path` for one row of each kind of its work."""
    return begin(partial(_kinds, path)) if _is_worth_it(path) else _unasked


def _unasked() -> None:
    """Nobody has asked."""


def _is_worth_it(path: AnyPath) -> bool:
    try:
        return os.stat(path).st_size >= _LEAST_BYTES  # noqa: PTH116  # no pathlib here
    except OSError:
        return False


def _kinds(path: AnyPath) -> Sequence[sqlite3.Row] | None:
    try:
        # Waits for nobody: whoever holds the file alone may be the one that waits for this.
        connection = sqlite3.connect(path, timeout=0, isolation_level=None)
        try:
            connection.execute("PRAGMA query_only = ON")
            connection.row_factory = sqlite3.Row
            # In order: they come all at the end, and none has to wait for the interpreter before.
            return connection.execute(f"{one_of_each('work')} ORDER BY work_no").fetchall()
        finally:
            connection.close()
    except sqlite3.Error:
        return None  # whoever asks next meets it too, and tells it
