"""The history keeps its word in a crowd, when it is killed, and on full disks.

`make torture` does more of each.
"""

from __future__ import annotations

import json
import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from past_sessions import session
from processes import REP, agree, ended, pass_time, routine_file, run, sessions, start
from store_samples import NOON, after, filled, gap, work
from store_samples import start as beginning

from calfcoach.records import FlagOrigin, MeasureKind, ScreeningRecord, SessionRecord, Status
from calfcoach.store import History, HistoryError, instant_text
from calfcoach.store.faults import BUSY_TIMEOUT_S
from calfcoach.store.place import connect_for_writing

HERE = Path(__file__).parent
AT_LENGTH = os.environ.get("HYPOTHESIS_PROFILE") == "torture"
KILLS = int(os.environ.get("CALFCOACH_TEST_KILLS", "10"))
SHARDS = 5  # side by side
WRITERS = 8
EACH_WRITES = 250 if AT_LENGTH else 25
LIMIT_STEP = 4096 if AT_LENGTH else 32_768
GUIDED_S = 3.4  # a session of fourteen reps with its start takes that long
LOGGED_S = 0.5


def is_whole(path: Path) -> bool:
    with closing(sqlite3.connect(path)) as plain:
        sound: bool = plain.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return sound and plain.execute("PRAGMA foreign_key_check").fetchall() == []


# ------------------------------------------------------------------------------------ a crowd

WRITER = f"""
    import sys
    sys.path.insert(0, {str(HERE)!r})
    from pathlib import Path
    from store_samples import after, start, work
    from calfcoach.records import Status
    from calfcoach.store import History
    path, count = Path(sys.argv[1]), int(sys.argv[2])
    sys.stdin.readline()
    for no in range(count):
        at = after(no)
        with History.open(path, patience_s=60) as history:
            if no % 2:
                session_id = history.log(start(at), [work(1), work(2)], 60.0, at=at)
            else:
                session_id = history.begin(start(at))
                history.save_work(session_id, work(1), at=at)
                history.save_work(session_id, work(2), at=at)
                history.finish(session_id, Status.COMPLETED, at=at, lasted_s=60.0)
        print(session_id)
"""


def test_eight_processes_that_write_at_once_lose_no_session(tmp_path: Path) -> None:
    path = tmp_path / "data" / "history.db"
    crowd = [
        subprocess.Popen(
            [sys.executable, "-c", dedent(WRITER), str(path), str(EACH_WRITES)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(WRITERS)
    ]
    for each in crowd:
        assert each.stdin is not None
        each.stdin.write("go\n")
        each.stdin.flush()
    told = [each.communicate() for each in crowd]
    assert [err for _, err in told] == [""] * WRITERS
    ids = [line for out, _ in told for line in out.splitlines()]
    assert len(ids) == WRITERS * EACH_WRITES
    with History.read(path) as history:
        found = history.sessions(with_work=True)
    assert sorted(each.id for each in found) == sorted(ids)
    assert {len(each.work) for each in found} == {2}
    assert is_whole(path)


# ------------------------------------------------------------------------- kills at any moment


def kills_of(shard: int) -> int:
    return KILLS // SHARDS + (shard < KILLS % SHARDS)


@pytest.mark.parametrize("shard", range(SHARDS))
def test_a_guided_session_that_is_killed_has_each_phase_that_was_followed(
    tmp_path: Path, shard: int
) -> None:
    home = tmp_path / "home"
    agree(home)
    steps = REP.replace("reps = 1", "reps = 1\nsets = 6") + f"\n\n[[step]]\n{REP}"
    path = routine_file(tmp_path, steps)
    moments = random.Random(shard)
    for _ in range(kills_of(shard)):
        known = {each.id for each in sessions(home)}
        process = start("run", path, "--yes", environ={"CALFCOACH_HOME": str(home)})
        pass_time(moments.uniform(0.0, GUIDED_S))
        process.kill()
        lines = ended(process).out.splitlines()

        assert is_whole(home / "history.db")
        new = [each for each in sessions(home) if each.id not in known]
        begun = sum(line.startswith("Start. Rise,") for line in lines)
        if not begun:  # killed before the first phase: whether it was begun, nobody was told
            assert sum(len(each.work) for each in new) <= 1
        else:
            (kept,) = new
            saved = [each.work_no for each in kept.work]
            # all that was followed; on a busy computer two phases may pass before one is told
            assert saved == list(range(1, len(saved) + 1))
            assert len(saved) >= begun - 1
            told_saved = any(line.endswith("Saved.") for line in lines)
            assert kept.status is Status.COMPLETED or not told_saved
        next_start_works(home, path)


def next_start_works(home: Path, path: str) -> None:
    """Nobody holds the lock, and what was done is kept."""
    ran = run("run", path, "--yes", "--start-at", "2", CALFCOACH_HOME=str(home))
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "Done. Rises left 1, right 1. Saved.")
    assert not any(each.status is Status.RUNNING for each in sessions(home))


@pytest.mark.parametrize("shard", range(SHARDS))
def test_a_session_that_is_logged_is_there_whole_once_it_was_told(
    tmp_path: Path, shard: int
) -> None:
    home = tmp_path / "home"
    agree(home)
    moments = random.Random(shard)
    told = 0
    for _ in range(kills_of(shard)):
        before = sessions(home)
        words = ("log", "daily", "--minutes", "10", "--pain", "1", "--note", "outside")
        process = start(*words, environ={"CALFCOACH_HOME": str(home)})
        pass_time(moments.uniform(0.0, LOGGED_S))
        process.kill()
        said = ended(process).out

        assert is_whole(home / "history.db")
        found = sessions(home)
        told += bool(said)
        assert len(found) - len(before) in ((1,) if said else (0, 1))
        assert {(len(each.work) > 1, each.pain_after, each.note) for each in found} <= {
            (True, 1, "outside")
        }
    assert len(sessions(home)) >= told


# ------------------------------------------------------------------------------- no more room

LONG = "a note of many words, " * 80


def imported(no: int) -> SessionRecord:
    return session(id=f"019a9c2f-5e00-7000-8000-{no:012x}", note=LONG)


WRITES: dict[str, Callable[[History, str, int], object]] = {
    "begin": lambda history, _, no: history.begin(beginning(after(no), options=LONG)),
    "save work": lambda history, one, no: history.save_work(
        one, work(100 + no, why=LONG), at=after(no)
    ),
    "save early": lambda history, one, no: history.save_early(
        one, work(100 + no, why=LONG), at=after(no)
    ),
    "grow work": lambda history, one, no: history.save_work(
        one, work(1, load=LONG, done_s=30.0 - no % 2), at=after(no)
    ),
    "add gap": lambda history, one, no: history.add_gap(one, gap(no), at=after(no)),
    "finish": lambda history, _, no: history.finish(
        begun(history, no), Status.STOPPED, at=after(no), lasted_s=9.0
    ),
    "settle": lambda history, _, no: history.settle(begun(history, no), at=after(no)),
    "drop": lambda history, _, no: history.drop(begun(history, no), at=after(no)),
    "score": lambda history, one, no: history.set_score(one, "tightness", no % 10, at=after(no)),
    "note": lambda history, one, no: history.set_note(one, f"{no} {LONG}", at=after(no)),
    "log": lambda history, _, no: history.log(
        beginning(after(no)), [work(1), work(2)], 60.0, at=after(no), note=LONG
    ),
    "edit": lambda history, one, no: history.edit(one, {"note": f"{no} {LONG}"}, at=after(no)),
    "delete": lambda history, _, no: history.delete(
        [history.log(beginning(after(no)), [work()], 60.0, at=after(no))], at=after(no)
    ),
    "undo and redo": lambda history, _, no: (
        history.undo(at=after(no)) if no % 2 else history.redo(at=after(no))
    ),
    "rest": lambda history, _, no: history.rest("2026-11-20", "2026-11-22", at=after(no)),
    "end of rest": lambda history, _, no: (
        history.rest("2026-11-20", "2026-11-22", at=after(no))
        and history.end_rest("2026-11-21", at=after(no))
    ),
    "plan": lambda history, _, no: history.keep_plan(
        "loosen", f"{no} {LONG}", "edit", local_day="2026-11-20", at=after(no)
    ),
    "measure": lambda history, _, no: history.measure(
        MeasureKind.SQUAT,
        {"heels_down": True},
        local_day="2026-11-20",
        utc_offset_s=0,
        at=after(no),
        note=LONG,
    ),
    "tip": lambda history, _, no: history.tell_tip(LONG, local_day="2026-11-20", at=after(no)),
    "import": lambda history, _, no: history.add([imported(no)], what=f"{no}.json", at=after(no)),
    "acknowledge": lambda history, _, no: history.acknowledge("words", LONG, at=after(no)),
    "screening": lambda history, _, no: history.save_screening(
        ScreeningRecord(
            at=instant_text(NOON), local_day="2026-11-20", version="1", conditions=(LONG,)
        )
    ),
    "flag": lambda history, _, no: history.open_flag(f"{no} {LONG}", FlagOrigin.DAY, at=after(no)),
    "day's answer": lambda history, _, no: history.save_day_answer(
        "2026-11-20", LONG, at=after(no)
    ),
}

OF_SEVERAL = ("finish", "settle", "drop", "delete", "end of rest")  # writes of more than one piece


def begun(history: History, no: int) -> str:
    session_id = history.begin(beginning(after(no), options=LONG))
    history.save_work(session_id, work(), at=after(no))
    return session_id


def until_refused(
    path: Path, write: Callable[[int], object]
) -> tuple[dict[str, list[Any]], HistoryError]:
    """Write again and again; all rows as they stood before the write that failed, and its error."""
    for no in range(1, 1000):
        before = everything(path)
        try:
            write(no)
        except HistoryError as error:
            return before, error
    raise AssertionError("it was never refused")


def everything(path: Path) -> dict[str, list[Any]]:
    """All rows of all tables, as another program sees them."""
    with closing(sqlite3.connect(path)) as plain:
        tables = plain.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {name: plain.execute(f"SELECT * FROM {name}").fetchall() for (name,) in tables}


@pytest.mark.parametrize("name", WRITES)
def test_a_file_that_may_not_grow_refuses_each_write_in_words_and_stays_whole(
    tmp_path: Path, name: str
) -> None:
    path = tmp_path / "data" / "history.db"
    session_id = filled(path)
    with History.open(path) as history:
        history.rest("2026-11-20", "2026-11-20", at=NOON)  # can be taken back
    connection = connect_for_writing(path, BUSY_TIMEOUT_S)
    connection.execute("PRAGMA max_page_count = 1")  # SQLite takes the size it has for the most
    with History(connection, path) as history:
        before, refused = until_refused(path, partial(WRITES[name], history, session_id))
        assert (refused.message, refused.where, refused.hint) == (
            "the history cannot be written: the disk is full",
            str(path),
            "make room, then try again; what was saved before is intact",
        )
        assert is_whole(path)
        if name not in OF_SEVERAL:
            assert everything(path) == before
        connection.execute("PRAGMA max_page_count = 1000000")
        WRITES[name](history, session_id, 4000)
    assert is_whole(path)


A_LIFE = f"""
    import json, resource, signal, sys
    sys.path.insert(0, {str(HERE)!r})
    from pathlib import Path
    from store_samples import after, gap, start, work
    from calfcoach.records import Status
    from calfcoach.store import History, HistoryError
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # then the write itself fails
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)

    def live(path):
        saved, said = [], []
        def attempt(name, deed):
            try:
                found = deed()
            except HistoryError as error:
                said.append(error.message)
                return None
            saved.append(name)
            return found
        history = attempt("open", lambda: History.open(path))
        if history is None:
            return saved, said
        one = attempt("begin", lambda: history.begin(start()))
        if one is not None:
            for no in range(1, 40):
                attempt(no, lambda: history.save_work(one, work(no, why="x" * 900), at=after(no)))
            attempt("end", lambda: history.finish(
                one, Status.COMPLETED, at=after(99), lasted_s=99.0))
            attempt("note", lambda: history.edit(one, {{"note": "x" * 1900}}, at=after(100)))
        attempt("log", lambda: history.log(start(after(200)), [work()], 60.0, at=after(200)))
        attempt("close", history.close)
        return saved, said

    place, step = Path(sys.argv[1]), int(sys.argv[2])
    limit, refused = 0, True
    while refused:
        limit += step
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, most))
        saved, said = live(place / str(limit) / "history.db")
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        print(json.dumps([limit, saved, said]), flush=True)
        refused = bool(said)
"""


def test_a_disk_that_fills_at_any_write_loses_nothing_that_was_told(tmp_path: Path) -> None:
    child = subprocess.run(
        [sys.executable, "-c", dedent(A_LIFE), str(tmp_path), str(LIMIT_STEP)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert child.stderr == ""
    lives = [json.loads(line) for line in child.stdout.splitlines()]
    assert len(lives) > 3
    assert lives[-1][2] == []
    for limit, saved, said in lives:
        path = tmp_path / str(limit) / "history.db"
        assert set(said) <= {"the history cannot be written: the disk refuses"}
        if "open" not in saved:
            continue
        assert is_whole(path)
        found = [each for each in sessions(path.parent) if each.origin == "guided"]
        logged = [each for each in sessions(path.parent) if each.origin == "logged"]
        assert len(found) == ("begin" in saved)
        assert len(logged) == ("log" in saved)
        told = [name for name in saved if isinstance(name, int)]
        for each in found:
            assert [row.work_no for row in each.work] == told
            assert (each.status is Status.COMPLETED) == ("end" in saved)
            assert bool(each.note) == ("note" in saved)
