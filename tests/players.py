"""Players of sound files that keep a record, and sessions whose tones they play."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from virtual import VirtualTerminal

from calfcoach.drivers.bell import Bell
from calfcoach.drivers.children import Child, Children
from calfcoach.drivers.sound import Sound
from calfcoach.events import Command
from calfcoach.player import play
from calfcoach.session import Session
from calfcoach.terms import Sound as Set
from calfcoach.timeline import Timeline

RECORDS = 'echo "$(basename "$0") $*" >> "$(dirname "$0")/log"'
FAILS = f"{RECORDS}; exit 1"
HANGS = f"{RECORDS}; exec sleep 600"
TALKS = f"{RECORDS}; echo out; echo err >&2; cat"


def install(folder: Path, does: str, *names: str) -> str:
    """Programs of these names that do that; the path on which they are found. They may need
    programs of the system, which are found by their own environment."""
    folder.mkdir(exist_ok=True)
    for name in names:
        program = folder / name
        program.write_text(f"#!/bin/sh\n{does}\n")
        program.chmod(0o755)
    return str(folder)


def record(folder: Path) -> list[str]:
    """What was played by which program: ["pw-play start"]; the set and the volume left out."""
    log = folder / "log"
    lines = log.read_text().splitlines() if log.exists() else []
    return [_brief(line) for line in lines]


def _brief(line: str) -> str:
    *command, file = line.split()
    return " ".join([*command, Path(file).stem.split("-", 3)[3].removesuffix("-both")])


class OneByOne(Children):
    """Children that have always ended before the virtual clock goes on; when each was started."""

    def __init__(self) -> None:
        super().__init__()
        self.now: Callable[[], float] = lambda: 0.0
        self.started: list[float] = []

    def start(self, argv: Sequence[str], *, stdin: bytes = b"", hold: bool = False) -> Child | None:
        self.started.append(round(self.now(), 3))
        child = super().start(argv, stdin=stdin, hold=hold)
        if child is not None:
            wait_for(child)
        return child


def wait_for(child: Child) -> None:
    """Wait until a child has ended and its end was noticed."""
    try:
        os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    except ChildProcessError:  # the handler was faster
        return
    while child.running:
        pass  # its handler runs within the next few instructions


class Heard:
    """A session with tones: what the players were given, and what the bell rang, in seconds."""

    def __init__(
        self,
        made: Timeline,
        folder: Path,
        path: str,
        *keys: tuple[float, Command],
        gaps: tuple[tuple[float, float], ...] = (),
        children: Children | None = None,
        bell: bool = True,
        muted: bool = False,
        quiet: bool = False,
        volume: int = 70,
        cache: Path | None = None,
    ) -> None:
        terminal = VirtualTerminal(keys, gaps=gaps)
        used = children if children is not None else OneByOne()
        if isinstance(used, OneByOne):
            used.now = terminal.now
        self.rings: list[float] = []
        ringing = Bell(lambda: self.rings.append(round(terminal.now(), 3)))
        sound = Sound(
            used,
            folder=cache or folder / "tones",
            sound=Set.CLEAR,
            volume=volume,
            quiet=lambda: quiet,
            bell=ringing if bell else None,
            path=path,
        )
        play(Session(made, muted=muted), terminal, [sound])
        sound.close()
        self.note = sound.note
        self.started = used.started if isinstance(used, OneByOne) else []
        self.record = record(Path(path)) if path else []

    @property
    def played(self) -> list[tuple[float, str]]:
        """When a player was started with which tone."""
        return list(zip(self.started, [line.split()[-1] for line in self.record], strict=True))
