"""What a reader calls a place in a routine or an exercise: step 2 (soleus-stretch), part 1.

Owns these words. Knows how routines are built of tables, no single key's rules.
"""

from __future__ import annotations

from collections.abc import Mapping

from calfcoach.files.problems import KeyPath, visible

_SINGULAR = {"parts": "part", "sources": "source"}


def place_name(path: KeyPath, document: Mapping[str, object]) -> str:
    """What a reader calls the place: step 2 (soleus-stretch), exercise my-id, [pacing]."""
    match path:
        case ("step", int() as index, "step", int() as inner, *rest):
            head = _step_name(document, index, inner)
        case ("step", int() as index, *rest):
            head = _step_name(document, index, None)
        case ("exercise", str() as name, *rest):
            head = f"exercise {visible(name)}"
        case ("pacing", *rest):
            head = "[pacing]"
        case _:
            head, rest = "", list(path)
    match rest:
        case ["dose", str() as level, *_]:
            tail = f"dose.{visible(level)}"
        case [*_, str() as key, int() as entry, str()] if key in _SINGULAR:
            tail = f"{_SINGULAR[key]} {entry + 1}"
        case _:
            tail = ""
    return ", ".join(filter(None, (head, tail)))


def _step_name(document: Mapping[str, object], index: int, inner: int | None) -> str:
    """Steps are counted as they are done: those of a circuit one by one, itself not at all."""
    entries = document["step"]
    assert isinstance(entries, list)
    no = 1 + sum(len(_nested(entry) or [entry]) for entry in entries[:index]) + (inner or 0)
    entry = entries[index]
    nested = _nested(entry)
    if inner is not None:
        entry = nested[inner]
    elif nested or (isinstance(entry, dict) and "repeat" in entry):
        return f"circuit from step {no}"
    name = entry.get("exercise") if isinstance(entry, dict) else None
    return f"step {no} ({visible(name[:64])})" if isinstance(name, str) and name else f"step {no}"


def _nested(entry: object) -> list[object]:
    steps = entry.get("step") if isinstance(entry, dict) else None
    return steps if isinstance(steps, list) else []
