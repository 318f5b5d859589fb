from __future__ import annotations

import errno
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from textwrap import dedent

import pytest
from store_samples import after, filled, start, work
from strangers import NOBODY, needs_root, open_to_others

from calfcoach.store import History, HistoryError
from calfcoach.store.faults import in_words
from calfcoach.store.place import connect_for_writing

HERE = Path(__file__).parent

YOURS = "the file and its folder must be yours to read and write"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "history.db"


def failure(deed: Callable[[], object]) -> tuple[str, str, str]:
    """The message, the place and the hint of the HistoryError that a deed ends in."""
    with pytest.raises(HistoryError) as caught:
        deed()
    return caught.value.message, caught.value.where, caught.value.hint


def in_child(program: str, *arguments: object, user: int | None = None) -> str:
    """What a program prints that runs in a process of its own, perhaps as another user."""
    prelude = f"""
        import os, sys
        sys.path.insert(0, {str(HERE)!r})
        from pathlib import Path
        from store_samples import NOON, after, start, work
        from calfcoach.store import History, HistoryError
        path = Path(sys.argv[1])
        def read(deed):
            with History.read(path) as history:
                return deed(history)
        def tell(deed):
            try:
                print(deed())
            except HistoryError as error:
                print(error.message, error.where, error.hint, sep=" | ")
    """
    become = f"\nos.setgroups([]); os.setgid({user}); os.setuid({user})\n" if user else "\n"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", dedent(prelude) + become + dedent(program)]
        + [str(each) for each in arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return done.stdout


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own, with room for one history and little more."""
    place = tmp_path / "disk"
    place.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)]
    if subprocess.run(mounting, capture_output=True, check=False).returncode:
        pytest.skip("nothing can be mounted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def fill_up(filling: Path) -> None:
    """Write until the disk has no room left."""
    with filling.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(b"x" * 4096)


def journal_mode(path: Path) -> str:
    with closing(sqlite3.connect(path)) as plain:
        found: str = plain.execute("PRAGMA journal_mode").fetchone()[0]
    return found


# --------------------------------------------------------------------- no leave, no space


@needs_root
def test_a_folder_of_someone_else_cannot_be_written(path: Path) -> None:
    path.parent.mkdir()
    open_to_others(path)
    told = in_child("tell(lambda: History.open(path))", path, user=NOBODY)
    assert told == f"the history cannot be written: no permission | {path} | {YOURS}\n"
    assert list(path.parent.iterdir()) == []


@needs_root
def test_a_folder_that_cannot_be_made_is_told(path: Path) -> None:
    open_to_others(path.parent)
    told = in_child("tell(lambda: History.open(path))", path, user=NOBODY)
    assert told == f"the history cannot be written: no permission | {path} | {YOURS}\n"
    assert not path.parent.exists()


@needs_root
def test_a_read_only_history_is_refused_at_once_and_can_still_be_read(path: Path) -> None:
    session_id = filled(path)
    open_to_others(path)
    path.chmod(0o644)
    told = in_child(
        """
        tell(lambda: History.open(path))
        tell(lambda: read(lambda history: history.session("last").id))
        """,
        path,
        user=NOBODY,
    )
    assert told == (
        f"the history cannot be written: no permission | {path} | {YOURS}\n{session_id}\n"
    )
    assert [each.name for each in path.parent.iterdir()] == ["history.db"]


@needs_root
def test_a_folder_that_became_read_only_is_refused_even_if_the_file_is_not(path: Path) -> None:
    filled(path)
    open_to_others(path)
    path.chmod(0o666)
    told = in_child("tell(lambda: History.open(path))", path, user=NOBODY)
    assert told == f"the history cannot be written: no permission | {path} | {YOURS}\n"


@needs_root
def test_what_a_killed_session_left_is_not_passed_over_by_those_who_may_not_mend_it(
    path: Path,
) -> None:
    in_child(
        """
        history = History.open(path)
        history.begin(start())
        os.kill(os.getpid(), 9)
        """,
        path,
    )
    assert path.with_name("history.db-wal").stat().st_size > 0
    path.with_name("history.db-shm").unlink()
    open_to_others(path)
    path.chmod(0o644)
    program = "tell(lambda: read(lambda history: history.sessions()))"
    told = in_child(program, path, user=NOBODY)
    assert told == f"the history cannot be read: no permission | {path} | {YOURS}\n"
    with History.read(path) as history:
        assert len(history.sessions()) == 1


@needs_root
def test_a_private_history_is_not_read_by_others(path: Path) -> None:
    filled(path)
    open_to_others(path)
    told = in_child("tell(lambda: History.read(path))", path, user=NOBODY)
    assert told == f"the history cannot be read: no permission | {path} | {YOURS}\n"
    path.parent.chmod(0o700)
    told = in_child("tell(lambda: History.read(path))", path, user=NOBODY)
    assert told == f"the history cannot be read: no permission | {path} | {YOURS}\n"


def test_a_full_disk_in_mid_session_keeps_what_was_saved_and_heals(path: Path) -> None:
    told = in_child(
        """
        import resource, signal
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # then the write itself fails
        _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
        history = History.open(path)
        session_id = history.begin(start())
        history.save_work(session_id, work(1), at=after(30))
        wal = path.with_name("history.db-wal").stat().st_size
        resource.setrlimit(resource.RLIMIT_FSIZE, (wal + 100, most))
        tell(lambda: history.save_work(session_id, work(2), at=after(60)))
        tell(lambda: history.save_work(session_id, work(2), at=after(61)))
        print([each.work_no for each in history.session("last").work])
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        tell(lambda: history.save_work(session_id, work(3), at=after(90)))
        history.close()
        """,
        path,
    )
    refused = (
        f"the history cannot be written: the disk refuses | {path} | look whether the disk is"
        " full or failing; what was saved before is intact\n"
    )
    assert told == f"{refused}{refused}[1]\nNone\n"
    with History.read(path) as history:
        assert [each.work_no for each in history.session("last").work] == [1, 3]


def test_a_disk_without_room_is_called_full(path: Path) -> None:
    session_id = filled(path)
    connection = connect_for_writing(path, 0.0)
    connection.execute("PRAGMA max_page_count = 1")  # SQLite takes the size it has for the most
    full = (
        "the history cannot be written: the disk is full",
        str(path),
        "make room, then try again; what was saved before is intact",
    )
    with History(connection, path) as history:

        def save_all() -> None:
            for no in range(2, 1000):
                history.save_work(session_id, work(no), at=after(no))

        assert failure(save_all) == full
        saved = len(history.session("last").work)
        assert 1 < saved < 999
        connection.execute("PRAGMA max_page_count = 100000")
        history.save_work(session_id, work(saved + 1), at=after(5000))
        assert len(history.session("last").work) == saved + 1


@pytest.mark.parametrize(
    ("number", "cause", "hint"),
    [
        (
            errno.ENOSPC,
            "the disk is full",
            "make room, then try again; what was saved before is intact",
        ),
        (errno.EROFS, "no permission", YOURS),
        (errno.ELOOP, "too many levels of symbolic links", YOURS),
    ],
)
def test_what_the_system_refuses_is_told_in_the_same_words(
    path: Path, number: int, cause: str, hint: str
) -> None:
    def deed() -> None:
        with in_words(path, "written"):
            raise OSError(number, os.strerror(number))

    assert failure(deed) == (f"the history cannot be written: {cause}", str(path), hint)


READ_ALL = """
    with History.read(path) as history:
        print([len(each.work) for each in history.sessions(with_work=True)])
"""
KILLED = """
    history = History.open(path)
    history.save_work(history.begin(start(after(9))), work(), at=after(39))
    os.kill(os.getpid(), 9)
"""
NO_ROOM = """
    import resource, signal
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
"""


def test_a_history_is_read_where_nothing_more_can_be_written(path: Path) -> None:
    filled(path)
    before = path.read_bytes()
    assert in_child(dedent(NO_ROOM) + dedent(READ_ALL), path) == "[1]\n"
    assert path.read_bytes() == before
    History.open(path).close()
    assert journal_mode(path) == "wal"


def test_what_a_killed_session_left_is_read_too_where_nothing_more_can_be_written(
    path: Path,
) -> None:
    filled(path)
    in_child(KILLED, path)
    path.with_name("history.db-shm").unlink()
    assert in_child(dedent(NO_ROOM) + dedent(READ_ALL), path) == "[1, 1]\n"
    assert in_child(READ_ALL, path) == "[1, 1]\n"
    assert journal_mode(path) == "wal"


@needs_root
def test_a_history_on_a_full_disk_is_read_and_stays_as_it_is(small_disk: Path) -> None:
    path = small_disk / "history.db"
    filled(path)
    filling = small_disk / "filling"
    fill_up(filling)

    for _ in range(2):
        assert in_child(READ_ALL, path) == "[1]\n"
    assert failure(lambda: History.open(path)) == (
        "the history cannot be written: the disk is full",
        str(path),
        "make room, then try again; what was saved before is intact",
    )

    filling.unlink()
    with History.open(path) as history:
        history.begin(start(after(99)))
        assert len(history.sessions()) == 2
    assert journal_mode(path) == "wal"


def test_reading_never_changes_the_journal_mode(path: Path) -> None:
    filled(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as plain:
        plain.execute("PRAGMA journal_mode = DELETE")
    History.read(path).close()
    assert journal_mode(path) == "delete"


def test_no_room_for_a_new_history_is_told(path: Path) -> None:
    told = in_child(
        """
        import resource, signal
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
        tell(lambda: History.open(path))
        tell(lambda: read(lambda history: history.sessions()))
        """,
        path,
    )
    assert told == (
        f"the history cannot be written: the disk refuses | {path} | look whether the disk is"
        " full or failing; what was saved before is intact\n[]\n"
    )
