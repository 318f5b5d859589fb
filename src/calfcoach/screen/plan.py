"""The plan of a page: how many rows each part of it gets in a window. Pure.

Owns in which order things give way, and where the band stands. What fills the rows is `layout`'s.
"""

from __future__ import annotations

from functools import lru_cache

from calfcoach.frozen import replace
from calfcoach.screen import glyphs
from calfcoach.screen.block import block_scale
from calfcoach.screen.lasting import lasting
from calfcoach.screen.opposite import Spot, spot_of
from calfcoach.screen.page import Page
from calfcoach.screen.picture import has_room, made_way
from calfcoach.screen.text import folded

LEAST_ROWS, LEAST_COLUMNS = 8, 20  # below it there is no room for digits
MARGIN_FROM = 60  # columns
RESERVED = 6  # rows below the digits before these get larger: a sentence, two labels, three blanks
_ANY_DIGIT = str.maketrans("123456789", "0" * 9)  # they are as wide as each other
MOST_SENTENCES = 3  # lines of them: more is not read while one works


class Plan:
    """What a page gets of the rows there are; `spot` is where its figure stands, for which some of
    it has `made_way`."""

    def __init__(self, band: int = 1) -> None:
        self.spot: Spot | None = None
        self.header = False
        self.bar = False
        self.band = band
        self.scale: int | None = None
        self.sentences = 0
        self.following = 0
        self.blanks: set[str] = set()
        self.air = 0

    @property
    def block_rows(self) -> int:
        """Rows between the band and the line that says what it is."""
        height = 0 if self.scale is None else glyphs.rows_of(self.scale)
        return height + 2 * self.air + ("band" in self.blanks) + ("digits" in self.blanks)


def is_small(columns: int, rows: int) -> bool:
    """Whether a window is too small for digits: then a few lines tell it all."""
    return rows < LEAST_ROWS or columns < LEAST_COLUMNS


def margin(columns: int) -> int:
    """Blank cells on each side."""
    return 1 if columns >= MARGIN_FROM else 0


def _shape(page: Page, room: int, rows: int, *, big: bool) -> tuple[object, ...]:
    """All that a plan depends on: of digits, counts and meters not how far they are, and of what
    comes below only how much there is. So a plan mostly holds for a whole phase."""
    digits, picture = page.digits, page.picture
    beside = [
        each.translate(_ANY_DIGIT) if isinstance(each, str) else (each.word, each.figure)
        for each in page.beside
    ]
    return (
        (room, rows, big, page.ink, page.side, page.wide, page.shared),
        (page.widest, len(digits), glyphs.width_of(digits, 1)),
        (len(page.following), [label for label, _, _ in page.following[:1]]),
        beside,
        page.lines,
        None if picture is None else (picture.side, picture.dots, picture.figure),
    )


@lasting(_shape)
def planned(page: Page, room: int, rows: int, *, big: bool) -> tuple[Plan, bool]:
    """The plan of a page, and whether it is the big one."""
    plan = _plan(page, room, rows)
    if big and not (page.wide and page.beside):  # what is asked or offered has to be read
        bare = page if page.picture is None else replace(page, picture=None)
        bigger = _big_plan(bare, room, rows)
        if _is_larger(bigger, _plan(bare, room, rows)):  # else it would only say less
            return bigger, True
    return _with_figure(page, plan, room, rows) or plan, False


def _with_figure(page: Page, without: Plan, room: int, rows: int) -> Plan | None:
    """The plan with its figure; None where something else would have to go for it: one that is
    there `without` it, or a larger figure of the digits."""
    if page.picture is None or not has_room(room, rows):
        return None
    moved = made_way(page)
    said = sentences(page, room, without.sentences)
    for close in (False, True):
        plan = _plan(moved, room, rows, close=close)
        if plan.scale is None or plan.scale != without.scale:
            return None
        if moved is not page and plan.following < len(moved.following):
            return None
        if sentences(page, room, plan.sentences) == said:
            plan.spot = spot_of(moved, room, plan.scale, plan.block_rows)
            return plan if plan.spot is not None else None
    return None


def shows_figure(page: Page, columns: int, rows: int, *, big: bool = False) -> bool:
    """Whether the figure of a page stands on it in a window of this size."""
    if is_small(columns, rows):
        return False
    plan, _ = planned(page, columns - 2 * margin(columns), rows, big=big)
    return plan.spot is not None


def band_rows(page: Page, columns: int, rows: int, *, big: bool = False) -> range:
    """Which rows of a page that is laid out are the band; in a small window the first."""
    if is_small(columns, rows):
        return range(1)
    plan, _ = planned(page, columns - 2 * margin(columns), rows, big=big)
    first = plan.header + plan.bar + ("bar" in plan.blanks)
    return range(first, first + plan.band)


def sentences(page: Page, room: int, most: int) -> list[str]:
    """As many whole sentences as fit on `most` lines; one that is too long alone is cut."""
    return list(_whole(page.lines if most > 0 else (), room, most))


@lru_cache(maxsize=32)
def _whole(lines: tuple[str, ...], room: int, most: int) -> tuple[str, ...]:
    """The same of the sentences alone, which stay as they are for a whole phase."""
    kept = ""
    for sentence in lines:
        longer = f"{kept} {sentence}".strip()
        if not kept or len(folded(longer, room, most + 1)) <= most:
            kept = longer
    return tuple(folded(kept, room, most))


def _is_larger(plan: Plan, than: Plan) -> bool:
    if plan.scale is None or than.scale is None:
        return plan.scale is not None
    return glyphs.rows_of(plan.scale) > glyphs.rows_of(than.scale)


def _plan(page: Page, room: int, rows: int, *, close: bool = False) -> Plan:
    """Rows are given away in the order of what one misses most. How large the digits are depends
    on the window, not on what else a page says. `close`: rather all sentences than blanks."""
    plan = Plan()
    left = rows - 3  # band, what, keys
    if left >= glyphs.LOW_ROWS + 2:
        plan.header = plan.bar = True
        left -= 2
    plan.scale = block_scale(page, room, max(left - RESERVED, min(left, glyphs.TALL_ROWS)))
    if plan.scale is None:
        left -= min(left, len(page.beside))
    else:
        left -= glyphs.rows_of(plan.scale)
    if not plan.header and left >= 1:
        plan.header = True
        left -= 1
    plan.following = min(left, 1, len(page.following))
    left -= plan.following
    plan.sentences = min(left, 1)
    left -= plan.sentences
    more = min(left, len(page.following) - plan.following)
    plan.following += more
    left -= more
    wanted = max(0, len(sentences(page, room, MOST_SENTENCES)) - plan.sentences)
    if close:
        wanted = min(left, wanted)
        left -= wanted
    for blank in ("bar", "digits", "band", "what", "sentences"):
        if left > 0:
            plan.blanks.add(blank)
            left -= 1
    more = wanted if close else min(left, wanted)
    plan.sentences += more
    plan.air = max(0, left - (0 if close else more) - 3) // 4
    return plan


def _big_plan(page: Page, room: int, rows: int) -> Plan:
    """Little but the side, the digits, what it is and what comes next; the rest is room."""
    plan = Plan(band=3 if rows >= 24 else 2 if rows >= 14 else 1)
    left = rows - plan.band - 2  # what, keys
    if rows >= 12:
        plan.following = min(1, len(page.following))
        plan.header = True
        left -= 1 + plan.following
    plan.scale = block_scale(page, room, left, big=True)
    if plan.scale is None:
        return plan
    left -= glyphs.rows_of(plan.scale)
    plan.bar = plan.header and left > 0
    left -= plan.bar
    for blank in ("band", "digits", "bar"):
        if left > 0:
            plan.blanks.add(blank)
            left -= 1
    return plan
