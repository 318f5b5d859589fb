"""`calfcoach import`: the options."""

from __future__ import annotations

from typing import Annotated

import typer

from calfcoach.cli.app import surroundings_of
from calfcoach.cli.completion import complete_routine

app = typer.Typer(add_completion=False)


@app.command("import")
def import_history(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="What to read; - is stdin.")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be imported, and change nothing.")
    ] = False,
    skip_bad: Annotated[
        bool, typer.Option("--skip-bad", help="Leave out what is wrong and import the rest.")
    ] = False,
    columns: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="FIELD=COLUMN",
            help="Of a CSV of dates: date, time, minutes, routine, note, tight, pain.",
        ),
    ] = None,
    routine: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="The routine of dates that name none.",
            autocompletion=complete_routine,
        ),
    ] = "",
    minutes: Annotated[
        float | None, typer.Option(metavar="N", help="The length of dates that name none.")
    ] = None,
    habits: Annotated[
        list[str] | None,
        typer.Option("--habit", metavar="NAME", help="Of Loop Habit Tracker: which habit."),
    ] = None,
) -> None:
    """Read sessions from a file. Example: calfcoach import calf.json --dry-run

    Reads what `calfcoach export` wrote (json, jsonl, csv), the CSV of Loop Habit Tracker, and
    any CSV with a column of dates. A second time changes nothing; `calfcoach undo` takes it back.
    """
    from calfcoach.cli.importing import Wanted, import_file

    wanted = Wanted(
        file=file,
        dry_run=dry_run,
        skip_bad=skip_bad,
        columns=tuple(columns or ()),
        routine=routine,
        minutes=minutes,
        habits=tuple(habits or ()),
    )
    import_file(surroundings_of(context), wanted)
