"""`calfcoach cramp`: the options."""

from __future__ import annotations

from typing import Annotated

import typer

from calfcoach.cli.app import surroundings_of
from calfcoach.cli.wishes import Wishes

app = typer.Typer(add_completion=False)

_KEYS_HELP = (
    "Keys: Enter it lets go (d in accessible form), b it is back, n this is something else, "
    "w where am I, m sound, q stop. No key has to be pressed. Example: calfcoach cramp"
)


@app.command(epilog=_KEYS_HELP)
def cramp(
    context: typer.Context,
    plain: Annotated[bool, typer.Option("--plain", help="One line an event, appended.")] = False,
    mute: Annotated[bool, typer.Option("--mute", help="No sound.")] = False,
    voice: Annotated[
        bool | None, typer.Option("--voice/--no-voice", help="Speak what is told, or do not.")
    ] = None,
    speed: Annotated[
        float | None,
        typer.Option(metavar="N", help="Rehearse N times faster: silent, never saved."),
    ] = None,
) -> None:
    """Help with a cramp, right now: nothing is asked before it starts."""
    from calfcoach.cli.cramp_session import lead_through
    from calfcoach.cli.option_values import read_speed

    around = surroundings_of(context)
    wishes = Wishes(
        routine="cramp",
        level=around.settings.level,
        plain=plain,
        mute=mute,
        voice=voice,
        speed=read_speed(speed),
    )
    raise typer.Exit(lead_through(around, wishes))
