"""How much, as people write it on a sheet: "3x30s each side", "2 x 12 (2-3-3) rest 60s, +5 kg".

Owns the taking apart of a line: each pattern in its turn, each amount out of the line. An amount
for which there is no room any more is kept as such, never dropped. Deterministic: the same line
always reads the same. Knows no exercise.
"""

from __future__ import annotations

import re

from calfcoach.authoring.amount_patterns import PATTERNS
from calfcoach.authoring.amounts import NUMBER, UNIT, Amounts
from calfcoach.authoring.number_words import in_figures, shown
from calfcoach.frozen import replace

_SAME = str.maketrans(
    {"×": "x", "✕": "x", "–": "-", "—": "-", "−": "-", "‐": "-", "’": "'", "“": '"', "”": '"'}
)
_RANGE = re.compile(
    rf"(?<![0-9:.,-])({NUMBER})\s*-\s*{NUMBER}\s*({UNIT}(?![a-z])|sets?\b|rounds?\b)"
)
_METRES = re.compile(r"(?<![0-9:.,-])(?:[5-9]|[0-9]{2,4})\s*m\b")


def read_amounts(line: str) -> Amounts:
    """Read a line, in lower case and with its spaces and signs evened out."""
    plain = " ".join(line.translate(_SAME).replace("''", '"').lower().split())
    left, doubts = _evened(f" {in_figures(plain)} ")
    found = Amounts(doubts=doubts)
    for pattern, take in PATTERNS:
        while (match := pattern.search(left)) is not None:
            taken = take(found, match)
            found = taken or replace(found, unread=(*found.unread, match[0].strip(" ,;()")))
            left = f"{left[: match.start()]} {left[match.end() :]}"
    unread = tuple(shown(amount) for amount in found.unread)
    return replace(found, unread=unread, left=" ".join(shown(left).split()))


def _evened(line: str) -> tuple[str, tuple[str, ...]]:
    """The line with the lower end of "30-45 s" and "2-3 sets" alone, and what to say of that."""
    doubts = [f"{match[0]} was read as {match[1]} {match[2]}." for match in _RANGE.finditer(line)]
    line = _RANGE.sub(r"\1 \2", line)
    doubts += [f"{match[0]} was read as minutes." for match in _METRES.finditer(line)]
    return line, tuple(doubts)
