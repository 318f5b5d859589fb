"""Commands that are imported only when they are typed.

Typer builds all of an app's commands at once, with everything they import; this group knows
their names and one line each, and brings in the one that is asked for.
"""

from __future__ import annotations

from enum import Enum
from importlib import import_module
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from calfcoach.cli.bold_help import print_help
from calfcoach.cli.spoken_help import speak_help
from calfcoach.frozen import frozen

if TYPE_CHECKING:
    from typer._click import Command, Context, HelpFormatter


class Look(Enum):
    """How help looks."""

    BOLD = "bold"
    PLAIN = "plain"
    SPOKEN = "spoken"


@frozen
class LazyCommand:
    """A command by name: the module whose `app` holds it, its heading and its one line."""

    name: str
    module: str
    heading: str
    help: str


DAY = "Every day"
LIBRARY = "Library"
PROGRESS = "Progress"
SAFETY = "Safety"
OWN = "Make your own"
SETUP = "Set-up"

COMMANDS: tuple[LazyCommand, ...] = (
    LazyCommand(name="run", module="run", heading=DAY, help="Guide a session."),
    LazyCommand(name="cramp", module="cramp", heading=DAY, help="Help with a cramp, right now."),
    LazyCommand(
        name="log",
        module="log",
        heading=DAY,
        help="Write down a session done away from the screen.",
    ),
    LazyCommand(
        name="undo", module="undo", heading=DAY, help="Take back the last change to the history."
    ),
    LazyCommand(name="due", module="due", heading=DAY, help="Say in one line what is due."),
    LazyCommand(name="check", module="check", heading=DAY, help="Check posture and move: one key."),
    LazyCommand(name="list", module="listing", heading=LIBRARY, help="List the routines."),
    LazyCommand(name="exercises", module="exercises", heading=LIBRARY, help="List the exercises."),
    LazyCommand(name="show", module="show", heading=LIBRARY, help="Show a routine or an exercise."),
    LazyCommand(name="learn", module="learn", heading=LIBRARY, help="Read a short card."),
    LazyCommand(name="find", module="find", heading=LIBRARY, help="What to do about a symptom."),
    LazyCommand(name="history", module="history", heading=PROGRESS, help="Show past sessions."),
    LazyCommand(name="rest", module="rest", heading=PROGRESS, help="Keep days free."),
    LazyCommand(
        name="stats", module="stats", heading=PROGRESS, help="Show minutes, kept days and trends."
    ),
    LazyCommand(name="measure", module="measure", heading=PROGRESS, help="Measure, and see it."),
    LazyCommand(name="plan", module="plan", heading=PROGRESS, help="Weeks that adapt to you."),
    LazyCommand(
        name="screen", module="screen", heading=SAFETY, help="Answer the safety questions."
    ),
    LazyCommand(name="routine", module="routine", heading=OWN, help="Write your own routines."),
    LazyCommand(
        name="config", module="config", heading=SETUP, help="Show and change the settings."
    ),
    LazyCommand(name="cues", module="cues", heading=SETUP, help="Hear the tones and the voice."),
    LazyCommand(name="ctl", module="ctl", heading=SETUP, help="Steer the running session."),
    LazyCommand(name="remind", module="remind", heading=SETUP, help="Let the system remind you."),
    LazyCommand(name="export", module="export", heading=SETUP, help="Write the history to a file."),
    LazyCommand(name="import", module="import_", heading=SETUP, help="Read sessions from a file."),
    LazyCommand(
        name="doctor", module="doctor", heading=SETUP, help="Look whether everything is in order."
    ),
    LazyCommand(
        name="completion",
        module="completion_command",
        heading=SETUP,
        help="Print what teaches a shell the commands.",
    ),
)


class LazyGroup(TyperGroup):
    """The group of all commands. `look` is set once it is known how help may look."""

    look = Look.PLAIN

    def list_commands(self, ctx: Context) -> list[str]:
        """All names, in the order of the help."""
        del ctx
        return [command.name for command in COMMANDS]

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:
        """The commands under their headings."""
        del ctx
        for heading in dict.fromkeys(command.heading for command in COMMANDS):
            with formatter.section(heading):
                formatter.write_dl([(c.name, c.help) for c in COMMANDS if c.heading == heading])

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        """A stand-in with name and help: enough for lists, completion and suggestions."""
        del ctx
        found = _find(cmd_name)
        if found is None:
            return None
        return TyperCommand(name=found.name, help=found.help)

    def resolve_command(
        self, ctx: Context, args: list[str]
    ) -> tuple[str | None, Command | None, list[str]]:
        """The command that is meant, imported."""
        found = _find(args[0]) if args else None
        if found is None:
            self.commands = {name: TyperCommand(name=name) for name in self.list_commands(ctx)}
            return super().resolve_command(ctx, args)
        return found.name, load(found, self.look), args[1:]


def _find(name: str) -> LazyCommand | None:
    return next((command for command in COMMANDS if command.name == name), None)


def load(command: LazyCommand, look: Look = Look.PLAIN) -> Any:
    """Import a command and make it ready: `-h`, the common options, the form of its help."""
    module = import_module(f"calfcoach.cli.{command.module}")
    loaded = typer.main.get_command(module.app)
    loaded.name = command.name
    dress(loaded, look)
    return loaded


def dress(command: Any, look: Look) -> None:
    """Give a command, and those below it, the common options and the form of the help."""
    command.rich_markup_mode = None
    command.context_settings = {
        **command.context_settings,
        "help_option_names": ["-h", "--help"],
        "color": look is Look.BOLD,  # it is known already: Click would look at the terminal alone
    }
    command.params += _common_options()
    for below in getattr(command, "commands", {}).values():
        dress(below, look)
    if look is Look.SPOKEN:
        lazy = isinstance(command, LazyGroup)
        speak_help(command, [(c.name, c.help) for c in COMMANDS] if lazy else [])
    else:
        print_help(command, bold=look is Look.BOLD)


def _common_options() -> list[TyperOption]:
    """Named in every help; taken out of the arguments before a command ever sees them."""
    return [
        TyperOption(
            param_decls=["--accessible"],
            is_flag=True,
            expose_value=False,
            help="Sentences for a screen reader, everywhere.",
        ),
        TyperOption(
            param_decls=["--color"],
            type=str,
            metavar="auto|always|never",
            expose_value=False,
            help="When to use colour.",
        ),
    ]
