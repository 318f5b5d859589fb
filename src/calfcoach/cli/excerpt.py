"""The line of a file with a mark under the place that is wrong, cut to the width of a terminal.

Owns this picture, and how a place is said where nobody sees one. Pure.
"""

from __future__ import annotations

from calfcoach.cli.surroundings import width
from calfcoach.files.places import Place
from calfcoach.files.problems import visible

_LEAST_CELLS = 10  # of a line; in fewer nobody recognises it
_NARROW = 28  # cells of a terminal that has none to spare before a number
_MOST_CELLS = 100
_NUMBER_CELLS = 4
_TAB = "    "
_CUT = "…"
_SAID_CHARS = 60  # of a line that is read aloud


def picture(place: Place, room: int) -> list[str]:
    """The line under its number, and a caret under the place; at most `room` cells wide. Nothing
    where the line is blank or there is too little room."""
    number = f"{place.line_no:>{_NUMBER_CELLS if room >= _NARROW else 1}} | "
    cells = min(room - 1, _MOST_CELLS) - len(number)  # the last cell would fold some terminals
    before, after = _shown(place.before), _shown(place.after)
    if cells < _LEAST_CELLS or not (before + after).strip():
        return []
    if width(before + after) > cells:
        before = _last_cells(before, max(cells // 2, cells - width(after)))
        after = _first_cells(after, cells - width(before))
    gap = " " * (len(number) - 2)
    return [f"{number}{before}{after}".rstrip(), f"{gap}| {' ' * width(before)}^"]


def said(place: Place) -> list[str]:
    """The place as sentences for a screen reader, without a full stop."""
    where = ", ".join(
        filter(
            None,
            (f"in {place.file}, line {place.line_no}, column {place.column}", place.called),
        )
    )
    before, after = place.before.lstrip(), place.after.rstrip()
    if not (before + after).strip():
        return [where]
    whole = len(before + after) <= _SAID_CHARS
    if not whole:
        before = before[-max(_SAID_CHARS // 2, _SAID_CHARS - len(after)) :]
        after = after[: _SAID_CHARS - len(before)]
    line = visible((before + after).replace("\t", " ").strip())
    return [where, f"the line is {line}" if whole else f"part of the line is {line}"]


def _shown(text: str) -> str:
    """Text of a file as it may stand on a terminal, each tab as four blanks."""
    return visible(text.replace("\t", _TAB))


def _first_cells(text: str, cells: int) -> str:
    if width(text) <= cells:
        return text
    text = text[:cells]
    while width(text) > cells - 1:
        text = text[:-1]
    return text + _CUT


def _last_cells(text: str, cells: int) -> str:
    if width(text) <= cells:
        return text
    text = text[-cells:]
    while width(text) > cells - 1:
        text = text[1:]
    return _CUT + text
