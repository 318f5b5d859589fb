"""Reminders, and ways to call a program, that the tests of each form share."""

from __future__ import annotations

from datetime import time

from calfcoach.reminders.model import Call, Kind, Reminder
from calfcoach.reminders.week import WEEKDAYS

CALL = Call(program=("/usr/bin/calfcoach",), environ=())
ALL = (
    Reminder(kind=Kind.SESSION, times=(time(7, 30), time(18))),
    Reminder(kind=Kind.BEDTIME, times=(time(22, 30),)),
    Reminder(kind=Kind.POSTURE, times=(time(10), time(11)), days=WEEKDAYS[:5]),
    Reminder(kind=Kind.MOVE, times=(time(10, 45), time(11, 30)), days=("mon", "sat", "sun")),
)
SHIFT = (  # of nights, Monday to Friday: what comes after midnight has other days
    Reminder(kind=Kind.MOVE, times=(time(22), time(23)), days=WEEKDAYS[:5]),
    Reminder(kind=Kind.MOVE, times=(time(0), time(1)), days=WEEKDAYS[1:6]),
)
ODD_NAMES = (
    "with a space",
    "100% mine",
    "it's",
    'so "called"',
    "$HOME and `id` $(id)",
    "a;b&c|d>e",
    "#hash!",
    "{x} *?[a]",
    "Wade",
    "-dash",
)
ODDER_NAMES = ("line\nend", "back\\slash n \\n", "tab\there")
