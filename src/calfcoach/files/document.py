"""A file's bytes as a TOML document, or one error that says why they are none.

Owns size, encoding and syntax. Knows no keys; reads nothing from disk.
"""

from __future__ import annotations

import re
from typing import Any

from calfcoach.errors import CoachError
from calfcoach.files.problems import visible

FILE_MAX_BYTES = 1_048_576

_QUOTES = 'text and durations stand in quotes: hold = "30s"'
_HINTS = (  # the beginning of what tomli says, and what to do about it
    ("Invalid value", _QUOTES),
    ("Expected newline", _QUOTES),
    ("Invalid statement", 'write a line as key = "value"'),
    ("Expected '='", 'write a line as key = "value"'),
    ("Cannot overwrite", "a key may stand once in a table: leave one out"),
    ("Cannot declare", "a table may stand once; steps begin with [[step]], two brackets"),
    ("Cannot mutate", "a table may stand once; steps begin with [[step]], two brackets"),
    ("Unterminated string", "put a quote at the end of the text"),
    ("Illegal character", "remove the character, or end the text before the end of the line"),
    ("Unescaped", "write a backslash twice, or the text in single quotes"),
)
_SETTINGS_QUOTES = 'text stands in quotes: sound = "off"'
_SETTINGS_TABLES = "settings stand one a line and need no [table]"
_SETTINGS_HINTS = (  # asked first in a file of settings
    ("Invalid value", _SETTINGS_QUOTES),
    ("Expected newline", _SETTINGS_QUOTES),
    ("Invalid statement", 'write a line as sound = "off"'),
    ("Expected '='", 'write a line as sound = "off"'),
    ("Cannot overwrite", "a setting may stand once: leave one out"),
    ("Cannot declare", _SETTINGS_TABLES),
    ("Cannot mutate", _SETTINGS_TABLES),
)
_OTHERWISE = "look at this line and the one above it"
_KEY = re.compile(r"""\s*["']?([A-Za-z0-9_-]{1,64})["']?\s*[=:]""")


def parse(data: bytes, where: str, *, settings: bool = False) -> dict[str, Any]:
    """Parse a TOML file. `where` is the file as the user would type it; `settings` whether it
    holds settings, whose errors name the setting of their line and are hinted at in its words.

    Raises CoachError, with line and column where there are any, for more than 1 MiB, for
    bytes that are not UTF-8 and for what is not TOML. An empty file is an empty document.
    """
    import tomli  # late: only commands that read a file pay for it

    if len(data) > FILE_MAX_BYTES:
        raise too_large(where)
    text = _decode(data, where)
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        said = visible(error.msg)
        hints = (*_SETTINGS_HINTS, *_HINTS) if settings else _HINTS
        key = _key_of(text, error.lineno) if settings else ""
        raise CoachError(
            f"the file is not valid TOML: {said[:1].lower()}{said[1:]}",
            where=f"{where}:{error.lineno}:{error.colno}{key}",
            hint=next((hint for start, hint in hints if said.startswith(start)), _OTHERWISE),
        ) from None
    except RecursionError:
        raise CoachError(
            "the file nests tables or arrays too deeply",
            where=where,
            hint="a routine needs no more than three levels",
        ) from None
    except ValueError:  # what int() says to more digits than Python turns into a number
        raise CoachError(
            "the file holds a number with too many digits", where=where, hint="shorten it"
        ) from None


def too_large(where: str) -> CoachError:
    """The error for a file that is larger than any file of ours may be."""
    return CoachError(
        "the file is larger than 1 MiB",
        where=where,
        hint="a routine takes a few kilobytes; see whether this is the file you meant",
    )


def empty(where: str, hint: str) -> CoachError:
    """The error for a file with nothing in it; `hint` says what should be there."""
    return CoachError("the file is empty", where=where, hint=hint)


def _key_of(text: str, line_no: int) -> str:
    """The key that a line begins with, behind two spaces; empty where none is to be seen."""
    lines = text.split("\n")[line_no - 1 : line_no]
    found = _KEY.match(lines[0]) if lines else None
    return f"  {found[1]}" if found else ""


def _decode(data: bytes, where: str) -> str:
    try:
        return data.decode("utf-8-sig")  # some editors put a byte order mark in front
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CoachError(
            f"the file is not UTF-8 text: byte 0x{data[error.start]:02x}",
            where=f"{where}:{line}",
            hint="save it as UTF-8 in your editor",
        ) from None
