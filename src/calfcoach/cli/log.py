"""`calfcoach log`: the options."""

from __future__ import annotations

from typing import Annotated

import typer

from calfcoach.cli.app import surroundings_of
from calfcoach.cli.completion import complete_routine, complete_side
from calfcoach.cli.logged import Told, log_session
from calfcoach.cli.moments import read_minutes
from calfcoach.cli.option_values import read_side

app = typer.Typer(add_completion=False)

_Name = Annotated[
    str,
    typer.Argument(
        metavar="ROUTINE", help="A routine by name or path.", autocompletion=complete_routine
    ),
]
_At = Annotated[
    str,
    typer.Option(
        metavar="TIME",
        help='When it began: 07:30, "yesterday 07:30", fri or 2026-11-20T07:30. Without it, just '
        "now.",
    ),
]
_Minutes = Annotated[
    str,
    typer.Option(
        metavar="N",
        help="How long it was. The doses of the routine are taken shorter or longer, both sides "
        "alike.",
    ),
]
_Done = Annotated[
    list[str] | None,
    typer.Option(
        metavar="DOSE",
        help="An exercise and how much of it was done, as in wall-calf-stretch=3x30s "
        "or heel-raise=12, on each side. May be given several times.",
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
_Tight = Annotated[int | None, typer.Option(min=0, max=10, help="Tightness after it, 0 to 10.")]
_Pain = Annotated[int | None, typer.Option(min=0, max=10, help="Pain after it, 0 to 10.")]


@app.command(epilog='Example: calfcoach log daily --at "yesterday 07:30" --minutes 12')
def log(
    context: typer.Context,
    routine: _Name,
    at: _At = "",
    minutes: _Minutes = "",
    done: _Done = None,
    side: _Side = "",
    tight: _Tight = None,
    pain: _Pain = None,
    note: Annotated[str, typer.Option(metavar="TEXT", help="Words of your own.")] = "",
) -> None:
    """Write down a session that was done away from the screen."""
    told = Told(
        routine=routine,
        at=at,
        lasted_s=read_minutes(minutes, "--minutes") if minutes else None,
        done=tuple(done or ()),
        side=read_side(side),
        tightness=tight,
        pain=pain,
        note=note,
    )
    log_session(surroundings_of(context), told)
