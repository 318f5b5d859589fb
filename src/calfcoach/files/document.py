"""A file's bytes as a TOML document, or one error that says why they are none.

Owns size, encoding and syntax. Knows no keys; reads nothing from disk.
"""

from __future__ import annotations

from calfcoach.errors import CoachError
from calfcoach.files.plain_toml import read_plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

FILE_MAX_BYTES = 1_048_576

VALUES_MAX = 60_000  # twice what a routine of 2,000 phases may need

KEY_PARTS = 6  # of a dotted key; a routine's own have five at most

_QUOTES = 'text and durations stand in quotes: hold = "30s"'
_ROUTINE_HINTS = (  # the beginning of what tomli says, and what to do about it
    ("Invalid value", _QUOTES),
    ("Expected newline", _QUOTES),
    ("Invalid statement", 'write a line as key = "value"'),
    ("Expected '='", 'write a line as key = "value"'),
    ("Cannot overwrite", "a key may stand once in a table: leave one out"),
    ("Cannot declare", "a table may stand once; steps begin with [[step]], two brackets"),
    ("Cannot mutate", "a table may stand once; steps begin with [[step]], two brackets"),
)
_SETTINGS_QUOTES = 'text stands in quotes: sound = "off"'
_SETTINGS_TABLES = "settings stand one a line and need no [table]"
_SETTINGS_HINTS = (
    ("Invalid value", _SETTINGS_QUOTES),
    ("Expected newline", _SETTINGS_QUOTES),
    ("Invalid statement", 'write a line as sound = "off"'),
    ("Expected '='", 'write a line as sound = "off"'),
    ("Cannot overwrite", "a setting may stand once: leave one out"),
    ("Cannot declare", _SETTINGS_TABLES),
    ("Cannot mutate", _SETTINGS_TABLES),
)
_OTHERWISE = "look at this line and the one above it"
# Patterns are texts, which `re` compiles when they are first used and keeps: that takes up to a
# millisecond each, and most files need none of them.
_KEY = r"""\s*["']?([A-Za-z0-9_-]{1,64})["']?\s*[=:]"""
# C1 and what turns the reading direction; the parser itself refuses C0 and DEL
_STEERING = "[\x80-\x9f\u202a-\u202e\u2066-\u2069]"

_MANY_DOTS = rf"(?:\.[^.\n]*+){{{KEY_PARTS}}}"  # in one line
_PART = r"""(?:[A-Za-z0-9_-]++|"(?:\\.|[^"\\\n])*+"?|'[^'\n]*+'?)"""
# each alternative takes all it can, so that no text is looked at twice
_KEYS = (
    rf"""\"{{3}}(?:\\.|[^"\\]|"(?!""))*+(?:"{{3,5}})?|'{{3}}(?:[^']|'(?!''))*+(?:'{{3,5}})?"""
    rf"""|\#[^\n]*+|(?P<key>{_PART}(?:[ \t]*+\.[ \t]*+{_PART})*+)"""
)

_NUMBER = r"[0-9](?:_?[0-9])*+"
_MOST_DIGITS = 4_300  # Python's own limit
_MARK = b"\xef\xbb\xbf"
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


class Document(dict[str, "Any"]):
    """A parsed file, which knows its text: where a key stands is looked up when it is wrong.
    `controls` are the errors of raw control characters that its reader has still to raise."""

    text: str = ""
    controls: tuple[CoachError, ...] = ()


def parse(
    data: bytes,
    where: str,
    *,
    settings: bool = False,
    keep_controls: bool = False,
    mostly_plain: bool = False,
) -> Document:
    """Parse a TOML file. `where` is the file as the user would type it; `settings` whether it
    holds settings, whose errors name the setting of their line and are hinted at in its words.
    `mostly_plain`: a file that is read every day, in which hardly ever stands what takes a parser.
    With `keep_controls` a reader takes the errors of raw control characters from the document,
    to tell them together with what else is wrong.

    Raises CoachError, with line and column where there are any, for more than 1 MiB or 60,000
    values, for a dotted key of more than 6 parts, for bytes that are not UTF-8, for characters
    that steer a terminal, even in a comment, all of them at once, and for what is not TOML. An
    empty file is an empty document.
    """
    if not data:
        return Document()
    if len(data) > FILE_MAX_BYTES:
        raise too_large(where)
    text = _decode(data, where).replace("\r\n", "\n")
    if mostly_plain and (plain := read_plain(text)) is not None:
        document = Document(plain)
        document.text = text
        return document
    import tomli  # late: only commands that read other files pay for it

    _refuse_deep_keys(text, where)
    _refuse_many_values(text, where)
    controls = _controls_in(text, where)
    if controls and not keep_controls:
        raise _joined(controls)
    try:
        document = Document(tomli.loads(text))
    except (ValueError, RecursionError) as error:
        if controls:
            raise _joined(controls) from None
        raise _unread(error, text, where, settings=settings) from None
    document.text, document.controls = text, controls
    return document


def _unread(error: Exception, text: str, where: str, *, settings: bool) -> CoachError:
    """What the parser's error says to a user."""
    import tomli

    if isinstance(error, tomli.TOMLDecodeError):
        return _not_toml(text, error.msg, error.pos, where, settings=settings)
    if isinstance(error, RecursionError):
        return CoachError(
            "the file nests tables or arrays too deeply",
            where=where,
            hint="a routine needs no more than three levels",
        )
    # what int() says to more digits than Python turns into a number
    return _too_many_digits(text, where)


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


def _not_toml(text: str, said: str, at: int, where: str, *, settings: bool) -> CoachError:
    from calfcoach.files.places import PlacedError, place_at  # late, as all that is for errors
    from calfcoach.files.syntax import explain

    fault = explain(text, said, at)
    hints = _SETTINGS_HINTS if settings else _ROUTINE_HINTS
    usual = next((hint for start, hint in hints if said.startswith(start)), _OTHERWISE)
    called = _key_of(text, fault.at) if settings else ""
    return PlacedError(
        f"the file is not valid TOML: {fault.said}",
        place=place_at(text, fault.at, where, called),
        hint=fault.hint or usual,
    )


def _key_of(text: str, offset: int) -> str:
    """The key that a line begins with; empty where none is to be seen."""
    import re

    found = re.match(_KEY, text[text.rfind("\n", 0, offset) + 1 :])
    return found[1] if found else ""


def _refuse_many_values(text: str, where: str) -> None:
    """Before they are parsed, which takes seconds for a mebibyte of them."""
    if sum(map(text.count, ",=[{.")) > VALUES_MAX:  # a dot may be a table more
        raise CoachError(
            f"the file has more than {VALUES_MAX:,} keys and entries",
            where=where,
            hint="a routine has some hundred; see whether this is the file you meant",
        )


def _refuse_deep_keys(text: str, where: str) -> None:
    """Before they are parsed: each part is looked for from the top again, which takes minutes."""
    import re  # late, as everywhere here: a plain file is read without

    if not re.search(_MANY_DOTS, text):
        return
    for found in re.finditer(_KEYS, text, re.DOTALL):
        parts = found["key"] or ""
        if parts.count(".") < KEY_PARTS or len(re.findall(_PART, parts)) <= KEY_PARTS:
            continue
        from calfcoach.files.places import PlacedError, place_at

        raise PlacedError(
            f"a key has more than {KEY_PARTS} parts",
            place=place_at(text, found.start(), where),
            hint="put a text in quotes, or shorten the key",
        )


def _controls_in(text: str, where: str) -> tuple[CoachError, ...]:
    import re

    if text.isascii() or not re.search(_STEERING, text):
        return ()
    from calfcoach.files.controls import controls_in

    return controls_in(text, where, _STEERING)


def _joined(errors: tuple[CoachError, ...]) -> CoachError:
    from calfcoach.files.places import joined

    return joined(errors)


def _too_many_digits(text: str, where: str) -> CoachError:
    message, hint = "the file holds a number with too many digits", "shorten it"
    import re

    from calfcoach.files.places import PlacedError, place_at

    numbers = re.finditer(_NUMBER, text)
    found = next((one for one in numbers if one.end() - one.start() > _MOST_DIGITS), None)
    if found is None:
        return CoachError(message, where=where, hint=hint)
    return PlacedError(message, place=place_at(text, found.start(), where), hint=hint)


def _decode(data: bytes, where: str) -> str:
    try:
        return data.removeprefix(_MARK).decode()  # some editors put a byte order mark in front
    except UnicodeDecodeError as error:
        from calfcoach.files.places import PlacedError, place_at

        hint = "save it as UTF-8 in your editor"
        if data.startswith(_WIDE_MARKS):
            message = "the file is UTF-16 text, not UTF-8"
            raise CoachError(message, where=where, hint=hint) from None
        start = error.start + (3 if data.startswith(_MARK) else 0)  # told of what is behind it
        before = data[:start].decode("utf-8-sig")
        text = before + data[start : start + 4_000].decode("utf-8", "replace")
        raise PlacedError(
            f"the file is not UTF-8 text: byte 0x{data[start]:02x}",
            place=place_at(text, len(before), where),
            hint=hint,
        ) from None
