"""Where Linux keeps the files of a program, worked out without platformdirs, whose import takes
most of an interpreter's own start.

Owns the plain case alone, in which both say the same: a home and folders by their whole paths. Of
every other system, and of what is odd, it knows nothing.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_KINDS = {
    "config": ("XDG_CONFIG_HOME", ".config"),
    "data": ("XDG_DATA_HOME", ".local/share"),
    "state": ("XDG_STATE_HOME", ".local/state"),
    "cache": ("XDG_CACHE_HOME", ".cache"),
}


def plain_folders(environ: Mapping[str, str], name: str) -> dict[str, str] | None:
    """The folders of the program `name` by kind: config, data, state, cache. None where that is
    not plain, and platformdirs is to be asked."""
    home = environ.get("HOME", "")
    said = {variable: environ.get(variable, "") for variable, _ in _KINDS.values()}
    odd = any(path and not path.startswith("/") for path in said.values())
    if odd or not home.startswith("/") or sys.platform != "linux" or "ANDROID_DATA" in environ:
        return None
    return {
        kind: os.path.join(said[variable] or f"{home.rstrip('/')}/{usual}", name)
        for kind, (variable, usual) in _KINDS.items()
    }
