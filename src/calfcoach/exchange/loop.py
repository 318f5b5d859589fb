"""Sessions from Loop Habit Tracker: its archive of CSV files, or one table of it.

Owns the forms that it writes: `Habits.csv`, a `Checkmarks.csv` for each habit (a day, its value,
in newer versions a note), and one for all habits (a column each). Knows nothing of the clock.
"""

from __future__ import annotations

import csv
import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import IO

from calfcoach.errors import CoachError
from calfcoach.exchange.dates import FIELDS, LONGEST_MINUTES, Told, read_moment
from calfcoach.exchange.entries import Entry
from calfcoach.exchange.fields import RecordError
from calfcoach.exchange.table import Row, columns_of, read_rows
from calfcoach.files.problems import as_written, did_you_mean, listed, visible

MEMBER_BYTES = 20 * 1024 * 1024  # of one file in the archive, unpacked
MEMBERS = 2000

# A day that was checked by hand. YES_AUTO (1) is one that the program fills in between them.
_DONE = frozenset({"2", "YES_MANUAL"})
_NOT_DONE = frozenset({"", "0", "1", "3", "-1", "-3", "NO", "YES_AUTO", "SKIP", "UNKNOWN"})
_UNCLEAR = frozenset({"0", "1", "3", "-1", "-3"})  # without a 2 among them
_LOOKED_AT = 100  # rows, to tell whose table it is
_MINUTES = frozenset({"m", "min", "mins", "minute", "minutes"})
_THOUSAND = 1000  # numbers are kept in thousandths
_TABLE = "Checkmarks.csv"
_CHECKMARKS = "the days that were done stand in `Checkmarks.csv` beside it, or in the whole archive"
_SCORE = re.compile(r"[01]\.[0-9]+")  # in a table of scores
# What reading a torn or forged archive may end in; the library checks few of its numbers.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    csv.Error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    ValueError,
    OSError,
)


def is_table(
    columns: list[str], beginning: str = "", habits: Collection[str] = (), where: str = ""
) -> bool:
    """Whether this is one of its tables: Date and Value, or Date and the habits, with a comma
    behind the last or, where a spreadsheet took that away, by what stands in the `beginning` of the
    file. Raises `CoachError` for a table of scores, which tells how strong a habit is and not what
    was done, and where nobody can know whether a tick is meant."""
    if columns[:2] == ["Date", "Score"]:
        raise _scores(where)
    if columns[:2] == ["Date", "Value"]:
        return True
    if len(columns) < 2 or columns[0] != "Date":
        return False
    if columns[-1] == "":
        return len(columns) > 2
    if {column.lower() for column in columns[1:]} & set(FIELDS):
        return False
    values = _values_in(beginning)
    if not values or not all(_is_usual(value) for value in values):
        return False
    if any(_SCORE.fullmatch(value) for value in values):
        raise _scores(where)
    if values <= _UNCLEAR and not habits:
        raise CoachError(
            "whether a 1 in this table is a day on which it was done cannot be known",
            where=f"{where}:1",
            hint="for a table of Loop Habit Tracker, where a 2 is, add --habit and the column;"
            " to take each row as a session, add --map date=Date",
        )
    return True


def refuse_habits(columns: list[str], habits: Collection[str], where: str) -> None:
    """CoachError for habits that a table of its own does not hold, or where one must be named."""
    names = [name for name in columns[1:] if name not in ("", "Value", "Notes")]
    if names:
        _wanted(names, habits, where, "table")
    elif habits:
        raise CoachError(
            "this table holds the days of one habit, which it does not name",
            where=f"{where}:1",
            hint="leave out --habit",
        )


def _values_in(beginning: str) -> set[str]:
    """What stands beside the dates."""
    lines = beginning.splitlines()[: _LOOKED_AT + 1]
    rows = read_rows(io.StringIO("\n".join(lines), newline=""), "")
    try:
        cells = [cell.strip() for row in rows for cell in list(row.cells.values())[1:]]
    except CoachError:
        return set()
    return {cell for cell in cells if cell}


def _is_usual(value: str) -> bool:
    return value in _DONE or value in _NOT_DONE or bool(_SCORE.fullmatch(value))


def _scores(where: str) -> CoachError:
    return CoachError(
        "this is a table of scores from Loop Habit Tracker: it does not say what was done",
        where=f"{where}:1",
        hint=_CHECKMARKS,
    )


def read_table(rows: Iterable[Row], habits: Collection[str]) -> Iterator[Told | Entry]:
    """The days of one table: of the `habits` that are named, else of all. See `refuse_habits`."""
    for row in rows:
        cells = dict(row.cells)
        date, note = cells.pop("Date", ""), cells.pop("Notes", "")
        for habit, value in cells.items():
            if not habit or (habits and habit not in habits and habit != "Value"):
                continue
            try:
                told = _told(row.line, date, value.strip(), habit, note)
            except RecordError as wrong:
                yield Entry(line=row.line, problem=wrong)
                continue
            if told is not None:
                yield told


def read_archive(file: IO[bytes], where: str, habits: Collection[str]) -> Iterator[Told | Entry]:
    """The days of an archive: of the `habits` that are named, else of the only one there is.
    Raises `CoachError` for what is no such archive, and where a habit must be named."""
    try:
        with zipfile.ZipFile(file) as archive:
            if len(archive.infolist()) > MEMBERS:
                raise CoachError("the archive holds too many files", where=where)
            known = _habits(archive, where)
            names = [habit["Name"] for habit in known.values()]
            wanted = _wanted(names, habits, where, "archive")
            for folder, habit in known.items():
                if habit["Name"] in wanted:
                    yield from _days(archive, folder, habit, where)
    except _BROKEN:
        raise CoachError(
            "this archive cannot be read", where=where, hint="export it anew from the other program"
        ) from None


def _habits(archive: zipfile.ZipFile, where: str) -> dict[str, Mapping[str, str]]:
    """The habits by the folder that each has in the archive."""
    text = _text(archive, "Habits.csv", where)
    found: dict[str, Mapping[str, str]] = {}
    folders = {name.partition("/")[0] for name in archive.namelist() if name.endswith(_TABLE)}
    for row in csv.DictReader(io.StringIO(text)):
        cells = {key: value or "" for key, value in row.items() if isinstance(key, str)}
        position = cells.get("Position", "")
        folder = next((each for each in folders if each.split(" ")[0] == position), "")
        if folder and cells.get("Name"):
            found[folder] = cells
    if not found:
        raise CoachError(
            "this is not an archive of Loop Habit Tracker: it holds no habits",
            where=where,
            hint="in that program, choose the export as CSV",
        )
    return dict(sorted(found.items()))


def _wanted(names: list[str], habits: Collection[str], where: str, what: str) -> Collection[str]:
    for habit in habits:
        if habit not in names:
            raise CoachError(
                f"no habit is called `{visible(habit[:64])}`",
                where=where,
                hint=did_you_mean(habit, names) or _choice(names),
            )
    if not habits and len(names) > 1:
        raise CoachError(
            f"the {what} holds several habits", where=where, hint=f"name some: {_choice(names)}"
        )
    return habits or names


def _choice(names: list[str]) -> str:
    return listed([f'--habit "{visible(name[:40])}"' for name in names[:8]])


def _days(
    archive: zipfile.ZipFile, folder: str, habit: Mapping[str, str], where: str
) -> Iterator[Told | Entry]:
    name = f"{folder}/{_TABLE}"
    text = _text(archive, name, where)
    # Older versions wrote no header.
    if columns_of(text.partition("\n")[0])[:1] != ["Date"]:
        text = f"Date,Value,Notes\n{text}"
    title, unit = habit["Name"], habit.get("Unit", "").strip().lower()
    numeric = habit.get("Type", "").upper().startswith(("NUM", "MEASUR"))
    for row in read_rows(io.StringIO(text, newline=""), f"{where}/{visible(name)}"):
        value = row.cells.get("Value", "").strip()
        date, note = row.cells.get("Date", ""), row.cells.get("Notes", "")
        try:
            if numeric:
                told = _measured(row.line, date, value, title, note, in_minutes=unit in _MINUTES)
            else:
                told = _told(row.line, date, value, title, note)
        except RecordError as wrong:
            named = RecordError(f"{wrong.message} ({visible(name)})", hint=wrong.hint)
            yield Entry(line=row.line, problem=named)
            continue
        if told is not None:
            yield told


def _told(line: int, date: str, value: str, habit: str, note: str) -> Told | None:
    """A day on which it was done; None for another."""
    if value in _NOT_DONE:
        return None
    if value not in _DONE:
        hint = _CHECKMARKS if _SCORE.fullmatch(value) else ""
        raise RecordError(f"{as_written(value)} is not a value of a yes-or-no habit", hint=hint)
    routine = "" if habit == "Value" else habit
    return Told(line=line, when=read_moment(date), routine=routine, note=note)


def _measured(
    line: int, date: str, value: str, habit: str, note: str, *, in_minutes: bool
) -> Told | None:
    """A day with a number, kept in thousandths; None where it is nothing."""
    if value in ("", "UNKNOWN", "SKIP", "-1", "-3"):
        return None
    if not (value.isascii() and value.isdecimal() and len(value) <= 12):
        raise RecordError(f"{as_written(value)} is not a number of thousandths")
    number = int(value) / _THOUSAND
    if not number:
        return None
    minutes = number if in_minutes else None
    if minutes is not None and minutes > LONGEST_MINUTES:
        raise RecordError(f"{number:g} minutes are too many for one session")
    return Told(line=line, when=read_moment(date), minutes=minutes, routine=habit, note=note)


def _text(archive: zipfile.ZipFile, name: str, where: str) -> str:
    """A file of the archive as text, never more of it than its limit."""
    found = next((each for each in archive.infolist() if each.filename == name), None)
    if found is None:
        raise CoachError(
            f"this is not an archive of Loop Habit Tracker: `{visible(name)}` is missing",
            where=where,
            hint="in that program, choose the export as CSV",
        )
    with archive.open(found) as member:
        data = member.read(MEMBER_BYTES + 1)
    if len(data) > MEMBER_BYTES:
        raise CoachError(f"`{visible(name)}` in the archive is too large", where=where)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CoachError(f"`{visible(name)}` in the archive is not UTF-8", where=where) from None
