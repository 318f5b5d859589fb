"""`calfcoach list`: the routines, filtered."""

from __future__ import annotations

import typer

from calfcoach.cli.app import surroundings_of
from calfcoach.cli.filter_options import (
    AsJson,
    GoalOption,
    KindOption,
    Longest,
    Muscle,
    NoEquipment,
    Seated,
    Words,
)
from calfcoach.cli.filters import read_filters
from calfcoach.cli.routine_list import show_routines

app = typer.Typer(add_completion=False)


@app.command(name="list", epilog="Example: calfcoach list --max 10m --no-equipment")
def list_routines(
    context: typer.Context,
    longest: Longest = "",
    no_equipment: NoEquipment = False,
    seated: Seated = False,
    goal: GoalOption = "",
    muscle: Muscle = "",
    kind: KindOption = "",
    words: Words = "",
    json: AsJson = False,
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
