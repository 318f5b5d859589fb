"""Which form a session has on this terminal, and how its end is told in it.

Owns the choice: the screen where a person sees a terminal that can be painted, else plain lines.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from datetime import UTC, datetime

from calfcoach.cli.letters import encoding_of
from calfcoach.cli.surroundings import COLORLESS, Surroundings
from calfcoach.cli.wishes import Wishes
from calfcoach.files.settings import Settings
from calfcoach.model import Routine
from calfcoach.terms import Flash

TYPE_CHECKING = False
if TYPE_CHECKING:
    from calfcoach.drivers.screen import Screen
    from calfcoach.player import Outcome
    from calfcoach.screen.rows import Row


def wants_screen(around: Surroundings, wishes: Wishes) -> bool:
    """Whether the session is shown on a whole terminal."""
    if wishes.plain or around.accessible or not around.stdout_is_terminal or os.name != "posix":
        return False
    return around.environ.get("TERM", "") not in ("", *COLORLESS)


def open_screen(around: Surroundings, wishes: Wishes, *, speed: float, flash: Flash) -> Screen:
    """The view in screen form, on stdout's terminal."""
    from calfcoach.drivers.painter import Painter
    from calfcoach.drivers.screen import Screen

    painter = Painter(
        sys.stdout.fileno(),
        encoding=encoding_of(around.environ, ascii=wishes.ascii),
        color=around.wants_color,
    )
    return Screen(
        painter,
        wall=wall_clock,
        big=wishes.big,
        speed=speed,
        flash=flash,
        pictures=around.settings.pictures,
    )


def flash_of(routine: Routine, settings: Settings) -> Flash:
    """How strongly it flashes: as the settings say, and where they say nothing softly for a
    routine that wishes it."""
    if settings.origins["flash"] != "default":
        return settings.flash
    return Flash.SOFT if routine.flash else settings.flash


def wall_clock() -> datetime:
    """The time of day where the person is."""
    return datetime.now(UTC).astimezone()


def end_lines(outcome: Outcome, around: Surroundings, *, keeping: str) -> list[str]:
    """The end in screen form, as lines for the scrollback."""
    from calfcoach.screen.ending import end_rows

    rows = end_rows(
        outcome.snapshot,
        wall_clock(),
        keeping=keeping,
        lasted_s=outcome.lasted_s,
        columns=around.room or 80,
    )
    return painted(rows, color=around.wants_color)


def painted(rows: Iterable[Row], *, color: bool) -> list[str]:
    """Rows as lines of text with the codes of their styles; without colours where they are not
    wanted."""
    lines = []
    for row in rows:
        line = ""
        for text, style in row:
            codes = style.codes(color=color) if style else ""
            line += f"\x1b[{codes}m{text}\x1b[0m" if codes else text
        lines.append(line)
    return lines
