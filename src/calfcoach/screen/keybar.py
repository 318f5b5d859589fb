"""The row of keys at the bottom, in as many words as there is room for."""

from __future__ import annotations

from collections.abc import Sequence

from rich.style import Style

from calfcoach.screen.page import Key
from calfcoach.screen.rows import Row, row
from calfcoach.screen.styles import PLAIN, STRONG
from calfcoach.screen.text import cut

MOST_NEEDED = ("q", "space", "enter", "?", "h")


def key_row(keys: Sequence[Key], room: int) -> Row:
    """The keys with what they do; else with short words, then the keys alone, then the most
    needed of them."""
    forms = [
        ([(key.name, key.does) for key in keys], "   "),
        ([(key.name, key.does) for key in keys], "  "),
        ([(key.name, key.short) for key in keys], "  "),
        ([(key.name, key.short if key.kept else "") for key in keys], "  "),
        ([(key.name, "") for key in keys], "  "),
        ([(key.name, "") for key in keys], " "),
    ]
    for pairs, gap in forms:
        if _width(pairs, gap) <= room:
            return _drawn(pairs, gap)
    kept = list(forms[-1][0])
    while len(kept) > 1 and _width(kept, " ") > room:
        kept.remove(max(kept, key=lambda pair: _rank(pair[0])))
    if _width(kept, " ") > room:
        return row((cut(kept[0][0], room), STRONG)) if kept else ()
    return _drawn(kept, " ")


def _rank(name: str) -> int:
    return MOST_NEEDED.index(name) if name in MOST_NEEDED else len(MOST_NEEDED)


def _width(pairs: Sequence[tuple[str, str]], gap: str) -> int:
    words = sum(len(name) + (len(does) + 1 if does else 0) for name, does in pairs)
    return words + len(gap) * (len(pairs) - 1)


def _drawn(pairs: Sequence[tuple[str, str]], gap: str) -> Row:
    pieces: list[tuple[str, Style | None]] = []
    for number, (name, does) in enumerate(pairs):
        pieces.append((gap if number else "", PLAIN))
        pieces.append((name, STRONG))
        pieces.append((f" {does}" if does else "", PLAIN))
    return row(*pieces)
