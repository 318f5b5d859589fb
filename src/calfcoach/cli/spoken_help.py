"""Help in accessible form: one sentence a line, no columns, no brackets."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from calfcoach.script import joined, sentence

if TYPE_CHECKING:
    from typer._click import Context, HelpFormatter


def speak_help(command: Any, commands: Iterable[tuple[str, str]] = ()) -> None:
    """Let a command give its help in sentences. `commands` are names and lines of those below
    it, where it has any."""
    below = list(commands) or [
        (name, each.get_short_help_str(limit=200))
        for name, each in getattr(command, "commands", {}).items()
    ]

    def format_help(ctx: Context, formatter: HelpFormatter) -> None:
        for line in _lines(command, ctx, below):
            formatter.write(f"{line}\n")

    command.format_help = format_help


def _lines(command: Any, ctx: Context, below: list[tuple[str, str]]) -> list[str]:
    lines = [*_sentences(command.help or ""), f"You type {ctx.command_path}{_usage(command)}."]
    lines += [f"Command {name}. {sentence(text)}" for name, text in below]
    for param in command.get_params(ctx):
        if not getattr(param, "hidden", False):
            lines.append(_param(param))
    return [*lines, *_sentences(command.epilog or "")]


def _sentences(text: str) -> list[str]:
    """Paragraphs as lines, each a sentence or more."""
    parts = text.replace("`", "").split("\n\n")
    return [sentence(" ".join(part.split())) for part in parts if part.strip()]


def _usage(command: Any) -> str:
    """What may follow the command's name."""
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    named = [_name(p) if p.required else f"{_name(p)} if you like" for p in arguments]
    if hasattr(command, "commands"):
        named.append("a command")
    return f", then {joined([*named, 'options'])}"


def _param(param: Any) -> str:
    if param.param_type_name == "argument":
        return f"{sentence(_name(param))} {sentence(param.help or '')}".strip()
    names = " or ".join(param.opts)
    value = "" if param.is_flag or param.count else f", then {_value(param)}"
    return f"Option {names}{value}. {sentence(param.help or '')}".strip()


def _name(param: Any) -> str:
    return str(param.metavar or param.name).strip("[]").lower()


def _value(param: Any) -> str:
    """What stands behind an option: "left or right", "a time", "a number"."""
    if param.metavar:
        words = str(param.metavar).strip("[]")
        words = "number" if words == "N" else words
        return " or ".join(words.split("|")) if "|" in words else f"a {words.lower()}"
    return "a number" if "int" in str(param.type).lower() else "a value"
