"""The day's dose in words: done of asked, for eyes and for ears."""

from __future__ import annotations

from calfcoach.report.clock import clock
from calfcoach.report.dose import Amount, DoseRow
from calfcoach.report.spoken import reps
from calfcoach.script import capital, length, sentence
from calfcoach.terms import Side

_SECONDS_MAX = 99.0  # longer ones are minutes and seconds


def dose_row(row: DoseRow) -> tuple[str, ...]:
    """Title, left and right of a row; what both legs do together stands on the left."""
    left, right, both = (side_amount(row, side) for side in (Side.LEFT, Side.RIGHT, Side.BOTH))
    if both:
        left = f"{left}, {both} both" if left else f"{both} both"
    return (row.title, left, right)


def side_amount(row: DoseRow, side: Side) -> str:
    """What is done of what is asked on a side: 30 of 90 s; 12 of 20 reps; what nobody asked for
    stands alone. Empty where there is neither."""
    was, asked = row.done.get(side, Amount()), row.asked.get(side)
    if asked is None:
        if was.reps:
            return reps(was.reps, row.kind)
        return _seconds(was.seconds) if was.seconds > 0 else ""
    if asked.reps:
        return f"{was.reps or 0} of {reps(asked.reps, row.kind)}"
    if max(was.seconds, asked.seconds) <= _SECONDS_MAX:
        return f"{round(was.seconds)} of {_seconds(asked.seconds)}"
    return f"{clock(was.seconds)} of {clock(asked.seconds)}"


def _seconds(seconds: float) -> str:
    return f"{round(seconds)} s" if seconds <= _SECONDS_MAX else clock(seconds)


def dose_sentence(row: DoseRow) -> str:
    """A row as one sentence."""
    said = [row.title]
    for side, name in (
        (Side.LEFT, "left leg"),
        (Side.RIGHT, "right leg"),
        (Side.BOTH, "both legs"),
    ):
        if spoken := _spoken_amount(row, side):
            said.append(f"{name} {spoken}")
    return sentence(capital(", ".join(said)))


def _spoken_amount(row: DoseRow, side: Side) -> str:
    was, asked = row.done.get(side, Amount()), row.asked.get(side)
    if asked is None:
        if was.reps:
            return reps(was.reps, row.kind)
        return length(was.seconds) if was.seconds > 0 else ""
    if asked.reps:
        return f"{was.reps or 0} of {reps(asked.reps, row.kind)}"
    done = length(was.seconds) if was.seconds > 0 else "nothing"
    return f"{done} of {length(asked.seconds)}"
