"""A page fitted to a size: which rows it gets, how large its digits are, where they stand.

Everything gives way in a fixed order. The block (band and digits) stands on the half of the
working leg; first the side and what is left, then what is done and what comes next, then the
keys, the bar and the sentences.
"""

from __future__ import annotations

from calfcoach.screen import glyphs
from calfcoach.screen.bar import drawn_bar
from calfcoach.screen.block import band_row, block_rows, block_scale
from calfcoach.screen.keybar import key_row
from calfcoach.screen.page import Page
from calfcoach.screen.rows import LEAST_NAME, Row, indented, kept, row, spread
from calfcoach.screen.styles import BAR, PLAIN, STRONG
from calfcoach.screen.text import cut, folded, width

LEAST_ROWS, LEAST_COLUMNS = 8, 20  # below it there is no room for digits
MARGIN_FROM = 60  # columns
RESERVED = 6  # rows below the digits before these get larger: a sentence, two labels, three blanks
MOST_SENTENCES = 3  # lines of them: more is not read while one works
LEAST_TITLE = 8  # cells; for fewer the time to go gives way
LABEL = 7  # cells of "then", "next", "place" and what stands between


class _Plan:
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


def laid_out(page: Page, columns: int, rows: int, *, big: bool = False) -> tuple[Row, ...]:
    """The rows of a page from the top, at most `rows`, none wider than `columns`."""
    if rows < LEAST_ROWS or columns < LEAST_COLUMNS:
        return _brief(page, columns, rows)
    margin = 1 if columns >= MARGIN_FROM else 0
    room = columns - 2 * margin
    big = big and not (page.wide and page.beside)  # what is asked or offered has to be read
    plan = _plan(page, room, rows)
    if big:
        bigger = _big_plan(page, room, rows)
        big = _is_larger(bigger, plan)  # else it would only say less
        plan = bigger if big else plan
    upper = _upper(page, plan, room, big=big)
    lower = _lower(page, plan, room, rows - len(upper))
    return tuple(indented(each, margin) for each in [*upper, *lower])


def _is_larger(plan: _Plan, than: _Plan) -> bool:
    if plan.scale is None or than.scale is None:
        return plan.scale is not None
    return glyphs.rows_of(plan.scale) > glyphs.rows_of(than.scale)


# --------------------------------------------------------------------------- the plan


def _plan(page: Page, room: int, rows: int) -> _Plan:
    """Rows are given away in the order of what one misses most. How large the digits are depends
    on the window, not on what else a page says."""
    plan = _Plan()
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
    more = min(left, max(0, len(_sentences(page, room, MOST_SENTENCES)) - plan.sentences))
    plan.sentences += more
    plan.air = max(0, left - more - 3) // 4
    return plan


def _big_plan(page: Page, room: int, rows: int) -> _Plan:
    """Little but the side, the digits, what it is and what comes next; the rest is room."""
    plan = _Plan(band=3 if rows >= 24 else 2 if rows >= 14 else 1)
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


# --------------------------------------------------------------------------- the rows


def _upper(page: Page, plan: _Plan, room: int, *, big: bool) -> list[Row]:
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
    if "band" in plan.blanks:
        rows.append(())
    rows += [()] * plan.air
    rows += block_rows(page, room, plan.scale, big=big)
    rows += [()] * plan.air
    if "digits" in plan.blanks:
        rows.append(())
    return rows


def _lower(page: Page, plan: _Plan, room: int, rows: int) -> list[Row]:
    """What it is, sentences, what comes next; and at the very bottom the keys."""
    if not plan.following and page.then:
        # what is done keeps its set, and enough of its name to be known by
        name, tail = page.short
        own = width(tail) + min(width(name), LEAST_NAME) + 2
        then = cut(page.then, max(room - own, room // 2))
        lower = [spread(kept(*page.short, room - width(then) - 2), then, room, STRONG)]
    else:
        lower = [_what(page, room)]
    if "what" in plan.blanks:
        lower.append(())
    said = _sentences(page, room, plan.sentences)
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


def _what(page: Page, room: int) -> Row:
    """What it is and what is to be said of it; the name gives way, to its short form first."""
    for name in (page.what, page.short[0]):
        if width(name) + width(page.turn) + 2 <= room:
            return spread(name, page.turn, room, STRONG)
    if page.turn and width(page.turn) + LEAST_NAME + 2 <= room:
        return spread(page.short[0] or page.what, page.turn, room, STRONG)
    return row((kept(*page.short, room) if any(page.short) else cut(page.what, room), STRONG))


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


def _sentences(page: Page, room: int, most: int) -> list[str]:
    """As many whole sentences as fit on `most` lines; one that is too long alone is cut."""
    kept = ""
    for sentence in page.lines if most > 0 else ():
        longer = f"{kept} {sentence}".strip()
        if not kept or len(folded(longer, room, most + 1)) <= most:
            kept = longer
    return folded(kept, room, most)


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
