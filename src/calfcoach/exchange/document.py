"""The history as JSON, one document, and as JSON Lines, one record a line: writing and reading.

Owns both forms and their limits. Both are written and read piece by piece; of a document only one
record is ever held as text. Knows nothing of files on a disk or of the database.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TextIO

from calfcoach.errors import CoachError
from calfcoach.exchange.entries import Entry
from calfcoach.exchange.fields import RecordError
from calfcoach.exchange.json_reader import (
    BLANKS,
    DECODER,
    RECORD_LETTERS,
    DocumentReader,
    check_schema,
    in_words,
    too_long,
)
from calfcoach.exchange.shapes import BY_NAME, GAP, SCHEMA, SESSION, SHAPES, WORK, Shape
from calfcoach.files.problems import UNSAFE, as_written, did_you_mean
from calfcoach.records import GapRecord, SessionRecord, WorkRecord
from calfcoach.store.exporting import OF_SESSION, OF_WORK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from calfcoach.store.exporting_work import Phases

_HEADER = "header"

Records = Mapping[str, Iterable[Mapping[str, Any] | str]]


def session_text(session: SessionRecord) -> Callable[[tuple[Any, ...]], str]:
    """What makes the fields of a session as JSON, without braces, of its own values
    (`exporting.OF_SESSION`): all others are those of this one."""
    holes = dict.fromkeys(OF_SESSION, "%s")
    template = _template(SESSION, session, holes)
    return lambda own: template % tuple(map(_own, own))


def work_text(work: WorkRecord) -> Sequence[str]:
    """The JSON of a phase as it stands around its own values (`exporting.OF_WORK`)."""
    around = ["{"]
    for no, field in enumerate(WORK.fields):
        value = getattr(work, field.name)
        around[-1] += f'{", " if no else ""}"{field.name}": '
        if field.name in OF_WORK:
            quote = '"' if isinstance(value, str) else ""
            around[-1] += quote
            around.append(quote)
        else:
            around[-1] += _written(value)
    around[-1] += "}"
    return around


def whole_session(own: str, work: Phases | None, gaps: Iterable[GapRecord]) -> str:
    """The JSON of a session, of what it is itself, its phases and its gaps."""
    phases = work(", ") if work else ""
    pauses = (f"{{{_template(GAP, gap, {}) % ()}}}" for gap in gaps)
    return f'{{{own}, "work": [{phases}], "gaps": [{", ".join(pauses)}]}}'


def json_pieces(header: Mapping[str, str], records: Records) -> Iterator[str]:
    """The document, piece by piece, one record a line. `header` holds `exported_at` and
    `app_version`; `records` are by the plural of their shape, one that is missing has none. A text
    is JSON already."""
    yield "{\n"
    for key, value in {"schema": SCHEMA, **header}.items():
        yield f"{json.dumps(key)}: {_written(value)},\n"
    for no, shape in enumerate(SHAPES, 1):
        yield f"{json.dumps(shape.plural)}: ["
        before = "\n"
        for record in records.get(shape.plural, ()):
            yield before + _text_of(record)
            before = ",\n"
        yield ("\n]" if before != "\n" else "]") + ("\n}\n" if no == len(SHAPES) else ",\n")


def json_lines(header: Mapping[str, str], records: Records) -> Iterator[str]:
    """The records, one a line, each with its `type`; the first line is the header."""
    yield _written({"type": _HEADER, "schema": SCHEMA, **header}) + "\n"
    for shape in SHAPES:
        for record in records.get(shape.plural, ()):
            kind = f'{{"type": {json.dumps(shape.name)}, '
            yield f"{kind}{_text_of(record)[1:]}\n"


def read_lines(stream: TextIO, where: str) -> Iterator[Entry]:
    """The records of JSON Lines. Raises `CoachError` for another format than ours."""
    no, begun = 0, False
    while line := stream.readline(RECORD_LETTERS + 1):
        no += 1
        if len(line) > RECORD_LETTERS:
            raise too_long(f"{where}:{no}")
        if not line.strip():
            continue
        try:
            given = DECODER.decode(line.strip(BLANKS))
            entry = _typed(given, no, where)
        except (json.JSONDecodeError, RecursionError, RecordError) as error:
            entry = Entry(line=no, problem=in_words(error))
        if not begun and not _is_header(entry):
            raise CoachError(
                "this is not an export of CalfCoach: its first line is no header",
                where=f"{where}:{no}",
                hint=f'the first line holds "type": "header" and "schema": "{SCHEMA}"',
            )
        begun = True
        if not _is_header(entry):
            yield entry


def read_document(stream: TextIO, where: str) -> Iterator[Entry]:
    """The records of one JSON document. Raises `CoachError` with its line where it is no JSON or
    of another format than ours."""
    return DocumentReader(stream, where).entries()


def _is_header(entry: Entry) -> bool:
    return entry.given is _HEADER


def _typed(given: object, no: int, where: str) -> Entry:
    """A line of JSON Lines as an entry; the header as an entry that holds nothing else."""
    if not isinstance(given, dict):
        raise RecordError(f"a line must be an object, got {as_written(given)}")
    name = given.pop("type", None)
    if name == _HEADER:
        check_schema(given.get("schema"), f"{where}:{no}")
        return Entry(line=no, given=_HEADER)
    shape = BY_NAME.get(name) if isinstance(name, str) else None
    if shape is None:
        hint = did_you_mean(str(name), BY_NAME) or "each line names its `type`"
        raise RecordError(f"{as_written(name)} is not a type of record", hint=hint)
    return Entry(line=no, shape=shape, given=given)


def _template(shape: Shape, record: object, holes: Mapping[str, str]) -> str:
    """The fields of a record as JSON, with a hole for each of its own values, which stand in this
    order."""
    values = {field.name: getattr(record, field.name) for field in shape.fields}
    return ", ".join(
        f'"{name}": {holes.get(name) or _written(value).replace("%", "%%")}'
        for name, value in values.items()
    )


def _own(value: str | float | None) -> str:
    """An id, an instant, a day or a length: there is nothing to escape in them."""
    if value is None:
        return "null"
    return f'"{value}"' if isinstance(value, str) else str(value)


def _text_of(record: Mapping[str, Any] | str) -> str:
    return record if isinstance(record, str) else _written(record)


def _written(value: object) -> str:
    """JSON on one line; what would steer a terminal is escaped, also where JSON lets it pass."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return re.sub(UNSAFE, lambda found: f"\\u{ord(found.group()):04x}", text)
