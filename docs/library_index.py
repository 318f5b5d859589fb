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
from calfcoach.files.card import load_cards
from calfcoach.files.catalog import Catalog
from calfcoach.files.folders import find_folders
from calfcoach.files.library_index import index_path, index_text
from calfcoach.files.symptom import load_book
from calfcoach.files.symptom_index import book_entries


def indexes() -> dict[str, Mapping[str, Any]]:
    """What the index says, by sort; the library is read in full for it."""
    folders = find_folders({"CALFCOACH_HOME": "/nowhere"})
    catalog = Catalog(folders)
    exercises, routines = catalog.exercises()[0], catalog.routines()[0]
    symptoms, words = book_entries(load_book())
    return {
        "routines": {one.id: routine_entry(one) for one in routines},
        "exercises": {one.id: exercise_entry(one, folders) for one in exercises},
        "documents": {one.id: exercise_document(one) for one in exercises},
        "cards": {one.id: card_entry(one) for one in load_cards()},
        "symptoms": symptoms,
        "words": words,
    }


def main() -> None:
    """Write every file."""
    for sort, entries in indexes().items():
        path = Path(index_path(sort)).resolve()
        path.parent.mkdir(exist_ok=True)
        path.write_text(index_text(entries), encoding="utf-8")


if __name__ == "__main__":
    main()
