"""`calfcoach history`: the options."""

from __future__ import annotations

from typing import Annotated

import typer

from calfcoach.cli.app import surroundings_of
from calfcoach.cli.past import list_sessions, show_session

app = typer.Typer(add_completion=False)


@app.callback(invoke_without_command=True)
def history(
    context: typer.Context,
    limit: Annotated[
        int | None,
        typer.Option(
            min=1,
            metavar="N",
            help="The newest N; without it 9 on a terminal, 5 as sentences, else all.",
        ),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="All of them.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON document.")] = False,
) -> None:
    """Show past sessions, newest last. Example: calfcoach history --limit 20

    `history show` tells one of them step by step.
    """
    if context.invoked_subcommand is not None:
        return
    around = surroundings_of(context)
    list_sessions(around, limit=limit, everything=everything, as_json=as_json)


@app.command()
def show(
    context: typer.Context,
    selector: Annotated[
        str,
        typer.Argument(
            metavar="SESSION", help="last, last~2 for the second before it, or a code or id."
        ),
    ] = "last",
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON document.")] = False,
) -> None:
    """Show one session step by step. Example: calfcoach history show last~1"""
    wanted_before = context.parent is not None and bool(context.parent.params.get("as_json"))
    show_session(surroundings_of(context), selector, as_json=as_json or wanted_before)
