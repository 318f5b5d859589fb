"""`calfcoach completion`: the options."""

from __future__ import annotations

from typing import Annotated

import typer

from calfcoach.cli.completing import SCRIPTS, script
from calfcoach.cli.surroundings import tell

app = typer.Typer(add_completion=False)


def _complete(typed: str) -> list[str]:
    return [shell for shell in SCRIPTS if shell.startswith(typed)]


@app.command(epilog='Example: eval "$(calfcoach completion bash)"')
def completion(
    shell: Annotated[
        str,
        typer.Argument(metavar="SHELL", help="bash, zsh or fish.", autocompletion=_complete),
    ],
) -> None:
    """Print a script that teaches a shell the commands, options and names."""
    tell(script(shell).rstrip("\n"))
