"""Reminders as launchd agents of macOS: a property list for each. Pure bytes, written and read."""

from __future__ import annotations

import plistlib
import re
from collections.abc import Iterable, Sequence
from datetime import time
from typing import Any
from xml.parsers.expat import ExpatError

from calfcoach.reminders.model import (
    MARK,
    Call,
    Kind,
    Reminder,
    Written,
    by_kind,
    gathered,
    refused,
)
from calfcoach.reminders.week import WEEKDAYS

FORM = "launchd"
_HEAD = f"<!-- {MARK} To take it away: calfcoach remind off -->\n"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")  # what XML cannot hold


def label(kind: Kind) -> str:
    """The name by which launchd knows an agent."""
    return f"calfcoach.{kind.value}"


def file_name(kind: Kind) -> str:
    """The name of an agent's file."""
    return f"{label(kind)}.plist"


def agents(reminders: Iterable[Reminder], call: Call) -> tuple[Written, ...]:
    """The agents of all reminders. CoachError for a path that a property list cannot hold."""
    for word in call.words():
        if _CONTROL.search(word):
            raise refused(word, "a launchd agent", "a control character")
    return tuple(
        Written(name=file_name(kind), text=_agent(own, call))
        for kind, own in by_kind(reminders).items()
    )


def read_agent(kind: Kind, data: bytes) -> tuple[Reminder, ...]:
    """The reminders of an agent that `agents` wrote; none where it tells no times."""
    named = {_number(day): day for day in WEEKDAYS}
    try:
        document = plistlib.loads(data)
        moments = [
            (named[one["Weekday"]], time(one["Hour"], one["Minute"]))
            for one in document["StartCalendarInterval"]
        ]
    except (plistlib.InvalidFileException, ExpatError, KeyError, TypeError, ValueError):
        return ()
    return gathered(kind, moments)


def _agent(reminders: Sequence[Reminder], call: Call) -> str:
    """The property list of one kind."""
    first = reminders[0]
    document: dict[str, Any] = {
        "Label": label(first.kind),
        "ProgramArguments": [*call.program, *first.arguments],
        "StartCalendarInterval": [
            {"Weekday": _number(day), "Hour": at.hour, "Minute": at.minute}
            for one in reminders
            for day in one.days
            for at in one.times
        ],
        "ProcessType": "Background",
    }
    if call.environ:
        document["EnvironmentVariables"] = dict(call.environ)
    text = plistlib.dumps(document, sort_keys=False).decode()
    return text.replace("<plist", f"{_HEAD}<plist", 1)


def _number(day: str) -> int:
    """Of a day of the week: 1 is Monday, 7 Sunday."""
    return WEEKDAYS.index(day) + 1
