"""What takes longest of a look at a history's file, and the connection that only looks.

Apart from `examining`, so that it is begun before the rest is imported.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing, contextmanager

from calfcoach.files.folders import mode_of
from calfcoach.store.meanwhile import begin_all, keep_few_pages
from calfcoach.store.sieve import decode_what_can_be

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from calfcoach.files.folders import AnyPath

_COMPLAINTS = 5  # of SQLite's own check; more say the same
_STEPS = 100_000  # of SQLite's machine: some milliseconds


class IntegrityCheck:
    """SQLite's own check of a file, begun at once beside its caller. `complaints` are filled when
    it ends, and stay empty where it finds nothing."""

    __slots__ = ("_done", "complaints")

    def __init__(self, path: AnyPath) -> None:
        self.complaints: list[str] = []
        (self._done,) = begin_all(self._run(path), 1)

    def wait(self) -> list[str]:
        """The complaints, once it has ended. sqlite3.Error."""
        self._done()
        return self.complaints

    def _run(self, path: AnyPath) -> Iterator[None]:
        with only_looking(path) as connection:
            keep_few_pages(connection)
            yield
            found = connection.execute(f"PRAGMA integrity_check({_COMPLAINTS})").fetchall()
        said = [str(row[0]) for row in found]
        self.complaints += [] if said == ["ok"] else said
        yield


class Look:
    """What takes longest, begun at once beside its caller: SQLite's own check, and a row of each
    kind of work, which has as many rows as all other tables together, and more."""

    __slots__ = ("check", "work")

    def __init__(self, path: AnyPath) -> None:
        self.check = IntegrityCheck(path)
        from calfcoach.store.kinds import one_of_each_work  # late: the check runs

        (self.work,) = begin_all(_rows(path, one_of_each_work(), self.check), 1)
        """Waits for the rows. sqlite3.Error where they cannot be had, or are no texts."""


def stopped_by(check: IntegrityCheck, connection: sqlite3.Connection) -> None:
    """In a file that is not whole there may be no end to what is looked at beside its check."""
    connection.set_progress_handler(lambda: len(check.complaints), _STEPS)


def _rows(
    path: AnyPath, question: str, check: IntegrityCheck
) -> Iterator[list[sqlite3.Row] | None]:
    with only_looking(path) as connection:
        connection.text_factory = str
        stopped_by(check, connection)
        keep_few_pages(connection)
        yield None
        rows = connection.execute(question).fetchall()
    yield rows


@contextmanager
def only_looking(path: AnyPath) -> Iterator[sqlite3.Connection]:
    """A connection that cannot write, nor make anything beside the file."""
    with closing(connect_to_look(path)) as connection:
        connection.row_factory = sqlite3.Row
        decode_what_can_be(connection)
        connection.execute("PRAGMA query_only = ON")
        yield connection


def connect_to_look(path: AnyPath) -> sqlite3.Connection:
    """A connection that makes nothing beside the file. Without a WAL nobody writes, and the file is
    taken as it is: else even a reader would make, and leave, two files there. OSError;
    sqlite3.Error where it is not an ordinary file: to open a pipe could take for ever."""
    mode = mode_of(path)
    if mode and not stat.S_ISREG(mode):
        raise sqlite3.OperationalError("it is not an ordinary file")
    as_it_is = "" if mode_of(f"{os.fspath(path)}-wal") else "&immutable=1"
    whole = path if os.path.isabs(path) else os.path.join(os.getcwd(), path)
    escaped = os.fspath(whole).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    address = f"file:{escaped}?mode=ro{as_it_is}"
    return sqlite3.connect(address, uri=True, isolation_level=None)
