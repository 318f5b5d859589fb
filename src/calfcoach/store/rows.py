"""Rows of the tables as records, and back.

Owns which column holds which field, and what a value must be. SQLite keeps anything in any
column and others may write to the file: whatever reads a record can rely on its types, and
that no text of it steers a terminal. Knows nothing of transactions or files.
"""

from __future__ import annotations

import datetime
import sqlite3
from collections import deque
from functools import cache, lru_cache
from operator import attrgetter, itemgetter

from calfcoach.files.problems import visible
from calfcoach.frozen import fields_of, maker, replace
from calfcoach.records import (
    LINE_FIELDS,
    CalfSign,
    ChangeRecord,
    FlagOrigin,
    FlagRecord,
    GapRecord,
    MeasureRecord,
    PlanVersion,
    RestReason,
    RestRecord,
    ScreeningRecord,
    SessionOrigin,
    SessionRecord,
    Status,
    TipTold,
    WorkRecord,
    WorkStatus,
    WorkSums,
)
from calfcoach.store.ids import are_ids, is_id
from calfcoach.store.limits import MOST
from calfcoach.terms import Side

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Any, TypeVar

    _Record = TypeVar(
        "_Record",
        GapRecord,
        ScreeningRecord,
        FlagRecord,
        RestRecord,
        MeasureRecord,
        PlanVersion,
        TipTold,
        CalfSign,
    )

    _Rule = tuple[str, Any, bool, int, int | None]

_OF_A_DAY = (ScreeningRecord, MeasureRecord, PlanVersion, TipTold, CalfSign)
_KINDS: Mapping[str, type | tuple[type, ...]] = {"str": str, "int": int, "float": (int, float)}
# Years far from both ends: an offset added to them overflows nothing.
_INSTANT = "[12][0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9:.]+(?:Z|[+-][0-9:]+)"
_YEARS = frozenset("12")
_DIGITS = str.maketrans("123456789", "000000000")
_PLAIN_INSTANT = "0000-00-00T00:00:00.000Z"
_BY_LINES = "note"  # the one text that may have several
_FARTHEST_S = 24 * 60 * 60  # no clock on Earth is farther from UTC
_MOST: Mapping[str, int] = {
    **dict.fromkeys(("tightness", "pain", "pain_before", "pain_worst"), 10),
    **dict.fromkeys(("pain_after", "pain_next_morning"), 10),
    "reps_left": 9,
    "utc_offset_s": _FARTHEST_S,
}
_LEAST: Mapping[str, int] = {"utc_offset_s": -_FARTHEST_S}
_SIDES = frozenset(side.value for side in Side)
_STATUSES = {status.value: status for status in Status}
_ORIGINS = {origin.value: origin for origin in SessionOrigin}
_WORK_STATUSES = {status.value: status for status in WorkStatus}
# The columns of a session and of a work phase: those that tell one row from the others first.
_SESSION_OWN = ("id", "started_at", "ended_at", "updated_at", "local_day", "lasted_s", "note")
_SESSION_ALIKE = tuple(
    name
    for name in fields_of(SessionRecord)
    if name not in (*_SESSION_OWN, "code", "work", "gaps", "sums")
)
SESSION = (*_SESSION_OWN, *_SESSION_ALIKE)
_WORK_OWN = ("at", "done_s")
_WORK_ALIKE = tuple(name for name in fields_of(WorkRecord) if name not in _WORK_OWN)
_WORK = (*_WORK_OWN, *_WORK_ALIKE)
_LATE = "reps_left"  # the last of them: formats before the fourth did not ask for it
_new_session = maker(SessionRecord, (*SESSION, "code", "work", "gaps", "sums"))
_without_work = attrgetter(*SESSION, "code")
_new_work = maker(WorkRecord, _WORK)


def id_of(row: sqlite3.Row) -> str:
    """The id of a row, in the form that all of ours have."""
    found = row["id"]
    try:
        _check_id(found)
    except ValueError as error:
        raise unreadable(error) from error
    return str(found)


def instant_of(row: sqlite3.Row) -> str:
    """The instant `at` of a row."""
    found = row["at"]
    try:
        _check_instant(found)
    except ValueError as error:
        raise unreadable(error) from error
    return str(found)


def session_of(row: sqlite3.Row, code: str) -> SessionRecord:
    """A row of `sessions` without its work, with the code that a listing shows for it."""
    try:
        values = _in_order(row, SESSION)
        session_id, started_at, ended_at, updated_at, day, lasted_s, note = values[:7]
        _check_id(session_id)
        _check_instant(started_at)
        if ended_at is not None:
            _check_instant(ended_at)
        _check_instant(updated_at)
        own = (session_id, started_at, ended_at, updated_at, *_own_alike(day, lasted_s, note))
        alike = _session_alike(*values[7:])
        return _new_session((*own, *alike, code, (), (), None))
    except (ValueError, KeyError) as error:
        raise unreadable(error) from error


def sessions_of(found: Sequence[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """The values of rows of `sessions` whose columns are `SESSION`, to be made records
    by `session_with`. A column at a time: row by row takes three times as long."""
    if not found:
        return []
    try:
        ids, started, ended, updated, days, lengths, notes, *_ = zip(*found, strict=True)
        if not are_ids(ids):
            raise ValueError("an id of another form")  # noqa: TRY301  # damage: the others are told by functions
        check_instants(started)
        check_instants([each for each in ended if each is not None])
        check_instants(updated)
        day, length, note = _rules_of(SessionRecord, _SESSION_OWN[4:])
        for each in {*days}:
            _check_day(_checked(day, each))
        for each in {*lengths}:
            _checked(length, each)
        harmless = {each: _checked(note, each) for each in {*notes}}
        alike = {each: _session_alike(*each) for each in {row[7:] for row in found}}
        return [(*row[:6], harmless[row[6]], *alike[row[7:]]) for row in found]
    except (ValueError, TypeError, KeyError) as error:
        raise unreadable(error) from error


def lines_of(found: Sequence[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """The same of rows whose columns are `LINE_FIELDS`."""
    if not found:
        return []
    days, started, ids, lengths, *_ = zip(*found, strict=True)
    check_own(days, started, ids, lengths)
    alike = {each: line_alike(*each) for each in {row[4:] for row in found}}
    return [(*row[:4], *alike[row[4:]]) for row in found]


def check_own(
    days: Iterable[Any], started: Sequence[Any], ids: Sequence[Any], lengths: Iterable[Any]
) -> None:
    """Look over the first four columns of `LINE_FIELDS`, which tell one line from the others.
    sqlite3.DatabaseError where any cannot be read."""
    try:
        if not are_ids(ids):
            raise ValueError("an id of another form")  # noqa: TRY301  # as above
        check_instants(started)
        day, length = _rules_of(SessionRecord, ("local_day", "lasted_s"))
        for each in {*days}:
            _check_day(_checked(day, each))
        for each in {*lengths}:
            _checked(length, each)
    except (ValueError, TypeError) as error:
        raise unreadable(error) from error


def line_alike(*values: Any) -> tuple[Any, ...]:
    """The values of the other columns, as a line has them. sqlite3.DatabaseError likewise."""
    try:
        status, origin, *others = values
        rules = _rules_of(SessionRecord, LINE_FIELDS[6:])
        return _STATUSES[status], _ORIGINS[origin], *map(_checked, rules, others)
    except (ValueError, TypeError, KeyError) as error:
        raise unreadable(error) from error


def session_with(
    values: tuple[Any, ...], code: str, gaps: tuple[GapRecord, ...], sums: WorkSums | None
) -> SessionRecord:
    """The session of such values, without its work."""
    return _new_session((*values, code, (), gaps, sums))


def work_of(row: sqlite3.Row) -> WorkRecord:
    """A row of `work`."""
    return _work(*_in_order(row, _WORK))


def each_work(found: sqlite3.Cursor) -> Iterator[tuple[str, WorkRecord]]:
    """The rows of `work` that were asked for, each with the id of its session."""
    columns = tuple(each[0] for each in found.description)
    found.row_factory = None  # plain tuples: there may be a hundred thousand
    for session_id, *values in map(_getter(("session_id", *_WORK), columns), found):
        yield session_id, _work(*values)


def _work(at: Any, done_s: Any, *others: Any) -> WorkRecord:
    try:
        _check_instant(at)
        return _new_work((at, _done_alike(done_s), *_work_alike(*others)))
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise unreadable(error) from error


def _in_order(row: sqlite3.Row, names: tuple[str, ...]) -> tuple[Any, ...]:
    """The values of these columns. sqlite3.DatabaseError where one is missing."""
    return _getter(names, tuple(row.keys()))(row)


@lru_cache(maxsize=64)
def _getter(names: tuple[str, ...], columns: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    """By place: to look up twenty names in a row takes three times as long."""
    if names[-1] == _LATE and _LATE not in columns:
        get = _getter(names[:-1], columns)
        return lambda row: (*get(row), None)
    try:
        return itemgetter(*map(columns.index, names))
    except ValueError as error:
        raise unreadable(error) from error


# Days are alike: the same routine leaves rows that differ in little, and to look the rest up takes
# a fifth of looking it over. Typed: where a whole number must stand, 1.0 is none.
@lru_cache(maxsize=1024, typed=True)
def _session_alike(*values: Any) -> tuple[Any, ...]:
    status, origin, *others = values
    rules = _rules_of(SessionRecord, _SESSION_ALIKE[2:])
    return _STATUSES[status], _ORIGINS[origin], *map(_checked, rules, others)


@lru_cache(maxsize=1024, typed=True)
def _own_alike(*values: Any) -> tuple[Any, ...]:
    day, lasted_s, note = map(_checked, _rules_of(SessionRecord, _SESSION_OWN[4:]), values)
    _check_day(day)
    return day, lasted_s, note


@lru_cache(maxsize=1024, typed=True)
def _work_alike(*values: Any) -> tuple[Any, ...]:
    found = dict(zip(_WORK_ALIKE, values, strict=True))
    plain = [name for name in _WORK_ALIKE if name not in ("muscles", "status")]
    for name, rule in zip(plain, _rules_of(WorkRecord, tuple(plain)), strict=True):
        found[name] = _checked(rule, found[name])
    if found["side"] not in _SIDES:
        raise ValueError(f"side is {found['side']!r}")
    found["muscles"] = texts_of(found["muscles"])
    found["status"] = _WORK_STATUSES[found["status"]]
    return tuple(found.values())


@lru_cache(maxsize=1024, typed=True)
def _done_alike(done_s: Any) -> Any:
    return _checked(_rules_of(WorkRecord, ("done_s",))[0], done_s)


def work_values(work: WorkRecord) -> dict[str, Any]:
    """The columns of `work`, without the session, in the order of the table."""
    return {
        "work_no": work.work_no,
        "step_no": work.step_no,
        "set_no": work.set_no,
        "round_no": work.round_no,
        "exercise_id": work.exercise_id,
        "exercise_title": work.exercise_title,
        "kind": str(work.kind),
        "muscles": _array(work.muscles),
        "technique": work.technique,
        "side": str(work.side),
        "planned_s": float(work.planned_s),
        "done_s": float(work.done_s),
        "planned_reps": work.planned_reps,
        "done_reps": work.done_reps,
        "load": work.load,
        "status": str(work.status),
        "why": work.why,
        "pain": work.pain,
        "at": work.at,
        "reps_left": work.reps_left,
    }


def _array(texts: Sequence[str]) -> str:
    import json  # late: it takes a tenth of an interpreter, and readers do without

    return json.dumps(texts, ensure_ascii=False)


def gap_of(row: sqlite3.Row) -> GapRecord:
    """A row of `gaps`."""
    return gap_with(row["work_no"], row["reason"], row["at"], row["seconds"])


def gap_with(work_no: Any, reason: Any, at: Any, seconds: Any) -> GapRecord:
    """A gap of such values."""
    gap = GapRecord(work_no=work_no, reason=reason, at=at, seconds=seconds)
    try:
        return sound(gap)
    except ValueError as error:
        raise unreadable(error) from error


def change_of(row: sqlite3.Row) -> ChangeRecord:
    """A row of `changes`."""
    from calfcoach.files.json_reading import read_json  # late: a listing does without

    try:
        what: Mapping[str, object] = read_json(row["what"])
    except (ValueError, TypeError, RecursionError) as error:
        raise unreadable(error) from error
    return ChangeRecord(
        id=row["id"], at=row["at"], session_id=row["session_id"], action=row["action"], what=what
    )


def screening_of(row: sqlite3.Row) -> ScreeningRecord:
    """A row of `screenings`."""
    try:
        record = ScreeningRecord(
            at=row["at"],
            local_day=row["local_day"],
            version=row["version"],
            conditions=texts_of(row["conditions"]),
            flags=texts_of(row["flags"]),
        )
        return sound(record)
    except (ValueError, TypeError, RecursionError) as error:
        raise unreadable(error) from error


def flag_of(row: sqlite3.Row) -> FlagRecord:
    """A row of `flags` with the newest try to clear it."""
    try:
        record = FlagRecord(
            id=row["id"],
            flag=row["flag"],
            opened_at=row["opened_at"],
            origin=FlagOrigin(row["origin"]),
            closed_at=row["closed_at"],
            door=row["door"],
            said=row["said"],
            day=row["day"],
        )
        return sound(record)
    except ValueError as error:
        raise unreadable(error) from error


def rest_of(row: sqlite3.Row) -> RestRecord:
    """A row of `rests`."""
    return rest_with(row["id"], row["from_day"], row["until_day"], row["reason"], row["at"])


def rest_with(rest_id: Any, from_day: Any, until_day: Any, reason: Any, at: Any) -> RestRecord:
    """Days kept free of such values."""
    try:
        record = RestRecord(
            id=rest_id,
            from_day=from_day,
            until_day=until_day,
            reason=RestReason(reason).value,
            at=at,
        )
        _check_days(record.from_day, record.until_day)
        return sound(record)
    except (ValueError, TypeError) as error:
        raise unreadable(error) from error


def with_work(
    session: SessionRecord, work: tuple[WorkRecord, ...], gaps: tuple[GapRecord, ...]
) -> SessionRecord:
    """The same session with what was done in it."""
    return _new_session((*_without_work(session), work, gaps, session.sums))


@lru_cache(maxsize=256)  # the muscles of an exercise stand in each of its rows
def texts_of(array: str) -> tuple[str, ...]:
    """The harmless texts of a JSON array. ValueError for anything else, TypeError for no text."""
    if (plain := _plain_texts(array)) is not None:
        return plain
    from calfcoach.files.json_reading import read_json

    texts = read_json(array)
    if not isinstance(texts, list) or not all(isinstance(each, str) for each in texts):
        raise ValueError("not an array of texts")
    return tuple(visible(each) for each in texts)


def _plain_texts(array: str) -> tuple[str, ...] | None:
    """The texts of an array as it is mostly written, harmless and with nothing escaped in them."""
    if array == "[]":
        return ()
    framed = len(array) > 3 and array.startswith('["') and array.endswith('"]')
    if not framed or "\\" in array or not array.isprintable():
        return None
    texts = tuple(array[2:-2].split('", "'))
    return None if any('"' in text for text in texts) else texts


def sound(record: _Record) -> _Record:
    """The record with harmless texts, if every value is what its field says. ValueError."""
    record_type: Any = type(record)  # mypy does not take a class of frozen values as hashable
    harmless: dict[str, Any] = {}
    for rule in _rules(record_type).values():
        name, _, optional, _, _ = rule
        value = getattr(record, name)
        if name == "at" or name.endswith("_at"):
            if value is not None or not optional:
                _check_instant(value)
        elif (checked := _checked(rule, value)) is not value:
            harmless[name] = checked
    if isinstance(record, _OF_A_DAY):
        _check_day(record.local_day)
    return replace(record, **harmless) if harmless else record


def _checked(rule: _Rule, value: Any) -> Any:
    """The value of a plain field that is no instant, its text harmless. ValueError for one that is
    not what its field says."""
    name, kinds, optional, least, most = rule
    if value is None and optional:
        return None
    if not isinstance(value, kinds):
        raise ValueError(f"{name} is {value!r}")  # noqa: TRY004  # damage, not a bug
    if most is None:  # a text
        return value if value.isprintable() else _harmless(value, by_lines=name == _BY_LINES)
    if not least <= value <= most:  # NaN is in no range
        raise ValueError(f"{name} is {value!r}")
    return value


@cache
def _rules_of(record: Any, names: tuple[str, ...]) -> tuple[_Rule, ...]:
    return tuple(_rules(record)[name] for name in names)


@cache
def _rules(record: Any) -> Mapping[str, _Rule]:
    """Of each plain field of a record its name, its types, whether it may be None, and of a number
    the least and the most: what is imported is held to the same.

    Worked out once: anew for every row it was 8 of the 21 microseconds of the check.
    """
    said = [(name, kind.partition(" | ")) for name, kind in record.__annotations__.items()]
    return {
        name: (
            name,
            _KINDS[kind],
            bool(optional),
            _LEAST.get(name, 0),
            None if kind == "str" else _MOST.get(name, MOST),
        )
        for name, (kind, _, optional) in said
        if kind in _KINDS
    }


def _check_id(text: object) -> None:
    """ValueError for what has not the form of our ids."""
    if not is_id(text):
        raise ValueError("an id of another form")


def _check_instant(text: object) -> None:
    """ValueError for what is no instant, with an odd character in it, or of no year of ours."""
    if not isinstance(text, str) or not (_is_plain(text) or _is_instant(text)):
        raise ValueError("not an instant")
    datetime.datetime.fromisoformat(text)  # it names its zone: what else is no instant is told


def _is_plain(text: str) -> bool:
    """Whether the signs of a text stand where `instant_text` puts them: then what is between them
    are digits, or `datetime` refuses it."""
    return len(text) == 24 and text[0] in "12" and text[4:20:3] == "--T::." and text[23] == "Z"


def _is_instant(text: str) -> bool:
    import re  # late: what we write is plain

    return re.fullmatch(_INSTANT, text) is not None


def check_instants(texts: Sequence[str]) -> None:
    """ValueError where any is no instant. TypeError for no text."""
    joined = "\n".join(texts)
    plain = joined.translate(_DIGITS) == "\n".join([_PLAIN_INSTANT] * len(texts))
    if plain and _YEARS.issuperset(joined[:: len(_PLAIN_INSTANT) + 1]):
        deque(map(datetime.datetime.fromisoformat, texts), maxlen=0)
    else:
        deque(map(_check_instant, texts), maxlen=0)


@lru_cache(maxsize=64)  # several sessions a day
def _check_day(text: str) -> None:
    """ValueError for what is no day, or one of no year of ours. TypeError for no text."""
    if len(text) != 10 or text[0] not in "12" or text[4:8:3] != "--":
        raise ValueError("not a day")
    datetime.date.fromisoformat(text)


def _check_days(first: str, last: str) -> None:
    """ValueError for what are no days, or not in their order."""
    _check_day(first)
    _check_day(last)
    if last < first:
        raise ValueError("ends before it begins")


def _harmless(text: str, *, by_lines: bool) -> str:
    """The text with what would steer a terminal as U+001B and the like."""
    return "\n".join(map(visible, text.split("\n"))) if by_lines else visible(text)


def unreadable(error: Exception) -> sqlite3.DatabaseError:
    """A value that no CalfCoach writes, or a missing column: damage like a torn page."""
    return sqlite3.DatabaseError(str(error))
