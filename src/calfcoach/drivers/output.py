"""A terminal that is written to without ever being waited for.

Shared by those that print lines and those that paint.
"""

from __future__ import annotations

import os
import select
import time
from collections.abc import Iterator
from contextlib import contextmanager

_LOOK_S = 0.05


@contextmanager
def unblocked(descriptor: int) -> Iterator[int]:
    """A descriptor of the same output whose writes do not block.

    Of a terminal it is opened anew: `select` reports room for a few bytes and the write of a line
    then blocks, and to set O_NONBLOCK on the given one would set it for the shell too. A terminal
    that cannot be opened, and everything else, is written to as it is.
    """
    if os.name != "posix":  # Windows: its console takes what it is given
        yield descriptor
        return
    try:
        again = os.open(os.ttyname(descriptor), os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
    except OSError:
        yield descriptor
        return
    try:
        yield again
    finally:
        os.close(again)


def has_room(descriptor: int, within_s: float = 0.0) -> bool:
    """Whether something can be written now, or soon. Windows can ask that of sockets only."""
    return os.name != "posix" or bool(select.select([], [descriptor], [], within_s)[1])


def write_within(descriptor: int, data: bytes, seconds: float) -> None:
    """Write to a terminal that may have stopped reading; what it does not take in time is lost.
    OSError where it is gone."""
    until = time.monotonic() + seconds
    with unblocked(descriptor) as out:
        while data and (left_s := until - time.monotonic()) > 0:
            if has_room(out, min(left_s, _LOOK_S)):
                try:
                    data = data[os.write(out, data) :]
                except BlockingIOError:  # it has room, and has stopped
                    time.sleep(_LOOK_S)
