"""Plain form: one line an event, appended. No escape code, no carriage return.

Owns the writing of lines to a terminal, a pipe or a file without ever holding up the session:
what a stopped terminal does not take now, it gets later.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from calfcoach import replies
from calfcoach.drivers.outgoing import Outgoing
from calfcoach.drivers.output import unblocked
from calfcoach.events import CueDue, Event, Snapshot
from calfcoach.player import ViewLostError
from calfcoach.records import Status

RETRY_S = 0.2
NARROWEST = 10  # cells; below it folding only makes it worse
LAST_WORDS_S = 60.0  # how long the end waits for a terminal that has stopped reading


class Lines:
    """Lines to a file descriptor, in order, without blocking. `room` tells how many cells a line
    of a terminal has just now, so that a longer one is folded between words; None: never. `clock`
    tells real seconds, for what is passed on."""

    def __init__(
        self,
        descriptor: int,
        encoding: str = "utf-8",
        *,
        room: Callable[[], int | None] = lambda: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._descriptor = descriptor
        self._encoding = encoding
        self._room = room
        self._outgoing = Outgoing(clock)

    def say(self, line: str) -> None:
        """Put a line behind what is still waiting. Characters that the encoding lacks become
        question marks. Raises `ViewLostError` when nobody reads any more."""
        said = _folded(line, self._room()) + "\n"
        self._outgoing.waiting += said.encode(self._encoding, "replace")
        self.flush()

    def pass_on(self, data: bytes) -> None:
        """Write whole sequences that move nothing (a bell, an alert), never inside a line, and not
        at all where the terminal takes nothing for 2 s. Raises `ViewLostError` as `say` does."""
        self._outgoing.pass_on(data)
        self.flush()

    def flush(self) -> bool:
        """Write what can be written now; whether all of it was."""
        if self._outgoing.empty:
            return True
        try:
            with unblocked(self._descriptor) as descriptor:
                return self._outgoing.flush(descriptor)
        except OSError as error:
            self._outgoing.drop_passing()
            self._outgoing.waiting = b""
            raise ViewLostError from error


class Plain:
    """The view in plain and in accessible form."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._last = ""
        self._give_up_at: float | None = None

    def pass_on(self, data: bytes) -> None:
        """Write whole sequences that move nothing, never inside a line."""
        self._lines.pass_on(data)

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
    import textwrap  # late: few lines are too long

    return "\n".join(textwrap.wrap(line, room, break_on_hyphens=False))
