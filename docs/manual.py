"""Writes the manual pages docs/man/calfcoach.1 and calfcoach-routine.5: from the commands as they
are typed, and from the table of fields that reads routine files.

Run it after a change of a command or of a table; a test holds the pages and the program together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import typer
from reference import SECTIONS, limits

from calfcoach import __version__
from calfcoach.cli.app import app
from calfcoach.cli.lazy import COMMANDS, Look, dress, load
from calfcoach.files.allowed import default_of, takes
from calfcoach.files.fields import Field
from calfcoach.files.settings_table import SETTINGS

FOLDER = Path(__file__).parent / "man"
COMMON = ("--accessible", "--color")  # every command takes them; told once
_ABOUT = (
    "CalfCoach leads through stretches, heel raises, heel walks and rolling of the calves, second "
    "by second, and keeps what was done on this machine. Alone, it shows the day and the next "
    "command to type.",
    "General exercise guidance, not a diagnosis and not a treatment; it cannot see or examine "
    "anybody. No clinician has reviewed it.",
)
_EXIT_CODES = (
    ("0", "Done."),
    ("1", "Something to mend, or a session that could not be saved."),
    ("2", "A mistake in what was typed."),
    ("3", "Ended early; what was done is saved."),
    ("4", "A red flag is open: no session starts."),
    ("5", "A bug of CalfCoach."),
    ("10", "Of `due`: something is due."),
    ("129, 130, 131, 143", "Ended by SIGHUP, SIGINT, SIGQUIT or SIGTERM, saved first."),
)
_VARIABLES = (
    ("CALFCOACH_HOME", "One folder for settings, history and crash reports."),
    ("ACCESSIBLE", "With 1, sentences for a screen reader, as with `--accessible`."),
    ("NO_COLOR, FORCE_COLOR", "No colour, or colour also where it is not a terminal."),
    ("VISUAL, EDITOR", "The editor of `config edit`, `history edit` and `routine edit`."),
)
_FILES = (
    ("config.toml", "The settings, in the folder that `calfcoach config path` names."),
    ("routines/*.toml, exercises/*.toml", "Your own, in the same folder."),
    ("plan.toml", "The plan, in the same folder."),
    ("history.db", "The history, an SQLite database; `calfcoach doctor` says where."),
)


def pages() -> dict[str, str]:
    """The text of each page by the name of its file, as the program is now."""
    return {"calfcoach.1": _command_page(), "calfcoach-routine.5": _routine_page()}


def every_command() -> Iterator[tuple[str, Any]]:
    """Each command with what is typed for it, `calfcoach` itself first."""
    root = typer.main.get_command(app)
    dress(root, Look.PLAIN)
    yield "calfcoach", root
    for command in COMMANDS:
        yield from _with_those_below(f"calfcoach {command.name}", load(command))


def _with_those_below(path: str, command: Any) -> Iterator[tuple[str, Any]]:
    yield path, command
    for name, below in getattr(command, "commands", {}).items():
        if not below.hidden:
            yield from _with_those_below(f"{path} {name}", below)


# ---------------------------------------------------------------------- calfcoach(1)


def _command_page() -> str:
    (_, root), *others = every_command()
    parts = [
        _head("CALFCOACH", 1, "calfcoach", "stretching and self-care coach for calves"),
        ".SH SYNOPSIS\n.B calfcoach\n[\\fIoptions\\fR] [\\fIcommand\\fR] [\\fIarguments\\fR]\n",
        ".SH DESCRIPTION\n" + _paragraphs(_ABOUT),
        ".SH OPTIONS\n" + "".join(map(_parameter, _shown(root))),
        ".PP\nEvery command takes these two:\n"
        + "".join(_parameter(p) for p in others[0][1].params if p.opts[0] in COMMON),
    ]
    for heading in dict.fromkeys(command.heading for command in COMMANDS):
        parts.append(f".SH {_upper(heading)}\n")
        named = {f"calfcoach {c.name}" for c in COMMANDS if c.heading == heading}
        parts += [_command(p, c) for p, c in others if " ".join(p.split()[:2]) in named]
    settings = [(setting.variable, f"{_sentence(setting.meaning)}") for setting in SETTINGS]
    parts += [
        ".SH EXIT STATUS\n" + _list(_EXIT_CODES),
        ".SH ENVIRONMENT\n" + _list((*_VARIABLES, *settings)),
        ".SH FILES\n" + _list(_FILES),
        ".SH SEE ALSO\n.BR calfcoach\\-routine (5)\n",
    ]
    return "".join(parts)


def _command(path: str, command: Any) -> str:
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    said = " ".join([path, *(str(p.metavar or p.name.upper()) for p in arguments)])
    text = f".SS {_plain(said)}\n{_paragraphs(_split(command.help))}"
    text += "".join(_parameter(p) for p in _shown(command))
    if command.epilog:
        text += ".PP\n" + _paragraphs(_split(command.epilog))
    return text


def _shown(command: Any) -> list[Any]:
    return [
        p for p in command.params if not getattr(p, "hidden", False) and p.opts[0] not in COMMON
    ]


def _parameter(param: Any) -> str:
    if param.param_type_name == "argument":
        return _entry(f"\\fI{_plain(param.metavar or param.name.upper())}\\fR", param.help or "")
    names = ", ".join(f"\\fB{_plain(name)}\\fR" for name in (*param.opts, *param.secondary_opts))
    value = "" if param.is_flag or param.count else f" \\fI{_plain(_value(param))}\\fR"
    return _entry(f"{names}{value}", param.help or "")


def _value(param: Any) -> str:
    if param.metavar:
        return str(param.metavar)
    return "N" if "int" in str(param.type).lower() else str(param.type.name).upper()


# -------------------------------------------------------------- calfcoach-routine(5)


def _routine_page() -> str:
    about = (
        "A routine is a TOML file: its own keys, then one `[[step]]` for each exercise. It is "
        "played by its path, or by its name when it stands in the folder `routines` beside the "
        "settings. `calfcoach routine check` tells everything that is wrong with it, and "
        "`calfcoach routine schema` prints its JSON Schema.",
    )
    parts = [
        _head("CALFCOACH-ROUTINE", 5, "calfcoach-routine", "routine files of calfcoach"),
        ".SH DESCRIPTION\n" + _paragraphs(about),
    ]
    for heading, text, fields in SECTIONS:
        parts.append(f".SH {_upper(heading)}\n{_paragraphs([text])}{''.join(map(_field, fields))}")
    parts += [
        ".SH LIMITS\n" + "".join(f".IP \\(bu 2\n{_line(one)}\n" for one in limits()),
        ".SH EXAMPLE\n.nf\n" + _EXAMPLE + ".fi\n",
        ".SH SEE ALSO\n.BR calfcoach (1)\n",
    ]
    return "".join(parts)


_EXAMPLE = """\
title = "Two minutes"

[[step]]
exercise = "wall\\-calf\\-stretch"
hold = "30s"
sides = "each"
rest = "10s"
"""


def _field(field: Field) -> str:
    left_out = default_of(field)
    more = "It must be there." if field.required else f"Left out: {left_out or 'nothing'}."
    text = f"{_sentence(field.meaning)} Takes {takes(field.read)}. {more}"
    return _entry(f"\\fB{_plain(field.name)}\\fR", text)


# ------------------------------------------------------------------------------ roff


def _head(title: str, section: int, name: str, line: str) -> str:
    return (
        '.\\" Made by `python docs/manual.py`; do not edit.\n'
        f'.TH {_plain(title)} {section} "" "calfcoach {__version__}" "CalfCoach"\n'
        f".SH NAME\n{_plain(name)} \\- {line}\n"
    )


def _list(entries: Iterable[tuple[str, str]]) -> str:
    return "".join(_entry(f"\\fB{_plain(name)}\\fR", text) for name, text in entries)


def _entry(tag: str, text: str) -> str:
    return f".TP\n{tag}\n{_line(text)}\n"


def _paragraphs(texts: Iterable[str]) -> str:
    return ".PP\n".join(f"{_line(text)}\n" for text in texts)


def _split(text: str | None) -> list[str]:
    return [part for part in (text or "").split("\n\n") if part.strip()]


def _line(text: str) -> str:
    """One filled line of text; what stands in backticks is bold."""
    parts = _plain(" ".join(text.split())).split("`")
    line = "".join(f"\\fB{part}\\fR" if no % 2 else part for no, part in enumerate(parts))
    return re.sub(r"^(?=[.'])", r"\\&", line)  # at the start of a line they are requests


def _plain(text: str) -> str:
    """Text as it is: no escapes, and hyphens that can be searched and copied. Quotes are named, as
    they end an argument of a request."""
    return (
        text.replace("\\", "\\e")
        .replace("-", "\\-")
        .replace('"', "\\(dq")
        .replace("^", "\\(ha")
        .replace("~", "\\(ti")
    )


def _upper(heading: str) -> str:
    return _plain(heading.upper())


def _sentence(text: str) -> str:
    ended = text if text.endswith((".", "?")) else f"{text}."
    return ended[:1].upper() + ended[1:]


def _write() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    _write()
