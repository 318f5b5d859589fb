"""JSON as a person may read it, two cells deeper a level: letter for letter what `json.dumps` makes
with `indent=2`.

That lays out each value in Python. Here an object of plain values, as a listing has hundreds of, is
written at once by the encoder in C, which takes a third of the time.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

_NESTING = (dict, list, tuple)


def laid_out(value: Any, margin: str = "\n") -> str:
    """The value as JSON, its letters as they are. `margin` is a line end and what stands in front
    of the value's last line. TypeError for what is no JSON."""
    if not isinstance(value, _NESTING) or not value:
        return _written(value)
    inner = f"{margin}  "
    first, last = "{}" if isinstance(value, dict) else "[]"
    return f"{first}{inner}{_body(value, inner)}{margin}{last}"


def _body(value: Any, inner: str) -> str:
    children: Iterable[Any] = value.values() if isinstance(value, dict) else value
    if not any(isinstance(each, _NESTING) for each in children):
        return _written(value, between=f",{inner}")[1:-1]
    if isinstance(value, dict):
        pieces = [f"{_written(str(key))}: {laid_out(each, inner)}" for key, each in value.items()]
    else:
        pieces = [laid_out(each, inner) for each in value]
    return f",{inner}".join(pieces)


def _written(value: Any, between: str = ", ") -> str:
    return json.dumps(value, ensure_ascii=False, separators=(between, ": "))
