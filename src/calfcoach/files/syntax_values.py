"""Slips in the value of a key, in words for people who never read the rules of TOML.

Owns what is said of a value that is none, and how the line was probably meant. `syntax` asks it.
"""

from __future__ import annotations

import re

from calfcoach.files.problems import visible
from calfcoach.frozen import frozen

LINE = re.compile(
    r"""(?P<blank>[ \t]*)(?P<key>[A-Za-z0-9_.-]+|"[^"]*"|'[^']*')[ \t]*"""
    r"""(?P<sign>[=:])[ \t]*(?P<value>[^#]*?)[ \t]*(?:\#.*)?$"""
)
_BARE = re.compile(r"[^\s\"'\[\]{}#=\\]+(?: [^\s\"'\[\]{}#=\\]+)*")
_ENTRY = re.compile(r"[ \t]*([^\s\"'\[\]{}#=\\,]+(?: [^\s\"'\[\]{}#=\\,]+)*)[ \t]*[,\]}]")
_REMARK = re.compile(r"([0-9]{1,9})[ \t]*(?://|;|--)[ \t]*([^;]{0,40});?")
_TRUTH = {"true": "true", "yes": "true", "on": "true", "false": "false", "no": "false"}
_VALUE = ("Invalid value", "Expected newline", "Invalid date")
_ENTRIES = ("Invalid value", "Unclosed array", "Unclosed inline table")
_SHOWN_CHARS = 40


@frozen
class Fault:
    """What is wrong and what to do about it (nothing where the parser's words say enough), and
    the offset at which it is shown."""

    said: str
    hint: str
    at: int


@frozen
class Slip:
    """A text, what the parser said of it, and where; `line` is that line, `start` its offset."""

    text: str
    said: str
    at: int
    start: int
    line: str


def wrong_value(slip: Slip) -> Fault | None:
    """What is wrong with the value on a line `key = value`; None where it is not the value."""
    line = LINE.match(slip.line)
    if line is None or line["sign"] != "=" or not slip.said.startswith(_VALUE):
        return None
    value, at = line["value"], slip.start + line.start("value")
    if not value:
        said, at = "there is no value behind the =", slip.start + line.end("sign") - 1
    elif re.fullmatch(r"[0-9]+,[0-9]+", value):
        said = "a number has a point, not a comma"
    elif value.lower() in _TRUTH:
        said = f"{visible(value)} is not a word that TOML knows"
    elif found := _REMARK.fullmatch(value):
        said = "something stands behind the value"
        remark = f"  # {visible(found[2])}" if found[2] else ""
        hint = f"write {visible(line['key'][:64])} = {visible(found[1])}{remark}"
        return Fault(said=said, hint=hint, at=slip.start + line.start("value") + len(found[1]))
    elif re.fullmatch(r"0[0-9]+", value):
        said = "a number cannot begin with 0"
    elif _BARE.fullmatch(value):
        said = "text must stand in quotes"
    elif value[-1] in "\"'" and _BARE.fullmatch(value[:-1]):
        said = "the text has no quote at its beginning"
    else:
        return _behind_value(slip, line)
    return Fault(said=said, hint=f"write {line_of(line)}", at=at)


def _behind_value(slip: Slip, line: re.Match[str]) -> Fault | None:
    if not slip.said.startswith("Expected newline"):
        return None
    value = line["value"]
    said, hint = "something stands behind the value", "one key and its value a line"
    if value.startswith('"') and value.endswith('"') and len(value) <= _SHOWN_CHARS:
        said, hint = "a quote stands in the middle of the text", f"write '{value[1:-1]}'"
        if "'" in value:
            hint = "leave it out, or write a backslash in front of it"
    elif value.startswith("'") and value.endswith("'"):
        said, hint = "a quote stands in the middle of the text", 'write the text in "…"'
    return Fault(said=said, hint=hint, at=slip.at)


def bare_in_array(slip: Slip) -> Fault | None:
    """A value without quotes among others, as in `{ name = "Warm", time = 3m }`."""
    begin = max(slip.line.rfind(char, 0, slip.at - slip.start) for char in "[{,=") + 1
    found = _ENTRY.match(slip.line, begin)
    if found is None or not slip.said.startswith(_ENTRIES):
        return None
    if re.fullmatch(r"[0-9 ]+", found[1]):
        return None
    return Fault(
        said="text must stand in quotes", hint=f'write "{found[1]}"', at=slip.start + found.start(1)
    )


def line_of(line: re.Match[str]) -> str:
    """How the line is written with its value in the form that was probably meant."""
    value = line["value"].strip()
    if value.lower() in _TRUTH:
        value = _TRUTH[value.lower()]
    elif re.fullmatch(r"0[0-9]+", value):
        value = value.lstrip("0") or "0"
    elif not value or len(value) > _SHOWN_CHARS:
        value = '"…"'
    elif re.fullmatch(r"[0-9]+,[0-9]+", value):
        value = f'"{value.replace(",", ".")}s"'
    elif value[-1] in "\"'" and _BARE.fullmatch(value[:-1]):
        value = f'"{value[:-1]}"'
    elif _BARE.fullmatch(value) and not re.fullmatch(r"[0-9]+|true|false", value):
        value = f'"{value}"'
    return f"{visible(line['key'][:64])} = {visible(value)}"
