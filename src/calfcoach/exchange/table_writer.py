"""The history as CSV, one row a work phase: writing.

Owns the columns. The session's own stand in every row of it; those of the phase begin with
`work_`, and are empty in a session without one. Pauses, rests, plans, measurements and what was
answered do not stand in this form. Knows nothing of files on a disk or of the database.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from calfcoach.exchange.cells import joined, safe_cell
from calfcoach.exchange.shapes import SESSION, WORK
from calfcoach.records import SessionRecord, WorkRecord
from calfcoach.store.exporting import OF_SESSION, OF_WORK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from calfcoach.store.exporting_work import Phases

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
    template = _template(session)
    return lambda own: template % (own if None not in own else _without_none(own))


def _without_none(own: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple("" if each is None else each for each in own)


def work_cells(work: WorkRecord) -> Sequence[str]:
    """The cells of a phase as they stand around its own values (`exporting.OF_WORK`)."""
    around = [""]
    for no, field in enumerate(WORK.fields):
        around[-1] += "," if no else ""
        if field.name in OF_WORK:
            around.append("")
        else:
            around[-1] += _cell(getattr(work, field.name))
    return around


def table_pieces(sessions: Iterable[tuple[str, Phases | None]]) -> Iterator[str]:
    """The table, session by session, its header first, of the cells of each session and those of
    its phases."""
    yield ",".join(COLUMNS) + "\n"
    without = "," * (len(WORK_COLUMNS) - 1)
    for own, work in sessions:
        phases = work(f"\n{own},") if work else without
        yield f"{own},{phases}\n"


def _template(session: SessionRecord) -> str:
    """The cells of a session, with a hole for each of its own values."""
    return ",".join(
        "%s" if field.name in OF_SESSION else _cell(getattr(session, field.name)).replace("%", "%%")
        for field in SESSION.fields
    )


@lru_cache(maxsize=4096, typed=True)  # a value has one cell
def _cell(value: object) -> str:
    """A cell as it is written: in quotes where it must be."""
    if value is None:
        return ""
    text = safe_cell(joined(value) if isinstance(value, tuple) else str(value))
    return text if _QUOTED.isdisjoint(text) else '"' + text.replace('"', '""') + '"'
