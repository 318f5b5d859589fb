"""The figure that stands opposite the digits: which pose of it, and where there is room for it.

Owns the window from which on there is one, what makes way on a page for it, and its rows. It is
the first thing to give way: no digit, no sentence and no key is smaller or gone because of it.
How a figure is drawn is `figure`'s. Pure.
"""

from __future__ import annotations

from functools import lru_cache
from math import ceil

from calfcoach.events import Mode, Snapshot
from calfcoach.figure.drawing import LEAST_COLS, LEAST_ROWS, drawn
from calfcoach.figure.model import Figure, Motion
from calfcoach.figure.motion import place
from calfcoach.figure.shapes import frame
from calfcoach.figure.stroke import Frame
from calfcoach.frozen import replace
from calfcoach.model import Continuous, Parts, Reps, Tempo
from calfcoach.phase import Phase, PhaseKind, WorkItem
from calfcoach.screen.page import Ink, Page, Picture
from calfcoach.screen.rows import Row, row
from calfcoach.screen.styles import BAND
from calfcoach.terms import Pictures, Side

FROM_ROOM, FROM_ROWS = 58, 16  # cells between the margins of 60 columns
MOST = (56, 28)  # columns and rows: a larger one says no more
MOST_MOVING = (32, 13)  # of one that moves: all its cells change, in 200 bytes a second
DOTS = "\N{BRAILLE PATTERN DOTS-12345678}"  # what an encoding must have for a figure in Braille
_ARROWS = 12
_AFTER = {
    Pictures.MOVING: Pictures.STILL,
    Pictures.STILL: Pictures.OFF,
    Pictures.OFF: Pictures.MOVING,
}
_TOLD = {
    Pictures.MOVING: "The picture moves.",
    Pictures.STILL: "The picture stands still.",
    Pictures.OFF: "No picture.",
}
_SMALL = "The window is too small for it."
_KEPT = 64  # drawn poses: those of an exercise on both sides, at two sizes


def after(how: Pictures) -> Pictures:
    """What the key makes of it."""
    return _AFTER[how]


def told(how: Pictures, columns: int, rows: int, *, stands: bool) -> str:
    """The answer to the key, in a window of this size; `stands`: on the page that is shown."""
    if how is Pictures.OFF or stands:
        return _TOLD[how]
    why = "It has no place on this page." if has_room(columns, rows) else _SMALL
    return f"{_TOLD[how]} {why}"


def picture_of(snapshot: Snapshot, how: Pictures, *, dots: bool) -> Picture | None:
    """What is seen of the exercise in this instant; None where there is nothing to be done, or
    where it has no figure. `dots` is False where only plain characters can be written."""
    figure = snapshot.phase.item.exercise.picture
    if figure is None or how is Pictures.OFF or not _is_seen(snapshot):
        return None
    item = snapshot.phase.item
    moves = how is Pictures.MOVING and snapshot.mode is Mode.RUNNING
    if figure.motion is Motion.PARTS:
        at = place(figure, elapsed_s=0.0, part=_part(item))  # also before it: what comes is laid on
    else:
        at = _at(figure, snapshot) if moves and snapshot.phase.kind is PhaseKind.WORK else 0.0
    return Picture(figure=figure, side=item.side, at=at, dots=dots)


def _is_seen(snapshot: Snapshot) -> bool:
    """In a pause there are keys to be read, and in a rest there is nothing to do."""
    if snapshot.mode is Mode.RETURNING:
        return True
    kind = snapshot.phase.kind
    return snapshot.mode is Mode.RUNNING and kind not in (PhaseKind.REST, PhaseKind.WAIT)


def _at(figure: Figure, snapshot: Snapshot) -> float:
    """Where between its poses it is while somebody works. On a tender spot nothing moves."""
    if snapshot.spot_left_s is not None:
        return (len(figure.poses) - 1) / 2
    beats_s, stroke_s = _pace(snapshot.phase)
    return place(figure, elapsed_s=snapshot.elapsed_s, beats_s=beats_s, stroke_s=stroke_s)


def _part(item: WorkItem) -> int:
    """Which of the parts in turn it is, from 0."""
    parts = item.step.work.parts if isinstance(item.step.work, Parts) else ()
    return parts.index(item.part) if item.part in parts else 0


def _pace(phase: Phase) -> tuple[tuple[float, ...], float]:
    match phase.item.work:
        case Reps(tempo=Tempo() as tempo):
            return (tempo.up_s, tempo.hold_s, tempo.down_s, tempo.pause_s), 0.0
        case Continuous(pass_s=float() as pass_s):
            return (), pass_s
        case _:
            return (), 0.0


def has_room(room: int, rows: int) -> bool:
    """Whether a window has room for a figure, whatever else its page says."""
    return room >= FROM_ROOM and rows >= FROM_ROWS


def made_way(page: Page) -> Page:
    """The page with what stood opposite the digits before work moved into the rows below."""
    if page.ink is not Ink.CHANGE:
        return page  # while one works it stays between the digits and the figure
    texts = [text for text in page.beside if isinstance(text, str) and text]
    if not texts:
        return page
    moved = tuple(("", "", text) for text in texts if text.strip("<>"))
    first = int(
        page.following[:1] != () and page.following[0][0] == "dose"
    )  # what to do stays first
    arrows = [text[:_ARROWS] for text in texts if not text.strip("<>")]
    return replace(
        page,
        beside=(),
        label="  ".join((page.label, *arrows)),
        following=(*page.following[:first], *moved, *page.following[first:]),
    )


def columns_of(picture: Picture, free: int, rows: int) -> int:
    """Cells across that a figure fills, of at most `free`; 0 where it would be too small."""
    if free < LEAST_COLS or rows < LEAST_ROWS:
        return 0
    whole = _frame(_Held(picture.figure))
    across = (whole.right - whole.left) / max(whole.bottom - whole.top, 0.1)
    most_columns, most_rows = _most(picture.figure)
    wanted = ceil(across * min(rows, most_rows) * 2) + 1
    return max(LEAST_COLS, min(free, most_columns, wanted))


def picture_rows(page: Page, columns: int, rows: int) -> list[Row]:
    """The figure in the middle of `rows` rows; what works is heavy, and in the colour of the
    band."""
    picture = page.picture
    if picture is None:
        return [()] * rows
    high = min(rows, _most(picture.figure)[1])
    held, ink = _Held(picture.figure), page.ink
    shown = _drawn(held, columns, high, picture.side, picture.at, ink, ascii=not picture.dots)
    above = (rows - len(shown) + 1) // 2
    return [*[()] * above, *shown, *[()] * (rows - above - len(shown))]


def _most(figure: Figure) -> tuple[int, int]:
    return (
        MOST
        if figure.motion in (Motion.STILL, Motion.PARTS) or len(figure.poses) < 2
        else MOST_MOVING
    )


class _Held:
    """A figure, known again by being the same: it holds tables, which have no hash."""

    __slots__ = ("figure",)

    def __init__(self, figure: Figure) -> None:
        self.figure = figure

    def __hash__(self) -> int:
        return id(self.figure)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.figure is self.figure


@lru_cache(maxsize=_KEPT)
def _frame(held: _Held) -> Frame:
    return frame(held.figure, Side.RIGHT)  # a mirror makes nothing wider


@lru_cache(maxsize=_KEPT)
def _drawn(
    held: _Held,
    columns: int,
    rows: int,
    side: Side,
    at: float,
    ink: Ink,
    *,
    ascii: bool,  # noqa: A002 - what drawn() calls it
) -> tuple[Row, ...]:
    lines = drawn(held.figure, cols=columns, rows=rows, side=side, at=at, ascii=ascii)
    style = BAND[ink]
    return tuple(
        row(*((each.text, style if each.worked else None) for each in line)) for line in lines
    )
