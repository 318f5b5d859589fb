"""The person's editor: which it is, and a text edited in it until it can be read.

Owns the temporary file, which is kept where its text could not be used. Knows nothing of what the
text means.
"""

from __future__ import annotations

import os
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from calfcoach.cli.surroundings import Surroundings, talk
from calfcoach.cli.trouble import warn
from calfcoach.drivers.prompt import ask
from calfcoach.errors import CoachError
from calfcoach.files.folders import as_typed, make_folders, reason
from calfcoach.files.problems import visible

_Read = TypeVar("_Read")
_VARIABLES = ("VISUAL", "EDITOR")
_USUAL_EDITORS = ("nano", "vi")  # the first has its keys on the screen
_AGAIN = "Enter opens it again. Q, then Enter, leaves it."


def edited(
    around: Surroundings, text: str, name: str, read: Callable[[str], _Read]
) -> _Read | None:
    """What `read` makes of the text once it was edited; None for a person who left. A text that
    `read` refuses is opened again on request, and stays in its file where it is given up."""
    command = editor_of(around, "use options: `calfcoach history edit --help`")
    file = around.folders.state / name
    _write(file, text)
    while True:
        run_editor(command, file)
        try:
            found = read(_text_of(file))
        except CoachError as problem:
            if not around.can_ask:
                talk(f"Nothing was changed. The text is kept in {as_typed(file)}.")
                raise
            warn(problem, accessible=around.accessible)
        else:
            file.unlink(missing_ok=True)
            return found
        if ask(_AGAIN, room=around.folds_at) != "":
            talk(f"Nothing was changed. The text is kept in {as_typed(file)}.")
            return None


def names_editor(around: Surroundings) -> bool:
    """Whether the environment names an editor, which need not be one for a terminal."""
    return any(around.environ.get(variable, "").strip() for variable in _VARIABLES)


def editor_of(around: Surroundings, otherwise: str) -> list[str]:
    """The words of the editor's command; a usual one where none is named and a person sees it.
    CoachError where there is none, with what to do `otherwise`, or where it cannot be read."""
    for variable in _VARIABLES:
        if named := around.environ.get(variable, "").strip():
            try:
                return shlex.split(named)
            except ValueError:
                raise CoachError(
                    f"`{variable}` cannot be read as a command: a quote is left open",
                    where="environment",
                    hint=f"write {variable}=nano, for example",
                ) from None
    if around.stdin_is_terminal and around.stdout_is_terminal:
        for name in _USUAL_EDITORS:
            if found := shutil.which(name, path=around.environ.get("PATH")):
                return [found]
    raise CoachError(
        "no editor is named: neither `VISUAL` nor `EDITOR` is set",
        hint=f"set one of them, or {otherwise}",
    )


def _write(file: Path, text: str) -> None:
    try:
        make_folders(file.parent)
        # Health data: for its owner alone, and never through a link that somebody left there.
        file.unlink(missing_ok=True)
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as new:
            new.write(text)
    except OSError as error:
        raise CoachError(
            f"the text to edit cannot be written: {reason(error)}", where=as_typed(file)
        ) from None


def run_editor(command: list[str], file: Path) -> None:
    """Let a file be edited, to the end. CoachError where that fails."""
    import subprocess

    try:
        ended = subprocess.run([*command, str(file)], check=False)  # noqa: S603  # the user's own
    except (OSError, ValueError) as error:
        raise CoachError(
            f"the editor `{visible(command[0])}` cannot be started: {reason(error)}",
            hint="see what VISUAL and EDITOR are set to",
        ) from None
    if ended.returncode:
        raise CoachError(
            f"the editor `{visible(command[0])}` ended with code {ended.returncode}",
            hint=f"{as_typed(file)} is as it left it",
        )


def _text_of(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8")
    except OSError as error:
        raise CoachError(f"the text is gone: {reason(error)}", where=as_typed(file)) from None
    except UnicodeDecodeError:
        raise CoachError("the text is not valid UTF-8", where=as_typed(file)) from None
