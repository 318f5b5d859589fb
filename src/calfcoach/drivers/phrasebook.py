"""Phrases as sound files: written ahead by the engine, found again, thrown away. No driver.

Owns the cache: its names, that a file in it is whole, and that it stays small. One phrase is
written at a time, by a child that nobody waits for. Knows nothing of when a phrase is said.
"""

from __future__ import annotations

import contextlib
import os
from collections import deque
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from calfcoach.drivers.children import Child, Children
from calfcoach.drivers.engines import Engine, phrase, rendering
from calfcoach.files.folders import make_folders

if TYPE_CHECKING:
    import re

HANGS_S = 10.0  # nothing that is still being written then comes to an end
KEPT_S = 60 * 86_400.0  # unused for longer, a file goes
FILES_MOST = 2_000
_SOON_S = 0.05  # most phrases are written in less
_LOOKED_FOR_AT_ONCE = 20
_GONE_AT_ONCE = 5  # files removed in one call
_LEAST_BYTES = 1_000  # a header and twenty milliseconds; less is no speech
_HEADS = {b"RIFF": (b"WAVE",), b"FORM": (b"AIFF", b"AIFC")}


class Trust:
    """How often an engine may fail before nobody asks it any more: two hangs, or three failures
    in a row. `note` says so once that is so."""

    HANGS, FAILURES = 2, 3

    def __init__(self, name: str) -> None:
        self._name = name
        self._hangs = self._failures = 0
        self.note = ""

    @property
    def lost(self) -> bool:
        """Whether it is not asked any more."""
        return bool(self.note)

    @property
    def doubted(self) -> bool:
        """Whether it has hung before or has failed the last time."""
        return bool(self._hangs or self._failures)

    def worked(self) -> None:
        """It came to its end as it should."""
        self._failures = 0

    def failed(self) -> None:
        """It ended with an error, or could not be started."""
        self._failures += 1
        if self._failures >= self.FAILURES and not self.note:
            self.note = f"The voice was turned off: `{self._name}` failed again and again."

    def hung(self) -> None:
        """It did not come to its end and was killed."""
        self._hangs += 1
        if self._hangs >= self.HANGS and not self.note:
            self.note = f"The voice was turned off: `{self._name}` did not come to an end."


class Phrasebook:
    """The phrases of one engine at one volume. `now` is the clock of the session; the ages of
    files are those of the file system."""

    def __init__(
        self, children: Children, engine: Engine, folder: Path, volume: int, trust: Trust
    ) -> None:
        self._children = children
        self._engine = engine
        self._folder = folder
        self._trust = trust
        self._key = "\0".join([engine.name, *engine.renders, str(volume), ""])
        self._files: dict[str, Path | None] = {}  # what was looked for, and what was found
        self._ordered: deque[str] = deque()
        self._child: Child | None = None
        self._words = ""
        self._written = self._target = folder
        self._since = 0.0
        self._failures = 0  # in a row
        self._works = bool(engine.renders)  # there is a folder to write into
        self._old: deque[Path] | None = None

    @property
    def busy(self) -> bool:
        """Whether a phrase is being written."""
        return self._child is not None

    def wish(self, now: float) -> float | None:
        """When to look what became of what is being written; None where nothing is."""
        if self._child is None:
            return None
        return now + (_SOON_S if now - self._since < 1.0 else 1.0)

    def file(self, words: str) -> Path | None:
        """The sound of a phrase, where it was written."""
        if not self._engine.renders:
            return None
        if words not in self._files:
            path = self._path(words)
            self._files[words] = path if _used(path) else None
        return self._files[words]

    def order(self, phrases: Iterable[str]) -> None:
        """Write these, in their order, instead of what was ordered before."""
        self._ordered = deque(phrases if self._works else ())

    def write(self, words: str, now: float) -> None:
        """Write this one now, before all others."""
        if self._works and not self.busy and self.file(words) is None:
            self._start(words, now)

    def go_on(self, now: float) -> None:
        """Write the next one that is missing; where there is none, throw something old away."""
        for _ in range(_LOOKED_FOR_AT_ONCE):
            if self.busy or not self._ordered:
                break
            words = self._ordered.popleft()
            if phrase(words) and self.file(words) is None:
                self._start(words, now)
        if not self.busy and not self._ordered:
            self._tidy()

    def attend(self, now: float) -> None:
        """Take up what was written; kill what takes too long."""
        child = self._child
        if child is None:
            return
        hangs = child.running  # asked once: it may end at any time
        if hangs and now - self._since < HANGS_S:
            return
        self._child = None
        if hangs:
            child.kill()
            self._trust.hung()
        elif child.failed or not _is_sound(self._written) or not self._keep():
            self._fail()
        else:
            self._failures = 0
            self._files[self._words] = self._target
            return
        _remove(self._written)

    def close(self) -> None:
        """Leave off; nothing half written stays."""
        self._ordered.clear()
        if self._child is not None:
            self._child.kill()
            self._child = None
            _remove(self._written)

    def _start(self, words: str, now: float) -> None:
        try:
            make_folders(self._folder)
        except OSError:  # no place for a cache: everything is spoken directly
            self._works = False
            self._ordered.clear()
            return
        self._words, self._since = words, now
        self._target = self._path(words)
        name = f".{self._target.stem}-{os.getpid()}{self._engine.suffix}"
        self._written = self._folder / name
        argv, stdin = rendering(self._engine, words, str(self._written))
        self._child = self._children.start(argv, stdin=stdin)
        if self._child is None:
            self._fail()

    def _fail(self) -> None:
        """An engine that also speaks may still do so, with a full disk for one."""
        self._failures += 1
        if not self._engine.speaks:
            self._trust.failed()
        elif self._failures >= Trust.FAILURES:
            self._works = False
            self._ordered.clear()

    def _keep(self) -> bool:
        """Give what was written its name. Whole or not at all, for other sessions too, and for
        this user alone."""
        try:
            self._written.chmod(0o600)
            self._written.replace(self._target)
        except OSError:
            return False
        return True

    def _path(self, words: str) -> Path:
        import hashlib

        told = f"{self._key}{phrase(words)}".encode(errors="replace")
        return self._folder / f"{hashlib.sha256(told).hexdigest()[:32]}{self._engine.suffix}"

    def _tidy(self) -> None:
        """Look once what is old, then remove a few at a time."""
        if self._old is None:
            self._old = deque(_old_files(self._folder))
        for _ in range(min(_GONE_AT_ONCE, len(self._old))):
            _remove(self._old.popleft())


def _is_sound(path: Path) -> bool:
    """Whether a file begins as a sound file does and is long enough to be heard."""
    try:
        with path.open("rb") as file:
            head = file.read(12)
            length = file.seek(0, os.SEEK_END)
    except OSError:
        return False
    return length >= _LEAST_BYTES and head[8:] in _HEADS.get(head[:4], ())


def _used(path: Path) -> bool:
    """Whether it is there; it counts as used from now on."""
    try:
        os.utime(path)
    except OSError:
        return False
    return True


def _old_files(folder: Path) -> list[Path]:
    """What was not used for long, and the oldest of what is too many. Other files are not ours."""
    import re
    import time

    name = re.compile(r"(\.[0-9a-f]{32}-\d+|[0-9a-f]{32})\.(wav|aiff)")
    aged = sorted(_aged(folder, name), reverse=True)
    long_ago = time.time() - KEPT_S
    return [path for no, (at, path) in enumerate(aged) if at < long_ago or no >= FILES_MOST]


def _aged(folder: Path, name: re.Pattern[str]) -> Iterable[tuple[float, Path]]:
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if name.fullmatch(entry.name):
                with contextlib.suppress(OSError):
                    yield entry.stat(follow_symlinks=False).st_mtime, Path(entry.path)


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()
