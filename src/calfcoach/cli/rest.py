"""`calfcoach rest`: the options."""

from __future__ import annotations

from typing import Annotated

import typer

from calfcoach.cli.app import surroundings_of
from calfcoach.cli.option_values import read_option
from calfcoach.cli.resting import begin_rest, end_rest
from calfcoach.files.values import choice
from calfcoach.records import RestReason

app = typer.Typer(add_completion=False)


@app.callback(
    invoke_without_command=True, epilog="Example: calfcoach rest --until fri --reason travel"
)
def rest(
    context: typer.Context,
    until: Annotated[
        str,
        typer.Option(
            metavar="DAY", help="The last free day: tomorrow, fri or 2026-11-20. Without it, today."
        ),
    ] = "today",
    reason: Annotated[
        str, typer.Option(metavar="rest|flare|travel|ill", help="Why, for the calendar.")
    ] = "rest",
) -> None:
    """Keep days free, from today on: they neither break a run of days nor add to it.

    `rest end` ends them.
    """
    if context.invoked_subcommand is not None:
        return
    why: RestReason = read_option(choice(RestReason), reason, "--reason")
    begin_rest(surroundings_of(context), until, why)


@app.command()
def end(context: typer.Context) -> None:
    """End the rest: today counts again. Example: calfcoach rest end"""
    end_rest(surroundings_of(context))
