"""How long was stretched in each session: the sums that a line of the listing shows.

Owns the question, which can be asked at the side. Changes nothing.
"""

from __future__ import annotations

import sqlite3

from calfcoach.store.limits import MOST
from calfcoach.store.meanwhile import ask
from calfcoach.terms import Side

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from calfcoach.files.folders import AnyPath

    Stretched = Callable[[], Mapping[str, str] | None]
    """Waits for what `STRETCHED` gives of each session, by its id; None where it cannot be had like
    this."""

_NO_LENGTH = "?"
_SIDES = ", ".join(f"'{side.value}'" for side in Side)
# Seconds on the left and on the right. As one text, which takes half as long as to go through the
# work twice. Where any of it has no length or no side, it is none either: texts are more than any
# number.
STRETCHED = f"""(
    SELECT CASE WHEN count(CASE WHEN side IN ({_SIDES}) THEN done_s END) = count(*)
        AND coalesce(min(done_s) >= 0 AND max(done_s) <= {MOST}, 1)
        THEN total(CASE side WHEN 'left' THEN done_s END) || ' ' ||
            total(CASE side WHEN 'right' THEN done_s END)
        ELSE '{_NO_LENGTH}' END
    FROM work WHERE session_id = sessions.id AND kind = 'stretch'
)"""  # noqa: S608 - words and a number of ours
# As one text too: for each row that is handed on, a thread would have to wait for the interpreter.
_OF_EACH = f"SELECT group_concat(id || ' ' || {STRETCHED}, char(10)) FROM sessions"  # noqa: S608 - the pieces are ours


def ask_for_stretched(path: AnyPath) -> Stretched | None:
    """Begin to ask the history at `path` for what was stretched in each session, deleted ones too;
    None where that is not worth it."""
    wait = ask(path, _OF_EACH)
    if wait is None:
        return None

    def stretched() -> Mapping[str, str] | None:
        try:
            text = wait()[0][0]
        except sqlite3.Error:  # whoever asks as ever meets it too
            return None
        return dict(line.partition(" ")[::2] for line in text.split("\n")) if text else None

    return stretched


def lengths_of(text: str) -> tuple[float, float]:
    """Left and right, in seconds, of what `STRETCHED` gave. sqlite3.DatabaseError where that is no
    length."""
    if text == _NO_LENGTH:
        raise sqlite3.DatabaseError("a length of work is none")
    left_s, right_s = text.split(" ")
    return float(left_s), float(right_s)
