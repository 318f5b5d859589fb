"""What is known of the shipped library, read from the index that is made with it.

Owns the files of `library/index`: one a sort, one line an entry, by name. `docs/library_index.py`
makes them of the library's own files, and a test holds the two together. Knows nothing of what an
entry says. What is not in the index is read in full, so that one that lacks an entry costs time and
nothing else.
"""

from __future__ import annotations

import os

from calfcoach.files.json_reading import read_json

TYPE_CHECKING = False  # the one of `typing` costs as much as half an interpreter
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

SORTS = (
    "routines",
    "exercises",
    "documents",
    "cards",
    "symptoms",
    "words",
    "digests",
    "ready_exercises",
    "ready_figures",
    "ready_routines",
)
_FOLDER = os.path.join(os.path.dirname(__file__), "..", "library", "index")  # noqa: PTH118, PTH120  # no pathlib here


def index_path(sort: str) -> str:
    """The file of one of `SORTS`."""
    return os.path.join(_FOLDER, f"{sort}.json")  # noqa: PTH118


def read_index(sort: str) -> dict[str, Any]:
    """What the index says of one of `SORTS`, by name; nothing where there is no index."""
    try:
        with open(index_path(sort), encoding="utf-8") as file:  # noqa: PTH123
            found: dict[str, Any] = read_json(file.read().strip())
    except (OSError, ValueError):
        return {}
    return found


def entry_text(sort: str, name: str) -> bytes:
    """What the index says of one name, as JSON, so that no other has to be taken apart; empty where
    it says nothing."""
    try:
        with open(index_path(sort), "rb") as file:  # noqa: PTH123
            text = file.read()
    except OSError:
        return b""
    _, begins, rest = text.partition(f'\n"{name}": '.encode())
    return rest.partition(b"\n")[0].removesuffix(b",") if begins else b""


def index_text(entries: Mapping[str, Any]) -> str:
    """A file of the index as it is written: one line an entry, so that a change can be read."""
    import json

    lines = [
        f"{json.dumps(name)}: {json.dumps(entry, ensure_ascii=False, separators=(',', ':'))}"
        for name, entry in entries.items()
    ]
    return "{\n" + ",\n".join(lines) + "\n}\n"
