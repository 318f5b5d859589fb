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
from calfcoach.files.folders import as_typed, reason
from calfcoach.frozen import frozen

FILE_BYTES = 200 * 1024 * 1024
STDIN = "-"

_ZIP = b"PK\x03\x04"
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
    try:
        stream = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
        yield from _text_entries(stream, head.removeprefix(b"\xef\xbb\xbf"), source, where)
        stream.detach()
    except UnicodeDecodeError:
        raise CoachError(
            "the file is not UTF-8 text", where=where, hint="save it as UTF-8, or as CSV UTF-8"
        ) from None


def _text_entries(
    stream: io.TextIOWrapper, head: bytes, source: Source, where: str
) -> Iterator[Entry]:
    start = head.lstrip()
    if start.startswith(b"{"):
        first = start.split(b"\n", 1)[0].rstrip()
        one_line = first.endswith(b"}") and b'"type"' in first
        yield from (read_lines if one_line else read_document)(stream, where)
        return
    if start.startswith((b"[", b"BEGIN:VCALENDAR", b"<")) or not start:
        raise CoachError(
            "this is no file that can be imported" if start else "the file is empty",
            where=where,
            hint="json, jsonl and csv of `calfcoach export`, and CSV files with dates can",
        )
    columns = table.columns_of(head.split(b"\n", 1)[0].decode("utf-8", "replace"))
    rows = table.read_rows(stream, where)
    if table.is_table(columns):
        yield from table.read_table(rows)
    elif loop.is_table(columns) and not source.columns:
        yield from _placed(loop.read_table(rows, source.habits), source)
    else:
        matched = dates.matched(columns, source.columns, where)
        yield from _placed(dates.read_dates(rows, matched), source)


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
    if not (stat.S_ISREG(mode) or stat.S_ISFIFO(mode)):
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
