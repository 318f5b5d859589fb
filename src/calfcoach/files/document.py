"""A file's bytes as a TOML document, or one error that says why they are none.

Owns size, encoding and syntax. Knows no keys; reads nothing from disk.
"""

from __future__ import annotations

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
_OTHERWISE = "look at this line and the one above it"


def parse(data: bytes, where: str) -> dict[str, Any]:
    """Parse a TOML file. `where` is the file as the user would type it.

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
        hint = next((hint for start, hint in _HINTS if said.startswith(start)), _OTHERWISE)
        raise CoachError(
            f"the file is not valid TOML: {said[:1].lower()}{said[1:]}",
            where=f"{where}:{error.lineno}:{error.colno}",
            hint=hint,
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
