"""The command line as a whole: `calfcoach` alone, the groups of commands, the usage errors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, cast

import typer

from calfcoach import __version__
from calfcoach.cli.lazy import LazyGroup, Look, dress
from calfcoach.cli.surroundings import Surroundings, look_around, take_common, talk, tell
from calfcoach.cli.trouble import report, warn
from calfcoach.errors import CoachError

# Click's own error class, by way of a public name: Typer carries its own Click inside.
_UsageError: type[Exception] = cast("type[Exception]", typer.BadParameter.__base__)

app = typer.Typer(
    cls=LazyGroup,
    name="calfcoach",
    invoke_without_command=True,
    add_completion=False,  # `calfcoach completion` instead: Typer's would start Typer at each Tab
    pretty_exceptions_enable=False,
    help=(
        "A stretching and self-care coach for calves and lower legs.\n\n"
        "General exercise guidance, not a diagnosis and not a treatment; it cannot see or "
        "examine you. No clinician has reviewed it.\n\n"
        "Start with: calfcoach run daily"
    ),
)


def _print_version(wanted: bool) -> None:
    if wanted:
        tell(f"calfcoach {__version__}")
        raise typer.Exit


@app.callback()
def today(
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Show the version and exit."
        ),
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="The day as one JSON document.")] = False,
) -> None:
    """What is done today and the next command to type; the commands stand below it."""
    del version
    if context.invoked_subcommand is not None:
        if json:
            name = context.invoked_subcommand
            raise CoachError(
                f"`--json` here means the day, and `{name}` is another command",
                hint=f"write calfcoach {name} --json",
                exit_code=2,
            )
    else:
        from calfcoach.cli.today import show_today

        around = surroundings_of(context)
        if around.asked_accessible and not around.settings.accessible:
            _remember_accessible(around)
        show_today(around, as_json=json)


def _remember_accessible(around: Surroundings) -> None:
    """`calfcoach --accessible` alone: from now on without being asked."""
    from calfcoach.files.config_file import set_setting

    set_setting(around.folders, "accessible", "true")
    talk("Remembered. Every command speaks in sentences from now on.")
    talk("To take it back, type calfcoach config set accessible false.")


def surroundings_of(context: typer.Context) -> Surroundings:
    """The surroundings that `run_command` put into Typer's context."""
    return cast("Surroundings", context.find_root().obj)


def run_command(
    arguments: Sequence[str], environ: Mapping[str, str], program: str = "calfcoach"
) -> int:
    """Run one command line, typed with the name `program`; its exit code. What the user can mend
    is printed; `CoachError` is raised only where not even the form of the output is known."""
    rest, accessible, color = take_common(arguments)
    surroundings = look_around(environ, accessible=accessible, color=color)
    for problem in surroundings.settings.problems:
        warn(problem, accessible=surroundings.accessible)
    command = typer.main.get_command(app)
    look = _look(surroundings)
    if isinstance(command, LazyGroup):
        command.look = look
    dress(command, look)
    try:
        code = command.main(rest, prog_name=program, standalone_mode=False, obj=surroundings)
    except _UsageError as error:
        return report(_in_our_words(error), accessible=surroundings.accessible)
    except CoachError as problem:
        return report(problem, accessible=surroundings.accessible)
    except typer.Abort:
        return 130
    return code if isinstance(code, int) else 0


def _look(around: Surroundings) -> Look:
    if around.accessible:
        return Look.SPOKEN
    return Look.BOLD if around.wants_color else Look.PLAIN


def _in_our_words(error: Exception) -> CoachError:
    message = str(getattr(error, "format_message", lambda: error)()).rstrip(".")
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "calfcoach"
    return CoachError(
        message[:1].lower() + message[1:], hint=f"`{path} --help` shows how", exit_code=2
    )
