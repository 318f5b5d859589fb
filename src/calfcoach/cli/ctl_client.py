"""Asking the running session for something, by its socket.

Owns the one question and its answer, and why there is none. Imports next to nothing: status bars
type `calfcoach ctl status` every second.
"""

from __future__ import annotations

import os

from calfcoach.files.runtime import SOCKET_NAME, runtime_folder

TYPE_CHECKING = False  # the one of `typing` costs as much as half an interpreter
if TYPE_CHECKING:
    import socket
    from collections.abc import Mapping

    from calfcoach.errors import CoachError

REQUESTS = (
    "pause",
    "resume",
    "next",
    "back",
    "redo",
    "afterwards",
    "more",
    "less",
    "mute",
    "stop",
    "status",
)
PATIENCE_S = 2.0
_AGAIN_S = 0.02  # while so many ask that the session takes nobody
_ANSWER_MOST = 65_536  # bytes


def steer(request: str, environ: Mapping[str, str], *, as_json: bool) -> str:
    """Ask the running session for one of `REQUESTS`; its answer, one line of JSON or a sentence.
    Raises CoachError where none runs, none answers within `PATIENCE_S`, or it refuses."""
    path = _socket_path(environ)
    line = _asked(path, request)
    if as_json and '"ok": true' in line:
        return line
    import json  # two thirds of an interpreter, which JSON itself does without

    try:
        answer = json.loads(line)
    except ValueError:
        raise _no_answer(path) from None
    if not answer["ok"]:
        raise _error(f"{answer['error']}", where="the running session", hint=_hint(request))
    return line if as_json else str(answer["words"])


def _hint(request: str) -> str:
    return "" if request == "status" else "`calfcoach ctl status` says where it is"


def _socket_path(environ: Mapping[str, str]) -> str:
    folder = runtime_folder(environ)
    if folder:
        return f"{folder}{os.sep}{SOCKET_NAME}"
    from calfcoach.files.folders import find_folders

    return str(find_folders(environ).socket)


def _asked(path: str, request: str) -> str:
    """Send one request; the line that answers it."""
    import socket

    if not hasattr(socket, "AF_UNIX"):
        raise _error("`ctl` is not there on this system", hint="use the keys where it runs")
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as caller:
        caller.settimeout(PATIENCE_S)
        try:
            _connect(caller, path)
            caller.sendall(f"{request}\n".encode())
            answer = _line(caller)
        except ConnectionRefusedError:
            _clean_up(path)
            raise _nobody(path) from None
        except (FileNotFoundError, NotADirectoryError):
            raise _nobody(path) from None
        except (TimeoutError, BlockingIOError, ConnectionResetError, BrokenPipeError):
            raise _no_answer(path) from None
        except OSError as error:
            raise _unreachable(path, error) from None
    if not answer.endswith("\n"):
        raise _no_answer(path)
    return answer.rstrip("\n")


def _connect(caller: socket.socket, path: str) -> None:
    """Connect, also where many others do so just now."""
    import time

    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            return caller.connect(path)
        except BlockingIOError:
            if time.monotonic() >= until:
                raise
            time.sleep(_AGAIN_S)


def _line(caller: socket.socket) -> str:
    """What is answered, to the end of its line, in all within `PATIENCE_S`."""
    import time

    until = time.monotonic() + PATIENCE_S
    data = b""
    while not data.endswith(b"\n") and len(data) < _ANSWER_MOST:
        left_s = until - time.monotonic()
        if left_s <= 0:
            raise TimeoutError
        caller.settimeout(left_s)
        more = caller.recv(4096)
        if not more:
            break
        data += more
    return data.decode("utf-8", "replace")


def _clean_up(path: str) -> None:
    """Take the socket of a session that was killed away, and never one that was put there since:
    it is moved aside first, and back where it is another one."""
    aside = f"{path}.{os.getpid()}"
    try:
        dead = os.lstat(path).st_ino
        os.rename(path, aside)  # noqa: PTH104  # no pathlib here
        if os.lstat(aside).st_ino == dead:
            os.unlink(aside)  # noqa: PTH108
        else:
            os.rename(aside, path)  # noqa: PTH104
    except OSError:  # another has done it, or it is not ours to do
        return


def _nobody(path: str) -> CoachError:
    del path
    return _error("no session is running", hint="start one with `calfcoach run`")


def _no_answer(path: str) -> CoachError:
    return _error(
        f"the session does not answer within {PATIENCE_S:g} seconds",
        where=_shown(path),
        hint="it may be stopped: type fg where it was started",
    )


def _unreachable(path: str, error: OSError) -> CoachError:
    from calfcoach.files.folders import reason

    if error.errno is None:  # what Python says of a path that no socket can have
        return _error(
            "the path of the session's socket is too long",
            where=_shown(path),
            hint="set CALFCOACH_HOME to a shorter one; a session has a socket only then",
        )
    return _error(
        f"the session cannot be reached: {reason(error)}",
        where=_shown(path),
        hint="it can be steered by the user who started it",
    )


def _shown(path: str) -> str:
    from pathlib import Path

    from calfcoach.files.folders import as_typed

    return as_typed(Path(path))


def _error(message: str, *, where: str = "", hint: str = "") -> CoachError:
    from calfcoach.errors import CoachError

    return CoachError(message, where=where, hint=hint)
