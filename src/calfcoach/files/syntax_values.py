"""Slips in the value of a key, in words for people who never read the rules of TOML.

Owns what is said of a value that is none, and how the line was probably meant. `syntax` asks it.
"""

from __future__ import annotations

import re

from calfcoach.files.amounts import CountText, Duration, TempoText
from calfcoach.files.problems import Problem, Spot, visible
from calfcoach.files.values import Choice, Days, Reader, Whole
from calfcoach.frozen import frozen

LINE = re.compile(
    r"""(?P<blank>[ \t]*)(?P<key>[A-Za-z0-9_.-]+|"[^"]*"|'[^']*')[ \t]*"""
    r"""(?P<sign>[=:])[ \t]*(?P<value>[^#]*?)[ \t]*(?:\#.*)?$"""
)
_BARE = re.compile(r"[^\s\"'\[\]{}#=\\]+(?: [^\s\"'\[\]{}#=\\]+)*")
_PAIR = re.compile(
    r"""(?:"[^"]*"|'[^']*'|[^\s"']+)(?P<between>[ \t]*[;,]?[ \t]*)[A-Za-z0-9_-]+[ \t]*=[^=]"""
)
_PRIME = re.compile(r"""["']?([0-9]+(?:[.,][0-9]+)?)["'\u2033]+[ \t]*([a-z]*)["']?""")
_MEANT = re.compile("did you mean `(.*)`\\?")
_TAKING = (Whole, CountText, Duration, TempoText, Choice, Days)
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
    hint = hint_of(line)
    if said == "text must stand in quotes" and hint.startswith("write ") and '"' not in hint:
        said = "this value is no number, and no text in quotes"
    return Fault(said=said, hint=hint, at=at)


def _behind_value(slip: Slip, line: re.Match[str]) -> Fault | None:
    if not slip.said.startswith("Expected newline"):
        return None
    value = line["value"]
    said, hint = "something stands behind the value", "one key and its value a line"
    if pair := _PAIR.match(value):
        hint = "write each key on a line of its own"
        at = slip.start + line.start("value") + pair.end("between")
        return Fault(said="a second key stands on this line", hint=hint, at=at)
    if prime := _PRIME.fullmatch(value):
        said = "a quote stands in the middle of the value"
        hint = _hint(line["key"], f"{prime[1]}{prime[2] or 's'}")
    elif value.startswith('"') and value.endswith('"') and len(value) <= _SHOWN_CHARS:
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
    key = re.search(r"([A-Za-z0-9_-]{1,64})[ \t]*=$", slip.line[:begin])
    hint = _hint(key[1], found[1]) if key is not None else f'write "{found[1]}"'
    return Fault(said="text must stand in quotes", hint=hint, at=slip.start + found.start(1))


def backslash(slip: Slip) -> Fault | None:
    """A backslash in text that begins no escape."""
    if not slip.said.startswith(("Unescaped", "Invalid hex", "Escaped character")):
        return None
    at = slip.text.rfind("\\", slip.start, slip.at + 1)
    return Fault(
        said="a backslash has a meaning of its own in text",
        hint="write it twice, or the text in single quotes",
        at=at if at >= 0 else slip.at,
    )


def hint_of(line: re.Match[str]) -> str:
    """How the line is written with its value in the form that was probably meant."""
    key, value = line["key"], line["value"].strip()
    if value.lower() in _TRUTH:
        return _written(key, _TRUTH[value.lower()])
    if re.fullmatch(r"[0-9]+", value):
        return _hint(key, int(value[:9]))
    if not value or len(value) > _SHOWN_CHARS:
        # the reader's example where nothing stands, else its rule
        return _hint(key, value and "…") if _reader(key) else _written(key, '"…"')
    if re.fullmatch(r"[0-9]+,[0-9]+", value) and isinstance(_reader(key), Duration | None):
        return _hint(key, f"{value.replace(',', '.')}s")
    if value[-1] in "\"'" and _BARE.fullmatch(value[:-1]):
        return _hint(key, value[:-1])
    if value[0] in "\"'" and value[0] == value[-1] and _BARE.fullmatch(value[1:-1]):
        return _hint(key, value[1:-1])
    if _BARE.fullmatch(value) and value not in ("true", "false"):
        return _hint(key, value)
    return _written(key, value)


def _hint(key: str, value: str | int) -> str:
    """How a key is written with a value, so that the value is none to be refused then."""
    problems: list[Problem] = []
    if (read := _reader(key)) is not None:
        read(value, Spot(problems=problems, path=(key[:64],)))
    if not problems:
        return _written(key, f'"{value}"' if isinstance(value, str) else str(value))
    hint = problems[0].hint
    near = _MEANT.fullmatch(hint)
    return _written(key, f'"{near[1]}"') if near is not None else hint


def _written(key: str, value: str) -> str:
    return f"write {visible(key[:64])} = {visible(value)}"


def _reader(key: str) -> Reader | None:
    """What reads the amount or the word of a key of a routine; None for text and other keys."""
    from calfcoach.files.tables import CIRCUIT, EXERCISE, ROUTINE, STEP  # late: only errors need it

    for table in (STEP, CIRCUIT, EXERCISE, ROUTINE):
        for field in table.fields:
            if field.name == key and isinstance(field.read, _TAKING):
                return field.read
    return None
