"""What can be done about a damaged history: saving what can be read, or putting a backup back.

Owns which of the two keeps more. Each is found first and done only when asked for.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

from calfcoach.days import instant_text
from calfcoach.doctor.copies import Copy, newest_good
from calfcoach.files.folders import Folders, as_typed
from calfcoach.frozen import frozen
from calfcoach.script import counted
from calfcoach.store import backups
from calfcoach.store.examining import examine
from calfcoach.store.faults import in_words
from calfcoach.store.salvage import count_whole, salvage


@frozen
class Repair:
    """Something that can be mended: what would be done, and the doing of it, which says what was
    done. CoachError where it cannot be done after all."""

    words: str
    do: Callable[[], str]


def free_name(folder: Path, stem: str, ending: str) -> Path:
    """A name that nothing has in the folder: `stem`, or `stem-2` and so on."""
    number = 1
    path = folder / f"{stem}{ending}"
    while os.path.lexists(path):
        number += 1
        path = folder / f"{stem}-{number}{ending}"
    return path


def put_back(folders: Folders, backup: Path, today: str) -> Path | None:
    """Put a copy in the place of the history; where what was there is kept, None for nothing.
    HistoryError."""
    there = folders.history.exists()
    aside = free_name(folders.data, f"history-replaced-{today}", ".db")
    backups.restore(folders.history, backup, aside)
    return aside if there else None


def of_damage(folders: Folders, now: datetime) -> Iterator[Repair]:
    """What keeps more: the newest good backup, or what can be read of the damaged file."""
    try:
        copy = newest_good(folders, now)
    except OSError:
        return
    saved = _saved(folders, now)
    held = copy.sessions or 0 if copy else 0
    if saved > held:
        beside = f"; the backup {copy.backup.name} holds {counted(held, 'session')}" if copy else ""
        sessions = counted(saved, "session")
        words = f"save what can be read of the damaged history: {sessions}{beside}"
        yield Repair(words=words, do=partial(_save, folders, beside, now))
    elif copy is not None:
        sessions = counted(held, "session")
        words = (
            f"put back the backup {copy.backup.name} with {sessions} for the damaged history,"
            f" of which {_of_it(saved)} can be read"
        )
        yield Repair(words=words, do=partial(_put_back, folders, copy, saved, now))


def _saved(folders: Folders, now: datetime) -> int:
    """How many whole sessions can be read of the damaged file; 0 where it cannot be found out."""
    try:
        with _salvaged(folders) as made:
            return _count(made, now)
    except (sqlite3.Error, OSError):
        return 0


def _count(made: Path, now: datetime) -> int:
    return count_whole(made) - len(examine(made, instant_text(now)).lost)


@contextmanager
def _salvaged(folders: Folders) -> Iterator[Path]:
    """What can be read of the history, in a file that is there for now. sqlite3.Error, OSError."""
    import tempfile  # late: hardly anybody needs it

    with tempfile.TemporaryDirectory(dir=folders.data, prefix=".salvaging-") as folder:
        made = Path(folder) / folders.history.name
        salvage(folders.history, made)
        yield made


def _save(folders: Folders, beside: str, now: datetime) -> str:
    with in_words(folders.history, "read"), _salvaged(folders) as made:
        saved = _count(made, now)
        aside = put_back(folders, made, now.astimezone().date().isoformat())
    sessions = counted(saved, "session")
    return f"{sessions} of the damaged history saved{beside}{_kept(aside)}"


def _put_back(folders: Folders, copy: Copy, saved: int, now: datetime) -> str:
    aside = put_back(folders, copy.backup.path, now.astimezone().date().isoformat())
    sessions = counted(copy.sessions or 0, "session")
    return (
        f"the backup {copy.backup.name} with {sessions} is the history now; of the damaged file"
        f" {_of_it(saved)} can be read{_kept(aside)}"
    )


def _of_it(saved: int) -> str:
    return counted(saved, "session") if saved else "no session"


def _kept(aside: Path | None) -> str:
    return f"; the damaged file is kept as {as_typed(aside)}" if aside else ""
