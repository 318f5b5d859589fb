"""How long each command takes, beside the bare interpreter of the same environment and beside
other programs at like tasks.

Every command is run right after `python -I -c pass`, and all take turns, so that whatever else the
computer does meets each alike. A figure is the median of those ratios. Owns which commands are
timed and what each may take.
"""

from __future__ import annotations

import compileall
import contextlib
import io
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Sequence
from pathlib import Path

import homes
from figures import Figure, figure, ratios
from peer_homes import Peer, Task
from peers import FOUND
from timed import FLOOR, Took, environ_of, on_terminal, piped

import calfcoach
from calfcoach.frozen import frozen

SESSIONS = 1_000
SECTION = "Start-up, times the bare interpreter"
BESIDE = "Beside other programs, our time to theirs"
PROGRAM = str(Path(sys.executable).with_name("calfcoach"))
FIRST_FRAME = b"\x1b[?2026l"  # the end of a frame that is shown at once
IN_SCRIPT = "from calfcoach.__main__ import main; main()"
SET_UP = (
    "plan start loosen --yes",
    "measure knee-to-wall --left 9.5,10,10 --right 9,9.5,9",
    "measure heel-raise --left 22 --right 21",
)
CODES = (0, 10)  # `due` says by 10 that something is due


@frozen
class Line:
    """A command line that is timed: its words, the most it may take in times the floor, and on
    what: a pipe, a terminal to its end, or a terminal until the first frame."""

    words: str
    budget: float | None
    on: str = "pipe"
    beside: str = ""  # the task of a peer that is like it
    kept: bool = False  # asked a moment ago, with nothing changed since; else an answer is dropped

    @property
    def name(self) -> str:
        where = {"pipe": "", "terminal": ", on a terminal", "frame": ", first frame"}[self.on]
        return f"{self.words or 'calfcoach'}{where}{', asked again' if self.kept else ''}"


LINES = (
    Line(words="--version", budget=1.3, beside="version"),
    Line(words="history", budget=3, beside="history"),
    Line(words="history", budget=3, kept=True),
    Line(words="due", budget=3, beside="today"),
    Line(words="due", budget=3, kept=True),
    Line(words="list", budget=3.5),
    *(
        Line(words=words, budget=6.5, beside=beside)
        for words, beside in {
            "": "",
            "exercises": "",
            "show daily": "",
            "show wall-calf-stretch": "",
            "find cramp": "",
            "learn": "",
            "stats": "report",
            "stats --json": "",
            "history --json": "history as JSON",
            "list --json": "",
            "list --max 10m": "",
            "show daily --script": "",
            "measure show": "",
            "plan show": "",
            "plan why": "",
            "rest": "",
            "screen show": "",
            "routine check": "",
            "routine path": "",
            "config": "",
            "doctor": "",
            "remind show": "",
            "export --format csv": "",
            "log daily --minutes 10": "",
            "undo": "",
        }.items()
    ),
    *(
        Line(words=words, budget=12, on="terminal")
        for words in ("list", "exercises", "show daily", "history", "stats", "plan show", "config")
    ),
    Line(words="--help", budget=14),
    Line(words="--help", budget=14, on="terminal"),
    Line(words="run --help", budget=14, on="terminal"),
    Line(words="run daily --yes", budget=14, on="frame", beside="first frame"),
    Line(words="run daily --yes --big", budget=14, on="frame"),
    Line(words="run daily --yes --level start", budget=14, on="frame"),
    Line(words="cramp", budget=14, on="frame"),
)


def compile_bytecode() -> None:
    """What an installer does: without it every figure doubles."""
    with contextlib.redirect_stdout(io.StringIO()):
        compileall.compile_dir(str(Path(calfcoach.__file__).parent), quiet=2)
        compileall.compile_dir(sysconfig.get_path("purelib"), quiet=2, workers=1)


def measure(
    folder: Path, *, runs: int, peers: Sequence[Peer], told: Callable[[str], None]
) -> list[Figure]:
    """All lines on a home with a thousand sessions, each so many times; then the like tasks."""
    environ = environ_of(_home(folder / "start-up"))
    still = environ_of(_home(folder / "start-up, nothing written"))
    walls: dict[Line, list[float]] = {line: [] for line in LINES}
    costs: dict[Line, list[float]] = {line: [] for line in LINES}
    floors: list[float] = []
    for no in range(runs + 1):
        told(f"start-up, round {no} of {runs}")
        for line in LINES:
            at = still if line.kept else environ
            floor, took = piped(FLOOR, environ), _run(line, at)
            if no:  # the first only warms the caches
                floors.append(floor.wall_s * 1_000)
                walls[line] += ratios([took.wall_s], [floor.wall_s])
                costs[line] += ratios([took.cpu_s], [floor.cpu_s])
    found = [figure(SECTION, "python -I -c pass", floors, unit="ms", note="the floor")]
    for line in LINES:
        spent = figure(SECTION, line.name, costs[line]).median
        note = "" if line.on == "frame" else f"  {spent:.1f} x by processor time"
        found.append(figure(SECTION, line.name, walls[line], budget=line.budget, note=note))
    found.append(_without_script(environ, runs))
    return found + _beside(environ, peers, runs=runs, told=told)


def _home(home: Path) -> Path:
    """A home with a thousand sessions, a plan and measures, and nothing left to ask."""
    homes.fill(home, SESSIONS)
    homes.answer(home)
    for words in SET_UP:
        argv = [PROGRAM, *words.split()]
        subprocess.run(argv, env=environ_of(home), check=True, stdout=subprocess.DEVNULL)
    return home


def _run(line: Line, environ: dict[str, str]) -> Took:
    argv = [PROGRAM, *line.words.split()]
    if line.kept:
        piped(argv, environ)
    else:
        homes.forget_answers(Path(environ["CALFCOACH_HOME"]))
    if line.on == "frame":
        return on_terminal(argv, environ, until=FIRST_FRAME)
    took = piped(argv, environ) if line.on == "pipe" else on_terminal(argv, environ)
    if took.code not in CODES:
        raise SystemExit(f"`{' '.join(argv)}` ended with {took.code}")
    return took


def _without_script(environ: dict[str, str], runs: int) -> Figure:
    """`--version` without what the installer's own script imports before it."""
    argv = [sys.executable, "-c", IN_SCRIPT, "--version"]
    pairs = [(piped(argv, environ).wall_s, piped(FLOOR, environ).wall_s) for _ in range(runs)]
    values = [took / floor for took, floor in pairs]
    return figure(SECTION, "--version, without the installer's script", values, budget=1.3)


# ------------------------------------------------------------------------------------- peers


def _beside(
    environ: dict[str, str], peers: Sequence[Peer], *, runs: int, told: Callable[[str], None]
) -> list[Figure]:
    """Our time to theirs, in turn, at each task that both do. Below 1 is faster."""
    ours = {line.beside: line for line in LINES if line.beside}
    pairs = [
        (peer, task)
        for peer in peers
        for task in peer.tasks
        if task.like in ours and _run_peer(task, peer.environ) is not None
    ]
    seen: list[list[float]] = [[] for _ in pairs]
    for no in range(runs):
        told(f"other programs, {no + 1} of {runs}")
        for (peer, task), values in zip(pairs, seen, strict=True):
            theirs, took = _run_peer(task, peer.environ), _run(ours[task.like], environ)
            if theirs is not None:
                values.append(took.wall_s / theirs.wall_s)
    return [
        figure(
            BESIDE,
            f"{ours[task.like].name} / {task.name}",
            values,
            budget=None if peer.name in FOUND else 1.0,  # those are no Python
            note=told_of,
        )
        for (peer, task), values in zip(pairs, seen, strict=True)
        for told_of in [f"{peer.name} {peer.version}"]
    ]


def _run_peer(task: Task, environ: dict[str, str]) -> Took | None:
    """None, and a line, where another version of it does not know what it is asked for."""
    if task.until is not None:
        return on_terminal(task.argv, environ, until=task.until)
    took = piped(task.argv, environ)
    if took.code == 0:
        return took
    print(f"`{task.name}` ended with {took.code}, so that it is left out", file=sys.stderr)
    return None
