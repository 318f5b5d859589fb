"""Digits made of blocks, as large as the room allows.

A pixel is twice as many cells wide as it is high, because a cell is about twice as high as it
is wide; where a long figure would not fit otherwise, as many. Owns the two fonts: 5×7, and 3×5
for a low window.
"""

from __future__ import annotations

from functools import lru_cache

_TALL: dict[str, tuple[str, ...]] = {
    "0": (" ### ", "#   #", "#  ##", "# # #", "##  #", "#   #", " ### "),
    "1": ("  #  ", " ##  ", "# #  ", "  #  ", "  #  ", "  #  ", "#####"),
    "2": (" ### ", "#   #", "    #", "  ## ", " #   ", "#    ", "#####"),
    "3": (" ### ", "#   #", "    #", "  ## ", "    #", "#   #", " ### "),
    "4": ("   # ", "  ## ", " # # ", "#  # ", "#####", "   # ", "   # "),
    "5": ("#####", "#    ", "#### ", "    #", "    #", "#   #", " ### "),
    "6": ("  ## ", " #   ", "#    ", "#### ", "#   #", "#   #", " ### "),
    "7": ("#####", "    #", "   # ", "  #  ", " #   ", " #   ", " #   "),
    "8": (" ### ", "#   #", "#   #", " ### ", "#   #", "#   #", " ### "),
    "9": (" ### ", "#   #", "#   #", " ####", "    #", "   # ", " ##  "),
    ":": (" ", " ", "#", " ", "#", " ", " "),
    "_": ("     ", "     ", "     ", "     ", "     ", "     ", "#####"),
}
_LOW: dict[str, tuple[str, ...]] = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": (" # ", "## ", " # ", " # ", "###"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", "###", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", "  #", "  #", "  #"),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
    ":": (" ", "#", " ", "#", " "),
    "_": ("   ", "   ", "   ", "   ", "###"),
}
TALL_ROWS = 7
LOW_ROWS = 5


LOW, NARROW, LOW_NARROW = 0, -1, -2  # scales below 1


def rows_of(scale: int) -> int:
    """Rows that digits of a scale take."""
    if scale in (LOW, LOW_NARROW):
        return LOW_ROWS
    return TALL_ROWS * max(1, scale)


def _cells(scale: int) -> int:
    """Cells of a pixel."""
    return 1 if scale < 0 else 2 * max(1, scale)


def _font(scale: int) -> dict[str, tuple[str, ...]]:
    return _LOW if scale in (LOW, LOW_NARROW) else _TALL


@lru_cache(maxsize=256)
def width_of(digits: str, scale: int) -> int:
    """Cells that digits take side by side."""
    font = _font(scale)
    pixels = sum(len(font[digit][0]) for digit in digits) + max(0, len(digits) - 1)
    return pixels * _cells(scale)


def largest(digits: str, columns: int, rows: int) -> int | None:
    """The largest scale at which digits fit; None where not even the smallest does."""
    scale = max(1, rows // TALL_ROWS)
    while scale > 1 and width_of(digits, scale) > columns:
        scale -= 1
    for each in (scale, LOW, NARROW, LOW_NARROW):
        if rows_of(each) <= rows and width_of(digits, each) <= columns:
            return each
    return None


@lru_cache(maxsize=256)
def drawn(digits: str, scale: int, ink: str) -> tuple[str, ...]:
    """The digits as rows of text in one ink."""
    font = _font(scale)
    times, cells = max(1, scale), _cells(scale)
    on, off = ink * cells, " " * cells
    rows: list[str] = []
    for line in zip(*(font[digit] for digit in digits), strict=True):
        rows += [" ".join(line).replace(" ", off).replace("#", on)] * times
    return tuple(rows)
