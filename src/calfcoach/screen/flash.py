"""A flash: rows of a screen turned over for a moment, to be seen from the corner of an eye.

Owns which rows, how long, and that flashes stay far from what can harm: a flash is two changes of
the screen, and the next one begins a second later at the earliest. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence

from calfcoach.events import CueDue, Event, PhaseEnded
from calfcoach.frozen import replace
from calfcoach.phase import CueKind, PhaseKind
from calfcoach.screen.pieces import Segment, Style
from calfcoach.screen.plan import LEAST_ROWS
from calfcoach.screen.rows import Row, width_of
from calfcoach.terms import Flash

APART_S = 1.0  # between the beginnings of two: never more than two changes in a second
_LASTS_S = {Flash.OFF: 0.0, Flash.SOFT: 0.4, Flash.STRONG: 0.6}
_TURNED = Style(reverse=True)
EXACT_S = 1e-6  # sums of seconds are never quite equal


class Flashing:
    """When it flashes. `speed` is that of a rehearsal: the seconds here are those of a wall."""

    def __init__(self, how: Flash, *, speed: float = 1.0) -> None:
        self._how = how
        self._speed = speed
        self._next_at = 0.0
        self._until = 0.0

    def begin(self, now: float) -> None:
        """Flash from now on, unless one began less than a second ago."""
        if self._how is Flash.OFF or now < self._next_at:
            return
        self._next_at = now + APART_S * self._speed
        self._until = now + _LASTS_S[self._how] * self._speed

    def left_s(self, now: float) -> float:
        """How long it still flashes; 0 where it does not."""
        left_s = self._until - now
        return left_s if left_s > EXACT_S else 0.0

    def turned(self, lines: Sequence[Row], band: range, columns: int, rows: int) -> tuple[Row, ...]:
        """The rows of a screen as they look while it flashes: the same words, in reverse, across
        the whole width."""
        which = flashing_rows(self._how, band, rows)
        padded = [*lines, *([()] * (max(which, default=-1) + 1 - len(lines)))]
        return tuple(
            _turned(line, columns) if number in which else line
            for number, line in enumerate(padded)
        )


def is_flashed(event: Event) -> bool:
    """A change, and the end of work that was not skipped: then it may be that nobody looks."""
    match event:
        case CueDue(cue=cue):
            return cue.kind is CueKind.SWITCH
        case PhaseEnded(phase=phase, finished=finished):
            return finished and phase.kind is PhaseKind.WORK
        case _:
            return False


def flashing_rows(how: Flash, band: range, rows: int) -> range:
    """Soft: the band and a row above and below; in a window of a few rows its own alone.
    Strong: half of the window, from the row above the band."""
    if how is Flash.OFF:
        return range(0)
    around = range(max(0, band.start - 1), min(rows, band.stop + 1))
    if how is Flash.SOFT:
        return band if rows < LEAST_ROWS else around
    half = (rows + 1) // 2
    first = min(around.start, rows - half)
    return range(first, first + half)


def _turned(line: Row, columns: int) -> Row:
    gap = columns - width_of(line)
    row = (*line, Segment(" " * gap)) if gap > 0 else line
    return tuple(
        Segment(text, replace(style, reverse=True) if style else _TURNED) for text, style in row
    )
