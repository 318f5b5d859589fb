"""`calfcoach remind`: the options."""

from __future__ import annotations

from typing import Annotated

import typer

from calfcoach.cli.app import surroundings_of

app = typer.Typer(add_completion=False)


def complete_form(incomplete: str) -> list[str]:
    """The ways that begin so."""
    from calfcoach.cli.remind_options import FORMS

    return [name for name in FORMS if name.startswith(incomplete)]


@app.callback(
    invoke_without_command=True,
    epilog="Example: calfcoach remind --at 07:30,18:00 --bedtime 22:30",
)
def remind(
    context: typer.Context,
    at: Annotated[
        str | None, typer.Option(metavar="07:30,18:00", help="When a session may be due.")
    ] = None,
    bedtime: Annotated[
        str | None, typer.Option(metavar="22:30", help="When the stretch for the night comes.")
    ] = None,
    posture: Annotated[
        str | None,
        typer.Option(metavar="60m|twice", help="Posture checks so far apart, or twice a day."),
    ] = None,
    move: Annotated[
        str | None,
        typer.Option(metavar="45m|twice", help="Move breaks so far apart, or twice a day."),
    ] = None,
    days: Annotated[
        str | None,
        typer.Option(
            metavar="mon-fri", help="The days. Without it daily, breaks Monday to Friday."
        ),
    ] = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--with",
            metavar="systemd|launchd|cron|ics",
            help="What reminds. Without it what this system has.",
            autocompletion=complete_form,
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Write a calendar file instead of installing."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Install without asking.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
) -> None:
    """Let the system remind you: of sessions, breaks in working hours, bedtime.

    It shows what it would write, asks, and installs that in place of what it installed before. A
    reminder is silent when there is nothing to do. `remind show` lists them, `remind off` takes
    them away.
    """
    if context.invoked_subcommand is not None:
        return
    from calfcoach.cli.remind_options import Wanted
    from calfcoach.cli.reminding import set_reminders

    wanted = Wanted(
        at=at,
        bedtime=bedtime,
        posture=posture,
        move=move,
        days=days,
        form=form,
        output=output,
        yes=yes,
        force=force,
    )
    set_reminders(surroundings_of(context), wanted)


@app.command()
def show(
    context: typer.Context,
    json: Annotated[bool, typer.Option("--json", help="As one JSON document.")] = False,
) -> None:
    """List what is installed. Example: calfcoach remind show"""
    from calfcoach.cli.reminding import show_reminders

    show_reminders(surroundings_of(context), as_json=json)


@app.command()
def off(context: typer.Context) -> None:
    """Take all reminders away. Example: calfcoach remind off"""
    from calfcoach.cli.reminding import remove_reminders

    remove_reminders(surroundings_of(context))
