"""Reminders as lines of a crontab, between two marks of ours. Pure bytes.

Owns those lines and no other: what stands outside of the marks comes back byte for byte. Knows the
quoting of cron, where % is the end of a line, and of the shell that it starts.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable
from datetime import time

from calfcoach.errors import CoachError
from calfcoach.reminders.model import TITLES, Call, Kind, Reminder, gathered, refused
from calfcoach.reminders.week import WEEKDAYS

FORM = "cron"
_BEGIN = b"# >>> calfcoach remind >>>"
_JOINED = b" (the line before it had no end)"
_END = b"# <<< calfcoach remind <<<"
_BLOCK = re.compile(
    rb"(?:\n(?="
    + re.escape(_BEGIN + _JOINED)
    + rb"))?^"
    + re.escape(_BEGIN)
    + rb"[^\n]*\n(?:.*?\n)??"
    + re.escape(_END)
    + rb"(?:\n|\Z)",
    re.M | re.S,
)
_UNSURE = re.compile(r"[\x00-\x1f\x7f\\]")  # line ends; crons differ in what \ means to them
_LINE = re.compile(r"([0-9]{1,2}) ([0-9,]+) \* \* ([0-6,]+) .*", re.A)


def block(reminders: Iterable[Reminder], call: Call) -> bytes:
    """Our lines with their marks. CoachError for a path that a crontab cannot hold."""
    for word in call.words():
        if _UNSURE.search(word):
            raise refused(word, "a crontab", "a control character or a backslash")
    lines = [_BEGIN.decode(), "# To take it away: calfcoach remind off"]
    for one in reminders:
        lines += [f"# {TITLES[one.kind]}", *_lines(one, call)]
    return ("\n".join(lines) + "\n").encode() + _END + b"\n"


def with_block(crontab: bytes, ours: bytes) -> bytes:
    """A crontab with our lines at its end, instead of those that stood there."""
    rest = without_block(crontab)
    if rest and not rest.endswith(b"\n"):
        return rest + b"\n" + ours.replace(_BEGIN, _BEGIN + _JOINED, 1)
    return rest + ours


def without_block(crontab: bytes) -> bytes:
    """A crontab without our lines. CoachError where one of the marks has been lost: which lines
    are ours cannot be told then."""
    rest = _BLOCK.sub(b"", crontab)
    if re.search(rb"^(?:" + re.escape(_BEGIN) + rb"|" + re.escape(_END) + rb")", rest, re.M):
        raise CoachError(
            "one of the two marks around the lines of calfcoach is missing",
            where="crontab",
            hint="type `crontab -e` and delete the lines of calfcoach, marks included",
        )
    return rest


def read_block(crontab: bytes) -> list[Reminder]:
    """The reminders of our lines; none where there are none."""
    found = _BLOCK.search(crontab)
    text = found.group().decode("utf-8", "replace") if found else ""
    titles = {title: kind for kind, title in TITLES.items()}
    moments: dict[Kind, list[tuple[str, time]]] = {}
    kind = Kind.SESSION
    for line in text.splitlines():
        kind = titles.get(line.removeprefix("# "), kind)
        if read := _LINE.fullmatch(line):
            hours = [int(hour) for hour in read[2].split(",") if hour]
            moments.setdefault(kind, []).extend(
                (day, time(hour, int(read[1])))
                for hour in hours
                for day in WEEKDAYS
                if hour < 24 and int(read[1]) < 60 and _number(day) in read[3].split(",")
            )
    return [one for kind in Kind for one in gathered(kind, moments.get(kind, ()))]


def _lines(reminder: Reminder, call: Call) -> list[str]:
    """A line for each minute of the hour, with its hours."""
    hours: dict[int, list[str]] = {}
    for at in reminder.times:
        hours.setdefault(at.minute, []).append(str(at.hour))
    days = ",".join(sorted(_number(day) for day in reminder.days))
    command = _command(reminder, call)
    return [f"{minute} {','.join(hours[minute])} * * {days} {command}" for minute in sorted(hours)]


def _command(reminder: Reminder, call: Call) -> str:
    """For the shell, then for cron. What is printed would come as a letter each time."""
    variables = [f"{name}={shlex.quote(value)}" for name, value in call.environ]
    words = map(shlex.quote, (*call.program, *reminder.arguments))
    return " ".join([*variables, *words, ">/dev/null", "2>&1"]).replace("%", "\\%")


def _number(day: str) -> str:
    """Of a day of the week: 0 is Sunday."""
    return str((WEEKDAYS.index(day) + 1) % 7)
