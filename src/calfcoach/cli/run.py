"""`calfcoach run`: the options."""

from __future__ import annotations

from typing import Annotated

import typer

from calfcoach.cli.app import surroundings_of
from calfcoach.cli.completion import complete_routine
from calfcoach.cli.guide import guide
from calfcoach.cli.wishes import WHAT_IS_DUE, Wishes
from calfcoach.terms import Level

app = typer.Typer(add_completion=False)

KEYS_HELP = (
    "Keys: Space pause, n next, Enter done or start now (d in accessible form), b back, "
    "r this side again, "
    "a afterwards, + and - five seconds or one rep, w where am I, m mute, v picture, "
    "h it hurts, q stop, ? keys. Ctrl-C saves and ends at once."
)


@app.command(epilog=KEYS_HELP)
def run(
    context: typer.Context,
    routine: Annotated[
        str,
        typer.Argument(
            metavar="[ROUTINE]",
            help="A name, or the path of a routine file; without one, what is due.",
            autocompletion=complete_routine,
        ),
    ] = WHAT_IS_DUE,
    within: Annotated[
        str, typer.Option("--for", metavar="TIME", help="A shorter form, as in --for 6m.")
    ] = "",
    plain: Annotated[bool, typer.Option("--plain", help="One line an event, appended.")] = False,
    big: Annotated[bool, typer.Option("--big", help="Digits as large as the window.")] = False,
    ascii: Annotated[  # noqa: A002 - the name of the option
        bool, typer.Option("--ascii", help="Digits and pictures in plain characters.")
    ] = False,
    mute: Annotated[
        bool | None,
        typer.Option("--mute/--no-mute", help="No sound; or sound where a routine is silent."),
    ] = None,
    voice: Annotated[
        bool | None, typer.Option("--voice/--no-voice", help="Speak what is told, or do not.")
    ] = None,
    side: Annotated[
        str, typer.Option(metavar="left|right", help="One leg only; steps with both stay.")
    ] = "",
    level: Annotated[
        str, typer.Option(metavar="start|default|advanced", help="Which dose, where none is given.")
    ] = "",
    start_at: Annotated[int, typer.Option(min=1, help="Begin with this step.")] = 1,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with a broken session.")] = False,
    manual: Annotated[bool, typer.Option("--manual", help="Wait for a key between steps.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Ask nothing.")] = False,
    speed: Annotated[
        float | None,
        typer.Option(metavar="N", help="Rehearse N times faster: silent, never saved."),
    ] = None,
) -> None:
    """Guide a session. Example: calfcoach run daily --for 6m"""
    around = surroundings_of(context)
    from calfcoach.cli.option_values import read_duration, read_option, read_side, read_speed
    from calfcoach.files.values import choice

    wishes = Wishes(
        routine=routine,
        level=read_option(choice(Level), level, "--level") if level else around.settings.level,
        own_level=bool(level),
        side=read_side(side),
        within_s=read_duration(within, "--for", example="6m") if within else None,
        start_at=start_at,
        resume=resume,
        manual=manual,
        yes=yes,
        mute=mute,
        voice=voice,
        plain=plain,
        big=big or around.settings.big,
        ascii=ascii,
        speed=read_speed(speed),
    )
    raise typer.Exit(guide(around, wishes))
