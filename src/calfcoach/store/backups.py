"""Copies of the history beside it: taking them, keeping the last seven, and putting one back.

Owns the folder `backups` and the names in it. A copy has its name only once SQLite has found it
whole. Never reads the clock: days and names come from outside.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import stat
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager

from calfcoach.files.folders import as_typed, make_folders, mode_of
from calfcoach.frozen import frozen
from calfcoach.store import faults, schema
from calfcoach.store.faults import HistoryError
from calfcoach.store.integrity import connect_to_look
from calfcoach.store.meanwhile import keep_few_pages

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from calfcoach.files.folders import AnyPath

FOLDER = "backups"
KEPT = 7
_NAME, _ENDING = "history-", ".db"
_BEFORE = "before-format-"
_MAKING = ".making-"  # what a copy is called until it is known to be whole
_FORGOTTEN_NS = 3600 * 10**9  # such a copy was left by a process that was killed
_HISTORY_BESIDE = ("-wal", "-shm", "-journal")  # what belongs to a file of SQLite


@frozen
class Backup:
    """A copy that is there, at `file`; `made_s` is when, in seconds since 1970."""

    file: str
    made_s: float
    size_bytes: int

    @property
    def path(self) -> Path:
        """Where it is, as a `Path`."""
        from pathlib import Path  # late: who only looks does without

        return Path(self.file)

    @property
    def name(self) -> str:
        """What it is called for short: the day, or which format came after it."""
        stem, _ = os.path.splitext(os.path.basename(self.file))
        return stem.removeprefix(_NAME)


def name_of_day(day: str) -> str:
    """The file name of the copy of a local day."""
    return f"{_NAME}{day}{_ENDING}"


def name_before(number: int) -> str:
    """The file name of the copy that is taken before a migration to this format."""
    return f"{_NAME}{_BEFORE}{number}{_ENDING}"


def is_kept(path: Path, day: str) -> bool:
    """Whether there is a copy of that day of the history at `path`. OSError."""
    return (path.parent / FOLDER / name_of_day(day)).exists()


def take(connection: sqlite3.Connection, path: Path, name: str) -> Path:
    """Copy what the connection reads of the history at `path`, and forget the oldest copies.

    An older copy of the same name is replaced. sqlite3.Error, OSError.
    """
    folder = path.parent / FOLDER
    make_folders(folder)
    making = folder / f"{_MAKING}{os.getpid()}.db"
    with _removed_on_failure(making):
        copy(connection, making)
        making.replace(folder / name)
    _keep_name(folder)
    made = folder / name
    _prune(folder, made)
    return made


def copy(connection: sqlite3.Connection, target: Path) -> None:
    """A whole copy for its owner only, on the disk when this returns. The target must not be there.
    sqlite3.Error, OSError."""
    os.close(os.open(target, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    # A reader's lock first, with the connection's patience: the copying itself would wait for ever.
    connection.execute("BEGIN")
    try:
        schema.has_tables(connection)
        with closing(sqlite3.connect(target, isolation_level=None)) as new:
            connection.backup(new)
    finally:
        connection.rollback()
    check(target)


def check(path: AnyPath) -> None:
    """sqlite3.DatabaseError unless the file is a whole history of a format that is known here."""
    with only_reading(path) as found:
        _check(found)


def count_checked(path: AnyPath, *, quick: bool) -> int:
    """How many sessions that were not deleted a copy holds, checked at once; `quick` in half of the
    time, without whether its indexes agree with its rows. sqlite3.Error."""
    with only_reading(path) as found:
        _check(found, quick=quick)
        return _count(found)


def _check(found: sqlite3.Connection, *, quick: bool = False) -> None:
    keep_few_pages(found)
    how = "quick_check" if quick else "integrity_check"
    said = [row[0] for row in found.execute(f"PRAGMA {how}(1)")]
    if said != ["ok"]:
        raise sqlite3.DatabaseError(str(said[0]) if said else "no answer")
    if not 0 < schema.format_of(found) <= schema.FORMAT:
        raise sqlite3.DatabaseError(f"format {schema.format_of(found)}")


@contextmanager
def only_reading(path: AnyPath) -> Iterator[sqlite3.Connection]:
    """A connection to a copy, which nobody writes to: nothing is made beside it."""
    # One that was brought from elsewhere may have its log with it, which is read too then.
    with closing(connect_to_look(path)) as connection:
        yield connection


def kept(path: AnyPath) -> list[Backup]:
    """The copies of the history at `path`, newest first. OSError."""
    return _in(os.path.join(os.path.dirname(path), FOLDER))


def _in(folder: AnyPath) -> list[Backup]:
    if not stat.S_ISDIR(mode_of(folder)):
        return []
    found = []
    for name in os.listdir(folder):
        file = os.path.join(folder, name)
        if not _is_of_a_copy(name) or not stat.S_ISREG(mode_of(file)):
            continue
        status = os.stat(file)
        found.append(Backup(file=file, made_s=status.st_mtime, size_bytes=status.st_size))
    return sorted(found, key=lambda backup: (backup.made_s, backup.file), reverse=True)


def _is_of_a_copy(name: str) -> bool:
    """Whether a file has one of the two names: of a day, or from before a migration."""
    if not (name.startswith(_NAME) and name.endswith(_ENDING)):
        return False
    what = name.removeprefix(_NAME).removesuffix(_ENDING)
    if what.startswith(_BEFORE):
        return what.removeprefix(_BEFORE).isdecimal()
    parts = what.split("-")
    return [*map(len, parts)] == [4, 2, 2] and all(map(str.isdecimal, parts))


def count_sessions(path: AnyPath) -> int:
    """How many sessions a copy holds that were not deleted. sqlite3.Error."""
    with only_reading(path) as found:
        return _count(found)


def _count(found: sqlite3.Connection) -> int:
    count: int = found.execute("SELECT count(*) FROM sessions WHERE deleted_at IS NULL").fetchone()[
        0
    ]
    return count


def may_hold(path: Path, ids: Sequence[str]) -> bool:
    """Whether a copy holds one of these sessions; also where it cannot be looked into."""
    try:
        with only_reading(path) as found:
            question = "SELECT 1 FROM sessions WHERE id = ?"
            return any(found.execute(question, [each]).fetchone() for each in ids)
    except sqlite3.Error:
        return True


def is_itself(path: Path, backup: Path) -> bool:
    """Whether a file is the history at `path`, or belongs to it, under whatever name. OSError."""
    own = (path.with_name(path.name + ending) for ending in ("", *_HISTORY_BESIDE))
    return any(each.exists() and each.samefile(backup) for each in own)


def restore(
    path: Path, backup: Path, aside: Path, *, patience_s: float = faults.BUSY_TIMEOUT_S
) -> None:
    """Put a copy in the place of the history, which is kept at `aside`, damaged as it may be.

    A history that is whole is overwritten under its own lock: who writes to it meanwhile waits, and
    no acknowledged write falls between the two. A damaged one is replaced as a file. The caller
    sees to it that no session runs. HistoryError where the copy is not whole, the history stays in
    use for `patience_s`, or there is no room: then everything is as it was.
    """
    fresh = path.with_name(f".restoring-{os.getpid()}.db")
    with faults.in_words(backup, "read"):
        if is_itself(path, backup):  # SQLite would wait for itself
            raise HistoryError("this is the history itself", where=as_typed(backup))
        check(backup)
    with faults.in_words(path, "written"):
        if _overwritten(path, backup, aside, patience_s):
            return
    with faults.in_words(path, "written"), _removed_on_failure(fresh):
        with only_reading(backup) as source:
            copy(source, fresh)
        _fold_in(path, patience_s)
        _put_aside(path, aside)
        # The log before the file: the new file must never meet the log of the old one.
        for ending in _HISTORY_BESIDE:
            path.with_name(path.name + ending).unlink(missing_ok=True)
        fresh.replace(path)
        _keep_name(path.parent)


def _overwritten(path: Path, backup: Path, aside: Path, patience_s: float) -> bool:
    """Put the copy into the file itself, which nobody else can use until it is done; False, and
    nothing changed, where there is none or it is damaged."""
    if not path.exists():
        return False
    try:
        with (
            closing(sqlite3.connect(path, timeout=patience_s, isolation_level=None)) as live,
            _removed_on_failure(aside),
        ):
            live.execute("PRAGMA locking_mode = EXCLUSIVE")  # kept until it is closed
            live.execute("BEGIN EXCLUSIVE")
            live.execute("COMMIT")
            copy(live, aside)  # which checks it too
            with only_reading(backup) as source:
                source.backup(live)
    except sqlite3.DatabaseError as error:
        if not isinstance(error, sqlite3.OperationalError):
            return False
        raise
    return True


def failed(error: Exception, path: Path) -> HistoryError:
    """A copy could not be taken, in words."""
    try:
        with faults.in_words(path, "read"):
            raise error
    except HistoryError as problem:
        cause = problem.message.removeprefix("the history cannot be read: ")
    return HistoryError(
        f"no copy of the history was kept: {cause}",
        where=as_typed(path.parent / FOLDER),
        hint="see whether there is room and the folder is yours; `calfcoach doctor` tells more",
    )


def _fold_in(path: Path, patience_s: float) -> None:
    """Take what lies in the log into the file, alone with it. HistoryError where it is in use; a
    file that is too damaged for that stays as it is."""
    if not path.exists():
        return
    try:
        with closing(sqlite3.connect(path, timeout=patience_s)) as connection:
            connection.isolation_level = None
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("COMMIT")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in (
            sqlite3.SQLITE_BUSY,
            sqlite3.SQLITE_LOCKED,
        ):
            raise


def _put_aside(path: Path, aside: Path) -> None:
    """A copy of the file and of its log as they are, on the disk when this returns."""
    import shutil  # late: it costs more than all else here

    for ending in ("", "-wal"):
        source = path.with_name(path.name + ending)
        if not source.exists():
            continue
        target = aside.with_name(aside.name + ending)
        with _removed_on_failure(target):
            descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with source.open("rb") as old, os.fdopen(descriptor, "wb") as new:
                shutil.copyfileobj(old, new)
                new.flush()
                os.fsync(new.fileno())


def _prune(folder: Path, newest: Path) -> None:
    """Forget all but the last copies, and what killed processes began."""
    # However the clock was moved, the newest is not among those that go.
    others = [backup.path for backup in _in(folder) if backup.path != newest]
    for path in others[KEPT - 1 :]:
        if not _holds_more(path, [newest, *others[: KEPT - 1]]):
            path.unlink(missing_ok=True)
    now_ns = newest.stat().st_mtime_ns
    for left in folder.glob(f"{_MAKING}*"):
        with contextlib.suppress(FileNotFoundError):
            if now_ns - left.stat().st_mtime_ns > _FORGOTTEN_NS:
                left.unlink()


def _holds_more(path: Path, kept_ones: list[Path]) -> bool:
    """Whether a copy holds more sessions than each that is kept: the history may have been lost
    and begun anew without anybody noticing."""
    try:
        return count_sessions(path) > max(count_sessions(each) for each in kept_ones)
    except sqlite3.Error:
        return False


@contextmanager
def _removed_on_failure(path: Path) -> Iterator[None]:
    """Leave no half of a file behind."""
    with contextlib.ExitStack() as stack:
        stack.callback(_remove, path)
        yield
        stack.pop_all()


def _remove(path: Path) -> None:
    for ending in ("", *_HISTORY_BESIDE):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _keep_name(folder: Path) -> None:
    """See to it that a new name outlives a power cut, where the system knows how."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
