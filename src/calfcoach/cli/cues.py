"""`calfcoach cues`: the options."""

from __future__ import annotations

from typing import Annotated

import typer

from calfcoach.cli.app import surroundings_of

app = typer.Typer(add_completion=False)


@app.callback()
def cues() -> None:
    """Tones, voice and alerts: what there is here, and what it is like."""


@app.command("test")
def try_them(
    context: typer.Context,
    voice: Annotated[
        bool | None, typer.Option("--voice/--no-voice", help="Speak over ssh too, or not at all.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="What was found as one JSON document; nothing sounds.")
    ] = False,
) -> None:
    """Hear each tone and sentence; see what was found. Example: calfcoach cues test"""
    from calfcoach.cli.cues_trial import try_cues

    try_cues(surroundings_of(context), voice=voice, as_json=as_json)
