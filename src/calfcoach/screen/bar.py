"""The bar of a session: one segment a step, its length its time.

Owns what the segments are and how cells are shared among them. The rounds of a circuit are
segments of their own, because that is how one goes through them.
"""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import groupby

from calfcoach.frozen import frozen
from calfcoach.phase import Phase
from calfcoach.screen.lasting import lasting
from calfcoach.timeline import Timeline

DONE, LEFT = "━", "─"


@frozen
class Bar:
    """Seconds of each segment, and how many of all are over."""

    segments: tuple[float, ...]
    passed_s: float


def bar_of(timeline: Timeline, index: int, elapsed_s: float) -> Bar:
    """The bar when `elapsed_s` of the phase at `index` have passed."""
    segments, before_s = _lengths(timeline, index)
    here_s = min(elapsed_s, _length(timeline.phases[index]))
    return Bar(segments=segments, passed_s=math.floor(before_s + here_s + 1e-6))


@lasting(lambda timeline, index: (index, timeline.phases[index], timeline))
def _lengths(timeline: Timeline, index: int) -> tuple[tuple[float, ...], float]:
    """Seconds of each segment, and of all before the phase at `index`."""
    grouped = groupby(timeline.phases, key=_segment)
    segments = tuple(sum(_length(phase) for phase in group) for _, group in grouped)
    return segments, sum(_length(phase) for phase in timeline.phases[:index])


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


@lru_cache(maxsize=4)
def _shared(segments: tuple[float, ...], room: int) -> tuple[int, ...]:
    """Cells for each segment by its time, one at least; together `room`."""
    total = sum(segments)
    weights = segments if total else (1.0,) * len(segments)  # waits for a key alone
    spare = room - len(segments)
    exact = [spare * weight / sum(weights) for weight in weights]
    cells = [1 + math.floor(each) for each in exact]
    by_rest = sorted(range(len(exact)), key=lambda i: exact[i] % 1, reverse=True)
    for index in by_rest[: room - sum(cells)]:
        cells[index] += 1
    return tuple(cells)
