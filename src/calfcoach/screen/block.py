"""The block: the band with the side, and the digits, on the half of the leg that works.

Left or right is read from the place of the block, from the word and from the texture; what
stands beside it has the other half.
"""

from __future__ import annotations

import re
from functools import lru_cache

from calfcoach.screen import glyphs
from calfcoach.screen.page import Ink, Meter, Page
from calfcoach.screen.pieces import Style
from calfcoach.screen.rows import Row, beside, indented, row, width_of
from calfcoach.screen.styles import BAND, DIGITS, LIT, METER, PLAIN, STRONG
from calfcoach.screen.text import cut, folded, width
from calfcoach.terms import Side

METER_CELLS = 10
LEAST_BESIDE = 6  # cells; fewer hold no word
_USUAL = "00"  # fewer digits are not drawn larger: nothing jumps from phase to phase
_LEAST_HALF = 24  # cells: two digits, also where the half has fewer
_MOST_TEXT = 24  # cells of a text beside digits and figure
_FIGURE = 24  # cells that large digits leave to a figure
_LARGE = 3  # a scale from which on digits are read across the room, also one step smaller
_NUMBER = re.compile(r"\d+")
_LEAST_BAND = 3  # cells of ink on each side of the band's words


def block_scale(page: Page, room: int, rows: int, *, big: bool = False) -> int | None:
    """How large the digits are drawn; None where there is no room. A page without digits gets the
    room that usual ones take, so that nothing jumps from page to page."""
    widest = _widest(page)
    half = max(room // 2 - 2, min(room, _LEAST_HALF))
    middle = page.side is Side.BOTH and not (page.beside or page.wide or page.shared)
    scale = glyphs.largest(widest, room if big or middle else half, rows)
    if scale is None:  # in a narrow window the digits may leave their half before they are given up
        return glyphs.largest(widest, room, rows)
    if page.picture is None or big or not middle or scale < _LARGE:
        return scale
    # one step at most, whether the figure has room then or not
    return scale if room - glyphs.width_of(widest, scale) >= _FIGURE else scale - 1


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
        texts = _centred(beside_rows(page, room - 2), room)
        if scale is None:
            return texts
        height = glyphs.rows_of(scale)
        top = [()] * max(0, (height - len(texts)) // 2)
        return [*top, *texts, *([()] * (height - len(top) - len(texts)))][:height]
    wide = digits_width(page, scale)
    digits = digit_rows(page, scale, wide)
    if big or (page.side is Side.BOTH and not page.beside):
        at = _start(page.side, wide, room)
        return [indented(line, at) for line in digits]
    return _side_by_side(page, digits, wide, room)


def digits_width(page: Page, scale: int) -> int:
    """Cells of the digits as long as this phase lasts."""
    return max(glyphs.width_of(page.widest, scale), glyphs.width_of(page.digits, scale))


def usual_width(page: Page, scale: int) -> int:
    """Cells that digits are given where something has its place beside them: it stays there from
    phase to phase."""
    return max(glyphs.width_of(_USUAL, scale), digits_width(page, scale))


def digit_rows(page: Page, scale: int, wide: int) -> list[Row]:
    """The digits alone, at the end of `wide` cells: ones stay where they are."""
    return list(_digit_rows(page.digits, scale, wide, page.ink))


@lru_cache(maxsize=128)
def _digit_rows(digits: str, scale: int, wide: int, ink: Ink) -> tuple[Row, ...]:
    lead = wide - glyphs.width_of(digits, scale)
    drawn = glyphs.drawn(digits, scale, ink.value)
    return tuple([indented(row((line, DIGITS[ink])), lead) for line in drawn])


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
    texts = beside_rows(page, other_room) if other_room >= LEAST_BESIDE else []
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


def beside_width(page: Page, cells: int, *, whole: bool) -> int:
    """Cells that what stands beside the digits takes, with meters of `cells`, as long as this
    phase lasts. `whole`: longer texts below meters are not folded."""
    texts = [width(_at_its_longest(each)) for each in page.beside if isinstance(each, str)]
    meters = [each for each in page.beside if isinstance(each, Meter)]
    words = max((width(each.word) for each in meters), default=0)
    figures = max((len(each.figure) + 2 for each in meters if each.figure), default=0)
    if not meters:
        return min(_MOST_TEXT, max(texts, default=0) + 1)
    wide = words + figures + cells + (5 if cells else 4)  # blanks around words, the sign, the bar
    return max(wide, max(texts, default=0) + 2) if whole else wide


def _at_its_longest(text: str) -> str:
    """A text with all its numbers as long as the longest, which a count grows to: it does not
    push at what stands behind it."""
    longest = max((len(number) for number in _NUMBER.findall(text)), default=0)
    return _NUMBER.sub("0" * longest, text)


def beside_rows(page: Page, room: int) -> list[Row]:
    """What stands beside the digits, in `room` cells; texts are folded."""
    meters = tuple([each for each in page.beside if isinstance(each, Meter)])
    drawn = iter(_meter_rows(meters, room))
    rows: list[Row] = []
    for each in page.beside:
        if isinstance(each, Meter):
            rows.append(next(drawn))
        else:
            rows += _text_rows(each, room, 1 if meters else 0)
    return rows


@lru_cache(maxsize=64)  # those of the beats come again with each rep
def _meter_rows(meters: tuple[Meter, ...], room: int) -> tuple[Row, ...]:
    """Meters with their words and figures below each other."""
    words = max((width(each.word) for each in meters), default=0)
    figures = max((len(each.figure) for each in meters), default=0)
    rows: list[Row] = []
    for each in meters:
        word = each.word + " " * (words - width(each.word))
        said = f" {word}  {each.figure:>{figures}} " if figures else f" {word} "
        rows.append(_meter_row(each, cut(said, room), room))
    return tuple(rows)


@lru_cache(maxsize=64)
def _text_rows(text: str, room: int, at: int) -> tuple[Row, ...]:
    lines = [text[: room - 1]] if _is_arrow(text) else folded(text, room - 1, 3) or [""]
    return tuple([indented(row((line, PLAIN)), at) for line in lines])


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
