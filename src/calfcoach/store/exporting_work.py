"""The work of an export: of each phase what is its own, and the rest once a kind.

Owns the SELECTs. To bring a row of twenty columns over from SQLite takes longer than all that is
made of it, so that the phases of a session come together, as a text a column. Changes nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Sequence
from functools import lru_cache, partial

from calfcoach.store import rows
from calfcoach.store.kinds import common_columns, one_of_each
from calfcoach.store.meanwhile import ask
from calfcoach.store.wanted import Wanted, condition

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from calfcoach.files.folders import AnyPath
    from calfcoach.records import WorkRecord

    OfWork = Callable[[WorkRecord], Sequence[str]]
    """What stands before, between and behind the own values of a phase, which are any."""
    Phases = Callable[[str], str]
    """The phases of a session as one text, with a text between them."""

_COMMON = common_columns("work")  # the number of the phase before all others
_TEXTS = [f"ifnull({name}, '')" for name in _COMMON]
_BETWEEN = "\n"
# Nothing where it is as planned, else milliseconds, of which we write whole ones. Not the seconds:
# SQLite writes other digits than Python.
_ODD = "?"
_ROUNDED = "CAST(done_s * 1000 + 0.5 AS INTEGER)"
_LENGTH = (
    "CASE WHEN done_s = planned_s THEN ''"
    f" WHEN {_ROUNDED} / 1000.0 = done_s THEN {_ROUNDED} ELSE '{_ODD}' END"
)
_FEW_MORE = 1.1  # times as many sessions: to read all from one id to another takes less than a list
_A_PHASE = 6  # pieces: what stands before it, and around and between its two own values, and these


class WorkKinds:
    """The kinds of all work that an export wants: asked for once, at the side where the file is
    large, and again where the history has changed since."""

    __slots__ = ("_ask", "_kinds", "_moment", "_of_all")

    def __init__(self, connection: sqlite3.Connection, path: AnyPath, wanted: Wanted) -> None:
        where, values = condition(wanted)
        self._of_all = _question(where), values
        self._kinds: _Kinds | None = None
        # Before the question: a moment that is the same later was the same when it was asked.
        moment = _moment(connection)
        self._ask = ask(path, *self._of_all)
        self._moment = moment if self._ask else None

    def told(
        self,
        connection: sqlite3.Connection,
        wanted: Wanted,
        ids: Collection[str],
        of_work: OfWork,
    ) -> dict[str, Phases]:
        """The work of the sessions that are wanted, by their ids; those without any are left out.
        To be asked in a transaction. sqlite3.DatabaseError where any is damaged."""
        where, values = condition(wanted)
        kinds = self._now(connection, of_work)
        if kinds is None:
            kinds = _Kinds(connection.execute(_question(where), values).fetchall(), of_work)
        columns = ("at", _LENGTH, *kinds.columns)
        texts = ", ".join(f"group_concat({column}, '{_BETWEEN}')" for column in columns)
        cursor = connection.cursor()
        cursor.row_factory = None  # plain tuples: there may be thousands
        first_id, last_id = min(ids), max(ids)
        count = "SELECT count(*) FROM sessions WHERE id BETWEEN ? AND ?"
        which, edges = _which(where), values
        if cursor.execute(count, (first_id, last_id)).fetchone()[0] <= _FEW_MORE * len(ids):
            which, edges = "WHERE session_id BETWEEN ? AND ?", [first_id, last_id]
        found = cursor.execute(
            f"SELECT session_id, {texts} FROM work {which} GROUP BY session_id ORDER BY session_id",  # noqa: S608 - the names are ours
            edges,
        ).fetchall()
        own = {*ids}
        found = [row for row in found if row[0] in own]
        if not found:
            return {}
        at = _BETWEEN.join([row[1] for row in found]).split(_BETWEEN)
        phases: dict[str, Phases] = {}
        first = 0
        try:
            rows.check_instants(at)
            for session_id, _, lengths, *texts in found:
                template = kinds.template(tuple(texts))
                behind = first + len(template) // _A_PHASE
                done = _done(cursor, session_id, lengths, template)
                phases[session_id] = partial(_text, template, done, at[first:behind])
                first = behind
        except (KeyError, ValueError) as error:
            raise rows.unreadable(error) from error
        if first != len(at):
            raise sqlite3.DatabaseError("an instant that is several")
        return phases

    def _now(self, connection: sqlite3.Connection, of_work: OfWork) -> _Kinds | None:
        moment = _moment(connection)
        if moment != self._moment:
            question, values = self._of_all
            self._ask = lambda: connection.execute(question, values).fetchall()
            self._moment = moment
        if self._ask is not None:
            answer, self._ask = self._ask, None
            try:
                self._kinds = _Kinds(answer(), of_work)
            except sqlite3.Error:
                self._kinds = None  # it may be of a session that is not wanted now
        return self._kinds


class _Kinds:
    """What stands around the own values of the phases of a session, told by some of their columns
    as texts: `columns` are these, as SQLite is asked for them. sqlite3.DatabaseError where a row
    is damaged, or where no text tells two kinds apart."""

    __slots__ = ("_around", "columns", "template")

    def __init__(self, found: Sequence[sqlite3.Row], of_work: OfWork) -> None:
        around = {tuple(row)[-len(_TEXTS) :]: _pieces(rows.work_of(row), of_work) for row in found}
        places = sorted({0, *telling(around)})
        self._around = {tuple(kind[no] for no in places): each for kind, each in around.items()}
        if len(around) < len(found) or any(_BETWEEN in "".join(kind) for kind in self._around):
            raise sqlite3.DatabaseError("kinds of work that no text tells apart")
        self.columns = [_TEXTS[no] for no in places]
        self.template = lru_cache(maxsize=1024)(self._template)  # days are alike

    def _template(self, columns: tuple[str, ...]) -> list[str]:
        """The pieces of the text of a session's work as it was planned, in which what stands
        between phases, and their instants, are still missing. KeyError, ValueError."""
        kinds = list(zip(*(texts.split(_BETWEEN) for texts in columns), strict=True))
        numbers = [int(no) for no, *_ in kinds]
        if numbers != sorted(numbers):
            raise ValueError("phases that are not in their order")
        return [piece for kind in kinds for piece in self._around[kind]]


def _pieces(work: WorkRecord, of_work: OfWork) -> Sequence[str]:
    before, between, behind = of_work(work)
    return "", before, str(work.planned_s), between, "", behind


def _text(
    template: Sequence[str], done: Sequence[str] | None, at: Sequence[str], between: str
) -> str:
    pieces = list(template)
    pieces[::_A_PHASE] = ["", *[between] * (len(at) - 1)]
    if done is not None:
        pieces[2::_A_PHASE] = done
    pieces[4::_A_PHASE] = at
    return "".join(pieces)


def _done(
    cursor: sqlite3.Cursor, session_id: str, lengths: str, template: Sequence[str]
) -> Sequence[str] | None:
    """How long each phase of a session was done; None where it was as planned. ValueError."""
    if not lengths.strip(_BETWEEN):
        return None
    if _ODD in lengths:
        question = "SELECT done_s FROM work WHERE session_id = ? ORDER BY work_no"
        return [str(done_s) for (done_s,) in cursor.execute(question, [session_id])]
    planned = template[2::_A_PHASE]
    each = zip(lengths.split(_BETWEEN), planned, strict=True)
    return [_seconds(length) if length else as_planned for length, as_planned in each]


@lru_cache(maxsize=4096)
def _seconds(milliseconds: str) -> str:
    return str(int(milliseconds) / 1000)


def _moment(connection: sqlite3.Connection) -> tuple[int, int]:
    """What is another one once anybody has written to the file."""
    (version,) = connection.execute("PRAGMA data_version").fetchone()
    return version, connection.total_changes


def _question(where: str) -> str:
    """One row of each kind, and behind it its columns as texts. Of an instant only that it is a
    text: its form is looked at where it is read."""
    kinds = one_of_each("work", _which(where), only_texts=("at",))
    as_texts = ", ".join(f"{text} || ''" for text in _TEXTS)
    # In order: they come all at the end, and none has to wait for the interpreter before.
    return f"SELECT *, {as_texts} FROM ({kinds}) ORDER BY work_no"  # noqa: S608 - the names are ours


def _which(where: str) -> str:
    return f"WHERE session_id IN (SELECT id FROM sessions WHERE {where})"  # noqa: S608 - the terms are ours, values are bound


def telling(kinds: Collection[tuple[Any, ...]]) -> list[int]:
    """The columns that suffice to tell the kinds apart, the earlier ones of them: to read all
    twenty of each row takes four times as long."""
    varied = [no for no, values in enumerate(zip(*kinds, strict=True)) if len(set(values)) > 1]
    found = varied or [0]
    for no in reversed(varied[1:]):
        others = [each for each in found if each != no]
        if len({tuple(kind[each] for each in others) for kind in kinds}) == len(kinds):
            found = others
    return found
