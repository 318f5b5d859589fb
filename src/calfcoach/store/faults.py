"""What can go wrong with the history's file, in words.

Owns HistoryError, its kind DamageError, and the translation from SQLite's and the system's errors
to them. Knows nothing of what the history holds.
"""

from __future__ import annotations

import errno
import os
import sqlite3

from calfcoach.errors import CoachError
from calfcoach.files.folders import as_typed, reason

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    from calfcoach.files.folders import AnyPath

    Deed = Literal["read", "written"]

BUSY_TIMEOUT_S = 5.0  # how long a writer waits for another one
_LEAST_ROOM_BYTES = 32_768  # of the memory beside a WAL file, which lies on the same disk


_FULL_HINT = "make room, then try again; what was saved before is intact"
_YOURS_HINT = "the file and its folder must be yours to read and write"
_AGAIN_HINT = "try again; what was saved before is intact"
_ASIDE_HINT = "`calfcoach doctor --mend` mends it, or puts back the newest backup"

_NO_COLUMN = "No item with that key"  # what a row says to the name of a column that it has not
_FULL_ERRNOS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_DENIED_ERRNOS = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_DAMAGED_CODES = frozenset(
    {
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_FORMAT,
        sqlite3.SQLITE_ERROR,  # our statements are right: a table or column is missing
    }
)


class HistoryError(CoachError):
    """The history's file cannot be used as asked; `where` is its path as one would type it."""


class DamageError(HistoryError):
    """What the history's file holds is not what a CalfCoach wrote."""


class LostPagesError(DamageError):
    """An answer to the safety questions cannot be read, so that nobody knows what it limits."""

    def __init__(self, path: AnyPath) -> None:
        super().__init__(
            "an earlier answer to the safety questions cannot be read",
            where=as_typed(path),
            hint="`calfcoach screen` puts the questions again",
        )


class in_words:  # noqa: N801  # words behind `with`, as those of contextlib, whose import costs
    """Turn what SQLite and the system say, while the file is read or written, into HistoryError."""

    __slots__ = ("_deed", "_path")

    def __init__(self, path: AnyPath, deed: Deed) -> None:
        self._path, self._deed = path, deed

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, sqlite3.Error):
            raise _of_sqlite(error, self._path, self._deed) from error
        if isinstance(error, IndexError) and str(error) == _NO_COLUMN:
            raise _of_sqlite(sqlite3.DatabaseError(_NO_COLUMN), self._path, self._deed) from error
        if isinstance(error, OSError):
            raise _of_system(error, self._path, self._deed) from error
        if isinstance(error, UnicodeEncodeError):
            # A file name or an argument may hold bytes that are no text; SQLite stores only text.
            raise HistoryError(
                f"the history cannot be {self._deed}: a text in it is not valid Unicode",
                where=as_typed(self._path),
                hint="write the name or note with ordinary letters",
            ) from error


def newer(path: AnyPath, found: int, known: int) -> HistoryError:
    """The file's format is later than the latest that this program knows."""
    return HistoryError(
        f"the history was written by a newer CalfCoach (format {found}, this one knows {known})",
        where=as_typed(path),
        hint="upgrade CalfCoach; nothing was changed",
    )


def foreign(path: AnyPath) -> HistoryError:
    """The file is a database of something else."""
    return HistoryError(
        "this database is not a CalfCoach history",
        where=as_typed(path),
        hint="move the file aside; nothing was changed",
    )


def _of_sqlite(error: sqlite3.Error, path: AnyPath, deed: Deed) -> HistoryError:
    """The error in the user's words."""
    family = _family(error)
    where = as_typed(path)
    if family in _DAMAGED_CODES:
        return DamageError("the history is damaged", where=where, hint=_ASIDE_HINT)
    if family in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return HistoryError(
            "the history is in use by another program and stayed locked",
            where=where,
            hint="close the other program, then try again",
        )
    if family == sqlite3.SQLITE_FULL or (family == sqlite3.SQLITE_IOERR and _is_full(path)):
        return _denied(deed, "the disk is full", path, _FULL_HINT)
    if family in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        return _denied(deed, "it is read-only", path, _YOURS_HINT)
    if family == sqlite3.SQLITE_CANTOPEN:
        return _denied(deed, "it does not open", path, _YOURS_HINT)
    if family == sqlite3.SQLITE_IOERR:
        # What SQLite makes of a file size limit or a quota.
        hint = "look whether the disk is full or failing; what was saved before is intact"
        return _denied(deed, "the disk refuses", path, hint)
    return _denied(deed, str(error), path, _AGAIN_HINT)


def _is_full(path: AnyPath) -> bool:
    """Whether the disk has no room for the smallest thing that SQLite asks for. An I/O error is
    all that it says where it is the memory beside a WAL file that finds none."""
    import shutil  # late: only a failure asks

    try:
        return shutil.disk_usage(os.path.dirname(path) or os.curdir).free < _LEAST_ROOM_BYTES
    except OSError:
        return False


def _family(error: sqlite3.Error) -> int:
    """The kind of error: the low byte of SQLite's code."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    if code is not None:
        return code & 0xFF
    # Without a code it is Python's own: a wrong use of the module, else a text that does not
    # decode or a value that `rows` cannot read.
    if isinstance(error, sqlite3.ProgrammingError | sqlite3.InterfaceError):
        return sqlite3.SQLITE_MISUSE
    return sqlite3.SQLITE_CORRUPT


def _of_system(error: OSError, path: AnyPath, deed: Deed) -> HistoryError:
    """The system's error, while the file or its folder was looked for or made."""
    if error.errno in _FULL_ERRNOS:
        return _denied(deed, "the disk is full", path, _FULL_HINT)
    if error.errno in _DENIED_ERRNOS:
        return _denied(deed, "no permission", path, _YOURS_HINT)
    return _denied(deed, reason(error), path, _YOURS_HINT)


def _denied(deed: Deed, cause: str, path: AnyPath, hint: str) -> HistoryError:
    """The file is sound but out of reach."""
    return HistoryError(f"the history cannot be {deed}: {cause}", where=as_typed(path), hint=hint)
