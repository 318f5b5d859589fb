"""Help in print: folded to the terminal, with bold headings where there may be colour.

Owns the look alone; the words are those of the plain form, which a pipe gets too. Rich could draw
frames around them, and takes longer to import than all the rest of a help text.
"""

from __future__ import annotations

import shutil
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typer._click import Context

_MOST = 80  # cells: longer lines are hard to read
_LEAST = 20
_NAMES = 30  # cells for the names of options, where there is room for them
_BOLD, _AS_USUAL = "\x1b[1m", "\x1b[0m"


def print_help(command: Any, *, bold: bool) -> None:
    """Let a command fold its help to the width of the terminal, and stress what heads a part."""
    usual = command.format_help

    def format_help(ctx: Context, formatter: Any) -> None:
        formatter.width = max(min(shutil.get_terminal_size().columns, _MOST) - 2, _LEAST)
        names = min(_NAMES, formatter.width // 2)
        formatter.write_dl = partial(formatter.write_dl, col_max=names)
        usual(ctx, formatter)
        if bold:
            formatter.buffer = [stressed(formatter.getvalue())]

    command.format_help = format_help


def stressed(text: str) -> str:
    """The same text with all its headings bold: those lines alone are not indented."""
    return "\n".join(map(_stressed, text.split("\n")))


def _stressed(line: str) -> str:
    if line.startswith("Usage:"):
        return f"{_BOLD}Usage:{_AS_USUAL}{line.removeprefix('Usage:')}"
    if not line or line[0].isspace():
        return line
    return f"{_BOLD}{line}{_AS_USUAL}"
