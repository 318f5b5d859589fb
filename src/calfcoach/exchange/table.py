"""The history as CSV, one row a work phase, and any CSV file with a header: reading.

Owns what parts cells, and how rows become sessions again. Knows nothing of files on a disk or of
the database.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TextIO

from calfcoach.errors import CoachError
from calfcoach.exchange.cells import parted, restored_cell
from calfcoach.exchange.entries import Entry
from calfcoach.exchange.fields import RecordError, Seconds, Texts, Whole
from calfcoach.exchange.shapes import LISTED, SESSION, WORK, Field, read_record
from calfcoach.exchange.table_writer import SESSION_COLUMNS, WORK_COLUMNS
from calfcoach.files.problems import as_written, visible
from calfcoach.frozen import frozen

_DELIMITERS = ",;\t"
_HEADER_LETTERS = 100_000
_DIGITS = 18
_LINE_END = re.compile("[\r\n]")


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
    own = {name: row.cells[name] for name in SESSION_COLUMNS if name in row.cells}
    begun = found.get(key)
    if begun is None:
        session = {name: _value(SESSION_COLUMNS[name], cell) for name, cell in own.items()}
        read = read_record(SESSION, session)
        begun = found[key] = _Begun(line=row.line, cells=own, session=read, work=[])
    elif own != begun.cells:
        raise RecordError("the rows of one session say different things of it")
    if any(row.cells.get(name, "") for name in WORK_COLUMNS):
        if len(begun.work) >= LISTED:
            raise RecordError(f"a session has at most {LISTED} work phases")
        begun.work.append(_work(row))


def _work(row: Row) -> dict[str, Any]:
    """The phase of a row, read now: later its line is not known any more."""
    work = {
        field.name: _value(field, row.cells[name])
        for name, field in WORK_COLUMNS.items()
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
