"""What a restore leaves beside the history where it is killed: halves of copies, their journals.

Owns which files are such halves. A copy that is whole is never one of them, nor is a damaged file
that was put aside. The history itself is as it was before: SQLite sees to that.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from calfcoach.doctor.findings import Finding, State
from calfcoach.errors import CoachError
from calfcoach.files.folders import Folders, as_typed, reason
from calfcoach.script import counted
from calfcoach.store import backups

_MADE_ANEW = ".restoring-*.db*"
_PUT_ASIDE = "history-replaced-*.db"
_JOURNAL = "-journal"
_MAGIC = bytes.fromhex("d9d505f920a163d7")  # with which a journal of SQLite begins
_PAGES = slice(16, 20)  # of its header: how many the file had when the journal was begun


def leftovers(folders: Folders) -> list[Path]:
    """The files that nobody needs. Only who holds the lock of a session may take them away: a
    restore that runs has it. OSError."""
    found = list(folders.data.glob(_MADE_ANEW))
    for copy in folders.data.glob(_PUT_ASIDE):
        journal = copy.with_name(copy.name + _JOURNAL)
        begun = journal.is_file() and _of_a_new_file(journal)
        found += [journal] if begun else []
        if (begun or not copy.stat().st_size) and not _is_whole(copy):
            found.append(copy)
    return sorted(found)


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


def clear(found: list[Path]) -> str:
    """Take them away. CoachError where one cannot be."""
    for path in found:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise CoachError(
                f"it cannot be taken away: {reason(error)}", where=as_typed(path)
            ) from None
    return f"{counted(len(found), 'file')} of a restore that broke off taken away"


def _of_a_new_file(journal: Path) -> bool:
    """Whether a journal takes its file back to nothing: that of a copy which was being made."""
    with journal.open("rb") as file:
        head = file.read(_PAGES.stop)
    return not head or (head.startswith(_MAGIC) and head[_PAGES] == bytes(4))


def _is_whole(copy: Path) -> bool:
    try:
        backups.check(copy)
    except (sqlite3.Error, OSError):
        return False
    return True
