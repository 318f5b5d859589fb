"""`doctor` that changes something: mending, and putting a backup back.

Nothing is changed before a person agreed or `--yes` did, and never while a session runs. What mends
is imported when something is to be mended.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from calfcoach.cli.moments import present
from calfcoach.cli.surroundings import (
    Surroundings,
    columns,
    folded_for,
    talk,
    tell,
    tell_json,
)
from calfcoach.cli.trouble import report
from calfcoach.doctor.copies import Copy, copies, look_at
from calfcoach.errors import CoachError
from calfcoach.files.folders import as_typed
from calfcoach.files.problems import visible
from calfcoach.lock import SessionLock
from calfcoach.report.clock import short_moment, spoken_moment
from calfcoach.script import counted, sentence
from calfcoach.store.backups import Backup, is_itself
from calfcoach.store.faults import in_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from calfcoach.doctor.damaged import Repair

_SHOWN_CHARS = 60  # of what was typed


# ------------------------------------------------------------------------------------ mend


def mend(around: Surroundings, *, agreed: bool) -> int:
    """Mend what can be mended, asked first unless that is `agreed`: 1 where something could not be
    after all, else 0. What only shows once something else was mended follows at once. CoachError
    where a session runs."""
    with SessionLock(around.folders.lock):
        return _mend(around, agreed=agreed)


def _mend(around: Surroundings, *, agreed: bool) -> int:
    failed, known = 0, set[str]()
    while found := [each for each in _repairs(around) if each.words not in known]:
        if not agreed and not _agreed(around, found):
            talk("Nothing more was changed." if known else "Nothing was changed.")
            return failed
        for repair in found:
            failed = max(failed, _do(around, repair))
        known |= {each.words for each in found}
    if not known:
        tell("There is nothing that can be mended.")
        return 0
    talk("To look once more, type calfcoach doctor.")
    return failed


def _repairs(around: Surroundings) -> list[Repair]:
    from calfcoach.doctor.mending import repairs

    return repairs(around.folders, datetime.now(UTC))


def _do(around: Surroundings, repair: Repair) -> int:
    try:
        _tell(around, repair.do())
    except CoachError as problem:
        return report(problem, accessible=around.accessible)
    return 0


def _agreed(around: Surroundings, found: Sequence[Repair]) -> bool:
    for repair in found:
        _tell(around, repair.words)
    count = len(found)
    return _asked(around, "Do this?" if count == 1 else f"Do these {count} things?", "mend")


def _asked(around: Surroundings, question: str, deed: str) -> bool:
    if not around.can_ask:
        raise CoachError(
            f"nobody can be asked here whether to {deed}",
            hint="add --yes if it is meant",
            exit_code=2,
        )
    from calfcoach.cli.asking import LeftError, put_yes_or_no

    try:
        return put_yes_or_no(around, question)
    except LeftError:
        return False


def _tell(around: Surroundings, words: str) -> None:
    for line in folded_for(visible(sentence(words)), around):
        tell(line)


# --------------------------------------------------------------------------------- restore


def list_copies(around: Surroundings, *, as_json: bool) -> None:
    """Print the backups, newest first, each looked at."""
    found = _copies(around)
    if as_json:
        entries = [_entry(number, copy) for number, copy in enumerate(found, 1)]
        tell_json("backups", {"backups": entries})
        return
    if not found:
        tell("There is no backup yet. One is kept before the first change of each day.")
        return
    year = present(around.settings.day_starts).today.year
    if around.accessible:
        for number, copy in enumerate(found, 1):
            at = spoken_moment(_taken(copy), year)
            tell(f"{number}. {copy.backup.name}, taken on {at}, {_held(copy)}.")
    else:
        rows = [
            [f"{number}", copy.backup.name, short_moment(_taken(copy), year), _held(copy)]
            for number, copy in enumerate(found, 1)
        ]
        for line in columns([["", "name", "taken", "holds"], *rows], right=frozenset({0})):
            tell(line)
    talk("To put one back, type calfcoach doctor --restore and its number.")


def _copies(around: Surroundings) -> list[Copy]:
    with in_words(around.folders.history, "read"):
        return copies(around.folders)


def _entry(number: int, copy: Copy) -> dict[str, object]:
    taken = datetime.fromtimestamp(copy.backup.made_s, UTC)
    return {
        "number": number,
        "name": copy.backup.name,
        "path": str(copy.backup.path),
        "taken_at": taken.isoformat(timespec="seconds").replace("+00:00", "Z"),
        "bytes": copy.backup.size_bytes,
        "sessions": copy.sessions,
        "good": copy.good,
    }


def _taken(copy: Copy) -> datetime:
    return datetime.fromtimestamp(copy.backup.made_s, UTC).astimezone()


def _held(copy: Copy) -> str:
    return counted(copy.sessions or 0, "session") if copy.good else "damaged"


def restore(around: Surroundings, which: str, *, agreed: bool) -> None:
    """Put the backup back that a number or a name of the list, or a path, means; asked first unless
    that is `agreed`. CoachError where there is none, it is damaged, or a session runs."""
    with SessionLock(around.folders.lock):
        _restore(around, which, agreed=agreed)


def _restore(around: Surroundings, which: str, *, agreed: bool) -> None:
    copy = _named(around, which)
    if not copy.good:
        raise CoachError(
            "this backup is damaged, or no history of a format that is known here",
            where=as_typed(copy.backup.path),
            hint="`calfcoach doctor --restore` lists those that are whole",
        )
    name = copy.backup.name
    question = (
        f"Put back the backup {visible(name)} with {_held(copy)}? The history of now is kept."
    )
    if not agreed and not _asked(around, question, "put it back"):
        talk("Nothing was changed.")
        return
    from calfcoach.doctor.damaged import put_back

    today = present(around.settings.day_starts).today.isoformat()
    aside = put_back(around.folders, copy.backup.path, today)
    _tell(around, f"the backup {name} with {_held(copy)} is the history now")
    if aside is not None:
        shown = as_typed(aside)
        talk(f"What was there is kept. To have it back, type calfcoach doctor --restore {shown}.")


def _named(around: Surroundings, which: str) -> Copy:
    """The copy that a number or a name of the list, or a path, means. CoachError."""
    if os.sep in which or which.endswith(".db"):
        return _at(Path(which).expanduser(), around.folders.history)
    found = _copies(around)
    if which.isascii() and which.isdigit() and 0 < int(which[:9]) <= len(found):
        return found[int(which[:9]) - 1]
    for copy in found:
        if copy.backup.name == which:
            return copy
    names = ", ".join(copy.backup.name for copy in found)
    raise CoachError(
        f"no backup is called `{visible(which[:_SHOWN_CHARS])}`",
        hint=f"there are {names}" if names else "there is none yet",
    )


def _at(path: Path, history: Path) -> Copy:
    if not path.is_file():
        raise CoachError(
            "there is no such file", where=as_typed(path), hint="see whether the path is right"
        )
    if is_itself(history, path):
        raise CoachError(
            "this is the history itself",
            where=as_typed(path),
            hint="`calfcoach doctor --restore` lists the backups",
        )
    stat = path.stat()
    backup = Backup(file=os.fspath(path), made_s=stat.st_mtime, size_bytes=stat.st_size)
    return look_at(backup)
