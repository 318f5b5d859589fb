"""Lines and files that are something else than TOML: JSON, Markdown, remarks and lists as
elsewhere, blanks that only look like one.

Owns what is said of them, by their look alone. `syntax` asks before it looks closer.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from calfcoach.files.problems import code_point, visible
from calfcoach.files.syntax_values import Fault, Slip

_ODD_BLANK = re.compile("[\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff]")
_REMARK = re.compile(r"[ \t]*(//+|--|/\*+|;|<!--)[ \t]*(.*?)[ \t]*(?:\*/|-->)?$")
_ITEM = re.compile(r"[ \t]*(?P<sign>[*+\u2022-])(?:[ \t]|$)")
_DOUBLE = re.compile(r"[ \t]*([A-Za-z0-9_-]{1,64})[ \t]*(==+|:=)[ \t]*(.*)")
_SHOWN_CHARS = 40


def _wide(slip: Slip) -> Fault | None:
    """Every other character NUL: two bytes a character, without the mark that says so."""
    start = slip.text[:64]
    if start.count("\0") * 3 < len(start):
        return None
    hint = "save it as UTF-8 in your editor"
    return Fault(said="the text looks like UTF-16, not UTF-8", hint=hint, at=slip.at)


def _old_line_ends(slip: Slip) -> Fault | None:
    if "\n" in slip.text or slip.text[slip.at : slip.at + 1] != "\r":
        return None
    return Fault(
        said="its lines end with U+000D alone",
        hint="save it with the line ends LF in your editor",
        at=slip.at,
    )


def _json(slip: Slip) -> Fault | None:
    begin = len(slip.text) - len(slip.text.lstrip())
    if slip.text[begin : begin + 1] != "{" or slip.at > begin:
        return None
    return Fault(
        said="this looks like JSON",
        hint='write lines such as key = "value", without braces',
        at=begin,
    )


def _markup(slip: Slip) -> Fault | None:
    begin = len(slip.text) - len(slip.text.lstrip())
    if slip.text[begin : begin + 1] != "<" or slip.at > begin:
        return None
    return Fault(
        said="this looks like a web page",
        hint='write lines such as key = "value", without tags',
        at=begin,
    )


def _fence(slip: Slip) -> Fault | None:
    if not slip.line.lstrip().startswith(("```", "~~~")):
        return None
    return Fault(said="this line is Markdown", hint="leave the line out", at=slip.start)


def _odd_blank(slip: Slip) -> Fault | None:
    found = _ODD_BLANK.match(slip.text, slip.at)
    if found is None:
        return None
    char = found.group()
    name = "no-break space" if char == "\u00a0" else unicodedata.name(char, "blank").lower()
    blank = unicodedata.category(char) == "Zs"
    return Fault(
        said=f"a {name} ({code_point(char)}) stands here",
        hint="type a plain blank in its place" if blank else "remove it",
        at=slip.at,
    )


def _remark(slip: Slip) -> Fault | None:
    found = _REMARK.match(slip.line)
    if found is None or not slip.said.startswith(("Invalid statement", "Expected '='")):
        return None
    words = visible(found[2][:_SHOWN_CHARS])
    return Fault(
        said=f"a remark begins with #, not with {found[1]}",
        hint=f"write # {words}{'…' * (len(found[2]) > _SHOWN_CHARS)}".rstrip(),
        at=slip.start + found.start(1),
    )


def _item(slip: Slip) -> Fault | None:
    found = _ITEM.match(slip.line)
    if found is None or not slip.said.startswith(("Invalid statement", "Expected '='")):
        return None
    return Fault(
        said="this line is an item of a list, not a key and its value",
        hint="a step begins with [[step]], a remark with #",
        at=slip.start + found.start("sign"),
    )


def _two_equals(slip: Slip) -> Fault | None:
    found = _DOUBLE.match(slip.line)
    if found is None or not slip.said.startswith(("Invalid value", "Expected '='")):
        return None
    value = visible(found[3][:_SHOWN_CHARS]) + "…" * (len(found[3]) > _SHOWN_CHARS)
    return Fault(
        said="a key and its value have one = between them",
        hint=f"write {found[1]} = {value}".rstrip(),
        at=slip.start + found.start(2),
    )


# the kinds of whole files first
ODD_LINES: tuple[Callable[[Slip], Fault | None], ...] = (
    _wide,
    _old_line_ends,
    _json,
    _markup,
    _fence,
    _odd_blank,
    _remark,
    _item,
    _two_equals,
)
