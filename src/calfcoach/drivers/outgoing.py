"""What is on its way to a terminal: what must arrive, and what may be lost.

Shared by those that print lines and those that paint. Owns the order: what is passed on (a bell, an
alert) is written only where nothing is half written, and is no longer wanted after a while.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

from calfcoach.drivers.output import put

STALE_S = 2.0  # an alert or a bell that comes later calls for what is over


class Outgoing:
    """`clock` tells real seconds; it says when what is passed on is too old."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self.waiting = b""
        self._passing: deque[tuple[float, bytes]] = deque()

    @property
    def empty(self) -> bool:
        """Whether nothing waits to be written."""
        return not self.waiting and not self._passing

    def pass_on(self, data: bytes) -> None:
        """Put whole sequences behind what waits, in front of what is added later."""
        self._forget_old()
        if data:
            self._passing.append((self._clock() + STALE_S, data))

    def drop_passing(self) -> None:
        """Keep only what must arrive."""
        self._passing.clear()

    def flush(self, descriptor: int) -> bool:
        """Write what is taken now; whether that was all. OSError where nobody reads any more."""
        if self.waiting:
            self.waiting = put(descriptor, self.waiting)
        self._forget_old()
        while self._passing and not self.waiting:
            data = self._passing[0][1]
            left = put(descriptor, data)
            if left == data:
                return False
            self._passing.popleft()
            self.waiting = left  # half of a sequence would take what follows into itself
        return self.empty

    def _forget_old(self) -> None:
        while self._passing and self._clock() >= self._passing[0][0]:
            self._passing.popleft()
