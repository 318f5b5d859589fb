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
# What was written is handed on by a thread of the kernel, which may have to wait for our very core:
# whoever writes goes on computing for a millisecond or two.
_let_others_run = getattr(os, "sched_yield", lambda: None)
_PIECE = getattr(select, "PIPE_BUF", 512)  # bytes; a pipe that takes anything takes as many


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


def put(descriptor: int, data: bytes) -> bytes:
    """Write as much as is taken at once; what is left. OSError where nobody reads any more.

    Where writing could block (a terminal that cannot be opened anew, a pipe) it is done in pieces
    that a reader who takes anything takes whole.
    """
    try:
        if os.name == "posix" and not os.get_blocking(descriptor):
            left = data[os.write(descriptor, data) :]
            _let_others_run()
            return left
        while data and has_room(descriptor):
            data = data[os.write(descriptor, data[:_PIECE]) :]
    except BlockingIOError:
        pass
    return data


def write_within(descriptor: int, data: bytes, seconds: float) -> None:
    """Write to a terminal that may have stopped reading; what it does not take in time is lost.
    OSError where it is gone."""
    until = time.monotonic() + seconds
    with unblocked(descriptor) as out:
        while (data := put(out, data)) and time.monotonic() < until:
            time.sleep(_LOOK_S)
