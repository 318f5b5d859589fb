"""`calfcoach export`: the options."""

from __future__ import annotations

from typing import Annotated

import typer

from calfcoach.cli.app import surroundings_of

app = typer.Typer(add_completion=False)


def complete_format(incomplete: str) -> list[str]:
    """The formats that begin so."""
    from calfcoach.cli.exporting import FORMATS

    return [name for name in FORMATS if name.startswith(incomplete)]


@app.command()
def export(
    context: typer.Context,
    file: Annotated[
        str, typer.Argument(metavar="[FILE]", help="Where to; - or nothing is stdout.")
    ] = "-",
    form: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="json|jsonl|csv|ics",
            help="Without it the ending of FILE decides; on stdout json.",
            autocompletion=complete_format,
        ),
    ] = "",
    since: Annotated[str, typer.Option("--from", metavar="DAY", help="The first day.")] = "",
    until: Annotated[str, typer.Option("--to", metavar="DAY", help="The last day.")] = "",
    details: Annotated[
        bool,
        typer.Option("--details", help="In ics also legs, scores and notes, which are private."),
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
    schema: Annotated[
        bool, typer.Option("--schema", help="Print the JSON Schema of json instead.")
    ] = False,
) -> None:
    """Write the history to a file. Example: calfcoach export calf.json

    json and jsonl hold everything, csv one row a work phase, ics an event a session. Deleted
    sessions are left out.
    """
    if schema:
        from calfcoach.cli.exporting import print_schema

        print_schema()
        return
    from calfcoach.cli.exporting import Wanted, export_history

    wanted = Wanted(file=file, form=form, since=since, until=until, details=details, force=force)
    export_history(surroundings_of(context), wanted)
