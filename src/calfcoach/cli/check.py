"""`calfcoach check`: the options."""

from __future__ import annotations

from typing import Annotated

import typer

from calfcoach.cli.app import surroundings_of

app = typer.Typer(add_completion=False)


@app.command(epilog="Example: calfcoach check --moved")
def check(
    context: typer.Context,
    moved: Annotated[
        bool | None, typer.Option("--moved/--not-now", help="The answer, without being asked.")
    ] = None,
    sitting: Annotated[bool, typer.Option("--sitting", help="You sit.")] = False,
    standing: Annotated[bool, typer.Option("--standing", help="You stand.")] = False,
    sources: Annotated[bool, typer.Option("--sources", help="Who says so.")] = False,
    notify: Annotated[
        str,
        typer.Option(
            metavar="posture|move|bedtime", help="A notice on the desktop instead, for timers."
        ),
    ] = "",
) -> None:
    """Look how you sit or stand, then move. One key, and it is written down."""
    from calfcoach.cli.checking import Asked, check_posture, give_notice

    around = surroundings_of(context)
    if notify:
        give_notice(around, notify)
        return
    asked = Asked(moved=moved, sitting=sitting, standing=standing, sources=sources)
    raise typer.Exit(check_posture(around, asked))
