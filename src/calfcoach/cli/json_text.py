"""JSON as a person may read it, two cells deeper a level: letter for letter what `json.dumps` makes
with `indent=2`.

That lays out each value in Python. Here objects of plain values, as a listing has hundreds of, are
written at once by the encoder in C, which takes a tenth of the time.
"""

from __future__ import annotations

from collections.abc import Iterable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_NESTING = (dict, list, tuple)
_AT_ONCE = 500  # objects: their text is held several times while it is made
_PLAIN = frozenset({str, int, float, bool, type(None)})


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
        return f",{inner}".join(pieces)
    if all(map(_is_flat, value)):
        starts = range(0, len(value), _AT_ONCE)
        pieces = [_table(value[start : start + _AT_ONCE], inner) for start in starts]
        return f",{inner}".join(pieces)
    return f",{inner}".join(laid_out(each, inner) for each in value)


def _is_flat(value: Any) -> bool:
    """Whether it is an object of plain values."""
    return type(value) is dict and bool(value) and _PLAIN.issuperset(map(type, value.values()))


def _table(value: Any, inner: str) -> str:
    """The inside of a list of flat objects, written at once. A line end is nowhere in JSON but
    between two values, so that between two braces it parts two objects."""
    between = f",{inner}  "
    text = _written(value, between=between)[2:-2]
    objects = text.replace(f"}}{between}{{", f"{inner}}},{inner}{{{inner}  ")
    return f"{{{inner}  {objects}{inner}}}"


def _written(value: Any, between: str = ", ") -> str:
    """As `json.dumps` writes it, by the encoder in C behind it where there is one: to import the
    rest of `json`, and what it is made of, takes a third of an interpreter."""
    try:
        from _json import encode_basestring as text  # CPython's own
        from _json import make_encoder

        encode = make_encoder({}, _refuse, text, None, ": ", between, False, False, True)
    except (ImportError, TypeError):  # another Python, or a later one that makes it otherwise
        import json

        return json.dumps(value, ensure_ascii=False, separators=(between, ": "))
    return "".join(encode(value, 0))


def _refuse(value: object) -> object:
    raise TypeError(f"not a value of JSON: {type(value).__name__}")
