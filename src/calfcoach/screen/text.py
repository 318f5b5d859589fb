"""Text in cells: how wide it is, cutting, folding, and what a terminal should never see.

Titles and names come from files. What has no width of its own (joiners, variation selectors,
marks) is taken out, because terminals do not agree on it and columns would not be straight.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import chain

ELLIPSIS = "…"
# One cell on every terminal: ASCII, the letters of Latin, Greek and Cyrillic, and the blocks, lines
# and arrows that the screen itself draws.
_LETTERS = (range(0x20, 0x7F), range(0xC0, 0x180), range(0x3AC, 0x3CF), range(0x400, 0x460))
_DOTS = range(0x2800, 0x2900)  # Braille: figures are drawn with it
NARROW = frozenset([*map(chr, chain(*_LETTERS, _DOTS)), *"█▒░━─▲▼■…→←·–—×°"])


@lru_cache(maxsize=512)
def clean(text: str) -> str:
    """The text with only characters that take one or two cells; spaces for line breaks."""
    if text.isascii() and text.isprintable():
        return text
    import unicodedata

    text = unicodedata.normalize("NFC", " ".join(text.split()))
    return "".join(c for c in text if c.isprintable() and cells_of(c) > 0)


def width(text: str) -> int:
    """Cells of a clean text."""
    if text.isascii() or NARROW.issuperset(text):
        return len(text)
    return sum(cells_of(char) for char in text)


def cut(text: str, room: int) -> str:
    """A clean text in at most `room` cells, with … where something is missing."""
    if width(text) <= room:
        return text
    if room <= 1:
        return ELLIPSIS[: max(0, room)]
    kept, taken = "", 0
    for char in text:
        taken += cells_of(char)
        if taken > room - 1:
            break
        kept += char
    return kept.rstrip() + ELLIPSIS


def folded(text: str, room: int, most: int | None = None) -> list[str]:
    """A clean text folded between words, on lines of `room` cells; where it takes more than
    `most` of them the last one is cut."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if line and width(longer) > room:
            lines.append(line)
            line = word
        else:
            line = longer
        while width(line) > room and not line.isascii():  # written without spaces
            first = cut(line, room + 1)[:-1] or line[0]
            lines.append(first)
            line = line[len(first) :]
    lines += [line] if line else []
    if most is not None and len(lines) > most > 0:
        lines[most - 1] = " ".join(lines[most - 1 :])
    return [cut(each, room) for each in lines[:most]]


def cells_of(char: str) -> int:
    """Cells of one character."""
    return 1 if char in NARROW else _looked_up(char)


@lru_cache(maxsize=1024)
def _looked_up(char: str) -> int:
    """By the tables of Rich."""
    from rich.cells import get_character_cell_size  # 7 ms that most texts do without

    return get_character_cell_size(char)
