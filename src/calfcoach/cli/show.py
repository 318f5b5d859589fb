"""`calfcoach show`: the options."""

from __future__ import annotations

from typing import Annotated

import typer

from calfcoach.cli.app import surroundings_of
from calfcoach.cli.completion import complete_either, complete_level, complete_side
from calfcoach.cli.entry import Wanted, show_entry
from calfcoach.cli.filter_options import AsciiOption
from calfcoach.cli.option_values import read_duration, read_option, read_side
from calfcoach.files.values import choice
from calfcoach.terms import Level

app = typer.Typer(add_completion=False)

_Name = Annotated[
    str,
    typer.Argument(
        metavar="NAME",
        help="A routine by name or path, or an exercise.",
        autocompletion=complete_either,
    ),
]
_Level = Annotated[
    str,
    typer.Option(
        metavar="start|default|advanced",
        help="The dose of this level, where a step gives none.",
        autocompletion=complete_level,
    ),
]
_Side = Annotated[
    str,
    typer.Option(
        metavar="left|right",
        help="One leg only; steps with both stay.",
        autocompletion=complete_side,
    ),
]
_Within = Annotated[
    str, typer.Option("--for", metavar="TIME", help="A routine's shorter form, as in --for 6m.")
]
_ExerciseOnly = Annotated[
    bool, typer.Option("--exercise", help="The exercise, where a routine has the same name.")
]


@app.command(epilog="Example: calfcoach show daily --for 6m")
def show(
    context: typer.Context,
    name: _Name,
    level: _Level = "",
    side: _Side = "",
    within: _Within = "",
    exercise: _ExerciseOnly = False,
    sources: Annotated[bool, typer.Option("--sources", help="Who says so.")] = False,
    script: Annotated[
        bool,
        typer.Option("--script", help="A routine as text: all that is said, and when."),
    ] = False,
    pictures: Annotated[
        bool,
        typer.Option("--pictures", help="A routine as pictures, one a step, on a terminal."),
    ] = False,
    svg: Annotated[
        bool, typer.Option("--svg", help="An exercise's picture as an SVG, on stdout.")
    ] = False,
    ascii: AsciiOption = False,  # noqa: A002
    json: Annotated[bool, typer.Option("--json", help="One JSON document.")] = False,
) -> None:
    """Show a routine, step by step, or an exercise."""
    wanted = Wanted(
        level=read_option(choice(Level), level, "--level") if level else None,
        side=read_side(side),
        within_s=read_duration(within, "--for", example="6m") if within else None,
        sources=sources,
        script=script,
        pictures=pictures,
        svg=svg,
        ascii=ascii,
        json=json,
    )
    show_entry(surroundings_of(context), name, wanted, exercise_only=exercise)
