"""Two values that only measurements and plans have: an object of values, and a file as typed.

Owns how they are read and described, and which versions of a plan are one. What the values of a
kind may be stands with the history.
"""

from __future__ import annotations

from collections.abc import Mapping

from calfcoach.errors import CoachError
from calfcoach.exchange.fields import ENTRIES, LETTERS, RecordError, Text
from calfcoach.files.problems import as_written
from calfcoach.frozen import frozen
from calfcoach.records import PlanVersion
from calfcoach.store.limits import MOST
from calfcoach.store.plans import TEXT_LETTERS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_NEVER_TYPED = "[\x00\ud800-\udfff]"  # what no file in UTF-8 holds, and no database takes

_BY_HAND = ("edit", "stop")  # whys of versions that a hand may have written: stop ends such a one


@frozen
class Typed:
    """A text exactly as it was typed into a file, whatever stands in it: it is never shown."""

    most: int = TEXT_LETTERS

    def read(self, name: str, value: object) -> str:
        """The text itself."""
        if not isinstance(value, str):
            raise RecordError(f"`{name}` must be a text, got {_shown(value)}")
        if len(value) > self.most:
            raise RecordError(
                f"`{name}` has at most {self.most} characters, this one has {len(value)}"
            )
        import re  # late: what only writes an export reads no value

        if re.search(_NEVER_TYPED, value):
            raise RecordError(f"`{name}` holds a character that no text file can hold")
        return value

    def schema(self) -> dict[str, Any]:
        """A string with a longest length."""
        return {"type": "string", "maxLength": self.most}


@frozen
class Values:
    """What was measured: names, each with a plain value or a list of numbers."""

    def read(self, name: str, value: object) -> dict[str, Any]:
        """The same; whether it fits a kind of measurement is asked later."""
        if not isinstance(value, Mapping) or len(value) > ENTRIES:
            raise RecordError(f"`{name}` must be an object, got {_shown(value)}")
        for key, held in value.items():
            Text().read(name, key)
            for each in held if isinstance(held, list | tuple) else [held]:
                _check(f"{name}.{key}", each)
        return dict(value)

    def schema(self) -> dict[str, Any]:
        """An object of plain values and lists of numbers."""
        number = {"type": "number", "minimum": 0, "maximum": MOST}
        plain = [number, {"type": "string", "maxLength": LETTERS}, {"type": ["boolean", "null"]}]
        lists = {"type": "array", "maxItems": ENTRIES, "items": number}
        return {
            "type": "object",
            "maxProperties": ENTRIES,
            "additionalProperties": {"anyOf": [*plain, lists]},
        }


def plan_of(values: Mapping[str, Any]) -> PlanVersion:
    """A version of the plan. RecordError for a text that is no plan, unless somebody typed it: what
    was edited by hand is kept as it was, and never put in place."""
    from calfcoach.files.plan_file import may_stand, read_plan  # only an import reads plans

    version = PlanVersion(**values)
    if version.why in _BY_HAND or may_stand(version.text):
        return version
    try:
        read_plan(version.text.encode(), where="text")
    except CoachError as wrong:
        raise RecordError(f"`text` is no plan: {wrong.message}", hint=wrong.hint) from None
    raise RecordError("`text` is no plan: it holds a control character")


def _check(name: str, value: object) -> None:
    if value is None or isinstance(value, bool):
        return
    if isinstance(value, str):
        Text().read(name, value)
    elif not isinstance(value, int | float) or not 0 <= value <= MOST:
        raise RecordError(f"`{name}` must be a plain value, got {_shown(value)}")


def _shown(value: object) -> str:
    return "null" if value is None else as_written(value)
