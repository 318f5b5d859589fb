"""What can be typed after each command: read from the commands themselves, for the scripts that
complete it in a shell.

Knows the commands and no shell. What a shell is offered for a value is fixed words, or a kind of
names that it asks the program for, or files.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from typing import Any

import typer

from calfcoach.cli.app import app
from calfcoach.cli.completion import complete_either, complete_routine
from calfcoach.cli.lazy import COMMANDS, load
from calfcoach.cli.surroundings import COLORS
from calfcoach.frozen import frozen

EVERY = 0  # the place of arguments that may follow without end


@frozen
class Offer:
    """What may stand at one place: `words` that are fixed, `names` of a kind that the program is
    asked for, `files`. Nothing at all is a value that only the person knows."""

    words: tuple[str, ...] = ()
    names: str = ""
    files: bool = False

    @property
    def empty(self) -> bool:
        """Whether a shell has nothing to offer."""
        return self == Offer()


@frozen
class Option:
    """One spelling of an option; `value` is None for a switch."""

    name: str
    help: str
    value: Offer | None


@frozen
class Place:
    """A command: `path` are its words ("" for the program itself), `below` the commands under it
    with their help, `arguments` by their number from 1, or `EVERY`."""

    path: str
    below: tuple[tuple[str, str], ...]
    options: tuple[Option, ...]
    arguments: tuple[tuple[int, Offer], ...]


def places() -> list[Place]:
    """All commands, the program itself first."""
    with tempfile.TemporaryDirectory(prefix="calfcoach-table-") as home:
        os.environ["CALFCOACH_HOME"] = home  # nobody's own routines are looked at
        root = typer.main.get_command(app)
        below = tuple((command.name, command.help) for command in COMMANDS)
        found = [Place(path="", below=below, options=_options(root), arguments=())]
        for command in COMMANDS:
            found += _walk(load(command), command.name)
    return found


def _walk(command: Any, path: str) -> Iterator[Place]:
    below = getattr(command, "commands", {})
    yield Place(
        path=path,
        below=tuple((name, _line(each.help)) for name, each in below.items()),
        options=_options(command),
        arguments=_arguments(command),
    )
    for name, each in below.items():
        yield from _walk(each, f"{path} {name}")


def _options(command: Any) -> tuple[Option, ...]:
    found = [
        Option(
            name=name,
            help=_line(each.help),
            value=None if each.is_flag else _offer(each),
        )
        for each in command.params
        if each.param_type_name == "option" and not each.hidden
        for name in (*each.opts, *each.secondary_opts)
    ]
    common = (
        Option(name="--accessible", help="Sentences for a screen reader.", value=None),
        Option(name="--color", help="When to use colour.", value=Offer(words=COLORS)),
        Option(name="--help", help="Show how it is used.", value=None),
    )
    known = {option.name for option in found}
    return (*found, *(option for option in common if option.name not in known))


def _arguments(command: Any) -> tuple[tuple[int, Offer], ...]:
    arguments = [each for each in command.params if each.param_type_name == "argument"]
    return tuple(
        (EVERY if each.nargs < 0 else number, _offer(each))
        for number, each in enumerate(arguments, start=1)
        if not _offer(each).empty
    )


def _offer(parameter: Any) -> Offer:
    """What a parameter takes, by what it completes itself with or by what its help calls it."""
    called = (parameter.metavar or "").strip("[].")
    files = called == "FILE"
    if called == "SESSION":
        return Offer(names="sessions")
    if parameter._custom_shell_complete is not None:  # no public way
        words = [item.value for item in parameter._custom_shell_complete(None, parameter, "")]
        for names, complete in (("routines", complete_routine), ("entries", complete_either)):
            if words == complete(""):
                return Offer(names=names, files=files or called == "ROUTINE")
        return Offer(words=tuple(words))
    choices = called.split("|")
    return Offer(words=tuple(choices) if len(choices) > 1 else (), files=files)


def _line(text: str | None) -> str:
    """The first sentence of a help."""
    whole = " ".join((text or "").split("\n\n")[0].split())
    first, stop, _ = whole.partition(". ")
    return f"{first}." if stop else whole
