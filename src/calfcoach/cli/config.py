"""`calfcoach config`: what the settings are, where each value comes from, and changing one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from calfcoach.cli.app import surroundings_of
from calfcoach.cli.config_list import settings_file, tell_place, tell_setting, tell_settings
from calfcoach.cli.surroundings import Surroundings, tell
from calfcoach.cli.trouble import warn
from calfcoach.errors import CoachError
from calfcoach.files.folders import as_typed, make_private, reason
from calfcoach.files.places import joined
from calfcoach.files.settings import FILE_NAME
from calfcoach.files.settings_table import SETTINGS, plain

app = typer.Typer(add_completion=False)

_USUAL_EDITORS = ("nano", "vi")  # the first has its keys on the screen
_FIRST_LINES = (
    "# Settings of CalfCoach. Take away the # in front of a line to change it.",
    "# calfcoach config list shows what counts now.",
)


def complete_setting(incomplete: str) -> list[str]:
    """The names of settings that begin so."""
    return [setting.name for setting in SETTINGS if setting.name.startswith(incomplete)]


_Name = Annotated[
    str, typer.Argument(metavar="NAME", help="A setting.", autocompletion=complete_setting)
]
_Json = Annotated[bool, typer.Option("--json", help="As one JSON document.")]


@app.callback(invoke_without_command=True)
def config(context: typer.Context, as_json: _Json = False) -> None:
    """Show and change the settings. Example: calfcoach config set sound soft"""
    if context.invoked_subcommand is None:
        tell_settings(surroundings_of(context), as_json=as_json)


@app.command("list")
def list_settings(context: typer.Context, as_json: _Json = False) -> None:
    """List all settings. Example: calfcoach config list --json"""
    tell_settings(surroundings_of(context), as_json=as_json)


@app.command()
def get(context: typer.Context, name: _Name) -> None:
    """Print the value of one setting. Example: calfcoach config get level"""
    tell_setting(surroundings_of(context), name)


@app.command("set")
def set_value(
    context: typer.Context,
    name: _Name,
    value: Annotated[str, typer.Argument(metavar="VALUE", help="What it is to be.")],
) -> None:
    """Change one setting. Example: calfcoach config set day_starts 05:00"""
    from calfcoach.files.config_file import set_setting

    around = surroundings_of(context)
    stands = set_setting(around.folders, name, value)
    tell(f"{name} is now {stands}." if around.accessible else f"{name} = {stands}")
    origin = around.settings.origins[name]
    if origin not in ("default", FILE_NAME):
        warn(
            CoachError(
                f"`{origin}` in the environment still decides `{name}`",
                where="environment",
                hint=f"unset {origin} to use the value of {FILE_NAME}",
            ),
            accessible=around.accessible,
        )


@app.command()
def path(context: typer.Context) -> None:
    """Print where the settings are kept. Example: calfcoach config path"""
    tell_place(surroundings_of(context))


@app.command()
def edit(context: typer.Context) -> None:
    """Open the settings in your editor. Example: calfcoach config edit"""
    from calfcoach.cli.editor import editor_of, run_editor

    around = surroundings_of(context)
    file = settings_file(around)
    otherwise = f"open {as_typed(file)} yourself, or use `calfcoach config set`"
    command = editor_of(around, otherwise)
    _make_where_missing(file)
    run_editor(command, file)
    problems = _problems_of(around)
    if problems:
        raise joined(problems)


# ------------------------------------------------------------------------------- edit


def _make_where_missing(file: Path) -> None:
    make_private(file.parent)
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    except OSError as error:
        raise CoachError(
            f"the file cannot be made: {reason(error)}",
            where=as_typed(file),
            hint="see whether you may write there and there is room",
        ) from None
    with os.fdopen(descriptor, "w", encoding="utf-8") as new:
        new.write(_first_text())


def _first_text() -> str:
    lines = list(_FIRST_LINES)
    for setting in SETTINGS:
        value = plain(setting.default)
        written = value if isinstance(setting.default, int) else f'"{value}"'
        lines += ["", f"# {setting.meaning}", f"# {setting.name} = {written}"]
    return "\n".join(lines) + "\n"


def _problems_of(around: Surroundings) -> tuple[CoachError, ...]:
    """What is wrong in the file as it is now; the environment has had its own warnings."""
    from calfcoach.files.settings import load_settings

    return load_settings(around.folders, {}).problems
