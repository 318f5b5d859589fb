"""What other programs read, and what they are asked for: a thousand sessions for each of them.

Owns their files and command lines. Knows nothing of how they come to be there.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import homes
from timed import environ_of

from calfcoach.frozen import frozen

MINUTES = 12  # of each session


@frozen
class Task:
    """What a program is asked for, and which task of ours is like it. With `until` it is timed
    until it has written that on a terminal."""

    name: str
    like: str
    argv: tuple[str, ...]
    until: bytes | None = None


@frozen
class Peer:
    """A program with its tasks and the environment that they run in."""

    name: str
    version: str
    tasks: tuple[Task, ...]
    environ: dict[str, str]


def _watson(program: Path, home: Path, size: int) -> Peer:
    frames = [
        [begun, begun + MINUTES * 60, "calves", f"{no:032x}", ["daily"], begun + MINUTES * 60]
        for no, begun in _instants(size)
    ]
    (home / "frames").write_text(json.dumps(frames), encoding="utf-8")
    environ = environ_of(home, WATSON_DIR=str(home))
    tasks = (
        _asked(program, "version", "--version"),
        _asked(program, "history", "log", "--all", "--no-pager"),
        _asked(program, "history as JSON", "log", "--all", "--json"),
        _asked(program, "report", "report", "--all", "--no-pager"),
        _asked(program, "today", "status"),
    )
    return Peer(name="watson", version=_version(program, environ), tasks=tasks, environ=environ)


def _jrnl(program: Path, home: Path, size: int) -> Peer:
    entries = [f"[{_local(at)}] Calves. 12 minutes, both legs.\n" for _, at in _instants(size)]
    (home / "journal.txt").write_text("\n".join(entries), encoding="utf-8")
    config = home / "jrnl.yaml"
    environ = environ_of(home, XDG_CONFIG_HOME=str(home), XDG_DATA_HOME=str(home))
    config.write_text(_JRNL.format(home=home, version=_version(program, environ)), encoding="utf-8")
    given = ("--config-file", str(config))
    tasks = (
        _asked(program, "version", "--version"),
        _asked(program, "history", *given, "-n", str(size), "--short"),
        _asked(program, "history as JSON", *given, "-n", str(size), "--format", "json"),
        _asked(program, "today", *given, "-on", "today", "--short"),
    )
    return Peer(name="jrnl", version=_version(program, environ), tasks=tasks, environ=environ)


def _khal(program: Path, home: Path, size: int) -> Peer:
    calendar = home / "calendar"
    calendar.mkdir(exist_ok=True)
    for no, at in _instants(size):
        (calendar / f"{no}.ics").write_text(_EVENT.format(no=no, at=_stamp(at)), encoding="utf-8")
    config = home / "khal.conf"
    config.write_text(_KHAL.format(home=home), encoding="utf-8")
    environ = environ_of(home, XDG_DATA_HOME=str(home), XDG_CACHE_HOME=str(home))
    given = ("-c", str(config))
    begin = homes.moment(1, size).strftime("%Y-%m-%d")
    tasks = (
        _asked(program, "version", "--version"),
        _asked(program, "history", *given, "list", begin, "365d"),
        _asked(program, "today", *given, "list", "today"),
    )
    return Peer(name="khal", version=_version(program, environ), tasks=tasks, environ=environ)


def _termdown(program: Path, home: Path, size: int) -> Peer:
    del size
    environ = environ_of(home)
    frame = Task(
        name="termdown 50",
        like="first frame",
        argv=(str(program), "--no-art", "50"),
        until=b"50",
    )
    tasks = (_asked(program, "version", "--version"), frame)
    return Peer(name="termdown", version=_version(program, environ), tasks=tasks, environ=environ)


def _task(program: Path, home: Path, size: int) -> Peer:
    environ = environ_of(home, TASKRC=str(home / "rc"), TASKDATA=str(home))
    (home / "rc").write_text("confirmation=off\nverbose=nothing\n", encoding="utf-8")
    done = [
        {"description": "Calves", "status": "completed", "entry": _stamp(at), "end": _stamp(at)}
        for _, at in _instants(size)
    ]
    _feed([str(program), "import", "-"], environ, json.dumps(done))
    tasks = (_asked(program, "version", "--version"), _asked(program, "history", "completed"))
    return Peer(name="task", version=_version(program, environ), tasks=tasks, environ=environ)


def _timew(program: Path, home: Path, size: int) -> Peer:
    environ = environ_of(home, TIMEWARRIORDB=str(home))
    data = home / "data"
    data.mkdir(exist_ok=True)
    (home / "timewarrior.cfg").touch()
    months: dict[str, list[str]] = {}
    for _, at in _instants(size):
        line = f"inc {_stamp(at)} - {_stamp(at + MINUTES * 60)} # calves"
        months.setdefault(_stamp(at)[:6], []).append(line)
    for month, lines in months.items():
        (data / f"{month[:4]}-{month[4:]}.data").write_text("\n".join(lines) + "\n")
    tasks = (
        _asked(program, "version", "--version"),
        _asked(program, "history", "summary", ":all"),
    )
    return Peer(name="timew", version=_version(program, environ), tasks=tasks, environ=environ)


_JRNL = """\
version: v{version}
colors: {{body: none, date: none, tags: none, title: none}}
default_hour: 9
default_minute: 0
editor: ''
encrypt: false
highlight: false
indent_character: '|'
journals:
  default: {{journal: {home}/journal.txt}}
linewrap: 79
tagsymbols: '@'
template: false
timeformat: '%Y-%m-%d %H:%M'
"""
_KHAL = """\
[calendars]
[[calves]]
path = {home}/calendar
[sqlite]
path = {home}/khal.db
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = UTC
default_timezone = UTC
"""
_EVENT = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//bench//EN
BEGIN:VEVENT
UID:{no}@bench
DTSTAMP:{at}
DTSTART:{at}
DURATION:PT12M
SUMMARY:Calves
END:VEVENT
END:VCALENDAR
"""


def _instants(size: int) -> list[tuple[int, int]]:
    return [(no, int(homes.moment(no, size).timestamp())) for no in range(1, size + 1)]


def _stamp(at: int) -> str:
    return _text(at, "%Y%m%dT%H%M%SZ")


def _local(at: int) -> str:
    return _text(at, "%Y-%m-%d %H:%M")


def _text(at: int, form: str) -> str:
    return datetime.fromtimestamp(at, UTC).strftime(form)


def _asked(program: Path, like: str, *words: str) -> Task:
    shown = [word for word in words if not word.startswith("/")]
    name = " ".join(word for word in shown if word not in ("-c", "--config-file", "--no-pager"))
    return Task(name=f"{program.name} {name}", like=like, argv=(str(program), *words))


def _version(program: Path, environ: dict[str, str]) -> str:
    asked = subprocess.run(
        [str(program), "--version"],
        env=environ,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    words = [word.strip(",v") for word in asked.stdout.split()]
    return next((word for word in words if word[:1].isdigit()), "unknown")


def _feed(argv: Sequence[str], environ: dict[str, str], text: str) -> None:
    subprocess.run(
        argv,
        env=environ,
        input=text,
        text=True,
        stdout=subprocess.DEVNULL,
        stderr=sys.stderr,
        check=True,
    )


MAKERS: dict[str, Callable[[Path, Path, int], Peer]] = {
    "watson": _watson,
    "jrnl": _jrnl,
    "khal": _khal,
    "termdown": _termdown,
    "task": _task,
    "timew": _timew,
}
