"""A line of a sheet, read: what it says of how much, and the exercise that it names.

Owns where a line with several exercises is cut, and which lines are not clear. What becomes of a
line is `sheet`'s.
"""

from __future__ import annotations

import re
from itertools import pairwise

from calfcoach.authoring.amounts import Amounts
from calfcoach.authoring.amounts_in_words import read_amounts
from calfcoach.authoring.matching import Meant, Names, spelled_out
from calfcoach.authoring.sheet_tables import Row
from calfcoach.frozen import frozen, replace

BULLET = re.compile(r"^\s*(?:[-*•–·]+|[0-9]{1,2}[.)](?![0-9])|[a-z]\))\s+")
NUMBERS = re.compile(r"[0-9]+(?:[.,][0-9]+|(?:/[0-9]+)+)?%?")
_CUTS = re.compile(r"\s*;\s*|(?<=[a-z0-9)\"'”″]{2})[.]\s+(?=[A-Za-z])")
_JOINT = re.compile(r"\s*(?:[,+&]\s+|\band\b)\s*")  # parts two with an amount each
_JOINTS = re.compile(r"\s*(?:[,;.+&]\s+|\b(?:and|then|plus)\b)\s*")
_NO_COLUMNS = "Its columns cannot be told apart: put | between them, or write 2x12, rest 60s."
_IN_TURN = frozenset({"contrast"})  # one exercise whose parts have names of others
TWO = "Two exercises in one line: write a line for each."
NEVER = re.compile(
    r"(?:no(?!\.?\s*[0-9])|not|never|do not|don['’]t|avoid|stop|without)\b", re.IGNORECASE
)
LINE_CHARS = 500


@frozen
class Line:
    """A line as read. One that tells what not to do has nothing but its text. Of one that is
    `unclear` no step is made, for that reason; one that `heads` is the heading of a table;
    `below` are the lines under a name that were read as its dose."""

    text: str
    amounts: Amounts
    meant: Meant | None
    unclear: str = ""
    heads: bool = False
    below: tuple[str, ...] = ()

    @property
    def makes_step(self) -> bool:
        """Whether it names an exercise, or says how much of something."""
        return self.meant is not None or self.amounts.says_work

    @property
    def makes_whole(self) -> bool:
        """Whether it names an exercise and says how much of it."""
        return self.meant is not None and self.amounts.says_work

    @property
    def says_often(self) -> bool:
        """Whether it says how often a day or a week."""
        return bool(self.amounts.per_day or self.amounts.days)


def lines_of_row(row: Row, names: Names) -> list[Line]:
    """A line, or each of several exercises that stand in it."""
    if row.heads:
        return [Line(text=row.text, amounts=Amounts(), meant=None, heads=True)]
    if row.read != row.text:
        return [read_line(row.text, row.read, names)]
    parts = _parts(row.text[:LINE_CHARS], names)
    lines = [read_line(one, one, names) for part in parts for one in _at_joints(part, names)]
    if row.unclear:
        lines = [replace(line, unclear=_NO_COLUMNS) if _has_more(line) else line for line in lines]
    return [_if_one(line, names) for line in lines]


def read_line(text: str, read: str, names: Names) -> Line:
    """A line by its text and by what is to be read for it, which names one exercise at most."""
    plain = BULLET.sub("", read)
    if NEVER.match(plain):
        return Line(text=text, amounts=Amounts(), meant=None)
    plain, doubt = spelled_out(plain)
    amounts = read_amounts(plain)
    if doubt:
        amounts = replace(amounts, doubts=(doubt, *amounts.doubts))
    return Line(text=text, amounts=amounts, meant=names.meant_by(amounts.left))


def _parts(text: str, names: Names) -> list[str]:
    """The parts of a line that name an exercise each, cut at a semicolon or behind a sentence;
    what names none stays with what is before it."""
    found: list[str] = []
    before: Line | None = None
    start, sign = 0, ""
    for cut in (*_CUTS.finditer(text), None):
        part = text[start : cut.start() if cut else len(text)]
        line = read_line(part, part, names)
        sure = ";" in sign
        if before and _are_two(before, line, sure=sure):
            found.append(part)
            before = line
        elif found:
            found[-1] = text[text.rindex(found[-1], 0, start) : start + len(part)]
            if not (before and before.makes_whole):
                before = read_line(found[-1], found[-1], names)
        else:
            found, before = [part], line
        start, sign = (cut.end(), cut[0]) if cut else (start, sign)
    return found


def _are_two(one: Line, other: Line, *, sure: bool = False) -> bool:
    """Whether two texts ask for two exercises, each with how much of it unless that is `sure`."""
    if one.meant is None or other.meant is None or one.meant.id == other.meant.id:
        return False
    return sure or (one.amounts.says_work and other.amounts.says_work)


def _at_joints(text: str, names: Names) -> list[str]:
    """The parts of a text, cut at each joint behind which another exercise stands with how much
    of it; whole where not all of its exercises are parted so."""
    whole = read_line(text, text, names)
    if whole.meant is None or whole.meant.id in _IN_TURN:
        return [text]
    starts = [0, *(joint.end() for joint in _JOINT.finditer(text))]
    ends = [*(joint.start() for joint in _JOINT.finditer(text)), len(text)]
    found: list[tuple[int, int]] = []
    named: list[Line] = []
    for start, end in zip(starts, ends, strict=True):
        line = read_line(text[start:end], text[start:end], names)
        if line.meant or not found:
            found.append((start, end))
            named.append(line)
        else:
            found[-1] = (found[-1][0], end)  # what names none stays with what is before it
    clear = all(_are_two(one, other) for one, other in pairwise(named))
    return [text[start:end] for start, end in found] if clear else [text]


def _if_one(line: Line, names: Names) -> Line:
    """The line, unclear where two exercises stand in it that nothing parts for certain."""
    if line.meant is None or line.meant.id in _IN_TURN:
        return line
    texts = [text for text in _JOINTS.split(BULLET.sub("", line.text)) if text]
    parts = [read_line(text, text, names) for text in texts]
    named = [part for part in parts if part.meant]
    two = any(_are_two(one, other) for one, other in pairwise(named))
    return replace(line, unclear=TWO) if two else line


def _has_more(line: Line) -> bool:
    """Whether figures of a line were not read."""
    return bool(line.meant and (line.amounts.unread or NUMBERS.search(line.amounts.left)))
