"""Sessions brought to an instant worth looking at, and their screens as text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from virtual import Run

from calfcoach.events import Act, Digit, Snapshot
from calfcoach.files.catalog import Catalog
from calfcoach.files.folders import find_folders
from calfcoach.phase import Coaching, PhaseKind
from calfcoach.screen.ending import end_rows
from calfcoach.screen.keys_page import keys_page
from calfcoach.screen.layout import laid_out
from calfcoach.screen.pages import page_of
from calfcoach.screen.rows import Row, width_of
from calfcoach.terms import Pictures, Side
from calfcoach.timeline import Timeline, compile_routine

STARTED = datetime(2026, 11, 17, 7, 42, 0, tzinfo=UTC)
SIZES = ((200, 60), (120, 40), (80, 24), (60, 16), (40, 12), (20, 3))


def shipped(name: str, home: Path) -> Timeline:
    """A routine that comes with CalfCoach, laid out."""
    catalog = Catalog(find_folders({"CALFCOACH_HOME": str(home)}))
    return compile_routine(catalog.routine(name), coaching=Coaching())


def started(name: str, home: Path, until_s: float) -> Run:
    """A run of a shipped routine, `until_s` seconds after its start."""
    run = Run(shipped(name, home))
    run.until(until_s)
    return run


def _hold(home: Path) -> Run:
    return started("daily", home, 83.0)


def _tempo(home: Path) -> Run:
    return started("daily", home, 355.0 + 3 * 7 + 1)


def _rest(home: Path) -> Run:
    run = started("strength", home, 0)
    while run.at.phase.kind is not PhaseKind.REST:
        run.pass_s(1)
    run.pass_s(27)
    return run


def _switch(home: Path) -> Run:
    return started("daily", home, 106.0)


def _pause(home: Path) -> Run:
    run = _hold(home)
    run.press(Act.PAUSE)
    run.pass_s(41)
    return run


def _asking(*commands: Act | Digit) -> Callable[[Path], Run]:
    def asked(home: Path) -> Run:
        run = _hold(home)
        for command in commands:
            run.pass_s(1)
            run.press(command)
        return run

    return asked


def _away(home: Path) -> Run:
    run = _hold(home)
    run.absent(95)
    run.pass_s(3)
    return run


def _returning(home: Path) -> Run:
    run = _pause(home)
    run.press(Act.PAUSE)
    run.pass_s(2)
    return run


def _right(home: Path) -> Run:
    return started("daily", home, 118.0)


def _rolling(home: Path) -> Run:
    run = started("roll", home, 0)
    while run.at.phase.kind is not PhaseKind.WORK or run.at.phase.item.side is not Side.RIGHT:
        run.pass_s(1)
    run.pass_s(20)
    return run


SCENES: dict[str, Callable[[Path], Run]] = {
    "first start": lambda home: started("daily", home, 1.0),
    "hold": _hold,
    "hold right": _right,
    "tempo": _tempo,
    "rest": _rest,
    "switch": _switch,
    "pause": _pause,
    "returning": _returning,
    "away": _away,
    "rolling": _rolling,
    "stop question": _asking(Act.QUIT),
    "pain question": _asking(Act.HURT, Digit(value=4)),
    "after pain": _asking(Act.HURT, Digit(value=4), Act.ENTER),
}


def picture(
    snapshot: Snapshot,
    now_s: float,
    columns: int,
    rows: int,
    *,
    big: bool = False,
    pictures: Pictures = Pictures.OFF,
    dots: bool = True,
) -> list[str]:
    """The screen of an instant as lines of text; every line fits."""
    wall = STARTED + timedelta(seconds=now_s)
    page = page_of(snapshot, wall, pictures=pictures, dots=dots)
    return as_text(laid_out(page, columns, rows, big=big), columns, rows)


def as_text(lines: Iterable[Row], columns: int, rows: int) -> list[str]:
    lines = list(lines)
    assert len(lines) <= rows
    assert all(width_of(line) <= columns for line in lines)
    return ["".join(piece.text for piece in line).rstrip() for line in lines]


def keys_picture(snapshot: Snapshot, now_s: float, columns: int, rows: int) -> list[str]:
    """The page of keys over an instant."""
    wall = STARTED + timedelta(seconds=now_s)
    return as_text(keys_page(page_of(snapshot, wall), columns, rows), columns, rows)


def end_picture(run: Run, columns: int) -> list[str]:
    """What stays of a session in the scrollback."""
    lines = end_rows(
        run.at,
        STARTED + timedelta(seconds=run.now),
        keeping="Saved.",
        lasted_s=run.now,
        columns=columns,
    )
    return as_text(lines, columns, len(lines))


def styled(snapshot: Snapshot, now_s: float, columns: int, rows: int) -> list[str]:
    """The styles of a screen: for each row its pieces with their styles, blanks left out."""
    wall = STARTED + timedelta(seconds=now_s)
    lines = []
    for number, line in enumerate(laid_out(page_of(snapshot, wall), columns, rows), 1):
        pieces = [f"[{p.style}]{p.text.strip()}" for p in line if p.style and p.text.strip()]
        if pieces:
            lines.append(f"{number:2} {' '.join(pieces)}")
    return lines


def _to_the_end(home: Path) -> Run:
    run = _pause(home)
    run.press(Act.PAUSE)
    run.to_end()
    return run


def _stopped(home: Path) -> Run:
    run = started("daily", home, 0)
    run.pass_s(80)
    run.press(Act.NEXT)
    run.pass_s(60)
    run.absent(95)
    run.press(Act.PAUSE)
    run.pass_s(60)
    run.press(Act.STOP)
    return run


def _strong(home: Path) -> Run:
    run = started("strength", home, 0)
    run.to_end()
    return run


ENDS: dict[str, Callable[[Path], Run]] = {
    "whole": _to_the_end,
    "stopped": _stopped,
    "strength": _strong,
}
