"""Whether the files of the library that are installed are those that were shipped.

Owns the digests of its routines and exercises, which stand in the library's index beside what is
known of them. What a file says is not read: one that has its digest was read, and found in order,
when the index was made.
"""

from __future__ import annotations

from calfcoach.files.digest import digest
from calfcoach.files.folders import shipped_exercises_folder, shipped_routines_folder, toml_paths
from calfcoach.files.library_index import read_index


def digests() -> dict[str, str]:
    """The digest of each shipped file by its folder and name. OSError, CoachError."""
    shelves = {"routines": shipped_routines_folder(), "exercises": shipped_exercises_folder()}
    return {
        f"{shelf}/{name}": digest(_bytes_of(path))
        for shelf, folder in shelves.items()
        for name, path in toml_paths(folder).items()
    }


def _bytes_of(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def is_as_shipped() -> bool:
    """Whether every file is there, and is as it was when the index was made, and no other is."""
    try:
        return digests() == read_index("digests")
    except OSError:
        return False
