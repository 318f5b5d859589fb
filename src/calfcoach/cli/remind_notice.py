"""One notice on the desktop, by the program that the system has for it, without a shell.

Owns which program that is and how it is called. What a notice says is its caller's business.
"""

from __future__ import annotations

import html
import sys
from collections.abc import Mapping

from calfcoach.drivers.programs import find_program
from calfcoach.errors import CoachError
from calfcoach.files.problems import visible

_PATIENCE_S = 10.0
_SCRIPT = (  # the words come as arguments: nothing in them is ever read as a script
    "on run argv",
    "display notification (item 2 of argv) with title (item 1 of argv)",
    "end run",
)


def show_notice(title: str, text: str, environ: Mapping[str, str]) -> None:
    """Show a notice. CoachError where there is no program for it, or it fails."""
    argv = _command(visible(title), visible(text), environ.get("PATH"))
    if not argv:
        raise CoachError(
            "no notice can be shown: neither `notify-send` nor `osascript` is there",
            hint="install the package of notify-send, often libnotify-bin",
        )
    import subprocess

    try:
        ended = subprocess.run(  # noqa: S603  # no shell
            argv,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PATIENCE_S,
            env=dict(environ),
            check=False,
        )
    except (OSError, ValueError, subprocess.TimeoutExpired):
        ended = None
    if ended is None or ended.returncode:
        said = visible(ended.stderr.decode(errors="replace").strip()[:200]) if ended else ""
        raise CoachError(
            f"the notice was not shown{f': {said}' if said else ''}",
            hint="see whether a desktop is running for this user",
        )


def _command(title: str, text: str, path: str | None) -> list[str]:
    if sys.platform != "darwin" and (program := find_program("notify-send", path)):
        return [program, "--app-name=CalfCoach", "--", title, html.escape(text, quote=False)]
    if program := find_program("osascript", path):
        lines = [word for line in _SCRIPT for word in ("-e", line)]
        return [program, *lines, title, text]
    return []
