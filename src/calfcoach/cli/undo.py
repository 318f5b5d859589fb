"""`calfcoach undo`: the options."""

from __future__ import annotations

from typing import Annotated

import typer

from calfcoach.cli.app import surroundings_of
from calfcoach.cli.undone import take_back

app = typer.Typer(add_completion=False)


@app.command(epilog="Example: calfcoach undo --redo")
def undo(
    context: typer.Context,
    redo: Annotated[
        bool, typer.Option("--redo", help="Make again what was taken back last.")
    ] = False,
) -> None:
    """Take back the last change to the history, each time one further."""
    take_back(surroundings_of(context), redo=redo)
