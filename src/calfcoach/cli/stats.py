"""`calfcoach stats`: the options."""

from __future__ import annotations

from typing import Annotated

import typer

from calfcoach.cli.adding_up import show_stats
from calfcoach.cli.app import surroundings_of

app = typer.Typer(add_completion=False)


@app.command(epilog="Example: calfcoach stats --json")
def stats(
    context: typer.Context,
    sources: Annotated[
        bool, typer.Option("--sources", help="Where the figures come from.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON document.")] = False,
) -> None:
    """Show minutes, kept days, each leg, a calendar and your own scores by week."""
    show_stats(surroundings_of(context), as_json=as_json, sources=sources)
