"""Real processes of calfcoach: tiny routines for them, ways to start them, what they left."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from datetime import time as time_of_day
from pathlib import Path

from calfcoach.care.data import questions
from calfcoach.days import instant_text, local_day
from calfcoach.records import ScreeningRecord, SessionRecord
from calfcoach.store import History

PATIENCE_S = 20.0  # a busy machine may be slow; nothing here takes a second by itself
REP = 'exercise = "rise"\nreps = 1\ntempo = "0.1-0-0.1"\nsides = "each"'  # 0.2 s a side
SLOW_REP = REP.replace("0.1-0-0.1", "0.3-0-0.3")  # long enough to be killed in
HOLD = 'exercise = "lean"\nhold = "1s"\nsides = "each"'
LONG_HOLD = 'exercise = "lean"\nhold = "60s"\nsides = "each"'
# One rep is done at once; the hold that follows is long enough to be interrupted in.
REP_THEN_HOLD = f"{REP}\n\n[[step]]\n{LONG_HOLD}"

_HEAD = """\
title = "{title}"

[pacing]
prepare = "{prepare}"
move = "0s"
switch = "{switch}"
countdown = 0
advance = "{advance}"

[exercise.lean]
title = "Lean"
say = "lean"
kind = "stretch"

[exercise.rise]
title = "Rise"
say = "rise"
kind = "strength"

[[step]]
{steps}
"""


def routine_file(
    folder: Path,
    steps: str = HOLD,
    *,
    name: str = "short",
    prepare: str = "0s",
    switch: str = "0s",
    advance: str = "auto",
) -> str:
    """Write a routine of `steps`, the text behind its first [[step]]; its path."""
    path = folder / f"{name}.toml"
    text = _HEAD.format(
        title=name.capitalize(), prepare=prepare, switch=switch, advance=advance, steps=steps
    )
    path.write_text(text, encoding="utf-8")
    return str(path)


# ----------------------------------------------------------------------------- processes


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What a process left behind."""

    code: int
    out: str
    err: str


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "calfcoach", *arguments]


def run(*arguments: str, before: Callable[[], None] | None = None, **environ: str) -> Ran:
    """Run a command to its end, without a terminal. `before` runs in the child first."""
    done = subprocess.run(
        command(*arguments),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=os.environ | environ,
        preexec_fn=before,  # no threads here
        timeout=PATIENCE_S,
        check=False,
    )
    return Ran(code=done.returncode, out=done.stdout.decode(), err=done.stderr.decode())


def start(
    *arguments: str, stdout: int = subprocess.PIPE, environ: Mapping[str, str] | None = None
) -> subprocess.Popen[str]:
    """Start a command whose lines are read as they come, without a terminal."""
    return subprocess.Popen(
        command(*arguments),
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | (environ or {}),
    )


def read_until(process: subprocess.Popen[str], line: str) -> None:
    """Read its lines up to one; fails when they end before."""
    assert process.stdout is not None
    for read in process.stdout:
        if read.rstrip("\n") == line:
            return
    raise AssertionError(f"it never said {line!r}")


def ended(process: subprocess.Popen[str]) -> Ran:
    """Its exit code and the rest of what it says."""
    out, err = process.communicate(timeout=PATIENCE_S)
    return Ran(code=process.returncode, out=out or "", err=err)


def wait_until(holds: Callable[[], bool], seconds: float = PATIENCE_S) -> None:
    """Look until something holds; fails after `seconds`."""
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until, "it never came true"
        select.select([], [], [], 0.01)


def pass_time(seconds: float) -> None:
    """Let real time go by, where time itself is what is tested."""
    until = time.monotonic() + seconds
    wait_until(lambda: time.monotonic() >= until)


# --------------------------------------------------------------------------- the history


def agree(home: Path, *, sound: bool = True) -> None:
    """The disclaimer was read; the safety questions, the one about sound and today's question were
    answered before, so that no test needs to; all but the one about `sound` where so wanted."""
    with History.open(home / "history.db") as history:
        history.acknowledge("disclaimer", "1", at=datetime.now(UTC))
        if sound:
            history.acknowledge("sound", "1", at=datetime.now(UTC))
        history.save_day_answer(local_today(), "usual", at=datetime.now(UTC))
    answer_pages(home)


def answer_pages(
    home: Path, *conditions: str, days_ago: float = 0.0, version: str | None = None
) -> None:
    """Both pages were answered, with no flag and these conditions."""
    at = datetime.now(UTC) - timedelta(days=days_ago)
    screening = ScreeningRecord(
        at=instant_text(at),
        local_day=local_today(days_ago),
        version=version or questions().version,
        conditions=conditions,
    )
    with History.open(home / "history.db") as history:
        history.save_screening(screening)


def local_today(days_ago: float = 0.0) -> str:
    """The day here, which begins at four in the morning."""
    at = datetime.now(UTC) - timedelta(days=days_ago)
    offset = at.astimezone().utcoffset() or timedelta()
    return local_day(at, int(offset.total_seconds()), time_of_day(4))


def sessions(home: Path) -> list[SessionRecord]:
    with History.read(home / "history.db") as history:
        return history.sessions(with_work=True)


def only_session(home: Path) -> SessionRecord:
    (session,) = sessions(home)
    return session


def done(session: SessionRecord) -> list[tuple[str, float, float]]:
    """Side, planned and done seconds of its work, in order."""
    return [(work.side, work.planned_s, work.done_s) for work in session.work]


def kill_in_mid_session(home: Path, routine: str) -> None:
    """A session of `REP_THEN_HOLD` whose process is killed in its first hold."""
    agree(home)
    process = start("run", routine, environ={"CALFCOACH_HOME": str(home)})
    read_until(process, "Start. Lean, left leg, 60 seconds.")
    process.kill()
    ended(process)
