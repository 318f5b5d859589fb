"""`calfcoach due`: the options."""

from __future__ import annotations

from typing import Annotated

import typer

from calfcoach.cli.app import surroundings_of
from calfcoach.cli.due_told import notify_due, tell_due

app = typer.Typer(add_completion=False)


@app.command(epilog="Example: calfcoach due --json")
def due(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON document.")] = False,
    notify: Annotated[
        bool, typer.Option("--notify", help="Tell the desktop where something is due.")
    ] = False,
) -> None:
    """Say in one line what is due. Exit code 10 where something is, 4 where a safety question
    stands open, else 0. Quiet in a rest."""
    around = surroundings_of(context)
    if notify:
        notify_due(around)
        return
    raise typer.Exit(tell_due(around, as_json=as_json))
