"""A question before or after a session, answered with a line.

Owns the asking alone. The terminal is in its ordinary state here, so that what is typed is seen
and can be corrected.
"""

from __future__ import annotations

import os
import select
import sys

from calfcoach.files.problems import visible

DROPPED_S = 0.5  # keys this soon after a question were not meant for it
_LINE_BYTES = 1024


def ask(*lines: str, patience_s: float | None = None) -> str | None:
    """Print the lines on stderr and read one line of answer, without spaces around it, in
    lower case. None at the end of input, or when `patience_s` is over: no answer. What would
    steer the terminal is shown by its number: a line may carry a title of the history."""
    for line in lines:
        sys.stderr.write(f"{visible(line)}\n")
    sys.stderr.flush()
    keyboard = sys.stdin.fileno()
    _drop_early_keys(keyboard)
    try:
        ready, _, _ = select.select([keyboard], [], [], patience_s)
        data = os.read(keyboard, _LINE_BYTES) if ready else b""
    except OSError:  # the terminal has gone
        return None
    return data.decode("utf-8", "replace").strip().lower() if data else None


def _drop_early_keys(keyboard: int) -> None:
    try:
        import termios
    except ImportError:  # Windows has no such queue to empty
        return
    select.select([], [], [], DROPPED_S)
    try:
        termios.tcflush(keyboard, termios.TCIFLUSH)
    except termios.error:
        return
