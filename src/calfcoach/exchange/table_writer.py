"""The history as CSV, one row a work phase: writing.

Owns the columns. The session's own stand in every row of it; those of the phase begin with
`work_`, and are empty in a session without one. Pauses, rests, plans, measurements and what was
answered do not stand in this form. Knows nothing of files on a disk or of the database.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from calfcoach.exchange.cells import joined, safe_cell
from calfcoach.exchange.shapes import SESSION, WORK, Shape
from calfcoach.records import SessionRecord, WorkRecord
from calfcoach.store.exporting import OF_SESSION, OF_WORK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_PREFIX = "work_"
_QUOTED = frozenset('",\r\n')

SESSION_COLUMNS = {field.name: field for field in SESSION.fields}
"""The fields of a session by their columns."""
WORK_COLUMNS = {
    field.name if field.name.startswith(_PREFIX) else _PREFIX + field.name: field
    for field in WORK.fields
}
"""Those of a phase."""
COLUMNS = (*SESSION_COLUMNS, *WORK_COLUMNS)
"""The header of a table."""


def session_cells(session: SessionRecord) -> Callable[[tuple[Any, ...]], str]:
    """What makes the cells of a session of its own values (`exporting.OF_SESSION`): all others are
    those of this one."""
    template = _template(SESSION, session, OF_SESSION)
    return lambda own: template % tuple("" if each is None else each for each in own)


@lru_cache(maxsize=1024)  # those of one month are those of the next
def work_cells(work: WorkRecord) -> Callable[[tuple[Any, ...]], str]:
    """The same of a phase (`exporting.OF_WORK`)."""
    return _template(WORK, work, OF_WORK).__mod__


def table_pieces(sessions: Iterable[tuple[str, Sequence[str]]]) -> Iterator[str]:
    """The table, session by session, its header first, of the cells of each session and of each of
    its phases."""
    yield ",".join(COLUMNS) + "\n"
    without = ["," * (len(WORK_COLUMNS) - 1)]
    for own, work in sessions:
        before = f"\n{own},"
        yield f"{own},{before.join(work or without)}\n"


def _template(shape: Shape, record: object, own: Sequence[str]) -> str:
    """The cells of a record, with a hole for each of its own values, which stand in this order."""
    names = [field.name for field in shape.fields]
    cells = (
        "%s" if name in own else _cell(getattr(record, name)).replace("%", "%%") for name in names
    )
    return ",".join(cells)


@lru_cache(maxsize=4096, typed=True)  # a value has one cell
def _cell(value: object) -> str:
    """A cell as it is written: in quotes where it must be."""
    if value is None:
        return ""
    text = safe_cell(joined(value) if isinstance(value, tuple) else str(value))
    # Nearly all can stand as they are; what cannot, the writer knows.
    return text if _QUOTED.isdisjoint(text) else _quoted(text)


def _quoted(text: str) -> str:
    import csv
    import io

    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow([text, ""])
    return out.getvalue()[:-2]
