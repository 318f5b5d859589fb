"""What protects a session from the world around it: other writers, no lock, wrong options."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from processes import (
    HOLD,
    REP,
    REP_THEN_HOLD,
    agree,
    done,
    ended,
    kill_in_mid_session,
    only_session,
    pass_time,
    read_until,
    routine_file,
    run,
    sessions,
    start,
)

from calfcoach.records import Status
from calfcoach.store import History


def test_another_program_writing_at_the_start_is_waited_for(home: Path, tmp_path: Path) -> None:
    agree(home)
    path = routine_file(tmp_path, REP)
    with closing(sqlite3.connect(home / "history.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        process = start("run", path, environ={"CALFCOACH_HOME": str(home)})
        pass_time(1.5)
        other.execute("COMMIT")
    ran = ended(process)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.endswith("Saved.\n")
    assert only_session(home).status is Status.COMPLETED


def test_without_a_lock_a_session_that_may_be_alive_is_left_alone(
    home: Path, tmp_path: Path
) -> None:
    agree(home)
    (home / "session.lock").mkdir()
    first = start(
        "run", routine_file(tmp_path, REP_THEN_HOLD), environ={"CALFCOACH_HOME": str(home)}
    )
    read_until(first, "Start. Lean, left leg, 60 seconds.")
    second = run("run", routine_file(tmp_path, REP, name="other"))
    assert second.code == 0
    assert second.err.startswith(
        "warning: a second session at the same time would not be noticed: "
    )
    first.terminate()
    assert ended(first).code == 143
    assert [(s.routine_id, s.status) for s in sessions(home)] == [
        ("short", Status.INTERRUPTED),
        ("other", Status.COMPLETED),
    ]


def test_a_wrong_option_is_told_before_a_broken_session_is_touched(
    home: Path, tmp_path: Path
) -> None:
    path = routine_file(tmp_path, REP_THEN_HOLD)
    kill_in_mid_session(home, path)
    ran = run("run", path, "--start-at", "9")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error: `short` has 2 steps, there is no step 9\n")
    with History.read(home / "history.db") as history:
        unfinished = history.unfinished()
    assert unfinished is not None
    assert unfinished.status is Status.RUNNING


def test_a_path_that_is_no_text_is_kept_too(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "odd\udcff"
    folder.mkdir()
    ran = run("run", routine_file(folder, REP))
    assert (ran.code, ran.err) == (0, "")
    assert done(only_session(home)) == [("left", 0.2, 0.2), ("right", 0.2, 0.2)]


def test_a_home_typed_as_a_tilde_can_be_gone_on_with(home: Path, tmp_path: Path) -> None:
    routine_file(tmp_path, REP_THEN_HOLD)
    agree(home)
    process = start(
        "run", "~/short.toml", environ={"CALFCOACH_HOME": str(home), "HOME": str(tmp_path)}
    )
    read_until(process, "Start. Lean, left leg, 60 seconds.")
    process.kill()
    ended(process)
    assert str(tmp_path / "short.toml") in only_session(home).options


def test_a_rehearsal_too_slow_or_too_fast_is_refused(tmp_path: Path) -> None:
    for speed in ("0", "1e-300", "1001", "nan"):
        ran = run("run", routine_file(tmp_path, HOLD), "--speed", speed)
        assert ran.code == 2
        assert ran.err.startswith("error: `--speed` must be 0.1 to 1000, got ")
