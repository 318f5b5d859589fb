"""Reading JSON from the front: what was read is forgotten, and only its lines counted.

Owns the limits of a document, what JSON may not hold here, and where it is wrong. Knows the keys
of an export, and nothing of what stands in its records.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import Any, NoReturn, TextIO

from calfcoach.errors import CoachError
from calfcoach.exchange.entries import Entry
from calfcoach.exchange.fields import RecordError
from calfcoach.exchange.shapes import BY_PLURAL, SCHEMA
from calfcoach.files.problems import as_written, visible

RECORD_LETTERS = 16 * 1024 * 1024  # of one record: a session of 2,000 phases has one million

_CHUNK = 1024 * 1024
_DIGITS = 18  # of a whole number; all of ours have fewer
BLANKS = " \t\r\n"
_NAME = "calfcoach.export/"
_PLAIN_KEYS = ("schema", "exported_at", "app_version")


def check_schema(schema: object, where: str) -> None:
    """Raises `CoachError` for a format that is newer than ours, or another's."""
    if schema == SCHEMA:
        return
    if isinstance(schema, str) and schema.startswith(_NAME):
        raise CoachError(
            f"this was exported by another version of CalfCoach ({as_written(schema)}, "
            f"this one knows {SCHEMA})",
            where=where,
            hint="upgrade CalfCoach; nothing was imported",
        )
    raise CoachError(
        f"`schema` must be {SCHEMA}, got {as_written(schema)}",
        where=where,
        hint="only what `calfcoach export` wrote can be read as JSON",
    )


class DocumentReader:
    """One document, read record by record. Raises `CoachError` with the line that is wrong."""

    def __init__(self, stream: TextIO, where: str) -> None:
        self._stream = stream
        self._where = where
        self._text = ""
        self._at = 0
        self._line = 1
        self._ended = False

    def entries(self) -> Iterator[Entry]:
        """The records in the order of the file; the header is looked at and passed over."""
        self._expect("{")
        key = self._key(first=True)
        if key != "schema":
            self._fail("this is not an export of CalfCoach: its first key is not `schema`")
        check_schema(self._value(), self._place())
        seen = {key}
        while self._next_is(",", "}"):
            key = self._key()
            if key in seen:
                self._fail(f"`{visible(key[:64])}` stands there twice")
            seen.add(key)
            if key in BY_PLURAL:
                yield from self._list(key)
            elif key in _PLAIN_KEYS:
                self._value()
            else:
                self._fail(f"`{visible(key[:64])}` is not a key of an export")
        self._skip()
        if self._at < len(self._text):
            self._fail("something stands behind the end of the document")

    def _list(self, key: str) -> Iterator[Entry]:
        self._expect("[")
        if self._peek() == "]":
            self._at += 1
            return
        while True:
            self._skip()
            line = self._line
            yield Entry(line=line, shape=BY_PLURAL[key], given=self._value())
            if not self._next_is(",", "]"):
                return

    def _key(self, *, first: bool = False) -> str:
        if first and self._peek() == "}":
            self._fail("this is not an export of CalfCoach: it is empty")
        if self._peek() != '"':
            self._fail("a key in quotes must stand here")
        key = str(self._value())
        self._expect(":")
        return key

    def _next_is(self, more: str, end: str) -> bool:
        """Whether more follows; False at the end of the list or object, which is passed."""
        char = self._peek()
        if char not in (more, end) or not char:
            self._fail(f"{more} or {end} must stand here")
        self._at += 1
        return char == more

    def _expect(self, char: str) -> None:
        if self._peek() != char:
            self._fail(f"{char} must stand here")
        self._at += 1

    def _value(self) -> Any:
        self._skip()
        while True:
            try:
                value, end = DECODER.raw_decode(self._text, self._at)
            except RecordError as wrong:
                self._fail(wrong.message)
            except (json.JSONDecodeError, RecursionError) as error:
                # Perhaps the text only ends here because no more of it has been read.
                if isinstance(error, RecursionError) or not self._more():
                    self._fail(in_words(error).message)
                continue
            # a number at the very end may go on
            if end < len(self._text) or not self._more():
                self._pass_to(end)
                return value

    def _peek(self) -> str:
        self._skip()
        return self._text[self._at : self._at + 1]

    def _skip(self) -> None:
        """Pass blanks, reading on where they reach the end of what was read."""
        while True:
            end = self._at
            while end < len(self._text) and self._text[end] in BLANKS:
                end += 1
            self._pass_to(end)
            if end < len(self._text) or not self._more():
                return

    def _pass_to(self, end: int) -> None:
        self._line += self._text.count("\n", self._at, end)
        self._at = end

    def _more(self) -> bool:
        """Read on, and forget what was passed; False at the end of the file."""
        if self._ended:
            return False
        if len(self._text) - self._at > RECORD_LETTERS:
            raise too_long(self._place())
        chunk = self._stream.read(max(_CHUNK, len(self._text) - self._at))
        self._text = self._text[self._at :] + chunk
        self._at = 0
        self._ended = not chunk
        return not self._ended

    def _place(self) -> str:
        return f"{self._where}:{self._line}"

    def _fail(self, message: str) -> NoReturn:
        raise CoachError(message, where=self._place(), hint="nothing was imported")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise RecordError(f"the key `{visible(twice[:64])}` stands there twice")
    return found


def _whole(digits: str) -> int:
    if len(digits) > _DIGITS:
        raise RecordError("a number has too many digits")
    return int(digits)


def _real(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise RecordError("a number is too large")
    return number


def _constant(name: str) -> NoReturn:
    raise RecordError(f"{name} is not a number that JSON knows")


DECODER = json.JSONDecoder(
    object_pairs_hook=_unique, parse_int=_whole, parse_float=_real, parse_constant=_constant
)


def in_words(error: json.JSONDecodeError | RecursionError | RecordError) -> RecordError:
    """Why a text is no JSON that can be taken."""
    if isinstance(error, RecordError):
        return error
    if isinstance(error, RecursionError):
        return RecordError("the lists or objects are nested too deeply")
    said = error.msg[:1].lower() + error.msg[1:]
    return RecordError(f"this is not valid JSON: {visible(said)}")


def too_long(where: str) -> CoachError:
    """The error for a record that is longer than any of ours."""
    most = RECORD_LETTERS // 1024 // 1024
    return CoachError(f"one record has more than {most} million characters", where=where)
