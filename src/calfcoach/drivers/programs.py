"""Where a program lies. No driver: what starts one shares it."""

from __future__ import annotations

import os

_PATH = "/usr/local/bin:/usr/bin:/bin"


def find_program(name: str, path: str | None = None) -> str:
    """The whole path of a program; empty where there is none that may be started. A name with a
    separator in it stands for itself. `path` is that of the environment where it is None."""
    folders = (path if path is not None else os.environ.get("PATH", _PATH)).split(os.pathsep)
    tried = [name] if os.sep in name else [f"{each or '.'}{os.sep}{name}" for each in folders]
    return next((one for one in tried if os.path.isfile(one) and os.access(one, os.X_OK)), "")  # noqa: PTH113  # pathlib takes longer than all the rest
