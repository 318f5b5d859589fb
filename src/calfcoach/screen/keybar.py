"""The row of keys at the bottom, in as many words as there is room for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from calfcoach.screen.lasting import lasting
from calfcoach.screen.page import Key
from calfcoach.screen.pieces import Style
from calfcoach.screen.rows import Row, row
from calfcoach.screen.styles import PLAIN, STRONG
from calfcoach.screen.text import cut

MOST_NEEDED = ("q", "space", "enter", "?", "h")


@lasting(lambda keys, room: (keys, room))
def key_row(keys: Sequence[Key], room: int) -> Row:
    """The keys with what they do; else with short words, then the keys alone, then the most
    needed of them."""
    for pairs, gap in _forms(keys):
        if _width(pairs, gap) <= room:
            return _drawn(pairs, gap)
    kept = [(key.name, "") for key in keys]
    while len(kept) > 1 and _width(kept, " ") > room:
        kept.remove(max(kept, key=lambda pair: _rank(pair[0])))
    if _width(kept, " ") > room:
        return row((cut(kept[0][0], room), STRONG)) if kept else ()
    return _drawn(kept, " ")


def _forms(keys: Sequence[Key]) -> Iterator[tuple[list[tuple[str, str]], str]]:
    """What is said of each key and what stands between them, the longest first."""
    whole = [(key.name, key.does) for key in keys]
    yield whole, "   "
    yield whole, "  "
    yield [(key.name, key.short) for key in keys], "  "
    yield [(key.name, key.short if key.kept else "") for key in keys], "  "
    alone = [(key.name, "") for key in keys]
    yield alone, "  "
    yield alone, " "


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
