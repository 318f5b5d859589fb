"""A name on one line of a sheet and how much of it on the next: the two as one line.

Owns which lines are nothing but a dose. What becomes of a line is `sheet`'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from calfcoach.authoring.matching import Names, content_words
from calfcoach.authoring.sheet_lines import BULLET, Line, read_line
from calfcoach.frozen import replace

READ_ABOVE = "Read with the line above."
OF_HEADINGS = re.compile(
    r"\b(?:programme|program|plan|exercises|sheet|routine|session|workout|week|phase|stage)\b",
    re.IGNORECASE,
)
_OF_DOSES = frozenset(
    {"both", "break", "complete", "each", "every", "feet", "foot", "hold", "holding", "keep"}
    | {"leg", "pause", "perform", "relax", "repeat", "rest", "side", "time", "twice", "x"}
)
_WORD = re.compile(r"[\w-]+")


def with_doses(lines: Iterable[Line], names: Names) -> list[Line]:
    """The lines; one that is nothing but a dose goes into the one above it, where that names an
    exercise and says nothing of how much."""
    found: list[Line] = []
    for line in lines:
        both = _both(found[-1], line, names) if found else None
        if both is None:
            found.append(line)
        else:
            found[-1] = both
    return found


def name_words(text: str) -> str:
    """The words of a text that can be those of a name; empty where all are those of a dose."""
    if not _may_name(text):
        return ""
    return " ".join(word for word in _WORD.findall(text) if word.lower() not in _OF_DOSES)


def _both(above: Line, below: Line, names: Names) -> Line | None:
    """A name with the dose below it; None where the two are not that."""
    named = above.meant is not None and not above.amounts.says_work and not above.unclear
    if not named or not _is_dose(below) or _heads(above):
        return None
    said = ", ".join(BULLET.sub("", text) for text in (above.text, *above.below, below.text))
    both = read_line(above.text, said, names)
    if above.meant is None or both.meant is None or both.meant.id != above.meant.id:
        return None
    return replace(both, below=(*above.below, below.text))


def _is_dose(line: Line) -> bool:
    """Whether a line says how much, and names nothing at all. How often alone is said of all."""
    amounts = line.amounts
    if line.meant or line.unclear or line.heads or amounts.says_nothing:
        return False
    return (amounts.says_work or not line.says_often) and not _may_name(amounts.left)


def _heads(line: Line) -> bool:
    sure = line.meant is not None and line.meant.sure
    return not sure and bool(OF_HEADINGS.search(line.text))


def _may_name(text: str) -> bool:
    """Whether any word of a text is none that doses have."""
    return any(word not in _OF_DOSES for word in content_words(text))
