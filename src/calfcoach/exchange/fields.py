"""What a value of an exchanged record may be: read from JSON, and described as JSON Schema.

Owns the limits of imported values: the same as for anything that is typed. Knows no record.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping
from functools import cache

from calfcoach.days import instant_text, read_instant
from calfcoach.errors import CoachError
from calfcoach.files.problems import UNSAFE, as_written, code_point, listed, visible
from calfcoach.frozen import frozen
from calfcoach.store.ids import is_id
from calfcoach.store.limits import MOST

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from typing import Any, Protocol
else:
    Protocol = object

LETTERS = 2000  # the limit of any text
OPTIONS_LETTERS = 10_000  # of a session's options, which are JSON in a text
ENTRIES = 100  # of a list of texts
SCORE = 10

_INSTANT = r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}[Tt ][0-9:.]+(?:[Zz]|[+-][0-9:]+)"
_WRITTEN = r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z"
_DAY = r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}"
_SCALARS = (str, int, float, bool, type(None))


@cache
def _pattern(text: str) -> re.Pattern[str]:
    """Compiled when it is first used: what only writes an export reads no value."""
    import re

    return re.compile(text)


class RecordError(CoachError):
    """A value, a record or a row that cannot be taken; whoever reads the file knows where."""


class Rule(Protocol):
    """How a value is read, and what it is in JSON Schema."""

    def read(self, name: str, value: object) -> Any:
        """The value as a record holds it. Raises `RecordError`."""

    def schema(self) -> dict[str, Any]:
        """The same in JSON Schema."""


@frozen
class Text:
    """A text without control characters; `lines`: with line breaks."""

    most: int = LETTERS
    lines: bool = False

    def read(self, name: str, value: object) -> str:
        """The text itself."""
        if isinstance(value, str) and value.isprintable() and len(value) <= self.most:
            return value  # nearly all: a search in each was a tenth of a long import
        if not isinstance(value, str):
            raise _not(name, "a text", value)
        if len(value) > self.most:
            raise RecordError(
                f"`{name}` has at most {self.most} characters, this one has {len(value)}",
                hint="shorten it",
            )
        found = _pattern(UNSAFE).search(value.replace("\n", "") if self.lines else value)
        if found:
            raise RecordError(
                f"`{name}` holds the control character {code_point(found.group())}",
                hint="take it out; texts are plain",
            )
        return value

    def schema(self) -> dict[str, Any]:
        """A string with a longest length."""
        return {"type": "string", "maxLength": self.most}


_PLAIN = Text()


@frozen
class Id:
    """An id as the history makes them."""

    def read(self, name: str, value: object) -> str:
        """The id itself."""
        if not is_id(value):
            raise _not(name, "an id", value)
        return str(value)

    def schema(self) -> dict[str, Any]:
        """The form of an id."""
        return {"type": "string", "pattern": "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"}


@frozen
class Instant:
    """A moment, with its offset or Z."""

    def read(self, name: str, value: object) -> str:
        """The moment in UTC, as the history writes it."""
        if isinstance(value, str) and _pattern(_WRITTEN).fullmatch(value):  # as an export has it
            try:
                datetime.datetime.fromisoformat(value)
            except ValueError:
                pass
            else:
                return value
        if isinstance(value, str) and _pattern(_INSTANT).fullmatch(value):
            try:
                text = instant_text(read_instant(value.replace("z", "Z")))
            except (ValueError, OverflowError):
                text = ""
            if _pattern(_INSTANT).fullmatch(text):
                return text
        raise _not(name, "a moment such as 2026-11-20T06:30:00.000Z", value)

    def schema(self) -> dict[str, Any]:
        """A date-time."""
        return {"type": "string", "format": "date-time"}


@frozen
class Day:
    """A day."""

    def read(self, name: str, value: object) -> str:
        """The day itself."""
        if isinstance(value, str) and _pattern(_DAY).fullmatch(value):
            try:
                datetime.date.fromisoformat(value)
            except ValueError:
                pass
            else:
                return value
        raise _not(name, "a day such as 2026-11-20", value)

    def schema(self) -> dict[str, Any]:
        """A date."""
        return {"type": "string", "format": "date"}


@frozen
class Whole:
    """A whole number from `least` to `most`."""

    least: int = 0
    most: int = MOST

    def read(self, name: str, value: object) -> int:
        """The number itself."""
        if not isinstance(value, int) or isinstance(value, bool):
            raise _not(name, "a whole number", value)
        if not self.least <= value <= self.most:
            raise RecordError(
                f"`{name}` must be {self.least} to {self.most}, got {as_written(value)}"
            )
        return value

    def schema(self) -> dict[str, Any]:
        """An integer with its limits."""
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


@frozen
class Seconds:
    """A length in seconds, from 0."""

    def read(self, name: str, value: object) -> float:
        """The seconds as a float."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise _not(name, "a number", value)
        if not 0 <= value <= MOST or not math.isfinite(value):
            raise RecordError(f"`{name}` must be 0 to {MOST}, got {as_written(value)}")
        return float(value)

    def schema(self) -> dict[str, Any]:
        """A number with its limits."""
        return {"type": "number", "minimum": 0, "maximum": MOST}


@frozen
class OneOf:
    """One of a few words."""

    words: tuple[str, ...]

    def read(self, name: str, value: object) -> str:
        """The word itself."""
        if not isinstance(value, str) or value not in self.words:
            raise _not(name, listed(self.words), value)
        return value

    def schema(self) -> dict[str, Any]:
        """The words."""
        return {"enum": list(self.words)}


@frozen
class Texts:
    """A list of texts."""

    def read(self, name: str, value: object) -> tuple[str, ...]:
        """The texts in their order."""
        if not isinstance(value, list | tuple):
            raise _not(name, "a list of texts", value)
        if len(value) > ENTRIES:
            raise RecordError(f"`{name}` has at most {ENTRIES} entries, this one has {len(value)}")
        return tuple(_PLAIN.read(name, each) for each in value)

    def schema(self) -> dict[str, Any]:
        """An array of strings."""
        return {"type": "array", "maxItems": ENTRIES, "items": Text().schema()}


@frozen
class Columns:
    """What some columns held: names, each with a plain value."""

    def read(self, name: str, value: object) -> dict[str, Any]:
        """The same, its texts checked."""
        if not isinstance(value, Mapping):
            raise _not(name, "an object", value)
        if len(value) > ENTRIES:
            raise RecordError(f"`{name}` has at most {ENTRIES} entries, this one has {len(value)}")
        for key, held in value.items():
            Text().read(name, key)
            if not isinstance(held, _SCALARS):
                raise _not(f"{name}.{visible(key)}", "a plain value", held)
            if isinstance(held, str):
                Text(most=OPTIONS_LETTERS, lines=True).read(f"{name}.{key}", held)
            elif isinstance(held, int | float) and not abs(held) <= MOST:
                raise _not(f"{name}.{key}", "a plain value", held)
        return dict(value)

    def schema(self) -> dict[str, Any]:
        """An object of plain values."""
        plain = {"type": ["string", "number", "boolean", "null"]}
        return {"type": "object", "maxProperties": ENTRIES, "additionalProperties": plain}


def _not(name: str, wanted: str, value: object) -> RecordError:
    shown = "null" if value is None else as_written(value)
    return RecordError(f"`{visible(name)}` must be {wanted}, got {shown}")
