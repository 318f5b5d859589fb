"""Where our files lie, and reading and making what lies there.

Owns folders, permissions and what can go wrong on the way to a file's bytes. Knows nothing of
what stands in them. Every command comes by here, so that paths are texts: pathlib costs a quarter
of an interpreter's start, and is imported where somebody asks for a `Path`.
"""

from __future__ import annotations

import errno
import os
import stat

from calfcoach.errors import CoachError
from calfcoach.files.runtime import HOME_VARIABLE, SOCKET_NAME, runtime_folder
from calfcoach.frozen import frozen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    AnyPath = str | os.PathLike[str]

_PACKAGE = os.path.dirname(os.path.dirname(__file__))
_NAME = "calfcoach"
_NOT_THERE = (errno.ENOENT, errno.ENOTDIR, errno.EBADF, errno.ELOOP)


@frozen
class Folders:
    """The folders of one user, as texts; each is there as a `Path` too. None of them need exist.

    `config` holds config.toml, routines/ and exercises/; `data` the history; `state` crash
    reports and what may be lost; `cache` what can be made again; `runtime` what lives no longer
    than a session.
    """

    config_folder: str
    data_folder: str
    state_folder: str
    cache_folder: str
    runtime_folder: str

    @property
    def config(self) -> Path:
        """The folder of what a person writes."""
        return _path(self.config_folder)

    @property
    def data(self) -> Path:
        """The folder of the history."""
        return _path(self.data_folder)

    @property
    def state(self) -> Path:
        """The folder of what may be lost."""
        return _path(self.state_folder)

    @property
    def cache(self) -> Path:
        """The folder of what can be made again."""
        return _path(self.cache_folder)

    @property
    def runtime(self) -> Path:
        """The folder of what lives no longer than a session."""
        return _path(self.runtime_folder)

    @property
    def history_file(self) -> str:
        """The file of the history."""
        return os.path.join(self.data_folder, "history.db")

    @property
    def history(self) -> Path:
        """The same as a `Path`."""
        return _path(self.history_file)

    @property
    def lock_file(self) -> str:
        """The file that the running session holds locked."""
        return os.path.join(self.data_folder, "session.lock")

    @property
    def lock(self) -> Path:
        """The same as a `Path`."""
        return _path(self.lock_file)

    @property
    def socket(self) -> Path:
        """The socket by which the running session is steered."""
        return self.runtime / SOCKET_NAME


def _path(text: str) -> Path:
    from pathlib import Path

    return Path(text)


def find_folders(environ: Mapping[str, str]) -> Folders:
    """The folders to use; makes none of them.

    With CALFCOACH_HOME, configuration and data lie in that folder itself, state, cache and
    runtime in its folders `state`, `cache` and `run`. Otherwise each lies where the system keeps
    its kind. Raises CoachError for a relative CALFCOACH_HOME in a current folder that has been
    removed.
    """
    home = environ.get(HOME_VARIABLE, "")
    if home:
        base = _tidy(_whole(os.path.expanduser(home)))
        return Folders(
            config_folder=base,
            data_folder=base,
            state_folder=os.path.join(base, "state"),
            cache_folder=os.path.join(base, "cache"),
            runtime_folder=os.path.join(base, "run"),
        )
    found = {kind: _tidy(path) for kind, path in _of_the_system(environ).items()}
    runtime = runtime_folder(environ) or os.path.join(found["cache"], "run")
    return Folders(
        config_folder=found["config"],
        data_folder=found["data"],
        state_folder=found["state"],
        cache_folder=found["cache"],
        runtime_folder=_tidy(runtime),
    )


def _tidy(path: str) -> str:
    """A path as pathlib writes it, which is asked where that may be another text."""
    if os.sep == "/" and "//" not in path and "/./" not in path and not path.endswith(("/", "/.")):
        return path
    return str(_path(path))


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


def _whole(home: str) -> str:
    try:
        return home if os.path.isabs(home) else os.path.join(os.getcwd(), home)
    except FileNotFoundError:
        raise CoachError(
            f"`{HOME_VARIABLE}` is relative, and the current folder is gone",
            where="environment",
            hint="write the whole path, or change to a folder that is there",
        ) from None


def shipped_routines() -> Path:
    """The folder of the shipped routines: in the package, or at the top of a checkout."""
    return _path(shipped_routines_folder())


def shipped_routines_folder() -> str:
    """The same as a text."""
    packaged = os.path.join(_PACKAGE, "routines")
    if os.path.isdir(packaged):
        return packaged
    return os.path.join(os.path.dirname(os.path.dirname(_PACKAGE)), "routines")


def shipped_exercises() -> Path:
    """The folder of the library's exercises."""
    return _path(shipped_exercises_folder())


def shipped_exercises_folder() -> str:
    """The same as a text."""
    return os.path.join(_PACKAGE, "library", "exercises")


def as_typed(path: AnyPath) -> str:
    """A path as a person would type it, home as ~, without characters that steer a terminal."""
    from calfcoach.files.problems import visible

    text = os.fspath(path)
    home = os.path.expanduser("~")  # without a home it stays what it is
    if home not in ("~", os.path.dirname(home)):  # the top of a disk is no home
        if text == home:
            return "~"
        if text.startswith(home + os.sep):
            return visible(f"~{text[len(home) :]}")
    return visible(text)


def make_folders(path: AnyPath) -> None:
    """`make_private` for those who have their own words: OSError where it cannot be made."""
    missing: list[str] = []
    folder = os.fspath(path)
    while folder and not os.path.isdir(folder) and folder not in missing:
        missing.append(folder)
        folder = os.path.dirname(folder)
    for each in reversed(missing):
        try:
            os.mkdir(each, mode=0o700)
        except OSError:
            if not os.path.isdir(each):  # nobody else made it meanwhile
                raise


def make_private(path: AnyPath) -> None:
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


def read_bytes(
    path: AnyPath, where: str, *, missing_ok: bool = False, pipe_ok: bool = False
) -> bytes:
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
            from calfcoach.files.document import FILE_MAX_BYTES, too_large  # mostly there is none

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


def _refuse_what_is_no_file(path: AnyPath, where: str, *, pipe_ok: bool) -> None:
    """CoachError for what may hang, never end or do something when it is opened."""
    mode = os.stat(path).st_mode
    handed = pipe_ok and stat.S_ISFIFO(mode) and is_handed_over(path)
    if stat.S_ISREG(mode) or stat.S_ISDIR(mode) or handed:
        return
    raise CoachError(
        "this is not an ordinary file",
        where=where,
        hint="name a text file; a device or a socket is not read",
    )


def is_handed_over(path: AnyPath) -> bool:
    """Whether this names an open file that the program was started with."""
    return os.fspath(path).startswith(("/dev/stdin", "/dev/fd/", "/proc/self/fd/"))


def refuse_link_out_of_folder(path: AnyPath, where: str, *, done: str) -> None:
    """CoachError for a link that leads out of the folder it is in, which is not `done`."""
    if not os.path.islink(path):
        return
    target, folder = map(os.path.realpath, (path, os.path.dirname(path)))
    if not _is_in(target, folder):
        raise CoachError(
            f"this is a link to a file in another folder, which is not {done}",
            where=where,
            hint="put a copy of the file there, or make a link of the whole folder",
        )


def _is_shipped(path: AnyPath) -> bool:
    return _is_in(path, _PACKAGE) or _is_in(path, shipped_routines_folder())


def _is_in(path: AnyPath, folder: str) -> bool:
    """Whether a path leads into a folder, by its text."""
    text = os.fspath(path)
    return text == folder or text.startswith(os.path.join(folder, ""))


def _open_at_once(path: str, flags: int) -> int:
    """An open file. A pipe's opening would wait for somebody to write; its reading does."""
    at_once = getattr(os, "O_NONBLOCK", 0)  # Windows has neither it nor such pipes
    descriptor = os.open(path, flags | at_once)
    if at_once:
        os.set_blocking(descriptor, True)
    return descriptor


def mode_of(path: AnyPath) -> int:
    """What a file or folder is, as `stat` says it; 0 where there is none. OSError where one cannot
    even look: that is not absence."""
    try:
        return os.stat(path).st_mode
    except OSError as error:
        if error.errno in _NOT_THERE:
            return 0
        raise


def toml_files(folder: AnyPath) -> dict[str, Path]:
    """The TOML files of a folder by name without ending, sorted; none where it is missing.

    What has such a name and is no file (a pipe, a link to nothing) is among them: an error for
    its own name when it is read, where leaving it out would bring back the shipped one. So is
    good.TOML, by its whole name. Raises CoachError for a folder that cannot be listed.
    """
    return {name: _path(path) for name, path in toml_paths(folder).items()}


def toml_paths(folder: AnyPath) -> dict[str, str]:
    """The same with the files as texts."""
    return {name.removesuffix(".toml"): os.path.join(folder, name) for name in _toml_in(folder)}


def toml_names(folder: AnyPath) -> list[str]:
    """The names that `toml_files` gives."""
    return [name.removesuffix(".toml") for name in _toml_in(folder)]


def _toml_in(folder: AnyPath) -> list[str]:
    try:
        names = sorted(os.listdir(folder))
    except OSError as error:
        missing = isinstance(error, FileNotFoundError | NotADirectoryError)
        if missing and not os.path.lexists(folder):
            return []
        raise CoachError(
            f"the folder cannot be listed: {reason(error)}",
            where=as_typed(folder),
            hint="see whether it is a folder and you may read it",
        ) from None
    return [n for n in names if n.lower().endswith(".toml") and not n.startswith(".")]


def reason(error: OSError | ValueError) -> str:
    """Why the system refused, in its own words and without the path."""
    from calfcoach.files.problems import visible

    if isinstance(error, ValueError):  # Python's own words for it differ between versions
        return "a null character in its name"
    return visible(error.strerror or str(error)).lower()
