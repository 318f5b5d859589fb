"""Rows of a table by kind: of all that differ only in an id, an instant, a day or a length, each in
order, one stands for the others.

Owns what is in order by SQLite's own word. Days are alike, so that a thousand rows are of a few
kinds, and to read one of each as a record finds the same damage as to read them all.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from calfcoach.frozen import fields_of
from calfcoach.records import SessionRecord, WorkRecord
from calfcoach.store.limits import MOST

_DIGITS = "-".join("[0-9a-f]" * many for many in (8, 4, 4, 4, 12))
# The bytes are counted, as other functions of SQLite see a text only up to a NUL. What `date` reads
# needs no look at its digits; a day that is none comes out another, but only where it is moved.
_ID = f"typeof(%s) = 'text' AND length(CAST(%s AS BLOB)) = 36 AND %s GLOB '{_DIGITS}'"
_INSTANT = (
    "length(CAST(%s AS BLOB)) = 24 AND date(%s, '+0 days') = substr(%s, 1, 10)"
    " AND %s GLOB '[12]???-??-??T??:??:??.[0-9][0-9][0-9]Z'"
)
_DAY = "date(%s, '+0 days') = %s AND %s GLOB '[12]*'"
_TEXT = "typeof(%s) = 'text'"
_LENGTH = f"%s BETWEEN 0 AND {MOST}"
_SAMPLES = {
    _ID: "'00000000-0000-7000-8000-000000000000'",
    _INSTANT: "'2000-01-01T00:00:00.000Z'",
    _DAY: "'2000-01-01'",
    _TEXT: "'2000-01-01T00:00:00.000Z'",
    _LENGTH: "0.0",
}
# Of each table the columns that tell one row from the others, and all that a record is read from.
_OWN: Mapping[str, Mapping[str, str]] = {
    "sessions": {
        "id": _ID,
        **dict.fromkeys(("started_at", "ended_at", "updated_at"), _INSTANT),
        "local_day": _DAY,
        "lasted_s": _LENGTH,
    },
    "work": {"done_s": _LENGTH, "at": _INSTANT},
    "operations": {"id": _ID, "at": _INSTANT, "target": _ID},
    "touched": {"row_id": _ID},
}
_NO_COLUMNS = ("code", "work", "gaps", "sums")
_READ: Mapping[str, tuple[str, ...]] = {
    "sessions": tuple(name for name in fields_of(SessionRecord) if name not in _NO_COLUMNS),
    "work": fields_of(WorkRecord),
    "operations": ("id", "at", "kind", "source", "target"),
    "touched": ("kind", "row_id", "work_no", "before", "after"),
}
BY_KIND = _OWN.keys()
"""The tables that can be asked in this way."""


def one_of_each(table: str, where: str = "", *, only_texts: Collection[str] = ()) -> str:
    """The question for a row of each kind, with the columns that a record of it is read from. Of
    the columns `only_texts` each text is in order, whatever it says."""
    own = {**_OWN[table], **dict.fromkeys(only_texts, _TEXT)}
    # The plus keeps SQLite from going along an index, which takes three times as long.
    columns = (
        _sample(name, own[name]) if name in own else f"+{name} AS {name}" for name in _READ[table]
    )
    return f"SELECT DISTINCT {', '.join(columns)} FROM {table} {where}"  # noqa: S608 - the names are ours


def one_of_each_work() -> str:
    """The same of all work, in order: the rows come all at the end, and a thread that asks has not
    to wait for the interpreter at each."""
    return f"{one_of_each('work')} ORDER BY work_no"


def own_columns(table: str) -> tuple[str, ...]:
    """The columns that do not tell of which kind a row is, in the order of its record."""
    return tuple(_OWN[table])


def common_columns(table: str) -> tuple[str, ...]:
    """All other columns of a record: those that do."""
    return tuple(name for name in _READ[table] if name not in _OWN[table])


def _sample(column: str, rule: str) -> str:
    """A column, or where it is in order the sample that stands for it."""
    in_order = rule.replace("%s", column)
    return f"CASE WHEN {in_order} THEN {_SAMPLES[rule]} ELSE {column} END AS {column}"
