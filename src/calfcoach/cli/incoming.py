"""A file to be imported: opening it, telling what form it has, and its entries.

Owns the size limits and the choice of the reader, by content and never by name. Knows nothing of
the history.
"""

from __future__ import annotations

import contextlib
import io
import os
import stat
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import IO

from calfcoach.days import local_day
from calfcoach.errors import CoachError
from calfcoach.exchange import dates, loop, table
from calfcoach.exchange.document import read_document, read_lines
from calfcoach.exchange.entries import Entry
from calfcoach.files.folders import as_typed, is_handed_over, reason
from calfcoach.frozen import frozen

FILE_BYTES = 200 * 1024 * 1024
STDIN = "-"

_ZIP = b"PK\x03\x04"
_DATABASE = b"SQLite format 3\x00"
_MARK = b"\xef\xbb\xbf"  # before UTF-8, by some programs
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_TAKEN = "json, jsonl and csv of `calfcoach export`, and CSV files with dates can"
_HEAD_BYTES = 64 * 1024
_IN_MEMORY = 8 * 1024 * 1024  # of a pipe; what is longer waits in a file without a name
_CHUNK = 1024 * 1024


@frozen
class Source:
    """How a file of another program is to be taken: the column of each field, and what stands in
    for a routine, or minutes, that it does not name."""

    columns: Mapping[str, str]
    routine: str
    minutes: float | None
    habits: tuple[str, ...]
    day_starts: time
    now: datetime


@frozen
class Incoming:
    """An open file, and its name as one would type it."""

    file: IO[bytes]
    where: str


@contextmanager
def opened(name: str) -> Iterator[Incoming]:
    """The file of this name, or stdin. Raises `CoachError` for one that is missing, no file, too
    large or not to be read."""
    with contextlib.ExitStack() as stack:
        if name == STDIN:
            yield Incoming(file=stack.enter_context(_all_of(sys.stdin.buffer)), where="stdin")
            return
        where = as_typed(Path(name))
        try:
            file = stack.enter_context(_open(Path(name), where))
        except (OSError, ValueError) as error:
            raise CoachError(
                f"the file cannot be read: {reason(error)}",
                where=where,
                hint="see whether the path is right and you may read it",
            ) from None
        yield Incoming(file=file, where=where)


def entries_of(incoming: Incoming, source: Source) -> Iterator[Entry]:
    """The entries of a file, whichever form it has. Raises `CoachError` for none that is known."""
    file, where = incoming.file, incoming.where
    head = file.read(_HEAD_BYTES)
    file.seek(0)
    if head.startswith(_ZIP):
        yield from _placed(loop.read_archive(file, where, source.habits), source)
        return
    _refuse_what_is_no_text(head, where)
    try:
        stream = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
        yield from _text_entries(stream, head.removeprefix(_MARK), source, where)
        stream.detach()
    except UnicodeDecodeError:
        raise _not_utf_8(where) from None


def _refuse_what_is_no_text(head: bytes, where: str) -> None:
    if head.startswith(_DATABASE):
        raise CoachError(
            "this is a database, not an export",
            where=where,
            hint="a copy of a history is put back with `calfcoach doctor --restore` and its path",
        )
    if head.startswith(_UTF_16):
        raise _not_utf_8(where)
    if b"\0" in head:
        raise CoachError("this is not a text file", where=where, hint=_TAKEN)


def _not_utf_8(where: str) -> CoachError:
    hint = "save it as UTF-8, or as CSV UTF-8"
    return CoachError("the file is not UTF-8 text", where=where, hint=hint)


def _text_entries(
    stream: io.TextIOWrapper, head: bytes, source: Source, where: str
) -> Iterator[Entry]:
    start = head.lstrip()
    if start.startswith(b"{"):
        first = start.split(b"\n", 1)[0].rstrip()
        _refuse_habits(source, where)
        one_line = first.endswith(b"}") and b'"type"' in first
        yield from (read_lines if one_line else read_document)(stream, where)
        return
    if start.startswith((b"[", b"BEGIN:VCALENDAR", b"<")) or not start:
        raise CoachError(
            "this is no file that can be imported" if start else "the file is empty",
            where=where,
            hint=_TAKEN,
        )
    columns = table.columns_of(head.split(b"\n", 1)[0].decode("utf-8", "replace"))
    dates.refuse_without_header(columns, where)
    rows = table.read_rows(stream, where)
    if table.is_table(columns):
        _refuse_habits(source, where)
        yield from table.read_table(rows)
    elif not source.columns and loop.is_table(columns, _lines(head), source.habits, where):
        loop.refuse_habits(columns, source.habits, where)
        yield from _placed(loop.read_table(rows, source.habits), source)
    else:
        _refuse_habits(source, where)
        matched = dates.matched(columns, source.columns, where)
        yield from _placed(dates.read_dates(rows, matched), source)


def _lines(head: bytes) -> str:
    """The lines that stand in the head whole."""
    whole = head if len(head) < _HEAD_BYTES - len(_MARK) else head.rpartition(b"\n")[0]
    return whole.decode("utf-8", "replace")


def _refuse_habits(source: Source, where: str) -> None:
    if source.habits:
        raise CoachError(
            "`--habit` is for files of Loop Habit Tracker, and this is read as another",
            where=where,
            hint="leave out --habit" + (", or --map" if source.columns else ""),
            exit_code=2,
        )


def _placed(told: Iterator[dates.Told | Entry], source: Source) -> Iterator[Entry]:
    def day_of(instant: datetime, offset_s: int) -> str:
        return local_day(instant, offset_s, source.day_starts)

    placing = dates.Placing(
        routine=source.routine or "imported",
        minutes=source.minutes,
        offset_s=_offset_s,
        day_of=day_of,
        now=source.now,
    )
    return dates.placed(told, placing)


def _offset_s(when: datetime) -> int:
    """Seconds east of UTC: the moment's own, else those of this place at that time."""
    offset = (when if when.tzinfo else when.astimezone()).utcoffset() or timedelta()
    return int(offset.total_seconds())


@contextmanager
def _open(path: Path, where: str) -> Iterator[IO[bytes]]:
    mode = path.stat().st_mode
    if not (stat.S_ISREG(mode) or (stat.S_ISFIFO(mode) and is_handed_over(path))):
        raise CoachError(
            "this is not an ordinary file", where=where, hint="name a file, or - for stdin"
        )
    with path.open("rb") as file:
        if stat.S_ISFIFO(mode):
            with _all_of(file) as whole:
                yield whole
        else:
            if os.fstat(file.fileno()).st_size > FILE_BYTES:
                raise _too_large(where)
            yield file


@contextmanager
def _all_of(pipe: IO[bytes]) -> Iterator[IO[bytes]]:
    """What comes out of a pipe, as a file that can be read from its start again."""
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as whole:
        while chunk := pipe.read(_CHUNK):
            whole.write(chunk)
            if whole.tell() > FILE_BYTES:
                raise _too_large("stdin")
        whole.seek(0)
        yield whole


def _too_large(where: str) -> CoachError:
    return CoachError(
        f"the file has more than {FILE_BYTES // 1024 // 1024} MiB",
        where=where,
        hint="export it in parts, with --from and --to",
    )
