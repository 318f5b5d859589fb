"""How far a tone starts from its event: the real loop, clock, screen and child processes.

A session of reps and holds runs in a process of its own on a pseudo-terminal, with the screen and
the tones. Its player is a few lines of C, or of sh where there is no compiler, which takes a few
milliseconds until it knows the time. It notes the clock and the file it was given. A
figure is that instant minus the event's, in milliseconds: negative is early. The target is 20 ms
at the 99th percentile of the distances. A tone that nobody could foresee is told apart. Beside it
runs, at the same time and so on a machine that is just as busy, a bare loop that sleeps and starts
the same player: what it misses by, nobody could do better.
`python bench --only tones` runs it.
"""

from __future__ import annotations

import json
import os
import pty
import select
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from figures import Figure, figure, percentile

from calfcoach.drivers.children import Children
from calfcoach.drivers.painter import Painter
from calfcoach.drivers.screen import Screen
from calfcoach.drivers.sound import Sound
from calfcoach.drivers.terminal import Terminal, boot_clock
from calfcoach.earcons import KNOCK_AFTER_S, tone_of
from calfcoach.events import CueDue, Event, Snapshot
from calfcoach.model import Exercise, Hold, Pacing, Reps, Routine, Step, Tempo
from calfcoach.player import play
from calfcoach.session import Session
from calfcoach.terms import Kind, Place, Sides
from calfcoach.terms import Sound as Set
from calfcoach.timeline import Timeline, compile_routine

SECTION = "Tones, from their event to the start of their player"
TARGET_MS = 20.0  # of what is foreseen, at the 99th percentile
BARE_EVERY_S = 0.5
FEWEST_REPS, REP_S = 5, 1.0
IN_C = """
#include <stdio.h>
#include <time.h>
int main(int count, char **given) {
    struct timespec now;
    clock_gettime(CLOCK_BOOTTIME, &now);
    FILE *log = fopen(LOG, "a");
    fprintf(log, "%lld.%09ld %s\\n", (long long)now.tv_sec, now.tv_nsec, given[count - 1]);
    return fclose(log);
}
"""
# The clock of `date` is another one; the difference is taken out once, in the session's process.
IN_SH = '#!/bin/sh\nnow=$(date +%s.%N)\necho "$now $1" >> {log}\n'


class Instants:
    """Keeps when each tone should be heard, on the clock of the machine."""

    def __init__(self, origin: float) -> None:
        self.meant: list[tuple[float, str, bool]] = []  # instant, tone, foreseen
        self._origin = origin

    def update(self, events: Sequence[Event], snapshot: Snapshot, now: float) -> float | None:
        sounding = tone_of(events, snapshot)
        if sounding is None:
            return None
        cues = [event for event in events if isinstance(event, CueDue)]
        at = self._origin + now - (cues[0].late_s if cues else 0.0)
        foreseen = bool(cues) and bool(self.meant)
        self.meant.append((at, sounding.tone.value, foreseen))
        if sounding.then is not None:
            self.meant.append((at + KNOCK_AFTER_S, sounding.then.value, True))
        return None


def timeline(seconds: float) -> Timeline:
    """Reps at a tempo on each side, then a hold: two tones a second, then those of a hold."""
    pacing = Pacing(prepare_s=4, move_s=5, switch_s=4, countdown=3)
    reps = max(FEWEST_REPS, round((seconds - 40) / 2 / REP_S))
    tempo = Tempo(up_s=REP_S / 2, hold_s=0, down_s=REP_S / 2, pause_s=0)
    rise = Exercise(id="rise", title="Rise", say="rise", kind=Kind.STRENGTH, place=Place.STEP)
    lean = Exercise(id="lean", title="Lean", say="lean", kind=Kind.STRETCH, place=Place.WALL)
    work = Reps(reps=reps, least=reps, tempo=tempo)
    steps = (
        Step(no=1, exercise=rise, pacing=pacing, work=work, sides=Sides.EACH),
        Step(no=2, exercise=lean, pacing=pacing, work=Hold(hold_s=20)),
    )
    return compile_routine(Routine(id="bench", title="Bench", steps=steps))


def build_player(folder: Path) -> str:
    """A `pw-play` that notes when it was started; the language that it is written in."""
    player, log = folder / "pw-play", folder / "log"
    compiler = shutil.which("cc")
    if compiler is not None:
        source = folder / "player.c"
        source.write_text(f'#define LOG "{log}"\n{IN_C}')
        subprocess.run([compiler, "-O2", "-o", player, source], check=True)
        return "C"
    player.write_text(IN_SH.format(log=log))
    player.chmod(0o755)
    return "sh"


def perform(folder: Path, seconds: float, language: str) -> None:
    """One session on the terminal that is ours; leaves what was meant in `meant`."""
    painter = Painter(1, encoding="utf-8", color=True)
    screen = Screen(painter, wall=lambda: datetime.now(UTC))
    offset = 0.0 if language == "C" else datetime.now(UTC).timestamp() - boot_clock()
    with Terminal(0, display=screen) as terminal:
        instants = Instants(boot_clock() - terminal.now() + offset)
        sound = Sound(
            Children(),
            folder=folder / "tones",
            sound=Set.CLEAR,
            volume=70,
            quiet=lambda: False,
            bell=None,
            path=str(folder),
        )
        play(Session(timeline(seconds)), terminal, [screen, instants, sound])
        sound.close()
    (folder / "meant").write_text(json.dumps(instants.meant))


def start_bare(folder: Path, seconds: float, language: str) -> int:
    """A process that only sleeps until each instant and starts a player; its number."""
    pid = os.fork()
    if pid:
        return pid
    offset = 0.0 if language == "C" else datetime.now(UTC).timestamp() - boot_clock()
    begin, meant = boot_clock() + 1.0, []
    player = str(folder / "pw-play")
    for no in range(int((seconds - 2) / BARE_EVERY_S)):
        at = begin + no * BARE_EVERY_S
        while (left_s := at - boot_clock()) > 0:
            select.select([], [], [], left_s)
        os.waitpid(os.posix_spawn(player, [player, "bare.wav"], os.environ), 0)
        meant.append(at + offset)
    (folder / "meant").write_text(json.dumps(meant))
    os._exit(0)


def bare_misses(folder: Path) -> list[float]:
    """By how many milliseconds each player of the bare loop started late."""
    meant = json.loads((folder / "meant").read_text())
    lines = noted(folder / "log", len(meant))
    started = sorted(float(line.split()[0]) for line in lines)
    return [(at - instant) * 1_000 for at, instant in zip(started, meant, strict=True)]


def drain(terminal: int, pid: int) -> None:
    """Read what is shown until the session is over."""
    try:
        while os.read(terminal, 65_536):
            pass
    except OSError:  # Linux tells the end of a pseudo-terminal so
        pass
    if os.waitpid(pid, 0)[1] != 0:
        sys.exit("the session failed")


def noted(log: Path, number: int) -> list[str]:
    """The lines of the players; the last of them may outlive the session a little."""
    until = time.monotonic() + 5.0
    while time.monotonic() < until:
        lines = log.read_text().splitlines()
        if len(lines) >= number:
            return lines
        time.sleep(0.05)
    sys.exit("not every tone that was meant was played")


def measure(seconds: float) -> list[Figure]:
    """Play once; how far the tones were from their events, and the bare loop from its own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        language = build_player(folder)
        bare = folder / "bare"
        bare.mkdir()
        build_player(bare)
        bare_pid = start_bare(bare, seconds, language)
        pid, terminal = pty.fork()
        if pid == 0:
            os.environ["TERM"] = "xterm-256color"
            perform(folder, seconds, language)
            os._exit(0)
        drain(terminal, pid)
        os.waitpid(bare_pid, 0)
        floor = bare_misses(bare)
        meant = sorted(json.loads((folder / "meant").read_text()))
        lines = [line.split() for line in noted(folder / "log", len(meant))]
        started = sorted((float(at), Path(file).stem.split("-", 3)[3]) for at, file in lines)
    if [tone for _, tone, _ in meant] != [tone.rsplit("-", 1)[0] for _, tone in started]:
        sys.exit("the tones that were played are not those that were meant")
    off = [
        ((at - instant) * 1_000, foreseen)
        for (at, _), (instant, _, foreseen) in zip(started, meant, strict=True)
    ]
    foreseen = [ms for ms, told in off if told]
    unforeseen = [ms for ms, told in off if not told]
    return [
        *_rows("foreseen", foreseen, TARGET_MS, f"{len(off)} tones, player in {language}"),
        *_rows("not foreseen", unforeseen, None, ""),
        *_rows("bare loop", floor, None, "the floor"),
    ]


def _rows(name: str, off_ms: Sequence[float], target_ms: float | None, note: str) -> list[Figure]:
    """The differences, negative is early; of the distances the 99th percentile."""
    if not off_ms:
        return []
    far = percentile([abs(ms) for ms in off_ms], 99)
    return [
        figure(SECTION, name, off_ms, unit="ms", note=note),
        figure(SECTION, f"{name}, p99 of distances", [far], unit="ms", budget=target_ms),
    ]
