"""A TOML file as it is mostly written, read without the parser, whose import, with that of `re`,
takes a quarter of an interpreter's start.

Owns the plain case alone, in which both read the same: `key = value` and `[[tables]]`, with texts
in which nothing is escaped, whole numbers, days, true and false, arrays, and tables in a line. Of
everything else it knows nothing, and says so.
"""

from __future__ import annotations

import datetime

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_MOST_CHARS = 20_000  # the parser is quicker at a long text
_BLANKS = " \t"
_BEHIND_A_WORD = " \t\n,]}#"
_BOOLEANS = {"true": True, "false": False}


def read_plain(text: str) -> dict[str, Any] | None:
    """The document; None for one that is not plain, or no TOML."""
    if len(text) > _MOST_CHARS or not text.translate({9: None, 10: None}).isprintable():
        return None
    try:
        return _document(f"{text}\n")
    except (ValueError, IndexError, RecursionError):
        return None


def _document(text: str) -> dict[str, Any]:
    document: dict[str, Any] = {}
    table = document
    headed: set[int] = set()  # the arrays that headers have begun: to no other they may add
    at = _behind(text, 0, "\n")
    while at < len(text):
        if text[at] == "#":
            at = text.index("\n", at)
        elif text.startswith("[[", at):
            end = text.index("]]", at)
            table = _new_table(document, text[at + 2 : end], headed)
            at = _line_end(text, end + 2)
        else:
            at = _line_end(text, _pair(text, at, table))
        at = _behind(text, at, "\n")
    return document


def _new_table(document: dict[str, Any], header: str, headed: set[int]) -> dict[str, Any]:
    """The table that a header begins: an entry of an array, which may lie in the newest of another.
    ValueError, as in all that follows, for what is not plain."""
    table = document
    *outer, last = header.split(".")
    for name in outer:
        if id(table.get(name)) not in headed:
            raise ValueError(name)
        table = table[name][-1]
    if last not in table:
        table[_bare(last)] = []
        headed.add(id(table[last]))
    if id(table[last]) not in headed:
        raise ValueError(last)
    table[last].append({})
    made: dict[str, Any] = table[last][-1]
    return made


def _pair(text: str, at: int, table: dict[str, Any]) -> int:
    """Read a key and its value into a table; the place behind them."""
    equals = text.index("=", at)
    key = _bare(text[at:equals].rstrip(_BLANKS))
    if key in table:
        raise ValueError(key)
    table[key], at = _value(text, _behind(text, equals + 1))
    return at


def _bare(key: str) -> str:
    if not key.isascii() or not key.replace("_", "0").replace("-", "0").isalnum():
        raise ValueError(key)
    return key


def _value(text: str, at: int) -> tuple[Any, int]:
    """The value at a place, and the place behind it."""
    match text[at]:
        case '"':
            return _text(text, at)
        case "[":
            return _array(text, at)
        case "{":
            return _table(text, at)
    end = at
    while text[end] not in _BEHIND_A_WORD:
        end += 1
    return _word(text[at:end]), end


def _text(text: str, at: int) -> tuple[str, int]:
    end = text.index('"', at + 1)
    found = text[at + 1 : end]
    if "\\" in found or "\n" in found or text[end + 1] == '"':
        raise ValueError(found)
    return found, end + 1


def _array(text: str, at: int) -> tuple[list[Any], int]:
    values: list[Any] = []
    at = _behind(text, at + 1, "\n")
    while text[at] != "]":
        value, at = _value(text, at)
        values.append(value)
        at = _behind(text, at, "\n")
        if text[at] == ",":
            at = _behind(text, at + 1, "\n")
        elif text[at] != "]":
            raise ValueError(text[at])
    return values, at + 1


def _table(text: str, at: int) -> tuple[dict[str, Any], int]:
    table: dict[str, Any] = {}
    at = _behind(text, at + 1)
    while text[at] != "}":
        at = _behind(text, _pair(text, at, table))
        if text[at] == ",":
            at = _behind(text, at + 1)
            if text[at] == "}":
                raise ValueError(text[at])
        elif text[at] != "}":
            raise ValueError(text[at])
    return table, at + 1


def _word(word: str) -> Any:
    if word in _BOOLEANS:
        return _BOOLEANS[word]
    if len(word) == 10 and word[4:8:3] == "--":
        return datetime.date.fromisoformat(word)
    if not (word.isascii() and word.isdigit()) or (word[0] == "0" and word != "0"):
        raise ValueError(word)
    return int(word)


def _behind(text: str, at: int, also: str = "") -> int:
    """The place behind blanks."""
    blanks = _BLANKS + also
    while at < len(text) and text[at] in blanks:
        at += 1
    return at


def _line_end(text: str, at: int) -> int:
    """The end of a line in which nothing more stands, a comment aside."""
    at = _behind(text, at)
    if text[at] not in "#\n":
        raise ValueError(text[at])
    return text.index("\n", at)
