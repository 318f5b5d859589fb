"""Digits made of blocks, as large as the room allows.

A pixel is twice as many cells wide as it is high, because a cell is about twice as high as it
is wide. Owns the two fonts: 5×7, and 3×5 for a low window.
"""

from __future__ import annotations

from functools import lru_cache

_TALL = {
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
_LOW = {
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


def rows_of(scale: int) -> int:
    """Rows that digits of a scale take; scale 0 is the low font."""
    return TALL_ROWS * scale if scale else LOW_ROWS


def width_of(digits: str, scale: int) -> int:
    """Cells that digits take side by side."""
    font = _TALL if scale else _LOW
    pixels = sum(len(font[digit][0]) for digit in digits) + max(0, len(digits) - 1)
    return pixels * 2 * max(1, scale)


def largest(digits: str, columns: int, rows: int) -> int | None:
    """The largest scale at which digits fit; None where not even the low font does."""
    scale = max(1, rows // TALL_ROWS)
    while scale > 1 and width_of(digits, scale) > columns:
        scale -= 1
    for each in (scale, 0):
        if rows_of(each) <= rows and width_of(digits, each) <= columns:
            return each
    return None


@lru_cache(maxsize=256)
def drawn(digits: str, scale: int, ink: str) -> tuple[str, ...]:
    """The digits as rows of text in one ink."""
    font = _TALL if scale else _LOW
    times = max(1, scale)
    on, off = ink * 2 * times, " " * 2 * times
    rows: list[str] = []
    for line in zip(*(font[digit] for digit in digits), strict=True):
        pixels = " ".join(line)
        rows += ["".join(on if pixel == "#" else off for pixel in pixels)] * times
    return tuple(rows)
