"""Writes src/calfcoach/library/index, one file a sort, from the library's own files.

Listings of the shipped library are shown from it: to read all of its files takes as long as five
interpreters. Run it after a change in the library or in the words of a listing; a test holds them
together. A person's own files are never in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from calfcoach.cli.card_list import card_entry
from calfcoach.cli.documents import exercise_document
from calfcoach.cli.listing_made import exercise_entry, routine_entry
from calfcoach.files.as_shipped import digests
from calfcoach.files.card import load_cards
from calfcoach.files.exercise import read_exercise_file
from calfcoach.files.folders import (
    find_folders,
    shipped_exercises,
    shipped_routines,
    toml_files,
)
from calfcoach.files.library_index import index_path, index_text
from calfcoach.files.picture_late import read_figure, unread_picture
from calfcoach.files.ready import figure_name, ready_entry
from calfcoach.files.routine import read_routine
from calfcoach.files.symptom import load_book
from calfcoach.files.symptom_index import book_entries
from calfcoach.model import Exercise, Routine
from calfcoach.terms import Origin


def indexes() -> dict[str, Mapping[str, Any]]:
    """What the index says, by sort; the library is read in full for it, and not from the index."""
    folders = find_folders({"CALFCOACH_HOME": "/nowhere"})
    exercises = {name: _exercise(name, data) for name, data in _files(shipped_exercises())}
    routines = {name: _routine(name, data, exercises) for name, data in _files(shipped_routines())}
    symptoms, words = book_entries(load_book())
    return {
        "routines": {name: routine_entry(one) for name, one in routines.items()},
        "exercises": {name: exercise_entry(one, folders) for name, one in exercises.items()},
        "documents": {name: exercise_document(one) for name, one in exercises.items()},
        "cards": {one.id: card_entry(one) for one in load_cards()},
        "symptoms": symptoms,
        "words": words,
        "digests": digests(),
        "ready_exercises": {
            name: ready_entry(exercises[name], data) for name, data in _files(shipped_exercises())
        },
        "ready_figures": {
            figure_name(unread.picture, kind): ready_entry(
                read_figure(unread, kind), unread.picture
            )
            for name, data in _files(shipped_exercises())
            for unread, kind in [(unread_picture(data, name), exercises[name].kind)]
            if unread is not None
        },
        "ready_routines": {
            name: ready_entry(routines[name], data)
            for name, data in _files(shipped_routines())
            if all(step.exercise.origin is Origin.SHIPPED for step in routines[name].each_step())
        },
    }


def _files(folder: Path) -> list[tuple[str, bytes]]:
    return [(name, path.read_bytes()) for name, path in sorted(toml_files(folder).items())]


def _exercise(name: str, data: bytes) -> Exercise:
    return read_exercise_file(data, id=name, where=name, origin=Origin.SHIPPED)


def _routine(name: str, data: bytes, exercises: Mapping[str, Exercise]) -> Routine:
    return read_routine(data, id=name, where=name, exercises=exercises, origin=Origin.SHIPPED)


def main() -> None:
    """Write every file."""
    for sort, entries in indexes().items():
        path = Path(index_path(sort)).resolve()
        path.parent.mkdir(exist_ok=True)
        path.write_text(index_text(entries), encoding="utf-8")


if __name__ == "__main__":
    main()
