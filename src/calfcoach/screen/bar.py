"""The bar of a session: one segment a step, its length its time.

Owns what the segments are and how cells are shared among them. The rounds of a circuit are
segments of their own, because that is how one goes through them.
"""

from __future__ import annotations

import math
from itertools import groupby

from calfcoach.frozen import frozen
from calfcoach.phase import Phase
from calfcoach.timeline import Timeline

DONE, LEFT = "━", "─"


@frozen
class Bar:
    """Seconds of each segment, and how many of all are over."""

    segments: tuple[float, ...]
    passed_s: float


def bar_of(timeline: Timeline, index: int, elapsed_s: float) -> Bar:
    """The bar when `elapsed_s` of the phase at `index` have passed."""
    phases = timeline.phases
    before_s = sum(_length(phase) for phase in phases[:index])
    here_s = min(elapsed_s, _length(phases[index]))
    grouped = groupby(phases, key=_segment)
    return Bar(
        segments=tuple(sum(_length(phase) for phase in group) for _, group in grouped),
        passed_s=math.floor(before_s + here_s + 1e-6),
    )


def _length(phase: Phase) -> float:
    return phase.duration_s if math.isfinite(phase.duration_s) else 0.0


def _segment(phase: Phase) -> tuple[int, int]:
    item = phase.item
    return (item.circuit_no, item.round_no) if item.circuit_no else (0, item.block_no)


def drawn_bar(bar: Bar, columns: int) -> tuple[str, str]:
    """The bar in `columns` cells: the part that is over, and the rest. Segments stand apart by
    one cell, unless there are too many of them."""
    segments = bar.segments
    if len(segments) * 3 > columns:
        segments = (sum(segments),)
    cells = _shared(segments, columns - len(segments) + 1)
    before, after = "", ""
    left_s = bar.passed_s
    for number, (seconds, room) in enumerate(zip(segments, cells, strict=True)):
        share = min(1.0, left_s / seconds) if seconds else 1.0
        full = math.floor(room * share + 1e-9)
        left_s = max(0.0, left_s - seconds)
        gap = " " if number else ""
        text = gap + DONE * full
        if after:
            after += gap + LEFT * room
        else:
            before += text
            after += LEFT * (room - full)
    return before, after


def _shared(segments: tuple[float, ...], room: int) -> list[int]:
    """Cells for each segment by its time, one at least; together `room`."""
    total = sum(segments)
    weights = segments if total else (1.0,) * len(segments)  # waits for a key alone
    spare = room - len(segments)
    exact = [spare * weight / sum(weights) for weight in weights]
    cells = [1 + math.floor(each) for each in exact]
    by_rest = sorted(range(len(exact)), key=lambda i: exact[i] % 1, reverse=True)
    for index in by_rest[: room - sum(cells)]:
        cells[index] += 1
    return cells
