"""What `doctor` can mend: open permissions, a session that broke off, sessions that cannot be
read, rows without a session, a damaged history.

Owns which repairs there are and what each does. Each is found first and done only when asked for.
Knows nothing of how the person is asked.
"""

from __future__ import annotations

import json
import os
import sqlite3
import stat
import sys
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

from calfcoach.days import instant_text
from calfcoach.doctor.damaged import Repair, free_name, of_damage
from calfcoach.doctor.history import listed, named
from calfcoach.doctor.leftovers import clear, leftovers
from calfcoach.errors import CoachError
from calfcoach.files.folders import Folders, as_typed, reason
from calfcoach.files.settings import FILE_NAME
from calfcoach.script import counted, joined
from calfcoach.store import History, backups
from calfcoach.store.examining import HELD, Examined, examine
from calfcoach.store.lost_rows import counted_rows
from calfcoach.store.orphans import Rows, remove_lost, remove_orphans
from calfcoach.store.remaking import remake

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def repairs(folders: Folders, now: datetime) -> list[Repair]:
    """What can be mended now. Whoever does any of it holds the lock of a session: without it a
    session that runs would be taken for one that broke off."""
    return [*_permissions(folders), *_history(folders, now), *_leftovers(folders)]


# ------------------------------------------------------------------------------ permissions


def _permissions(folders: Folders) -> Iterator[Repair]:
    if sys.platform == "win32":
        return
    for path in _private_places(folders):
        try:
            found = path.lstat()
        except OSError:
            continue
        ours = found.st_uid == os.getuid() and not stat.S_ISLNK(found.st_mode)
        if ours and found.st_mode & _OTHERS:
            words = f"close {as_typed(path)} to other users"
            yield Repair(words=words, do=partial(_close, path))


def _private_places(folders: Folders) -> list[Path]:
    history = folders.history
    of_history = [history.with_name(history.name + ending) for ending in ("", "-wal", "-shm")]
    copies = folders.data / backups.FOLDER
    single = [folders.config, folders.data, folders.state, folders.config / FILE_NAME]
    try:
        kept = [each.path for each in backups.kept(history)]
    except OSError:
        kept = []
    return list(dict.fromkeys([*single, *of_history, folders.lock, copies, *kept]))


def _close(path: Path) -> str:
    try:
        path.chmod(path.stat().st_mode & ~_OTHERS)
    except OSError as error:
        raise CoachError(
            f"it cannot be closed to other users: {reason(error)}",
            where=as_typed(path),
            hint="it must be yours",
        ) from None
    return f"{as_typed(path)} is closed to other users"


def _leftovers(folders: Folders) -> Iterator[Repair]:
    try:
        found = leftovers(folders)
    except OSError:
        return
    if found:
        words = f"take away {counted(len(found), 'file')} of a restore that broke off"
        yield Repair(words=words, do=partial(clear, found))


# ------------------------------------------------------------------------------ the history


def _history(folders: Folders, now: datetime) -> Iterator[Repair]:
    if not folders.history.exists():
        return
    try:
        found = examine(folders.history, instant_text(now))
    except OSError:
        return
    except sqlite3.Error as error:
        if _is_damage(error):
            yield from of_damage(folders, now)
        return
    if found.complaints and all(_of_an_index(each) for each in found.complaints):
        words = "make the indexes of the history anew; its rows are whole"
        yield Repair(words=words, do=partial(_remade, folders.history, now, reindex=True))
    elif found.complaints:
        yield from of_damage(folders, now)
    elif not any(each.startswith(HELD) for each in found.missing):
        if found.missing:
            words = f"make what is missing in the history: {', '.join(found.missing)}"
            yield Repair(words=words, do=partial(_remade, folders.history, now, reindex=False))
        yield from _rows(folders, found, now)


def _of_an_index(complaint: str) -> bool:
    """Whether SQLite complains of an index alone: that can be made from the rows."""
    return " index " in f"{complaint} " and "page" not in complaint.lower()


def _remade(path: Path, now: datetime, *, reindex: bool) -> str:
    remake(path, reindex=reindex)
    found = examine(path, instant_text(now))
    if found.complaints or found.missing:
        raise CoachError(
            "it is not whole even so",
            where=as_typed(path),
            hint="`calfcoach doctor --restore` lists the backups",
        )
    return "the indexes are made anew" if reindex else "what was missing is there again"


def _is_damage(error: sqlite3.Error) -> bool:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
    return code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _rows(folders: Folders, found: Examined, now: datetime) -> Iterator[Repair]:
    if found.lost or found.others:
        lost = [f"{counted(len(found.lost), 'session')}: {named(found)}"] if found.lost else []
        lost += [
            f"{counted_rows(table, len(rows))}: {listed(list(rows.values()))}"
            for table, rows in found.others.items()
        ]
        words = (
            f"move what cannot be read out of the history, into a file: {'; '.join(lost)};"
            " a copy of the whole history is kept before"
        )
        yield Repair(words=words, do=partial(_move_aside, folders, now))
    if found.running:
        words = "end the session that was broken off, with what was done in it"
        yield Repair(words=words, do=partial(_settle, folders.history, now))
    if found.strays:
        rows = counted(sum(found.strays.values()), "row")
        words = f"move {rows} without a session out of the history, into a file"
        yield Repair(words=words, do=partial(_move_out, folders, now))


def _settle(path: Path, now: datetime) -> str:
    kept = dropped = 0
    with History.open(path) as history:
        while (session := history.unfinished()) is not None:
            if history.settle(session.id, at=now):
                kept += 1
            else:
                dropped += 1
    if not kept:
        return "the broken session had no work in it and is left out"
    return "the broken session is kept" if not dropped else "the broken sessions are settled"


def _move_out(folders: Folders, now: datetime) -> str:
    day = now.astimezone().date().isoformat()
    target = free_name(folders.data, f"orphans-{day}", ".json")
    write = partial(_write, target, "calfcoach.orphans/1")
    count = remove_orphans(folders.history, write)
    return f"{counted(count, 'row')} moved to {as_typed(target)}"


def _move_aside(folders: Folders, now: datetime) -> str:
    day = now.astimezone().date().isoformat()
    target = free_name(folders.data, f"unreadable-{day}", ".json")
    copy = free_name(folders.data, f"history-before-mending-{day}", ".db")
    write = partial(_write, target, "calfcoach.unreadable/1")
    lost = remove_lost(folders.history, copy, write)
    moved = joined(counted_rows(table, count) for table, count in lost.items())
    return f"{moved} moved to {as_typed(target)}; the history as it was is kept as {as_typed(copy)}"


def _write(target: Path, schema: str, found: Rows) -> None:
    """OSError; a value that no JSON has is shown as its text."""
    document = {"schema": schema, **found}
    text = json.dumps(document, ensure_ascii=True, indent=2, default=repr)
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
