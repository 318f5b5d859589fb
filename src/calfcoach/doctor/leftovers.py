"""What a restore leaves beside the history where it is killed: halves of copies, their journals.

Owns which files are such halves. A copy that is whole is never one of them, nor is a damaged file
that was put aside. The history itself is as it was before: SQLite sees to that.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import stat
from collections.abc import Iterator

from calfcoach.doctor.findings import Finding, State
from calfcoach.errors import CoachError
from calfcoach.files.folders import Folders, as_typed, mode_of, reason
from calfcoach.script import counted
from calfcoach.store import backups

_MADE_ANEW, _PUT_ASIDE, _ENDING = ".restoring-", "history-replaced-", ".db"
_JOURNAL = "-journal"
_MAGIC = bytes.fromhex("d9d505f920a163d7")  # with which a journal of SQLite begins
_PAGES = slice(16, 20)  # of its header: how many the file had when the journal was begun


def leftovers(folders: Folders) -> list[str]:
    """The files that nobody needs. Only who holds the lock of a session may take them away: a
    restore that runs has it. OSError."""
    found = []
    for name in os.listdir(folders.data_folder):
        path = os.path.join(folders.data_folder, name)
        if name.startswith(_MADE_ANEW) and _ENDING in name:
            found.append(path)
        elif name.startswith(_PUT_ASIDE) and name.endswith(_ENDING):
            found += _of_a_copy(path)
    return sorted(found)


def _of_a_copy(path: str) -> list[str]:
    """A copy that was put aside and its journal, as far as nobody needs them. OSError."""
    journal = path + _JOURNAL
    begun = stat.S_ISREG(mode_of(journal)) and _of_a_new_file(journal)
    found = [journal] if begun else []
    if (begun or not os.stat(path).st_size) and not _is_whole(path):
        found.append(path)
    return found


def check_leftovers(folders: Folders) -> Iterator[Finding]:
    """A note where there are any."""
    try:
        found = leftovers(folders)
    except OSError:
        return  # that the folder cannot be looked at is told elsewhere
    if found:
        words = (
            f"{counted(len(found), 'file')} left of a restore that broke off: {as_typed(found[0])}"
        )
        words += f" and {len(found) - 1} more" if found[1:] else ""
        hint = "to take it away, type `calfcoach doctor --mend`; the history is not touched"
        yield Finding(name="backups", state=State.NOTE, words=words, hint=hint)


def clear(found: list[str]) -> str:
    """Take them away. CoachError where one cannot be."""
    for path in found:
        try:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(path)
        except OSError as error:
            raise CoachError(
                f"it cannot be taken away: {reason(error)}", where=as_typed(path)
            ) from None
    return f"{counted(len(found), 'file')} of a restore that broke off taken away"


def _of_a_new_file(journal: str) -> bool:
    """Whether a journal takes its file back to nothing: that of a copy which was being made."""
    with open(journal, "rb") as file:
        head = file.read(_PAGES.stop)
    return not head or (head.startswith(_MAGIC) and head[_PAGES] == bytes(4))


def _is_whole(copy: str) -> bool:
    try:
        backups.check(copy)
    except (sqlite3.Error, OSError):
        return False
    return True
