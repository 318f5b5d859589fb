"""How long was stretched in each session: the sums that a line of the listing shows.

Owns how they are asked for, and reads the answer. Asks nothing itself.
"""

from __future__ import annotations

from calfcoach.store.limits import MOST

# Seconds on the left and on the right, as one text. Where any of the work has no length or no side,
# that on the left is endless, as a sum less is asked for so: texts are more than any number.
_LENGTHS = f"""
    total(CASE WHEN done_s BETWEEN 0 AND {MOST} THEN
            CASE side WHEN 'left' THEN done_s WHEN 'right' THEN 0 WHEN 'both' THEN 0 ELSE 9e999 END
        ELSE 9e999 END)
    || ' ' || total(CASE side WHEN 'right' THEN done_s END)
"""
STRETCHED = f"""(
    SELECT {_LENGTHS} FROM work WHERE session_id = sessions.id AND kind = 'stretch'
)"""  # noqa: S608 - words and a number of ours
"""Of one session, as a column."""
EACH_STRETCHED = f"""
    SELECT session_id || ' ' || {_LENGTHS} AS told FROM work
    WHERE kind = 'stretch' AND +session_id < x'' GROUP BY session_id
"""  # noqa: S608 - words and a number of ours
"""Of all that have any, behind the id: in the order of the table, and so in two thirds of the time
of a question a session. An id of bytes, which are more than any text, is left out before it can
part the rows of a session, where it may stand in a damaged file (`+`: each row is looked at)."""
NOTHING = "0.0 0.0"


def lengths_of(text: str) -> tuple[float, float]:
    """Left and right, in seconds, of what was asked for. sqlite3.DatabaseError where that is no
    length."""
    left_s, right_s = map(float, text.split(" "))
    if left_s == float("inf"):
        import sqlite3  # late: the questions are asked before it is there

        raise sqlite3.DatabaseError("a length of work is none")
    return left_s, right_s
