"""Reminders as systemd user units: a service and a timer for each. Pure text, written and read.

Owns the quoting of systemd: % begins a specifier, $ a variable, \\ an escape. What a timer missed
while the machine was off is not made up for: a reminder that is hours late is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import time

from calfcoach.frozen import frozen
from calfcoach.reminders.model import (
    MARK,
    TITLES,
    Call,
    Kind,
    Reminder,
    Written,
    by_kind,
    gathered,
)
from calfcoach.reminders.week import WEEKDAYS

FORM = "systemd"
_HEAD = f"# {MARK} To take it away: calfcoach remind off\n"
_PLAIN = re.compile(r"/[A-Za-z0-9 ._@:+,=~/-]+")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_CALENDAR = re.compile(r"OnCalendar=([A-Za-z,]+) \*-\*-\* ([0-2][0-9]):([0-5][0-9]):00")


@frozen
class Units:
    """What is written, and the timers among it, which are switched on."""

    files: tuple[Written, ...]
    timers: tuple[str, ...]


def unit_name(kind: Kind, ending: str) -> str:
    """The name of a unit's file; `ending` is timer or service."""
    return f"calfcoach-{kind.value}.{ending}"


def all_names() -> tuple[str, ...]:
    """All names that a unit of ours may have, timers first."""
    return tuple(unit_name(kind, ending) for ending in ("timer", "service") for kind in Kind)


def units(reminders: Iterable[Reminder], call: Call) -> Units:
    """The units of all reminders."""
    files, timers = [], []
    for kind, own in by_kind(reminders).items():
        timers.append(unit_name(kind, "timer"))
        files.append(Written(name=timers[-1], text=_timer(own)))
        files.append(Written(name=unit_name(kind, "service"), text=_service(own[0], call)))
    return Units(files=tuple(files), timers=tuple(timers))


def read_timer(kind: Kind, text: str) -> tuple[Reminder, ...]:
    """The reminders of a timer that `units` wrote; none where it tells no times."""
    return gathered(
        kind,
        (
            (day, time(int(hour), int(minute)))
            for days, hour, minute in _CALENDAR.findall(text)
            for day in days.lower().split(",")
            if day in WEEKDAYS and hour < "24"
        ),
    )


def _timer(reminders: Sequence[Reminder]) -> str:
    when = "".join(
        f"OnCalendar={','.join(day.capitalize() for day in one.days)} *-*-* {at:%H:%M}:00\n"
        for one in reminders
        for at in one.times
    )
    return (
        f"{_HEAD}[Unit]\nDescription={TITLES[reminders[0].kind]}\n\n"
        f"[Timer]\n{when}AccuracySec=1min\n\n"
        "[Install]\nWantedBy=timers.target\n"
    )


def _service(reminder: Reminder, call: Call) -> str:
    variables = "".join(
        f"Environment={_quoted(f'{name}={value}')}\n" for name, value in call.environ
    )
    command = " ".join([_program(call.program), *map(_argument, reminder.arguments)])
    return (
        f"{_HEAD}[Unit]\nDescription={TITLES[reminder.kind]}\n\n"
        f"[Service]\nType=oneshot\n{variables}ExecStart={command}\n"
        "SuccessExitStatus=10\n"  # something is due: no failure
    )


def _program(program: tuple[str, ...]) -> str:
    """systemd takes no odd characters in the path of what it starts; `env` does."""
    first, *others = program
    if _PLAIN.fullmatch(first):
        return " ".join([_quoted(first), *map(_argument, others)])
    return " ".join(["/usr/bin/env", *map(_argument, program)])


def _argument(word: str) -> str:
    """A word of a command line, where $ would be a variable."""
    return _quoted(word.replace("$", "$$"))


def _quoted(word: str) -> str:
    if re.fullmatch(r"[A-Za-z0-9._/$=-]+", word):
        return word
    escaped = "".join(_escaped(char) for char in word)
    return f'"{escaped}"'


def _escaped(char: str) -> str:
    if char == "%":
        return "%%"
    if char in _ESCAPES:
        return _ESCAPES[char]
    return f"\\x{ord(char):02x}" if ord(char) < 32 or ord(char) == 127 else char
