"""The copies of the history: how they stand, and which of them is good.

Owns what is worth a note about them. Only looks.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from functools import partial

from calfcoach.days import instant_text
from calfcoach.doctor.findings import Finding, State, private
from calfcoach.files.folders import Folders, as_typed, mode_of, reason
from calfcoach.frozen import frozen
from calfcoach.script import counted
from calfcoach.store import backups
from calfcoach.store.backups import Backup
from calfcoach.store.meanwhile import begin

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime


@frozen
class Copy:
    """A copy as it was found. `sessions` are those that it holds, None where it cannot be read;
    `good` says that the file is whole."""

    backup: Backup
    sessions: int | None
    good: bool


def copies(folders: Folders, *, quick: bool = False) -> list[Copy]:
    """All copies of the history, newest first, each looked at: all at once. OSError."""
    kept = backups.kept(folders.history_file)
    looking = [begin(partial(look_at, each, quick=quick)) for each in kept]
    return [looked_at() for looked_at in looking]


def look_at(backup: Backup, *, quick: bool = False) -> Copy:
    """One copy, looked at: not row by row, which takes three times as long, nor, where it is to be
    `quick`, index by index."""
    try:
        sessions = backups.count_checked(backup.file, quick=quick)
    except (sqlite3.Error, OSError):
        return Copy(backup=backup, sessions=None, good=False)
    return Copy(backup=backup, sessions=sessions, good=True)


def newest_good(folders: Folders, now: datetime) -> Copy | None:
    """The newest copy that can be relied on, row by row. OSError."""
    looked_at = (look_at(backup) for backup in backups.kept(folders.history_file))
    return next((copy for copy in looked_at if copy.good and _can_be_read(copy, now)), None)


def _can_be_read(copy: Copy, now: datetime) -> bool:
    from calfcoach.store.examining import examine  # late: whoever only looks needs it elsewhere

    try:
        found = examine(copy.backup.file, instant_text(now))
    except (sqlite3.Error, OSError):
        return False
    return not (found.complaints or found.missing or found.damaged)


def check_copies(folders: Folders) -> Iterator[Finding]:
    """Whether there are copies, and whether each is whole."""
    folder = os.path.join(folders.data_folder, backups.FOLDER)
    try:
        # Each was looked over in full when it was taken, and is again before it is put back.
        found = copies(folders, quick=True)
        if not found:
            words = "none yet; one is kept before the first change of each day"
            yield Finding(name="backups", state=State.OK, words=words)
            return
        bad = [copy for copy in found if not copy.good]
        for copy in bad:
            words = f"{as_typed(copy.backup.file)} is damaged"
            hint = "delete it; it cannot be put back"
            yield Finding(name="backups", state=State.NOTE, words=words, hint=hint)
        if len(bad) < len(found):
            newest = next(copy for copy in found if copy.good)
            good = counted(len(found) - len(bad), "backup")
            words = f"{good}, the newest is {newest.backup.name}"
            yield private("backups", folder, words)
            yield from _lost(folders, found)
    except OSError as error:
        words = f"{as_typed(folder)} cannot be looked at: {reason(error)}"
        hint = "see whether it is a folder and yours"
        yield Finding(name="backups", state=State.PROBLEM, words=words, hint=hint)


def _lost(folders: Folders, found: list[Copy]) -> Iterator[Finding]:
    """A history that is gone, or was begun anew, beside copies that hold more."""
    most = max(copy.sessions or 0 for copy in found)
    try:
        path = folders.history_file
        now = backups.count_sessions(path) if mode_of(path) else 0
    except sqlite3.Error:
        return  # that is told elsewhere
    if now == 0 < most:
        words = f"the history holds no session, a backup holds {most}"
        hint = "to put it back, type calfcoach doctor --restore"
        yield Finding(name="backups", state=State.PROBLEM, words=words, hint=hint)
