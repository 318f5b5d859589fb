"""A page fitted to a size: what fills the rows that its plan gives it.

Everything gives way in a fixed order. The block (band and digits) stands on the half of the
working leg; first the side and what is left, then what is done and what comes next, then the
keys, the bar and the sentences.
"""

from __future__ import annotations

from functools import lru_cache

from calfcoach.screen.bar import drawn_bar
from calfcoach.screen.block import band_row, block_rows
from calfcoach.screen.keybar import key_row
from calfcoach.screen.opposite import opposite_rows
from calfcoach.screen.page import Page
from calfcoach.screen.picture import made_way
from calfcoach.screen.plan import Plan, is_small, margin, planned, sentences
from calfcoach.screen.rows import LEAST_NAME, Row, indented_all, kept, row, spread
from calfcoach.screen.styles import BAR, PLAIN, STRONG
from calfcoach.screen.text import cut, folded, width

LEAST_TITLE = 8  # cells; for fewer the time to go gives way
LABEL = 7  # cells of "then", "next", "place" and what stands between


def laid_out(page: Page, columns: int, rows: int, *, big: bool = False) -> tuple[Row, ...]:
    """The rows of a page from the top, at most `rows`, none wider than `columns`."""
    if is_small(columns, rows):
        return _brief(page, columns, rows)
    at = margin(columns)
    room = columns - 2 * at
    plan, big = planned(page, room, rows, big=big)
    page = page if plan.spot is None else made_way(page)
    upper = _upper(page, plan, room, big=big)
    lower = _lower(page, plan, room, rows - len(upper))
    return indented_all([*upper, *lower], at)


# --------------------------------------------------------------------------- the rows


def _upper(page: Page, plan: Plan, room: int, *, big: bool) -> list[Row]:
    """Header, bar, band and digits."""
    rows: list[Row] = []
    if plan.header:
        rows.append(_header(page, room))
    if plan.bar and page.next_first and page.following and not plan.following:
        rows.append(_labelled(*page.following[0], room))
    elif plan.bar:
        done, left = drawn_bar(page.bar, room)
        rows.append(row((done, BAR), (left, BAR)))
    if "bar" in plan.blanks:
        rows.append(())
    rows += [
        band_row(page, room, text=number == plan.band // 2, digits=plan.scale is not None, big=big)
        for number in range(plan.band)
    ]
    above = [()] * (plan.air + ("band" in plan.blanks))
    below = [()] * (plan.air + ("digits" in plan.blanks))
    if plan.spot is not None and plan.scale is not None:
        return rows + opposite_rows(page, room, plan.scale, plan.spot, len(above), len(below))
    return [*rows, *above, *block_rows(page, room, plan.scale, big=big), *below]


def _lower(page: Page, plan: Plan, room: int, rows: int) -> list[Row]:
    """What it is, sentences, what comes next; and at the very bottom the keys."""
    if not plan.following and page.then:
        # what is done keeps its set, and enough of its name to be known by
        name, tail = page.short
        own = width(tail) + min(width(name), LEAST_NAME) + 2
        then = cut(page.then, max(room - own, room // 2))
        lower = [spread(kept(*page.short, room - width(then) - 2), then, room, STRONG)]
    else:
        lower = [_what(page.what, page.short, page.turn, room)]
    if "what" in plan.blanks:
        lower.append(())
    said = sentences(page, room, plan.sentences)
    lower += [row((text, PLAIN)) for text in said]
    lower += [()] * (plan.sentences - len(said))
    if "sentences" in plan.blanks:
        lower.append(())
    lower += [_labelled(*each, room) for each in page.following[: plan.following]]
    lower = lower[: max(0, rows - 1)]
    bottom = [key_row(page.keys, room)]
    lower, told = _with_message(page, lower, room, rows - 1)
    gap = rows - len(lower) - len(told) - 1
    return [*lower, *([()] * gap), *told, *bottom]


@lru_cache(maxsize=2)
def _what(what: str, short: tuple[str, str], turn: str, room: int) -> Row:
    """What it is and what is to be said of it; the name gives way, to its short form first."""
    for name in (what, short[0]):
        if width(name) + width(turn) + 2 <= room:
            return spread(name, turn, room, STRONG)
    if turn and width(turn) + LEAST_NAME + 2 <= room:
        return spread(short[0] or what, turn, room, STRONG)
    return row((kept(*short, room) if any(short) else cut(what, room), STRONG))


def _with_message(
    page: Page, lower: list[Row], room: int, rows: int
) -> tuple[list[Row], list[Row]]:
    """Above the keys, where there is room; else in the place of what comes next."""
    if not page.message:
        return lower, []
    told = [row((text, STRONG)) for text in folded(page.message, room, 2)]
    free = rows - len(lower)
    if len(told) <= free:
        return lower, told
    told = [row((text, STRONG)) for text in folded(page.message, room, max(1, min(2, rows)))]
    return lower[: max(0, rows - len(told))], told


def _header(page: Page, room: int) -> Row:
    right = f"{page.to_go}   {page.clock}"
    if width(right) > room * 3 // 5:
        right = f"{page.to_go}   {page.short_clock}"
    if width(right) + LEAST_TITLE > room:
        right = page.short_clock
    return spread(page.title, right, room)


@lru_cache(maxsize=4)
def _labelled(label: str, name: str, tail: str, room: int) -> Row:
    style = PLAIN if label == "done" else STRONG  # it changes each second: no codes for it
    return row((label.ljust(LABEL), PLAIN), (kept(name, tail, room - LABEL), style))


def _brief(page: Page, columns: int, rows: int) -> tuple[Row, ...]:
    """A few short lines: the side and the seconds first, a status pane shows no more."""
    lines = [spread(left, right, columns, STRONG) for left, right in page.brief[:rows]]
    if page.message and len(lines) > 1:
        said = folded(page.message, columns, len(lines) - 1)
        lines[len(lines) - len(said) :] = [row((text, STRONG)) for text in said]
    if len(lines) + 1 < rows:
        lines.append(spread(page.to_go, page.short_clock, columns, PLAIN))
    if len(lines) < rows:
        done, left = drawn_bar(page.bar, columns)
        lines.append(row((done, BAR), (left, BAR)))
    if len(lines) < rows:
        lines += [()] * (rows - len(lines) - 1) + [key_row(page.keys, columns)]
    return tuple(lines[:rows])
