"""The program, its folders, the disk and the terminal.

Owns what counts as too little. What only the command line can see of the terminal is handed in.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress

from calfcoach import __version__
from calfcoach.doctor.findings import Finding, State, private
from calfcoach.files.folders import Folders, as_typed, mode_of, reason
from calfcoach.frozen import frozen

LEAST_ROOM_BYTES = 20 * 1024 * 1024  # a year of sessions takes five, and a copy while migrating
LEAST_COLUMNS, LEAST_ROWS = 20, 3  # the smallest screen of a running session
_LIBRARIES = ("typer", "rich", "tomli", "platformdirs", "icalendar")
_RECORD = ".dist-info"


@frozen
class Terminal:
    """What the command line sees of its terminal. Sizes are None where stdout is none; `codes`
    says whether it takes colours and a cursor, `unicode` whether its encoding has all letters."""

    columns: int | None
    rows: int | None
    colors: bool
    codes: bool
    encoding: str
    unicode: bool


@frozen
class Heard:
    """What the drivers found: players and an engine by name, the engine empty where there is none;
    `note` is what is wrong with the person's own command, `alert` a sentence."""

    players: tuple[str, ...]
    engine: str
    note: str
    alert: str


def check_program() -> Iterator[Finding]:
    """Versions, of the program and what it stands on."""
    words = f"{__version__}, Python {sys.version.split()[0]}, {_system()}"
    yield Finding(name="program", state=State.OK, words=words)
    found = []
    versions = _versions()
    for library in _LIBRARIES:
        version = versions.get(library) or _version_recorded(library)
        if version:
            found.append(f"{library} {version}")
        else:
            words, hint = f"{library} is not installed", "install CalfCoach anew"
            yield Finding(name="libraries", state=State.PROBLEM, words=words, hint=hint)
    yield Finding(name="libraries", state=State.OK, words=", ".join(found))


def _system() -> str:
    if os.name != "nt":
        return os.uname().sysname
    import platform

    return platform.system()


def _versions() -> dict[str, str]:
    """The versions of the libraries that are installed. By the name of the folder that an installer
    leaves beside each: to have its record read imports all that reads mail."""
    found: dict[str, str] = {}
    for folder in sys.path:
        with suppress(OSError):  # an archive, or no longer there
            for name in os.listdir(folder or "."):
                library, _, version = name.partition("-")
                if library not in _LIBRARIES or not version.endswith(_RECORD):
                    continue
                if os.path.isfile(os.path.join(folder, name, "METADATA")):
                    found.setdefault(library, version.removesuffix(_RECORD))
    return found


def _version_recorded(library: str) -> str:
    """That of a library which was installed in another way; empty where it is not installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(library)
    except PackageNotFoundError:
        return ""


def check_folders(folders: Folders) -> Iterator[Finding]:
    """Each folder: there, ours, and closed to others."""
    if folders.config_folder == folders.data_folder:
        yield _folder("home folder", folders.data_folder)
    else:
        yield _folder("config folder", folders.config_folder)
        yield _folder("data folder", folders.data_folder)
    yield _folder("state folder", folders.state_folder)


def check_disk(folders: Folders) -> Iterator[Finding]:
    """Room where the history lies."""
    place = folders.data_folder
    while not os.path.isdir(place) and place != os.path.dirname(place):
        place = os.path.dirname(place)
    try:
        free = _free_bytes(place)
    except OSError as error:
        words = f"its room cannot be told: {reason(error)}"
        yield Finding(name="disk", state=State.NOTE, words=words)
        return
    words = f"{_size(free)} free"
    if free < LEAST_ROOM_BYTES:
        hint = f"make room where {as_typed(folders.data_folder)} lies"
        yield Finding(name="disk", state=State.PROBLEM, words=words, hint=hint)
    else:
        yield Finding(name="disk", state=State.OK, words=words)


def _free_bytes(place: str) -> int:
    if os.name != "nt":  # as `shutil` does, whose import takes a fifth of an interpreter
        found = os.statvfs(place)
        return found.f_bavail * found.f_frsize
    import shutil

    return shutil.disk_usage(place).free


def check_terminal(terminal: Terminal) -> Iterator[Finding]:
    """Size, colours and letters."""
    if terminal.columns is None or terminal.rows is None:
        words = "the result goes to a file or a pipe, so sessions here run in plain lines"
        yield Finding(name="terminal", state=State.NOTE, words=words)
    else:
        size = f"{terminal.columns} columns, {terminal.rows} rows"
        small = terminal.columns < LEAST_COLUMNS or terminal.rows < LEAST_ROWS
        hint = f"{LEAST_COLUMNS} columns and {LEAST_ROWS} rows are the least" if small else ""
        state = State.NOTE if small else State.OK
        yield Finding(name="terminal", state=state, words=size, hint=hint)
        yield Finding(name="colours", state=State.OK, words=_colors(terminal))
    if terminal.unicode:
        yield Finding(name="letters", state=State.OK, words=terminal.encoding)
    else:
        yield Finding(
            name="letters",
            state=State.NOTE,
            words=f"{terminal.encoding} lacks some that are printed",
            hint="set LANG to a UTF-8 locale, such as C.UTF-8",
        )


def check_sound(heard: Heard) -> Iterator[Finding]:
    """What plays sounds, what speaks, and how a person is called."""
    yield _of_programs("players", heard.players, "sounds", "pipewire, pulseaudio-utils, alsa-utils")
    engines = [heard.engine] if heard.engine else []
    yield _of_programs("voice", engines, "a voice", "espeak-ng, speech-dispatcher")
    if heard.note:
        yield Finding(name="voice command", state=State.PROBLEM, words=heard.note)
    yield Finding(name="alerts", state=State.OK, words=heard.alert)


def _of_programs(name: str, found: Sequence[str], what: str, packages: str) -> Finding:
    words = ", ".join(found) or f"none found: {what} cannot be heard, everything else works"
    state = State.OK if found else State.NOTE
    hint = "" if found else f"to have it, install one of {packages}"
    return Finding(name=name, state=state, words=words, hint=hint)


def _colors(terminal: Terminal) -> str:
    if not terminal.codes:
        return "none; sessions run in plain lines"
    return "on" if terminal.colors else "off"


def _folder(name: str, path: str) -> Finding:
    where = as_typed(path)
    try:
        if not mode_of(path):
            return Finding(name=name, state=State.OK, words=f"{where}, not made yet")
        if not os.path.isdir(path):
            hint = "move the file aside"
            words = f"{where} is no folder"
            return Finding(name=name, state=State.PROBLEM, words=words, hint=hint)
        if not os.access(path, os.R_OK | os.W_OK | os.X_OK):
            hint = "it must be yours to read and write"
            words = f"{where} cannot be written to"
            return Finding(name=name, state=State.PROBLEM, words=words, hint=hint)
        return private(name, path, where)
    except OSError as error:
        hint = "see whether you may look there"
        words = f"{where} cannot be looked at: {reason(error)}"
        return Finding(name=name, state=State.PROBLEM, words=words, hint=hint)


def _size(number: int) -> str:
    for unit in ("bytes", "KiB", "MiB", "GiB"):
        if number < 1024 or unit == "GiB":
            return f"{number:.0f} {unit}"
        number //= 1024
    raise AssertionError
