"""The last answers of `calfcoach due`, and of `history` into a pipe, kept so that a prompt or a
status bar may ask for them every second.

Owns when one still holds: nothing that it was made from has changed, and it is not older than its
maker says: a minute, or up to a quarter of an hour where it is known when the time of day changes
it. Imports next to nothing: to look costs less than an interpreter that does nothing, to make it
anew takes nearly three of them and more. They are lost with the login, and that is no loss.
"""

from __future__ import annotations

import os
import sys
import time

from calfcoach import __version__
from calfcoach.files.runtime import runtime_folder

TYPE_CHECKING = False  # the one of `typing` costs as much as half an interpreter
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ALWAYS_KEPT = ("due", "due --json", "__complete sessions")
KEPT_IN_PIPES = ("history",)
FORM = "calfcoach due 2"
A_MINUTE_S, LONGEST_S = 60.0, 900.0
_SETTLED_S = 2.0  # a file that was written just now may be written again within its time stamp
_OURS = ("CALFCOACH_", "XDG_")
_OTHERS = ("HOME", "TZ", "ACCESSIBLE", "TERM", "NO_COLOR")
_MOST = 1_048_576  # characters


def kept_answer(words: Sequence[str], environ: Mapping[str, str]) -> tuple[int, str] | None:
    """The exit code and the text that are kept for this command line, where they still hold."""
    path = _path(words, environ)
    if not path:
        return None
    try:
        with open(path, encoding="utf-8") as file:
            head, _, text = file.read(_MOST).partition("\n\n")
        form, mark, made, until, code, *files = head.split("\n")
        # before it was made, the clock has been set back since
        in_time = float(made) - 1 <= time.time() < float(until)
        holds = form == FORM and mark == _mark(environ) and in_time
        if not holds or any(_state(line.partition(" ")[2]) != line for line in files):
            return None
        return int(code), text
    except (OSError, ValueError):
        return None


def states(paths: Sequence[str]) -> list[str]:
    """How these files stand now."""
    return [_state(path) for path in paths]


def keep_answer(
    words: Sequence[str],
    environ: Mapping[str, str],
    answer: tuple[int, str],
    *,
    before: Sequence[str],
    seconds: float = A_MINUTE_S,
) -> None:
    """Keep an answer that holds for `seconds`, LONGEST_S at most. `before` is how the files that it
    was made from stood before; where one has changed since, or did so just now, nothing is kept."""
    path, now = _path(words, environ), time.time()
    if not path or list(before) != states([line.partition(" ")[2] for line in before]):
        return
    if any(_is_fresh(line, now) for line in before) or any("\n" in line for line in before):
        return
    until = now + min(seconds, LONGEST_S)
    code, text = answer
    if len(text) > _MOST // 2:  # years of sessions, each with all its work
        return
    head = "\n".join([FORM, _mark(environ), repr(now), repr(until), str(code), *before])
    temporary = f"{path}.{os.getpid()}"
    try:
        _make_folder(os.path.dirname(path))
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(f"{head}\n\n{text}")
        os.replace(temporary, path)
    except (OSError, ValueError):
        return


def _make_folder(folder: str) -> None:
    """Make the last folder of a path alone: where the one above is missing, nothing of ours is
    there yet, and nothing is to be. OSError."""
    if not os.path.isdir(folder):
        os.mkdir(folder, mode=0o700)


def _path(words: Sequence[str], environ: Mapping[str, str]) -> str:
    """Where an answer to this command line is kept; empty where there is no place for it."""
    folder = runtime_folder(environ)
    return os.path.join(folder, "".join(words)) if folder else ""


def _mark(environ: Mapping[str, str]) -> str:
    """What tells one asker from another: program, time zone, and what steers us."""
    ours = {k: v for k, v in environ.items() if k.startswith(_OURS) or k in _OTHERS}
    zone = time.localtime().tm_gmtoff
    return ascii((__version__, sys.version, zone, sorted(ours.items())))


def _state(path: str) -> str:
    """How a file stands: when it was written, and how long it is."""
    try:
        found = os.stat(path)
    except OSError:
        return f"- {path}"
    return f"{found.st_mtime_ns}/{found.st_size}/{found.st_ino} {path}"


def _is_fresh(line: str, now: float) -> bool:
    written = line.partition("/")[0]
    return written.isdigit() and now - int(written) / 1e9 < _SETTLED_S
