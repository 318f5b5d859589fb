"""Where a running session is reached: the folder of its socket, found without any other module.

`calfcoach ctl status` is typed by status bars every second: pathlib alone would double its time,
so that paths are texts here.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # the one of `typing` costs as much as half an interpreter
if TYPE_CHECKING:
    from collections.abc import Mapping

HOME_VARIABLE = "CALFCOACH_HOME"
SOCKET_NAME = "session.sock"

_OURS = "calfcoach"


def runtime_folder(environ: Mapping[str, str]) -> str:
    """The folder of what lives as long as a session; empty where it is `run` in the cache folder
    of the system.

    With CALFCOACH_HOME its folder `run`, else that of the login (`XDG_RUNTIME_DIR`, or
    /run/user/ and our number), without one with the cache. Never a folder that everybody may write
    to. Our own look: the one of platformdirs warns on stderr where nobody has logged in, and makes
    folders.
    """
    home = environ.get(HOME_VARIABLE, "")
    if home:
        whole = os.path.expanduser(home)
        return os.path.join(whole, "run") if os.path.isabs(whole) else ""
    if not sys.platform.startswith(("linux", "freebsd", "openbsd", "netbsd")):
        return ""
    login = environ.get("XDG_RUNTIME_DIR", "")
    if not os.path.isabs(login):
        login = f"/run/user/{os.getuid()}"
    if os.path.isdir(login):
        return os.path.join(login, _OURS)
    cache = environ.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(cache):
        cache = os.path.expanduser("~/.cache")
    return os.path.join(cache, _OURS, "run") if os.path.isabs(cache) else ""
