"""A routine of the user's, edited on a copy that lies beside it.

What `calfcoach routine edit` does. The file itself changes only to what can be run; what was typed
is never lost: a copy that cannot be read stays, and is opened again the next time.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from calfcoach.cli.editor import editor_of, run_editor
from calfcoach.cli.new_file import NewFile
from calfcoach.cli.routine_advice import advisories_of
from calfcoach.cli.routine_reading import Library, library_of, own_file, read_text
from calfcoach.cli.surroundings import Surroundings, talk, tell
from calfcoach.cli.trouble import report, warn
from calfcoach.drivers.prompt import ask
from calfcoach.errors import CoachError
from calfcoach.files.catalog import Catalog
from calfcoach.files.folders import as_typed, read_bytes, reason, shipped_routines

_AGAIN = "Enter opens it again. Q, then Enter, leaves it."


def edit_routine(around: Surroundings, name: str) -> None:
    """Let a routine be edited until it can be read. CoachError for one that is not the user's,
    and for a text that was left broken; its copy is kept then, and named."""
    file = _file_of(around, name)
    command = editor_of(around, f"change {as_typed(file)} yourself")
    before = read_bytes(file, as_typed(file))
    copy = file.with_name(f".{name}.edit.toml")
    _lay_out(copy, before)
    library = library_of(around)
    try:
        while True:
            run_editor(command, copy)
            after = read_bytes(copy, as_typed(copy))
            if after == before and not _is_broken(after, name, copy, library):
                copy.unlink(missing_ok=True)
                talk("Nothing was changed.")
                return
            if _is_taken(around, after, name, copy, library):
                break
    except (KeyboardInterrupt, CoachError):
        if _is_same(copy, before):
            copy.unlink()
        elif copy.exists():
            talk(f"Nothing was changed. The text is kept in {as_typed(copy)}.")
        raise
    _put_in_place(around, file, copy, before, after)
    _tell_advice(around, after, name, file, library)


def _file_of(around: Surroundings, name: str) -> Path:
    file = own_file(around.folders, name)
    if file.exists():
        return file
    if (shipped_routines() / file.name).is_file():
        raise CoachError(
            f"`{name}` is shipped with CalfCoach, and only what is yours can be edited",
            hint=f"make it yours first: calfcoach routine copy {name}",
        )
    Catalog(around.folders).routine(name)  # has the words for a name that nobody knows
    raise CoachError(f"no routine is called `{name}`")


def _lay_out(copy: Path, data: bytes) -> None:
    """The copy to be edited. One that was kept is opened as it was left."""
    if copy.is_file() and not copy.is_symlink():
        talk(f"This is the text that was kept in {as_typed(copy)}.")
        talk("To begin again from the saved routine, delete that file.")
        return
    try:
        copy.unlink(missing_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(copy, flags, 0o600), "wb") as new:
            new.write(data)
    except OSError as error:
        raise CoachError(
            f"the copy to edit cannot be written: {reason(error)}",
            where=as_typed(copy),
            hint="see whether you may write to the folder and there is room",
        ) from None


def _is_same(copy: Path, before: bytes) -> bool:
    try:
        return copy.read_bytes() == before
    except OSError:
        return False


def _is_broken(data: bytes, name: str, copy: Path, library: Library) -> bool:
    try:
        read_text(data, name, as_typed(copy), library)
    except CoachError:
        return True
    return False


def _is_taken(around: Surroundings, data: bytes, name: str, copy: Path, library: Library) -> bool:
    """Whether the text can be read; else it is told what is wrong, and False to open it again.
    CoachError where nobody wants to."""
    try:
        read_text(data, name, as_typed(copy), library)
    except CoachError as problem:
        if not around.can_ask:
            raise
        report(problem, accessible=around.accessible)
        if not _wants_again(around):
            raise CoachError(
                f"`{name}` was left as it was",
                where=as_typed(copy),
                hint=f"to go on: calfcoach routine edit {name}",
            ) from None
        return False
    return True


def _wants_again(around: Surroundings) -> bool:
    """Whether it is to be opened again; asked until it is answered, or nobody answers."""
    while True:
        answer = ask(_AGAIN, room=around.folds_at)
        if answer in (None, "q", "quit"):
            return False
        if answer == "":
            return True


def _put_in_place(
    around: Surroundings, file: Path, copy: Path, before: bytes, after: bytes
) -> None:
    if read_bytes(file, as_typed(file)) != before:
        raise CoachError(
            f"{as_typed(file)} was changed meanwhile by another program",
            where=as_typed(copy),
            hint="the text is kept there; compare the two, and put one in the place of the other",
        )
    with NewFile(file, replace=True) as new:
        new.write(after)
    with contextlib.suppress(OSError):
        copy.unlink()
    tell(f"Saved in {as_typed(file)}." if around.accessible else f"saved in {as_typed(file)}")


def _tell_advice(
    around: Surroundings, data: bytes, name: str, file: Path, library: Library
) -> None:
    where = as_typed(file)
    routine = read_text(data, name, where, library)
    for warning in advisories_of(routine, data.decode("utf-8-sig"), where):
        warn(warning, accessible=around.accessible)
