"""Where a plan stands, by the number of its day, in the same words everywhere."""

from __future__ import annotations


def where_on(number: int, of_days: int, *, paused: bool) -> str:
    """The day of the plan. While it stands still, `number` is the last day that counted, and the
    one that waits is named."""
    if paused and number < of_days:
        return f"paused before day {number + 1} of {of_days}"
    return f"day {min(number, of_days)} of {of_days}"
