"""`calfcoach exercises`: the exercises of the library and the user's own, filtered."""

from __future__ import annotations

from typing import Annotated

import typer

from calfcoach.cli.app import surroundings_of
from calfcoach.cli.exercise_list import show_exercises
from calfcoach.cli.filter_options import (
    AsciiOption,
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

app = typer.Typer(add_completion=False)


@app.command(epilog="Example: calfcoach exercises --kind stretch --muscle soleus")
def exercises(
    context: typer.Context,
    longest: Longest = "",
    no_equipment: NoEquipment = False,
    seated: Seated = False,
    goal: GoalOption = "",
    muscle: Muscle = "",
    kind: KindOption = "",
    words: Words = "",
    pictures: Annotated[
        bool, typer.Option("--pictures", help="A picture of each, on a terminal.")
    ] = False,
    ascii: AsciiOption = False,  # noqa: A002
    json: AsJson = False,
) -> None:
    """List the exercises: kind, place, equipment, muscles, usual dose."""
    filters = read_filters(
        longest=longest,
        no_equipment=no_equipment,
        seated=seated,
        goal=goal,
        muscle=muscle,
        kind=kind,
        words=words,
    )
    show_exercises(surroundings_of(context), filters, as_json=json, pictures=pictures, ascii=ascii)
