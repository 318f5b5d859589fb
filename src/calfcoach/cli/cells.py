"""What stands in a cell of a drawn table: lines of text, each with its ink, harmless and measured.

Owns the nouns of a table and how many cells a text takes. Nothing in a text is ever read as
markup; what has no width of its own is taken out, because terminals do not agree on it. Knows
nothing of Rich's tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import Enum

from calfcoach.files.problems import visible
from calfcoach.frozen import frozen

UNBROKEN = "\u00a0"  # a space at which no line is folded, in the texts of callers
BOUND = "\ue000"  # stands for it, as Rich folds there too; no text can bring its own

_AMOUNT = r"(?<=\d) (?=(?:s|min|h)\b)|(?<=[a-z]) (?=\d)"  # "hold 30 s" stays whole
_SKIN_TONES = "[\U0001f3fb-\U0001f3ff]"  # two cells more, or none: nobody agrees


class Ink(Enum):
    """How a piece of text looks, as Rich's style: bold, and the terminal's own green, which no
    meaning hangs on."""

    PLAIN = ""
    STRONG = "bold"
    DONE = "bold green"
    HEADING = "underline"


Line = tuple[str, Ink]
Cell = str | tuple[Line, ...]


@frozen
class Column:
    """A column. Its cells stay whole, on one line, unless `least` says to how many cells they may
    be folded (or, with `cut`, cut with …). Where there is no room for columns, a `named` one has
    its heading beside the figure (but for a cell that ends with `whose`: it tells that itself), and
    a `spare` one is left out.
    """

    heading: str = ""
    ink: Ink = Ink.PLAIN
    right: bool = False
    least: int = 0
    cut: bool = False
    named: bool = False
    whose: str = ""
    spare: bool = False


def lines_of(cell: Cell, ink: Ink) -> tuple[Line, ...]:
    """The lines of a cell, with only characters that take one or two cells of the terminal."""
    lines: Iterable[Line] = ((cell, ink),) if isinstance(cell, str) else cell
    return tuple((_harmless(text), each) for text, each in lines)


def unpadded(text: str) -> str:
    """Without the spaces that align figures in a column."""
    return " ".join(part for part in text.split(" ") if part)


def width_of(text: str) -> int:
    """Cells that a harmless text takes."""
    from calfcoach.screen.text import width

    return width(text)


def natural_width(column: Column, cells: Iterable[Sequence[Line]]) -> int:
    """Cells that a column takes with nothing folded."""
    texts = (text for lines in cells for text, _ in lines)
    return max([width_of(column.heading), *map(width_of, texts)])


def least_width(column: Column, natural: int) -> int:
    """Cells that a column has to have."""
    return min(natural, max(column.least, width_of(column.heading))) if column.least else natural


def _harmless(text: str) -> str:
    from calfcoach.screen.text import clean

    whole = BOUND.join(clean(visible(part)) for part in text.split(UNBROKEN))
    return re.sub(_AMOUNT, BOUND, re.sub(_SKIN_TONES, "", whole))
