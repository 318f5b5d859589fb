"""Plain form: one line an event, appended. No escape code, no carriage return.

Owns the writing of lines to a terminal, a pipe or a file without ever holding up the session:
what a stopped terminal does not take now, it gets later.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence

from calfcoach import replies
from calfcoach.drivers.output import put, unblocked
from calfcoach.events import CueDue, Event, Snapshot
from calfcoach.player import ViewLostError
from calfcoach.records import Status

RETRY_S = 0.2
NARROWEST = 10  # cells; below it folding only makes it worse
LAST_WORDS_S = 60.0  # how long the end waits for a terminal that has stopped reading


class Lines:
    """Lines to a file descriptor, in order, without blocking. `room` tells how many cells a line
    of a terminal has just now, so that a longer one is folded between words; None: never."""

    def __init__(
        self,
        descriptor: int,
        encoding: str = "utf-8",
        *,
        room: Callable[[], int | None] = lambda: None,
    ) -> None:
        self._descriptor = descriptor
        self._encoding = encoding
        self._room = room
        self._waiting = b""

    def say(self, line: str) -> None:
        """Put a line behind what is still waiting. Characters that the encoding lacks become
        question marks. Raises `ViewLostError` when nobody reads any more."""
        self._waiting += (_folded(line, self._room()) + "\n").encode(self._encoding, "replace")
        self.flush()

    def flush(self) -> bool:
        """Write what can be written now; whether all of it was."""
        if not self._waiting:
            return True
        try:
            with unblocked(self._descriptor) as descriptor:
                self._waiting = put(descriptor, self._waiting)
        except OSError as error:
            self._waiting = b""
            raise ViewLostError from error
        return not self._waiting


class Plain:
    """The view in plain and in accessible form."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._last = ""
        self._give_up_at: float | None = None

    def update(self, events: Sequence[Event], snapshot: Snapshot, now: float) -> float | None:
        """Print what the events say. A cue that was just said is not said again; a key is
        answered however often it is pressed."""
        for event in events:
            said = replies.words(event)
            if not said or (isinstance(event, CueDue) and said == self._last):
                continue
            for line in said.split("\n"):
                self._lines.say(line)
            self._last = said
        if self._lines.flush():
            return None
        if snapshot.status is not Status.RUNNING:
            self._give_up_at = self._give_up_at or now + LAST_WORDS_S
            return None if now >= self._give_up_at else now + RETRY_S
        return now + RETRY_S


def _folded(line: str, room: int | None) -> str:
    if room is None or len(line) <= room or room < NARROWEST:
        return line
    return "\n".join(textwrap.wrap(line, room, break_on_hyphens=False))
