"""Where our files lie, and reading and making what lies there.

Owns folders, permissions and what can go wrong on the way to a file's bytes. Knows nothing of
what stands in them.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from pathlib import Path

from calfcoach.errors import CoachError
from calfcoach.files.document import FILE_MAX_BYTES, too_large
from calfcoach.files.problems import visible
from calfcoach.files.runtime import HOME_VARIABLE, SOCKET_NAME, runtime_folder
from calfcoach.frozen import frozen

_PACKAGE = Path(__file__).parent.parent
_NAME = "calfcoach"


@frozen
class Folders:
    """The folders of one user. None of them need exist.

    `config` holds config.toml, routines/ and exercises/; `data` the history; `state` crash
    reports and what may be lost; `cache` what can be made again; `runtime` what lives no longer
    than a session.
    """

    config: Path
    data: Path
    state: Path
    cache: Path
    runtime: Path

    @property
    def history(self) -> Path:
        """The file of the history."""
        return self.data / "history.db"

    @property
    def lock(self) -> Path:
        """The file that the running session holds locked."""
        return self.data / "session.lock"

    @property
    def socket(self) -> Path:
        """The socket by which the running session is steered."""
        return self.runtime / SOCKET_NAME


def find_folders(environ: Mapping[str, str]) -> Folders:
    """The folders to use; makes none of them.

    With CALFCOACH_HOME, configuration and data lie in that folder itself, state, cache and
    runtime in its folders `state`, `cache` and `run`. Otherwise each lies where the system keeps
    its kind. Raises CoachError for a relative CALFCOACH_HOME in a current folder that has been
    removed.
    """
    home = environ.get(HOME_VARIABLE, "")
    if home:
        base = _whole(Path(os.path.expanduser(home)))  # noqa: PTH111 - Path's own raises
        return Folders(
            config=base,
            data=base,
            state=base / "state",
            cache=base / "cache",
            runtime=base / "run",
        )
    paths = {kind: Path(path) for kind, path in _of_the_system(environ).items()}
    return Folders(**paths, runtime=Path(runtime_folder(environ) or paths["cache"] / "run"))


def _of_the_system(environ: Mapping[str, str]) -> Mapping[str, str]:
    """The folders of each kind that the system has for a program."""
    from calfcoach.files.xdg import plain_folders

    if (plain := plain_folders(environ, _NAME)) is not None:
        return plain
    from platformdirs import PlatformDirs

    dirs = PlatformDirs(_NAME, appauthor=False)
    return {
        "config": dirs.user_config_dir,
        "data": dirs.user_data_dir,
        "state": dirs.user_state_dir,
        "cache": dirs.user_cache_dir,
    }


def _whole(home: Path) -> Path:
    try:
        return home.absolute()
    except FileNotFoundError:
        raise CoachError(
            f"`{HOME_VARIABLE}` is relative, and the current folder is gone",
            where="environment",
            hint="write the whole path, or change to a folder that is there",
        ) from None


def shipped_routines() -> Path:
    """The folder of the shipped routines: in the package, or at the top of a checkout."""
    packaged = _PACKAGE / "routines"
    return packaged if packaged.is_dir() else _PACKAGE.parent.parent / "routines"


def shipped_exercises() -> Path:
    """The folder of the library's exercises."""
    return _PACKAGE / "library" / "exercises"


def as_typed(path: Path) -> str:
    """A path as a person would type it, home as ~, without characters that steer a terminal."""
    # By texts: Path's own ways take a quarter of a millisecond, and a listing asks for forty.
    text = str(path)
    home = os.path.expanduser("~")  # noqa: PTH111  # without a home it stays what it is
    if home not in ("~", os.path.dirname(home)):  # noqa: PTH120  # the top of a disk is no home
        if text == home:
            return "~"
        if text.startswith(home + os.sep):
            return visible(f"~{text[len(home) :]}")
    return visible(text)


def make_folders(path: Path) -> None:
    """`make_private` for those who have their own words: OSError where it cannot be made."""
    missing = [folder for folder in (path, *path.parents) if not folder.is_dir()]
    for folder in reversed(missing):
        folder.mkdir(mode=0o700, exist_ok=True)


def make_private(path: Path) -> None:
    """Make a folder, and those above it that are missing, for this user alone (0700).

    A folder that is there already is left as it is. Raises CoachError where it cannot be made.
    """
    try:
        make_folders(path)
    except OSError as error:
        raise CoachError(
            f"the folder cannot be made: {reason(error)}",
            where=as_typed(path),
            hint=f"make it yourself, or set {HOME_VARIABLE} to a folder that you may write to",
        ) from None


def read_bytes(path: Path, where: str, *, missing_ok: bool = False, pipe_ok: bool = False) -> bytes:
    """The bytes of a file of ours. `where` is the file as the user would type it.

    With `missing_ok` a file that is not there counts as empty. With `pipe_ok` a pipe that the shell
    hands over is read to its end (`<(…)`, /dev/stdin); any other might never end. Without either
    it is one of many in its folder, and a link that leads out of the folder is not followed:
    whoever sends a folder must not choose what else is read. Shipped files may be links, which
    some installers make of them.

    Raises CoachError for what is missing, a folder, a device or a socket, such a link, larger
    than 1 MiB or not to be read.
    """
    try:
        if not (missing_ok or pipe_ok or _is_shipped(path)):
            refuse_link_out_of_folder(path, where, done="read")
        _refuse_what_is_no_file(path, where, pipe_ok=pipe_ok)
        with open(path, "rb", opener=_open_at_once) as file:
            data = file.read(FILE_MAX_BYTES + 1)  # never more, whatever is at the other end
    except (FileNotFoundError, NotADirectoryError):
        if missing_ok:
            return b""
        raise CoachError(
            "there is no such file", where=where, hint="see whether the path is right"
        ) from None
    except IsADirectoryError:
        raise CoachError(
            "this is a folder, not a file", where=where, hint="name a file in it"
        ) from None
    except (OSError, ValueError) as error:  # ValueError: a path with a null character in it
        raise CoachError(
            f"the file cannot be read: {reason(error)}",
            where=where,
            hint="see whether the path is right and you may read it",
        ) from None
    if len(data) > FILE_MAX_BYTES:
        raise too_large(where)
    return data


def _refuse_what_is_no_file(path: Path, where: str, *, pipe_ok: bool) -> None:
    """CoachError for what may hang, never end or do something when it is opened."""
    mode = path.stat().st_mode
    handed = pipe_ok and stat.S_ISFIFO(mode) and is_handed_over(path)
    if stat.S_ISREG(mode) or stat.S_ISDIR(mode) or handed:
        return
    raise CoachError(
        "this is not an ordinary file",
        where=where,
        hint="name a text file; a device or a socket is not read",
    )


def is_handed_over(path: Path) -> bool:
    """Whether this names an open file that the program was started with."""
    return os.fspath(path).startswith(("/dev/stdin", "/dev/fd/", "/proc/self/fd/"))


def refuse_link_out_of_folder(path: Path, where: str, *, done: str) -> None:
    """CoachError for a link that leads out of the folder it is in, which is not `done`."""
    if not path.is_symlink():
        return
    target, folder = map(os.path.realpath, (path, path.parent))  # Path's own raises in a circle
    if not Path(target).is_relative_to(folder):
        raise CoachError(
            f"this is a link to a file in another folder, which is not {done}",
            where=where,
            hint="put a copy of the file there, or make a link of the whole folder",
        )


def _is_shipped(path: Path) -> bool:
    return path.is_relative_to(_PACKAGE) or path.is_relative_to(shipped_routines())


def _open_at_once(path: str, flags: int) -> int:
    """An open file. A pipe's opening would wait for somebody to write; its reading does."""
    at_once = getattr(os, "O_NONBLOCK", 0)  # Windows has neither it nor such pipes
    descriptor = os.open(path, flags | at_once)
    if at_once:
        os.set_blocking(descriptor, True)
    return descriptor


def toml_files(folder: Path) -> dict[str, Path]:
    """The TOML files of a folder by name without ending, sorted; none where it is missing.

    What has such a name and is no file (a pipe, a link to nothing) is among them: an error for
    its own name when it is read, where leaving it out would bring back the shipped one. So is
    good.TOML, by its whole name. Raises CoachError for a folder that cannot be listed.
    """
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208 - half the cost of Path.iterdir
    except OSError as error:
        missing = isinstance(error, FileNotFoundError | NotADirectoryError)
        if missing and not os.path.lexists(folder):
            return {}
        raise CoachError(
            f"the folder cannot be listed: {reason(error)}",
            where=as_typed(folder),
            hint="see whether it is a folder and you may read it",
        ) from None
    return {
        name.removesuffix(".toml"): folder / name
        for name in names
        if name.lower().endswith(".toml") and not name.startswith(".")
    }


def reason(error: OSError | ValueError) -> str:
    """Why the system refused, in its own words and without the path."""
    if isinstance(error, ValueError):  # Python's own words for it differ between versions
        return "a null character in its name"
    return visible(error.strerror or str(error)).lower()
