"""The plan of a page: how many rows each part of it gets in a window. Pure.

Owns in which order things give way, and where the band stands. What fills the rows is `layout`'s.
"""

from __future__ import annotations

from calfcoach.screen import glyphs
from calfcoach.screen.block import block_scale
from calfcoach.screen.page import Page
from calfcoach.screen.text import folded

LEAST_ROWS, LEAST_COLUMNS = 8, 20  # below it there is no room for digits
MARGIN_FROM = 60  # columns
RESERVED = 6  # rows below the digits before these get larger: a sentence, two labels, three blanks
MOST_SENTENCES = 3  # lines of them: more is not read while one works


class Plan:
    """What a page gets of the rows there are."""

    def __init__(self, band: int = 1) -> None:
        self.header = False
        self.bar = False
        self.band = band
        self.scale: int | None = None
        self.sentences = 0
        self.following = 0
        self.blanks: set[str] = set()
        self.air = 0


def is_small(columns: int, rows: int) -> bool:
    """Whether a window is too small for digits: then a few lines tell it all."""
    return rows < LEAST_ROWS or columns < LEAST_COLUMNS


def margin(columns: int) -> int:
    """Blank cells on each side."""
    return 1 if columns >= MARGIN_FROM else 0


def planned(page: Page, room: int, rows: int, *, big: bool) -> tuple[Plan, bool]:
    """The plan of a page, and whether it is the big one."""
    plan = _plan(page, room, rows)
    if not big or (page.wide and page.beside):  # what is asked or offered has to be read
        return plan, False
    bigger = _big_plan(page, room, rows)
    return (bigger, True) if _is_larger(bigger, plan) else (plan, False)  # it would only say less


def band_rows(page: Page, columns: int, rows: int, *, big: bool = False) -> range:
    """Which rows of a page that is laid out are the band; in a small window the first."""
    if is_small(columns, rows):
        return range(1)
    plan, _ = planned(page, columns - 2 * margin(columns), rows, big=big)
    first = plan.header + plan.bar + ("bar" in plan.blanks)
    return range(first, first + plan.band)


def sentences(page: Page, room: int, most: int) -> list[str]:
    """As many whole sentences as fit on `most` lines; one that is too long alone is cut."""
    kept = ""
    for sentence in page.lines if most > 0 else ():
        longer = f"{kept} {sentence}".strip()
        if not kept or len(folded(longer, room, most + 1)) <= most:
            kept = longer
    return folded(kept, room, most)


def _is_larger(plan: Plan, than: Plan) -> bool:
    if plan.scale is None or than.scale is None:
        return plan.scale is not None
    return glyphs.rows_of(plan.scale) > glyphs.rows_of(than.scale)


def _plan(page: Page, room: int, rows: int) -> Plan:
    """Rows are given away in the order of what one misses most. How large the digits are depends
    on the window, not on what else a page says."""
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
    for blank in ("bar", "digits", "band", "what", "sentences"):
        if left > 0:
            plan.blanks.add(blank)
            left -= 1
    more = min(left, max(0, len(sentences(page, room, MOST_SENTENCES)) - plan.sentences))
    plan.sentences += more
    plan.air = max(0, left - more - 3) // 4
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
