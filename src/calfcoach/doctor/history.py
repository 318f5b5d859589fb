"""The history: its file, every row in it, and whether a session was left running.

Owns which of what is found there is worth a note, and what to do about it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from calfcoach.days import instant_text
from calfcoach.doctor.findings import Finding, State, private
from calfcoach.files.folders import Folders, as_typed, mode_of, reason
from calfcoach.files.problems import visible
from calfcoach.lock import SessionLock
from calfcoach.store.examining import HELD, OF_SESSIONS, Examined, examine
from calfcoach.store.integrity import Look
from calfcoach.store.lost_rows import counted_rows
from calfcoach.store.schema import FORMAT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime

_ASIDE = (
    "to save what can be read, or put a whole backup in its place, type `calfcoach doctor --mend`;"
    " where neither is to be had, move the file aside to start a new history"
)
_BACK = "for the history as it was before, type `calfcoach doctor --restore`"
_ASIDE_WITH = "to move them aside, after a copy of all, type `calfcoach doctor --mend`"
_AGAIN = "to make it anew, type `calfcoach doctor --mend`; no row is touched"
_SAID_LINES = 3  # of what SQLite says at once
_ANEW = "to answer the safety questions anew, type `calfcoach screen`"
_NAMED = 5  # rows that cannot be read
_MEND = "to move them out, type `calfcoach doctor --mend`"


def check_history(folders: Folders, now: datetime, look: Look) -> Iterator[Finding]:
    """The file, every row in it, and whether a session was left running. `look` is that at the
    file, which takes longest and so was begun before."""
    path = folders.history_file
    try:
        if not mode_of(path):
            yield Finding(name="history", state=State.OK, words="not begun yet")
            return
        yield private("history", path, as_typed(path))
        found = examine(path, instant_text(now), look)
    except OSError as error:
        words = f"{as_typed(path)} cannot be looked at: {reason(error)}"
        yield Finding(name="history", state=State.PROBLEM, words=words, hint="see whose it is")
        return
    except sqlite3.Error as error:
        yield _unreadable(path, error)
        return
    yield _format(found)
    if 0 < found.format <= FORMAT:
        yield from _contents(found)
        if not found.complaints:
            yield from _running(found, folders)


def _unreadable(path: str, error: sqlite3.Error) -> Finding:
    """A file that SQLite does not open or read."""
    said = str(error)
    if "locked" in said or "busy" in said:
        hint = "close the other program, then look again"
        words = "in use by another program"
        return Finding(name="history", state=State.NOTE, words=words, hint=hint)
    words = f"{as_typed(path)} cannot be read: {_in_a_line(said)}"
    return Finding(name="history", state=State.PROBLEM, words=words, hint=_ASIDE)


def _format(found: Examined) -> Finding:
    words = f"format {found.format}"
    if found.format > FORMAT:
        words = f"{words}, written by a newer CalfCoach; this one knows {FORMAT}"
        hint = "upgrade CalfCoach"
        return Finding(name="history format", state=State.PROBLEM, words=words, hint=hint)
    if found.format == 0:
        words = "nothing was written to it yet"
        return Finding(name="history format", state=State.NOTE, words=words)
    if found.format < FORMAT:
        words = f"{words}; the next command brings it to {FORMAT}"
        return Finding(name="history format", state=State.NOTE, words=words)
    journal = "" if found.journal == "wal" else f", journal {found.journal}"
    return Finding(name="history format", state=State.OK, words=f"{words}{journal}")


def _contents(found: Examined) -> Iterator[Finding]:
    for complaint in found.complaints:
        words = f"the file is damaged: {_in_a_line(complaint)}"
        yield Finding(name="history rows", state=State.PROBLEM, words=words, hint=_ASIDE)
    for table, count in found.damaged.items():
        words = f"{_counted(count, 'row')} of {table} cannot be read"
        aside = table in OF_SESSIONS or len(found.others.get(table, ())) == count
        hint = "" if aside else _ANEW if table == "screenings" else _BACK
        yield Finding(name="history rows", state=State.PROBLEM, words=words, hint=hint)
    if found.lost:
        words = f"{_counted(len(found.lost), 'session')} cannot be read in full: {named(found)}"
        yield Finding(name="history rows", state=State.NOTE, words=words, hint=_ASIDE_WITH)
    for table, rows in found.others.items():
        what = counted_rows(table, len(rows))
        words = f"{what} left out of all listings: {listed(list(rows.values()))}"
        yield Finding(name="history rows", state=State.NOTE, words=words, hint=_ASIDE_WITH)
    for name in found.missing:
        words = f"the {name} is missing"
        hint = _BACK if name.startswith(HELD) else _AGAIN
        yield Finding(name="history format", state=State.PROBLEM, words=words, hint=hint)
    if found.orphans:
        words = f"{_counted(found.orphans, 'row')} without what they belong to"
        if found.strays:
            words += (
                f": {', '.join(f'{count} of {table}' for table, count in found.strays.items())}"
            )
        hint = _MEND if found.strays else ""
        yield Finding(name="history rows", state=State.NOTE, words=words, hint=hint)
    if not found.complaints and not found.damaged and not found.missing:
        words = f"{_counted(found.sessions, 'session')}, all can be read"
        yield Finding(name="history rows", state=State.OK, words=words)
    moved = [(found.backwards, "ended before it began"), (found.ahead, "begins after now")]
    for count, what in moved:
        if count:
            words = f"{_counted(count, 'session')}, each of which {what}"
            hint = "the clock was moved; `calfcoach history edit` corrects a time"
            yield Finding(name="clock", state=State.NOTE, words=words, hint=hint)


def _in_a_line(said: str) -> str:
    """What SQLite says in several lines, the first of them."""
    return "; ".join(visible(line) for line in said.splitlines()[:_SAID_LINES])


def named(found: Examined) -> str:
    """The sessions that cannot be read, by code and day."""
    return listed([each.name for each in found.lost])


def listed(names: Sequence[str]) -> str:
    """The first few of some names, and how many more there are."""
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")


def _running(found: Examined, folders: Folders) -> Iterator[Finding]:
    held_by = SessionLock(folders.lock_file).held_by()
    if held_by is not None:
        words = f"one is running now, process {held_by}"
        yield Finding(name="session", state=State.OK, words=words)
    elif found.running:
        words = "one was broken off and is not settled"
        hint = "`calfcoach run` asks what to do with it, `calfcoach doctor --mend` keeps it"
        yield Finding(name="session", state=State.NOTE, words=words, hint=hint)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
