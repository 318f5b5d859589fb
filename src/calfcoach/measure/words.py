"""Numbers with their nouns, for what a test says. Whole sentences of results are `report`'s."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 rep", "22 reps"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def seconds(length_s: float) -> str:
    """A length: seconds, or minutes where they are whole."""
    whole = round(length_s)
    minutes, left_s = divmod(whole, 60)
    return counted(minutes, "minute") if minutes and not left_s else counted(whole, "second")
