"""JSON as it is read: what `json.loads` makes of it, by the scanner in C behind that where there is
one.

To import the rest of `json` takes a third of an interpreter's start: patterns for what a text of
ours does not have, and all that writes. Knows nothing of what stands in a text.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Hook = Callable[[dict[str, Any]], Any]
    Scanner = Callable[[str, int], tuple[Any, int]]


class _Asked:
    """What the scanner asks of its caller."""

    strict = True
    object_pairs_hook = None
    parse_float, parse_int, parse_constant = float, int, float

    def __init__(self, object_hook: Hook | None) -> None:
        self.object_hook = object_hook


def _scanner(object_hook: Hook | None = None) -> Scanner | None:
    try:
        from _json import make_scanner

        return make_scanner(_Asked(object_hook))  # type: ignore[arg-type]  # the stub takes it for a function
    except (ImportError, TypeError, AttributeError):  # Python is made otherwise
        return None


_scan = _scanner()


def read_json(text: str, object_hook: Hook | None = None) -> Any:
    """The value, each object in it as `object_hook` makes it. ValueError for what is no JSON,
    TypeError for no text, RecursionError for what is nested too deeply."""
    scan = _scan if object_hook is None else _scanner(object_hook)
    if scan is not None and isinstance(text, str):
        try:
            value, end = scan(text, 0)
        except StopIteration:
            end = -1
        if end == len(text):
            return value
    import json  # blanks around it, or none: it knows what to say

    return json.loads(text, object_hook=object_hook)
