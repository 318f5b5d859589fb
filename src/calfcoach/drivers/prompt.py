"""A question before or after a session, answered with a line.

Owns the asking alone. The terminal is in its ordinary state here, so that what is typed is seen
and can be corrected. What it does on Windows is untried.
"""

from __future__ import annotations

import contextlib
import os
import select
import sys
import time
from collections.abc import Iterator

from calfcoach.files.problems import visible

DROPPED_S = 0.5  # keys this soon after a question were not meant for it
_LINE_BYTES = 1024
_NARROWEST = 10  # cells; below it folding only makes it worse


def ask(
    *lines: str,
    patience_s: float | None = None,
    room: int | None = None,
    as_typed: bool = False,
) -> str | None:
    """Print the lines on stderr and read one line of answer, without spaces around it, in
    lower case unless `as_typed`. None at the end of input, or when `patience_s` is over: no
    answer. What would steer the terminal is shown by its number: a line may carry a title of the
    history. Lines are folded between words to `room` cells, where there is such a limit.

    A job in the background has nobody to ask. A question that can wait stops it there, as every
    program that reads is stopped; one with patience is not even put."""
    keyboard = sys.stdin.fileno()
    if patience_s is not None and _is_in_background(keyboard):
        return None
    with _early_keys_dropped(keyboard):
        for line in lines:
            sys.stderr.write(f"{_folded(visible(line), room)}\n")
        sys.stderr.flush()
        time.sleep(DROPPED_S)
    try:
        typed = _is_typed(keyboard, patience_s)
        if not typed and room is not None:
            sys.stderr.write("\n")  # half a line may stand there
        data = os.read(keyboard, _LINE_BYTES) if typed else b""
    except OSError:  # the terminal has gone
        return None
    answer = data.decode("utf-8", "replace").strip()
    return (answer if as_typed else answer.lower()) if data else None


def _folded(line: str, room: int | None) -> str:
    if room is None or len(line) <= room or room < _NARROWEST:
        return line
    import textwrap  # late: few lines are too long

    return "\n".join(textwrap.wrap(line, room, break_on_hyphens=False))


def _is_in_background(keyboard: int) -> bool:
    try:
        return os.tcgetpgrp(keyboard) != os.getpgrp()
    except (OSError, AttributeError):  # no terminal of ours; Windows
        return False


if sys.platform == "win32":
    import msvcrt

    _POLL_S = 0.05  # nothing there waits for a key and a time at once

    @contextlib.contextmanager
    def _early_keys_dropped(keyboard: int) -> Iterator[None]:
        del keyboard
        yield
        while msvcrt.kbhit():
            msvcrt.getwch()

    def _is_typed(keyboard: int, patience_s: float | None) -> bool:
        """Wait for the first key of an answer; whether it came in time."""
        del keyboard
        until = None if patience_s is None else time.monotonic() + patience_s
        while not msvcrt.kbhit():
            if until is not None and time.monotonic() >= until:
                return False
            time.sleep(_POLL_S)
        return True

else:
    import termios

    @contextlib.contextmanager
    def _early_keys_dropped(keyboard: int) -> Iterator[None]:
        """Neither taken nor seen: what is shown looks as if it had been taken."""
        try:
            settings = termios.tcgetattr(keyboard)
            unseen = [*settings]
            unseen[3] &= ~(termios.ECHO | termios.ECHONL)
            termios.tcsetattr(keyboard, termios.TCSANOW, unseen)
        except termios.error:  # the terminal has gone
            yield
            return
        try:
            yield
        finally:
            with contextlib.suppress(termios.error):
                termios.tcsetattr(keyboard, termios.TCSAFLUSH, settings)

    def _is_typed(keyboard: int, patience_s: float | None) -> bool:
        """Wait for an answer, a whole line; whether it came in time. Half a line that did not is
        no command for the shell either."""
        if select.select([keyboard], [], [], patience_s)[0]:
            return True
        with contextlib.suppress(termios.error):
            termios.tcflush(keyboard, termios.TCIFLUSH)
        return False
