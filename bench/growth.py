"""How the time of a command grows: with the history, and with one's own routine files.

The real commands are run on homes of each size as processes of their own, in turn. A figure is how
many times that of the smallest home a command takes, pair by pair. Owns the sizes and the limits.
`python bench --only growth` runs it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import homes
from figures import Figure, figure, ratios
from startup import PROGRAM
from timed import Took, environ_of, on_terminal, piped

SESSIONS = (100, 1_000, 10_000, 100_000)
FILES = (10, 100, 1_000)
Limits = dict[str, float | None]
BY_SESSIONS = "Growth with the history, times that of 100 sessions"
BY_FILES = "Growth with own routine files, times that of 10"
# Times the smallest, at most. On a terminal the newest part of a history is shown, so that it must
# not grow with it; on a pipe all of it is, which can but grow; `stats` adds up all of it, and
# `list` reads all routine files.
_PIPED = " on a pipe"
SESSIONS_LIMITS: Limits = {
    "history": 1.3,
    f"history{_PIPED}": None,
    "due": 1.3,
    "list": 1.3,
    "stats": 3.0,
}
FILES_LIMITS: Limits = {"history": 1.3, "due": 1.3, "list": None}
_ENDED_WELL = (0, 10)


def measure(folder: Path, *, top: int, runs: int, told: Callable[[str], None]) -> list[Figure]:
    """Up to `top` sessions and a thousand files, each command so many times."""
    found: list[Figure] = []
    by_size: dict[int, Path] = {}
    for size in [size for size in SESSIONS if size <= top]:
        told(f"a history of {size:,} sessions")
        home = folder / f"sessions-{size}"
        begun = time.perf_counter()
        homes.fill(home, size)
        homes.answer(home)
        megabytes = (home / "history.db").stat().st_size / 1e6
        note = f"made in {time.perf_counter() - begun:.1f} s"
        found.append(
            figure(BY_SESSIONS, f"history.db, {size:,}", [megabytes], unit="MB", note=note)
        )
        by_size[size] = home
    for words, limit in SESSIONS_LIMITS.items():
        found += _grown(BY_SESSIONS, words, by_size, limit, runs=runs, told=told)
    by_number = {number: folder / f"files-{number}" for number in FILES}
    for number, home in by_number.items():
        homes.answer(home)
        homes.write_routines(home, number)
    for words, limit in FILES_LIMITS.items():
        found += _grown(BY_FILES, words, by_number, limit, runs=runs, told=told)
    return found


def _grown(
    section: str,
    words: str,
    by_size: dict[int, Path],
    limit: float | None,
    *,
    runs: int,
    told: Callable[[str], None],
) -> list[Figure]:
    """A figure for each size. The sizes take turns; the first turn only warms the caches."""
    seen: dict[int, list[float]] = {size: [] for size in by_size}
    for no in range(runs + 1):
        told(f"{words}, {no} of {runs}")
        for size, home in by_size.items():
            took = _run(words, home).wall_s
            if no:
                seen[size].append(took)
    smallest = min(by_size)
    return [
        figure(
            section,
            f"{words}, {size:,}",
            ratios(values, seen[smallest]),
            budget=limit if size != smallest else None,
            note=f"  {figure(section, words, values).median * 1_000:.0f} ms",
        )
        for size, values in seen.items()
    ]


def _run(words: str, home: Path) -> Took:
    """`history` is shown to a terminal, where it lists its newest; a pipe gets them all."""
    homes.forget_answers(home)  # one that is kept would hide the growth
    environ = environ_of(home)
    argv = [PROGRAM, *words.removesuffix(_PIPED).split()]
    took = on_terminal(argv, environ) if words == "history" else piped(argv, environ)
    if took.code not in _ENDED_WELL:
        raise SystemExit(f"`{' '.join(argv)}` ended with {took.code}")
    return took
