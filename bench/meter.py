"""A countdown on a real pseudo-terminal: what it wrote when, and what it cost while it ran.

Everything written is stamped as it comes and looked at only afterwards, by `pyte`, so that looking
disturbs nothing. Where a tick is due it is polled for: a reader that sleeps is woken late by as
much as what is measured. Processor time and memory are read in the middle of a second, twice. Owns
the recording and its arithmetic; knows nothing of which program it is.
"""

from __future__ import annotations

import os
import re
import select
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyte
from figures import percentile
from timed import read, spawn

from calfcoach.frozen import frozen

BURST_S = 0.08  # changes nearer than that are one tick
_STEADY_S = 1.5  # after the first frame, and before the end
_GRID_S = 1.0  # all that ticks here does so at whole ones of it after the tick before
_NEAR_S = 0.02  # around these it is polled
_ANSWER_S = 0.01  # and so long after a key
_LOST_S = 0.4  # a key that has shown nothing by then shows nothing


@frozen
class Recording:
    """What came, with seconds since the start of the process; `cost` is (instant, processor
    seconds) at both ends of the steady part, `peak_kib` the most memory until its end."""

    size: tuple[int, int]
    chunks: tuple[tuple[float, bytes], ...]
    keys: tuple[float, ...] = ()
    cost: tuple[tuple[float, float], ...] = ()
    peak_kib: int = 0


@frozen
class Countdown:
    """What a recording says. Lateness is the distance of each tick from a grid of whole seconds
    through the median tick; `bytes_per_s` has the start and the end in it, `steady_per_s` not."""

    ticks: int
    late_p50_ms: float
    late_p99_ms: float
    late_max_ms: float
    drift_ms_a_min: float
    bytes_per_s: float
    steady_per_s: float
    cpu_percent: float
    peak_mib: float


def record(
    argv: Sequence[str],
    environ: Mapping[str, str],
    *,
    seconds: float,
    size: tuple[int, int] = (80, 24),
    keys: Sequence[tuple[float, bytes]] = (),
) -> Recording:
    """Run it to its end, which comes `seconds` after its first frame. `keys` are typed so many
    seconds after the first frame."""
    terminal, begun, pid = spawn(argv, environ, size=size)
    cores = _on_cores_apart(pid)
    chunks: list[tuple[float, bytes]] = []
    typed: list[float] = []
    cost: list[tuple[float, float]] = []
    peak, waiting = 0, sorted(keys)
    looks = [_STEADY_S, max(_STEADY_S, int(seconds) - _STEADY_S + 1)]  # after the first frame
    while True:
        now = time.perf_counter() - begun
        first = chunks[0][0] if chunks else float("inf")
        if looks and now >= first + looks[0]:
            cost.append((now, _processor_s(pid)))
            peak = _peak_kib(pid)
            looks.pop(0)
        if waiting and now >= first + waiting[0][0]:
            typed.append(time.perf_counter() - begun)
            os.write(terminal, waiting.pop(0)[1])
        soon = [first + at - now for at in (*looks[:1], *(at for at, _ in waiting[:1]))]
        wait_s = max(0.0, min([*soon, 1.0]))
        if chunks:
            _wait(terminal, wait_s, begun + chunks[-1][0], begun + max(typed, default=0.0))
        data = read(terminal, 0.0 if chunks else wait_s)
        if data:
            chunks.append((time.perf_counter() - begun, data))
        elif os.waitpid(pid, os.WNOHANG)[0]:
            break
    os.close(terminal)
    if cores:
        os.sched_setaffinity(0, cores)
    return Recording(
        size=size, chunks=tuple(chunks), keys=tuple(typed), cost=tuple(cost), peak_kib=peak
    )


def _on_cores_apart(pid: int) -> set[int]:
    """Keep the reader on the first core and the program on the others, where there are others: one
    that polls is not soon sent away. Gives back on which the reader was, empty for no change."""
    if not hasattr(os, "sched_setaffinity"):
        return set()
    cores = os.sched_getaffinity(0)
    if len(cores) < 2:
        return set()
    os.sched_setaffinity(pid, cores - {min(cores)})
    os.sched_setaffinity(0, {min(cores)})
    return cores


def _wait(terminal: int, seconds: float, ticked: float, typed: float) -> None:
    """Wait so long for something to read; `ticked` and `typed` are when the last tick came and the
    last key was pressed."""
    until = time.perf_counter() + seconds
    while (left_s := until - (now := time.perf_counter())) > 0:
        into_s = (now - ticked + _NEAR_S) % _GRID_S
        is_due = into_s < 2 * _NEAR_S or now < typed + _ANSWER_S
        sleep_s = 0.0 if is_due else _GRID_S - into_s
        if select.select([terminal], [], [], min(left_s, sleep_s))[0]:
            return


def analysed(recording: Recording, pattern: str | None = None) -> Countdown:
    """The figures of a countdown. With `pattern` a tick is another number on the screen, without
    one another picture. The first and the last tick are those of appearing and leaving."""
    ticks = tick_times(recording, pattern)[1:-1]
    if len(ticks) < 2:
        shown = b"".join(data for _, data in recording.chunks)[-400:]
        raise SystemExit(f"that was no countdown: {shown!r}")
    first, end = recording.chunks[0][0], recording.chunks[-1][0]
    written = sum(len(data) for _, data in recording.chunks)
    steady = sum(len(data) for at, data in recording.chunks if ticks[0] < at <= ticks[-1])
    late = lateness_ms(ticks)
    (begun, spent), (until, spent_until) = recording.cost
    return Countdown(
        ticks=len(ticks),
        late_p50_ms=percentile(late, 50),
        late_p99_ms=percentile(late, 99),
        late_max_ms=max(late),
        drift_ms_a_min=abs(drift_ms_a_min(ticks)),
        bytes_per_s=written / (end - first),
        steady_per_s=steady / (ticks[-1] - ticks[0]),
        cpu_percent=100 * (spent_until - spent) / (until - begun),
        peak_mib=recording.peak_kib / 1024,
    )


def key_to_screen_ms(recording: Recording) -> list[float]:
    """From each key to what was written next."""
    found = []
    for typed in recording.keys:
        shown = next((at for at, _ in recording.chunks if at > typed), None)
        if shown is not None and shown - typed < _LOST_S:
            found.append((shown - typed) * 1_000)
    return found


# ------------------------------------------------------------------------------- arithmetic


def lateness_ms(ticks: Sequence[float]) -> list[float]:
    """How far each tick is from the grid of whole seconds through the median one."""
    off = [tick - ticks[0] - round(tick - ticks[0]) for tick in ticks]
    middle = percentile(off, 50)
    return [abs(each - middle) * 1_000 for each in off]


def drift_ms_a_min(ticks: Sequence[float]) -> float:
    """The slope of the distances from a grid of whole seconds: least squares."""
    off = [tick - ticks[0] - round(tick - ticks[0]) for tick in ticks]
    mean_at, mean_off = sum(ticks) / len(ticks), sum(off) / len(off)
    spread = sum((tick - mean_at) ** 2 for tick in ticks)
    if not spread:
        return 0.0
    shared = sum((at - mean_at) * (each - mean_off) for at, each in zip(ticks, off, strict=True))
    return shared / spread * 60_000


def tick_times(recording: Recording, pattern: str | None = None) -> list[float]:
    """When the picture, or the number in it, was another one."""
    columns, rows = recording.size
    screen = pyte.Screen(columns, rows)
    stream = pyte.ByteStream(screen)
    times: list[float] = []
    last: object = None
    changed_at = float("-inf")
    for at, data in recording.chunks:
        stream.feed(data)
        seen = _number(screen, pattern) if pattern else _picture(screen)
        if seen is None or seen == last:
            continue
        if pattern or at - changed_at > BURST_S:
            times.append(at)
        last, changed_at = seen, at
    return times


def _picture(screen: pyte.Screen) -> object:
    """Text and style of each cell: some clocks are drawn with coloured blanks. None if empty."""
    if not any(line.strip() for line in screen.display):
        return None
    rows, columns = range(screen.lines), range(screen.columns)
    return tuple(tuple(screen.buffer[row][at] for at in columns) for row in rows)


def _number(screen: pyte.Screen, pattern: str) -> str | None:
    found = re.search(pattern, "\n".join(screen.display))
    return found.group(0) if found else None


def _processor_s(pid: int) -> float:
    """Processor seconds of the process so far, by nanoseconds where Linux tells them."""
    tasks = Path(f"/proc/{pid}/task")
    try:
        ran = [int((task / "schedstat").read_text().split()[0]) for task in tasks.iterdir()]
    except OSError:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return sum(ran) / 1e9


def _peak_kib(pid: int) -> int:
    """The most memory that it had so far (VmHWM)."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1])
    return 0
