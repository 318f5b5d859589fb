"""`calfcoach screen`: the options."""

from __future__ import annotations

from typing import Annotated

import typer

from calfcoach.cli.app import surroundings_of

app = typer.Typer(add_completion=False)


@app.callback(invoke_without_command=True)
def screen(context: typer.Context) -> None:
    """Answer the safety questions, two pages. Example: calfcoach screen

    `screen show` tells what was answered and what it limits, `screen clear` closes a flag that
    stands in the way of sessions.
    """
    if context.invoked_subcommand is not None:
        return
    from calfcoach.cli.safety import ask_pages

    raise typer.Exit(ask_pages(surroundings_of(context)))


@app.command()
def show(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON document.")] = False,
) -> None:
    """Show the answers, open flags and what each limits. Example: calfcoach screen show"""
    from calfcoach.cli.screening_page import show_screening

    show_screening(surroundings_of(context), as_json=as_json)


@app.command()
def clear(context: typer.Context) -> None:
    """Clear a flag that stands open. Example: calfcoach screen clear"""
    from calfcoach.cli.safety import ask_to_clear

    raise typer.Exit(ask_to_clear(surroundings_of(context)))
