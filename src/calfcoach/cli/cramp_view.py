"""How a cramp is shown: lines appended, or the whole window.

Owns the two views. What is said and when is `calfcoach.cramp`'s.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress

from calfcoach.cli.forms import wall_clock, wants_screen
from calfcoach.cli.surroundings import Surroundings
from calfcoach.cli.wishes import Wishes
from calfcoach.cramp import Cramp
from calfcoach.drivers.painter import Frame, Painter
from calfcoach.drivers.plain import Lines
from calfcoach.player import ViewLostError
from calfcoach.screen.cramp_page import cramp_rows
from calfcoach.screen.words import to_whole_s

RETRY_S = 0.5  # a terminal that has stopped reading is tried again


class LinesView:
    """One line after the other."""

    def __init__(self, around: Surroundings) -> None:
        self._lines = Lines(
            sys.stdout.fileno(), sys.stdout.encoding or "utf-8", room=lambda: around.folds_at
        )

    def note(self, line: str) -> None:
        """Tell the answer to a key."""
        with suppress(ViewLostError):  # the next line meets it again
            self._lines.say(line)

    def pass_on(self, data: bytes) -> None:
        """Write whole sequences that move nothing, never inside a line."""
        self._lines.pass_on(data)

    def show(self, cramp: Cramp, said: list[str], now: float) -> float | None:
        """Append what was said; when it wants to be called again. `ViewLostError`."""
        del cramp
        for line in said:
            self._lines.say(line)
        return None if self._lines.flush() else now + RETRY_S


class WindowView:
    """The whole window, drawn anew each second; also the terminal's `Display`. `speed` is that of
    a rehearsal."""

    def __init__(self, around: Surroundings, *, night: bool, speed: float) -> None:
        self._painter = Painter(
            sys.stdout.fileno(),
            encoding=sys.stdout.encoding or "utf-8",
            color=around.wants_color,
        )
        self._night = night
        self._speed = speed
        self._said: tuple[str, ...] = ()
        self._noted = False  # the last of them answers a key

    def enter(self) -> None:
        """Take the terminal over."""
        self._painter.enter()

    def leave(self) -> None:
        """Give the terminal back."""
        self._painter.leave()

    def forget(self) -> None:
        """Show everything anew the next time."""
        self._painter.forget()

    def on_time(self, now: float) -> None:
        """Nothing is got ready: whoever has a cramp watches no pace."""

    def note(self, line: str) -> None:
        """Tell the answer to a key, below what has to be done."""
        told = self._said[:-1] if self._noted else self._said
        self._said, self._noted = (*told, line), True

    def pass_on(self, data: bytes) -> None:
        """Write whole sequences that move nothing, never inside a frame."""
        self._painter.pass_on(data)

    def show(self, cramp: Cramp, said: list[str], now: float) -> float | None:
        """Paint this instant, with what was said last; when it will look different."""
        if said:
            self._said, self._noted = tuple(said), False
        if not self._painter.entered:
            return None
        columns, rows = self._painter.size
        lines = cramp_rows(cramp, self._said, wall_clock(), (columns, rows), night=self._night)
        if not self._painter.paint(Frame(columns=columns, rows=rows, lines=lines)):
            return now + RETRY_S * self._speed
        left_s = cramp.left_s
        changes_s = to_whole_s(-cramp.lasted_s) if left_s is None else to_whole_s(left_s)
        return now + max(changes_s, 0.05 * self._speed)


def view_for(
    around: Surroundings, wishes: Wishes, *, night: bool, speed: float
) -> LinesView | WindowView:
    """The view for this terminal."""
    if os.name == "posix" and wants_screen(around, wishes):
        return WindowView(around, night=night, speed=speed)
    return LinesView(around)
