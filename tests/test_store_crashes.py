from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from textwrap import dedent
from types import FrameType

import pytest
from store_samples import after, filled, start, work

from calfcoach.records import Status
from calfcoach.store import History, HistoryError

HERE = Path(__file__).parent
KILLS = int(os.environ.get("CALFCOACH_TEST_KILLS", "10"))
MOMENTS = 100  # how far into its work a program is killed; then from the start again


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "history.db"


# ------------------------------------------------------------------------------- no WAL


@pytest.mark.parametrize("obstacle", ["folder", "link"])
def test_where_wal_is_refused_the_history_keeps_a_rollback_journal(
    path: Path, obstacle: str
) -> None:
    # SQLite cannot have its shared memory when something else lies where it belongs.
    path.parent.mkdir()
    shared = path.with_name("history.db-shm")
    if obstacle == "folder":
        shared.mkdir()
    else:
        shared.symlink_to("/nowhere/at/all")
    session_id = filled(path)
    with closing(sqlite3.connect(path)) as plain:
        assert plain.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    with History.open(path) as history:
        history.save_work(session_id, work(2), at=after(60))
    with History.read(path) as history:
        assert history.session("last").work == (work(1), work(2))


@pytest.mark.parametrize("use", [History.open, History.read])
def test_a_wal_history_brought_to_where_wal_is_refused_still_opens(
    path: Path, use: Callable[[Path], History]
) -> None:
    session_id = filled(path)
    path.with_name("history.db-shm").symlink_to("/nowhere/at/all")
    with use(path) as history:
        assert history.session("last").id == session_id


# ------------------------------------------------------------------------------- kill -9


def test_work_that_was_saved_survives_a_kill_at_any_moment(path: Path) -> None:
    program = """
        history = History.open(path)
        session_id = history.begin(start())
        for no in range(1, 100_000):
            history.save_work(session_id, work(no), at=after(no))
            os.write(1, b"%d\\n" % no)
    """
    prelude = f"""
        import os, sys
        sys.path.insert(0, {str(HERE)!r})
        from pathlib import Path
        from store_samples import after, start, work
        from calfcoach.store import History, HistoryError
        path = Path(sys.argv[1])
    """
    for kill_no in range(KILLS):
        child = subprocess.Popen(
            [sys.executable, "-c", dedent(prelude) + dedent(program), str(path)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert child.stdout is not None
        told = [int(child.stdout.readline()) for _ in range(1 + 7 * (kill_no % MOMENTS))]
        child.send_signal(signal.SIGKILL)
        told += [int(line) for line in child.stdout.read().splitlines()]
        child.stdout.close()
        child.wait()
        with History.open(path) as history:
            found = history.unfinished()
            assert found is not None
            saved = [each.work_no for each in found.work]
            # One more may have been saved and not told.
            assert saved in (told, [*told, len(told) + 1])
            assert history.settle(found.id, at=after(86_400)) is True
    with History.read(path) as history:
        assert [each.status for each in history.sessions()] == [Status.INTERRUPTED] * KILLS
    with closing(sqlite3.connect(path)) as plain:
        assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_many_processes_may_make_the_same_history_at_once(path: Path) -> None:
    program = f"""
        import sys
        sys.path.insert(0, {str(HERE)!r})
        from pathlib import Path
        from store_samples import start
        from calfcoach.store import History, HistoryError
        sys.stdin.readline()
        with History.open(Path(sys.argv[1])) as history:
            for _ in range(5):
                history.begin(start())
    """
    crowd = [
        subprocess.Popen(
            [sys.executable, "-c", dedent(program), str(path)],
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(6)
    ]
    for each in crowd:
        assert each.stdin is not None
        each.stdin.write("go\n")
        each.stdin.flush()
    assert [each.communicate()[1] for each in crowd] == [""] * 6
    with History.read(path) as history:
        assert len(history.sessions()) == 30


@pytest.mark.parametrize("way", [History.open, History.read])
def test_another_process_may_fill_the_file_between_any_two_looks_at_it(
    tmp_path: Path, way: Callable[[Path], History]
) -> None:
    looks = 0
    went = True
    while went:
        looks += 1
        path = tmp_path / str(looks) / "history.db"
        path.parent.mkdir()
        path.touch()
        went = open_while_another_fills(way, path, before_look=looks)
    assert looks > 5


def open_while_another_fills(
    way: Callable[[Path], History], path: Path, *, before_look: int
) -> bool:
    """Open a history in one way; the nth thing asked of SQLite waits until another connection
    has filled the file. Whether there was an nth."""
    left = before_look

    def watch(_frame: FrameType, event: str, called: object) -> None:
        nonlocal left
        if event != "c_call" or getattr(called, "__name__", "") != "execute":
            return
        left -= 1
        if left == 0:
            with suppress(HistoryError), History.open(path, patience_s=0) as other:
                other.begin(start())

    sys.setprofile(watch)
    try:
        with way(path) as history:
            history.sessions()
    finally:
        sys.setprofile(None)
    return left <= 0
