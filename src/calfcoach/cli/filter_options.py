"""The options that filter a list, declared once for `list` and `exercises`."""

from __future__ import annotations

from typing import Annotated

import typer

from calfcoach.cli.completion import complete_goal, complete_kind

Longest = Annotated[
    str,
    typer.Option(
        "--max",
        metavar="TIME",
        help="No longer than this, as in --max 10m; of an exercise, its usual dose.",
    ),
]
NoEquipment = Annotated[bool, typer.Option("--no-equipment", help="Only what needs no equipment.")]
Seated = Annotated[
    bool,
    typer.Option(
        "--seated",
        help="Only what is done on a chair or bed, or has a seated form; of a routine, all of it.",
    ),
]
GoalOption = Annotated[
    str,
    typer.Option(
        "--goal",
        metavar="loosen|strengthen|recover|relieve|maintain",
        help="Only with this goal; of exercises, those of the routines that have it.",
        autocompletion=complete_goal,
    ),
]
Muscle = Annotated[
    str,
    typer.Option("--muscle", metavar="NAME", help="Only what works this muscle, as in soleus."),
]
KindOption = Annotated[
    str,
    typer.Option(
        "--kind",
        metavar="KIND",
        help="Only this kind of exercise, as in stretch; of a routine, one of them.",
        autocompletion=complete_kind,
    ),
]
Words = Annotated[
    str,
    typer.Option(
        "--for",
        metavar="WORDS",
        help="Only where all these words occur, or words that begin so.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON document.")]
AsciiOption = Annotated[
    bool, typer.Option("--ascii", help="Pictures in plain characters, without Braille.")
]
