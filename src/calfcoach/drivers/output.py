"""A terminal that is written to without ever being waited for.

Shared by those that print lines and those that paint.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def unblocked(descriptor: int) -> Iterator[int]:
    """A descriptor of the same output whose writes do not block.

    Of a terminal it is opened anew: `select` reports room for a few bytes and the write of a line
    then blocks, and to set O_NONBLOCK on the given one would set it for the shell too. A terminal
    that cannot be opened, and everything else, is written to as it is.
    """
    try:
        again = os.open(os.ttyname(descriptor), os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
    except OSError:
        yield descriptor
        return
    try:
        yield again
    finally:
        os.close(again)
