"""The system's own programs: `systemctl`, `launchctl`, `crontab`; found and run, without a shell.

Owns what becomes of one that is missing or fails, and where reminders of each kind lie.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from calfcoach.cli.surroundings import Surroundings
from calfcoach.drivers.programs import find_program
from calfcoach.errors import CoachError
from calfcoach.files.folders import as_typed, make_folders, reason
from calfcoach.files.problems import visible
from calfcoach.files.runtime import HOME_VARIABLE
from calfcoach.frozen import frozen
from calfcoach.reminders.model import Call, Written, refused

_PATIENCE_S = 30.0
_FOLDERS = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")


@frozen
class Answer:
    """What a program said: its exit code and both streams."""

    code: int
    out: bytes = b""
    err: str = ""


@frozen
class Shown:
    """What would be written: where, as one would type it, and the text itself."""

    where: str
    text: str


def has_tool(name: str, environ: Mapping[str, str]) -> bool:
    """Whether a program is there."""
    return bool(find_program(name, environ.get("PATH")))


def run_tool(argv: Sequence[str], environ: Mapping[str, str], *, stdin: bytes = b"") -> Answer:
    """Run a program to its end. Raises CoachError where it is not there or never ends."""
    import subprocess

    program = find_program(argv[0], environ.get("PATH"))
    if not program:
        raise CoachError(
            f"there is no `{argv[0]}` here",
            hint="choose another way by --with; `--with ics` writes a calendar file",
        )
    try:
        ended = subprocess.run(  # noqa: S603  # no shell, and a program of the system's
            [program, *argv[1:]],
            input=stdin,
            capture_output=True,
            timeout=_PATIENCE_S,
            env={**environ, "LC_ALL": "C"},  # so that "no crontab" is said in English
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise CoachError(f"`{argv[0]}` did not answer", hint="try it by hand") from None
    except (OSError, ValueError) as error:
        raise CoachError(f"`{argv[0]}` cannot be started: {reason(error)}") from None
    return Answer(
        code=ended.returncode, out=ended.stdout, err=ended.stderr.decode(errors="replace").strip()
    )


def must_run(argv: Sequence[str], environ: Mapping[str, str], *, stdin: bytes = b"") -> None:
    """Run a program that has to succeed; CoachError with its own words otherwise."""
    answer = run_tool(argv, environ, stdin=stdin)
    if answer.code:
        raise failed(argv, answer)


def failed(argv: Sequence[str], answer: Answer) -> CoachError:
    """The error for a program that ended with one."""
    said = visible(" ".join(answer.err.split())[:300]) or f"it ended with code {answer.code}"
    return CoachError(
        f"`{argv[0]}` refused: {said}",
        hint="choose another way by --with; `--with ics` writes a calendar file",
    )


# ---------------------------------------------------------------------------- files


def home_folder(around: Surroundings) -> Path:
    """The home of this user. CoachError where there is none."""
    home = around.environ.get("HOME", "")
    if os.path.isabs(home):  # noqa: PTH117
        return Path(home)
    raise CoachError("`HOME` is not set", where="environment", hint="set it to your folder")


def write_files(folder: Path, files: Sequence[Written]) -> None:
    """Write files, each whole or not at all. CoachError where that fails."""
    from calfcoach.cli.new_file import NewFile

    try:
        make_folders(folder)
    except OSError as error:
        raise CoachError(
            f"the folder cannot be made: {reason(error)}", where=as_typed(folder)
        ) from None
    for one in files:
        with NewFile(folder / one.name, replace=True) as file:
            file.write(one.text.encode())


def remove_file(path: Path) -> None:
    """Take a file away that may be gone already. CoachError where it cannot be."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise CoachError(
            f"the file cannot be removed: {reason(error)}",
            where=as_typed(path),
            hint="remove it yourself",
        ) from None


# ---------------------------------------------------------------------------- our own program


def own_call(around: Surroundings, *extra: str) -> Call:
    """How a timer calls this program: by its whole path, with the variables that say where our
    files lie, and those named in `extra`, where they are set. CoachError for a path that is no
    text."""
    environ = around.environ
    names = (HOME_VARIABLE,) if environ.get(HOME_VARIABLE) else _FOLDERS
    values = {name: environ[name] for name in (*names, *extra) if environ.get(name)}
    if HOME_VARIABLE in values:
        values[HOME_VARIABLE] = str(around.folders.config)  # as it is meant here, and whole
    call = Call(program=_own_program(), environ=tuple(values.items()))
    for word in call.words():
        if not word.isprintable() and any("\ud800" <= char <= "\udfff" for char in word):
            raise refused(word, "a reminder", "bytes that are not UTF-8")
    return call


def _own_program() -> tuple[str, ...]:
    started = Path(sys.argv[0])
    if started.name in ("calfcoach", "calf") and started.is_file():
        return (str(started.absolute()),)
    return (sys.executable, "-m", "calfcoach")
