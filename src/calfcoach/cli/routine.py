"""`calfcoach routine`: the options."""

from __future__ import annotations

from typing import Annotated

import typer

from calfcoach.cli.app import surroundings_of
from calfcoach.cli.completion import complete_goal, complete_routine
from calfcoach.cli.surroundings import tell
from calfcoach.terms import Goal

app = typer.Typer(add_completion=False)

_Force = Annotated[bool, typer.Option("--force", help="Replace a file that is there.")]


@app.callback(invoke_without_command=True)
def routine(context: typer.Context) -> None:
    """Write your own routines. Example: calfcoach routine new morning"""
    if context.invoked_subcommand is None:
        tell(context.get_help())


@app.command(epilog='Example: calfcoach routine new morning --step "wall-calf-stretch hold=30s"')
def new(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(metavar="[NAME]", help="Its name: small letters, digits, hyphens."),
    ] = "",
    title: Annotated[str, typer.Option(metavar="TEXT", help="What lists call it.")] = "",
    step: Annotated[
        list[str] | None,
        typer.Option(
            "--step",
            metavar="TEXT",
            help='An exercise and its dose, once for each step: "heel-raise reps=12 sets=2", '
            '"calf stretch 3x30s each side". Without a dose its own is taken.',
        ),
    ] = None,
    goal: Annotated[
        str,
        typer.Option(metavar="|".join(Goal), help="What it is for.", autocompletion=complete_goal),
    ] = "",
    start_from: Annotated[
        str,
        typer.Option(
            "--from",
            metavar="ROUTINE",
            help="Begin with a copy of this one.",
            autocompletion=complete_routine,
        ),
    ] = "",
    from_text: Annotated[
        str,
        typer.Option(
            metavar="FILE",
            help="Begin with a sheet, a line an exercise; - is stdin. What is not certain is "
            "marked in the file.",
        ),
    ] = "",
    force: _Force = False,
) -> None:
    """Write a new routine, by questions or from options.

    It can begin as a copy of another one, or from a sheet with a line an exercise.
    """
    from calfcoach.cli.routine_new import Wishes, make_routine

    wishes = Wishes(
        name=name,
        title=title,
        steps=tuple(step or ()),
        goal=goal,
        start_from=start_from,
        from_text=from_text,
        force=force,
    )
    if code := make_routine(surroundings_of(context), wishes):
        raise typer.Exit(code)


@app.command(epilog="Example: calfcoach routine check morning")
def check(
    context: typer.Context,
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE]...",
            help="Files, or names of routines; - is stdin. Without any, all files of yours.",
            autocompletion=complete_routine,
        ),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON document, for editors.")] = False,
) -> None:
    """Look files over: what is wrong, what is unusual.

    The exit code is 1 where something is wrong; what is unusual is a warning only.
    """
    from calfcoach.cli.routine_check import check_files

    if code := check_files(surroundings_of(context), tuple(files or ()), as_json=json):
        raise typer.Exit(code)


@app.command(epilog="Example: calfcoach routine edit morning")
def edit(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(metavar="NAME", help="A routine of yours.", autocompletion=complete_routine),
    ],
) -> None:
    """Change a routine of yours in your editor.

    The editor is that of VISUAL or EDITOR. The file changes only to what can be run.
    """
    from calfcoach.cli.routine_edit import edit_routine

    edit_routine(surroundings_of(context), name)


@app.command(epilog="Example: calfcoach routine copy daily my-daily")
def copy(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="ROUTINE",
            help="What to copy, by name or path.",
            autocompletion=complete_routine,
        ),
    ],
    new_name: Annotated[
        str,
        typer.Argument(metavar="[NEW]", help="The name of the copy; else that of the original."),
    ] = "",
    force: _Force = False,
) -> None:
    """Copy a routine into your folder, to be changed."""
    from calfcoach.cli.routine_files import copy_routine

    copy_routine(surroundings_of(context), name, new_name, force=force)


@app.command(epilog="Example: calfcoach routine path morning")
def path(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(metavar="[NAME]", help="A routine.", autocompletion=complete_routine),
    ] = "",
) -> None:
    """Print where your routines lie, or the file of one."""
    from calfcoach.cli.routine_files import tell_path

    tell_path(surroundings_of(context), name)


@app.command(epilog="Example: calfcoach routine schema --output routine.schema.json")
def schema(
    context: typer.Context,
    output: Annotated[
        str,
        typer.Option(metavar="FILE", help="Where to; - is stdout. A folder: the usual name in it."),
    ] = "-",
    force: _Force = False,
) -> None:
    """Print the JSON Schema by which editors check."""
    from calfcoach.cli.routine_files import write_schema

    write_schema(surroundings_of(context), output, force=force)
