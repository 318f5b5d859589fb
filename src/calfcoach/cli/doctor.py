"""`calfcoach doctor`: the options."""

from __future__ import annotations

from typing import Annotated

import typer

from calfcoach.cli.app import surroundings_of

app = typer.Typer(add_completion=False)


@app.command()
def doctor(
    context: typer.Context,
    which: Annotated[
        str | None,
        typer.Argument(
            metavar="[WHICH]", help="With --restore: a number or name of its list, or a path."
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON document.")] = False,
    mend: Annotated[bool, typer.Option("--mend", help="Mend what can be mended.")] = False,
    restore: Annotated[
        bool,
        typer.Option("--restore", help="List the backups of the history, or put WHICH back."),
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Look whether everything is in order. Example: calfcoach doctor

    Nothing is changed without --mend or --restore. The exit code is 1 where there is a problem.
    """
    from calfcoach.cli.doctoring import Wanted, attend

    wanted = Wanted(which=which, as_json=as_json, mend=mend, restore=restore, yes=yes)
    raise typer.Exit(attend(surroundings_of(context), wanted))
