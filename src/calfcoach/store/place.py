"""Where the history lies: making its file, and connecting to it.

Owns permissions, the journal mode and the connection's settings. Knows nothing of what the
tables mean.
"""

from __future__ import annotations

import errno
import os
import sqlite3

from calfcoach.files.folders import make_folders
from calfcoach.store import faults, schema
from calfcoach.upkeep import upkeep_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from calfcoach.files.folders import AnyPath

_REFUSALS = frozenset(
    {
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_IOERR_SHMOPEN,
        sqlite3.SQLITE_IOERR_SHMMAP,
        sqlite3.SQLITE_IOERR_SHMLOCK,
    }
)


def connect_for_writing(path: AnyPath, patience_s: float) -> sqlite3.Connection:
    """A connection to the history, made or brought to the latest format where needed.

    `patience_s` is how long to wait for another writer. sqlite3.Error, OSError, HistoryError.
    """
    make_folders(os.path.dirname(path))
    _make_private_file(path)
    # SQLite would say of either only that it does not open, or fail at the first write.
    _demand(path, os.R_OK | os.W_OK)
    _demand(_folder_of(path), os.W_OK)
    try:
        return _ready_to_write(path, patience_s, prefer_wal=True)
    except sqlite3.OperationalError as error:
        if not _may_be_refused_wal(error):
            raise
        _give_up_wal(path, patience_s)
    return _ready_to_write(path, patience_s, prefer_wal=False)


def connect_for_reading(path: AnyPath, patience_s: float) -> sqlite3.Connection:
    """A connection that changes nothing, the journal mode included; an empty history in memory
    where there is no file.

    A file of an older format is brought to the latest first. sqlite3.Error, OSError,
    HistoryError.
    """
    if not _is_there(path):
        return _nothing()
    _demand(path, os.R_OK)
    connection = _connect_as_far_as_allowed(path, patience_s)
    with _closing_on_failure(connection):
        _refuse_what_is_not_ours(connection, path)
        number = schema.format_of(connection)
        connection.execute("PRAGMA query_only = ON")
    if number == schema.FORMAT:
        return connection
    connection.close()
    if number == 0:
        return _nothing()  # made, and killed before its tables were
    connect_for_writing(path, patience_s).close()
    return connect_for_reading(path, patience_s)


def _ready_to_write(path: AnyPath, patience_s: float, *, prefer_wal: bool) -> sqlite3.Connection:
    """A connection to a file of the latest format, known to be writable."""
    connection = _connect(os.fspath(path), patience_s)
    with _closing_on_failure(connection):
        _refuse_what_is_not_ours(connection, path)
        # The mode stays with the file, so it is chosen once, while the file is blank.
        if not schema.has_tables(connection):
            if prefer_wal:
                connection.execute("PRAGMA journal_mode = WAL").fetchone()
        else:
            _keep_copies(connection, path)
        schema.migrate(connection)
    return connection


def _keep_copies(connection: sqlite3.Connection, path: AnyPath) -> None:
    """The copy before a migration, and that of the day where one was arranged. A copy that fails
    stops nothing."""
    upkeep = upkeep_of(path)
    migrates = 0 < schema.format_of(connection) < schema.FORMAT
    if upkeep is None and not migrates:
        return
    from pathlib import Path  # no reader needs either

    from calfcoach.store import backups

    path = Path(path)
    try:
        if migrates:
            backups.take(connection, path, backups.name_before(schema.FORMAT))
        if upkeep is not None and not backups.is_kept(path, upkeep.day()):
            backups.take(connection, path, backups.name_of_day(upkeep.day()))
    except (sqlite3.Error, OSError) as error:
        if upkeep is not None:
            upkeep.failed(backups.failed(error, path))


def _has_no_room(error: sqlite3.OperationalError) -> bool:
    """Whether the memory that a WAL file is read with found no room on the disk."""
    return error.sqlite_errorcode == sqlite3.SQLITE_IOERR_SHMSIZE


def _may_be_refused_wal(error: sqlite3.OperationalError) -> bool:
    """Whether the reason can be that the file system shares no memory (some network ones)."""
    return error.sqlite_errorcode in _REFUSALS or error.sqlite_errorcode & 0xFF in _REFUSALS


def _give_up_wal(path: AnyPath, patience_s: float) -> None:
    """Put a file back to the rollback journal, which is as safe and a little slower.

    SQLite marks the file as WAL before it finds that it cannot have the memory; after that
    only a connection that holds the file alone, needing no such memory, can open it.
    """
    connection = sqlite3.connect(path, timeout=patience_s, isolation_level=None)
    try:
        # Before anything else: even the settings of `_connect` would look into the file.
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("PRAGMA journal_mode = DELETE").fetchone()
    finally:
        connection.close()


class _closing_on_failure:  # noqa: N801  # words behind `with`, as those of contextlib
    """Close a connection that is not going to be handed out."""

    __slots__ = ("_connection",)

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if error is not None:
            self._connection.close()


def _make_private_file(path: AnyPath) -> None:
    """Make an empty file for its owner only; SQLite gives its -wal and -shm the same rights."""
    # Only where there is none: closing a second descriptor of an open database would drop
    # the locks that SQLite holds on it in this process.
    if not _is_there(path):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def _is_there(path: AnyPath) -> bool:
    """Whether there is a file. OSError where one cannot even look: that is not absence."""
    try:
        os.stat(path)
    except FileNotFoundError:
        return False
    return True


def _demand(place: AnyPath, mode: int) -> None:
    """PermissionError where the system would not allow this kind of access."""
    if not os.access(place, mode):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def _connect(database: str, patience_s: float, *, uri: bool = False) -> sqlite3.Connection:
    """A connection with the settings that every use shares."""
    connection = sqlite3.connect(database, timeout=patience_s, isolation_level=None, uri=uri)
    with _closing_on_failure(connection):
        _set_up(connection)
    return connection


def _set_up(connection: sqlite3.Connection) -> None:
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _connect_as_far_as_allowed(path: AnyPath, patience_s: float) -> sqlite3.Connection:
    """A connection for reading, also where nothing can be written, no memory shared, or the
    disk is full: a WAL file needs two companions even to be read."""
    try:
        connection = _connect(os.fspath(path), patience_s)
        with _closing_on_failure(connection):
            schema.format_of(connection)
    except sqlite3.OperationalError as error:
        if not _may_be_refused_wal(error) and not _has_no_room(error):
            raise
    else:
        return connection
    if os.access(_folder_of(path), os.W_OK):
        try:
            return _connect_alone(path, patience_s)
        except sqlite3.OperationalError as error:
            left_over = _has_content(_wal_of(path))
            if not _may_be_refused_wal(error) or left_over or not os.path.isfile(path):
                raise
    elif _is_there(_wal_of(path)):
        _demand(_folder_of(path), os.W_OK)
    # They can neither be found nor made: nobody writes, and the file may be taken as it is.
    whole = path if os.path.isabs(path) else os.path.join(os.getcwd(), path)
    escaped = os.fspath(whole).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return _connect(f"file:{escaped}?mode=ro&immutable=1", patience_s, uri=True)


def _connect_alone(path: AnyPath, patience_s: float) -> sqlite3.Connection:
    """A connection that holds the file alone: the one kind that shares no memory, and so takes
    no room on the disk. It reads what lies in the WAL too, which `immutable` would pass over."""
    connection = sqlite3.connect(path, timeout=patience_s, isolation_level=None)
    with _closing_on_failure(connection):
        # Before anything else: even the settings below would look into the file.
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        _set_up(connection)
        schema.format_of(connection)
    return connection


def _folder_of(path: AnyPath) -> str:
    return os.path.dirname(path) or os.curdir


def _wal_of(path: AnyPath) -> str:
    """Where SQLite keeps what is not yet in the file itself."""
    return f"{os.fspath(path)}-wal"


def _has_content(path: AnyPath) -> bool:
    """Whether a file is there and holds anything."""
    return _is_there(path) and os.stat(path).st_size > 0


def _refuse_what_is_not_ours(connection: sqlite3.Connection, path: AnyPath) -> None:
    """HistoryError for a later format, or for a database of something else."""
    # The tables before the number: another process may be filling the file at this moment.
    has_tables = schema.has_tables(connection)
    number = schema.format_of(connection)
    if number > schema.FORMAT:
        raise faults.newer(path, number, schema.FORMAT)
    if has_tables and number == 0:
        raise faults.foreign(path)


def _nothing() -> sqlite3.Connection:
    """A history that holds nothing and stays so."""
    connection = _connect(":memory:", 0.0)
    schema.migrate(connection)
    connection.execute("PRAGMA query_only = ON")
    return connection
