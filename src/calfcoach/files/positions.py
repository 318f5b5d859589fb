"""Where in a TOML text the keys and values of the parsed document stand.

Owns a small scanner, asked only when there is an error: reading a good file costs nothing for
it. It trusts the parser, so that it checks nothing: the text must be one that the parser took.
Knows no keys of ours.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from contextlib import suppress

from calfcoach.files.problems import KeyPath
from calfcoach.frozen import frozen

_BLANKS = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
_STRING = (
    r'"""(?:[^"\\]++|\\.|""?(?!"))*+"{3,5}'
    r"|'''(?:[^']++|''?(?!'))*+'{3,5}"
    r'|"(?:[^"\\]++|\\.)*+"'
    r"|'[^']*+'"
)
_SCALAR = re.compile(  # a date and its time may have a blank between them
    rf"{_STRING}|[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}} [0-9]{{2}}:[^\s,\]}}#]++|[^\s,\[\]{{}}#]++",
    re.DOTALL,
)
_KEY = re.compile(r""""(?:[^"\\\n]|\\.)*+"|'[^'\n]*+'|[^\s.=\]"']++""")
_DOT = re.compile(r"[ \t]*\.[ \t]*")
_EQUALS = re.compile(r"[ \t]*=[ \t]*")
_BRACKETS = re.compile(r"[ \t]*\]\]?")
_COMMAS = re.compile(r"(?:[ \t\r\n,]++|#[^\n]*+)*+")
_PIECE = re.compile(rf"""{_STRING}|#[^\n]*+|[^"'#\[\]{{}}]++|[\[{{]|[\]}}]""", re.DOTALL)


@frozen
class Mark:
    """Where a key and its value stand, as offsets into the text; the value's are half open.

    What has no key of its own (an entry of an array) has that of its value. The value of a
    table with a header is its header's line.
    """

    key: int
    start: int
    end: int


def find_marks(text: str, wanted: Collection[KeyPath] | None = None) -> dict[KeyPath, Mark]:
    """The marks of the `wanted` paths of a document, or of all; the first mention of each.

    A path that is not in the document has no mark. The search ends with the last one found.
    """
    scanner = _Scanner(text, None if wanted is None else frozenset(wanted))
    with suppress(_Found):
        scanner.document()
    return scanner.marks


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Line and column of a character, both from 1, columns in characters."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


class _Found(Exception):  # noqa: N818 - it ends a search, it is no error
    """All that is wanted has been found."""


class _Open:
    """An array or an inline table whose end has not come; `entry` is None in a table."""

    __slots__ = ("entry", "key", "path", "start")

    def __init__(self, path: KeyPath, key: int, start: int, entry: int | None) -> None:
        self.path, self.key, self.start, self.entry = path, key, start, entry


class _Scanner:
    """Goes through a text once. Without recursion: a mebibyte of brackets must not end it."""

    def __init__(self, text: str, wanted: frozenset[KeyPath] | None) -> None:
        self.marks: dict[KeyPath, Mark] = {}
        self._text = text
        self._wanted = wanted
        self._above = {path[:length] for path in wanted or () for length in range(len(path) + 1)}
        self._missing = len(wanted) if wanted is not None else -1
        self._at = 0
        self._lengths: dict[KeyPath, int] = {}  # of the arrays of tables, so far

    def document(self) -> None:
        """Mark every key, value, entry and table of the text."""
        base: KeyPath = ()
        self._mark((), 0, 0, 0)
        while self._pass(_BLANKS) < len(self._text):
            if self._text[self._at] == "[":
                base = self._header()
            else:
                path, key = self._keys(base)
                self._pass(_EQUALS)
                self._value(path, key)

    def _pass(self, pattern: re.Pattern[str]) -> int:
        """Go behind what matches here; the new place."""
        found = pattern.match(self._text, self._at)
        if found is not None:
            self._at = found.end()
        return self._at

    def _mark(self, path: KeyPath, key: int, start: int, end: int) -> None:
        if path in self.marks or (self._wanted is not None and path not in self._wanted):
            return
        self.marks[path] = Mark(key=key, start=start, end=end)
        self._missing -= 1
        if self._missing == 0:
            raise _Found

    # ------------------------------------------------------------------------------ keys

    def _parts(self) -> Iterator[tuple[str, int]]:
        """The parts of a dotted key, with their places."""
        while True:
            start = self._at
            raw = self._text[start : self._pass(_KEY)]
            yield _plain(raw), start
            if self._pass(_DOT) == start + len(raw):
                return

    def _keys(self, base: KeyPath) -> tuple[KeyPath, int]:
        """The path of a dotted key in a table, and the place of its last part. The tables that
        its first parts name are marked."""
        parts = list(self._parts())
        path = base
        for name, at in parts[:-1]:
            path = (*path, name)
            self._mark(path, at, at, at + 1)
        name, at = parts[-1]
        return (*path, name), at

    def _header(self) -> KeyPath:
        """The path of the table that `[a.b]` or `[[a.b]]` begins."""
        start = self._at
        many = self._text.startswith("[[", start)
        self._at += 2 if many else 1
        self._pass(_BLANKS)
        parts = list(self._parts())
        end = self._pass(_BRACKETS)
        path: KeyPath = ()
        for name, at in parts[:-1]:
            path = (*path, name)
            self._mark(path, at, start, end)
            path = self._last_of(path)
        name, at = parts[-1]
        path = (*path, name)
        self._mark(path, at, start, end)
        if not many:
            return path
        self._lengths[path] = self._lengths.get(path, 0) + 1
        path = self._last_of(path)
        self._mark(path, start, start, end)
        return path

    def _last_of(self, path: KeyPath) -> KeyPath:
        """The newest table where the path leads to an array of tables."""
        return (*path, self._lengths[path] - 1) if path in self._lengths else path

    # ---------------------------------------------------------------------------- values

    def _value(self, path: KeyPath, key: int) -> None:
        """Mark a value and all that is in it."""
        opened: list[_Open] = []
        self._begin(path, key, opened)
        while opened:
            inner = opened[-1]
            self._pass(_COMMAS)
            if self._text[self._at] in "]}":
                self._at += 1
                opened.pop()
                self._mark(inner.path, inner.key, inner.start, self._at)
            elif inner.entry is None:
                path, key = self._keys(inner.path)
                self._pass(_EQUALS)
                self._begin(path, key, opened)
            else:
                path = (*inner.path, inner.entry)
                inner.entry += 1
                self._begin(path, self._at, opened)

    def _begin(self, path: KeyPath, key: int, opened: list[_Open]) -> None:
        """Mark a plain value, or open an array or an inline table."""
        self._pass(_BLANKS)
        start = self._at
        first = self._text[start]
        if first not in "[{":
            self._mark(path, key, start, self._pass(_SCALAR))
        elif self._wanted is None or path in self._above:
            self._at += 1
            opened.append(_Open(path, key, start, 0 if first == "[" else None))
        else:
            self._leave_out()

    def _leave_out(self) -> None:
        """Go behind an array or a table in which nothing is wanted."""
        depth = 0
        for piece in _PIECE.finditer(self._text, self._at):
            if piece.group() in ("[", "{"):
                depth += 1
            elif piece.group() in ("]", "}"):
                depth -= 1
            if depth == 0:
                self._at = piece.end()
                return


def _plain(raw: str) -> str:
    """A key without its quotes."""
    if raw.startswith("'"):
        return raw[1:-1]
    if not raw.startswith('"'):
        return raw
    if "\\" not in raw:
        return raw[1:-1]
    import tomli  # late: hardly any key has an escape in it

    return str(tomli.loads(f"key = {raw}")["key"])
