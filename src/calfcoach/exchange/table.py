"""The history as CSV, one row a work phase: writing and reading.

Owns the columns. The session's own stand in every row of it; those of the phase begin with
`work_`, and are empty in a session without one. Pauses, rests, plans, measurements and what was
answered do not stand in this form. Knows nothing of files on a disk or of the database.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from operator import itemgetter
from typing import Any, TextIO

from calfcoach.errors import CoachError
from calfcoach.exchange.cells import joined, parted, restored_cell, safe_cell
from calfcoach.exchange.entries import Entry
from calfcoach.exchange.fields import RecordError, Seconds, Texts, Whole
from calfcoach.exchange.shapes import LISTED, SESSION, WORK, Field, read_record
from calfcoach.files.problems import as_written, visible
from calfcoach.frozen import frozen

_PREFIX = "work_"
_DELIMITERS = ",;\t"
_HEADER_LETTERS = 100_000
_DIGITS = 18
_LINE_END = re.compile("[\r\n]")
_QUOTED = re.compile('[",\r\n]')
_SESSION_COLUMNS = {field.name: field for field in SESSION.fields}
_WORK_COLUMNS = {
    field.name if field.name.startswith(_PREFIX) else _PREFIX + field.name: field
    for field in WORK.fields
}
_WORK_NAMES = [field.name for field in _WORK_COLUMNS.values()]
# What tells phases apart; other columns stand before, between and behind the two.
_DONE, _AT = _WORK_NAMES.index("done_s"), _WORK_NAMES.index("at")

COLUMNS = (*_SESSION_COLUMNS, *_WORK_COLUMNS)
"""The header of a table."""


@frozen
class Row:
    """A row of any CSV file with a header: its cells by column, and the line it begins on."""

    line: int
    cells: Mapping[str, str]


@frozen
class _Begun:
    """A session of which more rows may follow: its line, its own cells, and what they say."""

    line: int
    cells: Mapping[str, str]
    session: Mapping[str, Any]
    work: list[dict[str, Any]]


def table_pieces(sessions: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The table, session by session, its header first."""
    yield _lines([COLUMNS])
    own_values = itemgetter(*_SESSION_COLUMNS)
    work_values = itemgetter(*_WORK_NAMES)
    without = "," * len(_WORK_COLUMNS)
    for session in sessions:
        own = ",".join(map(_cell, own_values(session)))
        rows = [f"{own},{_work_line(work_values(work))}" for work in session["work"]]
        yield "\n".join([*(rows or [own + without]), ""])


def read_table(rows: Iterable[Row]) -> Iterator[Entry]:
    """The sessions of a table of ours. What is wrong in a row makes its session a problem."""
    found: dict[str, _Begun] = {}
    broken: set[str] = set()
    for row in rows:
        key = row.cells.get("id", "")
        try:
            _add(found, key, row)
        except RecordError as wrong:
            broken.add(key)
            yield Entry(line=row.line, problem=wrong)
    for key, begun in found.items():
        if key not in broken:
            values = {**begun.session, "work": begun.work, "gaps": []}
            yield Entry(line=begun.line, shape=SESSION, values=values)


def is_table(columns: Iterable[str]) -> bool:
    """Whether a header is that of a table of ours; columns may stand in another order."""
    return {"id", "started_at", "work_no"} <= set(columns)


def read_rows(stream: TextIO, where: str) -> Iterator[Row]:
    """The rows of a CSV file with a header; commas, semicolons or tabs part its cells. Raises
    `CoachError` for what cannot be read, and for a row with more cells than the header."""
    delimiter, names = _header(stream.readline(_HEADER_LETTERS))
    twice = next((name for name in names if name and names.count(name) > 1), None)
    if twice is not None:
        raise CoachError(
            f"the column `{visible(twice[:64])}` stands there twice", where=f"{where}:1"
        )
    reader = csv.reader(stream, delimiter=delimiter, strict=True)
    line = 2
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield Row(line=line, cells=_named(names, cells, f"{where}:{line}"))
            line = reader.line_num + 2
    except csv.Error as error:
        raise CoachError(
            f"this is not a CSV file: {visible(str(error))}",
            where=f"{where}:{line}",
            hint="look for a quote that is left open",
        ) from None


def columns_of(text: str) -> list[str]:
    """The names of the columns in the first line of a text; none where it cannot be read."""
    return _header(text)[1]


def _header(text: str) -> tuple[str, list[str]]:
    """What parts the cells, and the names of the columns."""
    first = _LINE_END.split(text.removeprefix("\ufeff"), maxsplit=1)[0]
    delimiter = max(_DELIMITERS, key=first.count)
    try:
        cells = next(csv.reader([first], delimiter=delimiter), [])
    except csv.Error:  # a name of more than a hundred thousand characters
        cells = []
    return delimiter, [cell.strip() for cell in cells]


def _named(names: list[str], cells: list[str], where: str) -> dict[str, str]:
    extra = [cell for cell in cells[len(names) :] if cell.strip()]
    if extra:
        raise CoachError(
            f"the row has {len(cells)} cells, the header {len(names)}",
            where=where,
            hint="a text with a comma in it stands in quotes",
        )
    padded = [*cells, *[""] * (len(names) - len(cells))]
    return dict(zip(names, padded, strict=False))


def _add(found: dict[str, _Begun], key: str, row: Row) -> None:
    """Add a row to its session."""
    own = {name: row.cells[name] for name in _SESSION_COLUMNS if name in row.cells}
    begun = found.get(key)
    if begun is None:
        session = {name: _value(_SESSION_COLUMNS[name], cell) for name, cell in own.items()}
        read = read_record(SESSION, session)
        begun = found[key] = _Begun(line=row.line, cells=own, session=read, work=[])
    elif own != begun.cells:
        raise RecordError("the rows of one session say different things of it")
    if any(row.cells.get(name, "") for name in _WORK_COLUMNS):
        if len(begun.work) >= LISTED:
            raise RecordError(f"a session has at most {LISTED} work phases")
        begun.work.append(_work(row))


def _work(row: Row) -> dict[str, Any]:
    """The phase of a row, read now: later its line is not known any more."""
    work = {
        field.name: _value(field, row.cells[name])
        for name, field in _WORK_COLUMNS.items()
        if name in row.cells
    }
    return read_record(WORK, work)


def _value(field: Field, cell: str) -> Any:
    """The value of a cell. Raises `RecordError` for what is no number where one must stand."""
    text = restored_cell(cell)
    if not text and field.empty:
        return None
    if isinstance(field.rule, Texts):
        return list(parted(text))
    try:
        if isinstance(field.rule, Whole):
            return int(text if len(text) <= _DIGITS else "")
        if isinstance(field.rule, Seconds):
            return float(text)
    except ValueError:
        raise RecordError(f"`{field.name}` must be a number, got {as_written(text)}") from None
    return text


def _work_line(values: tuple[Any, ...]) -> str:
    """The cells of a phase. Days are alike: what stands around its seconds and its instant is
    looked up at once, which takes half as long as cell by cell."""
    before, between, after = values[:_DONE], values[_DONE + 1 : _AT], values[_AT + 1 :]
    done, at = _cell(values[_DONE]), _cell(values[_AT])
    return ",".join((_cells(*before), done, _cells(*between), at, _cells(*after)))


@lru_cache(maxsize=1024, typed=True)
def _cells(*values: object) -> str:
    return ",".join(map(_cell, values))


@lru_cache(maxsize=4096, typed=True)  # a value has one cell
def _cell(value: object) -> str:
    """A cell as it is written: in quotes where it must be."""
    if value is None:
        return ""
    text = safe_cell(joined(value) if isinstance(value, tuple) else str(value))
    # Nearly all can stand as they are; what cannot, the writer knows.
    return _lines([[text, ""]])[:-2] if _QUOTED.search(text) else text


def _lines(rows: Iterable[Iterable[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()
