"""Rows of a table as sentences: "Heel raise | 2 | 12" under "Exercise | Sets | Reps".

Owns which lines are the heading of a table, and what the cells below say by the words above them.
Knows no exercise. Columns are told by tabs, by | or by two blanks and more; of a row that has
none of them nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from calfcoach.frozen import frozen

_CELL = re.compile(r"\S+(?: \S+)*")  # until two blanks
_NONE = re.compile(r"(?:[-–—/.]*|n/?a|none)$", re.IGNORECASE)
_COUNT = re.compile(r"[0-9]{1,4}(?:[.,][0-9])?(?:\s*[-–]\s*[0-9]{1,4})?$")
_COUNTED = re.compile(r"[0-9]{1,4}(?:\s*[-–]\s*[0-9]{1,4})?(?=\s*(?:$|each|ea\b|per\b|/\s*[a-z]))")
_PER_SIDE = re.compile(r"(?:\b(?:per|each|every)\s|/)\s*(?:side|leg|foot)")
_RULE = re.compile(r"[\s|:+=-]*$")
_COLUMNS = {
    "exercise": "name", "exercises": "name", "name": "name", "movement": "name",
    "set": "sets", "sets": "sets", "rounds": "sets",
    "rep": "reps", "reps": "reps", "repetitions": "reps", "repeats": "reps",
    "hold": "hold", "holds": "hold", "time": "time", "duration": "time", "secs": "time",
    "seconds": "time", "rest": "rest", "break": "rest",
    "side": "side", "sides": "side", "leg": "side", "legs": "side",
    "tempo": "tempo", "load": "load", "weight": "load", "steps": "steps",
    "frequency": "often", "often": "often", "daily": "often", "notes": "notes",
    "comments": "notes", "instructions": "notes",
}  # fmt: skip
_SIDES = {
    "both": "both legs", "each": "each side", "l": "left only", "left": "left only",
    "r": "right only", "right": "right only", "l/r": "each side", "r/l": "each side",
}  # fmt: skip
_TALKED = frozenset({"", "name", "notes"})  # columns that say no amount


@frozen
class Row:
    """A line of a sheet: as it stands there and as it is to be read. `heads` is the heading of a
    table; of a row that is `unclear` the columns cannot be told."""

    text: str
    read: str
    heads: bool = False
    unclear: bool = False


@frozen
class _Column:
    """A column by what it says, the word above it, and where that stands."""

    says: str
    word: str
    at: tuple[int, int]


def rows_of(lines: Sequence[str]) -> Iterator[Row]:
    """The lines that are not empty; a table ends with an empty line."""
    columns: tuple[_Column, ...] = ()
    for line in lines:
        text = " ".join(line.split())
        if not text:
            columns = ()
        elif _RULE.match(line):
            continue
        elif heading := _heading(line):
            columns = heading
            yield Row(text=text, read=text, heads=True)
        elif columns:
            yield _row(line, text, columns)
        else:
            yield Row(text=text, read=text)


def _cells(line: str) -> list[tuple[str, tuple[int, int]]]:
    """The cells and where they stand; empty ones only where a sign stands between cells."""
    sign = "|" if "|" in line else "\t"
    if sign not in line.strip():
        return [(found[0], found.span()) for found in _CELL.finditer(line)]
    if sign == "|":
        line = re.sub(r"^\s*\||\|\s*$", "", line)
    return [(" ".join(cell.split()), (no, no + 1)) for no, cell in enumerate(line.split(sign))]


def _heading(line: str) -> tuple[_Column, ...]:
    """The columns, where a line is nothing but the words above them."""
    if re.search(r"[0-9]", line):
        return ()
    cells = _cells(line.rstrip())
    if len(cells) == 1:
        cells = [(found[0], found.span()) for found in re.finditer(r"\S+", line)]
        if any(not _says(word) for word, _ in cells):
            return ()
    columns = tuple(_Column(says=_says(word), word=word, at=at) for word, at in cells)
    if columns and not columns[0].says:
        columns = (_Column(says="name", word=columns[0].word, at=columns[0].at), *columns[1:])
    said = [column.says for column in columns]
    amounts = [says for says in said if says not in _TALKED]
    there = said.count("name") == 1 and len(amounts) >= 2 and len(amounts) == len({*amounts})
    return columns if there else ()


def _says(word: str) -> str:
    """What a column says by the first known word above it."""
    words = re.findall(r"[a-z]+", word.lower())
    return next((_COLUMNS[each] for each in words if each in _COLUMNS), "")


def _row(line: str, text: str, columns: tuple[_Column, ...]) -> Row:
    cells = _cells(line.rstrip())
    placed = _placed(cells, columns) if len(cells) > 1 else None
    if placed is None:
        return Row(text=text, read=text, unclear=True)
    said = sorted(
        ((column, cell) for column, cell in placed if not _NONE.match(cell)),
        key=lambda pair: list(dict.fromkeys(_COLUMNS.values())).index(pair[0].says or "notes"),
    )
    return Row(text=text, read=", ".join(_said(column, cell) for column, cell in said))


def _placed(
    cells: list[tuple[str, tuple[int, int]]], columns: tuple[_Column, ...]
) -> list[tuple[_Column, str]] | None:
    """Each cell with its column: by their number, else by where they stand; None where neither
    tells."""
    if len(cells) == len(columns):
        return [(column, text) for column, (text, _) in zip(columns, cells, strict=True)]
    placed: list[tuple[_Column, str]] = []
    for text, (start, end) in cells:
        over = [column for column in columns if column.at[0] < end and start < column.at[1]]
        if len(over) != 1 or any(column is over[0] for column, _ in placed):
            return None
        placed.append((over[0], text))
    return placed


def _said(column: _Column, cell: str) -> str:
    """A cell as words of a line; what is not certain stays a number without a unit."""
    word = column.word.lower()
    each = " each side" if _PER_SIDE.search(word) and column.says != "side" else ""
    match column.says:
        case "sets" | "reps" | "steps" if count := _COUNTED.match(cell):
            return f"{count[0]} {column.says}{cell[count.end() :]}{each}"
        case "hold":
            return f"{_timed(word, cell, least=1)} hold{each}"
        case "time":
            return f"{_timed(word, cell, least=10)}{each}"
        case "rest":
            return f"rest {_timed(word, cell, least=10)}"
        case "side":
            return _SIDES.get(cell.lower(), cell)
        case "tempo":
            return f"tempo {cell}"
        case "load" if _COUNT.match(cell) and "kg" in word:
            return f"{cell} kg"
        case "name" | "notes":
            return cell
        case _:
            return f"{column.word} {cell}" if _COUNT.match(cell) else cell


def _timed(word: str, cell: str, *, least: int) -> str:
    """A length with the unit that the word above it says; without one, seconds from `least` on."""
    if not _COUNT.match(cell):
        return cell
    if re.search(r"\bmin", word):
        return f"{cell} min"
    large = int(re.split(r"[^0-9]", cell)[0]) >= least
    return f"{cell} s" if large or re.search(r"\bs(?:ecs?|econds?)?\b", word) else cell
