"""What a shell completes behind `calfcoach`: the shipped script of each shell, and names for it.

Owns nothing that is fixed: commands, options and words stand in the scripts, which are made from
the commands. Knows no shell. A key was pressed and a line waits: no more is imported than a list of
files or the history needs, and what cannot be read offers nothing.
"""

from __future__ import annotations

import os

from calfcoach.errors import CoachError

TYPE_CHECKING = False  # the one of `typing` costs as much as half an interpreter
if TYPE_CHECKING:
    from collections.abc import Mapping

SCRIPTS = {"bash": "calfcoach.bash", "zsh": "_calfcoach", "fish": "calfcoach.fish"}
NAMES = ("routines", "entries", "sessions")  # that the scripts ask for
_NEWEST = 30  # sessions whose codes are offered


def script(shell: str) -> str:
    """The script of a shell. CoachError for a shell that has none."""
    if shell not in SCRIPTS:
        raise CoachError(
            "`completion` knows bash, zsh and fish",
            hint="write calfcoach completion bash",
            exit_code=2,
        )
    folder = os.path.join(os.path.dirname(__file__), "..", "library", "completions")  # noqa: PTH118, PTH120  # pathlib costs start-up
    with open(os.path.join(folder, SCRIPTS[shell]), encoding="utf-8") as file:  # noqa: PTH118, PTH123  # the same
        return file.read()


def names(kind: str, environ: Mapping[str, str]) -> list[str]:
    """Names of a kind of `NAMES`: routines, routines and exercises, sessions; none for another
    kind. Only what can be the name of something: a file called otherwise is never offered."""
    try:
        if kind == "sessions":
            return _sessions(environ)
        return _files(kind, environ) if kind in NAMES else []
    except (CoachError, OSError):  # the command itself will say what is wrong with the folder
        return []


def _files(kind: str, environ: Mapping[str, str]) -> list[str]:
    from calfcoach.files.folders import find_folders, shipped_exercises, shipped_routines

    config = find_folders(environ).config
    folders = [config / "routines", shipped_routines()]
    if kind == "entries":
        folders += [config / "exercises", shipped_exercises()]
    found = {name for folder in folders for name in _toml_names(str(folder))}
    return sorted(found)


def _toml_names(folder: str) -> list[str]:
    from calfcoach.files.fields import is_id

    try:
        listed = os.listdir(folder)  # noqa: PTH208  # half the cost of Path.iterdir
    except OSError:
        return []
    whole = [name.removesuffix(".toml") for name in listed if name.endswith(".toml")]
    return [name for name in whole if is_id(name)]


def _sessions(environ: Mapping[str, str]) -> list[str]:
    """`last` and the codes of the newest sessions; kept, as one presses Tab more than once."""
    from calfcoach.cli.due_kept import keep_answer, states
    from calfcoach.files.folders import find_folders
    from calfcoach.store import History

    path = find_folders(environ).history
    before = states([str(path), f"{path}-wal"])
    with History.read(path) as history:
        newest = history.sessions(limit=_NEWEST)
    found = [*(["last"] if newest else []), *(session.code for session in reversed(newest))]
    text = "".join(f"{name}\n" for name in found)
    keep_answer(["__complete", "sessions"], environ, (0, text), before=before)
    return found
