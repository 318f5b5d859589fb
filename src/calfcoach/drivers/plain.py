"""Plain form: one line an event, appended. No escape code, no carriage return.

Owns the writing of lines to a terminal, a pipe or a file without ever holding up the session:
what a stopped terminal does not take now, it gets later.
"""

from __future__ import annotations

import os
import select
from collections.abc import Sequence

from calfcoach import replies
from calfcoach.events import Event, Snapshot
from calfcoach.player import ViewLostError

RETRY_S = 0.2
LAST_WORDS_S = 2.0  # how long the end waits for a terminal that has stopped reading


class Lines:
    """Lines to a file descriptor, in order, without blocking."""

    def __init__(self, descriptor: int, encoding: str = "utf-8") -> None:
        self._descriptor = descriptor
        self._encoding = encoding
        self._waiting = b""

    def say(self, line: str) -> None:
        """Put a line behind what is still waiting. Characters that the encoding lacks become
        question marks. Raises `ViewLostError` when nobody reads any more."""
        self._waiting += (line + "\n").encode(self._encoding, "replace")
        self.flush()

    def flush(self) -> bool:
        """Write what can be written now; whether all of it was."""
        try:
            while self._waiting and select.select([], [self._descriptor], [], 0)[1]:
                # A terminal or pipe that takes anything takes one line; more might block.
                head = self._waiting[:512]
                self._waiting = self._waiting[os.write(self._descriptor, head) :]
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
        """Print what the events say; the same sentence never twice in a row."""
        for event in events:
            line = replies.words(event)
            if line and line != self._last:
                self._lines.say(line)
                self._last = line
        if self._lines.flush():
            return None
        if snapshot.status.value != "running":
            self._give_up_at = self._give_up_at or now + LAST_WORDS_S
            return None if now >= self._give_up_at else now + RETRY_S
        return now + RETRY_S
