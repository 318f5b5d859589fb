"""What `calfcoach screen` does, without the parsing of its options, so that a quick path can do the
same before the command line's library is imported.
"""

from __future__ import annotations

from collections.abc import Callable

from calfcoach.cli.surroundings import Surroundings
from calfcoach.errors import CoachError
from calfcoach.store import History

EXIT_LEFT = 3


def ask_pages(around: Surroundings) -> int:
    """Put both pages and show what the answers limit; the exit code. CoachError without a
    terminal, HistoryError."""
    return _asked(around, _pages)


def ask_to_clear(around: Surroundings) -> int:
    """Go through the open flags; the exit code. CoachError without a terminal, HistoryError."""
    from calfcoach.cli.clearing import clear_flags

    return _asked(around, clear_flags)


def _asked(around: Surroundings, put: Callable[[History, Surroundings], int]) -> int:
    """What comes of questions that only a person at a terminal can answer."""
    if not around.can_ask:
        raise CoachError(
            "these questions need a terminal, and there is none",
            hint="type the command in a terminal, without a pipe",
            exit_code=2,
        )
    from calfcoach.cli.asking import LeftError

    with History.open(around.folders.history_file) as history:
        try:
            return put(history, around)
        except LeftError:
            return EXIT_LEFT


def _pages(history: History, around: Surroundings) -> int:
    from calfcoach.cli.gate import refuse_for
    from calfcoach.cli.screening import screen as put_pages
    from calfcoach.cli.screening_page import show_limits

    code = put_pages(history, around)
    if code is None:
        code = refuse_for(history, around)  # answering anew clears nothing
    if code is not None:
        return code
    show_limits(history, around)
    return 0
