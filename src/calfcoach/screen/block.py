"""The block: the band with the side, and the digits, on the half of the leg that works.

Left or right is read from the place of the block, from the word and from the texture; what
stands beside it has the other half.
"""

from __future__ import annotations

from rich.style import Style

from calfcoach.screen import glyphs
from calfcoach.screen.page import Meter, Page
from calfcoach.screen.rows import Row, beside, indented, row, width_of
from calfcoach.screen.styles import BAND, DIGITS, LIT, METER, PLAIN, STRONG
from calfcoach.screen.text import cut, folded, width
from calfcoach.terms import Side

METER_CELLS = 10
LEAST_BESIDE = 6  # cells; fewer hold no word
_USUAL = "00"  # fewer digits are not drawn larger: nothing jumps from phase to phase
_LEAST_HALF = 24  # cells: two digits, also where the half has fewer
_LEAST_BAND = 3  # cells of ink on each side of the band's words


def block_scale(page: Page, room: int, rows: int, *, big: bool = False) -> int | None:
    """How large the digits are drawn; None where there is no room. A page without digits gets the
    room that usual ones take, so that nothing jumps from page to page."""
    widest = _widest(page)
    half = max(room // 2 - 2, min(room, _LEAST_HALF))
    across = big or (page.side is Side.BOTH and not page.beside and not page.wide)
    scale = glyphs.largest(widest, room if across else half, rows)
    # in a narrow window the digits may leave their half before they are given up
    return glyphs.largest(widest, room, rows) if scale is None else scale


def _widest(page: Page) -> str:
    return max(page.widest, page.digits, _USUAL, key=lambda digits: glyphs.width_of(digits, 1))


def band_row(page: Page, room: int, *, text: bool, digits: bool = True, big: bool = False) -> Row:
    """The band: ink with the side in the middle; `text` is False for one that only thickens it.
    Where there was no room for `digits` it tells the figure too."""
    style = BAND[page.ink]
    said = page.band
    if (big or not digits) and page.live:
        said = f"{said}: {page.live}"
    if not digits and page.digits:
        said = f"{said}  {page.brief[0][1]}"
    cells = room if page.wide or (big and page.side is Side.BOTH) else _half(room, said)
    said = f" {cut(said, cells - 2 * _LEAST_BAND - 2)} " if text else ""
    ink = cells - width(said)
    before = ink // 2
    band = row(
        (page.ink.value * before, style),
        (said, STRONG),
        (page.ink.value * (ink - before), style),
    )
    at = _start(page.side if not page.wide else Side.BOTH, cells, room)
    if page.label and text and page.side is not Side.LEFT and len(page.label) < at:
        return beside(row((page.label, STRONG)), band, at)
    if page.label and text and at + cells + len(page.label) < room:
        return beside(indented(band, at), row((page.label, STRONG)), room - len(page.label))
    return indented(band, at)


def _half(room: int, said: str) -> int:
    return min(room, max(room // 2 - 1, width(said) + 2 * _LEAST_BAND + 2))


def _start(side: Side, cells: int, room: int) -> int:
    if side is Side.LEFT:
        return 0
    return room - cells if side is Side.RIGHT else (room - cells) // 2


def block_rows(page: Page, room: int, scale: int | None, *, big: bool = False) -> list[Row]:
    """The digits, and what stands beside them."""
    if scale is None or not page.digits:
        texts = _centred(_beside_rows(page, room - 2), room)
        if scale is None:
            return texts
        height = glyphs.rows_of(scale)
        top = [()] * max(0, (height - len(texts)) // 2)
        return [*top, *texts, *([()] * (height - len(top) - len(texts)))][:height]
    wide = max(glyphs.width_of(page.widest, scale), glyphs.width_of(page.digits, scale))
    lead = wide - glyphs.width_of(page.digits, scale)  # ones stay where they are
    style = DIGITS[page.ink]
    drawn = glyphs.drawn(page.digits, scale, page.ink.value)
    digits = [indented(row((line, style)), lead) for line in drawn]
    if big or (page.side is Side.BOTH and not page.beside):
        at = _start(page.side, wide, room)
        return [indented(line, at) for line in digits]
    return _side_by_side(page, digits, wide, room)


def _side_by_side(page: Page, digits: list[Row], wide: int, room: int) -> list[Row]:
    """The digits in the middle of their half, the rest in the other."""
    half = room // 2
    right = page.side is Side.RIGHT
    at = max(0, (half - wide) // 2)
    other_at, other_room = max(half + 3, at + wide + 2), 0
    if right:
        at = room - wide - at
        other_at = min(8, max(0, at - 24))
        other_room = at - 3 - other_at
    else:
        other_room = room - other_at
    texts = _beside_rows(page, other_room) if other_room >= LEAST_BESIDE else []
    if len(texts) > len(digits):
        texts = [text for text in texts if text]
    top = max(0, (len(digits) - len(texts)) // 2)
    rows: list[Row] = []
    for number, line in enumerate(digits):
        shown = number - top
        text = texts[shown] if 0 <= shown < len(texts) else ()
        if right:
            rows.append(beside(indented(text, other_at), line, at))
        else:
            rows.append(beside(indented(line, at), text, other_at))
    return rows


def _beside_rows(page: Page, room: int) -> list[Row]:
    """What stands beside the digits, in `room` cells; texts are folded."""
    rows: list[Row] = []
    meters = [each for each in page.beside if isinstance(each, Meter)]
    words = max((width(each.word) for each in meters), default=0)
    figures = max((len(each.figure) for each in meters), default=0)
    for each in page.beside:
        if isinstance(each, Meter):
            word = each.word + " " * (words - width(each.word))
            said = f" {word}  {each.figure:>{figures}} " if figures else f" {word} "
            rows.append(_meter_row(each, cut(said, room), room))
        else:
            lines = [each[: room - 1]] if _is_arrow(each) else folded(each, room - 1, 3) or [""]
            rows += [indented(row((line, PLAIN)), 1 if meters else 0) for line in lines]
    return rows


def _is_arrow(text: str) -> bool:
    return bool(text) and not text.strip("<>")


def _meter_row(meter: Meter, word: str, room: int) -> Row:
    pieces: list[tuple[str, Style | None]] = [(word, LIT if meter.lit else PLAIN)]
    if width(word) + 2 > room:
        return row(*pieces)
    pieces.append((f" {meter.sign}", PLAIN))
    if meter.filled is not None:
        cells = max(0, min(METER_CELLS, room - width(word) - 3))
        full = round(cells * meter.filled)
        pieces += [
            (" " if cells else "", PLAIN),
            ("█" * full, METER),
            ("─" * (cells - full), PLAIN),
        ]
    return row(*pieces)


def _centred(rows: list[Row], room: int) -> list[Row]:
    widest = max((width_of(each) for each in rows), default=0)
    at = max(0, (room - widest) // 2)
    return [indented(each, at) for each in rows]
