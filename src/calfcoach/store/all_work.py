"""The questions about all work: its sums, and its kinds, which can be asked at the side.

Owns the sums. Looks at nothing, and changes nothing.
"""

from __future__ import annotations

from calfcoach.store.kinds import one_of_each_work
from calfcoach.store.meanwhile import ask

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence

    from calfcoach.files.folders import AnyPath

    Kinds = Callable[[], Sequence[sqlite3.Row]]
    """Waits for the rows, which nobody has looked at: sqlite3.Error where they cannot be had like
    this."""

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


def ask_for_kinds(path: AnyPath) -> Kinds | None:
    """Begin to ask the history at `path` for one row of each kind of its work; None where that is
    not worth it."""
    return ask(path, one_of_each_work())
