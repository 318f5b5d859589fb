"""One process from its start to its end, or to its first frame: how long, at what cost.

Owns the spawning, on a pipe or on a pseudo-terminal of its own. Knows nothing of calfcoach but
that a session ends itself on SIGTERM.
"""

from __future__ import annotations

import errno
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from calfcoach.frozen import frozen

FLOOR = (sys.executable, "-I", "-c", "pass")
PATIENCE_S = 60.0
_CHUNK = 65_536


@frozen
class Took:
    """What a process took: `wall_s` to its end, or to the marker that was waited for; `cpu_s` of
    all that it ran; the bytes it wrote. `code` is negative where a signal ended it."""

    wall_s: float
    cpu_s: float
    bytes_written: int
    code: int


def environ_of(home: Path, **more: str) -> dict[str, str]:
    """The environment of a measured process: the home is `home`, bytecode is used, nothing of
    the shell's own settings changes what is shown."""
    usual = {"PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C.UTF-8"}
    return usual | {"TERM": "xterm-256color", "CALFCOACH_HOME": str(home)} | more


def piped(argv: Sequence[str], environ: Mapping[str, str]) -> Took:
    """Run it to its end with its output on a pipe that is read, and no keyboard."""
    reader, writer = os.pipe()
    begun = time.perf_counter()
    pid = os.posix_spawn(
        argv[0],
        list(argv),
        environ,
        file_actions=[
            (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
            (os.POSIX_SPAWN_DUP2, writer, 1),
            (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
        ],
    )
    os.close(writer)
    written = 0
    while data := os.read(reader, _CHUNK):
        written += len(data)
    os.close(reader)
    return _reaped(pid, begun, None, written)


def on_terminal(
    argv: Sequence[str],
    environ: Mapping[str, str],
    *,
    size: tuple[int, int] = (80, 24),
    until: bytes | None = None,
) -> Took:
    """Run it on a pseudo-terminal of `size` columns and rows, to its end; or until it has written
    `until`, when it is told to end."""
    terminal, begun, pid = spawn(argv, environ, size=size)
    seen, found_at = b"", None
    written = 0
    while data := read(terminal, PATIENCE_S):
        written += len(data)
        seen += data if until is not None and found_at is None else b""
        if until is not None and found_at is None and until in seen:
            found_at = time.perf_counter()
            os.kill(pid, signal.SIGTERM)
    os.close(terminal)
    if until is not None and found_at is None:
        raise SystemExit(f"{' '.join(argv)} never wrote {until!r}, but {seen[-400:]!r}")
    return _reaped(pid, begun, found_at, written)


def spawn(
    argv: Sequence[str], environ: Mapping[str, str], *, size: tuple[int, int]
) -> tuple[int, float, int]:
    """Start it as the leader of a new pseudo-terminal: our end of that, when, and its number."""
    terminal, side = pty.openpty()
    columns, rows = size
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    name = os.ttyname(side)
    begun = time.perf_counter()
    pid = os.posix_spawn(
        argv[0],
        list(argv),
        environ,
        setsid=True,  # what it opens first is then the terminal that controls it
        file_actions=[
            (os.POSIX_SPAWN_OPEN, 0, name, os.O_RDWR, 0),
            (os.POSIX_SPAWN_DUP2, 0, 1),
            (os.POSIX_SPAWN_DUP2, 0, 2),
            (os.POSIX_SPAWN_CLOSE, side),
        ],
    )
    os.close(side)
    return terminal, begun, pid


def read(terminal: int, seconds: float) -> bytes:
    """What the terminal shows next within so many seconds; nothing at its end."""
    if not select.select([terminal], [], [], seconds)[0]:
        return b""
    try:
        return os.read(terminal, _CHUNK)
    except OSError as error:
        if error.errno != errno.EIO:  # Linux tells the end of a pseudo-terminal so
            raise
        return b""


def _reaped(pid: int, begun: float, until: float | None, written: int) -> Took:
    _, status, usage = os.wait4(pid, 0)
    ended = time.perf_counter() if until is None else until
    return Took(
        wall_s=ended - begun,
        cpu_s=usage.ru_utime + usage.ru_stime,
        bytes_written=written,
        code=os.waitstatus_to_exitcode(status),
    )
