"""The history: one SQLite file with every session, its work, every change to it, the plan as it
stood each time, what was measured, and what was answered to the safety questions.

`History` is the door; `SessionStart` what a session begins with; `HistoryError` what may go
wrong. Never reads the clock and knows nothing of terminals, routines' files or reports.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from calfcoach.days import instant_text, local_day, read_instant
    from calfcoach.records import SessionStart
    from calfcoach.store.faults import HistoryError
    from calfcoach.store.history import History
    from calfcoach.store.ids import new_id, shortest_codes

__all__ = [
    "History",
    "HistoryError",
    "SessionStart",
    "instant_text",
    "local_day",
    "new_id",
    "read_instant",
    "shortest_codes",
]

_IN = {
    "History": "calfcoach.store.history",
    "HistoryError": "calfcoach.store.faults",
    "SessionStart": "calfcoach.records",
    "instant_text": "calfcoach.days",
    "local_day": "calfcoach.days",
    "new_id": "calfcoach.store.ids",
    "read_instant": "calfcoach.days",
    "shortest_codes": "calfcoach.store.ids",
}


def __getattr__(name: str) -> Any:
    """Imported as it is asked for: what all of it needs is half of what a listing waits for, and
    work is asked for meanwhile."""
    if name not in _IN:
        raise AttributeError(name)
    return getattr(__import__(_IN[name], fromlist=[name]), name)
