"""What is wrong with a text that is not TOML, in words for people who never read its rules.

Owns these words and the place that they point at: the parser tells where it gave up, which is
often behind the slip. Knows no keys.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from calfcoach.files.problems import code_point, visible
from calfcoach.files.syntax_lines import ODD_LINES
from calfcoach.files.syntax_values import (
    LINE,
    Fault,
    Slip,
    backslash,
    bare_in_array,
    hint_of,
    wrong_value,
)
from calfcoach.frozen import replace

_CURLY = re.compile("[\u2018-\u201f\u00ab\u00bb\u2032\u2033\u00b4`]")
_SPACED = re.compile(r"[ \t]*([A-Za-z0-9_-]{1,64}(?:[ \t]+[A-Za-z0-9_-]{1,64}){1,4})[ \t]*=")
_HEADER = re.compile(r"[ \t]*(\[\[?)[ \t]*([A-Za-z0-9_. -]+)\]*")
_NEXT = re.compile(r"\[+[\w. -]+\]|[\w.\"'-]+[ \t]*=|$")
_PIECE = re.compile(
    r'"""(?:[^"\\]++|\\.|""?(?!"))*+"{3,5}'
    r"|'''(?:[^']++|''?(?!'))*+'{3,5}"
    r'|"(?!"")(?:[^"\\\n]++|\\.)*+"'
    r"|'(?!'')[^'\n]*+'"
    r"""|\#[^\n]*+|[^"'#\[\]{}]++|[\[\]{}]""",
    re.DOTALL,
)
_UNFINISHED = (
    "Unterminated string",
    "Illegal character '\\n'",
    "Expected \"'",
    "Found invalid character '\\n'",
)
_LINE_CHARS = 1_000  # patterns for a line of it need not be quick
_NO_COLON = "a key and its value have a = between them, not a colon"


def explain(text: str, said: str, at: int) -> Fault:
    """What the parser's `said` at offset `at` means."""
    at = min(at, len(text))
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", start)
    line = text[start : len(text) if end < 0 else end][:_LINE_CHARS]
    slip = Slip(text=text, said=said, at=at, start=start, line=line)
    for look in _LOOKS:
        if (fault := look(slip)) is not None:
            # what would steer a terminal is told by itself: no hint writes it once more
            return fault if visible(fault.hint) == fault.hint else replace(fault, hint="")
    said = visible(said)
    return Fault(said=f"{said[:1].lower()}{said[1:]}", hint="", at=at)


def _control_character(slip: Slip) -> Fault | None:
    char = slip.text[slip.at : slip.at + 1]
    unwanted = slip.said.startswith(("Illegal character", "Found invalid character"))
    if not char or char == "\n" or not (unwanted or char < " "):
        return None
    code = code_point(char)
    return Fault(said=f"the control character {code}", hint=f"remove {code}", at=slip.at)


def _curly_quotes(slip: Slip) -> Fault | None:
    found = _CURLY.search(slip.line)
    if found is None or _behind_hash(slip.line, found.start()):
        return None
    if _CURLY.match(slip.text, slip.at) is None and not slip.said.startswith(_UNFINISHED):
        return None
    return Fault(
        said=f"{found.group()} is not a quote that TOML knows",
        hint='write straight quotes: "…"',
        at=slip.start + found.start(),
    )


def _no_end_of_text(slip: Slip) -> Fault | None:
    if not slip.said.startswith(_UNFINISHED):
        return None
    opened = _opened(slip.text, slip.at)
    at = opened if opened is not None and slip.text[opened] in "\"'" else slip.at
    quotes = slip.text[at] if at < len(slip.text) else '"'
    many = quotes * 3 if slip.text.startswith(quotes * 3, at) else quotes
    return Fault(
        said=f"the text that begins here has no {many} at its end",
        hint="put a quote at the end of the text" if many == quotes else f"write {many} behind it",
        at=at,
    )


def _no_end_of_array(slip: Slip) -> Fault | None:
    if not slip.said.startswith(("Unclosed array", "Unclosed inline table")):
        return None
    opened = _opened(slip.text, slip.at)
    if opened is None:
        return None
    if _NEXT.match(slip.text, slip.at) is None:
        return Fault(
            said="a comma is missing between two entries",
            hint='write a comma between them: ["mon", "wed"]',
            at=slip.at,
        )
    closing = "]" if slip.text[opened] == "[" else "}"
    noun = "array" if closing == "]" else "table"
    return Fault(
        said=f"the {noun} that begins here has no {closing} at its end",
        hint=f"put a {closing} behind its last entry",
        at=opened,
    )


def _no_end_of_header(slip: Slip) -> Fault | None:
    found = _HEADER.match(slip.line)
    if found is None or not slip.said.startswith("Expected ']"):
        return None
    closing = "]" * len(found[1])
    if closing in slip.line and " " in found[2].strip():
        name = ("" if closing == "]]" else "-").join(found[2].split())
        return Fault(
            said="the name of a table has no blanks in it",
            hint=f"write {found[1]}{name}{closing}",
            at=slip.at,
        )
    return Fault(
        said=f"the header has no {closing} at its end",
        hint=f"write {found[1]}{found[2].strip()}{closing}",
        at=slip.at,
    )


def _behind_header(slip: Slip) -> Fault | None:
    if not slip.line.lstrip().startswith("[") or not slip.said.startswith("Expected newline"):
        return None
    return Fault(
        said="something stands behind the header",
        hint="a key stands on a line of its own, a remark behind a #",
        at=slip.at,
    )


def _no_equals(slip: Slip) -> Fault | None:
    if not slip.said.startswith("Expected '='"):
        return None
    if (found := _SPACED.match(slip.line)) is not None:
        return Fault(
            said="a key has no blanks in it",
            hint=f"write {'_'.join(found[1].split())} =",
            at=slip.start + found.start(1),
        )
    return Fault(said="a = is missing behind the key", hint="", at=slip.at)


def _twice(slip: Slip) -> Fault | None:
    if slip.said.startswith(("Cannot declare", "Cannot mutate")) and (
        found := _HEADER.match(slip.line)
    ):
        return Fault(
            said=f"the table `{found[2].strip()}` stands here a second time",
            hint="",
            at=slip.start + found.start(1),
        )
    if not slip.said.startswith("Cannot overwrite"):
        return None
    if (found := _HEADER.match(slip.line)) is not None:
        return _one_bracket(slip, found[2].strip())
    line = LINE.match(slip.line)
    if line is None:
        return None
    return Fault(
        said=f"the key `{visible(line['key'][:64])}` stands here a second time",
        hint="",
        at=slip.start + line.start("key"),
    )


def _one_bracket(slip: Slip, name: str) -> Fault | None:
    """[step] with a right [[step]] behind it, which is where the parser gives up."""
    header = rf"^[ \t]*(\[)[ \t]*{re.escape(name)}[ \t]*\]"
    first = re.search(header, slip.text[: slip.start], re.MULTILINE)
    if first is None:
        return None
    return Fault(
        said=f"[{name}] and [[{name}]] cannot stand in one file",
        hint=f"write [[{name}]]",
        at=first.start(1),
    )


def _colon(slip: Slip) -> Fault | None:
    line = LINE.match(slip.line)
    if line is None or line["sign"] != ":" or not slip.said.startswith("Expected '='"):
        return None
    return Fault(
        said=_NO_COLON,
        hint=hint_of(line),
        at=slip.start + line.start("sign"),
    )


def _colon_in_table(slip: Slip) -> Fault | None:
    if slip.text[slip.at : slip.at + 1] != ":" or not slip.said.startswith("Expected '='"):
        return None
    return Fault(said=_NO_COLON, hint="write = instead of the colon", at=slip.at)


_LOOKS: tuple[Callable[[Slip], Fault | None], ...] = (
    *ODD_LINES,
    _control_character,
    _curly_quotes,
    _no_end_of_text,
    bare_in_array,
    _no_end_of_array,
    _no_end_of_header,
    _twice,
    _colon,
    _colon_in_table,
    _no_equals,
    _behind_header,
    wrong_value,
    backslash,
)


def _behind_hash(line: str, place: int) -> bool:
    """Whether a place of a line is in a comment."""
    return any(
        piece.group().startswith("#") and piece.start() < place for piece in _PIECE.finditer(line)
    )


def _opened(text: str, end: int) -> int | None:
    """The quote or bracket that is still open at `end`; None where there is none. The text is
    gone through in whole pieces: a quote that begins no whole piece is one without its end."""
    brackets: list[int] = []
    at = 0
    while at < end:
        found = _PIECE.match(text, at)
        if found is None or (found.end() > end and text[at] in "\"'"):
            return at
        if found.group() in ("[", "{"):
            brackets.append(at)
        elif found.group() in ("]", "}") and brackets:
            brackets.pop()
        at = found.end()
    return brackets[-1] if brackets else None
