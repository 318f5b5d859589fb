"""How the time of a command grows with the history: from a hundred sessions to as many as --top.

    python bench/growth.py [--top 100000] [--runs 11] [--json]

Histories of 20 phases a session are made in a temporary folder, and the real commands are run on
them as processes of their own, in turn, so that whatever else the computer does meets each alike.
A row is a command and a size: the median and the spread of its time in milliseconds, and how many
times that of the smallest history it takes. The exit code is 1 where a limit is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import pty
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from calfcoach.cli.lazy import COMMANDS
from calfcoach.days import epoch_ms, instant_text
from calfcoach.store import History

LEAST = 100
PHASES = 20
A_DAY = 4  # sessions
LIMITS = {"history": 1.3, "due": 1.3, "stats": 3.0}  # times the smallest history, at most
EXIT_CODES = {"due": (0, 10)}
NAMES = ("history", "due", "stats", "history --all --json")
MOST_BYTES = 2 * 1024**3

_SESSION = (
    "id, status, origin, routine_id, routine_title, routine_hash, started_at, ended_at,"
    " utc_offset_s, local_day, planned_s, planned_left_s, planned_right_s, planned_both_s,"
    " lasted_s, options, day_answer, tightness, note, updated_at, app_version"
)
_WORK = (
    "session_id, work_no, step_no, set_no, round_no, exercise_id, exercise_title, kind, muscles,"
    " technique, side, planned_s, done_s, load, status, why, at"
)


def main(arguments: Sequence[str]) -> int:
    options = _options(arguments)
    sizes = [size for size in (100, 1_000, 10_000, 100_000) if size < options.top] + [options.top]
    with tempfile.TemporaryDirectory(prefix="calfcoach-growth-") as folder:
        homes = {size: Path(folder) / str(size) for size in sizes}
        made = {}
        for size, home in homes.items():
            begun = time.perf_counter()
            _fill(home, size)
            made[size] = {
                "seconds": round(time.perf_counter() - begun, 2),
                "megabytes": round((home / "history.db").stat().st_size / 1e6, 1),
            }
        rows = [row for name in _commands(options) for row in _measure(name, homes, options.runs)]
    missed = [row for row in rows if row["limit"] and row["ratio"] > row["limit"]]
    if options.json:
        document = {"schema": "calfcoach.bench.growth/1", "made": made, "rows": rows}
        print(json.dumps(document, indent=2))
    else:
        _print(rows, made)
    return 1 if missed else 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="How commands grow with the history.")
    parser.add_argument("--top", type=int, default=100_000, help="sessions of the largest history")
    parser.add_argument("--runs", type=int, default=11, help="times that each command is run")
    parser.add_argument("--json", action="store_true", help="one JSON document instead of a table")
    parser.add_argument("--everything", action="store_true", help="also what lists all sessions")
    options = parser.parse_args(arguments)
    if not LEAST < options.top <= 1_000_000 or options.runs < 1:
        parser.error(f"--top is above {LEAST} and at most 1000000, --runs at least 1")
    return options


def _commands(options: argparse.Namespace) -> list[str]:
    """Those that are built, and listing everything only where it is asked for: it grows with what
    it lists."""
    built = {command.name for command in COMMANDS}
    return [
        name
        for name in NAMES
        if name.split()[0] in built and (name in LIMITS or options.everything)
    ]


# ---------------------------------------------------------------------------- a long history


def _fill(home: Path, size: int) -> None:
    """A history of so many sessions up to now, four a day, each with its twenty phases and the
    operation that it came by. Written directly, in one transaction: by the front door a hundred
    thousand sessions would take an hour."""
    path = home / "history.db"
    History.open(path).close()
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA synchronous = OFF")
        page = connection.execute("PRAGMA page_size").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {MOST_BYTES // page}")
        connection.execute("BEGIN")
        _insert(connection, "sessions", _SESSION, _sessions(size))
        _insert(connection, "work", _WORK, _work(size))
        operations = ((no, _id(no), _instant(no, size), "session", "") for no in range(1, size + 1))
        _insert(connection, "operations", "no, id, at, kind, source", operations)
        touched = ((_id(no), "sessions", _id(no), 0, None, "{}") for no in range(1, size + 1))
        columns = "operation_id, kind, row_id, work_no, before, after"
        _insert(connection, "touched", columns, touched)
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        connection.close()


def _insert(
    connection: sqlite3.Connection, table: str, columns: str, rows: Iterator[tuple[Any, ...]]
) -> None:
    marks = ", ".join("?" * (columns.count(",") + 1))
    connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)


def _id(no: int) -> str:
    """Of the form that the program makes, with digits that are spread like random ones."""
    at = epoch_ms(datetime(2026, 1, 1, tzinfo=UTC)) + no
    spread = (no * 0x9E3779B97F4A7C15) % (1 << 64)
    tail = f"{spread:016x}"
    head = f"{at:012x}"
    return f"{head[:8]}-{head[8:]}-7{tail[:3]}-8{tail[3:6]}-{no:05x}{tail[6:13]}"[:36]


def _moment(no: int, size: int) -> datetime:
    """When the session of this number was, the last one an hour ago."""
    return NOW - timedelta(hours=1) - timedelta(hours=24 / A_DAY) * (size - no)


NOW = datetime.now(UTC)


def _instant(no: int, size: int) -> str:
    return instant_text(_moment(no, size))


def _sessions(size: int) -> Iterator[tuple[Any, ...]]:
    for no in range(1, size + 1):
        at = _moment(no, size)
        end = instant_text(at + timedelta(seconds=730))
        day = (at - timedelta(hours=4)).date().isoformat()
        # fmt: off
        yield (
            _id(no), "completed", "guided", "daily", "Daily calf care", "ab12", instant_text(at),
            end, 0, day, 730.0, 200.0, 200.0, 200.0, 730.0, "{}", "usual", no % 6, "", end, "0.1.0",
        )
        # fmt: on


def _work(size: int) -> Iterator[tuple[Any, ...]]:
    muscles = '["gastrocnemius", "soleus"]'
    for no in range(1, size + 1):
        session_id, at = _id(no), _instant(no, size)
        for work_no in range(1, PHASES + 1):
            stretch = work_no % 2
            exercise = f"{'wall-calf-stretch' if stretch else 'heel-raise'}-{work_no % 7}"
            kind = "stretch" if stretch else "strength"
            # fmt: off
            yield (
                session_id, work_no, (work_no + 1) // 2, 1, 1, exercise, "Wall calf stretch", kind,
                muscles, "stretch-standing", "left" if work_no % 4 < 2 else "right", 30.0, 30.0,
                "", "done", "", at,
            )
            # fmt: on


# --------------------------------------------------------------------------------- measuring


def _measure(name: str, homes: dict[int, Path], runs: int) -> list[dict[str, Any]]:
    """A row for each size. The sizes take turns."""
    times: dict[int, list[float]] = {size: [] for size in homes}
    for no in range(runs + 1):
        for size, home in homes.items():
            took = _time(name, home)
            if no:  # the first only warms the caches
                times[size].append(took)
    least = statistics.median(next(iter(times.values())))
    return [
        {
            "command": name,
            "sessions": size,
            "median_ms": round(statistics.median(found), 1),
            "least_ms": round(min(found), 1),
            "most_ms": round(max(found), 1),
            "ratio": round(statistics.median(found) / least, 2),
            "limit": LIMITS.get(name),
        }
        for size, found in times.items()
    ]


def _time(name: str, home: Path) -> float:
    """How long one run takes, in milliseconds. `history` is shown to a terminal, where it lists its
    newest sessions; a pipe gets them all."""
    environ = os.environ | {"CALFCOACH_HOME": str(home), "NO_COLOR": "1", "TERM": "xterm"}
    environ.pop("PYTHONDONTWRITEBYTECODE", None)
    (home / "run" / "due").unlink(missing_ok=True)  # an answer that is kept would hide the growth
    terminal, stdout = pty.openpty() if name == "history" else (None, subprocess.DEVNULL)
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "calfcoach", *name.split()],
        env=environ,
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        check=False,
    )
    took = (time.perf_counter() - begun) * 1000
    if terminal is not None:
        os.close(stdout)
        os.close(terminal)
    if done.returncode not in EXIT_CODES.get(name, (0,)):
        raise SystemExit(done.stderr.decode())
    return took


def _print(rows: Sequence[dict[str, Any]], made: dict[int, dict[str, float]]) -> None:
    for size, found in made.items():
        print(f"{size:>9,} sessions: {found['megabytes']:>7} MB, made in {found['seconds']} s")
    print()
    print(f"{'command':<22}{'sessions':>9}{'median':>10}{'least':>9}{'most':>9}{'times':>7}  limit")
    for row in rows:
        limit = f"{row['limit']:g}" if row["limit"] else "-"
        over = "  missed" if row["limit"] and row["ratio"] > row["limit"] else ""
        print(
            f"{row['command']:<22}{row['sessions']:>9,}{row['median_ms']:>7.1f} ms"
            f"{row['least_ms']:>9.1f}{row['most_ms']:>9.1f}{row['ratio']:>7.2f}  {limit}{over}"
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
