"""`calfcoach list`: the routines, filtered."""

from __future__ import annotations

from typing import Annotated

import typer

from calfcoach.cli.app import surroundings_of
from calfcoach.cli.completion import complete_goal, complete_kind
from calfcoach.cli.filters import read_filters
from calfcoach.cli.routine_list import show_routines

app = typer.Typer()


@app.command(
    name="list",
    epilog="Example: calfcoach list --max 10m --no-equipment",
)
def list_routines(
    context: typer.Context,
    longest: Annotated[
        str, typer.Option("--max", metavar="TIME", help="No longer than this, as in --max 10m.")
    ] = "",
    no_equipment: Annotated[
        bool, typer.Option("--no-equipment", help="Only what needs no equipment.")
    ] = False,
    seated: Annotated[
        bool,
        typer.Option(
            "--seated",
            help="Only where every exercise is done on a chair or bed, or has a seated form.",
        ),
    ] = False,
    goal: Annotated[
        str,
        typer.Option(
            metavar="loosen|strengthen|recover|relieve|maintain",
            help="Only with this goal.",
            autocompletion=complete_goal,
        ),
    ] = "",
    muscle: Annotated[
        str, typer.Option(metavar="NAME", help="Only what works this muscle, as in soleus.")
    ] = "",
    kind: Annotated[
        str,
        typer.Option(
            metavar="KIND",
            help="Only with an exercise of this kind, as in stretch.",
            autocompletion=complete_kind,
        ),
    ] = "",
    words: Annotated[
        str,
        typer.Option(
            "--for",
            metavar="WORDS",
            help="Only where all these words occur, or words that begin so.",
        ),
    ] = "",
    json: Annotated[bool, typer.Option("--json", help="One JSON document.")] = False,
) -> None:
    """List the routines: how long, how often, what for, what they need, where they come from."""
    filters = read_filters(
        longest=longest,
        no_equipment=no_equipment,
        seated=seated,
        goal=goal,
        muscle=muscle,
        kind=kind,
        words=words,
    )
    show_routines(surroundings_of(context), filters, as_json=json)
